import Design
import Kernel
import LinkageEngine
import Web

/// Pairs of records that may be one child, for a person to look at.
struct ReviewsPage: Page, Codable {
  struct Line: Codable, Sendable, Hashable {
    let pair: AnyID
    let names: String
    let from: String
    let reason: String
    let percent: String
    let state: PairState
    let isRestricted: Bool
  }
  let lines: [Line]
  let state: PairState?
  let open: Int
  let unsure: Int
  let page: Int
  let hasMore: Bool

  var title: String { "Records to compare" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "records-to-compare", columns: ["names", "agencies", "reason", "probability", "state"],
      rows: lines.map { [$0.names, $0.from, $0.reason, $0.percent, $0.state.rawValue] })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead(
        "Two records are alike, and nobody can tell without looking whether they are one child. Begin at the top.")
      tiles([
        Tile("To look at", "\(open)", link: "/links"),
        Tile("Not sure", "\(unsure)", link: "/links?state=unsure", tone: unsure > 0 ? .warning : .plain),
        Tile("How good the links are", "Figures", link: "/links/quality"),
      ])
      table(
        Table(
          "Records to compare",
          [
            .init("The two records"), .init("From"), .init("Why a person must look"),
            .init("Likely to be one child", numeric: true), .init("State"),
          ],
          lines.map { line in
            .init(
              [
                "\(line.names)", "\(line.from)", "\(line.reason)", "\(line.percent)",
                "\(tag(line.state.title, line.state.colour)) \(tag("Restricted: two people", .purple), if: line.isRestricted)",
              ], link: "/links/\(line.pair)")
          }, empty: state == nil ? "Nothing waits. New pairs come with new records." : "There is none."))
      paragraph(
        markup:
          "Decided already: \(link("one child", to: "/links?state=same")), \(link("two children", to: "/links?state=different"))."
      )
      pagination(
        Pages(page: page, hasMore: hasMore) { "/links?page=\($0)\(state.map { "&state=\($0.rawValue)" } ?? "")" })
    }
  }
}

extension PairState {
  var colour: TagColour {
    switch self {
    case .open: .yellow
    case .second: .blue
    case .unsure: .purple
    case .same, .different: .green
    case .past: .grey
    }
  }
}

/// Two records side by side, what differs marked, and the question.
struct ReviewPage: Page, Codable {
  struct Side: Codable, Sendable, Hashable {
    let heading: String
    let child: ChildID
    let childName: String
    let since: String
  }
  struct Line: Codable, Sendable, Hashable {
    let field: String
    let a: String
    let b: String
    let agreement: Agreement
  }
  enum Agreement: String, Codable, Sendable {
    case same, alike, different, oneSide
    var words: String {
      switch self {
      case .same: "Same"
      case .alike: "Alike"
      case .different: "Different"
      case .oneSide: "One side only"
      }
    }
    var colour: TagColour {
      switch self {
      case .same: .green
      case .alike: .yellow
      case .different: .red
      case .oneSide: .grey
      }
    }
  }
  let pair: AnyID
  let version: Int
  let reason: String
  let percent: String
  let weight: Double
  let a: Side
  let b: Side
  let lines: [Line]
  let state: PairState
  let needsTwo: Bool
  /// What the first person said, once this caller may know it: not before they have answered themselves.
  let first: String?
  let isWaitingForOther: Bool
  let decided: String?
  /// The pairs beside it in the list of what waits.
  let before: AnyID?
  let after: AnyID?
  let entry: Entry

