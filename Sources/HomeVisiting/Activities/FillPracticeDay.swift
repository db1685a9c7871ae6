package import Kernel
package import Store

/// Writes down how a day of practice went: by the family, or by the visitor from the paper chart. Throws `Refusal.notNow`
/// where the activity has ended.
package func fillPracticeDay(
  _ day: NewPracticeDay, _ chart: ActivityChart, isFromPaper: Bool, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard chart.isOpen else { throw Refusal.notNow("This activity has ended. Thank you for practising.") }
  try tx.upsert(day, chart: chart.id, isFromPaper: isFromPaper, by: caller.name, at: now)
  try tx.append(
    .practised, about: chart.id.of(), child: chart.child, by: caller, at: now,
    changed: ["on": day.on.description, "tries": "\(day.tries)", "well": "\(day.well)"])
}

extension EventKind {
  static let practised = EventKind("activity.practised", "wrote down a day of practice")
}
