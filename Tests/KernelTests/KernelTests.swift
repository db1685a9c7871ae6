import Kernel
import Testing

@Suite struct IDTests {
  @Test func sortsByTimeAndReadsBack() throws {
    var random = SystemRandomNumberGenerator()
    let a = ChildID(at: Instant(seconds: 1_000), random: &random)
    let b = ChildID(at: Instant(seconds: 2_000), random: &random)
    #expect(a < b)
    #expect(ChildID(a.description) == a)
    #expect(a.description < b.description)
    #expect(Array(a.description)[14] == "7")
    #expect(ChildID(a.description.uppercased()) == a)
  }
  @Test(arguments: [
    "", "x", "0190b2c4-7d3e-7abc-8def-0123456789a", "0190b2c4-7d3e-7abc-8def-0123456789ag",
    "0190b2c47d3e7abc8def0123456789ab0000", "../../etc/passwd",
  ])
  func refusesWhatIsNoID(_ text: String) { #expect(ChildID(text) == nil) }
}

@Suite struct DayTests {
  @Test func everyDayOfFourCenturiesReadsBack() {
    var day = Day(1800, 1, 1)!
    var last = Int32.min
    while day.year < 2200 {
      let (y, m, d) = day.parts
      #expect(Day(y, m, d) == day && day.number > last)
      last = day.number
      day = day.adding(days: 17)
    }
  }
  @Test func knowsTheCalendar() {
    #expect(Day(2026, 11, 22)!.weekday == .sunday)
    #expect(Day(1970, 1, 1)!.weekday == .thursday)
    #expect(Day(2027, 2, 29) == nil && Day(2028, 2, 29) != nil && Day(1900, 2, 29) == nil && Day(2000, 2, 29) != nil)
    #expect(Day("2026-02-30") == nil && Day("2026-2-3") == nil && Day("2026-12-31")?.long == "31 December 2026")
    #expect(Day(2026, 1, 31)!.adding(months: 1) == Day(2026, 2, 28))
    #expect(Day(2026, 12, 15)!.adding(months: 2) == Day(2027, 2, 15))
    #expect(Day(2200, 11, 30)!.adding(months: 2) == Day(2200, 12, 31), "no day is later")
    #expect(Day(1800, 1, 31)!.adding(months: -2) == Day(1800, 1, 1))
    #expect(Day(2018, 5, 3)!.age(on: Day(2026, 11, 22)!) == "8 years old")
    #expect(Day(2026, 11, 8)!.age(on: Day(2026, 11, 22)!) == "2 weeks old")
    #expect(Day(2020, 2, 29)!.years(until: Day(2026, 2, 28)!) == 5)
  }
  /// C4 and C5 of the test cases: EHC request 5 January 2026; review meeting 1 October 2026.
  @Test func countsWeeksAsCalendarWeeks() {
    let request = Day(2026, 1, 5)!
    #expect(request.adding(days: 42) == Day(2026, 2, 16))
    #expect(request.adding(days: 112) == Day(2026, 4, 27))
    #expect(request.adding(days: 140) == Day(2026, 5, 25))
    #expect(Day(2026, 10, 1)!.adding(days: 84) == Day(2026, 12, 24))
  }
}

@Suite struct LondonTimeTests {
  @Test func knowsSummerTime() {
    let winter = LondonTime(day: Day(2026, 11, 22)!, minuteOfDay: 570)
    #expect(winter.instant.description == "2026-11-22T09:30:00Z")
    let summer = LondonTime(day: Day(2026, 7, 1)!, minuteOfDay: 570)
    #expect(summer.instant.description == "2026-07-01T08:30:00Z")
    #expect(summer.instant.london == summer && winter.instant.london == winter)
    // The clocks go back at 1am UTC on 25 October 2026.
    let before = LondonTime(day: Day(2026, 10, 25)!, minuteOfDay: 30).instant
    #expect(before.adding(hours: 1).london.clock == "1.30am" && before.adding(hours: 2).london.clock == "1.30am")
  }
  @Test func aDayBeginsAtMidnightInLondon() {
    #expect(Day(2026, 11, 22)!.start.description == "2026-11-22T00:00:00Z")
    #expect(Day(2026, 7, 1)!.start.description == "2026-06-30T23:00:00Z")
  }
  @Test func everyHourOfTwoYearsReadsBackButTheDoubledOnes() {
    var wrong = 0
    for hour in 0..<(24 * 730) {
      let instant = Instant(seconds: Int(Day(2026, 1, 1)!.number) * 86_400 + hour * 3600)
      if instant.london.instant != instant { wrong += 1 }
    }
    #expect(wrong == 2)
  }
}

@Suite struct IdentifierTests {
  /// C1 and C2 of the test cases.
  @Test func checksTheCheckDigits() {
    #expect(NHSNumber("943 476 5919")?.spaced == "943 476 5919" && NHSNumber("9990000123") != nil)
    #expect(NHSNumber("9434765918") == nil && NHSNumber("999123456") == nil && NHSNumber("0000000000") == nil)
    for last in 0...9 { #expect(NHSNumber("999123456\(last)") == nil) }
    #expect(UPN("W886200012345") != nil && UPN("X886200012345") == nil)
    #expect(UPN("E88720001234A") != nil && UPN(" w88620001 2345") != nil)
  }
  @Test(arguments: [("ls248rn", "LS24 8RN"), ("SW1A 1AA", "SW1A 1AA"), ("m11ae", "M1 1AE"), ("W1A0AX", "W1A 0AX")])
  func tidiesPostcodes(_ raw: String, _ tidy: String) { #expect(Postcode(raw)?.text == tidy) }
  @Test(arguments: ["", "LS24", "QQ1 1AA", "LS24 8CN", "12345", "LS24 8RNX", "ÉS24 8RN"])
  func refusesWhatIsNoPostcode(_ raw: String) { #expect(Postcode(raw) == nil) }
}

@Suite struct WorkingDayTests {
  let calendar = WorkingCalendar(holidays: [Day(2026, 12, 25)!, Day(2026, 12, 28)!, Day(2027, 1, 1)!])
  @Test func skipsWeekendsAndHolidays() {
    #expect(calendar.adding(workingDays: 1, to: Day(2026, 11, 20)!) == Day(2026, 11, 23))
    #expect(calendar.adding(workingDays: 1, to: Day(2026, 12, 24)!) == Day(2026, 12, 29))
    #expect(calendar.adding(workingDays: 0, to: Day(2026, 11, 22)!) == Day(2026, 11, 23))
    #expect(calendar.workingDays(from: Day(2026, 12, 24)!, through: Day(2027, 1, 4)!) == 4)
  }
}

@Test func aRefusalIsSaidInWords() {
  #expect("\(Refusal.notNow("This account has ended."))" == "This account has ended.")
  #expect("\(Refusal.tooMany(seconds: 30))" == "Too many tries. Try again in 30 seconds.")
}
