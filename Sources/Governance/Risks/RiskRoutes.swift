import Design
import Kernel
import Store
import Web

let riskRoutes: [Route] = [
  .page("/governance/groups/{group}/risks", "A group’s risks", may: .readGovernance, asks: [PlanForm.asOf]) {
    request, tx in
    let (group, current) = try groupOf(request, tx)
    let day = try asOf(request)
    return RisksPage(
      group: group, name: current, on: day,
      lines: inOrder(try tx.risks(of: group.id).compactMap { $0.known(on: day) }),
      mayKeep: request.caller.holds(.keepGroups), entry: Entry(["as_of": [day.description]]))
  },
  .page("/governance/groups/{group}/risks/new", "Raise a risk", may: .keepGroups, raisePage),
  .form(
    "/governance/groups/{group}/risks", "Raise a risk", may: .keepGroups, fields: RiskForm.all, again: raisePage
  ) { request, tx in
    let group = try tx.group(request.id("group"))
    let subjects = try tx.riskSubjects()
    try raiseRisk(
      request.formID.of(), try request.checked { RiskForm.check($0, subjects) }, for: group.id, by: request.caller,
      at: request.now, in: tx)
    return .see("\(group.path)/risks/\(request.formID)", "The risk is in the register")
  },
  .page("/governance/groups/{group}/risks/{risk}", "A risk and its history", may: .readGovernance) { request, tx in
    let (group, current) = try groupOf(request, tx)
    let line = try tx.risk(request.id("risk"), of: group.id)
    return RiskPage(
      group: group, name: current, line: line,
      about: try tx.riskSubjects().first { $0.1 == line.risk.about }.map {
        Link("\($0.0.title): \($0.2)", $0.0.path($0.1))
      }, meetings: try tx.meetings(of: group.id), on: request.today, mayKeep: request.caller.holds(.keepGroups))
  },
  .page("/governance/groups/{group}/risks/{risk}/look", "Look at a risk anew", may: .keepGroups, lookPage),
  .form(
    "/governance/groups/{group}/risks/{risk}/looks", "Look at a risk anew", may: .keepGroups, fields: RiskForm.look,
    again: lookPage
  ) { request, tx in
    let line = try tx.risk(request.id("risk"), of: request.id("group"))
    let look = try request.checked { RiskForm.checkLook($0, by: request.caller, at: request.now) }
    try lookAtRisk(look, at: line.risk.id, of: line.risk.group, by: request.caller, at: request.now, in: tx)
    return .see(line.risk.path, "Saved")
  },
  .page(
    "/governance/groups/{group}/risks/{risk}/actions/new", "Do something about a risk", may: .keepGroups, treatPage),
  .form(
    "/governance/groups/{group}/risks/{risk}/actions", "Do something about a risk", may: .keepGroups,
    fields: GroupActionForm.all, again: treatPage
  ) { request, tx in
    let line = try tx.risk(request.id("risk"), of: request.id("group"))
    let action = try request.checked {
      GroupActionForm.check($0, id: request.formID.of(), at: request.now, risk: line.risk.id)
    }
    try agreeAction(action, of: line.risk.group, by: request.caller, at: request.now, in: tx)
    return .see(line.risk.path, "Noted. It comes back at every meeting until it is done.")
  },
]

/// The day that a page is asked for; today where none is. Throws `malformed`.
func asOf(_ request: Request) throws -> Day {
  let isTyped = ["as_of", "as_of-day", "as_of-month", "as_of-year"].contains { request.query($0) != nil }
  guard isTyped else { return request.today }
  var form = FormReading(Entry(request.query))
  guard let day = form.day(PlanForm.asOf) else { throw Refusal.malformed("Give the day like this: as_of=2026-10-31.") }
  return day
}

@Sendable private func raisePage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  return FormPage(
    "Raise a risk", of: group, named: current, beneath: [Link("Risks", "\(group.path)/risks")],
    to: "\(group.path)/risks", RiskForm.asked(try tx.riskSubjects()),
    request.entry.filled(["about": "none"]), submit: "Raise it",
    notes: ["How likely and how bad it would be if nothing were done. What is done about it comes next."])
}

private func riskForm(
  _ title: String, _ request: Request, _ tx: Transaction, to path: String, _ fields: [Field], submit: String,
  _ known: (RiskLine) -> [String: String] = { _ in [:] }
) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  let line = try tx.risk(request.id("risk"), of: group.id)
  return FormPage(
    title, of: group, named: current,
    beneath: [Link("Risks", "\(group.path)/risks"), Link(line.risk.event, line.risk.path)],
    to: "\(line.risk.path)/\(path)", fields, request.entry.filled(known(line)), submit: submit,
    warning: line.isOpen ? nil : "This risk is over.",
    facts: [
      .init("What may happen", line.risk.event),
      .init("Score", "\(line.now.score) now, \(line.risk.before.score) before anything was done"),
    ])
}

@Sendable private func lookPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  try riskForm("Look at the risk anew", request, tx, to: "looks", RiskForm.look, submit: "Save") {
    [
      "likelihood": "\($0.now.likelihood)", "impact": "\($0.now.impact)", "ends": "no",
      "version": "\($0.risk.version)",
    ]
  }
}

@Sendable private func treatPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  try riskForm("Do something about it", request, tx, to: "actions", GroupActionForm.all, submit: "Note it")
}
