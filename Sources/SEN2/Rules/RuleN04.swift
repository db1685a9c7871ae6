import Kernel

/// A plan ends on or after the day on which it started.
let ruleN04 = ReturnRule(
  "N04", .error, .namedPlan, ["CeaseDate", "StartDate"], "A plan ends on or after the day on which it started."
) { node, _ in
  isAfter(node.day("StartDate"), node.day("CeaseDate"))
}
