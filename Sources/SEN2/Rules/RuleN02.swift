import Kernel

/// A plan starts on or after the decision to make one.
let ruleN02 = ReturnRule(
  "N02", .error, .namedPlan, ["StartDate", "AssessmentOutcomeDate"],
  "A plan starts on or after the decision to make one."
) { node, place in
  isAfter(place.assessment.day("AssessmentOutcomeDate"), node.day("StartDate"))
}
