/// What stands before the persons.
package struct ReturnHeader: Sendable, Hashable {
  package var header: ReturnNode
  package var authority: ReturnNode?

  package init(header: ReturnNode, authority: ReturnNode?) { (self.header, self.authority) = (header, authority) }

  /// The fields of the header, whichever of its parts they stand in.
  package subscript(name: String) -> String? {
    for part in header.children {
      if let value = part[name] { return value }
    }
    return header[name]
  }
  package var year: Int? { self["Year"].flatMap { Int($0) } }
  package var council: String? { self["LEA"] }
}

/// No person of a return has more elements than this.
let mostElements = 5000

/// Reads a return from one end to the other: first the header, then person by person, so that memory does not grow with
/// the file. Throws `ReturnProblem` where the file is no return.
package struct ReturnReader {
  private var xml: XMLReader
  /// Known once the first person was asked for.
  package private(set) var header: ReturnHeader?
  private var isWithin = false

  package init(_ bytes: @escaping () throws -> [UInt8]?) { xml = XMLReader(bytes) }
  init(_ xml: XMLReader) { self.xml = xml }

  /// The next person; nil at the end of the file.
  package mutating func next() throws -> ReturnNode? {
    if !isWithin { try begin() }
    while let token = try xml.next() {
      switch token {
      case .start(let name):
        guard canonical(name) == "Person" else {
          throw ReturnProblem(line: xml.line, "<\(name)> stands where a <Person> must")
        }
        return try element(named: "Person", &xml)
      case .end: return try end()
      case .text: throw ReturnProblem(line: xml.line, "there is text between two persons")
      }
    }
    return nil
  }

  /// Everything before the persons.
  private mutating func begin() throws {
    isWithin = true
    guard case .start(let root)? = try xml.next(), canonical(root) == "Message" else {
      throw ReturnProblem(line: xml.line, "the file does not begin with <Message>: it is no return of this kind")
    }
    var (found, authority): (ReturnNode?, ReturnNode?)
    while let token = try xml.next() {
      guard case .start(let name) = token else { continue }
      switch canonical(name) {
      case "Header": found = try element(named: "Header", &xml)
      case "LocalAuthority": authority = try element(named: "LocalAuthority", &xml)
      case "Persons":
        guard let found else { throw ReturnProblem(line: xml.line, "the persons come before the header") }
        header = ReturnHeader(header: found, authority: authority)
        return
      default: throw ReturnProblem(line: xml.line, "<\(name)> is not a part of a return")
      }
    }
    throw ReturnProblem(line: xml.line, "the file has no persons")
  }

  /// After the last person nothing more of substance may come.
  private mutating func end() throws -> ReturnNode? {
    while let token = try xml.next() {
      if case .start(let name) = token { throw ReturnProblem(line: xml.line, "<\(name)> is not a part of a return") }
    }
    return nil
  }
}

/// The element whose start was read, with all that is in it.
func element(named name: String, _ reader: inout XMLReader) throws -> ReturnNode {
  var open = [ReturnNode(name, line: reader.line)]
  var count = 0
  while let token = try reader.next() {
    switch token {
    case .start(let name):
      count += 1
      if count > mostElements { throw ReturnProblem(line: reader.line, "one person has more elements than any can") }
      open.append(ReturnNode(canonical(name), line: reader.line))
    case .text(let text): open[open.count - 1].text += text
    case .end:
      var done = open.removeLast()
      done.text = trimmed(done.text)
      guard !open.isEmpty else { return done }
      open[open.count - 1].children.append(done)
    }
  }
  throw ReturnProblem(line: reader.line, "the file was cut short")
}

func canonical(_ name: String) -> String { canonicalNames[name.lowercased()] ?? name }

func trimmed(_ text: String) -> String {
  guard text.utf8.first.map({ $0 <= 32 }) == true || text.utf8.last.map({ $0 <= 32 }) == true else { return text }
  let bytes = Array(text.utf8)
  let rest = bytes.drop { $0 <= 32 }
  return String(
    decoding: rest.prefix((rest.lastIndex { $0 > 32 } ?? rest.startIndex - 1) - rest.startIndex + 1), as: UTF8.self)
}
