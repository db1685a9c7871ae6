// Comma-separated values, RFC 4180, read strictly: a file that is not quite right is refused with the line, never guessed at.

/// What is wrong with a file of values, and where.
package struct CSVError: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  /// The line in the file, from 1; 0 where the whole file is meant.
  package let line: Int
  package let reason: String
  package init(file: String, line: Int, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }
  package var description: String { line == 0 ? "\(file): \(reason)" : "\(file), line \(line): \(reason)" }
}

/// One record of a file, with the line it begins on. Fields are asked for by the name in the heading.
package struct CSVRow: Sendable {
  package let file: String
  package let line: Int
  package let fields: [String]
  let positions: [String: Int]

  /// A mistake in this row, for a reader that finds one.
  package func error(_ reason: String) -> CSVError { CSVError(file: file, line: line, reason: reason) }

  /// The field as it stands, without spaces around it; empty where the file has no such column.
  package func text(_ column: String) -> String {
    guard let position = positions[column] else { return "" }
    return trimmed(fields[position])
  }
  /// The field, which must not be empty.
  package func required(_ column: String) throws -> String {
    let found = text(column)
    guard !found.isEmpty else { throw error("\(column) is empty") }
    return found
  }
  /// The field as a value; nil where it is empty. `what` completes "… is not …": "a whole number".
  package func value<T: LosslessStringConvertible>(_ column: String, _ what: String, as: T.Type = T.self) throws -> T? {
    let found = text(column)
    if found.isEmpty { return nil }
    guard let value = T(found) else { throw error("\(column) ‘\(found)’ is not \(what)") }
    return value
  }
}

/// Reads a file of values record by record, holding no more than one block and one record in memory.
package struct CSVReader {
  /// A limit on everything: what is larger is a mistake in the file or an attack.
  package struct Limits: Sendable {
    package var fieldBytes = 1 << 20
    package var fields = 1000
    package init() {}
  }

  package let file: String
  /// The names in the first record, once it is read.
  package private(set) var columns: [String] = []
  private var positions: [String: Int] = [:]
  private let limits: Limits
  private let nextBlock: () throws -> [UInt8]?
  private var block: [UInt8] = []
  private var offset = 0
  private var line = 1
  private var isAtStart = true

  /// Takes the bytes block by block; nil ends the file.
  package init(named file: String, limits: Limits = Limits(), nextBlock: @escaping () throws -> [UInt8]?) {
    self.file = file
    self.limits = limits
    self.nextBlock = nextBlock
  }
  package init(named file: String, bytes: [UInt8], limits: Limits = Limits()) {
    var rest: [UInt8]? = bytes
    self.init(named: file, limits: limits) {
      defer { rest = nil }
      return rest
    }
  }

  /// Reads the heading: every required column must be there, none twice, and none that is not known where `known` is given.
  package mutating func readHeading(required: [String], known: [String]? = nil) throws {
    guard let (at, names) = try nextRecord() else { throw CSVError(file: file, line: 0, reason: "the file is empty") }
    columns = names.map(trimmed)
    for (position, name) in columns.enumerated() {
      if name.isEmpty { throw CSVError(file: file, line: at, reason: "column \(position + 1) has no name") }
      if positions.updateValue(position, forKey: name) != nil {
        throw CSVError(file: file, line: at, reason: "the column \(name) comes twice")
      }
      if let known, !known.contains(name) {
        throw CSVError(file: file, line: at, reason: "there is no column called ‘\(name)’ in this kind of file")
      }
    }
    let missing = required.filter { positions[$0] == nil }
    if !missing.isEmpty {
      throw CSVError(file: file, line: at, reason: "the file has no column \(missing.joined(separator: ", "))")
    }
  }

  /// The next record under the heading, or nil at the end. Empty lines are passed over.
  package mutating func next() throws -> CSVRow? {
    guard let (at, fields) = try nextRecord() else { return nil }
    guard fields.count == columns.count else {
      throw CSVError(
        file: file, line: at, reason: "\(fields.count) values where the heading has \(columns.count) columns")
    }
    return CSVRow(file: file, line: at, fields: fields, positions: positions)
  }

  /// The next record as it stands, for a file without a heading.
  package mutating func nextRecord() throws -> (line: Int, fields: [String])? {
    if isAtStart { try passOverMark() }
    while let byte = try peek() {
      if byte == newline || byte == carriageReturn {
        offset += 1
        if byte == carriageReturn { try expectNewline() }
        line += 1
      } else {
        return try readRecord()
      }
    }
    return nil
  }

  private mutating func readRecord() throws -> (line: Int, fields: [String]) {
    let start = line
    var fields: [String] = []
    while true {
      guard fields.count < limits.fields else { throw error("more than \(limits.fields) values", start) }
      let (field, end) = try peek() == quote ? readQuoted() : readPlain()
      fields.append(field)
      if end != .comma { return (start, fields) }
    }
  }

  private enum End { case comma, record }

  private mutating func readPlain() throws -> (String, End) {
    let start = line
    var bytes: [UInt8] = []
    while let byte = try peek() {
      if let end = try endOfField(byte) { return (try text(bytes, start), end) }
      guard byte != quote else { throw error("a quotation mark inside a value that does not begin with one", line) }
      offset += 1
      try append(byte, to: &bytes, start)
    }
    return (try text(bytes, start), .record)
  }

  private mutating func readQuoted() throws -> (String, End) {
    let start = line
    var bytes: [UInt8] = []
    offset += 1
    while let byte = try peek() {
      offset += 1
      if byte == quote {
        guard let after = try peek() else { return (try text(bytes, start), .record) }
        if let end = try endOfField(after) { return (try text(bytes, start), end) }
        guard after == quote else { throw error("something follows a closing quotation mark", line) }
        offset += 1
      } else if byte == newline {
        line += 1
      }
      try append(byte, to: &bytes, start)
    }
    throw error("a quotation mark is opened and never closed", start)
  }

  /// Takes the comma or the end of the line, where one stands next.
  private mutating func endOfField(_ byte: UInt8) throws -> End? {
    switch byte {
    case comma:
      offset += 1
      return .comma
    case newline:
      offset += 1
      line += 1
      return .record
    case carriageReturn:
      offset += 1
      try expectNewline()
      line += 1
      return .record
    default: return nil
    }
  }
  private mutating func expectNewline() throws {
    guard try peek() == newline else { throw error("a carriage return without a line feed", line) }
    offset += 1
  }
  private func append(_ byte: UInt8, to bytes: inout [UInt8], _ start: Int) throws {
    guard bytes.count < limits.fieldBytes else {
      throw error("a value longer than \(limits.fieldBytes) bytes; is a quotation mark missing?", start)
    }
    bytes.append(byte)
  }
  private func text(_ bytes: [UInt8], _ start: Int) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw error("letters that are not UTF-8; save the file as CSV UTF-8", start)
    }
    guard !bytes.contains(0) else { throw error("a null byte", start) }
    return text
  }
  private func error(_ reason: String, _ line: Int) -> CSVError { CSVError(file: file, line: line, reason: reason) }

  private mutating func peek() throws -> UInt8? {
    while offset == block.count {
      guard let next = try nextBlock() else { return nil }
      block = next
      offset = 0
    }
    return block[offset]
  }
  /// Passes over the mark that spreadsheets put before UTF-8; refuses those of UTF-16.
  private mutating func passOverMark() throws {
    isAtStart = false
    var start: [UInt8] = []
    while start.count < 3, let byte = try peek() {
      start.append(byte)
      offset += 1
    }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
      throw error("the file is UTF-16; save it as CSV UTF-8", 1)
    }
    if start == [0xEF, 0xBB, 0xBF] { return }
    block = start + block[offset...]
    offset = 0
  }
}

