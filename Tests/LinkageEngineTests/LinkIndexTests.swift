import Testing

@testable import LinkageEngine

/// One record against all.
struct LinkIndexTests {
  private func index() throws -> LinkIndex {
    let linkage = try #require(AgencyExtracts.linked)
    return try #require(LinkIndex(linkage))
  }
  private let new = RecordName(source: "camhs", id: "new")

  @Test func aRecordFindsWhatTheWholeRunLinksItTo() throws {
    let linkage = try #require(AgencyExtracts.linked)
    var index = try index()
    var (links, found) = (0, 0)
    var wanted: [RecordName: [(RecordName, Double)]] = [:]
    linkage.forEachLink { wanted[$0.a, default: []].append(($0.b, $0.weight)) }
    for (name, raw) in AgencyExtracts.records where name.id.hasSuffix("7") {
      let matches = index.matches(raw, name, least: weight(0.95))
      for (other, weight) in wanted[name] ?? [] {
        links += 1
        if matches.contains(where: { $0.record == other && abs($0.weight - weight) < 0.001 }) { found += 1 }
      }
    }
    #expect(links > 500 && found == links)
  }

  @Test func itFollowsWhatComesChangesAndGoes() throws {
    var index = try index()
    let (name, raw) = AgencyExtracts.records[5]
    var copy = raw
    copy.middle = ""
    let before = index.count
    #expect(index.matches(copy, new).first?.record == name)
    index.put(copy, new)
    #expect(index.count == before + 1)
    #expect(index.matches(raw, name).contains { $0.record == new })
    let explanation = try #require(index.explain(name, new))
    #expect(abs(explanation.bars.reduce(0) { $0 + $1.weight } - explanation.weight) < 1e-9)
    var other = copy
    other.forename = "Quentin"
    other.surname = "Featherstonehaugh"
    other.birthDate = "1999-12-31"
    (other.address, other.postcode, other.nhsNumber, other.upn) = ("", "", "", "")
    index.put(other, new)
    #expect(index.count == before + 1)
    #expect(!index.matches(raw, name).contains { $0.record == new })
    index.remove(new)
    #expect(index.count == before && index.explain(name, new) == nil)
    index.remove(new)
    #expect(index.count == before)
  }

  @Test func aRecordIsPlacedWithItsGroupUnlessADecisionPartsThem() throws {
    var index = try index()
    let (name, raw) = AgencyExtracts.records[5]
    let group: (RecordName) -> [RecordName] = { [$0] }
    guard case .joins(let found, _) = index.placement(raw, new, group: group) else {
      Issue.record("a copy of a record is not placed with it")
      return
    }
    #expect(found == name)
    let apart = Decisions(different: [(new, name)])
    if case .joins(let other, _) = index.placement(raw, new, decisions: apart, group: group) { #expect(other != name) }
    let nobody = RawRecord(fields: ["Quentin", "", "Featherstonehaugh", "M", "1999-12-31", "", "", "", "", ""])
    guard case .isNew = index.placement(nobody, new, group: group) else {
      Issue.record("a stranger is placed with somebody")
      return
    }
  }
}
