import Kernel

/// Moments relative to now, as work has them: on working days, in working hours, never at night.
struct DemonstrationTime: Sendable {
  let now: Instant
  let calendar: WorkingCalendar
  var today: Day { now.day }

  /// `hour` may have a half: 9.5 is half past nine.
  func moment(_ day: Day, _ hour: Double) -> Instant {
    LondonTime(day: day, minuteOfDay: Int(hour * 60)).instant
  }
  private func onOrBefore(_ day: Day) -> Day {
    var day = day
    while !calendar.isWorkingDay(day) { day = day.adding(days: -1) }
    return day
  }

  /// So many days ago, or on the working day before; never later than now.
  func ago(_ days: Int, _ hour: Double) -> Instant {
    var day = onOrBefore(today.adding(days: -days))
    while moment(day, hour) > now { day = onOrBefore(day.adding(days: -1)) }
    return moment(day, hour)
  }
  func dayAgo(_ days: Int) -> Day { ago(days, 9).day }
  /// So many working days before today; 0 is the last working day on which that hour has come.
  func workingDaysAgo(_ count: Int, _ hour: Double) -> Instant {
    guard count > 0 else { return ago(0, hour) }
    var day = today
    for _ in 0..<count { day = onOrBefore(day.adding(days: -1)) }
    return moment(day, hour)
  }
  /// In so many days, or on the next working day; always later than now.
  func ahead(_ days: Int, _ hour: Double) -> Instant {
    var day = calendar.onOrAfter(today.adding(days: days))
    while moment(day, hour) <= now { day = calendar.onOrAfter(day.adding(days: 1)) }
    return moment(day, hour)
  }
  func dayAhead(_ days: Int) -> Day { calendar.onOrAfter(today.adding(days: days)) }

  /// A day of a given weekday so many weeks from this one (negative: back), with the hour; may be a holiday.
  func weekly(_ weeks: Int, _ weekday: Day.Weekday, _ hour: Double) -> Instant {
    let monday = today.adding(days: -today.weekday.rawValue)
    return moment(monday.adding(days: weeks * 7 + weekday.rawValue), hour)
  }
  func isWorking(_ instant: Instant) -> Bool { calendar.isWorkingDay(instant.day) }
}
