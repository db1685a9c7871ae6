package import Kernel

/// A value on its way into a statement.
package enum SQLValue: Sendable, Hashable {
  case null
  case int(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
  /// Kept as two words, so that binding an id makes no string.
  case id(high: UInt64, low: UInt64)
}

/// What can be interpolated into SQL.
package protocol SQLConvertible {
  var sqlValue: SQLValue { get }
}

extension SQLValue: SQLConvertible { package var sqlValue: SQLValue { self } }
extension String: SQLConvertible { package var sqlValue: SQLValue { .text(self) } }
extension Int: SQLConvertible { package var sqlValue: SQLValue { .int(Int64(self)) } }
extension Int64: SQLConvertible { package var sqlValue: SQLValue { .int(self) } }
extension Double: SQLConvertible { package var sqlValue: SQLValue { .real(self) } }
// Both engines take 1 and 0 for a BOOLEAN.
extension Bool: SQLConvertible { package var sqlValue: SQLValue { .int(self ? 1 : 0) } }
extension Array: SQLConvertible where Element == UInt8 { package var sqlValue: SQLValue { .blob(self) } }
extension Optional: SQLConvertible where Wrapped: SQLConvertible {
  package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

extension ID: SQLConvertible { package var sqlValue: SQLValue { .id(high: high, low: low) } }
extension Day: SQLConvertible { package var sqlValue: SQLValue { .text(description) } }
extension Instant: SQLConvertible { package var sqlValue: SQLValue { .int(microseconds) } }
extension NHSNumber: SQLConvertible { package var sqlValue: SQLValue { .text(digits) } }
extension UPN: SQLConvertible { package var sqlValue: SQLValue { .text(text) } }
extension Postcode: SQLConvertible { package var sqlValue: SQLValue { .text(text) } }
