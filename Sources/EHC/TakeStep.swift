package import Clocks
package import Kernel
import People
package import Store
import Web

/// Takes a case one step on: the step is kept with its true day, and the limits that it meets, starts and ends follow.
/// `version` is the one that the form was drawn from. Throws `Invalid` where a rule forbids it.
package func takeStep(
  _ id: ID<CaseStep>, _ new: NewStep, ehcCase: EHCCase, version: Int, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard ehcCase.version == version else {
    throw Refusal.changedByAnother("This case has moved on since you opened it. Open it again.")
  }
  var new = new
  if new.step == .cease, let ending = try tx.openEnding(of: ehcCase.id) {
    // The code and the reasons are those of the decision.
    (new.code, new.reasons) = (ending.code.rawValue, ending.reasons)
  }
  try Invalid.check(problems(with: new, try tx.facts(of: ehcCase, for: new.step, on: new.on, at: now), today: now.day))
  let to = new.step.ways[ehcCase.state]!
  try tx.move(ehcCase, to: to)
  try tx.insert(id, new, of: ehcCase.id, from: ehcCase.state, to: to, by: caller, at: now)
  try sendPlan(with: new, of: ehcCase, in: tx)
  if new.step == .cease { try tx.markEnded(ehcCase.id, on: new.on) }
  try tx.callOffPanel(of: ehcCase.id, at: now)
  try runClocks(new, ehcCase, to: to, by: caller, at: now, in: tx)
  var changed = [
    "step": new.step.rawValue, "on": new.on.description, "state": "\(ehcCase.state.rawValue) → \(to.rawValue)",
  ]
  changed["code"] = new.code
  try tx.append(
    .caseStepTaken, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now, changed: changed,
    why: new.lateWhy ?? new.reasons)
}

/// The limits of the case after a step.
private func runClocks(
  _ new: NewStep, _ ehcCase: EHCCase, to: CaseState, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let (effects, at) = (new.step.effects, moment(of: new.on, now: now))
  for rule in effects.meets { try tx.meetClock(rule, about: ehcCase.id, at: at) }
  if effects.cancelsAll || !effects.cancels.isEmpty {
    try tx.cancelClocks(
      about: ehcCase.id, rules: effects.cancelsAll ? nil : effects.cancels, why: new.step.done, by: caller, at: now)
  }
  var starts = effects.starts
  if new.step == .decideAgain, let why = new.code.flatMap(DecideAgainWhy.init) {
    // What the day of the order has started already runs on from that day.
    let open = Set(try tx.clocks(about: ehcCase.id).filter(\.isOpen).map(\.ruleID))
    starts += why.limits(to: to).filter { !open.contains($0) }
  }
  let child = try tx.child(ehcCase.child)
  if to == .maintained, let born = child.bornOn {
    if born.years(until: new.on) < 5 { starts.append(.reviewUnderFive) }
    try startAlerts(ehcCase.id, child.id, born, ehcCase.officer, ehcCase.team, now, tx)
  }
  for rule in starts {
    // What the family may do until a day is nobody’s task here.
    let isOfFamily = rule == .mediation || rule == .appeal
    try tx.startClock(
      rule, about: ehcCase.id, child: ehcCase.child, at: at, owner: isOfFamily ? nil : ehcCase.officer,
      team: isOfFamily ? nil : ehcCase.team, now: now)
  }
  if new.step.callsOffAdvice { try callOffAdvice(of: ehcCase, by: caller, at: now, in: tx) }
  if new.step.endsReviews {
    for record in try tx.reviewsAndConsultations(of: ehcCase.id) {
      try tx.cancelClocks(about: record, why: new.step.done, by: caller, at: now)
    }
  }
}

/// Marks the last step as a mistake: the case stands where it stood, and the limits run as if it had not been taken.
/// The step stays in the story with the reason. Throws `Refusal.notNow` where nothing can be undone.
package func undoLastStep(
  of ehcCase: EHCCase, version: Int, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard ehcCase.version == version else {
    throw Refusal.changedByAnother("This case has moved on since you opened it. Open it again.")
  }
  guard let step = try tx.steps(of: ehcCase.id).last, step.step != .receive, step.step != .takeIn else {
    throw Refusal.notNow("There is no step to undo.")
  }
  if step.step == .finish, try tx.reviews(of: ehcCase.id).contains(where: { $0.draftOn != nil }) {
    throw Refusal.notNow("Changes of this plan have gone out since it was sent.")
  }
  try tx.move(ehcCase, to: step.from)
  try tx.markUndone(step.id, why: why, at: now)
  try takeBackPlan(with: step, of: ehcCase, in: tx)
  if step.step == .cease { try tx.markNotEnded(ehcCase.id, on: step.on) }
  let effects = step.step.effects
  var started = effects.starts
  if step.step == .decideAgain, let reason = step.code.flatMap(DecideAgainWhy.init) {
    // What the day of the order had started is not the step's own.
    let own = Set(try tx.clocks(about: ehcCase.id).filter { $0.enteredAt == step.writtenAt }.map(\.ruleID))
    started += reason.limits(to: step.to).filter(own.contains)
  }
  if step.to == .maintained { started += [.reviewUnderFive] + adulthoodRules }
  try runAgain(step, ehcCase, at: now, in: tx)
  try tx.cancelClocks(about: ehcCase.id, rules: started, why: "Undone: \(why)", by: caller, at: now)
  let met = Set(try tx.clocks(about: ehcCase.id).filter { $0.metAt?.day == step.on }.map(\.ruleID))
  for rule in effects.meets where met.contains(rule) {
    try tx.reopenClock(rule, about: ehcCase.id, why: why, by: caller, at: now)
  }
  try tx.append(
    .caseStepUndone, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["step": step.step.rawValue, "state": "\(step.to.rawValue) → \(step.from.rawValue)"], why: why)
}

