import Kernel

/// A placement in a unit or a resourced one is at a school with a URN.
let ruleL08 = ReturnRule(
  "L08", .query, .placement, ["SENunitIndicator", "ResourcedProvisionIndicator"],
  "A placement in a unit or a resourced one is at a school with a URN."
) { node, _ in
  (node["SENunitIndicator"] == "1" || node["ResourcedProvisionIndicator"] == "1") && node["URN"] == nil
}
