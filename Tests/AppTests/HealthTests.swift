import Store
import TestKit
import Web
import Testing

@testable import App

/// What the load balancer asks: a node serves only on the schema that it knows, and says why not.
@Suite struct HealthTests {
  @Test(arguments: Engine.available) func onlyACurrentSchemaIsHealthy(engine: Engine) async throws {
    try await withTestDatabase(engine, Partnership().migrations) { database in
      let site = TestSite(database, [healthRoute(Partnership())])
      let well = await site.get("/healthz")
      #expect(well.status == 200 && well.text.hasPrefix("{\"status\":\"ok\",\"database\":\"\(engine.rawValue)"))

      let newest = try #require(
        try await database.read { try $0.value("SELECT max(number) FROM schema_migration", as: Int.self) })
      try await database.write { try $0.run("UPDATE schema_migration SET number = 9999 WHERE number = \(newest)") }
      let ahead = await site.get("/healthz")
      #expect(ahead.status == 503 && ahead.text.contains("newer version of Keywork"), "\(ahead.text)")

      try await database.write { try $0.run("DELETE FROM schema_migration WHERE number = 9999") }
      let behind = await site.get("/healthz")
      #expect(behind.status == 503 && behind.text.contains("schema behind") && behind.text.contains("keywork migrate"))

      await database.close()
      let gone = await site.get("/healthz")
      #expect(gone.status == 503 && gone.text.contains("\"status\":\"database\""), "\(gone.text)")
    }
  }
}
