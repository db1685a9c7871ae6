/// The p-median problem where a place can take only so much weight. An area may be split between places.
///
/// A Lagrangian bound with a knapsack for each place; sets are priced exactly, as a transport problem, and improved by
/// interchange. Up to five places the optimum is proven where the bound leaves few enough sets; beyond that, a gap is
/// certified.
package struct CapacityProblem: Sendable {
  let areas: Int
  let places: Int
  /// By place, then area.
  let distances: [Double]
  let weights: [Double]
  let capacities: [Double]
  let count: Int
  let fixed: Set<Int>

  package init(
    areas: Int, places: Int, distances: [Double], weights: [Double], capacities: [Double], count: Int,
    fixed: Set<Int> = []
  ) {
    (self.areas, self.places, self.distances, self.weights) = (areas, places, distances, weights)
    (self.capacities, self.count, self.fixed) = (capacities, count, fixed)
  }

  /// Nil where no set of so many places can take everybody.
  package func solved(iterations: Int = 150) -> MedianProblem.Solution? {
    let loose = (0..<places).filter { !fixed.contains($0) }.map { capacities[$0] }.sorted(by: >)
    let roomiest = (fixed.map { capacities[$0] } + loose.prefix(count - fixed.count)).reduce(0, +)
    guard roomiest >= weights.reduce(0, +) - 1e-9 else { return nil }
    var (best, open) = start()
    var prices = weights.indices.map { area in
      (0..<places).map { distances[$0 * areas + area] }.sorted()[min(1, places - 1)]
    }
    var (bestBound, bounds) = (0.0, Bounds(common: 0, places: [Double](repeating: 0, count: places)))
    var (step, since) = (1.5, 0)
    for iteration in 0..<iterations {
      let (bound, set, served, parts) = relaxed(prices)
      if bound > bestBound { (bestBound, bounds, since) = (bound, parts, 0) } else { since += 1 }
      if since >= 8 { (step, since) = (step / 2, 0) }
      if iteration % 10 == 0, let cost = cost(of: set), cost < best { (best, open) = (cost, set) }
      let slopes = weights.indices.map { weights[$0] > 0 ? 1 - served[$0] : 0 }
      let square = zip(slopes, weights).reduce(0.0) { $0 + $1.0 * $1.0 * $1.1 }
      if square < 1e-12 || best - bestBound < 1e-9 * best { break }
      let length = step * (best - bound) / square
      for area in prices.indices { prices[area] = max(0, prices[area] + length * slopes[area]) }
    }
    (open, best) = interchanged(open, best)
    if count <= 5, best - bestBound >= 1e-6 * best, let found = proven(bounds, from: open, best) {
      (open, best, bestBound) = (found.open, found.cost, found.cost)
    }
    return .init(open: open.sorted(), cost: best, bound: min(best, bestBound), isProven: best - bestBound < 1e-6 * best)
  }

  /// The same places as if each could take everybody: no set costs more there.
  var withoutCapacities: MedianProblem {
    MedianProblem(
      areas: areas, places: places, costs: distances.indices.map { distances[$0] * weights[$0 % areas] }, count: count,
      fixed: fixed)
  }

  /// The roomiest places can always take everybody: a first set.
  private func start() -> (Double, [Int]) {
    let rest = (0..<places).filter { !fixed.contains($0) }.sorted { capacities[$0] > capacities[$1] }
    let open = fixed.sorted() + rest.prefix(count - fixed.count)
    return (cost(of: open) ?? .infinity, open)
  }

  /// At prices for a unit of weight of each area: the best places, the bound, and how much of each area they would
  /// serve.
  private func relaxed(_ prices: [Double]) -> (bound: Double, open: [Int], served: [Double], parts: Bounds) {
    let loads = (0..<places).map { place in knapsack(place, prices) }
    let free = (0..<places).filter { !fixed.contains($0) }.sorted { loads[$0].value < loads[$1].value }
    let open = fixed.sorted() + free.prefix(count - fixed.count)
    var served = [Double](repeating: 0, count: areas)
    for place in open { for (area, share) in loads[place].taken { served[area] += share } }
    let sum = zip(prices, weights).reduce(0.0) { $0 + $1.0 * $1.1 }
    return (
      open.reduce(sum) { $0 + loads[$1].value }, open, served, Bounds(common: sum, places: loads.map(\.value))
    )
  }

  private func knapsack(_ place: Int, _ prices: [Double]) -> (value: Double, taken: [(Int, Double)]) {
    let worth = (0..<areas).map { (area: $0, gain: distances[place * areas + $0] - prices[$0]) }
      .filter { $0.gain < 0 && weights[$0.area] > 0 }.sorted { $0.gain < $1.gain }
    var (room, value) = (capacities[place], 0.0)
    var taken: [(Int, Double)] = []
    for (area, gain) in worth where room > 0 {
      let amount = min(room, weights[area])
      room -= amount
      value += amount * gain
      taken.append((area, amount / weights[area]))
    }
    return (value, taken)
  }

  private func interchanged(_ start: [Int], _ cost: Double) -> ([Int], Double) {
    var (open, best) = (start, cost)
    let loose = withoutCapacities
    var isImproved = true
    while isImproved {
      isImproved = false
      for index in open.indices where !fixed.contains(open[index]) {
        for place in 0..<places where !open.contains(place) {
          var next = open
          next[index] = place
          // Without capacities it costs no more: if that is no better, neither is this.
          guard loose.cost(of: next) < best - 1e-9, let cost = self.cost(of: next), cost < best - 1e-9 else { continue }
          (open, best, isImproved) = (next, cost, true)
        }
      }
    }
    return (open, best)
  }
}

