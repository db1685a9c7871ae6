import FrontDoor
import Kernel
import People
import Planning
import Store
import Web
import Workforce

/// What planning may know of the live records: counts by place, month and outcome; nobody is named. Children who are not
/// included because they are at risk are in none of them.
/// Money is read for those who may see where it is from, and for the system, which answers their scenarios anew.
@Sendable func liveFigures(_ caller: Caller, _ now: Instant, _ tx: Transaction) throws -> LiveFigures {
  var live = LiveFigures(on: now.day)
  live.places = try tx.familiesByLocality()
  live.teams = try tx.workByLocality()
  live.months = try tx.requestsByMonth(before: now.day)
  live.lists = [
    try tx.waitingRequests(at: now, perYear: live.perYear), try tx.waitingForWorkers(at: now),
    try tx.waitingForPlans(on: now.day),
  ]
  live.posts = try tx.postsByLocation()
  if caller.account == nil || caller.holds(.seeWorkforceMoney) { live.funds = try tx.confirmedMoney() }
  live.outcomes = try tx.outcomesByLocality(since: now.day.adding(months: -12).start, places: live.places.map(\.name))
  return live
}

extension Transaction {
  /// Families with a child with whom somebody works now. A child without a family counts as one.
  fileprivate func familiesByLocality() throws -> [LiveFigures.Place] {
    try rows(
      """
      SELECT l.name, COUNT(DISTINCT COALESCE(c.family_id, c.id)) FROM locality l
      LEFT JOIN child c ON c.locality_id = l.id AND c.closed_on IS NULL AND c.died_on IS NULL
        AND c.not_included_because IS NULL
        AND EXISTS (SELECT 1 FROM involvement i WHERE i.child_id = c.id AND i.ended_on IS NULL)
      GROUP BY l.name ORDER BY l.name
      """
    ) { LiveFigures.Place(try $0[0], families: try $0[1]) }
  }

  /// People at work in the teams of each locality, and the children these teams work with.
  fileprivate func workByLocality() throws -> [LiveFigures.Team] {
    try rows(
      """
      SELECT l.name,
        (SELECT COUNT(*) FROM practitioner p JOIN team t ON t.id = p.team_id
         WHERE t.locality_id = l.id AND t.closed_on IS NULL AND p.left_on IS NULL),
        (SELECT COUNT(DISTINCT i.child_id) FROM involvement i JOIN team t ON t.id = i.team_id
         WHERE t.locality_id = l.id AND i.ended_on IS NULL AND \(isIncluded("i.child_id")))
      FROM locality l
      WHERE EXISTS (SELECT 1 FROM team t WHERE t.locality_id = l.id AND t.closed_on IS NULL)
      ORDER BY l.name
      """
    ) { LiveFigures.Team(try $0[0], people: try $0[1], cases: try $0[2]) }
  }

  /// Home visitors' posts at each location by role, in full-time posts: set up, and those in which somebody is.
  fileprivate func postsByLocation() throws -> [LiveFigures.Posts] {
    try rows(
      """
      SELECT l.name, p.kind, SUM(p.fte), SUM(CASE WHEN p.holder IS NULL THEN 0 ELSE p.fte END)
      FROM post p JOIN work_location l ON l.code = p.location
      WHERE p.kind IN ('senior_visitor', 'visitor') AND p.closed_on IS NULL
      GROUP BY l.name, p.kind ORDER BY l.name, p.kind
      """
    ) {
      LiveFigures.Posts(
        try $0[0], role: (try $0[1] as PostKind).title, setUp: Double(try $0[2] as Int) / 100,
        filled: Double(try $0[3] as Int) / 100)
    }
  }

  /// Money that is confirmed: each year anew for three years, or this year alone.
  fileprivate func confirmedMoney() throws -> [LiveFigures.Fund] {
    try rows("SELECT name, pence, recurrence FROM funding_stream WHERE state = 'confirmed' ORDER BY name") {
      let pounds = (try $0[1] as Int) / 100
      return LiveFigures.Fund(
        try $0[0], byYear: try $0[2] as String == "once" ? [pounds, 0, 0] : [pounds, pounds, pounds])
    }
  }

