package import Clocks
package import Kernel
package import Store

// Which rules of the clock register early help runs by. The limits themselves are in the register.
extension ClockRuleID {
  /// Finish the assessment: from the agreement.
  package static let assessment: ClockRuleID = "EH-ASS"
  /// Hold the next review: from the plan, or the last review.
  package static let review: ClockRuleID = "TAF-REV"
  /// The longest that a review may be put off.
  static let reviewAtMost: ClockRuleID = "TAF-MAX"
  /// Hold the team meeting after a step down.
  package static let stepDown: ClockRuleID = "EH-DOWN"
  /// Ask again whether the family agrees.
  package static let agreement: ClockRuleID = "EH-AGR"
  /// How far back a close makes a new start one that is flagged.
  static let again: ClockRuleID = "EH-AGAIN"
}

/// The moment that stands for a day: now where it is today, else the middle of that day.
func moment(of day: Day, now: Instant) -> Instant {
  day == now.day ? now : LondonTime(day: day, minuteOfDay: 720).instant
}

extension Transaction {
  /// The day on which the limit of a rule ends for something that happened on `day`.
  package func limit(_ rule: ClockRuleID, from day: Day, calendar: WorkingCalendar = WorkingCalendar(holidays: []))
    throws
    -> Day
  {
    let rule = try clockRule(rule, on: day)
    return try due(rule, from: LondonTime(day: day, minuteOfDay: 720).instant, calendar: calendar).day
  }

  func start(_ rule: ClockRuleID, for support: Support, at event: Instant, now: Instant) throws {
    try startClock(
      rule, about: support.id, child: support.child, at: event, owner: support.practitioner, team: support.team,
      now: now)
  }

  /// The clocks of a support that still wait, the first due first.
  package func waitingClocks(of support: SupportID) throws -> [Clock] {
    try clocks(about: support).filter(\.isOpen)
  }
}
