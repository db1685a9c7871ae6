package import Kernel
package import Store

// All SQL about clocks.

extension Clock {
  static let selected: SQL = """
    SELECT c.id, c.rule_id, c.rule_version, c.about_id, c.child_id, c.started_at, c.entered_at, c.second_at,
      c.is_extended, c.paused_days, c.paused_since, c.due_at, c.reckoning, c.sense, c.met_at, c.status, c.owner_id,
      c.team_id, r.title, r.source, r.owner_role
    FROM clock c JOIN clock_rule r ON r.id = c.rule_id AND r.version = c.rule_version
    """
  static let isOpenInSQL: SQL = "c.status IN ('running', 'excepted') AND c.met_at IS NULL"
}

extension Transaction {
  /// A clock by its id. Throws `Refusal.notFound`.
  package func clock(_ id: ClockID) throws -> Clock {
    try one("\(Clock.selected) WHERE c.id = \(id)")
  }

  /// Every clock about a record, the first due first.
  package func clocks(about record: ID<some Any>) throws -> [Clock] {
    try all("\(Clock.selected) WHERE c.about_id = \(record) ORDER BY c.due_at, c.id")
  }

  /// Every clock about these records, by record, the first due first: one query for a whole list.
  package func clocks<Of>(aboutEach records: [ID<Of>]) throws -> [ID<Of>: [Clock]] {
    guard !records.isEmpty else { return [:] }
    let found: [Clock] = try all(
      "\(Clock.selected) WHERE c.about_id IN \(list: records) ORDER BY c.due_at, c.id")
    return Dictionary(grouping: found) { $0.about.of(Of.self) }
  }

  /// Every clock about a child, whatever record it belongs to.
  package func clocks(child: ChildID) throws -> [Clock] {
    try all("\(Clock.selected) WHERE c.child_id = \(child) ORDER BY c.due_at, c.id")
  }

  /// Clocks that still wait, the first due first: of an owner, of teams, about a child, or all.
  package func runningClocks(
    dueBefore: Instant? = nil, owner: PractitionerID? = nil, teams: [TeamID]? = nil, child: ChildID? = nil,
    limit: Int = 200
  ) throws -> [Clock] {
    var conditions: [SQL] = [Clock.isOpenInSQL]
    if let dueBefore { conditions.append("c.due_at < \(dueBefore)") }
    if let owner { conditions.append("c.owner_id = \(owner)") }
    if let teams { conditions.append("c.team_id IN \(list: teams)") }
    if let child { conditions.append("c.child_id = \(child)") }
    return try all(
      "\(Clock.selected) WHERE \(SQL.joined(conditions, " AND ")) ORDER BY c.due_at, c.id LIMIT \(limit)")
  }

  /// Clocks that still wait and meet a condition on `c`, the first due first: of whose children the caller may know is
  /// for whoever lists them to say.
  package func waitingClocks(_ condition: SQL, limit: Int, offset: Int) throws -> [Clock] {
    try all(
      """
      \(Clock.selected) WHERE \(Clock.isOpenInSQL) AND \(condition) ORDER BY c.due_at, c.id
      LIMIT \(limit) OFFSET \(offset)
      """)
  }
  package func countWaitingClocks(_ condition: SQL) throws -> Int {
    try value("SELECT count(*) FROM clock c WHERE \(Clock.isOpenInSQL) AND \(condition)") ?? 0
  }

  /// Why and when the limit of a clock was lifted.
  package func exceptions(of clock: ClockID) throws -> [ClockException] {
    try all(
      """
      SELECT clock_id, reason, evidence, starts_on, ends_on, by_id, recorded_at FROM clock_exception
      WHERE clock_id = \(clock) ORDER BY recorded_at, starts_on
      """)
  }

  /// The clock of this rule about this record that still waits, or else the newest that does not and was not cancelled.
  func lastClock(_ rule: ClockRuleID, about record: ID<some Any>) throws -> Clock? {
    try first(
      """
      \(Clock.selected) WHERE c.rule_id = \(rule.rawValue) AND c.about_id = \(record) AND c.status <> 'cancelled'
      ORDER BY CASE WHEN c.met_at IS NULL THEN 0 ELSE 1 END, c.started_at DESC, c.id DESC LIMIT 1
      """)
  }

  func insertClock(
    _ id: ClockID, _ rule: ClockRule, about record: ID<some Any>, child: ChildID?, _ facts: ClockFacts, _ due: Due,
    owner: PractitionerID?, team: TeamID?, now: Instant
  ) throws {
    try run(
      """
      INSERT INTO clock (id, rule_id, rule_version, about_id, child_id, started_at, entered_at, second_at, is_extended,
        paused_days, due_at, reckoning, sense, status, owner_id, team_id, next_step_at)
      VALUES (\(id), \(rule.id.rawValue), \(rule.version), \(record), \(child), \(facts.start), \(now),
        \(facts.second), \(facts.isExtended), \(facts.pausedDays), \(due.at), \(due.reckoning), \(rule.sense),
        \(ClockStatus.running), \(owner), \(team),
        \(steps(rule, start: facts.start, enteredAt: now, due: due.at).first?.at))
      """)
  }

  /// Writes what may change of a clock, with the next step of its escalation.
  func updateClock(_ clock: Clock, _ rule: ClockRule) throws {
    try run(
      """
      UPDATE clock SET rule_version = \(clock.ruleVersion), started_at = \(clock.startedAt),
        second_at = \(clock.secondAt), is_extended = \(clock.isExtended), paused_days = \(clock.pausedDays),
        paused_since = \(clock.pausedSince), due_at = \(clock.due), reckoning = \(clock.reckoning),
        met_at = \(clock.metAt), status = \(clock.status), next_step_at = \(try nextStep(of: clock, rule)?.at)
      WHERE id = \(clock.id)
      """)
  }

  /// Works out the due moment anew, and whether what was done was done in time.
  func recompute(_ clock: inout Clock, _ rule: ClockRule) throws {
    let end = try due(rule, clock.facts, calendar: workingCalendar(for: rule), terms: schoolTerms(for: rule))
    (clock.due, clock.reckoning) = (end.at, end.reckoning)
    if let metAt = clock.metAt, clock.status != .cancelled {
      clock.status = status(of: clock, metAt: metAt, isExcepted: try !exceptions(of: clock.id).isEmpty)
    }
  }

  /// Only the rules that ask for it cost a look at the bank holidays.
  func workingCalendar(for rule: ClockRule) throws -> WorkingCalendar {
    let isNeeded =
      switch rule.unit {
      case .workingDays, .hoursOrNextWorkingDay, .laterOfHoursAndNextWorkingDay: true
      default: !rule.rollOver.periods.isEmpty || rule.second?.unit == .workingDays
      }
    return isNeeded ? try Clocks.workingCalendar(in: self) : WorkingCalendar(holidays: [])
  }
}

extension Transaction {
  /// Only the rules that count terms cost a look at them.
  func schoolTerms(for rule: ClockRule) throws -> [SchoolTerm] { rule.unit == .schoolTerms ? try schoolTerms() : [] }
}

/// How a clock ends that was met at `metAt`.
func status(of clock: Clock, metAt: Instant, isExcepted: Bool) -> ClockStatus {
  let isInTime =
    switch clock.sense {
    case .by: metAt <= clock.due
    case .notBefore: metAt >= clock.due
    case .reminder: true
    }
  return isInTime ? .met : isExcepted ? .excepted : .missed
}
