import CPostgres
import Foundation

/// The one-letter names of libpq's error fields, which are character macros in C.
private enum Field {
  static let state = Int32(UInt8(ascii: "C"))
  static let message = Int32(UInt8(ascii: "M"))
  static let detail = Int32(UInt8(ascii: "D"))
  static let table = Int32(UInt8(ascii: "t"))
  static let column = Int32(UInt8(ascii: "c"))
  static let constraint = Int32(UInt8(ascii: "n"))
}

/// Turns a failed result into the error both engines share. The detail is read for the names of columns only: it
/// holds values as well.
func postgresError(_ result: OpaquePointer?) -> DatabaseError {
  func field(_ name: Int32) -> String { PQresultErrorField(result, name).map { String(cString: $0) } ?? "" }
  let message = field(Field.message)
  switch field(Field.state) {
  case "23505":
    return .unique(columns(table: field(Field.table), detail: field(Field.detail)) ?? field(Field.constraint))
  case "23503": return .foreignKey(field(Field.constraint))
  case "23514", "23P01": return .check(field(Field.constraint))
  case "23502": return .notNull("\(field(Field.table)).\(field(Field.column))")
  case "40001", "40P01": return .serialization(message)
  // A migration changed the table under a prepared statement: prepared again, it works.
  case "0A000" where message.hasPrefix("cached plan"): return .serialization(message)
  case "57014": return .busy("a statement took too long")
  case "55P03", "53300": return .busy(message)
  case "57P01", "57P02", "57P03", "08000", "08003", "08006": return .connection(message)
  // Malformed values are quoted in the message.
  case "22P02", "22007", "22008", "22003": return .other("a value of the wrong form (\(field(Field.state)))")
  case let state: return .other("\(message) (\(state))")
  }
}

/// `Key (child_id, held_on)=(…) already exists.` → `visit.child_id, visit.held_on`, as SQLite says it.
private func columns(table: String, detail: String) -> String? {
  guard let start = detail.range(of: "("), let end = detail.range(of: ")=(") else { return nil }
  let names = detail[start.upperBound..<end.lowerBound]
  guard !table.isEmpty, !names.contains("("), !names.contains(":") else { return nil }
  return names.split(separator: ",").map { "\(table).\($0.drop { $0 == " " })" }.joined(separator: ", ")
}
