import Kernel

/// A plan in force was made here, or came from another council.
let ruleC13 = ReturnRule(
  "C13", .error, .activePlans, ["TransferLA", "NamedPlan"],
  "A plan in force was made here, or came from another council."
) { node, place in
  node["TransferLA"] == nil && place.request.first("Assessment")?.first("NamedPlan") == nil
    && place.request["RequestOutcome"] != "H"
}
