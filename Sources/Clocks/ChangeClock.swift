package import Kernel
package import Store

// Verbs that change a clock which already runs. Each writes one event with the reason.

extension Transaction {
  /// The event happened at another time than was entered: the due day follows from the true event, by the rule that
  /// held on its day. A clock that is already met is judged again.
  @discardableResult
  package func restartClock(
    _ id: ClockID, at trueEvent: Instant, why: String, by caller: Caller, now: Instant
  ) throws -> Clock {
    var clock = try clock(id)
    guard clock.status != .cancelled else { throw Refusal.notNow("This clock was cancelled.") }
    let before = clock
    let rule = try clockRule(clock.ruleID, on: trueEvent.day)
    (clock.startedAt, clock.ruleVersion) = (trueEvent, rule.version)
    try recompute(&clock, rule)
    try updateClock(clock, rule)
    try note(.clockRestarted, clock, before, why, caller, now)
    return clock
  }

  /// The time stands still, as while a person is asked what they mean. Only where the rule allows it.
  @discardableResult
  package func pauseClock(_ id: ClockID, at event: Instant, why: String, by caller: Caller, now: Instant) throws
    -> Clock
  {
    var clock = try clock(id)
    let rule = try clockRule(of: clock)
    guard rule.isPausable else { throw Refusal.notNow("This time limit does not stop: \(rule.source).") }
    guard clock.status == .running, !clock.isPaused else { throw Refusal.notNow("This clock is not running.") }
    let before = clock
    clock.pausedSince = event
    try updateClock(clock, rule)
    try note(.clockPaused, clock, before, why, caller, now)
    return clock
  }

  /// The time runs on, and the due day moves by the days that it stood still.
  @discardableResult
  package func resumeClock(_ id: ClockID, at event: Instant, by caller: Caller, now: Instant) throws -> Clock {
    var clock = try clock(id)
    guard let since = clock.pausedSince else { throw Refusal.notNow("This clock is not paused.") }
    guard event >= since else { throw FieldError("at", "The day must be on or after \(since.day.long)") }
    let rule = try clockRule(of: clock)
    let before = clock
    clock.endPause(since: since, at: event)
    try recompute(&clock, rule)
    try updateClock(clock, rule)
    try note(.clockResumed, clock, before, "", caller, now)
    return clock
  }

  /// Adds the time that the rule lets be added, once.
  @discardableResult
  package func extendClock(_ id: ClockID, why: String, by caller: Caller, now: Instant) throws -> Clock {
    var clock = try clock(id)
    let rule = try clockRule(of: clock)
    guard rule.extensionAmount != nil else {
      throw Refusal.notNow("This time limit cannot be extended: \(rule.source).")
    }
    guard clock.isOpen, !clock.isExtended else { throw Refusal.notNow("This clock is finished or already extended.") }
    let before = clock
    clock.isExtended = true
    try recompute(&clock, rule)
    try updateClock(clock, rule)
    try note(.clockExtended, clock, before, why, caller, now)
    return clock
  }

  /// What the open clocks of a record wait for is no longer needed. Returns how many were cancelled.
  @discardableResult
  package func cancelClocks(
    about record: ID<some Any>, rules: [ClockRuleID]? = nil, why: String, by caller: Caller, at now: Instant
  ) throws -> Int {
    let open = try clocks(about: record).filter { $0.isOpen && (rules?.contains($0.ruleID) ?? true) }
    for clock in open {
      var cancelled = clock
      (cancelled.status, cancelled.pausedSince) = (.cancelled, nil)
      try updateClock(cancelled, try clockRule(of: clock))
      try note(.clockCancelled, cancelled, clock, why, caller, now)
    }
    return open.count
  }
}
