/// Reads JSON text (RFC 8259) strictly, with the line of everything that is wrong: depth and size are limited, for the
/// text comes from elsewhere.
package struct JSONReader {
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package let line: Int
    package let reason: String
    package var description: String { "line \(line): \(reason)" }
  }

  private let bytes: [UInt8]
  private var place = 0
  private var line = 1
  private static let deepest = 64

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The one value of the text.
  package static func read(_ bytes: [UInt8]) throws -> JSON {
    var reader = JSONReader(bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.place == bytes.count else { throw reader.failure("there is something after the end") }
    return value
  }

  /// Every value of a text of one value a line (ndjson).
  package static func readLines(_ bytes: [UInt8]) throws -> [JSON] {
    var reader = JSONReader(bytes)
    var values: [JSON] = []
    reader.skipSpace()
    while reader.place < bytes.count {
      values.append(try reader.value(depth: 0))
      reader.skipSpace()
    }
    return values
  }

  /// A line that cannot be read, whole.
  package struct BrokenLine: Sendable, Hashable {
    package let number: Int
    package let reason: String
    package let text: String
  }

  /// The values of a text of one object a line, each by itself, so that one that is broken spoils no other; nil where the
  /// text has another form.
  package static func readEachLine(_ bytes: [UInt8]) -> (values: [JSON], broken: [BrokenLine])? {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().filter { _, line in
      line.contains { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
    }
    guard lines.count > 1 else { return nil }
    var (values, broken): ([JSON], [BrokenLine]) = ([], [])
    for (index, line) in lines {
      var reader = JSONReader(Array(line))
      reader.line = index + 1
      do {
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard case .object = value, reader.place == line.count else { throw reader.failure("it is not one object") }
        values.append(value)
      } catch {
        let reason = (error as? Failure)?.reason ?? "it cannot be read"
        broken.append(
          BrokenLine(
            number: index + 1, reason: "\(reason), so it was not taken", text: String(decoding: line, as: UTF8.self)))
      }
    }
    // A text of one value over many lines breaks at most of them.
    return values.count > broken.count ? (values, broken) : nil
  }

  private func failure(_ reason: String) -> Failure { Failure(line: line, reason: reason) }

  private mutating func skipSpace() {
    while place < bytes.count {
      switch bytes[place] {
      case 0x0A: line += 1
      case 0x20, 0x09, 0x0D: break
      default: return
      }
      place += 1
    }
  }

  private mutating func value(depth: Int) throws -> JSON {
    guard depth < JSONReader.deepest else { throw failure("it is nested too deep") }
    skipSpace()
    guard place < bytes.count else { throw failure("it ends too early") }
    switch bytes[place] {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try list(depth)
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws -> JSON {
    let count = word.utf8CodeUnitCount
    let isThere = word.withUTF8Buffer {
      place + count <= bytes.count && bytes[place..<(place + count)].elementsEqual($0)
    }
    guard isThere else { throw failure("there is an unknown word") }
    place += count
    return value
  }

  private mutating func object(_ depth: Int) throws -> JSON {
    let begins = line
    place += 1
    var members: [JSON.Member] = []
    skipSpace()
    if try take("}") { return .object([], line: begins) }
    while true {
      skipSpace()
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { throw failure("a name is missing") }
      let name = try text()
      skipSpace()
      guard try take(":") else { throw failure("a colon is missing") }
      members.append(.init(name, try value(depth: depth + 1)))
      skipSpace()
      if try take("}") { return .object(members, line: begins) }
      guard try take(",") else { throw failure("a comma is missing") }
    }
  }

  private mutating func list(_ depth: Int) throws -> JSON {
    place += 1
    var items: [JSON] = []
    skipSpace()
    if try take("]") { return .list([]) }
    while true {
      items.append(try value(depth: depth + 1))
      skipSpace()
      if try take("]") { return .list(items) }
      guard try take(",") else { throw failure("a comma is missing") }
    }
  }

  private mutating func take(_ sign: Unicode.Scalar) throws -> Bool {
    guard place < bytes.count else { throw failure("it ends too early") }
    guard bytes[place] == UInt8(ascii: sign) else { return false }
    place += 1
    return true
  }

  private mutating func number() throws -> JSON {
    let begins = place
    while place < bytes.count, "+-.eE0123456789".utf8.contains(bytes[place]) { place += 1 }
    let digits = String(decoding: bytes[begins..<place], as: UTF8.self)
    guard !digits.isEmpty, Double(digits)?.isFinite == true, !digits.hasPrefix("+"), !digits.hasPrefix("."),
      !digits.hasSuffix(".")
    else { throw failure("there is no value here") }
    return .number(digits)
  }

  private mutating func text() throws -> String {
    place += 1
    var plain: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: plain, as: UTF8.self) else { throw failure("a text is not UTF-8") }
        return text
      case UInt8(ascii: "\\"): try escaped(into: &plain)
      case 0..<0x20: throw failure("a text has a control character in it")
      default: plain.append(byte)
      }
    }
    throw failure("a text has no end")
  }

  private mutating func escaped(into plain: inout [UInt8]) throws {
    guard place < bytes.count else { throw failure("it ends too early") }
    let byte = bytes[place]
    place += 1
    switch byte {
    case UInt8(ascii: "n"): plain.append(0x0A)
    case UInt8(ascii: "t"): plain.append(0x09)
    case UInt8(ascii: "r"): plain.append(0x0D)
    case UInt8(ascii: "b"): plain.append(0x08)
    case UInt8(ascii: "f"): plain.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain.append(byte)
    case UInt8(ascii: "u"):
      var code = try fourDigits()
      if (0xD800..<0xDC00).contains(code), place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"),
        bytes[place + 1] == UInt8(ascii: "u")
      {
        place += 2
        let low = try fourDigits()
        guard (0xDC00..<0xE000).contains(low) else { throw failure("half of a character is missing") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      // What is no character by itself, or none that a database holds, is shown as one that is not known.
      plain += String(code == 0 ? "\u{FFFD}" : Unicode.Scalar(code) ?? "\u{FFFD}").utf8
    default: throw failure("there is an unknown sign after \\")
    }
  }

  private mutating func fourDigits() throws -> UInt32 {
    guard place + 4 <= bytes.count,
      let code = UInt32(String(decoding: bytes[place..<(place + 4)], as: UTF8.self), radix: 16)
    else { throw failure("\\u has no four digits after it") }
    place += 4
    return code
  }
}
