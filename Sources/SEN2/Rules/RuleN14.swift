import Kernel

/// A plan starts on or after the day of its request.
let ruleN14 = ReturnRule(
  "N14", .error, .namedPlan, ["StartDate", "ReceivedDate"], "A plan starts on or after the day of its request."
) { node, place in
  isAfter(place.request.day("ReceivedDate"), node.day("StartDate"))
}
