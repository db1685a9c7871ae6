import Accounts
import FrontDoor
import HomeVisiting
import Kernel
import People
import Sharing
import Store
import TestKit
import Web

@testable import App

/// Two teams at work: Portage West with Nadia and Ruth, who manages; the front door with Joanne, Kwame and Bronwen. A
/// child, Ama, with whom Nadia works, and her mother Dana, who sees their own view.
struct SmallTown: Sendable {
  let database: Database
  let partnership = Partnership()
  let child: ChildID
  let callers: [String: Caller]

  /// The moment so many days after the visit.
  func after(_ days: Double) -> Instant { TestSite.now.adding(minutes: Int(days * 1440)) }
  @discardableResult func tell(_ now: Instant) async throws -> Int {
    try await partnership.tellEscalations(database, address: "https://keywork.example", at: now)
  }
  func page(_ path: String, as who: String, at now: Instant) async -> String {
    let site = TestSite(database, partnership.routes, callers: callers, now: now, decide: decideAccess)
    return await site.get(path, as: who).text
  }
  func post(_ path: String, _ fields: [String: String] = [:], as who: String, at now: Instant) async -> Response {
    let site = TestSite(database, partnership.routes, callers: callers, now: now, decide: decideAccess)
    return await site.post(path, fields, as: who)
  }
  /// Letters about time limits: to whom, and the subject.
  func letters() async throws -> [String] {
    try await database.read { tx in
      try tx.rows("SELECT recipient, subject FROM mail WHERE once_key LIKE 'clocks %' ORDER BY created_at, recipient") {
        "\(try $0[0] as String): \(try $0[1] as String)"
      }
    }
  }
  func count(_ query: SQL) async throws -> Int {
    try await database.read { tx in try tx.value(query, as: Int.self) ?? 0 }
  }
  func recordVisit(at now: Instant) async throws {
    let nadia = callers["nadia"]!
    try await database.write { tx in
      var random = SystemRandomNumberGenerator()
      try HomeVisiting.recordVisit(
        ID(at: now, random: &random), NewVisit(startsAt: now, minutes: 60, seen: "Stacked bricks"), child: child,
        visitor: nadia.practitioner!, next: ID(at: now, random: &random), by: nadia, at: now, in: tx)
    }
  }
  func ask(at now: Instant) async throws -> HelpRequest {
    try await database.write { tx in
      var random = SystemRandomNumberGenerator()
      var new = NewHelpRequest(asker: .parent, givenName: "Sami", familyName: "Okoro", askerName: "Ada Okoro")
      new.bornOn = Day(2024, 5, 2)
      return try askForHelp(
        new, id: ID(at: now, random: &random), code: HelpCode(random: &random), by: .visitor(from: "test"), at: now,
        settings: Settings(), in: tx)
    }
  }
}

func withSmallTown(_ engine: Engine, _ body: (SmallTown) async throws -> Void) async throws {
  try await withTestDatabase(engine, Partnership().migrations, prepared: withRegisters) { database in
    try await body(try await database.write { tx in try settle(database, in: tx) })
  }
}

/// All registers of law and local practice.
let withRegisters = Prepared("registers") { database in
  try await database.write { tx in try loadAllRegisters(folder: "registers", in: tx) }
}

private func settle(_ database: Database, in tx: Transaction) throws -> SmallTown {
  var random = SystemRandomNumberGenerator()
  let now = TestSite.now
  let (agency, west, door): (AgencyID, TeamID, TeamID) = (
    ID(at: now, random: &random), ID(at: now, random: &random), ID(at: now, random: &random)
  )
  try tx.add(Agency(id: agency, code: "council", name: "Council", kind: .council))
  try tx.add(Team(id: west, agency: agency, name: "Portage West"))
  try tx.add(Team(id: door, agency: agency, name: "Front door"))
  var callers: [String: Caller] = [:]
  let people: [(String, Role, TeamID)] = [
    ("nadia", .practitioner, west), ("ruth", .teamManager, west), ("joanne", .screener, door),
    ("kwame", .screener, door), ("bronwen", .teamManager, door),
  ]
  for (name, role, team) in people {
    let id = AccountID(at: now, random: &random)
    try inviteAccount(
      NewAccount(
        email: "\(name)@example.org", name: "\(name.prefix(1).uppercased() + name.dropFirst()) Hart", roles: [role],
        agency: agency, team: team),
      id: id, directory: .people, site: "https://keywork.example", by: .system, at: now, in: tx)
    try tx.run("UPDATE account SET state = 'active', joined_at = \(now) WHERE id = \(id)")
    callers[name] = try account(id, in: tx).caller(from: "test", at: now, in: tx)
  }
  let child = ChildID(at: now, random: &random)
  try register(
    Child(id: child, givenName: "Ama", familyName: "Bello", bornOn: Day(2023, 5, 3), at: now), by: .system, at: now,
    in: tx)
  try tx.beginInvolvement(
    NewInvolvement(practitioner: callers["nadia"]!.practitioner, agency: agency, team: west, part: "Home visiting"),
    child: child, id: ID(at: now, random: &random), by: .system, at: now)
  let dana = PersonID(at: now, random: &random)
  try tx.addPerson(dana, NewPerson(name: "Dana Bello", email: "dana@example.org"), family: nil, at: now)
  try tx.addRelation(
    ID(at: now, random: &random), child: child, person: dana, kind: .mother, hasResponsibility: true, livesWith: true,
    hasPortal: true, by: .system, at: now)
  let account = AccountID(at: now, random: &random)
  try inviteFamily(
    person: dana, email: "dana@example.org", name: "Dana Bello", id: account, site: "https://keywork.example",
    by: .system, at: now, in: tx)
  try tx.run("UPDATE account SET state = 'active', joined_at = \(now) WHERE id = \(account)")
  callers["dana"] = try Accounts.account(account, in: tx).caller(from: "test", at: now, in: tx)
  return SmallTown(database: database, child: child, callers: callers)
}
