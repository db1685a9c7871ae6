import Foundation
package import Kernel
import People
package import Store

// How the core offer stood at a moment in the past, read from the events: what an editor said, and when. So a figure of a month
// is the same whenever it is counted.

/// One service of the core offer in one locality, as it stood.
package struct CoreOfferPastCell: Sendable, Hashable {
  package let part: CoreOfferPart
  package let locality: String
  package let state: CoreOfferState
}

/// Every service in every locality, as it stood before a moment: as an editor had said last, or else as the directory shows,
/// of what was published by then.
package func coreOfferCells(_ index: OfferIndex, before moment: Instant, in tx: Transaction) throws
  -> [CoreOfferPastCell]
{
  let localities = try tx.localities()
  var said: [LocalityID: [String: String]] = [:]
  for note in try tx.notes(.coreOfferSet, about: localities.map { $0.id.of() }, before: moment) {
    if let part = note.changed["part"], let state = note.changed["state"] {
      said[note.about.of(), default: [:]][part] = state
    }
  }
  let published = Set(
    try tx.rows(
      """
      SELECT l.id FROM listing l WHERE EXISTS (
        SELECT 1 FROM event e WHERE e.about_id = l.id AND e.kind = 'listing.published' AND e.at < \(moment))
      """
    ) { try $0[0] as ListingID })
  let day = moment.adding(hours: -1).day
  let listings = try index.snapshot(in: tx).shown(on: day).filter { published.contains($0.id) }
  guard !said.isEmpty || !listings.isEmpty else { return [] }
  return CoreOfferPart.allCases.flatMap { part in
    let giving = listings.filter(part.isGiven)
    return localities.map { locality in
      let own = said[locality.id]?[part.rawValue].flatMap { CoreOfferState(rawValue: $0) }
      let isThere = giving.contains { $0.covers(locality.name) }
      return CoreOfferPastCell(part: part, locality: locality.name, state: own ?? (isThere ? .there : .gap))
    }
  }
}

/// The agencies that had a score for each of the five promises before a moment, with the mean of their five.
package func coreOfferScores(before moment: Instant, in tx: Transaction) throws -> [(name: String, mean: Double)] {
  let names = try tx.rows("SELECT id, name FROM agency ORDER BY name") { (try $0[0] as AgencyID, try $0[1] as String) }
  var scores: [AgencyID: [String: Int]] = [:]
  for note in try tx.notes(.coreOfferScored, about: names.map { $0.0.of() }, before: moment) {
    if let head = note.changed["head"], let score = note.changed["score"].flatMap({ Int($0) }) {
      scores[note.about.of(), default: [:]][head] = score
    }
  }
  let heads = CoreOfferHead.allCases.map(\.rawValue)
  return names.compactMap { id, name in
    let five = heads.compactMap { scores[id]?[$0] }
    return five.count == heads.count ? (name, Double(five.reduce(0, +)) / Double(five.count)) : nil
  }
}

extension Transaction {
  /// What events of a kind say of some records (a thousand at most), the oldest first.
  fileprivate func notes(
    _ kind: EventKind, about: [AnyID], before moment: Instant
  ) throws -> [(about: AnyID, changed: [String: String])] {
    guard !about.isEmpty else { return [] }
    return try rows(
      """
      SELECT about_id, changed FROM event WHERE about_id IN \(list: about) AND kind = \(kind.name) AND at < \(moment)
      ORDER BY at, id
      """
    ) { row in
      let changed: String = try row[1]
      return (try row[0], try JSONDecoder().decode([String: String].self, from: Data(changed.utf8)))
    }
  }
}
