import Kernel

/// A placement has the day on which it began, unless there is no education.
let ruleL14 = ReturnRule(
  "L14", .query, .placement, ["EntryDate"], "A placement has the day on which it began, unless there is no education."
) { node, _ in
  node["EntryDate"] == nil && !["NEET", "NIEC", "NIEO", "EHE"].contains(node["SENSetting"])
}
