/// A rota that was found for a week, with what it is worth and why some visits are not in it.
package struct RotaAnswer: Sendable {
  package struct Placed: Sendable {
    package let visit: Int
    /// One or two.
    package let visitors: [Int]
    package let day: Int
    /// Minutes after midnight.
    package let start: Int
    package let end: Int
    /// Minutes on the way there, of each visitor.
    package let way: [Int]
    package let isUsual: Bool
    package let isPreferred: Bool
  }
  package let model: RotaModel
  /// In the order of days and of time.
  package let placed: [Placed]
  package let unplaced: [RotaObstacles]
  /// Minutes on the way of everybody together.
  package let way: Int

  package init(_ model: RotaModel) {
    let problem = model.problem
    let solution = problem.solved(rounds: model.rounds, seed: model.seed)
    self.model = model
    way = solution.way
    unplaced = model.obstacles(solution, problem)
    placed = Dictionary(grouping: solution.placed.indices, by: { solution.placed[$0].visit }).map { visit, indices in
      let placings = indices.map { solution.placed[$0] }
      let (first, asked) = (placings[0], model.visits[visit])
      let visitors = placings.map { problem.shifts[$0.shift].visitor }
      let day = problem.shifts[first.shift].day
      let start = first.start
      return Placed(
        visit: visit, visitors: visitors, day: day, start: start, end: start + asked.minutes,
        way: indices.map { Self.wayBefore($0, solution, problem) },
        isUsual: asked.usual.map(visitors.contains) ?? true,
        isPreferred: asked.windows.contains {
          $0.isPreferred && $0.stretch.day == day && $0.stretch.from <= start && start + asked.minutes <= $0.stretch.to
        })
    }.sorted { ($0.day, $0.start, $0.visit) < ($1.day, $1.start, $1.visit) }
  }

  private static func wayBefore(_ index: Int, _ solution: RotaSolution, _ problem: RotaProblem) -> Int {
    let placing = solution.placed[index]
    let here = problem.visits[placing.visit].place
    guard index > 0, solution.placed[index - 1].shift == placing.shift else {
      return problem.way(problem.shifts[placing.shift].base, here)
    }
    return problem.way(problem.visits[solution.placed[index - 1].visit].place, here)
  }

  /// Of the placed visits that have a usual visitor, the share that they make; nil where none has.
  package var continuity: Double? {
    let known = placed.filter { model.visits[$0.visit].usual != nil }
    return known.isEmpty ? nil : Double(known.count { $0.isUsual }) / Double(known.count)
  }

  package var json: JSONValue {
    [
      "placed": .list(placed.map(line)),
      "unplaced": .list(unplaced.map(line)),
      "figures": [
        "visits": .number(Double(model.visits.count)), "placed": .number(Double(placed.count)),
        "continuity": continuity.map(JSONValue.number) ?? .null,
        "preferred": .number(Double(placed.count { $0.isPreferred })), "travel_minutes": .number(Double(way)),
      ],
    ]
  }

  private func line(_ placed: Placed) -> JSONValue {
    [
      "visit": .text(model.visits[placed.visit].id),
      "visitors": .list(placed.visitors.map { .text(model.visitors[$0].id) }), "day": .text(model.days[placed.day]),
      "start": .text(clock(placed.start)), "end": .text(clock(placed.end)),
      "travel_minutes": .numbers(placed.way.map(Double.init)),
      "usual_visitor": .bool(placed.isUsual), "preferred_time": .bool(placed.isPreferred),
    ]
  }

  private func line(_ left: RotaObstacles) -> JSONValue {
    [
      "visit": .text(model.visits[left.visit].id), "words": .text(left.words),
      "visitors": .object(
        Dictionary(uniqueKeysWithValues: zip(model.visitors, left.reasons).map { ($0.id, .text($1.rawValue)) })),
      "lacking": .object(left.lacking.mapValues { .number(Double($0)) }),
    ]
  }
}

extension RotaObstacles {
  /// `None of 20 visitors can. 14: does not have what the visit needs (makaton); 6: on leave.`
  package var words: String {
    let counts = RotaReason.allCases.compactMap { reason -> String? in
      let count = reasons.count { $0 == reason }
      guard count > 0 else { return nil }
      let what = reason == .lacks ? " (\(lacking.keys.sorted().joined(separator: ", ")))" : ""
      return "\(count): \(reason.words)\(what)"
    }
    return "None of \(reasons.count) visitors can. \(counts.joined(separator: "; "))."
  }
}

/// `09:30`
func clock(_ minute: Int) -> String {
  let (hour, rest) = (minute / 60, minute % 60)
  return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
}
