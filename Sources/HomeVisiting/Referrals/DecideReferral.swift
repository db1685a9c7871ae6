import Clocks
package import Kernel
package import Store

/// Home visiting is for this child: the family waits for a visitor of that team, and the time to the first visit runs.
/// Which rules were met, and which were not known, is written down with it.
package func acceptReferral(
  _ referral: VisitingReferral, team: TeamID, findings: [RuleFinding], by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try decide(referral, .waiting, nil, team, findings, by: caller, at: now, in: tx)
  try tx.startClock(.firstVisit, about: referral.child, child: referral.child, at: now, team: team, now: now)
}

/// It is not: the family reads why, and what else there is for it.
package func declineReferral(
  _ referral: VisitingReferral, _ declining: Declining, findings: [RuleFinding], by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try decide(referral, .declined, declining, nil, findings, by: caller, at: now, in: tx)
}

/// It is taken back before anybody has decided: by the family, or by whoever asked. Nobody declined it, and it counts as no
/// refusal. Throws `Refusal.changedByAnother` where it was decided meanwhile.
package func withdrawReferral(
  _ referral: VisitingReferral, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard try tx.updateWithdrawn(referral.id, why: why, on: now.day, by: caller.name) else {
    throw Refusal.changedByAnother("This referral has been decided already.")
  }
  try tx.cancelClocks(about: referral.child, rules: [.visitingAnswer], why: why, by: caller, at: now)
  try tx.append(
    .visitingWithdrawn, about: referral.id.of(), child: referral.child, by: caller, at: now, why: why)
}

private func decide(
  _ referral: VisitingReferral, _ state: ReferralState, _ declining: Declining?, _ team: TeamID?,
  _ findings: [RuleFinding], by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard
    try tx.updateDecided(
      referral.id, to: state, declining: declining, team: team, on: now.day, by: caller.name)
  else { throw Refusal.changedByAnother("This referral has been decided already.") }
  try tx.meetClock(.visitingAnswer, about: referral.child, at: now)
  var changed = ["to": state.rawValue]
  for finding in findings { changed["rule_\(finding.rule.code)"] = finding.answer.rawValue }
  try tx.append(
    .visitingDecided, about: referral.id.of(), child: referral.child, by: caller, at: now, changed: changed,
    why: declining?.reason)
}

extension EventKind {
  static let visitingWithdrawn = EventKind("visiting.withdrawn", "took a referral to home visiting back")
  static let visitingDecided = EventKind("visiting.decided", "decided about home visiting")
}
