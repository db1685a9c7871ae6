import Kernel

/// An assessment ends on or after the decision to carry it out.
let ruleA09 = ReturnRule(
  "A09", .error, .assessment, ["AssessmentOutcomeDate", "RequestOutcomeDate"],
  "An assessment ends on or after the decision to carry it out."
) { node, place in
  isAfter(place.request.day("RequestOutcomeDate"), node.day("AssessmentOutcomeDate"))
}