  var title: String { "Are these one child?" }
  var trail: [Link] { [Link("Records to compare", "/links")] }
  var menuPath: String? { "/links" }
  var isWide: Bool { true }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "\(a.childName) and \(b.childName)")
      neighbours
      insetText {
        paragraph(
          markup: "\(reason). Likely to be one child: \(percent). \(link("See why", to: "/links/\(pair)/explanation"))")
      }
      table(
        Table(
          "The two records side by side",
          [.init("What"), .init(a.heading), .init(b.heading), .init("Agreement")],
          lines.map { line in
            .init([
              "\(line.field)", marked(line.a, line), marked(line.b, line),
              tag(line.agreement.words, line.agreement.colour),
            ])
          }))
      cardGrid {
        card(a.heading, style: .narrow) { sideCard(a) }
        card(b.heading, style: .narrow) { sideCard(b) }
      }
      answer(view)
    }
  }

  private func marked(_ text: String, _ line: Line) -> HTML {
    if text.isEmpty { return "<span class=\"app-hint\">Not known</span>" }
    return line.agreement == .different || line.agreement == .alike ? "<mark>\(text)</mark>" : "\(text)"
  }
  private func sideCard(_ side: Side) -> HTML {
    paragraph(
      markup: "On the record of \(link(side.childName, to: "/children/\(side.child)/key-information")). \(side.since)")
  }

  @HTMLBuilder private func answer(_ view: View) -> HTML {
    if let decided { insetText { paragraph(decided) } }
    if state == .different {
      details("It turns out that they may be one child after all", isOpen: !entry.errors.isEmpty) {
        paragraph(
          "What was said stays written down. The pair waits for a person again; nothing is put together by this.")
        view.form(to: "/links/\(pair)/reopening", entry) {
          control(ReviewAnswerForm.whyBack, entry)
          button("Take it back")
        }
      }
    }
    if isWaitingForOther {
      insetText { paragraph("You have answered. One of the records is restricted, so somebody else looks as well.") }
    } else if state.isWaiting {
      if needsTwo {
        warningText("One of the records is restricted. Two people must say the same, each by themselves.")
      }
      view.form(to: "/links/\(pair)/answer", entry) {
        control(ReviewAnswerForm.answer, entry)
        control(ReviewAnswerForm.why, entry)
        hidden("version", "\(version)")
        button("Save and go to the next")
      }
      paragraph(
        "With the keyboard: Tab to the answers, the arrow keys to choose, Tab to the reason, Enter on the button.")
    }
  }

  /// The way to the pairs beside it, and the keys for those who answer many.
  @HTMLBuilder private var neighbours: HTML {
    let links: [HTML] = [
      before.map { "<li><a class=\"govuk-link\" rel=\"prev\" href=\"/links/\($0)\">The pair before</a></li>" },
      after.map { "<li><a class=\"govuk-link\" rel=\"next\" href=\"/links/\($0)\">The next pair</a></li>" },
    ].compactMap(\.self)
    if !links.isEmpty { "<nav aria-label=\"Pairs\"><ul class=\"govuk-list app-languages\">\(links)</ul></nav>" as HTML }
    shortcutKeys([
      ShortcutKey("1", "They are one child", on: "input[name=answer][value=same]"),
      ShortcutKey("2", "They are two children", on: "input[name=answer][value=different]"),
      ShortcutKey("3", "I am not sure", on: "input[name=answer][value=unsure]"),
      ShortcutKey("r", "Write the reason", on: "textarea[name=why]"),
      ShortcutKey("n", "The next pair", on: "a[rel=next]"), ShortcutKey("p", "The pair before", on: "a[rel=prev]"),
    ])
  }
}

enum ReviewAnswerForm {
  static let answer = Field(
    "answer", "Are they one child?", .choice(Field.options(PairAnswer.self)), required: "Choose an answer")
  static let why = Field(
    "why", "Why do you think so?", .prose(max: 500),
    hint: "For example: same mother and school, and the birth dates are day and month changed over.",
    required: "Say why")
  static let whyBack = Field("why", "What has come to light?", .prose(max: 500), required: "Say what has come to light")
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the pair again")
  static let all = [answer, why, version]
}

/// Why two records weigh what they weigh: a chart whose bars add up, its table, and words.
struct ExplanationPage: Page, Codable {
  let pair: AnyID
  let names: String
  let explanation: Explanation?
  var title: String { "Why they are alike" }
  var trail: [Link] { [Link("Records to compare", "/links"), Link("The two records", "/links/\(pair)")] }
  var menuPath: String? { "/links" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: names)
      if let explanation {
        paragraph(
          "Each line adds to the weight or takes from it. One more doubles the odds that it is one child, one less halves them."
        )
        if explanation.isDefiniteNo {
          warningText("Two different NHS numbers, both right: by rule these are never joined without a person.")
        }
        heading("What speaks for it, and what against")
        waterfallChart(
          ChartWords(
            id: "why", finding: "Together: \(percent(explanation.probability)) likely to be one child",
            measure: "Weight of each part, and their sum.",
            description:
              "A line for each part of the comparison, with its weight, and the sum \(signed(explanation.weight)).",
            rowTitle: "What was compared", valueTitle: "Weight"),
          explanation.bars.map { WaterfallStep(fieldWords($0.field), $0.weight, $0.words) }, total: "Sum")
      } else {
        paragraph("One of the two records has changed or gone, so that they are no longer compared.")
      }
    }
  }
}

/// The name of a part of the comparison for a practitioner.
func fieldWords(_ field: String) -> String {
  [
    "start": "Before looking", "forename": "First name", "surname": "Last name", "dob": "Date of birth", "sex": "Sex",
    "address": "Address", "nhs_number": "NHS number", "upn": "UPN", "la_id": "Council’s number",
    "middle": "Middle name", "source": "Agencies", "how common": "How common the name is", "household": "One household",
    "twins": "Twins",
  ][field] ?? field
}

/// `97%`, `99.9%`; never 100, since nothing is certain.
func percent(_ probability: Double) -> String {
  let tenths = Int((probability * 1000).rounded(.down))
  return tenths >= 990 || tenths < 10 ? "\(tenths / 10).\(tenths % 10)%" : "\(tenths / 10)%"
}
