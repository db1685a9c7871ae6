/// A pair that was compared, with its weight.
struct ScoredPair: Sendable {
  let pair: Pair
  var weight: Float
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
///
/// What people decided to be one child comes together with all that is like the one record and all that is like the other:
/// each of the two families grows as if the other were not there, but for what parts any of their records.
struct Clustering {
  /// The members of each cluster stand in a ring: for each record, the next of its cluster.
  private let next: UnsafeMutablePointer<UInt32>
  /// For each record, the first of its cluster.
  private let heads: UnsafeMutablePointer<UInt32>
  private(set) var refused: [Pair] = []
  /// In a group with decisions, for each record that has been joined by its weights, the first of its family.
  private var families: [UInt32: UInt32] = [:]
  /// Pairs that people decided are not one child.
  private let separated: Set<Pair>
  private let least: Double
  private let weigh: (Int, Int) -> (weight: Double, isForbidden: Bool)

  /// - Parameters:
  ///   - heads, next: for each record itself; those of the links that `run` gets are written, and no others.
  init(
    heads: UnsafeMutablePointer<UInt32>, next: UnsafeMutablePointer<UInt32>, separated: Set<Pair>, least: Double,
    weigh: @escaping (Int, Int) -> (weight: Double, isForbidden: Bool)
  ) {
    (self.heads, self.next, self.separated, self.least, self.weigh) = (heads, next, separated, least, weigh)
  }

  /// Joins what hangs together.
  /// - Parameters:
  ///   - fixed: pairs that people decided are one child; they are joined first.
  ///   - links: pairs at or above the threshold, in the order of the records.
  ///   - members: how many records they are of.
  mutating func run(fixed: [Pair], links: [ScoredPair], members: Int) {
    if isComplete(links, members: members) {
      for link in links where heads[link.pair.low] != heads[link.pair.high] { join(link.pair) }
      return
    }
    if fixed.isEmpty {
      for link in strongestFirst(links) where heads[link.pair.low] != heads[link.pair.high] {
        if !link.isForbidden && mayJoin(link) { join(link.pair) } else { refused.append(link.pair) }
      }
    } else {
      joinAround(fixed, links)
    }
  }

  /// The same where people have decided about some of the records.
  private mutating func joinAround(_ fixed: [Pair], _ links: [ScoredPair]) {
    families.removeAll(keepingCapacity: true)
    for pair in fixed.sorted(by: { $0.bits < $1.bits }) where mayJoin(fixed: pair) { join(pair) }
    for link in strongestFirst(links) where family(link.pair.low) != family(link.pair.high) {
      let isOne = heads[link.pair.low] == heads[link.pair.high]
      let (a, b) = (cluster(link.pair.low), cluster(link.pair.high))
      if !link.isForbidden && (isOne || !isParted(a, b))
        && speakTogether(family(link.pair.low, of: a), family(link.pair.high, of: b))
      {
        joinFamilies(link.pair, a + b)
        if !isOne { join(link.pair) }
      } else if !isOne {
        refused.append(link.pair)
      }
    }
  }

  /// Whether every record is linked with every other, and nothing parts any two: then all are one, in whatever order.
  private func isComplete(_ links: [ScoredPair], members: Int) -> Bool {
    guard links.count == members * (members - 1) / 2 else { return false }
    return links.allSatisfy { link in
      !link.isForbidden && Double(link.weight) > least && (separated.isEmpty || !separated.contains(link.pair))
    }
  }

  /// The links by weight; those of one weight (to a thousandth of a bit) in the order of the records.
  private func strongestFirst(_ links: [ScoredPair]) -> [ScoredPair] {
    func rank(_ link: ScoredPair) -> Int { max(0, 400_000 - Int((link.weight * 1000).rounded())) }
    return links.sorted { a, b in
      let (x, y) = (rank(a), rank(b))
      return x == y ? a.pair.bits < b.pair.bits : x < y
    }
  }

  private func cluster(_ place: Int) -> [UInt32] {
    var found = [UInt32(place)]
    while Int(next[Int(found[found.count - 1])]) != place { found.append(next[Int(found[found.count - 1])]) }
    return found.sorted()
  }

  private func mayJoin(fixed pair: Pair) -> Bool {
    heads[pair.low] != heads[pair.high] && !areSeparated(cluster(pair.low), cluster(pair.high))
  }
  private func areSeparated(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    if separated.isEmpty { return false }
    return a.contains { x in b.contains { y in separated.contains(Pair(Int(x), Int(y))) } }
  }

