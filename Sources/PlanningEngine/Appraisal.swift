import Foundation

/// Options side by side: what each scores by weighted criteria, what it costs over the years, and what would have to be
/// different for another to win.
package struct Appraisal: Equatable, Sendable {
  package struct Criterion: Equatable, Sendable {
    package let name: String
    package let weight: Double
    /// What scores 0 and what scores 100.
    package let worst: Double
    package let best: Double
    package init(name: String, weight: Double, worst: Double, best: Double) {
      (self.name, self.weight, self.worst, self.best) = (name, weight, worst, best)
    }
    /// From 0 to 100; what lies outside is held at the edge.
    func score(_ value: Double) -> Double { min(100, max(0, scoreUnheld(value))) }
    /// The same beyond the edges: the mean of many is then the score of their mean.
    func scoreUnheld(_ value: Double) -> Double { 100 * (value - worst) / (best - worst) }
  }
  package struct Option: Equatable, Sendable {
    package let name: String
    /// By criterion.
    package let values: [Double]
    package init(name: String, values: [Double]) { (self.name, self.values) = (name, values) }
  }
  package let criteria: [Criterion]
  package let options: [Option]

  package init(criteria: [Criterion], options: [Option]) { (self.criteria, self.options) = (criteria, options) }

  /// By option, then criterion.
  package var scores: [[Double]] {
    options.map { option in zip(criteria, option.values).map { $0.score($1) } }
  }
  var weights: [Double] {
    let sum = criteria.map(\.weight).reduce(0, +)
    return criteria.map { $0.weight / sum }
  }
  /// 0 to 100 for each option.
  package var totals: [Double] { scores.map { zip(weights, $0).map(*).reduce(0, +) } }
  /// The best option; of equals the first.
  package var leader: Int { totals.indices.max { (totals[$0], -$0) < (totals[$1], -$1) }! }

  /// What flips the answer.
  package struct Flip: Equatable, Sendable {
    package let criterion: String
    /// The weight now, of all weights; or the leader's value now.
    package let now: Double
    /// From here on another option leads.
    package let flipsAt: Double
    package let to: String
  }

  /// For each criterion the nearest weight at which another option would lead, the others keeping their proportions.
  /// Criteria that cannot flip the answer are left out.
  package var weightFlips: [Flip] {
    let (scores, weights, leader) = (scores, weights, leader)
    return criteria.indices.compactMap { index -> Flip? in
      let rest = 1 - weights[index]
      guard rest > 1e-12 else { return nil }
      let others = scores.map { row in
        criteria.indices.filter { $0 != index }.map { weights[$0] * row[$0] }.reduce(0, +) / rest
      }
      let crossings = options.indices.filter { $0 != leader }.compactMap { rival -> (at: Double, rival: Int)? in
        // Lead of the leader at weight w: w·(own difference) + (1 − w)·(difference of the rest).
        let (own, other) = (scores[leader][index] - scores[rival][index], others[leader] - others[rival])
        guard abs(own - other) > 1e-12 else { return nil }
        let at = -other / (own - other)
        return (0...1).contains(at) ? (at, rival) : nil
      }
      guard let nearest = crossings.min(by: { abs($0.at - weights[index]) < abs($1.at - weights[index]) }) else {
        return nil
      }
      return Flip(
        criterion: criteria[index].name, now: weights[index], flipsAt: nearest.at, to: options[nearest.rival].name)
    }
  }

  /// For each criterion the value of the leader at which the next best would lead, where that lies on the scale.
  package var valueFlips: [Flip] {
    let (leader, totals, weights) = (leader, totals, weights)
    guard let rival = totals.indices.filter({ $0 != leader }).max(by: { totals[$0] < totals[$1] }) else { return [] }
    let lead = totals[leader] - totals[rival]
    return criteria.indices.compactMap { index in
      let score = scores[leader][index] - lead / weights[index]
      guard weights[index] > 0, score >= 0 else { return nil }
      let criterion = criteria[index]
      return Flip(
        criterion: criterion.name, now: options[leader].values[index],
        flipsAt: criterion.worst + score / 100 * (criterion.best - criterion.worst), to: options[rival].name)
    }
  }
}

/// Money by year, the first year being now.
package struct WholeLifeCost: Equatable, Sendable {
  package let byYear: [Double]
  /// What may go wrong: its chance and what it would cost.
  package let risks: [(name: String, chance: Double, cost: Double)]

  package init(byYear: [Double], risks: [(name: String, chance: Double, cost: Double)] = []) {
    (self.byYear, self.risks) = (byYear, risks)
  }
  package static func == (a: Self, b: Self) -> Bool {
    a.byYear == b.byYear && a.risks.map(\.name) == b.risks.map(\.name) && a.expectedRisk == b.expectedRisk
  }

  package var total: Double { byYear.reduce(0, +) }
  /// The expected cost of the risks.
  package var expectedRisk: Double { risks.reduce(0) { $0 + $1.chance * $1.cost } }
  /// Worth today, at 3.5 % a year (the Green Book's rate).
  package func presentValue(rate: Double = 0.035) -> Double {
    byYear.enumerated().reduce(0) { $0 + $1.element / pow(1 + rate, Double($1.offset)) }
  }
}

extension JSONValue {
  /// The document with one value put in another's place. A path goes by names, and through a list by an entry's `name`
  /// or number: `stages.assessment.places`, `groups.2.share`; in brackets always by number, whatever the names:
  /// `groups[2].share`. Throws a `ModelError` where the path leads nowhere.
  package func setting(_ path: String, to value: JSONValue) throws -> JSONValue {
    let steps = path.replacing("[", with: ".[").replacing("]", with: "").split(separator: ".").map(String.init)
    guard !steps.isEmpty else { throw ModelError(path: path, message: "leads nowhere") }
    return try setting(steps[...], to: value, path)
  }

  private func setting(_ steps: ArraySlice<String>, to value: JSONValue, _ path: String) throws -> JSONValue {
    guard let step = steps.first else { return value }
    let rest = steps.dropFirst()
    switch self {
    case .object(var fields):
      guard rest.isEmpty || fields[step] != nil else {
        throw ModelError(path: path, message: "leads nowhere: there is no “\(step)”")
      }
      fields[step] = try (fields[step] ?? .null).setting(rest, to: value, path)
      return .object(fields)
    case .list(var values):
      let number = step.hasPrefix("[") ? Int(step.dropFirst()) : nil
      let named = values.firstIndex {
        if case .object(let fields) = $0 { fields["name"] == .text(step) } else { false }
      }
      guard let index = number ?? named ?? Int(step), values.indices.contains(index) else {
        throw ModelError(path: path, message: "leads nowhere: there is no “\(step.filter { $0 != "[" })”")
      }
      values[index] = try values[index].setting(rest, to: value, path)
      return .list(values)
    default:
      throw ModelError(path: path, message: "leads nowhere: “\(step)” is no part of a plain value")
    }
  }
}
