package import Kernel

/// One row of a result, read by position: `id = try row[0]`. Valid only inside the closure or `init` it is given to.
package struct Row {
  enum Source {
    case sqlite(SQLiteRow)
    case postgres(PostgresRow)
  }
  let source: Source

  package subscript<T: Column>(_ index: Int) -> T {
    get throws { try T.read(self, index) }
  }
  package subscript<C: Choice>(_ index: Int) -> C {
    get throws {
      guard let choice = C(rawValue: try String.read(self, index)) else {
        throw mismatch(index, wanted: "\(C.self)", found: "another word")
      }
      return choice
    }
  }
  package subscript<C: Choice>(_ index: Int) -> C? {
    get throws {
      if try isNull(index) { return nil }
      let choice: C = try self[index]
      return choice
    }
  }

  package func isNull(_ index: Int) throws -> Bool { try kind(index) == .null }
}

/// A type that a column can be read as.
package protocol Column {
  static func read(_ row: Row, _ index: Int) throws -> Self
}

/// A value made from a row; by position, in the order of the SELECT that stands beside it.
package protocol Record: Sendable {
  init(row: Row) throws
}

/// A column holds something other than what the code reads from it. Says what kind, never the content, which may be
/// about a person and would reach the log.
package struct RowError: Error, Hashable, CustomStringConvertible {
  package let column: Int
  package let name: String
  package let wanted: String
  package let found: String
  package var description: String { "column \(column) (\(name)): wanted \(wanted), found \(found)" }
}

/// What a column holds, as far as both engines can tell.
enum ColumnKind: String {
  case null, integer = "an integer", real = "a real number", text, blob = "bytes", flag = "a flag"
  case missing = "no such column"
}

extension Row {
  @inline(__always)
  func kind(_ index: Int) throws -> ColumnKind {
    let kind =
      switch source {
      case .sqlite(let row): row.kind(index)
      case .postgres(let row): row.kind(index)
      }
    if kind == .missing { throw mismatch(index, wanted: "a column", found: .missing) }
    return kind
  }

  /// The bytes of the column as UTF-8 text, without a copy.
  @inline(__always)
  func withText<T>(_ index: Int, wanted: @autoclosure () -> String, _ body: (UnsafeBufferPointer<UInt8>) -> T?) throws
    -> T
  {
    let kind = try kind(index)
    guard kind == .text else { throw mismatch(index, wanted: wanted(), found: kind) }
    let value =
      switch source {
      case .sqlite(let row): body(row.bytes(index))
      case .postgres(let row): body(row.bytes(index))
      }
    guard let value else { throw mismatch(index, wanted: wanted(), found: "another text") }
    return value
  }

  func integer(_ index: Int, wanted: @autoclosure () -> String) throws -> Int64 {
    let kind = try kind(index)
    switch source {
    case .sqlite(let row):
      if kind == .integer { return row.integer(index) }
    case .postgres(let row):
      if kind == .integer || kind == .real, let value = row.integer(index) { return value }
    }
    throw mismatch(index, wanted: wanted(), found: kind)
  }

  func mismatch(_ index: Int, wanted: String, found: ColumnKind) -> RowError {
    mismatch(index, wanted: wanted, found: found.rawValue)
  }
  func mismatch(_ index: Int, wanted: String, found: String) -> RowError {
    let name =
      switch source {
      case .sqlite(let row): row.name(index)
      case .postgres(let row): row.name(index)
      }
    return RowError(column: index, name: name, wanted: wanted, found: found)
  }
}
