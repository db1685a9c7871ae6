import Design
import Kernel
import Store
import Web

private let back = Field("back", "Where to go next", .hidden(max: 10))
private let discard = Field("discard", "Throw the answers away", .flag)

let askRoutes: [Route] =
  [
    .page("/ask-for-help", "Ask for help: start", may: .askForHelp) { request, tx in
      AskStartPage(requiredAnswers: AskForm.requiredCount(.parent), isUnderWay: try draft(request, tx) != nil)
    },
    .page("/ask-for-help/danger", "Ask for help: somebody is in danger", may: .askForHelp) { _, _ in AskDangerPage() },
    .page("/ask-for-help/check", "Ask for help: check your answers", may: .askForHelp, checkPage),
    .form("/ask-for-help/check", "Ask for help: send", may: .askForHelp, fields: [], send),
    .page("/ask-for-help/sent", "Ask for help: sent", may: .askForHelp, sentPage),
    .page("/ask-for-help/return", "Ask for help: come back with a code", may: .askForHelp, returnPage),
    .task(
      "/ask-for-help/return", "Ask for help: come back with a code", may: .askForHelp, fields: [FollowForm.code],
      again: returnPage, comeBack),
    .form("/ask-for-help/leaving", "Ask for help: leave this computer", may: .askForHelp, fields: [discard], leave),
    .form("/requests", "Ask for help, all answers at once", may: .askForHelp, fields: AskForm(nil).all, sendWhole),
  ] + AskStep.allCases.flatMap(stepRoutes)

private func stepRoutes(_ step: AskStep) -> [Route] {
  let path = PathPattern(stringLiteral: step.path)
  let summary = "Ask for help: \(step.title(nil).lowercasedFirst)"
  return [
    .page(path, summary, may: .askForHelp, asks: [back], keepsDraft: true) { request, tx in
      AskPage(try stepPage(step, request, tx))
    },
    .form(
      path, summary, may: .askForHelp, fields: step.fields(nil) + [back],
      again: { request, tx in
        AskPage(try stepPage(step, request, tx))
      }
    ) { request, tx in try save(step, request, tx) },
  ]
}

/// A page of asking, or what is said where none can be shown.
struct AskPage: Page, Codable {
  let step: AskStepPage?
  init(_ step: AskStepPage?) { self.step = step }
  private var shown: any Page { step.map { $0 as any Page } ?? AskLostPage() }
  var title: String { shown.title }
  var hasQuickExit: Bool { true }
  var back: Link? { shown.back }
  func body(_ view: View) -> HTML { shown.body(view) }
}

private func draft(_ request: Request, _ tx: Transaction) throws -> HelpDraft? {
  try request.askingCode.flatMap { try tx.helpDraft($0, at: request.now) }
}

/// Nil where the browser holds no request and the page is not the first.
private func stepPage(_ step: AskStep, _ request: Request, _ tx: Transaction) throws -> AskStepPage? {
  let draft = try draft(request, tx)
  guard draft != nil || step == .safety else { return nil }
  let asker = draft?.asker
  let steps = AskStep.steps(for: asker ?? .parent)
  // What is being typed wins over what was saved.
  var entry = Entry((draft?.answers ?? [:]).filter { !$0.key.isEmpty }, errors: request.entry.errors)
  let typed = Set(step.fields(asker).flatMap { [$0.name, "\($0.name)-day", "\($0.name)-month", "\($0.name)-year"] })
  if request.method == .post || request.entry.keptAt != nil {
    for name in typed { entry.values[name] = request.entry.values[name] }
    entry.keptAt = request.entry.keptAt
  }
  return AskStepPage(
    step: step.rawValue, title: step.title(asker), asker: asker, danger: draft?.danger,
    position: (steps.firstIndex(of: step) ?? 0) + 1, count: steps.count,
    code: draft == nil ? nil : request.askingCode?.text, keptUntil: draft?.expiresAt.day,
    criteria: step == .level ? try tx.thresholds(on: request.today) : [],
    goesBackToCheck: request.query("back") == "check" || request.entry["back"] == "check", entry: entry)
}

