import Design
import Kernel
import People
import Store
import Web

/// The questions of a report, in the order in which they are asked.
enum ReportForm {
  static let on = Field("on", "On which day?", .day, required: "Enter the day")
  static let who = Field(
    "who", "Who took part?", .text(max: 300),
    hint:
      "Names and professions, and who of the family. For example: Pat Lowe (home visitor), Jo Marsh (therapist), Mum",
    required: "Enter who took part")
  static let goesWell = Field(
    "goes_well", "What goes well?", .prose(max: 4000), hint: "The family reads all of this.",
    required: "Enter what goes well")
  static let isHard = Field("is_hard", "What is hard?", .prose(max: 4000), required: "Enter what is hard")
  static let familySays = Field(
    "family_says", "What does the family say?", .prose(max: 4000), hint: "In their own words, as far as you can.")
  static let next = Field("next", "What next?", .prose(max: 4000), required: "Enter what comes next")
  static let anyKind = Field(
    "kind", "What is it?", .choice(Field.options(ReportKind.self)), required: "Choose what it is")
  static let all = [on, who, goesWell, isHard, familySays, next]

  /// What is asked depends a little on what it is for.
  static func fields(_ kind: ReportKind) -> [Field] {
    all.dropLast() + [
      Field(
        next.name, kind == .jointAssessment ? "What did you agree?" : "What should happen next?", .prose(max: 4000),
        hint: kind == .jointAssessment
          ? "Who does what, and when you look again." : "What the meeting should talk about.",
        required: "Enter what comes next")
    ]
  }
  /// The kind goes along unseen: it was chosen on the page before.
  static func kind(_ kind: ReportKind) -> Field { Field(anyKind.name, anyKind.label, .hidden(max: 20)) }
}

extension ReportWords {
  static func check(_ entry: Entry) -> Checked<ReportWords> {
    var form = FormReading(entry)
    let (on, who) = (form.day(ReportForm.on), form.text(ReportForm.who))
    let (well, hard) = (form.text(ReportForm.goesWell), form.text(ReportForm.isHard))
    let (says, next) = (form.text(ReportForm.familySays), form.text(ReportForm.next))
    return form.result {
      ReportWords(on: on!, who: who!, goesWell: well!, isHard: hard!, familySays: says, next: next!)
    }
  }
}

let reportRoutes: [Route] = [
  .page("/children/{child}/visiting-reports", "Joint assessments and parts for reviews", may: .openRecord) {
    request, tx in
    let child = try tx.child(request.child)
    return ReportsPage(
      child: child.id, childName: child.name, reports: try tx.visitingReports(child.id),
      mayWrite: request.may(.recordVisit, on: child))
  },
  .page(
    "/children/{child}/visiting-reports/new", "Write a joint assessment or a part for a review", may: .recordVisit,
    asks: [ReportForm.anyKind, Field("visit", "The visit that it is about", .id)], keepsDraft: true, newReportPage),
  .form(
    "/children/{child}/visiting-reports", "Write a joint assessment or a part for a review", may: .recordVisit,
    fields: ReportForm.all + [ReportForm.anyKind], again: newReportPage
  ) { request, tx in
    let child = try tx.child(request.child)
    let words = try request.checked(ReportWords.check)
    guard let kind = request.entry[ReportForm.anyKind.name].flatMap(ReportKind.init) else {
      throw Invalid(ReportForm.anyKind.name, "Choose what it is")
    }
    try Invalid.check(problems(with: words, bornOn: child.bornOn, today: request.today))
    let id: ID<VisitingReport> = request.formID.of()
    try writeReport(id, kind, words, child: child.id, by: request.caller, at: request.now, in: tx)
    return .see("\(reportsPath(child.id))/\(id)", "Written down. The family can read it.")
  },
  .page("/children/{child}/visiting-reports/{report}", "A joint assessment or a part for a review", may: .openRecord) {
    request, tx in
    let child = try tx.child(request.child)
    return ReportPage(
      report: try tx.visitingReport(request.id("report"), child: child.id), childName: child.name,
      mayWrite: request.may(.recordVisit, on: child))
  },
  .page(
    "/children/{child}/visiting-reports/{report}/correction", "Put a report right", may: .recordVisit,
    correctReportPage),
  .form(
    "/children/{child}/visiting-reports/{report}/correction", "Put a report right", may: .recordVisit,
    fields: ReportForm.all + [VisitForm.version], again: correctReportPage
  ) { request, tx in
    let child = try tx.child(request.child)
    let report = try tx.visitingReport(request.id("report"), child: child.id)
    let words = try request.checked(ReportWords.check)
    let version = try request.checked(VisitForm.checkVersion)
    try Invalid.check(problems(with: words, bornOn: child.bornOn, today: request.today))
    try correctReport(report, words, version: version, by: request.caller, at: request.now, in: tx)
    return .see(report.path, "Put right")
  },
]

@Sendable private func newReportPage(_ request: Request, _ tx: Transaction) throws -> ReportFormPage {
  let child = try tx.child(request.child)
  let kind =
    (request.entry[ReportForm.anyKind.name] ?? request.query(ReportForm.anyKind.name)).flatMap(ReportKind.init)
    ?? .jointAssessment
  var known = ["on": request.today.description, "kind": kind.rawValue]
  // From a visit that was written up: the day, and who was there.
  if let id = request.query("visit").flatMap({ ID<Visit>($0) }) {
    let visit = try tx.visit(id, child: child.id)
    known["on"] = visit.startsAt.day.description
    known["who"] = [visit.visitorName, visit.jointWith, visit.wasThere].compactMap(\.self).joined(separator: ", ")
  }
  return try reportForm(
    child, kind, nil, request.method == .get ? request.entry.filled(known) : request.entry, request.today, tx)
}

@Sendable private func correctReportPage(_ request: Request, _ tx: Transaction) throws -> ReportFormPage {
  let child = try tx.child(request.child)
  let report = try tx.visitingReport(request.id("report"), child: child.id)
  let words = report.words
  let known = [
    "on": words.on.description, "who": words.who, "goes_well": words.goesWell, "is_hard": words.isHard,
    "family_says": words.familySays ?? "", "next": words.next, "version": "\(report.version)",
  ]
  return try reportForm(
    child, report.kind, report, request.method == .get ? request.entry.filled(known) : request.entry, request.today, tx)
}

private func reportForm(
  _ child: Child, _ kind: ReportKind, _ report: VisitingReport?, _ entry: Entry, _ today: Day, _ tx: Transaction
) throws -> ReportFormPage {
  ReportFormPage(
    child: child.id, childName: child.name, kind: kind, report: report,
    figures: try report?.figures ?? tx.figuresForReport(of: child.id, on: today),
    visits: try tx.visits(child.id, state: .held, limit: 6), goals: try tx.visitingGoals(child.id), entry: entry)
}
