/// A record of the index that may be the same child as one that was asked about.
package struct IndexMatch: Sendable {
  package let record: RecordName
  package let weight: Double
  package let probability: Double
  /// Two different NHS numbers, both right: never one child.
  package let isDefiniteNo: Bool
}

/// What should become of one record that came in.
package enum Placement: Sendable {
  /// It belongs with the group of this record.
  case joins(RecordName, weight: Double)
  /// Somebody new.
  case isNew
}

/// The index over all records in memory: one record is weighed against millions in well under a thousandth of a second. It is
/// built from all records at once, and follows every record that comes, changes or goes. A value: whoever holds it guards it.
package struct LinkIndex: Sendable {
  private var table: RecordTable
  private var scoring: Scoring
  private let cap: Int
  private var writer: KeyWriter
  /// The keys of the records it was built from: upper bits the key, lower bits the record's place. Sorted.
  private let base: [UInt64]
  private let width: Int
  /// The keys of records that came or changed since.
  private var later: [UInt64: [UInt32]] = [:]
  private var isGone: [Bool]
  private var places: [UInt64: UInt32] = [:]

  /// - Parameter linkage: a finished run; its records and its model become the index.
  package init?(_ linkage: Linkage) {
    guard let scoring = linkage.scoring else { return nil }
    self.init(table: linkage.table, scoring: scoring, cap: linkage.settings.blockCap)
  }

  package init(_ records: [(RecordName, RawRecord)], model: Model, blockCap: Int = 200) throws(LinkageError) {
    var table = RecordTable()
    for (name, raw) in records { table.append(raw, name: name) }
    try table.sort()
    self.init(table: table, scoring: Scoring(model: model, frequencies: Frequencies(table)), cap: blockCap)
  }

  private init(table: RecordTable, scoring: Scoring, cap: Int) {
    self.table = table
    self.scoring = scoring
    self.cap = cap
    writer = KeyWriter(table.strings)
    width = Int.bitWidth - max(1, table.count).leadingZeroBitCount
    isGone = Array(repeating: false, count: table.count)
    let low = UInt64(1) << UInt64(width) - 1
    var keys: [UInt64] = []
    keys.reserveCapacity(table.count * 16)
    for place in 0..<table.count {
      places[nameKey(table.name(place))] = UInt32(place)
      forEachKey(table.records[place], table, writer) { keys.append($1 & ~low | UInt64(place)) }
    }
    radixSort(&keys, from: width, to: 64)
    base = keys
  }

  package var count: Int { places.count }
  package var model: Model { scoring.model }

  /// Takes a record in, or takes its new content where it is there already.
  package mutating func put(_ raw: RawRecord, _ name: RecordName) {
    remove(name)
    let place = table.count
    table.append(raw, name: name)
    isGone.append(false)
    places[nameKey(name)] = UInt32(place)
    writer.follow(table.strings)
    let record = table.records[place]
    scoring.frequencies.add(record, 1)
    var keys: [UInt64] = []
    forEachKey(record, table, writer) { keys.append($1) }
    for key in keys { later[key, default: []].append(UInt32(place)) }
  }

  package mutating func remove(_ name: RecordName) {
    guard let place = places.removeValue(forKey: nameKey(name)) else { return }
    isGone[Int(place)] = true
    scoring.frequencies.add(table.records[Int(place)], -1)
  }

  /// The records that a record may belong with, the strongest first; itself is not among them. It need not be in the index.
  /// - Parameter least: weights below are left out.
  package mutating func matches(_ raw: RawRecord, _ name: RecordName, least: Double = 0) -> [IndexMatch] {
    let record = table.cleaner.clean(raw)
    writer.follow(table.strings)
    let own = places[nameKey(name)].map(Int.init)
    let source = table.sourceNames.firstIndex(of: name.source).map(UInt16.init)
    let comparer = Comparer()
    var found: [(place: Int, weight: Double, isDefiniteNo: Bool)] = []
    for place in candidates(record) where place != own {
      let other = table.records[place]
      let pattern = comparer.pattern(record, other, inOneSource: table.sources[place] == source, table)
      let weight = scoring.weight(pattern, record, other)
      if weight >= least { found.append((place, weight, areNeverOneChild(pattern, record, other))) }
    }
    return found.map {
      IndexMatch(
        record: table.name($0.place), weight: $0.weight, probability: probability($0.weight),
        isDefiniteNo: $0.isDefiniteNo)
    }.sorted { $0.weight == $1.weight ? $0.record < $1.record : $0.weight > $1.weight }
  }

  /// Where a record belongs, by the rules of clustering: the strongest group at or above the threshold whose records speak
  /// for it together, and from none of which a rule or a decision parts it.
  /// - Parameter group: all records of the group that a record stands in, itself among them.
  package mutating func placement(
    _ raw: RawRecord, _ name: RecordName, threshold: Double = 0.95, decisions: Decisions = Decisions(),
    group: (RecordName) -> [RecordName]
  ) -> Placement {
    let apart = Set(decisions.different.flatMap { $0.0 == name ? [$0.1] : $0.1 == name ? [$0.0] : [] })
    let together = decisions.same.compactMap { $0.0 == name ? $0.1 : $0.1 == name ? $0.0 : nil }
    for other in together where !group(other).contains(where: apart.contains) {
      return .joins(other, weight: .infinity)
    }
    let record = table.cleaner.clean(raw)
    let source = table.sourceNames.firstIndex(of: name.source).map(UInt16.init)
    for match in matches(raw, name, least: weight(threshold)) where !match.isDefiniteNo {
      let members = group(match.record).filter { $0 != name }
      if members.contains(where: apart.contains) { continue }
      if let mean = meanWeight(record, source, members), mean > 0 { return .joins(match.record, weight: match.weight) }
    }
    return .isNew
  }

  /// Nil where a rule parts the record from one of them.
  private func meanWeight(_ record: CleanRecord, _ source: UInt16?, _ members: [RecordName]) -> Double? {
    let comparer = Comparer()
    var sum = 0.0
    var count = 0
    for member in members {
      guard let place = places[nameKey(member)].map(Int.init) else { continue }
      let other = table.records[place]
      let pattern = comparer.pattern(record, other, inOneSource: table.sources[place] == source, table)
      if areNeverOneChild(pattern, record, other) { return nil }
      sum += min(max(scoring.weight(pattern, record, other), -20), 20)
      count += 1
    }
    return count == 0 ? nil : sum / Double(count)
  }

  /// Why two records of the index weigh what they do; nil where one is not there.
  package func explain(_ a: RecordName, _ b: RecordName) -> Explanation? {
    guard let x = places[nameKey(a)].map(Int.init), let y = places[nameKey(b)].map(Int.init) else { return nil }
    let pattern = Comparer().pattern(x, y, table)
    return scoring.explain(pattern, table.records[x], table.records[y], names: (a.description, b.description))
  }

  /// The places that share a key with a record, each once. A block larger than the cap (or than its rule allows) is passed
  /// over: the record's other keys ask for more.
  private func candidates(_ record: CleanRecord) -> [Int] {
    let low = UInt64(1) << UInt64(width) - 1
    var found: [Int] = []
    forEachKey(record, table, writer) { rule, key in
      let most = min(cap, rule.most)
      var place = firstPlace(key & ~low)
      let start = place
      while place < base.count && base[place] & ~low == key & ~low && place - start <= most { place += 1 }
      var block = place - start <= most ? base[start..<place].map { Int($0 & low) } : []
      if let more = later[key], more.count <= most { block += more.map(Int.init) }
      if rule.needsGap && !record.hasGap { block.removeAll { !table.records[$0].hasGap } }
      found += block
    }
    found.sort()
    var last = -1
    return found.filter { place in
      defer { last = place }
      return place != last && !isGone[place]
    }
  }

  private func firstPlace(_ key: UInt64) -> Int {
    var (from, to) = (0, base.count)
    while from < to {
      let middle = (from + to) / 2
      if base[middle] < key { from = middle + 1 } else { to = middle }
    }
    return from
  }
}

/// All keys of a record, those of one rule apart from those of another.
private func forEachKey(
  _ record: CleanRecord, _ table: borrowing RecordTable, _ writer: KeyWriter, _ emit: (BlockingRule, UInt64) -> Void
) {
  let facts = writer.facts(record, table.nicknames)
  for rule in BlockingRule.allCases {
    rule.keys(facts, record) {
      emit(rule, spread($0 ^ UInt64(rule.rawValue) &* 0x9e37_79b9_7f4a_7c15))
    }
  }
}

private func nameKey(_ name: RecordName) -> UInt64 {
  var (source, id) = (name.source, name.id)
  return source.withUTF8 { a in id.withUTF8 { b in spread(hash(a) ^ (hash(b) &* 3)) } }
}
