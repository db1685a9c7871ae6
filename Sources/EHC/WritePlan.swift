import Clocks
package import Kernel
import People
package import Store
import Web

/// The version that is written now; where none is, the first draft begins.
@discardableResult
func beginPlan(_ id: ID<PlanDocument>, of ehcCase: EHCCase, at now: Instant, in tx: Transaction) throws -> PlanDocument
{
  if let open = try tx.planInWriting(of: ehcCase.id) { return open }
  guard [.drafting, .drafted, .maintained].contains(ehcCase.state) else {
    throw Refusal.notNow("A plan is written once the council has decided to make one.")
  }
  let last = try tx.planAtWork(of: ehcCase)
  let highest = try tx.planDocuments(of: ehcCase.id).first?.number ?? 0
  let kind: PlanKind = ehcCase.state == .drafting ? .draft : .final
  try tx.insertPlan(id, of: ehcCase.id, number: highest + 1, kind: kind, at: now)
  if let last { try tx.copyLines(from: last.id, to: id) }
  return try tx.planInWriting(of: ehcCase.id)!
}

/// Writes one statement, new or changed, into the version that is written now.
package func writeLine(
  _ line: PlanLine, document: ID<PlanDocument>, of ehcCase: EHCCase, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let open = try beginPlan(document, of: ehcCase, at: now, in: tx)
  if let need = line.need, try !tx.planLines(of: open.id).contains(where: { $0.id == need }) {
    throw Invalid("need", "Choose a need of this plan")
  }
  try tx.write(line, in: open.id, at: now)
  try tx.append(
    .planWritten, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["section": line.section.rawValue, "version": "\(open.number)"])
}

/// Takes one statement out of the version that is written now.
package func removeLine(
  _ line: ID<PlanLine>, of ehcCase: EHCCase, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard let open = try tx.planInWriting(of: ehcCase.id) else { throw Refusal.notFound }
  let was = try tx.planLine(line, of: open.id)
  try tx.remove(line, from: open.id)
  try tx.append(
    .planWritten, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["section": was.section.rawValue, "version": "\(open.number)", "removed": "yes"])
}

/// The version that was written goes out with the step that sends it, and is never changed again.
func sendPlan(with step: NewStep, of ehcCase: EHCCase, in tx: Transaction) throws {
  guard step.step == .sendDraft || step.step == .finish, let open = try tx.planInWriting(of: ehcCase.id) else { return }
  try tx.markSent(open.id, on: step.on)
}

/// What a step sent is being written again; what was begun after it is put away.
func takeBackPlan(with step: CaseStep, of ehcCase: EHCCase, in tx: Transaction) throws {
  guard step.step == .sendDraft || step.step == .finish else { return }
  guard let sent = try tx.planSent(of: ehcCase.id) else { return }
  if let open = try tx.planInWriting(of: ehcCase.id) { try tx.deletePlan(open.id) }
  try tx.markUnsent(sent.id)
}

/// The family says what it thinks of the draft, of proposed changes, or of an end of the plan. Where it agrees, it need not wait for the end of its fifteen days; where it
/// asks for more time, nothing is decided for it: an officer answers.
package func commentOnDraft(
  _ id: ID<DraftComment>, _ kind: CommentKind, section: PlanSection?, words: String, of ehcCase: EHCCase,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard try tx.mayComment(on: ehcCase) else { throw Refusal.notNow("There is no draft to comment on now.") }
  try tx.insert(id, kind, section: section, words: words, of: ehcCase.id, by: caller.name, at: now)
  if kind == .agree {
    for rule in [ClockRuleID.comments, .endingComments] { try tx.meetClock(rule, about: ehcCase.id, at: now) }
    if let change = try tx.planChange(of: ehcCase.id) {
      try tx.meetClock(.changeComments, about: change.about, at: now)
    }
  }
  try tx.append(
    .draftCommented, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["kind": kind.rawValue, "section": section?.rawValue ?? ""])
}

extension Transaction {
  /// Whether something is with the family that it may comment on.
  func mayComment(on ehcCase: EHCCase) throws -> Bool {
    if ehcCase.state == .drafted { return true }
    guard ehcCase.state == .maintained else { return false }
    return try planChange(of: ehcCase.id) != nil || openEnding(of: ehcCase.id)?.isAsked == true
  }
}

/// Answers one comment: what is done about it, and why.
package func answerComment(
  _ id: ID<DraftComment>, _ answer: CommentAnswer, words: String, until: Day? = nil, of ehcCase: EHCCase,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let comment = try tx.draftComment(id, of: ehcCase.id)
  try Invalid.check(problems(answering: comment, answer, until: until, today: now.day))
  guard try tx.answer(id, answer, words: words, until: until, by: caller.name, at: now) else {
    throw Refusal.notNow("\(comment.answeredBy ?? "Somebody") has answered this comment already.")
  }
  try tx.append(
    .commentAnswered, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["answer": answer.rawValue], why: words)
}

/// What is wrong with an answer: more time needs a day, and only a wish for it gets one.
func problems(answering comment: DraftComment, _ answer: CommentAnswer, until: Day?, today: Day) -> [FieldError] {
  guard comment.kind == .moreTime else {
    return until == nil ? [] : [FieldError("until", "Only a wish for more time is answered with a day")]
  }
  if answer == .notAccepted {
    return until == nil ? [] : [FieldError("until", "Leave the day empty: they get no more time")]
  }
  guard let until else { return [FieldError("until", "Enter until when they have time")] }
  return until < today ? [FieldError("until", "The day must be today or later")] : []
}

extension EventKind {
  static let planWritten = EventKind("ehc.plan_written", "wrote in an EHC plan")
  static let draftCommented = EventKind("ehc.draft_commented", "said something about a draft EHC plan")
  static let commentAnswered = EventKind("ehc.comment_answered", "answered what the family said about a draft EHC plan")
}
