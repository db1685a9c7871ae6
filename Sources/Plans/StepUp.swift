import Clocks
package import Kernel
import People
package import Store
import Web

// Step up (3 to 4) and step down (4 to 3). The episode stays the same and keeps its story; whoever leads leads on until
// the other team has accepted. A child at risk of harm does not wait for this: that is the front door's, at once.

let stepUpPart = "Asked to take over (step up)"

/// Asks another team to take over, with the assessment as it stands. That team gets a link to the child, so that its
/// manager can read what it is asked.
package func askStepUp(
  _ new: NewStepUp, id: ID<LevelStep>, support supportID: SupportID, child: ChildID, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  var support = try tx.support(supportID, of: child)
  try support.check(.askStepUp)
  guard support.level != .statutory else { throw Refusal.notNow("This is statutory help already.") }
  guard let assessment = try tx.lastCompleteAssessment(of: supportID) else {
    throw Refusal.notNow("Finish the assessment first: it goes with the step up.")
  }
  try Invalid.check(problems(with: new, today: now.day))
  guard let team = try tx.teams().first(where: { $0.id == new.team }) else {
    throw Invalid("team", "Choose a team from the list")
  }
  try tx.insertStep(
    id, support, .up, to: .statutory, reason: new.reason, assessment: assessment.id, team: team,
    handoverOn: new.handoverOn, isPending: true, by: caller, at: now)
  try tx.beginInvolvement(
    NewInvolvement(practitioner: nil, agency: team.agency, team: team.id, part: stepUpPart), child: child,
    id: newID(at: now), by: caller, at: now)
  (support.stateBefore, support.state) = (support.state, .stepUpPending)
  try tx.update(&support, at: now)
  try tx.append(
    .stepUpAsked, about: supportID.of(), child: child, by: caller, at: now,
    changed: ["team": team.id.description, "handover_on": new.handoverOn.description])
}

/// The team that was asked accepts: the level rises, and one of theirs leads from now.
package func acceptStepUp(
  support supportID: SupportID, child: ChildID, leader: PractitionerID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  var (support, step) = try answerable(supportID, child, by: caller, in: tx)
  let leads = try tx.practitioner(leader)
  guard leads.team == step.team else {
    throw Invalid("leader", "Choose somebody of \(step.teamName ?? "the team that was asked")")
  }
  try tx.answerStep(step.id, .accepted, why: nil, by: caller, at: now)
  try endStepUpLink(child, why: "Accepted: \(leads.name) leads", by: caller, at: now, in: tx)
  try tx.beginInvolvement(
    NewInvolvement(
      practitioner: leads.id, agency: leads.agency, team: leads.team, part: "Statutory help", isLead: true),
    child: child, id: newID(at: now), by: caller, at: now)
  support.level = .statutory
  (support.state, support.stateBefore) = (support.stateBefore ?? .reviewing, nil)
  try tx.update(&support, at: now)
  try tx.append(
    .stepUpAccepted, about: supportID.of(), child: child, by: caller, at: now,
    changed: ["level": "\(step.from.rawValue) → \(step.to.rawValue)"])
}

/// The team that was asked says no, and why. The help goes on as it was, and who led leads on.
package func declineStepUp(
  support supportID: SupportID, child: ChildID, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var (support, step) = try answerable(supportID, child, by: caller, in: tx)
  try tx.answerStep(step.id, .declined, why: why, by: caller, at: now)
  try endStepUpLink(child, why: "Declined", by: caller, at: now, in: tx)
  (support.state, support.stateBefore) = (support.stateBefore ?? .reviewing, nil)
  try tx.update(&support, at: now)
  try tx.append(.stepUpDeclined, about: supportID.of(), child: child, by: caller, at: now, why: why)
}

/// Steps down from statutory help: a team meeting is due within the limit (EH-DOWN), and a new lead must be named
/// before the plan starts.
package func stepDown(
  id: ID<LevelStep>, support supportID: SupportID, child: ChildID, reason: String, handoverOn: Day?,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var support = try tx.support(supportID, of: child)
  try support.check(.stepDown)
  guard support.level == .statutory else {
    throw Refusal.notNow("Only statutory help can step down. To change between levels 2 and 3, change the level.")
  }
  try tx.insertStep(id, support, .down, to: .targeted, reason: reason, handoverOn: handoverOn, by: caller, at: now)
  (support.level, support.state, support.steppedDownAt) = (.targeted, .stepDownReceived, now)
  try tx.update(&support, at: now)
  try tx.cancelClocks(about: supportID, rules: [.review], why: "Stepped down: a new plan is made", by: caller, at: now)
  try tx.start(.stepDown, for: support, at: now, now: now)
  try tx.append(
    .steppedDown, about: supportID.of(), child: child, by: caller, at: now, changed: ["level": "4 → 3"])
}

/// Starts the plan after a step down, once the team has met and a lead is named.
package func takeStepDown(
  support supportID: SupportID, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var support = try tx.support(supportID, of: child)
  try support.check(.takeStepDown)
  let since = support.steppedDownAt?.day ?? support.requestedAt.day
  guard try tx.meetings(of: supportID).contains(where: { $0.heldOn >= since }) else {
    throw Refusal.notNow("Hold a meeting of the team around the child first.")
  }
  guard try tx.circle(around: child).hasLead else { throw Refusal.notNow("Name who leads first.") }
  support.state = .planning
  try tx.update(&support, at: now)
  try tx.append(.stepDownTaken, about: supportID.of(), child: child, by: caller, at: now)
}

/// Changes between early help and targeted help. The story of the levels keeps it.
package func changeLevel(
  to level: HelpLevel, id: ID<LevelStep>, support supportID: SupportID, child: ChildID, reason: String,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var support = try tx.support(supportID, of: child)
  try support.check(.changeLevel)
  guard support.level != .statutory else { throw Refusal.notNow("Statutory help steps down first.") }
  guard level != .statutory else { throw Invalid("level", "To ask for statutory help, step up") }
  guard level != support.level else { throw Invalid("level", "That is the level already") }
  try tx.insertStep(id, support, .change, to: level, reason: reason, by: caller, at: now)
  let before = support.level
  support.level = level
  try tx.update(&support, at: now)
  try tx.append(
    .levelChanged, about: supportID.of(), child: child, by: caller, at: now,
    changed: ["level": "\(before.rawValue) → \(level.rawValue)"])
}

/// The support and the step that waits, where the caller is of the team that was asked.
private func answerable(
  _ id: SupportID, _ child: ChildID, by caller: Caller, in tx: Transaction
) throws -> (Support, LevelStep) {
  let support = try tx.support(id, of: child)
  try support.check(.answerStepUp)
  guard let step = try tx.pendingStep(of: id) else { throw Refusal.notFound }
  guard caller.account == nil || step.team.map(caller.teams.contains) ?? false else {
    throw Refusal.forbidden("Only \(step.teamName ?? "the team that was asked") can answer this.")
  }
  return (support, step)
}

private func endStepUpLink(_ child: ChildID, why: String, by caller: Caller, at now: Instant, in tx: Transaction) throws
{
  for link in try tx.involvements(child) where link.part == stepUpPart {
    try tx.endInvolvement(link.id, child: child, why: why, by: caller, at: now)
  }
}
