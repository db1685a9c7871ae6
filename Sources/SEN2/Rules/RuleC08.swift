import Kernel

/// A plan in force has a placement, unless it came from another council.
let ruleC08 = ReturnRule(
  "C08", .error, .activePlans, ["PlacementDetail"],
  "A plan in force has a placement, unless it came from another council."
) { node, _ in
  node.all("PlacementDetail").isEmpty && node["TransferLA"] == nil
}
