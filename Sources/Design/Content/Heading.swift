/// Where a heading stands in the outline of the page.
package enum HeadingLevel: Sendable { case h1, h2, h3, h4 }
package enum HeadingSize: String, Sendable { case s, m, l, xl }

/// A heading; its size is apart from its level, so that the outline can be right and the look calm.
package func heading(
  _ text: String, _ level: HeadingLevel = .h2, size: HeadingSize = .m, id: String? = nil
) -> HTML {
  let content: HTML = "class=\"govuk-heading-\(size.rawValue)\"\(attribute: "id", id)>\(text)"
  switch level {
  case .h1: return "<h1 \(content)</h1>"
  case .h2: return "<h2 \(content)</h2>"
  case .h3: return "<h3 \(content)</h3>"
  case .h4: return "<h4 \(content)</h4>"
  }
}

/// The heading of the page, with the name of what it belongs to above it.
package func pageHeading(_ text: String, caption: String? = nil) -> HTML {
  """
  <h1 class="govuk-heading-l">\
  \(caption.map { "<span class=\"govuk-caption-l\">\($0)</span> " as HTML })\(text)</h1>
  """
}

/// A paragraph of text.
package func paragraph(_ text: String) -> HTML { "<p class=\"govuk-body\">\(text)</p>" }
/// A paragraph that has links or other markup within.
package func paragraph(markup: HTML) -> HTML { "<p class=\"govuk-body\">\(markup)</p>" }

/// A first paragraph, a little larger.
package func lead(_ text: String) -> HTML { "<p class=\"govuk-body-l\">\(text)</p>" }

/// What somebody wrote, with its line breaks: a note, a message.
package func prose(_ text: String) -> HTML { "<p class=\"govuk-body app-prose\">\(text)</p>" }

package func bulletList(_ items: [HTML]) -> HTML {
  "<ul class=\"govuk-list govuk-list--bullet\">\(items.map { "<li>\($0)</li>" as HTML })</ul>"
}
