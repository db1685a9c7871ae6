import Design
import Kernel
import People
import Store
import Web

let stepRoutes: [Route] = [
  .page(
    "/children/{child}/supports/{support}/step-up", "Ask for a step up", may: .stepSupport, stepUpPage
  ),
  .form(
    "/children/{child}/supports/{support}/step-up", "Ask for a step up", may: .stepSupport, fields: StepUpForm.all,
    again: stepUpPage
  ) { request, tx in
    let here = try place(request, tx)
    var reading = FormReading(request.entry)
    let reason = reading.text(StepUpForm.reason)
    let team = reading.id(StepUpForm.team, as: TeamKey.self)
    let handover = reading.day(StepUpForm.handover)
    try Invalid.check(reading.errors)
    try askStepUp(
      NewStepUp(reason: reason!, team: team!, handoverOn: handover!), id: request.formID.of(),
      support: here.support.id, child: here.child.id, by: request.caller, at: request.now, in: tx)
    return .see(path(here.support), "The step up has been asked for")
  },
  .page("/children/{child}/supports/{support}/step-up/answer", "Answer a step up", may: .answerStep, stepAnswerPage),
  .form(
    "/children/{child}/supports/{support}/step-up/answer", "Answer a step up", may: .answerStep,
    fields: StepAnswerForm.all, again: stepAnswerPage, answerStepUp),
  .page(
    "/children/{child}/supports/{support}/step-down", "Step down", may: .stepSupport, stepDownPage),
  .form(
    "/children/{child}/supports/{support}/step-down", "Step down", may: .stepSupport, fields: StepDownForm.all,
    again: stepDownPage
  ) { request, tx in
    let here = try place(request, tx)
    var reading = FormReading(request.entry)
    let reason = reading.text(StepDownForm.reason)
    let handover = reading.day(StepDownForm.handover)
    try Invalid.check(reading.errors)
    try stepDown(
      id: request.formID.of(), support: here.support.id, child: here.child.id, reason: reason!, handoverOn: handover,
      by: request.caller, at: request.now, in: tx)
    return .see(path(here.support), "The help has stepped down")
  },
  .form("/children/{child}/supports/{support}/planning", "Start the plan after a step down", may: .editPlan, fields: [])
  { request, tx in
    let here = try place(request, tx)
    try takeStepDown(support: here.support.id, child: here.child.id, by: request.caller, at: request.now, in: tx)
    return .see(path(here.support), "The plan can be made now")
  },
]

@Sendable private func stepUpPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  try here.support.check(.askStepUp)
  let agencies = Dictionary(try tx.agencies().map { ($0.id, $0.name) }) { a, _ in a }
  let assessed = try tx.lastCompleteAssessment(of: here.support.id)
  return QuestionPage(
    title: "Ask for a step up", child: here.line, trail: here.trail, questions: .stepUp,
    path: path(here.support, "/step-up"), entry: request.entry,
    choices: [
      "team": try tx.teams().filter { $0.id != here.support.team }.map {
        OfferedChoice(Field.Option($0.id.description, "\($0.name), \(agencies[$0.agency] ?? "")"))
      }
    ],
    introduction: [
      "Talk with the front door and with the family first.",
      assessed.map { "Version \($0.number) of the assessment goes with it." }
        ?? "There is no finished assessment. Finish it first.",
      "Whoever leads now leads on until the other team has accepted.",
    ],
    warning:
      "If a child may be at risk of harm, do not wait for an answer: call the duty team on \(request.site.settings.dutyPhone).",
    submit: "Ask for the step up")
}

@Sendable private func stepAnswerPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  try here.support.check(.answerStepUp)
  guard let step = try tx.pendingStep(of: here.support.id) else { throw Refusal.notFound }
  let people = try step.team.map { try tx.practitioners(teams: [$0]) } ?? []
  return QuestionPage(
    title: "Answer the step up", child: here.line, trail: here.trail, questions: .stepAnswer,
    path: path(here.support, "/step-up/answer"), entry: request.entry,
    choices: ["leader": people.map { OfferedChoice(Field.Option($0.id.description, "\($0.name), \($0.jobTitle)")) }],
    introduction: [
      "\(step.askedBy) asks \(step.teamName ?? "your team"): \(step.reason)",
      step.handoverOn.map { "Handover meeting: \($0.longWithWeekday)." } ?? "",
      "The assessment is on the child’s page of early help.",
    ].filter { !$0.isEmpty }, submit: "Send the answer")
}

@Sendable private func answerStepUp(_ request: Request, _ tx: Transaction) throws -> Outcome {
  let here = try place(request, tx)
  var reading = FormReading(request.entry)
  let answer = reading.option(StepAnswerForm.answer)
  let leader = reading.id(StepAnswerForm.leader, as: PractitionerKey.self)
  let why = reading.text(StepAnswerForm.why)
  if answer == "accepted", leader == nil { reading.fail(StepAnswerForm.leader, "Choose who leads from now") }
  if answer == "declined", why == nil { reading.fail(StepAnswerForm.why, "Enter why, and what should happen instead") }
  try Invalid.check(reading.errors)
  if answer == "accepted" {
    try acceptStepUp(
      support: here.support.id, child: here.child.id, leader: leader!, by: request.caller, at: request.now, in: tx)
    return .see(path(here.support), "You have accepted the step up")
  }
  try declineStepUp(
    support: here.support.id, child: here.child.id, why: why!, by: request.caller, at: request.now, in: tx)
  // The team that was asked has no link to the child any more.
  return .see("/supports", "You have declined the step up")
}

@Sendable private func stepDownPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  try here.support.check(.stepDown)
  return QuestionPage(
    title: "Step down", child: here.line, trail: here.trail, questions: .stepDown,
    path: path(here.support, "/step-down"), entry: request.entry,
    introduction: [
      "The team around the child meets by \(try tx.limit(.stepDown, from: request.today, calendar: request.site.calendar).longWithWeekday), and a new lead is named before the plan starts.",
      "Make a joint visit with the family if you can.",
    ], submit: "Step down")
}
