import Clocks
package import Kernel
import People
package import Store
import Web

/// Records a review: how near each goal is, what changed, what the child said, and what was decided. Meets the review
/// clock, which starts the next. To step up, step down or close, the verb of that name follows.
package func recordReview(
  _ new: NewReview, id: ID<Review>, support supportID: SupportID, child: ChildID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  var support = try tx.support(supportID, of: child)
  try support.check(.review)
  let earlier = try tx.reviews(of: supportID)
  let last = try earlier.first?.heldOn ?? tx.planVersions(of: supportID).first?.agreedOn
  let latest = try tx.limit(.reviewAtMost, from: new.heldOn)
  let goals = try tx.goals(of: supportID)
  try Invalid.check(problems(with: new, goals: goals, last: last, latest: latest, today: now.day))
  try tx.insert(new, id: id, number: earlier.count + 1, support, by: caller, at: now)
  if let words = new.childSays {
    try tx.addOwnWords(
      newID(at: now), child: child, speaker: try tx.child(child).calledName, words: words,
      about: new.voice.occasion("the review on \(new.heldOn.long)"), by: caller, at: now)
  }
  try tx.meetClock(.review, about: supportID, at: moment(of: new.heldOn, now: now))
  if new.decision == .change { support.state = .planning }
  support.nextReviewOn = new.nextReviewOn
  try tx.update(&support, at: now)
  try tx.append(
    .reviewRecorded, about: id.of(), child: child, by: caller, at: now,
    changed: [
      "number": String(earlier.count + 1), "decision": new.decision.rawValue, "held_on": new.heldOn.description,
    ])
  try tellFamily(child, "The plan has been looked at again", key: "review \(id)", at: now, in: tx)
}

/// Puts a score right that was written down wrong. What stood there first is kept, with the reason.
package func correctScore(
  of goal: ID<Goal>, in review: ID<Review>, to score: Int, why: String, support supportID: SupportID, child: ChildID,
  by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let support = try tx.support(supportID, of: child)
  guard support.isOpen else { throw Refusal.notNow("The help has ended. Its scores stay as they are.") }
  let review = try tx.review(review, of: supportID)
  guard let old = try tx.score(review.id, goal) else { throw Invalid("goal", "Choose a goal of this review") }
  guard (0...Goal.steps).contains(score) else {
    throw Invalid("score", "The score must be between 0 and \(Goal.steps)")
  }
  guard old.score != score else { throw Invalid("score", "That is the score already. Enter what it should be") }
  try tx.correct(old, to: score, why: why, by: caller, at: now)
  try tx.append(
    .scoreCorrected, about: review.id.of(), child: child, by: caller, at: now,
    changed: ["goal": goal.description, "score": "\(old.score) → \(score)"], why: why)
}
