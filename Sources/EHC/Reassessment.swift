// The needs behind a plan in force are assessed again: on request, or because the council finds it necessary, as after a
// review. The plan stays in force; advice is gathered as the first time, and a changed plan follows within 14 weeks. Source:
// Children and Families Act 2014 s. 44(2) and (3); SEND Regulations 2014 regs 23 to 27.

import Clocks
package import Kernel
import People
package import Store
import Web

package enum ReassessmentAnswer: String, Choice {
  case yes, no
  package var title: String { self == .yes ? "The needs are assessed again" : "They are not assessed again" }
}

/// One re-assessment: who asked, what was decided, and the changed plan that came of it.
package struct Reassessment: Sendable, Record, Codable, Hashable {
  package let id: ID<Reassessment>
  package let ehcCase: ID<EHCCase>
  package let askedOn: Day
  /// Nil where the council found by itself that it is necessary.
  package let source: RequestSource?
  package let askedBy: String
  package let why: String
  package let decidedOn: Day?
  package let answer: ReassessmentAnswer?
  package let reasons: String?
  package let draftOn: Day?
  package let evidence: String?
  package let finalOn: Day?
  package let keptOn: Day?
  package let keptWhy: String?

  static let columns: SQL = """
    id, case_id, asked_on, source, asked_by, why, decided_on, answer, reasons, draft_on, evidence, final_on, kept_on,
    kept_why
    """
  package init(row: Row) throws {
    (id, ehcCase, askedOn, source) = (try row[0], try row[1], try row[2], try row[3])
    (askedBy, why, decidedOn, answer) = (try row[4], try row[5], try row[6], try row[7])
    (reasons, draftOn, evidence) = (try row[8], try row[9], try row[10])
    (finalOn, keptOn, keptWhy) = (try row[11], try row[12], try row[13])
  }

  var isOpen: Bool { finalOn == nil && keptOn == nil && answer != .no }
  /// Advice is asked for: the council has agreed, and no draft is out.
  var isGathering: Bool { isOpen && answer == .yes && draftOn == nil }
  /// The stage, in the words of a first assessment.
  var stage: String {
    if answer == .no { return "Not assessed again" }
    if finalOn != nil { return "The changed plan was sent" }
    if keptOn != nil { return "The plan stays as it was" }
    if draftOn != nil { return CaseState.drafted.title }
    return answer == .yes ? CaseState.assessing.title : CaseState.requested.title
  }
}

/// A request that needs be assessed again.
package struct NewReassessment: Sendable, Hashable {
  package var askedOn: Day
  package var source: RequestSource?
  package var askedBy: String
  package var why: String
  package var lateWhy: String?
  package init(askedOn: Day, source: RequestSource?, askedBy: String, why: String, lateWhy: String? = nil) {
    (self.askedOn, self.source, self.askedBy, self.why) = (askedOn, source, askedBy, why)
    self.lateWhy = lateWhy
  }
}

/// What is wrong with a request. Only parents, young people, schools, colleges and health commissioners can ask so that the
/// council must answer; anybody may say that it is necessary, and then the council finds so by itself.
func problems(with new: NewReassessment, planFrom: Day, today: Day) -> [FieldError] {
  if new.askedOn > today { return [FieldError("asked_on", "The day must be today or in the past")] }
  if new.askedOn < planFrom {
    return [FieldError("asked_on", "The day must be on or after \(planFrom.long), when the plan began")]
  }
  return []
}

/// Writes down a request: the council answers within fifteen days.
package func askReassessment(
  _ id: ID<Reassessment>, _ new: NewReassessment, of ehcCase: EHCCase, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard ehcCase.state == .maintained else {
    throw Refusal.notNow("Only behind a plan in force are needs assessed again.")
  }
  guard try tx.reassessments(of: ehcCase.id).contains(where: \.isOpen) == false else {
    throw Refusal.notNow("A re-assessment is asked for or under way already.")
  }
  try Invalid.check(problems(with: new, planFrom: try tx.planFrom(ehcCase), today: now.day))
  try noteLate(
    "A re-assessment was asked for", on: new.askedOn, why: new.lateWhy, of: ehcCase.id, by: caller, at: now, in: tx)
  try tx.insert(id, new, of: ehcCase.id, by: caller.name, at: now)
  try tx.startClock(
    .tellReassessment, about: id, child: ehcCase.child, at: moment(of: new.askedOn, now: now), owner: ehcCase.officer,
    team: ehcCase.team, now: now)
  try tx.append(
    .reassessmentAsked, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["asked_on": new.askedOn.description, "source": new.source?.rawValue ?? "council"])
}

/// Answers: yes, and the changed plan is due 14 weeks later; or no, with reasons, mediation and appeal.
package func decideReassessment(
  _ one: Reassessment, _ answer: ReassessmentAnswer, on day: Day, reasons: String?, lateWhy: String? = nil,
  of ehcCase: EHCCase, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard ehcCase.state == .maintained, one.answer == nil else { throw Refusal.notNow("This was decided already.") }
  guard day >= one.askedOn, day <= now.day else {
    throw Invalid("decided_on", "The day must lie between \(one.askedOn.long), when it was asked for, and today")
  }
  if answer == .no, reasons == nil {
    throw Invalid("reasons", "Enter the reasons: they go to the family with their rights")
  }
  try noteLate("A re-assessment was decided on", on: day, why: lateWhy, of: ehcCase.id, by: caller, at: now, in: tx)
  try tx.run(
    """
    UPDATE ehc_reassessment SET decided_on = \(day), answer = \(answer), reasons = \(reasons) WHERE id = \(one.id)
    """)
  try tx.meetClock(.tellReassessment, about: one.id, at: moment(of: day, now: now))
  if answer == .no {
    try startRights(of: ehcCase, on: day, by: caller, at: now, in: tx)
  } else {
    try tx.startClock(
      .reassessedPlan, about: one.id, child: ehcCase.child, at: moment(of: day, now: now), owner: ehcCase.officer,
      team: ehcCase.team, now: now)
  }
  try tx.append(
    .reassessmentDecided, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["answer": answer.rawValue, "decided_on": day.description], why: reasons)
}

