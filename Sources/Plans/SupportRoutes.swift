import Design
import Kernel
import People
import Store
import Web

// Starting, agreement, allocation, level, closing. Every page of the slice begins with `place`: the child, the support
// of that child, and the lines that pages show of them.

/// The support that a request is about, and its child.
struct Place {
  let child: Child
  let support: Support
  var line: ChildLine { ChildLine(child) }
  var trail: [Link] { [Link(child.name, "/children/\(child.id)"), Link("Early help", path(support))] }
}

func place(_ request: Request, _ tx: Transaction) throws -> Place {
  let child = try tx.child(request.child)
  return Place(child: child, support: try tx.support(request.id("support"), of: child.id))
}

let supportRoutes: [Route] =
  [
    .page("/children/{child}/support", "Early help around a child", may: .openRecord, currentSupportPage),
    .page("/children/{child}/supports/new", "Start early help", may: .startSupport, startPage),
    .form("/children/{child}/supports", "Start early help", may: .startSupport, fields: StartForm.all, again: startPage)
    { request, tx in
      let support = try startSupport(
        try request.checked(NewSupport.check), id: request.formID.of(), child: request.child, by: request.caller,
        at: request.now, in: tx)
      return .see(path(support), "Early help has been asked for")
    },
    .page("/children/{child}/supports/{support}", "One time of early help", may: .openRecord) { request, tx in
      try supportPage(request, tx, try place(request, tx).support)
    },

    .page(
      "/children/{child}/supports/{support}/agreement", "Record whether the family agrees", may: .startSupport,
      agreementPage),
    .form(
      "/children/{child}/supports/{support}/agreement", "Record whether the family agrees", may: .startSupport,
      fields: AgreementForm.all, again: agreementPage, answerRequest),

    .page(
      "/children/{child}/supports/{support}/allocation", "Give early help to a practitioner", may: .allocateSupport,
      allocationPage),
    .form(
      "/children/{child}/supports/{support}/allocation", "Give early help to a practitioner", may: .allocateSupport,
      fields: AllocationForm.all, again: allocationPage
    ) { request, tx in
      let here = try place(request, tx)
      var reading = FormReading(request.entry)
      let chosen = reading.id(AllocationForm.practitioner, as: PractitionerKey.self)
      let isLead = reading.flag(AllocationForm.isLead)
      try Invalid.check(reading.errors)
      guard let chosen, try allocatable(request, here.support, tx).contains(where: { $0.id == chosen }) else {
        throw Invalid("practitioner", "Choose one from the list")
      }
      let support = try allocateSupport(
        here.support.id, child: here.child.id, to: chosen, isLead: isLead, by: request.caller, at: request.now, in: tx)
      return .see(path(support), "The early help has been given to \(try tx.practitioner(chosen).name)")
    },

    .page("/children/{child}/supports/{support}/level", "Change the level of help", may: .stepSupport, levelPage),
    .form(
      "/children/{child}/supports/{support}/level", "Change the level of help", may: .stepSupport,
      fields: LevelForm.all,
      again: levelPage
    ) { request, tx in
      let here = try place(request, tx)
      var reading = FormReading(request.entry)
      let level = reading.choice(LevelForm.level, as: HelpLevel.self)
      let reason = reading.text(LevelForm.reason)
      try Invalid.check(reading.errors)
      try changeLevel(
        to: level!, id: request.formID.of(), support: here.support.id, child: here.child.id, reason: reason!,
        by: request.caller, at: request.now, in: tx)
      return .see(path(here.support), "The level of help has been changed")
    },
  ] + closingRoutes

