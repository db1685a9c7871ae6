import Foundation
import Kernel
import PlanningEngine
import Store

/// A scenario as it is written: made from what was typed, with its answer at once.
struct NewScenario: Sendable {
  let question: Question
  let name: String
  let note: String?
  let typed: String
  let model: String
  let inputs: String
  let atOnce: String
  let replications: Int
  let seed: Int
  /// How many replications there are to simulate; 0 where everything is answered at once.
  let total: Int
  /// Whether it is to be answered anew by itself when the live records have moved.
  var followsLive = false
  /// What earlier runs hid: it is hidden in this one too.
  var held: Set<[String?]> = []
  var state: RunState { total > 0 ? .waiting : .answered }
  var modelValue: JSONValue { (try? JSONValue(parsing: Data(model.utf8))) ?? .null }
}

extension Transaction {
  /// Throws `notFound` where there is none, or it is removed, or not shared with somebody who may only read what is.
  func scenario(_ id: ID<Scenario>, for caller: Caller) throws -> Scenario {
    try one("SELECT \(Scenario.columns) FROM planning_scenario WHERE id = \(id) AND \(mayBeRead(by: caller))")
  }

  /// The same; planners find those too that are removed.
  func scenarioOrRemoved(_ id: ID<Scenario>, for caller: Caller) throws -> Scenario {
    guard caller.holds(.plan) else { return try scenario(id, for: caller) }
    return try one("SELECT \(Scenario.columns) FROM planning_scenario WHERE id = \(id)")
  }

  /// Those that are removed, the last first.
  func removedScenarios(limit: Int, offset: Int) throws -> [Scenario] {
    try all(
      """
      SELECT \(Scenario.columns) FROM planning_scenario WHERE removed_at IS NOT NULL
      ORDER BY removed_at DESC, id DESC LIMIT \(limit) OFFSET \(offset)
      """)
  }

  /// Answered scenarios that follow the live records and were last changed before `limit`.
  func followingScenarios(changedBefore limit: Instant) throws -> [Scenario] {
    try all(
      """
      SELECT \(Scenario.columns) FROM planning_scenario
      WHERE follows_live AND removed_at IS NULL AND state = 'answered' AND changed_at < \(limit) ORDER BY changed_at, id
      """)
  }

  /// What this caller may read, the newest first.
  func scenarios(for caller: Caller, limit: Int, offset: Int = 0) throws -> [Scenario] {
    try all(
      """
      SELECT \(Scenario.columns) FROM planning_scenario WHERE \(mayBeRead(by: caller))
      ORDER BY changed_at DESC, id DESC LIMIT \(limit) OFFSET \(offset)
      """)
  }
  func scenarios(of question: Question, for caller: Caller) throws -> [Scenario] {
    try all(
      """
      SELECT \(Scenario.columns) FROM planning_scenario WHERE question = \(question) AND \(mayBeRead(by: caller))
      ORDER BY name, id LIMIT 200
      """)
  }

  func insert(_ id: ID<Scenario>, _ new: NewScenario, by caller: Caller, at now: Instant) throws {
    let answeredAt = new.total == 0 ? now : nil
    try run(
      """
      INSERT INTO planning_scenario (id, question, name, note, typed, model, inputs, at_once, state, replications, seed,
        done, total, by_account, by_name, created_at, changed_at, answered_at, follows_live, version)
      VALUES (\(id), \(new.question), \(new.name), \(new.note), \(new.typed), \(new.model), \(new.inputs),
        \(new.atOnce), \(new.state), \(new.replications), \(new.seed), 0, \(new.total), \(caller.account),
        \(caller.name), \(now), \(now), \(answeredAt), \(new.followsLive), 1)
      """)
  }

  /// False where it has moved on since that version, or is removed. What was simulated before is forgotten. Where the
  /// system answers anew, it stays the scenario of whoever kept it.
  func update(_ id: ID<Scenario>, _ new: NewScenario, version: Int, by caller: Caller, at now: Instant) throws -> Bool {
    let answeredAt = new.total == 0 ? now : nil
    let author: SQL =
      caller.account == nil ? "" : "by_account = \(caller.account), by_name = \(caller.name),"
    let changed = try run(
      """
      UPDATE planning_scenario SET name = \(new.name), note = \(new.note), typed = \(new.typed), model = \(new.model),
        inputs = \(new.inputs), at_once = \(new.atOnce), answer = NULL, state = \(new.state), problem = NULL,
        replications = \(new.replications), seed = \(new.seed), done = 0, total = \(new.total), held_by = NULL,
        held_until = NULL, \(author) changed_at = \(now), answered_at = \(answeredAt), follows_live = \(new.followsLive),
        held = \(heldText(new.held)), version = version + 1
      WHERE id = \(id) AND version = \(version) AND removed_at IS NULL
      """)
    try run("DELETE FROM planning_replication WHERE scenario_id = \(id)")
    return changed == 1
  }

