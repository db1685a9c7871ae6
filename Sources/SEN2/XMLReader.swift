// A reader of XML for statutory returns: elements and text, block by block, in little memory. It takes what a return
// needs and refuses what can do harm: document types (and with them entities of one's own), other encodings, and nesting,
// names or values that no return has.

/// One piece of a file. Attributes are passed over: the return has none.
package enum XMLToken: Sendable, Hashable {
  case start(String)
  case text(String)
  case end(String)
}

/// A file that cannot be read as a return, in words for whoever sent it.
package struct ReturnProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package let line: Int
  package let reason: String
  package init(line: Int, _ reason: String) { (self.line, self.reason) = (line, reason) }
  package var description: String { line > 0 ? "Line \(line): \(reason)" : reason }
}

package struct XMLReader {
  /// Gives the next block, or nil at the end.
  private let more: () throws -> [UInt8]?
  private var block: [UInt8] = []
  private var place = 0
  private var isAtEnd = false
  private var open: [String] = []
  private var pending: XMLToken?
  private var hasRoot = false
  private var hasStarted = false
  package private(set) var line = 1

  static let deepest = 12
  static let longestName = 64
  static let longestValue = 4096

  package init(_ more: @escaping () throws -> [UInt8]?) { self.more = more }

  /// All of a text at once: for tests and small files.
  package init(_ bytes: [UInt8]) {
    var rest: [UInt8]? = bytes
    self.init {
      defer { rest = nil }
      return rest
    }
  }

  /// The next piece, or nil after the root has ended. Throws `ReturnProblem`.
  package mutating func next() throws -> XMLToken? {
    if let token = pending {
      pending = nil
      return token
    }
    if !hasStarted { try skipMark() }
    while true {
      guard let byte = try peek() else {
        if let last = open.last { throw problem("the file ends before </\(last)>: it was cut short") }
        if !hasRoot { throw problem("the file is empty") }
        return nil
      }
      if byte == UInt8(ascii: "<") {
        if let token = try markup() { return token }
      } else if let token = try text() {
        return token
      }
    }
  }

  private func problem(_ reason: String) -> ReturnProblem { ReturnProblem(line: line, reason) }

  private mutating func peek() throws -> UInt8? {
    while place == block.count {
      if isAtEnd { return nil }
      guard let next = try more() else {
        isAtEnd = true
        return nil
      }
      (block, place) = (next, 0)
    }
    return block[place]
  }
  private mutating func take() throws -> UInt8 {
    guard let byte = try peek() else { throw problem("the file ends in the middle of a tag: it was cut short") }
    place += 1
    if byte == 10 { line += 1 }
    return byte
  }

  /// A mark of UTF-8 is passed over; one of another encoding is refused.
  private mutating func skipMark() throws {
    hasStarted = true
    guard let first = try peek() else { return }
    if first == 0xFE || first == 0xFF || first == 0 {
      throw problem("the file is in UTF-16 or UTF-32; a return is in UTF-8")
    }
    if first == 0x1F { throw problem("the file is compressed; unpack it first") }
    if first == 0x50 { throw problem("the file is not XML; it looks like a ZIP or a spreadsheet") }
    if first == 0xEF {
      for _ in 0..<3 { _ = try take() }
    }
  }

  // MARK: Text

  private mutating func text() throws -> XMLToken? {
    var bytes: [UInt8] = []
    var isBlank = true
    while let byte = try peek(), byte != UInt8(ascii: "<") {
      _ = try take()
      if byte == UInt8(ascii: "&") {
        bytes += try entity()
        isBlank = false
      } else {
        if byte > 32 { isBlank = false }
        if byte < 32, byte != 9, byte != 10, byte != 13 { throw problem("there is a control character in the file") }
        bytes.append(byte)
      }
      if bytes.count > XMLReader.longestValue {
        if !isBlank { throw problem("a value is longer than any of a return") }
        bytes.removeAll(keepingCapacity: true)
      }
    }
    if isBlank { return nil }
    guard !open.isEmpty else { throw problem("there is text outside of the root element") }
    guard let value = String(validating: bytes, as: UTF8.self) else {
      throw problem("a value is not UTF-8; save the file in that encoding")
    }
    return .text(value)
  }

  /// After `&`: the five that XML knows, and characters by number.
  private mutating func entity() throws -> [UInt8] {
    var name: [UInt8] = []
    while true {
      let byte = try take()
      if byte == UInt8(ascii: ";") { break }
      name.append(byte)
      if name.count > 10 { throw problem("an & is not followed by a name and ;") }
    }
    let word = String(decoding: name, as: UTF8.self)
    switch word {
    case "amp": return [UInt8(ascii: "&")]
    case "lt": return [UInt8(ascii: "<")]
    case "gt": return [UInt8(ascii: ">")]
    case "quot": return [UInt8(ascii: "\"")]
    case "apos": return [UInt8(ascii: "'")]
    default: break
    }
    let number =
      word.hasPrefix("#x") ? UInt32(word.dropFirst(2), radix: 16) : word.hasPrefix("#") ? UInt32(word.dropFirst()) : nil
    guard let number, number >= 32 || number == 9 || number == 10, let scalar = Unicode.Scalar(number) else {
      throw problem("“&\(word);” is an entity that a return may not use")
    }
    return Array(String(Character(scalar)).utf8)
  }

  // MARK: Tags

  private mutating func markup() throws -> XMLToken? {
    _ = try take()
    guard let byte = try peek() else { throw problem("the file ends in the middle of a tag: it was cut short") }
    switch byte {
    case UInt8(ascii: "?"): return try declaration()
    case UInt8(ascii: "!"): return try comment()
    case UInt8(ascii: "/"): return try endTag()
    default: return try startTag()
    }
  }

  /// `<?xml version="1.0" encoding="utf-8"?>`: another encoding is refused, other instructions are passed over.
  private mutating func declaration() throws -> XMLToken? {
    var bytes: [UInt8] = []
    while true {
      bytes.append(try take())
      if bytes.suffix(2) == [UInt8(ascii: "?"), UInt8(ascii: ">")] { break }
      if bytes.count > 500 { throw problem("the first line of the file does not end") }
    }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    if text.hasPrefix("?xml "), let name = encoding(text), !["utf-8", "utf8", "us-ascii"].contains(name) {
      throw problem("the file says that it is in “\(name)”; a return is in UTF-8")
    }
    return nil
  }
  private func encoding(_ text: String) -> String? {
    let parts = text.split(whereSeparator: { $0 == "\"" || $0 == "'" })
    return parts.firstIndex { $0.hasSuffix("encoding=") || $0.hasSuffix("encoding =") }
      .flatMap { $0 + 1 < parts.count ? String(parts[$0 + 1]) : nil }
  }

  private mutating func comment() throws -> XMLToken? {
    _ = try take()
    guard try take() == UInt8(ascii: "-"), try take() == UInt8(ascii: "-") else {
      throw problem("the file holds a document type or raw text (“<!…”); a return may not")
    }
    var dashes = 0
    while true {
      let byte = try take()
      if byte == UInt8(ascii: ">"), dashes >= 2 { return nil }
      dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
    }
  }

  private mutating func name() throws -> String {
    var bytes: [UInt8] = []
    while let byte = try peek(), byte > 32, byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/") {
      bytes.append(try take())
      if bytes.count > XMLReader.longestName { throw problem("a tag has a name longer than any of a return") }
    }
    guard let first = bytes.first, first | 32 >= UInt8(ascii: "a"), first | 32 <= UInt8(ascii: "z"),
      bytes.allSatisfy({ $0 < 128 && $0 != UInt8(ascii: "<") })
    else { throw problem("a “<” is not followed by the name of a tag") }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func startTag() throws -> XMLToken {
    let name = try name()
    if open.isEmpty, hasRoot { throw problem("the file has more than one root element") }
    var (quote, length, last): (UInt8?, Int, UInt8) = (nil, 0, 0)
    while true {
      let byte = try take()
      length += 1
      if length > 2000 { throw problem("the tag <\(name)> does not end") }
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      } else if byte == UInt8(ascii: "<") {
        throw problem("the tag <\(name)> does not end")
      }
      last = byte
    }
    hasRoot = true
    if last == UInt8(ascii: "/") {
      pending = .end(name)
      return .start(name)
    }
    guard open.count < XMLReader.deepest else { throw problem("elements are nested deeper than in any return") }
    open.append(name)
    return .start(name)
  }

  private mutating func endTag() throws -> XMLToken {
    _ = try take()
    let name = try name()
    while true {
      let byte = try take()
      if byte == UInt8(ascii: ">") { break }
      if byte > 32 { throw problem("the tag </\(name)> does not end") }
    }
    guard let last = open.popLast() else { throw problem("</\(name)> ends something that was not begun") }
    guard last == name else { throw problem("</\(name)> stands where </\(last)> must") }
    return .end(name)
  }
}
