import Design
import Kernel
import People
import Store
import Web

let ownWordsRoutes: [Route] = [
  .page(
    "/family/{child}/words", "In the family’s own words", may: .addOwnWords, asks: [.page], keepsDraft: true,
    wordsPage),
  .form(
    "/family/{child}/words", "Add something in your own words", may: .addOwnWords, fields: WordsForm.all,
    again: wordsPage
  ) { request, tx in
    let child = try tx.child(request.child)
    let new = try request.checked { NewWords.check($0, asksSpeaker: request.asksSpeaker) }
    try tx.addOwnWords(
      request.formID, child: child.id, speaker: new.speaker == .child ? child.calledName : request.caller.name,
      words: new.words, by: request.caller, at: request.now)
    return .see("/family/\(child.id)/words", "Thank you. Everyone who works with \(child.calledName) can read it now.")
  },
]

extension Request {
  /// A young person speaks for themselves.
  fileprivate var asksSpeaker: Bool { access?.role != .youngPerson }
}

private let wordsOnAPage = 20

@Sendable private func wordsPage(_ request: Request, _ tx: Transaction) throws -> OwnWordsPage {
  let child = try tx.child(request.child)
  let part = request.part(of: wordsOnAPage)
  let found = try tx.ownWords(child.id, limit: part.offset + part.limit)
  let (shown, hasMore) = part.cut(Array(found.dropFirst(part.offset)))
  return OwnWordsPage(
    child: child.id, childName: child.calledName, asksSpeaker: request.asksSpeaker,
    words: shown, page: part.page, hasMore: hasMore,
    entry: request.entry)
}

/// Where the family says what it wants everybody to know, and reads what has been said.
struct OwnWordsPage: Page, Codable {
  let child: ChildID
  let childName: String
  let asksSpeaker: Bool
  /// The newest first.
  let words: [OwnWords]
  let page: Int
  let hasMore: Bool
  let entry: Entry
  var title: String { "In your own words" }
  var trail: [Link] { [Link("Home", "/family"), Link(childName, "/family/\(child)")] }
  var menuPath: String? { "/family" }
  var hasQuickExit: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "own-words", columns: ["on", "who", "words"],
      rows: words.map { [$0.heardAt.day.description, $0.speaker, $0.words] })
  }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      if page == 1 {
        paragraph(
          "Tell us what matters, what has changed, or how things are. You only need to say it once: "
            + "everyone who works with \(childName) sees it at once.")
        paragraph(
          markup: """
            If it cannot wait, call us on \(phoneLink(view.site.settings.dutyPhone)). \
            If someone is in danger now, call \(phoneLink("999")).
            """
        )
        view.form(to: "/family/\(child)/words", entry) {
          if asksSpeaker { control(WordsForm.speaker, entry) }
          control(WordsForm.words, entry)
          button("Add this")
        }
      }
      card("What has been said", id: "said", style: .voice) { said }
      paragraph("Everyone in your family who can sign in for \(childName) sees this too.")
    }
  }

  @HTMLBuilder private var said: HTML {
    if words.isEmpty { paragraph(page == 1 ? "Nothing yet." : "There is nothing older.") }
    words.map { one in
      quote(
        one.words, who: one.speaker,
        when:
          "\(day(one.heardAt.day))\(one.isBySpeaker ? nil : ", written down by \(one.writtenBy)" as HTML?)"
      )
    }
    pagination(Pages(page: page, hasMore: hasMore) { "/family/\(child)/words?page=\($0)" })
    if !words.isEmpty { paragraph(markup: link("Download as a spreadsheet", to: "/family/\(child)/words?format=csv")) }
  }
}
