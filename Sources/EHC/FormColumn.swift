import Design
import Kernel
import Web

/// A page that is one form: its heading, what must be known first, the questions, one button. `after` stands beneath.
func formColumn(
  _ view: View, _ title: String, caption: String, to path: String, fields: [Field], _ entry: Entry, submit: String,
  style: ButtonStyle = .primary, @HTMLBuilder before: () -> HTML = { .empty },
  @HTMLBuilder after: () -> HTML = { .empty }
) -> HTML {
  readingColumn {
    pageHeading(title, caption: caption)
    before()
    view.form(to: path, entry) {
      controls(fields, entry)
      button(submit, style: style)
    }
    after()
  }
}
