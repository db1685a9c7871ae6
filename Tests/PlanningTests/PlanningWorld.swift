import Kernel
import Store
import Synchronization
import TestKit
import Web

@testable import Planning

/// Live records that a test can move.
final class MovableLive: Sendable {
  private let figures: Mutex<LiveFigures>
  init() {
    var live = LiveFigures(on: TestSite.now.day)
    live.places = [.init("Aldersham", families: 120), .init("Eastholt", families: 3), .init("Millbrace", families: 48)]
    live.teams = [.init("Aldersham", people: 9, cases: 200), .init("Eastholt", people: 4, cases: 2)]
    live.months = (0..<26).map { .init(2024 + ($0 + 8) / 12, ($0 + 8) % 12 + 1, 40 + $0 % 7) }
    live.lists = [
      .init("Requests at the front door", perYear: 1500, people: 300, weeks: 21.5),
      .init("Early help, waiting for a worker", perYear: 90, people: 12, weeks: 3),
    ]
    live.outcomes = .init(
      columns: ["Early help", "Advice", "Anything else"], rows: ["Aldersham", "Eastholt"],
      counts: [[12, 3, 20], [9, 14, 22]])
    figures = Mutex(live)
  }
  var now: LiveFigures { figures.withLock { $0 } }
  func move(_ change: @Sendable (inout LiveFigures) -> Void) { figures.withLock { change(&$0) } }
}

struct PlanningWorld: Sendable {
  let site: TestSite
  let database: Database
  let live: MovableLive

  /// Keeps a scenario as the planner; its address.
  func keep(_ question: String, _ fields: [String: String]) async -> (status: Int, path: String, text: String) {
    let usual = QuestionForm.of(Question(rawValue: question)!).usual
    let sent = await site.post(
      "/planning/scenarios", usual.merging(fields) { $1 }.merging(["question": question]) { $1 }, as: "planner")
    return (sent.status, sent[header: "Location"] ?? "", sent.text)
  }
  func scenario(_ path: String) async throws -> Scenario {
    let id = ID<Scenario>(String(path.split(separator: "/").last!))!
    return try await database.read { tx in
      try tx.one("SELECT \(Scenario.columns) FROM planning_scenario WHERE id = \(id)")
    }
  }
}

func withPlanningWorld(_ engine: Engine, _ body: (PlanningWorld) async throws -> Void) async throws {
  let live = MovableLive()
  let slice = planning { _, _, _ in live.now }
  let migrations = (storeMigrations + webMigrations + slice.migrations).sorted { $0.number < $1.number }
  try await withTestDatabase(engine, migrations) { database in
    var random = SystemRandomNumberGenerator()
    func caller(_ name: String, _ role: Role) -> Caller {
      Caller(account: AccountID(at: TestSite.now, random: &random), name: name, roles: [.init(role)], from: "test")
    }
    let callers = [
      "planner": caller("Seun Balogun", .commissioner), "board": caller("Peter Hallam", .boardViewer),
      "visitor": caller("Nadia Rahman", .practitioner),
    ]
    let site = TestSite(database, slice.routes, callers: callers)
    try await body(PlanningWorld(site: site, database: database, live: live))
  }
}

let typedNeed = [
  "name": "Need", "filled": "live",
  "localities": "Aldersham; 6200; 1.2; 120\nEastholt; 5600; 0.8; 3\nMillbrace; 7600; 1; 50",
]
let typedHubs = [
  "name": "Hubs", "open": "1-2", "near": "4",
  "areas": "North; 0; 10; 40\nMiddle; 0; 5; 50\nSouth; 0; 0; 60\nFar; 30; 0; 2",
  "places": "Library; 0; 9; now; fixed\nSchool; 0; 1\nHall; 1; 1; excluded",
]
let typedList = [
  "name": "List", "per_year": "400", "waiting": "120", "weeks_waited": "20", "posts": "5", "per_post": "60",
  "leave_months": "40", "years": "1", "replications": "12",
]
