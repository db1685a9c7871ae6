import EHC
import Governance
import Kernel
import Store

// Whether plans lead into adult life, and whether health gives its part. Source: SEND Regulations 2014 reg. 8(1) (advice in
// six weeks), reg. 12(3) (help for adult life in a plan from year 9), reg. 20(6) (what a review looks at from year 9).

extension ComputedMeasure {
  static let adultReviews = ComputedMeasure(
    "adult_reviews", "Young people whose review looked at adult life",
    formula: """
      Young people with an EHC plan at the end of the period who had one, and were in year 9 or above, twelve months \
      before: with a review in those months that wrote down which adult services they need, or that they need none, out \
      of all
      """
  ) { period, _, tx in
    let from = period.last.adding(months: -12)
    return try tx.olderWithPlan(
      since: from, on: period.last,
      counting: """
        (SELECT max(v.held_on) FROM ehc_review v WHERE v.case_id = c.id AND v.held_on > \(from)
          AND v.held_on <= \(period.last) AND v.adult_services <> '')
        """
    ).map { child, held in
      BehindFigure(
        child: child, words: held.map { "Looked at on \($0.long)" } ?? "Not looked at for twelve months",
        counts: held != nil)
    }
  }

  static let adultProvision = ComputedMeasure(
    "adult_provision", "Young people whose plan has help for adult life in it",
    formula: """
      Young people in year 9 or above with an EHC plan at the end of the period: with help for adult life in the plan as \
      it was last sent, out of all
      """
  ) { period, _, tx in
    try tx.olderWithPlan(
      since: period.last, on: period.last,
      counting: """
        (SELECT max(p.sent_on) FROM ehc_plan p WHERE p.case_id = c.id AND p.kind = 'final' AND p.sent_on <= \(period.last)
          AND NOT EXISTS (SELECT 1 FROM ehc_plan n WHERE n.case_id = c.id AND n.kind = 'final'
            AND n.sent_on <= \(period.last) AND n.number > p.number)
          AND EXISTS (SELECT 1 FROM ehc_plan_line l WHERE l.plan_id = p.id AND l.for_adulthood))
        """
    ).map { child, sent in
      BehindFigure(
        child: child, words: sent.map { "In the plan of \($0.long)" } ?? "Not in the plan that is kept here",
        counts: sent != nil)
    }
  }

  static let healthAdvice = limitsMet(
    "health_advice", "Health advice for EHC assessments in six weeks",
    formula: "Advice of health for EHC needs assessments whose six weeks ended in the period",
    of: "EXISTS (SELECT 1 FROM ehc_advice a WHERE a.id = c.about_id AND a.kind = 'health')")
}

extension Transaction {
  /// Young people who had a plan on both days and were in year 9 or above on the first; each with the day that the query about
  /// case `c` finds, or none.
  fileprivate func olderWithPlan(since first: Day, on last: Day, counting day: SQL) throws -> [(ChildID, Day?)] {
    try rows(
      """
      SELECT c.child_id, k.birth_on, \(day) FROM ehc_case c JOIN child k ON k.id = c.child_id
      WHERE k.birth_on IS NOT NULL AND \(isInForce(on: first)) AND \(isInForce(on: last)) ORDER BY c.child_id, c.id
      """
    ) { (try $0[0] as ChildID, try $0[1] as Day, try $0[2] as Day?) }
    .filter { isInYearNineOrAbove(bornOn: $0.1, today: first) }.map { ($0.0, $0.2) }
  }
}
