import Clocks
package import Kernel
package import Store

/// Records a decision as taken. Throws `Refusal.notNow` where it is early, unverified, or not what its notice says. The
/// tables refuse an early one as well: `decision_taken_not_early`, `decision_taken_notice`, `decision_taken_pk`.
package func recordDecision(
  _ id: ID<DecisionRecord>, _ new: NewTakenDecision, version: Int, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let file = try tx.file(id)
  if let why = refusal(ofTaking: new, file, at: now) { throw Refusal.notNow(why) }
  // The clock may have moved since the notice: the chair was told later, and the days began with that.
  let rules: Set<ClockRuleID> = [.keyNotice, .generalException]
  if file.isKey, let clock = try tx.clocks(about: id).first(where: { $0.isOpen && rules.contains($0.ruleID) }),
    new.takenAt < clock.due
  {
    throw Refusal.notNow("It may not be taken before \(clock.due.day.long): \(clock.reckoning).")
  }
  try tx.move(id, version: version, to: .decided)
  try tx.meetClock(file.notice?.route == .generalException ? .generalException : .keyNotice, about: id, at: new.takenAt)
  try tx.meetClock(.privateMeeting, about: id, at: new.takenAt)
  try tx.meetClock(.privateMeetingAgain, about: id, at: new.takenAt)
  let callIn = try tx.startClock(.callIn, about: id, child: nil, at: now, now: now)
  try tx.insert(new, of: file, callInUntil: callIn.due, by: caller, at: now)
  try tx.append(
    .decisionTaken, about: id.of(), by: caller, at: now,
    changed: ["outcome": new.outcome.rawValue, "taken_at": new.takenAt.description])
}

/// Does an act around a decision: a consent, a signature, a gate, the award. Throws `Refusal.notNow` where a gate is shut.
package func doAct(
  _ kind: DecisionActKind, words: String?, of id: ID<DecisionRecord>, act: ID<DecisionAct>, version: Int,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let file = try tx.file(id)
  if let why = refusal(of: kind, file, by: caller, at: now) { throw Refusal.notNow(why) }
  try tx.move(id, version: version, to: state(after: kind) ?? file.record.state)
  try tx.insert(DecisionAct(kind, words: words, by: caller, at: now), id: act, decision: id)
  // The days of the general exception begin when both are done: the notice, and the chair told.
  if kind == .chairTold { try tx.startClock(.generalException, about: id, child: nil, at: now, now: now) }
  // Until the days of the call-in are over, nothing of it is carried out.
  switch kind {
  case .award, .start: try tx.meetClock(.callIn, about: id, at: now)
  case .callIn, .close: try tx.cancelClocks(about: id, rules: [.callIn], why: kind.past, by: caller, at: now)
  default: break
  }
  try tx.append(.decisionActDone, about: id.of(), by: caller, at: now, changed: ["act": kind.rawValue], why: words)
}

private func state(after kind: DecisionActKind) -> DecisionState? {
  switch kind {
  case .considered: .considered
  case .callIn: .calledIn
  case .uphold: .decided
  case .start: .started
  case .close: .closed
  case .chairTold, .chairAgreed, .chairAgreedPrivate, .section75, .staffTransfer, .signOfficer, .signMember, .award: nil
  }
}

/// Does something to a decision; where it is refused, that is written down in a transaction of its own, and the refusal is
/// thrown on. A try to decide early leaves its mark.
package func onRecord<T: Sendable>(
  _ what: String, _ id: ID<DecisionRecord>, in database: Database, by caller: Caller, at now: Instant,
  _ body: @escaping @Sendable (Transaction) throws -> T
) async throws -> T {
  do {
    return try await database.write(body)
  } catch let refusal as Refusal {
    guard let why = reason(of: refusal) else { throw refusal }
    try await database.write { tx in
      guard try tx.exists("SELECT 1 FROM decision_record WHERE id = \(id)") else { return }
      var random = SystemRandomNumberGenerator()
      try tx.insertAttempt(ID(at: now, random: &random), what, refusal: why, decision: id, by: caller, at: now)
      try tx.append(.decisionRefused, about: id.of(), by: caller, at: now, changed: ["tried": what], why: why)
    }
    throw refusal
  }
}

private func reason(of refusal: Refusal) -> String? {
  switch refusal {
  case .notNow(let why), .changedByAnother(let why), .forbidden(let why): why
  default: nil
  }
}

extension EventKind {
  static let decisionTaken = EventKind("decision.taken", "recorded a decision as taken")
  static let decisionActDone = EventKind("decision.act_done", "did what comes with a decision")
  static let decisionRefused = EventKind("decision.refused", "tried something with a decision that was refused")
}
