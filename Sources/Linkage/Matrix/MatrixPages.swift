import Design
import Kernel
import People
import Store
import Web

/// Which agency may see what, for which purpose: a table for each purpose.
struct MatrixPage: Page, Codable {
  struct Cell: Codable, Sendable, Hashable {
    let cell: MatrixCell
    let isAllowed: Bool
  }
  struct Change: Codable, Sendable, Hashable {
    let id: AnyID
    let words: String
    let isAllowed: Bool
    let why: String
    let asked: String
    let state: MatrixChangeState
    let answered: String?
    let isOwn: Bool
  }
  let cells: [Cell]
  let changes: [Change]
  let mayChange: Bool
  let entry: Entry
  var title: String { "Sharing matrix" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "sharing-matrix", columns: ["agency", "kind", "purpose", "allowed"],
      rows: cells.map {
        [$0.cell.agency.rawValue, $0.cell.kind.rawValue, $0.cell.purpose.rawValue, $0.isAllowed ? "yes" : "no"]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("What an agency that knows a child, and does not work with them itself, may see of the key information.")
      paragraph(
        "Those who work with a child see the whole record. Nobody sees by this table what is written in an assessment or a plan."
      )
      paragraph(
        "At the front door it rules records that may be the child of a request as well. Of a record that other agencies alone hold, an agency without their numbers reads the age and no date of birth, and one that may not know of the agencies reads only that there is a record."
      )
      SharingPurpose.allCases.map { purpose in
        card(purpose.title, id: purpose.rawValue) { matrix(purpose) }
      }.joined()
      paragraph(markup: link("Download as a table", to: "/sharing-matrix?format=csv"))
      if mayChange { changeForm(view) }
      if !changes.isEmpty { heading("Changes") }
      changes.map { line($0, view) }.joined()
    }
  }

  private func matrix(_ purpose: SharingPurpose) -> HTML {
    let allowed = Dictionary(cells.map { ($0.cell, $0.isAllowed) }) { first, _ in first }
    return table(
      Table(
        purpose.title, [.init("Kind of information")] + AgencyKind.allCases.map { .init($0.title) },
        KeyKind.allCases.map { kind in
          .init(
            ["\(kind.title)"]
              + AgencyKind.allCases.map { agency in
                allowed[MatrixCell(agency, kind, purpose)] == true ? tag("Yes", .green) : tag("No", .grey)
              })
        }))
  }

  private func changeForm(_ view: View) -> HTML {
    details("Change a line of it", isOpen: !entry.errors.isEmpty) {
      paragraph("A change holds when a second person has agreed to it.")
      view.form(to: "/sharing-matrix/changes", entry) {
        controls(MatrixForm.all, entry)
        button("Ask for the change")
      }
    }
  }

  private func line(_ change: Change, _ view: View) -> HTML {
    card("\(change.words): \(change.isAllowed ? "yes" : "no")", level: .h3) {
      summaryList(
        [
          SummaryRow("Why", text: change.why), SummaryRow("Asked by", text: change.asked),
          SummaryRow("State", tag(change.state.title, change.state == .asked ? .yellow : .grey)),
        ] + (change.answered.map { [SummaryRow("Answered", text: $0)] } ?? []))
      if change.state == .asked, mayChange {
        change.isOwn
          ? paragraph("Somebody else must agree to it.")
          : buttonGroup {
            view.postButton(
              "Agree", to: "/sharing-matrix/changes/\(change.id)/answer", ["agrees": "yes"], style: .primary,
              hiddenText: "to \(change.words)")
            view.postButton(
              "Refuse", to: "/sharing-matrix/changes/\(change.id)/answer", ["agrees": "no"],
              hiddenText: change.words)
          }
      }
    }
  }
}

enum MatrixForm {
  static let agency = Field(
    "agency", "Which agencies?", .choice(Field.options(AgencyKind.self)), required: "Choose the agencies")
  static let kind = Field("kind", "What?", .choice(Field.options(KeyKind.self)), required: "Choose what")
  static let purpose = Field(
    "purpose", "For which purpose?", .choice(Field.options(SharingPurpose.self)), required: "Choose the purpose")
  static let isAllowed = Field(
    "is_allowed", "May they see it?", .choice([.init("yes", "Yes"), .init("no", "No")]), required: "Choose yes or no")
  static let why = Field("why", "Why?", .prose(max: 500), required: "Say why")
  static let all = [agency, kind, purpose, isAllowed, why]
  static let agrees = Field(
    "agrees", "Do you agree?", .choice([.init("yes", "Agree"), .init("no", "Refuse")]), required: "Choose an answer")
}

let matrixRoutes: [Route] = [
  .page("/sharing-matrix", "Which agency may see what, for which purpose", may: .seeMatrix, matrixPage),
  .form(
    "/sharing-matrix/changes", "Ask to change who may see what", may: .changeMatrix, fields: MatrixForm.all,
    again: matrixPage
  ) { request, tx in
    let (cell, isAllowed, why) = try request.checked(readChange)
    try askMatrixChange(
      request.formID.of(), cell, isAllowed: isAllowed, why: why, by: request.caller, at: request.now, in: tx)
    return .see("/sharing-matrix", "Asked. Somebody else must agree.")
  },
  .form(
    "/sharing-matrix/changes/{change}/answer", "Agree to a change of who may see what", may: .changeMatrix,
    fields: [MatrixForm.agrees], again: matrixPage
  ) { request, tx in
    let agrees = try request.checked(readAgrees)
    try answerMatrixChange(
      request.id("change"), agrees: agrees, by: request.caller, at: request.now, in: tx)
    return .see("/sharing-matrix", agrees ? "Agreed. It holds from now on." : "Refused")
  },
]

@Sendable private func matrixPage(_ request: Request, _ tx: Transaction) throws -> MatrixPage {
  let decided = try tx.matrixDecisions()
  let cells = SharingPurpose.allCases.flatMap { purpose in
    KeyKind.allCases.flatMap { kind in
      AgencyKind.allCases.map { agency -> MatrixPage.Cell in
        let cell = MatrixCell(agency, kind, purpose)
        return .init(cell: cell, isAllowed: decided[cell] ?? cell.standard)
      }
    }
  }
  let mayChange = request.caller.holds(.changeMatrix)
  return MatrixPage(
    cells: cells,
    changes: mayChange
      ? try tx.matrixChanges().map { change in
        .init(
          id: change.id.of(), words: change.cell.words, isAllowed: change.isAllowed, why: change.why,
          asked: "\(change.askedBy), \(change.askedAt.day.long)", state: change.state,
          answered: change.answeredAt.map { "\(change.answeredBy ?? ""), \($0.day.long)" },
          isOwn: change.askedAccount == request.caller.account)
      } : [], mayChange: mayChange, entry: request.entry)
}

@Sendable private func readChange(_ entry: Entry) -> Checked<(MatrixCell, Bool, String)> {
  var form = FormReading(entry)
  let agency: AgencyKind? = form.choice(MatrixForm.agency)
  let kind: KeyKind? = form.choice(MatrixForm.kind)
  let purpose: SharingPurpose? = form.choice(MatrixForm.purpose)
  let isAllowed = form.option(MatrixForm.isAllowed)
  let why = form.text(MatrixForm.why)
  return form.result { (MatrixCell(agency!, kind!, purpose!), isAllowed! == "yes", why!) }
}

@Sendable private func readAgrees(_ entry: Entry) -> Checked<Bool> {
  var form = FormReading(entry)
  let agrees = form.option(MatrixForm.agrees)
  return form.result { agrees! == "yes" }
}
