import Kernel

/// The words for another setting stand only with such a placement.
let ruleL05 = ReturnRule(
  "L05", .query, .placement, ["SENSettingOther", "SENSetting"],
  "The words for another setting stand only with such a placement."
) { node, _ in
  node["SENSettingOther"] != nil && !["OTH", "NIEO"].contains(node["SENSetting"])
}
