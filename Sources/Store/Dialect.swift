/// Every difference between the two engines that a statement can meet, each under one name.
package enum Dialect: String, Sendable, CaseIterable {
  case sqlite, postgres

  private func pick(_ sqlite: StaticString, _ postgres: StaticString) -> SQL {
    SQL(constant: self == .sqlite ? sqlite : postgres)
  }

  // Types of columns.
  package var id: SQL { pick("TEXT", "UUID") }
  package var instant: SQL { pick("INTEGER", "BIGINT") }
  package var whole: SQL { pick("INTEGER", "BIGINT") }
  package var real: SQL { "DOUBLE PRECISION" }
  package var day: SQL { "TEXT" }
  package var text: SQL { "TEXT" }
  package var flag: SQL { "BOOLEAN" }
  package var json: SQL { pick("TEXT", "JSONB") }
  package var blob: SQL { pick("BLOB", "BYTEA") }

  // Parts of statements.
  /// After a SELECT whose rows are about to be changed. SQLite has one writer at a time and needs none.
  package var forUpdate: SQL { pick("", " FOR UPDATE") }
  /// The same, passing over rows that another transaction holds.
  package var forUpdateOfFree: SQL { pick("", " FOR UPDATE SKIP LOCKED") }
  /// After a text in ORDER BY: by code point on both engines, whatever collation the PostgreSQL database was made with.
  package var byCodePoint: SQL { pick("COLLATE BINARY", "COLLATE \"C\"") }
}
