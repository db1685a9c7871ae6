import Design
import Kernel
import Store
import Web

/// One question, why, before something that changes how the record stands: closing, reopening, restricting.
struct StandingPage: Page, Codable {
  enum Step: String, Codable, Sendable {
    case closure, reopening, restriction, ending = "restriction/ending"
  }
  let child: ChildID
  let childName: String
  let step: Step
  /// People with a named link, who would still see a restricted record.
  let named: [String]
  let callerIsNamed: Bool
  let entry: Entry

  var title: String {
    switch step {
    case .closure: "Close the record"
    case .reopening: "Reopen the record"
    case .restriction: "Restrict who may see the record"
    case .ending: "Lift the restriction"
    }
  }
  /// Whoever lifts a restriction does not see the record before.
  private var origin: Link {
    step == .ending ? Link("Search", "/search") : Link("Details", "/children/\(child)/details")
  }
  var trail: [Link] { step == .ending ? [origin] : [Link(childName, "/children/\(child)"), origin] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      explanation
      view.form(to: "/children/\(child)/\(step.rawValue)", entry) {
        control(StandingForm.why, entry)
        buttonGroup {
          button(title, style: step == .closure || step == .restriction ? .warning : .primary)
          linkButton("Cancel", to: origin.path, style: .secondary)
        }
      }
    }
  }

  private var explanation: HTML {
    switch step {
    case .closure:
      paragraph(
        "A closed record can be read by those who helped, and not changed. It can be reopened with its whole story.")
    case .reopening: paragraph("Work can go on where it stopped.")
    case .restriction:
      markup {
        paragraph("Nobody else will find the record, see it in a list, or be told that there is one.")
        if named.isEmpty {
          warningText("Nobody has a named link, so nobody could see the record. Add somebody first.")
        } else {
          paragraph("Those who will still see it, and their families:")
          bulletList(named.map { "\($0)" })
        }
        if !callerIsNamed { warningText("You are not among them. You will lose sight of the record.") }
      }
    case .ending: paragraph("Teams and agencies who work with the child will see the record again.")
    }
  }
}

enum StandingForm {
  static let why = Field("why", "Why?", .prose(max: 500), required: "Say why")
}

let standingRoutes: [Route] = [
  .page("/children/{child}/closure", "Close a record", may: .closeRecord, standing(.closure)),
  .form(
    "/children/{child}/closure", "Close a record", may: .closeRecord, fields: [StandingForm.why],
    again: { try standing(.closure)($0, $1) }
  ) { request, tx in
    let why = try request.checked(reason(StandingForm.why))
    try closeRecord(try request.child, why: why, by: request.caller, at: request.now, in: tx)
    return .see("/children/\(try request.child)/details", "Record closed")
  },
  .page("/children/{child}/reopening", "Reopen a record", may: .closeRecord, standing(.reopening)),
  .form(
    "/children/{child}/reopening", "Reopen a record", may: .closeRecord, fields: [StandingForm.why],
    again: { try standing(.reopening)($0, $1) }
  ) { request, tx in
    let why = try request.checked(reason(StandingForm.why))
    try reopenRecord(try request.child, why: why, by: request.caller, at: request.now, in: tx)
    return .see("/children/\(try request.child)/details", "Record reopened")
  },
  .page(
    "/children/{child}/restriction", "Restrict who may see a record", may: .restrictRecord,
    standing(.restriction)),
  .form(
    "/children/{child}/restriction", "Restrict who may see a record", may: .restrictRecord, fields: [StandingForm.why],
    again: { try standing(.restriction)($0, $1) }
  ) { request, tx in
    let why = try request.checked(reason(StandingForm.why))
    let child = try tx.child(request.child)
    guard !child.isRestricted else { throw Refusal.notNow("This record is restricted already.") }
    let named = try tx.involvements(child.id).compactMap(\.practitioner)
    guard !named.isEmpty else {
      throw Invalid("why", "Add somebody with a named link first, or nobody could see the record")
    }
    try restrict(child.id, to: true, why: why, by: request.caller, at: request.now, in: tx)
    let isNamed = request.caller.practitioner.map(named.contains) ?? false
    return .see(isNamed ? "/children/\(child.id)/details" : "/search", "Record restricted")
  },
  .page(
    "/children/{child}/restriction/ending", "Lift the restriction of a record", may: .liftRestriction,
    standing(.ending)),
  .form(
    "/children/{child}/restriction/ending", "Lift the restriction of a record", may: .liftRestriction,
    fields: [StandingForm.why], again: { try standing(.ending)($0, $1) }
  ) { request, tx in
    let why = try request.checked(reason(StandingForm.why))
    guard try tx.child(request.child).isRestricted else { throw Refusal.notNow("This record is not restricted.") }
    try restrict(try request.child, to: false, why: why, by: request.caller, at: request.now, in: tx)
    return .see("/children/\(try request.child)/key-information", "Restriction lifted")
  },
]

private func standing(_ step: StandingPage.Step) -> @Sendable (Request, Transaction) throws -> StandingPage {
  { request, tx in
    let child = try tx.child(request.child)
    let named = try tx.involvements(child.id).filter { $0.practitioner != nil }
    return StandingPage(
      child: child.id, childName: child.name, step: step, named: named.map(\.who),
      callerIsNamed: named.contains { $0.practitioner == request.caller.practitioner }, entry: request.entry)
  }
}
