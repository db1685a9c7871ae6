package import Kernel
import People
package import Store

// All SQL about measures: published figures, and what is counted of the own records. Nobody is named.

/// A published figure.
package struct Published: Sendable, Record, Codable, Hashable {
  package let year: Int
  package let level: String
  package let area: String
  package let name: String
  package let measure: Measure
  package let percent: Double
  package init(row: Row) throws {
    (year, level, area, name, measure, percent) = (
      try row[0], try row[1], try row[2], try row[3], try row[4], try row[5]
    )
  }
}

/// Reads `ehc-published.csv` into its table: the whole file, anew.
package func loadPublishedMeasures(folder: String, in tx: Transaction) throws {
  var reader = try CSVReader(file: "\(folder)/ehc-published.csv")
  let columns = ["year", "level", "area", "name", "measure", "percent"]
  try reader.readHeading(required: columns, known: columns)
  try tx.run("DELETE FROM ehc_published")
  var rows: [SQL] = []
  while let row = try reader.next() {
    guard let year = Int(try row.required("year")), let percent = Double(try row.required("percent")),
      (0...100).contains(percent)
    else { throw row.error("year or percent is no number") }
    guard let measure = Measure(rawValue: try row.required("measure")) else {
      throw row.error("there is no such measure")
    }
    rows.append(
      """
      (\(year), \(try row.required("level")), \(try row.required("area")), \(try row.required("name")), \(measure),
        \(percent))
      """)
    if rows.count == 250 { try tx.insertPublished(&rows) }
  }
  try tx.insertPublished(&rows)
}

extension Transaction {
  fileprivate func insertPublished(_ rows: inout [SQL]) throws {
    guard !rows.isEmpty else { return }
    try send(
      "INSERT INTO ehc_published (year, level, area, name, measure, percent) VALUES \(SQL.joined(rows, ", "))")
    rows = []
  }
  package func published(areas: [String]) throws -> [Published] {
    try all(
      """
      SELECT year, level, area, name, measure, percent FROM ehc_published WHERE area IN \(list: areas)
      ORDER BY name, measure
      """)
  }
  package func publishedAreas() throws -> [(area: String, name: String)] {
    try rows("SELECT DISTINCT area, name, level FROM ehc_published ORDER BY level DESC, name") {
      (try $0[0], try $0[1])
    }
  }

  /// The counts of a year, of what had happened by the end of day `until`.
  func measureCounts(of year: Int, until: Day) throws -> MeasureCounts {
    EHC.measureCounts(
      of: year, try measuredCases(of: year, until: until), reviews: try decidedReviews(until: until),
      plans: try measuredPlans(of: year, until: until), ended: try endedPlans(of: year, until: until))
  }

  /// What the measures of a year need: every case of the partnership, but for children at risk, who are in no figure; the
  /// return has them.
  private func measuredCases(of year: Int, until: Day) throws -> [MeasuredCase] {
    let (first, last) = (Day(year - 3, 1, 1)!, min(until, Day(year, 12, 31)!))
    let steps = try rows(
      """
      SELECT c.id, c.received_on, s.step, s.taken_on FROM ehc_case c JOIN ehc_step s ON s.case_id = c.id
      WHERE s.undone_at IS NULL AND c.transferred_from IS NULL AND c.received_on >= \(first)
        AND c.received_on <= \(last) AND s.taken_on <= \(until) AND \(isIncluded("c.child_id"))
      ORDER BY s.written_at, s.id
      """
    ) { (try $0[0] as ID<EHCCase>, try $0[1] as Day, try $0[2] as StepKind, try $0[3] as Day) }
    let (lifted, disputed) = try liftedAndDisputed()
    var cases: [ID<EHCCase>: MeasuredCase] = [:]
    for (id, received, step, on) in steps {
      var one = cases[id] ?? MeasuredCase(receivedOn: received)
      one.note(step, on)
      (one.isLifted, one.wasDisputed) = (lifted.contains(id), disputed.contains(id))
      cases[id] = one
    }
    return Array(cases.values)
  }

  private func liftedAndDisputed() throws -> (lifted: Set<ID<EHCCase>>, disputed: Set<ID<EHCCase>>) {
    let lifted = try rows("SELECT about_id FROM clock WHERE rule_id = 'EHC-20' AND status = 'excepted'") {
      try $0[0] as ID<EHCCase>
    }
    let returned = try rows(
      """
      SELECT case_id, CASE WHEN week20 THEN 1 ELSE 0 END, CASE WHEN request_mediation OR request_tribunal
        OR assessment_mediation OR assessment_tribunal OR other_mediation OR other_tribunal THEN 1 ELSE 0 END
      FROM ehc_return
      """
    ) { (try $0[0] as ID<EHCCase>, try $0[1] as Int == 1, try $0[2] as Int == 1) }
    return (Set(lifted).union(returned.filter(\.1).map(\.0)), Set(returned.filter(\.2).map(\.0)))
  }

