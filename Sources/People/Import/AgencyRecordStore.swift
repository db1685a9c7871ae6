import Foundation
package import Kernel
package import Store

/// That an agency holds a record of a child: for others, this and no more.
package struct AgencyKnows: Sendable, Record, Codable, Hashable {
  package let agency: AgencyID
  package let agencyName: String
  package let agencyKind: AgencyKind
  /// When the partnership was last told.
  package let toldAt: Instant
  package init(row: Row) throws {
    agency = try row[0]
    agencyName = try row[1]
    agencyKind = try row[2]
    toldAt = try row[3]
  }
}

/// An agency's own record of a child, as it came.
struct AgencyRecord: Sendable {
  let id: AnyID
  let agencyName: String
  let recordID: String
  let child: ChildID
  let content: [String: String]

  init(row: Row) throws {
    id = try row[0]
    agencyName = try row[1]
    recordID = try row[2]
    child = try row[3]
    let json: String = try row[4]
    content = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
  }
}
extension AgencyRecord: Record {}

private let agencyRecordQuery: SQL = """
  SELECT r.id, a.name, r.record_id, r.child_id, r.content FROM agency_record r JOIN agency a ON a.id = r.agency_id
  """

extension Transaction {
  /// The agencies that hold a record of the child, without what is in it.
  package func agenciesThatKnow(_ child: ChildID) throws -> [AgencyKnows] {
    try all(
      """
      SELECT a.id, a.name, a.kind, max(r.imported_at) FROM agency_record r JOIN agency a ON a.id = r.agency_id
      WHERE r.child_id = \(child) GROUP BY a.id, a.name, a.kind ORDER BY a.name
      """)
  }

  func agencyRecords(of child: ChildID) throws -> [AgencyRecord] {
    try all("\(agencyRecordQuery) WHERE r.child_id = \(child) ORDER BY a.name, r.record_id")
  }
  func agencyRecords(of agency: AgencyID, _ recordIDs: [String]) throws -> [AgencyRecord] {
    try all("\(agencyRecordQuery) WHERE r.agency_id = \(agency) AND r.record_id IN \(list: recordIDs)")
  }
  func insertAgencyRecord(
    _ id: AnyID, agency: AgencyID, recordID: String, child: ChildID, content: [String: String], at now: Instant
  ) throws {
    try countRecordChange()
    try run(
      """
      INSERT INTO agency_record (id, agency_id, record_id, child_id, content, imported_at, revision)
      VALUES (\(id), \(agency), \(recordID), \(child), \(try json(content)), \(now), \(newestRevision))
      """)
  }
  func updateAgencyRecord(_ id: AnyID, content: [String: String], at now: Instant) throws {
    try countRecordChange()
    try run(
      """
      UPDATE agency_record SET content = \(try json(content)), imported_at = \(now), revision = \(newestRevision)
      WHERE id = \(id)
      """)
  }

  func children(nhsNumbers: [NHSNumber], upns: [UPN]) throws -> [Child] {
    var found: [Child] = []
    if !nhsNumbers.isEmpty {
      found += try all("SELECT \(Child.columns) FROM child WHERE nhs_number IN \(list: nhsNumbers)")
    }
    if !upns.isEmpty { found += try all("SELECT \(Child.columns) FROM child WHERE upn IN \(list: upns)") }
    return found
  }
}

private func json(_ content: [String: String]) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(content), as: UTF8.self)
}
