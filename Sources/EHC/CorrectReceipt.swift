import Clocks
import Design
package import Kernel
import People
package import Store
import Web

// A request was written down with a wrong day: every limit runs from the true one, and the wrong one stays in the story.

/// Puts the day right on which a request was received, while nothing else has been done with it: the first step is marked
/// as undone with the reason, one of the true day takes its place, and the limits are set to it. Throws `Refusal.notNow`
/// once another step was taken, and `Invalid` where the day cannot be.
package func correctReceipt(
  of ehcCase: EHCCase, to day: Day, version: Int, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard ehcCase.version == version else {
    throw Refusal.changedByAnother("This case has moved on since you opened it. Open it again.")
  }
  guard let first = try tx.receiptAlone(of: ehcCase.id) else { throw Refusal.notNow(afterOtherSteps) }
  guard day != ehcCase.receivedOn else {
    throw Invalid("received_on", "\(day.long) is the day that is written down already")
  }
  let child = try tx.child(ehcCase.child)
  var new = NewCase(
    receivedOn: day, source: ehcCase.source, askedBy: ehcCase.askedBy, reasons: ehcCase.reasons)
  new.lateWhy = why
  try Invalid.check(
    problems(
      with: new, bornOn: child.bornOn, lastAssessedOn: try tx.lastAssessment(child.id), isOpen: false, today: now.day))
  try tx.moveReceipt(ehcCase, to: day)
  try tx.markUndone(first.id, why: why, at: now)
  let step = NewStep(.receive, on: day, reasons: first.reasons, lateWhy: day < now.day ? why : nil)
  try tx.insert(newID(at: now), step, of: ehcCase.id, from: first.from, to: first.to, by: caller, at: now)
  for rule in StepKind.receive.effects.starts {
    try tx.startClock(
      rule, about: ehcCase.id, child: ehcCase.child, at: moment(of: day, now: now), owner: ehcCase.officer,
      team: ehcCase.team, now: now)
  }
  try tx.append(
    .receiptCorrected, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["received_on": "\(ehcCase.receivedOn) → \(day)"], why: why)
}

private let afterOtherSteps = "Other steps have been taken since. Undo them first, the last one before the others."

extension Transaction {
  /// The receipt of a request, where nothing else has been done with it yet; nil otherwise.
  fileprivate func receiptAlone(of ehcCase: ID<EHCCase>) throws -> CaseStep? {
    let steps = try steps(of: ehcCase)
    return steps.count == 1 && steps[0].step == .receive ? steps[0] : nil
  }

  fileprivate func moveReceipt(_ ehcCase: EHCCase, to day: Day) throws {
    let changed = try run(
      """
      UPDATE ehc_case SET received_on = \(day), version = version + 1
      WHERE id = \(ehcCase.id) AND version = \(ehcCase.version)
      """)
    guard changed == 1 else {
      throw Refusal.changedByAnother("This case has moved on since you opened it. Open it again.")
    }
  }
}

extension EventKind {
  static let receiptCorrected = EventKind(
    "ehc.receipt_corrected", "put the day right on which a request was received")
}

enum ReceiptForm {
  static let why = Field(
    "why", "Why was another day written down?", .text(max: 300), hint: "For example: the letter lay in the post room.",
    required: "Enter why another day was written down")
  static let all = [CaseForm.receivedOn, why, StepForm.version]
}

let receiptRoutes: [Route] = [
  .page(
    "/children/{child}/ehc/{case}/received", "Put the day of a request right", may: .manageEHC,
    receiptDayPage),
  .form(
    "/children/{child}/ehc/{case}/received", "Put the day of a request right", may: .manageEHC,
    fields: ReceiptForm.all, again: receiptDayPage
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    var form = FormReading(request.entry)
    let (day, why) = (form.day(CaseForm.receivedOn), form.text(ReceiptForm.why))
    try Invalid.check(form.errors)
    try correctReceipt(
      of: ehcCase, to: day!, version: try request.checked(StepForm.checkVersion), why: why!, by: request.caller,
      at: request.now, in: tx)
    return .see("\(ehcCase.path)#limits", "Put right. The time limits run from \(day!.long).")
  },
]

@Sendable private func receiptDayPage(_ request: Request, _ tx: Transaction) throws -> ReceiptDayPage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  let known = ["received_on": ehcCase.receivedOn.description, "version": String(ehcCase.version)]
  return ReceiptDayPage(
    path: ehcCase.path, childName: child.name, receivedOn: ehcCase.receivedOn,
    isPossible: try tx.receiptAlone(of: ehcCase.id) != nil,
    entry: request.method == .get ? request.entry.filled(known) : request.entry)
}

/// The form that puts the day of a request right; or why that is not possible now.
struct ReceiptDayPage: Page, Codable {
  let path: String
  let childName: String
  let receivedOn: Day
  let isPossible: Bool
  let entry: Entry
  var title: String { "Put the day of the request right" }
  var trail: [Link] { caseTrail(path, childName) }
  func body(_ view: View) -> HTML {
    guard isPossible else {
      return readingColumn {
        pageHeading(title, caption: childName)
        insetText { paragraph(afterOtherSteps) }
        paragraph(markup: link("Undo the last step", to: "\(path)/undo"))
      }
    }
    return formColumn(
      view, title, caption: childName, to: "\(path)/received", fields: ReceiptForm.all, entry, submit: "Put it right"
    ) {
      paragraph(
        """
        \(receivedOn.long) is written down. Every time limit is worked out anew from the true day. The day that was wrong \
        stays in the story with your reason.
        """)
    }
  }
}
