import Testing

@testable import LinkageEngine

/// How much an agreement says depends on how often strangers agree: measured on random pairs, and for names on each name.
struct FrequencyTests {
  private func raw(_ surname: String, home: Int) -> RawRecord {
    RawRecord(fields: ["Rowan", "", surname, "M", "2014-01-20", "\(home) Cranthorpe View", "LS4 7UF", "", "", ""])
  }
  /// What the bars say of how common the surname is.
  private func rarity(_ explanation: Explanation) -> Double {
    explanation.bars.filter { $0.field == "how common" && $0.words.hasPrefix("the surname") }
      .reduce(0) { $0 + $1.weight }
  }

  @Test func aRareNameSaysMoreThanACommonOne() throws {
    let model = try #require(AgencyExtracts.linked?.model)
    func name(_ source: String, _ id: String) -> RecordName { RecordName(source: source, id: id) }
    let others = AgencyExtracts.records.filter { $0.0.source != "education" && $0.0.source != "health" }
    let many = (0..<200).map { (name("w", "\($0)"), raw("Smith", home: 100 + $0)) }
    let pairs = ["Smith", "Quillfeather"].enumerated().flatMap { place, surname in
      ["x", "y"].map { (name($0, surname), raw(surname, home: place + 1)) }
    }
    var linkage = try Linkage(others + many + pairs, settings: AgencyExtracts.settings)
    linkage.run(model: model)
    let common = try #require(linkage.explain(name("x", "Smith"), name("y", "Smith")))
    let rare = try #require(linkage.explain(name("x", "Quillfeather"), name("y", "Quillfeather")))
    #expect(rarity(common) < 0 && rarity(rare) > 0)
    #expect(rarity(rare) - rarity(common) > 5)
    #expect(rare.weight > common.weight)
  }

  @Test func howOftenStrangersAgreeIsMeasuredOnRandomPairs() throws {
    let linkage = try #require(AgencyExtracts.linked)
    let model = try #require(linkage.model)
    #expect(linkage.training.pairsSampled > 190_000)
    let known = AgencyExtracts.records.compactMap { $0.1.fields[3].uppercased().first }.filter { "FM".contains($0) }
    let girls = Double(known.count { $0 == "F" }) / Double(known.count)
    let same = try #require(Comparison.sex.levels.firstIndex(of: "same"))
    #expect(abs(model[.sex, same].u - (girls * girls + (1 - girls) * (1 - girls))) < 0.01)
  }
}
