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

  package init(child: ChildID?, words: String, counts: Bool, path: String? = nil) {
    (self.child, self.words, self.counts, self.path) = (child, words, counts, path)
  }
}

/// What the system counts by itself, every month: so many records of so many.
package struct ComputedMeasure: Sendable {
  package let code: String
  package let title: String
  /// What is counted, and out of what: so that anybody could count it again.
  package let formula: String
  /// Every record behind it is a child’s, so that it can be looked at by groups of children.
  package let isAboutChildren: Bool
  /// The records of a month, of one rule of the clock register or of all, as they are known now.
  let records: @Sendable (_ month: Day, _ rule: String?, Transaction) throws -> [BehindFigure]

  package init(
    _ code: String, _ title: String, formula: String, isAboutChildren: Bool = true,
    records: @escaping @Sendable (_ month: Day, _ rule: String?, Transaction) throws -> [BehindFigure]
  ) {
    (self.code, self.title, self.formula) = (code, title, formula)
    self.isAboutChildren = isAboutChildren
    self.records = { month, rule, tx in try tx.withoutHidden(records(month, rule, tx)) }
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

/// All that can be counted: what this slice knows by itself, and what others hand in.
package struct Measures: Sendable {
  package let all: [ComputedMeasure]
  package init(_ all: [ComputedMeasure]) { self.all = all }
  /// What is counted from the records that every slice has: people, time limits, plans.
  package static let own = Measures([.timeLimits, .leadCoverage, .planDelivery, .keyWorkers, .ownWords, .manyWorkers])

  /// Codes of what is counted of things and not of people.
  static let aboutThings: Set<String> = [
    "plan_delivery", "listings_confirmed", "offer_comments", "findings_answered", "pairs_decided",
  ]

  subscript(_ code: String?) -> ComputedMeasure? { all.first { $0.code == code } }
}

extension ComputedMeasure {
  package static let timeLimits = ComputedMeasure(
    "time_limits", "Time limits met",
    formula: "Time limits about children that ended in the month: done in time, out of all that were not lifted"
  ) { month, rule, tx in try tx.limitsDue(in: month, rule: rule) }
  package static let leadCoverage = ComputedMeasure(
    "lead_coverage", "Children with a lead professional",
    formula: "Children with two agencies or more at the end of the month: with a lead professional, out of all"
  ) { month, _, tx in try tx.childrenOfSeveralAgencies(on: month.endOfMonth) }
  package static let planDelivery = ComputedMeasure(
    "plan_delivery", "Milestones done and checked",
    formula: "Milestones of plans under way due by the end of the month: done and checked, out of all",
    isAboutChildren: false
  ) { month, _, tx in try tx.milestonesDue(by: month.endOfMonth) }
  package static let keyWorkers = ComputedMeasure(
    "key_workers", "Children of several agencies with a key worker",
    formula: "Children with two agencies or more at the end of the month: with a key worker, out of all"
  ) { month, _, tx in try tx.keyWorkers(on: month.endOfMonth) }
  package static let ownWords = ComputedMeasure(
    "own_words", "Children whose own words were heard in half a year",
    formula: """
      Children with somebody working with them at the end of the month: whose own words, or their parents’, were written \
      down in the six months before, out of all
      """
  ) { month, _, tx in try tx.wordsHeard(on: month.endOfMonth) }
  package static let manyWorkers = ComputedMeasure(
    "many_workers", "Children with five workers or more at once",
    formula: "Children with somebody working with them at the end of the month: with five or more at once, out of all"
  ) { month, _, tx in try tx.workersOfEach(on: month.endOfMonth) }
}

extension Transaction {
  /// The share that a month had, as it is known now.
  package func share(of measure: ComputedMeasure, rule: String?, month: Day) throws -> CountedShare {
    let records = try measure.records(month, rule, self)
    return CountedShare(records.count { $0.counts }, of: records.count)
  }

  /// Time limits about children that ended in the month: met in time, out of all. Open past the day counts as not met;
  /// what was excepted or is no longer needed counts nowhere.
  fileprivate func limitsDue(in month: Day, rule: String?) throws -> [BehindFigure] {
    let (start, end) = (month.startOfMonth.start, month.endOfMonth.adding(days: 1).start)
    let only: SQL = rule.map { "AND c.rule_id = \($0)" } ?? ""
    return try rows(
      """
      SELECT c.child_id, r.title, CASE WHEN c.met_at <= c.due_at THEN 1 ELSE 0 END
      FROM clock c JOIN clock_rule r ON r.id = c.rule_id AND r.version = c.rule_version
      WHERE c.child_id IS NOT NULL AND c.sense = 'by' AND c.status IN ('running', 'met', 'missed')
        AND c.paused_since IS NULL AND c.due_at >= \(start) AND c.due_at < \(end) \(only)
      ORDER BY c.due_at, c.id
      """
    ) { BehindFigure(child: try $0[0], words: try $0[1], counts: try $0[2] as Int == 1) }
  }

  /// Children with two agencies or more on a day: with a lead professional, out of all.
  fileprivate func childrenOfSeveralAgencies(on day: Day) throws -> [BehindFigure] {
    try rows(
      """
      SELECT i.child_id, max(CASE WHEN i.is_lead THEN 1 ELSE 0 END)
      FROM involvement i
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
      SELECT i.child_id, max(CASE WHEN i.is_key_worker THEN 1 ELSE 0 END) FROM involvement i
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

  /// Milestones of the plans that have not ended, due by a day: done and checked, out of all.
  fileprivate func milestonesDue(by day: Day) throws -> [BehindFigure] {
    try plans(unpublishedToo: false).filter { $0.endedOn == nil && $0.takenAt.day <= day }.flatMap { plan in
      try lines(of: plan.id, on: day).filter {
        $0.isMilestone && $0.rag != nil && ($0.due.on.map { $0 <= day } ?? false)
      }
      .map { BehindFigure(child: nil, words: "\($0.ref) \($0.item.action)", counts: $0.state == .verified) }
    }
  }
}
