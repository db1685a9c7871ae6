import Kernel
import Testing

@testable import EHC

/// The forecast of breaches on simulated councils, whose ends are known.
@Suite struct ForecastTests {
  /// The same numbers every time.
  struct Steady: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// One case of a council: each stage takes its time, some much longer than most.
  private func history(_ random: inout Steady) -> CaseHistory {
    func stage(_ least: Int, _ spread: Int) -> Int {
      let u = Double.random(in: 0..<1, using: &random)
      return least + Int(Double(spread) * u * u * 2)
    }
    let assessing = stage(20, 25)
    let drafting = assessing + stage(40, 40)
    let drafted = drafting + stage(10, 20)
    let finished = drafted + stage(15, 20)
    return CaseHistory(
      reached: [.requested: 0, .assessing: assessing, .drafting: drafting, .drafted: drafted], finished: finished)
  }

  @Test func itIsCalibratedWithinFivePointsPerDecile() {
    var random = Steady(state: 2026)
    let past = (0..<3000).map { _ in history(&random) }
    var tenths = Array(repeating: (said: 0.0, late: 0, count: 0), count: 10)
    for _ in 0..<6000 {
      let truth = history(&random)
      // A day of looking at all that is open, whichever case it is.
      let today = Int.random(in: 0..<139, using: &random)
      guard today < truth.finished else { continue }
      let state = truth.reached.filter { $0.value <= today }.max { $0.value < $1.value }!
      guard
        let found = forecast(in: state.key, entered: state.value, today: today, limit: 140, histories: past)
      else { continue }
      let tenth = min(Int(found.chance * 10), 9)
      tenths[tenth].said += found.chance
      tenths[tenth].late += truth.finished > 140 ? 1 : 0
      tenths[tenth].count += 1
    }
    for (index, tenth) in tenths.enumerated() where tenth.count >= 250 {
      let (said, was) = (tenth.said / Double(tenth.count), Double(tenth.late) / Double(tenth.count))
      #expect(abs(said - was) <= 0.05, "tenth \(index): said \(said), was \(was), of \(tenth.count)")
    }
    #expect(tenths.count { $0.count >= 250 } >= 5)
  }

  /// What the page shows: the cases of the last year by those before, within five points in every line that is well filled.
  @Test func whatThePageShowsIsCalibrated() {
    var random = Steady(state: 7)
    let today = Day(2026, 11, 22)!
    let histories = (0..<5000).map { number -> CaseHistory in
      let one = history(&random)
      let endedOn = today.adding(days: number.isMultiple(of: 2) ? -10 - number % 300 : -400 - number % 300)
      return CaseHistory(reached: one.reached, finished: one.finished, endedOn: endedOn)
    }
    let lines = calibration(of: histories, on: today)
    #expect(lines.count >= 5 && lines.map(\.looks).reduce(0, +) > 2000)
    for line in lines where line.looks >= 250 { #expect(abs(line.said - line.came) <= 0.05, "\(line)") }
    #expect(lines.allSatisfy { $0.looks >= leastLooks })
    #expect(calibration(of: Array(histories.prefix(20)), on: today).isEmpty, "too few to say")
  }

  @Test func aForecastThatIsWrongIsShownAsWrong() {
    // They took 100 days until a year ago; since then they take 170.
    let past = Array(
      repeating: CaseHistory(reached: [.requested: 0], finished: 100, endedOn: Day(2025, 5, 1)!), count: 40)
    let now = Array(
      repeating: CaseHistory(reached: [.requested: 0], finished: 170, endedOn: Day(2026, 5, 1)!), count: 40)
    let lines = calibration(of: past + now, on: Day(2026, 11, 22)!)
    #expect(lines.count == 1 && lines[0].tenth == 0 && lines[0].came == 1 && lines[0].said < 0.05)
  }

  @Test func withTooFewCasesItSaysNothing() {
    var random = Steady(state: 1)
    let past = (0..<19).map { _ in history(&random) }
    #expect(forecast(in: .requested, entered: 0, today: 5, limit: 140, histories: past) == nil)
    let words = Forecast(
      chanceOfLate: nil, likelyOn: nil, basedOn: 19, dueOn: Day(2026, 5, 25)!, isLate: false, isLifted: false
    ).words
    #expect(words.contains("Too few"))
  }

  @Test func aCaseThatStandsLongIsComparedWithThoseThatDid() {
    let quick = CaseHistory(reached: [.requested: 0, .assessing: 10, .drafting: 60, .drafted: 90], finished: 100)
    let slow = CaseHistory(reached: [.requested: 0, .assessing: 40, .drafting: 100, .drafted: 140], finished: 170)
    let past = Array(repeating: quick, count: 50) + Array(repeating: slow, count: 50)
    let early = forecast(in: .requested, entered: 0, today: 5, limit: 140, histories: past)!
    let late = forecast(in: .requested, entered: 0, today: 30, limit: 140, histories: past)!
    #expect(abs(early.chance - 0.5) < 0.01 && late.chance > 0.95 && late.basedOn == 50)
  }
}
