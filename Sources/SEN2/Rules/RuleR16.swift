import Kernel

/// One request of a person at most waits for a decision.
let ruleR16 = ReturnRule(
  "R16", .error, .request, ["RequestOutcome"], "One request of a person at most waits for a decision."
) { node, place in
  node["RequestOutcome"] == "A" && place.person.all("Requests").count { $0["RequestOutcome"] == "A" } > 1
}
