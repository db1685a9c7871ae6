import Kernel

/// A provider number begins with 1.
let ruleD03 = ReturnRule("D03", .error, .planDetail, ["UKPRN"], "A provider number begins with 1.") { node, _ in
  node["UKPRN"].map { !$0.hasPrefix("1") } ?? false
}
