import Clocks
package import Kernel
package import Store
import Web

/// Takes a complaint, or a compliment. Whoever wrote it follows it with the code, or on their own page.
package func complain(
  _ id: ID<Complaint>, _ new: NewComplaint, reference: String, code: VoiceCode, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try tx.throttle("complaints", limit: 200, seconds: 3600, at: now)
  try tx.run(
    """
    INSERT INTO complaint (id, reference, code_hash, kind, about, words, wanted, name, contact, account_id, received_at,
      stage, state, version)
    VALUES (\(id), \(reference), \(code.hash("complaint")), \(new.kind), \(new.about), \(new.words), \(new.wanted),
      \(new.name), \(new.contact), \(caller.account), \(now), 1, \(ComplaintState.received), 1)
    """)
  // The shorter limit until somebody has said by which rules it is answered.
  if new.kind == .complaint { try tx.startClock("CMP-NA", about: id, child: nil, at: now, now: now) }
  try tx.append(.complained, about: id.of(), by: caller, at: now, changed: ["kind": new.kind.rawValue])
}

/// Does a step of those who answer: writes it down, sets the clocks, tells whoever complained by mail.
package func answerComplaint(
  _ complaint: Complaint, _ step: NewComplaintStep, id: AnyID, address: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let steps = try tx.steps(of: complaint.id)
  try Invalid.check(
    problems(with: step, on: complaint, steps, before: try tx.handlersBefore(complaint)))
  var next = complaint.following(step)
  try setClocks(complaint, step, next: &next, by: caller, at: now, in: tx)
  try tx.update(complaint, to: next, version: step.version)
  let words = step.kind == .handler ? step.handler?.name : step.words
  try tx.insert(
    id, step.kind, words: words, outcome: step.outcome, stage: complaint.stage, complaint: complaint, by: caller,
    at: now)
  if step.kind == .learn, let words { try noteLesson(words, by: caller, at: now, in: tx) }
  try tell(complaint, step, address: address, at: now, in: tx)
  try tx.append(
    .complaintAnswered, about: complaint.id.of(), by: caller, at: now, changed: ["step": step.kind.rawValue])
}

/// Does a step of whoever complained.
package func followUp(
  _ complaint: Complaint, _ kind: ComplaintStepKind, words: String?, id: AnyID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard familySteps(complaint).contains(kind) else {
    throw Refusal.notNow("This cannot be done now. The page says how it stands.")
  }
  if kind != .withdraw, kind != .settled, words == nil { throw Invalid("words", "Enter what you want to tell us") }
  var next = complaint.next
  switch kind {
  case .nextStage:
    (next.stage, next.state, next.handler) = (complaint.stage + 1, .looking, nil)
    try tx.meetClock("CMP-C3Q", about: complaint.id, at: now)
    try tx.startStage(complaint, stage: next.stage, at: now)
  case .settled: next.state = .closed
  case .withdraw: next.state = .withdrawn
  default: break
  }
  if next.state == .closed || next.state == .withdrawn {
    try tx.cancelClocks(about: complaint.id, why: kind.past, by: caller, at: now)
  }
  try tx.update(complaint, to: next, version: complaint.version)
  try tx.insert(
    id, kind, words: words, outcome: nil, stage: complaint.stage, complaint: complaint, by: caller, at: now)
  try tx.append(
    .complaintFollowedUp, about: complaint.id.of(), by: caller, at: now, changed: ["step": kind.rawValue])
}

/// What changes of a complaint with a step.
struct NextOfComplaint {
  var stage: Int
  var state: ComplaintState
  var procedure: ComplaintProcedure?
  var handler: NewComplaintStep.Handler?
}

extension Complaint {
  var next: NextOfComplaint {
    NextOfComplaint(
      stage: stage, state: state, procedure: procedure,
      handler: handler.flatMap { id in handlerName.map { .init(id, $0) } })
  }
  fileprivate func following(_ step: NewComplaintStep) -> NextOfComplaint {
    var next = next
    switch step.kind {
    case .acknowledge:
      (next.procedure, next.state) = (step.procedure, kind == .compliment ? .closed : .looking)
      if kind == .compliment { next.procedure = nil }
    case .handler: next.handler = step.handler
    case .answer: next.state = .answered
    default: break
    }
    return next
  }
}

private func setClocks(
  _ complaint: Complaint, _ step: NewComplaintStep, next: inout NextOfComplaint, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let id = complaint.id
  switch step.kind {
  case .acknowledge where complaint.kind == .complaint:
    guard let procedure = step.procedure else { return }
    // It counts from the day it came, by the rule that turned out to be the right one.
    if procedure != .nhs {
      try tx.cancelClocks(about: id, rules: ["CMP-NA"], why: "Not a complaint about the NHS", by: caller, at: now)
      try tx.startClock(acknowledgeRule(procedure), about: id, child: nil, at: complaint.receivedAt, now: now)
    }
    try tx.meetClock(acknowledgeRule(procedure), about: id, at: now)
    try tx.startClock(answerRules(procedure, stage: 1)[0], about: id, child: nil, at: complaint.receivedAt, now: now)
  case .handler: try tx.giveClocks(about: id, to: step.handler?.id, team: nil)
  case .extend:
    let open = try tx.clocks(about: id).first { $0.isOpen && !$0.isExtended && $0.ruleID != "CMP-C3Q" }
    if let open { try tx.extendClock(open.id, why: step.words ?? "", by: caller, now: now) }
  case .panel:
    try tx.meetClock("CMP-C3", about: id, at: now)
    try tx.startClock("CMP-C3W", about: id, child: nil, at: now, owner: complaint.handler, now: now)
  case .panelReport:
    try tx.meetClock("CMP-C3W", about: id, at: now)
    try tx.startClock("CMP-C3R", about: id, child: nil, at: now, owner: complaint.handler, now: now)
  case .answer:
    guard let procedure = complaint.procedure else { return }
    for rule in answerRules(procedure, stage: complaint.stage) { try tx.meetClock(rule, about: id, at: now) }
    if procedure == .childrensSocialCare, complaint.stage == 2 {
      try tx.startClock("CMP-C3Q", about: id, child: nil, at: now, now: now)
    }
  default: break
  }
}

/// Whoever complained is told by mail that there is something to read; never what.
private func tell(
  _ complaint: Complaint, _ step: NewComplaintStep, address: String, at now: Instant, in tx: Transaction
) throws {
  guard step.kind.isOpenToFamily, isEmail(complaint.contact) else { return }
  try tx.send(
    Mail(
      to: complaint.contact, subject: "There is news about \(complaint.reference)",
      body: """
        Hello \(firstName(complaint.name))

        There is something new to read about what you told us (\(complaint.reference)).

        \(address)/voice/complaints/follow

        You need the reference and the code that you wrote down.
        """), at: now)
}

/// A lesson is a finding like any other: it can be answered, published and made an action of a plan.
private func noteLesson(_ words: String, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  var random = SystemRandomNumberGenerator()
  try noteFinding(
    ID(at: now, random: &random), said: words, source: .complaint, sourceID: nil,
    sourceName: "Complaints and compliments", by: caller, at: now, in: tx)
}

extension EventKind {
  static let complained = EventKind("complaint.made", "complained, or said that something was good")
  static let complaintAnswered = EventKind("complaint.step_taken", "worked on a complaint")
  static let complaintFollowedUp = EventKind("complaint.followed_up", "said more about their complaint")
}
