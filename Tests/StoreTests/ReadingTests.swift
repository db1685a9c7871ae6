import Kernel
@testable import Store
import TestKit
import Testing

/// Reading a column as something it is not says where and what, and never what it held.
struct ReadingTests {
  private func error<T: Sendable>(
    _ engine: Engine, _ query: SQL, _ read: @escaping @Sendable (Row) throws -> T
  ) async throws -> RowError? {
    try await withTestDatabase(engine, sampleMigrations) { db in
      await thrown { try await db.read { tx in try tx.row(query, read) } } as? RowError
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
