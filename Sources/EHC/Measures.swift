// The measures that the Department for Education publishes, from the live records. Source: Education, health and care
// plans, methodology: the calendar year, requests by the day on which they were received, plans by the day on which they
// were sent; an exception takes a plan out of the second count.

package import Kernel
package import Store

/// A measure as it is published, in per cent.
package enum Measure: String, Choice {
  case sixWeeks = "six_weeks", agreedToAssess = "agreed_to_assess", noPlanInSixteenWeeks = "no_plan_in_sixteen_weeks"
  case twentyWeeks = "twenty_weeks", twentyWeeksWithoutExceptions = "twenty_weeks_without_exceptions"
  case overAYear = "over_a_year", reviewInFourWeeks = "review_in_four_weeks"
  package var title: String {
    switch self {
    case .sixWeeks: "Requests decided within 6 weeks"
    case .agreedToAssess: "Requests that were agreed to"
    case .noPlanInSixteenWeeks: "Decisions not to make a plan within 16 weeks"
    case .twentyWeeks: "New plans within 20 weeks"
    case .twentyWeeksWithoutExceptions: "New plans within 20 weeks, without exceptions"
    case .overAYear: "New plans after more than 52 weeks"
    case .reviewInFourWeeks: "Review decisions within 4 weeks of the meeting"
    }
  }
  /// More is better; of plans after a year, less.
  var isBetterHigh: Bool { self != .overAYear }
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
  package var isLifted = false
  /// Mediation or a tribunal was part of it.
  package var wasDisputed = false
  package init(receivedOn: Day) { self.receivedOn = receivedOn }
}

/// The measures of a calendar year. `withoutDisputes` leaves out, of the count without exceptions, what went through
/// mediation or a tribunal: a local practice of some councils.
package func measures(
  of year: Int, _ cases: [MeasuredCase], reviews: [(heldOn: Day, decidedOn: Day)], withoutDisputes: Bool = false
) -> [Measure: Share] {
  var found = Dictionary(uniqueKeysWithValues: Measure.allCases.map { ($0, Share()) })
  for one in cases {
    if one.receivedOn.year == year {
      found[.agreedToAssess]!.count(one.isAgreed)
      if let decided = one.decidedOn { found[.sixWeeks]!.count(one.receivedOn.days(until: decided) <= 42) }
    }
    if let refused = one.refusedPlanOn, refused.year == year {
      found[.noPlanInSixteenWeeks]!.count(one.receivedOn.days(until: refused) <= 112)
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
  func published(areas: [String]) throws -> [Published] {
    try all(
      """
      SELECT year, level, area, name, measure, percent FROM ehc_published WHERE area IN \(list: areas)
      ORDER BY name, measure
      """)
  }
  func publishedAreas() throws -> [(area: String, name: String)] {
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
      case .finish: one.sentOn = one.sentOn ?? on
      default: break
      }
      (one.isLifted, one.wasDisputed) = (exceptions.contains(id), disputed.contains(id))
      cases[id] = one
    }
    return Array(cases.values)
  }
  func decidedReviews() throws -> [(heldOn: Day, decidedOn: Day)] {
    try rows("SELECT held_on, decided_on FROM ehc_review WHERE decided_on IS NOT NULL") { (try $0[0], try $0[1]) }
  }
}
