package import Kernel
import People
package import Store

// How long families waited lately for home visits, and whether there is room: counts, nothing about anybody.

/// Whether there is room for home visits, in figures that say nothing of one family.
package struct VisitingRoom: Sendable, Hashable {
  /// Families who could be visited every week besides those who are.
  package let places: Int
  /// Families who wait for an answer or a visitor.
  package let waiting: Int
}

extension Transaction {
  /// Days from the referral to the first visit of the last `count` families who were first visited.
  package func daysUntilFirstVisit(last count: Int, at now: Instant) throws -> [Int] {
    try rows(
      """
      SELECT received_on, first FROM (SELECT r.received_on AS received_on, (SELECT min(v.starts_at) FROM visit v
          WHERE v.child_id = r.child_id AND v.state = 'held' AND v.starts_at <= \(now)) AS first
        FROM visiting_referral r JOIN child ON child.id = r.child_id
        WHERE r.state IN ('allocated', 'ended') AND child.not_included_because IS NULL) x
      WHERE first IS NOT NULL ORDER BY first DESC LIMIT \(count)
      """
    ) { row in (try row[0] as Day).days(until: (try row[1] as Instant).day) }
    .filter { $0 >= 0 }
  }

  /// Nil where nobody visits.
  package func visitingRoom() throws -> VisitingRoom? {
    let counted: SQL =
      "FROM visiting_referral r JOIN child ON child.id = r.child_id WHERE child.not_included_because IS NULL"
    var loads: [PractitionerID: Double] = [:]
    _ = try rows("SELECT r.visitor_id, r.rhythm \(counted) AND r.state = 'allocated' AND r.visitor_id IS NOT NULL") {
      let rhythm: VisitRhythm? = try $0[1]
      loads[try $0[0], default: 0] += rhythm?.weight ?? 1
    }
    let patterns: [VisitorPattern] = try all("SELECT \(VisitorPattern.columns) FROM visitor_pattern LIMIT 2000")
    let places = Dictionary(patterns.map { ($0.visitor, $0.places) }) { first, _ in first }
    let visitors = Set(loads.keys).union(places.keys)
    guard !visitors.isEmpty else { return nil }
    let free = visitors.reduce(0.0) { $0 + max(0, (places[$1] ?? usualPlaces) - (loads[$1] ?? 0)) }
    let waiting = try value("SELECT count(*) \(counted) AND r.state IN ('received', 'waiting')", as: Int.self) ?? 0
    return VisitingRoom(places: Int(free), waiting: waiting)
  }
}
