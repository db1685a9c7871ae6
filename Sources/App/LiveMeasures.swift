import Governance
import Kernel
import LocalOffer
import People
import Store
import Web

// What the scorecard counts from the records of the other slices. Each can be counted again for any period that is over, from
// the days that the records carry. Source: domain register B15.4.

extension Measures {
  /// Everything that the partnership counts by itself. `offer` is the directory in memory.
  static func live(_ offer: OfferIndex) -> Measures {
    Measures(
      Measures.own.all + ComputedMeasure.waits + [
        .visitsHeld, .visitingOpinions, .waitingForWorker, .helpAgain, .helpSteppedUp, .helpSteppedDown, .escalations,
        .helpReach, .goalsNearer, .goalsPaired, .goalChange, .requestsInTime, .openInvolvements, .agenciesOfFamily,
        .assessmentsOfFamily, .askedAgain, .listingsConfirmed, .offerCommentsAnswered, .coreOfferScore,
        .coreOfferCoverage(offer), .pairsDecided, .invitedWhoAnswered, .facesPositive, .findingsAnswered,
        .complaintsInTime, .supervisionHeld, .adultReviews, .adultProvision, .healthAdvice, .toldAgain,
      ])
  }
}

extension ComputedMeasure {
  // MARK: Home visiting

  static let visitsHeld = ComputedMeasure(
    "visits_held", "Home visits that took place",
    formula: "Home visits that were planned for the period: held, out of all, whoever called the others off"
  ) { period, _, tx in
    let (from, to) = (period.start, period.end)
    return try tx.rows(
      """
      SELECT child_id, state, starts_at FROM visit WHERE starts_at >= \(from) AND starts_at < \(to) ORDER BY starts_at, id
      """
    ) { row in
      let (state, at): (String, Instant) = (try row[1], try row[2])
      let words = ["held": "held", "cancelled": "called off"][state] ?? "not written up"
      return BehindFigure(child: try row[0], words: "Visit of \(at.day.long): \(words)", counts: state == "held")
    }
  }

  static let visitingOpinions = ComputedMeasure(
    "visiting_opinions", "Families content with home visiting",
    formula: """
      What families said of home visiting in the period: three or four of four on every question they answered, \
      out of all
      """
  ) { period, _, tx in
    let (from, to) = (period.start, period.end)
    return try tx.rows(
      """
      SELECT child_id, CASE WHEN coalesce(information, 4) >= 3 AND coalesce(transparency, 4) >= 3
        AND coalesce(assessment, 4) >= 3 AND coalesce(participation, 4) >= 3 AND coalesce(feedback, 4) >= 3
        THEN 1 ELSE 0 END, said_at
      FROM visiting_opinion WHERE said_at >= \(from) AND said_at < \(to) ORDER BY said_at, id
      """
    ) {
      BehindFigure(
        child: try $0[0], words: "Said on \((try $0[2] as Instant).day.long)", counts: try $0[1] as Int == 1)
    }
  }

  // MARK: Early help

  static let waitingForWorker = ComputedMeasure(
    "waiting_for_worker", "Families waiting less than six weeks for an early help worker",
    formula: """
      Families whose early help was asked for and had no worker at the end of the period: for less than 42 days, out \
      of all
      """
  ) { period, _, tx in
    let (to, last) = (period.end, period.last)
    return try tx.rows(
      """
      SELECT child_id, requested_at FROM support
      WHERE requested_at < \(to) AND (allocated_at IS NULL OR allocated_at >= \(to))
        AND (closed_at IS NULL OR closed_at >= \(to)) AND NOT (state = 'declined' AND answered_on <= \(last))
      ORDER BY requested_at, id
      """
    ) { row in
      let waited = (try row[1] as Instant).day.days(until: last)
      return BehindFigure(child: try row[0], words: "Waiting for \(waited) days", counts: waited < 42)
    }
  }

  static let helpAgain = ComputedMeasure(
    "help_again", "Early help asked for again within a year",
    formula: "Early help that was asked for in the period: within a year of the last, out of all"
  ) { period, _, tx in
    let (from, to) = (period.start, period.end)
    return try tx.rows(
      """
      SELECT child_id, is_again_within_year, requested_at FROM support
      WHERE requested_at >= \(from) AND requested_at < \(to) ORDER BY requested_at, id
      """
    ) {
      BehindFigure(child: try $0[0], words: "Asked for on \((try $0[2] as Instant).day.long)", counts: try $0[1])
    }
  }

  static let helpSteppedUp = ComputedMeasure(
    "help_stepped_up", "Early help that ended because more was needed",
    formula: "Early help that ended in the period: since another service leads now, out of all"
  ) { period, _, tx in
    let (from, to) = (period.start, period.end)
    return try tx.rows(
      """
      SELECT child_id, close_reason, closed_at FROM support
      WHERE closed_at >= \(from) AND closed_at < \(to) AND close_reason <> 'died' ORDER BY closed_at, id
      """
    ) {
      BehindFigure(
        child: try $0[0], words: "Ended on \((try $0[2] as Instant).day.long)",
        counts: try $0[1] as String == "step_up")
    }
  }

  static let goalsNearer = ComputedMeasure(
    "goals_nearer", "Goals of families that came nearer",
    formula: "Goals of early help that were marked at a review in the period: higher than where they began, out of all"
  ) { period, _, tx in
    let (first, last) = (period.first, period.last)
    return try tx.rows(
      """
      SELECT g.child_id, s.score, g.baseline, r.held_on FROM goal_score s
      JOIN support_goal g ON g.id = s.goal_id JOIN support_review r ON r.id = s.review_id
      WHERE r.held_on >= \(first) AND r.held_on <= \(last) ORDER BY r.held_on, g.id
      """
    ) { row in
      let (score, start): (Int, Int) = (try row[1], try row[2])
      return BehindFigure(
        child: try row[0], words: "Marked on \((try row[3] as Day).long): \(score) of 5, from \(start)",
        counts: score > start)
    }
  }

  static let requestsInTime = ComputedMeasure(
    "requests_in_time", "Requests for help decided in a working day",
    formula: "Requests for help whose working day (FD-1) ended in the period: decided in time, out of all",
    subject: .people
  ) { period, _, tx in
    let (from, to) = (period.start, period.end)
    return try tx.rows(
      """
      SELECT r.id, c.due_at, CASE WHEN c.met_at <= c.due_at THEN 1 ELSE 0 END
      FROM clock c JOIN help_request r ON r.id = c.about_id AND \(isIncluded("r.child_id"))
      WHERE c.rule_id = 'FD-1' AND c.status IN ('running', 'met', 'missed') AND c.due_at >= \(from) AND c.due_at < \(to)
      ORDER BY c.due_at, c.id
      """
    ) {
      BehindFigure(
        child: nil, words: "A request that was due on \((try $0[1] as Instant).day.long)",
        counts: try $0[2] as Int == 1,
        path: "/requests/\(try $0[0] as AnyID)")
    }
  }
}
