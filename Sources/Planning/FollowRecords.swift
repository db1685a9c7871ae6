package import Kernel
package import Store
import Web

/// Answers anew those scenarios that follow the live records, where these have moved: each once a day at most, and only
/// when its last answer is complete. Safe on several nodes at once. How many were answered anew is the answer.
@discardableResult package func followLiveRecords(
  in database: Database, live read: @escaping ReadLive, at now: Instant
) async throws -> Int {
  let (following, live, lists) = try await database.read { tx in
    let following = try tx.followingScenarios(changedBefore: now.adding(minutes: -20 * 60))
    return (
      following, following.isEmpty ? LiveFigures(on: now.day) : try read(.system, now, tx),
      following.isEmpty ? [] : try tx.listScenarios()
    )
  }
  var count = 0
  for scenario in following where !scenario.moved(live, lists: lists).isEmpty {
    if try await answerAnew(scenario, live, lists, at: now, database) { count += 1 }
  }
  return count
}

/// False where its figures of today make no model, or somebody else has changed it meanwhile: then it stays as it is, and
/// its page says that the records have moved.
private func answerAnew(
  _ scenario: Scenario, _ live: LiveFigures, _ lists: [Scenario], at now: Instant, _ database: Database
) async throws -> Bool {
  guard let entry = scenario.refilled(from: live) else { return false }
  var context = FormContext(live: live, by: scenario.by, lists: lists)
  context.before = scenario.inputLines
  (context.held, context.published) = try await database.read { tx in
    (try tx.hiddenBefore(scenario), try tx.publishedTables())
  }
  do {
    let new = try await newScenario(scenario.question, entry, context)
    try await database.write { tx in
      try changeScenario(
        scenario.id, new, version: scenario.version, why: "the live records have moved", by: .system, at: now, in: tx)
    }
    return true
  } catch is Invalid {
    return false
  } catch Refusal.changedByAnother {
    return false
  } catch Refusal.notNow {
    return false
  }
}

extension Transaction {
  /// All lists, for what builds on them.
  fileprivate func listScenarios() throws -> [Scenario] {
    try all(
      "SELECT \(Scenario.columns) FROM planning_scenario WHERE question = \(Question.list) AND removed_at IS NULL")
  }
}
