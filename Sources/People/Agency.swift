package import Kernel
package import Store

package enum AgencyKind: String, Choice {
  case council, education, health, mentalHealth = "mental_health", socialCare = "social_care", voluntary
  package var title: String {
    switch self {
    case .council: "Council"
    case .education: "Education"
    case .health: "Health"
    case .mentalHealth: "Mental health"
    case .socialCare: "Social care"
    case .voluntary: "Voluntary and community"
    }
  }
}

package struct Agency: Sendable, Record, Codable, Hashable {
  package let id: AgencyID
  /// Short and stable, for the command line: `education`.
  package let code: String
  package let name: String
  package let kind: AgencyKind
  package init(id: AgencyID, code: String, name: String, kind: AgencyKind) {
    self.id = id
    self.code = code
    self.name = name
    self.kind = kind
  }
  package init(row: Row) throws { self.init(id: try row[0], code: try row[1], name: try row[2], kind: try row[3]) }
}

package struct Team: Sendable, Record, Codable, Hashable {
  package let id: TeamID
  package let agency: AgencyID
  package let name: String
  package let locality: LocalityID?
  /// Nil while it is at work.
  package let closedOn: Day?
  package init(id: TeamID, agency: AgencyID, name: String, locality: LocalityID? = nil, closedOn: Day? = nil) {
    self.id = id
    self.agency = agency
    self.name = name
    self.locality = locality
    self.closedOn = closedOn
  }
  package init(row: Row) throws {
    self.init(id: try row[0], agency: try row[1], name: try row[2], locality: try row[3], closedOn: try row[4])
  }
}

/// Somebody who works for an agency of the partnership.
package struct Practitioner: Sendable, Record, Codable, Hashable {
  package let id: PractitionerID
  package let name: String
  package let jobTitle: String
  package let agency: AgencyID
  package let agencyName: String
  package let team: TeamID?
  package let teamName: String?
  package let phone: String?
  package let email: String?
  package init(row: Row) throws {
    id = try row[0]
    name = try row[1]
    jobTitle = try row[2]
    agency = try row[3]
    agencyName = try row[4]
    team = try row[5]
    teamName = try row[6]
    phone = try row[7]
    email = try row[8]
  }
  /// `Priya Nair, family key worker, Early Help`
  package var signature: String { "\(name), \(jobTitle), \(teamName ?? agencyName)" }
}

extension Transaction {
  package func agencies() throws -> [Agency] { try all("SELECT id, code, name, kind FROM agency ORDER BY name") }
  package func agency(code: String) throws -> Agency? {
    try first("SELECT id, code, name, kind FROM agency WHERE code = \(code)")
  }
  /// The teams at work, by name; with `closed`, those that were closed as well.
  package func teams(of agency: AgencyID? = nil, closed: Bool = false) throws -> [Team] {
    let only: SQL = agency.map { "AND agency_id = \($0)" } ?? ""
    let open: SQL = closed ? "" : "AND closed_on IS NULL"
    return try all(
      "SELECT id, agency_id, name, locality_id, closed_on FROM team WHERE TRUE \(only) \(open) ORDER BY name, id")
  }
  /// Throws `Refusal.notFound` where there is no such agency.
  package func agency(_ id: AgencyID) throws -> Agency {
    try one("SELECT id, code, name, kind FROM agency WHERE id = \(id)")
  }
  /// Throws `Refusal.notFound` where the agency has no such team, open or closed.
  package func team(_ id: TeamID, of agency: AgencyID) throws -> Team {
    guard let found = try teams(of: agency, closed: true).first(where: { $0.id == id }) else {
      throw Refusal.notFound
    }
    return found
  }
  package func localities() throws -> [Locality] { try all("SELECT id, name FROM locality ORDER BY name") }
  package func practitioner(_ id: PractitionerID) throws -> Practitioner {
    try one("\(practitionerQuery) WHERE practitioner.id = \(id)")
  }
  /// Those who have not left, by name.
  package func practitioners(teams: [TeamID]? = nil, agency: AgencyID? = nil) throws -> [Practitioner] {
    let inTeams: SQL = teams.map { "AND practitioner.team_id IN \(list: $0)" } ?? ""
    let inAgency: SQL = agency.map { "AND practitioner.agency_id = \($0)" } ?? ""
    return try all(
      "\(practitionerQuery) WHERE practitioner.left_on IS NULL \(inTeams) \(inAgency) ORDER BY practitioner.name, practitioner.id"
    )
  }

  package func add(_ agency: Agency) throws {
    try run(
      "INSERT INTO agency (id, code, name, kind) VALUES (\(agency.id), \(agency.code), \(agency.name), \(agency.kind))")
  }
  package func add(_ team: Team) throws {
    try run(
      "INSERT INTO team (id, agency_id, name, locality_id) VALUES (\(team.id), \(team.agency), \(team.name), \(team.locality))"
    )
  }
  package func addLocality(_ id: LocalityID, _ name: String) throws {
    try run("INSERT INTO locality (id, name) VALUES (\(id), \(name))")
  }
  package func addPractitioner(
    _ id: PractitionerID, name: String, jobTitle: String, agency: AgencyID, team: TeamID?, phone: String? = nil,
    email: String? = nil
  ) throws {
    try run(
      """
      INSERT INTO practitioner (id, name, job_title, agency_id, team_id, phone, email)
      VALUES (\(id), \(name), \(jobTitle), \(agency), \(team), \(phone), \(email))
      """)
  }
}

private let practitionerQuery: SQL = """
  SELECT practitioner.id, practitioner.name, practitioner.job_title, practitioner.agency_id, agency.name,
    practitioner.team_id, team.name, practitioner.phone, practitioner.email
  FROM practitioner JOIN agency ON agency.id = practitioner.agency_id
    LEFT JOIN team ON team.id = practitioner.team_id
  """
