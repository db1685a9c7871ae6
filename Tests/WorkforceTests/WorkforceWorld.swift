import Clocks
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Workforce

/// Seun the commissioner, Ada another, Helen the contract manager, Colin of finance; Ruth leads the west, Tom is senior at
/// Aldersham, Nadia visits from there, Carys leads the east: everybody of these tests, in the county of the example.
struct WorkforceWorld {
  let site: TestSite
  let callers: [String: Caller]
  let people: [String: PractitionerID]
  var database: Database { site.site.database }

  /// The same house at another moment.
  func at(_ now: Instant) -> WorkforceWorld {
    WorkforceWorld(
      site: TestSite(database, slice.routes, callers: callers, now: now), callers: callers, people: people)
  }
  func count(_ query: SQL) async throws -> Int {
    try await database.read { tx in try tx.value(query, as: Int.self) ?? 0 }
  }
  func service() async throws -> ServiceStructure { try await database.read { tx in try tx.serviceStructure() } }
}

/// Decision D-1 is taken, D-2 is not; no referral is live.
private let slice = workforce(
  referrals: { _, _ in
    [
      LiveReferral(reference: "L1", receivedOn: Day(2026, 11, 3)!, locality: "Fennacre", outcome: nil),
      LiveReferral(reference: "L2", receivedOn: Day(2026, 11, 3)!, locality: "Elsewhere", outcome: nil),
    ]
  }, decision: { reference, _ in reference == "D-1" ? nil : "Decision \(reference) has not been taken." },
  rota: RotaSources(
    toVisit: { people, monday, _, tx in
      // Three children whom the first of them visits; the third is in the diary already.
      let children: [ChildID] = try tx.rows("SELECT id FROM child ORDER BY given_name") { try $0[0] }
      return children.enumerated().map { index, child in
        ChildToVisit(
          child: child, family: nil, usual: people[0], minutes: 60, place: nil,
          last: LondonTime(day: monday.adding(days: index - 14), minuteOfDay: 600),
          planned: index == 2 ? .init(visitor: people[0], at: LondonTime(day: monday, minuteOfDay: 840)) : nil)
      }
    }, position: { _, _ in nil },
    plan: { id, child, visitor, _, startsAt, caller, now, tx in
      try tx.append(
        EventKind("test.planned", "planned"), about: id, child: child, by: caller, at: now,
        changed: ["visitor": visitor.description, "at": startsAt.description])
    }))

/// The example's files; of the referrals those of the last year alone, which is what counts.
func exampleFiles() throws -> [WorkforceFile: [UInt8]] {
  var files: [WorkforceFile: [UInt8]] = [:]
  for kind in WorkforceFile.allCases {
    files[kind] = [UInt8](try Data(contentsOf: URL(filePath: "Examples/workforce/\(kind.fileName)")))
  }
  let lines = String(decoding: files[.referrals]!, as: UTF8.self).split(separator: "\n")
  let kept = lines.prefix(1) + lines.dropFirst().filter { $0.split(separator: ",")[1] >= "2025-11" }
  files[.referrals] = Array(kept.joined(separator: "\n").utf8)
  return files
}

/// All referrals of the example, without a database.
func exampleReferrals() throws -> [KnownReferral] {
  let bytes = [UInt8](try Data(contentsOf: URL(filePath: "Examples/workforce/referrals.csv")))
  var reader = CSVReader(named: "referrals.csv", bytes: bytes)
  try reader.readHeading(required: ["reference", "received_on", "location"])
  var found: [KnownReferral] = []
  while let row = try reader.next() {
    found.append(
      KnownReferral(
        reference: row.text("reference"), receivedOn: Day(row.text("received_on"))!, location: row.text("location")))
  }
  return found
}

func withWorkforce(_ engine: Engine, _ body: (WorkforceWorld) async throws -> Void) async throws {
  let migrations = (storeMigrations + clockMigrations + webMigrations + peopleMigrations + slice.migrations)
    .sorted { $0.number < $1.number }
  try await withTestDatabase(engine, migrations) { database in
    var random = SystemRandomNumberGenerator()
    let now = TestSite.now
    let agency = AgencyID(at: now, random: &random)
    let (west, east) = (TeamID(at: now, random: &random), TeamID(at: now, random: &random))
    let staff = [
      "tom": "Tom Garside", "nadia": "Nadia Rahman", "ruth": "Ruth Ellison", "yewande": "Yewande Cole",
      "carys": "Carys Penn", "siobhan": "Siobhan Keane", "malik": "Malik Hussain",
    ]
    var people: [String: PractitionerID] = [:]
    for key in staff.keys.sorted() { people[key] = PractitionerID(at: now, random: &random) }
    let ids = people
    try await database.write { tx in
      try loadRegisters(folder: "registers", in: tx)
      try tx.add(Agency(id: agency, code: "early-help", name: "Early Help", kind: .council))
      try tx.add(Team(id: west, agency: agency, name: "Portage West"))
      try tx.add(Team(id: east, agency: agency, name: "Portage East"))
      for (key, name) in staff {
        try tx.addPractitioner(
          ids[key]!, name: name, jobTitle: "Portage", agency: agency,
          team: ["carys", "siobhan", "malik"].contains(key) ? east : west,
          email: name.lowercased().replacing(" ", with: ".") + "@example.org")
      }
      try importWorkforce(exampleFiles(), id: anyID(), by: .system, at: now, in: tx)
    }
    func caller(_ name: String, _ role: Role, _ key: String? = nil) -> Caller {
      Caller(
        account: AccountID(at: now, random: &random), name: name, roles: [.init(role, agency: agency, team: west)],
        practitioner: key.flatMap { ids[$0] }, from: "test")
    }
    let callers = [
      "seun": caller("Seun Balogun", .commissioner), "ada": caller("Ada Boateng", .commissioner),
      "helen": caller("Helen Thwaite", .contractManager), "colin": caller("Colin Mayhew", .financeOfficer),
      "ruth": caller("Ruth Ellison", .teamManager, "ruth"), "carys": caller("Carys Penn", .teamManager, "carys"),
      "nadia": caller("Nadia Rahman", .practitioner, "nadia"), "malik": caller("Malik Hussain", .practitioner, "malik"),
    ]
    try await body(
      WorkforceWorld(site: TestSite(database, slice.routes, callers: callers), callers: callers, people: ids))
  }
}

/// An id for a test.
func anyID<Of>(_: Of.Type = Of.self, at now: Instant = TestSite.now) -> ID<Of> {
  var random = SystemRandomNumberGenerator()
  return ID(at: now, random: &random)
}
