import Kernel
import Store

extension ClockRule {
  /// The columns of registers/clock-rules.csv; the README beside it says what each means.
  static let requiredColumns = ["id", "title", "trigger", "amount", "unit", "source", "mark"]
  static let columns =
    requiredColumns + [
      "version", "direction", "counts_first_day", "fixed_date", "working_hours", "roll_over", "second_takes",
      "second_amount", "second_unit", "second_trigger", "sense", "due_time", "then_rule", "once_only",
      "extension_amount", "pausable", "exceptions", "owner_role", "escalation", "configurable", "valid_from",
      "valid_to", "note",
    ]

  /// All rules of the file, each checked by itself and against the others.
  static func all(in reader: inout CSVReader, reasons: Set<String>) throws -> [ClockRule] {
    try reader.readHeading(required: requiredColumns, known: columns)
    let rules = try reader.unique {
      let rule = try ClockRule($0)
      if let problem = rule.problem(reasons: reasons) { throw $0.error(problem) }
      return rule
    } key: {
      "rule \($0.id) version \($0.version)"
    }
    let ids = Set(rules.map(\.id))
    if let lost = rules.first(where: { $0.thenRule.map { !ids.contains($0) } ?? false }) {
      throw CSVError(
        file: reader.file, line: 0, reason: "rule \(lost.id) is followed by \(lost.thenRule!), which is not in the file"
      )
    }
    return rules
  }

  init(_ row: CSVRow) throws {
    let whole = "a whole number"
    self.init(
      id: ClockRuleID(try row.required("id")), version: try row.value("version", whole) ?? 1,
      title: try row.required("title"), trigger: try row.required("trigger"),
      amount: try row.value("amount", whole) ?? 0, unit: try row.choice("unit"), source: try row.required("source"),
      mark: try row.choice("mark"))
    try readCounting(row)
    try readConsequences(row)
  }

  private mutating func readCounting(_ row: CSVRow) throws {
    direction = try row.optionalChoice("direction") ?? .after
    countsFirstDay = try row.yesOrNo("counts_first_day")
    fixedDate = try row.value("fixed_date", "a month and day such as 02-14")
    workingHours = try row.value("working_hours", "hours such as 09:00-17:00")
    rollOver = try row.value("roll_over", "periods such as 12-25/01-01 08-01/08-31") ?? RollOver(periods: [])
    dueTime = try row.value("due_time", "a time such as 17:00", as: ClockTime.self)?.minute
    sense = try row.optionalChoice("sense") ?? .by
    if let takes: SecondLimit.Takes = try row.optionalChoice("second_takes") {
      guard let amount: Int = try row.value("second_amount", "a whole number") else {
        throw row.error("second_amount is empty")
      }
      second = SecondLimit(
        takes: takes, amount: amount, unit: try row.choice("second_unit"), trigger: try row.required("second_trigger"))
    }
  }

  private mutating func readConsequences(_ row: CSVRow) throws {
    let day = "a day such as 2026-12-25"
    thenRule = try row.value("then_rule", "the id of a rule")
    onceOnly = try row.yesOrNo("once_only")
    extensionAmount = try row.value("extension_amount", "a whole number")
    isPausable = try row.yesOrNo("pausable")
    exceptions = Words(row.text("exceptions"))
    ownerRole = try row.optionalChoice("owner_role")
    escalation = try row.value("escalation", "steps such as 75 owner 90 manager 100 director") ?? EscalationSteps([])
    isConfigurable = try row.yesOrNo("configurable")
    (validFrom, validTo) = (try row.value("valid_from", day), try row.value("valid_to", day))
    note = row.text("note")
  }

  /// Why this rule cannot be counted, in words; nil when it can.
  package func problem(reasons: Set<String>) -> String? {
    let plainDays: [ClockUnit] = [.calendarDays, .workingDays]
    if unit == .fixedDate ? fixedDate == nil : fixedDate != nil { return "fixed_date goes with the unit fixed_date" }
    if unit == .fixedDate || unit == .dateTable ? amount != 0 : !(1...3660).contains(amount) {
      return "amount must be 1 to 3660, and empty for a set or published date"
    }
    if countsFirstDay, !plainDays.contains(unit) { return "counts_first_day is for calendar_days and working_days" }
    if let second, second.unit.isHours || unit.isHours { return "second_unit must not be hours" }
    if isPausable, unit.isHours { return "a limit in hours cannot be paused" }
    if extensionAmount != nil, unit.isHours || amount == 0 { return "only a limit in days or longer can be extended" }
    if sense == .notBefore, !escalation.steps.isEmpty {
      return "a day before which nothing may happen has no escalation"
    }
    if let from = validFrom, let to = validTo, to < from { return "valid_to is before valid_from" }
    if version < 1 || version > 1000, !isLocal { return "version must be 1 to 1000" }
    return exceptions.all.first { !reasons.contains($0) }.map { "there is no exception reason ‘\($0)’" }
  }
}
