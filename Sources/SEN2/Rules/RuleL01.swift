import Kernel

/// A placement is named by exactly one of URN, UKPRN and setting.
let ruleL01 = ReturnRule(
  "L01", .error, .placement, ["URN", "UKPRN", "SENSetting"],
  "A placement is named by exactly one of URN, UKPRN and setting."
) { node, _ in
  placeNames(node) != 1
}
