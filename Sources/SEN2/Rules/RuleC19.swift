import Kernel

/// From 5 to 16 a child with a plan has a school.
let ruleC19 = ReturnRule(
  "C19", .query, .activePlans, ["PlacementDetail"], "From 5 to 16 a child with a plan has a school."
) { node, place in
  isSchoolAge(place) && !node.all("PlacementDetail").isEmpty
    && node.all("PlacementDetail").allSatisfy { placeNames($0) == 0 }
}
