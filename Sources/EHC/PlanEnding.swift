// A plan does not end at a stroke: the council says that it thinks of it, asks the family and the head of the setting,
// decides with reasons and rights, and the plan stays in force until the time for an appeal has passed or the appeal is
// over. Source: Children and Families Act 2014 s. 45; SEND Regulations 2014 regs 29 to 31.

import Clocks
package import Kernel
import People
package import Store
import Web

/// The way of a plan to its end: what was proposed, who said what, the decision, the day on which it ended.
package struct PlanEnding: Sendable, Record, Codable, Hashable {
  package let id: ID<PlanEnding>
  package let ehcCase: ID<EHCCase>
  /// When the family and the setting were told that the council thinks of it.
  package let proposedOn: Day
  package let code: CeaseReason
  package let why: String
  package let setting: String
  package let familySaid: String?
  package let settingSaid: String?
  package let decidedOn: Day?
  package let reasons: String?
  package let endedOn: Day?
  /// When the plan was said to go on after all.
  package let offOn: Day?
  package let offWhy: String?

  static let columns: SQL = """
    id, case_id, proposed_on, code, why, setting, family_said, setting_said, decided_on, reasons, ended_on, off_on, off_why
    """
  package init(row: Row) throws {
    (id, ehcCase, proposedOn, code) = (try row[0], try row[1], try row[2], try row[3])
    (why, setting, familySaid, settingSaid) = (try row[4], try row[5], try row[6], try row[7])
    (decidedOn, reasons, endedOn) = (try row[8], try row[9], try row[10])
    (offOn, offWhy) = (try row[11], try row[12])
  }
  /// The family and the setting are asked, and nothing is decided.
  var isAsked: Bool { decidedOn == nil && offOn == nil }
}

/// What is proposed.
package struct NewEnding: Sendable, Hashable {
  package var on: Day
  package var code: CeaseReason
  package var why: String
  package var setting: String
  package var lateWhy: String?
  package init(on day: Day, _ code: CeaseReason, why: String, setting: String, lateWhy: String? = nil) {
    (on, self.code, self.why, self.setting, self.lateWhy) = (day, code, why, setting, lateWhy)
  }
}

/// The decision, with what was heard before.
package struct EndingDecision: Sendable, Hashable {
  package var on: Day
  package var familySaid: String
  package var settingSaid: String
  package var reasons: String
  package var lateWhy: String?
  package init(on day: Day, familySaid: String, settingSaid: String, reasons: String, lateWhy: String? = nil) {
    on = day
    (self.familySaid, self.settingSaid, self.reasons, self.lateWhy) = (familySaid, settingSaid, reasons, lateWhy)
  }
}

/// What is wrong with a proposal to end a plan. `reviewedOn` is when it was reviewed last.
func problems(with new: NewEnding, bornOn: Day?, planFrom: Day, reviewedOn: Day?, today: Day) -> [FieldError] {
  var found: [FieldError] = []
  if new.on > today { found.append(FieldError("proposed_on", "The day must be today or in the past")) }
  if new.on < planFrom {
    found.append(FieldError("proposed_on", "The day must be on or after \(planFrom.long), when the plan began"))
  }
  let age = bornOn?.years(until: new.on)
  if let age, age < 18, [.oldest, .work, .noLongerWants].contains(new.code) {
    found.append(
      FieldError(
        "code", "Before 18 a plan ends only where it is no longer needed, or the council no longer responsible"))
  }
  if let age, age >= 18, new.code == .noLongerWants, reviewedOn.map({ $0 < new.on.adding(months: -12) }) ?? true {
    found.append(
      FieldError(
        "code", "From 18 the plan is reviewed first, to hear whether the young person wants to come back to learning"))
  }
  if [.movedCouncil, .died].contains(new.code) {
    found.append(FieldError("code", "This is not decided: hand the plan over, or record the death"))
  }
  return found
}

/// Why a plan cannot end on that day; nil where it can. `appealUntil` is the last day for an appeal against the decision.
func endProblem(_ ending: PlanEnding?, appealUntil: Day?, _ dispute: [DisputeEntry], on day: Day) -> FieldError? {
  guard let ending, let decidedOn = ending.decidedOn else {
    return FieldError(
      "", "A plan cannot end at once. First ask the family and the setting, then decide, with reasons and rights")
  }
  let own = dispute.filter { $0.about == .cease && $0.on >= decidedOn }
  if let appeal = own.last(where: { $0.act == .appeal }) {
    guard let over = own.last(where: { [.withdrawn, .dismissed].contains($0.act) && $0.on >= appeal.on }) else {
      return FieldError("", "The family has appealed. The plan stays in force until the appeal is decided")
    }
    return day < over.on ? FieldError("on", "The day must be on or after \(over.on.long), when the appeal ended") : nil
  }
  guard let appealUntil, day <= appealUntil else {
    return appealUntil == nil
      ? FieldError("", "No time for an appeal runs. Put the day of the decision right first") : nil
  }
  return FieldError("on", "The family may appeal until \(appealUntil.long). The plan stays in force until then")
}

