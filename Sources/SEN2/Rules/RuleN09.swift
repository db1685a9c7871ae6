import Kernel

/// Who has direct payments has a personal budget.
let ruleN09 = ReturnRule("N09", .query, .namedPlan, ["PB", "DP"], "Who has direct payments has a personal budget.") {
  node, _ in
  node["DP"] != nil && node["PB"] != "1"
}
