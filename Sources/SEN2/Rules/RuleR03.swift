import Kernel

/// A request that waits for a decision has no day of decision.
let ruleR03 = ReturnRule(
  "R03", .error, .request, ["RequestOutcomeDate"], "A request that waits for a decision has no day of decision."
) { node, _ in
  node["RequestOutcome"] == "A" && node["RequestOutcomeDate"] != nil
}
