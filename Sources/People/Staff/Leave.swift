package import Kernel
package import Store

/// Days on which somebody of the staff is not at work. There is one list of them, whoever wrote them down: the person, their
/// manager, or a file of the workforce. Diaries, suggested weeks and every visit that is planned by hand read it.
package struct Leave: Sendable, Record, Codable, Hashable {
  package let practitioner: PractitionerID
  package let from: Day
  /// The last day of it.
  package let to: Day
  package let why: LeaveKind
  static let columns: SQL = "practitioner_id, from_on, to_on, kind"
  package init(practitioner: PractitionerID, from: Day, to: Day, why: LeaveKind = .leave) {
    (self.practitioner, self.from, self.to, self.why) = (practitioner, from, to, why)
  }
  package init(row: Row) throws {
    self.init(practitioner: try row[0], from: try row[1], to: try row[2], why: try row[3])
  }
  package func covers(_ day: Day) -> Bool { (from...to).contains(day) }
}

/// No more than colleagues need: nobody’s illness is named.
package enum LeaveKind: String, Choice {
  case leave, training, away
  package var title: String {
    switch self {
    case .leave: "Leave"
    case .training: "Training"
    case .away: "Away"
    }
  }
}

/// Writes down days on which somebody is away. Written down again from the same day, the last day is put right.
package func writeLeave(_ leave: Leave, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  try tx.keep(leave)
  try tx.append(
    .leaveWritten, about: leave.practitioner.of(), by: caller, for: .supervision, at: now,
    changed: ["from": leave.from.description, "to": leave.to.description])
}

/// Takes such days back. Throws `Refusal.notFound` where they are not there any more.
package func takeLeaveBack(
  of practitioner: PractitionerID, from: Day, _ why: LeaveKind, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard try tx.deleteLeave(of: practitioner, from: from, why) else { throw Refusal.notFound }
  try tx.append(
    .leaveTakenBack, about: practitioner.of(), by: caller, for: .supervision, at: now,
    changed: ["from": from.description])
}

extension EventKind {
  static let leaveWritten = EventKind("visitor.leave", "wrote down when somebody is away")
  static let leaveTakenBack = EventKind("visitor.leave_taken_back", "took back when somebody is away")
}

extension Transaction {
  /// Leave that touches these days, in order.
  package func leave(of people: [PractitionerID], from: Day, to: Day) throws -> [Leave] {
    guard !people.isEmpty else { return [] }
    return try all(
      """
      SELECT \(Leave.columns) FROM practitioner_leave WHERE practitioner_id IN \(list: people) AND to_on >= \(from)
        AND from_on <= \(to) ORDER BY from_on, practitioner_id, kind LIMIT 2000
      """)
  }
  /// All leave of this kind, of everybody: what a file is compared with.
  package func leave(of kind: LeaveKind) throws -> [Leave] {
    try all(
      "SELECT \(Leave.columns) FROM practitioner_leave WHERE kind = \(kind) ORDER BY practitioner_id, from_on")
  }
  package func keep(_ leave: Leave) throws {
    try run(
      """
      INSERT INTO practitioner_leave (\(Leave.columns))
      VALUES (\(leave.practitioner), \(leave.from), \(leave.to), \(leave.why))
      ON CONFLICT (practitioner_id, from_on, kind) DO UPDATE SET to_on = excluded.to_on
      """)
  }
  fileprivate func deleteLeave(of practitioner: PractitionerID, from: Day, _ why: LeaveKind) throws -> Bool {
    try run(
      """
      DELETE FROM practitioner_leave WHERE practitioner_id = \(practitioner) AND from_on = \(from) AND kind = \(why)
      """) == 1
  }
}
