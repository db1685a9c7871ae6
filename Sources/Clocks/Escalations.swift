package import Kernel
package import Store

/// Part of a clock's time has gone, and somebody must know.
package struct Escalation: Sendable, Hashable {
  package let clock: Clock
  package let percent: Int
  package let tells: EscalationSteps.Audience
  /// When that part of the time had gone.
  package let at: Instant
  /// Whose work it is where nobody in particular has it.
  package let ownerRole: Role?
}

/// The moments of a rule's escalation for one clock, in order. The last of the time is past when `due` is past.
func steps(
  _ rule: ClockRule, start: Instant, enteredAt: Instant, due: Instant
) -> [(step: EscalationSteps.Step, at: Instant)] {
  // A limit before an event runs from when the event became known.
  let base = min(rule.direction == .before ? enteredAt : start, due)
  let length = due.microseconds - base.microseconds
  return rule.escalation.steps.map { step in
    let (hundredths, rest) = length.quotientAndRemainder(dividingBy: 100)
    let share = hundredths * Int64(step.percent) + rest * Int64(step.percent) / 100
    return (step, Instant(microseconds: base.microseconds + share + (step.percent >= 100 ? 1 : 0)))
  }
}

extension Transaction {
  /// The steps that were passed since the last look, the earliest first; each is written and returned once for a due day.
  package func escalations(now: Instant, limit: Int = 500) throws -> [Escalation] {
    let ripe: [Clock] = try all(
      """
      \(Clock.selected) WHERE c.next_step_at IS NOT NULL AND c.next_step_at <= \(now)
      ORDER BY c.next_step_at, c.id LIMIT \(limit)
      """)
    var rules: [String: ClockRule] = [:]
    var found: [Escalation] = []
    for clock in ripe {
      let key = "\(clock.ruleID) \(clock.ruleVersion)"
      let rule = try rules[key] ?? clockRule(of: clock)
      rules[key] = rule
      found += try writeSteps(of: clock, rule, now: now)
    }
    return found.sorted { $0.at < $1.at }
  }

  private func writeSteps(of clock: Clock, _ rule: ClockRule, now: Instant) throws -> [Escalation] {
    var found: [Escalation] = []
    for (step, at) in steps(rule, start: clock.startedAt, enteredAt: clock.enteredAt, due: clock.due) where at <= now {
      let isNew = try run(
        """
        INSERT INTO clock_escalation (clock_id, due_at, percent_passed, tells, passed_at, written_at)
        VALUES (\(clock.id), \(clock.due), \(step.percent), \(step.tells), \(at), \(now))
        ON CONFLICT (clock_id, due_at, percent_passed) DO NOTHING
        """)
      if isNew > 0 {
        found.append(
          Escalation(clock: clock, percent: step.percent, tells: step.tells, at: at, ownerRole: rule.ownerRole))
      }
    }
    try run("UPDATE clock SET next_step_at = \(try nextStep(of: clock, rule)?.at) WHERE id = \(clock.id)")
    return found
  }

  /// The first step that is not yet written for the due day as it now is; nil for a clock that does not run.
  func nextStep(of clock: Clock, _ rule: ClockRule) throws -> (step: EscalationSteps.Step, at: Instant)? {
    guard clock.status == .running, !clock.isPaused else { return nil }
    let written = try rows(
      "SELECT percent_passed FROM clock_escalation WHERE clock_id = \(clock.id) AND due_at = \(clock.due)"
    ) { try $0[0] as Int }
    return steps(rule, start: clock.startedAt, enteredAt: clock.enteredAt, due: clock.due)
      .first { !written.contains($0.step.percent) }
  }

  /// What was escalated of a clock, the earliest first: for its page.
  package func escalations(of clock: Clock) throws -> [Escalation] {
    try rows(
      """
      SELECT e.percent_passed, e.tells, e.passed_at, r.owner_role FROM clock_escalation e
        JOIN clock c ON c.id = e.clock_id JOIN clock_rule r ON r.id = c.rule_id AND r.version = c.rule_version
      WHERE e.clock_id = \(clock.id) ORDER BY e.passed_at, e.percent_passed
      """
    ) { Escalation(clock: clock, percent: try $0[0], tells: try $0[1], at: try $0[2], ownerRole: try $0[3]) }
  }
}
