import Clocks
import Design
package import Kernel
import People
import Store
import Web

extension Permission {
  /// Running an assessment and a plan: requests, decisions, advice, exceptions, writing, answering.
  package static let manageEHC = Permission.child("ehc.manage", [.ehcCoordinator: .agency])
  /// The list of cases: the officers' own, and of the children that a manager's team works with.
  package static let listEHC = Permission.work("ehc.list", for: .directCare, .ehcCoordinator, .teamManager)
  /// The family says what it thinks of a draft.
  static let commentEHC = Permission.child("ehc.comment", for: .ownRecord, [.familyMember: .own, .youngPerson: .own])
}

let caseRoutes: [Route] = [
  .page("/children/{child}/ehc", "A child’s EHC cases", may: .openRecord) { request, tx in
    let child = try tx.child(request.child)
    return CasesPage(
      child: child.id, childName: child.name, cases: try tx.ehcCases(child.id),
      mayManage: request.may(.manageEHC, on: child))
  },
  .page("/children/{child}/ehc/new", "Record a request for an assessment", may: .manageEHC, newPage),
  .form(
    "/children/{child}/ehc", "Record a request for an assessment", may: .manageEHC, fields: CaseForm.all, again: newPage
  ) {
    request, tx in
    let new = try request.checked(NewCase.check)
    let id: ID<EHCCase> = request.formID.of()
    if new.transferredFrom == nil {
      try receiveRequest(id, new, child: request.child, by: request.caller, at: request.now, in: tx)
    } else {
      try takeInPlan(id, new, lastReviewOn: nil, child: request.child, by: request.caller, at: request.now, in: tx)
    }
    return .see(
      "/children/\(try request.child)/ehc/\(id)", "Recorded. The time limits run from \(new.receivedOn.long).")
  },
  .page("/children/{child}/ehc/{case}", "An EHC case", may: .openRecord, casePage),
  .page(
    "/children/{child}/ehc/{case}/steps/{step}", "Take a step in an EHC case", may: .manageEHC,
    stepPage),
  .form(
    "/children/{child}/ehc/{case}/steps/{step}", "Take a step in an EHC case", may: .manageEHC, fields: StepForm.all,
    again: stepPage
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    let step = try request.step
    let new = try request.checked { NewStep.check(step, $0) }
    try takeStep(
      request.formID.of(), new, ehcCase: ehcCase, version: try request.checked(StepForm.checkVersion),
      by: request.caller, at: request.now, in: tx)
    let letter = LetterKind(step) == nil ? "" : "/letters/\(request.formID)"
    return .see("\(ehcCase.path)\(letter)", step.done)
  },
  .form("/children/{child}/ehc/{case}/reminders/{rule}", "Tick off a reminder", may: .manageEHC, fields: []) {
    request, tx in
    let ehcCase = try request.ehcCase(tx)
    guard let rule = adulthoodRules.first(where: { $0.rawValue == request.parameters["rule"] }) else {
      throw Refusal.notFound
    }
    guard let clock = try tx.meetClock(rule, about: ehcCase.id, at: request.now) else {
      throw Refusal.notNow("This reminder is done, or there is none.")
    }
    try tx.append(
      .reminderDone, about: ehcCase.id.of(), child: ehcCase.child, by: request.caller, at: request.now,
      changed: ["rule": rule.rawValue])
    return .see("\(ehcCase.path)#reminders", "Done: \(clock.title.lowercasedFirst)")
  },
  .page("/children/{child}/ehc/{case}/undo", "Undo the last step", may: .manageEHC, undoPage),
  .form(
    "/children/{child}/ehc/{case}/undo", "Undo the last step", may: .manageEHC,
    fields: [StepForm.why, StepForm.version],
    again: undoPage
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    let why = try request.text(StepForm.why)
    try undoLastStep(
      of: ehcCase, version: try request.checked(StepForm.checkVersion), why: why, by: request.caller, at: request.now,
      in: tx)
    return .see(ehcCase.path, "Undone. It stays in the story with your reason.")
  },
  .page("/children/{child}/ehc/{case}/exceptions/new", "Record a lawful exception", may: .manageEHC, exceptionPage),
  .form(
    "/children/{child}/ehc/{case}/exceptions", "Record a lawful exception", may: .manageEHC,
    fields: [ExceptionForm.evidence, ExceptionForm.from, ExceptionForm.to, ExceptionForm.others], again: exceptionPage
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    let form = try exceptionForm(ehcCase, tx)
    guard form.isPossible else { throw Refusal.notNow("No limit of this case can be lifted.") }
    let (clock, new) = try request.checked(form.check)
    try liftLimit(clock, of: ehcCase, new, by: request.caller, at: request.now, in: tx)
    var flags = FormReading(request.entry)
    let others =
      flags.flag(ExceptionForm.others)
      ? try liftOthers(
        form.limits.filter { $0 != clock }, like: new, by: request.caller, at: request.now, in: tx) : 0
    let many = others == 0 ? "" : " It lifts \(others + 1) limits."
    return .see(ehcCase.path, "The exception is recorded.\(many) The duty stays, and so does the day.")
  },
]

extension Route {
  /// A form of the officers about one case. `path` is its address beneath the case; its first part is the page that is shown
  /// after it, with the words that `perform` gives back.
  static func onCase(
    _ path: String, _ summary: String, fields: [Field], again: MakePage? = nil,
    _ perform: @escaping @Sendable (EHCCase, Request, Transaction) throws -> String
  ) -> Route {
    .form(
      PathPattern(stringLiteral: "/children/{child}/ehc/{case}/\(path)"), summary, may: .manageEHC, fields: fields,
      again: again
    ) { request, tx in
      let ehcCase = try request.ehcCase(tx)
      let said = try perform(ehcCase, request, tx)
      return .see("\(ehcCase.path)/\(path.prefix { $0 != "/" })", said)
    }
  }
}

