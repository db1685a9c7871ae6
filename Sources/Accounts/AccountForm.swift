import Design
import Kernel
import Web

/// Roles that an administrator gives: families are invited from their child's record.
let givenRoles = Role.allCases.filter { !$0.isFamily }

/// The questions of inviting somebody.
enum AccountForm {
  static let email = Field("email", "E-mail address at work", .email, required: "Enter their e-mail address")
  static let name = Field("name", "Name", .text(max: 100), required: "Enter their name")
  static let roles = Field(
    "roles", "What will they do?", .choices(Field.options(Role.self, only: givenRoles)),
    required: "Choose at least one role")
  static let agency = Field("agency", "Agency", .id)
  static let team = Field("team", "Team", .id)
  static let to = Field("to", "Last day", .day, hint: "For example 31 3 2027. Leave it empty where no end is known.")
  static let all = [email, name, roles, agency, team, to]

  static func check(_ entry: Entry) -> Checked<NewAccount> {
    var form = FormReading(entry)
    let email = form.email(email)
    let name = form.text(name)
    let roles = form.choices(roles, as: Role.self)
    let agency = form.id(agency, as: AgencyKey.self)
    let team = form.id(team, as: TeamKey.self)
    let to = form.day(to)
    return form.result {
      NewAccount(email: email!, name: name!, roles: roles, agency: agency, team: team, to: to)
    }
  }

  /// The same questions with the agencies and teams to choose from.
  static func agency(_ agencies: [Directory.Agency]) -> Field {
    Field("agency", "Agency", .choice(agencies.map { Field.Option($0.id.description, $0.name) }))
  }
  static func team(_ teams: [Directory.Team], _ agencies: [Directory.Agency]) -> Field {
    let names = Dictionary(agencies.map { ($0.id, $0.name) }) { a, _ in a }
    return Field(
      "team", "Team",
      .choice(
        teams.map {
          Field.Option($0.id.description, [names[$0.agency], $0.name].compactMap(\.self).joined(separator: ": "))
        }))
  }
}

/// The questions of giving a role.
enum RoleForm {
  static let role = Field(
    "role", "Role", .choice(Field.options(Role.self, only: givenRoles)), required: "Choose a role")
  static let from = Field("from", "First day", .day, required: "Enter the first day")
  static let to = AccountForm.to
  static let why = Field("why", "Why?", .text(max: 200), required: "Say why they need this role")
  static let all = [role, AccountForm.agency, AccountForm.team, from, to, why]

  static func check(_ entry: Entry) -> Checked<(NewRole, why: String)> {
    var form = FormReading(entry)
    let role = form.choice(role, as: Role.self)
    let agency = form.id(AccountForm.agency, as: AgencyKey.self)
    let team = form.id(AccountForm.team, as: TeamKey.self)
    let from = form.day(from)
    let to = form.day(to)
    let why = form.text(why)
    return form.result { (NewRole(role!, agency: agency, team: team, from: from!, to: to), why!) }
  }
}

/// A step that has consequences: why, and that it is meant.
enum EndingForm {
  static let why = Field("why", "Why?", .prose(max: 500), required: "Say why")
  static let isChecked = Field(
    "is_checked", "I have made sure who asked for this, by a phone number we already had or face to face", .flag,
    required: "Make sure who asked for this, then tick the box")
}

/// What somebody who was invited says first.
struct JoiningForm: Sendable {
  let name: String
  let password: String

  static let name = Field("name", "Your name", .text(max: 100), required: "Enter your name", autocomplete: "name")

  static func check(_ entry: Entry, email: String) -> Checked<JoiningForm> {
    var form = FormReading(entry)
    let name = form.text(name)
    let password = form.text(SignInForm.newPassword)
    if let password, let problem = passwordProblem(password, email: email, name: name ?? "") {
      form.fail(SignInForm.newPassword, problem)
    }
    return form.result { JoiningForm(name: name!, password: password!) }
  }
}
