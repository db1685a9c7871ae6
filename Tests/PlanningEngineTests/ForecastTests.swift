import Testing

@testable import PlanningEngine

@Suite struct ForecastTests {
  /// Eight rolling origins, twelve months ahead, on the shipped series: the bars of the issue.
  @Test func theBarsAreMet() throws {
    let series = try ForecastModel(example("forecast_series")).series
    var (errors, held) = ([Double](), [Double]())
    for (_, values) in series {
      for origin in (0..<8).map({ values.count - 12 - 3 * $0 }) {
        let known = Array(values[..<origin])
        let came = values[origin..<origin + 12]
        let forecast = Forecast(known, ahead: 12)
        errors.append(zip(came, forecast.mean).map { abs($0 - $1) }.reduce(0, +) / 12 / seasonalError(known, 12))
        let inside = zip(came, zip(forecast.low80, forecast.high80)).count { $0 >= $1.0 && $0 <= $1.1 }
        held.append(Double(inside) / 12)
      }
    }
    #expect(errors.reduce(0, +) / Double(errors.count) <= 0.78)
    let coverage = held.reduce(0, +) / Double(held.count)
    #expect((0.74...0.88).contains(coverage))
  }

  @Test func lastYearsMonthAgain() {
    let series = (0..<24).map { Double($0 % 12) }
    #expect(ForecastMethod.seasonalNaive.ahead(14, from: series, season: 12) == (0..<14).map { Double($0 % 12) })
  }

  @Test func aSteadySeasonIsFound() {
    let series = (0..<72).map { 100 + 30 * [0, 1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 0][$0 % 12] + Double($0 % 5) }
    let forecast = Forecast(series, ahead: 12)
    for (month, value) in forecast.mean.enumerated() {
      #expect(abs(value - (102 + 30 * [0, 1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 0][month])) < 15)
    }
    #expect(forecast.low80[0] <= forecast.mean[0] && forecast.low95[3] <= forecast.low80[3])
  }

  @Test func countsAreNeverBelowNothing() {
    let falling = (0..<48).map { max(0, 40 - Double($0)) }
    let forecast = Forecast(falling, ahead: 12)
    #expect(forecast.mean.allSatisfy { $0 >= 0 } && forecast.low95.allSatisfy { $0 >= 0 })
  }

  @Test func aConstantAndAShortSeriesHaveAnAnswer() {
    let constant = Forecast([Double](repeating: 7, count: 40), ahead: 6)
    #expect(constant.mean.allSatisfy { abs($0 - 7) < 1e-6 })
    let brief = Forecast((0..<14).map { Double($0) }, ahead: 3)
    #expect(brief.method == .seasonalNaive && brief.mean == [2, 3, 4])
    // Nothing could be tried, so no range is claimed.
    #expect(brief.low80.allSatisfy { $0.isNaN })
  }

  @Test func complaintsNameTheField() throws {
    let brief = try model(#"{"series":{"referrals":[1,2,3]}}"#)
    #expect(complaint { _ = try ForecastModel(brief) } == "series.referrals: must hold at least 13")
    let text = try model(#"{"season":1,"series":{"referrals":[1,2,3,"four"]}}"#)
    #expect(complaint { _ = try ForecastModel(text) } == "series.referrals[3]: must be a number")
  }
}
