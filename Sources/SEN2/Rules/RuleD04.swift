import Kernel

/// Another setting says which.
let ruleD04 = ReturnRule("D04", .query, .planDetail, ["SENSetting", "SENSettingOther"], "Another setting says which.") {
  node, _ in
  ["OTH", "NIEO"].contains(node["SENSetting"]) && node["SENSettingOther"] == nil
}
