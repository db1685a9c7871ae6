/// A key figure: what it is, how much, and what to make of it.
package struct Tile: Sendable {
  package enum Tone: String, Sendable { case plain, good, warning, bad }
  package var label: String
  package var value: String
  package var note: HTML
  package var path: String?
  /// Must be said in the note as well: colour alone says nothing.
  package var tone: Tone
  package init(_ label: String, _ value: String, note: HTML = .empty, link path: String? = nil, tone: Tone = .plain) {
    self.label = label
    self.value = value
    self.note = note
    self.path = path
    self.tone = tone
  }
}

package func tiles(_ tiles: [Tile]) -> HTML {
  let items = tiles.map { tile -> HTML in
    let label: HTML = tile.path.map { "<a class=\"govuk-link\" href=\"\($0)\">\(tile.label)</a>" } ?? "\(tile.label)"
    return """
      <li class="app-tile app-tile--\(tile.tone.rawValue)"><span class="app-tile__label">\(label)</span> \
      <span class="app-tile__value">\(tile.value)</span>\
      \(" <span class=\"app-tile__note\">\(tile.note)</span>", if: !tile.note.isEmpty)</li>
      """
  }
  return "<ul class=\"app-tiles\">\(items)</ul>"
}
