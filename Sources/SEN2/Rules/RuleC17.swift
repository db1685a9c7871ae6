import Kernel

/// Of the placements that have not ended exactly one is the primary one.
let ruleC17 = ReturnRule(
  "C17", .error, .activePlans, ["PlacementRank"],
  "Of the placements that have not ended exactly one is the primary one."
) { node, _ in
  primaries(node) > 1 || (primaries(node) == 0 && !node.all("PlacementDetail").isEmpty)
}
