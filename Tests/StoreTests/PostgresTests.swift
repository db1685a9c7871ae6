import Kernel
import Logging
import Store
import TestKit
import Testing

/// What only a server can do to us: go away.
@Suite(.enabled(if: Engine.available.contains(.postgres)))
struct PostgresTests {
  @Test func aLostConnectionIsOpenedAgain() async throws {
    try await withTestDatabase(.postgres, sampleMigrations) { db in
      for _ in 0..<20 { try await db.read { tx in _ = try tx.exists("SELECT 1") } }
      let other = try Database.open(db.location, logger: Logger(label: "test"))
      let ended = try await other.read { tx in
        try tx.value(
          """
          SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()
          """, as: Int.self)
      }
      await other.close()
      #expect((ended ?? 0) > 0)
      for number in 0..<20 {
        try await db.write { tx in try tx.run("INSERT INTO counter (name, n) VALUES (\("\(number)"), 1)") }
      }
      #expect(try await counters(db).count == 20)
    }
  }

  /// Also where the write asks nothing: it says all of it at once, and the connection is seen to be gone before COMMIT.
  @Test func aLostConnectionIsNoticedByAWriteThatOnlySends() async throws {
    try await withTestDatabase(.postgres, sampleMigrations) { db in
      for number in 0..<20 {
        try await db.read { tx in _ = try tx.exists("SELECT 1") }
        let other = try Database.open(db.location, logger: Logger(label: "test"))
        try await other.read { tx in
          _ = try tx.exists(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """)
        }
        await other.close()
        try await db.write { tx in try tx.send("INSERT INTO counter (name, n) VALUES (\("\(number)"), 1)") }
      }
      #expect(try await counters(db).count == 20)
    }
  }

  @Test func aWriteThatHadNotEndedIsDoneAgain() async throws {
    try await withTestDatabase(.postgres, sampleMigrations) { db in
      let tries = Tally()
      try await db.write { tx in
        try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)")
        if tries.add() == 1 { _ = try tx.exists("SELECT pg_terminate_backend(pg_backend_pid())") }
      }
      #expect(tries.value == 2)
      #expect(try await counters(db) == ["a": 1])
    }
  }

  /// Lost between COMMIT and its answer, nobody knows whether the change was kept: to do it again could do it twice.
  @Test func aWriteLostAtCommitIsNotDoneAgain() async throws {
    let migrations = [
      Migration(1, "trap") { _ in
        [
          "CREATE TABLE trap (x TEXT)",
          """
          CREATE FUNCTION spring() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
          """,
          """
          CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON trap DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION spring()
          """,
        ]
      }
    ]
    try await withTestDatabase(.postgres, migrations) { db in
      let tries = Tally()
      let error = await thrown {
        try await db.write { tx in
          tries.add()
          try tx.run("INSERT INTO trap (x) VALUES ('y')")
        }
      }
      #expect(tries.value == 1)
      guard case .connection(let what) = error as? DatabaseError else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(what.contains("not known"))
    }
  }

  @Test func aStatementThatTakesTooLongIsStopped() async throws {
    var limits = Limits()
    limits.seconds = 1
    try await withTestDatabase(.postgres, [], limits: limits) { db in
      let error = await thrown { try await db.read { tx in _ = try tx.exists("SELECT pg_sleep(5)") } }
      #expect(error as? DatabaseError == .busy("a statement took too long"))
    }
  }

  @Test func aChangedTableDoesNotBreakPreparedStatements() async throws {
    var limits = Limits()
    limits.connections = 1
    try await withTestDatabase(.postgres, sampleMigrations, limits: limits) { db in
      try await db.write { tx in try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)") }
      let query: @Sendable (Transaction) throws -> Int? = { tx in
        try tx.row("SELECT * FROM counter") { try $0[1] }
      }
      #expect(try await db.read(query) == 1)
      try await db.write { tx in try tx.run("ALTER TABLE counter ADD COLUMN more TEXT") }
      #expect(try await db.read(query) == 1)
    }
  }
}

struct SQLiteTests {
  @Test func aReadThatTakesTooLongIsStopped() async throws {
    var limits = Limits()
    limits.seconds = 1
    try await withTestDatabase(.sqlite, [], limits: limits) { db async throws in
      let error = await thrown {
        try await db.read { tx in
          _ = try tx.value(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n", as: Int.self)
        }
      }
      #expect(error as? DatabaseError == .busy("a statement took too long"))
      #expect(try await db.read { tx in try tx.exists("SELECT 1") })
    }
  }

  /// A full disk can end the whole transaction: the verbs that shared it are done again, each by itself.
  @Test func aVerbThatFillsTheDiskFailsAlone() async throws {
    try await withTestDatabase(.sqlite, sampleMigrations) { db in
      try await db.write { tx in
        let pages = try tx.value("PRAGMA page_count", as: Int.self) ?? 0
        _ = try tx.value("PRAGMA max_page_count = \(SQL(constant: "200"))", as: Int.self)
        #expect(pages < 100)
      }
      let gate = Gate()
      let holder = Task { try await db.write { _ in gate.hold() } }
      await gate.untilHeld()
      let tasks = (0..<10).map { number in
        Task {
          try await db.write { tx in
            try tx.run("INSERT INTO counter (name, n) VALUES (\("c\(number)"), 1)")
            if number == 5 {
              let bytes = [UInt8](repeating: 7, count: 5_000_000)
              try tx.run("INSERT INTO sample (id, bytes) VALUES (\(newID(SampleKey.self)), \(bytes))")
            }
          }
        }
      }
      gate.open()
      try await holder.value
      for (number, task) in tasks.enumerated() {
        let error = await thrown { try await task.value }
        #expect((error == nil) == (number != 5))
      }
      let left = try await counters(db)
      #expect(left.count == 9 && left["c5"] == nil && left.values.allSatisfy { $0 == 1 })
    }
  }
}
