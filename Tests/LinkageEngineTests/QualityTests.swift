import Testing

@testable import LinkageEngine

/// The whole way, on the agencies' extracts: 20,335 records of 10,928 invented children.
struct QualityTests {
  @Test func theBarsAtAFixedThreshold() throws {
    let linkage = try #require(AgencyExtracts.linked)
    #expect(linkage.recordCount == 20_335)
    let quality = Quality(linkage, AgencyExtracts.truth)
    #expect(quality.f1 >= 0.985, "pairs: \(quality.precision), \(quality.recall)")
    #expect(quality.exactClusters >= 0.970, "\(quality.exactClusters)")
    #expect(quality.twinPairsMerged <= 0.03, "\(quality.twinPairsMerged)")
    #expect(quality.unrelatedMerged <= 3)
  }

  @Test func blockingKeepsTheTruePairsAndFewOthers() throws {
    let linkage = try #require(AgencyExtracts.linked)
    let found = candidates(linkage.table, linkage.settings)
    let children = (0..<linkage.recordCount).map { AgencyExtracts.truth[linkage.name($0)]!.child }
    let kept = found.pairs.count { children[$0.low] == children[$0.high] }
    let all = Dictionary(children.map { ($0, 1) }, uniquingKeysWith: +).values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    #expect(Double(kept) / Double(all) >= 0.990)
    #expect(Double(found.pairs.count) / Double(children.count) <= 1.6)
  }

  @Test func neitherOrderNorThreadsChangeAnything() throws {
    let some = AgencyExtracts.records.enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
    func run(_ records: [(RecordName, RawRecord)], threads: Int) throws -> (Model, [[String]], [String]) {
      var settings = AgencyExtracts.settings
      settings.sampledPairs = 20_000
      settings.threads = threads
      var linkage = try Linkage(records, settings: settings)
      linkage.run()
      var links: [[String]] = []
      linkage.forEachLink { links.append([$0.a.description, $0.b.description, "\($0.weight)"]) }
      let model = try #require(linkage.model)
      return (model, links, linkage.clusterHeads.map { linkage.name(Int($0)).description })
    }
    let (model, links, people) = try run(some, threads: 1)
    #expect(links.count > 300)
    for (records, threads) in [
      (some, 2), (some.reversed(), 3), (some.sorted { $0.0.id.hashValue < $1.0.id.hashValue }, 2),
    ] {
      let (otherModel, otherLinks, otherPeople) = try run(records, threads: threads)
      #expect(model == otherModel)
      #expect(links == otherLinks)
      #expect(people == otherPeople)
    }
  }

  @Test func whatIsWrittenIsTheSameToTheByte() throws {
    let some = AgencyExtracts.records.enumerated().filter { $0.offset % 5 == 0 }.map(\.element)
    let model = try #require(AgencyExtracts.linked?.model)
    func written(_ records: [(RecordName, RawRecord)], threads: Int) throws -> [UInt8] {
      var settings = AgencyExtracts.settings
      settings.threads = threads
      var linkage = try Linkage(records, settings: settings)
      linkage.run(model: model)
      var all: [UInt8] = []
      linkage.writeClusterLines { all += $0 }
      let links = linkage.writeLinkLines { all += $0 }
      let review = linkage.writeReviewLines { all += $0 }
      #expect(all.count { $0 == 10 } == linkage.recordCount + links + review && links > 300 && review > 3)
      return all
    }
    let one = try written(some, threads: 1)
    #expect(try written(some.shuffled(), threads: 2) == one)
    #expect(try written(some.reversed(), threads: 5) == one)
  }

  @Test func everyScoreIsTheSumOfItsBars() throws {
    let linkage = try #require(AgencyExtracts.linked)
    var looked = 0
    for pair in linkage.scored where pair.pair.bits % 7 == 0 {
      let explanation = try #require(linkage.explain(linkage.name(pair.pair.low), linkage.name(pair.pair.high)))
      #expect(abs(explanation.bars.reduce(0) { $0 + $1.weight } - explanation.weight) < 1e-9)
      #expect(abs(explanation.weight - Double(pair.weight)) < 1e-4)
      #expect(explanation.bars.allSatisfy { !$0.words.isEmpty && $0.weight.isFinite })
      looked += 1
    }
    #expect(looked > 500)
  }

  @Test func whatIsReviewedIsNotLinkedAndWhatIsLinkedIsAboveTheThreshold() throws {
    let linkage = try #require(AgencyExtracts.linked)
    var (links, review) = (0, 0)
    linkage.forEachLink {
      links += 1
      #expect($0.probability >= 0.949_99 && $0.reason == nil)
    }
    linkage.forEachReview {
      review += 1
      #expect($0.reason != nil && $0.probability >= 0.199_99)
    }
    #expect(links > 13_000 && review > 50 && review < 1_000)
  }
}
