import Kernel

/// A plan starts within a year of its request.
let ruleN12 = ReturnRule(
  "N12", .query, .namedPlan, ["StartDate", "ReceivedDate"], "A plan starts within a year of its request."
) { node, place in
  isMore(than: 364, from: place.request.day("ReceivedDate"), to: node.day("StartDate"))
}
