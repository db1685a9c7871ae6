import Design
import Kernel
import Store
import Web

/// Writing down what the child or the family says, as it is said: by those who work with them, or by themselves.
struct WordsPage: Page, Codable {
  let child: ChildID
  let childName: String
  let isFamily: Bool
  let words: [OwnWords]
  let entry: Entry
  var title: String { isFamily ? "In your own words" : "What \(childName) says" }
  var trail: [Link] {
    isFamily ? [Link("Home", "/family"), Link(childName, "/family/\(child)")] : [Link(childName, "/children/\(child)")]
  }
  var menuPath: String? { isFamily ? "/family" : nil }
  var shownErrors: [FieldError] { entry.errors }
  private var path: String { isFamily ? "/family/\(child)/words" : "/children/\(child)/words" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: isFamily ? childName : nil)
      readingColumn {
        if isFamily {
          paragraph("Tell us what you want us to know. It is kept just as you write it. The people who help \(childName) can read it.")
        }
        view.form(to: path, entry) {
          control(isFamily ? WordsForm.yourWords : WordsForm.words, entry)
          if !isFamily { controls([WordsForm.speaker, WordsForm.about], entry) }
          button(isFamily ? "Add my words" : "Save")
        }
      }
      card("What was said before", id: "before", style: .voice) {
        words.isEmpty
          ? paragraph("Nothing yet.")
          : words.map { quote($0.words, who: [$0.speaker, $0.about].compactMap(\.self).joined(separator: ", "), when: day($0.heardAt.day)) }
            .joined()
      }
    }
  }
}

enum WordsForm {
  static let words = Field(
    "words", "What was said?", .prose(max: 2000), hint: "As they said it. Pictures and signs count: say what they showed",
    required: "Write down what was said")
  static let yourWords = Field(
    "words", "What do you want to say?", .prose(max: 2000), required: "Write what you want to say")
  static let speaker = Field("speaker", "Who said it?", .text(max: 120), required: "Enter who said it")
  static let about = Field("about", "When or where?", .text(max: 120), hint: "For example: home visit, at breakfast club")
}

let wordsRoutes: [Route] = [
  .page("/children/{child}/words", "What a child and family have said", may: .writeWords, keepsDraft: true, wordsPage(false)),
  .form(
    "/children/{child}/words", "Write down what was said", may: .writeWords,
    fields: [WordsForm.words, WordsForm.speaker, WordsForm.about], again: { try wordsPage(false)($0, $1) }
  ) { request, tx in
    var form = FormReading(request.entry)
    let (words, speaker, about) = (form.text(WordsForm.words), form.text(WordsForm.speaker), form.text(WordsForm.about))
    try Invalid.check(form.errors)
    try tx.addOwnWords(
      request.formID, child: try request.child, speaker: speaker!, words: words!, about: about, by: request.caller,
      at: request.now)
    return .see("/children/\(try request.child)/words", "Written down")
  },
  .page("/family/{child}/words", "Adding in your own words", may: .addOwnWords, keepsDraft: true, wordsPage(true)),
  .form(
    "/family/{child}/words", "Add in your own words", may: .addOwnWords, fields: [WordsForm.yourWords],
    again: { try wordsPage(true)($0, $1) }
  ) { request, tx in
    let words = try request.checked(reason(WordsForm.yourWords))
    try tx.addOwnWords(
      request.formID, child: try request.child, speaker: request.caller.name, words: words, by: request.caller,
      at: request.now)
    return .see("/family/\(try request.child)/words", "Thank you. Your words are on the record")
  },
]

private func wordsPage(_ isFamily: Bool) -> @Sendable (Request, Transaction) throws -> WordsPage {
  { request, tx in
    let child = try tx.child(request.child)
    return WordsPage(
      child: child.id, childName: child.calledName, isFamily: isFamily, words: try tx.ownWords(child.id, limit: 20),
      entry: request.entry)
  }
}
