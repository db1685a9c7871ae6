import Kernel
import Store
import TestKit
import Testing

private let recorded = EventKind("sample.recorded", "recorded a sample")
private let noon = Instant(seconds: 1_795_000_000)

/// Appends and seals: `sizes` gives how many events each seal gets.
private func fill(_ db: Database, _ sizes: Int...) async throws -> [[EventID]] {
  var all: [[EventID]] = []
  for (batch, size) in sizes.enumerated() {
    all.append(
      try await db.write { tx in
        let ids = try (0..<size).map { number in
          try tx.append(
            recorded, about: newID(), child: newID(), by: .system, for: .directCare,
            at: noon.adding(seconds: batch * 1000 + number), changed: ["name": "Zoë \"\(number)\""], why: "a test")
        }
        #expect(try sealEvents(in: tx, at: noon.adding(seconds: batch)) == size)
        return ids
      })
  }
  return all
}

struct EventTests {
  @Test(arguments: Engine.available) func anEventSaysWhoDidWhatAndWhy(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations) { db in
      let (account, agency, child, about): (AccountID, AgencyID, ChildID, AnyID) = (newID(), newID(), newID(), newID())
      let caller = Caller(
        account: account, name: "Ann Lee", roles: [.init(.practitioner, agency: agency)], from: "192.0.2.1")
      let id = try await db.write(.process) { tx in
        try tx.append(
          recorded, about: about, child: child, by: caller, for: .emergency, at: noon,
          changed: ["b": "line\none", "a": "\\\u{1}"], why: "A fall")
      }
      let event = try await db.read { tx in
        try tx.first("SELECT \(Event.columns) FROM event WHERE child_id = \(child)", as: Event.self)
      }
      let found = try #require(event)
      #expect(found.id == id && found.kind == "sample.recorded" && found.about == about && found.child == child)
      #expect(found.account == account && found.actorName == "Ann Lee" && found.actorRole == "practitioner")
      #expect(found.agency == agency && found.purpose == "emergency" && found.at == noon)
      #expect(found.changed == #"{"a":"\\\u0001","b":"line\none"}"#)
      #expect(found.why == "A fall" && found.from == "192.0.2.1" && found.seal == nil && found.hash.count == 32)
    }
  }

  @Test(arguments: Engine.available) func soundEventsAreProved(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations) { db in
      #expect(try await db.read { tx in try verifyEvents(in: tx) }.isSound)
      _ = try await fill(db, 1, 7, 1200)
      try await db.write { tx in _ = try tx.append(recorded, about: newID(), by: .system, at: noon) }
      let report = try await db.read { tx in try verifyEvents(in: tx) }
      #expect(report.problem == nil)
      #expect(report.sealed == 1208 && report.unsealed == 1 && report.seals == 3)
      #expect(try await db.sealEvents(at: noon) == 1)
      #expect(try await db.sealEvents(at: noon) == 0)
      let after = try await db.read { [noted = report.newestSeal] tx in try verifyEvents(in: tx, noted: noted) }
      #expect(after.isSound && after.seals == 4 && after.unsealed == 0)
    }
  }

  @Test(arguments: Engine.available) func sealingAtOnceLosesNothing(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations) { db in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<24 {
          group.addTask {
            try await db.write { tx in
              for _ in 0..<5 { try tx.append(recorded, about: newID(), by: .system, at: noon) }
            }
            return number % 4 == 0 ? try await db.sealEvents(at: noon) : 0
          }
        }
        try await group.waitForAll()
      }
      _ = try await db.sealEvents(at: noon)
      let report = try await db.read { tx in try verifyEvents(in: tx) }
      #expect(report.isSound && report.sealed == 120 && report.unsealed == 0)
    }
  }

  /// What a person with the database's password might do to hide something, and what is then said.
  @Test(arguments: Engine.available) func tamperingIsNamed(engine: Engine) async throws {
    try await expect(engine, { "UPDATE event SET why = 'another' WHERE id = \($0[1][2])" }) { .changed($0[1][2]) }
    try await expect(engine, { "UPDATE event SET at = at + 1 WHERE id = \($0[0][0])" }) { .changed($0[0][0]) }
    try await expect(engine, { "UPDATE event SET child_id = NULL WHERE id = \($0[2][0])" }) { .changed($0[2][0]) }
    try await expect(engine, { "DELETE FROM event WHERE id = \($0[1][2])" }) { _ in .missing(seal: 2, count: 1) }
    try await expect(engine, { "UPDATE event SET seal = NULL WHERE id = \($0[1][2])" }) { _ in
      .missing(seal: 2, count: 1)
    }
    try await expect(engine, { _ in "UPDATE event_seal SET events = events + 1 WHERE number = 2" }) { _ in
      .sealChanged(2)
    }
    try await expect(engine, { _ in "UPDATE event_seal SET at = at + 1 WHERE number = 3" }) { _ in .sealChanged(3) }
    try await expect(engine, { _ in "DELETE FROM event_seal WHERE number = 2" }) { _ in .sealMissing(2) }
    try await expect(engine, { _ in "DELETE FROM event_seal WHERE number = 3" }) { _ in .sealMissing(3) }
    try await expect(engine, { _ in "UPDATE event_seal SET previous = root WHERE number = 2" }) { _ in .chainBroken(2) }
  }

  private func expect(
    _ engine: Engine, _ statement: @escaping @Sendable ([[EventID]]) -> SQL, _ problem: ([[EventID]]) -> EventProblem
  ) async throws {
    try await withTestDatabase(engine, storeMigrations) { db in
      let ids = try await fill(db, 3, 5, 2)
      #expect(try await db.write { tx in try tx.run(statement(ids)) } == 1)
      let report = try await db.read { tx in try verifyEvents(in: tx) }
      #expect(report.problem == problem(ids))
    }
  }

  @Test(arguments: Engine.available) func anInsertedEventIsNamed(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations) { db in
      _ = try await fill(db, 3, 5)
      let late = try await db.write { tx in
        let id = try tx.append(recorded, about: newID(), by: .system, at: noon.adding(hours: 9))
        try tx.run("UPDATE event SET seal = 1 WHERE id = \(id)")
        return id
      }
      let report = try await db.read { tx in try verifyEvents(in: tx) }
      #expect(report.problem == .extra(seal: 1, count: 1, late))
    }
  }

  /// A forger who also makes the event's own hash anew is caught by the seal.
  @Test(arguments: Engine.available) func arewrittenEventIsCaught(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations) { db in
      let ids = try await fill(db, 3)
      try await db.write { tx in
        let forged = try tx.append(recorded, about: newID(), by: .system, at: noon)
        let old = ids[0][1]
        try tx.run("DELETE FROM event WHERE id = \(old)")
        try tx.run("UPDATE event SET seal = 1 WHERE id = \(forged)")
      }
      #expect(try await db.read { tx in try verifyEvents(in: tx) }.problem == .rewritten(seal: 1))
    }
  }

  /// Cutting off the newest seals and their events leaves a sound log; a seal noted elsewhere tells.
  @Test(arguments: Engine.available) func aCutOffEndIsCaughtByANotedSeal(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations) { db in
      _ = try await fill(db, 3, 2)
      let noted = try await db.read { tx in try verifyEvents(in: tx) }.newestSeal
      try await db.write { tx in
        try tx.run("DELETE FROM event WHERE seal = 2")
        try tx.run("DELETE FROM event_seal WHERE number = 2")
      }
      #expect(try await db.read { tx in try verifyEvents(in: tx) }.isSound)
      #expect(try await db.read { tx in try verifyEvents(in: tx, noted: noted) }.problem == .notAsNoted)
    }
  }
}
