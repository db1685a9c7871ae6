import Kernel

/// Exactly one place of a plan is the primary one.
let ruleN13 = ReturnRule(
  "N13", .error, .namedPlan, ["PlacementRank"], "Exactly one place of a plan is the primary one."
) { node, _ in
  !node.all("PlanDetail").isEmpty && node.all("PlanDetail").count { $0["PlacementRank"] == "1" } != 1
}
