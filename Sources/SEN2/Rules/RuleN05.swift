import Kernel

/// The reason for an end has its day.
let ruleN05 = ReturnRule("N05", .error, .namedPlan, ["CeaseReason", "CeaseDate"], "The reason for an end has its day.")
{ node, _ in
  node["CeaseReason"] != nil && node["CeaseDate"] == nil
}
