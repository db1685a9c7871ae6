import Clocks
package import Kernel
import People
package import Store
import Web

/// Writes down a review that was held: the next year begins, and the limits of report and decision run.
package func holdReview(
  _ id: ID<PlanReview>, _ new: NewReview, of ehcCase: EHCCase, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard ehcCase.state == .maintained else { throw Refusal.notNow("Only a plan in force is reviewed.") }
  let began = try tx.steps(of: ehcCase.id).last { $0.to == .maintained }?.on ?? ehcCase.receivedOn
  let born = try tx.child(ehcCase.child).bornOn
  let isYearNine = born.map { isInYearNineOrAbove(bornOn: $0, today: new.heldOn) } ?? false
  try Invalid.check(problems(with: new, planFrom: began, isYearNine: isYearNine, today: now.day))
  try noteLate("The review was held", on: new.heldOn, why: new.lateWhy, of: ehcCase.id, by: caller, at: now, in: tx)
  try tx.insert(id, new, of: ehcCase, by: caller.name)
  if let meeting = try tx.meetingToCome(of: ehcCase.id) {
    try endMeeting(meeting, why: "The review was held", by: caller, at: now, in: tx)
  }
  let at = moment(of: new.heldOn, now: now)
  for rule in [ClockRuleID.yearlyReview, .reviewUnderFive, .reviewAfterMove, .phaseReview] {
    try tx.meetClock(rule, about: ehcCase.id, at: at)
  }
  // After a move the year begins with the first review here.
  try tx.startClock(
    .yearlyReview, about: ehcCase.id, child: ehcCase.child, at: at, owner: ehcCase.officer, team: ehcCase.team, now: now
  )
  for rule in [ClockRuleID.reviewReport, .reviewDecision] {
    try tx.startClock(
      rule, about: id, child: ehcCase.child, at: at, owner: ehcCase.officer, team: ehcCase.team, now: now)
  }
  try tx.append(
    .reviewHeld, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["held_on": new.heldOn.description])
}

/// The report of the meeting went to everybody who was invited.
package func sendReport(
  of review: PlanReview, on day: Day, lateWhy: String? = nil, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try tx.refuseUnlessInForce(review)
  guard review.reportOn == nil else { throw Refusal.notNow("The report was sent already.") }
  guard day >= review.heldOn, day <= now.day else {
    throw Invalid("report_on", "The day of the report must lie between the meeting and today")
  }
  try noteLate(
    "The report of the review went out", on: day, why: lateWhy, of: review.ehcCase, by: caller, at: now, in: tx)
  try tx.keepReport(of: review.id, on: day)
  try tx.meetClock(.reviewReport, about: review.id, at: moment(of: day, now: now))
  try tx.append(
    .reviewReported, about: review.ehcCase.of(), child: review.child, by: caller, at: now,
    changed: ["report_on": day.description])
}

/// The council decides whether the plan stays, changes or ends, or the needs are assessed again. Changes are sent with the
/// notice, and the changed plan is due within eight weeks of it and twelve of the meeting.
package func decideReview(
  _ review: PlanReview, _ outcome: ReviewOutcome, on day: Day, notice: NewNotice? = nil, lateWhy: String? = nil,
  of ehcCase: EHCCase, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try tx.refuseUnlessInForce(review)
  try Invalid.check(problems(deciding: outcome, on: day, draftOn: notice?.on, review, today: now.day))
  let first = min(day, notice?.on ?? day)
  try noteLate(
    "The review was decided", on: first, why: lateWhy, of: review.ehcCase, by: caller, at: now, in: tx)
  try tx.keepDecision(of: review.id, outcome, on: day, draftOn: notice?.on, evidence: notice?.evidence)
  try tx.meetClock(.reviewDecision, about: review.id, at: moment(of: day, now: now))
  switch outcome {
  case .maintain: try startRights(of: ehcCase, on: day, by: caller, at: now, in: tx)
  case .amend:
    guard let notice else { break }
    try tx.startClock(
      .changedPlan, about: review.id, child: review.child, at: moment(of: review.heldOn, now: now),
      second: moment(of: notice.on, now: now), owner: ehcCase.officer, team: ehcCase.team, now: now)
    try sendNotice(notice, about: review.id.of(), of: ehcCase, by: caller, at: now, in: tx)
  case .reassess:
    try startRights(of: ehcCase, on: day, by: caller, at: now, in: tx)
    try reassess(after: review, on: day, of: ehcCase, by: caller, at: now, in: tx)
  case .cease: break
  }
  try tx.append(
    .reviewDecided, about: review.ehcCase.of(), child: review.child, by: caller, at: now,
    changed: ["outcome": outcome.rawValue, "decided_on": day.description])
}

