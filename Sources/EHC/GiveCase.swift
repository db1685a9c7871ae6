import Clocks
import Design
import Kernel
import People
import Store
import Web

extension Permission {
  /// Giving a case to a colleague: officers within their agency, managers within their team.
  static let giveEHC = Permission.child("ehc.give", [.ehcCoordinator: .agency, .teamManager: .team])
}

/// Gives an open case to another officer: its limits go with it, the new officer gets a named link to the child, and the
/// one before loses theirs.
func giveCase(
  _ ehcCase: EHCCase, to officer: Practitioner, version: Int, why: String?, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard ehcCase.version == version else {
    throw Refusal.changedByAnother("This case has moved on since you opened it. Open it again.")
  }
  guard ehcCase.state.isOpen else { throw Refusal.notNow("This case has ended.") }
  guard officer.id != ehcCase.officer else { throw Invalid("officer", "\(officer.name) has this case already") }
  try tx.giveCase(ehcCase.id, to: officer)
  let records: [AnyID] =
    [ehcCase.id.of()] + (try tx.advice(of: ehcCase.id).map { $0.id.of() })
    + (try tx.reviews(of: ehcCase.id).map { $0.id.of() }) + (try tx.consultations(of: ehcCase.id).map { $0.id.of() })
  for record in records {
    // What the family may do until a day is nobody’s task here.
    try tx.giveClocks(about: record, to: officer.id, team: officer.team, except: [.mediation, .appeal])
  }
  let links = try tx.involvements(ehcCase.child)
  if !links.contains(where: { $0.practitioner == officer.id }) {
    try tx.beginInvolvement(
      NewInvolvement(practitioner: officer.id, agency: officer.agency, team: officer.team, part: partOfOfficer),
      child: ehcCase.child, id: newID(at: now), by: caller, at: now)
  }
  for link in links where link.part == partOfOfficer && link.practitioner != nil && link.practitioner != officer.id {
    try tx.endInvolvement(link.id, child: ehcCase.child, why: "The case went to \(officer.name)", by: caller, at: now)
  }
  try tx.append(
    .caseGiven, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["officer": "\(ehcCase.officerName ?? "nobody") → \(officer.name)"], why: why)
}

/// What an officer is to a child.
let partOfOfficer = "Education, health and care"

extension Transaction {
  fileprivate func giveCase(_ id: ID<EHCCase>, to officer: Practitioner) throws {
    try run(
      """
      UPDATE ehc_case SET officer_id = \(officer.id), team_id = \(officer.team), version = version + 1
      WHERE id = \(id)
      """)
  }
  /// Whom a case can be given to: those who work for the agency that has it; where nobody has it, for the caller's.
  func officers(of ehcCase: EHCCase, for caller: Caller) throws -> [Practitioner] {
    let agencies = try ehcCase.officer.map { [try practitioner($0).agency] } ?? caller.agencies
    return try agencies.flatMap { try practitioners(agency: $0) }
  }
}

extension EventKind {
  static let caseGiven = EventKind("ehc.case_given", "gave an EHC case to another officer")
}

enum GiveForm {
  static func officer(_ officers: [Practitioner]) -> Field {
    Field(
      "officer", "Who takes it?",
      .choice(officers.map { .init($0.id.description, "\($0.name), \($0.jobTitle)") }), required: "Choose who takes it")
  }
  static let why = Field("why", "Why?", .text(max: 300), hint: "For example: Daniel is on leave until May.")
}

let giveRoutes: [Route] = [
  .page("/children/{child}/ehc/{case}/officer", "Give a case to another officer", may: .giveEHC, givePage),
  .form(
    "/children/{child}/ehc/{case}/officer", "Give a case to another officer", may: .giveEHC,
    fields: [GiveForm.officer([]), GiveForm.why, StepForm.version], again: givePage
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    let officers = try tx.officers(of: ehcCase, for: request.caller)
    var form = FormReading(request.entry)
    let (chosen, why) = (form.option(GiveForm.officer(officers)), form.text(GiveForm.why))
    try Invalid.check(form.errors)
    guard let officer = officers.first(where: { $0.id.description == chosen }) else {
      throw Invalid("officer", "Choose one from the list")
    }
    try giveCase(
      ehcCase, to: officer, version: try request.checked(StepForm.checkVersion), why: why, by: request.caller,
      at: request.now, in: tx)
    return .see(ehcCase.path, "\(officer.name) has the case now, with its time limits.")
  },
]

@Sendable private func givePage(_ request: Request, _ tx: Transaction) throws -> GivePage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  guard ehcCase.state.isOpen else { throw Refusal.notNow("This case has ended.") }
  return GivePage(
    path: ehcCase.path, childName: child.name, holder: ehcCase.officerName,
    officers: try tx.officers(of: ehcCase, for: request.caller).filter { $0.id != ehcCase.officer },
    entry: request.method == .get ? request.entry.filled(["version": String(ehcCase.version)]) : request.entry)
}

/// The form that gives a case away.
struct GivePage: Page {
  let path: String
  let childName: String
  let holder: String?
  let officers: [Practitioner]
  let entry: Entry
  var title: String { "Give the case to somebody else" }
  var trail: [Link] { caseTrail(path, childName) }
  private enum CodingKeys: String, CodingKey { case path, childName, holder, entry }
  func body(_ view: View) -> HTML {
    formColumn(
      view, title, caption: childName, to: "\(path)/officer",
      fields: [GiveForm.officer(officers), GiveForm.why, StepForm.version], entry, submit: "Give the case"
    ) {
      paragraph(
        "\(holder ?? "Nobody") has it now. Every time limit goes with the case, and the family sees the new name.")
    }
  }
}
