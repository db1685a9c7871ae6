import Clocks
import Kernel
import Testing

@Suite struct ClockRulesTests {
  /// The key test cases of the field: each is a rule, an event and the day.
  @Test(arguments: [
    // An EHC request of 5 January 2026.
    ("EHC-06", "2026-01-05", "2026-02-16"), ("EHC-16", "2026-01-05", "2026-04-27"),
    ("EHC-20", "2026-01-05", "2026-05-25"), ("EHC-ADV", "2026-02-16", "2026-03-30"),
    // A review meeting of 1 October 2026.
    ("AR-RPT", "2026-10-01", "2026-10-15"), ("AR-DEC", "2026-10-01", "2026-10-29"),
    ("AR-FIN", "2026-10-01", "2026-12-24"), ("AR-BEF", "2026-10-01", "2026-09-17"),
    // Clear days count neither end.
    ("KD-28", "2021-07-19", "2021-08-17"), ("KD-GE", "2026-11-02", "2026-11-08"), ("KD-AG", "2026-11-16", "2026-11-10"),
    // The day of service and the day of publication are day one.
    ("EHC-REP", "2026-03-02", "2026-03-16"), ("STAND-8", "2026-11-02", "2026-11-11"),
    ("STAND-8", "2026-12-18", "2026-12-31"), ("STAND-8", "2026-11-07", "2026-11-18"),
    ("SB-17", "2026-07-01", "2026-07-17"),
    // Corresponding dates.
    ("SAR-1M", "2027-01-31", "2027-02-28"), ("SAR-1M", "2028-01-31", "2028-02-29"),
    ("SAR-1M", "2026-09-03", "2026-10-03"),
    ("AR-12M", "2024-02-29", "2025-02-28"), ("MED-2M", "2026-12-31", "2027-02-28"),
    // Safe days before the limits of a phase transfer.
    ("PT-15F", "2027-09-01", "2027-02-14"), ("PT-31M", "2027-09-01", "2027-03-30"),
    ("PT-5M", "2027-09-01", "2027-04-01"),
    ("TUPE-28", "2027-04-01", "2027-03-04"), ("SEN2-SUB", "2026-01-15", "2026-03-12"),
    // Working days, over weekends and bank holidays.
    ("FD-1", "2026-10-30", "2026-11-02"), ("FD-1", "2026-10-31", "2026-11-02"), ("FD-1", "2026-12-24", "2026-12-29"),
    ("ICPC-15", "2026-12-14", "2027-01-07"), ("MED-CERT", "2026-04-01", "2026-04-08"),
    ("CFA-45", "2026-03-02", "2026-05-07"),
    ("RTT-18", "2026-01-05", "2026-05-11"), ("MH-4W", "2026-11-01", "2026-11-29"), ("ED-U", "2026-11-01", "2026-11-08"),
  ])
  func knownCases(_ id: String, _ start: String, _ due: String) throws {
    #expect(try dueDay(ClockRuleID(id), start) == due)
  }

  @Test func theDueMomentIsTheEndOfTheDay() throws {
    let end = try due(rule("EHC-20"), from: at("2026-01-05 23:59"), calendar: calendar)
    #expect(end.at.day == day("2026-05-25") && Instant(microseconds: end.at.microseconds + 1) == at("2026-05-26 0:00"))
    // "Not before": clear days are over when the earliest day begins.
    let decision = try due(rule("KD-28"), from: at("2021-07-19 17:00"), calendar: calendar)
    #expect(decision.at == at("2021-08-17 0:00"))
  }

  @Test func daysAreLondonDays() throws {
    // Half past midnight in London is still the day before in UTC.
    #expect(try dueDay("EHC-06", "2026-07-01 0:30") == "2026-08-12")
    // 24 hours over the night on which the clocks go back end an hour earlier by the clock.
    let crisis = try due(rule("MH-C24"), from: at("2026-10-24 12:00"), calendar: calendar)
    #expect(crisis.at == at("2026-10-25 11:00"))
  }

