/// Two agencies that know next to the same children: most of one's are found among the other's. Then a child who was not found
/// is likely to be among the other's few who were not found either, far likelier than two records taken by chance are one
/// child, which is what a weight begins with. Pairs of such leftovers weigh more by that much.
///
/// It asks for proof: a hundred children in common, and at least `Leftovers.share` of both agencies' children found with the
/// other. Agencies whose children overlap in part, which is the rule, are not touched by it.
private enum Leftovers {
  static let share = 0.95
  static let common = 100
}

extension Linkage {
  /// The pairs of leftovers, with how much more they weigh: those of two agencies that know next to the same children, each
  /// being the other's best. Not among them is what a rule forbids, and "twin 2", who could be either.
  func foundLeftOver(_ least: Double) -> [Pair: Double] {
    guard let clusters, let model, sourceNames.count > 1 else { return [:] }
    var found: [Pair: Double] = [:]
    for (sources, tally) in tallies(clusters) where tally.isNextToTheSame {
      let pairs = bestPairs(sources, clusters)
      let expected = pairs.reduce(0) { $0 + probability(Double($1.weight)) }
      let two = model[.source, SourceLevel.two.rawValue]
      let usual = model.sameChild * two.m / two.u
      let more = log2of(expected / (Double(tally.leftOver.0) * Double(tally.leftOver.1)) / usual)
      guard more.isFinite, more > 0 else { continue }
      for pair in pairs where Double(pair.weight) < least { found[pair.pair] = more }
    }
    return found
  }

  /// For each two sources, how many of their records stand in a cluster with the other, and how many do not.
  private func tallies(_ clusters: Clusters) -> [(sources: (UInt16, UInt16), tally: Tally)] {
    let sources = sourceNames.count
    guard sources <= 64 else { return [] }
    var present = [UInt64](repeating: 0, count: table.count)
    for place in table.sources.indices { present[Int(clusters.heads[place])] |= 1 << UInt64(table.sources[place]) }
    var together = [Int](repeating: 0, count: sources * sources)
    var all = [Int](repeating: 0, count: sources)
    for place in table.sources.indices {
      let own = Int(table.sources[place])
      var others = present[Int(clusters.heads[place])]
      all[own] += 1
      while others != 0 {
        together[own * sources + others.trailingZeroBitCount] += 1
        others &= others - 1
      }
    }
    return (0..<sources).flatMap { a in
      ((a + 1)..<max(a + 1, sources)).map { b in
        let found = (together[a * sources + b], together[b * sources + a])
        return ((UInt16(a), UInt16(b)), Tally(found: found, leftOver: (all[a] - found.0, all[b] - found.1)))
      }
    }
  }

  /// The pairs of leftovers of two sources that are each other's best.
  private func bestPairs(_ sources: (UInt16, UInt16), _ clusters: Clusters) -> [ScoredPair] {
    var held: [UInt32: Set<UInt16>] = [:]
    let between = scored.filter { pair in
      let own = (table.sources[pair.pair.low], table.sources[pair.pair.high])
      return (own == sources || own == (sources.1, sources.0)) && !pair.isForbidden
        && clusters.heads[pair.pair.low] != clusters.heads[pair.pair.high]
    }
    let asked = Set(between.flatMap { [clusters.heads[$0.pair.low], clusters.heads[$0.pair.high]] })
    for place in table.sources.indices where asked.contains(clusters.heads[place]) {
      held[clusters.heads[place], default: []].insert(table.sources[place])
    }
    func isLeftOver(_ place: Int, without source: UInt16) -> Bool {
      !(held[clusters.heads[place]]?.contains(source) ?? true) && !table.records[place].isOneOfSeveral
    }
    var best: [Int: ScoredPair] = [:]
    let free = between.filter {
      isLeftOver($0.pair.low, without: table.sources[$0.pair.high])
        && isLeftOver($0.pair.high, without: table.sources[$0.pair.low])
    }
    for pair in free {
      for side in [pair.pair.low, pair.pair.high] where pair.weight > best[side]?.weight ?? -.infinity {
        best[side] = pair
      }
    }
    return free.filter { best[$0.pair.low]?.pair == $0.pair && best[$0.pair.high]?.pair == $0.pair }
  }
}

private struct Tally {
  /// Records of the one source that stand in a cluster with the other, and of the other with the one.
  let found: (Int, Int)
  let leftOver: (Int, Int)

  var isNextToTheSame: Bool {
    func isMost(_ found: Int, _ left: Int) -> Bool {
      found >= Leftovers.common && Double(found) >= Leftovers.share * Double(found + left)
    }
    return leftOver.0 > 0 && leftOver.1 > 0 && isMost(found.0, leftOver.0) && isMost(found.1, leftOver.1)
  }
}
