import Testing

@testable import LinkageEngine

/// How far two records agree.
struct LevelTests {
  /// The levels of two records, by the names of their fields.
  private func levels(_ a: [String], _ b: [String]) -> [String: String] {
    var table = RecordTable()
    table.append(record(a), name: RecordName(source: "one", id: "1"))
    table.append(record(b), name: RecordName(source: "two", id: "2"))
    let pattern = Comparer().pattern(0, 1, table)
    return Dictionary(uniqueKeysWithValues: Comparison.allCases.map { ($0.name, $0.levels[pattern[$0]]) })
  }
  private func record(_ fields: [String]) -> RawRecord {
    RawRecord(fields: fields + Array(repeating: "", count: RawRecord.columns.count - fields.count))
  }
  private func forename(_ a: String, _ b: String) -> String? {
    levels([a, "", "Smith"], [b, "", "Smith"])["forename"]
  }
  private func surname(_ a: String, _ b: String) -> String? { levels(["Leo", "", a], ["Leo", "", b])["surname"] }
  private func birth(_ a: String, _ b: String) -> String? {
    levels(["Leo", "", "Smith", "", a], ["Leo", "", "Smith", "", b])["dob"]
  }
  private func address(_ a: (String, String), _ b: (String, String)) -> String? {
    levels(["", "", "", "", "", a.0, a.1], ["", "", "", "", "", b.0, b.1])["address"]
  }

  @Test func forenames() {
    #expect(forename("OLIVER", "Oliver") == "same")
    #expect(forename("Teddy", "Theodore") == "nickname")
    #expect(forename("Mohammed", "Muhammad") == "nickname")
    #expect(forename("Faitma", "Fatima") == "close")
    #expect(forename("Codie", "Codey") == "alike")
    #expect(levels(["James", "", "Coleman"], ["Howie", "", "James"])["forename"] == "otherName")
    #expect(forename("J", "Jordan") == "alike")
    #expect(forename("Leo", "Max") == "different")
    #expect(forename("Baby", "Max") == "unknown")
    #expect(levels(["Nicholas", "Harry", "Ash"], ["Henry", "Nicholas", "Ash"])["forename"] == "otherName")
  }
  @Test func namesChangedOverCountOnce() {
    let found = levels(["Savage", "", "Adaline"], ["Adaline", "", "Savage"])
    #expect(found["forename"] == "swapped" && found["surname"] == "unknown")
    #expect(levels(["Savage", "", "Adaline"], ["Adalyne", "", "Savage"])["forename"] == "swapped")
  }
  @Test func surnames() {
    #expect(surname("Harper-Redham", "Redham") == "part")
    #expect(surname("COL", "Coletonby") == "part")
    #expect(surname("Kaminski", "Kamińska") == "close")
    #expect(surname("Khan", "Smith") == "different")
  }
  @Test func middleNamesCountOnlyOnce() {
    #expect(levels(["Nicholas", "Harry", "Ash"], ["Henry", "Nicholas", "Ash"])["middle"] == "unknown")
    #expect(levels(["Ann", "Rose", "Ash"], ["Ann", "R", "Ash"])["middle"] == "alike")
    #expect(levels(["Ann", "Rose", "Ash"], ["Ann", "Rose May", "Ash"])["middle"] == "same")
  }
  @Test func birthDates() {
    #expect(birth("2019-04-17", "2019-04-17") == "same")
    #expect(birth("2019-01-01", "2019-01-01") == "firstOfJanuary")
    #expect(birth("2019-04-07", "2019-07-04") == "swapped")
    #expect(birth("2019-04-17", "2019-04-18") == "slip")
    #expect(birth("2019-04-17", "2018-04-17") == "slip")
    #expect(birth("2019-04-17", "2019-04-71") == "unknown")
    #expect(birth("2019-04-12", "2019-04-21") == "slip")
    #expect(birth("2019-04-17", "2019-05-02") == "near")
    #expect(birth("2019-01-01", "2019-09-23") == "near")
    #expect(birth("2019-04-17", "2012-11-30") == "different")
    #expect(birth("", "2012-11-30") == "unknown")
  }
  @Test func addresses() {
    #expect(address(("12 Mill Street", "LS1 4AP"), ("12 MILL ST", "LS14AP")) == "same")
    #expect(address(("12 Mill Street", "LS1 4AP"), ("12 Milll Street", "")) == "same")
    #expect(address(("12 Mill Street", "LS1 4AP"), ("12 Mill Street", "HX9 2QQ")) == "street")
    #expect(address(("12 Mill Street", "LS1 4AP"), ("14 Mill Street", "LS1 4AP")) == "street")
    #expect(address(("12 Mill Street", "LS1 4AP"), ("7 Ash Road", "LS1 4AP")) == "postcode")
    #expect(address(("12 Mill Street", "LS1 4AP"), ("7 Ash Road", "LS1 9ZZ")) == "district")
    #expect(address(("12 Mill Street", "LS1 4AP"), ("7 Ash Road", "HX9 2QQ")) == "different")
    #expect(address(("", ""), ("7 Ash Road", "HX9 2QQ")) == "unknown")
  }
  @Test func numbers() {
    func nhs(_ a: String, _ b: String) -> String? {
      levels(["", "", "", "", "", "", "", a], ["", "", "", "", "", "", "", b])["nhs_number"]
    }
    #expect(nhs("943 476 5919", "9434765919") == "same")
    #expect(nhs("9434765919", "9434765991") == "slip")
    #expect(nhs("9434765919", "9434765819") == "slip")
    #expect(nhs("9434765919", "1434765911") == "different")
    #expect(nhs("9434765919", "") == "unknown")
  }
  @Test func theOrderOfTwoRecordsDoesNotMatter() {
    let records = [
      ["Ann", "Rose", "Harper-Redham", "F", "2019-04-17", "12 Mill Street", "LS1 4AP", "9434765919"],
      ["Rosie", "", "Redham", "", "2019-07-14", "Flat 2, 12 Mill St", "LS1", "9434765991"],
      ["Redham", "", "Ann", "M", "2019-01-01", "12 Ash Road", "LS1 4AP", ""],
      ["Baby", "", "Harper", "F", "", "", "", "4010232137"],
    ]
    for a in records { for b in records { #expect(levels(a, b) == levels(b, a)) } }
  }

  @Test(arguments: [
    ("martha", "marhta", 0.9611), ("dwayne", "duane", 0.84), ("dixon", "dicksonx", 0.8133), ("abc", "xyz", 0),
  ])
  func jaroWinklerAsPublished(_ a: String, _ b: String, _ expected: Double) {
    let (x, y) = (Array(a.utf8), Array(b.utf8))
    let found = x.withUnsafeBufferPointer { x in y.withUnsafeBufferPointer { y in Similarity().jaroWinkler(x, y) } }
    #expect(abs(found - expected) < 0.0001)
  }
}
