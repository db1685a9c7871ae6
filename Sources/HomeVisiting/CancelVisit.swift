package import Kernel
package import Store

/// Calls a planned visit off. Who did and why are kept, so that a family is never counted as having missed what the
/// service cancelled.
package func cancelVisit(
  _ visit: Visit, _ cancellation: Cancellation, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try refuseUnlessPlanned(visit)
  try tx.updateCancelled(visit.id, cancellation)
  try tx.append(
    .visitCancelled, about: visit.id.of(), child: visit.child, by: caller, at: now,
    changed: ["by": cancellation.by.rawValue], why: cancellation.why)
}
