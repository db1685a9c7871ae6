package import Kernel
import People
package import Store

// What the system counts by itself, from live records. A figure is the sum of its records: each opens to those who may
// see them.

/// One record behind a figure.
package struct BehindFigure: Sendable, Hashable {
  /// Nil where it is about no child.
  let child: ChildID?
  let words: String
  /// Where it is counted among the good ones.
  let counts: Bool
  /// Where a record that is about no child stands; who may not open it is refused there. Of a child, its record.
  let path: String?
  /// Days waited, or another amount in the unit of the measure; 0 where records are only counted.
  let amount: Double
  /// The part of the figure that it lies in, such as a length of waiting; nil for none.
  let part: String?
  /// Listed in its part, and not counted.
  let isBeside: Bool

  package init(
    child: ChildID?, words: String, counts: Bool, path: String? = nil, amount: Double = 0, part: String? = nil,
    isBeside: Bool = false
  ) {
    (self.child, self.words, self.counts, self.path) = (child, words, counts, path)
    (self.amount, self.part, self.isBeside) = (amount, part, isBeside)
  }
}

/// What the system counts by itself, for every month, quarter or year that is over.
package struct ComputedMeasure: Sendable {
  package let code: String
  package let title: String
  /// What is counted, and out of what: so that anybody could count it again.
  package let formula: String
  package let tally: Tally
  package let unit: IndicatorUnit
  /// Of what it is a number, in words: `days`. Nil for a share.
  package let numberOf: String?
  /// Whom its records are about: by what groups it can be looked at.
  package let subject: MeasureSubject
  /// The parts that its records lie in, in order; others follow by name.
  let parts: [String]
  /// The records of a period, of one rule of the clock register or of all, as they are known now.
  let records: @Sendable (FigurePeriod, _ rule: String?, Transaction) throws -> [BehindFigure]

  /// A share is in per cent; anything else is a number of something, where `unit` does not say otherwise.
  package init(
    _ code: String, _ title: String, formula: String, tally: Tally = .share, unit: IndicatorUnit? = nil,
    numberOf: String? = nil, subject: MeasureSubject = .children, parts: [String] = [],
    records: @escaping @Sendable (FigurePeriod, _ rule: String?, Transaction) throws -> [BehindFigure]
  ) {
    (self.code, self.title, self.formula, self.tally) = (code, title, formula, tally)
    self.unit = unit ?? (tally == .share || tally == .partOfEstimate ? .percent : .number)
    (self.numberOf, self.subject, self.parts) = (numberOf, subject, parts)
    self.records = { period, rule, tx in try tx.withoutHidden(records(period, rule, tx)) }
  }
}

extension Transaction {
  /// Without the records of children who are not included because they are at risk: these are in no figure, and behind none.
  fileprivate func withoutHidden(_ figures: [BehindFigure]) throws -> [BehindFigure] {
    guard figures.contains(where: { $0.child != nil }) else { return figures }
    let hidden = try childrenNotIncluded()
    return hidden.isEmpty ? figures : figures.filter { figure in figure.child.map { !hidden.contains($0) } ?? true }
  }
}

/// Whom the records behind a figure are about.
package enum MeasureSubject: Sendable {
  /// Each record is a child’s.
  case children
  /// Each is a family’s; the child is one of it.
  case families
  /// Neither, though of people: how few is still not told.
  case people
  /// Milestones, listings, agencies: they may be few.
  case things
}

/// All that can be counted: what this slice knows by itself, and what others hand in.
package struct Measures: Sendable {
  package let all: [ComputedMeasure]
  package init(_ all: [ComputedMeasure]) { self.all = all }
  /// What is counted from the records that every slice has: people, time limits, plans.
  package static let own = Measures([
    .timeLimits, .leadCoverage, .planDelivery, .planSlippage, .planPlaceholders, .keyWorkers, .ownWords, .manyWorkers,
    .sharedAgreements,
  ])

  /// Codes of what is counted of things and not of people.
  static let aboutThings: Set<String> = [
    "plan_delivery", "plan_slippage", "plan_placeholders", "listings_confirmed", "offer_comments", "findings_answered",
    "pairs_decided", "core_offer_score", "core_offer_coverage", "faces_positive", "shared_agreements",
  ]

  package subscript(_ code: String?) -> ComputedMeasure? { all.first { $0.code == code } }
}

extension ComputedMeasure {
  package static let timeLimits = limitsMet(
    "time_limits", "Time limits met", formula: "Time limits about children that ended in the period")

