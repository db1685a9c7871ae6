import Logging

/// One step of the schema, applied once and never changed afterwards. Numbers go up over the whole project.
package struct Migration: Sendable {
  package let number: Int
  package let name: String
  package let statements: @Sendable (Dialect) -> [SQL]

  package init(_ number: Int, _ name: String, _ statements: @escaping @Sendable (Dialect) -> [SQL]) {
    self.number = number
    self.name = name
    self.statements = statements
  }
}

/// How the schema of a database stands to the migrations that the code knows.
package enum SchemaState: Sendable, Hashable {
  case current
  /// These are not yet applied.
  case behind([String])
  /// The database has migrations that this code does not know: a newer version made them.
  case ahead
}

/// The migrations and the database do not fit together.
package struct MigrationError: Error, Hashable, CustomStringConvertible {
  package let description: String
}

extension Database {
  /// Applies what is missing, each in its own transaction, in order; returns the names. Several nodes may try at once.
  package func migrate(_ migrations: [Migration]) async throws -> [String] {
    try checkNumbers(migrations)
    try await makeMigrationTable()
    try await refuseUnknown(migrations)
    var names: [String] = []
    for migration in migrations {
      if try await write({ tx in try apply(migration, in: tx) }) {
        logger.info("applied migration \(migration.number) \(migration.name)")
        names.append(migration.name)
      }
    }
    return names
  }

  package func schemaState(_ migrations: [Migration]) async throws -> SchemaState {
    try checkNumbers(migrations)
    let applied = try await appliedMigrations()
    guard applied.allSatisfy({ number, name in migrations.contains { $0.number == number && $0.name == name } }) else {
      return .ahead
    }
    let missing = migrations.filter { applied[$0.number] == nil }
    return missing.isEmpty ? .current : .behind(missing.map(\.name))
  }

  private func makeMigrationTable() async throws {
    do {
      try await write { tx in try tx.run(migrationTable(tx.dialect)) }
    } catch let error as DatabaseError {
      // Another node made it at the same moment: PostgreSQL's IF NOT EXISTS does not see that, and says so in several ways.
      guard try await read({ tx in try hasMigrationTable(tx) }) else { throw error }
    }
  }

  private func appliedMigrations() async throws -> [Int: String] {
    try await read { tx in
      guard try hasMigrationTable(tx) else { return [:] }
      let rows = try tx.rows("SELECT number, name FROM schema_migration") { row in
        (try row[0] as Int, try row[1] as String)
      }
      return Dictionary(uniqueKeysWithValues: rows)
    }
  }

  private func refuseUnknown(_ migrations: [Migration]) async throws {
    for (number, name) in try await appliedMigrations().sorted(by: { $0.key < $1.key }) {
      guard let known = migrations.first(where: { $0.number == number }) else {
        throw MigrationError(
          description: "the database has migration \(number) \(name), which this version does not know: run a newer one"
        )
      }
      guard known.name == name else {
        throw MigrationError(
          description: "migration \(number) is \(name) in the database and \(known.name) in this version")
      }
    }
  }
}

private func checkNumbers(_ migrations: [Migration]) throws {
  for (before, after) in zip(migrations, migrations.dropFirst()) where before.number >= after.number {
    throw MigrationError(
      description: "migration \(after.number) \(after.name) comes after \(before.number) \(before.name)")
  }
  if let first = migrations.first, first.number < 1 { throw MigrationError(description: "migrations begin at 1") }
}

private func migrationTable(_ dialect: Dialect) -> SQL {
  """
  CREATE TABLE IF NOT EXISTS schema_migration (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at \(dialect.instant) NOT NULL
  )
  """
}

private func hasMigrationTable(_ tx: Transaction) throws -> Bool {
  switch tx.dialect {
  case .sqlite: try tx.exists("SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration'")
  case .postgres: try tx.exists("SELECT 1 FROM pg_class WHERE oid = to_regclass('schema_migration')")
  }
}

/// False where it was applied already, perhaps by another node a moment ago.
private func apply(_ migration: Migration, in tx: Transaction) throws -> Bool {
  try tx.lock("schema_migration")
  if try tx.exists("SELECT 1 FROM schema_migration WHERE number = \(migration.number)") { return false }
  // An index over a large table may take longer than a page may.
  if tx.dialect == .postgres { try tx.run("SET LOCAL statement_timeout = 0") }
  for statement in migration.statements(tx.dialect) { try tx.run(statement) }
  try tx.run(
    """
    INSERT INTO schema_migration (number, name, applied_at)
    VALUES (\(migration.number), \(migration.name), \(currentTime()))
    """)
  return true
}
