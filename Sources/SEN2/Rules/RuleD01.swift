import Kernel

/// A place is named by exactly one of URN, UKPRN and setting.
let ruleD01 = ReturnRule(
  "D01", .error, .planDetail, ["URN", "UKPRN", "SENSetting"],
  "A place is named by exactly one of URN, UKPRN and setting."
) { node, _ in
  placeNames(node) != 1
}
