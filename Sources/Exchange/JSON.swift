package import Kernel

/// A JSON value (RFC 8259) with its members in order, and for objects the line of the text on which it begins.
package indirect enum JSON: Sendable, Hashable {
  case null
  case flag(Bool)
  /// As it was written, so that no digit is lost.
  case number(String)
  case text(String)
  case list([JSON])
  case object([Member], line: Int)

  package struct Member: Sendable, Hashable {
    package let name: String
    package let value: JSON
    package init(_ name: String, _ value: JSON) { (self.name, self.value) = (name, value) }
  }
}

extension JSON {
  package subscript(name: String) -> JSON? {
    guard case .object(let members, _) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
  /// Text without white space around it; numbers as they are written; nil where empty or of another kind.
  package var string: String? {
    switch self {
    case .text(let text):
      var shown = text[...]
      while shown.first?.isWhitespace == true { shown = shown.dropFirst() }
      while shown.last?.isWhitespace == true { shown = shown.dropLast() }
      return shown.isEmpty ? nil : String(shown)
    case .number(let digits): return digits
    default: return nil
    }
  }
  package var double: Double? { string.flatMap { Double($0) } }
  package var whole: Int? { double.flatMap { $0.isFinite && abs($0) < 1e9 ? Int($0) : nil } }
  package var items: [JSON] { if case .list(let items) = self { items } else { [] } }
  package var line: Int { if case .object(_, let line) = self { line } else { 0 } }
  package var names: [String] { if case .object(let members, _) = self { members.map(\.name) } else { [] } }
}

/// An object as it is put together; what is nil or empty is left out.
package struct JSONObject: Sendable {
  private(set) var members: [JSON.Member] = []
  package init() {}
  package mutating func add(_ name: String, _ text: String?) {
    if let text, !text.isEmpty { members.append(.init(name, .text(text))) }
  }
  package mutating func add(_ name: String, _ number: Int?) {
    if let number { members.append(.init(name, .number(String(number)))) }
  }
  package mutating func add(_ name: String, _ number: Double?) {
    if let number, number.isFinite { members.append(.init(name, .number("\(number)"))) }
  }
  package mutating func add<Of>(_ name: String, _ id: ID<Of>) { members.append(.init(name, .text(id.description))) }
  package mutating func add(_ name: String, always flag: Bool) { members.append(.init(name, .flag(flag))) }
  package mutating func add(_ name: String, _ items: [JSON]) {
    if !items.isEmpty { members.append(.init(name, .list(items))) }
  }
  package mutating func add(_ name: String, _ value: JSON?) {
    if let value { members.append(.init(name, value)) }
  }
  package var json: JSON { .object(members, line: 0) }
}

extension JSON {
  /// The text of the value, on one line.
  package func write(into bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .flag(let flag): bytes += (flag ? "true" : "false").utf8
    case .number(let digits): bytes += digits.utf8
    case .text(let text): writeText(text, into: &bytes)
    case .list(let items):
      bytes.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        item.write(into: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members, _):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        writeText(member.name, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(into: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(into: &bytes)
    return bytes
  }
}

private func writeText(_ text: String, into bytes: inout [UInt8]) {
  let hex = Array("0123456789abcdef".utf8)
  bytes.append(UInt8(ascii: "\""))
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""): bytes += "\\\"".utf8
    case UInt8(ascii: "\\"): bytes += "\\\\".utf8
    case 0x0A: bytes += "\\n".utf8
    case 0..<0x20, 0x7F:
      bytes += "\\u00".utf8
      bytes.append(hex[Int(byte >> 4)])
      bytes.append(hex[Int(byte & 15)])
    default: bytes.append(byte)
    }
  }
  bytes.append(UInt8(ascii: "\""))
}
