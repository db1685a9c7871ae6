import Kernel
import People
import Store

/// The child has died: early help ends, without a letter and without a judgement. Goals stay as they were, what was left
/// to do stops, and a step up that waits for its answer needs none. People stops the clocks.
@Sendable func endSupport(ofChild child: ChildID, _ day: Day, by caller: Caller, at now: Instant, in tx: Transaction)
  throws
{
  for var support in try tx.supports(of: child) where support.isOpen {
    if let step = try tx.pendingStep(of: support.id) {
      try tx.answerStep(step.id, .declined, why: deathReason, by: caller, at: now)
    }
    try tx.stopActions(of: support.id)
    (support.state, support.stateBefore, support.closeReason) = (.closed, nil, .died)
    (support.closedAt, support.nextReviewOn) = (now, nil)
    try tx.update(&support, at: now)
    try tx.append(
      .supportClosed, about: support.id.of(), child: child, by: caller, at: now,
      changed: ["reason": CloseReason.died.rawValue])
  }
}
