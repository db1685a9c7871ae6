import Testing

@testable import LinkageEngine

/// Two agencies that know next to the same children.
struct LeftoverTests {
  /// Records of camhs with as many copies under another agency's name, save for what `change` makes of them.
  private func linked(_ change: (Int, inout RawRecord) -> Bool) throws -> Linkage {
    // Copies must be the only duplicates: of each child one record.
    var seen: Set<String> = []
    let own = AgencyExtracts.records.filter { name, raw in
      name.source == "education" && !raw.forename.isEmpty && !raw.birthDate.isEmpty
        && seen.insert(AgencyExtracts.truth[name]!.family).inserted
    }.prefix(600)
    var records = Array(own)
    for (place, (name, raw)) in own.enumerated() {
      var copy = raw
      if change(place, &copy) { records.append((RecordName(source: "other", id: name.id), copy)) }
    }
    var linkage = try Linkage(records, settings: AgencyExtracts.settings)
    linkage.run(model: try #require(AgencyExtracts.linked?.model))
    return linkage
  }
  private func name(_ linkage: Linkage, _ place: Int) -> (RecordName, RecordName) {
    let own = (0..<linkage.recordCount).map { linkage.name($0) }.filter { $0.source == "other" }[place]
    return (own, RecordName(source: "education", id: own.id))
  }
  private func isTogether(_ linkage: Linkage, _ pair: (RecordName, RecordName)) -> Bool {
    let heads = [pair.0, pair.1].map { linkage.clusterHeads[linkage.table.place(of: $0)!] }
    return heads[0] == heads[1]
  }
  /// Too little in common for a link by itself: the forename, the sex and the postcode.
  private func spoil(_ raw: inout RawRecord) {
    raw.surname = ""
    (raw.middle, raw.nhsNumber, raw.upn, raw.birthDate, raw.address) = ("", "", "", "", "")
  }

  @Test func oneOfEachLeftOverIsFoundAndSaysWhy() throws {
    let linkage = try linked { place, raw in
      if place == 5 { spoil(&raw) }
      return true
    }
    #expect(linkage.leftovers.count == 1, "\(linkage.explain(name(linkage, 5).0, name(linkage, 5).1)?.chart ?? "")")
    let (pair, more) = try #require(linkage.leftovers.first)
    let (a, b) = (linkage.name(pair.low), linkage.name(pair.high))
    #expect(a.id == b.id && more > 0 && isTogether(linkage, (a, b)))
    let explanation = try #require(linkage.explain(a, b))
    #expect(explanation.bars.contains { $0.field == "left over" && $0.weight == more })
    #expect(abs(explanation.bars.reduce(0) { $0 + $1.weight } - explanation.weight) < 1e-9)
    var links = 0
    linkage.forEachLink { link in
      if link.a == a && link.b == b {
        links += 1
        #expect(abs(link.weight - explanation.weight) < 1e-4)
      }
    }
    #expect(links == 1)
  }
  @Test func agenciesThatOverlapInPartAreLeftAlone() throws {
    let linkage = try linked { place, raw in
      if place == 5 { spoil(&raw) }
      return place % 8 != 0
    }
    #expect(linkage.leftovers.isEmpty)
  }
  @Test func twinsWithoutANameAndTwoNHSNumbersAreNotRaised() throws {
    let linkage = try linked { place, raw in
      if place == 5 {
        spoil(&raw)
        raw.forename = "Twin 2"
      }
      return true
    }
    #expect(linkage.leftovers.isEmpty)
  }
}
