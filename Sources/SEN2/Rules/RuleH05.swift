import Kernel

/// The council is named by its three digits.
let ruleH05 = ReturnRule("H05", .error, .header, ["LEA"], "The council is named by its three digits.") { node, _ in
  !isDigits(inHeader(node, "LEA"), 3)
}
