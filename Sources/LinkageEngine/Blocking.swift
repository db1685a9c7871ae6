/// A pair of records by their places in the table, the lower first, in one number that sorts.
struct Pair: Hashable, Sendable {
  let bits: UInt64
  init(bits: UInt64) { self.bits = bits }
  init(_ a: Int, _ b: Int) { bits = UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }
  var low: Int { Int(bits >> 32) }
  var high: Int { Int(bits & 0xffff_ffff) }
}

/// How many pairs a rule gave, and what was held back.
package struct BlockingCount: Sendable, Codable, Hashable {
  package let rule: String
  /// Pairs of this rule, whether or not another rule gives them too.
  package var pairs = 0
  package var largestBlock = 0
  /// Blocks larger than the cap, and the pairs in them that were not compared.
  package var cappedBlocks = 0
  package var pairsLeftOut = 0
}

/// Pairs worth comparing, sorted and each once; and how each rule fared.
struct Candidates: Sendable {
  var pairs: [Pair]
  var counts: [BlockingCount]
}

/// Finds the pairs. A block of more than `cap` records is not compared whole: its records are put in the order of names,
/// date of birth and postcode, and each is compared with the `window` that follow it.
func candidates(_ table: RecordTable, cap: Int, window: Int, threads: Int) -> Candidates {
  let writer = KeyWriter(table.strings)
  let rules = BlockingRule.allCases
  let found = inParallel(threads) { thread in
    rules.indices.filter { $0 % threads == thread }.map { place in
      (place, block(table, rules[place], writer, cap: cap, window: window))
    }
  }.flatMap { $0 }.sorted { $0.0 < $1.0 }
  var all: [UInt64] = []
  all.reserveCapacity(found.reduce(0) { $0 + $1.1.0.count })
  for (_, (pairs, _)) in found { all += pairs }
  return Candidates(pairs: sortedOnce(all, records: table.count).map(Pair.init(bits:)), counts: found.map(\.1.1))
}

private func sortedOnce(_ pairs: [UInt64], records: Int) -> [UInt64] {
  var pairs = pairs
  let width = Int.bitWidth - max(1, records).leadingZeroBitCount
  radixSort(&pairs, from: 0, to: width)
  radixSort(&pairs, from: 32, to: 32 + width)
  var kept = 0
  for place in pairs.indices where place == 0 || pairs[place] != pairs[kept - 1] {
    pairs[kept] = pairs[place]
    kept += 1
  }
  pairs.removeLast(pairs.count - kept)
  return pairs
}

private func block(
  _ table: RecordTable, _ rule: BlockingRule, _ writer: KeyWriter, cap: Int, window: Int
) -> ([UInt64], BlockingCount) {
  let width = Int.bitWidth - max(1, table.count).leadingZeroBitCount
  let low = UInt64(1) << UInt64(width) - 1
  var entries: [UInt64] = []
  entries.reserveCapacity(table.count)
  for place in table.records.indices {
    writer.keys(table.records[place], rule, table.nicknames) { entries.append($0 & ~low | UInt64(place)) }
  }
  // Keys that fall together by chance in the bits above are few, and are compared like any pair.
  radixSort(&entries, from: width, to: 64)
  var count = BlockingCount(rule: "\(rule)")
  var pairs: [UInt64] = []
  var start = 0
  while start < entries.count {
    var end = start + 1
    while end < entries.count && entries[end] & ~low == entries[start] & ~low { end += 1 }
    if end - start > 1 && end - start <= rule.most {
      let places = entries[start..<end].map { Int($0 & low) }
      emit(places, table, cap: cap, window: window, into: &pairs, &count)
    }
    start = end
  }
  count.pairs = pairs.count
  return (pairs, count)
}

private func emit(
  _ places: [Int], _ table: RecordTable, cap: Int, window: Int, into pairs: inout [UInt64], _ count: inout BlockingCount
) {
  count.largestBlock = max(count.largestBlock, places.count)
  guard places.count > cap else {
    for a in places.indices {
      for b in places.index(after: a)..<places.endIndex where places[a] != places[b] {
        pairs.append(Pair(places[a], places[b]).bits)
      }
    }
    return
  }
  let ordered = nearOrder(places, table)
  let before = pairs.count
  for a in ordered.indices {
    for b in (a + 1)..<min(ordered.count, a + 1 + window) where a + 1 < ordered.count && ordered[a] != ordered[b] {
      pairs.append(Pair(ordered[a], ordered[b]).bits)
    }
  }
  count.cappedBlocks += 1
  count.pairsLeftOut += places.count * (places.count - 1) / 2 - (pairs.count - before)
}

/// The order in which likely pairs stand close together: by what the texts say, never by their numbers.
private func nearOrder(_ places: [Int], _ table: RecordTable) -> [Int] {
  let named = places.map { place -> (String, Int) in
    let r = table.records[place]
    let parts = [r.surname, r.first, r.postcode, r.second].map { table.strings.text($0) }
    return ("\(parts[0]) \(parts[1]) \(r.birth.number) \(parts[2]) \(parts[3])", place)
  }
  return named.sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 < $1.0 }.map(\.1)
}
