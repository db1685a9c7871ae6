import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

/// A child whom Pat of Portage West visits, with Pat's manager and the child's mother: everybody of these tests.
struct VisitWorld {
  let site: TestSite
  let child: ChildID
  let callers: [String: Caller]

  /// The same town at another moment.
  func at(_ now: Instant) -> VisitWorld {
    VisitWorld(
      site: TestSite(site.site.database, homeVisiting.routes, callers: callers, now: now), child: child,
      callers: callers)
  }

  /// The same town with somebody else who signs in, of Pat’s team.
  func adding(_ key: String, _ name: String, practitioner: PractitionerID) -> VisitWorld {
    var random = SystemRandomNumberGenerator()
    var all = callers
    all[key] = Caller(
      account: AccountID(at: TestSite.now, random: &random), name: name, roles: callers["pat"]!.roles,
      practitioner: practitioner, from: "test")
    return VisitWorld(
      site: TestSite(site.site.database, homeVisiting.routes, callers: all), child: child, callers: all)
  }
  /// A therapist who works with the child as well.
  func addColleague(_ name: String) async throws -> PractitionerID {
    var random = SystemRandomNumberGenerator()
    let id = PractitionerID(at: TestSite.now, random: &random)
    let link: ID<Involvement> = ID(at: TestSite.now, random: &random)
    try await site.site.database.write { tx in
      let pat = try tx.practitioner(callers["pat"]!.practitioner!)
      try tx.addPractitioner(
        id, name: name, jobTitle: "Therapist", agency: pat.agency, team: pat.team, email: "colleague@example.org")
      try tx.beginInvolvement(
        NewInvolvement(practitioner: id, agency: pat.agency, team: pat.team, part: "Therapy"), child: child, id: link,
        by: .system, at: TestSite.now)
    }
    return id
  }

  func count(_ query: SQL) async throws -> Int {
    try await site.site.database.read { tx in try tx.value(query, as: Int.self) ?? 0 }
  }
  /// How many visits there are of each state.
  func states() async throws -> [VisitState: Int] {
    let all = try await site.site.database.read { tx in try tx.visits(child) }
    return Dictionary(grouping: all, by: \.state).mapValues(\.count)
  }
  func newest() async throws -> Visit {
    try await site.site.database.read { tx in try tx.visits(child, limit: 1)[0] }
  }
  /// A request without a route: for what a slice offers to pages of others.
  func request(as name: String) -> Request {
    Request(site: site.site, method: .get, path: "/", now: site.site.now(), caller: callers[name]!)
  }
}

/// A visit of yesterday as the form sends it; the next one is agreed.
let goodVisit = [
  "held_on": "2026-11-17", "held_at": "2.30pm", "minutes": "60", "kind": "home", "seen": "Stacked <three> bricks",
  "try_next": "Stack four", "next_on": "2026-12-01", "next_at": "14:30",
]

func withVisitWorld(_ engine: Engine, _ body: (VisitWorld) async throws -> Void) async throws {
  let migrations = (storeMigrations + clockMigrations + webMigrations + peopleMigrations + homeVisiting.migrations)
    .sorted { $0.number < $1.number }
  try await withTestDatabase(engine, migrations) { database in
    var random = SystemRandomNumberGenerator()
    let now = TestSite.now
    let (agency, team) = (AgencyID(at: now, random: &random), TeamID(at: now, random: &random))
    let (pat, child) = (PractitionerID(at: now, random: &random), ChildID(at: now, random: &random))
    let link = AnyID(at: now, random: &random)
    try await database.write { tx in
      try loadRegisters(folder: "registers", in: tx)
      try tx.add(Agency(id: agency, code: "early-help", name: "Early Help", kind: .council))
      try tx.add(Team(id: team, agency: agency, name: "Portage West"))
      try tx.addPractitioner(
        pat, name: "Pat Lowe", jobTitle: "Portage home visitor", agency: agency, team: team, email: "pat@example.org")
      try register(
        Child(id: child, givenName: "Ama", familyName: "Bello", bornOn: Day(2023, 5, 3), at: now), by: .system,
        at: now, in: tx)
      try tx.beginInvolvement(
        NewInvolvement(practitioner: pat, agency: agency, team: team, part: "Portage"), child: child, id: link.of(),
        by: .system, at: now)
    }
    func caller(_ name: String, _ role: Role, practitioner: PractitionerID? = nil) -> Caller {
      Caller(
        account: AccountID(at: now, random: &random), name: name, roles: [.init(role, agency: agency, team: team)],
        practitioner: practitioner, from: "test")
    }
    let callers = [
      "pat": caller("Pat Lowe", .practitioner, practitioner: pat), "ruth": caller("Ruth Hart", .teamManager),
      "dana": Caller(
        account: AccountID(at: now, random: &random), name: "Dana Bello", roles: [.init(.familyMember)], from: "test"),
    ]
    try await body(
      VisitWorld(site: TestSite(database, homeVisiting.routes, callers: callers), child: child, callers: callers))
  }
}
