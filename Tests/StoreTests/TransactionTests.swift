import Kernel
import Store
import Synchronization
import TestKit
import Testing

struct TransactionTests {
  @Test(arguments: Engine.available) func whatIsThrownComesThroughAndUndoes(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db async throws in
      let thrownOnes: [any Error & Equatable & Sendable] = [Refusal.notFound, FieldError("name", "Enter a name")]
      for expected in thrownOnes {
        let error = await thrown {
          try await db.write { tx in
            try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)")
            throw expected
          }
        }
        #expect(error.map { "\($0)" } == "\(expected)")
      }
      #expect(try await counters(db).isEmpty)
    }
  }

  @Test(arguments: Engine.available) func aSavepointUndoesOnlyItself(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      try await db.write { tx in
        try tx.run("INSERT INTO counter (name, n) VALUES ('kept', 1)")
        let outer: ()? = try? tx.savepoint {
          try tx.run("INSERT INTO counter (name, n) VALUES ('undone', 1)")
          try tx.savepoint { try tx.run("INSERT INTO counter (name, n) VALUES ('undone too', 1)") }
          try tx.run("INSERT INTO counter (name, n) VALUES ('kept', 2)")
        }
        #expect(outer == nil)
        let rows = try tx.savepoint { try tx.run("INSERT INTO counter (name, n) VALUES ('last', 3)") }
        #expect(rows == 1)
      }
      #expect(try await counters(db) == ["kept": 1, "last": 3])
    }
  }

  /// A statement that nobody waits for is there for the next one, and kept with the rest; alone too.
  @Test(arguments: Engine.available) func whatIsSentIsKept(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db async throws in
      @Sendable func insert(_ name: String) -> SQL { "INSERT INTO counter (name, n) VALUES (\(name), 1)" }
      try await db.write { tx throws in
        try tx.send(insert("a"))
        try tx.send(insert("b"))
        #expect(try tx.value("SELECT count(*) FROM counter") == 2)
        try tx.send("UPDATE counter SET n = 5 WHERE name = 'a'")
      }
      try await db.write { tx in try tx.send(insert("alone")) }
      try await db.write { tx throws in
        try tx.send(insert("before"))
        let undone: ()? = try? tx.savepoint {
          try tx.send(insert("undone"))
          throw Refusal.notFound
        }
        #expect(undone == nil)
        try tx.savepoint { try tx.send(insert("inside")) }
      }
      let refused = await thrown {
        try await db.write { tx in
          try tx.send(insert("left"))
          throw Refusal.notFound
        }
      }
      #expect(refused as? Refusal == .notFound)
      #expect(try await counters(db) == ["a": 5, "b": 1, "alone": 1, "before": 1, "inside": 1])
    }
  }

  /// Where it fails, the write fails, with the reason; a savepoint around it can be undone.
  @Test(arguments: Engine.available) func whatIsSentAndFailsIsNotLost(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db async throws in
      @Sendable func insert(_ name: String) -> SQL { "INSERT INTO counter (name, n) VALUES (\(name), 1)" }
      try await db.write { tx in try tx.send(insert("a")) }
      for _ in 1...2 {  // Once when it is new to the connection, once when it is known.
        let twice = await thrown {
          try await db.write { tx in
            try tx.send(insert("b"))
            try tx.send(insert("a"))
          }
        }
        guard case .unique? = twice as? DatabaseError else {
          Issue.record("\(String(describing: twice))")
          continue
        }
      }
      let unreadable = await thrown { try await db.write { tx in try tx.send(insert("zero\0byte")) } }
      #expect(unreadable is DatabaseError)
      let reading = await thrown { try await db.read { tx in try tx.send(insert("c")) } }
      #expect(reading is DatabaseError)
      try await db.write { tx throws in
        try tx.send(insert("kept"))
        let undone: ()? = try? tx.savepoint { try tx.send(insert("a")) }
        #expect(undone == nil)
        try tx.send(insert("after"))
      }
      #expect(try await counters(db) == ["a": 1, "kept": 1, "after": 1])
    }
  }

  /// PostgreSQL goes no further after a failed statement; nor does SQLite here, so that no verb works on one only.
  @Test(arguments: Engine.available) func aSwallowedFailureStillUndoes(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db async throws in
      let error = await thrown {
        try await db.write { tx in
          try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)")
          _ = try? tx.run("INSERT INTO counter (name, n) VALUES ('a', 2)")
        }
      }
      #expect(error as? DatabaseError == .unique("counter.name"))
      #expect(try await counters(db).isEmpty)
    }
  }

  @Test(arguments: Engine.available) func aTransactionEndsWithItsClosure(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      nonisolated(unsafe) var escaped: Transaction?
      try await db.read { tx in escaped = tx }
      let kept = try #require(escaped)
      #expect(throws: DatabaseError.self) { try kept.exists("SELECT 1") }
    }
  }

  @Test(arguments: Engine.available) func aVerbCannotEndTheTransaction(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db async throws in
      for word: SQL in ["COMMIT", "rollback", "END", "BEGIN", "SAVEPOINT x", "RELEASE x"] {
        let error = await thrown {
          try await db.write { tx in
            try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)")
            try tx.run(word)
          }
        }
        #expect(error is DatabaseError)
      }
      #expect(try await counters(db).isEmpty)
    }
  }

  /// Many verbs are taken together; the one that fails takes nobody with it.
  @Test(arguments: Engine.available) func oneFailureInAGroupIsItsOwn(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      let gate = Gate()
      let holder = Task { try await db.write { _ in gate.hold() } }
      await gate.untilHeld()
      let tasks = (0..<20).map { number in
        Task {
          try await db.write { tx in
            try tx.run("INSERT INTO counter (name, n) VALUES (\("c\(number)"), \(number))")
            if number == 7 { throw Refusal.notNow("seven") }
            if number == 8 { try tx.run("INSERT INTO counter (name, n) VALUES (\("c8"), 8)") }
          }
        }
      }
      gate.open()
      try await holder.value
      for (number, task) in tasks.enumerated() {
        let error = await thrown { try await task.value }
        switch number {
        case 7: #expect(error as? Refusal == .notNow("seven"))
        case 8: #expect(error as? DatabaseError == .unique("counter.name"))
        default: #expect(error == nil)
        }
      }
      let left = try await counters(db)
      #expect(left.count == 18 && left["c7"] == nil && left["c8"] == nil)
    }
  }

  /// A deferred constraint speaks at COMMIT, where a group would otherwise fail for one member's fault.
  @Test(arguments: Engine.available) func aDeferredConstraintFailsItsOwnVerbOnly(engine: Engine) async throws {
    let migrations = [
      Migration(1, "deferred") { d in
        [
          "CREATE TABLE parent (id \(d.whole) NOT NULL PRIMARY KEY)",
          """
          CREATE TABLE kid (
            id \(d.whole) NOT NULL PRIMARY KEY,
            parent_id \(d.whole) NOT NULL REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
          )
          """,
        ]
      }
    ]
    try await withTestDatabase(engine, migrations) { db in
      let gate = Gate()
      let holder = Task { try await db.write { _ in gate.hold() } }
      await gate.untilHeld()
      let tasks = (1...6).map { number in
        Task {
          try await db.write { tx in
            try tx.run("INSERT INTO kid (id, parent_id) VALUES (\(number), \(number))")
            if number != 3 { try tx.run("INSERT INTO parent (id) VALUES (\(number))") }
          }
        }
      }
      gate.open()
      try await holder.value
      for (index, task) in tasks.enumerated() {
        let error = await thrown { try await task.value }
        #expect((error == nil) == (index != 2))
      }
      #expect(try await db.read { tx in try tx.value("SELECT count(*) FROM kid", as: Int.self) } == 5)
    }
  }

  @Test(arguments: Engine.available) func readModifyWriteLosesNothing(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      try await db.write { tx in try tx.run("INSERT INTO counter (name, n) VALUES ('a', 0)") }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<64 {
          group.addTask {
            try await db.write { tx in
              let n = try tx.value("SELECT n FROM counter WHERE name = 'a'", as: Int.self) ?? 0
              try tx.run("UPDATE counter SET n = \(n + 1) WHERE name = 'a'")
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await counters(db) == ["a": 64])
    }
  }

  /// Two doctors, each may leave if the other stays: only one may. (Write skew.)
  @Test(arguments: Engine.available) func writesRunAsIfAlone(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      try await db.write { tx in try tx.run("INSERT INTO counter (name, n) VALUES ('x', 1), ('y', 1)") }
      async let first: Void = db.write { tx in try leave("x", tx) }
      async let second: Void = db.write { tx in try leave("y", tx) }
      _ = try await (first, second)
      #expect(try await counters(db).values.reduce(0, +) == 1)
    }
  }

  @Test(arguments: Engine.available) func aReadSeesOneMoment(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      try await db.write { tx in try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)") }
      let gate = Gate()
      let reader = Task {
        try await db.read { tx in
          let before = try tx.value("SELECT n FROM counter", as: Int.self)
          gate.hold()
          return [before, try tx.value("SELECT n FROM counter", as: Int.self)]
        }
      }
      await gate.untilHeld()
      try await db.write { tx in try tx.run("UPDATE counter SET n = 2") }
      gate.open()
      #expect(try await reader.value == [1, 1])
      #expect(try await counters(db) == ["a": 2])
    }
  }

  @Test(arguments: Engine.available) func durabilityIsWhatWasAskedFor(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db async throws in
      @Sendable func setting(_ tx: Transaction) throws -> String? {
        switch tx.dialect {
        case .sqlite: try tx.value("PRAGMA synchronous", as: Int.self).map(String.init)
        case .postgres: try tx.value("SHOW synchronous_commit", as: String.self)
        }
      }
      let expected = engine == .sqlite ? ["2", "1", "2"] : ["on", "off", "on"]
      #expect(try await db.write { tx in try setting(tx) } == expected[0])
      #expect(try await db.write(.process) { tx in try setting(tx) } == expected[1])
      #expect(try await db.write(.disk) { tx in try setting(tx) } == expected[2])
    }
  }
}

private func leave(_ name: String, _ tx: Transaction) throws {
  let present = try tx.value("SELECT sum(n) FROM counter", as: Int.self) ?? 0
  if present > 1 { try tx.run("UPDATE counter SET n = 0 WHERE name = \(name)") }
}
