import Kernel
import Testing

/// A day as it is said to a family.
struct SpokenDayTests {
  private let today = Day(2026, 11, 22)!

  @Test func aNearDayIsSaidWithoutItsYear() {
    #expect(Day(2026, 11, 24)!.spoken(near: today) == "Tuesday 24 November")
    #expect(Day(2027, 1, 6)!.spoken(near: today) == "Wednesday 6 January")
    #expect(Day(2026, 8, 27)!.spoken(near: today) == "Thursday 27 August")
  }

  @Test func aDayHalfAYearAwayHasItsYear() {
    #expect(today.adding(days: 179).spoken(near: today) == "Thursday 20 May")
    #expect(today.adding(days: 180).spoken(near: today) == "Friday 21 May 2027")
    #expect(today.adding(days: -180).spoken(near: today) == "Tuesday 26 May 2026")
  }
}
