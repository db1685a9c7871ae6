import Kernel
@testable import Store
import TestKit
import Testing

private struct Counted: Record, Hashable {
  let name: String
  let count: Int
  init(name: String, count: Int) { (self.name, self.count) = (name, count) }
  init(row: Row) throws { (name, count) = (try row[0], try row[1]) }
}

/// Reading a column as something it is not says where and what, and never what it held.
struct ReadingTests {
  private func error<T: Sendable>(
    _ engine: Engine, _ query: SQL, _ read: @escaping @Sendable (Row) throws -> T
  ) async throws -> RowError? {
    try await withTestDatabase(engine, sampleMigrations) { db in
      await thrown { try await db.read { tx in try tx.row(query, read) } } as? RowError
    }
  }

  /// In a snapshot the same question has one answer, and none is an answer too; where somebody writes, it is asked anew.
  @Test(arguments: Engine.available) func theSameQuestionIsAnsweredFromMemoryOnlyInASnapshot(engine: Engine)
    async throws
  {
    try await withTestDatabase(engine, sampleMigrations) { db async throws in
      @Sendable func named(_ name: String) -> SQL { "SELECT name, n FROM counter WHERE name = \(name)" }
      try await db.write { tx throws in
        #expect(try tx.first(named("a"), as: Counted.self) == nil)
        try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)")
        #expect(try tx.all(named("a"), as: Counted.self) == [Counted(name: "a", count: 1)])
        try tx.run("UPDATE counter SET n = 2")
        #expect(try tx.all(named("a"), as: Counted.self) == [Counted(name: "a", count: 2)])
      }
      try await db.read { tx throws in
        for _ in 1...2 {
          #expect(try tx.first(named("a"), as: Counted.self) == Counted(name: "a", count: 2))
          #expect(try tx.first(named("b"), as: Counted.self) == nil)
          #expect(try tx.all(named("a"), as: Counted.self).count == 1 && tx.all(named("b"), as: Counted.self).isEmpty)
        }
      }
    }
  }

  /// What was read is given only once the note of it is kept; a note that fails gives nothing and leaves nothing.
  @Test(arguments: Engine.available) func aNoteOfReadingIsKeptBeforeWhatWasReadIsGiven(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db async throws in
      try await db.write { tx in _ = try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)") }
      @Sendable func read(_ tx: Transaction) throws -> Int {
        try tx.value("SELECT n FROM counter WHERE name = 'a'") ?? 0
      }
      let found = try await db.read(read) { found, tx throws in
        try tx.run("INSERT INTO counter (name, n) VALUES ('read', \(found))")
        #expect(try tx.value("SELECT count(*) FROM counter") == 2, "what is noted is seen by the note")
      }
      #expect(found == 1)
      #expect(try await counters(db) == ["a": 1, "read": 1])
      let refused = await thrown {
        try await db.read(read) { _, tx in
          try tx.run("INSERT INTO counter (name, n) VALUES ('again', 1)")
          throw Refusal.notFound
        }
      }
      #expect(refused as? Refusal == .notFound)
      let unread = await thrown {
        try await db.read({ _ throws -> Int in throw Refusal.notFound }) { _, tx in
          _ = try tx.run("INSERT INTO counter (name, n) VALUES ('unread', 1)")
        }
      }
      #expect(unread as? Refusal == .notFound)
      #expect(try await counters(db) == ["a": 1, "read": 1])
    }
  }

  /// Many who read and note at once are not in each other's way, also where they note in the same row.
  @Test(arguments: Engine.available) func manyReadAndNoteAtOnce(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db async throws in
      try await db.write { tx in _ = try tx.run("INSERT INTO counter (name, n) VALUES ('a', 0)") }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 1...40 {
          group.addTask {
            _ = try await db.read({ tx in try tx.value("SELECT n FROM counter", as: Int.self) }) { _, tx in
              _ = try tx.run("UPDATE counter SET n = n + 1")
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await counters(db) == ["a": 40])
    }
  }

  @Test(arguments: Engine.available) func anAbsentValueIsNoText(engine: Engine) async throws {
    let error = try await error(engine, "SELECT 'a', CAST(NULL AS TEXT) AS words") { try $0[1] as String }
    #expect(error == RowError(column: 1, name: "words", wanted: "text", found: "null"))
  }

  @Test(arguments: Engine.available) func textIsNoNumber(engine: Engine) async throws {
    let error = try await error(engine, "SELECT CAST('12' AS TEXT) AS words") { try $0[0] as Int }
    #expect(error == RowError(column: 0, name: "words", wanted: "an integer", found: "text"))
  }

  @Test(arguments: Engine.available) func aNumberIsNoText(engine: Engine) async throws {
    let error = try await error(engine, "SELECT 12 AS amount") { try $0[0] as String }
    #expect(error == RowError(column: 0, name: "amount", wanted: "text", found: "an integer"))
  }

  @Test(arguments: Engine.available) func aFractionIsNoInteger(engine: Engine) async throws {
    let error = try await error(engine, "SELECT 1.5 AS size") { try $0[0] as Int }
    #expect(error?.found == "a real number")
  }

  @Test(arguments: Engine.available) func aTextMustHaveTheRightForm(engine: Engine) async throws {
    let secret = "Jane Doe, 1 High Street"
    let query: SQL = "SELECT CAST(\(secret) AS TEXT) AS name"
    let errors = [
      try await error(engine, query) { try $0[0] as SampleID },
      try await error(engine, query) { try $0[0] as Day },
      try await error(engine, query) { try $0[0] as NHSNumber },
      try await error(engine, query) { try $0[0] as Role },
      try await error(engine, query) { try $0[0] as Role? },
    ]
    for error in errors {
      let error = try #require(error)
      #expect(error.name == "name")
      #expect(!error.description.contains("Jane"))
    }
  }

  @Test(arguments: Engine.available) func twoIsNoFlag(engine: Engine) async throws {
    let error = try await error(engine, "SELECT 2 AS is_on") { try $0[0] as Bool }
    #expect(error?.wanted == "a flag")
  }

  @Test(arguments: Engine.available) func aColumnBeyondTheLast(engine: Engine) async throws {
    let error = try await error(engine, "SELECT 1") { try $0[1] as Int? }
    #expect(error?.found == "no such column")
  }

  @Test(arguments: Engine.available) func aBadRowUndoesTheWrite(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db async throws in
      let error = await thrown {
        try await db.write { tx in
          try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)")
          _ = try tx.value("SELECT name FROM counter", as: Int.self)
        }
      }
      #expect(error is RowError)
      #expect(try await counters(db).isEmpty)
    }
  }
}
