// What may happen to a row of a plan. Source: the state machine of actions (not started, in progress, evidence submitted,
// verified complete; blocked, superseded, cancelled with a reason), and the rule that somebody else checks.

package import Kernel
package import Store
import Web

/// The steps that a row's state allows.
package func allowedSteps(_ line: PlanLine) -> [PlanStepKind] {
  guard !line.state.isOver, !line.item.isEmptyRow else { return [] }
  let words: [PlanStepKind] = [.setLead, .setDue, .setEvidence, .waitFor]
  guard line.isMilestone else { return [.setLead] }
  let stop: [PlanStepKind] = [line.isBlocked ? .unblock : .block, .supersede, .cancel]
  return switch line.state {
  case .notStarted: [.start, .submit] + words + stop
  case .inProgress: [.submit] + words + stop
  case .submitted: [.verify, .sendBack] + stop
  case .verified, .superseded, .cancelled: []
  }
}

/// What is wrong with a step. `submitted` is the evidence that waits to be checked, where there is some.
package func problems(
  with step: PlanStep, on line: PlanLine, submitted: PlanStep?, refs: Set<String>, by caller: Caller
) -> [FieldError] {
  guard allowedSteps(line).contains(step.kind) else {
    return [FieldError("kind", "This row is “\(line.state.title.lowercased())”: choose another step")]
  }
  func need(_ field: String, _ value: String?, _ message: String) -> [FieldError] {
    value == nil ? [FieldError(field, message)] : []
  }
  switch step.kind {
  case .submit where step.document == nil && step.figure == nil:
    return [FieldError("document", "Enter the document or the figure that shows that it is done")]
  case .verify:
    guard let account = caller.account, let hand = submitted?.account else {
      return [FieldError("kind", "Nobody is known to have handed in this evidence: send it back")]
    }
    return account == hand
      ? [FieldError("kind", "Somebody else must check it: you handed in this evidence yourself")] : []
  case .sendBack: return need("words", step.words, "Enter what the evidence does not show")
  case .block: return need("words", step.words, "Enter what stops it")
  case .supersede: return need("words", step.words, "Enter what takes its place")
  case .cancel: return need("words", step.words, "Enter why it will not be done")
  case .setLead: return need("words", step.words, "Enter who leads")
  case .setEvidence: return need("words", step.words, "Enter what will show that it is done")
  case .setDue:
    return (step.dueOn == nil ? [FieldError("due_on", "Enter the day that is agreed")] : [])
      + need("words", step.words, "Enter why another day is agreed")
  case .waitFor:
    guard let ref = step.words, refs.contains(ref), ref != line.ref else {
      return [FieldError("words", "Enter the number of another row of this plan, like 14a")]
    }
    return []
  case .start, .submit, .unblock: return []
  }
}

/// Takes a step on a row. Throws `Invalid` where it may not be taken, `Refusal.changedByAnother` where somebody was
/// quicker.
package func takePlanStep(
  _ step: PlanStep, plan: ID<ImplementationPlan>, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let lines = try tx.lines(of: plan, on: now.day)
  guard let line = lines.first(where: { $0.item.id == step.item }) else { throw Refusal.notFound }
  guard try tx.countStep(step.item, version: step.number) else {
    throw Refusal.changedByAnother("Somebody else has changed this row since you opened it.")
  }
  let submitted = try tx.steps(of: plan).last { $0.item == step.item && $0.kind == .submit }
  try Invalid.check(
    problems(with: step, on: line, submitted: submitted, refs: Set(lines.map(\.ref)), by: caller))
  try tx.insert(step)
  try tx.append(
    .planStepTaken, about: step.item.of(), by: caller, at: now,
    changed: ["row": line.ref, "step": step.kind.rawValue, "due_on": step.dueOn?.description ?? ""]
      .filter { !$0.value.isEmpty },
    why: step.words)
}

extension EventKind {
  static let planStepTaken = EventKind("plan.step_taken", "moved a row of a plan on")
}
