// Whether a figure has really changed. Source: the XmR chart of statistical process control (Shewhart; Wheeler and
// Chambers, "Understanding Statistical Process Control", 1992): limits at the mean and 2.66 mean moving ranges.

/// The mean of a course of figures, and between what it moves by chance alone.
package struct ControlLimits: Sendable, Codable, Hashable {
  package let mean: Double
  package let lower: Double
  package let upper: Double

  /// Nil below six figures: limits of fewer mean nothing.
  package init?(_ values: [Double]) {
    guard values.count >= 6 else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let moves = zip(values, values.dropFirst()).map { abs($1 - $0) }
    let reach = 2.66 * moves.reduce(0, +) / Double(moves.count)
    (self.mean, lower, upper) = (mean, mean - reach, mean + reach)
  }
}

/// What a course of figures says.
package enum Trend: String, Codable, Sendable {
  case tooFew = "too_few"
  case steady, better, worse
  package var words: String {
    switch self {
    case .tooFew: "Too few figures to say"
    case .steady: "No change beyond chance"
    case .better: "Improving: more than chance"
    case .worse: "Getting worse: more than chance"
    }
  }
}

/// A figure beyond the limits, or eight in a row on one side of the mean, is no chance; anything less is.
package func trend(_ values: [Double], isMoreBetter: Bool) -> Trend {
  guard let limits = ControlLimits(values), let last = values.last else { return .tooFew }
  let isHigh = last > limits.mean
  let run = values.reversed().prefix { isHigh ? $0 > limits.mean : $0 < limits.mean }.count
  guard last > limits.upper || last < limits.lower || run >= 8 else { return .steady }
  return isHigh == isMoreBetter ? .better : .worse
}
