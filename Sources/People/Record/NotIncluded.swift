import Design
package import Kernel
package import Store
import Web

// A child at risk of being found. The record is restricted to those with a named link, and beyond that it is left out of
// everything that is made of many records: lists, counts, queues and figures of every slice, comparing the agencies' records, its
// counts and blocks, the review of pairs. One thing is asked by law all the same: the SEN2 return, which is of every child with
// a plan (EHC, ExportReturn.swift). Agencies that sent a record of the child before learn nothing more. Source: local
// information sharing indexes ("shielding"); domain register B10.

extension EventKind {
  package static let notIncluded = EventKind("child.not_included", "hid the record, because the child is at risk")
  package static let includedAgain = EventKind("child.included_again", "ended the hiding of the record")
}

package func notInclude(
  _ id: ChildID, because reason: NotIncluded, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var child = try tx.child(id)
  guard child.notIncludedBecause == nil else { throw Refusal.notNow("This record is hidden already.") }
  child.notIncludedBecause = reason
  child.isRestricted = true
  child.isAddressHidden = true
  child.restrictedWhy = child.restrictedWhy ?? reason.title
  child.updatedAt = now
  try tx.rewrite(child)
  try tx.append(
    .notIncluded, about: id.of(), child: id, by: caller, at: now, changed: ["because": reason.rawValue], why: why)
}

/// The danger is over. The record stays restricted until that is lifted too.
package func includeAgain(_ id: ChildID, why: String, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  var child = try tx.child(id)
  guard child.notIncludedBecause != nil else { throw Refusal.notNow("This record is not hidden.") }
  child.notIncludedBecause = nil
  child.updatedAt = now
  try tx.rewrite(child)
  try tx.append(.includedAgain, about: id.of(), child: id, by: caller, at: now, why: why)
}

/// A condition: the child whose id this is may be counted. True where the id is null: what is about no child hides nobody.
package func isIncluded(_ child: SQL) -> SQL {
  isIn(child, but: "SELECT hidden.id FROM child hidden WHERE hidden.not_included_because IS NOT NULL")
}

/// The same for a list or a count that one person reads: those with a named link go on seeing the child in their own work.
package func isIncluded(_ child: SQL, for caller: Caller) -> SQL {
  guard let practitioner = caller.practitioner else { return isIncluded(child) }
  return isIn(
    child,
    but: """
      SELECT hidden.id FROM child hidden WHERE hidden.not_included_because IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM involvement link WHERE link.child_id = hidden.id AND link.practitioner_id = \(practitioner)
          AND (link.ended_on IS NULL OR hidden.closed_on IS NOT NULL))
      """)
}

/// The few who are hidden are read once for all rows: looking each row's child up took eight times as long over 100,000 requests.
private func isIn(_ child: SQL, but hidden: SQL) -> SQL { "(\(child) IS NULL OR \(child) NOT IN (\(hidden)))" }

extension Transaction {
  /// Children who are in no figure.
  package func childrenNotIncluded() throws -> Set<ChildID> {
    Set(try rows("SELECT id FROM child WHERE not_included_because IS NOT NULL") { try $0[0] as ChildID })
  }

  /// Children who are in no list and no figure that this caller reads.
  package func childrenNotIncluded(for caller: Caller) throws -> Set<ChildID> {
    Set(
      try rows(
        "SELECT c.id FROM child c WHERE c.not_included_because IS NOT NULL AND NOT (\(isIncluded("c.id", for: caller)))"
      ) { try $0[0] as ChildID })
  }
}

enum HidingForm {
  static let because = Field(
    "because", "Not included because", .choice(Field.options(NotIncluded.self)), required: "Choose why")
  static let why = Field("why", "What should those who come after you know?", .prose(max: 500), required: "Say why")
  static let all = [because, why]
}

/// Hiding a child at risk, and ending it.
struct HidingPage: Page, Codable {
  let child: ChildID
  let childName: String
  let because: NotIncluded?
  let named: [String]
  let entry: Entry
  var title: String { because == nil ? "Hide a child at risk" : "End the hiding of the record" }
  var trail: [Link] { [Link(childName, "/children/\(child)"), Link("Details", "/children/\(child)/details")] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      if let because {
        summaryList([SummaryRow("Not included because", text: because.title)])
        paragraph("The record stays restricted until somebody lifts that as well.")
        formPart(view, to: "/children/\(child)/hiding/ending", [StandingForm.why], entry, submit: "End it")
      } else {
        paragraph(
          "Only people with a named link will find this record. It is in no list, no count and no comparison with the records of other agencies, and the address is shown to nobody else."
        )
        if named.isEmpty {
          warningText("Nobody has a named link, so nobody could see the record. Add somebody first.")
        } else {
          paragraph("Those who will still see it:")
          bulletList(named.map { "\($0)" })
        }
        formPart(
          view, to: "/children/\(child)/hiding", HidingForm.all, entry, submit: "Hide the record", style: .warning)
      }
    }
  }
}

let hidingRoutes: [Route] = [
  .page("/children/{child}/hiding", "Hide a child at risk", may: .restrictRecord, hidingPage),
  .form(
    "/children/{child}/hiding", "Hide a child at risk", may: .restrictRecord, fields: HidingForm.all,
    again: { try hidingPage($0, $1) }
  ) { request, tx in
    let (because, why) = try request.checked(readHiding)
    let named = try tx.involvements(request.child).compactMap(\.practitioner)
    guard !named.isEmpty else {
      throw Invalid("because", "Add somebody with a named link first, or nobody could see the record")
    }
    try notInclude(try request.child, because: because, why: why, by: request.caller, at: request.now, in: tx)
    let isNamed = request.caller.practitioner.map(named.contains) ?? false
    return .see(isNamed ? "/children/\(try request.child)/details" : "/search", "The record is hidden")
  },
  .form(
    "/children/{child}/hiding/ending", "End the hiding of a record", may: .liftRestriction, fields: [StandingForm.why],
    again: { try hidingPage($0, $1) }
  ) { request, tx in
    let why = try request.checked(reason(StandingForm.why))
    try includeAgain(try request.child, why: why, by: request.caller, at: request.now, in: tx)
    return .see("/search", "The record is included again")
  },
]

@Sendable private func hidingPage(_ request: Request, _ tx: Transaction) throws -> HidingPage {
  let child = try tx.child(request.child)
  return HidingPage(
    child: child.id, childName: child.name, because: child.notIncludedBecause,
    named: try tx.involvements(child.id).filter { $0.practitioner != nil }.map(\.who), entry: request.entry)
}

@Sendable private func readHiding(_ entry: Entry) -> Checked<(NotIncluded, String)> {
  var form = FormReading(entry)
  let because: NotIncluded? = form.choice(HidingForm.because)
  let why = form.text(HidingForm.why)
  return form.result { (because!, why!) }
}
