// The measures that the Department for Education publishes, from the live records. Source: Education, health and care
// plans, methodology: the calendar year, requests by the day on which they were received, plans by the day on which they
// were sent; an exception takes a plan out of the second count.

package import Kernel
package import Store

/// A measure as it is published, in per cent.
package enum Measure: String, Choice {
  case sixWeeks = "six_weeks", agreedToAssess = "agreed_to_assess", noPlanInSixteenWeeks = "no_plan_in_sixteen_weeks"
  case twentyWeeks = "twenty_weeks", twentyWeeksWithoutExceptions = "twenty_weeks_without_exceptions"
  case overAYear = "over_a_year", reviewInFourWeeks = "review_in_four_weeks", reviewsHeld = "reviews_held"
  case requestsWithdrawn = "requests_withdrawn", requestsOutstanding = "requests_outstanding"
  case assessedWithPlan = "assessed_with_plan", assessedWithoutPlan = "assessed_without_plan"
  case endedNeedsMet = "ended_needs_met", endedMovedCouncil = "ended_moved_council"
  case endedNoLongerWanted = "ended_no_longer_wanted"
  package var title: String {
    switch self {
    case .sixWeeks: "Requests decided within 6 weeks"
    case .agreedToAssess: "Requests that were agreed to"
    case .noPlanInSixteenWeeks: "Decisions not to make a plan within 16 weeks"
    case .twentyWeeks: "New plans within 20 weeks"
    case .twentyWeeksWithoutExceptions: "New plans within 20 weeks, without exceptions"
    case .overAYear: "New plans after more than 52 weeks"
    case .reviewInFourWeeks: "Review decisions within 4 weeks of the meeting"
    case .reviewsHeld: "Plans that were due a review and had one"
    case .requestsWithdrawn: "Requests that were withdrawn"
    case .requestsOutstanding: "Requests without a decision yet"
    case .assessedWithPlan: "Assessments that led to a plan"
    case .assessedWithoutPlan: "Assessments that led to no plan"
    case .endedNeedsMet: "Plans that ended because needs are met"
    case .endedMovedCouncil: "Plans that ended with a move to another council"
    case .endedNoLongerWanted: "Plans that ended because they were no longer wanted"
    }
  }
}

/// So many of so many.
package struct Share: Sendable, Hashable, Codable {
  package var count = 0
  package var total = 0
  package init(_ count: Int = 0, of total: Int = 0) { (self.count, self.total) = (count, total) }
  /// Nil where too few are counted to say anything, or to say it without naming somebody.
  package var percent: Double? { total < 10 ? nil : Double(count) * 100 / Double(total) }
  mutating func count(_ isOne: Bool) {
    total += 1
    if isOne { count += 1 }
  }
}

/// What the measures ask of one case.
package struct MeasuredCase: Sendable, Hashable {
  package var receivedOn: Day
  package var decidedOn: Day?
  package var isAgreed = false
  package var refusedPlanOn: Day?
  package var sentOn: Day?
  package var issuedOn: Day?
  /// When the request or the assessment was withdrawn, or the family moved away.
  package var withdrawnOn: Day?
  package var isLifted = false
  /// Mediation or a tribunal was part of it.
  package var wasDisputed = false
  package init(receivedOn: Day) { self.receivedOn = receivedOn }
}

/// What the measures ask of plans in force, and of those that ended.
package struct PlanCounts: Sendable, Hashable {
  /// Of plans that were there before the year and are in force: those with a review in it.
  package var reviewed = Share()
  package var ended: [CeaseReason: Int] = [:]
  package init() {}
  func share(_ reason: CeaseReason) -> Share { Share(ended[reason] ?? 0, of: ended.values.reduce(0, +)) }
}

/// The measures of a calendar year. `withoutDisputes` leaves out, of the count without exceptions, what went through
/// mediation or a tribunal: a local practice of some councils.
package func measures(
  of year: Int, _ cases: [MeasuredCase], reviews: [(heldOn: Day, decidedOn: Day)], plans: PlanCounts = PlanCounts(),
  withoutDisputes: Bool = false
) -> [Measure: Share] {
  var found = Dictionary(uniqueKeysWithValues: Measure.allCases.map { ($0, Share()) })
  for one in cases {
    if one.receivedOn.year == year {
      found[.agreedToAssess]!.count(one.isAgreed)
      found[.requestsWithdrawn]!.count(one.decidedOn == nil && one.withdrawnOn != nil)
      found[.requestsOutstanding]!.count(one.decidedOn == nil && one.withdrawnOn == nil)
      if let decided = one.decidedOn { found[.sixWeeks]!.count(one.receivedOn.days(until: decided) <= 42) }
    }
    if let refused = one.refusedPlanOn, refused.year == year {
      found[.noPlanInSixteenWeeks]!.count(one.receivedOn.days(until: refused) <= 112)
    }
    let concluded = one.issuedOn ?? one.refusedPlanOn ?? (one.isAgreed ? one.withdrawnOn : nil)
    if let concluded, concluded.year == year {
      found[.assessedWithPlan]!.count(one.issuedOn != nil)
      found[.assessedWithoutPlan]!.count(one.issuedOn == nil && one.refusedPlanOn != nil)
    }
    guard let sent = one.sentOn, sent.year == year else { continue }
    let days = one.receivedOn.days(until: sent)
    found[.twentyWeeks]!.count(days <= 140)
    found[.overAYear]!.count(days > 364)
    if !one.isLifted, !(withoutDisputes && one.wasDisputed) { found[.twentyWeeksWithoutExceptions]!.count(days <= 140) }
  }
  for review in reviews where review.heldOn.year == year {
    found[.reviewInFourWeeks]!.count(review.heldOn.days(until: review.decidedOn) <= 28)
  }
  found[.reviewsHeld] = plans.reviewed
  found[.endedNeedsMet] = plans.share(.needsMet)
  found[.endedMovedCouncil] = plans.share(.movedCouncil)
  found[.endedNoLongerWanted] = plans.share(.noLongerWants)
  return found
}

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
  while let row = try reader.next() {
    guard let year = Int(try row.required("year")), let percent = Double(try row.required("percent")),
      (0...100).contains(percent)
    else { throw row.error("year or percent is no number") }
    guard let measure = Measure(rawValue: try row.required("measure")) else {
      throw row.error("there is no such measure")
    }
    try tx.run(
      """
      INSERT INTO ehc_published (year, level, area, name, measure, percent)
      VALUES (\(year), \(try row.required("level")), \(try row.required("area")), \(try row.required("name")),
        \(measure), \(percent))
      """)
  }
}

