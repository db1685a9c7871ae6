extension SitingModel {
  /// Some hubs: which, how good, and how good another choice could be at most.
  package struct Choice: Equatable, Sendable {
    /// Numbers in `places`.
    package let open: [Int]
    /// In what the aim counts: weighted distance, the farthest distance, or the weight left uncovered.
    package let cost: Double
    package let bound: Double
    package let isProven: Bool
    /// By place of `open`, how much of each area it serves, where capacities divide areas.
    let flows: [[Double]]?
    package var gap: Double { cost > 0 ? max(0, (cost - bound) / cost) : 0 }
  }

  /// The places that may open, and the distances to them alone.
  private var usable: [Int] { places.indices.filter { !places[$0].isExcluded } }
  private func column(_ place: Int) -> ArraySlice<Double> {
    distances[place * areas.count..<(place + 1) * areas.count]
  }

  /// The best `count` hubs. Nil where capacities leave no choice that takes everybody.
  package func choose(_ count: Int) -> Choice? {
    let usable = usable
    let fixed = Set(usable.indices.filter { places[usable[$0]].isFixed })
    let near = usable.flatMap { column($0) }
    switch aim {
    case .median where places.contains { $0.capacity != nil }:
      return chooseWithin(capacitiesOf: usable, near, count, fixed)
    case .median:
      let costs = near.indices.map { near[$0] * areas[$0 % areas.count].weight }
      return choose(costs, usable, count, fixed)
    case .cover:
      let limit = self.near ?? 0
      let costs = near.indices.map { near[$0] <= limit ? 0 : areas[$0 % areas.count].weight }
      return choose(costs, usable, count, fixed)
    case .centre:
      let solution = CentreProblem(
        areas: areas.count, places: usable.count, distances: near, count: count, fixed: fixed
      ).solved()
      return Choice(
        open: solution.open.map { usable[$0] }, cost: solution.distance, bound: solution.bound,
        isProven: solution.isProven, flows: nil)
    }
  }

  private func choose(_ costs: [Double], _ usable: [Int], _ count: Int, _ fixed: Set<Int>) -> Choice {
    let problem = MedianProblem(
      areas: areas.count, places: usable.count, costs: costs, count: count, fixed: fixed)
    let solution = problem.solved()
    return Choice(
      open: solution.open.map { usable[$0] }, cost: solution.cost, bound: solution.bound, isProven: solution.isProven,
      flows: nil)
  }

  private func chooseWithin(
    capacitiesOf usable: [Int], _ near: [Double], _ count: Int, _ fixed: Set<Int>
  ) -> Choice? {
    let weights = areas.map(\.weight)
    let all = weights.reduce(0, +)
    let problem = CapacityProblem(
      areas: areas.count, places: usable.count, distances: near, weights: weights,
      capacities: usable.map { places[$0].capacity ?? all }, count: count, fixed: fixed)
    guard let solution = problem.solved() else { return nil }
    return Choice(
      open: solution.open.map { usable[$0] }, cost: solution.cost, bound: solution.bound, isProven: solution.isProven,
      flows: problem.flows(from: solution.open))
  }

  /// For each area the nearest of these places, and how far it is.
  func nearest(of open: [Int]) -> [(place: Int, distance: Double)] {
    areas.indices.map { area in
      let place = open.min { (distances[$0 * areas.count + area], $0) < (distances[$1 * areas.count + area], $1) }!
      return (place, distances[place * areas.count + area])
    }
  }

  /// Where outreach goes and how many steps of days each place gets: the places that bring most of those left far away
  /// near, one after another, then the days by Webster over the need they reach.
  func outreachPlaces(beside open: [Int]) -> [(place: Int, steps: Int, weight: Double)] {
    guard let outreach, let near else { return [] }
    let nearest = nearest(of: open)
    var far = areas.indices.filter { nearest[$0].distance > near }
    var chosen: [(place: Int, weight: Double)] = []
    while chosen.count < outreach.places {
      let reach = { (place: Int) in
        far.filter { distances[place * areas.count + $0] <= near }.map { areas[$0].weight }.reduce(0, +)
      }
      let free = usable.filter { place in !open.contains(place) && !chosen.contains { $0.place == place } }
      guard let best = free.max(by: { (reach($0), -$0) < (reach($1), -$1) }), reach(best) > 0 else { break }
      chosen.append((best, reach(best)))
      far.removeAll { distances[best * areas.count + $0] <= near }
    }
    guard !chosen.isEmpty else { return [] }
    let floor = outreach.steps >= chosen.count ? 1 : 0
    let days = Apportionment(
      steps: outreach.steps, weights: chosen.map { Int(($0.weight * 1000).rounded()) },
      floors: chosen.map { _ in floor }
    ).shared(by: .webster)
    return zip(chosen, days).map { ($0.place, $1, $0.weight) }
  }
}
