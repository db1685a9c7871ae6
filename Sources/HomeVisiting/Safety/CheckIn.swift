package import Kernel
package import Store

/// A visitor goes in, or needs longer: others are told if they are not out in time.
package func goIn(_ visit: Visit, outBy: Instant, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  try refuseUnlessPlanned(visit)
  try tx.upsertCheck(visit.id, outBy: outBy, at: now)
  try tx.append(
    .wentIn, about: visit.id.of(), child: visit.child, by: caller, at: now, changed: ["out_by": outBy.description])
}

/// The visitor is out, and safe.
package func comeOut(_ visit: Visit, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard try tx.updateOut(visit.id, at: now) else {
    throw Refusal.notNow("Nobody waits for you to come out of this visit.")
  }
  try tx.append(.cameOut, about: visit.id.of(), child: visit.child, by: caller, at: now)
}

/// Writes down that others have been told that a visitor has not come out. False where they were told already.
package func noteTold(_ check: VisitCheck, told: [String], at now: Instant, in tx: Transaction) throws -> Bool {
  guard try tx.updateTold(check.visit, at: now) else { return false }
  try tx.append(
    .notOut, about: check.visit.of(), child: check.child, by: .system, for: .supervision, at: now,
    changed: ["told": "\(told.count)"])
  return true
}

extension EventKind {
  static let wentIn = EventKind("visit.went_in", "went into a home", changes: false)
  static let cameOut = EventKind("visit.came_out", "came out of a home", changes: false)
  static let notOut = EventKind("visit.not_out", "was told that a visitor had not come out", changes: false)
}
