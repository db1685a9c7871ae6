import Kernel
package import Store

// All SQL about indicators, but for what is counted (`Measures`).

extension Transaction {
  func indicators() throws -> [Indicator] {
    try all("SELECT \(Indicator.columns) FROM indicator ORDER BY objective \(dialect.byCodePoint), id")
  }
  func indicator(_ id: ID<Indicator>) throws -> Indicator {
    try one("SELECT \(Indicator.columns) FROM indicator WHERE id = \(id)")
  }

  /// Every figure as it was known at each time; months in order, of a month the oldest first.
  func values(of indicator: ID<Indicator>) throws -> [IndicatorValue] {
    try all(
      """
      SELECT \(IndicatorValue.columns) FROM indicator_value WHERE indicator_id = \(indicator)
      ORDER BY month_on, known_at, id
      """)
  }

  func value(_ id: ID<IndicatorValue>, of indicator: ID<Indicator>) throws -> IndicatorValue {
    try one(
      "SELECT \(IndicatorValue.columns) FROM indicator_value WHERE id = \(id) AND indicator_id = \(indicator)")
  }

  package func insert(_ indicator: Indicator) throws {
    try run(
      """
      INSERT INTO indicator (\(Indicator.columns)) VALUES (
        \(indicator.id), \(indicator.objective), \(indicator.title), \(indicator.formula), \(indicator.owner),
        \(indicator.unit), \(indicator.isMoreBetter), \(indicator.target), \(indicator.benchmark),
        \(indicator.benchmarkSource), \(indicator.measure), \(indicator.rule), \(indicator.frequency),
        \(indicator.published), \(indicator.neighbours.isEmpty ? nil : indicator.neighbours.joined(separator: " ")),
        \(indicator.endedOn), \(indicator.numberOf), \(indicator.outOf), \(indicator.outOfSource))
      """)
  }

  /// False where it has ended already.
  func endIndicator(_ id: ID<Indicator>, on day: Day) throws -> Bool {
    try run("UPDATE indicator SET ended_on = \(day) WHERE id = \(id) AND ended_on IS NULL") == 1
  }

  /// The time limits about children that there are, for a measure that counts one of them.
  func countedRules() throws -> [(id: String, title: String)] {
    try rows(
      """
      SELECT r.id, r.title FROM clock_rule r
      WHERE r.sense = 'by' AND r.version = (SELECT max(o.version) FROM clock_rule o WHERE o.id = r.id)
      ORDER BY r.id \(dialect.byCodePoint)
      """
    ) { (try $0[0], try $0[1]) }
  }

  func insert(_ value: IndicatorValue, of indicator: ID<Indicator>) throws {
    try run(
      """
      INSERT INTO indicator_value (indicator_id, \(IndicatorValue.columns)) VALUES (
        \(indicator), \(value.id), \(value.month), \(value.value), \(value.count), \(value.total), \(value.knownAt),
        \(value.source), \(value.enteredBy), \(value.enteredName), \(value.approvedName))
      """)
  }

  /// False where it was approved meanwhile.
  func approve(_ id: ID<IndicatorValue>, by caller: Caller) throws -> Bool {
    try run(
      """
      UPDATE indicator_value SET approved_by = \(caller.account), approved_name = \(caller.name)
      WHERE id = \(id) AND approved_name IS NULL
      """) == 1
  }
}
