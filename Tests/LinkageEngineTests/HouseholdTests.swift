import Testing

@testable import LinkageEngine

/// One home, several children.
struct HouseholdTests {
  private func raw(
    _ forename: String, sex: String = "", nhs: String = "", born: String = "2019-06-19", surname: String = "Parkerley"
  ) -> RawRecord {
    RawRecord(fields: [forename, "", surname, sex, born, "24 Cranthorpe View", "LS4 7UF", nhs, "", ""])
  }
  /// Joins records with the model that the extracts taught.
  private func people(_ records: [(String, RawRecord)], _ decisions: Decisions = Decisions()) throws -> [String: String]
  {
    let model = try #require(AgencyExtracts.linked?.model)
    // Among others, so that names have the frequencies of a real place.
    let others = AgencyExtracts.records.filter { $0.0.source == "camhs" }
    var linkage = try Linkage(others + records.map { (name($0.0), $0.1) }, settings: AgencyExtracts.settings)
    linkage.run(model: model, decisions: decisions)
    var found: [String: String] = [:]
    for (place, head) in linkage.clusterHeads.enumerated() {
      found[linkage.name(place).description] = linkage.name(Int(head)).description
    }
    return found
  }
  private func name(_ text: String) -> RecordName {
    let parts = text.split(separator: ":").map(String.init)
    return RecordName(source: parts[0], id: parts[1])
  }

  @Test func twinsStayTwoAndEachIsFoundAgain() throws {
    let found = try people([
      ("x:grace", raw("Grace", sex: "F")), ("y:grace", raw("GRACE", sex: "F")), ("x:theo", raw("Theo", sex: "M")),
      ("y:theo", raw("Theodore", sex: "M")),
    ])
    #expect(found["x:grace"] == found["y:grace"])
    #expect(found["x:theo"] == found["y:theo"])
    #expect(found["x:grace"] != found["x:theo"])
  }
  @Test func siblingsOnTwoDaysStayTwo() throws {
    let found = try people([("x:a", raw("Grace", sex: "F")), ("y:b", raw("Ella", sex: "F", born: "2014-02-04"))])
    #expect(found["x:a"] != found["y:b"])
  }
  @Test func aTwinWithoutANameGoesToAPerson() throws {
    let found = try people([("x:grace", raw("Grace", sex: "F")), ("y:twin", raw("Twin 2"))])
    #expect(found["x:grace"] != found["y:twin"])
  }
  @Test func aBabyWithTheSameNHSNumberIsFound() throws {
    let found = try people([
      ("x:grace", raw("Grace", sex: "F", nhs: "943 476 5919")),
      ("y:baby", raw("Baby Girl", sex: "F", nhs: "9434765919")),
    ])
    #expect(found["x:grace"] == found["y:baby"])
  }
  @Test func twoRightNHSNumbersAreNeverOneChild() throws {
    let records = [
      ("x:grace", raw("Grace", sex: "F", nhs: "943 476 5919")),
      ("y:grace", raw("Grace", sex: "F", nhs: "401 023 2137")),
    ]
    #expect(isGood("943 476 5919") && isGood("401 023 2137"))
    let found = try people(records)
    #expect(found["x:grace"] != found["y:grace"])
  }
  private func isGood(_ text: String) -> Bool {
    var cleaner = Cleaner()
    return cleaner.clean(raw("Grace", nhs: text)).hasGoodNHS
  }

  @Test func decisionsHoldWhateverTheWeights() throws {
    let records = [("x:a", raw("Grace", sex: "F")), ("y:b", raw("Grace", sex: "F")), ("z:c", raw("Grace", sex: "F"))]
    #expect(
      Set(try people(records).filter { "xyz".contains($0.key.prefix(1)) && $0.key.dropFirst().first == ":" }.values)
        .count == 1)
    let apart = Decisions(different: [(name("x:a"), name("z:c"))])
    let found = try people(records, apart)
    #expect(found["x:a"] != found["z:c"])
    let together = Decisions(same: [(name("x:a"), name("y:d"))])
    let joined = try people(
      [("x:a", raw("Grace", sex: "F")), ("y:d", raw("Oscar", sex: "M", born: "2011-01-30"))], together)
    #expect(joined["x:a"] == joined["y:d"])
  }

  @Test func whatTheHouseholdTakesAwayIsABarOfItsOwn() throws {
    let linkage = try #require(AgencyExtracts.linked)
    let pair = try #require(
      linkage.scored.first { scored in
        let (a, b) = (linkage.name(scored.pair.low), linkage.name(scored.pair.high))
        return AgencyExtracts.truth[a]!.child == AgencyExtracts.truth[b]!.child
      })
    let explanation = try #require(linkage.explain(linkage.name(pair.pair.low), linkage.name(pair.pair.high)))
    let household = try #require(explanation.bars.first { $0.field == "household" })
    #expect(household.weight <= 0)
    #expect(explanation.chart.contains("sum"))
  }
}
