package import Kernel
package import Store

/// Writes down what was seen of a child's development on a day: one event for all of it.
package func observeDevelopment(
  _ seen: [(item: ID<ChecklistItem>, state: ItemState)], on day: Day, child: ChildID, by caller: Caller,
  at now: Instant, newID: () -> ID<Observation>, in tx: Transaction
) throws {
  guard !seen.isEmpty else { return }
  for one in seen { try tx.insert(newID(), child: child, item: one.item, one.state, on: day, by: caller.name, at: now) }
  try tx.append(
    .developmentObserved, about: child.of(), child: child, by: caller, at: now,
    changed: ["on": day.description, "items": "\(seen.count)"])
}

/// Writes down how many weeks the pregnancy was: what is behind is then shown with and without the weeks that are missing.
package func notePregnancy(weeks: Int, child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  try tx.upsertPregnancy(child, weeks: weeks, by: caller.name, at: now)
  try tx.append(
    .pregnancyNoted, about: child.of(), child: child, by: caller, at: now, changed: ["weeks": "\(weeks)"])
}

extension EventKind {
  static let developmentObserved = EventKind("development.observed", "wrote down what the child can do")
  static let pregnancyNoted = EventKind("development.pregnancy", "wrote down how many weeks the pregnancy was")
}
