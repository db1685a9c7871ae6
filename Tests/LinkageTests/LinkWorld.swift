import Clocks
import Foundation
import HomeVisiting
import Kernel
import LinkageEngine
import People
import Plans
import Store
import TestKit
import Testing
import Web

@testable import Linkage

/// A partnership with two agencies that send extracts, a key worker at each, and two people who compare records.
struct LinkWorld: Sendable {
  let database: Database
  let hub: LinkHub
  let site: TestSite
  let callers: [String: Caller]
  let agencies: [String: AgencyID]
  let folder: URL

  static let now = TestSite.now
  static let parts = [
    ChildRows("agency_record", "record of an agency"),
    ChildRows("involvement", "work with the child", worker: "practitioner_id"),
    ChildRows("relationship", "member of the family"), ChildRows("own_words", "something that was said"),
  ]
  static let rows = parts + homeVisiting.childRows + plans.childRows
  static let heading = "record_id,forename,middle,surname,sex,dob,address,postcode,nhs_number,upn,la_id"

  /// Takes rows of an extract in; `hub` is another one where the process has been started anew.
  @discardableResult
  func take(_ rows: [String], as code: String, hub: LinkHub? = nil, isCompared: Bool = true) async throws
    -> ImportReport
  {
    let file = folder.appending(path: "\(code)-\(UUID().uuidString).csv")
    try ([Self.heading] + rows).joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    return try await importPeople(
      agency: code, file: file.path, writing: ImportFiles(rejects: file.path + ".rejects"), into: database,
      at: Self.now, linking: isCompared ? (hub ?? self.hub).linking : nil)
  }

  func write<T: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await database.write(work)
  }
  func read<T: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    try await database.read(work)
  }

  func count(_ query: SQL) async throws -> Int { try await read { try $0.value(query, as: Int.self) ?? 0 } }

  /// Whose a record is.
  func child(_ agency: String, _ record: String) async throws -> ChildID {
    let found = try await read { try $0.child(of: RecordName(source: agency, id: record)) }
    return try #require(found)
  }

  /// The records by child: who is who, whatever the ids are.
  func people() async throws -> Set<Set<String>> {
    try await read { tx in
      let rows = try tx.rows(
        """
        SELECT agency.code, r.record_id, r.child_id FROM agency_record r JOIN agency ON agency.id = r.agency_id
        """
      ) { (name: "\(try $0[0] as String):\(try $0[1] as String)", child: try $0[2] as ChildID) }
      return Set(Dictionary(grouping: rows, by: \.child).values.map { Set($0.map(\.name)) })
    }
  }

  func merge(_ kept: ChildID, _ lost: ChildID, as name: String = "sam") async throws {
    let caller = callers[name]!
    try await write { tx in
      try mergeByHand(
        newID(), kept: kept, lost: lost, why: "Same mother", rows: Self.rows, by: caller, at: Self.now, in: tx)
    }
  }

  func unmerge(_ lost: ChildID, hub: LinkHub? = nil) async throws -> Int {
    let (caller, hub) = (callers["sam"]!, hub ?? self.hub)
    return try await write { tx in
      let merge = try #require(try tx.merges(of: lost).first { $0.lost == lost && $0.undoneAt == nil })
      return try unmergeChildren(
        merge, why: "Two boys in one class", rows: Self.rows, hub: hub, by: caller, at: Self.now, in: tx)
    }
  }
}

func newID<T>() -> ID<T> {
  var random = SystemRandomNumberGenerator()
  return ID(at: LinkWorld.now, random: &random)
}

func withLinkWorld(_ engine: Engine, _ body: (LinkWorld) async throws -> Void) async throws {
  let migrations =
    (storeMigrations + clockMigrations + webMigrations + peopleMigrations + homeVisiting.migrations
    + plans.migrations + linkageMigrations).sorted { $0.number < $1.number }
  let folder = FileManager.default.temporaryDirectory.appending(path: "keywork-link-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try await withTestDatabase(engine, migrations) { database in
    let (health, education): (AgencyID, AgencyID) = (newID(), newID())
    let (nina, tess): (PractitionerID, PractitionerID) = (newID(), newID())
    try await database.write { tx in
      try loadRegisters(folder: "registers", in: tx)
      try tx.add(Agency(id: health, code: "health", name: "Health", kind: .health))
      try tx.add(Agency(id: education, code: "education", name: "Education", kind: .education))
      try tx.add(Agency(id: newID(), code: "social", name: "Social care", kind: .socialCare))
      try tx.addPractitioner(nina, name: "Nina Roy", jobTitle: "Nurse", agency: health, team: nil)
      try tx.addPractitioner(tess, name: "Tess Ward", jobTitle: "Teacher", agency: education, team: nil)
    }
    func caller(_ name: String, _ role: Role, _ agency: AgencyID, _ practitioner: PractitionerID? = nil) -> Caller {
      Caller(
        account: newID(), name: name, roles: [.init(role, agency: agency)], practitioner: practitioner, from: "test")
    }
    let callers = [
      "sam": caller("Sam Cole", .screener, health), "ida": caller("Ida Grant", .informationGovernance, health),
      "ivy": caller("Ivy Stone", .informationGovernance, education),
      "nina": caller("Nina Roy", .practitioner, health, nina),
      "tess": caller("Tess Ward", .practitioner, education, tess),
    ]
    let hub = LinkHub()
    let slice = linkage(hub, rows: { LinkWorld.rows })
    try await body(
      LinkWorld(
        database: database, hub: hub, site: TestSite(database, slice.routes, callers: callers), callers: callers,
        agencies: ["health": health, "education": education], folder: folder))
  }
}
