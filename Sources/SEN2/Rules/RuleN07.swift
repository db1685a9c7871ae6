import Kernel

/// A plan ended by the survey day.
let ruleN07 = ReturnRule("N07", .error, .namedPlan, ["CeaseDate"], "A plan ended by the survey day.") { node, place in
  isAfter(node.day("CeaseDate"), place.surveyDay)
}
