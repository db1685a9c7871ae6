package import Kernel
package import Store
package import Web

extension EventKind {
  package static let teamAdded = EventKind("team.added", "added a team")
  package static let teamChanged = EventKind("team.changed", "changed a team")
  package static let teamClosed = EventKind("team.closed", "closed a team")
  package static let teamReopened = EventKind("team.reopened", "opened a team again")
}

/// What a team still has, as every slice counts its own.
package typealias OpenWorkOf = @Sendable (TeamID, Transaction) throws -> [OpenWork]

/// Adds a team to an agency. Throws `Invalid` where it has one of that name, closed or not.
package func addTeam(_ team: Team, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let agency = try tx.agency(team.agency)
  try Invalid.check(try nameProblems(team.name, in: agency.id, but: nil, tx))
  try tx.add(team)
  try tx.append(
    .teamAdded, about: team.id.of(), by: caller, for: .administration, at: now,
    changed: ["agency": agency.name, "name": team.name])
}

/// Gives a team another name or area. `was` is the name that the form was drawn from.
package func changeTeam(
  _ id: TeamID, of agency: AgencyID, name: String, locality: LocalityID?, was: String, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  let before = try tx.team(id, of: agency)
  guard before.name == was else { throw Refusal.changedByAnother("Somebody else has changed the team meanwhile.") }
  try Invalid.check(try nameProblems(name, in: agency, but: id, tx))
  try tx.run("UPDATE team SET name = \(name), locality_id = \(locality) WHERE id = \(id)")
  var changed = before.name == name ? [:] : ["name": "\(before.name) → \(name)"]
  if before.locality != locality { changed["area"] = "changed" }
  try tx.append(.teamChanged, about: id.of(), by: caller, for: .administration, at: now, changed: changed)
}

/// Closes a team that has nobody and nothing any more: it cannot be chosen from then on, and stays in what was.
package func closeTeam(
  _ id: TeamID, of agency: AgencyID, openWork: OpenWorkOf, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let team = try tx.team(id, of: agency)
  guard team.closedOn == nil else { throw Refusal.notNow("This team is closed already.") }
  if let why = whyNotClosed(team.name, try openWork(id, tx)) { throw Refusal.notNow(why) }
  try tx.run("UPDATE team SET closed_on = \(now.day) WHERE id = \(id)")
  try tx.append(.teamClosed, about: id.of(), by: caller, for: .administration, at: now)
}

package func reopenTeam(_ id: TeamID, of agency: AgencyID, by caller: Caller, at now: Instant, in tx: Transaction)
  throws
{
  guard try tx.team(id, of: agency).closedOn != nil else { throw Refusal.notNow("This team is open.") }
  try tx.run("UPDATE team SET closed_on = NULL WHERE id = \(id)")
  try tx.append(.teamReopened, about: id.of(), by: caller, for: .administration, at: now)
}

/// "Portage West cannot be closed yet: 3 people work in it, and 5 children are with it." Nil where nothing is open.
func whyNotClosed(_ name: String, _ open: [OpenWork]) -> String? {
  guard let last = open.last?.words else { return nil }
  let before = open.dropLast().map(\.words).joined(separator: ", ")
  return "\(name) cannot be closed yet: \(before.isEmpty ? last : "\(before), and \(last)")."
}

private func nameProblems(_ name: String, in agency: AgencyID, but id: TeamID?, _ tx: Transaction) throws
  -> [FieldError]
{
  let others = try tx.teams(of: agency, closed: true).filter { $0.id != id }
  return nameProblems(name, among: others.map(\.name), what: "a team of this agency")
}

extension Transaction {
  /// What of People a team still has: who works in it, and the children it is linked to, but for closed records.
  func peopleOf(_ team: TeamID) throws -> [OpenWork] {
    let people: Int = try value("SELECT count(*) FROM practitioner WHERE team_id = \(team) AND left_on IS NULL") ?? 0
    let children: Int =
      try value(
        """
        SELECT count(DISTINCT i.child_id) FROM involvement i JOIN child ON child.id = i.child_id
        WHERE i.team_id = \(team) AND i.ended_on IS NULL AND child.closed_on IS NULL
          AND child.not_included_because IS NULL
        """) ?? 0
    return [
      OpenWork(people, "person works in it", "people work in it"),
      OpenWork(children, "child is with it", "children are with it"),
    ].compactMap(\.self)
  }
}
