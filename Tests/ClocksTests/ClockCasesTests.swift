import Clocks
import Foundation
import Kernel
import Store
import Testing

/// The cases of `Tests/ClockCases`, worked out by another program in another language from its own table of limits.
@Suite struct ClockCasesTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "ClockCases/clock-cases.csv").path

  private struct Case {
    let rule: ClockRuleID
    let trigger: String
    let second: String
    let due: String
  }

  private func cases() throws -> [Case] {
    var reader = try CSVReader(file: ClockCasesTests.file)
    let columns = ["rule", "trigger", "second", "due"]
    try reader.readHeading(required: columns, known: columns)
    var all: [Case] = []
    while let row = try reader.next() {
      all.append(
        Case(
          rule: ClockRuleID(try row.required("rule")), trigger: try row.required("trigger"),
          second: row.text("second"), due: try row.required("due")))
    }
    return all
  }

  @Test func everyCaseComesOutAsTheOtherProgramSays() throws {
    let all = try cases()
    #expect(all.count > 500)
    for known in all {
      var facts = ClockFacts(start: at(known.trigger))
      if !known.second.isEmpty { facts.second = at(known.second) }
      let end = try due(rule(known.rule), facts, calendar: calendar, terms: terms)
      let said = known.due.contains(" ") ? "\(end.at.day) \(end.at.london.field)" : end.day.description
      #expect(said == known.due, "\(known.rule) from \(known.trigger) \(known.second)")
    }
  }

  @Test func everyRuleHasItsSourceAndAtLeastTwoCases() throws {
    let counts = Dictionary(grouping: try cases(), by: \.rule).mapValues(\.count)
    for rule in try registers.get().rules where rule.unit != .daysInTwelveMonths {
      #expect(counts[rule.id] ?? 0 >= 2, "\(rule.id)")
      #expect(!rule.source.isEmpty, "\(rule.id)")
    }
  }

  @Test func theNamedCasesOfTheFieldNotes() throws {
    #expect(try dueDay("EHC-06", "2026-01-05") == "2026-02-16")
    #expect(try dueDay("EHC-16", "2026-01-05") == "2026-04-27")
    #expect(try dueDay("EHC-20", "2026-01-05") == "2026-05-25")
    #expect(try dueDay("AR-RPT", "2026-10-01") == "2026-10-15")
    #expect(try dueDay("AR-DEC", "2026-10-01") == "2026-10-29")
    #expect(try dueDay("AR-FIN", "2026-10-01") == "2026-12-24")
    #expect(try dueDay("KD-28", "2021-07-19") == "2021-08-17")
    let twenty = try rule("EHC-20")
    let end = try due(twenty, from: at("2026-01-05"), calendar: calendar)
    #expect(
      explanation(of: end, twenty)
        == "Due Monday 25 May 2026: 20 weeks from 5 January 2026, SEND Regulations 2014 reg. 13(2)")
  }
}

/// What must hold of each calendar, whatever the day: on every day of twelve years.
@Suite struct CalendarPropertyTests {
  private let days = (0..<4383).map { Day(2016, 1, 1)!.adding(days: $0) }

  private func made(_ amount: Int, _ unit: ClockUnit, change: (inout ClockRule) -> Void = { _ in }) -> ClockRule {
    var rule = ClockRule(id: "X", title: "X", trigger: "x", amount: amount, unit: unit, source: "x")
    change(&rule)
    return rule
  }
  private func end(_ rule: ClockRule, _ day: Day) throws -> Day {
    try due(rule, from: LondonTime(day: day, minuteOfDay: 1439).instant, calendar: calendar).day
  }

  @Test func weeksEndOnTheSameWeekdayAfterSevenTimesAsManyDays() throws {
    let rule = made(20, .weeks)
    for day in days {
      let last = try end(rule, day)
      #expect(last.weekday == day.weekday && day.days(until: last) == 140)
    }
  }

  @Test func calendarDaysAreOneLessWhereTheFirstCounts() throws {
    let (plain, first) = (made(15, .calendarDays), made(15, .calendarDays) { $0.countsFirstDay = true })
    for day in days {
      #expect(try day.days(until: end(plain, day)) == 15 && day.days(until: end(first, day)) == 14)
    }
  }

