import Clocks
package import Kernel
package import Store

/// One rule of an area's set: who is home visiting for. Data with a source and dates, from `registers/visiting-rules.csv`.
package struct EligibilityRule: Sendable, Codable, Hashable {
  package let set: String
  package let setTitle: String
  package let code: String
  package let kind: RuleKind
  /// Months, or hours a week, as the kind has it.
  package let value: Int?
  /// A share of the age: 0.333.
  package let share: Double?
  /// In how many areas of development.
  package let areas: Int?
  /// What must hold.
  package let words: String
  /// What to ask where it is not known.
  package let ask: String
  package let source: String
  package let validFrom: Day
  package let validTo: Day?
}

package enum RuleKind: String, Choice {
  case ageUnder = "age_under", beforeSchool = "before_school", delay, delayOrDiagnosis = "delay_or_diagnosis"
  case diagnosis, complexNeeds = "complex_needs", hoursUnder = "hours_under", agreement, parent
  case earlySupport = "early_support"
  package var title: String { rawValue.replacing("_", with: " ") }
}

extension EligibilityRule: Record {
  static let columns: SQL = """
    rule_set, set_title, code, kind, value, share, areas, words, ask, source, valid_from, valid_to
    """
  package init(row: Row) throws {
    set = try row[0]
    setTitle = try row[1]
    code = try row[2]
    kind = try row[3]
    value = try row[4]
    share = try row[5]
    areas = try row[6]
    words = try row[7]
    ask = try row[8]
    source = try row[9]
    validFrom = try row[10]
    validTo = try row[11]
  }

  init(_ row: CSVRow) throws {
    guard let kind = RuleKind(rawValue: try row.required("kind")) else {
      throw row.error("this kind of rule is not known")
    }
    guard let from: Day = try row.value("valid_from", "a day such as 2026-09-01") else {
      throw row.error("valid_from is empty")
    }
    (set, setTitle, code) = (try row.required("rule_set"), try row.required("set_title"), try row.required("rule"))
    self.kind = kind
    value = try row.value("value", "a whole number")
    share = try row.value("share", "a number such as 0.333")
    areas = try row.value("areas", "a whole number")
    (words, ask, source) = (try row.required("words"), try row.required("ask"), try row.required("source"))
    validFrom = from
    validTo = try row.value("valid_to", "a day such as 2026-09-01")
    let needsNumber = kind == .ageUnder || kind == .beforeSchool || kind == .hoursUnder
    if needsNumber && value == nil { throw row.error("value is empty") }
    if (kind == .delay || kind == .delayOrDiagnosis) && (areas == nil || (value == nil && share == nil)) {
      throw row.error("a rule about delay needs areas, and value or share")
    }
  }
}

/// Loads the rules in place of those that were there. Throws `CSVError` with the line.
package func loadVisitingRules(folder: String, in tx: Transaction) throws {
  var reader = try CSVReader(file: "\(folder)/visiting-rules.csv")
  let columns = [
    "rule_set", "set_title", "rule", "kind", "value", "share", "areas", "words", "ask", "source", "mark", "valid_from",
    "valid_to",
  ]
  try reader.readHeading(required: columns, known: columns)
  try tx.run("DELETE FROM visiting_rule")
  var place = 0
  while let row = try reader.next() {
    let rule = try EligibilityRule(row)
    place += 1
    try tx.run(
      """
      INSERT INTO visiting_rule (rule_set, set_title, code, kind, value, share, areas, words, ask, source, valid_from,
        valid_to, place)
      VALUES (\(rule.set), \(rule.setTitle), \(rule.code), \(rule.kind), \(rule.value), \(rule.share), \(rule.areas),
        \(rule.words), \(rule.ask), \(rule.source), \(rule.validFrom), \(rule.validTo), \(place))
      """)
  }
}
