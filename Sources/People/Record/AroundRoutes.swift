import Design
import Kernel
import Store
import Web

let aroundRoutes: [Route] = [
  .page("/children/{child}/people", "Who works with a child", may: .openRecord) { request, tx in
    let child = try tx.child(request.child)
    let all = try tx.involvements(child.id, ended: true)
    return AroundPage(
      child: child.id, childName: child.name, calledName: child.calledName, now: all.filter { $0.endedOn == nil },
      before: all.filter { $0.endedOn != nil },
      isLeadMissing: isLeadMissing(all) && child.diedOn == nil, mayArrange: request.may(.arrangeTeam, on: child))
  },
  .page(
    "/children/{child}/people/new", "Add somebody who works with a child", may: .arrangeTeam,
    addPersonPage),
  .form(
    "/children/{child}/people", "Save who works with a child", may: .arrangeTeam, fields: AroundForm.all,
    again: { try addPersonPage($0, $1) }
  ) { request, tx in
    let child = try tx.child(request.child)
    let new = try newInvolvement(request, tx)
    try tx.beginInvolvement(new, child: child.id, id: request.formID.of(), by: request.caller, at: request.now)
    try tellPractitioner(new, child, request, tx)
    return .see("/children/\(child.id)/people", "Added")
  },
  .page(
    "/children/{child}/people/{involvement}/ending", "End somebody’s work with a child", may: .arrangeTeam,
    endInvolvementPage),
  .form(
    "/children/{child}/people/{involvement}/ending", "Save that somebody’s work ends", may: .arrangeTeam,
    fields: [AroundForm.why], again: { try endInvolvementPage($0, $1) }
  ) { request, tx in
    let why = try request.checked(reason(AroundForm.why))
    try tx.endInvolvement(
      try request.id("involvement"), child: try request.child, why: why, by: request.caller, at: request.now)
    return .see("/children/\(try request.child)/people", "Ended")
  },
  .form("/children/{child}/people/{involvement}/lead", "Name the lead professional", may: .arrangeTeam, fields: []) {
    request, tx in
    try tx.nameLead(
      try request.id("involvement"), child: try request.child, keyWorker: false, by: request.caller, at: request.now)
    return .see("/children/\(try request.child)/people", "Lead professional named")
  },
  .form("/children/{child}/people/{involvement}/key-worker", "Name the key worker", may: .arrangeTeam, fields: []) {
    request, tx in
    try tx.nameLead(
      try request.id("involvement"), child: try request.child, keyWorker: true, by: request.caller, at: request.now)
    return .see("/children/\(try request.child)/people", "Key worker named")
  },
]

@Sendable private func addPersonPage(_ request: Request, _ tx: Transaction) throws -> AddPersonPage {
  let child = try tx.child(request.child)
  return AddPersonPage(
    child: child.id, childName: child.name,
    practitioners: try tx.practitioners().map { .init(value: $0.id.description, name: $0.signature) },
    agencies: try tx.agencies().map { .init(value: $0.id.description, name: $0.name) }, entry: request.entry)
}

@Sendable private func endInvolvementPage(_ request: Request, _ tx: Transaction) throws -> EndInvolvementPage {
  let child = try tx.child(request.child)
  let id: ID<Involvement> = try request.id("involvement")
  let open = try tx.involvements(child.id)
  guard let link = open.first(where: { $0.id == id }) else { throw Refusal.notFound }
  return EndInvolvementPage(
    child: child.id, childName: child.name, involvement: id, who: link.who, isOnlyOne: open.count == 1,
    entry: request.entry)
}

private func newInvolvement(_ request: Request, _ tx: Transaction) throws -> NewInvolvement {
  var form = FormReading(request.entry)
  let practitioner: PractitionerID? = form.id(AroundForm.practitioner)
  let agency: AgencyID? = form.id(AroundForm.agency)
  let part = form.text(AroundForm.part)
  let isKeyWorker = form.flag(AroundForm.isKeyWorker)
  let isLead = form.flag(AroundForm.isLead)
  if practitioner == nil, agency == nil, form.errors.isEmpty {
    form.fail(AroundForm.practitioner, "Choose a person, or an agency if nobody is named yet")
  }
  if practitioner == nil, isKeyWorker { form.fail(AroundForm.isKeyWorker, "A key worker must be a person. Choose who") }
  try Invalid.check(form.errors)
  if let practitioner {
    guard let person = try tx.practitioners().first(where: { $0.id == practitioner }) else {
      throw Invalid(AroundForm.practitioner.name, "Choose one from the list")
    }
    if try tx.involvements(request.child).contains(where: { $0.practitioner == practitioner }) {
      throw Invalid(AroundForm.practitioner.name, "\(person.name) works with this child already")
    }
    return NewInvolvement(
      practitioner: practitioner, agency: person.agency, team: person.team, part: part!, isKeyWorker: isKeyWorker,
      isLead: isLead)
  }
  guard let agency, try tx.agencies().contains(where: { $0.id == agency }) else {
    throw Invalid(AroundForm.agency.name, "Choose one from the list")
  }
  return NewInvolvement(
    practitioner: nil, agency: agency, team: nil, part: part!, isKeyWorker: false, isLead: isLead)
}

/// Tells the practitioner, unless they have added themselves.
private func tellPractitioner(_ new: NewInvolvement, _ child: Child, _ request: Request, _ tx: Transaction) throws {
  guard let id = new.practitioner, id != request.caller.practitioner, let email = try tx.practitioner(id).email else {
    return
  }
  try tx.send(
    Mail(
      to: email, subject: "You now work with a child",
      body: """
        \(request.caller.name) has added you to the people around \(child.calledName): \(new.part).

        Sign in to see the record: \(request.site.settings.publicAddress)/today
        """), at: request.now, key: "involvement:\(request.formID)")
}
