/// The ways of sharing out whole steps by weight.
package enum ApportionmentMethod: String, CaseIterable, Sendable {
  /// Largest remainders: each its quota rounded down, the rest by the largest remainder. Known for its paradoxes: a
  /// place can lose a post because there are more to share.
  case hamilton
  /// Divisors 1, 3, 5, …: favours neither large nor small places.
  case webster
  /// Divisors √(n(n+1)): every place with any weight gets one before anybody gets two.
  case huntingtonHill = "huntington_hill"
  /// Divisors 1, 2, 3, …: favours large places.
  case dhondt

  package var words: String {
    switch self {
    case .hamilton: "Hamilton (largest remainders)"
    case .webster: "Webster (Sainte-Laguë)"
    case .huntingtonHill: "Huntington–Hill"
    case .dhondt: "D’Hondt"
    }
  }
}

/// Posts to share over places: how many steps in all, and what each place weighs, must have and can hold.
package struct Apportionment: Equatable, Sendable {
  /// In steps; a post in halves is two.
  package var steps: Int
  /// Whole numbers in the proportion of the weights.
  var weights: [Int128]
  package var floors: [Int]
  /// Nil: no limit.
  package var caps: [Int?]

  package init(steps: Int, weights: [Int], floors: [Int]? = nil, caps: [Int?]? = nil) {
    self.steps = steps
    self.weights = weights.map { Int128($0) }
    self.floors = floors ?? weights.map { _ in 0 }
    self.caps = caps ?? weights.map { _ in nil }
  }
  init(steps: Int, weights: [Int128], floors: [Int], caps: [Int?]) {
    (self.steps, self.weights, self.floors, self.caps) = (steps, weights, floors, caps)
  }

  /// Steps for each place, in the order of the weights; equal claims go to the earlier place. The sum is `steps`,
  /// unless the caps leave no room: then it is the sum of the caps. Floors must not need more than there is (see the
  /// reader).
  package func shared(by method: ApportionmentMethod) -> [Int] {
    method == .hamilton ? byLargestRemainders() : byDivisors(method)
  }

  /// Each place's exact share of all steps, before any rounding.
  package var quotas: [Rational] {
    let sum = weights.reduce(0, +)
    return weights.map { sum == 0 ? Rational(0) : Rational(Int128(steps) * $0, sum) }
  }

  /// Starts at the floors and gives step after step to the place with the strongest claim.
  private func byDivisors(_ method: ApportionmentMethod) -> [Int] {
    var held = floors
    while held.reduce(0, +) < steps {
      var best: Int?
      for place in weights.indices where weights[place] > 0 && held[place] < caps[place] ?? .max {
        if let leader = best,
          !isStronger((weights[place], held[place]), than: (weights[leader], held[leader]), method)
        {
          continue
        }
        best = place
      }
      guard let best else { break }
      held[best] += 1
    }
    return held
  }

  /// Whether a place of weight w that holds n has a stronger claim to the next step than the other: exact, by
  /// multiplying out. Weights are below 10^15 and steps below 10^6 (the reader sees to it), so 128 bits hold it.
  private func isStronger(
    _ a: (weight: Int128, held: Int), than b: (weight: Int128, held: Int), _ method: ApportionmentMethod
  ) -> Bool {
    let (m, n) = (Int128(a.held), Int128(b.held))
    switch method {
    case .webster: return a.weight * (2 * n + 1) > b.weight * (2 * m + 1)
    case .dhondt: return a.weight * (n + 1) > b.weight * (m + 1)
    case .huntingtonHill, .hamilton:
      if m == 0 || n == 0 { return m == n ? a.weight > b.weight : m == 0 }
      return a.weight * a.weight * n * (n + 1) > b.weight * b.weight * m * (m + 1)
    }
  }

  /// Shares what is above the floors; where a cap binds, the place is held at it and the rest is shared again.
  private func byLargestRemainders() -> [Int] {
    var held = floors
    var open = weights.indices.filter { weights[$0] > 0 }
    while true {
      let left = steps - weights.indices.filter { !open.contains($0) }.map { held[$0] }.reduce(0, +)
      let given = remainders(left - open.map { floors[$0] }.reduce(0, +), over: open)
      let over = open.filter { floors[$0] + given[$0, default: 0] > caps[$0] ?? .max }
      if over.isEmpty {
        for place in open { held[place] = floors[place] + given[place, default: 0] }
        return held
      }
      for place in over { held[place] = caps[place]! }
      open.removeAll { over.contains($0) }
    }
  }

  private func remainders(_ steps: Int, over places: [Int]) -> [Int: Int] {
    let sum = places.map { weights[$0] }.reduce(0, +)
    guard sum > 0, steps > 0 else { return [:] }
    let exact = places.map { (place: $0, product: Int128(steps) * weights[$0]) }
    var given = Dictionary(uniqueKeysWithValues: exact.map { ($0.place, Int($0.product / sum)) })
    let rest = steps - given.values.reduce(0, +)
    let order = exact.sorted { a, b in
      let (x, y) = (a.product % sum, b.product % sum)
      return x == y ? a.place < b.place : x > y
    }
    for entry in order.prefix(rest) { given[entry.place, default: 0] += 1 }
    return given
  }
}
