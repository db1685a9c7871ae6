package import Kernel
package import Store

extension EventKind {
  package static let clockReopened = EventKind(
    "clock.reopened", "let a time limit run again, because what met it was undone")
}

extension Transaction {
  /// What met a clock has been undone: it runs on, with the due day it always had. Nil where no clock of that rule was
  /// met. A rule that starts another when it is met cannot be undone this way.
  @discardableResult
  package func reopenClock(
    _ ruleID: ClockRuleID, about record: ID<some Any>, why: String, by caller: Caller, at now: Instant
  ) throws -> Clock? {
    guard var clock = try lastClock(ruleID, about: record), clock.metAt != nil else { return nil }
    let rule = try clockRule(of: clock)
    guard rule.thenRule == nil else { throw Refusal.notNow("The next time limit has started already.") }
    let before = clock
    clock.metAt = nil
    clock.status = try exceptions(of: clock.id).isEmpty ? .running : .excepted
    try updateClock(clock, rule)
    try note(.clockReopened, clock, before, why, caller, now)
    return clock
  }
}

extension Transaction {
  /// A clock was cancelled for a reason that does not hold any more: it runs on, with the due day it always had. False where
  /// it is not cancelled, or another of its rule runs for the same record.
  @discardableResult
  package func takeBackCancelling(of id: ClockID, why: String, by caller: Caller, at now: Instant) throws -> Bool {
    var clock = try clock(id)
    guard clock.status == .cancelled else { return false }
    if try clocks(about: clock.about).contains(where: { $0.isOpen && $0.ruleID == clock.ruleID }) { return false }
    let before = clock
    clock.status = try exceptions(of: clock.id).isEmpty ? .running : .excepted
    try updateClock(clock, try clockRule(of: clock))
    try note(.clockReopened, clock, before, why, caller, now)
    return true
  }
}
