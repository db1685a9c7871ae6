import Kernel

/// The collection is SEN2.
let ruleH01 = ReturnRule("H01", .error, .header, ["Collection"], "The collection is SEN2.") { node, _ in
  inHeader(node, "Collection") != "SEN2"
}
