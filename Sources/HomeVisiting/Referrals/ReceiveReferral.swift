import Clocks
package import Kernel
package import Store

/// Writes down that home visiting is asked for. The family is told within the time of `POR-ACK`.
package func receiveVisitingReferral(
  _ id: ID<VisitingReferral>, child: ChildID, ruleSet: String, route: ReferralRoute, receivedOn: Day,
  _ facts: ReferralFacts, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard try !tx.visitingReferrals(child).contains(where: \.state.isOpen) else {
    throw Refusal.notNow("Home visiting has been asked for already, and goes on.")
  }
  try refuseAfterDeath(of: child, in: tx)
  try tx.insert(id, child: child, ruleSet: ruleSet, route: route, receivedOn: receivedOn, facts)
  try tx.startClock(
    .visitingAnswer, about: child, child: child, at: receivedOn.start, owner: caller.practitioner,
    team: caller.teams.first, now: now)
  try tx.append(
    .visitingAsked, about: id.of(), child: child, by: caller, at: now,
    changed: ["route": route.rawValue, "rules": ruleSet])
}

/// Writes down what has been learned since. `version` is the one that the form was drawn from.
package func putRightReferral(
  _ referral: VisitingReferral, route: ReferralRoute, _ facts: ReferralFacts, version: Int, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  guard referral.state == .received else { throw Refusal.notNow("This referral has been decided.") }
  guard try tx.updateFacts(referral.id, route, facts, version: version) else {
    throw Refusal.changedByAnother("Somebody has changed this referral since you opened it.")
  }
  try tx.append(.visitingFactsWritten, about: referral.id.of(), child: referral.child, by: caller, at: now)
}

extension EventKind {
  static let visitingAsked = EventKind("visiting.asked", "asked for home visiting")
  static let visitingFactsWritten = EventKind("visiting.facts", "wrote down what is known for home visiting")
}

extension ClockRuleID {
  static let visitingAnswer: ClockRuleID = "POR-ACK"
}
