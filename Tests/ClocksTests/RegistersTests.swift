@testable import Clocks
import Kernel
import Store
import TestKit
import Testing

@Suite struct RegistersTests {
  /// Every row of the register gives a day, a source and words.
  @Test func everyRuleComputes() throws {
    let rules = try registers.get().rules
    #expect(rules.count >= 85)
    for rule in rules {
      let start = rule.unit == .dateTable ? try #require(rule.dates.keys.first) : day("2026-03-31")
      let found = try due(rule, from: LondonTime(day: start, minuteOfDay: 600).instant, calendar: calendar)
      let isBefore = rule.direction == .before || rule.unit == .fixedDate
      #expect(isBefore ? found.day < start : found.day >= start, "\(rule.id)")
      let said = explanation(of: found, rule)
      #expect(said.lowercased().hasSuffix(rule.source.lowercased()) && said.contains(found.day.long), "\(said)")
      #expect(rule.dueTime == nil || rule.escalation.steps.count < 9)
    }
  }

  /// Each row of the field's own list is there, with its amount, unit and mark.
  @Test(arguments: [
    "EHC-06 6 weeks F", "EHC-ADV 6 weeks F", "EHC-16 16 weeks F", "EHC-REP 15 calendar_days F", "EHC-20 20 weeks F",
    "AR-RPT 2 weeks F", "AR-DEC 4 weeks F", "AR-FIN 12 weeks F", "AR-12M 12 months K", "PT-15F 0 fixed_date F",
    "PT-31M 0 fixed_date F", "PT-5M 5 months F", "MED-2M 2 months F", "MED-CERT 3 working_days F",
    "MED-30 30 calendar_days F", "TRI 2 months F", "FD-1 1 working_days K", "CFA-45 45 working_days F",
    "ICPC-15 15 working_days F", "EH-ASS 30 working_days K", "TAF-REV 6 weeks K",
    "MH-24 24 hours_or_next_working_day S",
    "MH-4W 28 calendar_days F", "ED-U 7 calendar_days F", "ED-R 28 calendar_days F", "RTT-18 126 calendar_days F",
    "CAPA-C 6 weeks F", "CAPA-P 6 weeks F", "POR-INIT 12 weeks F", "POR-REV 6 months F", "DP-3M 3 months F",
    "DP-12M 12 months F", "SB-75 75 days_in_12_months K", "SB-17 17 calendar_days K", "CC-48H 48 hours K",
    "CC-6W 6 weeks K", "CC-5D 5 working_days K", "CC-3M 3 months K", "KD-28 28 clear_days F", "KD-GE 5 clear_days F",
    "STAND-8 8 working_days F", "TUPE-28 28 calendar_days K", "SAR-1M 1 months K", "BR-72 72 hours K",
    "ORUK-3M 3 months F", "SEN2-SUB 0 date_table F", "LO-ANN 12 months F",
  ])
  func holdsTheList(_ line: String) throws {
    let id = ClockRuleID(String(line.prefix { $0 != " " }))
    let found = try rule(id)
    #expect("\(found.id) \(found.amount) \(found.unit.rawValue) \(found.mark.rawValue)" == line)
  }

  @Test func whatTheLawSetsIsNotConfigurable() throws {
    for rule in try registers.get().rules where rule.source.contains("Regulations") || rule.source.contains("Act ") {
      #expect(!rule.isConfigurable, "\(rule.id)")
    }
    #expect(try rule("RTT-18").exceptions.isEmpty && rule("RTT-18").isPausable == false)
    #expect(try rule("EHC-20").exceptions.all.count == 4 && rule("EHC-ADV").exceptions.all.count == 5)
  }

