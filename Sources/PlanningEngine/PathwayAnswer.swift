/// What is said about a pathway: the figures of the simulation, the answer by formula beside them, how loaded each
/// stage is.
package struct PathwayAnswer: Sendable {
  package let json: JSONValue

  package init(_ model: PathwayModel, _ result: SimulationResult, seed: UInt64, isDetailed: Bool = false) {
    guard case .object(var answer) = result.answer else { preconditionFailure("an answer is an object") }
    answer["fluid"] = Self.fluid(model)
    answer["stages"] = Self.stages(model)
    answer["replications"] = .number(Double(result.figures.count))
    answer["seed"] = .number(Double(seed))
    answer["hidden_wait"] = Self.hiddenWait(model, result)
    if isDetailed {
      answer["each"] = .object(
        Dictionary(
          uniqueKeysWithValues: result.names.enumerated().map { index, name in
            (name, .numbers(result.figures.map { $0[index] }))
          }))
    }
    json = .object(answer)
  }

  /// The answer at once: the asked figures as a liquid gives them.
  package static func fluid(_ model: PathwayModel) -> JSONValue {
    var fluid = Fluid(model)
    return .object(fluid.answer().mapValues { $0.map(JSONValue.number) ?? .null })
  }

  /// How loaded each stage is, and what that means.
  package static func stages(_ model: PathwayModel) -> JSONValue {
    .list(model.stages.indices.map { stage($0, of: model) })
  }

  /// Load: the work that comes over the work that can be done, over the whole story. No more comes to a stage than the
  /// stages before it can do.
  package static func load(ofStage index: Int, in model: PathwayModel) -> Double {
    var come = model.arrivals.expected(from: 0, to: model.horizon, yearLength: model.yearLength)
    func most(_ stage: PathwayModel.Stage) -> Double {
      stage.timetable.capacity(from: 0, to: model.horizon) / stage.service.mean
    }
    for stage in model.stages[..<index] { come = min(come, most(stage)) * stage.goesOn }
    return come / most(model.stages[index])
  }

  private static func stage(_ index: Int, of model: PathwayModel) -> JSONValue {
    let load = load(ofStage: index, in: model)
    let stage = model.stages[index]
    let words =
      load > 1.2
      ? "More comes than can be done: the list grows until people leave it. The answer by formula is good here."
      : load > 1
        ? "More comes than can be done: unless enough people leave, the list grows. The simulation says how it goes."
        : load > 0.95
          ? "Almost all that can be done is needed: waits swing widely from year to year."
          : "There is room: waits come from chance alone."
    return [
      "name": .text(stage.name), "load": .number(load),
      "capacity_per_year": .number(
        stage.timetable.capacity(from: 0, to: model.horizon) / stage.service.mean / model.years),
      "words": .text(words),
    ]
  }

  /// The wait of those who are seen now beside the wait that somebody who joins today can expect, wherever a model asks
  /// for both of the same stage and group: the first hides the second.
  private static func hiddenWait(_ model: PathwayModel, _ result: SimulationResult) -> JSONValue {
    var rows: [JSONValue] = []
    for (index, output) in model.outputs.enumerated() {
      guard case .joining(let stage, let group, let time) = output.measure else { continue }
      let seen = model.outputs.firstIndex {
        if case .wait(stage, group, let window, .mean) = $0.measure { return window.to == time }
        return false
      }
      var row: [String: JSONValue] = [
        "stage": .text(model.stages[stage].name), "group": .text(model.groups[group].name), "at": .number(time),
        "joining_today": .number(result.summary(index).mean),
      ]
      if let seen { row["seen_now"] = .number(result.summary(seen).mean) }
      rows.append(.object(row))
    }
    return .list(rows)
  }
}
