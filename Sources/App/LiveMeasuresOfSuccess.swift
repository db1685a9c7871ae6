import Governance
import Kernel
import LocalOffer
import Store

// Whether early help works and reaches those it is for, how far agencies keep the core offer, and what people say of it.
// Source: domain register B15.4.

extension ComputedMeasure {
  // MARK: Early help

  static let helpSteppedDown = ComputedMeasure(
    "help_stepped_down", "Early help that ended because less was needed",
    formula:
      "Early help that ended in the period: since the needs are met or services for everybody are enough, out of all"
  ) { period, _, tx in
    try tx.rows(
      """
      SELECT child_id, close_reason, closed_at FROM support
      WHERE closed_at >= \(period.start) AND closed_at < \(period.end) AND close_reason <> 'died' ORDER BY closed_at, id
      """
    ) { row in
      let why: String = try row[1]
      return BehindFigure(
        child: try row[0], words: "Ended on \((try row[2] as Instant).day.long)",
        counts: ["needs_met", "universal"].contains(why))
    }
  }

  static let escalations = ComputedMeasure(
    "escalations", "Steps up to statutory help, for every 1,000 children",
    formula:
      "Steps up from early help to level 4 that were accepted in the period, for every 1,000 children who live here",
    tally: .perThousand, numberOf: "for every 1,000 children"
  ) { period, _, tx in
    try tx.rows(
      """
      SELECT child_id, answered_at FROM level_step
      WHERE direction = 'up' AND level_to = '4' AND state = 'accepted'
        AND answered_at >= \(period.start) AND answered_at < \(period.end) ORDER BY answered_at, id
      """
    ) {
      BehindFigure(
        child: try $0[0], words: "Stepped up on \((try $0[1] as Instant).day.long)", counts: true)
    }
  }

  static let helpReach = ComputedMeasure(
    "help_reach", "Families reached by early help",
    formula: "Families whose early help was open at any time in the period, out of the families estimated to need it",
    tally: .partOfEstimate, subject: .families
  ) { period, _, tx in
    let found = try tx.rows(
      """
      SELECT COALESCE(c.family_id, c.id), s.child_id FROM support s JOIN child c ON c.id = s.child_id
      WHERE s.requested_at < \(period.end) AND (s.closed_at IS NULL OR s.closed_at >= \(period.start))
        AND NOT (s.state = 'declined' AND s.answered_on < \(period.first)) AND c.not_included_because IS NULL
      ORDER BY s.child_id
      """
    ) { (family: try $0[0] as AnyID, child: try $0[1] as ChildID) }
    var seen = Set<AnyID>()
    return found.filter { seen.insert($0.family).inserted }.map {
      BehindFigure(child: $0.child, words: "Early help was open", counts: true)
    }
  }

  // MARK: Outcomes

  static let goalChange = ComputedMeasure(
    "goal_change", "How far goals of families came, of five steps",
    formula: """
      Goals of early help that ended in the period, with a mark at the start and at a review: steps of five from the first \
      to the last, the mean of all
      """, tally: .mean, numberOf: "steps"
  ) { period, _, tx in
    try tx.goalsEnded(in: period).compactMap { goal in
      goal.last.map { last in
        BehindFigure(
          child: goal.child, words: "From \(goal.first) to \(last) of 5", counts: last > goal.first,
          amount: Double(last - goal.first))
      }
    }
  }

  static let goalsPaired = ComputedMeasure(
    "goals_paired", "Early help that ended with its goals marked twice",
    formula: "Goals of early help that ended in the period: with a mark at the start and at a review, out of all"
  ) { period, _, tx in
    try tx.goalsEnded(in: period).map { goal in
      BehindFigure(
        child: goal.child, words: goal.last == nil ? "Never marked at a review" : "Marked at a review",
        counts: goal.last != nil)
    }
  }

  static let facesPositive = ComputedMeasure(
    "faces_positive", "Answers with one of the two best faces",
    formula: """
      Questions with five faces of surveys whose results were published in the period: answers with one of the two best, out \
      of all who answered; the mean of all questions
      """, tally: .mean, unit: .percent, subject: .things
  ) { period, _, tx in
    // Only figures that are published: a question of which one is hidden says nothing.
    let found = try tx.rows(
      """
      SELECT s.id, q.words, q.position,
        SUM(CASE WHEN f.place < 2 THEN f.people ELSE 0 END), SUM(CASE WHEN f.place < 5 THEN f.people ELSE 0 END)
      FROM survey s JOIN survey_question q ON q.survey_id = s.id AND q.kind = 'faces'
      JOIN survey_figure f ON f.survey_id = s.id AND f.position = q.position AND f.group_number = 0
      WHERE s.results_published_at >= \(period.start) AND s.results_published_at < \(period.end)
      GROUP BY s.id, q.words, q.position HAVING count(*) = count(f.people) ORDER BY s.id, q.position
      """
    ) { (survey: try $0[0] as AnyID, words: try $0[1] as String, good: try $0[3] as Int, all: try $0[4] as Int) }
    return found.filter { $0.all > 0 }.map { line in
      let percent = Double(line.good) * 100 / Double(line.all)
      return BehindFigure(
        child: nil, words: line.words, counts: percent >= 50, path: "/surveys/\(line.survey)/results", amount: percent)
    }
  }

  // MARK: The core offer

  static let coreOfferScore = ComputedMeasure(
    "core_offer_score", "How far agencies keep the core offer, of four",
    formula:
      "Agencies whose five promises were scored by the end of the period: the mean of five, each 0 to 4; the mean of all",
    tally: .mean, numberOf: "of 4", subject: .things
  ) { period, _, tx in
    try coreOfferScores(before: period.end, in: tx).map { agency in
      BehindFigure(
        child: nil, words: "\(agency.name): \(IndicatorUnit.number.shown(agency.mean)) of 4", counts: agency.mean >= 4,
        path: "/directory/core-offer", amount: agency.mean, part: agency.name)
    }
  }

  static func coreOfferCoverage(_ offer: OfferIndex) -> ComputedMeasure {
    ComputedMeasure(
      "core_offer_coverage", "Services of the core offer that are there",
      formula: "The seven services of the core offer in each locality at the end of the period: there, out of seven",
      subject: .things
    ) { period, _, tx in
      try coreOfferCells(offer, before: period.end, in: tx).map { cell in
        BehindFigure(
          child: nil, words: "\(cell.part.title), \(cell.locality): \(cell.state.title.lowercasedFirst)",
          counts: cell.state == .there, path: "/directory/core-offer", part: cell.locality)
      }
    }
  }
}

/// A goal of early help that ended: where it began, and its last mark at a review.
private struct EndedGoal {
  let child: ChildID
  let first: Int
  let last: Int?
}

extension Transaction {
  fileprivate func goalsEnded(in period: FigurePeriod) throws -> [EndedGoal] {
    try rows(
      """
      SELECT g.child_id, g.baseline, (SELECT x.score FROM goal_score x JOIN support_review r ON r.id = x.review_id
          WHERE x.goal_id = g.id AND r.held_on <= \(period.last) ORDER BY r.held_on DESC, r.number DESC LIMIT 1)
      FROM support_goal g JOIN support s ON s.id = g.support_id
      WHERE s.closed_at >= \(period.start) AND s.closed_at < \(period.end) AND s.close_reason <> 'died'
      ORDER BY s.closed_at, g.id
      """
    ) { EndedGoal(child: try $0[0], first: try $0[1], last: try $0[2]) }
  }
}
