import CSQLite
import Foundation
import Kernel

/// One connection to a SQLite file, for one thread at a time, with its prepared statements.
final class SQLiteConnection {
  let handle: OpaquePointer
  private var cache: StatementCache<OpaquePointer>
  private let deadline: Deadline
  private let seconds: Int

  /// Once, before the first connection; where another has been first, SQLite stays as it is.
  private static let isConfigured = keywork_sqlite_without_statistics() == SQLITE_OK

  /// `seconds` limits each transaction of a reader; 0 sets no limit.
  init(path: String, readOnly: Bool, statements: Int, seconds: Int) throws {
    _ = SQLiteConnection.isConfigured
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let status = sqlite3_open_v2(path, &opened, flags, nil)
    guard status == SQLITE_OK, let opened else {
      let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "no memory"
      sqlite3_close_v2(opened)
      throw DatabaseError.connection("\(path) cannot be opened: \(message)")
    }
    handle = opened
    cache = StatementCache(limit: statements)
    deadline = Deadline()
    self.seconds = seconds
    do {
      try configure(readOnly: readOnly)
    } catch DatabaseError.connection(let what) {
      throw DatabaseError.connection("\(path): \(what)")
    }
    if seconds > 0 { deadline.watch(handle) }
  }

  deinit {
    cache.removeAll { sqlite3_finalize($0) }
    sqlite3_close_v2(handle)
  }

  private func configure(readOnly: Bool) throws {
    sqlite3_busy_timeout(handle, 5000)
    try execute("PRAGMA journal_mode = WAL")
    try execute("PRAGMA synchronous = FULL")
    try execute("PRAGMA foreign_keys = ON")
    try execute("PRAGMA trusted_schema = OFF")
    // Kilobytes. Lists and searches walk wide; a write touches little.
    try execute(readOnly ? "PRAGMA cache_size = -10000" : "PRAGMA cache_size = -4000")
    try execute("PRAGMA temp_store = MEMORY")
    try execute("PRAGMA analysis_limit = 400")
    if readOnly { try execute("PRAGMA query_only = ON") }
  }

  /// A statement of ours without parameters or rows that matter: BEGIN, PRAGMA, …
  func execute(_ text: StaticString) throws { try each(SQL(constant: text)) { _ in true } }

  func startClock() { if seconds > 0 { deadline.start(seconds: seconds) } }

  /// False when an error has ended the transaction by itself, as a full disk does.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Gives each row to `read` until it says false.
  func each(_ query: SQL, _ read: (Row) throws -> Bool) throws {
    try with(query) { statement in
      while try step(statement) {
        // Counted at each row: a change of the schema may have prepared the statement again.
        let row = SQLiteRow(statement: statement, columns: sqlite3_data_count(statement))
        guard try read(Row(source: .sqlite(row))) else { break }
      }
    }
  }

  func run(_ query: SQL) throws -> Int {
    let before = sqlite3_total_changes64(handle)
    try with(query) { statement in while try step(statement) {} }
    // `changes` keeps the number of the last INSERT, UPDATE or DELETE when the statement was none of these.
    return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
  }

