import Kernel

/// A plan starts by the survey day.
let ruleN03 = ReturnRule("N03", .error, .namedPlan, ["StartDate"], "A plan starts by the survey day.") { node, place in
  isAfter(node.day("StartDate"), place.surveyDay)
}