/// Writes records in the form that `CSVReader` reads, with CRLF as the RFC has it.
package struct CSVWriter {
  private let columns: Int
  private let guardsFormulas: Bool
  private var bytes: [UInt8] = []

  /// - Parameter guardsFormulas: puts an apostrophe before a value that a spreadsheet would run as a formula. True for
  ///   whatever people open; false for files that another program reads.
  package init(heading: [String], guardsFormulas: Bool = true) {
    columns = heading.count
    self.guardsFormulas = guardsFormulas
    append(heading)
  }

  package mutating func append(_ fields: [String]) {
    precondition(fields.count == columns, "\(fields.count) values for \(columns) columns")
    for (position, field) in fields.enumerated() {
      if position > 0 { bytes.append(comma) }
      append(field)
    }
    bytes += [carriageReturn, newline]
  }

  private mutating func append(_ field: String) {
    let isGuarded = guardsFormulas && startsFormula(field)
    let special: [UInt8] = [comma, quote, newline, carriageReturn]
    // A lone value that is empty would read as an empty line.
    let needsQuotes =
      field.utf8.contains { special.contains($0) } || field.utf8.first == 32 || field.utf8.last == 32
      || columns == 1 && field.isEmpty
    if needsQuotes { bytes.append(quote) }
    if isGuarded { bytes.append(UInt8(ascii: "'")) }
    for byte in field.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    if needsQuotes { bytes.append(quote) }
  }

  /// What was written since the last take, so that a long file can be sent in parts.
  package mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }
}

/// Whether a spreadsheet would run this value: it begins with = + - @, a tab or a line end, and is not a plain number.
private func startsFormula(_ field: String) -> Bool {
  guard let first = field.unicodeScalars.first(where: { $0 != " " }) else { return false }
  guard "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) else { return false }
  return !field.utf8.dropFirst().allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    || field.utf8.count == 1 || !(first == "-" || first == "+")
}

private func trimmed(_ text: String) -> String {
  guard text.utf8.first == 32 || text.utf8.last == 32 else { return text }
  var kept = text[...].unicodeScalars
  while kept.first == " " { kept.removeFirst() }
  while kept.last == " " { kept.removeLast() }
  return String(kept)
}

private let comma = UInt8(ascii: ",")
private let quote = UInt8(ascii: "\"")
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
