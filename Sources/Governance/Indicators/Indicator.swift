import Design
package import Kernel
package import Store

/// What tells whether an objective is reached.
package struct Indicator: Sendable, Record, Codable, Hashable {
  package let id: ID<Indicator>
  package let objective: String
  package let title: String
  /// What is counted, and out of what: so that anybody could count it again.
  package let formula: String
  package let owner: String
  package let unit: IndicatorUnit
  /// Of what it is a number, in words: `days`; nil for a share, or where the title says it.
  package let numberOf: String?
  /// The whole, where it is an estimate and no record: so many children live here. And whose estimate it is.
  package let outOf: Double?
  package let outOfSource: String?
  /// Whether more is better.
  package let isMoreBetter: Bool
  package let target: Double?
  package let benchmark: Double?
  /// Whose figure the benchmark is, and where it was published.
  package let benchmarkSource: String?
  /// The code of what the system counts for it (`ComputedMeasure`); nil where somebody enters it.
  package let measure: String?
  /// What the measure needs to know: a rule of the clock register. Nil for all.
  package let rule: String?
  package let frequency: IndicatorFrequency
  /// The published measure that it stands beside; nil for none.
  package let published: String?
  /// Codes of the other councils whose published figures stand beside it.
  package let neighbours: [String]
  /// From this day nothing is counted or entered any more; nil while it goes on.
  package let endedOn: Day?

  static let columns: SQL = """
    id, objective, title, formula, owner, unit, is_more_better, target, benchmark, benchmark_source, measure, rule_id,
    frequency, published_measure, published_areas, ended_on, number_of, out_of, out_of_source
    """

  package init(row: Row) throws {
    (id, objective, title, formula, owner) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (unit, isMoreBetter, target, benchmark) = (try row[5], try row[6], try row[7], try row[8])
    (benchmarkSource, measure, rule, frequency) = (try row[9], try row[10], try row[11], try row[12])
    (published, endedOn) = (try row[13], try row[15])
    (numberOf, outOf, outOfSource) = (try row[16], try row[17], try row[18])
    neighbours = (try row[14] as String?)?.split(separator: " ").map(String.init) ?? []
  }

  package init(
    id: ID<Indicator>, objective: String, title: String, formula: String, owner: String, unit: IndicatorUnit = .percent,
    isMoreBetter: Bool = true, target: Double? = nil, benchmark: Double? = nil, benchmarkSource: String? = nil,
    measure: String? = nil, rule: String? = nil, frequency: IndicatorFrequency = .month,
    published: String? = nil, neighbours: [String] = [], numberOf: String? = nil, outOf: Double? = nil,
    outOfSource: String? = nil
  ) {
    (self.id, self.objective, self.title, self.formula, self.owner) = (id, objective, title, formula, owner)
    (self.unit, self.isMoreBetter, self.target, self.benchmark) = (unit, isMoreBetter, target, benchmark)
    (self.benchmarkSource, self.measure, self.rule) = (benchmarkSource, measure, rule)
    (self.frequency, self.published, self.neighbours, endedOn) = (frequency, published, neighbours, nil)
    (self.numberOf, self.outOf, self.outOfSource) = (numberOf, outOf, outOfSource)
  }
  /// A figure of it, with its unit.
  func shown(_ value: Double) -> String { unit.shown(value, of: numberOf) }
  var path: String { "/governance/scorecard/\(id)" }
}

