package import Kernel
import People
package import Store

// All SQL about caseloads, waiting and working patterns.

extension Transaction {
  /// Families for whom home visiting was asked, goes on, or ended since `from`: of these teams, or not yet of any, as far
  /// as this caller may decide about them.
  func visitingLines(teams: [TeamID], from: Day, now: Instant, for caller: Caller) throws -> [VisitingLine] {
    let since = now.adding(days: -7 * weeksCounted)
    let recent: SQL =
      "FROM visit WHERE visit.child_id = child.id AND visit.starts_at >= \(since) AND visit.starts_at <= \(now)"
    return try rows(
      """
      SELECT child.id, child.given_name, child.family_name, locality.name, r.team_id, team.name, r.visitor_id, r.state,
        r.route, r.rhythm, r.received_on, r.decided_on, child.needs_interpreter,
        (SELECT min(visit.starts_at) FROM visit WHERE visit.child_id = child.id AND visit.state = 'held'),
        (SELECT count(*) \(recent) AND visit.state = 'held'),
        (SELECT count(*) \(recent) AND visit.state = 'cancelled' AND visit.cancelled_by = 'family'),
        (SELECT count(*) \(recent) AND visit.state = 'cancelled' AND visit.cancelled_by IN ('visitor', 'service'))
      FROM visiting_referral r JOIN child ON child.id = r.child_id
        LEFT JOIN locality ON locality.id = child.locality_id LEFT JOIN team ON team.id = r.team_id
      WHERE (r.team_id IN \(list: teams) OR r.team_id IS NULL)
        AND (r.state IN ('received', 'waiting', 'allocated') OR r.received_on >= \(from))
        AND \(visibleChildren(to: caller, by: .decideVisiting))
      ORDER BY r.received_on, r.id
      """
    ) { row in
      let received: Day = try row[10]
      let first: Instant? = try row[13]
      return VisitingLine(
        child: try row[0], childName: "\(try row[1] as String) \(try row[2] as String)", area: try row[3],
        team: try row[4], teamName: try row[5], visitor: try row[6], state: try row[7], route: try row[8],
        rhythm: try row[9], receivedOn: received, decidedOn: try row[11],
        firstVisitOn: first.flatMap { $0.day >= received ? $0.day : nil }, needsInterpreter: try row[12],
        held: try row[14], missedByFamily: try row[15], missedByService: try row[16])
    }
  }

  package func patterns(of visitors: [PractitionerID]) throws -> [PractitionerID: VisitorPattern] {
    guard !visitors.isEmpty else { return [:] }
    let all: [VisitorPattern] = try all(
      "SELECT \(VisitorPattern.columns) FROM visitor_pattern WHERE visitor_id IN \(list: visitors)")
    return Dictionary(uniqueKeysWithValues: all.map { ($0.visitor, $0) })
  }

  func upsert(_ pattern: VisitorPattern) throws {
    let days = pattern.days.sorted().map(String.init).joined(separator: " ")
    try run(
      """
      INSERT INTO visitor_pattern (visitor_id, places, days, is_term_time_only, languages)
      VALUES (\(pattern.visitor), \(pattern.places), \(days), \(pattern.isTermTimeOnly), \(pattern.languages))
      ON CONFLICT (visitor_id) DO UPDATE SET places = excluded.places, days = excluded.days,
        is_term_time_only = excluded.is_term_time_only, languages = excluded.languages
      """)
  }
}
