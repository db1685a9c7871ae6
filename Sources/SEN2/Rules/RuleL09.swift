import Kernel

/// A placement is in a unit or resourced, not both.
let ruleL09 = ReturnRule(
  "L09", .query, .placement, ["SENunitIndicator", "ResourcedProvisionIndicator"],
  "A placement is in a unit or resourced, not both."
) { node, _ in
  node["SENunitIndicator"] == "1" && node["ResourcedProvisionIndicator"] == "1"
}
