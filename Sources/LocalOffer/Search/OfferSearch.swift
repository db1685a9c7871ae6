import Kernel

// How listings are found and put in order. Words are looked up with their synonyms and near spellings; each word of the
// question counts once, by its best match; a listing must match a good part of the question.

/// One listing that was found.
package struct OfferResult: Sendable {
  package let listing: IndexedListing
  /// Miles to its nearest place; nil where it comes to families, or nobody asked from where.
  package let miles: Double?
  package let score: Float
  /// Why it stands here: "Helps with autism".
  package let reasons: [String]
}

/// What came of a question.
package struct OfferResults: Sendable {
  package let results: [OfferResult]
  package let total: Int
  /// What was typed and what was looked for instead, where no listing knows the word.
  package let corrected: [Correction]
  package struct Correction: Sendable, Codable, Hashable {
    package let typed: String
    package let meant: String
  }
}

/// One part of a question: a word or a phrase, and everything that answers it.
struct SearchPart: Sendable {
  struct Alternative: Sendable {
    let term: String
    /// 1 for the word itself, less for what only means the same.
    let factor: Float
    let reason: String
  }
  var alternatives: [Alternative]
}

/// A question with its filters made ready for every listing.
struct OfferFilter: Sendable {
  let needs: UInt64
  let kinds: UInt64
  let age: Int?
  let days: UInt8
  let minutes: Range<Int>?
  let isFree: Bool
  let now: OpenMoment?
  let takesNew: Bool
  let needsNoReferral: Bool
  let near: Vantage?
  let within: Double?
  let hiddenBefore: Int32

  /// `moment` says more of now than the clock does; it is asked for only where that counts.
  init(_ question: OfferQuestion, near: Position?, now: Instant, moment: OpenMoment? = nil) {
    needs = bits(question.needs)
    kinds = bits(question.kinds)
    age = question.age
    days = question.days.reduce(0) { $0 | 1 << UInt8($1.number) }
    minutes = question.partOfDay?.minutes
    isFree = question.isFree
    self.now = question.isOpenNow ? moment ?? OpenMoment(now.london) : nil
    takesNew = question.takesNew
    needsNoReferral = question.needsNoReferral
    self.near = near.map(Vantage.init)
    within = near == nil ? nil : question.within.map(Double.init)
    hiddenBefore = now.day.adding(months: -monthsUntilHidden).number
  }

  /// Whether a candidate fits in what no set says, and how far it is.
  func fits(_ place: Int, of segment: IndexSegment, _ miles: inout Double?) -> Bool {
    guard segment.columns.isShown(place, hiddenBefore: hiddenBefore) else { return false }
    if let age, age > 25 {
      guard segment.documents[place].minimumAge <= age, age <= segment.documents[place].maximumAge else { return false }
    }
    if days != 0 || minutes != nil, !isOpen(segment.documents[place]) { return false }
    if let now, !segment.documents[place].isOpen(at: now) { return false }
    guard let near else { return true }
    miles = segment.columns.miles(place, from: near)
    if let within, let miles, miles > within { return false }
    return true
  }

  private func isOpen(_ listing: IndexedListing) -> Bool {
    listing.slots.contains { slot in
      guard days == 0 || slot.days & days != 0 else { return false }
      return minutes.map { slot.opens < $0.upperBound && slot.closes > $0.lowerBound } ?? true
    }
  }
}

/// A listing on its way into the list, lighter than a result.
struct Hit {
  let segment: Int
  let document: Int
  let miles: Double?
  let score: Float
  let parts: UInt64
}

extension OfferSnapshot {
  /// The best `limit` after `offset`, and how many there are. Where there are no words, the nearest come first.
  func search(_ parts: [SearchPart], _ filter: OfferFilter, offset: Int, limit: Int) -> (hits: [Hit], total: Int) {
    var best = TopHits(offset + limit)
    var total = 0
    let weights = parts.map { part in part.alternatives.map { idf($0.term) } }
    for (number, segment) in segments.enumerated() {
      let candidates = segment.columns.candidates(filter, without: replaced[number])
      for match in matches(parts, weights, in: segment, among: candidates) {
        var miles: Double?
        guard filter.fits(Int(match.document), of: segment, &miles) else { continue }
        total += 1
        let nearness: Float = filter.near == nil ? 1 : 1 / (1 + Float(miles ?? 6) / 12)
        let likeness = filter.near == nil ? segment.likeness[Int(match.document)] : 1
        let rank =
          parts.isEmpty ? (filter.near == nil ? 0 : -Float(miles ?? 30)) : match.score * nearness * likeness
        best.add(
          Hit(segment: number, document: Int(match.document), miles: miles, score: rank, parts: match.parts), in: self)
      }
    }
    return (best.sorted(in: self).dropFirst(offset).map { $0 }, total)
  }

  private struct Match {
    let document: Int32
    let score: Float
    let parts: UInt64
  }

