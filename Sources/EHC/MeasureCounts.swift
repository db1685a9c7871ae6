// From cases, reviews and plans to the tables of the measures; and the same as those may know them who may not see small
// counts (disclosure control: a count of 1 to 4 is hidden, and as many others as would give it away).

package import Kernel
import PlanningEngine

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

/// A review that was decided.
package struct DecidedReview: Sendable, Hashable {
  package var heldOn: Day
  package var decidedOn: Day
  package var outcome: ReviewOutcome?
  package init(heldOn: Day, decidedOn: Day, outcome: ReviewOutcome? = nil) {
    (self.heldOn, self.decidedOn, self.outcome) = (heldOn, decidedOn, outcome)
  }
}

/// What the measures ask of one plan in force: codes of the SEN2 return.
package struct MeasuredPlan: Sendable, Hashable {
  package var need: String?
  package var hasBudget = false
  package var directPayment: String?
  package var hasArrangements = false
  package var residential: String?
  package var workBased: String?
  /// Whether a review was due in the year, and whether one was held; nil where the plan began in it.
  package var isReviewed: Bool?
  package init() {}
}

/// The counts of a year: of each group a table.
package struct MeasureCounts: Sendable, Hashable {
  package private(set) var tables: [MeasureGroup: [[Int]]]

  package init() {
    tables = Dictionary(
      uniqueKeysWithValues: MeasureGroup.allCases.map { group in
        (group, Array(repeating: Array(repeating: 0, count: group.size.columns), count: group.size.rows))
      })
  }
  mutating func count(_ group: MeasureGroup, _ row: Int, _ column: Int, times: Int = 1) {
    tables[group]![row][column] += times
  }
  package mutating func count(ended reason: CeaseReason, times: Int = 1) {
    count(.ended, 0, CeaseReason.allCases.firstIndex(of: reason)!, times: times)
  }
}

/// The counts of a calendar year.
package func measureCounts(
  of year: Int, _ cases: [MeasuredCase], reviews: [DecidedReview] = [], plans: [MeasuredPlan] = [],
  ended: [CeaseReason: Int] = [:]
) -> MeasureCounts {
  var counts = MeasureCounts()
  for one in cases { counts.count(one, in: year) }
  for review in reviews where review.heldOn.year == year {
    let outcome = review.outcome.map { ReviewOutcome.allCases.firstIndex(of: $0)! } ?? 3
    counts.count(.reviews, review.heldOn.days(until: review.decidedOn) <= 28 ? 0 : 1, outcome)
  }
  for plan in plans { counts.count(plan) }
  for (reason, times) in ended { counts.count(ended: reason, times: times) }
  return counts
}

extension MeasureCounts {
  fileprivate mutating func count(_ one: MeasuredCase, in year: Int) {
    if one.receivedOn.year == year {
      let row = one.decidedOn.map { one.receivedOn.days(until: $0) <= 42 ? 0 : 1 } ?? 2
      let column = one.isAgreed ? 0 : one.decidedOn != nil ? 1 : one.withdrawnOn != nil ? 2 : 3
      count(.requests, row, column)
    }
    let end = one.issuedOn ?? one.refusedPlanOn ?? (one.isAgreed ? one.withdrawnOn : nil)
    if let end, end.year == year {
      let column = one.issuedOn != nil ? 0 : one.refusedPlanOn != nil ? 1 : 2
      let isLate = column == 1 && one.receivedOn.days(until: end) > 112
      count(.assessments, isLate ? 1 : 0, column)
    } else if end == nil, one.isAgreed {
      count(.assessments, 0, 3)
    }
    guard let sent = one.sentOn, sent.year == year else { return }
    let days = one.receivedOn.days(until: sent)
    count(.timeliness, one.isLifted ? 0 : one.wasDisputed ? 1 : 2, days <= 140 ? 0 : days <= 364 ? 1 : 2)
  }

