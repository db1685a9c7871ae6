import Kernel

/// The level of the source is L, a local authority.
let ruleH04 = ReturnRule("H04", .error, .header, ["SourceLevel"], "The level of the source is L, a local authority.") {
  node, _ in
  inHeader(node, "SourceLevel") != "L"
}
