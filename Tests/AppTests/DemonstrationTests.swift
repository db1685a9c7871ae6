import Accounts
import Foundation
import FrontDoor
import Kernel
import People
import Sharing
import Store
import TestKit
import Testing
import Web

@testable import App

/// The invented county, filled on both engines: every role, every stage, every page.
///
/// A filling takes seconds, so each is asked all that it can answer: on each engine one of the extracts and one of generated
/// children, at different moments, and on SQLite one for each moment more. They are filled beside each other.
struct DemonstrationTests {
  private let now = TestSite.now

  /// A filled county; the extracts are cut short.
  private func withCounty<T>(
    _ engine: Engine, children: Int? = nil, now: Instant = TestSite.now, _ body: (Database) async throws -> T
  ) async throws -> T {
    try await withTestDatabase(engine, Partnership().migrations, prepared: withRegisters) { database in
      try await fill(database, children: children, now: now)
      return try await body(database)
    }
  }
  private func fill(
    _ database: Database, children: Int? = nil, now: Instant = TestSite.now, say: @Sendable (String) -> Void = { _ in }
  ) async throws {
    try await fillDemonstration(
      database, settings: Settings(), children: children, examples: "Examples", now: now, rowsOfEach: 40,
      progress: say)
  }

  @Test(arguments: Engine.available) func theCountyIsFilledAndEveryPageAnswers(engine: Engine) async throws {
    try await withCounty(engine) { database in
      try await everyRoleHasAnAccount(database)
      try await everyStageIsThere(database, now: now)
      try await everyPriorityHasAFigure(database)
      try await theSuggestedWeekKeepsVisitors(database)
      try await theEventsAreSound(database)
      try await restrictedChildrenAreHidden(database)
      // These two walks take minutes and are about pages, which know no engine: each is made on one.
      try await everyPageAnswers(database, now: now, isTyped: engine == Engine.available.first)
      try await nothingHappensAtNightOrLater(database, now: now)
      try await aSecondFillingChangesNothing(database)
      try await everyRowGoesAlongAndComesBack(database, now: now)
      guard engine == Engine.available.last else { return }
      let callers = try await database.read { tx in
        Dictionary(uniqueKeysWithValues: try Role.allCases.map { ($0.rawValue, try caller($0, in: tx)) })
      }
      try await nobodyLearnsOfHiddenChildren(database, callers: callers, now: now)
    }
  }

  private func everyRoleHasAnAccount(_ database: Database) async throws {
    let accounts = try await database.read { tx in try demonstrationAccounts(in: tx).map { ($0.role, $0.about) } }
    #expect(accounts.map(\.0) == shownAccounts.map(\.role))
    #expect(Set(accounts.map(\.0)) == Set(Role.allCases))
    #expect(accounts.allSatisfy { !$0.1.isEmpty })
  }

