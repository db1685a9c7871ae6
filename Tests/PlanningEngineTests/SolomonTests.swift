import Foundation
import Testing

@testable import PlanningEngine

/// One of Solomon's instances as a rota: every vehicle is a visitor's one day, what it holds is what the day holds.
/// Ways are cut to one decimal, as those who prove the best lengths do; so is every time here: in tenths.
struct Solomon {
  let problem: RotaProblem

  init(_ name: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Fixtures/solomon/\(name).txt"), encoding: .utf8)
    let rows = text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
    let (vehicles, holds, places) = (rows[0][0], rows[0][1], Array(rows.dropFirst()))
    let ways = places.flatMap { a in
      places.map { b in
        let (dx, dy) = (Double(a[0] - b[0]), Double(a[1] - b[1]))
        return Int32((dx * dx + dy * dy).squareRoot() * 10)
      }
    }
    problem = RotaProblem(
      places: places.count, ways: ways,
      shifts: (0..<vehicles).map { .init(visitor: $0, day: 0, from: 0, to: places[0][4] * 10, base: 0, group: $0) },
      most: Array(repeating: holds, count: vehicles),
      visits: places.indices.dropFirst().map { index in
        let row = places[index]
        return .init(
          place: index, lasts: row[5] * 10, load: row[2], weight: 100_000,
          windows: [[.init(from: row[3] * 10, to: row[4] * 10)]], costs: Array(repeating: 0, count: vehicles))
      })
  }

  /// The length of a solution, reckoned anew from its shifts; nil where it breaks a rule.
  func length(_ solution: RotaSolution) -> Double? {
    guard solution.unplaced.isEmpty, solution.placed.count == problem.visits.count else { return nil }
    var length = 0
    for shift in problem.shifts.indices {
      var (time, at, held) = (0, 0, 0)
      for placing in solution.placed where placing.shift == shift {
        let visit = problem.visits[placing.visit]
        length += Int(problem.ways[at * problem.places + visit.place])
        time = max(time + Int(problem.ways[at * problem.places + visit.place]), visit.windows[0][0].from)
        guard time == placing.start, time <= visit.windows[0][0].to else { return nil }
        (time, at, held) = (time + visit.lasts, visit.place, held + visit.load)
      }
      length += Int(problem.ways[at * problem.places])
      guard time + Int(problem.ways[at * problem.places]) <= problem.shifts[shift].to, held <= problem.most[shift]
      else {
        return nil
      }
    }
    return Double(length) / 10
  }
}

/// The whole measure, with ten seconds for each, is in `bin/bench rota`; here each has a few rounds.
@Suite struct SolomonTests {
  @Test(arguments: [("c101", 827.3), ("r101", 1637.7), ("rc101", 1619.8)])
  func theSearchIsNearTheBestKnown(_ name: String, _ best: Double) throws {
    let solomon = try Solomon(name)
    let rounds = ProcessInfo.processInfo.environment["SOLOMON_ROUNDS"].flatMap { Int($0) } ?? 1_500
    let clock = ContinuousClock()
    let began = clock.now
    let length = try #require(solomon.length(solomon.problem.solved(rounds: rounds, seed: 1)))
    if rounds > 1_500 { print("\(name): \(length), best \(best), \(clock.now - began)") }
    #expect(length >= best - 0.05)
    #expect(length <= best * (rounds > 1_500 ? 1.05 : 1.15))
  }
}
