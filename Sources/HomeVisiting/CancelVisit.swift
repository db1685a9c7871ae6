package import Kernel
import People
package import Store
import Web

/// Calls a planned visit off. Who did and why are kept, so that a family is never counted as having missed what the
/// service cancelled. Throws `Refusal.notNow` where the visit is planned no more.
package func cancelVisit(
  _ visit: Visit, _ cancellation: Cancellation, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try refuseUnlessPlanned(visit)
  try tx.updateCancelled(visit.id, cancellation)
  try tx.append(
    .visitCancelled, about: visit.id.of(), child: visit.child, by: caller, at: now,
    changed: ["by": cancellation.by.rawValue], why: cancellation.why)
}

/// A family says that it cannot make a visit. The visitor gets a letter that names nobody. `address` is where to sign in.
package func declineVisit(
  _ visit: Visit, _ cancellation: Cancellation, by caller: Caller, at now: Instant, address: String, in tx: Transaction
) throws {
  try cancelVisit(visit, cancellation, by: caller, at: now, in: tx)
  guard let email = try tx.practitioner(visit.visitor).email, isEmail(email) else { return }
  try tx.send(
    Mail(
      to: email, subject: "A family cannot make a visit",
      body: """
        Hello \(firstName(visit.visitorName)),

        A family you visit cannot make it on \(visit.startsAt.long). Sign in to see who, and to find another day.

        \(address)/sign-in

        """), at: now, key: "visit-declined \(visit.id)")
}

extension EventKind {
  static let visitCancelled = EventKind("visit.cancelled", "called off a home visit")
}
