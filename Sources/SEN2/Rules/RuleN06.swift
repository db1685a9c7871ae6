import Kernel

/// The day of an end has its reason.
let ruleN06 = ReturnRule("N06", .error, .namedPlan, ["CeaseDate", "CeaseReason"], "The day of an end has its reason.") {
  node, _ in
  node["CeaseDate"] != nil && node["CeaseReason"] == nil
}