  /// Whole months of the last five years, from the first that has a request from its first day on. Counted by the hour, so
  /// that each falls into its month as London reckons it.
  fileprivate func requestsByMonth(before today: Day) throws -> [LiveFigures.Month] {
    let hour: Int64 = 3_600_000_000
    let hours = try rows(
      """
      SELECT received_at / \(hour), COUNT(*) FROM help_request r WHERE received_at >= \(today.adding(months: -60).start)
        AND \(isIncluded("r.child_id"))
      GROUP BY 1
      """
    ) { (Instant(microseconds: try $0[0] as Int64 * hour), try $0[1] as Int) }
    guard let first = hours.map({ $0.0.day }).min() else { return [] }
    var counts: [Int: Int] = [:]
    for (at, count) in hours { counts[at.day.year * 12 + at.day.month - 1, default: 0] += count }
    // The month in which it began is a whole one only where it began with the month.
    let from = first.year * 12 + first.month
    let to = today.year * 12 + today.month - 1
    return from < to ? (from..<to).map { LiveFigures.Month($0 / 12, $0 % 12 + 1, counts[$0] ?? 0) } : []
  }

  /// Requests that wait for a decision.
  fileprivate func waitingRequests(at now: Instant, perYear: Int?) throws -> LiveFigures.Waiting {
    try waiting(
      "Requests at the front door", at: now, perYear: perYear,
      """
      SELECT received_at FROM help_request r WHERE state IN ('received', 'screening', 'checks')
        AND \(isIncluded("r.child_id"))
      """)
  }

  /// Early help that was asked for and has no worker yet.
  fileprivate func waitingForWorkers(at now: Instant) throws -> LiveFigures.Waiting {
    let yearAgo = now.day.adding(months: -12).start
    return try waiting(
      "Early help, waiting for a worker", at: now,
      perYear: try value(
        "SELECT count(*) FROM support s WHERE requested_at >= \(yearAgo) AND \(isIncluded("s.child_id"))", as: Int.self),
      """
      SELECT requested_at FROM support s WHERE state IN ('requested', 'agreed') AND practitioner_id IS NULL
        AND \(isIncluded("s.child_id"))
      """)
  }

  /// EHC needs assessments that were asked for and have neither a plan nor an end yet.
  fileprivate func waitingForPlans(on today: Day) throws -> LiveFigures.Waiting {
    let yearAgo = today.adding(months: -12)
    let days = try rows(
      """
      SELECT received_on FROM ehc_case e WHERE state IN ('requested', 'assessing', 'drafting', 'drafted')
        AND \(isIncluded("e.child_id"))
      """
    ) { try $0[0] as Day }
    return LiveFigures.Waiting(
      "EHC needs assessments under way",
      perYear: try value(
        "SELECT count(*) FROM ehc_case e WHERE received_on >= \(yearAgo) AND \(isIncluded("e.child_id"))", as: Int.self),
      people: days.count,
      weeks: days.isEmpty ? 0 : Double(days.map { $0.days(until: today) }.reduce(0, +)) / Double(days.count) / 7)
  }

  /// A list by the moments at which people joined it.
  private func waiting(_ name: String, at now: Instant, perYear: Int?, _ joined: SQL) throws -> LiveFigures.Waiting {
    let moments = try rows(joined) { try $0[0] as Instant }
    let sum = moments.reduce(0.0) { $0 + max(0, Double(now.microseconds - $1.microseconds)) }
    return LiveFigures.Waiting(
      name, perYear: perYear, people: moments.count,
      weeks: moments.isEmpty ? 0 : sum / Double(moments.count) / (7 * 86_400 * 1e6))
  }

  /// Decisions that stand, by where the family lives and what was decided.
  fileprivate func outcomesByLocality(since: Instant, places: [String]) throws -> LiveFigures.Outcomes {
    let lines = try rows(
      """
      SELECT COALESCE(l.name, 'Not known'), d.outcome, COUNT(*) FROM help_decision d
      JOIN help_request r ON r.id = d.request_id LEFT JOIN locality l ON l.id = r.locality_id
      WHERE d.undone_at IS NULL AND d.replaced_at IS NULL AND d.decided_at >= \(since) AND \(isIncluded("r.child_id"))
      GROUP BY COALESCE(l.name, 'Not known'), d.outcome
      """
    ) { (try $0[0] as String, try $0[1] as HelpOutcome, try $0[2] as Int) }
    let shown: [HelpOutcome] = [.earlyHelp, .homeVisiting, .advice]
    let names = places + (lines.contains { $0.0 == "Not known" } ? ["Not known"] : [])
    return LiveFigures.Outcomes(
      columns: shown.map(\.title) + ["Anything else"], rows: lines.isEmpty ? [] : names,
      counts: names.map { name in
        let own = lines.filter { $0.0 == name }
        let counts = shown.map { outcome in own.filter { $0.1 == outcome }.map(\.2).reduce(0, +) }
        return counts + [own.filter { !shown.contains($0.1) }.map(\.2).reduce(0, +)]
      })
  }
}
