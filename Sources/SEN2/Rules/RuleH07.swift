import Kernel

/// The file has a serial number of digits.
let ruleH07 = ReturnRule("H07", .query, .header, ["SerialNo"], "The file has a serial number of digits.") { node, _ in
  !isDigits(inHeader(node, "SerialNo"))
}
