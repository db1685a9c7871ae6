package import Kernel
import People
package import Store

// What the system counts by itself, from live records. A figure is the sum of its records: each opens to those who may
// see them.

/// One record behind a figure.
struct BehindFigure: Sendable, Hashable {
  /// Nil where it is about no child.
  let child: ChildID?
  let words: String
  /// Where it is counted among the good ones.
  let counts: Bool
}

extension Transaction {
  /// The records of a month behind a measure, as they are known now. Later corrections are in them.
  func behind(_ measure: ComputedMeasure, rule: String?, month: Day) throws -> [BehindFigure] {
    switch measure {
    case .timeLimits: try limitsDue(in: month, rule: rule)
    case .leadCoverage: try childrenOfSeveralAgencies(on: month.endOfMonth)
    case .planDelivery: try milestonesDue(by: month.endOfMonth)
    case .keyWorkers: try keyWorkers(on: month.endOfMonth)
    case .ownWords: try wordsHeard(on: month.endOfMonth)
    case .manyWorkers: try workersOfEach(on: month.endOfMonth)
    }
  }

  /// The share that a month had, as it is known now.
  package func share(of measure: ComputedMeasure, rule: String?, month: Day) throws -> CountedShare {
    let records = try behind(measure, rule: rule, month: month)
    return CountedShare(records.count { $0.counts }, of: records.count)
  }

  /// Time limits about children that ended in the month: met in time, out of all. Open past the day counts as not met;
  /// what was excepted or is no longer needed counts nowhere.
  private func limitsDue(in month: Day, rule: String?) throws -> [BehindFigure] {
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
  private func childrenOfSeveralAgencies(on day: Day) throws -> [BehindFigure] {
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
  private func keyWorkers(on day: Day) throws -> [BehindFigure] {
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
  private func wordsHeard(on day: Day) throws -> [BehindFigure] {
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
  private func workersOfEach(on day: Day) throws -> [BehindFigure] {
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
  private func milestonesDue(by day: Day) throws -> [BehindFigure] {
    try plans(unpublishedToo: false).filter { $0.endedOn == nil && $0.takenAt.day <= day }.flatMap { plan in
      try lines(of: plan.id, on: day).filter {
        $0.isMilestone && $0.rag != nil && ($0.due.on.map { $0 <= day } ?? false)
      }
      .map { BehindFigure(child: nil, words: "\($0.ref) \($0.item.action)", counts: $0.state == .verified) }
    }
  }
}
