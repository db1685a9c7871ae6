import Kernel

/// A case that moved to another council before its end has no plan here.
let ruleR12 = ReturnRule(
  "R12", .query, .request, ["Exported", "RequestOutcome"],
  "A case that moved to another council before its end has no plan here."
) { node, _ in
  node["Exported"] == "1" && !node.all("ActivePlans").isEmpty
}
