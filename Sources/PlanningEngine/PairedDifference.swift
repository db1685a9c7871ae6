/// By how much two plans differ that met the same people with the same luck: taken story by story, so that what both owe to
/// luck falls out, and the doubt that is left is that of the plans.
package struct PairedDifference: Equatable, Sendable {
  /// Of the second over the first, on average.
  package let mean: Double
  /// How far the mean may be off, 95 %.
  package let meanError: Double
  /// Stories in which both have a figure.
  package let count: Int

  /// Figures by story; what is not a number is left out with its pair. Nil where fewer than two stories are left.
  package init?(from first: [Double], to second: [Double]) {
    let pairs = zip(first, second).filter { $0.isFinite && $1.isFinite }
    guard pairs.count > 1 else { return nil }
    let differences = pairs.map { $1 - $0 }
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    (self.mean, self.count) = (mean, differences.count)
    meanError = 1.96 * (squares / (count - 1) / count).squareRoot()
  }

  package var json: JSONValue {
    ["mean": .number(mean), "mean_error": .number(meanError), "n": .number(Double(count))]
  }
}

extension SimulationResult {
  /// Of the figure with this number, over another plan’s with the same seed.
  func difference(from first: SimulationResult, _ index: Int) -> PairedDifference? {
    PairedDifference(from: first.figures.map { $0[index] }, to: figures.map { $0[index] })
  }
}