  /// Time limits that ended in a period: of the clocks `c` that the condition names, or of all.
  package static func limitsMet(
    _ code: String, _ title: String, formula: String, of condition: SQL = "1 = 1"
  ) -> ComputedMeasure {
    ComputedMeasure(
      code, title,
      formula: """
        \(formula): done in time, out of those done in time and those missed. Still open past the day counts as missed; \
        what was lifted stands beside and is not counted
        """, parts: LimitPart.allCases.map(\.title)
    ) { period, rule, tx in try tx.limitsDue(in: period, rule: rule, of: condition) }
  }
  package static let leadCoverage = ComputedMeasure(
    "lead_coverage", "Children with a lead professional",
    formula: "Children with two agencies or more at the end of the period: with a lead professional, out of all"
  ) { period, _, tx in try tx.childrenOfSeveralAgencies(on: period.last) }
  package static let planDelivery = ComputedMeasure(
    "plan_delivery", "Milestones done and checked",
    formula: "Milestones of plans under way due by the end of the period: done and checked, out of all",
    subject: .things
  ) { period, _, tx in
    try tx.milestonesDue(by: period.last).map {
      BehindFigure(child: nil, words: "\($0.ref) \($0.item.action)", counts: $0.state == .verified)
    }
  }
  package static let planSlippage = ComputedMeasure(
    "plan_slippage", "Days that milestones have slipped",
    formula: """
      Milestones of plans under way due by the end of the period: days from the day first understood to the check, or to \
      the end of the period where it is open; the mean of all. Done early or in time counts as 0
      """, tally: .mean, numberOf: "days", subject: .things
  ) { period, _, tx in try tx.milestonesDue(by: period.last).map { slipped($0, by: period.last) } }
  package static let planPlaceholders = ComputedMeasure(
    "plan_placeholders", "Placeholders that wait for their owner",
    formula: "Cells of plans under way that say only that somebody is to complete them, at the end of the period",
    tally: .total, numberOf: "cells", subject: .things
  ) { period, _, tx in
    try tx.linesUnderWay(on: period.last).map {
      BehindFigure(
        child: nil, words: "\($0.ref) \($0.item.action)", counts: $0.placeholders > 0, amount: Double($0.placeholders))
    }
  }
  package static let sharedAgreements = ComputedMeasure(
    "shared_agreements", "Agreements on shared money that hold and are not due a review",
    formula: """
      Section 75 agreements that were begun by the end of the period and had not ended: signed by every party and before \
      the day of their next review, out of all
      """, subject: .things
  ) { period, _, tx in try tx.sharedAgreements(on: period.last) }
  package static let keyWorkers = ComputedMeasure(
    "key_workers", "Children of several agencies with a key worker",
    formula: "Children with two agencies or more at the end of the period: with a key worker, out of all"
  ) { period, _, tx in try tx.keyWorkers(on: period.last) }
  package static let ownWords = ComputedMeasure(
    "own_words", "Children whose own words were heard in half a year",
    formula: """
      Children with somebody working with them at the end of the period: whose own words, or their parents’, were \
      written down in the six months before, out of all
      """
  ) { period, _, tx in try tx.wordsHeard(on: period.last) }
  package static let manyWorkers = ComputedMeasure(
    "many_workers", "Children with five workers or more at once",
    formula: "Children with somebody working with them at the end of the period: with five or more at once, out of all"
  ) { period, _, tx in try tx.workersOfEach(on: period.last) }
}

/// What became of a time limit.
private enum LimitPart: CaseIterable {
  case inTime, late, open, lifted
  var title: String {
    switch self {
    case .inTime: "Done in time"
    case .late: "Done late"
    case .open: "Still open past the day"
    case .lifted: "Lifted by an exception, not counted"
    }
  }
}

/// A milestone with the days that it has slipped by the end of a period.
private func slipped(_ line: PlanLine, by day: Day) -> BehindFigure {
  let until = line.verifiedOn ?? day
  let days = max(0, (line.firstDue ?? line.due.on).map { $0.days(until: until) } ?? 0)
  return BehindFigure(
    child: nil, words: "\(line.ref) \(line.item.action): \(days) \(days == 1 ? "day" : "days")", counts: days == 0,
    amount: Double(days))
}

extension Transaction {
  /// Time limits about children that ended in the period: met in time, out of all. Open past the day counts as not met;
  /// what was excepted stands beside, what is no longer needed nowhere.
  fileprivate func limitsDue(in period: FigurePeriod, rule: String?, of condition: SQL) throws -> [BehindFigure] {
    let only: SQL = rule.map { "AND c.rule_id = \($0)" } ?? ""
    return try rows(
      """
      SELECT c.child_id, r.title, CASE WHEN c.met_at <= c.due_at THEN 1 ELSE 0 END, c.status
      FROM clock c JOIN clock_rule r ON r.id = c.rule_id AND r.version = c.rule_version
      WHERE c.child_id IS NOT NULL AND c.sense = 'by' AND c.status IN ('running', 'met', 'missed', 'excepted')
        AND c.paused_since IS NULL AND c.due_at >= \(period.start) AND c.due_at < \(period.end) \(only)
        AND \(condition)
      ORDER BY c.due_at, c.id
      """
    ) { row in
      let (inTime, status): (Int, String) = (try row[2], try row[3])
      let part: LimitPart =
        status == "excepted" ? .lifted : inTime == 1 ? .inTime : status == "running" ? .open : .late
      return BehindFigure(
        child: try row[0], words: try row[1], counts: part == .inTime, part: part.title, isBeside: part == .lifted)
    }
  }

