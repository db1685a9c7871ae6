/// One agency's extract as bytes that can be read from anywhere: a file, or a text in a test.
package struct Extract: Sendable {
  /// What its records are said to come from: "education".
  package let source: String
  package let size: Int
  /// Fills the buffer from an offset, and says how many bytes it got; throws where the file cannot be read.
  package let read: @Sendable (_ offset: Int, _ into: UnsafeMutableRawBufferPointer) throws -> Int

  package init(
    source: String, size: Int,
    read: @escaping @Sendable (_ offset: Int, _ into: UnsafeMutableRawBufferPointer) throws -> Int
  ) {
    self.source = source
    self.size = size
    self.read = read
  }
  package init(source: String, text: String) {
    let bytes = Array(text.utf8)
    self.init(source: source, size: bytes.count) { offset, into in
      let count = min(into.count, bytes.count - offset)
      for place in 0..<max(0, count) { into[place] = bytes[offset + place] }
      return max(0, count)
    }
  }
}

extension Linkage {
  /// Reads extracts: CSV with a heading that names at least `record_id`, `forename`, `surname` and `dob`; a column that is
  /// not there counts as empty, one that is not known is passed over. Throws `LinkageError` with file and line.
  package init(
    extracts: [Extract], settings: LinkageSettings, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    progress("reading")
    let clock = ContinuousClock()
    let start = clock.now
    let table = try readAll(extracts, threads: settings.threads)
    try self.init(table: table, settings: settings, progress: progress)
    note("reading", clock.now - start)
  }
}

private func readAll(_ extracts: [Extract], threads: Int) throws -> RecordTable {
  let columns = try extracts.map { try Heading($0) }
  func read(_ parts: [[Part]]) throws -> RecordTable {
    let tables = inParallel(parts.count) { thread in
      Result {
        var table = RecordTable()
        for part in parts[thread] {
          try ExtractReader(extract: extracts[part.extract], heading: columns[part.extract]).read(
            part.range, into: &table)
        }
        return table
      }
    }
    var all = try tables[0].get()
    for table in tables.dropFirst() { all.take(try table.get()) }
    return all
  }
  // A cut within a quoted value shows as an error in the part before it; then all is read in one go, which knows better.
  if threads > 1, let table = try? read(parts(extracts, threads: threads)) { return table }
  return try read(parts(extracts, threads: 1))
}

private struct Part: Sendable {
  let extract: Int
  let range: Range<Int>
}

/// Equal shares of all bytes, one to a thread.
private func parts(_ extracts: [Extract], threads: Int) -> [[Part]] {
  let all = extracts.reduce(0) { $0 + $1.size }
  return (0..<threads).map { thread in
    let share = all * thread / threads..<all * (thread + 1) / threads
    var start = 0
    return extracts.enumerated().compactMap { place, extract -> Part? in
      defer { start += extract.size }
      let low = max(share.lowerBound - start, 0)
      let high = min(share.upperBound - start, extract.size)
      return low < high ? Part(extract: place, range: low..<high) : nil
    }
  }
}

/// Where the columns stand in an extract.
private struct Heading: Sendable {
  let columns: Int
  let id: Int
  /// For each of `RawRecord.columns`, its column; nil where the extract has none.
  let places: [Int?]
  /// Where the records begin.
  let end: Int

  init(_ extract: Extract) throws {
    var start = [UInt8](repeating: 0, count: 65_536)
    let count = try start.withUnsafeMutableBytes { try extract.read(0, $0) }
    // A heading may be all there is, with or without the end of its line.
    let newline = start[..<count].firstIndex(of: 10) ?? count
    guard count > 0, newline < count || count == extract.size else {
      throw LinkageError("\(extract.source): there is no heading")
    }
    var line = String(decoding: start[..<newline], as: UTF8.self)
    if line.unicodeScalars.first == "\u{FEFF}" { line.unicodeScalars.removeFirst() }
    let names = line.split(separator: ",", omittingEmptySubsequences: false).map { name in
      String(name.filter { !$0.isWhitespace && $0 != "\"" }).lowercased()
    }
    for needed in ["record_id", "forename", "surname", "dob"] where !names.contains(needed) {
      throw LinkageError("\(extract.source), line 1: the heading has no column \(needed)")
    }
    for known in RawRecord.columns + ["record_id"] where names.count(where: { $0 == known }) > 1 {
      throw LinkageError("\(extract.source), line 1: the heading has the column \(known) twice")
    }
    columns = names.count
    id = names.firstIndex(of: "record_id")!
    places = RawRecord.columns.map { names.firstIndex(of: $0) }
    end = min(newline + 1, count)
  }
}

/// Reads the records that begin within a range of an extract's bytes.
private struct ExtractReader {
  let extract: Extract
  let heading: Heading

  func read(_ range: Range<Int>, into table: inout RecordTable) throws {
    let source = table.source(named: extract.source)
    var offset = max(range.lowerBound, heading.end)
    // A record belongs to the range in which the line before it ends.
    var skipsFirst = range.lowerBound > heading.end
    if skipsFirst { offset -= 1 }
    var block = [UInt8](repeating: 0, count: 1 << 20)
    var kept = 0
    var fields = FieldList()
    while offset - kept < range.upperBound {
      let got = try block.withUnsafeMutableBytes {
        try extract.read(offset, UnsafeMutableRawBufferPointer(rebasing: $0[kept...]))
      }
      offset += got
      let isLast = got == 0
      var filled = kept + got
      // A last line without its end gets one.
      if isLast && kept > 0 && block[kept - 1] != 10 {
        block[kept] = 10
        filled += 1
      }
      let used = try block.withUnsafeBufferPointer { bytes in
        try take(
          UnsafeBufferPointer(rebasing: bytes[0..<filled]), at: offset - kept - got, until: range.upperBound,
          isLast: isLast,
          skipsFirst: &skipsFirst, &fields, source, &table)
      }
      if isLast { break }
      kept = filled - used
      for place in 0..<kept { block[place] = block[used + place] }
      if kept == block.count {
        throw error(offset - kept, "a record of more than a megabyte")
      }
    }
  }

