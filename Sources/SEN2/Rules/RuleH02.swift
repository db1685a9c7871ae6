import Kernel

/// The year is one whose layout and rules are known: 2025, 2026 or 2027.
let ruleH02 = ReturnRule(
  "H02", .error, .header, ["Year"], "The year is one whose layout and rules are known: 2025, 2026 or 2027."
) { node, _ in
  inHeader(node, "Year").flatMap { Int($0) }.flatMap(ReturnYear.of) == nil
}
