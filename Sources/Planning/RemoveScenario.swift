import Kernel
import Store

/// Takes a scenario away from everybody, the board included. What is being simulated stops. Nothing is lost: a planner can
/// bring it back.
func removeScenario(_ scenario: Scenario, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  try tx.updateRemoved(scenario.id, by: caller.name, at: now)
  try tx.append(.scenarioRemoved, about: scenario.id.of(), by: caller, at: now, changed: ["name": scenario.name])
}

/// Brings a removed scenario back as it was: shared, if it was shared. A simulation that was stopped waits to be let go on.
func bringBackScenario(_ scenario: Scenario, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard scenario.removedAt != nil else { throw Refusal.notNow("This scenario is not removed.") }
  try tx.updateBroughtBack(scenario.id)
  try tx.append(.scenarioBroughtBack, about: scenario.id.of(), by: caller, at: now)
}

extension EventKind {
  static let scenarioRemoved = EventKind("scenario.removed", "removed a planning scenario")
  static let scenarioBroughtBack = EventKind("scenario.brought_back", "brought back a planning scenario")
}