extension Transaction {
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

  /// What the measures of a year need: every case of the partnership, nobody named.
  func measuredCases(of year: Int) throws -> [MeasuredCase] {
    let (first, last) = (Day(year - 3, 1, 1)!, Day(year, 12, 31)!)
    let steps = try rows(
      """
      SELECT c.id, c.received_on, s.step, s.taken_on FROM ehc_case c JOIN ehc_step s ON s.case_id = c.id
      WHERE s.undone_at IS NULL AND c.transferred_from IS NULL AND c.received_on >= \(first)
        AND c.received_on <= \(last)
      ORDER BY s.written_at, s.id
      """
    ) { (try $0[0] as ID<EHCCase>, try $0[1] as Day, try $0[2] as StepKind, try $0[3] as Day) }
    let lifted = Set(
      try rows("SELECT about_id FROM clock WHERE rule_id = 'EHC-20' AND status = 'excepted'") {
        try $0[0] as ID<EHCCase>
      })
    let returned = try rows(
      """
      SELECT case_id, CASE WHEN week20 THEN 1 ELSE 0 END, CASE WHEN request_mediation OR request_tribunal
        OR assessment_mediation OR assessment_tribunal OR other_mediation OR other_tribunal THEN 1 ELSE 0 END
      FROM ehc_return
      """
    ) { (try $0[0] as ID<EHCCase>, try $0[1] as Int == 1, try $0[2] as Int == 1) }
    let exceptions = lifted.union(returned.filter(\.1).map(\.0))
    let disputed = Set(returned.filter(\.2).map(\.0))
    var cases: [ID<EHCCase>: MeasuredCase] = [:]
    for (id, received, step, on) in steps {
      var one = cases[id] ?? MeasuredCase(receivedOn: received)
      switch step {
      case .assess: (one.decidedOn, one.isAgreed) = (one.decidedOn ?? on, true)
      case .refuseAssess: one.decidedOn = one.decidedOn ?? on
      case .decideAgain: one.isAgreed = true
      case .refuseIssue: one.refusedPlanOn = on
      case .issue: one.issuedOn = on
      case .withdraw, .moveAway, .lapse: one.withdrawnOn = one.sentOn == nil ? on : one.withdrawnOn
      case .finish: one.sentOn = one.sentOn ?? on
      default: break
      }
      (one.isLifted, one.wasDisputed) = (exceptions.contains(id), disputed.contains(id))
      cases[id] = one
    }
    return Array(cases.values)
  }
  /// Plans in force, those reviewed in the year, and those that ended in it: nobody named.
  func planCounts(of year: Int) throws -> PlanCounts {
    let (first, last) = (Day(year, 1, 1)!, Day(year, 12, 31)!)
    var counts = PlanCounts()
    let ended = try rows(
      """
      SELECT step, code, count(*) FROM ehc_step WHERE undone_at IS NULL AND step IN ('cease', 'hand_over', 'lapse')
        AND state_from = 'maintained' AND taken_on >= \(first) AND taken_on <= \(last) GROUP BY step, code
      """
    ) { (try $0[0] as StepKind, try $0[1] as String?, try $0[2] as Int) }
    for (step, code, count) in ended {
      let reason: CeaseReason =
        step == .handOver ? .movedCouncil : step == .lapse ? .died : code.flatMap(CeaseReason.init) ?? .other
      counts.ended[reason, default: 0] += count
    }
    let reviewed: (Int, Int)? = try row(
      """
      SELECT count(*), coalesce(sum(CASE WHEN EXISTS (SELECT 1 FROM ehc_review r WHERE r.case_id = c.id
        AND r.held_on >= \(first) AND r.held_on <= \(last)) THEN 1 ELSE 0 END), 0)
      FROM ehc_case c WHERE c.state = 'maintained' AND EXISTS (SELECT 1 FROM ehc_step s WHERE s.case_id = c.id
        AND s.undone_at IS NULL AND s.step IN ('finish', 'take_in') AND s.taken_on < \(first))
      """
    ) { (try $0[0], try $0[1]) }
    if let (total, count) = reviewed { counts.reviewed = Share(count, of: total) }
    return counts
  }
  func decidedReviews() throws -> [(heldOn: Day, decidedOn: Day)] {
    try rows("SELECT held_on, decided_on FROM ehc_review WHERE decided_on IS NOT NULL") { (try $0[0], try $0[1]) }
  }
}
