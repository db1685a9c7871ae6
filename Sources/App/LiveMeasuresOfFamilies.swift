import Governance
import Kernel
import Store

// What a family goes through at once: how many people and agencies, how many assessments, how often the same is asked. Of each
// the mean of all families with whom somebody works; a child without a family in the record counts as one. Source: domain
// register B15.4 (duplication per family).

/// Somebody who works with a child of a family.
private struct FamilyWork {
  /// The family, or the child where the record names none.
  let family: AnyID
  let id: AnyID
  let child: ChildID
  let agency: AnyID
}

extension ComputedMeasure {
  static let openInvolvements = ofFamilies(
    "involvements_of_family", "People and teams working with a family at once",
    formula: "Families with somebody working with them at the end of the period: open involvements of each",
    of: "involvements"
  ) { work, _, _ in work.mapValues { Set($0.map(\.id)).count } }

  static let agenciesOfFamily = ofFamilies(
    "agencies_of_family", "Agencies working with a family at once",
    formula: "Families with somebody working with them at the end of the period: distinct agencies of each",
    of: "agencies"
  ) { work, _, _ in work.mapValues { Set($0.map(\.agency)).count } }

  static let assessmentsOfFamily = ofFamilies(
    "assessments_of_family", "Assessments that a family goes through in a year",
    formula: """
      Families with somebody working with them at the end of the period: assessments of each that began in the 12 months \
      before, of early help and for education, health and care plans
      """, of: "assessments"
  ) { _, period, tx in
    let from = period.last.adding(months: -12)
    return try tx.counted(
      """
      SELECT child_id FROM support_assessment WHERE started_at >= \(from.start) AND started_at < \(period.end)
      UNION ALL
      SELECT child_id FROM ehc_case WHERE received_on >= \(from) AND received_on <= \(period.last)
      """)
  }

  static let askedAgain = ofFamilies(
    "asked_again", "Times a family was asked the same again",
    formula: """
      Families with somebody working with them at the end of the period: requests for help in the 12 months before, after \
      the first of each child; each asks the front door’s questions once more
      """, of: "times"
  ) { _, period, tx in
    let from = period.last.adding(months: -12).start
    return try tx.counted(
      """
      SELECT r.child_id FROM help_request r
      WHERE r.child_id IS NOT NULL AND r.received_at >= \(from) AND r.received_at < \(period.end) AND EXISTS (
        SELECT 1 FROM help_request e WHERE e.child_id = r.child_id AND e.received_at >= \(from)
          AND e.received_at < r.received_at)
      """)
  }

  /// The mean over all families with whom somebody works of what each of them has; 0 where it has nothing.
  private static func ofFamilies(
    _ code: String, _ title: String, formula: String, of things: String,
    _ count: @escaping @Sendable ([AnyID: [FamilyWork]], FigurePeriod, Transaction) throws -> [AnyID: Int]
  ) -> ComputedMeasure {
    ComputedMeasure(
      code, title, formula: "\(formula); the mean of all", tally: .mean, numberOf: things, subject: .families
    ) { period, _, tx in
      let all = try tx.workingWith(on: period.last)
      let counts = try count(all, period, tx)
      return all.sorted { $0.key < $1.key }.map { family, work in
        let number = counts[family] ?? 0
        return BehindFigure(
          child: work[0].child, words: "\(number) \(things)", counts: number > 1, amount: Double(number))
      }
    }
  }
}

extension Transaction {
  /// Who works with each family on a day, by the family or, without one, by the child; of a family the child that was written
  /// down first comes first.
  fileprivate func workingWith(on day: Day) throws -> [AnyID: [FamilyWork]] {
    let found = try rows(
      """
      SELECT COALESCE(c.family_id, c.id), i.id, i.child_id, i.agency_id FROM involvement i JOIN child c ON c.id = i.child_id
      WHERE c.not_included_because IS NULL AND i.began_on <= \(day) AND (i.ended_on IS NULL OR i.ended_on > \(day))
      ORDER BY i.child_id, i.id
      """
    ) { FamilyWork(family: try $0[0], id: try $0[1], child: try $0[2], agency: try $0[3]) }
    return Dictionary(grouping: found, by: \.family)
  }

  /// How many rows of the query belong to each family; each row is a child.
  fileprivate func counted(_ children: SQL) throws -> [AnyID: Int] {
    let found = try rows(
      """
      SELECT COALESCE(c.family_id, c.id), count(*) FROM (\(children)) x JOIN child c ON c.id = x.child_id
      WHERE c.not_included_because IS NULL GROUP BY COALESCE(c.family_id, c.id)
      """
    ) { (try $0[0] as AnyID, try $0[1] as Int) }
    return Dictionary(uniqueKeysWithValues: found)
  }
}
