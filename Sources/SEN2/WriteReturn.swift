/// Writes a return piece by piece, in the order of the year's layout; what is empty is left out. The same values give the
/// same bytes.
package struct ReturnWriter {
  package let year: ReturnYear
  private let write: ([UInt8]) throws -> Void

  package init(_ year: ReturnYear, write: @escaping ([UInt8]) throws -> Void) {
    (self.year, self.write) = (year, write)
  }

  package func begin(_ header: ReturnHeader) throws {
    var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Message>\n  <Header>\n    <CollectionDetails>"
    for name in ["Collection", "Year", "ReferenceDate"] { text += tag(name, header[name]) }
    text += "</CollectionDetails>\n    <Source>"
    for name in ["SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime"] {
      text += tag(name, header[name])
    }
    text += "</Source>\n  </Header>\n"
    if let authority = header.authority { text += element(authority, .authority, indent: "  ") }
    try write(Array((text + "  <Persons>\n").utf8))
  }
  package func add(_ person: ReturnNode) throws { try write(Array(element(person, .person, indent: "    ").utf8)) }
  package func end() throws { try write(Array("  </Persons>\n</Message>\n".utf8)) }

  private func tag(_ name: String, _ value: String?) -> String {
    guard let value, !value.isEmpty else { return "" }
    return "<\(name)>\(escaped(value))</\(name)>"
  }

  private func element(_ node: ReturnNode, _ module: ReturnModule, indent: String) -> String {
    let name = module.element ?? node.name
    let own = year.fields(of: module).map { tag($0.name, node[$0.name]) }.joined()
    let within = module.holds.flatMap { held in
      node.all(held.element ?? "").map { element($0, held, indent: indent + "  ") }
    }.joined()
    if within.isEmpty { return "\(indent)<\(name)>\(own)</\(name)>\n" }
    return "\(indent)<\(name)>\(own)\n\(within)\(indent)</\(name)>\n"
  }
}

func escaped(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 == 38 || $0 == 60 || $0 == 62 }) else { return text }
  var out = ""
  for character in text.unicodeScalars {
    switch character {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    default: out.unicodeScalars.append(character)
    }
  }
  return out
}