  private func mayJoin(_ link: ScoredPair) -> Bool {
    let (a, b) = (cluster(link.pair.low), cluster(link.pair.high))
    if areSeparated(a, b) { return false }
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

  // MARK: Where people have decided

  private func isParted(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    if areSeparated(a, b) { return true }
    if a.count == 1 && b.count == 1 { return false }
    return a.contains { x in b.contains { y in weigh(Int(x), Int(y)).isForbidden } }
  }

  /// Whether the records of two families speak for one child together.
  private func speakTogether(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    if a.count == 1 && b.count == 1 { return true }
    var sum = 0.0
    for x in a { for y in b { sum += min(max(weigh(Int(x), Int(y)).weight, -20), 20) } }
    return sum / Double(a.count * b.count) > least
  }

  private func family(_ place: Int) -> UInt32 { families[UInt32(place)] ?? UInt32(place) }
  /// Those of a cluster that are of this record's family.
  private func family(_ place: Int, of cluster: [UInt32]) -> [UInt32] {
    let one = family(place)
    return cluster.filter { family(Int($0)) == one }
  }
  private mutating func joinFamilies(_ pair: Pair, _ records: [UInt32]) {
    let (one, other) = (family(pair.low), family(pair.high))
    for record in records where family(Int(record)) == other { families[record] = one }
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
    swap(&next[pair.low], &next[pair.high])
  }
}

/// Clusters of links. What hangs together at all is worked out first; each such group is clustered by itself, the groups being
/// shared among the threads, so that the result is the same with any number of threads.
/// - Parameter weigh: makes, for a thread, what weighs two records and says whether a rule parts them.
func cluster(
  records: Int, fixed: [Pair], links: [ScoredPair], separated: Set<Pair>, least: Double, threads: Int,
  weigh: @Sendable () -> (Int, Int) -> (weight: Double, isForbidden: Bool)
) -> Clusters {
  let groups = Groups(records: records, links: links, fixed: fixed)
  var heads = Array(0..<UInt32(records))
  var next = heads
  let refused = heads.withUnsafeMutableBufferPointer { heads in
    next.withUnsafeMutableBufferPointer { next -> [Pair] in
      guard let heads = heads.baseAddress, let next = next.baseAddress else { return [] }
      // Groups share no records, and each is one thread's.
      nonisolated(unsafe) let (first, ring) = (heads, next)
      return inParallel(max(1, threads)) { share -> [Pair] in
        var clustering = Clustering(heads: first, next: ring, separated: separated, least: least, weigh: weigh())
        groups.forEach(share: share, of: max(1, threads), links, fixed) { fixed, links, members in
          clustering.run(fixed: fixed, links: links, members: members)
        }
        return clustering.refused
      }.flatMap { $0 }
    }
  }
  return Clusters(heads: heads, refused: refused.sorted { $0.bits < $1.bits })
}

/// What hangs together by links or decisions.
private struct Groups: Sendable {
  /// The group of each link and, after them, of each fixed pair, in the upper half; its place in the lower. Sorted.
  private var entries: [UInt64] = []
  /// How many records each group has, by its first record.
  private var sizes: [UInt32]

  init(records: Int, links: [ScoredPair], fixed: [Pair]) {
    var roots = Array(0..<UInt32(records))
    sizes = Array(repeating: 1, count: records)
    roots.withUnsafeMutableBufferPointer { roots in
      func root(_ place: Int) -> Int {
        var place = place
        while Int(roots[place]) != place {
          roots[place] = roots[Int(roots[place])]
          place = Int(roots[place])
        }
        return place
      }
      func unite(_ pair: Pair) {
        let (a, b) = (root(pair.low), root(pair.high))
        if a == b { return }
        roots[max(a, b)] = UInt32(min(a, b))
        sizes[min(a, b)] += sizes[max(a, b)]
      }
      for link in links { unite(link.pair) }
      for pair in fixed { unite(pair) }
      entries.reserveCapacity(links.count + fixed.count)
      for (place, link) in links.enumerated() { entries.append(UInt64(root(link.pair.low)) << 32 | UInt64(place)) }
      for (place, pair) in fixed.enumerated() {
        entries.append(UInt64(root(pair.low)) << 32 | UInt64(links.count + place))
      }
    }
    radixSort(&entries, from: 32, to: 32 + Int.bitWidth - max(1, records).leadingZeroBitCount)
  }

  /// Calls `body` for each group of a thread's share, with its decisions, its links and the number of its records.
  func forEach(
    share: Int, of shares: Int, _ links: [ScoredPair], _ fixed: [Pair], _ body: ([Pair], [ScoredPair], Int) -> Void
  ) {
    var place = beginning(entries.count * share / shares)
    let end = beginning(entries.count * (share + 1) / shares)
    var own: [ScoredPair] = []
    var decided: [Pair] = []
    while place < end {
      let group = entries[place] >> 32
      own.removeAll(keepingCapacity: true)
      decided.removeAll(keepingCapacity: true)
      while place < end && entries[place] >> 32 == group {
        let number = Int(entries[place] & 0xffff_ffff)
        if number < links.count { own.append(links[number]) } else { decided.append(fixed[number - links.count]) }
        place += 1
      }
      body(decided, own, Int(sizes[Int(group)]))
    }
  }
  /// The first place at or after this one where a group begins.
  private func beginning(_ place: Int) -> Int {
    var place = place
    while place > 0 && place < entries.count && entries[place] >> 32 == entries[place - 1] >> 32 { place += 1 }
    return place
  }
}
