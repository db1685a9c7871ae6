package import Kernel
package import Store

/// Puts the step that was agreed on a chart, which the family fills in from that day on.
package func agreeActivity(
  _ id: ID<ActivityChart>, _ new: NewActivity, child: ChildID, visit: ID<Visit>? = nil, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  try refuseAfterDeath(of: child, in: tx)
  try tx.insert(id, new, child: child, visit: visit, by: caller.name, at: now)
  try tx.append(
    .activityAgreed, about: id.of(), child: child, by: caller, at: now,
    changed: ["begins_on": new.beginsOn.description, "times_a_day": "\(new.timesADay)"])
}

extension EventKind {
  static let activityAgreed = EventKind("activity.agreed", "agreed an activity to practise at home")
}
