package import Kernel
package import Store
import Web

extension EventKind {
  package static let localityAdded = EventKind("locality.added", "added an area")
  package static let localityChanged = EventKind("locality.changed", "changed the name of an area")
}

/// An area of the partnership, that teams work in and children live in.
package struct Locality: Sendable, Record, Codable, Hashable {
  package let id: LocalityID
  package let name: String
  package init(id: LocalityID, name: String) {
    self.id = id
    self.name = name
  }
  package init(row: Row) throws { self.init(id: try row[0], name: try row[1]) }
}

/// Adds an area. Throws `Invalid` where another has its name.
package func addLocality(_ new: Locality, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  try Invalid.check(nameProblems(new.name, among: try tx.localities().map(\.name), what: "an area"))
  try tx.addLocality(new.id, new.name)
  try tx.append(
    .localityAdded, about: new.id.of(), by: caller, for: .administration, at: now, changed: ["name": new.name])
}

/// Gives an area another name. `was` is the name that the form was drawn from.
/// Throws `Refusal.notFound` where there is no such area.
package func renameLocality(
  _ id: LocalityID, to name: String, was: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let before = try tx.locality(id)
  guard before.name == was else { throw Refusal.changedByAnother("Somebody else has changed the name meanwhile.") }
  let others = try tx.localities().filter { $0.id != id }
  try Invalid.check(nameProblems(name, among: others.map(\.name), what: "an area"))
  try tx.run("UPDATE locality SET name = \(name) WHERE id = \(id)")
  try tx.append(
    .localityChanged, about: id.of(), by: caller, for: .administration, at: now,
    changed: ["name": "\(before.name) → \(name)"])
}

extension Transaction {
  /// Throws `Refusal.notFound` where there is no such area.
  func locality(_ id: LocalityID) throws -> Locality { try one("SELECT id, name FROM locality WHERE id = \(id)") }
}
