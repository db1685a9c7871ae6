package import Kernel
package import Store

/// An agency's record as it comes in, before it is anybody's.
package struct IncomingRecord: Sendable, Hashable {
  package let agency: String
  package let recordID: String
  /// By column of the extract.
  package let content: [String: String]

  init(agency: Agency, _ row: AgencyRow) {
    (self.agency, recordID, content) = (agency.code, row.recordID, row.content)
  }
}

/// Whom a record is about, asked of those who compare records (`Linkage`), while records are taken in.
package struct RecordLinking: Sendable {
  /// What is asked within one transaction.
  package struct InTransaction {
    /// The child whom a new record joins; nil where it is somebody new.
    let place: (IncomingRecord) throws -> ChildID?
    /// A record was stored, new or changed, as this child's: what it may have to do with others is written down.
    let stored: (IncomingRecord, ChildID) throws -> Void
    package init(
      place: @escaping (IncomingRecord) throws -> ChildID?, stored: @escaping (IncomingRecord, ChildID) throws -> Void
    ) {
      self.place = place
      self.stored = stored
    }
  }
  /// Called first in a transaction, before anything is written.
  package let begin: @Sendable (Transaction, Instant) throws -> InTransaction
  package init(begin: @escaping @Sendable (Transaction, Instant) throws -> InTransaction) { self.begin = begin }
}

extension Transaction {
  /// An agency's record is about that child.
  package func moveAgencyRecord(_ agency: String, _ recordID: String, to child: ChildID) throws {
    try countRecordChange()
    let which: SQL = "record_id = \(recordID) AND agency_id = (SELECT id FROM agency WHERE code = \(agency))"
    // Whose record it was is known by other records now, or by its own alone.
    try run(
      """
      UPDATE child SET revision = \(newestRevision)
      WHERE id = \(child) OR id = (SELECT child_id FROM agency_record WHERE \(which))
      """)
    try run("UPDATE agency_record SET child_id = \(child), revision = \(newestRevision) WHERE \(which)")
  }

  /// What a child's record would say that is started from an agency's; numbers that another record holds are left out.
  package func newChild(from agency: String, _ recordID: String, id: ChildID, at now: Instant) throws -> Child {
    guard let known = try self.agency(code: agency),
      let record = try agencyRecords(of: known.id, [recordID]).first,
      let row = try? clean(AgencyRow(content: record.content), on: now.day)
    else { throw Refusal.notFound }
    var child = Child(
      id: id, givenName: row.givenName, familyName: row.familyName, sex: row.sex, bornOn: row.bornOn, at: now)
    child.middleNames = row.middleNames
    child.expectedOn = row.expectedOn
    child.address = row.address
    child.postcode = row.postcode
    let holders = try children(nhsNumbers: [row.nhsNumber].compactMap(\.self), upns: [row.upn].compactMap(\.self))
    if !holders.contains(where: { $0.nhsNumber != nil && $0.nhsNumber == row.nhsNumber }) {
      child.nhsNumber = row.nhsNumber
      child.nhsStatus = row.nhsNumber == nil ? .missing : .unverified
    }
    if !holders.contains(where: { $0.upn != nil && $0.upn == row.upn }) { child.upn = row.upn }
    return child
  }
}
