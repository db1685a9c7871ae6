import Kernel

/// Nobody under 16 is counted as not in education, employment or training.
let ruleL12 = ReturnRule(
  "L12", .query, .placement, ["SENSetting"], "Nobody under 16 is counted as not in education, employment or training."
) { node, place in
  node["SENSetting"] == "NEET" && (place.age ?? 99) < 16
}