  /// 24 hours or the next working day: a referral, the moment, and the words that say which of them it is.
  @Test(arguments: [
    ("2026-11-02 10:00", "2026-11-03 10:00", "somebody is on duty"),
    ("2026-11-02 20:00", "2026-11-04 17:00", "nobody is on duty"),
    ("2026-11-03 3:00", "2026-11-04 17:00", "nobody is on duty"),
    ("2026-11-06 16:00", "2026-11-09 17:00", "Saturday 7 November 2026, 4pm"),
    ("2026-11-08 10:00", "2026-11-09 10:00", "somebody is on duty"),
    ("2026-12-24 16:00", "2026-12-29 17:00", "nobody is on duty"),
  ])
  func mh24(_ start: String, _ end: String, _ words: String) throws {
    let found = try due(rule("MH-24"), from: at(start), calendar: calendar)
    #expect(found.at == at(end) && found.reckoning.contains(words))
  }
  @Test func mh24IsConfigurable() throws {
    var always = try rule("MH-24")
    always.workingHours = nil
    #expect(try due(always, from: at("2026-11-06 16:00"), calendar: calendar).at == at("2026-11-07 16:00"))
    var later = try rule("MH-24")
    later.unit = .laterOfHoursAndNextWorkingDay
    #expect(try due(later, from: at("2026-11-02 10:00"), calendar: calendar).at == at("2026-11-03 17:00"))
    #expect(try due(later, from: at("2026-11-02 20:00"), calendar: calendar).at == at("2026-11-03 20:00"))
    #expect(try due(later, from: at("2026-11-06 16:00"), calendar: calendar).at == at("2026-11-09 17:00"))
  }

  /// A letter, a certificate if there is one, and the last day to appeal.
  @Test(
    arguments: [
      ("2026-02-03", nil, "2026-04-03"), ("2026-02-03", "2026-02-20", "2026-04-03"),
      ("2026-02-03", "2026-03-20", "2026-04-20"),
      ("2026-06-10", nil, "2026-09-01"), ("2026-06-30", nil, "2026-09-01"), ("2026-07-01", nil, "2026-09-01"),
      ("2024-06-30", nil, "2024-09-02"), ("2026-05-31", nil, "2026-07-31"),
      ("2025-10-25", nil, "2026-01-02"), ("2026-10-25", nil, "2027-01-04"), ("2026-11-01", nil, "2027-01-04"),
      ("2026-10-24", nil, "2026-12-24"), ("2026-11-02", nil, "2027-01-02"),
    ] as [(String, String?, String)])
  func appeal(_ letter: String, _ certificate: String?, _ last: String) throws {
    var facts = ClockFacts(start: at(letter))
    facts.second = certificate.map { at($0) }
    #expect(try due(rule("TRI"), facts, calendar: calendar).day.description == last)
  }

