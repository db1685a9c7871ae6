import Design
import Kernel
import Web

/// Where the local offer begins: one question, and everything by kind and by need, each one press away.
struct OfferHomePage: Page, Codable {
  /// What it says first, in the standard words, with its other versions.
  let words: WordedPage
  /// Pages that editors wrote.
  let pages: [Link]
  let entry: Entry
  let kinds: [Counted]
  let needs: [Counted]
  let total: Int
  let mayEdit: Bool
  let said: SaidHere
  struct Counted: Codable, Sendable, Hashable {
    let title: String
    let path: String
    let count: Int
  }
  var title: String { words.name }

  func body(_ view: View) -> HTML {
    markup {
      pageOpening(words)
      questionForm(OfferQuestion(), entry, map: false)
      if mayEdit { paragraph(markup: link("Look after the directory", to: "/directory")) }
      if total == 0 {
        emptyState("The directory is empty", "Nothing has been published yet.")
      } else {
        columns {
          card("By kind", id: "kinds") { countedList(kinds) }
        } side: {
          card("By need", id: "needs") { countedList(needs) }
          if !pages.isEmpty {
            card("Good to know", id: "pages") { bulletList(pages.map { link($0.label, to: $0.path) }) }
          }
          card("More", id: "more") {
            bulletList([
              link("Everybody who provides something", to: "/local-offer/organisations"),
              link("What the local offer holds, and what is missing", to: "/local-offer/coverage"),
              link("What families said, and what we did", to: "/local-offer/comments"),
            ])
          }
        }
      }
      said.html
    }
  }

  private func countedList(_ lines: [Counted]) -> HTML {
    bulletList(
      lines.map { line in
        "<a class=\"govuk-link\" href=\"\(line.path)\">\(line.title)</a> <span class=\"app-hint\">(\(line.count))</span>"
      })
  }
}
