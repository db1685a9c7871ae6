import Kernel

/// The words for another setting stand only with it.
let ruleD05 = ReturnRule(
  "D05", .query, .planDetail, ["SENSettingOther", "SENSetting"], "The words for another setting stand only with it."
) { node, _ in
  node["SENSettingOther"] != nil && !["OTH", "NIEO"].contains(node["SENSetting"])
}
