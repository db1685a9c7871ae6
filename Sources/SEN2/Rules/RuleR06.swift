import Kernel

/// The decision on the request is by the survey day.
let ruleR06 = ReturnRule(
  "R06", .error, .request, ["RequestOutcomeDate"], "The decision on the request is by the survey day."
) { node, place in
  isAfter(node.day("RequestOutcomeDate"), place.surveyDay)
}
