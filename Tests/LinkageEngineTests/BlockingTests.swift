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

  @Test func aBlockOverTheCapIsReportedAndStaysSmall() throws {
    let found = candidates(try table(300) { _ in "2019-04-17" }, cap: 50, window: 4, threads: 2)
    let names = try #require(found.counts.first { $0.rule == "birthAndName" })
    #expect(names.largestBlock == 300 && names.cappedBlocks == 2)
    #expect(names.pairsLeftOut > 0 && names.pairs + names.pairsLeftOut == 2 * 300 * 299 / 2)
    #expect(found.pairs.count <= 300 * 4)
    #expect(found.pairs.count >= 299)
  }
  @Test func aBlockUnderTheCapIsWhole() throws {
    let found = candidates(try table(40) { _ in "2019-04-17" }, cap: 50, window: 4, threads: 2)
    #expect(found.pairs.count == 40 * 39 / 2)
    #expect(found.counts.allSatisfy { $0.cappedBlocks == 0 && $0.pairsLeftOut == 0 })
  }
  @Test func aPairComesOnceHoweverManyRulesFindIt() throws {
    let found = candidates(try table(2) { _ in "2019-04-17" }, cap: 50, window: 4, threads: 3)
    #expect(found.pairs == [Pair(0, 1)])
  }
  @Test func nothingInCommonIsNoPair() throws {
    let found = candidates(try table(1) { _ in "2019-04-17" }, cap: 50, window: 4, threads: 2)
    #expect(found.pairs.isEmpty)
  }
  @Test func sortingByDigitsSorts() {
    var values = (0..<5000).map { spread(UInt64($0)) >> 20 }
    let expected = values.sorted()
    radixSort(&values, from: 0, to: 44)
    #expect(values == expected)
  }
}
