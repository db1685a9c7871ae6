package import Kernel
package import Store

/// A referral as much as is needed to count it and to find it again: no child is named.
package struct KnownReferral: Sendable, Record, Codable, Hashable {
  package let reference: String
  package let receivedOn: Day
  /// The code of the location that serves the family.
  package let location: String
  package let outcome: String?
  static let columns: SQL = "reference, received_on, location, outcome"
  package init(reference: String, receivedOn: Day, location: String, outcome: String? = nil) {
    (self.reference, self.receivedOn, self.location, self.outcome) = (reference, receivedOn, location, outcome)
  }
  package init(row: Row) throws {
    self.init(reference: try row[0], receivedOn: try row[1], location: try row[2], outcome: try row[3])
  }
}
