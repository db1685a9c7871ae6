/// Open `count` of the places so that every area's nearest open place costs least in all: the p-median problem. Costs
/// may be anything: weight × distance, or the weight of what is too far (which makes it a covering problem).
package struct MedianProblem: Sendable {
  package let areas: Int
  package let places: Int
  /// By place, then area: `costs[place * areas + area]`, not negative.
  package let costs: [Double]
  package let count: Int
  /// Places that are open whatever it costs.
  package let fixed: Set<Int>
  /// Whether every cost is a whole number, so that a bound can be rounded up.
  let isWhole: Bool

  package init(areas: Int, places: Int, costs: [Double], count: Int, fixed: Set<Int> = []) {
    precondition(costs.count == areas * places && count >= fixed.count && count <= places && count > 0)
    (self.areas, self.places, self.costs, self.count, self.fixed) = (areas, places, costs, count, fixed)
    isWhole = costs.allSatisfy { $0 == $0.rounded() }
  }

  /// A solution, and what is proven about it.
  package struct Solution: Equatable, Sendable {
    /// In rising order.
    package var open: [Int]
    package var cost: Double
    /// No solution costs less than this.
    package var bound: Double
    package var isProven: Bool
    /// How much better another could be at most, as a share.
    package var gap: Double { cost > 0 ? max(0, (cost - bound) / cost) : 0 }
  }

  /// What a set of open places costs.
  package func cost(of open: [Int]) -> Double {
    (0..<areas).reduce(0.0) { sum, area in sum + (open.map { costs[$0 * areas + area] }.min() ?? .infinity) }
  }

  /// Better than this is worth having: with whole costs a solution that is not better by 1 is not better.
  var slack: Double { isWhole ? 1 - 1e-6 : 1e-9 }

  /// Finds the best places: a Lagrangian bound with an interchange from every promising set, then, if a gap is left,
  /// branch and bound on single places, warm-started from their parent's multipliers. Up to `proveUpTo` places it goes
  /// on until the optimum is proven, beyond that until `nodes` branches have been looked at.
  package func solved(proveUpTo: Int = 5, nodes: Int = 400) -> Solution {
    var search = MedianSearch(self)
    return search.run(nodes: count <= proveUpTo ? .max : nodes)
  }
}

extension MedianProblem {
  /// Exchanges an open place for a closed one while that helps, the best exchange first (Teitz and Bart, with
  /// Whitaker's fast evaluation). Places for which `mayMove` is false stay as they are.
  func interchanged(_ start: [Int], mayMove: (Int) -> Bool) -> (open: [Int], cost: Double) {
    var open = start
    while true {
      let near = nearest(open)
      var best: (gain: Double, out: Int, into: Int) = (1e-9, -1, -1)
      var loss = [Double](repeating: 0, count: open.count)
      for into in 0..<places where !open.contains(into) && mayMove(into) {
        for index in loss.indices { loss[index] = 0 }
        var gain = 0.0
        for area in 0..<areas {
          let cost = costs[into * areas + area]
          if cost < near.first[area] {
            gain += near.first[area] - cost
          } else {
            loss[near.index[area]] += min(cost, near.second[area]) - near.first[area]
          }
        }
        for index in loss.indices where mayMove(open[index]) && gain - loss[index] > best.gain {
          best = (gain - loss[index], index, into)
        }
      }
      if best.out < 0 { return (open.sorted(), near.first.reduce(0, +)) }
      open[best.out] = best.into
    }
  }

  /// For each area its nearest and second nearest open place.
  private func nearest(_ open: [Int]) -> (first: [Double], second: [Double], index: [Int]) {
    var first = [Double](repeating: .infinity, count: areas)
    var second = first
    var index = [Int](repeating: 0, count: areas)
    for (number, place) in open.enumerated() {
      for area in 0..<areas {
        let cost = costs[place * areas + area]
        if cost < first[area] {
          second[area] = first[area]
          first[area] = cost
          index[area] = number
        } else if cost < second[area] {
          second[area] = cost
        }
      }
    }
    if open.count == 1 { second = [Double](repeating: .greatestFiniteMagnitude / 1e6, count: areas) }
    return (first, second, index)
  }
}
