import Kernel

/// What is asked of every listing of a segment, each in a column of its own: a filter is then a handful of operations on
/// sets of bits, and no listing that does not fit is ever touched.
struct ListingColumns: Sendable {
  private let needs: [BitSet]
  private let kinds: [BitSet]
  /// By years of age; a child older than the last is asked one by one.
  private let ages: [BitSet]
  private let days: [BitSet]
  private let isFree: BitSet
  private let takesNew: BitSet
  private let isOwnReferral: BitSet
  /// Days since 1970; the greatest number where nobody has to confirm it.
  private let assuredOn: [Int32]
  /// Where the positions of each listing begin; one more than there are listings.
  private let firstPosition: [Int32]
  private let positions: [Position]
  /// All listings in the order of their names.
  let byName: [Int]
  /// The place of each among the names: equals stand in this order.
  let nameRank: [Int32]

  init(_ listings: [IndexedListing]) {
    func set(_ holds: (IndexedListing) -> Bool) -> BitSet {
      BitSet(listings.count, listings.indices.filter { holds(listings[$0]) })
    }
    needs = OfferNeed.allCases.indices.map { place in set { $0.needs >> UInt64(place) & 1 == 1 } }
    kinds = OfferKind.allCases.indices.map { place in set { $0.kinds >> UInt64(place) & 1 == 1 } }
    ages = (0...25).map { age in set { $0.minimumAge <= age && age <= $0.maximumAge } }
    days = (0..<7).map { day in set { listing in listing.slots.contains { $0.days >> UInt8(day) & 1 == 1 } } }
    (isFree, takesNew, isOwnReferral) = (set(\.isFree), set { $0.state != .closed }, set(\.isOwnReferral))
    assuredOn = listings.map { $0.assuredOn?.number ?? .max }
    var first: [Int32] = [0]
    for listing in listings { first.append(first.last! + Int32(listing.positions.count)) }
    (firstPosition, positions) = (first, listings.flatMap(\.positions))
    let order = listings.indices.sorted {
      (listings[$0].name, listings[$0].id) < (listings[$1].name, listings[$1].id)
    }
    var ranks = [Int32](repeating: 0, count: listings.count)
    for (rank, place) in order.enumerated() { ranks[place] = Int32(rank) }
    (byName, nameRank) = (order, ranks)
  }

  /// Listings that may fit, as far as sets say so; `hidden` never do.
  func candidates(_ filter: OfferFilter, without hidden: Set<Int>) -> BitSet {
    var all = BitSet(all: assuredOn.count)
    func narrow(_ sets: [BitSet], _ chosen: UInt64) {
      guard chosen != 0 else { return }
      var any = BitSet(assuredOn.count, [])
      for (place, set) in sets.enumerated() where chosen >> UInt64(place) & 1 == 1 { any.formUnion(set) }
      all.formIntersection(any)
    }
    narrow(needs, filter.needs)
    narrow(kinds, filter.kinds)
    narrow(days, UInt64(filter.days))
    if let age = filter.age, ages.indices.contains(age) { all.formIntersection(ages[age]) }
    if filter.isFree { all.formIntersection(isFree) }
    if filter.takesNew { all.formIntersection(takesNew) }
    if filter.needsNoReferral { all.formIntersection(isOwnReferral) }
    for place in hidden { all.remove(place) }
    return all
  }

  func isShown(_ place: Int, hiddenBefore: Int32) -> Bool { assuredOn[place] > hiddenBefore }

  /// Miles to the nearest place; nil where it comes to families.
  func miles(_ place: Int, from near: Vantage) -> Double? {
    var nearest: Double?
    for index in Int(firstPosition[place])..<Int(firstPosition[place + 1]) {
      let distance = near.miles(to: positions[index])
      nearest = min(nearest ?? distance, distance)
    }
    return nearest
  }
}

/// A set of small numbers, a bit for each.
struct BitSet: Sendable {
  private(set) var words: [UInt64]

  init(all count: Int) {
    words = [UInt64](repeating: .max, count: (count + 63) / 64)
    if count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
  }
  /// Of the numbers below `count` those given.
  init(_ count: Int, _ members: some Sequence<Int>) {
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
    for member in members { words[member >> 6] |= 1 << UInt64(member & 63) }
  }
  mutating func remove(_ member: Int) { words[member >> 6] &= ~(1 << UInt64(member & 63)) }
  mutating func formIntersection(_ other: BitSet) { for index in words.indices { words[index] &= other.words[index] } }
  mutating func formUnion(_ other: BitSet) { for index in words.indices { words[index] |= other.words[index] } }

  /// The members in order.
  var members: [Int32] {
    var found: [Int32] = []
    for (index, word) in words.enumerated() where word != 0 {
      var rest = word
      while rest != 0 {
        found.append(Int32(index << 6 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return found
  }
  /// How many members stand before each word.
  var countsBefore: [Int32] {
    var (all, count) = ([Int32](), Int32(0))
    all.reserveCapacity(words.count)
    for word in words {
      all.append(count)
      count += Int32(word.nonzeroBitCount)
    }
    return all
  }
}