  @Test func theEarlierOfTwoLimits() throws {
    var facts = ClockFacts(start: at("2026-10-01"))
    facts.second = at("2026-10-15")
    let early = try due(rule("AR-FIN"), facts, calendar: calendar)
    #expect(early.day == day("2026-12-10"))
    #expect(
      early.reckoning == "the earlier of 12 weeks from 1 October 2026 and 8 weeks from 15 October 2026")
    facts.second = at("2026-10-29")
    #expect(try due(rule("AR-FIN"), facts, calendar: calendar).day == day("2026-12-24"))
  }

  @Test func extensionsAndPauses() throws {
    var facts = ClockFacts(start: at("2026-01-31"))
    facts.isExtended = true
    let extended = try due(rule("SAR-1M"), facts, calendar: calendar)
    #expect(extended.day == day("2026-04-30") && extended.reckoning.contains("extended by 2 months"))
    facts.pausedDays = 5
    #expect(try due(rule("SAR-1M"), facts, calendar: calendar).day == day("2026-05-05"))
  }

  @Test func explainsItself() throws {
    func said(_ id: ClockRuleID, _ start: String) throws -> String {
      explanation(of: try due(rule(id), from: at(start), calendar: calendar), try rule(id))
    }
    #expect(
      try said("EHC-20", "2026-01-05")
        == "Due Monday 25 May 2026: 20 weeks from 5 January 2026, SEND Regulations 2014 reg. 13(2)")
    #expect(
      try said("KD-28", "2021-07-19").hasPrefix(
        "Not before Tuesday 17 August 2021: 28 clear days after 19 July 2021, counting neither day, "))
    #expect(
      try said("STAND-8", "2026-11-02")
        == "Not before the end of Wednesday 11 November 2026: 8 working days from 2 November 2026, counting that day, "
        + "Procurement Act 2023 s. 51")
    #expect(
      try said("BR-72", "2026-11-02 9:30")
        == "Due 9.30am on Thursday 5 November 2026: 72 hours from 2 November 2026, 9.30am, UK GDPR art. 33(1)")
    #expect(try said("TRI", "2026-06-30").contains("moved on from 30 August 2026, which is in 1 August to 31 August"))
    #expect(
      try said("FD-1", "2026-10-30")
        == "Due Monday 2 November 2026: 1 working day from 30 October 2026, Working Together to Safeguard Children, "
        + "local practice")
  }

  @Test func saysWhenHolidaysAreNotKnown() throws {
    let far = try due(rule("FD-1"), from: at("2028-12-29"), calendar: calendar)
    #expect(far.reckoning.contains("the bank holidays of 2029 are not in the register"))
    #expect(try !due(rule("FD-1"), from: at("2028-12-20"), calendar: calendar).reckoning.contains("register"))
    #expect(try !due(rule("EHC-20"), from: at("2028-12-29"), calendar: calendar).reckoning.contains("register"))
  }

  @Test func refusesAnUnpublishedDate() throws {
    #expect(throws: ClockProblem.noPublishedDate("SEN2-SUB", day("2030-01-17"))) {
      try due(rule("SEN2-SUB"), from: at("2030-01-17"), calendar: calendar)
    }
  }

  /// Against a count by hand: walk on day by day, counting days that are neither weekend nor holiday.
  @Test func workingDaysAgreeWithACountByHand() throws {
    let holidays = Set(try registers.get().bankHolidays.map(\.day.number))
    func isWorking(_ number: Int32) -> Bool { !holidays.contains(number) && ((number + 3) % 7) < 5 }
    var plain = ClockRule(id: "T", title: "t", trigger: "t", amount: 1, unit: .workingDays, source: "t")
    var before = plain
    before.direction = .before
    var random = SystemRandomNumberGenerator()
    for _ in 0..<3000 {
      let start = day("2007-01-02").adding(days: Int.random(in: 0..<7900, using: &random))
      let amount = Int.random(in: 1...60, using: &random)
      (plain.amount, before.amount) = (amount, amount)
      for (rule, sign) in [(plain, Int32(1)), (before, -1)] {
        var (number, left) = (start.number, amount)
        while left > 0 {
          number += sign
          if isWorking(number) { left -= 1 }
        }
        let found = try due(rule, from: LondonTime(day: start, minuteOfDay: 600).instant, calendar: calendar)
        #expect(found.day.number == number, "\(amount) working days from \(start)")
      }
    }
  }

  @Test func stayDaysAreCountedOnce() {
    let stays = [
      day("2026-01-01")...day("2026-01-10"), day("2026-01-08")...day("2026-01-12"),
      day("2025-01-01")...day("2025-06-10"),
    ]
    #expect(daysUsed(stays, inTwelveMonthsTo: day("2026-01-12")) == 12 + 149)
    #expect(daysUsed(stays, inTwelveMonthsTo: day("2026-01-05")) == 5 + 156)
    #expect(daysUsed([], inTwelveMonthsTo: day("2026-01-05")) == 0)
  }
  /// The one rule that no case of the other program can say, since it counts days of stays: nothing is left at 75, and days
  /// of over a year ago count no more.
  @Test func seventyFiveDaysAreAllAndDaysOfLastYearAreFree() throws {
    let rule = try rule("SB-75")
    #expect(rule.source.contains("reg. 48"))
    let all = day("2026-01-01")...day("2026-03-16")
    #expect(daysLeft(rule, [all], on: day("2026-03-16")).left == 0)
    #expect(daysLeft(rule, [all], on: day("2026-03-16")).passed.map(\.percent) == [80, 100])
    #expect(daysLeft(rule, [all], on: day("2027-01-31")).left == 31)
    #expect(daysLeft(rule, [all], on: day("2027-04-01")).left == 75)
  }
  @Test func sixtyDaysOfSeventyFiveWarn() throws {
    let rule = try rule("SB-75")
    let stay = day("2026-03-01")...day("2026-04-28")
    #expect(daysLeft(rule, [stay], on: day("2026-05-01")).left == 16)
    #expect(daysLeft(rule, [stay], on: day("2026-05-01")).passed.isEmpty)
    let longer = [stay, day("2026-05-02")...day("2026-05-02")]
    #expect(daysLeft(rule, longer, on: day("2026-05-02")).passed.map(\.percent) == [80])
  }
}
