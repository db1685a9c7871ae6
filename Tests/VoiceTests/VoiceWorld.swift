import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Voice

/// Beth who edits, Imke who reads a second time, Margaret who keeps complaints, Ruth and Ewan who manage teams, a parent.
struct VoiceWorld {
  let site: TestSite
  let callers: [String: Caller]
  let ruth: PractitionerID
  let ewan: PractitionerID
  var database: Database { site.site.database }

  func at(_ now: Instant) -> VoiceWorld {
    VoiceWorld(
      site: TestSite(database, voice(.none).routes, callers: callers, now: now), callers: callers, ruth: ruth,
      ewan: ewan)
  }
  func holds(_ expected: Int, _ query: SQL, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let found = try await database.read { tx in try tx.value(query, as: Int.self) ?? 0 }
    #expect(found == expected, sourceLocation: sourceLocation)
  }
  func write<T: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await database.write(work)
  }
  func read<T: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await database.read(work)
  }

  /// An open survey with these questions.
  func openedSurvey(
    _ questions: [QuestionContent], access: SurveyAccess = .anyone, opens: Bool = true
  ) async throws -> Survey {
    let beth = callers["beth"]!
    return try await write { tx in
      let id = anyID(Survey.self)
      try beginSurvey(id, content(access), by: beth, at: TestSite.now, in: tx)
      try setQuestions(
        questions.enumerated().map { SurveyQuestion(id: anyID(), position: $0 + 1, content: $1) }, of: tx.survey(id),
        by: beth, at: TestSite.now, in: tx)
      if opens { try openSurvey(tx.survey(id), by: beth, at: TestSite.now, in: tx) }
      return try tx.survey(id)
    }
  }
}

func content(_ access: SurveyAccess = .anyone) -> SurveyContent {
  SurveyContent(
    title: "How are clubs?", intro: "We want to know.", thanks: "Thank you so much.", access: access,
    opensOn: TestSite.now.day, closesOn: TestSite.now.day.adding(days: 14))
}

func withVoice(_ engine: Engine, at now: Instant = TestSite.now, _ body: (VoiceWorld) async throws -> Void) async throws
{
  let migrations =
    (storeMigrations + clockMigrations + webMigrations + peopleMigrations + voiceMigrations).sorted {
      $0.number < $1.number
    }
  try await withTestDatabase(engine, migrations) { database in
    let agency: AgencyID = anyID()
    let (ruth, ewan): (PractitionerID, PractitionerID) = (anyID(), anyID())
    try await database.write { tx in
      try loadRegisters(folder: "registers", in: tx)
      try addAgency(agency, in: tx)
      for (id, name) in [(ruth, "Ruth Ellison"), (ewan, "Ewan Paterson")] {
        try tx.addPractitioner(
          id, name: name, jobTitle: "Manager", agency: agency, team: nil,
          email: "\(name.lowercased().replacing(" ", with: "."))@example.org")
      }
    }
    func caller(_ name: String, _ role: Role, _ practitioner: PractitionerID? = nil) -> Caller {
      Caller(account: anyID(), name: name, roles: [.init(role)], practitioner: practitioner, from: "test")
    }
    let callers = [
      "beth": caller("Beth Carrow", .directoryEditor), "seun": caller("Seun Balogun", .commissioner),
      "margaret": caller("Margaret Oyelaran", .informationGovernance),
      "ruth": caller("Ruth Ellison", .teamManager, ruth),
      "ewan": caller("Ewan Paterson", .teamManager, ewan), "pat": caller("Pat Lowe", .practitioner),
      "grace": caller("Grace Adeyemi", .familyMember),
    ]
    try await body(
      VoiceWorld(
        site: TestSite(database, voice(.none).routes, callers: callers, now: now), callers: callers, ruth: ruth,
        ewan: ewan))
  }
}

private func addAgency(_ id: AgencyID, in tx: Transaction) throws {
  try tx.run("INSERT INTO agency (id, code, name, kind) VALUES (\(id), 'early-help', 'Early Help', 'council')")
}

/// An id for a test.
func anyID<Of>(_: Of.Type = Of.self, at now: Instant = TestSite.now) -> ID<Of> {
  var random = SystemRandomNumberGenerator()
  return ID(at: now, random: &random)
}

/// Random numbers that are the same each time.
struct TestRandom: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}
