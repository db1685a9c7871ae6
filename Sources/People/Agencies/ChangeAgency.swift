import Design
package import Kernel
package import Store
import Web

extension EventKind {
  package static let agencyAdded = EventKind("agency.added", "added an agency")
  package static let agencyChanged = EventKind("agency.changed", "changed the name of an agency")
}

/// An agency as it is asked for. The code stays as it is for ever: imports and commands name it.
package struct NewAgency: Sendable, Hashable {
  package var name: String
  package var code: String
  package var kind: AgencyKind
  package init(name: String, code: String, kind: AgencyKind) {
    self.name = name
    self.code = code
    self.kind = kind
  }
}

/// Adds an agency to the partnership. Throws `Invalid` where another has its name or its code.
package func addAgency(_ new: NewAgency, id: AgencyID, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let known = try tx.agencies()
  try Invalid.check(nameProblems(new.name, among: known.map(\.name), what: "an agency"))
  if known.contains(where: { $0.code == new.code }) {
    throw Invalid(AgencyForm.code.name, "Another agency has this code. Enter a different one")
  }
  try tx.add(Agency(id: id, code: new.code, name: new.name, kind: new.kind))
  try tx.append(.agencyAdded, about: id.of(), by: caller, for: .administration, at: now, changed: ["name": new.name])
}

/// Gives an agency another name or kind. `was` is the name that the form was drawn from.
package func changeAgency(
  _ id: AgencyID, name: String, kind: AgencyKind, was: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let before = try tx.agency(id)
  guard before.name == was else { throw Refusal.changedByAnother("Somebody else has changed the name meanwhile.") }
  let others = try tx.agencies().filter { $0.id != id }
  try Invalid.check(nameProblems(name, among: others.map(\.name), what: "an agency"))
  try tx.run("UPDATE agency SET name = \(name), kind = \(kind) WHERE id = \(id)")
  try tx.append(
    .agencyChanged, about: id.of(), by: caller, for: .administration, at: now,
    changed: ["name": "\(before.name) → \(name)"])
}

/// A name that differs only in capitals or spaces from another would be taken for it.
func nameProblems(_ name: String, among others: [String], what: String) -> [FieldError] {
  func plain(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
  return others.contains { plain($0) == plain(name) }
    ? [FieldError(AgencyForm.name.name, "There is \(what) with this name already. Enter a different one")] : []
}
