import Clocks
package import Kernel
package import Store

/// Writes down a look back with the family, and what has become of its goals. The next is due in six months (`POR-REV`).
package func reviewVisiting(
  _ id: ID<VisitingReview>, _ new: NewVisitingReview, child: ChildID, goal: ID<VisitingGoal>, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  try refuseAfterDeath(of: child, in: tx)
  try tx.insert(id, new, child: child, by: caller.name)
  for (goal, state) in new.goals { try tx.updateGoal(goal, child: child, state, on: new.on) }
  if let words = new.newGoal { try tx.insertGoal(goal, child: child, words, new.purpose, on: new.on) }
  try tx.meetClock(.visitingReview, about: child, at: new.on.start)
  try tx.startClock(
    .visitingReview, about: child, child: child, at: new.on.start, owner: caller.practitioner, team: caller.teams.first,
    now: now)
  try tx.append(
    .visitingReviewed, about: id.of(), child: child, by: caller, at: now,
    changed: ["on": new.on.description, "met": "\(new.goals.values.count { $0 == .met })"])
}

/// Says at which nursery or school the child will begin, and when: the joint meeting is due by the end of the term before.
package func planTransition(
  to setting: String, beginsOn: Day, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try tx.upsertTransition(child, setting: setting, beginsOn: beginsOn)
  try tx.startClock(
    .transitionMeeting, about: child, child: child, at: beginsOn.start, owner: caller.practitioner,
    team: caller.teams.first, now: now)
  try tx.append(
    .transitionPlanned, about: child.of(), child: child, by: caller, at: now,
    changed: ["begins_on": beginsOn.description])
}

/// The joint meeting with the new setting was held.
package func holdTransitionMeeting(
  on day: Day, agreed: String, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard try tx.transition(child) != nil else { throw Refusal.notNow("Say first where the child will begin, and when.") }
  try tx.updateMet(child, on: day, agreed: agreed)
  try tx.meetClock(.transitionMeeting, about: child, at: day.start)
  try tx.append(
    .transitionMet, about: child.of(), child: child, by: caller, at: now, changed: ["on": day.description])
}

extension EventKind {
  static let visitingReviewed = EventKind("visiting.reviewed", "looked back on home visiting with the family")
  static let transitionPlanned = EventKind("visiting.transition", "planned the move to a nursery or school")
  static let transitionMet = EventKind("visiting.transition_met", "met with the new nursery or school")
}

extension ClockRuleID {
  static let visitingReview: ClockRuleID = "POR-REV"
  static let transitionMeeting: ClockRuleID = "POR-TRA"
}
