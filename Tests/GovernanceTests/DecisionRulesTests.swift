import Kernel
import Testing

@testable import Governance

/// When a decision is key, and what its gates say.
@Suite struct DecisionRulesTests {
  private func stream(_ pounds: Int, yearly: Bool) -> MoneyStream {
    MoneyStream(id: anyID(), words: "money", pence: pounds * 100, isYearly: yearly)
  }

  @Test func onlyMoreThanTheThresholdIsKey() throws {
    #expect(!isKey(value: try #require(pence("1,000,000")), threshold: keyThreshold, wards: 0))
    #expect(isKey(value: try #require(pence("£1,000,000.01")), threshold: keyThreshold, wards: 0))
    #expect(!isKey(value: 0, threshold: keyThreshold, wards: 1) && isKey(value: 0, threshold: keyThreshold, wards: 2))
  }

  @Test func theWholeLifeCounts() {
    let readingA = [stream(400_000, yearly: true), stream(100_000, yearly: true)]
    #expect(wholeLifeValue(readingA, years: 2) == 100_000_000 && firstYearOver(keyThreshold, readingA) == 3)
    let readingB = [stream(400_000, yearly: false), stream(100_000, yearly: true)]
    #expect(firstYearOver(keyThreshold, readingB) == 7)
    #expect(firstYearOver(keyThreshold, [stream(1_000_000, yearly: false)]) == nil)
    #expect(
      wholeLifeValue([stream(-600_000, yearly: true)], years: 2) == 120_000_000, "a saving counts as spending does")
  }

  @Test func moneyIsReadAndSaid() {
    #expect(pence("500000") == 50_000_000 && pence("0.05") == 5 && pence("1,5") == 1500)
    #expect(pence("") == nil && pence("1.5") == nil && pence("-3") == nil && pence("ten") == nil)
    #expect(pounds(100_000_001) == "£1,000,000.01" && pounds(5) == "£0.05" && pounds(99_900) == "£999")
  }
}
