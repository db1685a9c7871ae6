// When a limit ends. The law is in the register; here is only how its units are counted:
//   weeks and days are calendar weeks and days (SEND Regulations 2014; Interpretation Act 1978);
//   months end on the corresponding date (Dodds v Walker [1981] 1 WLR 1027);
//   clear days count neither end; a limit "beginning with" a day counts that day.

package import Kernel

/// When a limit ends, and how that was worked out.
package struct Due: Hashable, Sendable {
  /// The last moment in time; for "not before", the first moment allowed.
  package let at: Instant
  /// The day that people are told.
  package let day: Day
  /// "20 weeks from 5 January 2026", and what moved it.
  package let reckoning: String
}

/// What happened to a clock, from which its due day follows.
package struct ClockFacts: Hashable, Sendable {
  package var start: Instant
  /// When the rule's second trigger happened.
  package var second: Instant?
  package var isExtended = false
  package var pausedDays = 0
  package init(start: Instant) { self.start = start }
}

/// A limit that cannot be worked out from the register.
package enum ClockProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case noRule(ClockRuleID, Day)
  case noPublishedDate(ClockRuleID, Day)
  /// The tables hold a rule that this version cannot read.
  case unreadable(ClockRuleID)
  package var description: String {
    switch self {
    case .noRule(let id, let day): "The clock register has no rule \(id) for \(day.long)."
    case .noPublishedDate(let id, let day): "The clock register has no published date for rule \(id) and \(day.long)."
    case .unreadable(let id): "The clock register holds the rule \(id) in a form that cannot be read."
    }
  }
}

/// When the limit of this rule ends for something that happened at `start`.
package func due(_ rule: ClockRule, from start: Instant, calendar: WorkingCalendar, terms: [SchoolTerm] = []) throws
  -> Due
{
  try due(rule, ClockFacts(start: start), calendar: calendar, terms: terms)
}

/// When the limit of this rule ends, given all that happened. `terms` are asked for by rules that count school terms.
package func due(
  _ rule: ClockRule, _ facts: ClockFacts, calendar: WorkingCalendar, terms: [SchoolTerm] = []
) throws -> Due {
  if rule.unit.isHours { return dueInHours(rule, facts.start, calendar) }
  let amount = rule.amount + (facts.isExtended ? rule.extensionAmount ?? 0 : 0)
  var day: Day
  var said = words(rule, amount, facts.start.day)
  if rule.unit == .schoolTerms {
    let end = endOfTerm(amount, rule.direction, from: facts.start.day, terms)
    (day, said) = (end.day, [end.reckoning])
  } else {
    day = try limitDay(rule, amount, from: facts.start.day, calendar)
  }
  if facts.isExtended, let added = rule.extensionAmount {
    said.append("extended by \(rule.unit.words(added))")
  }
  if let limit = rule.second, let second = facts.second {
    let other = limitDay(limit.amount, limit.unit, from: second.day, .after, countsFirst: false, calendar)
    day = limit.takes == .later ? max(day, other) : min(day, other)
    said[0] = "the \(limit.takes) of \(said[0]) and \(limit.unit.words(limit.amount)) from \(second.day.long)"
  }
  if facts.pausedDays > 0 {
    day = day.adding(days: facts.pausedDays)
    said.append("paused for \(ClockUnit.calendarDays.words(facts.pausedDays))")
  }
  for period in rule.rollOver.periods {
    guard let end = period.end(holding: day) else { continue }
    said.append("moved on from \(day.long), which is in \(period.inWords)")
    day = calendar.onOrAfter(end.adding(days: 1))
  }
  if let doubt = doubt(rule, from: facts.start.day, to: day, calendar) { said.append(doubt) }
  return Due(at: moment(rule, day), day: day, reckoning: said.joined(separator: "; "))
}

private func limitDay(_ rule: ClockRule, _ amount: Int, from start: Day, _ calendar: WorkingCalendar) throws -> Day {
  switch rule.unit {
  case .fixedDate where rule.fixedDate != nil: return rule.fixedDate!.day(in: start.year)
  case .dateTable:
    guard let day = rule.dates[start] else { throw ClockProblem.noPublishedDate(rule.id, start) }
    return day
  default:
    return limitDay(amount, rule.unit, from: start, rule.direction, countsFirst: rule.countsFirstDay, calendar)
  }
}

