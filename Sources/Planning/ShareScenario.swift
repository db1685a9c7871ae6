import Kernel
import Store

/// Shows a scenario to the board, or takes it back.
func shareScenario(_ scenario: Scenario, _ isShared: Bool, by caller: Caller, at now: Instant, in tx: Transaction)
  throws
{
  guard (scenario.sharedAt != nil) != isShared else { return }
  // The board has seen it: what was hidden then must not come to light by a later run.
  if !isShared { try tx.updateHeld(scenario.id, try tx.hiddenBefore(scenario)) }
  if isShared, scenario.question == .publication { try tx.checkOverlap(scenario.id, scenario.modelValue) }
  try tx.updateShared(scenario.id, at: isShared ? now : nil)
  try tx.append(isShared ? .scenarioShared : .scenarioTakenBack, about: scenario.id.of(), by: caller, at: now)
}

/// Stops the simulation. What is done is kept, so that it can go on.
func stopRun(_ scenario: Scenario, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard try tx.updateState(scenario.id, from: [.waiting, .running], to: .stopped) else {
    throw Refusal.notNow("This simulation is not running.")
  }
  try tx.append(.runStopped, about: scenario.id.of(), by: caller, at: now)
}

/// Lets a simulation that was stopped go on where it was.
func continueRun(_ scenario: Scenario, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard try tx.updateState(scenario.id, from: [.stopped, .failed], to: .waiting) else {
    throw Refusal.notNow("This simulation was not stopped.")
  }
  try tx.append(.runContinued, about: scenario.id.of(), by: caller, at: now)
}

extension EventKind {
  static let scenarioShared = EventKind("scenario.shared", "shared a planning scenario with the board")
  static let scenarioTakenBack = EventKind("scenario.taken_back", "took a planning scenario back from the board")
  static let runStopped = EventKind("scenario.run_stopped", "stopped a simulation")
  static let runContinued = EventKind("scenario.run_continued", "let a simulation go on")
}