  /// The candidates that match enough of the question, with their scores; all of them where it has no words.
  private func matches(
    _ parts: [SearchPart], _ weights: [[Float]], in segment: IndexSegment, among candidates: BitSet
  ) -> [Match] {
    let members = candidates.members
    guard !parts.isEmpty else { return members.map { Match(document: $0, score: 0, parts: 0) } }
    guard !members.isEmpty else { return [] }
    let before = candidates.countsBefore
    var sums = [Float](repeating: 0, count: members.count)
    var covered = [Float](repeating: 0, count: members.count)
    var matched = [UInt64](repeating: 0, count: members.count)
    var best = [Float](repeating: 0, count: members.count)
    var rest = [Float](repeating: 0, count: members.count)
    var seen: [Int32] = []
    var whole: Float = 0
    for (index, part) in parts.enumerated() {
      let importance = weights[index].max() ?? 0
      whole += importance
      seen.removeAll(keepingCapacity: true)
      for (alternative, weight) in zip(part.alternatives, weights[index]) where weight > 0 {
        guard let postings = segment.postings[alternative.term] else { continue }
        let factor = alternative.factor * weight
        candidates.each(of: postings, before) { posting, slot in
          let value = factor * posting.weight
          if best[slot] == 0 { seen.append(Int32(truncatingIfNeeded: slot)) }
          rest[slot] += min(best[slot], value)
          best[slot] = max(best[slot], value)
        }
      }
      for slot in seen.lazy.map({ Int($0) }) {
        matched[slot] |= 1 << UInt64(index)
        // The best match counts; what says the same in other words a little more.
        sums[slot] += best[slot] + rest[slot] / 4
        covered[slot] += importance
        (best[slot], rest[slot]) = (0, 0)
      }
    }
    let least = max(whole * leastCovered, .leastNormalMagnitude)
    return members.indices.compactMap { slot in
      guard matched[slot] != 0, covered[slot] >= least else { return nil }
      return Match(document: members[slot], score: sums[slot] * covered[slot] / whole, parts: matched[slot])
    }
  }

  /// How much a word tells one listing from another: rare words more. Source: Robertson and Zaragoza, "The
  /// Probabilistic Relevance Framework: BM25 and Beyond" (2009).
  private func idf(_ term: String) -> Float {
    let all = Float(segments.reduce(0) { $0 + $1.documents.count })
    let with = Float(segments.reduce(0) { $0 + $1.count(of: term) })
    // What no listing says tells nothing, and must not count against those that say the rest.
    guard with > 0 else { return 0 }
    return naturalLog(1 + (all - with + 0.5) / (with + 0.5))
  }

  func listing(of hit: Hit) -> IndexedListing { segments[hit.segment].documents[hit.document] }

  /// Why the listing stands in the list: what matched, in the order of the question.
  func reasons(of hit: Hit, _ parts: [SearchPart]) -> [String] {
    let segment = segments[hit.segment]
    var found: [String] = []
    for (index, part) in parts.enumerated() where hit.parts & (1 << UInt64(index)) != 0 {
      let reason = part.alternatives.first { segment.has($0.term, hit.document) }?.reason
      if let reason, !found.contains(reason) { found.append(reason) }
    }
    return found
  }
}

extension BitSet {
  /// Gives each posting of a member, with the member's place among all members. `before` is `countsBefore`.
  @inline(__always)
  fileprivate func each(
    of postings: [IndexSegment.Posting], _ before: [Int32], _ body: (IndexSegment.Posting, Int) -> Void
  ) {
    for posting in postings {
      let (index, bit) = (Int(posting.document >> 6), UInt64(1) << UInt64(posting.document & 63))
      let word = words[index]
      guard word & bit != 0 else { continue }
      body(posting, Int(before[index]) + (word & (bit - 1)).nonzeroBitCount)
    }
  }
}

/// A listing must match this share of what the words of the question weigh.
private let leastCovered: Float = 0.34

/// The best hits seen so far: a heap whose root is the worst of them.
struct TopHits {
  private var heap: [Hit] = []
  private let limit: Int
  init(_ limit: Int) { self.limit = limit }

  mutating func add(_ hit: Hit, in snapshot: OfferSnapshot) {
    if heap.count < limit {
      heap.append(hit)
      var child = heap.count - 1
      while child > 0, isBefore(heap[(child - 1) / 2], heap[child], snapshot) {
        heap.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
    } else if limit > 0, isBefore(hit, heap[0], snapshot) {
      heap[0] = hit
      sink(snapshot)
    }
  }

  private mutating func sink(_ snapshot: OfferSnapshot) {
    var parent = 0
    while true {
      var worst = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if isBefore(heap[worst], heap[child], snapshot) { worst = child }
      }
      if worst == parent { return }
      heap.swapAt(parent, worst)
      parent = worst
    }
  }

  func sorted(in snapshot: OfferSnapshot) -> [Hit] { heap.sorted { isBefore($0, $1, snapshot) } }

  /// Better first; equals by name, so that pages follow each other.
  private func isBefore(_ a: Hit, _ b: Hit, _ snapshot: OfferSnapshot) -> Bool {
    if a.score != b.score { return a.score > b.score }
    if a.segment == b.segment {
      let ranks = snapshot.segments[a.segment].columns.nameRank
      return ranks[a.document] < ranks[b.document]
    }
    let (one, other) = (snapshot.listing(of: a), snapshot.listing(of: b))
    return one.name == other.name ? one.id < other.id : one.name < other.name
  }
}