  private func everyStageIsThere(_ database: Database, now: Instant) async throws {
    func states(_ query: SQL) async throws -> [String: Int] {
      try await database.read { tx in
        Dictionary(uniqueKeysWithValues: try tx.rows(query) { (try $0[0] as String, try $0[1] as Int) })
      }
    }
    let supports = try await states("SELECT state, count(*) FROM support GROUP BY state")
    for state in [
      "requested", "agreed", "declined", "assessing", "planning", "reviewing", "step_up_pending", "step_down_received",
      "closing", "closed",
    ] {
      #expect(supports[state, default: 0] > 0, "no early help is \(state): \(supports)")
    }
    let reasons = try await states(
      "SELECT close_reason, count(*) FROM support WHERE state = 'closed' GROUP BY close_reason")
    #expect(Set(reasons.keys) == ["needs_met", "universal", "step_up", "disengaged", "moved"])
    let steps = try await states("SELECT state, count(*) FROM level_step GROUP BY state")
    #expect(Set(steps.keys) == ["pending", "accepted", "declined"])
    let requests = try await states("SELECT state, count(*) FROM help_request GROUP BY state")
    for state in RequestState.allCases {
      #expect(requests[state.rawValue, default: 0] > 0, "no request is \(state): \(requests)")
    }
    let outcomes = try await states("SELECT outcome, count(*) FROM help_decision GROUP BY outcome")
    #expect(Set(outcomes.keys) == Set(HelpOutcome.allCases.map(\.rawValue)))
    let urgent = try await states("SELECT urgency, count(*) FROM help_request GROUP BY urgency")
    #expect(urgent["urgent", default: 0] >= 2)
    let visits = try await states("SELECT state, count(*) FROM visit GROUP BY state")
    #expect(
      visits["held", default: 0] > 150 && visits["cancelled", default: 0] > 10 && visits["planned", default: 0] > 20)
    let reviews = try await states("SELECT 'most', max(number) FROM support_review")
    #expect(reviews["most"] == 5)
    try await database.read { tx in
      func count(_ query: SQL) throws -> Int { try tx.value(query, as: Int.self) ?? 0 }
      #expect(try count("SELECT count(*) FROM help_draft") == 3)
      #expect(try count("SELECT count(*) FROM visit WHERE state = 'planned' AND starts_at < \(now)") > 0)
      #expect(try count("SELECT count(*) FROM help_request WHERE due_at < \(now)") > 0)
      #expect(try count("SELECT count(*) FROM emergency_access WHERE reviewed_at IS NULL") == 1)
      #expect(try count("SELECT count(*) FROM emergency_access WHERE reviewed_at IS NOT NULL") == 1)
      #expect(try count("SELECT count(*) FROM agreement WHERE NOT is_given") > 0)
      #expect(try count("SELECT count(*) FROM agreement WHERE ended_on IS NOT NULL") > 0)
      #expect(try count("SELECT count(*) FROM sharing_decision WHERE NOT is_shared") > 0)
      #expect(try count("SELECT count(*) FROM child WHERE closed_on IS NOT NULL") > 0)
      #expect(try count("SELECT count(*) FROM child WHERE expected_on IS NOT NULL") > 0)
      #expect(try count("SELECT count(*) FROM child WHERE needs_interpreter") > 0)
      #expect(try count("SELECT count(*) FROM agency_record") > 50)
      let dale: ChildID = try #require(
        try tx.value("SELECT id FROM child WHERE family_name = 'Dale' AND given_name = 'Saffron'"))
      #expect(isLeadMissing(try tx.involvements(dale)))
    }
  }

  /// Each of the eight priorities of the board is shown by a figure that is known.
  private func everyPriorityHasAFigure(_ database: Database) async throws {
    let shown = try await database.read { tx in
      try tx.rows(
        """
        SELECT DISTINCT p.number FROM objective_proof p JOIN indicator_value v ON v.indicator_id = p.about_id
        WHERE p.kind = 'indicator' AND v.approved_name IS NOT NULL ORDER BY p.number
        """
      ) { try $0[0] as Int }
    }
    #expect(shown == Array(1...8))
  }

  /// The suggested week of the demonstration: nine of ten families are visited by whom they know, and who is left is told why.
  private func theSuggestedWeekKeepsVisitors(_ database: Database) async throws {
    struct Outcome: Decodable {
      struct Left: Decodable { let words: String }
      let left: [Left]
      let lines: [Line]
      let continuity: Double
      struct Line: Decodable {}
    }
    let kept = try await database.read { tx in try tx.rows("SELECT outcome FROM rota") { try $0[0] as String } }
    let weeks = try kept.map { try JSONDecoder().decode(Outcome.self, from: Data($0.utf8)) }
    #expect(!weeks.isEmpty && weeks.allSatisfy { !$0.lines.isEmpty && $0.continuity >= 0.9 })
    #expect(weeks.allSatisfy { $0.left.allSatisfy { !$0.words.isEmpty } })
  }

  private func theEventsAreSound(_ database: Database) async throws {
    _ = try await database.sealEvents(at: now)
    let report = try await database.read { tx in try verifyEvents(in: tx) }
    #expect(report.isSound && report.sealed > 2000, "\(String(describing: report.problem)), \(report.sealed)")
  }

  private func restrictedChildrenAreHidden(_ database: Database) async throws {
    try await database.read { tx in
      let nadia = try caller(.practitioner, in: tx)
      let restricted = try tx.rows("SELECT id FROM child WHERE is_restricted") { try $0[0] as ChildID }
      #expect(restricted.count >= 2)
      for child in restricted {
        #expect(throws: Refusal.notFound) { try decideAccess(nadia, .openRecord, child, now, tx) }
      }
    }
  }

  /// Every address of the list answers 200 with that role, and every page of the route table is on the list. `isTyped`: what is
  /// typed there is kept.
  private func everyPageAnswers(_ database: Database, now: Instant, isTyped: Bool = false) async throws {
    let (pages, callers) = try await database.read { tx in
      (
        try demonstrationPages(in: tx, now: now).map { Page(path: $0.path, role: $0.role) },
        Dictionary(uniqueKeysWithValues: try Role.allCases.map { ($0.rawValue, try caller($0, in: tx)) })
      )
    }
    var settings = Settings()
    settings.isDemonstration = true
    let site = TestSite(
      database, Partnership().routes, callers: callers, now: now, settings: settings, decide: decideAccess)
    for page in pages {
      let answer = await site.get(page.path, as: page.role?.rawValue)
      #expect(answer.status == 200, "\(page.path) as \(page.role?.rawValue ?? "a visitor"): \(answer.status)")
    }
    for route in Partnership().routes {
      guard case .page = route.work else { continue }
      let isThere = pages.contains { page in fits(page.path, route.path) }
      #expect(isThere, "no address for \(route.path)")
    }
    if isTyped { await TypedIsKept(site: site, pages: pages.map { ($0.path, $0.role) }).check() }
  }
  private struct Page: Sendable {
    let path: String
    let role: Role?
  }
  private func fits(_ path: String, _ pattern: PathPattern) -> Bool {
    let parts = path.split(separator: "/")
    return parts.count == pattern.segments.count
      && zip(parts, pattern.segments).allSatisfy { part, segment in
        if case .constant(let text) = segment { text == part } else { true }
      }
  }

  private func nothingHappensAtNightOrLater(_ database: Database, now: Instant) async throws {
    try await database.read { tx in
      let moments = try tx.rows("SELECT starts_at FROM visit") { try $0[0] as Instant }
      #expect(moments.allSatisfy { !$0.day.weekday.isWeekend && (480..<1080).contains($0.london.minuteOfDay) })
      let later = try tx.value("SELECT count(*) FROM event WHERE at > \(now)", as: Int.self)
      #expect(later == 0)
      let night = try tx.rows("SELECT kind, at FROM event") { (try $0[0] as String, try $0[1] as Instant) }
        .filter { !(360..<1380).contains($0.1.london.minuteOfDay) }
      #expect(night.isEmpty, "\(night.prefix(5))")
    }
  }

  private func aSecondFillingChangesNothing(_ database: Database) async throws {
    func counts() async throws -> [Int] {
      try await database.read { tx in
        try [
          "SELECT count(*) FROM event", "SELECT count(*) FROM child", "SELECT count(*) FROM visit",
          "SELECT count(*) FROM mail",
        ]
        .map { (query: SQL) in try tx.value(query, as: Int.self) ?? 0 }
      }
    }
    let before = try await counts()
    let said = Said()
    try await fill(database, say: { said.add($0) })
    #expect(try await counts() == before)
    #expect(said.lines == ["The demonstration is filled already."])
  }

  /// On a Sunday before dawn. What is told and generated has the same ids wherever it is filled at the same moment; imports
  /// and events take theirs from the system.
  @Test func theSameMomentGivesTheSameThousandsOfChildren() async throws {
    let sunday = try moment(2026, 11, 22, 400)
    // Two fillings also where there is one engine alone.
    let engines = Engine.available.count > 1 ? Engine.available : [.sqlite, .sqlite]
    let ids = try await withThrowingTaskGroup(of: Set<AnyID>.self) { group in
      for engine in engines {
        group.addTask {
          try await withCounty(engine, children: 1200, now: sunday) { database in
            try await theThousandsAreSound(database, now: sunday)
            try await itLooksCurrent(database, now: sunday)
            return try await idsOfTheTold(database)
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(ids[0].count > 2000)
    for (left, right) in zip(ids, ids.dropFirst()) {
      #expect(left == right, "\(left.symmetricDifference(right).count) ids are not the same")
    }
  }

  private func theThousandsAreSound(_ database: Database, now: Instant) async throws {
    try await database.read { tx in
      func count(_ query: SQL) throws -> Int { try tx.value(query, as: Int.self) ?? 0 }
      #expect(try count("SELECT count(*) FROM child") >= 1200)
      #expect(try count("SELECT count(*) FROM family") >= 720)
      let most = try count(
        "SELECT max(n) FROM (SELECT count(*) AS n FROM involvement GROUP BY practitioner_id) AS counted")
      #expect(most < 200)
      var query = ChildQuery()
      query.names = ["smyth"]
      let screener = try caller(.screener, in: tx)
      let found = try tx.searchChildren(query, as: screener, limit: 25, on: now.day)
      #expect(found.rows.contains { $0.name.hasSuffix(" Smith") })
    }
    _ = try await database.sealEvents(at: now)
    let report = try await database.read { tx in try verifyEvents(in: tx) }
    #expect(report.isSound && report.sealed > 10_000)
  }

  private func idsOfTheTold(_ database: Database) async throws -> Set<AnyID> {
    try await database.read { tx in
      Set(
        try tx.rows(
          """
          SELECT id FROM child WHERE family_id IS NOT NULL UNION SELECT id FROM visit UNION SELECT id FROM support
          UNION SELECT id FROM help_request UNION SELECT id FROM message
          """
        ) { try $0[0] as AnyID })
    }
  }

  /// A Monday morning, a bank holiday at night, a summer's evening; a Sunday is above.
  @Test(arguments: [(2027, 1, 4, 495), (2026, 12, 28, 1410), (2027, 7, 14, 1150)])
  func itLooksCurrentAtAnyMoment(year: Int, month: Int, day: Int, minute: Int) async throws {
    let moment = try moment(year, month, day, minute)
    try await withCounty(.sqlite, children: 10, now: moment) { database in
      try await itLooksCurrent(database, now: moment)
    }
  }

  private func itLooksCurrent(_ database: Database, now: Instant) async throws {
    try await nothingHappensAtNightOrLater(database, now: now)
    try await everyStageIsThere(database, now: now)
    try await everyPageAnswers(database, now: now)
  }
  private func moment(_ year: Int, _ month: Int, _ day: Int, _ minute: Int) throws -> Instant {
    LondonTime(day: try #require(Day(year, month, day)), minuteOfDay: minute).instant
  }

  @Test func aPartnershipThatIsAtWorkIsLeftAlone() async throws {
    try await withTestDatabase(.sqlite, Partnership().migrations) { database in
      try await database.write { tx in
        var random = SystemRandomNumberGenerator()
        try tx.add(Agency(id: ID(at: now, random: &random), code: "ours", name: "A real council", kind: .council))
      }
      await #expect(throws: DemonstrationProblem.self) { try await fill(database) }
      #expect(try await database.read { tx in try !isDemonstration(in: tx) && demonstrationAccounts(in: tx).isEmpty })
    }
  }

  /// Somebody of the list as their session has them.
  private func caller(_ role: Role, in tx: Transaction) throws -> Caller {
    let shown = try #require(try demonstrationAccounts(in: tx).first { $0.role == role })
    let account = try account(shown.account, in: tx)
    let roles = try tx.rows(
      "SELECT role, agency_id, team_id FROM held_role WHERE account_id = \(account.id) AND ended_at IS NULL ORDER BY id"
    ) { row in Caller.HeldRole(try row[0] as Role, agency: try row[1], team: try row[2]) }
    return Caller(
      account: account.id, name: account.name, roles: roles, practitioner: account.practitioner, person: account.person,
      from: "test")
  }
}

/// Lines that a filling said.
private final class Said: @unchecked Sendable {
  private let lock = NSLock()
  private var said: [String] = []
  func add(_ line: String) { lock.withLock { said.append(line) } }
  var lines: [String] { lock.withLock { said } }
}
