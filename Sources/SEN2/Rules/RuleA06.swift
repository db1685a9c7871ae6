import Kernel

/// An assessment that ended with a plan has it, unless the plan is still being written.
let ruleA06 = ReturnRule(
  "A06", .query, .assessment, ["AssessmentOutcome", "NamedPlan"],
  "An assessment that ended with a plan has it, unless the plan is still being written."
) { node, _ in
  node["AssessmentOutcome"] == "Y" && node.all("NamedPlan").isEmpty
}
