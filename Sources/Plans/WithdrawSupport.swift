package import Kernel
import People
package import Store

extension Support {
  /// Asked for, and nothing since: nobody has been given it, and nothing is written in it.
  package var isUntouched: Bool { state == .requested && version == 1 }
}

/// Takes back early help that nobody has touched, because what started it does not stand any more: as if it had not been
/// asked for. The row goes, and the team's link with it; the events stay and say who, when and why.
package func withdrawSupport(
  _ id: SupportID, child: ChildID, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let support = try tx.support(id, of: child)
  guard support.isUntouched else { throw Refusal.notNow("The work with the family has begun. Close the help instead.") }
  for link in try tx.involvements(child)
  where link.part == earlyHelpPart && link.practitioner == nil && link.team == support.team {
    try tx.endInvolvement(link.id, child: child, why: why, by: caller, at: now)
  }
  let gone = try tx.run("DELETE FROM support WHERE id = \(id) AND version = \(support.version)")
  if gone == 0 { throw Refusal.changedByAnother("The early help has changed since you opened it.") }
  try tx.append(.supportWithdrawn, about: id.of(), child: child, by: caller, at: now, why: why)
}
