import Kernel

/// An assessment that ended has the day of it.
let ruleA03 = ReturnRule(
  "A03", .error, .assessment, ["AssessmentOutcomeDate"], "An assessment that ended has the day of it."
) { node, _ in
  ["Y", "N", "W"].contains(node["AssessmentOutcome"]) && node["AssessmentOutcomeDate"] == nil
}
