package import Kernel
package import Store
import Web

/// Sets a goal in the family's words, as the last of the plan's.
package func setGoal(
  _ new: NewGoal, id: ID<Goal>, support supportID: SupportID, child: ChildID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let support = try tx.support(supportID, of: child)
  try support.check(.editPlan)
  try Invalid.check(problems(with: new, today: now.day))
  let position = (try tx.value("SELECT max(position) FROM support_goal WHERE support_id = \(supportID)") ?? 0) + 1
  try tx.insert(Goal(new, id: id, support: support, position: position, at: now))
  try tx.append(.goalSet, about: id.of(), child: child, by: caller, at: now)
}

/// Changes a goal. Throws `changedByAnother` where somebody else did since it was read.
package func changeGoal(
  _ new: NewGoal, goal id: ID<Goal>, support supportID: SupportID, child: ChildID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let support = try tx.support(supportID, of: child)
  try support.check(.editPlan)
  var goal = try tx.goal(id, of: supportID)
  // A day that was right when it was set may be past now; only a new one is checked.
  let wrong = problems(with: new, today: now.day).filter { $0.field != "due_on" || new.dueOn != goal.dueOn }
  try Invalid.check(wrong)
  var changed: [String: String] = [:]
  if goal.words != new.words { changed["words"] = "changed" }
  if goal.owner != new.owner { changed["owner"] = "changed" }
  if goal.dueOn != new.dueOn { changed["due_on"] = "\(goal.dueOn) → \(new.dueOn)" }
  if goal.baseline != new.baseline { changed["baseline"] = "\(goal.baseline) → \(new.baseline)" }
  (goal.words, goal.whyItMatters, goal.domain, goal.owner) = (new.words, new.whyItMatters, new.domain, new.owner)
  (goal.dueOn, goal.baseline) = (new.dueOn, new.baseline)
  goal.version = new.version
  try tx.update(goal)
  try tx.append(.goalChanged, about: id.of(), child: child, by: caller, at: now, changed: changed)
}

/// Takes a goal out of the plan. It stays in the versions of the plan that were agreed.
package func dropGoal(
  _ id: ID<Goal>, support supportID: SupportID, child: ChildID, why: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try tx.support(supportID, of: child).check(.editPlan)
  var goal = try tx.goal(id, of: supportID)
  guard goal.state == .open else { throw Refusal.notNow("This goal is not open.") }
  goal.state = .dropped
  try tx.update(goal)
  for var action in try tx.actions(of: supportID) where action.goal == id && action.state == .open {
    (action.state, action.correction) = (.removed, "The goal was taken out")
    try tx.update(action)
  }
  try tx.append(
    .goalChanged, about: id.of(), child: child, by: caller, at: now, changed: ["state": "dropped"], why: why)
}

/// Moves a goal one place up. The family chooses what comes first.
package func raiseGoal(
  _ id: ID<Goal>, support supportID: SupportID, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try tx.support(supportID, of: child).check(.editPlan)
  let goals = try tx.goals(of: supportID)
  guard let place = goals.firstIndex(where: { $0.id == id }) else { throw Refusal.notFound }
  guard place > 0 else { return }
  var (upper, lower) = (goals[place - 1], goals[place])
  (upper.position, lower.position) = (lower.position, upper.position)
  try tx.update(upper)
  try tx.update(lower)
  try tx.append(.goalsOrdered, about: supportID.of(), child: child, by: caller, at: now)
}

/// Keeps what a family says about one of its goals, in their own words.
package func commentGoal(
  _ words: String, id: AnyID, goal: ID<Goal>, support supportID: SupportID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let goal = try tx.goal(goal, of: supportID)
  try tx.insertComment(id, goal: goal.id, words: words, by: caller.name, at: now)
  try tx.append(.goalCommented, about: goal.id.of(), child: goal.child, by: caller, at: now)
}
