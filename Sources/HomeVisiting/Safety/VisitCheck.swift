package import Kernel
package import Store

/// That a visitor has gone into a home alone, and when they mean to be out: until they say that they are out, somebody
/// watches. Source: Health and Safety at Work etc. Act 1974 s. 2; HSE, Protecting lone workers (INDG73).
package struct VisitCheck: Sendable, Record, Codable, Hashable {
  package let visit: ID<Visit>
  package let child: ChildID
  package let visitor: PractitionerID
  package let visitorName: String
  package let visitorPhone: String?
  package let team: TeamID?
  package let wentInAt: Instant
  /// When they mean to be out.
  package let outBy: Instant
  package let outAt: Instant?
  /// When others were told that they had not come out.
  package let toldAt: Instant?

  static let query: SQL = """
    SELECT k.visit_id, visit.child_id, visit.visitor_id, practitioner.name, practitioner.phone, practitioner.team_id,
      k.went_in_at, k.out_by, k.out_at, k.told_at
    FROM visit_check k JOIN visit ON visit.id = k.visit_id JOIN practitioner ON practitioner.id = visit.visitor_id
    """
  package init(row: Row) throws {
    visit = try row[0]
    child = try row[1]
    visitor = try row[2]
    visitorName = try row[3]
    visitorPhone = try row[4]
    team = try row[5]
    wentInAt = try row[6]
    outBy = try row[7]
    outAt = try row[8]
    toldAt = try row[9]
  }

  package func isLate(at now: Instant) -> Bool { outAt == nil && now >= outBy.adding(minutes: minutesOfGrace) }
}

/// How long after the time that was said others are told: time to find the car and the phone.
package let minutesOfGrace = 15

extension Transaction {
  func visitCheck(_ visit: ID<Visit>) throws -> VisitCheck? {
    try first("\(VisitCheck.query) WHERE k.visit_id = \(visit)")
  }

  /// Those who are in a home now: of these visitors.
  func openChecks(of visitors: [PractitionerID]) throws -> [VisitCheck] {
    guard !visitors.isEmpty else { return [] }
    return try all(
      "\(VisitCheck.query) WHERE k.out_at IS NULL AND visit.visitor_id IN \(list: visitors) ORDER BY k.out_by, k.visit_id"
    )
  }

  /// Those who have not come out in time and of whom nobody has been told.
  package func untoldChecks(at now: Instant) throws -> [VisitCheck] {
    try all(
      """
      \(VisitCheck.query) WHERE k.out_at IS NULL AND k.told_at IS NULL
        AND k.out_by <= \(now.adding(minutes: -minutesOfGrace)) ORDER BY k.out_by, k.visit_id LIMIT 100
      """)
  }

  func upsertCheck(_ visit: ID<Visit>, outBy: Instant, at now: Instant) throws {
    try run(
      """
      INSERT INTO visit_check (visit_id, went_in_at, out_by) VALUES (\(visit), \(now), \(outBy))
      ON CONFLICT (visit_id) DO UPDATE SET out_by = excluded.out_by, out_at = NULL, told_at = NULL
      """)
  }
  func updateOut(_ visit: ID<Visit>, at now: Instant) throws -> Bool {
    try run("UPDATE visit_check SET out_at = \(now) WHERE visit_id = \(visit) AND out_at IS NULL") == 1
  }
  /// False where another node has told already.
  func updateTold(_ visit: ID<Visit>, at now: Instant) throws -> Bool {
    try run("UPDATE visit_check SET told_at = \(now) WHERE visit_id = \(visit) AND told_at IS NULL AND out_at IS NULL")
      == 1
  }
}
