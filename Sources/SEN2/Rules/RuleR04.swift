import Kernel

/// A request that was decided or withdrawn has the day of it.
let ruleR04 = ReturnRule(
  "R04", .error, .request, ["RequestOutcomeDate"], "A request that was decided or withdrawn has the day of it."
) { node, _ in
  ["Y", "N", "W"].contains(node["RequestOutcome"]) && node["RequestOutcomeDate"] == nil
}
