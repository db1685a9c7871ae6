import Foundation
import Kernel
import Logging
import Store
import TestKit
import Testing

struct BackupTests {
  @Test(arguments: Engine.available) func aCopyMadeWhileWritingIsWhole(engine: Engine) async throws {
    let kind = EventKind("sample.recorded", "recorded a sample")
    let path = FileManager.default.temporaryDirectory.appending(path: "keywork-backup-\(UUID().uuidString)").path
    defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
    try await withTestDatabase(engine, storeMigrations) { db in
      let writing = Task {
        var written = 0
        while !Task.isCancelled {
          try await db.write { tx in
            // Two events or none: a copy with an odd number was torn.
            for _ in 0..<2 { try tx.append(kind, about: newID(), by: .system, at: Instant(seconds: 1_795_000_000)) }
          }
          written += 2
          if written % 20 == 0 { _ = try await db.sealEvents(at: Instant(seconds: 1_795_000_000)) }
        }
        return written
      }
      try await Task.sleep(for: .milliseconds(100))
      try await db.backup(to: path)
      try await Task.sleep(for: .milliseconds(50))
      writing.cancel()
      _ = await thrown { try await writing.value }
      let report = try await verifyCopy(engine, path, of: db)
      #expect(report.isSound)
      #expect(report.sealed + report.unsealed > 0 && (report.sealed + report.unsealed) % 2 == 0)
      #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  private func verifyCopy(_ engine: Engine, _ path: String, of db: Database) async throws -> EventReport {
    switch engine {
    case .sqlite:
      let copy = try Database.open(.sqlite(path: path), logger: Logger(label: "test"))
      let report = try await copy.read { tx in try verifyEvents(in: tx) }
      await copy.close()
      return report
    case .postgres:
      return try await withTestDatabase(.postgres, []) { copy in
        guard case .postgres(let url) = copy.location else { throw Refusal.notFound }
        let restore = try Process.run(
          URL(fileURLWithPath: "/usr/bin/env"),
          arguments: ["pg_restore", "--clean", "--if-exists", "--dbname=\(url)", path])
        restore.waitUntilExit()
        #expect(restore.terminationStatus == 0)
        return try await copy.read { tx in try verifyEvents(in: tx) }
      }
    }
  }

  @Test(arguments: Engine.available) func aBackupThatCannotBeWrittenSaysSo(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations) { db in
      let error = await thrown { try await db.backup(to: "/no-such-folder/copy") }
      #expect(error is DatabaseError)
    }
  }
}
