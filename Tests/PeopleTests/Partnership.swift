import Clocks
import Kernel
import Store
import TestKit
import Web

@testable import People

/// A small partnership for tests: two agencies, three teams, callers of each role.
struct Partnership: Sendable {
  static let migrations = storeMigrations + clockMigrations + webMigrations + peopleMigrations
  static let now = TestSite.now
  static let today = TestSite.now.day

  let health = AgencyID(high: 0x7001, low: 1 << 63)
  let education = AgencyID(high: 0x7002, low: 1 << 63)
  let nurses = TeamID(high: 0x7011, low: 1 << 63)
  let therapists = TeamID(high: 0x7012, low: 1 << 63)
  let teachers = TeamID(high: 0x7013, low: 1 << 63)
  let priya = PractitionerID(high: 0x7021, low: 1 << 63)
  let tom = PractitionerID(high: 0x7022, low: 1 << 63)
  let una = PractitionerID(high: 0x7023, low: 1 << 63)
  let valley = LocalityID(high: 0x7031, low: 1 << 63)

  func set(up tx: Transaction) throws {
    try tx.addLocality(valley, "Valley")
    try tx.add(Agency(id: health, code: "health", name: "Community health", kind: .health))
    try tx.add(Agency(id: education, code: "education", name: "Education", kind: .education))
    try tx.add(Team(id: nurses, agency: health, name: "Nurses", locality: valley))
    try tx.add(Team(id: therapists, agency: health, name: "Therapists"))
    try tx.add(Team(id: teachers, agency: education, name: "Teachers"))
    try tx.addPractitioner(
      priya, name: "Priya Nair", jobTitle: "Nurse", agency: health, team: nurses, phone: "01632 960 002")
    try tx.addPractitioner(tom, name: "Tom Reed", jobTitle: "Therapist", agency: health, team: therapists)
    try tx.addPractitioner(una, name: "Una Walsh", jobTitle: "Teacher", agency: education, team: teachers)
  }

  func caller(
    _ role: Role, _ practitioner: PractitionerID? = nil, agency: AgencyID? = nil, team: TeamID? = nil,
    person: PersonID? = nil
  ) -> Caller {
    Caller(
      account: AccountID(high: practitioner?.high ?? 0x7099, low: 1 << 63), name: "Pat",
      roles: [.init(role, agency: agency, team: team)],
      practitioner: practitioner, person: person, from: "test")
  }
  var nurse: Caller { caller(.practitioner, priya, agency: health, team: nurses) }
  var therapist: Caller { caller(.practitioner, tom, agency: health, team: therapists) }
  var teacher: Caller { caller(.practitioner, una, agency: education, team: teachers) }
  var manager: Caller { caller(.teamManager, tom, agency: health, team: nurses) }
  var screener: Caller { caller(.screener) }

  /// A child with as much as is said.
  @discardableResult
  func child(
    _ given: String, _ family: String, _ bornOn: Day? = nil, in tx: Transaction,
    _ fill: (inout Child) -> Void = { _ in }
  ) throws -> Child {
    var random = SystemRandomNumberGenerator()
    var child = Child(
      id: ID(at: Partnership.now, random: &random), givenName: given, familyName: family, bornOn: bornOn,
      at: Partnership.now)
    fill(&child)
    try register(child, by: .system, at: Partnership.now, in: tx)
    return child
  }

  @discardableResult
  func link(
    _ child: Child, _ practitioner: PractitionerID?, _ agency: AgencyID, _ team: TeamID?, isKeyWorker: Bool = false,
    isLead: Bool = false, in tx: Transaction
  ) throws -> ID<Involvement> {
    var random = SystemRandomNumberGenerator()
    return try tx.beginInvolvement(
      NewInvolvement(
        practitioner: practitioner, agency: agency, team: team, part: "Support", isKeyWorker: isKeyWorker,
        isLead: isLead),
      child: child.id, id: ID(at: Partnership.now, random: &random), by: .system, at: Partnership.now)
  }
}

/// A fresh database of that engine with the partnership in it.
func withPartnership(_ engine: Engine, _ body: (Database, Partnership) async throws -> Void) async throws {
  try await withTestDatabase(engine, Partnership.migrations) { database in
    let partnership = Partnership()
    try await database.write { tx in try partnership.set(up: tx) }
    try await body(database, partnership)
  }
}