/// Keeps the answers of a page and leads to the next.
private func save(_ step: AskStep, _ request: Request, _ tx: Transaction) throws -> Outcome {
  let known = try draft(request, tx)
  guard known != nil || step == .safety else {
    throw Refusal.notNow("We do not see a request that was begun here. Start again, or come back with your code.")
  }
  let asker = known?.asker
  try Invalid.check(NewHelpRequest.problems(on: step, request.entry, asker: asker, today: request.today))
  var cookies: [Cookie] = []
  if let known {
    try tx.keepAnswers(known, request.entry.values, names: step.fields(asker).map(\.name), at: request.now)
  } else {
    var random = SystemRandomNumberGenerator()
    let code = HelpCode(random: &random)
    let answers = request.entry.values.filter { $0.key == AskForm.danger.name }
    try tx.beginHelpDraft(code, answers, id: request.newID(), at: request.now)
    cookies = [asking(code)]
  }
  if step == .safety, request.entry[AskForm.danger.name] == Danger.now.rawValue {
    return .see("/ask-for-help/danger", cookies: cookies)
  }
  let nowAsker = step == .who ? request.entry[AskForm.askerKind.name].flatMap(AskerKind.init(rawValue:)) : asker
  // Another kind of asker goes through other pages.
  if request.entry["back"] == "check", nowAsker == asker { return .see("/ask-for-help/check", cookies: cookies) }
  return .see(step.after(for: nowAsker)?.path ?? "/ask-for-help/check", cookies: cookies)
}

/// The checked answers, or nothing to check.
struct AskCheck: Page, Codable {
  let page: AskCheckPage?
  private var shown: any Page { page.map { $0 as any Page } ?? AskLostPage() }
  var title: String { shown.title }
  var hasQuickExit: Bool { true }
  func body(_ view: View) -> HTML { shown.body(view) }
}

@Sendable private func checkPage(_ request: Request, _ tx: Transaction) throws -> AskCheck {
  guard let draft = try draft(request, tx), let code = request.askingCode else { return AskCheck(page: nil) }
  let missing: [FieldError] =
    if case .bad(let errors) = NewHelpRequest.check(draft.entry, now: request.now) { errors } else { [] }
  let words = Dictionary(
    uniqueKeysWithValues: try tx.thresholds(CriteriaForm.ids(draft.entry)).map { ($0.id, $0.words) })
  let onlySometimes = Set(AskForm(draft.asker).all.filter { AskForm.onlySometimes.contains($0.name) }.map(\.label))
  let groups = AskStep.steps(for: draft.asker).map { step in
    AskCheckPage.Group(
      step: step.rawValue, title: step.title(draft.asker),
      answers: step.fields(draft.asker).map {
        AskCheckPage.Answer(question: $0.label, answer: answer(to: $0, draft.entry, criteria: words))
      }.filter { !$0.answer.isEmpty || !onlySometimes.contains($0.question) })
  }
  return AskCheck(page: AskCheckPage(groups: groups, missing: missing.map(\.message), code: code.text))
}

/// An answer as people read it.
private func answer(to field: Field, _ entry: Entry, criteria: [String: String]) -> String {
  let values = entry.values[field.name] ?? []
  switch field.kind {
  case .choice(let options), .choices(let options):
    return values.map { value in options.first { $0.value == value }?.label ?? value }.joined(separator: "\n")
  case .day:
    var reading = FormReading(Entry(entry.values))
    return reading.day(field)?.long ?? ""
  case .text where field.name.hasPrefix("criteria_"):
    return values.map { criteria[$0] ?? $0 }.joined(separator: "\n")
  default: return values.first ?? ""
  }
}

