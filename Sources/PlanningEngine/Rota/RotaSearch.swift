import Foundation

/// Searches for a good rota by taking strings of visits that lie near each other out of their shifts and putting them
/// back where they cost least, again and again; what is worse is kept ever more rarely. Source of the method: Christiaens
/// and Vanden Berghe, Slack Induction by String Removals for Vehicle Routing Problems (Transportation Science, 2020).
struct RotaSearch {
  private let problem: RotaProblem
  private var state: RotaState
  private var random: RandomStream
  /// By visit: the other visits, the nearest first.
  private let near: [[Int]]
  private var waiting: [Int]

  /// Visits taken out in a round, on average.
  private static let removedOnAverage = 10.0
  private static let longestString = 10.0
  /// One place in a hundred is passed over.
  private static let blink: UInt64 = 655

  init(_ problem: RotaProblem, seed: UInt64) {
    self.problem = problem
    state = RotaState(problem)
    random = RandomStream(key: RandomStream.key(0x726F_7461, seed))
    near = problem.visits.indices.map { index in
      let place = problem.visits[index].place
      return problem.visits.indices.sorted {
        let (a, b) = (problem.way(place, problem.visits[$0].place), problem.way(place, problem.visits[$1].place))
        return a == b ? $0 < $1 : a < b
      }
    }
    waiting = Array(problem.visits.indices)
  }

  mutating func run(rounds: Int) -> RotaSolution {
    guard !problem.visits.isEmpty else { return solution(state) }
    state.begin()
    putBack()
    var best = state
    let (first, last) = heat
    let cooling = pow(last / first, 1 / Double(max(1, rounds)))
    var heat = first
    for _ in 0..<rounds {
      let waited = waiting
      let before = state.cost
      state.begin()
      takeOut()
      putBack()
      if Double(state.cost) >= Double(before) - heat * log(random.uniform()) {
        state.goBack()
        waiting = waited
      } else if state.cost < best.cost {
        best = state
      }
      heat *= cooling
    }
    return solution(best)
  }

  /// How much worse a rota may be at the beginning and at the end, from how far visits lie apart.
  private var heat: (first: Double, last: Double) {
    let ways = near.enumerated().map { index, others in
      let place = problem.visits[index].place
      return others.prefix(8).map { Double(problem.way(place, problem.visits[$0].place)) }.reduce(0, +) / 8
    }
    let mean = max(1, ways.reduce(0, +) / Double(ways.count))
    return (mean * 6, mean * 0.06)
  }

  // MARK: Taking out

  private mutating func takeOut() {
    let filled = state.routes.lazy.filter { !$0.legs.isEmpty }.count
    guard filled > 0 else { return }
    let placed = state.routes.reduce(0) { $0 + $1.legs.count }
    let longest = min(Self.longestString, Double(placed) / Double(filled))
    let most = 4 * Self.removedOnAverage / (1 + longest) - 1
    let strings = Int(random.uniform() * most + 1)
    let seed = whole(problem.visits.count)
    var touched: Set<Int> = []
    for visit in near[seed] {
      if touched.count >= strings { return }
      let shift = state.shiftOf[state.legOf[visit]]
      guard shift >= 0, !touched.contains(shift) else { continue }
      touched.insert(shift)
      let legs = state.routes[shift].legs
      let length = 1 + Int(random.uniform() * min(longest, Double(legs.count)))
      for removed in string(of: min(length, legs.count), around: state.legOf[visit], in: legs) {
        let gone = state.visitOf[removed]
        guard state.isPlaced(gone) else { continue }
        state.takeOut(gone)
        waiting.append(gone)
      }
    }
  }

  /// Neighbours in a shift with the given one among them; half of the time some in the middle stay.
  private mutating func string(of length: Int, around leg: Int, in legs: [Int]) -> [Int] {
    guard let position = legs.firstIndex(of: leg) else { return [] }
    var stay = 0
    if length > 1, random.next() & 1 == 0 {
      while length + stay < legs.count, random.uniform() < 0.99 - 0.5 * 0.99 { stay += 1 }
    }
    let whole = length + stay
    let first = max(0, position - whole + 1)
    let last = min(position, legs.count - whole)
    let from = first + self.whole(last - first + 1)
    let kept = stay > 0 ? from + 1 + self.whole(max(1, length - 1)) : from + whole
    return (from..<(from + whole)).filter { $0 < kept || $0 >= kept + stay }.map { legs[$0] }
  }

  private mutating func whole(_ below: Int) -> Int { Int(random.next() % UInt64(max(1, below))) }

  // MARK: Putting back

  private mutating func putBack() {
    sortWaiting()
    var left: [Int] = []
    for visit in waiting {
      if let spots = state.bestSpots(visit, blink: Self.blink, &random) {
        state.put(visit, spots)
      } else {
        left.append(visit)
      }
    }
    waiting = left
  }

  /// In an order that changes from round to round: by chance, the heavy first, the far first, the near first, or those
  /// with the least time first.
  private mutating func sortWaiting() {
    waiting.sort()
    let choice = whole(13)
    func key(_ visit: Int) -> Int {
      let asked = problem.visits[visit]
      switch choice {
      case 4..<8: return -(asked.load * asked.lasts * asked.people)
      case 8..<10: return -problem.way(problem.shifts.first?.base ?? asked.place, asked.place)
      case 10: return problem.way(problem.shifts.first?.base ?? asked.place, asked.place)
      default: return asked.windows.joined().reduce(0) { $0 + $1.to - $1.from + 1 }
      }
    }
    if choice < 4 {
      for index in waiting.indices.dropLast() { waiting.swapAt(index, index + whole(waiting.count - index)) }
    } else {
      let keyed = waiting.map { (key($0), $0) }.sorted { $0 < $1 }
      waiting = keyed.map(\.1)
    }
    // What must not be left out comes first.
    let heaviest = waiting.map { problem.visits[$0].weight }.max() ?? 0
    if waiting.contains(where: { problem.visits[$0].weight * 10 < heaviest }) {
      waiting =
        waiting.filter { problem.visits[$0].weight * 10 >= heaviest }
        + waiting.filter { problem.visits[$0].weight * 10 < heaviest }
    }
  }

  private func solution(_ state: RotaState) -> RotaSolution {
    var placed: [RotaSolution.Placing] = []
    var way = 0
    for (index, route) in state.routes.enumerated() where !route.legs.isEmpty {
      var at = problem.shifts[index].base
      for (leg, start) in zip(route.legs, route.starts) {
        placed.append(.init(visit: state.visitOf[leg], shift: index, start: start))
        way += problem.way(at, state.place(leg))
        at = state.place(leg)
      }
      way += problem.way(at, problem.shifts[index].base)
    }
    return RotaSolution(
      placed: placed, unplaced: problem.visits.indices.filter { !state.isPlaced($0) }, way: way, cost: state.cost)
  }
}
