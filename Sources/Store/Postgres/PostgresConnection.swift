import CPostgres
import Foundation
import Kernel

/// One connection to PostgreSQL, for one thread at a time, with its prepared statements.
final class PostgresConnection {
  private let url: String
  private let seconds: Int
  private let statements: Int
  private var handle: OpaquePointer?
  private var cache: StatementCache<String>
  private var prepared = 0
  private var parameters = PostgresParameters()

  /// Connects, or throws `DatabaseError.connection` with the server's reason.
  init(url: String, statements: Int, seconds: Int) throws {
    self.url = url
    self.seconds = seconds
    self.statements = statements
    cache = StatementCache(limit: statements)
    try connect()
  }

  deinit { PQfinish(handle) }

  var isConnected: Bool { handle != nil && PQstatus(handle) == CONNECTION_OK }

  func connect() throws {
    PQfinish(handle)
    handle = nil
    cache = StatementCache(limit: statements)
    let new = PostgresConnection.open(url)
    guard PQstatus(new) == CONNECTION_OK else {
      let reason = new.map { String(cString: PQerrorMessage($0)) } ?? "no memory"
      PQfinish(new)
      throw DatabaseError.connection(
        "PostgreSQL cannot be reached: \(reason.trimmingCharacters(in: .whitespacesAndNewlines))")
    }
    handle = new
    // Reads need no BEGIN … READ ONLY to be kept from writing; writes say READ WRITE.
    try script(
      """
      SET standard_conforming_strings = on; SET timezone = 'UTC'; SET bytea_output = 'hex';
      SET client_min_messages = warning; SET default_transaction_read_only = on; SET statement_timeout = \(seconds * 1000)
      """)
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
  }

  private static func open(_ url: String) -> OpaquePointer? {
    let settings = [
      ("dbname", url), ("client_encoding", "UTF8"), ("connect_timeout", "5"), ("fallback_application_name", "keywork"),
    ]
    let names = settings.map { strdup($0.0) } + [nil]
    let values = settings.map { strdup($0.1) } + [nil]
    defer { (names + values).forEach { free($0) } }
    return PQconnectdbParams(names.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 1)
  }

  /// Statements of ours without parameters: BEGIN, COMMIT, SET.
  func execute(_ text: StaticString) throws { try script(text.description) }

  /// What PostgreSQL takes no parameters in; `PostgresServer` checks the names.
  func administer(_ text: String) throws { try script(text) }

  private func script(_ text: String) throws {
    let result = PQexec(handle, text)
    defer { PQclear(result) }
    try check(result)
  }

  var isInTransaction: Bool { handle != nil && PQtransactionStatus(handle) != PQTRANS_IDLE }

  /// Ends the transaction and says whether it was kept: a broken one is undone by COMMIT without an error.
  func commit() throws {
    let result = PQexec(handle, "COMMIT")
    defer { PQclear(result) }
    try check(result)
    guard let tag = PQcmdStatus(result), String(cString: tag) == "COMMIT" else {
      throw DatabaseError.other("the transaction had failed and was undone")
    }
  }

  func each(_ query: SQL, _ read: (Row) throws -> Bool) throws {
    let result = try result(of: query)
    defer { PQclear(result) }
    for index in 0..<PQntuples(result) {
      guard try read(Row(source: .postgres(PostgresRow(result: result, index: index)))) else { break }
    }
  }

  func run(_ query: SQL) throws -> Int {
    let result = try result(of: query)
    defer { PQclear(result) }
    return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
  }

  private func result(of query: SQL) throws -> OpaquePointer {
    let name = try cache.take(query.text) ?? prepare(query)
    defer { cache.put(query.text, name) { deallocate($0) } }
    let result = try parameters.with(query.values) { count, values, lengths, formats in
      PQexecPrepared(handle, name, count, values, lengths, formats, 0)
    }
    do {
      try check(result)
    } catch {
      PQclear(result)
      throw error
    }
    return result!
  }

  private func prepare(_ query: SQL) throws -> String {
    prepared += 1
    let name = "k\(prepared)"
    let result = PQprepare(handle, name, query.text, 0, nil)
    defer { PQclear(result) }
    try check(result)
    return name
  }

  private func deallocate(_ name: String) {
    // Where this fails, in a broken transaction, the server keeps the statement until the connection ends.
    PQclear(PQexec(handle, "DEALLOCATE \(name)"))
  }

  private func check(_ result: OpaquePointer?) throws {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return
    case PGRES_EMPTY_QUERY: throw DatabaseError.other("an empty statement")
    default: break
    }
    guard isConnected else { throw DatabaseError.connection("the connection to PostgreSQL was lost") }
    let error = postgresError(result)
    if case .serialization(let what) = error, what.hasPrefix("cached plan") { forgetStatements() }
    throw error
  }

  private func forgetStatements() {
    PQclear(PQexec(handle, "ROLLBACK"))
    PQclear(PQexec(handle, "DEALLOCATE ALL"))
    cache = StatementCache(limit: statements)
  }
}
