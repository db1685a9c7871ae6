import Kernel

/// An index of listings that does not change any more: which words stand in which, and how much they say there.
final class IndexSegment: Sendable {
  struct Posting: Sendable {
    let document: Int32
    /// How much the word says of this listing: high in the name, low in a long description.
    let weight: Float
  }
  let documents: [IndexedListing]
  let places: [ListingID: Int]
  let postings: [String: [Posting]]
  let columns: ListingColumns
  /// Less than 1 for what stands in the list already under another town: the same offer does not fill the first page.
  let likeness: [Float]

  convenience init(_ rows: [IndexRow]) {
    var documents: [IndexedListing] = []
    var postings: [String: [Posting]] = [:]
    documents.reserveCapacity(rows.count)
    for row in rows {
      let number = Int32(documents.count)
      documents.append(IndexedListing(row))
      for (term, weight) in weights(of: row) {
        postings[term, default: []].append(Posting(document: number, weight: weight))
      }
    }
    self.init(documents, postings)
  }

  /// Two segments as one, without what has been replaced in them.
  convenience init(_ first: (IndexSegment, without: Set<Int>), _ second: (IndexSegment, without: Set<Int>)) {
    var (documents, postings) = (first.0.documents, first.0.postings)
    if !first.without.isEmpty { (documents, postings) = ([], [:]) }
    for (segment, without) in [first, second] where documents.isEmpty || segment === second.0 {
      // Where each document stands now; below 0 where it has gone.
      let numbers = segment.documents.indices.map { old -> Int32 in
        guard !without.contains(old) else { return -1 }
        documents.append(segment.documents[old])
        return Int32(documents.count - 1)
      }
      for (term, list) in segment.postings {
        let kept = list.lazy.map { Posting(document: numbers[Int($0.document)], weight: $0.weight) }
          .filter { $0.document >= 0 }
        postings[term, default: []].append(contentsOf: kept)
      }
    }
    self.init(documents, postings)
  }

  private init(_ documents: [IndexedListing], _ postings: [String: [Posting]]) {
    (self.documents, self.postings) = (documents, postings)
    columns = ListingColumns(documents)
    places = Dictionary(uniqueKeysWithValues: documents.enumerated().map { ($1.id, $0) })
    var seen: [String: Int] = [:]
    var likeness = [Float](repeating: 1, count: documents.count)
    // In the order of names, so that every node says the same of the same listings.
    for place in columns.byName {
      let text = "\(documents[place].organisationName)\u{1F}\(documents[place].summary)"
      let before = seen[text, default: 0]
      seen[text] = before + 1
      likeness[place] = max(0.5, 1 - 0.12 * Float(before))
    }
    self.likeness = likeness
  }

  func count(of term: String) -> Int { postings[term]?.count ?? 0 }

  /// Whether a word stands in a document. Postings are in the order of their documents, so halves are looked at.
  func has(_ term: String, _ document: Int) -> Bool {
    guard let list = postings[term] else { return false }
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(list[middle].document) < document { low = middle + 1 } else { high = middle }
    }
    return low < list.count && Int(list[low].document) == document
  }
}

/// The mark of a need or a kind among the words.
func term(of need: OfferNeed) -> String { "need:\(need.rawValue)" }
func term(of kind: OfferKind) -> String { "kind:\(kind.rawValue)" }

/// What each word says of a listing, from where it stands. Said twice is not twice as much.
private func weights(of row: IndexRow) -> [String: Float] {
  let details = row.details.forPublic
  var found: [String: Float] = [:]
  func add(_ text: String?, _ boost: Float, _ most: Float) {
    guard let text else { return }
    var counts: [String: Float] = [:]
    for word in words(of: text) { counts[word.stem, default: 0] += 1 }
    for (stem, count) in counts { found[stem, default: 0] += min(boost * count.squareRoot(), most) }
  }
  add(details.name, 6, 7)
  add(details.summary, 3, 4)
  add(details.description, 1, 2)
  add(row.organisationName, 1.5, 2)
  add(details.kinds.map(\.title).joined(separator: " "), 2, 2.5)
  add(details.needs.map(\.title).joined(separator: " "), 2, 2.5)
  add(details.referral.how, 0.5, 1)
  add(details.marks.compactMap(\.term?.name).joined(separator: " "), 1.5, 2)
  add(details.answers.values.joined(separator: " "), 0.4, 0.8)
  add(details.places.compactMap(\.address?.town).joined(separator: " "), 1, 1.5)
  add(details.places.compactMap(\.name).joined(separator: " "), 1, 1.5)
  add(details.contacts.compactMap(\.title).joined(separator: " "), 0.5, 1)
  // A service for a few needs is more about each of them than one for many.
  for need in details.needs { found[term(of: need)] = max(3, 6.5 - 0.5 * Float(details.needs.count)) }
  for (place, kind) in details.kinds.enumerated() { found[term(of: kind)] = place == 0 ? 6 : 4 }
  return found
}
