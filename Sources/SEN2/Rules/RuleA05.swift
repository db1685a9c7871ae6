import Kernel

/// Only an assessment that ended with a plan has one.
let ruleA05 = ReturnRule(
  "A05", .error, .assessment, ["AssessmentOutcome", "NamedPlan"], "Only an assessment that ended with a plan has one."
) { node, _ in
  !node.all("NamedPlan").isEmpty && !["Y", "H"].contains(node["AssessmentOutcome"])
}