private func limitDay(
  _ amount: Int, _ unit: ClockUnit, from start: Day, _ direction: ClockDirection, countsFirst: Bool,
  _ calendar: WorkingCalendar
) -> Day {
  let sign = direction == .after ? 1 : -1
  // Counting the first day is counting from the day before it.
  let from = countsFirst ? start.adding(days: -sign) : start
  switch unit {
  case .workingDays:
    return direction == .after
      ? calendar.adding(workingDays: amount, to: from) : calendar.subtracting(workingDays: amount, from: from)
  case .clearDays: return from.adding(days: sign * (amount + 1))
  case .weeks: return from.adding(days: sign * amount * 7)
  case .months: return from.adding(months: sign * amount)
  case .calendarDays, .daysInTwelveMonths, .schoolTerms, .fixedDate, .dateTable, .hours, .hoursOrNextWorkingDay,
    .laterOfHoursAndNextWorkingDay:
    return from.adding(days: sign * amount)
  }
}

private func words(_ rule: ClockRule, _ amount: Int, _ start: Day) -> [String] {
  let count = rule.unit.words(amount)
  switch rule.unit {
  case .fixedDate: return ["\(rule.fixedDate?.long ?? "") in the year of \(start.long)"]
  case .dateTable: return ["the date published for \(start.long)"]
  case .clearDays: return ["\(count) \(rule.direction.title) \(start.long), counting neither day"]
  case .daysInTwelveMonths: return ["the earliest that \(count) from \(start.long) could be used up"]
  default:
    if rule.direction == .before { return ["\(count) before \(start.long)"] }
    return ["\(count) from \(start.long)\(rule.countsFirstDay ? ", counting that day" : "")"]
  }
}

/// The moment in the due day: its end, or a time that the rule names, or its beginning where clear days have then passed.
private func moment(_ rule: ClockRule, _ day: Day) -> Instant {
  if let minute = rule.dueTime { return LondonTime(day: day, minuteOfDay: minute).instant }
  if rule.unit == .clearDays, rule.sense == .notBefore { return day.start }
  return day.end
}

private func doubt(_ rule: ClockRule, from start: Day, to day: Day, _ calendar: WorkingCalendar) -> String? {
  guard rule.unit == .workingDays || !rule.rollOver.periods.isEmpty else { return nil }
  let years = min(start, day).year...max(start, day).year
  guard let unknown = years.first(where: { calendar.years?.contains($0) != true }) else { return nil }
  return "the bank holidays of \(unknown) are not in the register, so this day may move"
}

// MARK: Hours

private func dueInHours(_ rule: ClockRule, _ start: Instant, _ calendar: WorkingCalendar) -> Due {
  let sign = rule.direction == .after ? 1 : -1
  let plain = start.adding(hours: sign * rule.amount)
  let said = "\(rule.unit.words(rule.amount)) \(sign > 0 ? "from" : "before") \(start.long)"
  switch rule.unit {
  case .hoursOrNextWorkingDay:
    guard let hours = rule.workingHours else { break }
    if calendar.isOnDuty(plain, hours) {
      return Due(at: plain, day: plain.day, reckoning: "\(said), while somebody is on duty")
    }
    let end = calendar.endOfDuty(notBefore: plain, hours)
    return Due(
      at: end, day: end.day,
      reckoning: "\(said) is \(plain.london.day.longWithWeekday), \(plain.london.clock), when nobody is on duty;"
        + " so by the end of the next working day")
  case .laterOfHoursAndNextWorkingDay:
    let next = calendar.adding(workingDays: 1, to: start.day)
    let end = rule.workingHours.map { LondonTime(day: next, minuteOfDay: $0.closes).instant } ?? next.end
    if end > plain {
      return Due(at: end, day: end.day, reckoning: "the end of the next working day, later than \(said)")
    }
    return Due(at: plain, day: plain.day, reckoning: "\(said), later than the end of the next working day")
  default: break
  }
  return Due(at: plain, day: plain.day, reckoning: said)
}

extension WorkingCalendar {
  func isOnDuty(_ instant: Instant, _ hours: WorkingHours) -> Bool {
    let at = instant.london
    return isWorkingDay(at.day) && hours.opens <= at.minuteOfDay && at.minuteOfDay <= hours.closes
  }
  /// The end of the first working day that ends at or after `instant`.
  func endOfDuty(notBefore instant: Instant, _ hours: WorkingHours) -> Instant {
    let at = instant.london
    let day = onOrAfter(at.minuteOfDay <= hours.closes ? at.day : at.day.adding(days: 1))
    return LondonTime(day: day, minuteOfDay: hours.closes).instant
  }
  /// The `count`th working day before `day`.
  func subtracting(workingDays count: Int, from day: Day) -> Day {
    var day = day
    var left = count
    while left > 0 || !isWorkingDay(day) {
      day = day.adding(days: -1)
      if isWorkingDay(day), left > 0 { left -= 1 }
    }
    return day
  }
}

extension Day {
  /// The last moment of the day in London.
  package var end: Instant {
    let midnight = adding(days: 1).start
    return Instant(microseconds: midnight.microseconds - 1)
  }
}
