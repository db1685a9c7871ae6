import Kernel
import Store
import TestKit
import Testing

@Test(arguments: Engine.available) func a(engine: Engine) async throws {
  try await withTestDatabase(engine, storeMigrations) { db in
    #expect(try await db.schemaState(storeMigrations) == .current)
  }
}
