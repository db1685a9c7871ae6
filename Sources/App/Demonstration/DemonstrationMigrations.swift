import Kernel
package import Store

/// One row, where the database is a demonstration: when it began to be filled, and when it was full.
let demonstrationMigrations: [Migration] = [
  Migration(100, "demonstration") { d in
    [
      """
      CREATE TABLE demonstration (
        name TEXT NOT NULL, began_at \(d.instant) NOT NULL, filled_at \(d.instant),
        CONSTRAINT demonstration_pk PRIMARY KEY (name),
        CONSTRAINT demonstration_only_one CHECK (name = 'thorneshire'))
      """
    ]
  }
]

/// Whether this database holds the invented county, and so whether `/demonstration` may sign people in without a
/// password.
package func isDemonstration(in tx: Transaction) throws -> Bool {
  try tx.exists("SELECT 1 FROM demonstration WHERE filled_at IS NOT NULL")
}

/// How far an earlier filling came.
enum DemonstrationState: Sendable {
  case none, begun, filled
}

extension Transaction {
  func demonstrationState() throws -> DemonstrationState {
    let found: Instant?? = try row("SELECT filled_at FROM demonstration") { try $0[0] as Instant? }
    guard let filledAt = found else { return .none }
    return filledAt == nil ? .begun : .filled
  }
  func markDemonstrationBegun(at now: Instant) throws {
    try run("INSERT INTO demonstration (name, began_at) VALUES ('thorneshire', \(now))")
  }
  func markDemonstrationFilled(at now: Instant) throws {
    try run("UPDATE demonstration SET filled_at = \(now)")
  }
}

/// Why the demonstration cannot be filled into this database.
package struct DemonstrationProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
}
