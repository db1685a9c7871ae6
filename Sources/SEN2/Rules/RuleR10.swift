import Kernel

/// Only a request that was agreed to has an assessment.
let ruleR10 = ReturnRule(
  "R10", .error, .request, ["RequestOutcome", "Assessment"], "Only a request that was agreed to has an assessment."
) { node, _ in
  !node.all("Assessment").isEmpty && !["Y", "H"].contains(node["RequestOutcome"])
}
