package import Kernel

/// Why a clock is due when it is: "Due Monday 25 May 2026: 20 weeks from 5 January 2026, SEND Regulations 2014 reg. 13(2)".
package func explanation(of clock: Clock, _ rule: ClockRule) -> String {
  sentence(
    clock.due, clock.reckoning, sense: clock.sense, isTimed: rule.unit.isHours || rule.dueTime != nil, rule.source)
}

/// The same from what the clock itself keeps; where it ends by the minute, the time is said as well.
package func explanation(of clock: Clock) -> String {
  let isTimed = clock.due != clock.due.day.end && clock.sense == .by
  return sentence(clock.due, clock.reckoning, sense: clock.sense, isTimed: isTimed, clock.source)
}

/// The same for a limit that no clock runs for: a form can show the day before anything is saved.
package func explanation(of due: Due, _ rule: ClockRule) -> String {
  sentence(due.at, due.reckoning, sense: rule.sense, isTimed: rule.unit.isHours || rule.dueTime != nil, rule.source)
}

private func sentence(_ due: Instant, _ reckoning: String, sense: ClockSense, isTimed: Bool, _ source: String) -> String
{
  let time = isTimed ? "\(due.london.clock) on " : ""
  let day = due.day.longWithWeekday
  let source = source.hasPrefix("Local practice") ? source.lowercasedFirst : source
  switch sense {
  case .by: return "Due \(time)\(day): \(reckoning), \(source)"
  case .reminder: return "Reminder of \(day), not a time limit: \(reckoning), \(source)"
  // A period that ends with a day is over the day after; clear days are over when the day begins.
  case .notBefore where due == due.day.end: return "Not before the end of \(day): \(reckoning), \(source)"
  case .notBefore: return "Not before \(time)\(day): \(reckoning), \(source)"
  }
}

extension Clock {
  /// How a clock stands, in a few words: "3 days left", "Due today", "2 days late", "Done in time"; "Reminder since 2 May 2026".
  package func words(at now: Instant) -> String {
    if isPaused { return "Paused since \(pausedSince!.day.long)" }
    switch status {
    case .met:
      return switch sense {
      case .by: "Done in time"
      case .notBefore: "Done after the waiting time"
      case .reminder: "Done"
      }
    case .missed: return sense == .by ? lateWords : "Done too early"
    case .cancelled: return "No longer needed"
    case .excepted: return metAt == nil ? "Excepted, still to do" : "Excepted, done"
    case .running: return runningWords(at: now)
    }
  }

  private var lateWords: String {
    let days = due.day.days(until: (metAt ?? due).day)
    return days == 0 ? "Done late" : "Done \(days) \(days == 1 ? "day" : "days") late"
  }

  private func runningWords(at now: Instant) -> String {
    let days = daysLeft(at: now)
    if sense == .notBefore { return now < due ? "Not before \(due.day.long)" : "Waiting time is over" }
    if isReminder {
      if days < 0 { return "Reminder since \(due.day.long)" }
      return days == 0 ? "Reminder today" : "Reminder in \(days) \(days == 1 ? "day" : "days")"
    }
    if now > due {
      if days < 0 { return "\(-days) \(days == -1 ? "day" : "days") late" }
      return "Late since \(due.london.clock) today"
    }
    if days > 1 { return "\(days) days left" }
    let time = due == due.day.end ? "" : " by \(due.london.clock)"
    return days == 1 ? "Due tomorrow\(time)" : "Due today\(time)"
  }
}
