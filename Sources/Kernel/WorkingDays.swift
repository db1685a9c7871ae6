/// Which days count as working days: Monday to Friday, less the bank holidays of England. The holidays are data
/// (`registers/bank-holidays.csv`, from GOV.UK), kept by year; a calendar knows which years it covers.
package struct WorkingCalendar: Sendable {
  package let holidays: Set<Day>
  /// Years for which the table of holidays is complete.
  package let years: ClosedRange<Int>?

  package init(holidays: Set<Day>) {
    self.holidays = holidays
    let all = holidays.map(\.year)
    years = all.isEmpty ? nil : all.min()!...all.max()!
  }

  package func isWorkingDay(_ day: Day) -> Bool { !day.weekday.isWeekend && !holidays.contains(day) }

  /// The `count`th working day after `day`; with 0, `day` itself or the next working day.
  package func adding(workingDays count: Int, to day: Day) -> Day {
    var day = day
    var left = count
    while left > 0 {
      day = day.adding(days: 1)
      if isWorkingDay(day) { left -= 1 }
    }
    return onOrAfter(day)
  }
  package func onOrAfter(_ day: Day) -> Day {
    var day = day
    while !isWorkingDay(day) { day = day.adding(days: 1) }
    return day
  }
  /// Working days after `start` up to and including `end`; 0 when `end` is not later.
  package func workingDays(from start: Day, through end: Day) -> Int {
    var count = 0
    var day = start
    while day < end {
      day = day.adding(days: 1)
      if isWorkingDay(day) { count += 1 }
    }
    return count
  }
}
