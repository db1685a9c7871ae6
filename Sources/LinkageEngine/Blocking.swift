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
  let writer = KeyWriter(table.strings, threads: threads)
  let rules = BlockingRule.allCases
  let turns = Turns(rules.count)
  let found = inParallel(threads) { _ -> (PairSet, [(Int, BlockingCount)]) in
    var set = PairSet(records: table.count)
    var room = Room()
    var counts: [(Int, BlockingCount)] = []
    while let place = turns.take() {
      counts.append((place, block(table, rules[place], writer, cap: cap, window: window, &room, into: &set)))
    }
    set.tidy()
    set.dropScratch()
    return (set, counts)
  }
  let pairs = found.dropFirst().reduce(found[0].0.pairs) { merged($0, $1.0.pairs) }
  return Candidates(
    pairs: pairs.map(Pair.init(bits:)), counts: found.flatMap(\.1).sorted { $0.0 < $1.0 }.map(\.1))
}

/// Memory that one rule after the other uses.
private struct Room {
  var entries: [UInt64] = []
  var scratch: [UInt64] = []
}

/// Pairs, each once. New ones gather at the end, and are sorted in when they are many.
private struct PairSet: Sendable {
  private(set) var pairs: [UInt64] = []
  private var tidyAt = 1 << 20
  private var scratch: [UInt64] = []
  private let width: Int

  init(records: Int) { width = Int.bitWidth - max(1, records).leadingZeroBitCount }

  mutating func append(_ pair: Pair) {
    pairs.append(pair.bits)
    if pairs.count >= tidyAt {
      tidy()
      tidyAt = max(1 << 20, pairs.count * 2)
    }
  }
  mutating func dropScratch() { scratch = [] }
  mutating func tidy() {
    radixSort(&pairs, from: 0, to: width, scratch: &scratch)
    radixSort(&pairs, from: 32, to: 32 + width, scratch: &scratch)
    var kept = 0
    for place in pairs.indices where place == 0 || pairs[place] != pairs[kept - 1] {
      pairs[kept] = pairs[place]
      kept += 1
    }
    pairs.removeLast(pairs.count - kept)
  }
}

/// Two sorted lists as one, without doubles.
private func merged(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
  var all: [UInt64] = []
  all.reserveCapacity(a.count + b.count)
  var (x, y) = (0, 0)
  while x < a.count || y < b.count {
    let next = y == b.count ? a[x] : x == a.count ? b[y] : min(a[x], b[y])
    all.append(next)
    if x < a.count && a[x] == next { x += 1 }
    if y < b.count && b[y] == next { y += 1 }
  }
  return all
}

private func block(
  _ table: RecordTable, _ rule: BlockingRule, _ writer: KeyWriter, cap: Int, window: Int, _ room: inout Room,
  into pairs: inout PairSet
) -> BlockingCount {
  let width = Int.bitWidth - max(1, table.count).leadingZeroBitCount
  let low = UInt64(1) << UInt64(width) - 1
  // 33 bits of the key are enough: strangers whose keys fall together are few, and are compared like any pair.
  let top = min(64, max(width, 20) + 33)
  let mask = (UInt64.max >> UInt64(64 - top)) & ~low
  var entries: [UInt64] = []
  swap(&entries, &room.entries)
  defer { swap(&entries, &room.entries) }
  entries.removeAll(keepingCapacity: true)
  entries.reserveCapacity(table.count)
  for place in table.records.indices {
    writer.keys(table.records[place], rule, table.nicknames) { entries.append($0 & mask | UInt64(place)) }
  }
  radixSort(&entries, from: max(width, 20), to: top, scratch: &room.scratch)
  var count = BlockingCount(rule: "\(rule)")
  var start = 0
  let keyed = max(width, 20)
  while start < entries.count {
    var end = start + 1
    while end < entries.count && entries[end] >> UInt64(keyed) == entries[start] >> UInt64(keyed) { end += 1 }
    if end - start > 1 && end - start <= rule.most {
      emit(entries[start..<end], low, rule, table, cap: cap, window: window, into: &pairs, &count)
    }
    start = end
  }
  return count
}

private func emit(
  _ entries: ArraySlice<UInt64>, _ low: UInt64, _ rule: BlockingRule, _ table: RecordTable, cap: Int, window: Int,
  into pairs: inout PairSet,
  _ count: inout BlockingCount
) {
  count.largestBlock = max(count.largestBlock, entries.count)
  guard entries.count > cap else {
    for a in entries.indices {
      let isGap = !rule.needsGap || table.records[Int(entries[a] & low)].hasGap
      for b in (a + 1)..<max(a + 1, entries.endIndex) where entries[a] & low != entries[b] & low {
        if !isGap && !table.records[Int(entries[b] & low)].hasGap { continue }
        pairs.append(Pair(Int(entries[a] & low), Int(entries[b] & low)))
        count.pairs += 1
      }
    }
    return
  }
  let ordered = nearOrder(entries.map { Int($0 & low) }, table)
  let before = count.pairs
  for a in ordered.indices {
    for b in (a + 1)..<max(a + 1, min(ordered.count, a + 1 + window)) where ordered[a] != ordered[b] {
      pairs.append(Pair(ordered[a], ordered[b]))
      count.pairs += 1
    }
  }
  count.cappedBlocks += 1
  count.pairsLeftOut += entries.count * (entries.count - 1) / 2 - (count.pairs - before)
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
