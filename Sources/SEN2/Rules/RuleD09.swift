import Kernel

/// A place is in a unit or resourced, not both.
let ruleD09 = ReturnRule(
  "D09", .query, .planDetail, ["SENunitIndicator", "ResourcedProvisionIndicator"],
  "A place is in a unit or resourced, not both."
) { node, _ in
  node["SENunitIndicator"] == "1" && node["ResourcedProvisionIndicator"] == "1"
}
