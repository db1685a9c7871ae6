package import Design
import Kernel

/// A page that is one form: its heading, what must be known first, the questions, one button. `after` stands beneath.
package func formColumn(
  _ view: View, _ title: String, caption: String? = nil, to path: String, fields: [Field], _ entry: Entry,
  submit: String, style: ButtonStyle = .primary, @HTMLBuilder before: () -> HTML = { .empty },
  @HTMLBuilder after: () -> HTML = { .empty }
) -> HTML {
  readingColumn {
    pageHeading(title, caption: caption)
    before()
    formPart(view, to: path, fields, entry, submit: submit, style: style)
    after()
  }
}

/// A form that is a part of a page: questions and one button. Where the page has several, it shows of the entry what was
/// typed into this one; `idPrefix` tells its controls apart from others like them.
package func formPart(
  _ view: View, to path: String, _ fields: [Field], _ entry: Entry, submit: String, style: ButtonStyle = .primary,
  hiddenText: String? = nil, idPrefix: String = "", keepsDraft: Bool = true
) -> HTML {
  let entry = entry.of(path)
  return view.form(to: path, entry, keepsDraft: keepsDraft) {
    controls(fields, entry, idPrefix: idPrefix)
    button(submit, style: style, hiddenText: hiddenText)
  }
}

/// A whole page that is one form and says no more than that: what must be known first, the questions, one button.
package struct FormPage: Page {
  package let title: String
  let caption: String?
  package let trail: [Link]
  package let menuPath: String?
  /// Where it is sent.
  let path: String
  let fields: [Field]
  let submit: String
  let style: ButtonStyle
  /// What could go wrong, or why it cannot be done now.
  let warning: String?
  /// Sentences before the questions.
  let notes: [String]
  /// Facts before the questions: what it is about, and what is known of it.
  let facts: [Fact]
  let entry: Entry

  package struct Fact: Sendable, Codable, Hashable {
    let name: String
    let text: String
    package init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }
  }

  package init(
    _ title: String, caption: String? = nil, trail: [Link], menu: String? = nil, to path: String, _ fields: [Field],
    _ entry: Entry, submit: String, style: ButtonStyle = .primary, warning: String? = nil, notes: [String] = [],
    facts: [Fact] = []
  ) {
    (self.title, self.caption, self.trail, menuPath) = (title, caption, trail, menu)
    (self.path, self.fields, self.entry, self.submit, self.style) = (path, fields, entry, submit, style)
    (self.warning, self.notes, self.facts) = (warning, notes, facts)
  }

  private enum CodingKeys: String, CodingKey { case title, caption, path, warning, notes, facts, entry }

  package func body(_ view: View) -> HTML {
    formColumn(view, title, caption: caption, to: path, fields: fields, entry, submit: submit, style: style) {
      warning.map { warningText($0) } ?? .empty
      notes.map { paragraph($0) }
      facts.isEmpty ? .empty : summaryList(facts.map { SummaryRow($0.name, prose($0.text)) })
    }
  }
}
