import Kernel

/// A request has one assessment and one plan in force at most.
let ruleR18 = ReturnRule(
  "R18", .error, .request, ["Assessment", "ActivePlans"], "A request has one assessment and one plan in force at most."
) { node, _ in
  node.all("Assessment").count > 1 || node.all("ActivePlans").count > 1
}
