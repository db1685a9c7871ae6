import ArgumentParser
import Foundation
import PlanningEngine

/// `keywork plan routes`: the search behind rotas on an instance of vehicle routing with time windows, as M. M. Solomon wrote
/// them (1987), so that it can be held against the best lengths known: `bin/bench rota`. A text file: how many vehicles and what
/// each holds; then for the depot and each customer x, y, demand, ready time, due date, service time. Ways are cut to one
/// decimal, as those who prove the best lengths do.
struct PlanRoutes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes",
    abstract:
      "A routing problem with time windows (docs/guides/planning-models.md has the format): a check of the search.")

  @Argument(help: "The instance, a text file.")
  var instance: String
  @Option(help: "How many rounds the search has.")
  var rounds = 20_000
  @Option(help: "Where chance begins.")
  var seed: UInt64 = 1

  func run() throws {
    guard let data = FileManager.default.contents(atPath: instance) else { throw stop("There is no file \(instance).") }
    let rows = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: " ").compactMap { Int($0) } }
    guard let head = rows.first, head.count == 2, rows.count > 1, rows.dropFirst().allSatisfy({ $0.count == 6 }) else {
      throw stop("\(instance): the first line must have two whole numbers, every other line six.")
    }
    let problem = Self.problem(vehicles: head[0], holds: head[1], Array(rows.dropFirst()))
    let solution = problem.solved(rounds: max(1, rounds), seed: seed)
    say([
      "routes": .list(
        problem.shifts.indices.compactMap { shift in
          let stops = solution.placed.filter { $0.shift == shift }.map { JSONValue.number(Double($0.visit + 1)) }
          return stops.isEmpty ? nil : .list(stops)
        }), "unplaced": .list(solution.unplaced.map { .number(Double($0 + 1)) }),
    ])
  }

  private func stop(_ line: String) -> ExitCode {
    tell(line)
    return .failure
  }

  /// Every vehicle is a visitor’s one day, what it holds is what the day holds; all times are tenths.
  private static func problem(vehicles: Int, holds: Int, _ places: [[Int]]) -> RotaProblem {
    let ways = places.flatMap { a in
      places.map { b in
        let (dx, dy) = (Double(a[0] - b[0]), Double(a[1] - b[1]))
        return Int32((dx * dx + dy * dy).squareRoot() * 10)
      }
    }
    return RotaProblem(
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
}
