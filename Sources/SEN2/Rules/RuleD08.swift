import Kernel

/// A unit or resourced place belongs to a school with a URN.
let ruleD08 = ReturnRule(
  "D08", .query, .planDetail, ["SENunitIndicator", "ResourcedProvisionIndicator"],
  "A unit or resourced place belongs to a school with a URN."
) { node, _ in
  (node["SENunitIndicator"] == "1" || node["ResourcedProvisionIndicator"] == "1") && node["URN"] == nil
}
