import App
import Foundation
import Store
import TestKit
import Testing

/// `schema/` is what the migrations make: two branches that add one conflict here, in git, and not in production.
/// `KEYWORK_WRITE_SCHEMA=1` writes the files anew.
@Suite struct SchemaTests {
  private let isWriting = ProcessInfo.processInfo.environment["KEYWORK_WRITE_SCHEMA"] != nil

  @Test(arguments: Engine.available) func theDumpIsWhatTheMigrationsMake(engine: Engine) async throws {
    let path = "schema/\(engine.rawValue).sql"
    try await withTestDatabase(engine, Partnership().migrations) { database in
      let dump = try await database.dumpSchema()
      if isWriting { try dump.write(toFile: path, atomically: true, encoding: .utf8) }
      let kept = try String(contentsOfFile: path, encoding: .utf8)
      #expect(dump == kept, "\(path) is not what the migrations make; write it anew with KEYWORK_WRITE_SCHEMA=1")
    }
  }

  @Test func theHeadIsTheNewestMigration() throws {
    let newest = try #require(Partnership().migrations.last)
    let line = "\(newest.number) \(newest.name)\n"
    if isWriting { try line.write(toFile: "schema/head", atomically: true, encoding: .utf8) }
    let kept = try String(contentsOfFile: "schema/head", encoding: .utf8)
    #expect(kept == line)
  }
}
