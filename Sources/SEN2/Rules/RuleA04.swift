import Kernel

/// The end of an assessment is by the survey day.
let ruleA04 = ReturnRule(
  "A04", .error, .assessment, ["AssessmentOutcomeDate"], "The end of an assessment is by the survey day."
) { node, place in
  isAfter(node.day("AssessmentOutcomeDate"), place.surveyDay)
}