private let closingRoutes: [Route] = [
  .page(
    "/children/{child}/supports/{support}/closing", "Ask to close early help", may: .closeSupport,
    closingPage),
  .form(
    "/children/{child}/supports/{support}/closing", "Ask to close early help", may: .closeSupport,
    fields: ClosingForm.all, again: closingPage
  ) { request, tx in
    let here = try place(request, tx)
    try askToClose(
      try request.checked(NewClosing.check), support: here.support.id, child: here.child.id, by: request.caller,
      at: request.now, in: tx)
    return .see(path(here.support), "A manager has been asked to close the help")
  },
  .page(
    "/children/{child}/supports/{support}/closing/answer", "Decide whether to close early help", may: .agreeClosing,
    closingAnswerPage),
  .form(
    "/children/{child}/supports/{support}/closing/answer", "Decide whether to close early help", may: .agreeClosing,
    fields: ClosingAnswerForm.all, again: closingAnswerPage
  ) { request, tx in
    let here = try place(request, tx)
    var reading = FormReading(request.entry)
    let answer = reading.option(ClosingAnswerForm.answer)
    let why = reading.text(ClosingAnswerForm.why)
    if answer == "carry_on", why == nil { reading.fail(ClosingAnswerForm.why, "Enter why the help goes on") }
    try Invalid.check(reading.errors)
    if answer == "carry_on" {
      try carryOn(
        support: here.support.id, child: here.child.id, why: why!, by: request.caller, at: request.now, in: tx)
      return .see(path(here.support), "The help goes on")
    }
    try agreeToClose(support: here.support.id, child: here.child.id, by: request.caller, at: request.now, in: tx)
    // The link of the team has ended with the help, so the child's own page may be closed to the caller now.
    return .see("/supports", "The help around \(here.child.calledName) has been closed")
  },
  .page("/children/{child}/supports/{support}/reopening", "Start early help again", may: .reopenSupport, reopeningPage),
  .form(
    "/children/{child}/supports/{support}/reopening", "Start early help again", may: .reopenSupport,
    fields: ReopeningForm.all, again: reopeningPage
  ) { request, tx in
    let here = try place(request, tx)
    var reading = FormReading(request.entry)
    let why = reading.text(ReopeningForm.reason)
    try Invalid.check(reading.errors)
    try reopenSupport(
      here.support.id, child: here.child.id, why: why!, by: request.caller, at: request.now, in: tx)
    return .see(path(here.support), "The help has been started again")
  },
]

@Sendable private func currentSupportPage(_ request: Request, _ tx: Transaction) throws -> SupportPage {
  try supportPage(request, tx, try tx.currentSupport(of: request.child))
}

private func supportPage(_ request: Request, _ tx: Transaction, _ support: Support?) throws -> SupportPage {
  let child = try tx.child(request.child)
  let current = try support.map { try tx.supportView($0, at: request.now) }
  return SupportPage(
    child: ChildLine(child), current: current, next: current.map(nextStep),
    others: try tx.supports(of: child.id).filter { $0.id != support?.id }, may: MayDo(request, child),
    today: request.today)
}

@Sendable private func startPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let child = try tx.child(request.child)
  let own = request.caller.teams.first.map { ["team": $0.description] } ?? [:]
  let agencies = Dictionary(try tx.agencies().map { ($0.id, $0.name) }) { a, _ in a }
  return QuestionPage(
    title: "Start early help", child: ChildLine(child),
    trail: [Link(child.name, "/children/\(child.id)"), Link("Early help", "/children/\(child.id)/support")],
    questions: .start, path: "/children/\(child.id)/supports", entry: request.entry.filled(own),
    choices: [
      "team": try tx.teams().map {
        OfferedChoice(Field.Option($0.id.description, "\($0.name), \(agencies[$0.agency] ?? "")"))
      }
    ],
    introduction: [
      "Early help is for families who could do with more than what is there for everybody. It is their choice."
    ],
    warning:
      "If a child may be at risk of harm, do not wait: call the duty team on \(request.site.settings.dutyPhone).",
    submit: "Start early help")
}

@Sendable private func agreementPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  let isRenewal = here.support.allows(.renewAgreement)
  if !isRenewal { try here.support.check(.agree) }
  let agencies = try tx.agencies().map { OfferedChoice(Field.Option($0.name, $0.name)) }
  return QuestionPage(
    title: isRenewal ? "Renew the agreement" : "Does the family agree?", child: here.line, trail: here.trail,
    questions: isRenewal ? .renewal : .agreement, path: path(here.support, "/agreement"), entry: request.entry,
    choices: ["scope": agencies], carried: isRenewal ? ["answer": SupportAnswer.yes.rawValue] : [:],
    introduction: [
      "Tell the family what early help is, who would take part, and that they can stop at any time. This is their agreement to work with us. It is not what allows us to hold their data."
    ], submit: "Save what they said")
}

