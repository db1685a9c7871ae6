package import Kernel
import PlanningEngine
package import Store
import Web
import Synchronization

/// Simulates what waits, one scenario after another, until nothing does. Safe on several nodes at once: a scenario is held
/// by one of them, and taken on by another when that one has been gone for `hold` seconds. What is done is kept after each
/// `batch`, so that a run goes on after a restart where it was; the answer is the same as without one, and the same on any
/// number of `threads`.
package func runScenarios(
  in database: Database, node: String, now: @escaping @Sendable () -> Instant, threads: Int = 1,
  batch: Duration = .milliseconds(500), hold seconds: Int = 20
) async throws {
  let runner = ScenarioRunner(
    database: database, node: node, now: now, threads: threads, batch: batch, hold: seconds)
  do {
    while !Task.isCancelled, let run = try await runner.take() { try await runner.simulate(run) }
  } catch is CancellationError {}
  // The node ends, or the run was broken off: somebody else may go on at once.
  await Task { try? await database.write(.process) { tx in try tx.releaseRuns(of: node) } }.value
}

private struct ScenarioRunner: Sendable {
  let database: Database
  let node: String
  let now: @Sendable () -> Instant
  let threads: Int
  let batch: Duration
  let hold: Int

  func take() async throws -> HeldRun? {
    let (now, until) = (now(), now().adding(seconds: hold))
    // Asked first without writing: mostly nothing waits.
    guard try await database.read({ tx in try tx.isAnyRunOpen(at: now) }) else { return nil }
    return try await database.write { [node] tx in try tx.takeRun(node: node, until: until, at: now) }
  }

  func simulate(_ run: HeldRun) async throws {
    do {
      let pathways = try run.scenario.pathways()
      let simulations = pathways.map { pathway in
        pathway.map {
          Simulation($0, seed: UInt64(run.scenario.seed), replications: run.scenario.replications)
        }
      }
      guard let figures = try await replicate(simulations, run) else { return }
      let scenario = run.scenario
      let answer = try await onOwnThread { try scenario.answer(pathways, figures).line }
      try await end(run, answer: answer, problem: nil)
    } catch let error as ModelError {
      try await end(run, answer: nil, problem: error.description)
    }
  }

  /// All replications of all pathways; nil where the run was stopped, or is another's now.
  private func replicate(
    _ simulations: [Simulation?], _ run: HeldRun
  ) async throws -> [Int: [Int: [Double]]]? {
    var figures = run.done
    var open: [(pathway: Int, number: Int)] = []
    for number in 0..<run.scenario.replications {
      for (pathway, simulation) in simulations.enumerated() where simulation != nil {
        if figures[pathway]?[number] == nil { open.append((pathway, number)) }
      }
    }
    var next = 0
    while next < open.count {
      try Task.checkCancellation()
      let lines = try await told(Array(open[next...]), simulations)
      next += lines.count
      for line in lines { figures[line.pathway, default: [:]][line.number] = line.figures }
      let done = figures.values.map(\.count).reduce(0, +)
      let until = now().adding(seconds: hold)
      guard
        try await database.write({ [node] tx in
          try tx.keepRun(run, lines, done: done, node: node, until: until)
        })
      else { return nil }
    }
    return figures
  }

  /// The first of what is open, as many as are told in one batch: each thread takes the next until the time is over, so
  /// none is left out between two.
  private func told(_ open: [(pathway: Int, number: Int)], _ simulations: [Simulation?]) async throws -> [Replicated] {
    let end = ContinuousClock().now + batch
    let row = Row()
    return try await withThrowingTaskGroup(of: [Replicated].self) { group in
      for _ in 0..<max(1, threads) {
        group.addTask {
          try await onOwnThread {
            var lines: [Replicated] = []
            repeat {
              let next = row.next()
              guard next < open.count else { break }
              let (pathway, number) = open[next]
              lines.append(
                Replicated(pathway: pathway, number: number, figures: simulations[pathway]!.replication(number)))
            } while ContinuousClock().now < end
            return lines
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  private func end(_ run: HeldRun, answer: String?, problem: String?) async throws {
    let now = now()
    try await database.write { [node] tx in
      guard try tx.endRun(run, answer: answer, problem: problem, node: node, at: now) else { return }
      try tx.append(
        answer == nil ? .runFailed : .runEnded, about: run.scenario.id.of(), by: .system, at: now, why: problem)
    }
  }
}

/// Numbers in a row for threads that share the work: 0, 1, 2, …
private final class Row: Sendable {
  private let given = Mutex(0)
  func next() -> Int {
    given.withLock { given in
      defer { given += 1 }
      return given
    }
  }
}

extension EventKind {
  static let runEnded = EventKind("scenario.run_ended", "finished a simulation")
  static let runFailed = EventKind("scenario.run_failed", "could not finish a simulation")
}

extension Transaction {
  fileprivate func isAnyRunOpen(at now: Instant) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM planning_scenario WHERE state = 'waiting' OR (state = 'running' AND held_until < \(now)) LIMIT 1
      """)
  }
}

extension Scenario {
  /// The pathways to simulate, by option; nil where an option has none.
  fileprivate func pathways() throws -> [PathwayModel?] {
    let value = ModelValue(modelValue)
    return question == .appraisal ? try AppraisalModel(value).pathways : [try PathwayModel(value)]
  }

  fileprivate func answer(_ pathways: [PathwayModel?], _ figures: [Int: [Int: [Double]]]) throws -> JSONValue {
    let results = pathways.enumerated().map { index, pathway in
      pathway.map { pathway in
        SimulationResult(
          names: pathway.outputs.map(\.name), figures: (0..<replications).map { figures[index]![$0]! })
      }
    }
    if question == .appraisal { return try AppraisalModel(ModelValue(modelValue)).answer(results) }
    return PathwayAnswer(pathways[0]!, results[0]!, seed: UInt64(seed)).json
  }
}