package enum IndicatorUnit: String, Choice {
  case percent, number
  package var title: String { self == .percent ? "Per cent" : "Number" }
  /// A share is between 0 and 100, wherever limits of chance would lie.
  func within(_ value: Double) -> Double { self == .percent ? min(max(value, 0), 100) : value }
  package func shown(_ value: Double, of things: String? = nil) -> String {
    let tenths = Int((abs(value) * 10).rounded())
    let (sign, text) = (value < 0 ? "−" : "", "\(grouped(tenths / 10))\(tenths % 10 == 0 ? "" : ".\(tenths % 10)")")
    guard self == .number, let things else { return "\(sign)\(text)\(self == .percent ? "%" : "")" }
    return things == "pounds" ? "\(sign)£\(text)" : "\(sign)\(text) \(text == "1" ? oneOf(things) : things)"
  }
  /// `children waiting` → `child waiting`; what does not begin with a plural stays: `of 4`, `for every 1,000 children`.
  private func oneOf(_ things: String) -> String {
    let (first, rest) = (things.prefix { $0 != " " }, things.drop { $0 != " " })
    let one =
      first == "children"
      ? "child"
      : first == "people"
        ? "person"
        : first.hasSuffix("ies")
          ? first.dropLast(3) + "y" : first.hasSuffix("s") && !first.hasSuffix("ss") ? first.dropLast() : first
    return "\(one)\(rest)"
  }
}

/// How often a figure is expected.
package enum IndicatorFrequency: String, Choice {
  case month, quarter, year
  package var title: String {
    switch self {
    case .month: "Every month"
    case .quarter: "Every quarter"
    case .year: "Every year"
    }
  }
  /// The last day of the month, quarter or year of a day: what a figure is of.
  func end(of day: Day) -> Day {
    switch self {
    case .month: day.endOfMonth
    case .quarter: Day(day.year, (day.month + 2) / 3 * 3, 1)!.endOfMonth
    case .year: Day(day.year, 12, 31)!
    }
  }
}

/// A figure of a month, a quarter or a year as it was known at a moment. Never changed: where a later count differs, there is one more.
package struct IndicatorValue: Sendable, Record, Codable, Hashable {
  package let id: ID<IndicatorValue>
  /// The last day of the period.
  package let month: Day
  package let value: Double
  /// So many out of so many; nil where it was entered as one figure.
  package let count: Int?
  package let total: Int?
  package let knownAt: Instant
  package let source: String
  package let enteredBy: AccountID?
  package let enteredName: String
  /// Nil until somebody else has approved it; what the system counts needs nobody.
  package let approvedName: String?

  static let columns: SQL = """
    id, month_on, figure, part_count, whole_count, known_at, source, entered_by, entered_name, approved_name
    """

  package init(row: Row) throws {
    (id, month, value, count, total) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (knownAt, source, enteredBy) = (try row[5], try row[6], try row[7])
    (enteredName, approvedName) = (try row[8], try row[9])
  }
  init(
    id: ID<IndicatorValue>, month: Day, value: Double, share: CountedShare? = nil, knownAt: Instant, source: String,
    by caller: Caller, approvedName: String? = nil
  ) {
    (self.id, self.month, self.value, count, total) = (id, month, value, share?.count, share?.total)
    (self.knownAt, self.source, enteredBy) = (knownAt, source, caller.account)
    (enteredName, self.approvedName) = (caller.name, approvedName)
  }
  /// Nil where it was entered as one figure.
  var share: CountedShare? { count.flatMap { count in total.map { CountedShare(count, of: $0) } } }
  /// Fewer than ten people are not told to everybody: a share of so few says something of each. What is about things
  /// (milestones, listings) may be few; that there is nobody may be told.
  func isSmall(_ indicator: Indicator) -> Bool {
    !Measures.aboutThings.contains(indicator.measure ?? "") && total.map { $0 > 0 && $0 < 10 } ?? false
  }
}

/// One month of a course, as it is drawn.
package struct MonthFigure: Sendable, Codable, Hashable {
  package let month: Day
  package let value: Double
  package init(_ month: Day, _ value: Double) { (self.month, self.value) = (month, value) }
}

/// So many of so many.
package struct CountedShare: Sendable, Codable, Hashable {
  package var count: Int
  package var total: Int
  package init(_ count: Int, of total: Int) { (self.count, self.total) = (count, total) }
  package var percent: Double? { total == 0 ? nil : Double(count) * 100 / Double(total) }
}

extension Day {
  /// The last day of its month.
  var endOfMonth: Day { Day(year, month, Day.days(inMonth: month, of: year))! }
  var startOfMonth: Day { Day(year, month, 1)! }
  /// `October 2026`
  var monthInWords: String { "\(Day.monthNames[month - 1]) \(year)" }
}
