import CSQLite
import Foundation
import Logging

extension Database {
  /// One thread that writes and some that read, each with a connection of its own.
  static func openSQLite(_ path: String, limits: Limits, logger: Logger) throws -> Database {
    try prepareFile(path)
    let writer = try SQLiteConnection(path: path, readOnly: false, statements: limits.statements, seconds: 0)
    let writes = JobQueue(limit: limits.waiting)
    let reads = JobQueue(limit: limits.waiting)
    let readers = try (0..<max(1, limits.readers)).map { _ in
      try SQLiteConnection(path: path, readOnly: true, statements: limits.statements, seconds: limits.seconds)
    }
    for reader in readers {
      nonisolated(unsafe) let reader = reader
      reads.startThread("sqlite read") { queue in
        while let job = queue.takeOne() { read(job, on: reader) }
      }
    }
    nonisolated(unsafe) let only = SQLiteWriter(connection: writer, batch: limits.batch, logger: logger)
    writes.startThread("sqlite write") { queue in only.work(on: queue) }
    return Database(location: .sqlite(path: path), dialect: .sqlite, reads: reads, writes: writes, logger: logger)
  }

  private static func read(_ job: Job, on connection: SQLiteConnection) {
    do {
      connection.startClock()
      try connection.execute("BEGIN")
      defer { if connection.isInTransaction { try? connection.execute("ROLLBACK") } }
      try job.perform(on: .sqlite(connection))
      try connection.execute("COMMIT")
    } catch {
      job.fail(error)
      return
    }
    job.succeed()
  }
}

/// Makes the file, for its owner's eyes only, or says why it cannot be made.
private func prepareFile(_ path: String) throws {
  guard path != ":memory:", !path.hasPrefix("file:") else {
    throw DatabaseError.connection("a SQLite database must be a file: several connections share it")
  }
  let folder = (path as NSString).deletingLastPathComponent
  var isFolder: ObjCBool = false
  guard folder.isEmpty || FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) && isFolder.boolValue
  else { throw DatabaseError.connection("there is no folder \(folder) for the database \(path)") }
  if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
    throw DatabaseError.connection("\(path) is a folder, not a database")
  }
  let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
  guard file >= 0 else {
    throw DatabaseError.connection("\(path) cannot be opened: \(String(cString: strerror(errno)))")
  }
  close(file)
}

/// The one that writes. Verbs that are waiting run in one transaction, each in its own savepoint; they share one sync
/// of the disk and are acknowledged after it.
final class SQLiteWriter {
  private let connection: SQLiteConnection
  private let batch: Int
  private let logger: Logger
  private var syncsEveryCommit = true
  private var hasWritten = true

  init(connection: SQLiteConnection, batch: Int, logger: Logger) {
    self.connection = connection
    self.batch = max(1, batch)
    self.logger = logger
  }

  func work(on queue: JobQueue) {
    while true {
      switch queue.take(upTo: batch, idleAfter: hasWritten ? 1 : nil) {
      case .jobs(let jobs):
        hasWritten = true
        commit(jobs)
      case .idle:
        // Looks whether the statistics that queries are planned by are out of date; mostly they are not.
        try? connection.execute("PRAGMA optimize")
        connection.checkpoint()
        hasWritten = false
      case .closed:
        connection.checkpoint()
        return
      }
    }
  }

  private func commit(_ jobs: [Job]) {
    do {
      try sync(jobs.contains { $0.mustReachDisk })
      try connection.execute("BEGIN IMMEDIATE")
    } catch {
      return jobs.forEach { $0.fail(error) }
    }
    var done: [Job] = []
    for (index, job) in jobs.enumerated() {
      do {
        try jobs.count == 1 ? job.perform(on: .sqlite(connection)) : performApart(job)
        done.append(job)
      } catch {
        guard connection.isInTransaction else {
          logger.error("a write ended the transaction it shared", metadata: ["error": "\(type(of: error))"])
          job.fail(error)
          // The others did nothing wrong: each again, by itself.
          return (done + jobs[(index + 1)...]).forEach { commit([$0]) }
        }
        job.fail(error)
      }
    }
    finish(done)
  }

  /// Runs the job so that its failure undoes nothing but itself.
  private func performApart(_ job: Job) throws {
    try connection.execute("SAVEPOINT job")
    do {
      try job.perform(on: .sqlite(connection))
      try connection.execute("RELEASE job")
    } catch {
      if connection.isInTransaction {
        try connection.execute("ROLLBACK TO job")
        try connection.execute("RELEASE job")
      }
      throw error
    }
  }

  private func finish(_ jobs: [Job]) {
    guard !jobs.isEmpty else {
      try? connection.execute("ROLLBACK")
      return
    }
    do {
      try connection.execute("COMMIT")
    } catch {
      if connection.isInTransaction { try? connection.execute("ROLLBACK") }
      // A deferred constraint speaks only now and does not say whose it is: each by itself tells them apart.
      if case DatabaseError.foreignKey = error, jobs.count > 1 { return jobs.forEach { commit([$0]) } }
      return jobs.forEach { $0.fail(error) }
    }
    jobs.forEach { $0.succeed() }
  }

  private func sync(_ everyCommit: Bool) throws {
    guard everyCommit != syncsEveryCommit else { return }
    try connection.execute(everyCommit ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL")
    syncsEveryCommit = everyCommit
  }
}
