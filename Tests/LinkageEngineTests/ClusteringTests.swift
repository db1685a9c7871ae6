import Testing

@testable import LinkageEngine

/// Which records are joined, from weights alone.
struct ClusteringTests {
  private func heads(
    _ weights: [(Int, Int, Float)], records: Int, forbidden: [(Int, Int)] = [], fixed: [(Int, Int)] = [],
    definiteNo: [(Int, Int)] = []
  ) -> [UInt32] {
    let known = Dictionary(uniqueKeysWithValues: weights.map { (Pair($0.0, $0.1), Double($0.2)) })
    let never = Set(definiteNo.map { Pair($0.0, $0.1) })
    let links = weights.filter { $0.2 >= 4 }.map {
      ScoredPair(pair: Pair($0.0, $0.1), weight: $0.2, isForbidden: never.contains(Pair($0.0, $0.1)))
    }
    return cluster(
      records: records, fixed: fixed.map { Pair($0.0, $0.1) }, links: links,
      separated: Set(forbidden.map { Pair($0.0, $0.1) }), least: 0, threads: 1
    ) { { a, b in (known[Pair(a, b)] ?? -12, never.contains(Pair(a, b))) } }.heads
  }

  @Test func oneWeakLinkDoesNotJoinTwoFirmClusters() {
    let firm: [(Int, Int, Float)] = [(0, 1, 20), (0, 2, 19), (1, 2, 18), (3, 4, 20), (3, 5, 19), (4, 5, 18)]
    #expect(heads(firm + [(2, 3, 5)], records: 6) == [0, 0, 0, 3, 3, 3])
  }
  @Test func aRecordThatMostOfAClusterSpeaksForJoinsIt() {
    #expect(heads([(0, 1, 20), (1, 2, 12), (0, 2, -3)], records: 3) == [0, 0, 0])
  }
  @Test func aSeparatedPairIsNotJoinedThroughAThird() {
    #expect(heads([(0, 1, 20), (1, 2, 15), (0, 2, 18)], records: 3, forbidden: [(0, 2)]) == [0, 0, 2])
  }
  @Test func twoNHSNumbersKeepClustersApart() {
    #expect(heads([(0, 1, 20), (1, 2, 15), (0, 2, 9)], records: 3, definiteNo: [(0, 2)]) == [0, 0, 2])
  }
  @Test func aDecisionJoinsWhateverTheWeights() {
    #expect(heads([(0, 1, -5)], records: 2, fixed: [(0, 1)]) == [0, 0])
    #expect(heads([], records: 3, forbidden: [(0, 2)], fixed: [(0, 1), (1, 2)]) == [0, 0, 2])
  }
  @Test func aDecisionBringsTheWholeOfBothFamiliesTogether() {
    // Two of each, unlike each other but for what a person knows.
    let pairs: [(Int, Int, Float)] = [(0, 1, 20), (2, 3, 20)]
    #expect(heads(pairs, records: 4, fixed: [(0, 2)]) == [0, 0, 0, 0])
    #expect(heads(pairs, records: 4, fixed: [(1, 3)]) == [0, 0, 0, 0])
    // Each family is still judged by itself: what most of it speaks against does not come in.
    #expect(heads(pairs + [(1, 4, 9), (0, 4, -15)], records: 5, fixed: [(0, 2)]) == [0, 0, 0, 0, 4])
    // A link between two whom a decision has made one already strengthens nothing against others.
    #expect(heads([(0, 1, 9), (1, 2, 20)], records: 3, fixed: [(0, 1)]) == [0, 0, 0])
  }
  @Test func tiesGoTheSameWayWhateverTheirOrder() {
    let links: [(Int, Int, Float)] = [(0, 1, 9), (1, 2, 9), (2, 3, 9)]
    #expect(heads(links, records: 4) == heads(links.reversed(), records: 4))
    #expect(heads(links, records: 4) == [0, 0, 2, 2])
  }
  @Test func whereAllAreLinkedWithAllTheyAreOneUnlessSomethingPartsTwo() {
    let all: [(Int, Int, Float)] = [(0, 1, 6), (0, 2, 9), (0, 3, 5), (1, 2, 7), (1, 3, 8), (2, 3, 20)]
    #expect(heads(all, records: 4) == [0, 0, 0, 0])
    #expect(heads(all, records: 4, forbidden: [(0, 3)]) == [0, 1, 1, 1])
    #expect(heads(all, records: 4, definiteNo: [(0, 3)]) == [0, 1, 1, 1])
  }
  @Test func whatPeopleDecidedOutlivesRulesAndLinks() {
    // Linked by a person against a rule; a third record that the rule parts from one of them stays out.
    #expect(heads([(0, 1, 20), (1, 2, 20)], records: 3, fixed: [(0, 1)], definiteNo: [(0, 1), (0, 2)]) == [0, 0, 2])
    // Separated, and linked each with a third that a person linked with one: the other stays out.
    #expect(
      heads([(0, 2, 20), (1, 2, 25), (0, 1, 30)], records: 3, forbidden: [(0, 1)], fixed: [(0, 2)]) == [0, 1, 0])
    // A chain of links of any length does not bring them together.
    let chain = (0..<9).map { ($0, $0 + 1, Float(20)) }
    let found = heads(chain, records: 10, forbidden: [(0, 9)])
    #expect(found[0] != found[9])
  }
  @Test func nothingGivesEachItsOwn() { #expect(heads([], records: 3) == [0, 1, 2]) }

  @Test func threadsThatShareTheWorkFindTheSame() {
    // Twenty thousand links by chance among near neighbours, so that groups of all sizes hang together.
    let links = (0..<20_000).map { place -> ScoredPair in
      let a = Int(spread(UInt64(place)) % 12_000)
      let b = a + 1 + Int(spread(UInt64(place) + 99_999) % 3)
      return ScoredPair(pair: Pair(a, b), weight: 4 + Float(spread(UInt64(a * 7 + b)) % 200) / 10, isForbidden: false)
    }
    func run(threads: Int) -> Clusters {
      cluster(
        records: 12_003, fixed: [Pair(5, 11_000)], links: links, separated: [Pair(7, 8)], least: 0, threads: threads
      ) { { a, b in (Double(spread(UInt64(min(a, b) * 31 + max(a, b))) % 30) - 14, false) } }
    }
    let one = run(threads: 1)
    #expect(one.heads[5] == one.heads[11_000] && one.heads[7] != one.heads[8])
    #expect(Set(one.heads).count < 11_000 && !one.refused.isEmpty)
    for threads in [2, 3, 8] {
      let several = run(threads: threads)
      #expect(several.heads == one.heads)
      #expect(several.refused == one.refused)
    }
  }
}
