import Kernel
package import Store
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The published directory as it is searched: held in memory by each node, and kept in step with the database, which
/// says in one row whether anything has changed. What changed is read, and nothing else.
package final class OfferIndex: Sendable {
  private struct Held {
    var snapshot: OfferSnapshot?
    /// True while somebody builds one after a large change, such as an import: the others read what there was.
    var isLongInBuilding = false
  }
  private let held = Mutex(Held())
  private let building = Mutex(())
  package init() {}

  /// The directory as it is in this transaction. The first call after a start reads everything; later ones what is new.
  package func snapshot(in tx: Transaction) throws -> OfferSnapshot {
    let stands = try tx.row("SELECT revision, words_at FROM offer_revision WHERE id = 1") {
      (revision: try $0[0] as Int, wordsAt: try $0[1] as Int)
    }
    guard let stands else { throw Refusal.notFound }
    let known = held.withLock { $0 }
    if let snapshot = known.snapshot, snapshot.revision == stands.revision || known.isLongInBuilding { return snapshot }
    // One builds, the others wait for it, which takes no time after a small change: they need the same.
    return try building.withLock { _ in
      let known = held.withLock { $0.snapshot }
      if let known, known.revision >= stands.revision { return known }
      let fresh = try built(from: known, at: stands, in: tx)
      held.withLock { $0.snapshot = fresh }
      return fresh
    }
  }

  private func built(
    from known: OfferSnapshot?, at stands: (revision: Int, wordsAt: Int), in tx: Transaction
  ) throws -> OfferSnapshot {
    guard let known else { return try OfferSnapshot(at: stands.revision, in: tx) }
    let isNear = known.builtAt >= stands.wordsAt
    let isLong = try !isNear || tx.countChanged(after: known.revision) > OfferIndex.mostAtOnce
    held.withLock { $0.isLongInBuilding = isLong }
    defer { held.withLock { $0.isLongInBuilding = false } }
    return isNear
      ? try known.updated(to: stands.revision, in: tx) : try OfferSnapshot(at: stands.revision, in: tx)
  }

  /// So many changed listings are read and made ready in less time than a page takes.
  private static let mostAtOnce = 300
}

/// The directory at one revision: segments, the largest first. What has changed stands in a small one at the end, and
/// small ones grow together, so that a change costs what has changed and never the whole.
package final class OfferSnapshot: Sendable {
  let revision: Int
  /// The revision at which words and names of places were read.
  fileprivate let builtAt: Int
  let segments: [IndexSegment]
  /// Of each segment, what was changed or taken away since: a later segment has it, if it is still shown.
  let replaced: [Set<Int>]
  let synonyms: Synonyms
  let spelling: Spelling
  /// How many listings there were when the spelling was learnt.
  private let spelledFrom: Int
  /// Names of places, in small letters.
  let placeNames: Set<String>

  fileprivate init(at revision: Int, in tx: Transaction) throws {
    let segment = IndexSegment(try tx.indexRows(after: nil).shown)
    (self.revision, builtAt, segments, replaced) = (revision, revision, [segment], [[]])
    synonyms = Synonyms(
      try tx.rows("SELECT phrase, means FROM offer_word ORDER BY phrase, means") { (try $0[0], try $0[1]) })
    spelling = Spelling(of: [segment], synonyms)
    spelledFrom = segment.documents.count
    placeNames = Set(try tx.placeNames().map { $0.lowercased() })
  }

  private init(_ base: OfferSnapshot, at revision: Int, _ segments: [IndexSegment], _ replaced: [Set<Int>]) {
    (self.revision, builtAt, self.segments, self.replaced) = (revision, base.builtAt, segments, replaced)
    (synonyms, placeNames) = (base.synonyms, base.placeNames)
    let count = segments.reduce(0) { $0 + $1.documents.count }
    let hasGrown = count > base.spelledFrom + max(200, base.spelledFrom / 4)
    spelling = hasGrown ? Spelling(of: segments, base.synonyms) : base.spelling
    spelledFrom = hasGrown ? count : base.spelledFrom
  }

  fileprivate func updated(to revision: Int, in tx: Transaction) throws -> OfferSnapshot {
    let rows = try tx.indexRows(after: self.revision)
    var parts = zip(segments, replaced).map { segment, replaced in
      (segment, without: replaced.union(rows.changed.compactMap { segment.places[$0] }))
    }
    parts.append((IndexSegment(rows.shown), []))
    while parts.count > 1, parts[parts.count - 2].0.documents.count < max(500, 4 * parts.last!.0.documents.count) {
      let last = parts.removeLast()
      parts.append((IndexSegment(parts.removeLast(), last), []))
    }
    return OfferSnapshot(self, at: revision, parts.map(\.0), parts.map(\.without))
  }

  /// One listing by its id; nil where it is not public.
  package func listing(_ id: ListingID) -> IndexedListing? {
    for (segment, replaced) in zip(segments, replaced) {
      if let place = segment.places[id], !replaced.contains(place) { return segment.documents[place] }
    }
    return nil
  }

  /// Every public listing, in no order.
  package var all: [IndexedListing] {
    zip(segments, replaced).flatMap { segment, replaced in
      replaced.isEmpty
        ? segment.documents : segment.documents.enumerated().filter { !replaced.contains($0.offset) }.map(\.element)
    }
  }

  func isKnown(_ stem: String) -> Bool {
    synonyms.vocabulary.contains(stem) || segments.contains { $0.count(of: stem) > 0 }
  }
}

extension Spelling {
  /// Learnt from what is published and from what families are known to say, which is likelier meant than what stands in
  /// one listing.
  fileprivate init(of segments: [IndexSegment], _ synonyms: Synonyms) {
    var vocabulary: [String: Int] = [:]
    for segment in segments {
      for (word, list) in segment.postings where !word.contains(":") { vocabulary[word, default: 0] += list.count }
    }
    for word in synonyms.vocabulary { vocabulary[word, default: 0] += 1000 }
    self.init(vocabulary)
  }
}

func naturalLog(_ x: Float) -> Float { logf(x) }

extension Transaction {
  /// Words or names of places have changed: whoever holds an index reads everything anew.
  func countWordsOn() throws { try run("UPDATE offer_revision SET words_at = \(try nextRevision()) WHERE id = 1") }

  fileprivate func countChanged(after revision: Int) throws -> Int {
    try value("SELECT count(*) FROM listing WHERE revision > \(revision)") ?? 0
  }

  /// What an import has changed is announced when all of it is there, so that indexes are built once: until then these
  /// listings have a revision below nought. Also what an import left that did not come to its end.
  package func announceImported() throws {
    guard try exists("SELECT 1 FROM listing WHERE revision < 0 LIMIT 1") else { return }
    try run("UPDATE listing SET revision = \(try nextRevision()) WHERE revision < 0")
  }

  /// What the index is made of: the published listings that were changed after a revision, and the ids of all changed.
  fileprivate func indexRows(after revision: Int?) throws -> (shown: [IndexRow], changed: [ListingID]) {
    let newer: SQL = revision.map { "listing.revision > \($0)" } ?? "listing.current IS NOT NULL"
    var shown: [IndexRow] = []
    let changed = try rows(
      """
      SELECT listing.id, listing.organisation_id, organisation.name, listing_version.content, listing.assured_on,
        listing.modified_at, listing.published_at
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
            assuredOn: try row[4], modifiedAt: try row[5], publishedAt: try row[6]))
      }
      return id
    }
    return (shown, changed)
  }
}
