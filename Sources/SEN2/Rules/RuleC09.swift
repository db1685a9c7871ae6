import Kernel

/// A plan in force names at least one need.
let ruleC09 = ReturnRule("C09", .error, .activePlans, ["SENneed"], "A plan in force names at least one need.") {
  node, _ in
  node.all("SENneed").isEmpty
}
