import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import EHC

/// A child, the EHC officer Daniel, and the child's mother: everybody of these tests.
struct CaseWorld {
  let site: TestSite
  let child: ChildID
  let callers: [String: Caller]

  /// The same at another day, in the morning.
  func on(_ day: Day) -> CaseWorld {
    let now = LondonTime(day: day, minuteOfDay: 600).instant
    return CaseWorld(
      site: TestSite(site.site.database, ehc.routes, callers: callers, now: now), child: child, callers: callers)
  }
  func read<T: Sendable>(_ body: @Sendable @escaping (Transaction) throws -> T) async throws -> T {
    try await site.site.database.read { tx in try body(tx) }
  }
  func newest() async throws -> EHCCase { try await read { [child] tx in try tx.ehcCases(child)[0] } }
  func clock(_ rule: ClockRuleID) async throws -> Clock? {
    let id = try await newest().id
    return try await read { tx in try tx.clocks(about: id).last { $0.ruleID == rule && $0.status != .cancelled } }
  }

  /// Records a request received on that day, and gives its address.
  func request(_ day: Day) async throws -> String {
    let answer = await site.post(
      "/children/\(child)/ehc",
      [
        "received_on": day.description, "source": "1", "asked_by": "Dana Bello, mother", "reasons": "Ama needs help",
        "late_why": day == site.site.now().day ? "" : "Came by post",
      ], as: "daniel")
    #expect(answer.status == 303, "\(answer.text.prefix(3000))")
    return try await newest().path
  }
  /// Takes a step on the world's own day.
  @discardableResult
  func step(_ step: StepKind, _ more: [String: String] = [:]) async throws -> Response {
    let ehcCase = try await newest()
    var fields = ["on": site.site.now().day.description, "version": "\(ehcCase.version)"]
    fields.merge(more) { $1 }
    return await site.post("\(ehcCase.path)/steps/\(step.rawValue)", fields, as: "daniel")
  }
  /// Asks a body and has its advice at once.
  func advise(_ kind: AdviceKind) async throws {
    let path = try await newest().path
    let today = site.site.now().day.description
    #expect(
      await site.post(
        "\(path)/advice", ["kind": kind.rawValue, "asked_of": "Sam Hill", "asked_on": today], as: "daniel"
      )
      .status == 303)
    let id = try await newest().id
    let advice = try await read { tx in try tx.advice(of: id).last { $0.kind == kind }! }
    let receipt = ["received_on": today, "from": "Sam Hill", "words": "Ama needs short steps."]
    #expect(await site.post("\(advice.path)/receipt", receipt, as: "daniel").status == 303)
  }
  /// Writes one statement and gives its id.
  @discardableResult
  func write(_ section: PlanSection, _ words: String, _ more: [String: String] = [:]) async throws -> String {
    let path = try await newest().path
    var fields = ["section": section.rawValue, "words": words]
    fields.merge(more) { $1 }
    let id = (site.site.newID() as AnyID).description
    fields["form_id"] = id
    let answer = await site.post("\(path)/plan/lines", fields, as: "daniel")
    #expect(answer.status == 303, "\(answer.text.prefix(2000))")
    return id
  }
  /// A draft that nothing is missing of.
  func writeGoodDraft() async throws {
    try await write(.a, "I like water and my brother.")
    let need = try await write(.b, "Ama understands single words.")
    try await write(.e, "Ama asks for a drink.", ["measure": "four times out of five", "by_on": "2027-07-20"])
    try await write(
      .f, "Symbols used in every session.",
      ["need": need, "provider": "A trained teaching assistant", "how_often": "3 times a week, 20 minutes"])
  }
}

func withCaseWorld(_ engine: Engine, on day: Day, _ body: (CaseWorld) async throws -> Void) async throws {
  let migrations = (storeMigrations + clockMigrations + webMigrations + peopleMigrations + ehc.migrations)
    .sorted { $0.number < $1.number }
  try await withTestDatabase(engine, migrations) { database in
    var random = SystemRandomNumberGenerator()
    let now = LondonTime(day: day, minuteOfDay: 600).instant
    let (agency, team) = (AgencyID(at: now, random: &random), TeamID(at: now, random: &random))
    let (daniel, child) = (PractitionerID(at: now, random: &random), ChildID(at: now, random: &random))
    try await database.write { tx in
      try loadRegisters(folder: "registers", in: tx)
      try loadLetters(folder: "registers", in: tx)
      try tx.add(Agency(id: agency, code: "education", name: "Education", kind: .education))
      try tx.add(Team(id: team, agency: agency, name: "SEND casework"))
      try tx.addPractitioner(
        daniel, name: "Daniel Fairweather", jobTitle: "EHC coordinator", agency: agency, team: team,
        email: "daniel@example.org")
      try register(
        Child(id: child, givenName: "Ama", familyName: "Bello", bornOn: Day(2020, 5, 3), at: now), by: .system,
        at: now, in: tx)
    }
    let account = { AccountID(at: now, random: &random) }
    let callers = [
      "daniel": Caller(
        account: account(), name: "Daniel Fairweather", roles: [.init(.ehcCoordinator, agency: agency, team: team)],
        practitioner: daniel, from: "test"),
      "alison": Caller(account: account(), name: "Alison Draycott", roles: [.init(.panelMember)], from: "test"),
      "imran": Caller(account: account(), name: "Imran Siddiqui", roles: [.init(.returnsOfficer)], from: "test"),
      "board": Caller(account: account(), name: "Peter Hallam", roles: [.init(.boardViewer)], from: "test"),
      "dana": Caller(account: account(), name: "Dana Bello", roles: [.init(.familyMember)], from: "test"),
    ]
    try await body(
      CaseWorld(site: TestSite(database, ehc.routes, callers: callers, now: now), child: child, callers: callers))
  }
}
