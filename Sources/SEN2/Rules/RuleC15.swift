import Kernel

/// No more than two needs are named.
let ruleC15 = ReturnRule("C15", .error, .activePlans, ["SENneed"], "No more than two needs are named.") { node, _ in
  node.all("SENneed").count > 2
}