/// The changed plan goes out, once the family and the setting were heard.
package func sendChangedPlan(
  of review: PlanReview, on day: Day, lateWhy: String? = nil, of ehcCase: EHCCase, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let change = try openChange(of: review, tx)
  try finishChange(change, of: ehcCase, on: day, lateWhy: lateWhy, by: caller, at: now, in: tx)
  try tx.keepFinal(of: review.id, on: day)
}

/// The plan stays as it was after all, for a reason that the family gets.
package func leavePlanAsItWas(
  after review: PlanReview, on day: Day, why: String, lateWhy: String? = nil, of ehcCase: EHCCase, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  let change = try openChange(of: review, tx)
  try dropChange(change, of: ehcCase, on: day, why: why, lateWhy: lateWhy, by: caller, at: now, in: tx)
  try tx.run("UPDATE ehc_review SET kept_on = \(day), kept_why = \(why) WHERE id = \(review.id)")
}

private func openChange(of review: PlanReview, _ tx: Transaction) throws -> PlanChange {
  try tx.refuseUnlessInForce(review)
  guard let noticeOn = review.draftOn, review.isBeingChanged else {
    throw Refusal.notNow("No change of the plan is under way.")
  }
  return PlanChange(about: review.id.of(), noticeOn: noticeOn, evidence: review.evidence, isReassessment: false)
}

extension Transaction {
  fileprivate func refuseUnlessInForce(_ review: PlanReview) throws {
    guard try ehcCase(review.ehcCase, child: review.child).state == .maintained else {
      throw Refusal.notNow("The plan is no longer in force.")
    }
  }
  package func reviews(of ehcCase: ID<EHCCase>) throws -> [PlanReview] {
    try all("SELECT \(PlanReview.columns) FROM ehc_review WHERE case_id = \(ehcCase) ORDER BY held_on DESC, id DESC")
  }
  func reviews(of cases: [ID<EHCCase>]) throws -> [PlanReview] {
    try all("SELECT \(PlanReview.columns) FROM ehc_review WHERE case_id IN \(list: cases) ORDER BY held_on, id")
  }
  func review(_ id: ID<PlanReview>, of ehcCase: ID<EHCCase>) throws -> PlanReview {
    try one("SELECT \(PlanReview.columns) FROM ehc_review WHERE id = \(id) AND case_id = \(ehcCase)")
  }
  func insert(_ id: ID<PlanReview>, _ new: NewReview, of ehcCase: EHCCase, by name: String) throws {
    try run(
      """
      INSERT INTO ehc_review (id, case_id, child_id, held_on, came, voice, adult_services, written_by)
      VALUES (\(id), \(ehcCase.id), \(ehcCase.child), \(new.heldOn), \(new.came), \(new.voice), \(new.adultServices),
        \(name))
      """)
  }
  func keepReport(of review: ID<PlanReview>, on day: Day) throws {
    try run("UPDATE ehc_review SET report_on = \(day) WHERE id = \(review)")
  }
  func keepDecision(
    of review: ID<PlanReview>, _ outcome: ReviewOutcome, on day: Day, draftOn: Day?, evidence: String? = nil
  ) throws {
    try run(
      """
      UPDATE ehc_review SET outcome = \(outcome.kept), decided_on = \(day), draft_on = \(draftOn),
        evidence = \(evidence), reassess_on = \(outcome == .reassess ? day : nil)
      WHERE id = \(review)
      """)
  }
  func keepFinal(of review: ID<PlanReview>, on day: Day) throws {
    try run("UPDATE ehc_review SET final_on = \(day) WHERE id = \(review)")
  }
}

extension EventKind {
  static let reviewHeld = EventKind("ehc.review_held", "held a review of an EHC plan")
  static let reviewReported = EventKind("ehc.review_reported", "sent the report of a review")
  static let reviewDecided = EventKind("ehc.review_decided", "decided after a review of an EHC plan")
}
