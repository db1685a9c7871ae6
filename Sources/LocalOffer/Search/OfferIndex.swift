import Kernel
package import Store
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The published directory as it is searched: held in memory by each node, and kept in step with the database, which
/// says in one row whether anything has changed. What changed since it was built stands in a small second segment.
package final class OfferIndex: Sendable {
  private let held = Mutex<OfferSnapshot?>(nil)
  package init() {}

  /// The directory as it is in this transaction. The first call after a start reads everything; later ones what is new.
  package func snapshot(in tx: Transaction) throws -> OfferSnapshot {
    let revision: Int = try tx.value("SELECT revision FROM offer_revision WHERE id = 1") ?? 0
    if let known = held.withLock({ $0 }), known.revision == revision { return known }
    // One builds, the others wait for it: they need the same.
    return try held.withLock { held in
      if let known = held, known.revision >= revision { return known }
      let fresh = try held?.updated(to: revision, in: tx) ?? OfferSnapshot(at: revision, in: tx)
      held = fresh
      return fresh
    }
  }
}

/// The directory at one revision.
package final class OfferSnapshot: Sendable {
  let revision: Int
  /// The revision at which the first segment was built.
  private let builtAt: Int
  let segments: [IndexSegment]
  /// Listings of the first segment that were changed since: the second has them, if they are still shown.
  let replaced: Set<Int>
  let synonyms: Synonyms
  let spelling: Spelling
  /// Names of places, in small letters.
  let placeNames: Set<String>

  fileprivate init(at revision: Int, in tx: Transaction) throws {
    let segment = IndexSegment(try tx.indexRows(after: nil).shown)
    (self.revision, builtAt, segments, replaced) = (revision, revision, [segment], [])
    synonyms = Synonyms(
      try tx.rows("SELECT phrase, means FROM offer_word ORDER BY phrase, means") { (try $0[0], try $0[1]) })
    var vocabulary = segment.postings.filter { !$0.key.contains(":") }.mapValues(\.count)
    // What families are known to say is likelier meant than what stands in one listing.
    for word in synonyms.vocabulary { vocabulary[word, default: 0] += 1000 }
    spelling = Spelling(vocabulary)
    placeNames = Set(try tx.placeNames().map { $0.lowercased() })
  }

  private init(_ base: OfferSnapshot, at revision: Int, _ newer: IndexSegment, replaced: Set<Int>) {
    (self.revision, builtAt, self.replaced) = (revision, base.builtAt, replaced)
    segments = [base.segments[0], newer]
    (synonyms, spelling, placeNames) = (base.synonyms, base.spelling, base.placeNames)
  }

  /// Nil where so much has changed that it is better built anew.
  fileprivate func updated(to revision: Int, in tx: Transaction) throws -> OfferSnapshot? {
    let changed =
      try tx.value(
        "SELECT count(*) FROM listing WHERE revision > \(builtAt)", as: Int.self) ?? 0
    // Words and names of places are read when it is built anew: they change with all listings at once, also with few.
    let all = segments[0].documents.count
    guard changed <= max(min(200, all / 2), all / 20) else { return nil }
    let rows = try tx.indexRows(after: builtAt)
    // What was taken away and then deleted has no row any more, but stands in the first segment still.
    let replaced = self.replaced.union(rows.changed.compactMap { segments[0].places[$0] })
    return OfferSnapshot(self, at: revision, IndexSegment(rows.shown), replaced: replaced)
  }

  /// One listing by its id; nil where it is not public.
  package func listing(_ id: ListingID) -> IndexedListing? {
    if segments.count > 1, let place = segments[1].places[id] { return segments[1].documents[place] }
    guard let place = segments[0].places[id], !replaced.contains(place) else { return nil }
    return segments[0].documents[place]
  }

  /// Every public listing, in no order.
  package var all: [IndexedListing] {
    let first = segments[0].documents.enumerated().filter { !replaced.contains($0.offset) }.map(\.element)
    return first + (segments.count > 1 ? segments[1].documents : [])
  }

  func isKnown(_ stem: String) -> Bool {
    synonyms.vocabulary.contains(stem) || segments.contains { $0.count(of: stem) > 0 }
  }
}

func naturalLog(_ x: Float) -> Float { logf(x) }

extension Transaction {
  /// What the index is made of: the published listings that were changed after a revision, and the ids of all changed.
  fileprivate func indexRows(after revision: Int?) throws -> (shown: [IndexRow], changed: [ListingID]) {
    let newer: SQL = revision.map { "listing.revision > \($0)" } ?? "listing.current IS NOT NULL"
    var shown: [IndexRow] = []
    let changed = try rows(
      """
      SELECT listing.id, listing.organisation_id, organisation.name, listing_version.content, listing.assured_on,
        listing.modified_at
      FROM listing JOIN organisation ON organisation.id = listing.organisation_id
        LEFT JOIN listing_version ON listing_version.listing_id = listing.id
          AND listing_version.number = listing.current AND listing.deleted_at IS NULL
      WHERE \(newer)
      """
    ) { row in
      let id: ListingID = try row[0]
      if let content: String = try row[3] {
        shown.append(
          IndexRow(
            id: id, organisation: try row[1], organisationName: try row[2], details: try decoded(content),
            assuredOn: try row[4], modifiedAt: try row[5]))
      }
      return id
    }
    return (shown, changed)
  }
}
