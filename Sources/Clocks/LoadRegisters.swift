package import Kernel
package import Store

/// Reads the registers into the tables. Done again, it changes nothing; what a partnership set for itself stays.
/// Throws `CSVError`, with file and line, before anything is written.
package func loadRegisters(folder: String, in tx: Transaction) throws {
  try save(Registers(folder: folder), in: tx)
}

func save(_ registers: Registers, in tx: Transaction) throws {
  for reason in registers.exceptionReasons {
    try tx.run(
      """
      INSERT INTO clock_exception_reason (code, title, least_days, source)
      VALUES (\(reason.code), \(reason.title), \(reason.leastDays), \(reason.source))
      ON CONFLICT (code) DO UPDATE SET title = excluded.title, least_days = excluded.least_days,
        source = excluded.source
      """)
  }
  try refuseChangeInUse(registers.rules, in: tx)
  for rule in registers.rules {
    try rule.save(in: tx)
    for (trigger, due) in rule.dates {
      try tx.run(
        """
        INSERT INTO clock_rule_date (rule_id, trigger_on, due_on, is_local)
        VALUES (\(rule.id.rawValue), \(trigger), \(due), \(false))
        ON CONFLICT (rule_id, trigger_on) DO UPDATE SET due_on = excluded.due_on WHERE NOT clock_rule_date.is_local
        """)
    }
  }
  let own = try tx.localTermYears()
  for term in registers.schoolTerms where !own.contains(term.schoolYear) { try tx.save(term, isLocal: false) }
  for holiday in registers.bankHolidays {
    try tx.run(
      """
      INSERT INTO bank_holiday (held_on, name, mark, source, is_local)
      VALUES (\(holiday.day), \(holiday.name), \(holiday.mark), \(holiday.source), \(false))
      ON CONFLICT (held_on) DO UPDATE SET name = excluded.name, mark = excluded.mark, source = excluded.source
      WHERE NOT bank_holiday.is_local
      """)
  }
}

/// Reads a council's own terms: each of their school years stands in place of the register's. Done again, it changes
/// nothing. Throws `CSVError` before anything is written.
package func importTerms(from reader: inout CSVReader, in tx: Transaction) throws -> Int {
  let terms = try SchoolTerm.all(in: &reader)
  for year in Set(terms.map(\.schoolYear)) { try tx.run("DELETE FROM school_term WHERE school_year = \(year)") }
  for term in terms { try tx.save(term, isLocal: true) }
  return terms.count
}

/// A version that clocks were started with is counted one way for ever: another way is another version.
private func refuseChangeInUse(_ rules: [ClockRule], in tx: Transaction) throws {
  let stored = Dictionary(uniqueKeysWithValues: try registeredRules(in: tx).map { ("\($0.id) \($0.version)", $0) })
  for rule in rules {
    guard let before = stored["\(rule.id) \(rule.version)"], !before.isLocal, before.counting != rule.counting else {
      continue
    }
    let id = rule.id.rawValue
    if try tx.exists("SELECT 1 FROM clock WHERE rule_id = \(id) AND rule_version = \(rule.version) LIMIT 1") {
      let reason = "clocks run by rule \(id) version \(rule.version); add version \(rule.version + 1) with a valid_from"
      throw CSVError(file: "clock-rules.csv", line: 0, reason: reason)
    }
  }
}

extension ClockRule {
  /// Only what the due day follows from.
  fileprivate var counting: ClockRule {
    var bare = ClockRule(id: id, version: version, title: "", trigger: "", amount: amount, unit: unit, source: "")
    (bare.direction, bare.countsFirstDay, bare.fixedDate, bare.workingHours) =
      (direction, countsFirstDay, fixedDate, workingHours)
    (bare.rollOver, bare.second, bare.sense, bare.dueTime) = (rollOver, second, sense, dueTime)
    return bare
  }
}

/// Versions above this are a partnership's own, so that the register's next version never meets one of them.
private let lastRegisterVersion = 1000

/// A partnership sets a rule of practice for itself, from a day on: a new version, so that running clocks keep theirs.
/// What the law sets is refused. Returns the new version.
@discardableResult
package func setLocalRule(
  _ id: ClockRuleID, from day: Day, note: String, by caller: Caller, at now: Instant, in tx: Transaction,
  change: (inout ClockRule) -> Void
) throws -> ClockRule {
  let before = try tx.clockRule(id, on: day)
  guard before.isConfigurable else {
    throw Refusal.notNow("This limit is set by \(before.source). It cannot be changed here.")
  }
  let newest: Int = try tx.value("SELECT max(version) FROM clock_rule WHERE id = \(id.rawValue)") ?? 0
  var rule = before
  change(&rule)
  (rule.id, rule.version, rule.validFrom, rule.validTo) = (id, max(newest, lastRegisterVersion) + 1, day, nil)
  (rule.isLocal, rule.localNote) = (true, note)
  let reasons = Set(try exceptionReasons(in: tx).map(\.code))
  if let problem = rule.problem(reasons: reasons) { throw FieldError("", problem) }
  try rule.save(in: tx)
  // A rule has no id of its own kind: the event carries one made for it.
  var random = SystemRandomNumberGenerator()
  try tx.append(
    .clockRuleSet, about: AnyID(at: now, random: &random), by: caller, at: now,
    changed: ["rule": id.rawValue, "version": "\(rule.version)", "limit": rule.unit.words(rule.amount)], why: note)
  return rule
}
