import Clocks
import Design
import Foundation
import Kernel
import People
import Store
import TestKit
import Web

@testable import FrontDoor

/// A partnership of two agencies with a front door, on a fresh database.
struct TestDoor: Sendable {
  let database: Database
  let site: TestSite
  let invited: Invited
  let helps: Helps
  let offers: Offers

  static let registers = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "registers").path
  static let now = TestSite.now

  static let council = AgencyID(high: 0x1_7000, low: 0x8000_0000_0000_0001)
  static let health = AgencyID(high: 0x1_7000, low: 0x8000_0000_0000_0002)
  static let door = TeamID(high: 0x2_7000, low: 0x8000_0000_0000_0001)
  static let earlyHelp = TeamID(high: 0x2_7000, low: 0x8000_0000_0000_0002)
  static let otherTeam = TeamID(high: 0x2_7000, low: 0x8000_0000_0000_0003)
  static let ana = PractitionerID(high: 0x3_7000, low: 0x8000_0000_0000_0001)
  static let ben = PractitionerID(high: 0x3_7000, low: 0x8000_0000_0000_0002)
  static let mel = PractitionerID(high: 0x3_7000, low: 0x8000_0000_0000_0003)
  static let hugo = PractitionerID(high: 0x3_7000, low: 0x8000_0000_0000_0004)

  static func account(_ number: UInt64) -> AccountID { AccountID(high: 0x4_7000, low: 0x8000_0000_0000_0000 | number) }
  static let ana1 = caller(1, "Ana Lopez", .screener, council, door, ana)
  static let ben1 = caller(2, "Ben Cole", .screener, council, door, ben)
  static let manager = caller(3, "Mel Hart", .teamManager, council, earlyHelp, mel)
  static let otherManager = caller(4, "Otto Kay", .teamManager, council, otherTeam, nil)
  static let visitor = caller(5, "Hugo Reed", .practitioner, health, nil, hugo)
  static let governance = caller(6, "Ina Gray", .informationGovernance, council, nil, nil)
  static let callers = [
    "ana": ana1, "ben": ben1, "mel": manager, "otto": otherManager, "hugo": visitor, "ina": governance,
  ]

  private static func caller(
    _ number: UInt64, _ name: String, _ role: Role, _ agency: AgencyID, _ team: TeamID?, _ practitioner: PractitionerID?
  ) -> Caller {
    Caller(
      account: account(number), name: name, roles: [.init(role, agency: agency, team: team)],
      practitioner: practitioner,
      from: "test")
  }

  func at(_ now: Instant) -> TestSite {
    TestSite(
      database,
      site.responder.routes.routes.filter {
        !$0.path.description.hasPrefix("/drafts") && $0.path.description != "/openapi.json"
      }, callers: TestDoor.callers, now: now)
  }
}

/// Who was invited to an account, in order.
final class Invited: @unchecked Sendable {
  private let lock = NSLock()
  private var all: [NewFamilyInvitation] = []
  func add(_ one: NewFamilyInvitation) { lock.withLock { all.append(one) } }
  var everyone: [NewFamilyInvitation] { lock.withLock { all } }
}

/// Early help as the front door sees it, kept in memory: what it asks for, and what it is told.
final class Helps: @unchecked Sendable {
  private let lock = NSLock()
  private var all: [ChildID: EarlyHelp.Open] = [:]
  private var asked: [EarlyHelp.New] = []
  subscript(child: ChildID) -> EarlyHelp.Open? {
    get { lock.withLock { all[child] } }
    set { lock.withLock { all[child] = newValue } }
  }
  var started: [EarlyHelp.New] { lock.withLock { asked } }

  var asTheDoorSeesThem: EarlyHelp {
    EarlyHelp(
      open: { child, _ in self[child] },
      start: { new, _, _, _ in
        self.lock.withLock { if !self.asked.contains(new) { self.asked.append(new) } }
        self[new.child] = .waiting(new.decision.of(), new.team)
      },
      takeBack: { decision, child, _, _, _, _ in
        guard let open = self[child], open.id == decision.of() else { return true }
        if open.hasBegun { return false }
        self[child] = nil
        return true
      })
  }
}

