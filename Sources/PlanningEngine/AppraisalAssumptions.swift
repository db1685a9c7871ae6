import Foundation

/// What was assumed of the world, and how far off it may be before another option leads. Each assumption is changed alone,
/// from half to double, for all options at once; pathways are told by formula.
extension AppraisalModel {
  /// Figures of the model that stand for one thing, and move together.
  struct Assumption: Sendable {
    /// "People who join in a year"
    let name: String
    let figures: [(path: String, now: Double)]
    /// What it is now, as people would say it.
    let now: Double
    var most = Double.infinity
    var isWhole = false
    /// Money changes no pathway.
    var isMoney = false
  }

  /// The names of what was tried, and of those that flip the answer the nearest point at which they do. Both are empty
  /// where some figure has no formula.
  package func assumptionFlips() -> (tried: [String], flips: [Appraisal.Flip]) {
    let usual = byFormula
    guard let leader = leader(usual) else { return ([], []) }
    let assumptions = moneyAssumptions + pathwayAssumptions
    let flips = assumptions.compactMap { flip(of: $0, leader: leader, usual: usual) }
    return (assumptions.map(\.name), flips)
  }

  /// Every option by formula; of a pathway no more is asked than the criteria need.
  private var byFormula: [SimulationResult?] {
    let needed = Set(
      criteria.compactMap { criterion -> Int? in if case .figure(let index) = criterion.source { index } else { nil } })
    return pathways.map { pathway in
      guard var pathway else { return nil }
      pathway.outputs = pathway.outputs.enumerated().map { index, output in
        needed.contains(index)
          ? output : .init(name: output.name, measure: .count(.arrivals, group: nil, .init(from: 0, to: 0)))
      }
      return SimulationResult.byFormula(pathway)
    }
  }

  /// The nearer of the two ways to another answer: first a coarse look downwards and upwards, then halving.
  private func flip(of assumption: Assumption, leader: Int, usual: [SimulationResult?]) -> Appraisal.Flip? {
    let brackets = [[0.75, 0.5], [1.35, 2]].compactMap { steps -> (held: Double, flipped: Double, to: Int)? in
      var held = 1.0
      for step in steps {
        guard let found = self.leader(assumption, times: step, usual: usual) else { return nil }
        if found != leader { return (held, step, found) }
        held = step
      }
      return nil
    }
    guard var near = brackets.min(by: { abs(log($0.flipped)) < abs(log($1.flipped)) }) else { return nil }
    for _ in 0..<6 {
      let middle = (near.held + near.flipped) / 2
      guard let found = self.leader(assumption, times: middle, usual: usual) else { break }
      if found == leader { near.held = middle } else { (near.flipped, near.to) = (middle, found) }
    }
    return Appraisal.Flip(
      criterion: assumption.name, now: assumption.now, flipsAt: min(assumption.most, assumption.now * near.flipped),
      to: options[near.to])
  }

  /// Who leads with the assumption multiplied; nil where that cannot be told by formula.
  private func leader(_ assumption: Assumption, times factor: Double, usual: [SimulationResult?]) -> Int? {
    var changed = json
    for (path, now) in assumption.figures {
      let value = min(assumption.most, now * factor)
      guard let next = try? changed.setting(path, to: .number(assumption.isWhole ? value.rounded() : value)) else {
        return nil
      }
      changed = next
    }
    guard let model = try? AppraisalModel(ModelValue(changed)) else { return nil }
    return model.leader(assumption.isMoney ? usual : model.byFormula)
  }

  // MARK: What was assumed

  private var moneyAssumptions: [Assumption] {
    details.enumerated().flatMap { index, option -> [Assumption] in
      let costs = option.cost.byYear.enumerated().filter { $0.element != 0 }.map {
        (path: "options[\(index)].costs[\($0.offset)]", now: $0.element)
      }
      let cost = Assumption(
        name: "Cost of “\(option.name)” over the years, £", figures: costs, now: option.cost.total, isMoney: true)
      let risks = option.cost.risks.enumerated().filter { $0.element.chance > 0 }.map { number, risk in
        Assumption(
          name: "Chance that “\(option.name)” meets: \(risk.name)",
          figures: [("options[\(index)].risks[\(number)].chance", risk.chance)], now: risk.chance, most: 1,
          isMoney: true)
      }
      return (costs.isEmpty ? [] : [cost]) + risks
    }
  }

  private var pathwayAssumptions: [Assumption] {
    guard let pathway = try? ModelValue(json).optional("pathway") else { return [] }
    var found: [Assumption] = []
    if let perYear = try? pathway.field("arrivals").field("per_year") {
      found += assumption("People who join in a year", [perYear])
    }
    for stage in (try? pathway.field("stages").list()) ?? [] {
      guard let name = try? stage.field("name").text(), let service = try? stage.field("service").spread else {
        continue
      }
      found += assumption("How long one takes in “\(name)”", [service])
    }
    let leaving = ((try? pathway.field("groups").list()) ?? []).flatMap { group in
      ((try? group.optional("leaving")?.list()) ?? []).compactMap { try? $0.field("after").spread }
    }
    found += assumption("How long people wait before they leave", leaving)
    let listed = ((try? pathway.optional("list")?.list()) ?? []).compactMap { try? $0.field("people") }
    found += assumption("People on the list to begin with", listed, now: { $0.reduce(0, +) }, isWhole: true)
    return found + supportAssumptions
  }

  /// What support while waiting is hoped to do is rarely known.
  private var supportAssumptions: [Assumption] {
    let options = (try? ModelValue(json).field("options").list()) ?? []
    return zip(details, options).flatMap { option, value in
      ((try? value.optional("changes")?.list()) ?? []).flatMap { change -> [Assumption] in
        guard let support = try? change.field("to"), let ends = try? support.optional("ends_need") else { return [] }
        return assumption("Share of those whom support of “\(option.name)” reaches that need no more", [ends], most: 1)
      }
    }
  }

  private func assumption(
    _ name: String, _ values: [ModelValue], most: Double = .infinity, now: ([Double]) -> Double = { $0[0] },
    isWhole: Bool = false
  ) -> [Assumption] {
    let figures = values.compactMap { value in
      (try? value.number()).map { (path: value.path, now: $0) }
    }.filter { $0.now > 0 }
    guard !figures.isEmpty else { return [] }
    return [Assumption(name: name, figures: figures, now: now(figures.map(\.now)), most: most, isWhole: isWhole)]
  }
}

extension ModelValue {
  /// The figure that makes a distribution longer or shorter: its mean, or its fixed value.
  fileprivate var spread: ModelValue { get throws { try optional("mean") ?? field("value") } }
}
