import Kernel

/// A plan says where, at least once.
let ruleN08 = ReturnRule("N08", .error, .namedPlan, ["PlanDetail"], "A plan says where, at least once.") { node, _ in
  node.all("PlanDetail").isEmpty
}
