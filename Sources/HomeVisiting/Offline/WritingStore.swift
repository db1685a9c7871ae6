import Foundation
import Kernel
import People
import Store

// All SQL about what was written on a phone.

extension NewVisit {
  /// From the text that is stored.
  init?(stored text: String?) throws {
    guard let text else { return nil }
    self = try JSONDecoder().decode(NewVisit.self, from: Data(text.utf8))
  }
  func stored() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension Transaction {
  /// Nil where nothing with this id has arrived about this child.
  func arrived(_ id: ID<Writing>, child: ChildID) throws -> Writing? {
    try first("\(Writing.query) WHERE visit_writing.id = \(id) AND visit_writing.child_id = \(child)")
  }

  /// Throws `notFound` where this visit of this child has no such writing.
  func writing(_ id: ID<Writing>, visit: ID<Visit>, child: ChildID) throws -> Writing {
    try one(
      """
      \(Writing.query) WHERE visit_writing.id = \(id) AND visit_writing.visit_id = \(visit)
        AND visit_writing.child_id = \(child)
      """)
  }

  /// Those that wait for a person to look, the oldest first: of one visit, or those whose visits are this visitor's to
  /// children whose record `caller` may open.
  func waitingWritings(about visit: ID<Visit>) throws -> [Writing] {
    try all(
      "\(Writing.query) WHERE visit_writing.visit_id = \(visit) AND visit_writing.state = 'waiting' ORDER BY visit_writing.id"
    )
  }
  func waitingWritings(of visitor: PractitionerID, child: ChildID? = nil, for caller: Caller) throws -> [Writing] {
    let one: SQL = child.map { "AND visit_writing.child_id = \($0)" } ?? ""
    return try all(
      """
      \(Writing.query) JOIN visit ON visit.id = visit_writing.visit_id
      WHERE visit_writing.state = 'waiting' AND visit.visitor_id = \(visitor) \(one)
        AND child.closed_on IS NULL AND \(visibleChildren(to: caller, by: .openRecord))
      ORDER BY visit_writing.id
      """)
  }

  /// A visit of this day that the same visitor has written up already; nil where there is none.
  func heldVisit(_ child: ChildID, on day: Day, by visitor: PractitionerID) throws -> Visit? {
    try first(
      """
      \(Visit.query) WHERE visit.child_id = \(child) AND visit.visitor_id = \(visitor) AND visit.state = 'held'
        AND visit.starts_at >= \(day.start) AND visit.starts_at < \(day.adding(days: 1).start)
      ORDER BY visit.starts_at, visit.id LIMIT 1
      """)
  }

  func hasPlanned(_ child: ChildID, on day: Day) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM visit WHERE child_id = \(child) AND state = 'planned' AND starts_at >= \(day.start)
        AND starts_at < \(day.adding(days: 1).start)
      """)
  }

  func insert(
    _ new: NewWriting, child: ChildID, visit: ID<Visit>, state: WritingState, by name: String, at now: Instant
  ) throws {
    let words = state == .taken ? nil : try new.words.stored()
    try run(
      """
      INSERT INTO visit_writing (id, child_id, visit_id, state, written_at, written_by, received_at, words, was_planned)
      VALUES (\(new.id), \(child), \(visit), \(state), \(new.writtenAt), \(name), \(now), \(words),
        \(new.visit != nil))
      """)
  }

  /// False where somebody else has settled it.
  func updateSettled(_ id: ID<Writing>, replaced: NewVisit?, by name: String, at now: Instant) throws -> Bool {
    try run(
      """
      UPDATE visit_writing SET state = 'settled', replaced = \(try replaced?.stored()), settled_at = \(now),
        settled_by = \(name) WHERE id = \(id) AND state = 'waiting'
      """) == 1
  }
}
