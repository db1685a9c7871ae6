import Foundation

/// The ways of forecasting that are tried on a series. Each answers so many months ahead from the months before.
package enum ForecastMethod: String, CaseIterable, Sendable {
  case seasonalNaive = "seasonal_naive"
  case dampedSmoothing = "damped_smoothing"
  case theta
  /// The mean of damped smoothing and Theta: two that err differently.
  case both = "smoothing_and_theta"

  package var words: String {
    switch self {
    case .seasonalNaive: "the same month of last year"
    case .dampedSmoothing: "exponential smoothing with a trend that fades, and seasons"
    case .theta: "the Theta method"
    case .both: "the mean of exponential smoothing and Theta"
    }
  }

  /// So many values ahead. `season` is 12 for months; 1 is none.
  package func ahead(_ count: Int, from series: [Double], season: Int) -> [Double] {
    switch self {
    case .seasonalNaive:
      let last = series.suffix(season)
      return (0..<count).map { last[last.startIndex + $0 % last.count] }
    case .dampedSmoothing: return DampedSmoothing(fittedTo: series, season: season).ahead(count)
    case .theta: return Theta(series, season: season).ahead(count)
    case .both:
      let a = ForecastMethod.dampedSmoothing.ahead(count, from: series, season: season)
      let b = ForecastMethod.theta.ahead(count, from: series, season: season)
      return zip(a, b).map { ($0 + $1) / 2 }
    }
  }
}

/// Seasons taken out of a series, by ratio to the centred moving average where all values are well above 0, else by
/// difference; none where the series is short or does not follow the seasons (the test of the Theta method,
/// Assimakopoulos and Nikolopoulos, 2000).
struct Seasons: Sendable {
  let indices: [Double]
  let isRatio: Bool
  let adjusted: [Double]

  init(_ series: [Double], season: Int) {
    let isRatio = (series.min() ?? 0) > 0
    self.isRatio = isRatio
    guard season > 1, series.count >= 3 * season, Self.follows(series, season) else {
      indices = [isRatio ? 1 : 0]
      adjusted = series
      return
    }
    let found = Self.indices(series, season, isRatio: isRatio)
    indices = found
    adjusted = series.enumerated().map { isRatio ? $1 / found[$0 % season] : $1 - found[$0 % season] }
  }

  func restored(_ value: Double, at index: Int) -> Double {
    let season = indices[index % indices.count]
    return isRatio ? value * season : value + season
  }

  /// Whether the autocorrelation at the season is more than chance, at 90 %.
  private static func follows(_ series: [Double], _ season: Int) -> Bool {
    // A trend would look like a season.
    let flat = zip(series.dropFirst(), series).map { $0 - $1 }
    let mean = flat.reduce(0, +) / Double(flat.count)
    let square = flat.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard square > 0 else { return false }
    func correlation(_ lag: Int) -> Double {
      (lag..<flat.count).reduce(0.0) { $0 + (flat[$1] - mean) * (flat[$1 - lag] - mean) } / square
    }
    let before = (1..<season).reduce(0.0) { $0 + correlation($1) * correlation($1) }
    return correlation(season) > 1.645 * ((1 + 2 * before) / Double(flat.count)).squareRoot()
  }

  private static func indices(_ series: [Double], _ season: Int, isRatio: Bool) -> [Double] {
    let half = season / 2
    var found = [[Double]](repeating: [], count: season)
    for middle in half..<(series.count - half) {
      let window = series[(middle - half)...(middle + half)]
      let edges = season % 2 == 0 ? (window.first! + window.last!) / 2 : 0
      let average = (window.reduce(0, +) - edges) / Double(season)
      found[middle % season].append(isRatio ? series[middle] / average : series[middle] - average)
    }
    let raw = found.map { $0.reduce(0, +) / Double(max(1, $0.count)) }
    let mean = raw.reduce(0, +) / Double(season)
    return raw.map { isRatio ? $0 / mean : $0 - mean }
  }
}

/// Theta: half the trend, and simple smoothing of what is left (as in Hyndman and Billah, 2003).
struct Theta: Sendable {
  private let seasons: Seasons
  private let level: Double
  private let alpha: Double
  private let slope: Double
  private let count: Int

  init(_ series: [Double], season: Int) {
    seasons = Seasons(series, season: season)
    count = series.count
    let adjusted = seasons.adjusted
    let n = Double(adjusted.count)
    let middle = (n - 1) / 2
    let mean = adjusted.reduce(0, +) / n
    let cross = adjusted.enumerated().reduce(0.0) { $0 + (Double($1.offset) - middle) * ($1.element - mean) }
    slope = n > 1 ? cross / (n * (n * n - 1) / 12) : 0
    let fit = Self.fit(adjusted)
    (alpha, level) = (fit.alpha, fit.level)
  }

  /// Simple smoothing with the least squared error one step ahead.
  private static func fit(_ series: [Double]) -> (alpha: Double, level: Double) {
    var best = (alpha: 0.1, level: series.last ?? 0, error: Double.infinity)
    for number in 1...99 {
      let alpha = Double(number) / 100
      var level = series.prefix(6).reduce(0, +) / Double(max(1, min(6, series.count)))
      var error = 0.0
      for value in series {
        error += (value - level) * (value - level)
        level += alpha * (value - level)
      }
      if error < best.error { best = (alpha, level, error) }
    }
    return (best.alpha, best.level)
  }

  func ahead(_ steps: Int) -> [Double] {
    let drift = (1 - pow(1 - alpha, Double(count))) / alpha
    return (0..<steps).map { step in
      seasons.restored(level + slope / 2 * (Double(step) + drift), at: count + step)
    }
  }
}