/// What the step had ended runs again from where it had begun; what an earlier step had ended stays ended.
private func runAgain(_ undone: CaseStep, _ ehcCase: EHCCase, at now: Instant, in tx: Transaction) throws {
  var records: [AnyID] = [ehcCase.id.of()]
  if undone.step.callsOffAdvice {
    records += try tx.advice(of: ehcCase.id).filter { $0.state == .calledOff }.map { $0.id.of() }
  }
  if undone.step.endsReviews { records += try tx.reviewsAndConsultations(of: ehcCase.id) }
  for clock in try records.flatMap({ try tx.clocks(about: $0) }) where clock.status == .cancelled {
    guard try tx.wasCancelled(clock, at: undone.writtenAt) else { continue }
    try tx.startClock(
      clock.ruleID, about: clock.about, child: ehcCase.child, at: clock.startedAt, second: clock.secondAt,
      owner: clock.isForFamily ? nil : ehcCase.officer, team: clock.isForFamily ? nil : ehcCase.team, now: now)
    if clock.ruleID == .advice { try tx.askAgain(clock.about.of()) }
  }
}

extension Transaction {
  /// Whether a clock was ended at that moment: the events say so.
  fileprivate func wasCancelled(_ clock: Clock, at moment: Instant) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM event WHERE about_id = \(clock.about) AND kind = 'clock.cancelled' AND at = \(moment)
        AND CAST(changed AS TEXT) LIKE \("%\(clock.id)%")
      """)
  }
  /// The records of a case that have limits only while it is open.
  fileprivate func reviewsAndConsultations(of ehcCase: ID<EHCCase>) throws -> [AnyID] {
    try reviews(of: ehcCase).map { $0.id.of() } + reassessments(of: ehcCase).map { $0.id.of() }
      + consultations(of: ehcCase).map { $0.id.of() } + (meetingToCome(of: ehcCase).map { [$0.id.of()] } ?? [])
  }

  /// What the rules of a step ask about.
  func facts(of ehcCase: EHCCase, for step: StepKind, on day: Day, at now: Instant) throws -> StepFacts {
    var facts = StepFacts(
      state: ehcCase.state, lastOn: try steps(of: ehcCase.id).last?.on ?? ehcCase.receivedOn)
    switch step {
    case .issue, .refuseIssue: facts.adviceMissing = try missingAdvice(of: ehcCase, on: now.day)
    case .sendDraft: facts.draftFaults = try draftFaults(of: ehcCase.id, isFinal: false, on: now.day)
    case .finish:
      facts.draftFaults = try draftFaults(of: ehcCase.id, isFinal: true, on: now.day)
      facts.commentsUntil = try commentsUntil(ehcCase.id)
      facts.unansweredComments = try draftComments(of: ehcCase.id).count { $0.answer == nil && $0.isComment }
    case .cease: facts.endProblem = try endProblem(of: ehcCase, try openEnding(of: ehcCase.id), on: day)
    default: break
    }
    return facts
  }
}

/// Lifts a limit of the case for one of the lawful reasons, with its dates and how it is known.
package func liftLimit(
  _ clock: ClockID, of ehcCase: EHCCase, _ new: NewClockException, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let advice = try tx.advice(of: ehcCase.id).map { $0.id.of(AnyKey.self) }
  let about = try tx.clock(clock).about
  let again = try tx.reassessments(of: ehcCase.id).map { $0.id.of(AnyKey.self) }
  guard about == ehcCase.id.of() || (advice + again).contains(about) else { throw Refusal.notFound }
  do {
    try tx.exceptClock(
      clock, reason: new.reason, evidence: new.evidence, from: new.from, to: new.to, by: caller, at: now)
  } catch let wrong as FieldError {
    throw Invalid([wrong])
  }
}

/// The same for each of these other limits that the reason can lift and the days touch. Returns how many those were.
func liftOthers(
  _ limits: [ClockID], like new: NewClockException, by caller: Caller, at now: Instant, in tx: Transaction
) throws -> Int {
  let reasons = try exceptionReasons(in: tx)
  let fitting = try limits.filter { id in
    let clock = try tx.clock(id)
    return problems(with: new, clock, try tx.clockRule(of: clock), reasons: reasons).isEmpty
  }
  for clock in fitting {
    try tx.exceptClock(
      clock, reason: new.reason, evidence: new.evidence, from: new.from, to: new.to, by: caller, at: now)
  }
  return fitting.count
}

extension EventKind {
  static let caseStepTaken = EventKind("ehc.step_taken", "took a step in an EHC case")
  static let caseStepUndone = EventKind("ehc.step_undone", "undid a step in an EHC case")
}