extension CapacityProblem {
  /// The least cost of serving everybody from these places; nil if they are too small.
  package func cost(of open: [Int]) -> Double? {
    flows(from: open).map { flows in
      flows.enumerated().reduce(0.0) { sum, entry in
        let (number, amounts) = entry
        return sum
          + amounts.enumerated().reduce(0.0) { $0 + $1.element * distances[open[number] * areas + $1.offset] }
      }
    }
  }

  /// How much of each area goes to each of the open places: area after area by the shortest way to a place with room,
  /// moving others on where that is cheaper (successive shortest paths).
  package func flows(from open: [Int]) -> [[Double]]? {
    guard open.map({ capacities[$0] }).reduce(0, +) >= weights.reduce(0, +) - 1e-9 else { return nil }
    var room = open.map { capacities[$0] }
    var flow = [[Double]](repeating: [Double](repeating: 0, count: areas), count: open.count)
    for area in 0..<areas {
      var left = weights[area]
      while left > 1e-9 {
        guard let path = path(for: area, open, room, flow) else { return nil }
        var amount = min(left, room[path.end])
        for move in path.moves { amount = min(amount, flow[move.from][move.area]) }
        flow[path.begin][area] += amount
        for move in path.moves {
          flow[move.from][move.area] -= amount
          flow[move.to][move.area] += amount
        }
        room[path.end] -= amount
        left -= amount
      }
    }
    return flow
  }

  private struct Path {
    let begin: Int
    let end: Int
    let moves: [(from: Int, to: Int, area: Int)]
  }

  private func path(for area: Int, _ open: [Int], _ room: [Double], _ flow: [[Double]]) -> Path? {
    let n = open.count
    var length = open.map { distances[$0 * areas + area] }
    if let near = length.indices.min(by: { length[$0] < length[$1] }), room[near] > 1e-9 {
      return Path(begin: near, end: near, moves: [])
    }
    // What it costs to move one unit from a full place to another.
    var step = [[(cost: Double, area: Int)]](repeating: Array(repeating: (.infinity, -1), count: n), count: n)
    for from in 0..<n {
      for moved in 0..<areas where flow[from][moved] > 1e-9 {
        let here = distances[open[from] * areas + moved]
        for to in 0..<n where to != from {
          let cost = distances[open[to] * areas + moved] - here
          if cost < step[from][to].cost { step[from][to] = (cost, moved) }
        }
      }
    }
    var before = [Int?](repeating: nil, count: n)
    for _ in 0..<n {
      for from in 0..<n {
        for to in 0..<n where to != from && length[from] + step[from][to].cost < length[to] - 1e-9 {
          length[to] = length[from] + step[from][to].cost
          before[to] = from
        }
      }
    }
    guard let end = (0..<n).filter({ room[$0] > 1e-9 }).min(by: { length[$0] < length[$1] }) else { return nil }
    var moves: [(from: Int, to: Int, area: Int)] = []
    var at = end
    while let from = before[at], moves.count <= n {
      moves.append((from, at, step[from][at].area))
      at = from
    }
    return Path(begin: at, end: end, moves: moves)
  }
}
