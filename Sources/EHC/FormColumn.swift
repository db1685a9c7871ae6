import Design
import Kernel
import Web

/// A page that is one form: its heading, what must be known first, the questions, one button. `after` stands beneath.
func formColumn(
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

/// A form that is a part of a page: questions and one button. `idPrefix` tells it apart from others like it.
func formPart(
  _ view: View, to path: String, _ fields: [Field], _ entry: Entry, submit: String, style: ButtonStyle = .primary,
  hiddenText: String? = nil, idPrefix: String = "", keepsDraft: Bool = true
) -> HTML {
  view.form(to: path, entry, keepsDraft: keepsDraft) {
    controls(fields, entry, idPrefix: idPrefix)
    button(submit, style: style, hiddenText: hiddenText)
  }
}
