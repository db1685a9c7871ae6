import Kernel
import Store
import TestKit
import Testing

struct MigrationTests {
  private let one = Migration(1, "one") { _ in ["CREATE TABLE one (x TEXT)"] }
  private let five = Migration(5, "five") { _ in ["CREATE TABLE five (x TEXT)", "INSERT INTO five VALUES ('a')"] }

  @Test(arguments: Engine.available) func whatIsMissingIsAppliedInOrder(engine: Engine) async throws {
    try await withTestDatabase(engine, []) { [one, five] db async throws in
      #expect(try await db.schemaState([one, five]) == .behind(["one", "five"]))
      #expect(try await db.migrate([one]) == ["one"])
      #expect(try await db.schemaState([one, five]) == .behind(["five"]))
      #expect(try await db.migrate([one, five]) == ["five"])
      #expect(try await db.migrate([one, five]).isEmpty)
      #expect(try await db.schemaState([one, five]) == .current)
      #expect(try await db.read { tx in try tx.value("SELECT x FROM five", as: String.self) } == "a")
    }
  }

  @Test(arguments: Engine.available) func aDatabaseFromANewerVersionIsRefused(engine: Engine) async throws {
    try await withTestDatabase(engine, [one, five]) { [one] db async throws in
      #expect(try await db.schemaState([one]) == .ahead)
      let error = await thrown { try await db.migrate([one]) } as? MigrationError
      #expect(error?.description.contains("five") == true)
    }
  }

  @Test(arguments: Engine.available) func aNumberUsedForSomethingElseIsRefused(engine: Engine) async throws {
    try await withTestDatabase(engine, [one]) { db async throws in
      let other = Migration(1, "other") { _ in [] }
      #expect(try await db.schemaState([other]) == .ahead)
      #expect(await thrown { try await db.migrate([other]) } is MigrationError)
    }
  }

  @Test(arguments: Engine.available) func numbersMustGoUp(engine: Engine) async throws {
    try await withTestDatabase(engine, []) { [one, five] db async throws in
      for bad in [[five, one], [one, one], [Migration(0, "zero") { _ in [] }]] {
        #expect(await thrown { try await db.migrate(bad) } is MigrationError)
      }
      #expect(try await db.migrate([one, five]).count == 2)
    }
  }

  @Test(arguments: Engine.available) func aFailedMigrationLeavesNothing(engine: Engine) async throws {
    try await withTestDatabase(engine, []) { [one] db async throws in
      let bad = Migration(2, "bad") { _ in ["CREATE TABLE two (x TEXT)", "INSERT INTO nowhere VALUES (1)"] }
      #expect(await thrown { try await db.migrate([one, bad]) } is DatabaseError)
      #expect(try await db.schemaState([one, bad]) == .behind(["bad"]))
      let good = Migration(2, "good") { _ in ["CREATE TABLE two (x TEXT)"] }
      #expect(try await db.migrate([one, good]) == ["good"])
    }
  }

  @Test(arguments: Engine.available) func severalNodesMayMigrateAtOnce(engine: Engine) async throws {
    try await withTestDatabase(engine, []) { [one, five] db in
      let applied = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<4 { group.addTask { try await db.migrate([one, five]) } }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(applied.sorted() == ["five", "one"])
    }
  }

  @Test(arguments: Engine.available) func theSchemaIsDumpedAlike(engine: Engine) async throws {
    func dump() async throws -> String {
      try await withTestDatabase(engine, storeMigrations) { db in try await db.dumpSchema() }
    }
    let text = try await dump()
    #expect(try await dump() == text)
    for part in ["CREATE TABLE event", "CREATE TABLE mail", "event_kind_is_named", "event_by_seal", "schema_migration"]
    {
      #expect(text.contains(part), "\(part)")
    }
  }
}
