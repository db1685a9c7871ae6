import Foundation
import Kernel
import LinkageEngine
import People
import Store

// Which records are compared: those of the agencies as they came; and what people of the partnership have written down of
// a child, who started the record or put details right. Children who are not included are in none of it, and so in no
// pair, count or block.

/// The name under which the partnership's own records are compared.
let ownSource = "keywork"

/// A record with the child whose it is now.
struct LinkedRecord: Sendable {
  let name: RecordName
  let raw: RawRecord
  let child: ChildID
}

extension RawRecord {
  /// From the columns of an extract.
  init(content: [String: String]) { self.init(fields: RawRecord.columns.map { content[$0] ?? "" }) }

  init(_ child: Child) {
    self.init()
    forename = child.givenName == unknownName ? "" : child.givenName
    middle = child.middleNames ?? ""
    surname = child.familyName == unknownName ? "" : child.familyName
    sex = child.sex == .unknown ? "" : child.sex.rawValue
    birthDate = (child.bornOn ?? child.expectedOn)?.description ?? ""
    address = child.address ?? ""
    postcode = child.postcode?.text ?? ""
    nhsNumber = child.nhsNumber?.digits ?? ""
    upn = child.upn?.text ?? ""
  }
}

extension Transaction {
  /// How far the records have been counted on.
  func recordRevision() throws -> Int { try value("SELECT revision FROM record_revision WHERE id = 1") ?? 0 }
  /// Up to where the partnership's own records have been compared with all others.
  func comparedRevision() throws -> Int { try value("SELECT compared FROM record_revision WHERE id = 1") ?? 0 }
  func writeCompared(to revision: Int) throws {
    try run("UPDATE record_revision SET compared = \(revision) WHERE id = 1 AND compared < \(revision)")
  }

  /// Every record that is compared.
  func linkedRecords() throws -> [LinkedRecord] {
    try rows("\(agencyRecords) WHERE child.not_included_because IS NULL", linkedRecord)
      + rows("SELECT \(ownColumns) FROM child WHERE \(hasOwnRecord)", ownRecord)
  }

  /// The records of some children that are compared now.
  func linkedRecords(of children: [ChildID]) throws -> [LinkedRecord] {
    var found: [LinkedRecord] = []
    for start in stride(from: 0, to: children.count, by: 400) {
      let some = children[start..<min(start + 400, children.count)]
      found += try rows(
        "\(agencyRecords) WHERE child.not_included_because IS NULL AND child.id IN \(list: some)", linkedRecord)
      found += try rows(
        "SELECT \(ownColumns) FROM child WHERE child.id IN \(list: some) AND \(hasOwnRecord)", ownRecord)
    }
    return found
  }

  /// The children of whom anything was written after a revision, by which they are known.
  func childrenChanged(after revision: Int) throws -> [ChildID] {
    try rows(
      """
      SELECT id FROM child WHERE revision > \(revision)
      UNION SELECT child_id FROM agency_record WHERE revision > \(revision)
      """
    ) { try $0[0] as ChildID }
  }

  /// The agencies' records of these children by name, whether they are compared or not.
  func recordNames(of children: [ChildID]) throws -> [RecordName] {
    try rows(
      """
      SELECT agency.code, r.record_id FROM agency_record r JOIN agency ON agency.id = r.agency_id
      WHERE r.child_id IN \(list: children)
      """
    ) { RecordName(source: try $0[0], id: try $0[1]) }
  }

  /// Whose a record is now; nil where there is no such record.
  func child(of name: RecordName) throws -> ChildID? {
    if name.source == ownSource { return try ChildID(name.id).map { try keptRecord($0) } }
    return try value(
      """
      SELECT r.child_id FROM agency_record r JOIN agency ON agency.id = r.agency_id
      WHERE agency.code = \(name.source) AND r.record_id = \(name.id)
      """)
  }
}

private let agencyRecords: SQL = """
  SELECT agency.code, r.record_id, r.child_id, r.content FROM agency_record r JOIN agency ON agency.id = r.agency_id
    JOIN child ON child.id = r.child_id
  """
private let ownColumns: SQL = """
  child.id, child.given_name, child.middle_names, child.family_name, child.sex, child.birth_on, child.expected_on,
  child.address, child.postcode, child.nhs_number, child.upn
  """
private let hasOwnRecord: SQL = """
  child.merged_into IS NULL AND child.not_included_because IS NULL AND (child.is_written_here
    OR NOT EXISTS (SELECT 1 FROM agency_record o WHERE o.child_id = child.id))
  """

private func linkedRecord(_ row: Row) throws -> LinkedRecord {
  let content: String = try row[3]
  let values = try JSONDecoder().decode([String: String].self, from: Data(content.utf8))
  return LinkedRecord(
    name: RecordName(source: try row[0], id: try row[1]), raw: RawRecord(content: values), child: try row[2])
}

private func ownRecord(_ row: Row) throws -> LinkedRecord {
  let id: ChildID = try row[0]
  var child = Child(
    id: id, givenName: try row[1], familyName: try row[3], sex: try row[4], bornOn: try row[5],
    at: Instant(seconds: 0))
  child.middleNames = try row[2]
  child.expectedOn = try row[6]
  child.address = try row[7]
  child.postcode = try row[8]
  child.nhsNumber = try row[9]
  child.upn = try row[10]
  return LinkedRecord(name: RecordName(source: ownSource, id: id.description), raw: RawRecord(child), child: id)
}
