import Foundation

/// A forecast with its ranges, and how its method was chosen.
package struct Forecast: Equatable, Sendable {
  package let method: ForecastMethod
  package let mean: [Double]
  package let low80: [Double]
  package let high80: [Double]
  package let low95: [Double]
  package let high95: [Double]
  /// Each method's mean absolute error in the back-test, over that of repeating last year's month within the series:
  /// below 1 is better.
  package let scores: [(method: ForecastMethod, error: Double)]

  package static func == (a: Self, b: Self) -> Bool { a.method == b.method && a.mean == b.mean && a.low80 == b.low80 }

  /// Tries every method on the series itself: forecasts from several months back, compared with what came. The best one
  /// is taken, and its errors make the ranges: an 80 % range is as wide as held eight in ten of them.
  package init(_ series: [Double], ahead: Int, season: Int = 12) {
    let test = Backtest(series, ahead: ahead, season: season)
    let scale = seasonalError(series, season)
    scores = test.errors.map { ($0.method, $0.mean / scale) }
    let best = test.best
    method = best
    let mean = best.ahead(ahead, from: series, season: season)
    // Counts are never below 0.
    let isCount = series.allSatisfy { $0 >= 0 }
    let values = mean.map { isCount ? max(0, $0) : $0 }
    self.mean = values
    let width = test.widths(of: best, ahead: ahead)
    func bound(_ sign: Double, _ widths: [Double]) -> [Double] {
      zip(values, widths).map { value, width in
        let edge = value + sign * width
        // An edge that is not known stays unknown.
        return isCount && edge < 0 ? 0 : edge
      }
    }
    (low80, high80) = (bound(-1, width.at80), bound(1, width.at80))
    (low95, high95) = (bound(-1, width.at95), bound(1, width.at95))
  }
}

/// The mean absolute error of repeating last year's month, within the series: what MASE divides by.
package func seasonalError(_ series: [Double], _ season: Int) -> Double {
  guard series.count > season else { return .nan }
  let errors = (season..<series.count).map { abs(series[$0] - series[$0 - season]) }
  return max(errors.reduce(0, +) / Double(errors.count), 1e-12)
}

/// Forecasts made from earlier points of a series, and how far off they were.
struct Backtest {
  /// By method, then origin: errors by month ahead.
  private let found: [(method: ForecastMethod, errors: [[Double]])]
  private let ahead: Int
  /// How much an error counts against one from two months later.
  static let fading = 0.8

  init(_ series: [Double], ahead: Int, season: Int, origins: Int = 12) {
    self.ahead = ahead
    // At least two seasons to learn from; an origin every second month back from the last that still has months to be
    // compared.
    let least = max(2 * season, 6)
    let last = series.count - 1
    let cuts = stride(from: last - 1, through: least, by: -2).prefix(origins + ahead / 2)
    found = ForecastMethod.allCases.map { method in
      (
        method,
        cuts.map { cut in
          let steps = min(ahead, series.count - cut)
          let forecast = method.ahead(steps, from: Array(series[..<cut]), season: season)
          return (0..<steps).map { series[cut + $0] - forecast[$0] }
        }
      )
    }
  }

  var errors: [(method: ForecastMethod, mean: Double)] {
    found.map { entry in
      let all = entry.errors.flatMap { $0 }.map(abs)
      return (entry.method, all.isEmpty ? .infinity : all.reduce(0, +) / Double(all.count))
    }
  }

  /// The one with the least error; where there was nothing to compare, last year's month.
  var best: ForecastMethod {
    errors.filter(\.mean.isFinite).min { $0.mean < $1.mean }?.method ?? .seasonalNaive
  }

  /// Half the width of the ranges by month ahead, from the errors of the back-test: their quantile over all months,
  /// scaled to grow as the errors do (a straight line through their squares), a little wider for how few they are.
  func widths(of method: ForecastMethod, ahead: Int) -> (at80: [Double], at95: [Double]) {
    let errors = found.first { $0.method == method }!.errors
    // The latest origins had most to learn from, as the forecast has: older errors count less.
    let sizes = errors.enumerated().flatMap { origin in
      origin.element.enumerated().map {
        (month: Double($0.offset), size: abs($0.element), weight: pow(Self.fading, Double(origin.offset)))
      }
    }
    guard sizes.count >= 5 else {
      return ([Double](repeating: .nan, count: ahead), [Double](repeating: .nan, count: ahead))
    }
    let all = sizes.map(\.weight).reduce(0, +)
    let meanMonth = sizes.map { $0.weight * $0.month }.reduce(0, +) / all
    let meanSquare = sizes.map { $0.weight * $0.size * $0.size }.reduce(0, +) / all
    let cross = sizes.reduce(0.0) { $0 + $1.weight * ($1.month - meanMonth) * ($1.size * $1.size - meanSquare) }
    let spread = sizes.reduce(0.0) { $0 + $1.weight * ($1.month - meanMonth) * ($1.month - meanMonth) }
    let slope = spread > 0 ? max(0, cross / spread) : 0
    func scale(_ month: Double) -> Double {
      max(meanSquare * 0.25, meanSquare + slope * (month - meanMonth)).squareRoot() + 1e-12
    }
    let scaled = sizes.map { (size: $0.size / scale($0.month), weight: $0.weight) }.sorted { $0.size < $1.size }
    func width(_ share: Double) -> [Double] {
      var below = 0.0
      let wide =
        scaled.first {
          below += $0.weight; return below >= share * all
        }?.size ?? scaled.last?.size ?? 0
      return (0..<ahead).map { wide * scale(Double($0)) }
    }
    return (width(0.8), width(0.95))
  }
}

/// Series to forecast: `{"ahead":12,"series":{"referrals":[…]}}`.
package struct ForecastModel: Sendable {
  let series: [(name: String, values: [Double])]
  let ahead: Int
  let season: Int

  /// Throws a `ModelError` that names the field.
  package init(_ model: ModelValue) throws {
    try model.only("title", "source", "series", "ahead", "season")
    ahead = try model.optional("ahead")?.whole(1...120) ?? 12
    let season = try model.optional("season")?.whole(1...366) ?? 12
    self.season = season
    series = try model.field("series").entries().map { entry in
      let values = try entry.value.numbers(atLeast: max(season + 1, 4))
      guard values.count <= 5_000 else { throw entry.value.wrong("must hold at most 5000") }
      return (entry.name, values)
    }
    if series.isEmpty { throw try model.field("series").wrong("must hold at least one series") }
  }

  package var answer: JSONValue {
    let rows = series.map { entry -> (String, JSONValue) in
      let forecast = Forecast(entry.values, ahead: ahead, season: season)
      let scores = forecast.scores.map { ($0.method.rawValue, JSONValue.number($0.error)) }
      return (
        entry.name,
        [
          "method": .text(forecast.method.rawValue),
          "words": .text("By \(forecast.method.words): it erred least when tried on the series itself."),
          "mean": .numbers(forecast.mean), "low80": .numbers(forecast.low80), "high80": .numbers(forecast.high80),
          "low95": .numbers(forecast.low95), "high95": .numbers(forecast.high95),
          "back_test": .object(Dictionary(uniqueKeysWithValues: scores)),
        ]
      )
    }
    return ["series": .object(Dictionary(uniqueKeysWithValues: rows)), "ahead": .number(Double(ahead))]
  }
}
