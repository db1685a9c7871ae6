import Synchronization

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

  /// Adds what another part of the same rule's keys gave.
  mutating func add(_ other: BlockingCount) {
    pairs += other.pairs
    largestBlock = max(largestBlock, other.largestBlock)
    cappedBlocks += other.cappedBlocks
    pairsLeftOut += other.pairsLeftOut
  }
}

/// Pairs worth comparing, sorted and each once; and how each rule fared.
struct Candidates: Sendable {
  var pairs: [Pair]
  var counts: [BlockingCount]
}

/// Finds the pairs. A block of more than `blockCap` records is not compared whole: its records are put in the order of names,
/// date of birth and postcode, and each is compared with the `blockWindow` that follow it.
func candidates(_ table: RecordTable, _ settings: LinkageSettings) -> Candidates {
  let writer = KeyWriter(table.strings, threads: settings.threads)
  let facts = inParts(table.count, threads: settings.threads) { range in
    range.map { writer.facts(table.records[$0], table.nicknames) }
  }
  let partners = LastPartners(records: table.count)
  let rules = BlockingRule.allCases.filter { !$0.isSpare }
  let turns = Turns(rules.count)
  let found = inParallel(settings.threads) { _ -> ([UInt64], [(Int, BlockingCount)]) in
    var blocks = Blocks(table: table, facts: facts, partners: partners, settings)
    var counts: [(Int, BlockingCount)] = []
    while let place = turns.take() { counts.append((place, blocks.run(rules[place]))) }
    return (blocks.finish(), counts)
  }
  var counts = found.flatMap(\.1).sorted { $0.0 < $1.0 }.map(\.1)
  var pairs = merged(found.map(\.0))
  let room = Int(settings.pairsPerRecord * Double(table.count))
  // Where most of the room is taken, a rule that asks for less has none.
  for rule in BlockingRule.allCases where rule.isSpare && pairs.count < room * 5 / 6 {
    let parts = inParallel(settings.threads) { part -> ([UInt64], BlockingCount) in
      var blocks = Blocks(table: table, facts: facts, partners: partners, settings)
      let count = blocks.run(rule, part: part, of: settings.threads)
      return (blocks.finish(), count)
    }
    var count = parts[0].1
    for part in parts.dropFirst() { count.add(part.1) }
    let more = merged([pairs] + parts.map(\.0))
    if more.count <= room {
      pairs = more
    } else {
      (count.pairsLeftOut, count.pairs) = (count.pairsLeftOut + count.pairs, 0)
    }
    counts.append(count)
  }
  return Candidates(pairs: pairs.map(Pair.init(bits:)), counts: counts)
}

/// The partners that each record of a pair was given last. Most pairs are found by many rules, and are dropped here at once.
/// Threads share it: a partner that one overwrites for another costs a double, which sorting takes out.
private final class LastPartners: Sendable {
  private static let kept = 4
  // Each slot is an atomic number by itself.
  private nonisolated(unsafe) let slots: UnsafeMutablePointer<Atomic<UInt32>>
  private let count: Int

  init(records: Int) {
    count = records * LastPartners.kept
    slots = .allocate(capacity: count)
    for place in 0..<count { (slots + place).initialize(to: Atomic(0)) }
  }
  deinit {
    slots.deinitialize(count: count)
    slots.deallocate()
  }

  /// The partner that a record was given first; zero for none.
  @inline(__always)
  func first(of record: Int) -> UInt32 { slots[record * LastPartners.kept].load(ordering: .relaxed) }

  /// Whether a pair was not found yet, as far as is remembered; it is from now on.
  @inline(__always)
  func isNew(_ pair: Pair) -> Bool {
    let own = slots + pair.low * LastPartners.kept
    let partner = UInt32(truncatingIfNeeded: pair.high) + 1
    for place in 0..<LastPartners.kept {
      let kept = own[place].load(ordering: .relaxed)
      if kept == partner { return false }
      if kept == 0 {
        own[place].store(partner, ordering: .relaxed)
        return true
      }
    }
    own[pair.high % LastPartners.kept].store(partner, ordering: .relaxed)
    return true
  }
}

/// Pairs that gather at the end, and are sorted and rid of doubles when they are many.
private struct PairSet: Sendable {
  private(set) var pairs: [UInt64] = []
  private var tidyAt = 1 << 22
  private let width: Int

  init(records: Int) { width = Int.bitWidth - max(1, records).leadingZeroBitCount }

  @inline(__always)
  mutating func append(_ pair: Pair, _ scratch: inout [UInt64]) {
    pairs.append(pair.bits)
    if pairs.count >= tidyAt {
      tidy(&scratch)
      tidyAt = max(1 << 22, pairs.count * 2)
    }
  }
  mutating func tidy(_ scratch: inout [UInt64]) {
    radixSort(&pairs, from: 0, to: width, scratch: &scratch)
    radixSort(&pairs, from: 32, to: 32 + width, scratch: &scratch)
    let kept = pairs.withUnsafeMutableBufferPointer { pairs in
      var kept = 0
      for place in pairs.indices where place == 0 || pairs[place] != pairs[kept - 1] {
        pairs[kept] = pairs[place]
        kept += 1
      }
      return kept
    }
    pairs.removeLast(pairs.count - kept)
  }
}