  @inline(__always)
  private func step(_ statement: OpaquePointer) throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let status: throw error(status)
    }
  }

  private func with<T>(_ query: SQL, _ body: (OpaquePointer) throws -> T) throws -> T {
    // Taken out while in use, so that the same text may run inside its own rows.
    let statement = try cache.take(query.text) ?? prepare(query)
    defer {
      sqlite3_reset(statement)
      if !query.values.isEmpty { sqlite3_clear_bindings(statement) }
      cache.put(query.text, statement) { sqlite3_finalize($0) }
    }
    try bind(query.values, to: statement)
    return try body(statement)
  }

  private func prepare(_ query: SQL) throws -> OpaquePointer {
    var statement: OpaquePointer?
    var text = query.text
    let isAlone = try text.withUTF8 { bytes in
      try bytes.withMemoryRebound(to: CChar.self) { chars in
        var tail: UnsafePointer<CChar>?
        let status = sqlite3_prepare_v3(
          handle, chars.baseAddress, Int32(chars.count), UInt32(SQLITE_PREPARE_PERSISTENT), &statement, &tail)
        guard status == SQLITE_OK else { throw error(status) }
        guard let tail, let start = chars.baseAddress else { return true }
        return chars[(tail - start)...].allSatisfy { $0 == 32 || $0 == 10 || $0 == 13 || $0 == 9 || $0 == 59 }
      }
    }
    guard let statement else { throw DatabaseError.other("an empty statement") }
    guard isAlone, Int(sqlite3_bind_parameter_count(statement)) == query.values.count else {
      sqlite3_finalize(statement)
      throw DatabaseError.other(
        isAlone ? "a statement with a parameter that is not interpolated" : "more than one statement in one SQL value")
    }
    return statement
  }

  private func bind(_ values: [SQLValue], to statement: OpaquePointer) throws {
    for index in values.indices {
      let position = Int32(index + 1)
      let status =
        switch values[index] {
        case .null: sqlite3_bind_null(statement, position)
        case .int(let value): sqlite3_bind_int64(statement, position, value)
        case .real(let value): sqlite3_bind_double(statement, position, value)
        case .text(var value): try value.withUTF8 { try bind(text: $0, at: position, to: statement) }
        case .blob(let value): bind(blob: value, at: position, to: statement)
        case .id(let high, let low): bind(high, low, at: position, to: statement)
        }
      guard status == SQLITE_OK else { throw error(status) }
    }
  }

  private func bind(text: UnsafeBufferPointer<UInt8>, at position: Int32, to statement: OpaquePointer) throws -> Int32 {
    try refuseZeroByte(text)
    // A null pointer would bind NULL, so an empty text points at something.
    return withUnsafePointer(to: CChar(0)) { none in
      let start = text.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) } ?? none
      return sqlite3_bind_text(statement, position, start, Int32(text.count), keywork_sqlite_transient())
    }
  }

  private func bind(blob: [UInt8], at position: Int32, to statement: OpaquePointer) -> Int32 {
    if blob.isEmpty { return sqlite3_bind_zeroblob(statement, position, 0) }
    return sqlite3_bind_blob(statement, position, blob, Int32(blob.count), keywork_sqlite_transient())
  }

  private func bind(_ high: UInt64, _ low: UInt64, at position: Int32, to statement: OpaquePointer) -> Int32 {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 36) { buffer in
      writeID(high, low, to: buffer.baseAddress!)
      return sqlite3_bind_text(statement, position, buffer.baseAddress, 36, keywork_sqlite_transient())
    }
  }

  private func error(_ status: Int32) -> DatabaseError { sqliteError(status, String(cString: sqlite3_errmsg(handle))) }

  /// Moves what the log holds into the database file and empties the log, unless somebody reads from it.
  func checkpoint() {
    sqlite3_busy_timeout(handle, 50)
    sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    sqlite3_busy_timeout(handle, 5000)
  }
}

/// Stops a statement that runs past its time: SQLite calls back every so many steps of its machine.
private final class Deadline {
  private var end: UInt64 = .max

  func start(seconds: Int) { end = DispatchTime.now().uptimeNanoseconds + UInt64(seconds) * 1_000_000_000 }

  func watch(_ handle: OpaquePointer) {
    // The connection owns both this and the handle, and closes the handle first.
    sqlite3_progress_handler(
      handle, 50_000,
      { context in
        let deadline = Unmanaged<Deadline>.fromOpaque(context!).takeUnretainedValue()
        return DispatchTime.now().uptimeNanoseconds > deadline.end ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}

func sqliteError(_ status: Int32, _ message: String) -> DatabaseError {
  // `UNIQUE constraint failed: visit.id` → `visit.id`
  let subject = message.range(of: "constraint failed: ").map { String(message[$0.upperBound...]) } ?? message
  switch status {
  case SQLITE_CONSTRAINT | (8 << 8), SQLITE_CONSTRAINT | (6 << 8), SQLITE_CONSTRAINT | (10 << 8):
    return .unique(subject)
  case SQLITE_CONSTRAINT | (3 << 8): return .foreignKey(message)
  case SQLITE_CONSTRAINT | (1 << 8): return .check(subject)
  case SQLITE_CONSTRAINT | (5 << 8): return .notNull(subject)
  default: break
  }
  switch status & 0xFF {
  case SQLITE_BUSY, SQLITE_LOCKED: return .busy(message)
  case SQLITE_INTERRUPT: return .busy("a statement took too long")
  case SQLITE_NOTADB: return .connection("this file is not a SQLite database")
  case SQLITE_CORRUPT: return .connection("the database file is damaged: \(message)")
  case SQLITE_CANTOPEN: return .connection(message)
  default: return .other(message)
  }
}
