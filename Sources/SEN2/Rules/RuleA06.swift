import Kernel

/// An assessment that ended with a plan has it.
let ruleA06 = ReturnRule(
  "A06", .error, .assessment, ["AssessmentOutcome", "NamedPlan"], "An assessment that ended with a plan has it."
) { node, _ in
  node["AssessmentOutcome"] == "Y" && node.all("NamedPlan").isEmpty
}
