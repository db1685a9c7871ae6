import Foundation
import Kernel
import Logging
import Sharing
import Store
import TestKit
import Testing
import Web

@testable import App

@Suite(.serialized) struct TimingTemp {
  @Test(arguments: ["full", "many"]) func fillWhole(kind: String) async throws {
    let path = "/tmp/demo-\(kind).db"
    for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
    let database = try Database.open(.sqlite(path: path), logger: Logger(label: "t"))
    _ = try await database.migrate(Partnership().migrations)
    try await database.write { tx in try loadAllRegisters(folder: "registers", in: tx) }
    let began = Date()
    let now = LondonTime(day: Day(2026, 11, 18)!, minuteOfDay: 630).instant
    var lines = ""
    let box = Box()
    try await fillDemonstration(
      database, settings: Settings(), children: kind == "many" ? 10_000 : nil, examples: "Examples", now: now,
      progress: { box.add("\(Int(Date().timeIntervalSince(began) * 1000)) ms \($0)") })
    lines = box.lines.joined(separator: "\n")
    try lines.write(toFile: "/tmp/demo-\(kind).txt", atomically: true, encoding: .utf8)
    guard kind == "full" else { return }
    let (pages, callers) = try await database.read { tx in
      (
        try demonstrationPages(in: tx, now: now).map { ($0.path, $0.role?.rawValue) },
        Dictionary(
          uniqueKeysWithValues: try demonstrationAccounts(in: tx).map { shown in
            let row = try tx.row("SELECT practitioner_id, person_id FROM account WHERE id = \(shown.account)") { row in
              (try row[0] as PractitionerID?, try row[1] as PersonID?)
            }!
            let roles = try tx.rows(
              "SELECT role, agency_id, team_id FROM held_role WHERE account_id = \(shown.account) ORDER BY id"
            ) { row in
              Caller.HeldRole(try row[0] as Role, agency: try row[1], team: try row[2])
            }
            return (
              shown.role.rawValue,
              Caller(
                account: shown.account, name: shown.name, roles: roles, practitioner: row.0, person: row.1, from: "test"
              )
            )
          })
      )
    }
    var settings = Settings()
    settings.isDemonstration = true
    let site = TestSite(
      database, Partnership().routes, callers: callers, now: now, settings: settings, decide: decideAccess)
    try? FileManager.default.createDirectory(atPath: "/tmp/demo-pages", withIntermediateDirectories: true)
    for (path, role) in pages {
      let answer = await site.get(path, as: role)
      let name = (role ?? "visitor") + path.replacingOccurrences(of: "/", with: "_")
      try answer.text.write(toFile: "/tmp/demo-pages/\(name.prefix(180)).html", atomically: true, encoding: .utf8)
    }
  }
}
final class Box: @unchecked Sendable {
  var lines: [String] = []
  let lock = NSLock()
  func add(_ line: String) { lock.withLock { lines.append(line) } }
}
