/// Prepared statements by their text; of more than `limit` the one not used for longest is let go.
struct StatementCache<Statement> {
  private let limit: Int
  private var kept: [String: (statement: Statement, used: UInt64)] = [:]
  private var clock: UInt64 = 0

  init(limit: Int) { self.limit = max(1, limit) }

  /// Takes the statement out; nil where it is not there or in use.
  mutating func take(_ text: String) -> Statement? { kept.removeValue(forKey: text)?.statement }

  mutating func put(_ text: String, _ statement: Statement, letGo: (Statement) -> Void) {
    clock += 1
    if let other = kept.updateValue((statement, clock), forKey: text) { letGo(other.statement) }
    guard kept.count > limit, let oldest = kept.min(by: { $0.value.used < $1.value.used }) else { return }
    kept[oldest.key] = nil
    letGo(oldest.value.statement)
  }

  mutating func removeAll(letGo: (Statement) -> Void) {
    kept.values.forEach { letGo($0.statement) }
    kept = [:]
  }
}
