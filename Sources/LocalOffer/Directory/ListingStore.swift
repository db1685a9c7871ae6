package import Kernel
package import Store

// All SQL about organisations, listings and their versions.

extension Transaction {
  package func organisation(_ id: OrganisationID) throws -> Organisation {
    try one("SELECT \(Organisation.columns) FROM organisation WHERE id = \(id)")
  }
  /// All that have something published (on a day: that the public can read then), or all there are; by name.
  package func organisations(
    all: Bool = false, today: Day? = nil, limit: Int = 10_000, offset: Int = 0
  ) throws -> [Organisation] {
    let published: SQL = today.map(isPublic) ?? "current IS NOT NULL AND deleted_at IS NULL"
    let shown: SQL =
      all
      ? "TRUE"
      : "EXISTS (SELECT 1 FROM listing WHERE listing.organisation_id = organisation.id AND \(published))"
    return try self.all(
      """
      SELECT \(Organisation.columns) FROM organisation WHERE \(shown)
      ORDER BY name \(dialect.byCodePoint), id LIMIT \(limit) OFFSET \(offset)
      """)
  }
  /// Those that somebody may edit listings of: all for an editor, those of their agency for a provider.
  func organisations(for caller: Caller) throws -> [Organisation] {
    let own: SQL = caller.has(.directoryEditor) ? "TRUE" : "agency_id IN \(list: providerAgencies(caller))"
    return try all(
      """
      SELECT \(Organisation.columns) FROM organisation WHERE \(own) ORDER BY name \(dialect.byCodePoint), id LIMIT 2000
      """)
  }

  func insert(_ id: OrganisationID, _ details: OrganisationDetails, agency: AgencyID?) throws {
    try run(
      """
      INSERT INTO organisation (id, agency_id, name, content, version)
      VALUES (\(id), \(agency), \(details.name), \(try encoded(details)), 1)
      """)
  }

  func update(_ id: OrganisationID, _ details: OrganisationDetails, agency: AgencyID?, version: Int) throws -> Bool {
    try run(
      """
      UPDATE organisation SET agency_id = \(agency), name = \(details.name), content = \(try encoded(details)),
        version = version + 1 WHERE id = \(id) AND version = \(version)
      """) == 1
  }

  /// Throws `notFound` where there is none.
  package func listing(_ id: ListingID) throws -> Listing { try one("\(Listing.query) WHERE listing.id = \(id)") }

  /// The same, for somebody who may edit it; for everybody else there is none.
  func listing(_ id: ListingID, editedBy caller: Caller) throws -> Listing {
    let listing = try listing(id)
    guard mayEdit(listing.agency, caller) else { throw Refusal.notFound }
    return listing
  }

  func version(_ number: Int, of listing: ListingID) throws -> ListingVersion {
    try one(
      "SELECT \(ListingVersion.columns) FROM listing_version WHERE listing_id = \(listing) AND number = \(number)")
  }
  /// The newest first.
  func versions(of listing: ListingID) throws -> [ListingVersion] {
    try all(
      """
      SELECT \(ListingVersion.columns) FROM listing_version WHERE listing_id = \(listing) ORDER BY number DESC LIMIT 100
      """)
  }

  /// Listings that a caller may edit, in the part of the work that `which` names.
  func listings(
    _ which: ListingQueue, for caller: Caller, today: Day, words: String? = nil, limit: Int, offset: Int = 0
  ) throws -> [Listing] {
    let named: SQL = words.map { "AND lower(listing.name) LIKE \("%" + $0.lowercased() + "%")" } ?? ""
    return try all(
      """
      \(Listing.query) WHERE \(which.condition(today)) AND \(ownListings(caller)) \(named)
      ORDER BY \(which.order), listing.id LIMIT \(limit) OFFSET \(offset)
      """)
  }
  func count(_ which: ListingQueue, for caller: Caller, today: Day) throws -> Int {
    try value(
      """
      SELECT count(*) FROM listing JOIN organisation ON organisation.id = listing.organisation_id
        JOIN listing_version ON listing_version.listing_id = listing.id AND listing_version.number = listing.newest
      WHERE \(which.condition(today)) AND \(ownListings(caller))
      """) ?? 0
  }
  private func ownListings(_ caller: Caller) -> SQL {
    caller.has(.directoryEditor) ? "TRUE" : "organisation.agency_id IN \(list: providerAgencies(caller))"
  }

  /// What the public may read of one organisation: names and ids of what is published.
  func publishedListings(of organisation: OrganisationID, today: Day) throws -> [Listing] {
    try all(
      """
      \(Listing.query) WHERE listing.organisation_id = \(organisation) AND \(isPublic(today))
      ORDER BY listing.name \(dialect.byCodePoint), listing.id LIMIT 500
      """)
  }

