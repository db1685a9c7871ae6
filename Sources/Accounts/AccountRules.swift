import Design
import Kernel

/// What is wrong with inviting this person, or with the roles they are to have.
func problems(with new: NewAccount, today: Day, teams: [Directory.Team]) -> [FieldError] {
  var errors: [FieldError] = []
  if new.roles.isEmpty { errors.append(FieldError(AccountForm.roles.name, "Choose at least one role")) }
  if new.roles.contains(where: \.isFamily) {
    errors.append(
      FieldError(AccountForm.roles.name, "Families are invited from their child’s record, with an account of their own")
    )
  }
  if let problem = separationProblem(Set(new.roles)) { errors.append(FieldError(AccountForm.roles.name, problem)) }
  errors += placeProblems(new.roles, agency: new.agency, team: new.team, teams: teams)
  if let to = new.to, to < today {
    errors.append(FieldError(AccountForm.to.name, "The last day must be today or later"))
  }
  return errors
}

/// An administrator decides who may do what, and so may have no content of cases: the role stands alone (data dictionary
/// B15.5). Nil where the roles go together.
func separationProblem(_ roles: Set<Role>) -> String? {
  roles.contains(.administrator) && roles.count > 1
    ? "A system administrator sees no case content, so that role cannot be held with another" : nil
}

/// Roles whose reach is an agency or a team need one.
func placeProblems(_ roles: [Role], agency: AgencyID?, team: TeamID?, teams: [Directory.Team]) -> [FieldError] {
  var errors: [FieldError] = []
  let needsAgency: Set<Role> = [.practitioner, .teamManager, .ehcCoordinator]
  if agency == nil, roles.contains(where: needsAgency.contains) {
    errors.append(FieldError(AccountForm.agency.name, "Choose the agency they work for"))
  }
  if team == nil, roles.contains(.teamManager) {
    errors.append(FieldError(AccountForm.team.name, "Choose the team they manage"))
  }
  if let team, !teams.contains(where: { $0.id == team && $0.agency == agency }) {
    errors.append(FieldError(AccountForm.team.name, "Choose a team of that agency"))
  }
  return errors
}
