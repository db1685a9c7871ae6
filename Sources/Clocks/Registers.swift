package import Kernel
package import Store

// The registers as files: registers/clock-rules.csv, published-dates.csv, clock-exceptions.csv, bank-holidays.csv,
// school-terms.csv.
// A line that is not right is an error with the file and the line: a deadline of law is never guessed at.

/// Everything that the folder of registers holds.
package struct Registers: Sendable {
  package var rules: [ClockRule]
  package var exceptionReasons: [ClockExceptionReason]
  package var bankHolidays: [BankHoliday]
  package var schoolTerms: [SchoolTerm]

  /// Reads the files of a folder. Throws `CSVError`.
  package init(folder: String) throws {
    var reasons = try CSVReader(file: "\(folder)/clock-exceptions.csv")
    var rules = try CSVReader(file: "\(folder)/clock-rules.csv")
    var dates = try CSVReader(file: "\(folder)/published-dates.csv")
    var holidays = try CSVReader(file: "\(folder)/bank-holidays.csv")
    try self.init(reasons: &reasons, rules: &rules, dates: &dates, holidays: &holidays)
    var terms = try CSVReader(file: "\(folder)/school-terms.csv")
    schoolTerms = try SchoolTerm.all(in: &terms)
  }

  init(
    reasons: inout CSVReader, rules: inout CSVReader, dates: inout CSVReader, holidays: inout CSVReader
  ) throws {
    exceptionReasons = try ClockExceptionReason.all(in: &reasons)
    self.rules = try ClockRule.all(in: &rules, reasons: Set(exceptionReasons.map(\.code)))
    try addPublishedDates(from: &dates, to: &self.rules)
    bankHolidays = try BankHoliday.all(in: &holidays)
    schoolTerms = []
  }

  package var calendar: WorkingCalendar { WorkingCalendar(holidays: Set(bankHolidays.map(\.day))) }
}

/// A reason that may lift a limit: `school_closed`.
package struct ClockExceptionReason: Record, Hashable {
  package let code: String
  package let title: String
  /// How long it must have lasted to count; 1 where the rule does not say.
  package let leastDays: Int
  package let source: String

  package init(row: Row) throws { (code, title, leastDays, source) = (try row[0], try row[1], try row[2], try row[3]) }
  private init(_ row: CSVRow) throws {
    (code, title, source) = (try row.required("code"), try row.required("title"), try row.required("source"))
    leastDays = try row.value("least_days", "a whole number") ?? 1
  }
  static func all(in reader: inout CSVReader) throws -> [ClockExceptionReason] {
    let columns = ["code", "title", "least_days", "source"]
    try reader.readHeading(required: columns, known: columns)
    return try reader.unique {
      try ClockExceptionReason($0)
    } key: {
      $0.code
    }
  }
}

/// A bank holiday in England.
package struct BankHoliday: Sendable, Hashable {
  package let day: Day
  package let name: String
  package let mark: Provenance
  package let source: String

  private init(_ row: CSVRow) throws {
    let what = "a day such as 2026-12-25"
    guard let day: Day = try row.value("day", what) else { throw row.error("day is empty") }
    guard !day.weekday.isWeekend else { throw row.error("\(day) is a \(day.weekday.name); give the substitute day") }
    (self.day, name, mark) = (day, try row.required("name"), try row.choice("mark"))
    source = try row.required("source")
  }
  static func all(in reader: inout CSVReader) throws -> [BankHoliday] {
    let columns = ["day", "name", "mark", "source"]
    try reader.readHeading(required: columns, known: columns)
    return try reader.unique {
      try BankHoliday($0)
    } key: {
      $0.day.description
    }
  }
}

/// Puts the published days into the rules that look them up.
private func addPublishedDates(from reader: inout CSVReader, to rules: inout [ClockRule]) throws {
  let columns = ["rule_id", "trigger_on", "due_on", "source"]
  try reader.readHeading(required: columns, known: columns)
  let what = "a day such as 2026-12-25"
  while let row = try reader.next() {
    let id = ClockRuleID(try row.required("rule_id"))
    let places = rules.indices.filter { rules[$0].id == id && rules[$0].unit == .dateTable }
    guard !places.isEmpty else { throw row.error("there is no rule \(id) that takes published dates") }
    guard let trigger: Day = try row.value("trigger_on", what), let due: Day = try row.value("due_on", what) else {
      throw row.error("trigger_on or due_on is empty")
    }
    guard due >= trigger else { throw row.error("due_on is before trigger_on") }
    _ = try row.required("source")
    for place in places {
      guard rules[place].dates.updateValue(due, forKey: trigger) == nil else {
        throw row.error("\(trigger) comes twice")
      }
    }
  }
  if let empty = rules.first(where: { $0.unit == .dateTable && $0.dates.isEmpty }) {
    throw CSVError(file: reader.file, line: 0, reason: "there is no published date for rule \(empty.id)")
  }
}

extension CSVReader {
  /// All records as values; the same key twice is an error at the second.
  mutating func unique<T>(_ make: (CSVRow) throws -> T, key: (T) -> String) throws -> [T] {
    var seen: [String: Int] = [:]
    var all: [T] = []
    while let row = try next() {
      let value = try make(row)
      if let before = seen.updateValue(row.line, forKey: key(value)) {
        throw row.error("\(key(value)) is already on line \(before)")
      }
      all.append(value)
    }
    return all
  }
}

extension CSVRow {
  func choice<C: Choice>(_ column: String, as: C.Type = C.self) throws -> C {
    guard let choice: C = try optionalChoice(column) else { throw error("\(column) is empty") }
    return choice
  }
  func optionalChoice<C: Choice>(_ column: String, as: C.Type = C.self) throws -> C? {
    let found = text(column)
    if found.isEmpty { return nil }
    guard let choice = C(rawValue: found) else {
      throw error("\(column) ‘\(found)’ is not one of \(C.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return choice
  }
  func yesOrNo(_ column: String) throws -> Bool {
    switch text(column) {
    case "yes": true
    case "no", "": false
    default: throw error("\(column) is not yes or no")
    }
  }
}
