import Foundation
import Logging

extension Database {
  /// Threads that each own a connection and take the next job, a read or a write.
  static func openPostgres(_ url: String, limits: Limits, logger: Logger) throws -> Database {
    // The first connects here, so that a wrong address or password is known at once; the others when they are needed.
    let first = try PostgresConnection(url: url, statements: limits.statements, seconds: limits.seconds)
    try warnOfCollation(first, logger: logger)
    let jobs = JobQueue(limit: limits.waiting)
    for index in 0..<max(1, min(32, limits.connections)) {
      nonisolated(unsafe) let worker = PostgresWorker(
        connection: index == 0 ? first : nil, url: url, limits: limits, logger: logger)
      jobs.startThread("postgres \(index + 1)") { queue in
        while let job = queue.takeOne() { worker.answer(job) }
      }
    }
    return Database(location: .postgres(url: url), dialect: .postgres, reads: jobs, writes: jobs, logger: logger)
  }

  private static func warnOfCollation(_ connection: PostgresConnection, logger: Logger) throws {
    try connection.each("SELECT datcollate FROM pg_database WHERE datname = current_database()") { row in
      let name: String = try row[0]
      if !name.hasPrefix("C") {
        logger.warning("this database sorts by \(name): make it with the collation C.UTF-8 to sort as SQLite does")
      }
      return false
    }
  }
}

/// One thread's connection, opened when it is first needed and again after it was lost.
private final class PostgresWorker {
  private var connection: PostgresConnection?
  private let url: String
  private let limits: Limits
  private let logger: Logger
  /// How long a transaction is tried again while others get in its way.
  private static let patience = Duration.seconds(10)

  init(connection: PostgresConnection?, url: String, limits: Limits, logger: Logger) {
    self.connection = connection
    self.url = url
    self.limits = limits
    self.logger = logger
  }

  func answer(_ job: Job) {
    var tries = 0
    let began = ContinuousClock.now
    var reconnected = false
    while true {
      do {
        try attempt(job)
        return job.succeed()
      } catch DatabaseError.serialization(let what) {
        tries += 1
        // By time, not by number: on a slow disk all of them take longer, and nobody is refused for that.
        guard began.duration(to: .now) < PostgresWorker.patience else {
          return job.fail(DatabaseError.serialization(what))
        }
        // Longer and less alike each time, so that two that met do not meet again.
        Thread.sleep(forTimeInterval: Double.random(in: 0...0.002) * Double(1 << min(tries, 6)))
      } catch let lost as Lost {
        logger.warning("the connection to PostgreSQL was lost", metadata: ["write": "\(job.isWrite)"])
        guard lost.isUndone, !reconnected else { return job.fail(DatabaseError.connection(lost.message)) }
        reconnected = true
      } catch {
        return job.fail(error)
      }
    }
  }

  /// The connection went away. Before COMMIT the server has undone everything, so the job can run again.
  private struct Lost: Error {
    let isUndone: Bool
    let message: String
  }

  private func attempt(_ job: Job) throws {
    let connection = try connected()
    do {
      switch job.kind {
      case .read: connection.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      case .readAndNote:
        connection.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE", "SET LOCAL synchronous_commit = off")
      case .write(.process):
        connection.begin("BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE", "SET LOCAL synchronous_commit = off")
      case .write(.disk): connection.begin("BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE")
      }
      try job.perform(on: .postgres(connection))
      try connection.flush()
    } catch {
      if undo(after: error, on: connection) { throw error }
      throw Lost(isUndone: true, message: "the connection to PostgreSQL was lost")
    }
    guard job.isWrite else { return connection.endReading() }
    do {
      try connection.commit()
    } catch {
      if undo(after: error, on: connection) { throw error }
      throw Lost(
        isUndone: false,
        message: "the connection to PostgreSQL was lost at the end: whether the change was kept is not known")
    }
  }

  /// False where the connection is gone, and with it the transaction.
  private func undo(after error: any Error, on connection: PostgresConnection) -> Bool {
    var isLost = !connection.isConnected
    if case DatabaseError.connection = error { isLost = true }
    if !isLost, (try? connection.rollback()) != nil { return true }
    connection.drop()
    return false
  }

  private func connected() throws -> PostgresConnection {
    if let connection {
      if !connection.isConnected { try connection.connect() }
      return connection
    }
    let new = try PostgresConnection(url: url, statements: limits.statements, seconds: limits.seconds)
    connection = new
    return new
  }
}
