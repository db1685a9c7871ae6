import CPostgres
import Foundation

/// Makes and drops whole databases on a PostgreSQL server: for setting up, and for tests.
package struct PostgresServer {
  private let connection: PostgresConnection

  /// `url` names any database of the server that the account may connect to.
  package init(url: String) throws {
    connection = try PostgresConnection(url: url, statements: 1, seconds: 0)
    try connection.execute("SET default_transaction_read_only = off")
  }

  /// An empty database that sorts text by code point, or a copy of the database `template`.
  package func create(_ name: String, from template: String? = nil) throws {
    let how =
      try template.map { " TEMPLATE \(try checked($0))" } ?? " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
    try connection.administer("CREATE DATABASE \(checked(name))\(how)")
  }

  package func drop(_ name: String) throws {
    try connection.administer("DROP DATABASE IF EXISTS \(checked(name)) WITH (FORCE)")
  }

  package func rename(_ name: String, to new: String) throws {
    try connection.administer("ALTER DATABASE \(checked(name)) RENAME TO \(checked(new))")
  }

  package func exists(_ name: String) throws -> Bool {
    var found = false
    try connection.each("SELECT 1 FROM pg_database WHERE datname = \(name)") { _ in
      found = true
      return false
    }
    return found
  }

  package func names(startingWith start: String) throws -> [String] {
    var names: [String] = []
    try connection.each("SELECT datname FROM pg_database WHERE starts_with(datname, \(start))") { row in
      names.append(try row[0])
      return true
    }
    return names
  }

  /// A name cannot be a parameter, so it is held to letters, digits and `_`.
  private func checked(_ name: String) throws -> String {
    let isPlain =
      !name.isEmpty && name.utf8.count < 64
      && name.utf8.allSatisfy {
        (97...122).contains($0) || (48...57).contains($0) || $0 == 95
      }
    guard isPlain else { throw DatabaseError.other("not a name for a database") }
    return name
  }
}