  /// The published version of a listing as the public may read it; throws `notFound` for what is hidden or taken away.
  package func publicListing(_ id: ListingID, today: Day) throws -> (listing: Listing, version: ListingVersion) {
    let listing: Listing = try one("\(Listing.query) WHERE listing.id = \(id) AND \(isPublic(today))")
    return (listing, try version(listing.current ?? 0, of: id))
  }

  func insert(
    _ id: ListingID, _ details: ListingDetails, organisation: OrganisationID, by name: String, at now: Instant
  )
    throws
  {
    try run(
      """
      INSERT INTO listing (id, organisation_id, name, newest, modified_at, revision, version)
      VALUES (\(id), \(organisation), \(details.name), 1, \(now), 0, 1)
      """)
    try insertVersion(1, of: id, details, by: name, at: now)
  }

  func insertVersion(_ number: Int, of id: ListingID, _ details: ListingDetails, by name: String, at now: Instant)
    throws
  {
    try run(
      """
      INSERT INTO listing_version (listing_id, number, state, content, written_by, written_at)
      VALUES (\(id), \(number), 'draft', \(try encoded(details)), \(name), \(now))
      """)
  }

  /// Counts the version of the listing on; throws where it has moved on meanwhile.
  func touch(_ listing: Listing, name: String, newest: Int, at now: Instant) throws {
    let changed = try run(
      """
      UPDATE listing SET name = \(name), newest = \(newest), modified_at = \(now), version = version + 1
      WHERE id = \(listing.id) AND version = \(listing.version)
      """)
    guard changed == 1 else { throw changedMeanwhile }
  }

  /// The number of the next change that the public can see.
  package func nextRevision() throws -> Int {
    try run("UPDATE offer_revision SET revision = revision + 1 WHERE id = 1")
    return try value("SELECT revision FROM offer_revision WHERE id = 1") ?? 0
  }
}

let changedMeanwhile = Refusal.changedByAnother("This listing was changed since you opened it.")

/// An editor edits everything, a provider what belongs to their own agency.
func mayEdit(_ agency: AgencyID?, _ caller: Caller) -> Bool {
  if caller.has(.directoryEditor) { return true }
  guard let agency else { return false }
  return providerAgencies(caller).contains(agency)
}

/// The agencies for which somebody is a provider; what they are elsewhere does not count.
private func providerAgencies(_ caller: Caller) -> [AgencyID] {
  caller.roles.filter { $0.role == .provider }.compactMap(\.agency)
}

/// Published, not taken away, and confirmed within a year.
func isPublic(_ today: Day) -> SQL {
  """
  listing.current IS NOT NULL AND listing.deleted_at IS NULL
    AND (listing.assured_on IS NULL OR listing.assured_on > \(today.adding(months: -monthsUntilHidden)))
  """
}

/// A part of the work on listings.
package enum ListingQueue: String, Choice {
  case toCheck = "to_check", checked, drafts, due, hidden, published, archived
  package var title: String {
    switch self {
    case .toCheck: "To be checked"
    case .checked: "Checked, to be published"
    case .drafts: "Drafts"
    case .due: "To be confirmed"
    case .hidden: "Hidden, not confirmed for a year"
    case .published: "Published"
    case .archived: "Taken away"
    }
  }

  func condition(_ today: Day) -> SQL {
    let (due, hidden) = (today.adding(months: -monthsUntilDue), today.adding(months: -monthsUntilHidden))
    let kept: SQL = "listing.deleted_at IS NULL"
    switch self {
    case .toCheck: return "\(kept) AND listing_version.state = 'sent'"
    case .checked: return "\(kept) AND listing_version.state = 'checked'"
    case .drafts: return "\(kept) AND listing_version.state = 'draft'"
    case .due:
      return
        "\(kept) AND listing.current IS NOT NULL AND listing.assured_on <= \(due) AND listing.assured_on > \(hidden)"
    case .hidden: return "\(kept) AND listing.current IS NOT NULL AND listing.assured_on <= \(hidden)"
    case .published: return "\(kept) AND listing.current IS NOT NULL"
    case .archived: return "listing.deleted_at IS NOT NULL"
    }
  }
  var order: SQL {
    switch self {
    case .due, .hidden: "listing.assured_on"
    case .toCheck, .checked, .drafts: "listing.modified_at"
    case .published: "listing.name"
    case .archived: "listing.deleted_at DESC"
    }
  }
}