@Sendable private func answerRequest(_ request: Request, _ tx: Transaction) throws -> Outcome {
  let here = try place(request, tx)
  let agencies = try tx.agencies().map(\.name)
  let new = try request.checked { FamilyAnswer.check($0, agencies: agencies) }
  if here.support.allows(.renewAgreement) {
    try renewAgreement(
      new, support: here.support.id, child: here.child.id, by: request.caller, at: request.now, in: tx)
    return .see(path(here.support), "The agreement has been renewed")
  }
  let support = try answerSupport(
    new, support: here.support.id, child: here.child.id, by: request.caller, at: request.now, in: tx)
  return support.state == .declined
    ? .see("/supports", "It is written down that the family said no")
    : .see(path(support), "It is written down that the family agreed")
}

/// Whom the caller may give it to: their own teams, and the team that helps; for the front door, everybody.
private func allocatable(_ request: Request, _ support: Support, _ tx: Transaction) throws -> [Practitioner] {
  if request.caller.has(.screener) { return try tx.practitioners() }
  return try tx.practitioners(teams: request.caller.teams + (support.team.map { [$0] } ?? []))
}

@Sendable private func allocationPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  try here.support.check(.allocate)
  let people = try allocatable(request, here.support, tx)
  let open = try tx.openSupports(of: people.map(\.id), for: request.caller)
  return QuestionPage(
    title: "Give the early help to a practitioner", child: here.line, trail: here.trail, questions: .allocation,
    path: path(here.support, "/allocation"), entry: request.entry,
    choices: [
      "practitioner": people.map {
        let families = open[$0.id] ?? 0
        let now = families == 1 ? "1 family now" : "\(families) families now"
        return OfferedChoice(Field.Option($0.id.description, "\($0.name), \($0.jobTitle): \(now)"))
      }
    ],
    introduction: ["They become the family’s key worker. Whoever had it before hands it over."],
    submit: "Give it to them")
}

@Sendable private func levelPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  try here.support.check(.changeLevel)
  return QuestionPage(
    title: "Change the level of help", child: here.line, trail: here.trail, questions: .level,
    path: path(here.support, "/level"), entry: request.entry,
    introduction: [
      "It is \(here.support.level.title.lowercased()) now. For statutory help, ask for a step up instead."
    ],
    submit: "Change the level")
}

@Sendable private func closingPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  try here.support.check(.askToClose)
  let view = try tx.supportView(here.support, at: request.now)
  let left = view.openActions.count
  return QuestionPage(
    title: "Ask to close the help", child: here.line, trail: here.trail, questions: .closing,
    path: path(here.support, "/closing"), entry: request.entry,
    introduction: [
      view.distance.inWords,
      left == 0
        ? "Nothing is left to do."
        : left == 1
          ? "1 thing is still to be done. It stops when the help closes."
          : "\(left) things are still to be done. They stop when the help closes.",
      "A manager agrees before it closes.",
    ], submit: "Ask to close")
}

@Sendable private func closingAnswerPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  try here.support.check(.agreeToClose)
  let support = here.support
  return QuestionPage(
    title: "Close the help?", child: here.line, trail: here.trail, questions: .closingAnswer,
    path: path(support, "/closing/answer"), entry: request.entry,
    introduction: [
      "\(support.closingAskedBy ?? "Somebody") asks to close.\(support.closeReason.map { " \($0.title)." } ?? "")",
      "In place now: \(support.inPlace ?? "")", "Who to call: \(support.whoToCall ?? "")",
      try tx.supportView(support, at: request.now).distance.inWords,
    ], submit: "Save the decision")
}

@Sendable private func reopeningPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  try here.support.check(.reopen)
  return QuestionPage(
    title: "Start the help again", child: here.line, trail: here.trail, questions: .reopening,
    path: path(here.support, "/reopening"), entry: request.entry,
    introduction: [
      "What was assessed and planned before is kept. The family does not tell its story again.",
      "A manager gives it to a practitioner.",
    ], submit: "Start it again")
}
