package import Kernel
package import Store

// The way of a listing: written, sent, checked, published. Each verb is one transaction and one event.

/// Begins a listing as a draft.
package func startListing(
  _ id: ListingID, _ details: ListingDetails, organisation: OrganisationID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard mayEdit(try tx.organisation(organisation).agency, caller) else { throw Refusal.notFound }
  try tx.insert(id, details, organisation: organisation, by: caller.name, at: now)
  try tx.append(.listingDrafted, about: id.of(), by: caller, at: now, changed: ["name": details.name])
}

/// Writes on a draft, or begins a new one beside what the public sees; the public sees nothing of it. `version` is the
/// one that the form was drawn from.
package func saveDraft(
  _ listing: Listing, _ details: ListingDetails, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard listing.deletedAt == nil else { throw Refusal.notNow("This listing was taken away. Bring it back first.") }
  guard listing.version == version else { throw changedMeanwhile }
  let isSameDraft = listing.newestState == .draft
  let number = isSameDraft ? listing.newest : listing.newest + 1
  let before = try tx.version(listing.newest, of: listing.id)
  if isSameDraft {
    try tx.run(
      """
      UPDATE listing_version SET content = \(try encoded(details)), written_by = \(caller.name), written_at = \(now),
        returned_why = NULL
      WHERE listing_id = \(listing.id) AND number = \(number)
      """)
  } else {
    // What waited to be checked or published is overtaken by the new draft.
    if before.state == .sent || before.state == .checked { try tx.setState(.past, of: before) }
    try tx.insertVersion(number, of: listing.id, details, by: caller.name, at: now)
  }
  try tx.touch(listing, name: details.name, newest: number, at: now)
  let changed = differences(from: before.details, to: details).map(\.label)
  try tx.append(
    .listingDrafted, about: listing.id.of(), by: caller, at: now,
    changed: ["version": "\(number)", "fields": changed.joined(separator: ", ")])
}

/// The provider is done writing: the editors check it. Throws `Invalid`'s errors as `Refusal` where something is missing.
package func sendListing(_ listing: Listing, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let version = try newest(listing, of: [.draft], or: "Only a draft can be sent.", in: tx)
  try refuseIncomplete(version.details)
  try tx.setState(.sent, of: version)
  try tx.touch(listing, name: listing.name, newest: listing.newest, at: now)
  try tx.append(
    .listingSent, about: listing.id.of(), by: caller, at: now, changed: ["version": "\(version.number)"])
}

/// An editor has compared it with what is shown and finds it right.
package func checkListing(_ listing: Listing, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let version = try newest(listing, of: [.draft, .sent], or: "There is nothing to check.", in: tx)
  try refuseIncomplete(version.details)
  try tx.run(
    """
    UPDATE listing_version SET state = 'checked', checked_by = \(caller.name), checked_at = \(now)
    WHERE listing_id = \(listing.id) AND number = \(version.number)
    """)
  try tx.touch(listing, name: listing.name, newest: listing.newest, at: now)
  try tx.append(
    .listingChecked, about: listing.id.of(), by: caller, at: now, changed: ["version": "\(version.number)"])
}

/// It goes back to whoever wrote it, with what is to be changed.
package func returnListing(
  _ listing: Listing, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let version = try newest(listing, of: [.sent, .checked], or: "There is nothing to send back.", in: tx)
  try tx.run(
    """
    UPDATE listing_version SET state = 'draft', checked_by = NULL, checked_at = NULL, returned_why = \(why)
    WHERE listing_id = \(listing.id) AND number = \(version.number)
    """)
  try tx.touch(listing, name: listing.name, newest: listing.newest, at: now)
  try tx.append(
    .listingReturned, about: listing.id.of(), by: caller, at: now, changed: ["version": "\(version.number)"], why: why)
}

/// From now on the public sees the checked version. Publishing says that all of it is true today.
package func publishListing(_ listing: Listing, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let version = try newest(listing, of: [.checked], or: "It must be checked before it is published.", in: tx)
  try tx.run(
    "UPDATE listing_version SET state = 'past' WHERE listing_id = \(listing.id) AND state = 'published'")
  try tx.run(
    """
    UPDATE listing_version SET state = 'published', published_by = \(caller.name), published_at = \(now)
    WHERE listing_id = \(listing.id) AND number = \(version.number)
    """)
  try tx.touch(listing, name: version.details.name, newest: version.number, at: now)
  try tx.run(
    """
    UPDATE listing SET current = \(version.number), published_at = \(now), assured_on = \(now.day),
      assured_by = \(caller.name), revision = \(try tx.nextRevision()) WHERE id = \(listing.id)
    """)
  try tx.append(
    .listingPublished, about: listing.id.of(), by: caller, at: now, changed: ["version": "\(version.number)"])
}

