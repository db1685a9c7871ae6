/// Which record of which source: what a file calls it.
package struct RecordName: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let source: String
  package let id: String
  package init(source: String, id: String) {
    self.source = source
    self.id = id
  }
  package static func < (a: RecordName, b: RecordName) -> Bool {
    a.source == b.source ? a.id.utf8.lexicographicallyPrecedes(b.id.utf8) : a.source < b.source
  }
  package var description: String { "\(source):\(id)" }
}

/// All records as they are compared, in rows of 72 bytes, with the texts they speak of. Its order is by source and then by
/// record, so that nothing depends on the order in which they came.
struct RecordTable: Sendable {
  private(set) var records: [CleanRecord] = []
  private(set) var sources: [UInt16] = []
  private(set) var sourceNames: [String] = []
  private var idBytes: [UInt8] = []
  private var idEnds: [UInt32] = []
  var cleaner = Cleaner()

  var strings: StringTable { _read { yield cleaner.strings } }
  var nicknames: Nicknames { _read { yield cleaner.nicknames } }
  var count: Int { records.count }

  mutating func source(named name: String) -> UInt16 {
    if let place = sourceNames.firstIndex(of: name) { return UInt16(place) }
    sourceNames.append(name)
    return UInt16(sourceNames.count - 1)
  }

  mutating func append(_ values: [UnsafeBufferPointer<UInt8>], id: UnsafeBufferPointer<UInt8>, source: UInt16) {
    append(cleaner.clean(values), id: id, source: source)
  }
  private mutating func append(_ record: CleanRecord, id: UnsafeBufferPointer<UInt8>, source: UInt16) {
    records.append(record)
    sources.append(source)
    idBytes.append(contentsOf: id)
    idEnds.append(UInt32(idBytes.count))
  }
  mutating func append(_ raw: RawRecord, name: RecordName) {
    let clean = cleaner.clean(raw)
    let source = source(named: name.source)
    var id = name.id
    id.withUTF8 { append(clean, id: $0, source: source) }
  }
  mutating func replace(_ place: Int, with raw: RawRecord) { records[place] = cleaner.clean(raw) }

  func name(_ place: Int) -> RecordName {
    RecordName(source: sourceNames[Int(sources[place])], id: withID(place) { String(decoding: $0, as: UTF8.self) })
  }
  func withID<R>(_ place: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let from = place == 0 ? 0 : Int(idEnds[place - 1])
    let to = Int(idEnds[place])
    return idBytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[from..<to])) }
  }

  /// Where the bytes of a record's id stand among `ids`.
  func idRange(_ place: Int) -> Range<Int> { (place == 0 ? 0 : Int(idEnds[place - 1]))..<Int(idEnds[place]) }
  func withIDs<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try idBytes.withUnsafeBufferPointer(body)
  }

  /// Where a record stands; only once the table is sorted.
  func place(of name: RecordName) -> Int? {
    guard let source = sourceNames.firstIndex(of: name.source) else { return nil }
    let wanted = Array(name.id.utf8)
    var (from, to) = (0, count)
    while from < to {
      let middle = (from + to) / 2
      let isBefore =
        sources[middle] == source
        ? withID(middle) { $0.lexicographicallyPrecedes(wanted) } : sources[middle] < source
      if isBefore { from = middle + 1 } else { to = middle }
    }
    guard from < count, sources[from] == source, withID(from, { $0.elementsEqual(wanted) }) else { return nil }
    return from
  }

  /// Takes over the records of another table, whose texts get the numbers that they have here.
  mutating func take(_ other: RecordTable) {
    var numbers = [UInt32](repeating: 0, count: other.strings.count)
    for number in 1..<max(1, other.strings.count) {
      numbers[number] = other.strings.withBytes(UInt32(number)) { cleaner.strings.intern($0) }
    }
    let places = other.sourceNames.map { source(named: $0) }
    records.reserveCapacity(records.count + other.count)
    for record in other.records { records.append(record.renumbered(numbers)) }
    sources += other.sources.map { places[Int($0)] }
    let offset = UInt32(idBytes.count)
    idBytes += other.idBytes
    idEnds += other.idEnds.map { $0 + offset }
  }

  /// Puts the rows into the order of source and record. Throws where a source has one record twice.
  mutating func sort() throws(LinkageError) {
    let names = sourceNames.enumerated().sorted { $0.element < $1.element }
    var rank = [UInt16](repeating: 0, count: names.count)
    for (place, name) in names.enumerated() { rank[name.offset] = UInt16(place) }
    let prefixes = records.indices.map {
      withID($0) { bytes in (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64($1 < bytes.count ? bytes[$1] : 0) } }
    }
    func precedes(_ a: Int, _ b: Int) -> Bool {
      let (x, y) = (rank[Int(sources[a])], rank[Int(sources[b])])
      if x != y { return x < y }
      if prefixes[a] != prefixes[b] { return prefixes[a] < prefixes[b] }
      return withID(a) { p in withID(b) { q in p.lexicographicallyPrecedes(q) } }
    }
    let isSorted = records.indices.dropFirst().allSatisfy { precedes($0 - 1, $0) }
    if !isSorted { reorder(records.indices.sorted(by: precedes)) }
    sources = sources.map { rank[Int($0)] }
    sourceNames = names.map(\.element)
    for place in records.indices.dropFirst() where sources[place] == sources[place - 1] {
      let isTwice = withID(place) { a in withID(place - 1) { b in a.elementsEqual(b) } }
      if isTwice { throw LinkageError("\(name(place)) comes twice") }
    }
  }
  private mutating func reorder(_ order: [Int]) {
    var (bytes, ends): ([UInt8], [UInt32]) = ([], [])
    bytes.reserveCapacity(idBytes.count)
    ends.reserveCapacity(idEnds.count)
    for place in order {
      withID(place) { bytes.append(contentsOf: $0) }
      ends.append(UInt32(bytes.count))
    }
    records = order.map { records[$0] }
    sources = order.map { sources[$0] }
    (idBytes, idEnds) = (bytes, ends)
  }
}

extension CleanRecord {
  fileprivate func renumbered(_ numbers: [UInt32]) -> CleanRecord {
    var copy = self
    copy.first = numbers[Int(first)]
    copy.second = numbers[Int(second)]
    copy.third = numbers[Int(third)]
    copy.surname = numbers[Int(surname)]
    copy.surnameHead = numbers[Int(surnameHead)]
    copy.surnameTail = numbers[Int(surnameTail)]
    copy.house = numbers[Int(house)]
    copy.street = numbers[Int(street)]
    copy.postcode = numbers[Int(postcode)]
    copy.district = numbers[Int(district)]
    return copy
  }
}

/// What is wrong with the records or the settings, said to people.
package struct LinkageError: Error, CustomStringConvertible, Sendable {
  package let description: String
  package init(_ description: String) { self.description = description }
}
