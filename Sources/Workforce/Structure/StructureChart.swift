import Design
import Kernel
import Web

/// The structure drawn, and the same as a list.
struct StructurePage: Page, Codable {
  let service: [Node]
  let links: [MatrixLink]
  let problems: [String]

  /// A post in the tree, with those that report to it.
  struct Node: Codable, Sendable {
    let post: WorkforcePage.Line
    let depth: Int
    let place: String?
    let beneath: [Node]
    /// This and everything beneath, from the top.
    var all: [Node] { [self] + beneath.flatMap(\.all) }
  }

  init(service: ServiceStructure) {
    let places = Dictionary(service.locations.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    let order: [PostKind] = [.head, .lead, .supportOfficer, .seniorVisitor, .visitor, .other]
    let codes = Set(service.posts.map(\.code))
    func nodes(under boss: String?, _ depth: Int, _ above: Set<String>) -> [Node] {
      service.posts.filter {
        boss == nil ? $0.reportsTo.map { !codes.contains($0) } ?? true : $0.reportsTo == boss
      }
      // A ring has no top, and must not be walked round and round.
      .filter { !above.contains($0.code) }
      .sorted {
        (order.firstIndex(of: $0.kind)!, $0.location ?? "", $0.code) < (
          order.firstIndex(of: $1.kind)!, $1.location ?? "", $1.code
        )
      }.map { post in
        Node(
          post: WorkforcePage.Line(post), depth: depth, place: post.location.flatMap { places[$0] },
          beneath: nodes(under: post.code, depth + 1, above.union([post.code])))
      }
    }
    self.service = nodes(under: nil, 0, [])
    links = service.links
    problems = treeProblems(service.posts) + seniorProblems(service)
  }

  var title: String { "Structure" }
  var trail: [Link] { [workforceHome] }
  var menuPath: String? { "/workforce" }
  var isWide: Bool { true }

  func body(_ view: View) -> HTML {
    let all = service.flatMap(\.all)
    return markup {
      pageHeading(title)
      lead("Who reports to whom. A hollow mark is a vacant post.")
      if !problems.isEmpty {
        card("To be put right", id: "problems", style: .lead) { bulletList(problems.map { "\($0)." }) }
      }
      card("The structure drawn", id: "drawing") {
        all.isEmpty ? emptyState("There is no post yet", "Posts are taken from files.") : structureDrawing(all)
      }
      if !links.isEmpty {
        card("Beside the tree", id: "links") {
          paragraph("Some posts also answer to others, who are not above them:")
          table(
            Table(
              "Who else posts answer to", [.init("Post"), .init("To whom"), .init("About")],
              links.map { .init(["\($0.post)", "\($0.to)", "\($0.about)"]) }))
        }
      }
      card("The same as a list", id: "list") { nested(service) }
    }
  }

  private func nested(_ nodes: [Node]) -> HTML {
    guard !nodes.isEmpty else { return .empty }
    let items = nodes.map { node -> HTML in
      """
      <li>\(link("\(node.post.title), \(node.post.code)", to: node.post.path)): <span>\(node.post.holder ?? "vacant")</span>\
      \(nested(node.beneath))</li>
      """
    }
    return "<ul class=\"govuk-list govuk-list--bullet\">\(items)</ul>"
  }
}

// Rows are pixels and never shrink; whoever reports to somebody stands to the right and below, on a line from them. Colours
// are attributes, because printers to PDF do not apply style sheets within a picture.
private func structureDrawing(_ nodes: [StructurePage.Node]) -> HTML {
  let (row, step) = (44, 26)
  let lines = nodes.indices.dropFirst().map { index -> HTML in
    let node = nodes[index]
    let boss = nodes[..<index].lastIndex { $0.depth == node.depth - 1 } ?? 0
    let x = 9 + (node.depth - 1) * step
    return """
      <path d="M\(x) \(boss * row + 24)V\(index * row + 16)H\(x + step - 8)" fill="none" stroke="#8a9499" stroke-width="2"/>
      """
  }
  let marks = nodes.enumerated().map { index, node -> HTML in
    let (x, y) = (2 + node.depth * step, index * row + 9)
    let fill = node.post.holder == nil ? "#ffffff" : node.post.kind == .seniorVisitor ? "#6a3d8f" : "#0f6a72"
    let stroke = node.post.holder == nil ? "#c26a00" : fill
    return """
      <rect x="\(x)" y="\(y)" width="14" height="14" rx="3" fill="\(fill)" stroke="\(stroke)" stroke-width="2"/>\
      <text x="\(x + 24)" y="\(y + 11)" fill="#0b0c0c" font-size="15">\(node.post.title)</text>\
      <text x="\(x + 24)" y="\(y + 28)" fill="#484f55" font-size="13">\(node.post.holder ?? "Vacant") · \(shareWords(node.post.fte))\
      \(node.place.map { " · \($0)" } ?? "")</text>
      """
  }
  let vacant = nodes.count { $0.post.holder == nil }
  return """
    <svg width="100%" height="\(nodes.count * row)" role="img" aria-labelledby="structure-title structure-desc">\
    <title id="structure-title">The structure of the service</title><desc id="structure-desc">\
    \(nodes.count) posts on \((nodes.map(\.depth).max() ?? 0) + 1) levels, \(vacant) of them vacant. The list below has \
    every one.</desc>\(Array(lines))\(Array(marks))</svg>
    """
}
