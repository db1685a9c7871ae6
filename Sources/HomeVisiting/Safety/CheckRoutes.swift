import Design
import Kernel
import People
import Store
import Web

enum CheckForm {
  static let minutes = Field(
    "minutes", "In how many minutes will you be out?", .number(10...240),
    required: "Enter in how many minutes you will be out")
}

/// A visitor at the door: going in, being out, needing longer.
struct CheckPage: Page, Codable {
  let visit: Visit
  let childName: String
  let check: VisitCheck?
  let isOwn: Bool
  let entry: Entry
  var title: String { isOpen ? "You are on a visit" : "Going in alone" }
  var trail: [Link] { visitsTrail(visit.child, childName) + [Link("The visit", visit.path)] }
  private var isOpen: Bool { check.map { $0.outAt == nil } ?? false }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(isOwn ? title : "Lone visit of \(visit.visitorName)", caption: childName)
      if let check, isOpen {
        card("Out by \(check.outBy.london.clock)", id: "out", style: check.isLate(at: view.now) ? .safety : .lead) {
          if check.isLate(at: view.now) {
            paragraph("\(check.visitorName) should be out. Call \(check.visitorPhone ?? "them") now.")
          }
          view.postButton("Out, and safe", to: "\(visit.path)/check/ending", style: .primary)
        }
        heading("Longer?", size: .m)
      } else {
        paragraph(
          """
          If you have not said that you are out \(minutesOfGrace) minutes after your time, your manager gets a letter and \
          calls you. If you do not answer, they follow the lone working procedure.
          """)
      }
      formPart(
        view, to: "\(visit.path)/check", [CheckForm.minutes], entry.filled(["minutes": isOpen ? "30" : "60"]),
        submit: isOpen ? "I need longer" : "I am going in", keepsDraft: false)
      paragraph(markup: "In danger? Call 999. The duty desk: \(phoneLink(view.site.settings.dutyPhone)).")
    }
  }
}

let checkRoutes: [Route] = [
  .page("/children/{child}/visits/{visit}/check", "Going in alone", may: .recordVisit, checkPage),
  .form(
    "/children/{child}/visits/{visit}/check", "Say that you are going in, or need longer", may: .recordVisit,
    fields: [CheckForm.minutes], again: checkPage
  ) { request, tx in
    let visit = try tx.visit(request.id("visit"), child: request.child)
    var form = FormReading(request.entry)
    let minutes = form.number(CheckForm.minutes)
    try Invalid.check(form.errors)
    try goIn(visit, outBy: request.now.adding(minutes: minutes!), by: request.caller, at: request.now, in: tx)
    return .see("\(visit.path)/check", "Somebody watches until you are out")
  },
  .form("/children/{child}/visits/{visit}/check/ending", "Say that you are out", may: .recordVisit, fields: []) {
    request, tx in
    let visit = try tx.visit(request.id("visit"), child: request.child)
    try comeOut(visit, by: request.caller, at: request.now, in: tx)
    return .see(visit.state == .planned ? "\(visit.path)/record" : visit.path, "Good. You are out.")
  },
]

@Sendable private func checkPage(_ request: Request, _ tx: Transaction) throws -> CheckPage {
  let child = try tx.child(request.child)
  let visit = try tx.visit(request.id("visit"), child: child.id)
  return CheckPage(
    visit: visit, childName: child.name, check: try tx.visitCheck(visit.id),
    isOwn: request.caller.practitioner == visit.visitor, entry: request.entry)
}

/// Who is in a home now: oneself, and for a manager those of the team who have not come out in time.
func checkTasks(_ child: ChildID?, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  let own = request.caller.practitioner
  let team = request.caller.has(.teamManager) ? try tx.practitioners(teams: request.caller.teams).map(\.id) : []
  return try tx.openChecks(of: team + (own.map { [$0] } ?? [])).compactMap { check in
    let isOwn = check.visitor == own
    if let child, child != check.child { return nil }
    guard isOwn || check.isLate(at: request.now) else { return nil }
    // The manager must hear whoever it is about; the record opens to those who may open it.
    let mayOpen = try tx.openable([check.child], by: request.caller).contains(check.child)
    return ToDo(
      isOwn ? "Say when you are out" : "\(check.visitorName) has not come out of a visit",
      hint: "Out by \(check.outBy.london.clock). \(isOwn ? "" : "Call \(check.visitorPhone ?? "them") now.")",
      path: mayOpen ? "\(visitsPath(check.child))/\(check.visit)/check" : "/visits", due: check.outBy.day,
      child: mayOpen ? check.child : nil, isUrgent: check.isLate(at: request.now), isLate: check.isLate(at: request.now)
    )
  }
}
