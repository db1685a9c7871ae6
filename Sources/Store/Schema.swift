extension Database {
  /// The schema in one canonical text, for comparing and for reading: `schema/sqlite.sql`, `schema/postgres.sql`.
  package func dumpSchema() async throws -> String {
    try await read { tx in
      let parts = tx.dialect == .sqlite ? try sqliteSchema(tx) : try postgresSchema(tx)
      return parts.map { $0 + ";\n" }.joined(separator: "\n")
    }
  }
}

/// Each statement as it was given, tables before what stands on them.
private func sqliteSchema(_ tx: Transaction) throws -> [String] {
  try tx.rows(
    """
    SELECT s.sql FROM sqlite_schema s
    WHERE s.sql IS NOT NULL AND s.name NOT LIKE 'sqlite_%'
      AND NOT EXISTS (SELECT 1 FROM pragma_table_list t WHERE t.name = s.name AND t.type = 'shadow')
    ORDER BY s.type = 'table' DESC, s.tbl_name, s.type, s.name
    """
  ) { try $0[0] }
}

/// Written from the catalogue, since what `pg_dump` writes differs from version to version.
private func postgresSchema(_ tx: Transaction) throws -> [String] {
  let tables: [String] = try tx.rows(
    """
    SELECT CAST(relname AS TEXT) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = CAST('public' AS regnamespace) ORDER BY relname COLLATE "C"
    """
  ) { try $0[0] }
  let created = try tables.map { table in
    let lines = try columns(of: table, tx) + constraints(of: table, tx)
    return "CREATE TABLE \(table) (\n" + lines.map { "  \($0)" }.joined(separator: ",\n") + "\n)"
  }
  let indexes: [String] = try tx.rows(
    """
    SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = CAST('public' AS regnamespace)
      AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    ORDER BY c.relname COLLATE "C"
    """
  ) { try $0[0] }
  let triggers: [String] = try tx.rows(
    "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname COLLATE \"C\""
  ) { try $0[0] }
  return created + indexes + triggers
}

private func columns(of table: String, _ tx: Transaction) throws -> [String] {
  try tx.rows(
    """
    SELECT CAST(a.attname AS TEXT), format_type(a.atttypid, a.atttypmod), a.attnotnull,
      CAST(a.attgenerated AS TEXT), pg_get_expr(d.adbin, d.adrelid)
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = to_regclass(\(table)) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
    """
  ) { row in
    let expression: String? = try row[4]
    let isGenerated = try row[3] as String == "s"
    let value = expression.map { isGenerated ? " GENERATED ALWAYS AS (\($0)) STORED" : " DEFAULT \($0)" } ?? ""
    return "\(try row[0] as String) \(try row[1] as String)\(value)\(try row[2] as Bool ? " NOT NULL" : "")"
  }
}

private func constraints(of table: String, _ tx: Transaction) throws -> [String] {
  try tx.rows(
    """
    SELECT CAST(conname AS TEXT), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = to_regclass(\(table)) AND contype IN ('p', 'u', 'f', 'c', 'x')
    ORDER BY CASE contype WHEN 'p' THEN 0 WHEN 'u' THEN 1 WHEN 'f' THEN 2 ELSE 3 END, conname COLLATE "C"
    """
  ) { "CONSTRAINT \(try $0[0] as String) \(try $0[1] as String)" }
}