  fileprivate mutating func count(_ plan: MeasuredPlan) {
    if let isReviewed = plan.isReviewed { count(.reviewsHeld, 0, isReviewed ? 0 : 1) }
    let kind = plan.directPayment.flatMap { ["E", "H", "S", "I"].firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    count(.budgets, plan.hasBudget ? 1 : 0, plan.hasBudget ? kind : 0)
    count(.arrangements, 0, plan.hasArrangements ? 1 : 0)
    let weeks = plan.residential.flatMap { ["A", "B"].firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    count(.residential, weeks > 0 ? 1 : 0, weeks)
    let work = plan.workBased.flatMap { ["S", "A", "T"].firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    count(.workBased, work > 0 ? 1 : 0, work)
    let need = plan.need == "DS" ? "OTH" : plan.need ?? "unknown"
    count(.needs, 0, publishedNeeds.firstIndex(of: need) ?? publishedNeeds.count - 1)
  }
}

/// So many of so many, as a reader may know it: nil is hidden.
package struct MeasureFigure: Sendable, Hashable, Codable {
  package var count: Int?
  package var total: Int?
  /// Nil where too few are counted to say anything, or to say it without naming somebody.
  package var percent: Double?
  package init(_ count: Int?, of total: Int?, percent: Double? = nil) {
    (self.count, self.total) = (count, total)
    self.percent = percent
  }
  /// The true figure. A percentage of fewer than ten says nothing.
  static func known(_ count: Int, of total: Int) -> MeasureFigure {
    MeasureFigure(count, of: total, percent: total < 10 ? nil : Double(count) * 100 / Double(total))
  }
  static let hidden = MeasureFigure(nil, of: nil)
}

extension MeasureCounts {
  /// The true figure of a measure.
  package func figure(_ measure: Measure) -> MeasureFigure {
    let (table, definition) = (tables[measure.group]!, measure.definition)
    let sum = { (margins: [Margin]) in margins.reduce(0) { $0 + $1.sum(of: table) } }
    return .known(sum(definition.part), of: sum(definition.whole))
  }
}

/// The figures for those who may not see small counts.
struct ProtectedMeasures {
  private let tables: [MeasureGroup: ProtectedTable]
  let profile: SuppressionProfile

  init(_ counts: MeasureCounts, profile: SuppressionProfile) {
    self.profile = profile
    var tables = counts.tables
    // The count without disputes is not published: it must not stand as a part of what is.
    let plans = tables[.timeliness]!
    tables[.timeliness]![2] = zip(plans[1], plans[2]).map(+)
    tables[.timeliness]![1] = plans[1].map { _ in 0 }
    self.tables = tables.mapValues { ProtectedTable($0, profile: profile) }
  }

  func figure(_ measure: Measure) -> MeasureFigure {
    let (table, definition) = (tables[measure.group]!, measure.definition)
    // Who does not see the whole learns nothing of its parts: other groups may show it.
    guard measure != .twentyWeeksWithoutDisputes, table.total != nil, let count = sum(definition.part, table),
      let total = sum(definition.whole, table)
    else { return .hidden }
    return MeasureFigure(count, of: total, percent: profile.percentage(count, of: total))
  }
  private func sum(_ margins: [Margin], _ table: ProtectedTable) -> Int? {
    margins.reduce(0) { found, margin in found.flatMap { sum in margin.shown(in: table).map { sum + $0 } } }
  }
}

extension Margin {
  func sum(of table: [[Int]]) -> Int {
    switch self {
    case .cell(let row, let column): table[row][column]
    case .row(let row): table[row].reduce(0, +)
    case .column(let column): table.reduce(0) { $0 + $1[column] }
    case .all: table.reduce(0) { $0 + $1.reduce(0, +) }
    }
  }
  func shown(in table: ProtectedTable) -> Int? {
    switch self {
    case .cell(let row, let column): table.cell(row, column)
    case .row(let row): table.rowTotal(row)
    case .column(let column): table.columnTotal(column)
    case .all: table.total
    }
  }
}