extension Request {
  /// The case of the address. Throws `notFound` where this child has none such.
  func ehcCase(_ tx: Transaction) throws -> EHCCase { try tx.ehcCase(id("case"), child: child) }
  var step: StepKind {
    get throws {
      guard let step = parameters["step"].flatMap(StepKind.init), StepKind.byHand.contains(step) else {
        throw Refusal.notFound
      }
      return step
    }
  }
}

@Sendable private func newPage(_ request: Request, _ tx: Transaction) throws -> NewCasePage {
  let child = try tx.child(request.child)
  return NewCasePage(child: child.id, childName: child.name, entry: request.entry)
}

@Sendable private func casePage(_ request: Request, _ tx: Transaction) throws -> CasePage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  let advice = try tx.advice(of: ehcCase.id)
  var clocks = try tx.clocks(about: ehcCase.id).filter { $0.status != .cancelled }
    .map { try ClockLine($0, tx, at: request.now) }
  for one in advice {
    for clock in try tx.clocks(about: one.id) where clock.status != .cancelled {
      var line = try ClockLine(clock, tx, at: request.now)
      line.title += ": \(one.kind.title.lowercasedFirst)"
      clocks.append(line)
    }
  }
  return CasePage(
    ehcCase: ehcCase, childName: child.name, steps: try tx.steps(of: ehcCase.id, undone: true), advice: advice,
    missing: ehcCase.state == .assessing ? try tx.missingAdvice(of: ehcCase, on: request.today) : [],
    isGathering: try ehcCase.state == .assessing || tx.isReassessing(ehcCase),
    change: try tx.planChange(of: ehcCase.id), ending: try tx.openEnding(of: ehcCase.id),
    clocks: clocks,
    comments: try tx.draftComments(of: ehcCase.id), plan: try tx.planDocuments(of: ehcCase.id),
    forecast: ehcCase.state.isUnderWay ? try tx.forecast(of: ehcCase, on: request.today) : nil,
    panel: try tx.panelQuestions(of: ehcCase.id),
    adultServices: try tx.reviews(of: ehcCase.id).lazy.compactMap(\.adultServices).first,
    late: try tx.lateEntries(of: ehcCase.id),
    move: try tx.moveUnwritten(ehcCase, bornOn: child.bornOn, on: request.today),
    mayManage: request.may(.manageEHC, on: child),
    mayGive: request.may(.giveEHC, on: child))
}

@Sendable private func stepPage(_ request: Request, _ tx: Transaction) throws -> StepPage {
  let (child, ehcCase, step) = (try tx.child(request.child), try request.ehcCase(tx), try request.step)
  guard step.ways[ehcCase.state] != nil else {
    throw Refusal.notNow("\(step.title): not possible while the case is at “\(ehcCase.state.title)”.")
  }
  let facts = try tx.facts(of: ehcCase, for: step, on: request.today, at: request.now)
  let known = ["on": request.today.description, "version": String(ehcCase.version)]
  return StepPage(
    path: ehcCase.path, childName: child.name, step: step, adviceMissing: facts.adviceMissing,
    faults: facts.draftFaults, commentsUntil: facts.commentsUntil, notYet: facts.endProblem?.message,
    panel: try tx.panelQuestions(of: ehcCase.id).filter { $0.matter.steps.contains(step) },
    entry: request.method == .get ? request.entry.filled(known) : request.entry)
}

@Sendable private func undoPage(_ request: Request, _ tx: Transaction) throws -> UndoPage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  guard let last = try tx.steps(of: ehcCase.id).last, last.step != .receive, last.step != .takeIn else {
    throw Refusal.notNow("There is no step to undo.")
  }
  return UndoPage(
    path: ehcCase.path, childName: child.name, last: last,
    entry: request.method == .get ? request.entry.filled(["version": String(ehcCase.version)]) : request.entry)
}

/// The limits that run and have exceptions, of the case and its advice.
private func exceptionForm(_ ehcCase: EHCCase, _ tx: Transaction) throws -> ExceptionForm {
  let advice = try tx.advice(of: ehcCase.id)
  var clocks = try tx.clocks(about: ehcCase.id).map { ($0, $0.title) }
  for one in advice { clocks += try tx.clocks(about: one.id).map { ($0, "\($0.title): \(one.kind.title)") } }
  for one in try tx.reassessments(of: ehcCase.id) where one.isOpen {
    clocks += try tx.clocks(about: one.id).map { ($0, $0.title) }
  }
  let usable = try clocks.filter { clock, _ in
    try [.running, .missed, .excepted].contains(clock.status) && (!tx.clockRule(of: clock).exceptions.isEmpty)
  }
  let codes = Set(try usable.flatMap { try tx.clockRule(of: $0.0).exceptions.all })
  let reasons = try exceptionReasons(in: tx).filter { codes.contains($0.code) }
  return ExceptionForm(usable.map { ($0.0.id, $0.1) }, reasons)
}

@Sendable private func exceptionPage(_ request: Request, _ tx: Transaction) throws -> ExceptionPage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  let form = try exceptionForm(ehcCase, tx)
  return ExceptionPage(
    path: ehcCase.path, childName: child.name, state: ehcCase.state, form: form,
    closures: longClosures(try tx.schoolTerms()).filter {
      $0.upperBound >= ehcCase.receivedOn && $0.lowerBound <= request.today.adding(months: 6)
    }, entry: request.entry)
}
