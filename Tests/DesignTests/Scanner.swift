/// A small reader of markup that shares no code with what writes it. It takes only what a strict page has: elements,
/// quoted attributes or bare names, text, comments and the doctype. Anything else is a fault.
struct Scanned {
  struct Element {
    let name: String
    let attributes: [String: String]
    let isClosing: Bool
    var id: String? { attributes["id"] }
    func has(_ className: String) -> Bool {
      (attributes["class"] ?? "").split(separator: " ").contains { $0 == className }
    }
  }
  struct Fault: Error, CustomStringConvertible { let description: String }
  enum Part {
    case element(Element)
    case text(String)
  }
  private(set) var parts: [Part] = []
  var elements: [Element] { parts.compactMap { if case .element(let e) = $0, !e.isClosing { e } else { nil } } }
  var ids: [String] { elements.compactMap(\.id) }
  var text: String { parts.compactMap { if case .text(let t) = $0 { t } else { nil } }.joined() }

  func elements(_ name: String) -> [Element] { elements.filter { $0.name == name } }
  func element(id: String) -> Element? { elements.first { $0.id == id } }
  /// The text within each element of that name, outermost only.
  func texts(in name: String, where matches: (Element) -> Bool = { _ in true }) -> [String] {
    var found: [String] = []
    var depth = 0
    for part in parts {
      switch part {
      case .element(let e) where e.name == name && depth > 0: depth += e.isClosing ? -1 : 1
      case .element(let e) where e.name == name && !e.isClosing && matches(e):
        depth = 1
        found.append("")
      case .text(let t) where depth > 0: found[found.count - 1] += t
      default: break
      }
    }
    return found
  }

  init(_ markup: String) throws {
    let bytes = Array(markup.utf8)
    var at = 0
    var text: [UInt8] = []
    func string(_ slice: some Sequence<UInt8>) -> String { String(decoding: Array(slice), as: UTF8.self) }
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<") else {
        if bytes[at] == UInt8(ascii: ">") { throw Fault(description: "a bare > in text") }
        text.append(bytes[at])
        at += 1
        continue
      }
      if !text.isEmpty { parts.append(.text(try unescaped(text))) }
      text = []
      if bytes[at...].starts(with: "<!DOCTYPE".utf8) {
        at = (bytes[at...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1) + 1
        continue
      }
      parts.append(.element(try Scanned.element(bytes, &at)))
    }
    if !text.isEmpty { parts.append(.text(try unescaped(text))) }
    try checkNesting()
  }

  private static func element(_ bytes: [UInt8], _ at: inout Int) throws -> Element {
    at += 1
    let isClosing = bytes[at] == UInt8(ascii: "/")
    if isClosing { at += 1 }
    func word() -> String {
      let start = at
      while at < bytes.count, !" \n>=/\"".utf8.contains(bytes[at]) { at += 1 }
      return String(decoding: bytes[start..<at], as: UTF8.self)
    }
    let name = word()
    guard !name.isEmpty else { throw Fault(description: "an element without a name") }
    var attributes: [String: String] = [:]
    while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
      if " \n/".utf8.contains(bytes[at]) {
        at += 1
        continue
      }
      let attribute = word()
      guard !attribute.isEmpty else { throw Fault(description: "a stray quotation mark in <\(name)>") }
      guard attributes[attribute] == nil else { throw Fault(description: "\(attribute) twice in <\(name)>") }
      guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else {
        attributes[attribute] = ""
        continue
      }
      at += 1
      guard bytes[at] == UInt8(ascii: "\"") else { throw Fault(description: "\(attribute) of <\(name)> is not quoted") }
      let start = at + 1
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) else {
        throw Fault(description: "\(attribute) of <\(name)> does not end")
      }
      let value = bytes[start..<end]
      if value.contains(where: { "<>'".utf8.contains($0) }) {
        throw Fault(description: "a raw < > or ' in \(attribute) of <\(name)>")
      }
      attributes[attribute] = try unescaped(Array(value))
      at = end + 1
    }
    at += 1
    return Element(name: name, attributes: attributes, isClosing: isClosing)
  }

  private static let void: Set<String> = ["input", "meta", "link", "br", "hr", "img"]
  private static let drawn: Set<String> = ["path", "rect", "circle", "line", "polyline", "polygon"]

  private func checkNesting() throws {
    var open: [String] = []
    for case .element(let e) in parts where !Scanned.void.contains(e.name) && !Scanned.drawn.contains(e.name) {
      if !e.isClosing {
        open.append(e.name)
      } else if open.popLast() != e.name {
        throw Fault(description: "</\(e.name)> closes what was not open")
      }
    }
    if let left = open.last { throw Fault(description: "<\(left)> is never closed") }
  }
}

private func unescaped(_ bytes: [UInt8]) throws -> String {
  let names: [String: UInt8] = ["amp": 38, "lt": 60, "gt": 62, "quot": 34, "#39": 39]
  var out: [UInt8] = []
  var at = 0
  while at < bytes.count {
    guard bytes[at] == UInt8(ascii: "&") else {
      out.append(bytes[at])
      at += 1
      continue
    }
    guard let end = bytes[at...].firstIndex(of: UInt8(ascii: ";")),
      let byte = names[String(decoding: bytes[(at + 1)..<end], as: UTF8.self)]
    else { throw Scanned.Fault(description: "a bare & in \(String(decoding: bytes, as: UTF8.self))") }
    out.append(byte)
    at = end + 1
  }
  return String(decoding: out, as: UTF8.self)
}
