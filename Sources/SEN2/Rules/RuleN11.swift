import Kernel

/// A plan ends for higher education or paid work only from 16 on.
let ruleN11 = ReturnRule(
  "N11", .query, .namedPlan, ["CeaseReason"], "A plan ends for higher education or paid work only from 16 on."
) { node, place in
  ["3", "4"].contains(node["CeaseReason"]) && isYounger(than: 16, place.bornOn, on: node.day("CeaseDate"))
}
