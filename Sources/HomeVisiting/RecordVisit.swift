import Clocks
package import Kernel
import People
package import Store

/// Writes down a visit that has been held, plans the next one where it is agreed, and keeps the clock of visits running.
package func recordVisit(
  _ id: ID<Visit>, _ new: NewVisit, child: ChildID, visitor: PractitionerID, next: ID<Visit>, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  try tx.insertHeld(id, new, child: child, visitor: visitor, by: caller.name, at: now)
  try tx.append(
    .visitRecorded, about: id.of(), child: child, by: caller, at: now, changed: ["minutes": "\(new.minutes)"])
  try carryOn(from: new, id, child: child, visitor: visitor, next: next, by: caller, at: now, in: tx)
}

/// The same, on a visit that was planned. `version` is the one that the form was drawn from. Throws
/// `Refusal.changedByAnother` where it has moved on, `Refusal.notNow` where the visit is planned no more.
package func writeUpVisit(
  _ visit: Visit, _ new: NewVisit, version: Int, next: ID<Visit>, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try refuseUnlessPlanned(visit)
  guard try tx.updateHeld(visit.id, new, version: version, by: caller.name, at: now) else { throw changedMeanwhile }
  try tx.append(
    .visitRecorded, about: visit.id.of(), child: visit.child, by: caller, at: now,
    changed: ["minutes": "\(new.minutes)"])
  try carryOn(from: new, visit.id, child: visit.child, visitor: visit.visitor, next: next, by: caller, at: now, in: tx)
}

/// Puts right what was written of a visit. The event names what was changed, and the family sees who changed it and when.
package func correctVisit(
  _ visit: Visit, _ new: NewVisit, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard visit.state == .held else { throw Refusal.notNow("Only a visit that was held can be put right.") }
  guard try tx.updateHeld(visit.id, new, version: version, by: caller.name, at: now) else { throw changedMeanwhile }
  let changed = [
    "time": visit.startsAt != new.startsAt, "minutes": visit.minutes != new.minutes, "seen": visit.seen != new.seen,
    "tried": visit.tried != new.tried, "try_next": visit.tryNext != new.tryNext, "kind": visit.kind != new.kind,
    "modelled": visit.modelled != new.modelled, "was_there": visit.wasThere != new.wasThere,
    "joint_with": visit.jointWith != new.jointWith,
  ].filter(\.value).mapValues { _ in "changed" }
  try tx.append(.visitCorrected, about: visit.id.of(), child: visit.child, by: caller, at: now, changed: changed)
}

/// What every visit that was held sets going: what came of the last activity, the clocks, the new chart, the next visit.
func carryOn(
  from new: NewVisit, _ visit: ID<Visit>, child: ChildID, visitor: PractitionerID, next: ID<Visit>, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  try lookBack(on: new, child: child, by: caller, at: now, in: tx)
  try tx.meetClock(.firstVisit, about: child, at: new.startsAt)
  try tx.meetClock(.nextVisit, about: child, at: new.startsAt)
  // After a death nothing is waited for.
  guard try tx.child(child).diedOn == nil else { return }
  try tx.startClock(
    .nextVisit, about: child, child: child, at: new.startsAt, owner: visitor, team: try tx.practitioner(visitor).team,
    now: now)
  try beginChart(from: new, visit, child: child, by: caller, at: now, in: tx)
  guard let nextAt = new.nextAt else { return }
  try planVisit(next, PlannedVisit(startsAt: nextAt), child: child, visitor: visitor, by: caller, at: now, in: tx)
}

/// What came of the activity that the family was practising until this visit.
func lookBack(on new: NewVisit, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard let outcome = new.outcome else { return }
  for chart in try tx.openActivities(child) where chart.beginsOn <= new.startsAt.day {
    try endActivity(chart, outcome, words: new.tried, by: caller, at: now, in: tx)
  }
}

/// A chart for the small step, from the day after the visit on, where the family wants one. A visit has one chart at most,
/// under the visit's own id: what is done twice is there once.
func beginChart(
  from new: NewVisit, _ visit: ID<Visit>, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard let step = new.tryNext, let times = new.timesADay else { return }
  try agreeActivity(
    visit.of(), NewActivity(beginsOn: new.startsAt.day.adding(days: 1), step: step, timesADay: times), child: child,
    visit: visit, by: caller, at: now, in: tx)
}

private var changedMeanwhile: Refusal { .changedByAnother("This visit was written up or changed since you opened it.") }

extension EventKind {
  static let visitRecorded = EventKind("visit.recorded", "recorded a home visit")
  static let visitCorrected = EventKind("visit.corrected", "put right the record of a home visit")
}

/// The clocks that a visit meets, and the one that it starts: `registers/clock-rules.csv`.
extension ClockRuleID {
  static let firstVisit: ClockRuleID = "POR-INIT"
  static let nextVisit: ClockRuleID = "POR-VIS"
}
