/// The search behind `MedianProblem.solved`: the best set so far, and branch and bound over places.
struct MedianSearch {
  private let problem: MedianProblem
  private var best: (open: [Int], cost: Double) = ([], .infinity)
  private var seen: Set<[Int]> = []

  init(_ problem: MedianProblem) { self.problem = problem }

  /// A branch: some places decided, the parent's multipliers and bound.
  private struct Branch {
    var isOpen: Set<Int>
    var isClosed: Set<Int>
    var prices: [Double]
    var bound: Double
  }

  mutating func run(nodes: Int) -> MedianProblem.Solution {
    start()
    var root = Branch(isOpen: problem.fixed, isClosed: [], prices: firstPrices(), bound: 0)
    var relaxed = relax(&root, iterations: 400)
    if isDone(root.bound) { return solution(bound: best.cost) }
    fix(&root, relaxed)
    relaxed = relax(&root, iterations: 100)
    var stack = [root]
    var looked = 0
    var openBound = Double.infinity
    while let branch = stack.popLast() {
      if isDone(branch.bound) { continue }
      if looked >= nodes {
        openBound = min(openBound, branch.bound)
        continue
      }
      looked += 1
      stack += children(of: branch)
    }
    let bound = min(best.cost, openBound)
    return solution(bound: problem.isWhole ? (bound - 1e-6).rounded(.up) : bound)
  }

  private func solution(bound: Double) -> MedianProblem.Solution {
    .init(
      open: best.open, cost: best.cost, bound: min(bound, best.cost), isProven: bound > best.cost - problem.slack)
  }

  private func isDone(_ bound: Double) -> Bool { bound > best.cost - problem.slack }

  /// A greedy set, improved: the first upper bound.
  private mutating func start() {
    var open = problem.fixed.sorted()
    var near = [Double](repeating: .greatestFiniteMagnitude / 1e6, count: problem.areas)
    for place in open { lower(&near, place) }
    while open.count < problem.count {
      let next = (0..<problem.places).filter { !open.contains($0) }.min { cost(near, with: $0) < cost(near, with: $1) }!
      open.append(next)
      lower(&near, next)
    }
    consider(open)
  }
  private func lower(_ near: inout [Double], _ place: Int) {
    for area in 0..<problem.areas { near[area] = min(near[area], problem.costs[place * problem.areas + area]) }
  }
  private func cost(_ near: [Double], with place: Int) -> Double {
    (0..<problem.areas).reduce(0.0) { $0 + min(near[$1], problem.costs[place * problem.areas + $1]) }
  }

  private mutating func consider(_ open: [Int]) {
    guard seen.insert(open.sorted()).inserted else { return }
    let improved = problem.interchanged(open) { !problem.fixed.contains($0) }
    if improved.cost < best.cost { best = improved }
  }

  /// Each area is worth at first what its second nearest of the best places costs.
  private func firstPrices() -> [Double] {
    (0..<problem.areas).map { area in
      let costs = best.open.map { problem.costs[$0 * problem.areas + area] }.sorted()
      return costs.count > 1 ? (costs[0] + costs[1]) / 2 : costs[0] * 1.2
    }
  }

  /// The two branches on one place: the undecided one that looks best.
  private mutating func children(of branch: Branch) -> [Branch] {
    if problem.places - branch.isClosed.count < problem.count { return [] }
    if branch.isOpen.count == problem.count {
      consider(branch.isOpen.sorted())
      return []
    }
    let values = LagrangianBound(problem, branch.prices).values
    let free = (0..<problem.places).filter { !branch.isOpen.contains($0) && !branch.isClosed.contains($0) }
    guard let place = free.min(by: { values[$0] < values[$1] }) else { return [] }
    var with = branch
    with.isOpen.insert(place)
    var without = branch
    without.isClosed.insert(place)
    var kept: [Branch] = []
    for var child in [without, with] where problem.places - child.isClosed.count >= problem.count {
      if child.isOpen.count == problem.count {
        consider(child.isOpen.sorted())
        continue
      }
      let relaxed = relax(&child, iterations: 60)
      if isDone(child.bound) { continue }
      fix(&child, relaxed)
      kept.append(child)
    }
    return kept
  }

