import Foundation
import Kernel
import Logging
import Store
import TestKit
import Testing

/// One thread of each kind, so that one job can hold up all others.
private let narrow: Limits = {
  var limits = Limits()
  limits.waiting = 2
  limits.connections = 1
  limits.readers = 1
  limits.batch = 1
  return limits
}()

struct QueueTests {
  @Test(arguments: Engine.available) func moreThanMayWaitIsRefusedAtOnce(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations, limits: narrow) { db in
      let gate = Gate()
      let holder = Task { try await db.write { _ in gate.hold() } }
      await gate.untilHeld()
      let (answers, answer) = AsyncStream.makeStream(of: (any Error)?.self)
      for number in 0..<3 {
        Task {
          answer.yield(
            await thrown {
              try await db.write { tx in try tx.run("INSERT INTO counter (name, n) VALUES (\("\(number)"), 1)") }
            })
        }
      }
      var iterator = answers.makeAsyncIterator()
      // The only one to be answered while the gate is shut is the one that did not fit.
      #expect(await iterator.next()! as? Refusal == .busy)
      gate.open()
      #expect(await iterator.next()! == nil)
      #expect(await iterator.next()! == nil)
      try await holder.value
      #expect(try await counters(db).count == 2)
    }
  }

  @Test(arguments: Engine.available) func aCancelledJobIsNotRun(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations, limits: narrow) { db in
      let gate = Gate()
      let holder = Task { try await db.write { _ in gate.hold() } }
      await gate.untilHeld()
      let waiting = Task { try await db.write { tx in try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)") } }
      try await Task.sleep(for: .milliseconds(20))
      waiting.cancel()
      // Answered while the gate is still shut.
      #expect(await thrown { try await waiting.value } is CancellationError)
      gate.open()
      try await holder.value
      #expect(try await counters(db).isEmpty)
    }
  }

  @Test(arguments: Engine.available) func closingFinishesWhatWaits(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      let gate = Gate()
      let holder = Task { try await db.write { _ in gate.hold() } }
      await gate.untilHeld()
      let waiting = Task { try await db.write { tx in try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)") } }
      try await Task.sleep(for: .milliseconds(20))
      let closing = Task { await db.close() }
      gate.open()
      await closing.value
      try await holder.value
      #expect(await thrown { try await waiting.value } == nil)
      #expect(await thrown { try await db.read { _ in } } as? DatabaseError == .connection("the database is closed"))
    }
  }

  @Test func openingSaysWhatIsWrong() async throws {
    let logger = Logger(label: "test")
    func reason(_ location: Database.Location) -> String {
      do {
        _ = try Database.open(location, logger: logger)
        return "opened"
      } catch {
        return "\(error)"
      }
    }
    let folder = FileManager.default.temporaryDirectory.path
    #expect(reason(.sqlite(path: "\(folder)/no-such-folder/x.db")).contains("there is no folder"))
    #expect(reason(.sqlite(path: folder)).contains("is a folder"))
    #expect(reason(.sqlite(path: ":memory:")).contains("must be a file"))
    let file = "\(folder)/keywork-not-a-database-\(UUID().uuidString).db"
    try String(repeating: "This is a letter, not a database. ", count: 100).write(
      toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    #expect(reason(.sqlite(path: file)).contains("not a SQLite database"))
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("This is a letter"))
    #expect(reason(.postgres(url: "postgres://nobody@127.0.0.1:1/x")).contains("cannot be reached"))
  }

  @Test func locationsAreRead() throws {
    #expect(try Database.Location("sqlite:/var/lib/keywork.db") == .sqlite(path: "/var/lib/keywork.db"))
    #expect(try Database.Location("postgresql://a@b/c") == .postgres(url: "postgresql://a@b/c"))
    for bad in ["", "sqlite:", "keywork.db", "mysql://root:secret@x/y"] {
      let error = #expect(throws: DatabaseError.self) { try Database.Location(bad) }
      #expect(error.map { !"\($0)".contains("secret") } == true)
    }
  }
}
