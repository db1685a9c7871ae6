package import Kernel
package import Store

/// Says what came of an activity: at the next visit, or between two.
package func endActivity(
  _ chart: ActivityChart, _ outcome: ActivityOutcome, words: String?, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard try tx.updateEnded(chart.id, outcome, words: words, by: caller.name, at: now) else {
    throw Refusal.notNow("What came of this activity has been written down already.")
  }
  try tx.append(
    .activityEnded, about: chart.id.of(), child: chart.child, by: caller, at: now,
    changed: ["outcome": outcome.rawValue])
}

extension EventKind {
  static let activityEnded = EventKind("activity.ended", "said what came of an activity")
}
