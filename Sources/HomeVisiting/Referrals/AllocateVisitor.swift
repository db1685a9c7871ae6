import Clocks
package import Kernel
package import People
package import Store

/// Gives a family its visitor. Whoever visits gets a named link to the child, and the time to the first visit is theirs.
package func allocateVisitor(
  _ referral: VisitingReferral, to visitor: PractitionerID, rhythm: VisitRhythm, link: ID<Involvement>,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let practitioner = try tx.practitioner(visitor)
  guard practitioner.team == referral.team else {
    throw Refusal.notNow("\(practitioner.name) is not in \(referral.teamName ?? "that team").")
  }
  guard try tx.updateAllocated(referral.id, visitor, rhythm, on: now.day) else {
    throw Refusal.changedByAnother("This family waits no more.")
  }
  if try !tx.involvements(referral.child).contains(where: { $0.practitioner == visitor }) {
    try tx.beginInvolvement(
      NewInvolvement(
        practitioner: visitor, agency: practitioner.agency, team: practitioner.team, part: "Home visiting"),
      child: referral.child, id: link, by: caller, at: now)
  }
  // Only the time to the first visit: the child has other time limits, of other people.
  let others = try tx.clocks(about: referral.child).filter { $0.ruleID != .firstVisit }.map(\.ruleID)
  try tx.giveClocks(about: referral.child, to: visitor, team: practitioner.team, except: others)
  if referral.allocatedOn == nil {
    try tx.startClock(
      .visitingReview, about: referral.child, child: referral.child, at: now, owner: visitor, team: practitioner.team,
      now: now)
  }
  try tx.append(
    .visitorAllocated, about: referral.id.of(), child: referral.child, by: caller, at: now,
    changed: ["visitor": practitioner.name, "rhythm": rhythm.rawValue])
}

/// Home visiting ends: at school entry, or before.
package func endVisiting(
  _ referral: VisitingReferral, _ why: EndReason, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard try tx.updateEnded(referral.id, why, on: now.day) else {
    throw Refusal.notNow("Home visiting goes on no more.")
  }
  try tx.cancelClocks(
    about: referral.child, rules: [.firstVisit, .nextVisit, .visitingReview], why: why.title, by: caller, at: now)
  try tx.append(
    .visitingEnded, about: referral.id.of(), child: referral.child, by: caller, at: now,
    changed: ["why": why.rawValue])
}

extension EventKind {
  static let visitorAllocated = EventKind("visiting.allocated", "gave the family a home visitor")
  static let visitingEnded = EventKind("visiting.ended", "ended home visiting")
}
