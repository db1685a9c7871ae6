import Testing

@testable import LinkageEngine

/// Blocks that would explode are compared in part, and say so.
struct BlockingTests {
  private func table(_ count: Int, born: (Int) -> String) throws -> RecordTable {
    var table = RecordTable()
    for place in 0..<count {
      let fields = ["Quill", "", "Ash", "M", born(place), "", "", "", "", ""]
      table.append(RawRecord(fields: fields), name: RecordName(source: "health", id: String(1000 + place)))
    }
    try table.sort()
    return table
  }

  private func found(_ table: RecordTable, threads: Int = 2) -> Candidates {
    var settings = LinkageSettings()
    (settings.blockCap, settings.blockWindow, settings.threads) = (50, 4, threads)
    return candidates(table, settings)
  }

  @Test func aBlockOverTheCapIsReportedAndStaysSmall() throws {
    let found = self.found(try table(300) { _ in "2019-04-17" }, threads: 2)
    let names = try #require(found.counts.first { $0.rule == "birthAndName" })
    #expect(names.largestBlock == 300 && names.cappedBlocks == 2)
    #expect(names.pairsLeftOut > 0 && names.pairs + names.pairsLeftOut == 2 * 300 * 299 / 2)
    #expect(found.pairs.count <= 300 * 4)
    #expect(found.pairs.count >= 299)
  }
  @Test func aBlockUnderTheCapIsWhole() throws {
    let found = self.found(try table(40) { _ in "2019-04-17" }, threads: 2)
    #expect(found.pairs.count == 40 * 39 / 2)
    #expect(found.counts.allSatisfy { $0.cappedBlocks == 0 && $0.pairsLeftOut == 0 })
  }
  @Test func aPairComesOnceHoweverManyRulesFindIt() throws {
    let found = self.found(try table(2) { _ in "2019-04-17" }, threads: 3)
    #expect(found.pairs == [Pair(0, 1)])
  }
  @Test func nothingInCommonIsNoPair() throws {
    let found = self.found(try table(1) { _ in "2019-04-17" }, threads: 2)
    #expect(found.pairs.isEmpty)
  }
  @Test func spareRulesAreTakenWhereThereIsRoomForTheirPairs() throws {
    func table(_ count: Int, house: (Int) -> Int) throws -> RecordTable {
      var table = RecordTable()
      for place in 0..<count {
        // Nothing in common but a house number at a postcode.
        let name = String(unicodeScalars: place)
        let born = "20\(10 + place)-01-02"
        let fields = [name, "", "x" + name, "", born, "\(house(place)) \(name) street", "LS1 4AP", "", "", ""]
        table.append(RawRecord(fields: fields), name: RecordName(source: "health", id: name))
      }
      try table.sort()
      return table
    }
    let few = found(try table(40) { $0 / 2 })
    #expect(few.pairs.count == 20)
    #expect(few.counts.first { $0.rule == "houseAtPostcode" }?.pairs == 20)
    let many = found(try table(40) { $0 / 10 })
    #expect(many.pairs.isEmpty)
    let left = try #require(many.counts.first { $0.rule == "houseAtPostcode" })
    #expect(left.pairs == 0 && left.pairsLeftOut == 4 * 45)
  }
  @Test func sortingInSharesSorts() {
    var chance = (0..<100_000).map { spread(UInt64($0)) }
    // Many that are the same, so that a share is far larger than others.
    chance += Array(repeating: chance[7], count: 30_000)
    let shuffled = chance.indices.sorted { spread(UInt64($0) ^ 99) < spread(UInt64($1) ^ 99) }.map { chance[$0] }
    for count in [0, 1, 2, 4095, 4096, 130_000] {
      var values = Array(shuffled.prefix(count))
      var scratch: [UInt64] = []
      groupSort(&values, from: 30, scratch: &scratch)
      #expect(values.count == count)
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 >> 30 <= $1 >> 30 })
      #expect(values.sorted() == shuffled.prefix(count).sorted())
    }
  }
  @Test func sortingByDigitsSorts() {
    var values = (0..<5000).map { spread(UInt64($0)) >> 20 }
    let expected = values.sorted()
    radixSort(&values, from: 0, to: 44)
    #expect(values == expected)
  }
}

extension String {
  /// A word of letters for a number, different from that of any other.
  fileprivate init(unicodeScalars number: Int) {
    let letters = Array("bcdfghjklmnpqrstvwz")
    self = String([letters[number % 19], "o", letters[number / 19 % 19], "a", letters[number / 361 % 19], "i"])
  }
}
