package enum CardStyle: String, Sendable {
  case plain
  /// What the child or the family says, in their words.
  case voice
  /// What to do when somebody is not safe.
  case safety
  /// Stands in a narrow column: lists stack in it.
  case narrow
  /// What the page is for: it leads the others.
  case lead
}

/// A part of a page under its own heading.
package func card(
  _ title: String, id: String? = nil, style: CardStyle = .plain, level: HeadingLevel = .h2, actions: HTML = .empty,
  @HTMLBuilder _ content: () -> HTML
) -> HTML {
  let headingID = "h-" + (id ?? slug(title))
  return """
    <section class="app-card app-card--\(style.rawValue)"\(attribute: "id", id) aria-labelledby="\(headingID)">
    <div class="app-card__top">\(heading(title, level, id: headingID))\
    \("<div class=\"app-card__actions\">\(actions)</div>", if: !actions.isEmpty)</div>
    \(content())
    </section>
    """
}

/// Two columns on a wide screen, the main one first in reading order.
package func columns(@HTMLBuilder main: () -> HTML, @HTMLBuilder side: () -> HTML) -> HTML {
  """
  <div class="app-grid"><div class="app-grid__main">
  \(main())
  </div><div class="app-grid__side">
  \(side())
  </div></div>
  """
}

/// Cards of one kind side by side where there is room.
package func cardGrid(@HTMLBuilder _ content: () -> HTML) -> HTML { "<div class=\"app-cards\">\(content())</div>" }

/// Text and forms at the width of comfortable reading.
package func readingColumn(@HTMLBuilder _ content: () -> HTML) -> HTML {
  "<div class=\"app-reading\">\(content())</div>"
}

/// Letters and digits of a title, the rest as hyphens: for ids.
func slug(_ text: String) -> String {
  var bytes: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case 48...57, 97...122: bytes.append(byte)
    case 65...90: bytes.append(byte + 32)
    default: if bytes.last != UInt8(ascii: "-") { bytes.append(UInt8(ascii: "-")) }
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
