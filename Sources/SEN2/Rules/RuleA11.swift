import Kernel

/// Mediation and tribunal about an assessment follow its end.
let ruleA11 = ReturnRule(
  "A11", .query, .assessment, ["AssessmentMediation", "AssessmentTribunal"],
  "Mediation and tribunal about an assessment follow its end."
) { node, _ in
  (node["AssessmentMediation"] == "1" || node["AssessmentTribunal"] == "1")
    && ["A", "W"].contains(node["AssessmentOutcome"])
}
