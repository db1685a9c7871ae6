package import Kernel
package import Store

extension Transaction {
  /// Starts the clock of a rule for a record. `trueEvent` is when it truly happened, however late it is entered.
  ///
  /// A rule has one open clock for a record: started again with the same event it is the same clock; with another, the
  /// clock is set to that event. A rule that is `once_only` has one clock for ever.
  @discardableResult
  package func startClock(
    _ ruleID: ClockRuleID, about record: ID<some Any>, child: ChildID?, at trueEvent: Instant, second: Instant? = nil,
    owner: PractitionerID? = nil, team: TeamID? = nil, now: Instant
  ) throws -> Clock {
    let rule = try clockRule(ruleID, on: trueEvent.day)
    if let last = try lastClock(ruleID, about: record) {
      if last.isOpen {
        return last.startedAt == trueEvent
          ? last
          : try restartClock(last.id, at: trueEvent, why: "Started again for another event", by: .system, now: now)
      }
      if rule.onceOnly { return last }
    }
    var facts = ClockFacts(start: trueEvent)
    facts.second = second
    let end = try due(rule, facts, calendar: workingCalendar(for: rule), terms: schoolTerms(for: rule))
    var random = SystemRandomNumberGenerator()
    let id = ClockID(at: now, random: &random)
    try insertClock(id, rule, about: record, child: child, facts, end, owner: owner, team: team, now: now)
    return try clock(id)
  }

  /// What the open clock of a rule waits for is done. Nil where no such clock is open.
  ///
  /// Done late (or, for "not before", too early) is `missed`. Where the rule has a next one, that starts at once.
  @discardableResult
  package func meetClock(_ ruleID: ClockRuleID, about record: ID<some Any>, at metAt: Instant) throws -> Clock? {
    guard var clock = try lastClock(ruleID, about: record), clock.isOpen else { return nil }
    let rule = try clockRule(of: clock)
    if let since = clock.pausedSince {
      clock.endPause(since: since, at: metAt)
      try recompute(&clock, rule)
    }
    clock.status = status(of: clock, metAt: metAt, isExcepted: clock.status == .excepted)
    clock.metAt = metAt
    try updateClock(clock, rule)
    if let next = rule.thenRule {
      try startClock(
        next, about: record, child: clock.child, at: metAt, owner: clock.owner, team: clock.team, now: metAt)
    }
    return clock
  }

  /// The second trigger of a rule has happened: the certificate after the letter. Nil where no such clock is open.
  @discardableResult
  package func noteSecondEvent(_ ruleID: ClockRuleID, about record: ID<some Any>, at event: Instant) throws -> Clock? {
    guard var clock = try lastClock(ruleID, about: record), clock.isOpen else { return nil }
    let rule = try clockRule(of: clock)
    guard rule.second != nil else { throw Refusal.notNow("The rule \(ruleID) has no second event.") }
    clock.secondAt = event
    try recompute(&clock, rule)
    try updateClock(clock, rule)
    return clock
  }

  /// The clocks of a record that still wait get another owner, as when work moves to another person or team; with
  /// `from`, only those of that person. Those of the rules `except` stay where they are.
  package func giveClocks(
    about record: ID<some Any>, from before: PractitionerID? = nil, to owner: PractitionerID?, team: TeamID?,
    except rules: [ClockRuleID] = []
  ) throws {
    var only: SQL = before.map { "AND owner_id = \($0)" } ?? ""
    if !rules.isEmpty { only.append(" AND rule_id NOT IN \(list: rules.map(\.rawValue))") }
    try run(
      """
      UPDATE clock SET owner_id = \(owner), team_id = \(team)
      WHERE about_id = \(record) AND status IN ('running', 'excepted') AND met_at IS NULL \(only)
      """)
  }
}

extension Clock {
  /// Days are counted from the day of the pause to the day it ends.
  mutating func endPause(since: Instant, at: Instant) {
    pausedDays += max(0, since.day.days(until: at.day))
    pausedSince = nil
  }
}
