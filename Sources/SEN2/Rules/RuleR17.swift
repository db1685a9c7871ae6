import Kernel

/// What is marked as decided before the period was not decided in it.
let ruleR17 = ReturnRule(
  "R17", .error, .request, ["RequestOutcome", "RequestOutcomeDate"],
  "What is marked as decided before the period was not decided in it."
) { node, place in
  node["RequestOutcome"] == "H" && !isAfter(Day(place.year.periodStart), node.day("RequestOutcomeDate"))
    && node["RequestOutcomeDate"] != nil
}