/// Says that the council thinks of ending the plan, and asks the family and the head of the setting.
package func proposeEnding(
  _ id: ID<PlanEnding>, _ new: NewEnding, of ehcCase: EHCCase, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard ehcCase.state == .maintained else { throw Refusal.notNow("Only a plan in force can end.") }
  guard try tx.openEnding(of: ehcCase.id) == nil else {
    throw Refusal.notNow("An end of this plan is proposed already.")
  }
  try Invalid.check(
    problems(
      with: new, bornOn: try tx.child(ehcCase.child).bornOn, planFrom: try tx.planFrom(ehcCase),
      reviewedOn: try tx.reviews(of: ehcCase.id).first?.heldOn, today: now.day))
  try noteLate(
    "An end of the plan was proposed", on: new.on, why: new.lateWhy, of: ehcCase.id, by: caller, at: now, in: tx)
  try tx.insert(id, new, of: ehcCase.id, by: caller.name, at: now)
  try tx.startClock(
    .endingComments, about: ehcCase.id, child: ehcCase.child, at: moment(of: new.on, now: now),
    owner: ehcCase.officer, team: ehcCase.team, now: now)
  try tx.append(
    .endingProposed, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["proposed_on": new.on.description, "code": new.code.rawValue], why: new.why)
}

/// Decides that the plan ends, having heard both. It stays in force: mediation and appeal run from this day.
package func decideEnding(
  _ ending: PlanEnding, _ decision: EndingDecision, of ehcCase: EHCCase, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard ehcCase.state == .maintained, ending.isAsked else { throw Refusal.notNow("Nothing is to be decided here now.") }
  let until = try tx.commentsUntil(ehcCase.id)
  let unanswered = try tx.draftComments(of: ehcCase.id).count { $0.answer == nil && $0.isComment }
  try Invalid.check(
    problems(
      endingChangeOf: ending.proposedOn, on: decision.on, until: until, unanswered: unanswered, settings: [],
      field: "decided_on", today: now.day))
  try noteLate(
    "The end of the plan was decided", on: decision.on, why: decision.lateWhy, of: ehcCase.id, by: caller, at: now,
    in: tx)
  try tx.keep(decision, of: ending.id)
  try tx.meetClock(.endingComments, about: ehcCase.id, at: moment(of: decision.on, now: now))
  try startRights(of: ehcCase, on: decision.on, by: caller, at: now, in: tx)
  try tx.append(
    .endingDecided, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["decided_on": decision.on.description], why: decision.reasons)
}

/// The plan goes on after all: having heard the family, after mediation, or because the tribunal says so.
package func callEndingOff(
  _ ending: PlanEnding, why: String, on day: Day, of ehcCase: EHCCase, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard ending.endedOn == nil, ending.offOn == nil else { throw Refusal.notNow("Nothing is proposed any more.") }
  try tx.run("UPDATE ehc_ending SET off_on = \(day), off_why = \(why) WHERE id = \(ending.id)")
  var rules = [ClockRuleID.endingComments]
  if ending.decidedOn != nil { rules += [.mediation, .appeal] }
  try tx.cancelClocks(about: ehcCase.id, rules: rules, why: "The plan goes on", by: caller, at: now)
  try tx.append(
    .endingCalledOff, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["off_on": day.description], why: why)
}

extension Transaction {
  package func endings(of ehcCase: ID<EHCCase>) throws -> [PlanEnding] {
    try all("SELECT \(PlanEnding.columns) FROM ehc_ending WHERE case_id = \(ehcCase) ORDER BY written_at DESC, id DESC")
  }
  /// The end that is proposed or decided, and has not come; nil where none is.
  package func openEnding(of ehcCase: ID<EHCCase>) throws -> PlanEnding? {
    try first(
      """
      SELECT \(PlanEnding.columns) FROM ehc_ending
      WHERE case_id = \(ehcCase) AND ended_on IS NULL AND off_on IS NULL
      """)
  }
  /// Since when the plan is in force.
  func planFrom(_ ehcCase: EHCCase) throws -> Day {
    try steps(of: ehcCase.id).last { $0.to == .maintained }?.on ?? ehcCase.receivedOn
  }
  /// Why the plan cannot end on that day; nil where it can.
  func endProblem(of ehcCase: EHCCase, _ ending: PlanEnding?, on day: Day) throws -> FieldError? {
    let limit = try clocks(about: ehcCase.id).last {
      $0.ruleID == .appeal && $0.status != .cancelled && $0.startedAt.day == ending?.decidedOn
    }
    return EHC.endProblem(ending, appealUntil: limit?.due.day, try dispute(of: ehcCase.id), on: day)
  }
  fileprivate func insert(
    _ id: ID<PlanEnding>, _ new: NewEnding, of ehcCase: ID<EHCCase>, by name: String, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO ehc_ending (id, case_id, proposed_on, code, why, setting, written_by, written_at)
      VALUES (\(id), \(ehcCase), \(new.on), \(new.code), \(new.why), \(new.setting), \(name), \(now))
      """)
  }
  fileprivate func keep(_ decision: EndingDecision, of ending: ID<PlanEnding>) throws {
    try run(
      """
      UPDATE ehc_ending SET decided_on = \(decision.on), family_said = \(decision.familySaid),
        setting_said = \(decision.settingSaid), reasons = \(decision.reasons)
      WHERE id = \(ending)
      """)
  }
  /// The plan has ended on that day.
  func markEnded(_ ehcCase: ID<EHCCase>, on day: Day) throws {
    try run(
      """
      UPDATE ehc_ending SET ended_on = \(day) WHERE case_id = \(ehcCase) AND ended_on IS NULL AND off_on IS NULL
      """)
  }
  /// That it ended was a mistake: it is decided again, and in force.
  func markNotEnded(_ ehcCase: ID<EHCCase>, on day: Day) throws {
    try run("UPDATE ehc_ending SET ended_on = NULL WHERE case_id = \(ehcCase) AND ended_on = \(day)")
  }
}

extension EventKind {
  static let endingProposed = EventKind("ehc.ending_proposed", "said that an EHC plan may end, and asked the family")
  static let endingDecided = EventKind("ehc.ending_decided", "decided that an EHC plan ends")
  static let endingCalledOff = EventKind("ehc.ending_called_off", "said that an EHC plan goes on after all")
}
