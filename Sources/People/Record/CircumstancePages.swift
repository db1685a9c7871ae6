import Design
import Kernel
import Store
import Web

/// The questions about a child's life. Each field's name is the kind's.
enum CircumstanceForm {
  static func field(_ kind: CircumstanceKind) -> Field {
    Field(
      kind.rawValue, kind.title, .choice(kind.answers.map { .init($0.code, $0.title) }),
      hint: kind == .lookedAfter ? "In care: with foster carers, in a home, or with family under a court order." : nil)
  }
  static let kinds = CircumstanceKind.allCases.map(field)
  static let from = Field(
    "from_on", "From which day is this true?", .day, hint: "The day itself, not the day you heard of it.",
    required: "Enter the day from which this is true")
  static let source = Field(
    "source", "Who says so?", .text(max: 200), hint: "For example: his mother, on a visit; social care, by letter",
    required: "Enter who says so")
  static let all = kinds + [from, source]

  static func check(_ entry: Entry) -> Checked<NewCircumstances> {
    var form = FormReading(entry)
    var answers: [CircumstanceKind: String] = [:]
    for (kind, field) in zip(CircumstanceKind.allCases, kinds) { answers[kind] = form.option(field) }
    let (from, source) = (form.day(from), form.text(source))
    return form.result { NewCircumstances(answers, from: from!, source: source!) }
  }
}

let circumstanceRoutes: [Route] = [
  .page("/children/{child}/circumstances", "What is true of a child’s life", may: .openRecord) { request, tx in
    let child = try tx.child(request.child)
    let all = try tx.circumstances(of: child.id)
    return CircumstancesPage(
      child: child.id, childName: child.name, calledName: child.calledName,
      now: CircumstanceLine.lines(latest(all, on: request.today)), all: all,
      mayChange: request.may(.changeDetails, on: child))
  },
  .page(
    "/children/{child}/circumstances/new", "Write down what is true of a child’s life", may: .changeDetails,
    newCircumstancesPage),
  .form(
    "/children/{child}/circumstances", "Save what is true of a child’s life", may: .changeDetails,
    fields: CircumstanceForm.all, again: newCircumstancesPage
  ) { request, tx in
    let child = try tx.child(request.child)
    let new = try request.checked(CircumstanceForm.check)
    let count = try writeCircumstances(new, of: child, by: request.caller, at: request.now, in: tx)
    return .see(
      "/children/\(child.id)/circumstances", count == 0 ? "The record says so already. Nothing was changed" : "Saved")
  },
]

@Sendable private func newCircumstancesPage(_ request: Request, _ tx: Transaction) throws -> NewCircumstancesPage {
  let child = try tx.child(request.child)
  return NewCircumstancesPage(
    child: child.id, childName: child.name, calledName: child.calledName, entry: request.entry)
}

/// One kind with what is so of it now; nil where nobody has said.
struct CircumstanceLine: Codable, Sendable, Hashable {
  let kind: CircumstanceKind
  let known: Circumstance?

  static func lines(_ known: [CircumstanceKind: Circumstance]) -> [CircumstanceLine] {
    CircumstanceKind.allCases.map { CircumstanceLine(kind: $0, known: known[$0]) }
  }
  var row: SummaryRow {
    guard let known else { return SummaryRow(kind.title, "<span class=\"app-hint\">Not recorded</span>") }
    return SummaryRow(
      kind.title,
      "\(known.words)<br><span class=\"app-hint\">Since \(known.from.long). \(known.source); \(known.writtenBy)</span>")
  }
}

/// What is so of a child's life now, and all that was written of it.
struct CircumstancesPage: Page, Codable {
  let child: ChildID
  let childName: String
  let calledName: String
  let now: [CircumstanceLine]
  let all: [Circumstance]
  let mayChange: Bool
  var title: String { "\(calledName)’s life" }
  var trail: [Link] { [Link(childName, "/children/\(child)"), Link("Details", "/children/\(child)/details")] }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      lead("So that nobody is missed: figures are looked at by these groups, and a small group is never shown.")
      if mayChange {
        buttonGroup { linkButton("Write down what is true now", to: "/children/\(child)/circumstances/new") }
      }
      card("Now", id: "now") { summaryList(now.map(\.row)) }
      card("All that was written down", id: "all") {
        table(
          Table(
            "All that was written down",
            [.init("What"), .init("Answer"), .init("From"), .init("Who says so"), .init("Written down by")],
            all.map {
              .init([
                "\($0.kind.title)", "\($0.words)", day($0.from), "\($0.source)",
                "\($0.writtenBy), \(day($0.writtenAt.day))",
              ])
            }, empty: "Nobody has written anything down yet."))
      }
    }
  }
}

/// The form of what is so of a child's life.
struct NewCircumstancesPage: Page, Codable {
  let child: ChildID
  let childName: String
  let calledName: String
  let entry: Entry
  var title: String { "What is true of \(calledName)’s life" }
  var trail: [Link] {
    [Link(childName, "/children/\(child)"), Link("\(calledName)’s life", "/children/\(child)/circumstances")]
  }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      paragraph("Answer what you know, and leave the rest. What was written before stays and can be read.")
      formPart(view, to: "/children/\(child)/circumstances", CircumstanceForm.all, entry, submit: "Save")
    }
  }
}
