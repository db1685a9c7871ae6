import Kernel
import People
import Store

/// The child has died: visits to come are called off, and those that were planned for after the death and not written up.
@Sendable func callOffVisits(
  ofChild child: ChildID, died day: Day, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  for visit in try tx.visits(child, state: .planned, limit: 1000) where visit.startsAt > now || visit.startsAt.day > day
  {
    try cancelVisit(visit, Cancellation(by: .service, why: deathReason), by: caller, at: now, in: tx)
  }
  for referral in try tx.visitingReferrals(child) where referral.state == .waiting || referral.state == .allocated {
    try endVisiting(referral, .died, by: caller, at: now, in: tx)
  }
}

/// Nothing is planned for a child who has died, even while the record is open again to be finished.
func refuseAfterDeath(of child: ChildID, in tx: Transaction) throws {
  let child = try tx.child(child)
  if let words = deathWords(child) { throw Refusal.notNow("\(words) No visit can be planned.") }
}
