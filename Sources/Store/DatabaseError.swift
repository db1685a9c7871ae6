/// What the database refused or could not do: one set of cases for both engines. Messages name tables, columns and
/// constraints, never the values in them, so that they may be logged.
package enum DatabaseError: Error, Hashable, Sendable {
  /// `visit.child_id, visit.held_on`: the columns; or the name of the index, where it is over an expression.
  case unique(String)
  case foreignKey(String)
  /// The name of the constraint.
  case check(String)
  /// `visit.held_on`: the column that may not be empty.
  case notNull(String)
  /// Another process holds the database, or a statement ran into its time limit.
  case busy(String)
  /// Another transaction got in the way thirty times over.
  case serialization(String)
  /// The database cannot be reached or opened, or the connection was lost.
  case connection(String)
  /// Anything else: a bug in a statement, a full disk.
  case other(String)
}

extension DatabaseError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unique(let what): "already there: \(what)"
    case .foreignKey(let what): "refers to something that is not there, or is still referred to: \(what)"
    case .check(let what): "breaks the constraint \(what)"
    case .notNull(let what): "may not be empty: \(what)"
    case .busy(let what): "the database is busy: \(what)"
    case .serialization(let what): "another change got in the way: \(what)"
    case .connection(let what), .other(let what): what
    }
  }
}
