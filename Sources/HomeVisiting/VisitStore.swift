package import Kernel
import People
package import Store

// All SQL about visits.

extension Transaction {
  /// Throws `notFound` where this child has no such visit.
  func visit(_ id: ID<Visit>, child: ChildID) throws -> Visit {
    try one("\(Visit.query) WHERE visit.id = \(id) AND visit.child_id = \(child)")
  }

  /// The visits of a child, the newest first; of one state, where it is named.
  package func visits(_ child: ChildID, state: VisitState? = nil, limit: Int = 50, offset: Int = 0) throws -> [Visit] {
    let only: SQL = state.map { "AND visit.state = \($0)" } ?? ""
    return try all(
      """
      \(Visit.query) WHERE visit.child_id = \(child) \(only)
      ORDER BY visit.starts_at DESC, visit.id DESC LIMIT \(limit) OFFSET \(offset)
      """)
  }

  /// The first planned visit from `now` on; nil where none is planned.
  package func nextVisit(_ child: ChildID, after now: Instant) throws -> Visit? {
    try first(
      """
      \(Visit.query) WHERE visit.child_id = \(child) AND visit.state = 'planned' AND visit.starts_at >= \(now)
      ORDER BY visit.starts_at, visit.id LIMIT 1
      """)
  }

  /// The visits of these visitors from one moment to just before another, in order: those to children whose record
  /// `caller` may open, or to one of them; `withJoint` also those to which one of them comes along. In a closed record nothing can be written up or called off, and nothing waits.
  func diary(
    of visitors: [PractitionerID], from: Instant, to: Instant, state: VisitState? = nil, child: ChildID? = nil,
    withJoint: Bool = false, for caller: Caller
  ) throws -> [DiaryLine] {
    let only: SQL = state.map { "AND visit.state = \($0)" } ?? ""
    let one: SQL = child.map { "AND visit.child_id = \($0)" } ?? ""
    let who: SQL =
      withJoint && !visitors.isEmpty
      ? "(visit.visitor_id IN \(list: visitors) OR visit.joint_id IN \(list: visitors))"
      : "visit.visitor_id IN \(list: visitors)"
    return try all(
      """
      SELECT visit.id, visit.child_id, child.given_name, child.family_name, child.postcode, visit.visitor_id,
        practitioner.name, visit.kind, visit.state, visit.starts_at, visit.place, locality.name,
        visit.joint_with, visit.joint_id
      FROM visit JOIN child ON child.id = visit.child_id JOIN practitioner ON practitioner.id = visit.visitor_id
        LEFT JOIN locality ON locality.id = child.locality_id
      WHERE \(who) AND visit.starts_at >= \(from) AND visit.starts_at < \(to)
        \(only) \(one) AND (visit.state <> 'planned' OR child.closed_on IS NULL)
        AND \(visibleChildren(to: caller, by: .openRecord))
      ORDER BY visit.starts_at, visit.id
      """)
  }

  /// Planned visits whose time has passed, so that they wait to be written up.
  func unwritten(of visitors: [PractitionerID], before now: Instant, for caller: Caller) throws -> [DiaryLine] {
    try diary(of: visitors, from: now.adding(days: -daysToWriteUp), to: now, state: .planned, for: caller)
  }

  func insertPlanned(_ id: ID<Visit>, _ plan: PlannedVisit, child: ChildID, visitor: PractitionerID) throws {
    try run(
      """
      INSERT INTO visit (id, child_id, visitor_id, kind, state, starts_at, place, joint_with, joint_id, version)
      VALUES (\(id), \(child), \(visitor), \(plan.kind), 'planned', \(plan.startsAt), \(plan.place),
        \(plan.jointWith), \(plan.joint), 1)
      """)
  }

  /// Writes down a visit that nobody had planned.
  func insertHeld(
    _ id: ID<Visit>, _ new: NewVisit, child: ChildID, visitor: PractitionerID, by name: String, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO visit (id, child_id, visitor_id, kind, state, starts_at, minutes, joint_with, was_there, seen, tried,
        modelled, try_next, written_at, written_by, version)
      VALUES (\(id), \(child), \(visitor), \(new.kind), 'held', \(new.startsAt), \(new.minutes), \(new.jointWith),
        \(new.wasThere), \(new.seen), \(new.tried), \(new.modelled), \(new.tryNext), \(now), \(name), 1)
      """)
  }

  /// Writes what was held over a planned visit, or over an earlier writing of it; false where the version has moved on.
  func updateHeld(_ id: ID<Visit>, _ new: NewVisit, version: Int, by name: String, at now: Instant) throws -> Bool {
    try run(
      """
      UPDATE visit SET kind = \(new.kind), state = 'held', starts_at = \(new.startsAt), minutes = \(new.minutes),
        joint_with = \(new.jointWith), was_there = \(new.wasThere), seen = \(new.seen), tried = \(new.tried),
        modelled = \(new.modelled), try_next = \(new.tryNext), written_at = \(now), written_by = \(name), version = version + 1
      WHERE id = \(id) AND version = \(version)
      """) == 1
  }

  /// A visit that was called off was held all the same.
  func clearCancellation(_ id: ID<Visit>) throws {
    try run("UPDATE visit SET cancelled_by = NULL, cancelled_why = NULL WHERE id = \(id)")
  }

  func updateCancelled(_ id: ID<Visit>, _ cancellation: Cancellation) throws {
    try run(
      """
      UPDATE visit SET state = 'cancelled', cancelled_by = \(cancellation.by), cancelled_why = \(cancellation.why),
        version = version + 1 WHERE id = \(id)
      """)
  }
}

/// One line of a diary: a visit with as much of the child as is needed to get there.
package struct DiaryLine: Sendable, Record, Codable, Hashable {
  package let visit: ID<Visit>
  package let child: ChildID
  package let childName: String
  package let postcode: Postcode?
  package let visitor: PractitionerID
  package let visitorName: String
  package let kind: VisitKind
  package let state: VisitState
  package let startsAt: Instant
  package let place: String?
  /// Where the family lives: "Castlewick".
  package let area: String?
  package let jointWith: String?
  /// A colleague who comes along.
  package let joint: PractitionerID?
  package init(row: Row) throws {
    visit = try row[0]
    child = try row[1]
    childName = "\(try row[2] as String) \(try row[3] as String)"
    postcode = try row[4]
    visitor = try row[5]
    visitorName = try row[6]
    kind = try row[7]
    state = try row[8]
    startsAt = try row[9]
    place = try row[10]
    area = try row[11]
    jointWith = try row[12]
    joint = try row[13]
  }
}
