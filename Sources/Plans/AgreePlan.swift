import Clocks
package import Kernel
import People
package import Store
import Web

/// The family agrees the plan: a version of it is kept as it stands, and the clock to the next review starts.
package func agreePlan(
  _ new: NewAgreedPlan, support supportID: SupportID, child: ChildID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  var support = try tx.support(supportID, of: child)
  try support.check(.agreePlan)
  let goals = try tx.goals(of: supportID)
  let actions = try tx.actions(of: supportID)
  let latest = try tx.limit(.reviewAtMost, from: new.agreedOn)
  try Invalid.check(problems(with: new, goals: goals, actions: actions, latest: latest, today: now.day))
  let scores = try tx.scores(of: supportID)
  let snapshot = PlanSnapshot(
    goals: goals.filter { $0.state == .open }.map { goal in
      PlanSnapshot.Line(
        words: goal.words, owner: goal.owner.name, dueOn: goal.dueOn, steps: progress(of: goal, scores: scores).latest,
        actions: actions.filter { $0.goal == goal.id }.map { "\($0.what): \($0.owner.name), by \($0.dueOn.long)" })
    })
  support.planVersion += 1
  try tx.insert(new, number: support.planVersion, support, content: snapshot, by: caller, at: now)
  (support.state, support.nextReviewOn) = (.reviewing, new.nextReviewOn)
  try tx.update(&support, at: now)
  if try !tx.waitingClocks(of: supportID).contains(where: { $0.ruleID == .review }) {
    try tx.start(.review, for: support, at: moment(of: new.agreedOn, now: now), now: now)
  }
  try tx.append(
    .planAgreed, about: supportID.of(), child: child, by: caller, at: now,
    changed: [
      "version": String(support.planVersion), "goals": String(snapshot.goals.count),
      "next_review_on": new.nextReviewOn.description,
    ])
  try tellFamily(
    child, "The plan is ready to read", key: "plan.agreed \(supportID) \(support.planVersion)", at: now, in: tx)
}

/// Writes to those of the family who have their own view: that there is something new, and nothing of what it says.
func tellFamily(_ child: ChildID, _ subject: String, key: String, at now: Instant, in tx: Transaction) throws {
  let about = try tx.child(child)
  guard about.diedOn == nil else { return }
  let name = about.calledName
  for relation in try tx.relations(child) where relation.hasPortal && !relation.mayNotContact {
    guard let email = relation.email else { continue }
    try tx.send(
      Mail(to: email, subject: subject, body: "There is something new about \(name)’s plan. Sign in to read it."),
      at: now, key: "\(key) \(relation.person)")
  }
}
