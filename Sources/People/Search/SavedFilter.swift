package import Kernel
package import Store

/// A search that somebody has kept under a name of their own.
package struct SavedFilter: Sendable, Record, Codable, Hashable {
  package let id: ID<SavedFilter>
  package let name: String
  /// The part of the address after the question mark.
  package let query: String
  package init(row: Row) throws {
    id = try row[0]
    name = try row[1]
    query = try row[2]
  }
}

/// As many as one person may keep for one page.
let savedFilterLimit = 20

extension Transaction {
  package func savedFilters(_ account: AccountID, page: String) throws -> [SavedFilter] {
    try all(
      "SELECT id, name, query FROM saved_filter WHERE account_id = \(account) AND page = \(page) ORDER BY name, id")
  }

  /// Keeps a filter; one of the same name is replaced. Theirs alone and about no child, so it is no event.
  package func saveFilter(_ id: ID<SavedFilter>, account: AccountID, page: String, name: String, query: String) throws {
    try run("DELETE FROM saved_filter WHERE account_id = \(account) AND page = \(page) AND name = \(name)")
    try run(
      """
      INSERT INTO saved_filter (id, account_id, page, name, query) VALUES (\(id), \(account), \(page), \(name), \(query))
      """)
  }

  package func deleteFilter(_ id: ID<SavedFilter>, account: AccountID) throws {
    let gone = try run("DELETE FROM saved_filter WHERE id = \(id) AND account_id = \(account)")
    guard gone == 1 else { throw Refusal.notFound }
  }
}
