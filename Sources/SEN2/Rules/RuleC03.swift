import Kernel

/// A plan came from another council, not from one's own.
let ruleC03 = ReturnRule(
  "C03", .error, .activePlans, ["TransferLA"], "A plan came from another council, not from one's own."
) { node, place in
  node["TransferLA"] != nil && node["TransferLA"] == place.council
}
