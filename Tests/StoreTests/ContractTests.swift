import Kernel
import Store
import TestKit
import Testing

/// The same statements must do the same on both engines.
struct ContractTests {
  @Test(arguments: Engine.available) func everyTypeGoesInAndComesBack(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      let id: SampleID = newID()
      let words = "Zoë O'Neil 👩‍👧 \"x\" \\ $1 %s \u{0301}"
      let bytes: [UInt8] = [0, 1, 39, 92, 255]
      let day = Day(2026, 11, 22)!
      let at = Instant(microseconds: 1_795_000_000_123_456)
      try await db.write { tx in
        try tx.run(
          """
          INSERT INTO sample (id, words, amount, size, is_on, bytes, held_on, seen_at, details)
          VALUES (\(id), \(words), \(Int64.max), \(0.1), \(true), \(bytes), \(day), \(at), \(#"{"a": "b"}"#))
          """)
      }
      try await db.read { tx in
        let found = try tx.row(
          "SELECT id, words, amount, size, is_on, bytes, held_on, seen_at, details ->> 'a' FROM sample WHERE id = \(id)"
        ) { row throws in
          #expect(try row[0] as SampleID == id)
          #expect(try Array((row[1] as String).unicodeScalars) == Array(words.unicodeScalars))
          #expect(try row[2] as Int64 == Int64.max)
          #expect(try row[3] as Double == 0.1)
          #expect(try row[4] as Bool)
          #expect(try row[5] as [UInt8] == bytes)
          #expect(try row[6] as Day == day)
          #expect(try row[7] as Instant == at)
          #expect(try row[8] as String == "b")
          return true
        }
        #expect(found == true)
      }
    }
  }

  @Test(arguments: Engine.available) func smallestAndEmptyValues(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      let id: SampleID = newID()
      try await db.write { tx in
        try tx.run(
          """
          INSERT INTO sample (id, words, bytes, is_on, size, seen_at)
          VALUES (\(id), \(""), \([UInt8]()), \(false), \(-1e300), \(Instant(microseconds: .min)))
          """)
        try tx.row("SELECT words, bytes, is_on, size, seen_at, amount, held_on FROM sample") { row throws in
          #expect(try row[0] as String? == "")
          #expect(try row[1] as [UInt8]? == [])
          #expect(try row[2] as Bool? == false)
          #expect(try row[3] as Double == -1e300)
          #expect(try row[4] as Instant == Instant(microseconds: .min))
          #expect(try row[5] as Int? == nil)
          #expect(try row[6] as Day? == nil)
        }
      }
    }
  }

  @Test(arguments: Engine.available) func kernelValuesComeBack(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      let number = NHSNumber("943 476 5919")!
      let postcode = Postcode("me4 4tr")!
      let role: Role? = .screener
      try await db.read { tx in
        try tx.row(
          """
          SELECT CAST(\(number) AS TEXT), CAST(\(postcode) AS TEXT), CAST(\(role) AS TEXT),
            CAST(\(Role.provider) AS TEXT), CAST(\(nil as Role?) AS TEXT)
          """
        ) { row throws in
          #expect(try row[0] as NHSNumber == number)
          #expect(try row[1] as Postcode == postcode)
          #expect(try row[2] as Role? == .screener)
          #expect(try row[3] as Role == .provider)
          #expect(try row[4] as Role? == nil)
        }
      }
    }
  }

  /// Texts that have broken other systems stay texts.
  @Test(arguments: Engine.available) func injectionIsOnlyText(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      let attempts = [
        "'; DROP TABLE sample; --", "\\'; DELETE FROM sample; --", "$1", "?1", ":a", "' OR '1'='1", "\u{2019} OR 1=1",
        "%'; SELECT pg_sleep(9); --", "E'\\x27'", "$$; DROP TABLE sample; $$", "/* */", "\u{FF07}",
      ]
      for attempt in attempts {
        try await db.write { tx in
          try tx.run("INSERT INTO sample (id, words) VALUES (\(newID(SampleKey.self)), \(attempt))")
        }
        let back = try await db.read { tx in
          try tx.value("SELECT words FROM sample WHERE words = \(attempt)", as: String.self)
        }
        #expect(back == attempt)
      }
      let count = try await db.read { tx in try tx.value("SELECT count(*) FROM sample", as: Int.self) }
      #expect(count == attempts.count)
    }
  }

  @Test(arguments: Engine.available) func aZeroByteIsRefused(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db async throws in
      let error = await thrown {
        try await db.write { tx in
          try tx.run("INSERT INTO counter (name, n) VALUES (\("a\0b"), 1)")
        }
      }
      #expect(error as? DatabaseError == .other("a text with a zero byte cannot be kept"))
      #expect(try await counters(db).isEmpty)
    }
  }

  @Test(arguments: Engine.available) func oneSQLIsOneStatement(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      let error = await thrown {
        try await db.write { tx in try tx.run("DELETE FROM counter; DELETE FROM sample") }
      }
      guard case .other = error as? DatabaseError else {
        Issue.record("\(String(describing: error))")
        return
      }
      // A semicolon at the end is no second statement.
      try await db.write { tx in try tx.run("DELETE FROM counter;\n") }
    }
  }

  @Test(arguments: Engine.available) func runCountsRows(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      try await db.write { tx throws in
        #expect(try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1), ('b', 2), ('c', 3)") == 3)
        #expect(try tx.run("UPDATE counter SET n = n + 1 WHERE n > 1") == 2)
        #expect(try tx.run("UPDATE counter SET n = n + 1 WHERE n > 99") == 0)
        #expect(try tx.run("CREATE TABLE other (x TEXT)") == 0)
        #expect(try tx.run("INSERT INTO counter (name, n) VALUES ('a', 9) ON CONFLICT (name) DO NOTHING") == 0)
        #expect(try tx.run("DELETE FROM counter") == 3)
      }
    }
  }

  /// What the guide to SQL for both engines promises.
  @Test(arguments: Engine.available) func theCommonSubset(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      try await db.write { tx in
        try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1), ('b', 2), ('B', 3), ('é', 4)")
        let queries: [(SQL, Int)] = [
          ("SELECT count(*) FILTER (WHERE n > \(1)) FROM counter", 3),
          ("WITH big AS (SELECT n FROM counter WHERE n > \(2)) SELECT count(*) FROM big", 2),
          (
            "WITH RECURSIVE up (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM up WHERE i < \(5)) SELECT count(*) FROM up",
            5
          ),
          ("SELECT sum(n) FROM counter", 10),
          ("SELECT count(*) FROM counter WHERE name IN \(list: ["a", "é", "zz"])", 2),
          ("SELECT count(*) FROM counter WHERE name IN \(list: [String]())", 0),
          ("SELECT n FROM counter WHERE (n, name) > (\(2), \("a")) ORDER BY n LIMIT \(1)", 2),
          ("SELECT row_number() OVER (ORDER BY n DESC) FROM counter ORDER BY n LIMIT 1", 4),
          ("SELECT n FROM counter ORDER BY name \(tx.dialect.byCodePoint) LIMIT 1", 3),
          ("SELECT count(*) FROM counter WHERE n IS NOT DISTINCT FROM \(1)", 1),
          ("SELECT CAST(coalesce(nullif(\("7"), ''), '0') AS INTEGER)", 7),
          ("UPDATE counter SET n = n * 10 WHERE name = \("a") RETURNING n", 10),
          (
            """
            INSERT INTO counter (name, n) VALUES (\("a"), 5)
            ON CONFLICT (name) DO UPDATE SET n = counter.n + excluded.n RETURNING n
            """, 15
          ),
          ("SELECT n FROM counter WHERE name = \("b")\(tx.dialect.forUpdate)", 2),
          ("SELECT n FROM counter WHERE name = \("b")\(tx.dialect.forUpdateOfFree)", 2),
        ]
        for (query, expected) in queries {
          #expect(try tx.value(query, as: Int.self) == expected, "\(query.text)")
        }
        #expect(try tx.value("SELECT EXISTS (SELECT 1 FROM counter)", as: Bool.self) == true)
        #expect(try tx.value("SELECT n = 2 FROM counter WHERE name = 'a'", as: Bool.self) == false)
        #expect(try tx.value("SELECT avg(n) FROM counter WHERE n IN (2, 3)", as: Double.self) == 2.5)
        #expect(try tx.exists("SELECT 1 FROM counter WHERE n = 99") == false)
        #expect(try tx.first("SELECT name, n FROM counter WHERE n = 99", as: Counter.self) == nil)
      }
    }
  }

  @Test(arguments: Engine.available) func constraintsAreNamedAlike(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      let id: SampleID = newID()
      let day = Day(2026, 1, 1)!
      try await db.write { tx in try tx.run("INSERT INTO sample (id, words, held_on) VALUES (\(id), 'w', \(day))") }
      let cases: [(SQL, DatabaseError?)] = [
        ("INSERT INTO sample (id) VALUES (\(id))", .unique("sample.id")),
        (
          "INSERT INTO sample (id, words, held_on) VALUES (\(newID(SampleKey.self)), 'w', \(day))",
          .unique("sample.words, sample.held_on")
        ),
        ("UPDATE sample SET amount = -1", .check("sample_amount_is_positive")),
        ("INSERT INTO counter (name) VALUES ('x')", .notNull("counter.n")),
      ]
      for (statement, expected) in cases {
        let error = await thrown { try await db.write { tx in try tx.run(statement) } }
        #expect(error as? DatabaseError == expected)
      }
      let error = await thrown {
        try await db.write { tx in
          try tx.run(
            "INSERT INTO part (id, sample_id, name) VALUES (\(newID(SampleKey.self)), \(newID(SampleKey.self)), 'p')")
        }
      }
      guard case .foreignKey = error as? DatabaseError else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test(arguments: Engine.available) func readsCannotWrite(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db async throws in
      let error = await thrown {
        try await db.read { tx in try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1)") }
      }
      #expect(error is DatabaseError)
      #expect(try await counters(db).isEmpty)
    }
  }

  @Test(arguments: Engine.available) func theSameQueryRunsInsideItsOwnRows(engine: Engine) async throws {
    try await withTestDatabase(engine, sampleMigrations) { db in
      let pairs = try await db.write { tx in
        try tx.run("INSERT INTO counter (name, n) VALUES ('a', 1), ('b', 2)")
        let query: SQL = "SELECT name FROM counter ORDER BY name"
        return try tx.rows(query) { outer in
          let first: String = try outer[0]
          return try tx.rows(query) { first + (try $0[0] as String) }
        }
      }
      #expect(pairs == [["aa", "ab"], ["ba", "bb"]])
    }
  }

  @Test(arguments: Engine.available) func moreStatementsThanAreKeptPrepared(engine: Engine) async throws {
    var limits = Limits()
    limits.statements = 3
    limits.readers = 1
    limits.connections = 1
    try await withTestDatabase(engine, sampleMigrations, limits: limits) { db in
      try await db.read { tx in
        for round in 0..<3 {
          for count in 1...10 {
            let found = try tx.value(
              "SELECT CAST(\(round) AS INTEGER) + length(\(SQL.joined(Array(repeating: "'x'", count: count), "||")))",
              as: Int.self)
            #expect(found == round + count)
          }
        }
      }
    }
  }
}
