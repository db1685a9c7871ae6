package import Kernel
package import Store

package typealias ListingID = ID<Listing>
package typealias OrganisationID = ID<Organisation>

/// One service in the directory. What it says stands in its versions; the public sees the version `current`.
package struct Listing: Sendable, Record, Codable, Hashable {
  package let id: ListingID
  package let organisation: OrganisationID
  package let organisationName: String
  /// The agency whose people may edit it; nil where only the editors may.
  package let agency: AgencyID?
  /// The name in the newest version.
  package let name: String
  /// The version that the public sees; nil while it was never published.
  package let current: Int?
  package let newest: Int
  package let newestState: VersionState
  /// When somebody last confirmed that all of it is true.
  package let assuredOn: Day?
  package let assuredBy: String?
  package let publishedAt: Instant?
  package let deletedAt: Instant?
  package let deletedBy: String?
  /// The directory that it came from; nil for our own.
  package let source: String?
  /// Grows with each change: a form carries it, and a change made meanwhile is noticed.
  package let version: Int

  static let query: SQL = """
    SELECT listing.id, listing.organisation_id, organisation.name, organisation.agency_id, listing.name,
      listing.current, listing.newest, listing_version.state, listing.assured_on, listing.assured_by,
      listing.published_at, listing.deleted_at, listing.deleted_by, listing.source, listing.version
    FROM listing JOIN organisation ON organisation.id = listing.organisation_id
      JOIN listing_version ON listing_version.listing_id = listing.id AND listing_version.number = listing.newest
    """

  package init(row: Row) throws {
    id = try row[0]
    organisation = try row[1]
    organisationName = try row[2]
    agency = try row[3]
    name = try row[4]
    current = try row[5]
    newest = try row[6]
    newestState = try row[7]
    assuredOn = try row[8]
    assuredBy = try row[9]
    publishedAt = try row[10]
    deletedAt = try row[11]
    deletedBy = try row[12]
    source = try row[13]
    version = try row[14]
  }
}

/// One version of what a listing says.
package struct ListingVersion: Sendable, Record, Codable, Hashable {
  package let listing: ListingID
  package let number: Int
  package let state: VersionState
  package let details: ListingDetails
  package let writtenBy: String
  package let writtenAt: Instant
  package let checkedBy: String?
  package let checkedAt: Instant?
  package let publishedBy: String?
  package let publishedAt: Instant?
  /// Why it was sent back to whoever wrote it.
  package let returnedWhy: String?

  static let columns: SQL = """
    listing_id, number, state, content, written_by, written_at, checked_by, checked_at, published_by, published_at,
    returned_why
    """
  package init(row: Row) throws {
    listing = try row[0]
    number = try row[1]
    state = try row[2]
    details = try decoded(row[3])
    writtenBy = try row[4]
    writtenAt = try row[5]
    checkedBy = try row[6]
    checkedAt = try row[7]
    publishedBy = try row[8]
    publishedAt = try row[9]
    returnedWhy = try row[10]
  }
}

package enum VersionState: String, Choice {
  case draft, sent, checked, published, past
  package var title: String {
    switch self {
    case .draft: "Draft"
    case .sent: "To be checked"
    case .checked: "Checked"
    case .published: "Published"
    case .past: "Earlier version"
    }
  }
}

/// How a listing stands today. Source: the states of a listing in Open Referral UK's advice on assured dates (checked
/// every three months), and this partnership's rule that what nobody has confirmed for a year is not shown.
package enum ListingStanding: String, Choice {
  case draft, checked, published, due, stale, archived
  package var title: String {
    switch self {
    case .draft: "Not published yet"
    case .checked: "Checked, to be published"
    case .published: "Published"
    case .due: "To be confirmed"
    case .stale: "Hidden: not confirmed for a year"
    case .archived: "Taken away"
    }
  }
}

/// Who provides services: a charity, a school, a trust, a person.
package struct Organisation: Sendable, Record, Codable, Hashable {
  package let id: OrganisationID
  package var agency: AgencyID?
  package var details: OrganisationDetails
  package let source: String?
  package let version: Int

  static let columns: SQL = "id, agency_id, content, source, version"
  package init(row: Row) throws {
    id = try row[0]
    agency = try row[1]
    details = try decoded(row[2])
    source = try row[3]
    version = try row[4]
  }
}

/// What is said of an organisation.
package struct OrganisationDetails: Sendable, Codable, Hashable {
  package var name: String
  package var description: String
  package var email: String?
  package var website: String?
  package var logo: String?
  package var uri: String?
  package var parent: AnyID?
  package var identifiers: [Identifier] = []

  package struct Identifier: Sendable, Codable, Hashable {
    package var id: AnyID
    package var scheme: String?
    package var kind: String
    package var identifier: String
    package init(id: AnyID, scheme: String?, kind: String, identifier: String) {
      (self.id, self.scheme, self.kind, self.identifier) = (id, scheme, kind, identifier)
    }
  }
  package init(name: String, description: String) { (self.name, self.description) = (name, description) }
}
