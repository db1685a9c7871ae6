// A plan in force is changed in the open: a notice with the proposed changes and what they rest on, at least fifteen days
// for the family and the setting, an answer to every comment, and then the changed plan, or word that it stays as it was.
// Source: SEND Regulations 2014 regs 22 and 27; R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin).

import Clocks
package import Kernel
import People
package import Store
import Web

/// A change whose notice has gone out, and of which the family does not know yet what became.
package struct PlanChange: Sendable, Codable, Hashable {
  /// The review or the re-assessment that it comes of.
  package let about: AnyID
  package let noticeOn: Day
  package let evidence: String?
  package let isReassessment: Bool

  /// The limit of the changed plan.
  var final: ClockRuleID { isReassessment ? .reassessedPlan : .changedPlan }
}

/// The notice of proposed changes, as it goes out with the version that was written.
package struct NewNotice: Sendable, Hashable {
  package var on: Day
  /// What the changes rest on: reports, advice, what was said at the meeting.
  package var evidence: String
  /// The school or setting that gets them too.
  package var setting: String
  package var lateWhy: String?
  package init(on day: Day, evidence: String, setting: String, lateWhy: String? = nil) {
    (on, self.evidence, self.setting, self.lateWhy) = (day, evidence, setting, lateWhy)
  }
}

/// Sends the version that was written as what is proposed: fifteen days run for the family, and for the setting.
func sendNotice(
  _ notice: NewNotice, about record: AnyID, of ehcCase: EHCCase, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard let written = try tx.planInWriting(of: ehcCase.id), try tx.saysMoreThanThePlanInForce(written) else {
    throw Invalid(
      "draft_on", "The changes go with the notice. Write them into a new version of the plan first, then send it")
  }
  try tx.markProposed(written.id, on: notice.on)
  let at = moment(of: notice.on, now: now)
  try tx.startClock(
    .changeComments, about: record, child: ehcCase.child, at: at, owner: ehcCase.officer, team: ehcCase.team, now: now)
  try consult(
    newID(at: now), notice.setting, on: notice.on, lateWhy: notice.lateWhy, of: ehcCase, by: caller, at: now, in: tx)
}

/// What is wrong with an end of a change on that day: the days of the family and the setting, comments without an answer.
/// `until` is the last day of the family, nil where it agreed; `settings` are those that may still answer, with their last
/// days.
func problems(
  endingChangeOf noticeOn: Day, on day: Day, until: Day?, unanswered: Int, settings: [(name: String, until: Day)],
  field: String, today: Day
) -> [FieldError] {
  if day > today { return [FieldError(field, "The day must be today or in the past")] }
  if day < noticeOn {
    return [FieldError(field, "The day must be on or after \(noticeOn.long), the day of the notice")]
  }
  var found: [FieldError] = []
  if let until, day <= until {
    found.append(
      FieldError(field, "The family has until \(until.long) to comment. Enter a later day, or wait until it agrees"))
  }
  if let waiting = settings.first(where: { day <= $0.until }) {
    found.append(FieldError(field, "\(waiting.name) has until \(waiting.until.long) to comment"))
  }
  if unanswered > 0 {
    let comments = unanswered == 1 ? "1 comment" : "\(unanswered) comments"
    found.append(FieldError("", "\(comments) on the changes must be answered first"))
  }
  return found
}

/// The changed plan goes out: never changed again, with the family's rights from that day. Where nothing was written since
/// the notice, it is what was proposed.
func finishChange(
  _ change: PlanChange, of ehcCase: EHCCase, on day: Day, lateWhy: String?, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try tx.refuseToEnd(change, of: ehcCase, on: day, field: "final_on", today: now.day)
  let final = try beginPlan(newID(at: now), of: ehcCase, at: now, in: tx)
  let faults = try tx.planFaults(of: final, isFinal: true, on: day).filter(\.isBlocking)
  try Invalid.check(
    faults.map { FieldError("", "The plan cannot be sent: section \($0.section.rawValue): \($0.message)") })
  try noteLate("The changed plan was sent", on: day, why: lateWhy, of: ehcCase.id, by: caller, at: now, in: tx)
  try tx.markSent(final.id, on: day)
  try endChange(change, of: ehcCase, on: day, why: "The changed plan was sent", by: caller, at: now, in: tx)
  try tx.append(
    .planChanged, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["final_on": day.description, "version": "\(final.number)"])
}