  @Test func monthsEndOnTheCorrespondingDateOrTheLastOfTheMonth() throws {
    for amount in [1, 2, 6, 12] {
      let rule = made(amount, .months)
      for day in days {
        let (from, to) = (day.parts, try end(rule, day).parts)
        #expect((to.year * 12 + to.month) - (from.year * 12 + from.month) == amount)
        #expect(to.day == min(from.day, Day.days(inMonth: to.month, of: to.year)))
      }
    }
  }

  @Test func workingDaysEndOnOneAndHaveAsManyBetween() throws {
    for amount in [1, 3, 15] {
      let rule = made(amount, .workingDays)
      for day in days {
        let last = try end(rule, day)
        #expect(calendar.isWorkingDay(last))
        let passed = (1...day.days(until: last)).count { calendar.isWorkingDay(day.adding(days: $0)) }
        #expect(passed == amount, "\(day)")
      }
    }
  }

  @Test func clearDaysCountNeitherEnd() throws {
    let (after, before) = (made(28, .clearDays), made(5, .clearDays) { $0.direction = .before })
    for day in days {
      #expect(try day.days(until: end(after, day)) == 29 && end(before, day).days(until: day) == 6)
    }
  }

  @Test func hoursPassWhateverTheClocksDo() throws {
    let rule = made(48, .hours)
    for day in days {
      let start = LondonTime(day: day, minuteOfDay: 90).instant
      #expect(start.seconds(until: try due(rule, from: start, calendar: calendar).at) == 48 * 3600)
    }
  }

  @Test func termsEndOnTheLastDayOfOneThatBeganAfter() throws {
    let ends = Set(terms.map(\.endsOn))
    for (amount, direction) in [(1, ClockDirection.after), (2, .after), (1, .before), (3, .before)] {
      let rule = made(amount, .schoolTerms) { $0.direction = direction }
      for day in days where day >= Day(2024, 9, 2)! && day <= Day(2027, 3, 1)! {
        let last = try due(rule, from: day.start, calendar: calendar, terms: terms).day
        #expect(ends.contains(last) && (direction == .after ? last > day : last < day), "\(day)")
        let between = terms.count {
          direction == .after ? $0.startsOn > day && $0.endsOn <= last : $0.endsOn < day && $0.endsOn >= last
        }
        #expect(between == amount, "\(day)")
      }
    }
  }

  @Test func schoolsAreOpenInTermAndClosedInItsBreak() {
    func isOpen(_ text: String) -> Bool? { isSchoolDay(day(text), terms: terms, calendar: calendar) }
    #expect(isOpen("2026-10-23") == true && isOpen("2026-10-26") == false && isOpen("2026-10-30") == false)
    #expect(isOpen("2026-11-02") == true && isOpen("2026-11-01") == false, "a Sunday")
    #expect(isOpen("2026-05-04") == false, "a bank holiday in term")
    #expect(isOpen("2026-08-12") == false && isOpen("2040-01-10") == nil)
    for term in terms {
      #expect(term.breakFrom != nil && term.breakTo!.weekday == .friday, "\(term.schoolYear) \(term.name)")
    }
  }

  /// Regulation 5(4)(a): only the summer lasts four weeks.
  @Test func onlyTheSummerIsALongClosure() throws {
    let found = longClosures(terms)
    #expect(
      found.count == 4
        && found.allSatisfy { $0.lowerBound.month == 7 && $0.lowerBound.days(until: $0.upperBound) >= 27 })
    #expect(found.contains(day("2026-07-22")...day("2026-08-31")))
  }

  @Test func aTermThatIsNotKnownIsSaid() throws {
    let rule = made(1, .schoolTerms)
    let end = try due(rule, from: at("2031-01-10"), calendar: calendar, terms: terms)
    #expect(end.day == day("2031-05-10") && end.reckoning.contains("not in the register"))
  }

  @Test func nothingThatRollsOverEndsInItsPeriods() throws {
    let rule = try rule("TRI")
    for day in days {
      let last = try end(rule, day)
      let parts = last.parts
      #expect(parts.month != 8 && (parts.month, parts.day) != (1, 1) && !(parts.month == 12 && parts.day >= 25))
      if last != day.adding(months: 2) { #expect(calendar.isWorkingDay(last)) }
    }
  }
}
