import Kernel

/// An assessment that waits for its end has no day of decision.
let ruleA02 = ReturnRule(
  "A02", .error, .assessment, ["AssessmentOutcomeDate"], "An assessment that waits for its end has no day of decision."
) { node, _ in
  node["AssessmentOutcome"] == "A" && node["AssessmentOutcomeDate"] != nil
}
