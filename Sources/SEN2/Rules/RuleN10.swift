import Kernel

/// A plan ends for the oldest age only from 19 on.
let ruleN10 = ReturnRule("N10", .query, .namedPlan, ["CeaseReason"], "A plan ends for the oldest age only from 19 on.")
{ node, place in
  node["CeaseReason"] == "1" && isYounger(than: 19, place.bornOn, on: node.day("CeaseDate"))
}
