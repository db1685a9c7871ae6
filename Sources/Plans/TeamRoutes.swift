import Design
import Kernel
import People
import Store
import Web

let teamRoutes: [Route] = [
  .page("/children/{child}/supports/{support}/team", "The team around the child", may: .openRecord) { request, tx in
    let here = try place(request, tx)
    let involvements = try tx.involvements(here.child.id)
    return TeamPage(
      child: here.line, support: here.support, team: involvements.map { TeamLine($0) },
      isLeadMissing: isLeadMissing(involvements), mayArrange: MayDo(request, here.child).arrange)
  },
  .page("/children/{child}/supports/{support}/team/new", "Add somebody to the team", may: .arrangeTeam, personPage),
  .form(
    "/children/{child}/supports/{support}/team", "Add somebody to the team", may: .arrangeTeam, fields: PersonForm.all,
    again: personPage
  ) { request, tx in
    let here = try place(request, tx)
    var reading = FormReading(request.entry)
    let id = reading.id(PersonForm.practitioner, as: PractitionerKey.self)
    let part = reading.text(PersonForm.part)
    let isLead = reading.flag(PersonForm.isLead)
    try Invalid.check(reading.errors)
    guard let chosen = try tx.practitioners().first(where: { $0.id == id }) else {
      throw Invalid("practitioner", "Choose one from the list")
    }
    try joinTeam(
      chosen, part: part!, isLead: isLead, id: request.formID.of(), child: here.child.id, by: request.caller,
      at: request.now, in: tx)
    return .see(path(here.support, "/team"), "\(chosen.name) has joined the team")
  },
  .form(
    "/children/{child}/supports/{support}/team/{involvement}/lead", "Name the lead professional", may: .arrangeTeam,
    fields: []
  ) { request, tx in
    let here = try place(request, tx)
    try tx.nameLead(
      try request.id("involvement"), child: here.child.id, keyWorker: false, by: request.caller, at: request.now)
    return .see(path(here.support, "/team"), "The lead professional has been named")
  },
  .page(
    "/children/{child}/supports/{support}/team/{involvement}/ending", "Somebody leaves the team", may: .arrangeTeam,
    endingPage),
  .form(
    "/children/{child}/supports/{support}/team/{involvement}/ending", "Somebody leaves the team", may: .arrangeTeam,
    fields: EndingForm.all, again: endingPage
  ) { request, tx in
    let here = try place(request, tx)
    var reading = FormReading(request.entry)
    let why = reading.text(EndingForm.why)
    try Invalid.check(reading.errors)
    try leaveTeam(
      try request.id("involvement"), support: here.support, why: why!, by: request.caller, at: request.now, in: tx)
    return .see(path(here.support, "/team"), "They have left the team")
  },
]

@Sendable private func personPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  let working = Set(try tx.involvements(here.child.id).compactMap(\.practitioner))
  let people = try tx.practitioners().filter { !working.contains($0.id) }
  return QuestionPage(
    title: "Add somebody to the team", child: here.line,
    trail: here.trail + [Link("Team", path(here.support, "/team"))],
    questions: .person, path: path(here.support, "/team"), entry: request.entry,
    choices: ["practitioner": people.map { OfferedChoice(Field.Option($0.id.description, $0.signature)) }],
    introduction: [
      "From then on they can see the child’s record. Add only people of agencies that the family has agreed to.",
      here.support.scope.map { "The family agreed to: \($0.split(separator: "\n").joined(separator: ", "))." } ?? "",
    ].filter { !$0.isEmpty }, submit: "Add to the team")
}

@Sendable private func endingPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  let id: ID<Involvement> = try request.id("involvement")
  guard let line = try tx.involvements(here.child.id).first(where: { $0.id == id }).map({ TeamLine($0) }) else {
    throw Refusal.notFound
  }
  return QuestionPage(
    title: "\(line.name) leaves the team", child: here.line,
    trail: here.trail + [Link("Team", path(here.support, "/team"))], questions: .ending,
    path: path(here.support, "/team/\(id)/ending"), entry: request.entry,
    introduction: ["From then on they cannot see the child’s record."], submit: "They leave the team",
    isDestructive: true)
}
