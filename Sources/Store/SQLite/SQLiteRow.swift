import CSQLite

/// The row that a statement stands on.
struct SQLiteRow {
  let statement: OpaquePointer
  let columns: Int32

  @inline(__always)
  func kind(_ index: Int) -> ColumnKind {
    guard index >= 0, index < Int(columns) else { return .missing }
    switch sqlite3_column_type(statement, Int32(index)) {
    case SQLITE_INTEGER: return .integer
    case SQLITE_TEXT: return .text
    case SQLITE_FLOAT: return .real
    case SQLITE_BLOB: return .blob
    default: return .null
    }
  }

  @inline(__always)
  func integer(_ index: Int) -> Int64 { sqlite3_column_int64(statement, Int32(index)) }
  func real(_ index: Int) -> Double { sqlite3_column_double(statement, Int32(index)) }

  /// The bytes of a text or a blob, until the statement moves on.
  @inline(__always)
  func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    // The blob call gives the stored bytes of a text as they are; the database is UTF-8.
    let start = sqlite3_column_blob(statement, Int32(index))
    let count = Int(sqlite3_column_bytes(statement, Int32(index)))
    return UnsafeBufferPointer(start: start?.assumingMemoryBound(to: UInt8.self), count: start == nil ? 0 : count)
  }

  func name(_ index: Int) -> String {
    guard index >= 0, index < Int(columns), let name = sqlite3_column_name(statement, Int32(index)) else { return "?" }
    return String(cString: name)
  }
}
