import Kernel
import People
import Store

/// The child has died: open requests about the child stop, with their clocks and what agencies were asked. Nobody is
/// written to.
@Sendable func stopRequests(
  aboutChild child: ChildID, _ day: Day, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  for request in try tx.helpRequests(child: child) where request.isOpen {
    try withdrawRequest(request, why: deathReason, by: caller, at: now, in: tx)
  }
}
