import Kernel

/// A person has one plan in force at most.
let ruleP18 = ReturnRule("P18", .error, .person, ["Requests"], "A person has one plan in force at most.") { node, _ in
  node.all("Requests").reduce(0) { $0 + $1.all("ActivePlans").count } > 1
}
