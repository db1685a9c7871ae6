package import Kernel
package import Store

/// A clock that still runs, and how much of its time had gone when that was last told.
package struct EscalatedClock: Sendable, Hashable {
  package let clock: Clock
  /// The farthest step that is written for the due day as it now is.
  package let percent: Int
}

/// Who has a clock.
package enum ClockHolder: Sendable, Hashable {
  case practitioner(PractitionerID)
  /// Clocks of these teams, whoever of them has each.
  case teams([TeamID])
  /// Of these teams, and nobody has taken them.
  case nobodyIn([TeamID])
  /// Neither a person nor a team has them: the rule names these roles.
  case anybody([Role])

  fileprivate var condition: SQL {
    switch self {
    case .practitioner(let id): "c.owner_id = \(id)"
    case .teams(let teams): "c.team_id IN \(list: teams)"
    case .nobodyIn(let teams): "c.owner_id IS NULL AND c.team_id IN \(list: teams)"
    case .anybody(let roles): "c.owner_id IS NULL AND c.team_id IS NULL AND r.owner_role IN \(list: roles)"
    }
  }
}

extension Transaction {
  /// The clocks that run and were escalated for the due day as it now is, the first due first; `to` narrows them to
  /// those of which one of these was told. What is paused, met, lifted or cancelled is not among them.
  package func escalatedClocks(
    of holder: ClockHolder, to audiences: [EscalationSteps.Audience] = EscalationSteps.Audience.allCases,
    limit: Int = 200
  ) throws -> [EscalatedClock] {
    let clocks: [Clock] = try all(
      """
      \(Clock.selected) WHERE \(Clock.isOpenInSQL) AND c.status = 'running' AND c.paused_since IS NULL
        AND \(holder.condition) AND EXISTS (
          SELECT 1 FROM clock_escalation e
          WHERE e.clock_id = c.id AND e.due_at = c.due_at AND e.tells IN \(list: audiences))
      ORDER BY c.due_at, c.id LIMIT \(limit)
      """)
    let told = Dictionary(
      uniqueKeysWithValues: try rows(
        """
        SELECT e.clock_id, max(e.percent_passed) FROM clock_escalation e
          JOIN clock c ON c.id = e.clock_id AND c.due_at = e.due_at
        WHERE e.clock_id IN \(list: clocks.map(\.id)) GROUP BY e.clock_id
        """
      ) { (try $0[0] as ClockID, try $0[1] as Int) })
    return clocks.map { EscalatedClock(clock: $0, percent: told[$0.id] ?? 0) }
  }
}
