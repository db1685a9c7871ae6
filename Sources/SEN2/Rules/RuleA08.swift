import Kernel

/// An assessment that has not ended is no more than twenty weeks from its request on the survey day.
let ruleA08 = ReturnRule(
  "A08", .query, .assessment, ["AssessmentOutcome", "ReceivedDate"],
  "An assessment that has not ended is no more than twenty weeks from its request on the survey day."
) { node, place in
  node["AssessmentOutcome"] == "A" && isMore(than: 140, from: place.request.day("ReceivedDate"), to: place.surveyDay)
}
