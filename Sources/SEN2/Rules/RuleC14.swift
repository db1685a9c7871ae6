import Kernel

/// Exactly one need is the primary one.
let ruleC14 = ReturnRule("C14", .error, .activePlans, ["SENtypeRank"], "Exactly one need is the primary one.") {
  node, _ in
  !node.all("SENneed").isEmpty && node.all("SENneed").count { $0["SENtypeRank"] == "1" } != 1
}
