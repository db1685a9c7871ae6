import Kernel

/// An early years provider is for children under six.
let ruleL13 = ReturnRule(
  "L13", .query, .placement, ["SENSetting"], "An early years provider is for children under six."
) { node, place in
  node["SENSetting"] == "EYP" && (place.age ?? 0) >= 6
}
