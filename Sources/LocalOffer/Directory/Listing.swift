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
package typealias ListingVersion = Version<Listing>

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
