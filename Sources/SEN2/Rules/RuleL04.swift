import Kernel

/// A placement at another setting says which.
let ruleL04 = ReturnRule(
  "L04", .query, .placement, ["SENSetting", "SENSettingOther"], "A placement at another setting says which."
) { node, _ in
  ["OTH", "NIEO"].contains(node["SENSetting"]) && node["SENSettingOther"] == nil
}
