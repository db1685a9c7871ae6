package import Kernel
package import Store

/// Says when somebody visits, and how many families they can take.
package func changePattern(_ pattern: VisitorPattern, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  try tx.upsert(pattern)
  try tx.append(
    .patternChanged, about: pattern.visitor.of(), by: caller, for: .supervision, at: now,
    changed: ["places": "\(pattern.places)", "term_time_only": pattern.isTermTimeOnly ? "yes" : "no"])
}

/// Writes down days on which somebody visits nobody.
package func writeLeave(
  _ id: ID<Leave>, of visitor: PractitionerID, from: Day, to: Day, _ kind: LeaveKind, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  try tx.insertLeave(id, of: visitor, from: from, to: to, kind)
  try tx.append(
    .leaveWritten, about: visitor.of(), by: caller, for: .supervision, at: now,
    changed: ["from": from.description, "to": to.description])
}

/// Takes such days away again.
package func takeLeaveBack(
  _ id: ID<Leave>, of visitor: PractitionerID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard try tx.deleteLeave(id, of: visitor) else { throw Refusal.notFound }
  try tx.append(.leaveTakenBack, about: visitor.of(), by: caller, for: .supervision, at: now)
}

extension EventKind {
  static let patternChanged = EventKind("visitor.pattern", "changed when somebody visits")
  static let leaveWritten = EventKind("visitor.leave", "wrote down when somebody is away")
  static let leaveTakenBack = EventKind("visitor.leave_taken_back", "took back when somebody is away")
}
