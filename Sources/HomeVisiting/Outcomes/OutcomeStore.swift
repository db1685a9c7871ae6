import Kernel
import People
import Store

// All SQL about what home visiting achieves.

extension Transaction {
  func insert(_ id: AnyID, _ opinion: NewOpinion, child: ChildID, at now: Instant) throws {
    let marks = opinion.marks
    try run(
      """
      INSERT INTO visiting_opinion (id, child_id, information, transparency, assessment, participation, feedback, words,
        said_at)
      VALUES (\(id), \(child), \(marks[.information]), \(marks[.transparency]), \(marks[.assessment]),
        \(marks[.participation]), \(marks[.feedback]), \(opinion.words), \(now))
      """)
  }

  /// What the family said in its own words, the newest first.
  func opinionWords(_ child: ChildID) throws -> [String] {
    try rows(
      """
      SELECT words FROM visiting_opinion WHERE child_id = \(child) AND words IS NOT NULL ORDER BY said_at DESC LIMIT 5
      """
    ) { try $0[0] as String }
  }

  /// Of the teams' visits and the children behind them whose record this caller may open.
  func visitingFigures(teams: [TeamID], from: Instant, to: Instant, for caller: Caller) throws -> VisitingFigures {
    var figures = VisitingFigures()
    let seen = visibleChildren(to: caller, by: .openRecord)
    let ours: SQL = """
      FROM visit JOIN child ON child.id = visit.child_id JOIN practitioner ON practitioner.id = visit.visitor_id
      WHERE practitioner.team_id IN \(list: teams) AND visit.starts_at >= \(from) AND visit.starts_at < \(to) AND \(seen)
      """
    func count(_ what: SQL, _ and: SQL) throws -> Int {
      try value("SELECT \(what) \(ours) AND \(and)", as: Int.self) ?? 0
    }
    figures.families = try count("count(DISTINCT child.id)", "visit.state = 'held'")
    figures.held = try count("count(*)", "visit.state = 'held'")
    figures.heldAtHome = try count("count(*)", "visit.state = 'held' AND visit.kind IN ('home', 'joint')")
    figures.joint = try count("count(*)", "visit.state = 'held' AND visit.kind IN ('joint', 'joint_assessment')")
    figures.missedByFamily = try count("count(*)", "visit.state = 'cancelled' AND visit.cancelled_by = 'family'")
    figures.missedByService = try count(
      "count(*)", "visit.state = 'cancelled' AND visit.cancelled_by IN ('visitor', 'service')")
    let twoDays = 2 * 86_400_000_000
    figures.writtenInTime = try count(
      "count(*)", "visit.state = 'held' AND visit.written_at <= visit.starts_at + \(twoDays)")
    figures.reviews = try count("count(*)", "visit.state = 'held' AND visit.kind = 'review_part'")
    figures.areas = try count("count(DISTINCT child.locality_id)", "visit.state = 'held'")
    let families: SQL = "child.id IN (SELECT visit.child_id \(ours))"
    try addActivities(&figures, families, from, to)
    figures.goalsSet =
      try value(
        """
        SELECT count(*) FROM visiting_goal g JOIN child ON child.id = g.child_id
        WHERE g.set_on >= \(from.day) AND g.set_on < \(to.day) AND \(families)
        """, as: Int.self) ?? 0
    figures.goalsMet =
      try value(
        """
        SELECT count(*) FROM visiting_goal g JOIN child ON child.id = g.child_id
        WHERE g.state = 'met' AND g.reviewed_on >= \(from.day) AND g.reviewed_on < \(to.day) AND \(families)
        """, as: Int.self) ?? 0
    figures.progressed = try progressed(families, from.day, to.day)
    figures.opinions = try opinions(families, from, to)
    return figures
  }

  private func addActivities(_ figures: inout VisitingFigures, _ families: SQL, _ from: Instant, _ to: Instant) throws {
    let rows = try rows(
      """
      SELECT a.outcome, count(*) FROM activity_chart a JOIN child ON child.id = a.child_id
      WHERE a.agreed_at >= \(from) AND a.agreed_at < \(to) AND \(families) GROUP BY a.outcome
      """
    ) { (try $0[0] as ActivityOutcome?, try $0[1] as Int) }
    figures.activities = rows.reduce(0) { $0 + $1.1 }
    figures.achieved = rows.filter { $0.0 == .achieved }.reduce(0) { $0 + $1.1 }
    figures.partly = rows.filter { $0.0 == .partly }.reduce(0) { $0 + $1.1 }
  }

  private func progressed(_ families: SQL, _ from: Day, _ to: Day) throws -> [AreaCount] {
    try rows(
      """
      SELECT i.area, count(DISTINCT o.child_id) FROM observation o JOIN checklist_item i ON i.id = o.item_id
        JOIN child ON child.id = o.child_id
      WHERE o.state = 'achieved' AND o.on_day >= \(from) AND o.on_day <= \(to) AND \(families)
      GROUP BY i.area ORDER BY i.area
      """
    ) { AreaCount(area: try $0[0], children: try $0[1]) }
  }

  private func opinions(_ families: SQL, _ from: Instant, _ to: Instant) throws -> [HeadMean] {
    let sums = try rows(
      """
      SELECT sum(o.information), count(o.information), sum(o.transparency), count(o.transparency), sum(o.assessment),
        count(o.assessment), sum(o.participation), count(o.participation), sum(o.feedback), count(o.feedback)
      FROM visiting_opinion o JOIN child ON child.id = o.child_id
      WHERE o.said_at >= \(from) AND o.said_at < \(to) AND \(families)
      """
    ) { row in
      let heads: [OfferHead] = [.information, .transparency, .assessment, .participation, .feedback]
      return try heads.enumerated().compactMap { place, head -> HeadMean? in
        let (sum, answers): (Int?, Int) = (try row[place * 2], try row[place * 2 + 1])
        return sum.map { HeadMean(head: head, mean: Double($0) / Double(answers), answers: answers) }
      }
    }
    return sums.first ?? []
  }
}
