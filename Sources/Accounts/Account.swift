package import Kernel
package import Store

package enum AccountState: String, Choice {
  /// The invitation has been sent; nobody can sign in yet.
  case invited
  case active
  case ended
  package var title: String {
    switch self {
    case .invited: "Invited"
    case .active: "Active"
    case .ended: "Ended"
    }
  }
}

/// Somebody who can sign in, or could, or will.
package struct Account: Record, Hashable {
  package let id: AccountID
  /// Lower case; unique.
  package let email: String
  package let name: String
  package let practitioner: PractitionerID?
  package let person: PersonID?
  package let state: AccountState
  package let createdAt: Instant
  package let joinedAt: Instant?
  package let endedAt: Instant?

  static let columns: SQL = "id, email, name, practitioner_id, person_id, state, created_at, joined_at, ended_at"

  package init(row: Row) throws {
    id = try row[0]
    email = try row[1]
    name = try row[2]
    practitioner = try row[3]
    person = try row[4]
    state = try row[5]
    createdAt = try row[6]
    joinedAt = try row[7]
    endedAt = try row[8]
  }

  package var firstName: String { name.split(separator: " ").first.map(String.init) ?? name }
}

enum HeldRoleKey {}
typealias HeldRoleID = ID<HeldRoleKey>

/// One role of an account: for which agency and team, from when to when.
struct HeldRole: Record, Hashable {
  let id: HeldRoleID
  let account: AccountID
  let role: Role
  let agency: AgencyID?
  let team: TeamID?
  let from: Day
  /// The last day, where one was set beforehand.
  let to: Day?
  /// When it was taken away, whatever had been set.
  let endedAt: Instant?

  static let columns: SQL = "id, account_id, role, agency_id, team_id, from_on, to_on, ended_at"

  init(row: Row) throws {
    id = try row[0]
    account = try row[1]
    role = try row[2]
    agency = try row[3]
    team = try row[4]
    from = try row[5]
    to = try row[6]
    endedAt = try row[7]
  }

  func isHeld(on day: Day) -> Bool { endedAt == nil && from <= day && (to.map { day <= $0 } ?? true) }
}

/// The agencies and teams that roles belong to, and the people who work there. They live in a slice above this one, so
/// whoever puts the slices together says how they are found.
package struct Directory: Sendable {
  package struct Agency: Sendable, Hashable, Codable {
    package let id: AgencyID
    package let name: String
    package init(_ id: AgencyID, _ name: String) {
      self.id = id
      self.name = name
    }
  }
  package struct Team: Sendable, Hashable, Codable {
    package let id: TeamID
    package let agency: AgencyID
    package let name: String
    package init(_ id: TeamID, agency: AgencyID, _ name: String) {
      self.id = id
      self.agency = agency
      self.name = name
    }
  }
  package let agencies: @Sendable (Transaction) throws -> [Agency]
  package let teams: @Sendable (Transaction) throws -> [Team]
  /// The invited person as somebody who works for an agency: found by e-mail address, or made. Nil where there is no agency.
  package let practitioner: @Sendable (NewAccount, _ now: Instant, Transaction) throws -> PractitionerID?

  package init(
    agencies: @escaping @Sendable (Transaction) throws -> [Agency],
    teams: @escaping @Sendable (Transaction) throws -> [Team],
    practitioner: @escaping @Sendable (NewAccount, Instant, Transaction) throws -> PractitionerID?
  ) {
    self.agencies = agencies
    self.teams = teams
    self.practitioner = practitioner
  }
  /// No agencies: then roles belong to none.
  package static let empty = Directory(agencies: { _ in [] }, teams: { _ in [] }, practitioner: { _, _, _ in nil })
}
