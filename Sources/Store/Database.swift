package import Logging

/// The one database of a partnership: what every slice reads and writes through.
///
/// A closure runs synchronously on a thread that owns a connection, in one transaction, which is kept when it returns
/// and undone when it throws. It may run more than once (PostgreSQL, when transactions meet), so it does nothing but
/// read and write.
package final class Database: Sendable {
  package enum Location: Sendable, Hashable {
    case sqlite(path: String)
    case postgres(url: String)
  }

  package let dialect: Dialect
  package let location: Location
  let logger: Logger
  private let reads: JobQueue
  private let writes: JobQueue

  init(location: Location, dialect: Dialect, reads: JobQueue, writes: JobQueue, logger: Logger) {
    self.location = location
    self.dialect = dialect
    self.reads = reads
    self.writes = writes
    self.logger = logger
  }

  deinit {
    reads.close()
    writes.close()
  }

  /// Opens the database; makes the file where SQLite finds none. Throws `DatabaseError.connection` with what is wrong.
  package static func open(_ location: Location, limits: Limits = .standard, logger: Logger) throws -> Database {
    switch location {
    case .sqlite(let path): try openSQLite(path, limits: limits, logger: logger)
    case .postgres(let url): try openPostgres(url, limits: limits, logger: logger)
    }
  }

  /// Reads in one snapshot. Throws `Refusal.busy` when too much is waiting.
  package func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await reads.run(Work(.read, body))
  }

  /// Reads in one snapshot, then writes down that it was read, as `Durability.process`; returns what was read when the
  /// note is kept. PostgreSQL does both in one transaction; SQLite's one writer takes the note over.
  package func read<T: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> T,
    thenNote note: @escaping @Sendable (T, Transaction) throws -> Void
  ) async throws -> T {
    switch dialect {
    case .sqlite:
      let found = try await read(body)
      try await write(.process) { tx in try note(found, tx) }
      return found
    case .postgres:
      return try await reads.run(
        Work(.readAndNote) { tx in
          let found = try body(tx)
          tx.beginsToWrite()
          try note(found, tx)
          return found
        })
    }
  }

  /// Reads and writes as if alone. When this returns, the change is on disk.
  @discardableResult
  package func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await write(.disk, body)
  }

  /// The same; when this returns, the change is kept as `durability` says.
  @discardableResult
  package func write<T: Sendable>(
    _ durability: Durability, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    try await writes.run(Work(.write(durability), body))
  }

  /// Writes a copy of the whole database, as it is at one moment, to `path`; work goes on meanwhile.
  package func backup(to path: String) async throws {
    switch location {
    case .sqlite(let source): try await onThread { try backupSQLite(from: source, to: path) }
    case .postgres(let url): try await onThread { try backupPostgres(url, to: path) }
    }
  }

  /// Finishes what is waiting, takes no more, and lets go of the files and connections.
  package func close() async {
    reads.close()
    writes.close()
    await reads.gone()
    await writes.gone()
  }
}

/// What a change must survive before it is acknowledged.
package enum Durability: Sendable {
  /// The loss of power: everything that somebody was told is saved.
  case disk
  /// The end of the process, but perhaps not the loss of power: who looked at what, when somebody was last here.
  case process
}

/// How much the database takes on at once.
package struct Limits: Sendable {
  /// Threads that read, on SQLite.
  package var readers = 4
  /// Connections, on PostgreSQL; at most 32.
  package var connections = 8
  /// Jobs that may wait for a thread before the next is refused.
  package var waiting = 1000
  /// Writes that may share one commit, on SQLite.
  package var batch = 256
  /// Seconds that one statement may take (on SQLite: one read).
  package var seconds = 30
  /// Statements that each connection keeps prepared.
  package var statements = 200

  package init() {}
  package static let standard = Limits()
}

extension Database.Location {
  /// Reads `sqlite:PATH` or `postgres://…`.
  package init(_ text: String) throws {
    if text.hasPrefix("sqlite:"), text.utf8.count > 7 {
      self = .sqlite(path: String(text.dropFirst(7)))
    } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      self = .postgres(url: text)
    } else {
      // Not quoted back: the text may hold a password.
      throw DatabaseError.connection("the database must be given as sqlite:PATH or postgres://USER@HOST/NAME")
    }
  }
}
