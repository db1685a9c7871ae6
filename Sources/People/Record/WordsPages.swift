import Design
import Kernel
import Store
import Web

/// Writing down what the child or the family says, as it is said.
struct WordsPage: Page, Codable {
  let child: ChildID
  let childName: String
  let words: [OwnWords]
  let entry: Entry
  var title: String { "What \(childName) says" }
  var trail: [Link] { [Link(childName, "/children/\(child)")] }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      readingColumn {
        formPart(view, to: "/children/\(child)/words", WordsForm.all, entry, submit: "Save")
      }
      card("What was said before", id: "before", style: .voice) {
        words.isEmpty
          ? paragraph("Nothing yet.")
          : words.map { quote($0) }.joined()
      }
    }
  }
}

/// What was said, by whom, where and when; a place that names the day already does not get it twice.
func quote(_ said: OwnWords) -> HTML {
  let day = said.heardAt.day
  let isDated = said.about?.contains(day.long) ?? false
  return Design.quote(
    said.words, who: [said.speaker, said.about].compactMap(\.self).joined(separator: ", "),
    when: isDated ? nil : Design.day(day))
}

enum WordsForm {
  static let words = Field(
    "words", "What was said?", .prose(max: 2000),
    hint: "As they said it. Pictures and signs count: say what they showed",
    required: "Write down what was said")
  static let speaker = Field("speaker", "Who said it?", .text(max: 120), required: "Enter who said it")
  static let about = Field(
    "about", "When or where?", .text(max: 120), hint: "For example: home visit, at breakfast club")
  static let all = [words, speaker, about]
}

let wordsRoutes: [Route] = [
  .page(
    "/children/{child}/words", "What a child and family have said", may: .writeWords, wordsPage),
  .form(
    "/children/{child}/words", "Write down what was said", may: .writeWords,
    fields: WordsForm.all, again: wordsPage
  ) { request, tx in
    var form = FormReading(request.entry)
    let (words, speaker, about) = (form.text(WordsForm.words), form.text(WordsForm.speaker), form.text(WordsForm.about))
    try Invalid.check(form.errors)
    try tx.addOwnWords(
      request.formID, child: try request.child, speaker: speaker!, words: words!, about: about, by: request.caller,
      at: request.now)
    return .see("/children/\(try request.child)/words", "Written down")
  },
]

@Sendable private func wordsPage(_ request: Request, _ tx: Transaction) throws -> WordsPage {
  let child = try tx.child(request.child)
  return WordsPage(
    child: child.id, childName: child.calledName, words: try tx.ownWords(child.id, limit: 20), entry: request.entry)
}
