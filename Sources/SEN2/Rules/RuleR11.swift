import Kernel

/// A request that was agreed to has its assessment.
let ruleR11 = ReturnRule(
  "R11", .error, .request, ["RequestOutcome", "Assessment"], "A request that was agreed to has its assessment."
) { node, _ in
  node["RequestOutcome"] == "Y" && node.all("Assessment").isEmpty
}