  func updateShared(_ id: ID<Scenario>, at: Instant?) throws {
    try run("UPDATE planning_scenario SET shared_at = \(at) WHERE id = \(id)")
  }
  func updateHeld(_ id: ID<Scenario>, _ held: Set<[String?]>) throws {
    try run("UPDATE planning_scenario SET held = \(heldText(held)) WHERE id = \(id)")
  }
  /// Away for everybody: what is being simulated stops, and everything is kept.
  func updateRemoved(_ id: ID<Scenario>, by name: String, at now: Instant) throws {
    try run(
      """
      UPDATE planning_scenario SET removed_at = \(now), removed_by = \(name), held_by = NULL, held_until = NULL,
        state = CASE WHEN state IN ('waiting', 'running') THEN 'stopped' ELSE state END
      WHERE id = \(id)
      """)
  }
  func updateBroughtBack(_ id: ID<Scenario>) throws {
    try run("UPDATE planning_scenario SET removed_at = NULL, removed_by = NULL WHERE id = \(id)")
  }
  /// From one of the states to another; false where it was in none of them.
  func updateState(_ id: ID<Scenario>, from states: [RunState], to state: RunState) throws -> Bool {
    try run(
      """
      UPDATE planning_scenario SET state = \(state), held_by = NULL, held_until = NULL, problem = NULL
      WHERE id = \(id) AND state IN \(list: states.map(\.rawValue)) AND removed_at IS NULL
      """) == 1
  }
}

/// The condition under which a caller may read a scenario that is not removed: planners all, others what is shared with the
/// board.
private func mayBeRead(by caller: Caller) -> SQL {
  caller.holds(.plan) ? "removed_at IS NULL" : "removed_at IS NULL AND shared_at IS NOT NULL"
}

// MARK: The simulation in the background

/// A simulation that this node has taken on.
struct HeldRun: Sendable {
  let scenario: Scenario
  /// What is done already: the figures by pathway and number.
  let done: [Int: [Int: [Double]]]
}

extension Transaction {
  /// Takes on the oldest simulation that waits, or whose node is gone; nil where there is none.
  func takeRun(node: String, until: Instant, at now: Instant) throws -> HeldRun? {
    guard
      let found: Scenario = try first(
        """
        SELECT \(Scenario.columns) FROM planning_scenario
        WHERE state = 'waiting' OR (state = 'running' AND held_until < \(now))
        ORDER BY created_at, id LIMIT 1
        """)
    else { return nil }
    let taken = try run(
      """
      UPDATE planning_scenario SET state = 'running', held_by = \(node), held_until = \(until)
      WHERE id = \(found.id) AND version = \(found.version)
        AND (state = 'waiting' OR (state = 'running' AND held_until < \(now)))
      """)
    guard taken == 1 else { return nil }
    var done: [Int: [Int: [Double]]] = [:]
    for line in try replications(of: found.id) { done[line.pathway, default: [:]][line.number] = line.figures }
    return HeldRun(scenario: found, done: done)
  }

  /// What is simulated of a scenario so far. It stays when the simulation has ended: two scenarios are compared by it.
  func replications(of id: ID<Scenario>) throws -> [Replicated] {
    try rows("SELECT pathway, number, figures FROM planning_replication WHERE scenario_id = \(id)") {
      Replicated(pathway: try $0[0], number: try $0[1], figures: figures(from: try $0[2]))
    }
  }

  /// Keeps what was simulated since the last time, and holds on. False where the run is no longer this node's: stopped,
  /// changed, or taken on by another.
  func keepRun(_ run: HeldRun, _ lines: [Replicated], done: Int, node: String, until: Instant) throws -> Bool {
    let id = run.scenario.id
    let kept = try self.run(
      """
      UPDATE planning_scenario SET done = \(done), held_until = \(until)
      WHERE id = \(id) AND version = \(run.scenario.version) AND state = 'running' AND held_by = \(node)
      """)
    guard kept == 1 else { return false }
    for line in lines {
      try self.run(
        """
        INSERT INTO planning_replication (scenario_id, pathway, number, figures)
        VALUES (\(id), \(line.pathway), \(line.number), \(text(of: line.figures))) ON CONFLICT DO NOTHING
        """)
    }
    return true
  }

  /// The run is over: with an answer, or with what went wrong.
  func endRun(_ run: HeldRun, answer: String?, problem: String?, node: String, at now: Instant) throws -> Bool {
    let state: RunState = answer == nil ? .failed : .answered
    let ended = try self.run(
      """
      UPDATE planning_scenario SET answer = \(answer), problem = \(problem), state = \(state), held_by = NULL,
        held_until = NULL, answered_at = \(now)
      WHERE id = \(run.scenario.id) AND version = \(run.scenario.version) AND state = 'running' AND held_by = \(node)
      """)
    return ended == 1
  }

  /// Gives back what this node holds, for the next to go on with.
  func releaseRuns(of node: String) throws {
    try run(
      "UPDATE planning_scenario SET state = 'waiting', held_by = NULL, held_until = NULL WHERE held_by = \(node)")
  }
}

/// The figures of one replication of one pathway.
struct Replicated: Sendable {
  let pathway: Int
  let number: Int
  let figures: [Double]
}

/// Bit by bit: a run that goes on after a restart gives the same answer to the last digit.
private func text(of figures: [Double]) -> String {
  figures.map { String($0.bitPattern, radix: 16) }.joined(separator: " ")
}
private func figures(from text: String) -> [Double] {
  text.split(separator: " ").compactMap { UInt64($0, radix: 16).map(Double.init(bitPattern:)) }
}
