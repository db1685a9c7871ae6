package import Kernel
package import Store

// All SQL about joint assessments and parts for reviews.

extension Transaction {
  /// Those of a child, the newest first; from a day on, where it is named.
  package func visitingReports(_ child: ChildID, after day: Day? = nil) throws -> [VisitingReport] {
    let since: SQL = day.map { "AND on_day > \($0)" } ?? ""
    return try all(
      """
      SELECT \(VisitingReport.columns) FROM visiting_report WHERE child_id = \(child) \(since)
      ORDER BY on_day DESC, id DESC LIMIT 50
      """)
  }
  /// Throws `notFound` where this child has no such report.
  func visitingReport(_ id: ID<VisitingReport>, child: ChildID) throws -> VisitingReport {
    try one("SELECT \(VisitingReport.columns) FROM visiting_report WHERE id = \(id) AND child_id = \(child)")
  }

  func insert(
    _ id: ID<VisitingReport>, _ kind: ReportKind, _ words: ReportWords, figures: String, child: ChildID,
    by name: String, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO visiting_report (id, child_id, kind, on_day, who, goes_well, is_hard, family_says, next, figures,
        written_by, written_at, version)
      VALUES (\(id), \(child), \(kind), \(words.on), \(words.who), \(words.goesWell), \(words.isHard),
        \(words.familySays), \(words.next), \(figures), \(name), \(now), 1)
      """)
  }
  /// False where the version has moved on.
  func update(_ id: ID<VisitingReport>, _ words: ReportWords, version: Int, by name: String, at now: Instant) throws
    -> Bool
  {
    try run(
      """
      UPDATE visiting_report SET on_day = \(words.on), who = \(words.who), goes_well = \(words.goesWell),
        is_hard = \(words.isHard), family_says = \(words.familySays), next = \(words.next), written_by = \(name),
        written_at = \(now), version = version + 1
      WHERE id = \(id) AND version = \(version)
      """) == 1
  }

  /// How the visits of half a year stand on a day: “18 visits held, 2 called off by the family, 1 by us. …”
  func figuresForReport(of child: ChildID, on day: Day) throws -> String {
    let (from, to) = (day.adding(months: -6), day.adding(days: 1).start)
    func visits(_ and: SQL) throws -> Int {
      try value(
        """
        SELECT count(*) FROM visit WHERE child_id = \(child) AND starts_at >= \(from.start) AND starts_at < \(to) AND \(and)
        """, as: Int.self) ?? 0
    }
    let held = try visits("state = 'held'")
    let byFamily = try visits("state = 'cancelled' AND cancelled_by = 'family'")
    let byUs = try visits("state = 'cancelled' AND cancelled_by IN ('visitor', 'service')")
    let steps = try activities(child).filter { ($0.beginsOn > from) && $0.beginsOn <= day }
    let goals = try visitingGoals(child)
    return """
      In the six months to \(day.long): \(held) \(held == 1 ? "visit" : "visits") held, \(byFamily) called off by the \
      family, \(byUs) by us. \(steps.count) small steps agreed, \(steps.count { $0.outcome == .achieved }) learned. \
      \(goals.count { $0.state == .met }) of \(goals.count) goals met.
      """
  }
}
