import Testing

@testable import Planning

@Suite struct LinesTests {
  @Test func cellsArePartedByTabsElseSemicolonsElseCommas() {
    #expect(
      typedLines("Aldersham\t1,200\t1\n\nEastholt\t900").map(\.cells) == [
        ["Aldersham", "1,200", "1"], ["Eastholt", "900"],
      ])
    #expect(typedLines("A; 1,200; x")[0].cells == ["A", "1,200", "x"])
    #expect(typedLines("A, 12")[0].cells == ["A", "12"])
    #expect(typedLines("\n\nA, 12")[0].number == 3)
  }

  @Test func numbersAreReadAsPeopleTypeThem() {
    #expect(typedNumber("£1,234.50") == 1234.5 && typedNumber("15 %") == 15 && typedNumber("−2") == -2)
    #expect(typedNumber("twelve") == nil && typedNumber("nan") == nil && typedNumber("0x10") == nil)
  }

  @Test func numbersAreWrittenAsPeopleReadThem() {
    #expect(words(1_234_567) == "1,234,567" && words(0.05) == "0.05" && words(2.50) == "2.5" && words(-3.999) == "−4")
    #expect(words(.infinity) == "–" && words(-0.001) == "0")
  }
}
