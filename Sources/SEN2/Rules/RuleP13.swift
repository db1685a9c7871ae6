import Kernel

/// There is a unique pupil number, a unique learner number, or a reason why there is none.
let ruleP13 = ReturnRule(
  "P13", .error, .person, ["UPN", "UniqueLearnerNumber", "UPNunknown"],
  "There is a unique pupil number, a unique learner number, or a reason why there is none."
) { node, _ in
  node["UPN"] == nil && node["UniqueLearnerNumber"] == nil && node["UPNunknown"] == nil
}
