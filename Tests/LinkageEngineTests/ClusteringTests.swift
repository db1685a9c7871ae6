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
    var clustering = Clustering(records: records, forbidden: Set(forbidden.map { Pair($0.0, $0.1) }), least: 0) {
      a, b in
      (known[Pair(a, b)] ?? -12, never.contains(Pair(a, b)))
    }
    let links = weights.filter { $0.2 >= 4 }.map {
      ScoredPair(pair: Pair($0.0, $0.1), weight: $0.2, isForbidden: never.contains(Pair($0.0, $0.1)))
    }
    return clustering.run(fixed: fixed.map { Pair($0.0, $0.1) }, links: links).heads
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
  @Test func tiesGoTheSameWayWhateverTheirOrder() {
    let links: [(Int, Int, Float)] = [(0, 1, 9), (1, 2, 9), (2, 3, 9)]
    #expect(heads(links, records: 4) == heads(links.reversed(), records: 4))
    #expect(heads(links, records: 4) == [0, 0, 2, 2])
  }
  @Test func nothingGivesEachItsOwn() { #expect(heads([], records: 3) == [0, 1, 2]) }
}
