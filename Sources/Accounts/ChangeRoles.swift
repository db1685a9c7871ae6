import Design
package import Kernel
package import Store
import Web

/// A role to be given, as asked for.
package struct NewRole: Sendable, Hashable {
  package let role: Role
  package let agency: AgencyID?
  package let team: TeamID?
  package let from: Day
  package let to: Day?
  package init(_ role: Role, agency: AgencyID? = nil, team: TeamID? = nil, from: Day, to: Day? = nil) {
    self.role = role
    self.agency = agency
    self.team = team
    self.from = from
    self.to = to
  }
}

/// Gives a role; it is there with the person's next page. Throws `Invalid` with what is wrong.
package func giveRole(
  _ new: NewRole, to id: AccountID, directory: Directory, why: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try refuseOwn(id, caller)
  let account = try account(id, in: tx)
  guard account.state != .ended else { throw Refusal.notNow("This account has ended.") }
  let held = try presentRoles(of: id, on: now.day, in: tx)
  var errors = try placeProblems([new.role], agency: new.agency, team: new.team, teams: directory.teams(tx))
  if new.role.isFamily || account.person != nil {
    errors.append(FieldError(RoleForm.role.name, "A family’s account and an account for work are kept apart"))
  }
  if let problem = separationProblem(Set(held.map(\.role) + [new.role])) {
    errors.append(FieldError(RoleForm.role.name, problem))
  }
  if held.contains(where: { $0.role == new.role && $0.agency == new.agency && $0.team == new.team }) {
    errors.append(FieldError(RoleForm.role.name, "They have this role already"))
  }
  if new.from < now.day { errors.append(FieldError(RoleForm.from.name, "The first day must be today or later")) }
  if let to = new.to, to < new.from {
    errors.append(FieldError(RoleForm.to.name, "The last day must not be before the first"))
  }
  try Invalid.check(errors)
  try insertRole(new.role, of: id, agency: new.agency, team: new.team, from: new.from, to: new.to, at: now, in: tx)
  try tx.append(
    .roleGiven, about: id.of(), by: caller, for: .administration, at: now, changed: ["role": new.role.rawValue],
    why: why)
}

/// Takes a role away at once.
func takeRole(
  _ role: HeldRoleID, of id: AccountID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try refuseOwn(id, caller)
  guard let held = try roles(of: id, in: tx).first(where: { $0.id == role && $0.endedAt == nil }) else {
    throw Refusal.notFound
  }
  try tx.run("UPDATE held_role SET ended_at = \(now) WHERE id = \(role) AND account_id = \(id)")
  try tx.append(
    .roleTaken, about: id.of(), by: caller, for: .administration, at: now, changed: ["role": held.role.rawValue])
}

/// Nobody changes their own account's rights: it takes another administrator.
func refuseOwn(_ id: AccountID, _ caller: Caller) throws {
  if caller.account == id { throw Refusal.forbidden("Another administrator must do this: it is your own account.") }
}
