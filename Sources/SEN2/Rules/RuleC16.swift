import Kernel

/// No need is named twice.
let ruleC16 = ReturnRule("C16", .error, .activePlans, ["SENtype"], "No need is named twice.") { node, _ in
  Set(node.all("SENneed").map { $0["SENtype"] ?? "" }).count != node.all("SENneed").count
}