/// Having heard the family, the council leaves the plan as it was, and says why. Source: SEND Regulations 2014 reg. 22(4).
func dropChange(
  _ change: PlanChange, of ehcCase: EHCCase, on day: Day, why: String, lateWhy: String?, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  try tx.refuseToEnd(change, of: ehcCase, on: day, field: "kept_on", today: now.day)
  try noteLate("The plan was left as it was", on: day, why: lateWhy, of: ehcCase.id, by: caller, at: now, in: tx)
  if let written = try tx.planInWriting(of: ehcCase.id) { try tx.deletePlan(written.id) }
  try endChange(change, of: ehcCase, on: day, why: "The plan stays as it was", by: caller, at: now, in: tx)
  try tx.append(
    .changeDropped, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["kept_on": day.description], why: why)
}

/// The limits after either end: that of the plan is met, comments are over, mediation and appeal run from the day.
private func endChange(
  _ change: PlanChange, of ehcCase: EHCCase, on day: Day, why: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try tx.meetClock(change.final, about: change.about, at: moment(of: day, now: now))
  try tx.cancelClocks(about: change.about, rules: [.changeComments], why: why, by: caller, at: now)
  try startRights(of: ehcCase, on: day, by: caller, at: now, in: tx)
}

/// A decision about a plan in force can be appealed: the family's limits run from it, and those of an earlier decision end.
/// Source: Children and Families Act 2014 s. 51(2)(c) to (f).
func startRights(of ehcCase: EHCCase, on day: Day, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let rules = [ClockRuleID.mediation, .appeal]
  try tx.cancelClocks(about: ehcCase.id, rules: rules, why: "The council decided anew", by: caller, at: now)
  for rule in rules {
    try tx.startClock(rule, about: ehcCase.id, child: ehcCase.child, at: moment(of: day, now: now), now: now)
  }
}

extension Transaction {
  /// The change that is on its way; nil where none is.
  package func planChange(of ehcCase: ID<EHCCase>) throws -> PlanChange? {
    func newest(in table: SQL, isReassessment: Bool) throws -> PlanChange? {
      try row(
        """
        SELECT id, draft_on, evidence FROM \(table) WHERE case_id = \(ehcCase) AND draft_on IS NOT NULL
          AND evidence IS NOT NULL AND final_on IS NULL AND kept_on IS NULL ORDER BY draft_on DESC, id DESC LIMIT 1
        """
      ) {
        PlanChange(
          about: try $0[0], noticeOn: try $0[1], evidence: try $0[2], isReassessment: isReassessment)
      }
    }
    return try newest(in: "ehc_reassessment", isReassessment: true) ?? newest(in: "ehc_review", isReassessment: false)
  }

  fileprivate func refuseToEnd(
    _ change: PlanChange, of ehcCase: EHCCase, on day: Day, field: String, today: Day
  ) throws {
    let comments = try clocks(about: change.about).last { $0.ruleID == .changeComments }
    // A notice that was noted before there were such clocks has its days all the same.
    let until = try commentsUntil(ehcCase.id) ?? (comments == nil ? change.noticeOn.adding(days: 14) : nil)
    let settings = try consultations(of: ehcCase.id).filter { $0.answer == nil && $0.askedOn >= change.noticeOn }
    try Invalid.check(
      problems(
        endingChangeOf: change.noticeOn, on: day, until: until,
        unanswered: try draftComments(of: ehcCase.id).count { $0.answer == nil && $0.isComment },
        settings: try settings.compactMap { setting in
          try clocks(about: setting.id).last.map { (setting.setting, $0.due.day) }
        }, field: field, today: today))
  }

  /// Whether what is written differs from the plan in force; of a plan that was never written here, whether anything is.
  fileprivate func saysMoreThanThePlanInForce(_ written: PlanDocument) throws -> Bool {
    let lines = try planLines(of: written.id)
    guard let inForce = try planInForce(of: written.ehcCase) else { return !lines.isEmpty }
    return try !differences(from: planLines(of: inForce.id), to: lines).isEmpty
  }
}

extension EventKind {
  static let planChanged = EventKind("ehc.plan_changed", "sent a changed EHC plan")
  static let changeDropped = EventKind("ehc.change_dropped", "left an EHC plan as it was after hearing the family")
}
