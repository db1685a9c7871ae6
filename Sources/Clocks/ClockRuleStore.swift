package import Kernel
package import Store

// All SQL about rules, published dates, reasons and bank holidays.

extension ClockRule: Record {
  static let selected: SQL = """
    id, version, title, trigger_words, amount, unit, direction, counts_first_day, fixed_date, working_hours, roll_over,
    second_takes, second_amount, second_unit, second_trigger, sense, due_minute, then_rule_id, once_only,
    extension_amount, pausable, exceptions, owner_role, escalation, configurable, valid_from, valid_to, source, mark,
    note, is_local, local_note
    """

  package init(row: Row) throws {
    self.init(
      id: ClockRuleID(try row[0] as String), version: try row[1], title: try row[2], trigger: try row[3],
      amount: try row[4], unit: try row[5], source: try row[27], mark: try row[28])
    (direction, countsFirstDay) = (try row[6], try row[7])
    fixedDate = try (row[8] as String?).map { try readable(MonthDay($0)) }
    workingHours = try (row[9] as String?).map { try readable(WorkingHours($0)) }
    rollOver = try readable(RollOver(row[10] as String))
    if let takes: SecondLimit.Takes = try row[11] {
      second = SecondLimit(takes: takes, amount: try row[12], unit: try row[13], trigger: try row[14])
    }
    (sense, dueTime) = (try row[15], try row[16])
    thenRule = (try row[17] as String?).map { ClockRuleID($0) }
    (onceOnly, extensionAmount, isPausable) = (try row[18], try row[19], try row[20])
    exceptions = Words(try row[21] as String)
    ownerRole = try row[22]
    escalation = try readable(EscalationSteps(row[23] as String))
    (isConfigurable, validFrom, validTo) = (try row[24], try row[25], try row[26])
    (note, isLocal, localNote) = (try row[29], try row[30], try row[31])
  }

  private func readable<T>(_ value: T?) throws -> T {
    guard let value else { throw ClockProblem.unreadable(id) }
    return value
  }

  /// The values in the order of `selected`.
  private var stored: SQL {
    """
    \(id.rawValue), \(version), \(title), \(trigger), \(amount), \(unit), \(direction), \(countsFirstDay),
    \(fixedDate?.description), \(workingHours?.description), \(rollOver.description), \(second?.takes),
    \(second?.amount), \(second?.unit), \(second?.trigger), \(sense), \(dueTime), \(thenRule?.rawValue), \(onceOnly),
    \(extensionAmount), \(isPausable), \(exceptions.description), \(ownerRole), \(escalation.description),
    \(isConfigurable), \(validFrom), \(validTo), \(source), \(mark), \(note), \(isLocal), \(localNote)
    """
  }

  /// Writes the rule, over the register's own version of it but never over a local one.
  func save(in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO clock_rule (\(ClockRule.selected)) VALUES (\(stored))
      ON CONFLICT (id, version) DO UPDATE SET title = excluded.title, trigger_words = excluded.trigger_words,
        amount = excluded.amount, unit = excluded.unit, direction = excluded.direction,
        counts_first_day = excluded.counts_first_day, fixed_date = excluded.fixed_date,
        working_hours = excluded.working_hours, roll_over = excluded.roll_over,
        second_takes = excluded.second_takes, second_amount = excluded.second_amount,
        second_unit = excluded.second_unit, second_trigger = excluded.second_trigger, sense = excluded.sense,
        due_minute = excluded.due_minute, then_rule_id = excluded.then_rule_id, once_only = excluded.once_only,
        extension_amount = excluded.extension_amount, pausable = excluded.pausable,
        exceptions = excluded.exceptions, owner_role = excluded.owner_role, escalation = excluded.escalation,
        configurable = excluded.configurable, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
        source = excluded.source, mark = excluded.mark, note = excluded.note
      WHERE NOT clock_rule.is_local
      """)
  }
}

/// Every version of every rule, in the order of id and version.
package func registeredRules(in tx: Transaction) throws -> [ClockRule] {
  let rules: [ClockRule] = try tx.all(
    "SELECT \(ClockRule.selected) FROM clock_rule ORDER BY id \(tx.dialect.byCodePoint), version")
  return try rules.map { try $0.withDates(in: tx) }
}

package func exceptionReasons(in tx: Transaction) throws -> [ClockExceptionReason] {
  try tx.all(
    "SELECT code, title, least_days, source FROM clock_exception_reason ORDER BY code \(tx.dialect.byCodePoint)")
}

/// Working days by the bank holidays in the register. Read once and kept by whoever needs it often.
package func workingCalendar(in tx: Transaction) throws -> WorkingCalendar {
  WorkingCalendar(holidays: Set(try tx.rows("SELECT held_on FROM bank_holiday") { try $0[0] as Day }))
}

extension Transaction {
  /// The newest version of the rule that holds for what happened on `day`.
  package func clockRule(_ id: ClockRuleID, on day: Day) throws -> ClockRule {
    let found: ClockRule? = try first(
      """
      SELECT \(ClockRule.selected) FROM clock_rule
      WHERE id = \(id.rawValue) AND (valid_from IS NULL OR valid_from <= \(day))
        AND (valid_to IS NULL OR valid_to >= \(day))
      ORDER BY version DESC LIMIT 1
      """)
    guard let found else { throw ClockProblem.noRule(id, day) }
    return try found.withDates(in: self)
  }

  /// The very version that a clock was started with.
  package func clockRule(of clock: Clock) throws -> ClockRule {
    let found: ClockRule? = try first(
      """
      SELECT \(ClockRule.selected) FROM clock_rule
      WHERE id = \(clock.ruleID.rawValue) AND version = \(clock.ruleVersion)
      """)
    guard let found else { throw ClockProblem.noRule(clock.ruleID, clock.startedAt.day) }
    return try found.withDates(in: self)
  }
}

extension ClockRule {
  fileprivate func withDates(in tx: Transaction) throws -> ClockRule {
    guard unit == .dateTable else { return self }
    var rule = self
    let pairs = try tx.rows("SELECT trigger_on, due_on FROM clock_rule_date WHERE rule_id = \(id.rawValue)") {
      (try $0[0] as Day, try $0[1] as Day)
    }
    rule.dates = Dictionary(uniqueKeysWithValues: pairs)
    return rule
  }
}
