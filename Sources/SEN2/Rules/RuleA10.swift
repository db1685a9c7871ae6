import Kernel

/// A decision not to make a plan comes within sixteen weeks of the request.
let ruleA10 = ReturnRule(
  "A10", .query, .assessment, ["AssessmentOutcomeDate", "ReceivedDate"],
  "A decision not to make a plan comes within sixteen weeks of the request."
) { node, place in
  node["AssessmentOutcome"] == "N" && node["Week20"] != "1"
    && isMore(than: 112, from: place.request.day("ReceivedDate"), to: node.day("AssessmentOutcomeDate"))
}
