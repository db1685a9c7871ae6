import Kernel

/// One transaction on one connection, for one thread, until its closure ends. Statements run in order, each at once.
///
/// After a statement has failed, every later one fails with the same error and the transaction is rolled back, as
/// PostgreSQL does it; a statement whose failure is part of the plan goes into `savepoint`.
package final class Transaction {
  package let dialect: Dialect
  let connection: Connection
  /// The first failure of a statement that no savepoint has undone.
  var failure: DatabaseError?
  private var isOpen = true
  /// What has been asked already, where nothing is written: one snapshot gives one answer, and the parts of a page ask
  /// for the same records without knowing of each other. Nil in a transaction that writes.
  private var answers: [Question: any Sendable]?

  init(_ connection: Connection, writes: Bool) {
    self.connection = connection
    dialect = connection.dialect
    answers = writes ? nil : [:]
  }

  /// From here on the database may change under what was asked before.
  func beginsToWrite() { answers = nil }

  /// Called when the closure has ended: a transaction that somebody kept answers nothing any more.
  func end() { isOpen = false }

  package func all<R: Record>(_ query: SQL, as: R.Type = R.self) throws -> [R] {
    try once(query) { try rows(query) { try R(row: $0) } }
  }

  package func first<R: Record>(_ query: SQL, as: R.Type = R.self) throws -> R? {
    try once(query) { try row(query) { try R(row: $0) } }
  }

  private func once<T: Sendable>(_ query: SQL, _ ask: () throws -> T) throws -> T {
    guard isOpen, answers != nil else { return try ask() }
    let question = Question(query: query, answer: ObjectIdentifier(T.self))
    if let kept = answers?[question], let known = kept as? T { return known }
    let answer = try ask()
    // A page asks some dozens; whoever asks for thousands asks each once.
    if let count = answers?.count, count < 100 { answers?[question] = answer }
    return answer
  }

  /// The same as `first`, where there must be one: throws `Refusal.notFound`.
  package func one<R: Record>(_ query: SQL, as: R.Type = R.self) throws -> R {
    guard let found = try first(query, as: R.self) else { throw Refusal.notFound }
    return found
  }

  package func rows<T>(_ query: SQL, _ read: (Row) throws -> T) throws -> [T] {
    var found: [T] = []
    try each(query) {
      found.append(try read($0))
      return true
    }
    return found
  }

  package func row<T>(_ query: SQL, _ read: (Row) throws -> T) throws -> T? {
    var found: T?
    try each(query) {
      found = try read($0)
      return false
    }
    return found
  }

  /// The first column of the first row; nil where there is no row, or NULL in it.
  package func value<T: Column>(_ query: SQL, as: T.Type = T.self) throws -> T? {
    try row(query) { try T?.read($0, 0) } ?? nil
  }

  package func exists(_ query: SQL) throws -> Bool { try row(query) { _ in true } ?? false }

  /// Runs a statement and says how many rows it inserted, changed or deleted.
  @discardableResult
  package func run(_ statement: SQL) throws -> Int {
    try refuseWriting(statement)
    return try runAny(statement)
  }

  /// Runs a statement of which nobody needs to know how many rows it touched. On PostgreSQL it travels with the next
  /// one, or with the commit, and where it fails, that fails.
  package func send(_ statement: SQL) throws {
    try refuseWriting(statement)
    try guarded {
      switch connection {
      case .sqlite(let connection): _ = try connection.run(statement)
      case .postgres(let connection): try connection.send(statement)
      }
    }
  }

  private func runAny(_ statement: SQL) throws -> Int {
    try guarded {
      switch connection {
      case .sqlite(let connection): try connection.run(statement)
      case .postgres(let connection): try connection.run(statement)
      }
    }
  }

  /// Undoes what `body` did when it throws, and only that. The error is thrown on.
  @discardableResult
  package func savepoint<T>(_ body: () throws -> T) throws -> T {
    _ = try runAny("SAVEPOINT attempt")
    do {
      let value = try body()
      _ = try runAny("RELEASE SAVEPOINT attempt")
      return value
    } catch {
      try undoSavepoint(after: error)
      throw error
    }
  }

  private func undoSavepoint(after error: any Error) throws {
    switch failure {
    // These end the whole transaction: it is tried again, or given up.
    case .serialization, .connection, .busy: throw error
    default: break
    }
    failure = nil
    _ = try runAny("ROLLBACK TO SAVEPOINT attempt")
    _ = try runAny("RELEASE SAVEPOINT attempt")
  }

  /// Lets no other node change `table` until this transaction ends. Only as the first statement: PostgreSQL takes its
  /// snapshot with the first query. SQLite has one writer anyway.
  package func lock(_ table: StaticString) throws {
    guard dialect == .postgres else { return }
    try run("LOCK TABLE \(SQL(constant: table)) IN EXCLUSIVE MODE")
  }

  /// A transaction that reads does not write. And it is the database's to end: on SQLite it may hold the work of others.
  private func refuseWriting(_ statement: SQL) throws {
    guard answers == nil else { throw DatabaseError.other("a transaction that reads does not write") }
    let word = statement.text.prefix { $0.isLetter }.uppercased()
    guard ["BEGIN", "START", "COMMIT", "END", "ABORT", "ROLLBACK", "SAVEPOINT", "RELEASE"].contains(word) else {
      return
    }
    throw DatabaseError.other("\(word) is not for a verb to say: it returns, or throws, or uses savepoint")
  }

  private func each(_ query: SQL, _ read: (Row) throws -> Bool) throws {
    try guarded {
      switch connection {
      case .sqlite(let connection): try connection.each(query, read)
      case .postgres(let connection): try connection.each(query, read)
      }
    }
  }

  private func guarded<T>(_ statement: () throws -> T) throws -> T {
    guard isOpen else { throw DatabaseError.other("a transaction was used after it had ended") }
    if let failure { throw failure }
    do {
      return try statement()
    } catch let error as DatabaseError {
      if failure == nil { failure = error }
      throw error
    }
  }
}

/// A statement with its values, and what its answer is read as.
private struct Question: Hashable {
  let query: SQL
  let answer: ObjectIdentifier
}

/// A connection of either engine.
enum Connection {
  case sqlite(SQLiteConnection)
  case postgres(PostgresConnection)

  var dialect: Dialect {
    switch self {
    case .sqlite: .sqlite
    case .postgres: .postgres
    }
  }
}
