package import Kernel
import PlanningEngine
package import Store

/// Simulates what waits, one scenario after another, until nothing does. Safe on several nodes at once: a scenario is held
/// by one of them, and taken on by another when that one has been gone for `hold` seconds. What is done is kept after each
/// `batch`, so that a run goes on after a restart where it was; the answer is the same as without one.
package func runScenarios(
  in database: Database, node: String, now: @escaping @Sendable () -> Instant, batch: Duration = .milliseconds(500),
  hold seconds: Int = 20
) async throws {
  let runner = ScenarioRunner(database: database, node: node, now: now, batch: batch, hold: seconds)
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
      let todo = Array(open[next...])
      let lines = try await onOwnThread { [batch] in
        let clock = ContinuousClock()
        let end = clock.now + batch
        var lines: [Replicated] = []
        for (pathway, number) in todo {
          lines.append(
            Replicated(pathway: pathway, number: number, figures: simulations[pathway]!.replication(number)))
          if clock.now >= end { break }
        }
        return lines
      }
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

  private func end(_ run: HeldRun, answer: String?, problem: String?) async throws {
    let now = now()
    try await database.write { [node] tx in
      guard try tx.endRun(run, answer: answer, problem: problem, node: node, at: now) else { return }
      try tx.append(
        answer == nil ? .runFailed : .runEnded, about: run.scenario.id.of(), by: .system, at: now, why: problem)
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
