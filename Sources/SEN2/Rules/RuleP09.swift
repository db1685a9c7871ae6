import Kernel

/// A postcode has the shape of one.
let ruleP09 = ReturnRule("P09", .error, .person, ["PostCode"], "A postcode has the shape of one.") { node, _ in
  node["PostCode"].map { Postcode($0) == nil } ?? false
}
