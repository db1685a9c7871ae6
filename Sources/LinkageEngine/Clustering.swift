/// A pair that was compared, with its weight.
struct ScoredPair: Sendable {
  let pair: Pair
  let weight: Float
  /// A rule forbids the link, whatever the weight.
  let isForbidden: Bool
}

/// What came of clustering.
struct Clusters: Sendable {
  /// For each record, the place of the first record of its cluster.
  var heads: [UInt32]
  /// Links that were strong enough by themselves, and would have joined clusters that do not belong together.
  var refused: [Pair]
}

/// Joins records to clusters, the strongest link first. A link joins two clusters only if what is known of all pairs across
/// them speaks for it together: the mean of their weights must be above `least`, and no pair across may be forbidden. So a
/// single link between two families of records is not enough, and one odd record does not break a family. Where weights are
/// equal, the order of the records decides.
struct Clustering {
  /// The members of each cluster stand in a ring: for each record, the next of its cluster.
  private var next: [UInt32]
  /// For each record, the first of its cluster.
  private var heads: [UInt32]
  private var refused: [Pair] = []
  private let forbidden: Set<Pair>
  private let least: Double
  private let weigh: (Int, Int) -> (weight: Double, isForbidden: Bool)

  init(
    records: Int, forbidden: Set<Pair>, least: Double,
    weigh: @escaping (Int, Int) -> (weight: Double, isForbidden: Bool)
  ) {
    heads = Array(0..<UInt32(records))
    next = heads
    self.forbidden = forbidden
    self.least = least
    self.weigh = weigh
  }

  /// - Parameters:
  ///   - fixed: pairs that people decided are one child; they are joined first.
  ///   - links: pairs at or above the threshold.
  mutating func run(fixed: [Pair], links: [ScoredPair]) -> Clusters {
    for pair in fixed.sorted(by: { $0.bits < $1.bits }) where mayJoin(fixed: pair) { join(pair) }
    for place in strongestFirst(links) {
      let link = links[place]
      if heads[link.pair.low] == heads[link.pair.high] { continue }
      if !link.isForbidden && mayJoin(link) { join(link.pair) } else { refused.append(link.pair) }
    }
    return Clusters(heads: heads, refused: refused)
  }

  /// The places of the links by weight; those of one weight (to a thousandth of a bit) in the order of the records.
  private func strongestFirst(_ links: [ScoredPair]) -> [Int] {
    var keys = links.enumerated().map { place, link in
      UInt64(UInt32(max(0, 400_000 - Int((link.weight * 1000).rounded())))) << 32 | UInt64(place)
    }
    radixSort(&keys, from: 32, to: 54)
    return keys.map { Int($0 & 0xffff_ffff) }
  }

  private func isAlone(_ place: Int) -> Bool { Int(next[place]) == place }
  private func cluster(_ place: Int) -> [UInt32] {
    var found = [UInt32(place)]
    while Int(next[Int(found[found.count - 1])]) != place { found.append(next[Int(found[found.count - 1])]) }
    return found.sorted()
  }

  private func mayJoin(fixed pair: Pair) -> Bool {
    heads[pair.low] != heads[pair.high] && !isForbidden(cluster(pair.low), cluster(pair.high))
  }
  private func isForbidden(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    if forbidden.isEmpty { return false }
    return a.contains { x in b.contains { y in forbidden.contains(Pair(Int(x), Int(y))) } }
  }

  private func mayJoin(_ link: ScoredPair) -> Bool {
    if forbidden.isEmpty && isAlone(link.pair.low) && isAlone(link.pair.high) { return true }
    let (a, b) = (cluster(link.pair.low), cluster(link.pair.high))
    if isForbidden(a, b) { return false }
    if a.count == 1 && b.count == 1 { return true }
    var sum = 0.0
    for x in a {
      for y in b {
        let (weight, isForbidden) = weigh(Int(x), Int(y))
        if isForbidden { return false }
        sum += min(max(weight, -20), 20)
      }
    }
    return sum / Double(a.count * b.count) > least
  }

  private mutating func join(_ pair: Pair) {
    let head = min(heads[pair.low], heads[pair.high])
    for side in [pair.low, pair.high] where heads[side] != head {
      var member = side
      repeat {
        heads[member] = head
        member = Int(next[member])
      } while member != side
    }
    next.swapAt(pair.low, pair.high)
  }
}

/// Clusters of links, with a thread for each share of what hangs together at all: shares do not touch, so that the result is
/// the same with any number of threads.
func cluster(
  records: Int, fixed: [Pair], links: [ScoredPair], threads: Int, _ make: @Sendable () -> Clustering
) -> Clusters {
  let threads = min(threads, 64)
  if threads == 1 || links.count < 10_000 {
    var clustering = make()
    return clustering.run(fixed: fixed, links: links)
  }
  var roots = Array(0..<UInt32(records))
  func root(_ place: Int) -> Int {
    var place = place
    while Int(roots[place]) != place {
      roots[place] = roots[Int(roots[place])]
      place = Int(roots[place])
    }
    return place
  }
  for pair in links.map(\.pair) + fixed {
    let (a, b) = (root(pair.low), root(pair.high))
    roots[max(a, b)] = UInt32(min(a, b))
  }
  let shareOfLink = links.map { UInt8(root($0.pair.low) % threads) }
  let shareOfFixed = fixed.map { UInt8(root($0.low) % threads) }
  let found = inParallel(threads) { share -> Clusters in
    var clustering = make()
    return clustering.run(
      fixed: fixed.indices.filter { shareOfFixed[$0] == share }.map { fixed[$0] },
      links: links.indices.filter { shareOfLink[$0] == share }.map { links[$0] })
  }
  var heads = found[0].heads
  for other in found.dropFirst() {
    for place in heads.indices where Int(other.heads[place]) != place { heads[place] = other.heads[place] }
  }
  return Clusters(heads: heads, refused: found.flatMap(\.refused).sorted { $0.bits < $1.bits })
}
