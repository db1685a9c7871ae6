import Clocks
package import Kernel
import People
package import Store
import Web

// Closing takes two: who works with the family asks, and a manager agrees.

/// Asks to close: why, what is in place now, and who the family can call.
package func askToClose(
  _ new: NewClosing, support supportID: SupportID, child: ChildID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  var support = try tx.support(supportID, of: child)
  try support.check(.askToClose)
  try Invalid.check(problems(with: new, level: support.level))
  (support.closeReason, support.inPlace, support.whoToCall) = (new.reason, new.inPlace, new.whoToCall)
  (support.closingAskedBy, support.closingAskedAt) = (caller.name, now)
  (support.stateBefore, support.state) = (support.state, .closing)
  try tx.update(&support, at: now)
  try tx.append(
    .closingAsked, about: supportID.of(), child: child, by: caller, at: now, changed: ["reason": new.reason.rawValue])
}

/// The manager agrees: the help ends. Goals get the state that they have come to, what was left to do stops, clocks
/// end, and so do the links that the help began.
package func agreeToClose(
  support supportID: SupportID, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var support = try tx.support(supportID, of: child)
  try support.check(.agreeToClose)
  let scores = try tx.scores(of: supportID)
  for var goal in try tx.goals(of: supportID) where goal.state == .open {
    goal.state = stateOnClosing(progress(of: goal, scores: scores))
    try tx.update(goal)
  }
  try tx.stopActions(of: supportID)
  try tx.cancelClocks(about: supportID, why: "The help has ended", by: caller, at: now)
  (support.state, support.stateBefore, support.closedAt, support.nextReviewOn) = (.closed, nil, now, nil)
  try tx.update(&support, at: now)
  try endLinks(of: support, why: "Early help closed", by: caller, at: now, in: tx)
  try tx.append(
    .supportClosed, about: supportID.of(), child: child, by: caller, at: now,
    changed: ["reason": support.closeReason?.rawValue ?? ""])
  try tellFamily(child, "The help has come to an end", key: "support.closed \(supportID) \(now)", at: now, in: tx)
}

/// The manager does not agree to close: the help goes on where it was.
package func carryOn(
  support supportID: SupportID, child: ChildID, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var support = try tx.support(supportID, of: child)
  try support.check(.carryOn)
  (support.state, support.stateBefore) = (support.stateBefore ?? .reviewing, nil)
  (support.closeReason, support.inPlace, support.whoToCall) = (nil, nil, nil)
  (support.closingAskedBy, support.closingAskedAt) = (nil, nil)
  try tx.update(&support, at: now)
  try tx.append(.closingRefused, about: supportID.of(), child: child, by: caller, at: now, why: why)
}

/// Starts help again that was closed: the same episode with its story. Flagged where it closed within the year
/// (EH-AGAIN). It waits to be given to somebody.
package func reopenSupport(
  _ supportID: SupportID, child: ChildID, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var support = try tx.support(supportID, of: child)
  try support.check(.reopen)
  guard try tx.openSupport(of: child) == nil else {
    throw Refusal.notNow("This child has other early help open already.")
  }
  support.isAgainWithinYear = try support.isWithinYearOfClosing(at: now, in: tx)
  support.state = stateOnReopening(
    agreedUntil: support.isAgreementTakenBack ? nil : support.agreedUntil, answer: support.answer,
    isAssessed: support.assessedAt != nil, today: now.day)
  (support.reopenedAt, support.reopenedWhy) = (now, why)
  (support.practitioner, support.allocatedAt) = (nil, nil)
  (support.closedAt, support.closeReason, support.inPlace, support.whoToCall) = (nil, nil, nil, nil)
  (support.closingAskedBy, support.closingAskedAt) = (nil, nil)
  try tx.update(&support, at: now)
  for var goal in try tx.goals(of: supportID) where goal.state == .partlyReached || goal.state == .notReached {
    goal.state = .open
    try tx.update(goal)
  }
  try linkTeam(of: support, by: caller, at: now, in: tx)
  if support.state == .agreed { try tx.start(.assessment, for: support, at: now, now: now) }
  try tx.append(
    .supportReopened, about: supportID.of(), child: child, by: caller, at: now,
    changed: support.isAgainWithinYear ? ["again_within_year": "yes"] : [:], why: why)
}
