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
        \(indicator.benchmarkSource), \(indicator.measure), \(indicator.rule))
      """)
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
