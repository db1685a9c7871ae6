import Kernel

/// Mediation and tribunal about a request follow a decision.
let ruleR14 = ReturnRule(
  "R14", .query, .request, ["RequestMediation", "RequestTribunal", "RequestOutcome"],
  "Mediation and tribunal about a request follow a decision."
) { node, _ in
  (node["RequestMediation"] == "1" || node["RequestTribunal"] == "1") && ["A", "W"].contains(node["RequestOutcome"])
}
