import Kernel

/// From the age of six there is mostly a unique pupil number or a unique learner number.
let ruleP15 = ReturnRule(
  "P15", .query, .person, ["UPN", "UniqueLearnerNumber"],
  "From the age of six there is mostly a unique pupil number or a unique learner number."
) { node, place in
  (place.age ?? 0) >= 6 && node["UPN"] == nil && node["UniqueLearnerNumber"] == nil && node["UPNunknown"] != nil
}
