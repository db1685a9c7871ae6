package import Kernel
package import Store

// What only listings do besides the way of all versions (`VersionVerbs`): each verb is one transaction and one event.

/// Begins a listing as a draft.
package func startListing(
  _ id: ListingID, _ details: ListingDetails, organisation: OrganisationID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let owner = try tx.organisation(organisation)
  guard mayEdit(owner.agency, caller) else { throw Refusal.notFound }
  guard owner.deletedAt == nil else { throw organisationIsAway }
  try tx.insert(id, details, organisation: organisation, by: caller.name, at: now)
  try tx.append(.listingDrafted, about: id.of(), by: caller, at: now, changed: ["name": details.name])
}

/// Somebody who knows the service says that what is shown is still true.
package func confirmListing(_ listing: Listing, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard listing.current != nil, listing.deletedAt == nil else {
    throw Refusal.notNow("Only what is published can be confirmed.")
  }
  try tx.run(
    """
    UPDATE listing SET assured_on = \(now.day), assured_by = \(caller.name), modified_at = \(now),
      revision = \(try tx.nextRevision()), version = version + 1 WHERE id = \(listing.id)
    """)
  try tx.append(
    .listingConfirmed, about: listing.id.of(), by: caller, at: now, changed: ["assured_on": now.day.description])
}

let organisationIsAway = Refusal.notNow("Its organisation was taken away. Bring that back first.")

extension Listing: Versioned {
  package static let word = "listing"
  package static let tables = VersionTables(own: "listing", versions: "listing_version", owner: "listing_id")
  package static let events = VersionEvents(
    drafted: .listingDrafted, sent: .listingSent, checked: .listingChecked, returned: .listingReturned,
    published: .listingPublished, takenAway: .listingTakenAway, broughtBack: .listingBroughtBack,
    deleted: .listingDeleted)

  /// (`modified_at` is when what the public sees changed: a draft changes nothing of that.)
  package func noteDraft(_ details: ListingDetails, at now: Instant, in tx: Transaction) throws {
    try tx.run("UPDATE listing SET name = \(details.name) WHERE id = \(id)")
  }

  /// The name of who provides it stands on its page: that must be approved first.
  package func refuseToPublish(in tx: Transaction) throws {
    let owner = try tx.organisation(organisation)
    guard owner.deletedAt == nil else { throw organisationIsAway }
    guard owner.current != nil else {
      throw Refusal.notNow(
        "Nothing about \(owner.name) has been published yet. Check and publish the organisation first.")
    }
  }

  package func notePublished(
    _ version: Version<Listing>, by caller: Caller, at now: Instant, in tx: Transaction
  ) throws {
    try tx.run(
      """
      UPDATE listing SET name = \(version.details.name), current = \(version.number), modified_at = \(now),
        published_at = \(now), assured_on = \(now.day), assured_by = \(caller.name),
        revision = \(try tx.nextRevision()) WHERE id = \(id)
      """)
  }

  package func noteTakenAway(by caller: Caller, at now: Instant, in tx: Transaction) throws {
    try seenAnew(at: now, in: tx)
  }
  package func noteBroughtBack(by caller: Caller, at now: Instant, in tx: Transaction) throws {
    guard try tx.organisation(organisation).deletedAt == nil else { throw organisationIsAway }
    try seenAnew(at: now, in: tx)
  }
  private func seenAnew(at now: Instant, in tx: Transaction) throws {
    try tx.run("UPDATE listing SET modified_at = \(now), revision = \(try tx.nextRevision()) WHERE id = \(id)")
  }
}

extension ListingDetails: VersionedContent {
  package var missing: [FieldError] { LocalOffer.missing(in: self) }
}

extension Transaction {
  /// Deletes for good what was taken away more than thirty days ago, organisations after their listings; comments stay,
  /// without the listing. What came from another directory stays taken away: deleted, the next import would publish it
  /// again.
  package func sweepListings(at now: Instant) throws -> Int {
    let limit = now.adding(days: -daysUntilDeleted)
    let ids = try rows(
      """
      SELECT id FROM listing WHERE deleted_at < \(limit) AND source IS NULL
        AND NOT EXISTS (SELECT 1 FROM offer_suggestion s WHERE s.listing_id = listing.id) LIMIT 1000
      """
    ) { try $0[0] as ListingID }
    for id in ids {
      try append(.listingDeleted, about: id.of(), by: .system, at: now)
      try run("DELETE FROM listing WHERE id = \(id)")
    }
    return ids.count + (try sweepOrganisations(before: limit, at: now))
  }
}

extension EventKind {
  static let listingDrafted = EventKind("listing.drafted", "wrote a draft for the local offer")
  static let listingSent = EventKind("listing.sent", "sent a listing to be checked")
  static let listingChecked = EventKind("listing.checked", "checked a listing")
  static let listingReturned = EventKind("listing.returned", "sent a listing back to be changed")
  static let listingPublished = EventKind("listing.published", "published a listing")
  static let listingConfirmed = EventKind("listing.confirmed", "confirmed that a listing is true")
  static let listingTakenAway = EventKind("listing.taken_away", "took a listing away")
  static let listingBroughtBack = EventKind("listing.brought_back", "brought a listing back")
  static let listingDeleted = EventKind("listing.deleted", "deleted a listing that was taken away a month ago")
}
