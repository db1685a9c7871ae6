package import Kernel
package import Store
import Web

/// Adds something that somebody will do: a step towards a goal, or on its own.
package func addAction(
  _ new: NewAction, id: ID<PlanAction>, goal: ID<Goal>?, support supportID: SupportID, child: ChildID,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let support = try tx.support(supportID, of: child)
  try support.check(.doAction)
  try Invalid.check(problems(with: new, today: now.day))
  if let goal {
    guard try tx.goal(goal, of: supportID).state == .open else { throw Refusal.notNow("This goal is not open.") }
  }
  try tx.insert(new, id: id, support, goal: goal, meeting: nil, by: caller, at: now)
  try tx.append(
    .actionAdded, about: id.of(), child: child, by: caller, at: now, changed: ["due_on": new.dueOn.description])
}

/// Marks what was agreed as done.
package func doAction(
  _ id: ID<PlanAction>, support supportID: SupportID, child: ChildID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try tx.support(supportID, of: child).check(.doAction)
  var action = try tx.action(id, of: supportID)
  guard action.state == .open else { throw Refusal.notNow("This is not waiting to be done.") }
  (action.state, action.doneOn, action.doneBy) = (.done, now.day, caller.name)
  try tx.update(action)
  try tx.append(.actionDone, about: id.of(), child: child, by: caller, at: now)
}

/// Puts right a mistake: what was marked as done goes back, or what should not be there is taken out.
package func correctAction(
  _ id: ID<PlanAction>, remove: Bool, why: String, support supportID: SupportID, child: ChildID, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  try tx.support(supportID, of: child).check(.doAction)
  var action = try tx.action(id, of: supportID)
  let before = action.state
  guard remove ? before == .open || before == .done : before == .done else {
    throw Refusal.notNow("This cannot be put right any more.")
  }
  (action.state, action.doneOn, action.doneBy) = (remove ? .removed : .open, nil, nil)
  action.correction = why
  try tx.update(action)
  try tx.append(
    .actionCorrected, about: id.of(), child: child, by: caller, at: now,
    changed: ["state": "\(before.rawValue) → \(action.state.rawValue)"], why: why)
}
