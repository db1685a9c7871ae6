/// Markup that cannot be injected: what stands in the literal is markup, what is interpolated is escaped text.
///
///     let card: HTML = "<h2>\(child.name)</h2>"
///
/// Escaping walks UTF-8 bytes, never `Character`s: a quotation mark followed by a combining mark is one `Character` and
/// would pass. The five characters `& < > " '` are escaped everywhere, so a hole is safe in text and in a quoted
/// attribute alike. Attributes are always quoted; there are no holes in scripts, styles or tag names.
package struct HTML: Sendable, ExpressibleByStringInterpolation {
  package private(set) var bytes: [UInt8]

  package init() { bytes = [] }
  package init(stringLiteral markup: String) { bytes = Array(markup.utf8) }
  package init(stringInterpolation holes: Holes) { bytes = holes.bytes }

  /// Markup from a constant of the source, for the rare place that has no literal.
  package init(markup: StaticString) {
    bytes = markup.withUTF8Buffer { Array($0) }
  }

  package static let empty = HTML()
  package var isEmpty: Bool { bytes.isEmpty }
  package var text: String { String(decoding: bytes, as: UTF8.self) }
  /// Whether these bytes stand somewhere in the markup.
  package func holds(_ part: StaticString) -> Bool {
    // By hand: the library’s search through a collection costs more than drawing the page does.
    part.withUTF8Buffer { wanted in
      bytes.withUnsafeBufferPointer { all in
        guard let first = wanted.first, all.count >= wanted.count else { return wanted.isEmpty }
        return (0...all.count - wanted.count).contains { start in
          all[start] == first && all[start..<start + wanted.count].elementsEqual(wanted)
        }
      }
    }
  }

  package static func + (a: HTML, b: HTML) -> HTML {
    var sum = a
    sum.bytes += b.bytes
    return sum
  }
  package static func += (a: inout HTML, b: HTML) { a.bytes += b.bytes }

  package struct Holes: StringInterpolationProtocol {
    var bytes: [UInt8] = []
    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
    }
    package mutating func appendLiteral(_ literal: String) { bytes += literal.utf8 }
    /// Markup goes in as it is.
    package mutating func appendInterpolation(_ markup: HTML) { bytes += markup.bytes }
    package mutating func appendInterpolation(_ markup: HTML?) { if let markup { bytes += markup.bytes } }
    package mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { bytes += part.bytes } }
    /// Text is escaped; nil is nothing.
    package mutating func appendInterpolation(_ text: String) { escape(text, into: &bytes) }
    package mutating func appendInterpolation(_ text: String?) { if let text { escape(text, into: &bytes) } }
    package mutating func appendInterpolation(_ number: Int) { bytes += String(number).utf8 }
    package mutating func appendInterpolation(_ value: some CustomStringConvertible & Sendable) {
      escape(value.description, into: &bytes)
    }
    /// ` name="value"` where there is a value, nothing where it is nil. The name is a constant of the source.
    package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
      guard let value else { return }
      bytes.append(UInt8(ascii: " "))
      name.withUTF8Buffer { bytes += $0 }
      bytes += "=\"".utf8
      escape(value, into: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
    /// Markup only where the condition holds.
    package mutating func appendInterpolation(_ markup: @autoclosure () -> HTML, if condition: Bool) {
      if condition { bytes += markup().bytes }
    }
  }
}

extension Sequence where Element == HTML {
  package func joined(_ separator: HTML = .empty) -> HTML {
    var sum = HTML()
    for (index, part) in enumerated() {
      if index > 0 { sum += separator }
      sum += part
    }
    return sum
  }
}

func escape(_ text: String, into bytes: inout [UInt8]) {
  var text = text
  text.withUTF8 { utf8 in
    // What needs no escaping is most of it, and goes over in one piece.
    var plain = 0
    for at in utf8.indices {
      let escaped: StaticString
      switch utf8[at] {
      case UInt8(ascii: "&"): escaped = "&amp;"
      case UInt8(ascii: "<"): escaped = "&lt;"
      case UInt8(ascii: ">"): escaped = "&gt;"
      case UInt8(ascii: "\""): escaped = "&quot;"
      case UInt8(ascii: "'"): escaped = "&#39;"
      default: continue
      }
      bytes += utf8[plain..<at]
      escaped.withUTF8Buffer { bytes += $0 }
      plain = at + 1
    }
    bytes += utf8[plain...]
  }
}
