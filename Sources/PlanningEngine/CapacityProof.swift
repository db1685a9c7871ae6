/// Proof for a few places with capacities: at the best prices found, every set of places has a bound of its own, and only
/// those sets whose bound is below the best known cost are priced exactly.
extension CapacityProblem {
  /// What a set can cost at least: a part for all, and one for each of its places.
  struct Bounds: Sendable {
    let common: Double
    let places: [Double]
  }

  /// The best set of all; nil where too many sets would have to be priced.
  func proven(_ bounds: Bounds, from start: [Int], _ cost: Double, sets most: Int = 2000) -> (
    open: [Int], cost: Double
  )? {
    var search = Search(problem: self, bounds: bounds, open: start, best: cost, left: most)
    let first = fixed.sorted()
    let sum = first.reduce(bounds.common) { $0 + bounds.places[$1] }
    return search.look(first, sum, from: 0) ? (search.open, search.best) : nil
  }

  private struct Search {
    let problem: CapacityProblem
    let bounds: Bounds
    var open: [Int]
    var best: Double
    /// How many sets may still be priced.
    var left: Int
    /// Places that are not fixed, the most promising first.
    let free: [Int]
    let loose: MedianProblem

    init(problem: CapacityProblem, bounds: Bounds, open: [Int], best: Double, left: Int) {
      (self.problem, self.bounds, self.open, self.best, self.left) = (problem, bounds, open, best, left)
      free = (0..<problem.places).filter { !problem.fixed.contains($0) }
        .sorted { (bounds.places[$0], $0) < (bounds.places[$1], $1) }
      loose = problem.withoutCapacities
    }

    /// Looks at every set that adds places from this one on. False where there was no end to it.
    mutating func look(_ set: [Int], _ sum: Double, from index: Int) -> Bool {
      let wanted = problem.count - set.count
      guard wanted > 0 else { return price(set) }
      guard index + wanted <= free.count else { return true }
      for next in index...(free.count - wanted) {
        // No place after it has a lower bound, so nothing from here on can be better.
        let least = free[next..<next + wanted].reduce(sum) { $0 + bounds.places[$1] }
        if least >= best * (1 - 1e-9) { return true }
        guard look(set + [free[next]], sum + bounds.places[free[next]], from: next + 1) else { return false }
      }
      return true
    }

    private mutating func price(_ set: [Int]) -> Bool {
      // Without capacities a set costs no more: if that is no better, neither is this.
      guard loose.cost(of: set) < best * (1 - 1e-9) else { return true }
      guard left > 0 else { return false }
      left -= 1
      if let cost = problem.cost(of: set), cost < best * (1 - 1e-9) { (open, best) = (set, cost) }
      return true
    }
  }
}