  /// Raises the bound of a branch by the subgradient method, and looks at the sets it meets on the way. Returns the
  /// values of the places at the best multipliers.
  private mutating func relax(_ branch: inout Branch, iterations: Int) -> LagrangianBound {
    var prices = branch.prices
    var bestBound = LagrangianBound(problem, prices)
    var top = bestBound.choice(problem, branch.isOpen, branch.isClosed)
    var bestValue = top.bound
    var step = 1.5
    var since = 0
    for iteration in 0..<iterations {
      let bound = iteration == 0 ? bestBound : LagrangianBound(problem, prices)
      if iteration > 0 { top = bound.choice(problem, branch.isOpen, branch.isClosed) }
      if top.bound > bestValue + 1e-9 * abs(bestValue) {
        if top.bound > bestValue * (1 + 1e-5) { since = 0 }
        (bestValue, bestBound, branch.prices) = (top.bound, bound, prices)
      } else {
        since += 1
      }
      if iteration % 5 == 0 { consider(top.open) }
      if isDone(bestValue) || step < 0.005 { break }
      if since >= 6 {
        (step, since) = (step / 2, 0)
        prices = branch.prices
        continue
      }
      move(&prices, top, step: step)
    }
    branch.bound = max(branch.bound, bestValue)
    return bestBound
  }

  /// A step along the subgradient: areas that no chosen place serves get dearer, those that several serve get cheaper.
  private func move(_ prices: inout [Double], _ top: LagrangianBound.Choice, step: Double) {
    var slopes = [Double](repeating: 1, count: problem.areas)
    for place in top.open {
      for area in 0..<problem.areas where problem.costs[place * problem.areas + area] < prices[area] {
        slopes[area] -= 1
      }
    }
    let square = slopes.reduce(0) { $0 + $1 * $1 }
    guard square > 0 else { return }
    let length = step * (best.cost * 1.0005 + 1e-9 - top.bound) / square
    for area in prices.indices { prices[area] = max(0, prices[area] + length * slopes[area]) }
  }

  /// Decides every place whose other decision the bound already rules out.
  private func fix(_ branch: inout Branch, _ relaxed: LagrangianBound) {
    let top = relaxed.choice(problem, branch.isOpen, branch.isClosed)
    let chosen = top.open.filter { !branch.isOpen.contains($0) }
    let rest = (0..<problem.places).filter {
      !branch.isOpen.contains($0) && !branch.isClosed.contains($0) && !chosen.contains($0)
    }
    guard let worst = chosen.map({ relaxed.values[$0] }).max(), let next = rest.map({ relaxed.values[$0] }).min()
    else { return }
    for place in rest where isDone(top.bound - worst + relaxed.values[place]) { branch.isClosed.insert(place) }
    for place in chosen where isDone(top.bound - relaxed.values[place] + next) { branch.isOpen.insert(place) }
  }
}

/// The p-median problem with the demand that each area is served once given up for prices: a lower bound (Cornuéjols,
/// Fisher and Nemhauser, 1977).
struct LagrangianBound {
  private let sum: Double
  /// What opening each place would be worth at these prices: 0 or less.
  let values: [Double]

  struct Choice {
    let open: [Int]
    let bound: Double
  }

  init(_ problem: MedianProblem, _ prices: [Double]) {
    sum = prices.reduce(0, +)
    let areas = problem.areas
    values = problem.costs.withUnsafeBufferPointer { costs in
      prices.withUnsafeBufferPointer { prices in
        (0..<problem.places).map { place in
          // Four sums at once, for the processor's sake.
          var sums = SIMD4<Double>(repeating: 0)
          let zero = sums
          let base = place * areas
          var area = 0
          while area + 4 <= areas {
            let cost = SIMD4(
              costs[base + area], costs[base + area + 1], costs[base + area + 2], costs[base + area + 3])
            let price = SIMD4(prices[area], prices[area + 1], prices[area + 2], prices[area + 3])
            let gain = cost - price
            sums += gain.replacing(with: zero, where: gain .> zero)
            area += 4
          }
          var total = sums.sum()
          while area < areas {
            total += min(0, costs[base + area] - prices[area])
            area += 1
          }
          return total
        }
      }
    }
  }

  /// The best places at these prices, the decided ones respected, and the bound.
  func choice(_ problem: MedianProblem, _ isOpen: Set<Int>, _ isClosed: Set<Int>) -> Choice {
    let free = (0..<problem.places).filter { !isOpen.contains($0) && !isClosed.contains($0) }
      .sorted { (values[$0], $0) < (values[$1], $1) }
    let open = isOpen.sorted() + free.prefix(problem.count - isOpen.count)
    return Choice(open: open, bound: sum + open.reduce(0) { $0 + values[$1] })
  }
}
