import Design
import Clocks
package import Kernel
package import Store
import Web

extension EventKind {
  package static let practitionerMoved = EventKind("practitioner.moved", "said which team somebody works in")
  package static let practitionerLeft = EventKind("practitioner.left", "said that somebody has left")
}

/// Puts somebody into another team of their agency, or into none. The children they work with stay with the team that
/// has them: who takes those on is its manager's to say.
package func movePractitioner(
  _ id: PractitionerID, of agency: AgencyID, to team: TeamID?, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let person = try tx.practitioner(id, of: agency)
  if let team, try tx.team(team, of: agency).closedOn != nil {
    throw Invalid(PlaceForm.place.name, "This team is closed. Choose another one")
  }
  guard person.team != team else { return }
  try tx.run("UPDATE practitioner SET team_id = \(team) WHERE id = \(id)")
  try tx.append(
    .practitionerMoved, about: id.of(), by: caller, for: .administration, at: now,
    changed: [
      "from": person.teamName ?? "no team", "to": try team.map { try tx.team($0, of: agency).name } ?? "no team",
    ])
}

/// Somebody no longer works for the agency: they cannot be chosen any more. Refused while children depend on them.
package func leave(_ id: PractitionerID, of agency: AgencyID, by caller: Caller, at now: Instant, in tx: Transaction)
  throws
{
  let person = try tx.practitioner(id, of: agency)
  let open: SQL = """
    FROM involvement i JOIN child ON child.id = i.child_id
    WHERE i.practitioner_id = \(id) AND i.ended_on IS NULL AND child.closed_on IS NULL
    """
  let children: Int =
    try tx.value("SELECT count(DISTINCT i.child_id) \(open) AND child.not_included_because IS NULL") ?? 0
  // Without them nobody could be left who finds a child at risk; that there is one is not said.
  if children == 0, try tx.exists("SELECT 1 \(open)") {
    throw Invalid(
      PlaceForm.place.name, "\(person.name) still has work that only they can hand over. Ask them to do it first")
  }
  if children > 0 {
    throw Invalid(
      PlaceForm.place.name,
      "\(person.name) still works with \(children) \(children == 1 ? "child" : "children"). Their manager must give "
        + "\(children == 1 ? "this" : "these") to somebody else first")
  }
  try tx.run("UPDATE practitioner SET left_on = \(now.day), team_id = NULL WHERE id = \(id)")
  try tx.append(.practitionerLeft, about: id.of(), by: caller, for: .administration, at: now)
}

extension Transaction {
  /// Somebody who works for the agency now; throws `Refusal.notFound`.
  func practitioner(_ id: PractitionerID, of agency: AgencyID) throws -> Practitioner {
    let person = try practitioner(id)
    guard person.agency == agency, try !exists("SELECT 1 FROM practitioner WHERE id = \(id) AND left_on IS NOT NULL")
    else { throw Refusal.notFound }
    return person
  }
  /// Those of an agency who work in no team, by name.
  func practitionersWithoutTeam(_ agency: AgencyID) throws -> [Practitioner] {
    try practitioners(agency: agency).filter { $0.team == nil }
  }
}
