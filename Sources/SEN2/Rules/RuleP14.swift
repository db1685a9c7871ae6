import Kernel

/// Where there is a unique pupil number there is no reason for its absence.
let ruleP14 = ReturnRule(
  "P14", .error, .person, ["UPN", "UPNunknown"],
  "Where there is a unique pupil number there is no reason for its absence."
) { node, _ in
  node["UPN"] != nil && node["UPNunknown"] != nil
}