/// Somebody who knows the service says that what is shown is still true.
package func confirmListing(_ listing: Listing, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard listing.current != nil, listing.deletedAt == nil else {
    throw Refusal.notNow("Only what is published can be confirmed.")
  }
  try tx.run(
    """
    UPDATE listing SET assured_on = \(now.day), assured_by = \(caller.name), revision = \(try tx.nextRevision()),
      version = version + 1 WHERE id = \(listing.id)
    """)
  try tx.append(
    .listingConfirmed, about: listing.id.of(), by: caller, at: now, changed: ["assured_on": now.day.description])
}

/// An earlier version becomes the newest draft; from there it goes the usual way.
package func restoreVersion(
  _ number: Int, of listing: Listing, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let old = try tx.version(number, of: listing.id)
  guard number != listing.newest else { throw Refusal.notNow("This is the newest version already.") }
  try saveDraft(listing, old.details, version: listing.version, by: caller, at: now, in: tx)
}

/// Takes a listing away from the public. For thirty days it can be brought back.
package func takeAwayListing(
  _ listing: Listing, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard listing.deletedAt == nil else { throw Refusal.notNow("It was taken away already.") }
  try tx.run(
    """
    UPDATE listing SET deleted_at = \(now), deleted_by = \(caller.name), revision = \(try tx.nextRevision()),
      version = version + 1 WHERE id = \(listing.id)
    """)
  try tx.append(.listingTakenAway, about: listing.id.of(), by: caller, at: now, why: why)
}

/// An editor brings back anything, a provider what they took away themselves.
package func bringBackListing(_ listing: Listing, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard listing.deletedAt != nil else { throw Refusal.notNow("It is there already.") }
  guard caller.has(.directoryEditor) || listing.deletedBy == caller.name else {
    throw Refusal.notNow("The editors took it away. Ask them to bring it back.")
  }
  try tx.run(
    """
    UPDATE listing SET deleted_at = NULL, deleted_by = NULL, revision = \(try tx.nextRevision()), version = version + 1
    WHERE id = \(listing.id)
    """)
  try tx.append(.listingBroughtBack, about: listing.id.of(), by: caller, at: now)
}

/// Writes down an organisation.
package func addOrganisation(
  _ id: OrganisationID, _ details: OrganisationDetails, agency: AgencyID?, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try tx.insert(id, details, agency: agency)
  try tx.append(.organisationAdded, about: id.of(), by: caller, at: now, changed: ["name": details.name])
}

/// Changes what is said of an organisation; everything it offers shows it at once.
package func changeOrganisation(
  _ organisation: Organisation, _ details: OrganisationDetails, agency: AgencyID?, version: Int, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  guard try tx.update(organisation.id, details, agency: agency, version: version) else {
    throw Refusal.changedByAnother("This organisation was changed since you opened it.")
  }
  try tx.run("UPDATE listing SET revision = \(try tx.nextRevision()) WHERE organisation_id = \(organisation.id)")
  try tx.append(.organisationChanged, about: organisation.id.of(), by: caller, at: now, changed: ["name": details.name])
}

private func newest(
  _ listing: Listing, of states: [VersionState], or refusal: String, in tx: Transaction
) throws -> ListingVersion {
  guard listing.deletedAt == nil else { throw Refusal.notNow("This listing was taken away. Bring it back first.") }
  guard states.contains(listing.newestState) else { throw Refusal.notNow(refusal) }
  return try tx.version(listing.newest, of: listing.id)
}

private func refuseIncomplete(_ details: ListingDetails) throws {
  let errors = missing(in: details)
  guard let first = errors.first else { return }
  throw Refusal.notNow("It is not complete yet. \(first.message).")
}

extension Transaction {
  func setState(_ state: VersionState, of version: ListingVersion) throws {
    try run(
      """
      UPDATE listing_version SET state = \(state) WHERE listing_id = \(version.listing) AND number = \(version.number)
      """)
  }

  /// Deletes for good what was taken away more than thirty days ago; comments stay, without the listing. What came from
  /// another directory stays taken away: deleted, the next import would publish it again.
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
    return ids.count
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
  static let organisationAdded = EventKind("organisation.added", "added an organisation to the local offer")
  static let organisationChanged = EventKind("organisation.changed", "changed an organisation in the local offer")
}
