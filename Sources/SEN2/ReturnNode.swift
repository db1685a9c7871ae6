/// One element of a return with what stands in it, and where.
package struct ReturnNode: Sendable, Hashable {
  package var name: String
  package var text: String
  package var children: [ReturnNode]
  /// Of the file; 0 where it was not read from one.
  package var line: Int

  package init(_ name: String, _ text: String = "", line: Int = 0, children: [ReturnNode] = []) {
    (self.name, self.text, self.children, self.line) = (name, text, children, line)
  }

  /// The text of the first such element; nil where there is none, or nothing in it.
  package subscript(name: String) -> String? {
    for child in children where child.name == name { return child.text.isEmpty ? nil : child.text }
    return nil
  }
  package func all(_ name: String) -> [ReturnNode] { children.filter { $0.name == name } }
  package func first(_ name: String) -> ReturnNode? { children.first { $0.name == name } }

  /// Puts a field where it is, or at the end.
  package mutating func set(_ name: String, _ value: String?) {
    if let place = children.firstIndex(where: { $0.name == name }) {
      if let value { children[place].text = value } else { children.remove(at: place) }
    } else if let value {
      children.append(ReturnNode(name, value))
    }
  }
}
