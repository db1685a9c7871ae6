import Design
import Kernel
import People
import Store
import Web

/// `addressesOf`: where to tell people of an agency that they have been asked something.
func checkRoutes(_ addressesOf: @escaping @Sendable (AgencyID, Day, Transaction) throws -> [String]) -> [Route] {
  [
    .page(
      "/requests/{request}/checks", "Ask an agency about a request", may: .screenRequest, askPage),
    .form(
      "/requests/{request}/checks", "Ask an agency about a request", may: .screenRequest,
      fields: [ScreeningForm.agency, ScreeningForm.question], again: askPage
    ) { request, tx in
      let asked = try workOn(request, tx)
      var form = FormReading(request.entry)
      let agency = form.id(ScreeningForm.agency, as: AgencyKey.self)
      let question = form.text(ScreeningForm.question)
      guard let agency, let question else { throw Invalid(form.errors) }
      guard try tx.agencies().contains(where: { $0.id == agency }) else {
        throw Invalid("agency", "Choose one from the list")
      }
      let addresses = try addressesOf(agency, request.today, tx)
      try askAgency(
        agency, question, about: asked, id: request.formID.of(), telling: addresses, by: request.caller,
        at: request.now,
        settings: request.site.settings, in: tx)
      return .see(
        "/requests/\(asked.id)",
        addresses.isEmpty
          ? "Asked. Nobody there can be told by mail: phone them, and write down what they say"
          : "Asked. They have been told by mail, and have until the end of the next working day")
    },
    .page(
      "/requests/{request}/checks/{check}", "An agency’s answer", may: .screenRequest, screenersPage),
    .form(
      "/requests/{request}/checks/{check}/answer", "Write down an agency’s answer", may: .screenRequest,
      fields: [ScreeningForm.finding, ScreeningForm.answer], again: screenersPage
    ) { request, tx in
      let asked = try workOn(request, tx)
      try writeAnswer(try tx.check(try request.id("check"), of: asked.id), request, tx)
      return .see("/requests/\(asked.id)", "Answer written down")
    },
    .page("/checks", "Questions from the front door to one’s agency", may: .answerCheck) { request, tx in
      ChecksPage(
        lines: try tx.checks(askedOf: request.caller, at: request.now).map { check in
          let (name, born) = try who(check, request, tx)
          return ChecksPage.Line(check: check, childName: name, born: born)
        }, today: request.today)
    },
    .page("/checks/{check}", "A question from the front door", may: .answerCheck, agencysPage),
    .form(
      "/checks/{check}/answer", "Answer a question from the front door", may: .answerCheck,
      fields: [ScreeningForm.finding, ScreeningForm.answer], again: agencysPage
    ) { request, tx in
      let check = try tx.check(try request.id("check"), askedOf: request.caller)
      guard try who(check, request, tx).name != nil else {
        throw Refusal.forbidden(
          "This question is about a restricted record. Only those with a named link may answer it.")
      }
      try writeAnswer(check, request, tx)
      return .see("/checks", "Thank you. The front door has your answer.")
    },
  ]
}

private func writeAnswer(_ check: AgencyCheck, _ request: Request, _ tx: Transaction) throws {
  var form = FormReading(request.entry)
  let finding: AgencyCheck.Finding? = form.choice(ScreeningForm.finding)
  let words = form.text(ScreeningForm.answer)
  guard let finding, form.errors.isEmpty else { throw Invalid(form.errors) }
  if finding == .concern, words == nil { throw Invalid("answer", "Say what you are worried about") }
  try answerCheck(check, finding, words, by: request.caller, at: request.now, in: tx)
}

/// The child that a question is about; nil where the caller may not know.
private func who(_ check: AgencyCheck, _ request: Request, _ tx: Transaction) throws -> (name: String?, born: String?) {
  let asked = try tx.helpRequest(check.request)
  if try tx.isHidden(asked.child, from: request.caller) { return (nil, nil) }
  return (asked.asked.childName, asked.asked.bornOn.map { "\($0.long) (\($0.age(on: request.today)))" })
}

@Sendable private func askPage(_ request: Request, _ tx: Transaction) throws -> AskCheckOfAgencyPage {
  let asked = try workOn(request, tx)
  guard asked.isOpen else { throw Refusal.notNow("This request has been answered or withdrawn.") }
  let open = Set(try tx.checks(of: asked.id).filter(\.isOpen).map(\.agency))
  let rule: SharingRule = asked.urgency == .routine ? .takingPart : .harm
  return AskCheckOfAgencyPage(
    id: asked.id, reference: asked.reference.text, name: asked.asked.givenName,
    agencies: try tx.agencies().filter { !open.contains($0.id) }.map { .init(id: $0.id, name: $0.name) },
    rule:
      "\(rule.situation). Does the family have to agree first? \(rule.ask). The basis in law: \(rule.basis.lowercasedFirst).",
    entry: request.entry)
}

@Sendable private func screenersPage(_ request: Request, _ tx: Transaction) throws -> AnswerCheckPage {
  let asked = try workOn(request, tx)
  let check = try tx.check(try request.id("check"), of: asked.id)
  let (name, born) = try who(check, request, tx)
  return AnswerCheckPage(
    action: "/requests/\(asked.id)/checks/\(check.id)/answer", check: check, reference: asked.reference.text,
    childName: name, born: born, isScreener: true,
    back: Link("\(asked.asked.givenName), \(asked.reference)", "/requests/\(asked.id)"),
    today: request.today, entry: request.entry)
}

@Sendable private func agencysPage(_ request: Request, _ tx: Transaction) throws -> AnswerCheckPage {
  let check = try tx.check(try request.id("check"), askedOf: request.caller)
  let (name, born) = try who(check, request, tx)
  return AnswerCheckPage(
    action: "/checks/\(check.id)/answer", check: check, reference: try tx.helpRequest(check.request).reference.text,
    childName: name, born: born, isScreener: false, back: Link("Questions from the front door", "/checks"),
    today: request.today, entry: request.entry)
}
