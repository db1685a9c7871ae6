import Kernel
import PlanningEngine
import Store

/// How much more or less a figure is than another.
struct Difference: Codable, Sendable, Hashable {
  let mean: Double
  /// How far it may be off, 95 %; nil where that is not known: by formula, or simulated before it was kept.
  var error: Double?

  /// `+120 ± 14`, `−3.5`, or `no change`.
  var words: String {
    let change = plain(mean)
    let doubt = error.map { " ± \(plain($0))" } ?? ""
    return change == "0" ? (error ?? 0) < 0.05 ? "no change" : "0\(doubt)" : (mean > 0 ? "+\(change)" : change) + doubt
  }
}

extension ComparisonPage.Column {
  /// The same scenario with the differences of its figures from the first one’s.
  func beside(_ first: Self, _ stories: Stories?, _ firstStories: Stories?) -> Self {
    var column = self
    column.figures = figures.map { figure in
      guard let number = figure.number,
        let before = first.figures.first(where: { $0.name == figure.name }), let start = before.number
      else { return figure }
      var figure = figure
      figure.difference = Difference(mean: number - start)
      guard let output = figure.output, before.output == output, let stories, let firstStories else { return figure }
      figure.difference =
        stories.difference(from: firstStories, of: output, isPaired: seed == first.seed) ?? figure.difference
      return figure
    }
    return column
  }
}

/// The figures of a simulated list, story by story.
struct Stories: Sendable {
  /// By name, then by the number of the story.
  let figures: [String: [Int: Double]]

  /// Where both met the same luck, story by story; else as if one knew nothing of the other.
  func difference(from first: Self, of output: String, isPaired: Bool) -> Difference? {
    guard let mine = figures[output], let others = first.figures[output] else { return nil }
    let numbers = mine.keys.filter { others[$0] != nil }.sorted()
    if isPaired, let paired = PairedDifference(from: numbers.map { others[$0]! }, to: numbers.map { mine[$0]! }) {
      return Difference(mean: paired.mean, error: paired.meanError)
    }
    guard !isPaired, let a = Self.spread(others), let b = Self.spread(mine) else { return nil }
    return Difference(mean: b.mean - a.mean, error: (a.error * a.error + b.error * b.error).squareRoot())
  }

  /// The mean and how far it may be off.
  private static func spread(_ figures: [Int: Double]) -> (mean: Double, error: Double)? {
    let values = figures.sorted { $0.key < $1.key }.map(\.value)
    return PairedDifference(from: values.map { _ in 0 }, to: values).map { ($0.mean, $0.meanError) }
  }
}

extension Transaction {
  /// Nil where it is no list, or has not been simulated to its end.
  func stories(of scenario: Scenario) throws -> Stories? {
    guard scenario.question == .list, scenario.state == .answered,
      let model = try? PathwayModel(ModelValue(scenario.modelValue))
    else { return nil }
    var figures: [String: [Int: Double]] = [:]
    for line in try replications(of: scenario.id) {
      for (output, value) in zip(model.outputs, line.figures) {
        figures[output.name, default: [:]][line.number] = value
      }
    }
    return Stories(figures: figures)
  }
}
