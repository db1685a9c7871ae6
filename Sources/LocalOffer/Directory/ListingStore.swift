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

  /// Those that are in a part of the work, of those that somebody may edit.
  func organisations(_ which: ListingQueue, for caller: Caller) throws -> [Organisation] {
    try organisations(for: caller).filter { which.holds($0) }
  }
  /// The same, for somebody who may edit it; for everybody else there is none.
  func organisation(_ id: OrganisationID, editedBy caller: Caller) throws -> Organisation {
    let organisation = try organisation(id)
    guard mayEdit(organisation.agency, caller) else { throw Refusal.notFound }
    return organisation
  }

  func insert(_ id: OrganisationID, _ details: OrganisationDetails, agency: AgencyID?) throws {
    try run(
      """
      INSERT INTO organisation (id, agency_id, name, content, newest, version)
      VALUES (\(id), \(agency), \(details.name), \(try encoded(details)), 1, 1)
      """)
  }

  /// Everything that an organisation offers or offered, also what is not public.
  func allListings(of organisation: OrganisationID) throws -> [Listing] {
    try all("\(Listing.query) WHERE listing.organisation_id = \(organisation) ORDER BY listing.id")
  }

  /// Throws `notFound` where there is none.
  package func listing(_ id: ListingID) throws -> Listing { try one("\(Listing.query) WHERE listing.id = \(id)") }

  /// The same, for somebody who may edit it; for everybody else there is none.
  func listing(_ id: ListingID, editedBy caller: Caller) throws -> Listing {
    let listing = try listing(id)
    guard mayEdit(listing.agency, caller) else { throw Refusal.notFound }
    return listing
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

  /// The number of the next change that the public can see.
  package func nextRevision() throws -> Int {
    try run("UPDATE offer_revision SET revision = revision + 1 WHERE id = 1")
    return try value("SELECT revision FROM offer_revision WHERE id = 1") ?? 0
  }
}

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
  /// Organisations need no confirming, so none is due or hidden.
  func holds(_ one: Organisation) -> Bool {
    switch self {
    case .toCheck: one.deletedAt == nil && one.newestState == .sent
    case .checked: one.deletedAt == nil && one.newestState == .checked
    case .drafts: one.deletedAt == nil && one.newestState == .draft
    case .published: one.deletedAt == nil && one.current != nil
    case .archived: one.deletedAt != nil
    case .due, .hidden: false
    }
  }

  var order: SQL {
    switch self {
    case .due, .hidden: "listing.assured_on"
    case .toCheck, .checked, .drafts: "listing_version.written_at"
    case .published: "listing.name"
    case .archived: "listing.deleted_at DESC"
    }
  }
}