  /// Takes all whole records of a block; returns how many bytes are done with.
  private func take(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, until end: Int, isLast: Bool, skipsFirst: inout Bool,
    _ fields: inout FieldList, _ source: UInt16, _ table: inout RecordTable
  ) throws -> Int {
    var place = 0
    var values = Array(repeating: UnsafeBufferPointer<UInt8>(start: nil, count: 0), count: RawRecord.columns.count)
    if skipsFirst {
      guard let newline = bytes.firstIndex(of: 10) else { return bytes.count }
      place = newline + 1
      skipsFirst = false
    }
    while place < bytes.count && start + place < end {
      switch fields.read(bytes, from: place) {
      case .unfinished where !isLast: return place
      case .unfinished:
        throw error(start + place, "a quotation mark is opened and never closed, or the last line is cut off")
      case .stray: throw error(start + place, "a quotation mark inside a value that does not begin with one")
      case .record(let next, let count):
        let isEmpty = count == 1 && fields.value(0, bytes).isEmpty
        if !isEmpty {
          guard count == heading.columns else {
            throw error(start + place, "\(count) values where the heading has \(heading.columns) columns")
          }
          try append(bytes, fields, source, at: start + place, &values, &table)
        }
        place = next
      }
    }
    return start + place >= end ? bytes.count : place
  }

  private func append(
    _ bytes: UnsafeBufferPointer<UInt8>, _ fields: borrowing FieldList, _ source: UInt16, at offset: Int,
    _ values: inout [UnsafeBufferPointer<UInt8>], _ table: inout RecordTable
  ) throws {
    let id = fields.value(heading.id, bytes)
    if id.isEmpty { throw error(offset, "record_id is empty") }
    let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    for place in values.indices { values[place] = heading.places[place].map { fields.value($0, bytes) } ?? none }
    table.append(values, id: id, source: source)
  }

  private func error(_ offset: Int, _ reason: String) -> LinkageError {
    var line = 1
    var place = 0
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while place < offset {
      let got = (try? block.withUnsafeMutableBytes { try extract.read(place, $0) }) ?? 0
      if got == 0 { break }
      line += block[..<min(got, offset - place)].count { $0 == 10 }
      place += got
    }
    return LinkageError("\(extract.source), line \(line): \(reason)")
  }
}

/// The values of one record, as ranges of the bytes they were read from; those with doubled quotation marks apart.
private struct FieldList: ~Copyable {
  private var starts: [Int] = []
  private var ends: [Int] = []
  // Of a record's few values with a quotation mark in them; freed with the next record.
  private var unescaped: [Int: UnsafeMutableBufferPointer<UInt8>] = [:]

  deinit { for own in unescaped.values { own.deallocate() } }

  enum Outcome {
    case record(next: Int, count: Int)
    case unfinished, stray
  }

  func value(_ place: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    if let own = unescaped[place] { return UnsafeBufferPointer(own) }
    return UnsafeBufferPointer(rebasing: bytes[starts[place]..<ends[place]])
  }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Outcome {
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    forgetUnescaped()
    var place = start
    while true {
      let isQuoted = place < bytes.count && bytes[place] == 34
      let from = place
      if isQuoted {
        guard let closing = closingQuote(bytes, place + 1) else { return .unfinished }
        starts.append(place + 1)
        ends.append(closing)
        unescape(bytes, place + 1..<closing)
        place = closing + 1
        if place < bytes.count, bytes[place] == 13 { place += 1 }
        guard place < bytes.count else { return .unfinished }
        guard bytes[place] == 44 || bytes[place] == 10 else { return .stray }
      } else {
        while place < bytes.count, bytes[place] != 44, bytes[place] != 10 {
          if bytes[place] == 34 { return .stray }
          place += 1
        }
        guard place < bytes.count else { return .unfinished }
        starts.append(from)
        ends.append(bytes[place] == 10 && place > from && bytes[place - 1] == 13 ? place - 1 : place)
      }
      place += 1
      if bytes[place - 1] == 10 { return .record(next: place, count: starts.count) }
    }
  }

  private func closingQuote(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int? {
    var place = from
    while place < bytes.count {
      if bytes[place] == 34 {
        if place + 1 < bytes.count && bytes[place + 1] == 34 { place += 1 } else { return place }
      }
      place += 1
    }
    return nil
  }
  private mutating func unescape(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard bytes[range].contains(34) else { return }
    var own: [UInt8] = []
    var place = range.lowerBound
    while place < range.upperBound {
      own.append(bytes[place])
      place += bytes[place] == 34 ? 2 : 1
    }
    let kept = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: own.count)
    _ = kept.initialize(from: own)
    unescaped[starts.count - 1] = kept
  }
  private mutating func forgetUnescaped() {
    if unescaped.isEmpty { return }
    for own in unescaped.values { own.deallocate() }
    unescaped = [:]
  }
}
