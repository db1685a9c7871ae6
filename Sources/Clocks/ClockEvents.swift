import Kernel
package import Store

extension EventKind {
  package static let clockRestarted = EventKind("clock.restarted", "set a time limit to the true date")
  package static let clockPaused = EventKind("clock.paused", "stopped a time limit for a while")
  package static let clockResumed = EventKind("clock.resumed", "let a time limit run on")
  package static let clockExtended = EventKind("clock.extended", "extended a time limit")
  package static let clockCancelled = EventKind("clock.cancelled", "ended a time limit that is no longer needed")
  package static let clockExcepted = EventKind("clock.excepted", "recorded why a time limit was lifted")
  package static let clockEscalated = EventKind("clock.escalated", "said that a time limit is running out")
  package static let clockRuleSet = EventKind("clock_rule.set", "set a time limit of local practice")
}

extension Transaction {
  /// The event of a change to a clock: about the record that the clock is about, with what became different.
  func note(
    _ kind: EventKind, _ clock: Clock, _ before: Clock, _ why: String, _ caller: Caller, _ now: Instant
  ) throws {
    var changed = ["clock": clock.id.description, "rule": clock.ruleID.rawValue]
    if clock.due != before.due { changed["due"] = "\(before.due.day) → \(clock.due.day)" }
    if clock.startedAt != before.startedAt { changed["started"] = "\(before.startedAt) → \(clock.startedAt)" }
    if clock.status != before.status { changed["status"] = "\(before.status.rawValue) → \(clock.status.rawValue)" }
    try append(
      kind, about: clock.about, child: clock.child, by: caller, at: now, changed: changed,
      why: why.isEmpty ? nil : why)
  }
}
