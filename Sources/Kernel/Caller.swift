/// Who is asking. Made from a session by `Accounts`, or by the command line; passed to every verb, never global.
package struct Caller: Sendable, Hashable {
  package struct HeldRole: Sendable, Hashable, Codable {
    package let role: Role
    package let agency: AgencyID?
    package let team: TeamID?
    package init(_ role: Role, agency: AgencyID? = nil, team: TeamID? = nil) {
      self.role = role
      self.agency = agency
      self.team = team
    }
  }

  /// Nil for a visitor who has not signed in, and for the system itself.
  package let account: AccountID?
  package let name: String
  package let roles: [HeldRole]
  /// The caller as somebody who works for an agency; nil for families.
  package let practitioner: PractitionerID?
  /// The caller as a member of a family; nil for staff.
  package let person: PersonID?
  /// The network address, or `command line`.
  package let from: String

  package init(
    account: AccountID?, name: String, roles: [HeldRole], practitioner: PractitionerID? = nil,
    person: PersonID? = nil, from: String
  ) {
    self.account = account
    self.name = name
    self.roles = roles
    self.practitioner = practitioner
    self.person = person
    self.from = from
  }

  package static func visitor(from address: String) -> Caller {
    Caller(account: nil, name: "Visitor", roles: [], from: address)
  }
  /// The system at work by itself: imports, the demonstration, the night's jobs.
  package static let system = Caller(account: nil, name: "Keywork", roles: [], from: "command line")

  package var isSignedIn: Bool { account != nil }
  package func has(_ role: Role) -> Bool { roles.contains { $0.role == role } }
  package var isFamily: Bool { roles.contains { $0.role.isFamily } }
  package var agencies: [AgencyID] { unique(roles.compactMap(\.agency)) }
  package var teams: [TeamID] { unique(roles.compactMap(\.team)) }
  /// Whether the roles alone allow it: all that is asked of a permission that is not about one child.
  package func holds(_ permission: Permission) -> Bool {
    switch permission.subject {
    case .anyone: true
    case .signedIn: isSignedIn
    case .work, .child: roles.contains { permission.grants[$0.role] != nil }
    }
  }
}

private func unique<T: Hashable>(_ values: [T]) -> [T] {
  var seen = Set<T>()
  return values.filter { seen.insert($0).inserted }
}
