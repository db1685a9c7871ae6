import Clocks
import Kernel
import People
import Sharing
import Store
import TestKit
import Testing
import Web

@testable import Messages

/// A small partnership with one child, Ama, as access to her is really decided.
///
/// Priya is her key worker. Jo is of Priya's team, Max manages it, Lee is of the same agency, Olu of another, Sam
/// screens requests. Dana and Kofi are her parents, Ama signs in herself, Nan is another child's grandmother.
struct MessagesWorld: Sendable {
  let database: Database
  let child: ChildID
  let callers: [String: Caller]

  var practitioner: PractitionerID { callers["priya"]!.practitioner! }

  /// The site, some minutes after the beginning.
  func at(_ minutes: Int = 0) -> TestSite {
    TestSite(
      database, messages.routes, callers: callers, now: TestSite.now.adding(minutes: minutes), decide: decideAccess)
  }
  func count(_ query: SQL) async -> Int {
    await orIssue(-1) { try await database.read { tx in try tx.value(query, as: Int.self) ?? 0 } }
  }
  func messageCount() async -> Int { await count("SELECT count(*) FROM message") }
  func newest() async throws -> Message { try await database.read { tx in try tx.messages(child, limit: 1)[0] } }

  /// What a slice's function says to this caller of this child.
  func asking<T: Sendable>(
    _ name: String, minutes: Int = 0, _ ask: @escaping @Sendable (ChildID, Request, Transaction) throws -> T
  ) async throws -> T {
    let (site, caller, child) = (at(minutes).site, callers[name]!, child)
    return try await database.read { tx in
      let permission: Permission = caller.isFamily ? .ownView : .openRecord
      var request = Request(site: site, method: .get, path: "/children/\(child)", now: site.now(), caller: caller)
      request.access = try decideAccess(caller, permission, child, site.now(), tx)
      return try ask(child, request, tx)
    }
  }
  func tasks(_ name: String) async -> [ToDo] {
    await orIssue([]) { try await asking(name) { _, request, tx in try messages.tasks!(nil, request, tx) } }
  }
  private func orIssue<T>(_ otherwise: T, _ ask: () async throws -> T) async -> T {
    do {
      return try await ask()
    } catch {
      Issue.record(error)
      return otherwise
    }
  }

  static func make(_ database: Database) async throws -> MessagesWorld {
    let now = TestSite.now
    @Sendable func new<Of>() -> ID<Of> {
      var random = SystemRandomNumberGenerator()
      return ID(at: now, random: &random)
    }
    let (council, trust): (AgencyID, AgencyID) = (new(), new())
    let (west, east): (TeamID, TeamID) = (new(), new())
    let child: ChildID = new()
    func staff(_ name: String, _ role: Role, _ agency: AgencyID, _ team: TeamID?) -> Caller {
      Caller(
        account: new(), name: name, roles: [.init(role, agency: agency, team: team)], practitioner: new(), from: "test")
    }
    func family(_ name: String, _ role: Role = .familyMember) -> Caller {
      Caller(account: new(), name: name, roles: [.init(role)], person: new(), from: "test")
    }
    let callers = [
      "priya": staff("Priya Nair", .practitioner, council, west), "jo": staff("Jo Marsh", .practitioner, council, west),
      "max": staff("Max Orr", .teamManager, council, west), "lee": staff("Lee Fox", .practitioner, council, east),
      "olu": staff("Olu Ade", .practitioner, trust, nil), "sam": staff("Sam Poe", .screener, council, nil),
      "dana": family("Dana Bello"), "kofi": family("Kofi Bello"), "ama": family("Ama Bello", .youngPerson),
      "nan": family("Nan Cole"),
    ]
    try await database.write { tx in
      try tx.add(Agency(id: council, code: "early-help", name: "Early Help", kind: .council))
      try tx.add(Agency(id: trust, code: "trust", name: "Health Trust", kind: .health))
      try tx.add(Team(id: west, agency: council, name: "West"))
      try tx.add(Team(id: east, agency: council, name: "East"))
      for (login, caller) in callers {
        if let practitioner = caller.practitioner {
          let held = caller.roles[0]
          try tx.addPractitioner(
            practitioner, name: caller.name, jobTitle: "Family worker", agency: held.agency!, team: held.team,
            email: "\(login)@example.org")
        }
        if let person = caller.person {
          try tx.addPerson(person, NewPerson(name: caller.name, email: "\(login)@example.org"), family: nil, at: now)
        }
      }
      try register(Child(id: child, givenName: "Ama", familyName: "Bello", at: now), by: .system, at: now, in: tx)
      try tx.beginInvolvement(
        NewInvolvement(
          practitioner: callers["priya"]!.practitioner, agency: council, team: west, part: "Early help",
          isKeyWorker: true), child: child, id: new(), by: .system, at: now)
      for (name, kind) in [("dana", RelationshipKind.mother), ("kofi", .father), ("ama", .other)] {
        try tx.addRelation(
          new(), child: child, person: callers[name]!.person!, kind: kind, hasResponsibility: true, livesWith: true,
          hasPortal: true, by: .system, at: now)
      }
    }
    return MessagesWorld(database: database, child: child, callers: callers)
  }
}

func withWorld(_ engine: Engine, _ body: (MessagesWorld) async throws -> Void) async throws {
  let migrations =
    (storeMigrations + clockMigrations + webMigrations + peopleMigrations + sharing().migrations + messages.migrations)
    .sorted { $0.number < $1.number }
  try await withTestDatabase(engine, migrations) { database in try await body(try await MessagesWorld.make(database)) }
}
