package import Kernel
package import Store

/// What is asked for when a limit is lifted.
package struct NewClockException: Sendable, Hashable {
  /// The code of a reason in the register.
  package var reason: String
  package var evidence: String
  package var from: Day
  /// Nil while it is not over.
  package var to: Day?
  package init(reason: String, evidence: String, from: Day, to: Day?) {
    (self.reason, self.evidence, self.from, self.to) = (reason, evidence, from, to)
  }
}

/// What is wrong with an exception, field by field.
package func problems(
  with new: NewClockException, _ clock: Clock, _ rule: ClockRule, reasons: [ClockExceptionReason]
) -> [FieldError] {
  var found: [FieldError] = []
  let reason = reasons.first { $0.code == new.reason }
  if reason == nil || !rule.exceptions.all.contains(new.reason) {
    found.append(FieldError("reason", "Select a reason that the rule allows"))
  }
  if new.evidence.allSatisfy(\.isWhitespace) {
    found.append(FieldError("evidence", "Enter how you know, such as the date of a letter"))
  }
  if let to = new.to, to < new.from {
    found.append(FieldError("to", "The last day must be on or after the first day"))
  } else if let to = new.to, let reason, new.from.days(until: to) + 1 < reason.leastDays {
    found.append(FieldError("to", "It must have lasted at least \(reason.leastDays / 7) weeks in a row"))
  } else if new.from > clock.due.day || (new.to ?? new.from) < clock.startedAt.day && new.to != nil {
    found.append(
      FieldError("from", "The days must touch the time from \(clock.startedAt.day.long) to \(clock.due.day.long)"))
  }
  return found
}

extension Transaction {
  /// Lifts the limit for a recorded reason; the duty stays, and so does the due day. A clock missed before may be
  /// excepted when the reason is entered late.
  @discardableResult
  package func exceptClock(
    _ id: ClockID, reason: String, evidence: String, from: Day, to: Day?, by caller: Caller, at now: Instant
  ) throws -> Clock {
    var clock = try clock(id)
    let rule = try clockRule(of: clock)
    guard !rule.exceptions.isEmpty else { throw Refusal.notNow("This time limit has no exceptions: \(rule.source).") }
    guard [.running, .missed, .excepted].contains(clock.status) else {
      throw Refusal.notNow("This was done in time or is no longer needed.")
    }
    let new = NewClockException(reason: reason, evidence: evidence, from: from, to: to)
    if let problem = problems(with: new, clock, rule, reasons: try exceptionReasons(in: self)).first { throw problem }
    try run(
      """
      INSERT INTO clock_exception (clock_id, reason, evidence, starts_on, ends_on, by_id, recorded_at)
      VALUES (\(id), \(reason), \(evidence), \(from), \(to), \(caller.account), \(now))
      ON CONFLICT (clock_id, reason, starts_on) DO UPDATE SET evidence = excluded.evidence,
        ends_on = excluded.ends_on, by_id = excluded.by_id, recorded_at = excluded.recorded_at
      """)
    let before = clock
    (clock.status, clock.pausedSince) = (.excepted, nil)
    try updateClock(clock, rule)
    try note(.clockExcepted, clock, before, evidence, caller, now)
    return clock
  }
}
