import Design
package import Kernel
package import Store
import Web

// A child has died. What would hurt the family stops at once: reminders, letters, time limits, visits to come. The record
// is closed and stays as it was. Source: child death review practice (Working Together to Safeguard Children, chapter on
// child death reviews): the record is kept, and everybody who works with the family knows before they next call.

/// Why things stopped, as events, clocks and visits keep it.
package let deathReason = "The child has died"

/// Stops what a slice would still send, ask for or remind of, in the transaction that records the death.
package typealias OnDeath =
  @Sendable (_ child: ChildID, _ on: Day, _ by: Caller, _ now: Instant, Transaction) throws -> Void

package struct NewDeath: Sendable, Hashable {
  package var on: Day
  /// How it is known: "The hospital rang".
  package var knownBy: String
  package init(on: Day, knownBy: String) {
    self.on = on
    self.knownBy = knownBy
  }
}

extension EventKind {
  package static let deathRecorded = EventKind("child.died", "recorded that the child has died")
  package static let deathCorrected = EventKind("child.death_corrected", "corrected the date on which the child died")
  package static let deathRemoved = EventKind("child.death_removed", "took back that the child has died")
}

/// What is wrong with a date of death.
func problems(with new: NewDeath, bornOn: Day?, today: Day) -> [FieldError] {
  if new.on > today { return [FieldError(DeathForm.on.name, "The date must be today or in the past")] }
  if let bornOn, new.on < bornOn {
    return [FieldError(DeathForm.on.name, "The date must be on or after the day they were born, \(bornOn.long)")]
  }
  return []
}

/// Records that a child has died: closes the record, stops every clock about the child, lets each slice stop its own, and
/// asks those who work with the child to read it before they next call. Nothing goes to the family.
package func recordDeath(
  _ new: NewDeath, of id: ChildID, onDeath: OnDeath, address: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  var child = try tx.child(id)
  guard child.diedOn == nil else { throw Refusal.changedByAnother("This has been recorded already.") }
  try Invalid.check(problems(with: new, bornOn: child.bornOn, today: now.day))
  let closes = !child.isClosed
  child.diedOn = new.on
  if closes { child.closedOn = now.day }
  child.updatedAt = now
  try tx.update(child)
  try onDeath(id, new.on, caller, now, tx)
  try tx.stopClocks(of: id, by: caller, at: now)
  try tx.append(
    .deathRecorded, about: id.of(), child: id, by: caller, at: now,
    changed: ["died_on": new.on.description, "closed": closes ? "yes" : "no"], why: new.knownBy)
  try tx.tellWhoWorks(with: id, but: caller, address: address, at: now)
}

/// Puts the date right. `version` is the one that the form was drawn from.
package func correctDeath(
  _ new: NewDeath, of id: ChildID, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var child = try tx.child(id)
  guard let before = child.diedOn else { throw Refusal.notNow("No date of death is recorded.") }
  guard child.version == version else { throw Refusal.changedByAnother("The record has changed since you opened it.") }
  try Invalid.check(problems(with: new, bornOn: child.bornOn, today: now.day))
  child.diedOn = new.on
  child.updatedAt = now
  try tx.update(child)
  try tx.append(
    .deathCorrected, about: id.of(), child: id, by: caller, at: now, changed: ["died_on": "\(before) → \(new.on)"],
    why: new.knownBy)
}

/// It was recorded by mistake. The record is open again where that had closed it; what was stopped does not come back by
/// itself, since nobody can tell what of it is still right.
package func removeDeath(of id: ChildID, why: String, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  var child = try tx.child(id)
  guard let before = child.diedOn else { throw Refusal.notNow("No date of death is recorded.") }
  child.diedOn = nil
  if try tx.wasClosedByDeath(id) { child.closedOn = nil }
  child.updatedAt = now
  try tx.update(child)
  try tx.append(
    .deathRemoved, about: id.of(), child: id, by: caller, at: now, changed: ["died_on": "\(before) → none"], why: why)
}