/// Sorted lists as one, without doubles.
private func merged(_ lists: [[UInt64]]) -> [UInt64] {
  if lists.count == 1 { return lists[0] }
  let half = lists.count / 2
  let (a, b) = (merged(Array(lists[..<half])), merged(Array(lists[half...])))
  return [UInt64](unsafeUninitializedCapacity: a.count + b.count) { all, count in
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var (x, y) = (0, 0)
        while x < a.count && y < b.count {
          let (one, other) = (a[x], b[y])
          all.initializeElement(at: count, to: min(one, other))
          count += 1
          x += one <= other ? 1 : 0
          y += other <= one ? 1 : 0
        }
        for place in x..<a.count { all.initializeElement(at: count + place - x, to: a[place]) }
        count += a.count - x
        for place in y..<b.count { all.initializeElement(at: count + place - y, to: b[place]) }
        count += b.count - y
      }
    }
  }
}

/// One thread's work on the rules that it takes: memory that one rule after the other uses, and the pairs found.
private struct Blocks {
  let table: RecordTable
  /// The facts of the records, in as many parts as there were threads.
  let facts: [[BlockingFacts]]
  let partners: LastPartners
  let cap: Int
  let window: Int
  private var entries: [UInt64] = []
  private var scratch: [UInt64] = []
  private var pairs: PairSet
  /// Pairs wait until there are some, so that the memory's delays for many of them run side by side.
  private var waiting: [Pair] = []
  /// Entries hold a record's place in the bits below `width`, and its key in those from `keyed`. 34 bits of the key are
  /// enough: strangers whose keys fall together are few, and are compared like any pair.
  private let low: UInt64
  private let keyed: Int

  init(table: RecordTable, facts: [[BlockingFacts]], partners: LastPartners, _ settings: LinkageSettings) {
    (self.table, self.facts, self.partners) = (table, facts, partners)
    (cap, window) = (settings.blockCap, settings.blockWindow)
    let width = Int.bitWidth - max(1, table.count).leadingZeroBitCount
    low = UInt64(1) << UInt64(width) - 1
    keyed = max(width, 30)
    pairs = PairSet(records: table.count)
  }

  private mutating func wait(_ pair: Pair) {
    waiting.append(pair)
    if waiting.count == 64 { keepWaiting() }
  }
  private mutating func keepWaiting() {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: waiting.count) { firsts in
      for place in waiting.indices { firsts.initializeElement(at: place, to: partners.first(of: waiting[place].low)) }
      for place in waiting.indices where firsts[place] != UInt32(truncatingIfNeeded: waiting[place].high) + 1 {
        if partners.isNew(waiting[place]) { pairs.append(waiting[place], &scratch) }
      }
    }
    waiting.removeAll(keepingCapacity: true)
  }

  /// The pairs found, sorted, without doubles.
  mutating func finish() -> [UInt64] {
    keepWaiting()
    pairs.tidy(&scratch)
    return pairs.pairs
  }

  /// Takes a rule, or one part of its keys.
  mutating func run(_ rule: BlockingRule, part: Int = 0, of parts: Int = 1) -> BlockingCount {
    var count = BlockingCount(rule: "\(rule)")
    // A rule with several keys to a record is taken in shares of its keys, so that it needs no more memory than others.
    let shares = rule.shares * parts
    for share in stride(from: part, to: shares, by: parts) {
      write(rule, share: UInt64(share), of: UInt64(shares))
      groupSort(&entries, from: keyed, scratch: &scratch)
      var sorted: [UInt64] = []
      swap(&sorted, &entries)
      sorted.withUnsafeBufferPointer { entries in
        var start = 0
        while start < entries.count {
          var end = start + 1
          while end < entries.count && entries[end] >> UInt64(keyed) == entries[start] >> UInt64(keyed) { end += 1 }
          if end - start > 1 && end - start <= rule.most {
            emit(UnsafeBufferPointer(rebasing: entries[start..<end]), rule, &count)
          }
          start = end
        }
      }
      swap(&sorted, &entries)
    }
    return count
  }

  private mutating func write(_ rule: BlockingRule, share: UInt64, of shares: UInt64) {
    let keys = UInt64.max << UInt64(keyed)
    entries.removeAll(keepingCapacity: true)
    entries.reserveCapacity(table.count + table.count / 8)
    table.records.withUnsafeBufferPointer { records in
      var place = 0
      for part in facts {
        part.withUnsafeBufferPointer { part in
          for facts in part {
            rule.keys(facts, records[place]) { key in
              if shares == 1 || key % shares == share { entries.append(key & keys | UInt64(place)) }
            }
            place += 1
          }
        }
      }
    }
  }

  private mutating func emit(_ block: UnsafeBufferPointer<UInt64>, _ rule: BlockingRule, _ count: inout BlockingCount) {
    count.largestBlock = max(count.largestBlock, block.count)
    if block.count > cap { return emitNear(block, &count) }
    for a in 0..<block.count {
      let one = Int(block[a] & low)
      let isGap = !rule.needsGap || table.records[one].hasGap
      for b in (a + 1)..<max(a + 1, block.count) {
        let other = Int(block[b] & low)
        if one == other || !isGap && !table.records[other].hasGap { continue }
        count.pairs += 1
        wait(Pair(one, other))
      }
    }
  }

  /// Of a block over the cap, each record with those that stand near it.
  private mutating func emitNear(_ block: UnsafeBufferPointer<UInt64>, _ count: inout BlockingCount) {
    let ordered = nearOrder(block.map { Int($0 & low) }, table)
    let before = count.pairs
    for a in ordered.indices {
      for b in (a + 1)..<max(a + 1, min(ordered.count, a + 1 + window)) where ordered[a] != ordered[b] {
        count.pairs += 1
        wait(Pair(ordered[a], ordered[b]))
      }
    }
    count.cappedBlocks += 1
    count.pairsLeftOut += block.count * (block.count - 1) / 2 - (count.pairs - before)
  }
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