@Sendable private func send(_ request: Request, _ tx: Transaction) throws -> Outcome {
  guard let draft = try draft(request, tx), let code = request.askingCode else {
    throw Refusal.notNow("We do not see a request that was begun here. Start again, or come back with your code.")
  }
  switch NewHelpRequest.check(draft.entry, now: request.now) {
  case .bad(let errors):
    let first = AskStep.steps(for: draft.asker).first { step in
      step.fields(draft.asker).contains { $0.name == errors.first?.field }
    }
    return .see(
      "\((first ?? .safety).path)?back=check",
      "\(errors.first?.message ?? "An answer is missing"). Then you can send it.")
  case .good(let new):
    try limitAsking(request, tx)
    let sent = try askForHelp(
      new, id: request.formID.of(), code: code, by: request.caller, at: request.now, settings: request.site.settings,
      in: tx)
    try tx.forgetHelpDraft(draft.id)
    try forgetTyped(request, tx)
    return .see("/ask-for-help/sent", cookies: [forgetAsking, following(sent.reference, code)])
  }
}

/// Nobody is turned away, but a program that floods the queue is slowed down: a whole school behind one address can ask.
private func limitAsking(_ request: Request, _ tx: Transaction) throws {
  try tx.throttle("ask:\(request.caller.from)", limit: 60, seconds: 3600, at: request.now)
}

/// For machines: a whole request at once. The answer's message says reference and code.
@Sendable private func sendWhole(_ request: Request, _ tx: Transaction) throws -> Outcome {
  let new = try request.checked { NewHelpRequest.check($0, now: request.now) }
  try limitAsking(request, tx)
  var random = SystemRandomNumberGenerator()
  let code = HelpCode(random: &random)
  let sent = try askForHelp(
    new, id: request.formID.of(), code: code, by: request.caller, at: request.now, settings: request.site.settings,
    in: tx)
  return .see(
    "/requests/follow/\(sent.reference)", "Reference \(sent.reference), code \(code)",
    cookies: [following(sent.reference, code)])
}

@Sendable private func sentPage(_ request: Request, _ tx: Transaction) throws -> AskSentPage {
  guard let (reference, code) = request.following, let sent = try tx.helpRequest(reference, code) else {
    return AskSentPage(reference: nil, code: nil, urgency: nil, answerBy: nil, hasEmail: false)
  }
  return AskSentPage(
    reference: reference.text, code: code.text, urgency: sent.urgency, answerBy: sent.dueAt,
    hasEmail: sent.asked.email != nil)
}

@Sendable private func returnPage(_ request: Request, _ tx: Transaction) throws -> AskReturnPage {
  AskReturnPage(entry: request.entry)
}

@Sendable private func comeBack(_ request: Request) async throws -> Outcome {
  var form = FormReading(request.entry)
  let typed = form.text(FollowForm.code)
  try Invalid.check(form.errors)
  try await countTry(request, nil)
  let notFound = Invalid(FollowForm.code.name, "We cannot find that code. Check each letter and digit, or start again")
  guard let code = typed.flatMap({ HelpCode($0) }) else { throw notFound }
  return try await request.site.database.read { tx in
    if let draft = try tx.helpDraft(code, at: request.now) {
      let unanswered = AskStep.steps(for: draft.asker).first { step in
        !NewHelpRequest.problems(on: step, draft.entry, asker: draft.asker, today: request.today).isEmpty
      }
      return .see(
        unanswered?.path ?? "/ask-for-help/check", "Welcome back. Your answers are here.", cookies: [asking(code)])
    }
    guard let reference = try tx.sentReference(of: code) else { throw notFound }
    return .see("/requests/follow/\(reference)", "You have sent this request.", cookies: [following(reference, code)])
  }
}

@Sendable private func leave(_ request: Request, _ tx: Transaction) throws -> Outcome {
  var form = FormReading(request.entry)
  let isDiscarded = form.flag(discard)
  try Invalid.check(form.errors)
  if isDiscarded, let draft = try draft(request, tx) { try tx.forgetHelpDraft(draft.id) }
  try forgetTyped(request, tx)
  return .see(
    "/ask-for-help",
    isDiscarded
      ? "Your answers have been thrown away." : "Your answers are kept. Nobody can open them here without your code.",
    cookies: [forgetAsking, forgetFollowing])
}

/// What was typed into the pages and kept for this browser goes too.
private func forgetTyped(_ request: Request, _ tx: Transaction) throws {
  guard let owner = request.draftOwner else { return }
  for step in AskStep.allCases { try tx.forgetDraft(owner: owner, page: step.path) }
}
