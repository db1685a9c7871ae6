package import Kernel
package import Store

// What only organisations do besides the way of all versions (`VersionVerbs`): each verb is one transaction and one event.

/// Writes down an organisation as a draft: it is checked and published before any listing of it can be.
package func addOrganisation(
  _ id: OrganisationID, _ details: OrganisationDetails, agency: AgencyID?, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try tx.insert(id, details, agency: agency)
  try tx.insertVersion(1, of: id, details, by: caller.name, at: now)
  try tx.append(.organisationAdded, about: id.of(), by: caller, at: now, changed: ["name": details.name])
}

/// Says whose people may write on an organisation and its listings. Families see nothing of that, so it has no versions.
package func entrustOrganisation(
  _ organisation: Organisation, to agency: AgencyID?, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try tx.touch(organisation, setting: "agency_id = \(agency)")
  try tx.append(
    .organisationEntrusted, about: organisation.id.of(), by: caller, at: now,
    changed: [
      "agency_id": agency?.description ?? "", "agency_id_before": organisation.agency?.description ?? "",
    ])
}

extension Organisation: Versioned {
  package static let word = "organisation"
  package static let tables = VersionTables(
    own: "organisation", versions: "organisation_version", owner: "organisation_id")
  package static let events = VersionEvents(
    drafted: .organisationDrafted, sent: .organisationSent, checked: .organisationChecked,
    returned: .organisationReturned, published: .organisationPublished, takenAway: .organisationTakenAway,
    broughtBack: .organisationBroughtBack, deleted: .organisationDeleted)

  /// While nothing is published the list of those who look after it shows the draft.
  package func noteDraft(_ details: OrganisationDetails, at now: Instant, in tx: Transaction) throws {
    guard current == nil else { return }
    try tx.run(
      "UPDATE organisation SET name = \(details.name), content = \(try encoded(details)) WHERE id = \(id)")
  }

  package func refuseToPublish(in tx: Transaction) throws {}

  /// Everything that it offers shows it at once.
  package func notePublished(
    _ version: Version<Organisation>, by caller: Caller, at now: Instant, in tx: Transaction
  ) throws {
    try tx.run(
      """
      UPDATE organisation SET current = \(version.number), name = \(version.details.name),
        content = \(try encoded(version.details)) WHERE id = \(id)
      """)
    try tx.run(
      """
      UPDATE listing SET modified_at = \(now), revision = \(try tx.nextRevision())
      WHERE organisation_id = \(id) AND current IS NOT NULL
      """)
  }

  /// What it offers goes with it: each listing is taken away at the same moment, with an event of its own.
  package func noteTakenAway(by caller: Caller, at now: Instant, in tx: Transaction) throws {
    for listing in try tx.allListings(of: id) where listing.deletedAt == nil {
      try takeAway(listing, why: "Its organisation was taken away", by: caller, at: now, in: tx)
    }
  }

  /// What went with it comes back with it; what was taken away before stays away.
  package func noteBroughtBack(by caller: Caller, at now: Instant, in tx: Transaction) throws {
    for listing in try tx.allListings(of: id) where listing.deletedAt == deletedAt {
      try bringBack(listing, by: caller, at: now, in: tx)
    }
  }
}

extension Transaction {
  /// Deletes organisations that were taken away before `limit` and have no listing left, with their words in easy read
  /// and other languages. Returns how many.
  func sweepOrganisations(before limit: Instant, at now: Instant) throws -> Int {
    let ids = try rows(
      """
      SELECT id FROM organisation WHERE deleted_at < \(limit) AND source IS NULL
        AND NOT EXISTS (SELECT 1 FROM listing WHERE listing.organisation_id = organisation.id) LIMIT 1000
      """
    ) { try $0[0] as OrganisationID }
    for id in ids {
      try append(.organisationDeleted, about: id.of(), by: .system, at: now)
      try run("DELETE FROM page_wording WHERE page = \(id.description)")
      try run("DELETE FROM organisation WHERE id = \(id)")
    }
    return ids.count
  }
}

extension EventKind {
  static let organisationAdded = EventKind("organisation.added", "added an organisation to the local offer")
  static let organisationEntrusted = EventKind("organisation.entrusted", "said whose people look after an organisation")
  static let organisationDrafted = EventKind("organisation.drafted", "wrote a draft about an organisation")
  static let organisationSent = EventKind("organisation.sent", "sent what is said of an organisation to be checked")
  static let organisationChecked = EventKind("organisation.checked", "checked what is said of an organisation")
  static let organisationReturned = EventKind("organisation.returned", "sent an organisation back to be changed")
  static let organisationPublished = EventKind("organisation.published", "published what is said of an organisation")
  static let organisationTakenAway = EventKind("organisation.taken_away", "took an organisation away")
  static let organisationBroughtBack = EventKind("organisation.brought_back", "brought an organisation back")
  static let organisationDeleted = EventKind(
    "organisation.deleted", "deleted an organisation that was taken away a month ago")
}