  private func decidedReviews(until: Day) throws -> [DecidedReview] {
    try rows(
      """
      SELECT held_on, decided_on, outcome FROM ehc_review WHERE decided_on <= \(until)
        AND \(isIncluded("ehc_review.child_id"))
      """
    ) {
      DecidedReview(heldOn: try $0[0], decidedOn: try $0[1], outcome: try $0[2])
    }
  }

  /// The plans in force at the end of day `until`, or of the year where that is earlier.
  private func measuredPlans(of year: Int, until: Day) throws -> [MeasuredPlan] {
    let (first, last) = (Day(year, 1, 1)!, min(until, Day(year, 12, 31)!))
    return try rows(
      """
      SELECT n.code, CASE WHEN r.has_budget THEN 1 ELSE 0 END, r.direct_payment,
        CASE WHEN r.has_arrangements THEN 1 ELSE 0 END, coalesce(p.residential, r.residential),
        coalesce(p.work_based, r.work_based),
        CASE WHEN NOT EXISTS (SELECT 1 FROM ehc_step s WHERE s.case_id = c.id AND s.undone_at IS NULL
          AND s.state_to = 'maintained' AND s.taken_on < \(first)) THEN 0
        WHEN EXISTS (SELECT 1 FROM ehc_review v WHERE v.case_id = c.id AND v.held_on >= \(first)
          AND v.held_on <= \(last)) THEN 2 ELSE 1 END
      FROM ehc_case c LEFT JOIN ehc_need n ON n.case_id = c.id AND n.rank = 1
        LEFT JOIN ehc_return r ON r.case_id = c.id LEFT JOIN ehc_place p ON \(isCurrentPlace)
      WHERE \(isInForce(on: last)) AND \(isIncluded("c.child_id"))
      """
    ) { row in
      var plan = MeasuredPlan()
      (plan.need, plan.hasBudget, plan.directPayment) = (try row[0], try row[1] as Int == 1, try row[2])
      (plan.hasArrangements, plan.residential, plan.workBased) = (try row[3] as Int == 1, try row[4], try row[5])
      let due: Int = try row[6]
      plan.isReviewed = due == 0 ? nil : due == 2
      return plan
    }
  }

  private func endedPlans(of year: Int, until: Day) throws -> [CeaseReason: Int] {
    var ended: [CeaseReason: Int] = [:]
    let found = try rows(
      """
      SELECT s.step, s.code, count(*) FROM ehc_step s JOIN ehc_case c ON c.id = s.case_id
      WHERE \(hasEnded(in: year, until: until)) AND \(isIncluded("c.child_id")) GROUP BY s.step, s.code
      """
    ) { (try $0[0] as StepKind, try $0[1] as String?, try $0[2] as Int) }
    for (step, code, count) in found {
      let reason: CeaseReason =
        step == .handOver ? .movedCouncil : step == .lapse ? .died : code.flatMap(CeaseReason.init) ?? .other
      ended[reason, default: 0] += count
    }
    return ended
  }
}

extension MeasuredCase {
  fileprivate mutating func note(_ step: StepKind, _ on: Day) {
    switch step {
    case .assess: (decidedOn, isAgreed) = (decidedOn ?? on, true)
    case .refuseAssess: decidedOn = decidedOn ?? on
    case .decideAgain: isAgreed = true
    case .refuseIssue: refusedPlanOn = on
    case .issue: issuedOn = on
    case .withdraw, .moveAway, .lapse: withdrawnOn = sentOn == nil ? on : withdrawnOn
    case .finish: sentOn = sentOn ?? on
    default: break
    }
  }
}

/// Whether the plan of case `c` was in force at the end of that day.
package func isInForce(on day: Day) -> SQL {
  """
  EXISTS (SELECT 1 FROM ehc_step b WHERE b.case_id = c.id AND b.undone_at IS NULL AND b.state_to = 'maintained'
    AND b.taken_on <= \(day) AND NOT EXISTS (SELECT 1 FROM ehc_step e WHERE e.case_id = c.id AND e.undone_at IS NULL
      AND e.state_from = 'maintained' AND e.state_to <> 'maintained' AND e.taken_on <= \(day)
      AND e.written_at >= b.written_at))
  """
}

/// Whether step `s` is the end of the plan of case `c`, in that year; a plan that came back into force has not ended.
func hasEnded(in year: Int, until: Day) -> SQL {
  """
  s.undone_at IS NULL AND s.state_from = 'maintained' AND s.step IN ('cease', 'hand_over', 'lapse')
    AND c.state IN ('ceased', 'handed_over', 'lapsed') AND s.taken_on >= \(Day(year, 1, 1)!)
    AND s.taken_on <= \(min(until, Day(year, 12, 31)!)) AND NOT EXISTS (SELECT 1 FROM ehc_step a
      WHERE a.case_id = c.id AND a.undone_at IS NULL AND a.state_to = 'maintained' AND a.written_at > s.written_at)
  """
}

/// Whether place `p` is where the young person of case `c` is now: the first primary one that has not ended.
let isCurrentPlace: SQL = """
  p.case_id = c.id AND NOT p.is_named AND p.place = (SELECT min(q.place) FROM ehc_place q WHERE q.case_id = c.id
    AND NOT q.is_named AND q.left_on IS NULL AND q.rank = '1')
  """
