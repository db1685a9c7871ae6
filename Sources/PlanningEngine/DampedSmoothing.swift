import Foundation

/// Exponential smoothing with a level, a trend that fades and seasons (Holt and Winters, damped by Gardner and
/// McKenzie), its four weights fitted by least squared error one step ahead.
struct DampedSmoothing: Sendable {
  /// How fast the level, the trend and the seasons follow, and how much of the trend is left each step.
  struct Weights: Sendable {
    var alpha: Double
    var beta: Double
    var gamma: Double
    var phi: Double
  }
  private struct State {
    var level: Double
    var trend: Double
    var seasons: [Double]
  }
  private let weights: Weights
  private let state: State
  private let count: Int
  private let isLogarithmic: Bool

  /// A series that is always positive is smoothed in logarithms when its swings grow with its level: then seasons are
  /// factors.
  init(fittedTo series: [Double], season: Int) {
    count = series.count
    isLogarithmic = Self.growsWithLevel(series, season)
    let values = isLogarithmic ? series.map { log($0) } : series
    let pattern = Seasons.additive(values, season: season)
    let start = State(level: pattern.level, trend: pattern.trend, seasons: pattern.indices)
    weights = Self.fit(values, start)
    var state = start
    _ = Self.run(values, weights, &state)
    self.state = state
  }

  func ahead(_ steps: Int) -> [Double] {
    var (sum, share) = (0.0, 1.0)
    return (0..<steps).map { step in
      share *= weights.phi
      sum += share
      let value = state.level + sum * state.trend + state.seasons[(count + step) % state.seasons.count]
      return isLogarithmic ? exp(value) : value
    }
  }

  private static func growsWithLevel(_ series: [Double], _ season: Int) -> Bool {
    guard let least = series.min(), least >= 5, series.count >= 3 * season else { return false }
    return (series.max() ?? 0) > 1.3 * least
  }

  /// The sum of squared errors one step ahead; the state moves along.
  private static func run(_ series: [Double], _ weights: Weights, _ state: inout State) -> Double {
    var sum = 0.0
    let season = state.seasons.count
    for (index, value) in series.enumerated() {
      let seasonal = state.seasons[index % season]
      let base = state.level + weights.phi * state.trend
      let error = value - base - seasonal
      sum += error * error
      state.level = base + weights.alpha * error
      state.trend = weights.phi * state.trend + weights.beta * error
      state.seasons[index % season] = seasonal + weights.gamma * error
    }
    return sum
  }

  /// A grid, then ever smaller steps around the best point.
  private static func fit(_ series: [Double], _ start: State) -> Weights {
    func error(_ weights: Weights) -> Double {
      var state = start
      return run(series, weights, &state)
    }
    var best = Weights(alpha: 0.2, beta: 0.01, gamma: 0.05, phi: 0.95)
    var least = error(best)
    for alpha in [0.05, 0.2, 0.5, 0.8] {
      for beta in [0.0, 0.02, 0.1] {
        for gamma in [0.0, 0.05, 0.2] {
          for phi in [0.85, 0.95, 0.98] {
            let weights = Weights(alpha: alpha, beta: min(beta, alpha), gamma: min(gamma, 1 - alpha), phi: phi)
            let found = error(weights)
            if found < least { (best, least) = (weights, found) }
          }
        }
      }
    }
    var size = 0.5
    while size > 0.01 {
      var isBetter = false
      for weights in neighbours(best, size) {
        let found = error(weights)
        if found < least * (1 - 1e-9) { (best, least, isBetter) = (weights, found, true) }
      }
      if !isBetter { size /= 2 }
    }
    return best
  }

  private static func neighbours(_ at: Weights, _ size: Double) -> [Weights] {
    var found: [Weights] = []
    for sign in [-1.0, 1.0] {
      var next = at
      next.alpha = min(0.99, max(0.01, at.alpha + sign * size * 0.2))
      found.append(next)
      next = at
      next.beta = min(at.alpha, max(0, at.beta + sign * size * 0.05))
      found.append(next)
      next = at
      next.gamma = min(1 - at.alpha, max(0, at.gamma + sign * size * 0.1))
      found.append(next)
      next = at
      next.phi = min(0.98, max(0.8, at.phi + sign * size * 0.05))
      found.append(next)
    }
    return found
  }
}

extension Seasons {
  /// Where smoothing begins: level and trend of the first years, and additive seasons, averaged over all of the series.
  static func additive(_ series: [Double], season: Int) -> (level: Double, trend: Double, indices: [Double]) {
    guard season > 1, series.count >= 2 * season else {
      let first = series.prefix(min(6, series.count))
      return (first.reduce(0, +) / Double(max(1, first.count)), 0, [0])
    }
    let years = min(3, series.count / season)
    let means = (0..<(series.count / season)).map { year in
      series[year * season..<(year + 1) * season].reduce(0, +) / Double(season)
    }
    let trend = (means[years - 1] - means[0]) / Double((years - 1) * season)
    var indices = [Double](repeating: 0, count: season)
    for (year, mean) in means.enumerated() {
      for month in 0..<season {
        let line = mean + trend * (Double(month) - Double(season - 1) / 2)
        indices[month] += (series[year * season + month] - line) / Double(means.count)
      }
    }
    return (means[0] - trend * Double(season + 1) / 2, trend, indices)
  }
}