extension EarlyHelp.Open {
  static func waiting(_ id: AnyID, _ team: TeamID?) -> Self {
    Self(id: id, team: team, teamName: "Early Help North", worker: nil, workerName: nil, hasBegun: false)
  }
  static func underWay(_ id: AnyID, _ team: TeamID?, with worker: PractitionerID) -> Self {
    Self(id: id, team: team, teamName: "Early Help South", worker: worker, workerName: "Hugo Reed", hasBegun: true)
  }
}

/// The directory as the front door sees it: two services, and what was suggested of them.
final class Offers: @unchecked Sendable {
  private let lock = NSLock()
  private var made: [(OfferedServices.New, by: String, outcome: String?)] = []
  private var joined: [HelpRequestID: ChildID] = [:]
  func child(of request: HelpRequestID) -> ChildID? { lock.withLock { joined[request] } }
  var suggested: [OfferedServices.New] { lock.withLock { made.map(\.0) } }

  static let services = [("Toy library", 1), ("Play group", 2)].map { name, number in
    MatchingService(
      id: AnyID(high: 1, low: UInt64(number)), name: name, path: "/local-offer/\(number)", summary: "\(name) for all",
      nextStep: "Ring.")
  }
  var asTheDoorSeesThem: OfferedServices {
    OfferedServices(
      find: { words, _, _, _ in Self.services.filter { words == nil || $0.name == words } },
      suggested: { request, _ in
        self.lock.withLock {
          self.made.filter { $0.0.request == request }.map { new, by, outcome in
            let service = Self.services.first { $0.id == new.service }!
            return SuggestedService(
              id: new.id, service: new.service, name: service.name, path: service.path, why: new.why, by: by,
              on: TestDoor.now.day, outcome: outcome, outcomeForFamily: outcome.map { "We: \($0)" })
          }
        }
      }, suggest: { new, caller, _, _ in self.lock.withLock { self.made.append((new, caller.name, nil)) } },
      outcomes: [.init("taken_up", "We use it")],
      answer: { id, outcome, request, _, _, _ in
        try self.lock.withLock {
          guard let index = self.made.firstIndex(where: { $0.0.id == id && $0.0.request == request }) else {
            throw Refusal.notFound
          }
          self.made[index].outcome = outcome
        }
      }, join: { request, child, _ in self.lock.withLock { self.joined[request] = child } })
  }
}

/// Who is told by mail at an agency that is asked something. Of the voluntary agency nobody has an account.
@Sendable func addressesOf(_ agency: AgencyID, _ day: Day, _ tx: Transaction) -> [String] {
  agency == TestDoor.health ? ["duty@health.example.org"] : []
}

func withFrontDoor(_ engine: Engine, _ body: (TestDoor) async throws -> Void) async throws {
  let (invited, helps, offers) = (Invited(), Helps(), Offers())
  let slice = frontDoor(
    inviteFamily: { invitation, _ in invited.add(invitation) }, earlyHelp: helps.asTheDoorSeesThem,
    addressesOf: addressesOf, offered: offers.asTheDoorSeesThem)
  let migrations = (storeMigrations + clockMigrations + webMigrations + peopleMigrations + slice.migrations)
    .sorted { $0.number < $1.number }
  try await withTestDatabase(engine, migrations) { database in
    try await database.write { tx in
      try loadRegisters(folder: TestDoor.registers, in: tx)
      try loadThresholds(folder: TestDoor.registers, in: tx)
      try tx.add(Agency(id: TestDoor.council, code: "council", name: "County Council", kind: .council))
      try tx.add(Agency(id: TestDoor.health, code: "health", name: "Community Health", kind: .health))
      try tx.add(Team(id: TestDoor.door, agency: TestDoor.council, name: "Front door"))
      try tx.add(Team(id: TestDoor.earlyHelp, agency: TestDoor.council, name: "Early Help North"))
      try tx.add(Team(id: TestDoor.otherTeam, agency: TestDoor.council, name: "Early Help South"))
      for (id, name, team, agency) in [
        (TestDoor.ana, "Ana Lopez", TestDoor.door as TeamID?, TestDoor.council),
        (TestDoor.ben, "Ben Cole", TestDoor.door, TestDoor.council),
        (TestDoor.mel, "Mel Hart", TestDoor.earlyHelp, TestDoor.council),
        (TestDoor.hugo, "Hugo Reed", nil, TestDoor.health),
      ] {
        let email = "\(name.split(separator: " ")[0].lowercased())@example.org"
        try tx.addPractitioner(id, name: name, jobTitle: "Worker", agency: agency, team: team, email: email)
      }
    }
    let site = TestSite(database, slice.routes, callers: TestDoor.callers)
    try await body(TestDoor(database: database, site: site, invited: invited, helps: helps, offers: offers))
  }
}

