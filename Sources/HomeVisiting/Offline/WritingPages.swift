import Design
import Kernel
import Web

/// Two accounts of one visit side by side, and the questions by which a person puts them together.
struct WritingPage: Page, Codable {
  let visit: Visit
  let writing: Writing
  /// Those on which the two do not agree; with them the next visit, where only the phone knows of it.
  let parts: [VisitPart]
  let mayRecord: Bool
  let entry: Entry
  var title: String { writing.state == .waiting ? "Two accounts of one visit" : "What came from the phone" }
  var trail: [Link] {
    visitsTrail(visit.child, writing.childName) + [Link("The visit", visit.path)]
  }
  var isWide: Bool { true }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: writing.childName)
      switch writing.state {
      case .taken: paragraph("What was written on the phone went into the record as it was.")
      case .settled:
        paragraph(
          markup: """
            \(writing.settledBy) put the two together on \(writing.settledAt.map { time($0) }). Both are kept here as \
            they were. \(link("See the visit as it is now", to: visit.path))
            """)
      case .waiting: lead(whatHappened)
      }
      if let phone = writing.words { sideBySide(phone) }
      if writing.state == .waiting && mayRecord { questions(view) }
    }
  }

  private var whatHappened: String {
    if visit.state == .cancelled {
      return "This visit was called off, and on a phone somebody wrote that it took place. Nothing was overwritten."
    }
    return writing.wasPlanned
      ? "This visit was written up twice: here, and on a phone without signal. Nothing was overwritten."
      : "A visit of this day is in the record, and a phone without signal brought another account. Nothing was overwritten."
  }

  private var recordWords: NewVisit? { writing.state == .settled ? writing.replaced : visit.words }

  private func sideBySide(_ phone: NewVisit) -> HTML {
    let record = recordWords
    return table(
      Table(
        "The two accounts",
        [
          .init("Part"), .init("In the record: \(visit.writtenBy ?? "nobody")"),
          .init("On the phone: \(writing.writtenBy)"),
        ],
        VisitPart.allCases.filter { record?.said($0) != nil || phone.said($0) != nil }.map { part in
          .init([
            "\(part.title)\(" \(tag("Not the same", .yellow))" as HTML, if: parts.contains(part))",
            cell(part == .time && record == nil ? calledOff : record?.said(part)), cell(phone.said(part)),
          ])
        }))
  }

  private var calledOff: String {
    "Called off\(visit.cancelledBy.map { " by \($0.title.lowercasedFirst)" } ?? ""). \(visit.cancelledWhy ?? "")"
  }

  private func cell(_ words: String?) -> HTML {
    words.map { "<span class=\"app-prose\">\($0)</span>" } ?? "<span class=\"app-hint\">Nothing</span>"
  }

  private func questions(_ view: View) -> HTML {
    card("Your decision", id: "decision", style: .lead) {
      view.form(to: "\(visit.path)/writings/\(writing.id)", entry, keepsDraft: false) {
        control(SettleForm.answer(writing, visit), entry)
        if visit.state == .held {
          fieldset("Where the two are not the same", hint: "Needed only when you put the two together.") {
            parts.map { control(SettleForm.which($0), entry, marksOptional: false) }.joined()
          }
        }
        control(VisitForm.version, entry)
        button("Save")
      }
    }
  }
}

/// What became of something that a phone sent: its answer.
struct TakenPage: Page, Codable {
  let writing: ID<Writing>
  let childName: String
  let state: WritingState
  /// Where it can be read, or put together with what was there.
  let path: String
  var title: String { state == .waiting ? "The visit was changed elsewhere" : "The visit is in the record" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      paragraph(
        state == .waiting
          ? "Nothing was lost and nothing was overwritten. Look at both, and decide." : "What you wrote has arrived.")
      paragraph(markup: link(state == .waiting ? "Look at both" : "See the visit", to: path))
    }
  }
}

/// What a visitor’s phone takes along. Read as JSON by the page that works without signal; to look at, a list of the same.
struct PhoneWeekPage: Page, Codable {
  /// Names the account without saying whose it is.
  let owner: String
  /// Opens what this account has sealed on its phones, while it is signed in. Never kept on one.
  let key: String
  /// The token for what the page sends.
  let csrf: String
  let today: Day
  let visits: [PhoneVisit]
  /// Where the visitor is in still, though the visit is written up.
  let inside: [PhoneInside]
  let children: [PhoneChild]
  /// How many visits to children with a restricted record stay off the phone.
  let leftOut: Int
  var title: String { "What goes onto your phone" }
  var trail: [Link] { [Link("Visits", "/visits")] }
  var menuPath: String? { "/visits" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      paragraph(
        """
        These visits are kept on your phone when you open “Visits without signal” there: locked with words that only you \
        know, and thrown away after \(daysAheadOnPhone) days. Families can see that you took them along.
        """)
      table(
        Table(
          "Visits on the phone", [.init("When"), .init("Child"), .init("Where")],
          visits.map { .init(["\($0.when)", link($0.name, to: "/children/\($0.child)"), "\($0.place)"]) },
          empty: "You have no visit to write up, and none in the next week."))
      if leftOut > 0 {
        insetText {
          paragraph(
            """
            \(leftOut) more \(leftOut == 1 ? "visit stays" : "visits stay") off the phone, because the record is \
            restricted. Write \(leftOut == 1 ? "it" : "them") up here.
            """)
        }
      }
      paragraph(markup: link("Open visits without signal", to: "/visits/offline"))
    }
  }
}
