import Governance
import Kernel
import People
import Store

// What the scorecard counts that is about no child: the directory, links of records, voice, people at work. No line says more
// of a record than that it is there; whoever may open it learns the rest from it.

extension ComputedMeasure {
  static let listingsConfirmed = ComputedMeasure(
    "listings_confirmed", "Listings of the local offer that are checked",
    formula: """
      Listings in the local offer at the end of the period: published or confirmed in the three months before, out of \
      all
      """, subject: .things
  ) { period, _, tx in
    let (from, to) = (period.start, period.end)
    let since = to.day.adding(months: -3).start
    return try tx.rows(
      """
      SELECT l.id, l.name, (SELECT max(e.at) FROM event e WHERE e.about_id = l.id AND e.at < \(to)
        AND e.kind IN ('listing.published', 'listing.confirmed'))
      FROM listing l
      WHERE (l.deleted_at IS NULL OR l.deleted_at >= \(to)) AND EXISTS (
        SELECT 1 FROM event p WHERE p.about_id = l.id AND p.kind = 'listing.published' AND p.at < \(to))
      ORDER BY l.name, l.id
      """
    ) { row in
      let at: Instant? = try row[2]
      return BehindFigure(
        child: nil, words: try row[1], counts: at.map { $0 >= since } ?? false,
        path: "/directory/listings/\(try row[0] as AnyID)")
    }
  }

  static let offerCommentsAnswered = answered(
    "offer_comments", "Comments on the local offer answered in four weeks", within: 28,
    formula: "Comments whose four weeks ended in the period: answered by then, out of all",
    "SELECT id, written_at, answered_at FROM offer_comment", at: "written_at", words: "Comment",
    path: "/directory/comments")

  static let pairsDecided = answered(
    "pairs_decided", "Records that may be one child, decided in thirty days", within: 30,
    formula: "Pairs of records whose thirty days ended in the period: decided by then, out of all",
    """
    SELECT id, found_at, decided_at FROM (SELECT p.id, p.found_at, p.decided_at FROM link_pair p
      WHERE \(isIncluded("p.a_child")) AND \(isIncluded("p.b_child"))) counted
    """, at: "found_at", words: "Pair", path: "/links")

  static let findingsAnswered = answered(
    "findings_answered", "What people said, answered in public within twelve weeks", within: 84,
    formula: "Findings whose twelve weeks ended in the period: answered in public by then, out of all",
    "SELECT id, created_at, published_at FROM finding", at: "created_at", words: "Finding", path: "/findings")

  /// What must be answered within some days: those whose days ended in the period; answered by then, out of all. `select`
  /// gives the record, when it began and when it was answered; `column` is when it began.
  private static func answered(
    _ code: String, _ title: String, within days: Int, formula: String, _ select: SQL, at column: SQL, words: String,
    path: String
  ) -> ComputedMeasure {
    ComputedMeasure(code, title, formula: formula, subject: .things) { period, _, tx in
      let (from, to) = (period.start.adding(days: -days), period.end.adding(days: -days))
      return try tx.rows("\(select) WHERE \(column) >= \(from) AND \(column) < \(to) ORDER BY \(column), id") { row in
        let (began, ended): (Instant, Instant?) = (try row[1], try row[2])
        return BehindFigure(
          child: nil, words: "\(words) of \(began.day.long)",
          counts: ended.map { $0 <= began.adding(days: days) } ?? false, path: "\(path)/\(try row[0] as AnyID)")
      }
    }
  }

  static let invitedWhoAnswered = ComputedMeasure(
    "invited_who_answered", "Invited people who answered",
    formula: "Invitations to surveys that closed in the period: used, out of all", subject: .people
  ) { period, _, tx in
    let (from, to) = (period.start, period.end)
    return try tx.rows(
      """
      SELECT s.id, s.title, i.is_used FROM survey_invitation i JOIN survey s ON s.id = i.survey_id
      WHERE s.closed_at >= \(from) AND s.closed_at < \(to) ORDER BY s.id, i.is_used
      """
    ) {
      BehindFigure(
        child: nil, words: "An invitation to “\(try $0[1] as String)”", counts: try $0[2],
        path: "/surveys/\(try $0[0] as AnyID)")
    }
  }

  static let complaintsInTime = ComputedMeasure(
    "complaints_in_time", "Complaints answered in time",
    formula: "Time limits of complaints that ended in the period: done in time, out of all", subject: .people
  ) { period, _, tx in
    let (from, to) = (period.start, period.end)
    return try tx.rows(
      """
      SELECT c.due_at, CASE WHEN c.met_at <= c.due_at THEN 1 ELSE 0 END
      FROM clock c JOIN complaint k ON k.id = c.about_id
      WHERE c.rule_id LIKE 'CMP-%' AND c.rule_id NOT IN ('CMP-C3Q', 'CMP-OMB', 'CMP-PHSO')
        AND c.sense = 'by' AND c.status IN ('running', 'met', 'missed')
        AND c.due_at >= \(from) AND c.due_at < \(to)
      ORDER BY c.due_at, c.id
      """
    ) {
      // Which complaint it is, is for those who look at it: the list shows each reader their own.
      BehindFigure(
        child: nil, words: "A complaint’s time limit of \((try $0[0] as Instant).day.long)",
        counts: try $0[1] as Int == 1, path: "/complaints")
    }
  }

  static let supervisionHeld = ComputedMeasure(
    "supervision_held", "Supervision held when it was due",
    formula: "Supervision of home visitors that was due in the period: held by the end of it, out of all",
    subject: .people
  ) { period, _, tx in
    let (first, last) = (period.first, period.last)
    return try tx.rows(
      """
      SELECT due_on, held_on FROM supervision WHERE due_on >= \(first) AND due_on <= \(last)
      ORDER BY due_on, id
      """
    ) { row in
      let held: Day? = try row[1]
      return BehindFigure(
        child: nil, words: "Supervision due on \((try row[0] as Day).long)", counts: held.map { $0 <= last } ?? false,
        path: "/workforce/practice")
    }
  }
}
