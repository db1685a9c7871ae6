package import Kernel
package import Store

/// Puts a visit into the visitor's diary. The family sees it at once.
package func planVisit(
  _ id: ID<Visit>, _ plan: PlannedVisit, child: ChildID, visitor: PractitionerID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try refuseAfterDeath(of: child, in: tx)
  try tx.insertPlanned(id, plan, child: child, visitor: visitor)
  try tx.append(
    .visitPlanned, about: id.of(), child: child, by: caller, at: now, changed: ["starts_at": plan.startsAt.description])
}

extension EventKind {
  static let visitPlanned = EventKind("visit.planned", "planned a home visit")
}