extension NewHelpRequest {
  /// A parent's usual request about a boy of two.
  static var usual: NewHelpRequest {
    var new = NewHelpRequest(asker: .parent, givenName: "Sami", familyName: "Okoro", askerName: "Ada Okoro")
    new.bornOn = Day(2024, 5, 2)
    new.wouldHelp = "Somebody who shows us how to play with him."
    new.email = "ada@example.org"
    new.services = [.homeVisiting]
    return new
  }
}

extension TestDoor {
  /// Asks for help through the verb.
  @discardableResult
  func ask(_ new: NewHelpRequest = .usual, at now: Instant = TestDoor.now) async throws -> HelpRequest {
    try await database.write { tx in
      var random = SystemRandomNumberGenerator()
      return try askForHelp(
        new, id: HelpRequestID(at: now, random: &random), code: HelpCode(random: &random), by: .visitor(from: "test"),
        at: now, settings: Settings(), in: tx)
    }
  }
  func load(_ id: HelpRequestID) async throws -> HelpRequest { try await database.read { try $0.helpRequest(id) } }
  func mails() async throws -> [String] {
    try await database.read { try $0.rows("SELECT subject FROM mail ORDER BY created_at, id") { try $0[0] as String } }
  }
  func events(_ id: HelpRequestID) async throws -> [String] {
    try await database.read { tx in
      try tx.rows("SELECT kind FROM event WHERE about_id = \(id) ORDER BY at, id") { try $0[0] as String }
    }
  }
  func addChild(_ given: String, _ family: String, born: Day?, restricted: Bool = false) async throws -> ChildID {
    try await database.write { tx in
      var random = SystemRandomNumberGenerator()
      let id = ChildID(at: TestDoor.now, random: &random)
      try register(
        Child(id: id, givenName: given, familyName: family, bornOn: born, at: TestDoor.now), by: .system,
        at: TestDoor.now,
        in: tx)
      if restricted { try restrict(id, to: true, why: "Adoption", by: .system, at: TestDoor.now, in: tx) }
      return id
    }
  }
}

/// A browser without an account: it keeps its cookies.
final class Browser {
  let site: TestSite
  private(set) var cookies = ["visitor": "test-visitor"]
  init(_ site: TestSite) { self.site = site }

  func get(_ path: String) async -> Response {
    keep(await site.responder.respond(to: RawRequest("GET", path, headers: headers)))
  }
  /// Sends a form and gives the answer, without following it.
  func post(_ path: String, _ fields: [String: String] = [:]) async -> Response {
    var all = fields
    all["csrf"] = site.token(nil)
    all["form_id"] = (site.site.newID() as AnyID).description
    let body = all.map { "\(percentEncoded($0))=\(percentEncoded($1))" }.joined(separator: "&")
    var headers = headers
    headers["content-type"] = "application/x-www-form-urlencoded"
    return keep(
      await site.responder.respond(
        to: RawRequest("POST", path, headers: headers, body: Array(body.utf8), address: "198.51.100.7")))
  }
  private var headers: [String: String] {
    ["accept": "text/html", "cookie": cookies.map { "\($0)=\($1)" }.joined(separator: "; ")]
  }
  private func keep(_ response: Response) -> Response {
    for header in response.headers where header.name == "Set-Cookie" {
      let pair = header.value.split(separator: ";")[0].split(separator: "=", maxSplits: 1).map(String.init)
      cookies[pair[0]] = header.value.contains("Max-Age=0") ? nil : pair.count > 1 ? pair[1] : ""
    }
    return response
  }
}

extension Response {
  var leadsTo: String { self[header: "Location"] ?? "" }
}
