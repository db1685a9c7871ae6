/// Many replications of a pathway. The work can be spread over threads, stopped, and taken up again: a replication
/// depends on the model, the seed and its number, on nothing else.
package struct Simulation: Sendable {
  package let model: PathwayModel
  package let seed: UInt64
  package let replications: Int
  private let plan: PathwayPlan

  package init(_ model: PathwayModel, seed: UInt64, replications: Int) {
    (self.model, self.seed, self.replications) = (model, seed, replications)
    plan = PathwayPlan(model)
  }

  /// The figures of one replication, in the order of the model's outputs. Two of a pair of options with the same number
  /// meet the same people with the same luck.
  package func replication(_ number: Int) -> [Double] {
    var replication = Replication(plan, seed: seed, number: number)
    return replication.run()
  }

  /// Runs what is not done yet, `threads` at a time, and calls `each` after every replication, one call at a time: for
  /// progress, and to keep what is done (give it back as `done` to go on after a restart). Stops with
  /// `CancellationError` when its task is cancelled or `each` throws.
  package func run(
    threads: Int, done: [Int: [Double]] = [:],
    each: (_ number: Int, _ figures: [Double]) async throws -> Void = { _, _ in }
  ) async throws -> SimulationResult {
    var figures = done.filter { $0.key < replications && $0.value.count == model.outputs.count }
    let open = (0..<replications).filter { figures[$0] == nil }
    try await withThrowingTaskGroup(of: (Int, [Double]).self) { group in
      var next = open.makeIterator()
      func add() {
        guard let number = next.next() else { return }
        group.addTask {
          try Task.checkCancellation()
          return (number, replication(number))
        }
      }
      for _ in 0..<max(1, threads) { add() }
      while let (number, values) = try await group.next() {
        add()
        figures[number] = values
        try await each(number, values)
      }
    }
    return SimulationResult(names: model.outputs.map(\.name), figures: (0..<replications).map { figures[$0]! })
  }
}

/// What the replications say together.
package struct SimulationResult: Equatable, Sendable {
  package let names: [String]
  /// By replication, each in the order of the names.
  package let figures: [[Double]]

  package init(names: [String], figures: [[Double]]) { (self.names, self.figures) = (names, figures) }

  /// The answer by formula as if it were one replication: for what must be said before anything is simulated.
  package static func byFormula(_ model: PathwayModel) -> SimulationResult {
    var fluid = Fluid(model)
    let answer = fluid.answer()
    let names = model.outputs.map(\.name)
    return SimulationResult(names: names, figures: [names.map { (answer[$0] ?? nil) ?? .nan }])
  }

  /// One figure over the replications.
  package struct Summary: Equatable, Sendable {
    package let mean: Double
    package let sd: Double
    /// Replications in which there was something to measure.
    package let count: Int
    /// Where eight in ten replications lie: what one year may really bring.
    package let low: Double
    package let high: Double
    /// How far the mean itself may be off, 95 %.
    package var meanError: Double { count > 1 ? 1.96 * sd / Double(count).squareRoot() : .nan }
  }

  package func summary(_ name: String) -> Summary? { names.firstIndex(of: name).map(summary) }

  func summary(_ index: Int) -> Summary {
    let values = figures.map { $0[index] }.filter(\.isFinite)
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let sorted = values.sorted()
    return Summary(
      mean: mean, sd: values.count > 1 ? (squares / (count - 1)).squareRoot() : .nan, count: values.count,
      low: quantile(0.1, of: sorted), high: quantile(0.9, of: sorted))
  }

  package var answer: JSONValue {
    var outputs: [String: JSONValue] = [:]
    for (index, name) in names.enumerated() {
      let summary = summary(index)
      outputs[name] = [
        "mean": .number(summary.mean), "sd": .number(summary.sd), "n": .number(Double(summary.count)),
        "low": .number(summary.low), "high": .number(summary.high), "mean_error": .number(summary.meanError),
      ]
    }
    return ["outputs": .object(outputs)]
  }
}
