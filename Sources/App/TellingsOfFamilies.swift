import EHC
import FrontDoor
import Governance
import HomeVisiting
import Kernel
import Store

// Where a family is asked the core questions: who is your child, how are they, what do you need? Source: domain register
// B15.4 (times the same core question was asked). A professional’s request or referral asks the professional.

/// One time that a family told the story of a child from its beginning.
struct Telling {
  let child: ChildID
  /// The family, or the child where the record names none.
  let family: AnyID
  let on: Day
  let title: String
  /// Of one day: what comes first.
  let order: Int
}

extension Transaction {
  /// Every telling of the twelve months before the end of a period.
  func tellings(in period: FigurePeriod) throws -> [Telling] {
    let (from, to) = (period.last.adding(months: -12), period.last)
    let (start, end) = (from.start, period.end)
    let written: [(String, SQL)] = [
      (
        "request for help",
        """
        SELECT r.child_id, r.received_at AS told FROM help_request r
        WHERE r.child_id IS NOT NULL AND r.asker IN (\(AskerKind.parent), \(AskerKind.youngPerson))
          AND r.received_at >= \(start) AND r.received_at < \(end)
        """
      ),
      (
        "early help assessment",
        """
        SELECT a.child_id, a.started_at AS told FROM support_assessment a
        WHERE a.number = 1 AND a.started_at >= \(start) AND a.started_at < \(end)
        """
      ),
    ]
    let dated: [(String, SQL)] = [
      (
        "referral to home visiting",
        """
        SELECT v.child_id, v.received_on AS told FROM visiting_referral v
        WHERE v.route = \(ReferralRoute.family) AND v.received_on >= \(from) AND v.received_on <= \(to)
        """
      ),
      (
        "request for an EHC plan",
        """
        SELECT e.child_id, e.received_on AS told FROM ehc_case e
        WHERE e.source = \(RequestSource.family) AND e.transferred_from IS NULL
          AND e.received_on >= \(from) AND e.received_on <= \(to)
        """
      ),
      (
        "advice for an EHC plan",
        """
        SELECT d.child_id, d.asked_on AS told FROM ehc_advice d
        WHERE d.kind = \(AdviceKind.family) AND d.state <> \(AdviceState.calledOff)
          AND d.asked_on >= \(from) AND d.asked_on <= \(to)
        """
      ),
    ]
    return try written.enumerated().flatMap { order, source in
      try told(source.1) { (try $0[2] as Instant).day }.map { Telling($0, source.0, order: order) }
    }
      + dated.enumerated().flatMap { order, source in
        try told(source.1) { try $0[2] as Day }.map { Telling($0, source.0, order: written.count + order) }
      }
  }

  /// The child, the family and the day of each row of the query.
  private func told(_ rows: SQL, _ day: (Row) throws -> Day) throws -> [(ChildID, AnyID, Day)] {
    try self.rows(
      """
      SELECT x.child_id, COALESCE(c.family_id, c.id), x.told FROM (\(rows)) x JOIN child c ON c.id = x.child_id
      WHERE c.not_included_because IS NULL ORDER BY x.told, x.child_id
      """
    ) { (try $0[0], try $0[1], try day($0)) }
  }
}

extension Telling {
  fileprivate init(_ found: (child: ChildID, family: AnyID, on: Day), _ title: String, order: Int) {
    (child, family, on, self.title, self.order) = (found.child, found.family, found.on, title, order)
  }
}
