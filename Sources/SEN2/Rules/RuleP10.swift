import Kernel

/// A unique pupil number has thirteen characters, and its first letter checks the others.
let ruleP10 = ReturnRule(
  "P10", .error, .person, ["UPN"],
  "A unique pupil number has thirteen characters, and its first letter checks the others."
) { node, _ in
  node["UPN"].map { UPN($0) == nil } ?? false
}
