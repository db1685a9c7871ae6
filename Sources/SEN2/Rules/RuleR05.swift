import Kernel

/// The decision is on or after the day on which the request was received.
let ruleR05 = ReturnRule(
  "R05", .error, .request, ["RequestOutcomeDate", "ReceivedDate"],
  "The decision is on or after the day on which the request was received."
) { node, _ in
  isAfter(node.day("ReceivedDate"), node.day("RequestOutcomeDate"))
}