/// After a review the council finds by itself that the needs must be assessed again: asked for and agreed on one day.
func reassess(
  after review: PlanReview, on day: Day, of ehcCase: EHCCase, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let id: ID<Reassessment> = newID(at: now)
  let late = day < now.day ? "The decision of the review was entered after its day" : nil
  let new = NewReassessment(
    askedOn: day, source: nil, askedBy: caller.name, why: "The review of \(review.heldOn.long)", lateWhy: late)
  try askReassessment(id, new, of: ehcCase, by: caller, at: now, in: tx)
  try decideReassessment(
    try tx.reassessment(id, of: ehcCase.id), .yes, on: day, reasons: nil, lateWhy: late, of: ehcCase, by: caller,
    at: now, in: tx)
}

/// The draft that came of it goes to the family and the setting, for fifteen days. What is still asked for is waited for.
package func sendReassessed(
  _ one: Reassessment, _ notice: NewNotice, of ehcCase: EHCCase, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard ehcCase.state == .maintained, one.isGathering, let decidedOn = one.decidedOn else {
    throw Refusal.notNow("No draft is due here now.")
  }
  guard notice.on >= decidedOn, notice.on <= now.day else {
    throw Invalid("draft_on", "The day must lie between \(decidedOn.long), when it was decided, and today")
  }
  if let waiting = try tx.advice(of: ehcCase.id).first(where: { $0.state == .asked }) {
    throw Invalid(
      "draft_on", "\(waiting.kind.title) was asked and has not written. Wait, or write down what came of it")
  }
  try noteLate(
    "The draft after the re-assessment was sent", on: notice.on, why: notice.lateWhy, of: ehcCase.id, by: caller,
    at: now, in: tx)
  try tx.run(
    "UPDATE ehc_reassessment SET draft_on = \(notice.on), evidence = \(notice.evidence) WHERE id = \(one.id)")
  try sendNotice(notice, about: one.id.of(), of: ehcCase, by: caller, at: now, in: tx)
  try tx.append(
    .reassessmentDrafted, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["draft_on": notice.on.description])
}

/// The plan that came of it goes out, once everybody was heard.
package func sendReassessedPlan(
  of one: Reassessment, on day: Day, lateWhy: String? = nil, of ehcCase: EHCCase, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try finishChange(
    try change(of: one, ehcCase), of: ehcCase, on: day, lateWhy: lateWhy, by: caller, at: now, in: tx)
  try tx.run("UPDATE ehc_reassessment SET final_on = \(day) WHERE id = \(one.id)")
}

/// The assessment found nothing that the plan should say otherwise.
package func leavePlanAsItWas(
  after one: Reassessment, on day: Day, why: String, lateWhy: String? = nil, of ehcCase: EHCCase, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  try dropChange(
    try change(of: one, ehcCase), of: ehcCase, on: day, why: why, lateWhy: lateWhy, by: caller, at: now, in: tx)
  try tx.run("UPDATE ehc_reassessment SET kept_on = \(day), kept_why = \(why) WHERE id = \(one.id)")
}

private func change(of one: Reassessment, _ ehcCase: EHCCase) throws -> PlanChange {
  guard ehcCase.state == .maintained, one.isOpen, let noticeOn = one.draftOn else {
    throw Refusal.notNow("No draft is with the family.")
  }
  return PlanChange(about: one.id.of(), noticeOn: noticeOn, evidence: one.evidence, isReassessment: true)
}

extension Transaction {
  package func reassessments(of ehcCase: ID<EHCCase>) throws -> [Reassessment] {
    try all(
      "SELECT \(Reassessment.columns) FROM ehc_reassessment WHERE case_id = \(ehcCase) ORDER BY written_at DESC, id DESC"
    )
  }
  func reassessment(_ id: ID<Reassessment>, of ehcCase: ID<EHCCase>) throws -> Reassessment {
    try one("SELECT \(Reassessment.columns) FROM ehc_reassessment WHERE id = \(id) AND case_id = \(ehcCase)")
  }
  /// Whether advice is gathered behind a plan in force.
  func isReassessing(_ ehcCase: EHCCase) throws -> Bool {
    guard ehcCase.state == .maintained else { return false }
    return try reassessments(of: ehcCase.id).contains(where: \.isGathering)
  }
  fileprivate func insert(
    _ id: ID<Reassessment>, _ new: NewReassessment, of ehcCase: ID<EHCCase>, by name: String, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO ehc_reassessment (id, case_id, asked_on, source, asked_by, why, written_by, written_at)
      VALUES (\(id), \(ehcCase), \(new.askedOn), \(new.source), \(new.askedBy), \(new.why), \(name), \(now))
      """)
  }
}

extension EventKind {
  static let reassessmentAsked = EventKind("ehc.reassessment_asked", "wrote down a request to assess needs again")
  static let reassessmentDecided = EventKind("ehc.reassessment_decided", "decided whether needs are assessed again")
  static let reassessmentDrafted = EventKind("ehc.reassessment_drafted", "sent the draft after a re-assessment")
}