  /// Section 75 agreements on a day: those that hold and are not due a review, out of all.
  fileprivate func sharedAgreements(on day: Day) throws -> [BehindFigure] {
    try agreements().filter { $0.agreement.kind == .section75 && $0.agreement.begunAt.day <= day }.compactMap { file in
      let standing = file.standing(on: day)
      guard standing != .ended else { return nil }
      return BehindFigure(
        child: nil, words: "\(file.agreement.title): \(standing.title.lowercasedFirst)", counts: standing == .inForce,
        path: file.agreement.path)
    }
  }

  /// Children with two agencies or more on a day: with a lead professional, out of all.
  fileprivate func childrenOfSeveralAgencies(on day: Day) throws -> [BehindFigure] {
    try rows(
      """
      SELECT i.child_id, max(CASE WHEN l.part IS NULL THEN 0 ELSE 1 END)
      FROM involvement i \(LeadPart.lead.join(on: day))
      WHERE i.began_on <= \(day) AND (i.ended_on IS NULL OR i.ended_on > \(day))
      GROUP BY i.child_id HAVING count(DISTINCT i.agency_id) >= 2 ORDER BY i.child_id
      """
    ) { row in
      let hasLead = try row[1] as Int == 1
      return BehindFigure(
        child: try row[0], words: hasLead ? "Has a lead professional" : "Has no lead professional", counts: hasLead)
    }
  }

  /// Children with two agencies or more on a day: with a key worker, out of all.
  fileprivate func keyWorkers(on day: Day) throws -> [BehindFigure] {
    try rows(
      """
      SELECT i.child_id, max(CASE WHEN l.part IS NULL THEN 0 ELSE 1 END)
      FROM involvement i \(LeadPart.keyWorker.join(on: day))
      WHERE i.began_on <= \(day) AND (i.ended_on IS NULL OR i.ended_on > \(day))
      GROUP BY i.child_id HAVING count(DISTINCT i.agency_id) >= 2 ORDER BY i.child_id
      """
    ) { row in
      let has = try row[1] as Int == 1
      return BehindFigure(child: try row[0], words: has ? "Has a key worker" : "Has no key worker", counts: has)
    }
  }

  /// Children whom somebody works with on a day: whose words were written down in the six months before, out of all.
  fileprivate func wordsHeard(on day: Day) throws -> [BehindFigure] {
    let (from, to) = (day.adding(months: -6).start, day.adding(days: 1).start)
    return try rows(
      """
      SELECT c.id, CASE WHEN EXISTS (
        SELECT 1 FROM own_words w WHERE w.child_id = c.id AND w.heard_at >= \(from) AND w.heard_at < \(to)
      ) THEN 1 ELSE 0 END
      FROM child c
      WHERE c.id IN (
        SELECT i.child_id FROM involvement i
        WHERE i.began_on <= \(day) AND (i.ended_on IS NULL OR i.ended_on > \(day)))
      ORDER BY c.id
      """
    ) { row in
      let heard = try row[1] as Int == 1
      return BehindFigure(
        child: try row[0], words: heard ? "Was heard in the last six months" : "Not heard for six months", counts: heard
      )
    }
  }

  /// Children whom somebody works with on a day: with five workers or more, out of all.
  fileprivate func workersOfEach(on day: Day) throws -> [BehindFigure] {
    try rows(
      """
      SELECT i.child_id, count(*) FROM involvement i
      WHERE i.began_on <= \(day) AND (i.ended_on IS NULL OR i.ended_on > \(day))
      GROUP BY i.child_id ORDER BY i.child_id
      """
    ) { row in
      let count: Int = try row[1]
      return BehindFigure(
        child: try row[0], words: "\(count) \(count == 1 ? "worker" : "workers") at once", counts: count >= 5)
    }
  }

  /// Every row of the plans that had not ended on a day, as it stood then.
  fileprivate func linesUnderWay(on day: Day) throws -> [PlanLine] {
    try plans(unpublishedToo: false)
      .filter { plan in plan.takenAt.day <= day && (plan.endedOn.map { $0 > day } ?? true) }
      .flatMap { try lines(of: $0.id, on: day) }
  }

  /// Milestones of the plans that had not ended on a day, due by then.
  fileprivate func milestonesDue(by day: Day) throws -> [PlanLine] {
    try linesUnderWay(on: day).filter { $0.isMilestone && $0.rag != nil && ($0.due.on.map { $0 <= day } ?? false) }
  }
}
