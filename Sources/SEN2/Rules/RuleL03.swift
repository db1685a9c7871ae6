import Kernel

/// A provider number of a placement begins with 1.
let ruleL03 = ReturnRule("L03", .error, .placement, ["UKPRN"], "A provider number of a placement begins with 1.") {
  node, _ in
  node["UKPRN"].map { !$0.hasPrefix("1") } ?? false
}
