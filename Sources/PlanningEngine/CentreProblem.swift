/// Open `count` places so that the farthest area is as near as can be: the p-centre problem. Tries distances by
/// halving, and for each asks whether so many places can cover everything.
package struct CentreProblem: Sendable {
  let areas: Int
  let places: Int
  /// By place, then area.
  let distances: [Double]
  let count: Int
  let fixed: Set<Int>

  package init(areas: Int, places: Int, distances: [Double], count: Int, fixed: Set<Int> = []) {
    (self.areas, self.places, self.distances, self.count, self.fixed) = (areas, places, distances, count, fixed)
  }

  package struct Solution: Equatable, Sendable {
    package let open: [Int]
    /// How far the farthest area is.
    package let distance: Double
    /// No choice does better than this.
    package let bound: Double
    package var isProven: Bool { bound >= distance }
  }

  /// `nodes` limits the search for each distance tried; where it runs out, the bound says what is still proven.
  package func solved(nodes: Int = 300_000) -> Solution {
    let lengths = Set(distances).sorted()
    var (low, high) = (0, lengths.count - 1)
    var best: [Int]?
    var firstUnknown = lengths.count
    while low < high {
      let middle = (low + high) / 2
      var cover = CoverSearch(self, within: lengths[middle], nodes: nodes)
      switch cover.run() {
      case .found(let open): (best, high) = (open, middle)
      case .impossible: low = middle + 1
      case .unknown:
        firstUnknown = min(firstUnknown, middle)
        low = middle + 1
      }
    }
    if best == nil {
      var cover = CoverSearch(self, within: lengths[high], nodes: nodes)
      if case .found(let open) = cover.run() { best = open }
    }
    return Solution(
      open: filled(best ?? []), distance: lengths[high], bound: lengths[min(high, firstUnknown)])
  }

  /// Fewer places may do; the rest is filled up so that the number is as asked.
  private func filled(_ open: [Int]) -> [Int] {
    var open = open
    for place in 0..<places where open.count < count && !open.contains(place) { open.append(place) }
    return open.sorted()
  }
}

/// Can so many places cover every area within a distance? Depth first, on the area that the fewest places cover.
private struct CoverSearch {
  enum Outcome {
    case found([Int])
    case impossible
    case unknown
  }
  private let coverers: [[Int]]
  private let covered: [[Int]]
  private let count: Int
  private let fixed: [Int]
  private var nodes: Int
  private var times: [Int]

  init(_ problem: CentreProblem, within distance: Double, nodes: Int) {
    coverers = (0..<problem.areas).map { area in
      (0..<problem.places).filter { problem.distances[$0 * problem.areas + area] <= distance }
    }
    covered = (0..<problem.places).map { place in
      (0..<problem.areas).filter { problem.distances[place * problem.areas + $0] <= distance }
    }
    count = problem.count
    fixed = problem.fixed.sorted()
    self.nodes = nodes
    times = Array(repeating: 0, count: problem.areas)
  }

  mutating func run() -> Outcome {
    if coverers.contains(where: \.isEmpty) { return .impossible }
    for place in fixed { cover(place, by: 1) }
    var open = fixed
    let isFound = search(&open)
    if isFound { return .found(open) }
    return nodes > 0 ? .impossible : .unknown
  }

  private mutating func cover(_ place: Int, by step: Int) { for area in covered[place] { times[area] += step } }

  private mutating func search(_ open: inout [Int]) -> Bool {
    nodes -= 1
    if nodes <= 0 { return false }
    let bare = times.indices.filter { times[$0] == 0 }
    guard let hardest = bare.min(by: { coverers[$0].count < coverers[$1].count }) else { return true }
    if open.count + needed(bare) > count { return false }
    let order = coverers[hardest].map { place in (place, covered[place].count { times[$0] == 0 }) }
      .sorted { $0.1 > $1.1 }
    for (place, _) in order {
      open.append(place)
      cover(place, by: 1)
      if search(&open) { return true }
      open.removeLast()
      cover(place, by: -1)
    }
    return false
  }

  /// Areas of which no place covers two need a place each: a lower bound, found greedily.
  private func needed(_ bare: [Int]) -> Int {
    var used = Set<Int>()
    var count = 0
    for area in bare.sorted(by: { coverers[$0].count < coverers[$1].count })
    where coverers[area].allSatisfy({ !used.contains($0) }) {
      used.formUnion(coverers[area])
      count += 1
    }
    return count
  }
}