  @Test(arguments: [
    "2007-01-01", "2011-04-29", "2011-01-03", "2011-12-27", "2012-06-04", "2012-06-05", "2020-05-08", "2021-12-27",
    "2021-12-28", "2022-01-03", "2022-06-02", "2022-06-03", "2022-09-19", "2022-12-27", "2023-05-08", "2025-04-18",
    "2026-04-06", "2026-12-28", "2027-12-28", "2028-01-03",
  ])
  func bankHoliday(_ text: String) { #expect(!calendar.isWorkingDay(day(text))) }
  @Test(arguments: ["2012-05-28", "2020-05-04", "2022-05-30", "2026-12-24", "2026-03-17", "2026-11-30"])
  func noBankHoliday(_ text: String) { #expect(calendar.isWorkingDay(day(text))) }
  @Test func everyYearHasItsHolidays() {
    let extra = [2011: 9, 2012: 9, 2022: 10, 2023: 9]
    #expect(calendar.years == 2007...2028)
    for year in 2007...2028 {
      #expect(calendar.holidays.count { $0.year == year } == extra[year] ?? 8, "\(year)")
    }
  }

  private func problem(_ line: String) -> String {
    let text =
      "id,title,trigger,amount,unit,source,mark,counts_first_day,roll_over,exceptions,valid_from,second_takes\n"
    var reader = CSVReader(named: "clock-rules.csv", bytes: Array((text + line + "\n").utf8))
    do {
      _ = try ClockRule.all(in: &reader, reasons: ["away"])
      return "none"
    } catch {
      return "\(error)"
    }
  }
  @Test(arguments: [
    ("A,t,t,2,weeks,s,K,,,,,", "none"),
    ("A,t,t,two,weeks,s,K,,,,,", "clock-rules.csv, line 2: amount ‘two’ is not a whole number"),
    ("A,t,t,2,moons,s,K,,,,,", "clock-rules.csv, line 2: unit ‘moons’ is not one of hours, "),
    ("A,t,t,2,weeks,,K,,,,,", "clock-rules.csv, line 2: source is empty"),
    ("A,t,t,0,weeks,s,K,,,,,", "clock-rules.csv, line 2: amount must be 1 to 3660"),
    ("A,t,t,2,weeks,s,K,yes,,,,", "clock-rules.csv, line 2: counts_first_day is for"),
    ("A,t,t,2,weeks,s,K,maybe,,,,", "clock-rules.csv, line 2: counts_first_day is not yes or no"),
    ("A,t,t,2,weeks,s,K,,08-32/09-01,,,", "clock-rules.csv, line 2: roll_over ‘08-32/09-01’ is not periods"),
    ("A,t,t,2,weeks,s,K,,,holiday,,", "clock-rules.csv, line 2: there is no exception reason ‘holiday’"),
    ("A,t,t,2,weeks,s,K,,,,2026-02-30,", "clock-rules.csv, line 2: valid_from ‘2026-02-30’ is not a day"),
    ("A,t,t,2,weeks,s,K,,,,,later", "clock-rules.csv, line 2: second_amount is empty"),
    (
      "A,t,t,2,weeks,s,K,,,,,\nA,t,t,3,weeks,s,K,,,,,", "clock-rules.csv, line 3: rule A version 1 is already on line 2"
    ),
    ("A,t,t,,fixed_date,s,K,,,,,", "clock-rules.csv, line 2: fixed_date goes with"),
  ])
  func saysWhatIsWrongWithALine(_ line: String, _ message: String) { #expect(problem(line).hasPrefix(message)) }

  /// A version that clocks run by keeps its way of counting; its words may be put right, and a new version may come.
  @Test(arguments: Engine.available)
  func refusesToRecountRunningClocks(_ engine: Engine) async throws {
    try await withClocks(engine) { database in
      try await database.write { tx in
        var changed = try registers.get()
        let place = try #require(changed.rules.firstIndex { $0.id == "EHC-20" })
        changed.rules[place].amount = 18
        try save(changed, in: tx)
        #expect(try tx.clockRule("EHC-20", on: day("2026-01-05")).amount == 18)
        try tx.startClock("EHC-20", about: newID(AnyKey.self), child: nil, at: at("2026-01-05"), now: at("2026-01-05"))
        changed.rules[place].amount = 20
        let found = #expect(throws: CSVError.self) { try save(changed, in: tx) }
        #expect(found?.reason == "clocks run by rule EHC-20 version 1; add version 2 with a valid_from")
        (changed.rules[place].amount, changed.rules[place].title) = (18, "Send the plan")
        var next = changed.rules[place]
        (next.version, next.amount, next.validFrom) = (2, 26, day("2027-01-01"))
        changed.rules.append(next)
        try save(changed, in: tx)
        #expect(try tx.clockRule("EHC-20", on: day("2026-12-31")).title == "Send the plan")
        #expect(try tx.clockRule("EHC-20", on: day("2026-12-31")).amount == 18)
        #expect(try tx.clockRule("EHC-20", on: day("2027-01-01")).amount == 26)
      }
    }
  }

  @Test func partsReadBack() {
    #expect(RollOver("12-25/01-01 08-01/08-31")?.description == "12-25/01-01 08-01/08-31")
    #expect(EscalationSteps("90 manager 75 owner")?.description == "75 owner 90 manager")
    #expect(EscalationSteps("75") == nil && EscalationSteps("75 nobody") == nil)
    #expect(WorkingHours("08:30-17:00")?.description == "08:30-17:00" && WorkingHours("17:00-09:00") == nil)
    #expect(MonthDay("02-30") == nil && MonthDay("02-29")?.day(in: 2027) == day("2027-02-28"))
  }
}
