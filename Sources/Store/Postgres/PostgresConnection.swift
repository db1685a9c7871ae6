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
  /// Set when a migration changed a table under a prepared statement: all are prepared again in the next transaction.
  private var hasStalePlans = false
  private var parameters = PostgresParameters()
  /// What travels with the next statement, which saves a round trip: what opens the transaction, and statements whose
  /// result nobody waits for.
  private var ahead: [Ahead] = []
  private enum Ahead {
    case opening(StaticString)
    case statement(text: String, PostgresParameters)
  }
  /// A COMMIT has been sent whose answer nobody has read.
  private var isEnding = false

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
    ahead = []
    isEnding = false
    hasStalePlans = false
    cache = StatementCache(limit: statements)
    let new = PostgresConnection.open(url)
    guard PQstatus(new) == CONNECTION_OK else {
      let reason = new.map { String(cString: PQerrorMessage($0)) } ?? "no memory"
      PQfinish(new)
      throw DatabaseError.connection(
        "PostgreSQL cannot be reached: \(reason.trimmingCharacters(in: .whitespacesAndNewlines))")
    }
    handle = new
    // Reads need no BEGIN … READ ONLY to be kept from writing; writes say READ WRITE. An acknowledged write is on the
    // disk whatever the server is set to; a server that waits for more than its own disk goes on doing so.
    try script(
      """
      SET standard_conforming_strings = on; SET timezone = 'UTC'; SET bytea_output = 'hex';
      SET client_min_messages = warning; SET default_transaction_read_only = on; SET statement_timeout = \(seconds * 1000);
      SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
      """)
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
  }

  private static func open(_ url: String) -> OpaquePointer? {
    // What stands before the address may be overruled in it; what stands after may not. A server that has vanished
    // is noticed within half a minute.
    let settings = [
      ("connect_timeout", "5"), ("keepalives_idle", "30"), ("tcp_user_timeout", "30000"),
      ("fallback_application_name", "keywork"), ("dbname", url), ("client_encoding", "UTF8"),
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
    settle()
    let result = PQexec(handle, text)
    defer { PQclear(result) }
    try check(result)
  }

  /// Opens a transaction with the statements of `opening`, when the first of its own statements comes.
  func begin(_ opening: StaticString...) { ahead = opening.map(Ahead.opening) }

  /// Runs a statement with the next one, or with COMMIT, which fails where this fails.
  func send(_ statement: SQL) throws {
    var parameters = PostgresParameters()
    try parameters.lay(statement.values)
    ahead.append(.statement(text: statement.text, parameters))
  }

  /// Lets go of a connection that is of no use any more.
  func drop() {
    PQfinish(handle)
    handle = nil
  }

  /// Undoes the transaction, where one was opened.
  func rollback() throws {
    ahead = []
    settle()
    if handle != nil, PQtransactionStatus(handle) != PQTRANS_IDLE { try execute("ROLLBACK") }
  }

  /// Ends the transaction and says whether it was kept: a broken one is undone by COMMIT without an error.
  func commit() throws {
    guard hasBegun else { return ahead = [] }
    settle()
    let result = try ahead.isEmpty ? PQexec(handle, "COMMIT") : together("COMMIT", PostgresParameters())
    defer { PQclear(result) }
    try check(result)
    guard let tag = PQcmdStatus(result), String(cString: tag) == "COMMIT" else {
      throw DatabaseError.other("the transaction had failed and was undone")
    }
  }

  /// Sends what nobody waited for where the transaction has not even been opened: a connection that has died meanwhile
  /// is then noticed before COMMIT, when the job can still be done again.
  func flush() throws {
    guard case .opening? = ahead.first, case .statement(let text, let parameters)? = ahead.last else { return }
    ahead.removeLast()
    settle()
    let result = try together(text, parameters)
    defer { PQclear(result) }
    try check(result)
  }

  /// Ends a transaction that changed nothing, without waiting for the answer: the next use reads it.
  func endReading() {
    guard hasBegun else { return ahead = [] }
    isEnding = PQsendQuery(handle, "COMMIT") == 1
  }

  /// Whether anything but the opening has been asked for.
  private var hasBegun: Bool { if case .opening = ahead.last { false } else { true } }

  private func settle() {
    guard isEnding else { return }
    isEnding = false
    while let result = PQgetResult(handle) { PQclear(result) }
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
    settle()
    if hasStalePlans { forgetStatements() }
    let result = try ahead.isEmpty ? alone(query) : afterTheRest(query)
    do {
      try check(result)
    } catch {
      PQclear(result)
      throw error
    }
    return result!
  }

  private func alone(_ query: SQL) throws -> OpaquePointer? {
    let known = cache.take(query.text)
    let name = known ?? nextName()
    if known == nil { try prepare(query, as: name) }
    defer { cache.put(query.text, name) { deallocate($0) } }
    try parameters.lay(query.values)
    return parameters.with { count, values, lengths, formats in
      PQexecPrepared(handle, name, count, values, lengths, formats, 0)
    }
  }

  private func nextName() -> String {
    prepared += 1
    return "k\(prepared)"
  }

  private func prepare(_ query: SQL, as name: String) throws {
    let result = PQprepare(handle, name, query.text, 0, nil)
    defer { PQclear(result) }
    try check(result)
  }

  private func afterTheRest(_ query: SQL) throws -> OpaquePointer? {
    try parameters.lay(query.values)
    return try together(query.text, parameters)
  }

  /// What was kept back, and after it a statement, sent as one; returns the result of the last.
  private func together(_ last: String, _ parameters: PostgresParameters) throws -> OpaquePointer? {
    let before = ahead
    ahead = []
    PQenterPipelineMode(handle)
    var sent: [Sent] = []
    var count = 0
    for part in before {
      switch part {
      case .opening(let text):
        PQsendQueryParams(handle, text.description, 0, nil, nil, nil, nil, 0)
        count += 1
      case .statement(let text, let parameters): sent.append(pipe(text, parameters))
      }
    }
    sent.append(pipe(last, parameters))
    PQpipelineSync(handle)
    count += sent.reduce(0) { $0 + ($1.isNew ? 2 : 1) }
    do {
      let result = try lastResult(of: count)
      PQexitPipelineMode(handle)
      keep(sent)
      return result
    } catch {
      PQexitPipelineMode(handle)
      // Which of the new ones the server has prepared is not known.
      keep(sent.filter { !$0.isNew })
      throw error
    }
  }

  private struct Sent {
    let text: String
    let name: String
    let isNew: Bool
  }

  private func pipe(_ text: String, _ parameters: PostgresParameters) -> Sent {
    let known = cache.take(text)
    let name = known ?? nextName()
    if known == nil { PQsendPrepare(handle, name, text, 0, nil) }
    parameters.with { count, values, lengths, formats in
      _ = PQsendQueryPrepared(handle, name, count, values, lengths, formats, 0)
    }
    return Sent(text: text, name: name, isNew: known == nil)
  }

  private func keep(_ sent: [Sent]) {
    for statement in sent { cache.put(statement.text, statement.name) { deallocate($0) } }
  }

  /// Reads the results of `count` statements sent as one; throws where one before the last failed.
  private func lastResult(of count: Int) throws -> OpaquePointer? {
    var last: OpaquePointer?
    var failure: (any Error)?
    var ended = 0
    // After each statement's result comes a null; after all, the mark of the end. A lost connection gives nulls only.
    while ended <= count + 1 {
      guard let result = PQgetResult(handle) else {
        ended += 1
        continue
      }
      let status = PQresultStatus(result)
      if ended == count - 1, status != PGRES_PIPELINE_ABORTED {
        last = result
        continue
      }
      if status != PGRES_PIPELINE_SYNC, status != PGRES_PIPELINE_ABORTED, failure == nil {
        do { try check(result) } catch { failure = error }
      }
      PQclear(result)
      if status == PGRES_PIPELINE_SYNC { break }
    }
    if let failure {
      PQclear(last)
      throw failure
    }
    return last
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
    guard isConnected, result != nil else { throw DatabaseError.connection("the connection to PostgreSQL was lost") }
    let error = postgresError(result)
    if case .serialization(let what) = error, what.hasPrefix("cached plan") { hasStalePlans = true }
    throw error
  }

  private func forgetStatements() {
    hasStalePlans = false
    PQclear(PQexec(handle, "DEALLOCATE ALL"))
    cache = StatementCache(limit: statements)
  }
}
