import Design
import Kernel
import Store
import Web

extension Permission {
  /// Preparing decisions: what is asked, its report, its notice.
  static let prepareDecision = Permission.work("decision.prepare", for: .governance, .commissioner, .contractManager)
  /// Verifying what others have written about finance, law, equality and procurement.
  static let verifyDecision = Permission.work(
    "decision.verify", for: .governance, .financeOfficer, .contractManager, .informationGovernance)
  /// Recording a decision as taken.
  static let recordDecision = Permission.work(
    "decision.record", for: .governance, .commissioner, .informationGovernance)
  /// What comes with a decision: consents, signatures, gates, call-in. Which of them, the role decides.
  static let actOnDecision = Permission.work(
    "decision.act", for: .governance, .commissioner, .contractManager, .informationGovernance, .boardViewer)
}

extension Caller {
  /// Drafts, exempt parts, and who tried what: for those who work on decisions.
  var worksOnDecisions: Bool {
    [.prepareDecision, .verifyDecision, .actOnDecision].contains { (permission: Permission) in holds(permission) }
  }
}

let decisionRoutes: [Route] = [
  .page(
    "/governance/decisions", "Decisions ahead, and those that were taken", may: .readGovernance, asks: [.page],
    decisionsPage),
  .page(
    "/governance/decisions/new", "Prepare a decision", may: .prepareDecision,
    { request, _ in decisionForm(nil, request.entry.filled(DecisionForm.usual)) }),
  .form(
    "/governance/decisions", "Prepare a decision", may: .prepareDecision, fields: DecisionForm.all,
    again: { request, _ in decisionForm(nil, request.entry) }
  ) { request, tx in
    let id: ID<DecisionRecord> = request.formID.of()
    try beginDecision(
      id, try request.checked(DecisionContent.check), by: request.caller, at: request.now, in: tx)
    return .see("/governance/decisions/\(id)", "The decision is a draft")
  },
  .page("/governance/decisions/{decision}", "A decision", may: .readGovernance, decisionPage),
  .page("/governance/decisions/{decision}/notice", "The notice of a decision", may: .readGovernance) { request, tx in
    let file = try seen(request, tx)
    return NoticePage(
      record: file.record, items: file.noticeItems, notices: file.notices, isKey: file.isKey,
      privateNotices: file.privateNotices, urgentPrivate: file.urgentPrivate)
  },
  .page(
    "/governance/decisions/{decision}/private-notices", "Say that a decision will be taken in private",
    may: .prepareDecision, privatePage),
  .task(
    "/governance/decisions/{decision}/private-notices", "Say that a decision will be taken in private",
    may: .prepareDecision, fields: PrivateForm.all, again: privatePage
  ) { request in
    let id: ID<DecisionRecord> = try request.id("decision")
    var form = FormReading(request.entry)
    let why = form.text(PrivateForm.why)
    let (said, answer) = (form.text(PrivateForm.representations), form.text(PrivateForm.answer))
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    try await onRecord("Publish that it will be taken in private", id, request) { tx in
      try publishPrivateNotice(
        of: id, why: why!, representations: said, answer: answer, by: request.caller, at: request.now, in: tx)
    }
    return .see("/governance/decisions/\(id)/notice", "The notice is published")
  },
  .page(
    "/governance/decisions/{decision}/private-notices/urgent", "Say that a meeting in private cannot wait",
    may: .prepareDecision, urgentPrivatePage),
  .task(
    "/governance/decisions/{decision}/private-notices/urgent", "Say that a meeting in private cannot wait",
    may: .prepareDecision, fields: PrivateForm.urgent, again: urgentPrivatePage
  ) { request in
    let id: ID<DecisionRecord> = try request.id("decision")
    var form = FormReading(request.entry)
    let (why, whyUrgent) = (form.text(PrivateForm.why), form.text(PrivateForm.whyUrgent))
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    try await onRecord("Publish that a meeting in private cannot wait", id, request) { tx in
      try publishUrgentPrivateNotice(
        of: id, why: why!, whyUrgent: whyUrgent!, by: request.caller, at: request.now, in: tx)
    }
    return .see("/governance/decisions/\(id)/notice", "The notice is published")
  },
  .page(
    "/governance/decisions/{decision}/content", "Change what is to be decided", may: .prepareDecision,
    contentPage),
  .task(
    "/governance/decisions/{decision}/content", "Change what is to be decided", may: .prepareDecision,
    fields: DecisionForm.all + [DecisionForm.version], again: contentPage
  ) { request in
    let id: ID<DecisionRecord> = try request.id("decision")
    let content = try request.checked(DecisionContent.check)
    let version = try request.checked(DecisionForm.checkVersion)
    try await onRecord("Change what is to be decided", id, request) { tx in
      try changeDecision(id, content, version: version, by: request.caller, at: request.now, in: tx)
    }
    return .see("/governance/decisions/\(id)", "Changed")
  },
  .page(
    "/governance/decisions/{decision}/additions/{addition}", "Add to a decision", may: .prepareDecision, additionPage),
  .form(
    "/governance/decisions/{decision}/additions/{addition}", "Add to a decision", may: .prepareDecision,
    fields: DecisionAddition.all, again: additionPage, add),
  .form(
    "/governance/decisions/{decision}/implications/{implication}/verification", "Verify an implication",
    may: .verifyDecision, fields: []
  ) { request, tx in
    let id: ID<DecisionRecord> = try request.id("decision")
    try verifyImplication(request.id("implication"), of: id, by: request.caller, at: request.now, in: tx)
    return .see("/governance/decisions/\(id)", "Verified")
  },
  .page(
    "/governance/decisions/{decision}/publication", "Publish the notice", may: .prepareDecision, publicationPage),
  .task(
    "/governance/decisions/{decision}/publication", "Publish the notice", may: .prepareDecision, fields: NoticeForm.all,
    again: publicationPage
  ) { request in
    let id: ID<DecisionRecord> = try request.id("decision")
    var form = FormReading(request.entry)
    let route: NoticeRoute? = form.choice(NoticeForm.route)
    let why = form.text(NoticeForm.why)
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    let version = try request.checked(DecisionForm.checkVersion)
    try await onRecord("Publish a notice", id, request) { tx in
      try publishNotice(
        of: id, by: route!, why: why, version: version, by: request.caller, at: request.now, in: tx)
    }
    return .see("/governance/decisions/\(id)/notice", "The notice is published")
  },
  .page("/governance/decisions/{decision}/withdrawal", "Withdraw the notice", may: .prepareDecision, withdrawalPage),
  .form(
    "/governance/decisions/{decision}/withdrawal", "Withdraw the notice", may: .prepareDecision,
    fields: [NoticeForm.withdrawnWhy, DecisionForm.version], again: withdrawalPage
  ) { request, tx in
    let id: ID<DecisionRecord> = try request.id("decision")
    let why = try request.text(NoticeForm.withdrawnWhy)
    try withdrawNotice(
      of: id, version: try request.checked(DecisionForm.checkVersion), why: why, by: request.caller, at: request.now,
      in: tx)
    return .see("/governance/decisions/\(id)", "The notice is withdrawn")
  },
  .page(
    "/governance/decisions/{decision}/taking", "Record the decision", may: .recordDecision, takingPage
  ),
  .task(
    "/governance/decisions/{decision}/taking", "Record the decision", may: .recordDecision, fields: TakenForm.all,
    again: takingPage
  ) { request in
    let id: ID<DecisionRecord> = try request.id("decision")
    let new = try request.checked(NewTakenDecision.check)
    let version = try request.checked(DecisionForm.checkVersion)
    try await onRecord("Record it as taken at \(new.takenAt.long)", id, request) { tx in
      try Governance.recordDecision(id, new, version: version, by: request.caller, at: request.now, in: tx)
    }
    return .see("/governance/decisions/\(id)", "The decision is recorded")
  },
  .page("/governance/decisions/{decision}/acts", "What comes with a decision", may: .actOnDecision, actPage),
  .task(
    "/governance/decisions/{decision}/acts", "What comes with a decision", may: .actOnDecision, fields: ActForm.all,
    again: actPage
  ) { request in
    let id: ID<DecisionRecord> = try request.id("decision")
    var form = FormReading(request.entry)
    let kind: DecisionActKind? = form.choice(ActForm.kind)
    let words = form.text(ActForm.words)
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    let version = try request.checked(DecisionForm.checkVersion)
    try await onRecord(kind!.title, id, request) { tx in
      try doAct(
        kind!, words: words, of: id, act: request.formID.of(), version: version, by: request.caller, at: request.now,
        in: tx)
    }
    return .see("/governance/decisions/\(id)", "Recorded")
  },
]

private func onRecord(
  _ what: String, _ id: ID<DecisionRecord>, _ request: Request, _ body: @escaping @Sendable (Transaction) throws -> Void
) async throws {
  try await onRecord(what, id, in: request.site.database, by: request.caller, at: request.now, body)
}

/// The file as this caller may see it: drafts only for those at work on decisions.
private func seen(_ request: Request, _ tx: Transaction) throws -> DecisionFile {
  var file = try tx.file(request.id("decision"))
  if request.caller.worksOnDecisions { return file }
  guard file.record.state != .draft || !file.notices.isEmpty else { throw Refusal.notFound }
  // Exempt parts keep their title and the reason; until every implication is verified, the report is nobody's.
  let isWhole = ImplicationKind.allCases.allSatisfy { kind in
    file.implications.last { $0.kind == kind }?.verifiedAt != nil
  }
  file.parts = isWhole ? file.parts.map { $0.exemptWhy == nil ? $0 : $0.withoutText } : []
  file.options = isWhole ? file.options : []
  file.implications = isWhole ? file.currentImplications : []
  return file
}

@Sendable private func decisionsPage(_ request: Request, _ tx: Transaction) throws -> DecisionsPage {
  let part = request.part(of: 25)
  let (taken, hasMore) = part.cut(try tx.decisionsTaken(limit: part.limit, offset: part.offset))
  return DecisionsPage(
    ahead: try tx.decisionsAhead(draftsToo: request.caller.worksOnDecisions).map { try registerLine($0, tx) },
    taken: try taken.map { try registerLine($0, tx) }, threshold: keyThreshold, page: part.page, hasMore: hasMore,
    mayPrepare: request.caller.holds(.prepareDecision))
}

func registerLine(_ record: DecisionRecord, _ tx: Transaction) throws -> DecisionsPage.Line {
  let file = try tx.file(record.id)
  return DecisionsPage.Line(
    record: record, isKey: file.isKey, value: file.value, earliest: file.notice?.earliestAt.day, taken: file.taken,
    privateFrom: file.privateNotices.map(\.earliestAt).max()?.day)
}

@Sendable private func decisionPage(_ request: Request, _ tx: Transaction) throws -> DecisionPage {
  let file = try seen(request, tx)
  let works = request.caller.worksOnDecisions
  let attempts = try tx.attempts(of: file.record.id)
  return DecisionPage(
    record: file.record, isKey: file.isKey, value: file.value,
    crossesIn: firstYearOver(file.record.threshold, file.streams), streams: file.streams, options: file.options,
    parts: file.parts, implications: file.currentImplications, notice: file.notice, taken: file.taken, acts: file.acts,
    attempts: attempts.map {
      DecisionPage.Attempt(what: $0.what, refusal: $0.refusal, at: $0.at, name: works ? $0.name : nil)
    },
    allowed: allowed(file, request), mayVerify: file.record.state.isAhead && request.caller.holds(.verifyDecision),
    agreements: file.agreements, risks: try tx.risks(about: file.record.id.of()), caller: request.caller.account)
}

private func allowed(_ file: DecisionFile, _ request: Request) -> [DecisionActKind] {
  DecisionActKind.allCases.filter { refusal(of: $0, file, by: request.caller, at: request.now) == nil }
}

/// The form of what is to be decided; `record` is nil for one that is begun.
private func decisionForm(_ record: DecisionRecord?, _ entry: Entry) -> FormPage {
  FormPage(
    record == nil ? "Prepare a decision" : "Change what is to be decided", caption: record?.content.title,
    trail: decisionTrail + (record.map { [Link($0.reference, $0.path)] } ?? []), menu: "/governance",
    to: record.map { "\($0.path)/content" } ?? "/governance/decisions",
    DecisionForm.all + (record == nil ? [] : [DecisionForm.version]), entry, submit: "Save",
    warning: record.map { $0.state != .draft } ?? false
      ? "A notice stands. Withdraw it before you change what it says; its days begin anew." : nil)
}

/// A form beneath a decision, with the version that it was opened at.
private func form(
  _ title: String, of record: DecisionRecord, to path: String, _ fields: [Field], _ entry: Entry, submit: String,
  style: ButtonStyle = .primary, warning: String? = nil, notes: [String] = [], facts: [NoticeItem] = []
) -> FormPage {
  FormPage(
    title, caption: record.content.title, trail: decisionTrail + [Link(record.reference, record.path)],
    menu: "/governance", to: "\(record.path)/\(path)", fields, entry.filled(["version": "\(record.version)"]),
    submit: submit, style: style, warning: warning, notes: notes, facts: facts.map { .init($0.name, $0.text) })
}

@Sendable private func contentPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let record = try tx.decision(request.id("decision"))
  let known = record.content.typed.merging(["version": "\(record.version)"]) { $1 }
  return decisionForm(record, request.method == .get ? request.entry.filled(known) : request.entry)
}

@Sendable private func additionPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  guard let addition = request.parameters["addition"].flatMap({ DecisionAddition(rawValue: $0) }) else {
    throw Refusal.notFound
  }
  return form(
    addition.title, of: try tx.decision(request.id("decision")), to: "additions/\(addition.rawValue)", addition.fields,
    request.entry, submit: "Add")
}

@Sendable private func add(_ request: Request, _ tx: Transaction) throws -> Outcome {
  let id: ID<DecisionRecord> = try request.id("decision")
  guard let addition = request.parameters["addition"].flatMap({ DecisionAddition(rawValue: $0) }) else {
    throw Refusal.notFound
  }
  var form = FormReading(request.entry)
  let (caller, now) = (request.caller, request.now)
  switch addition {
  case .money:
    let words = form.text(DecisionAddition.words)
    let amount = form.value(DecisionAddition.amount, "Enter pounds, like 1,000,000.01") { pence($0) }
    let every = form.option(DecisionAddition.every)
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    try addStream(
      MoneyStream(id: request.formID.of(), words: words!, pence: amount!, isYearly: every == "year"), to: id,
      by: caller, at: now, in: tx)
  case .option:
    let (name, text) = (form.text(DecisionAddition.name), form.text(DecisionAddition.text))
    let isRecommended = form.flag(DecisionAddition.isRecommended)
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    try addOption(
      DecisionOption(id: request.formID.of(), title: name!, appraisal: text!, isRecommended: isRecommended), to: id,
      by: caller, at: now, in: tx)
  case .part:
    let (name, text) = (form.text(DecisionAddition.name), form.text(DecisionAddition.text))
    let why = form.text(DecisionAddition.exemptWhy)
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    try addPart(
      ReportPart(id: request.formID.of(), title: name!, text: text!, exemptWhy: why), to: id, by: caller, at: now,
      in: tx)
  case .implication:
    let kind: ImplicationKind? = form.choice(DecisionAddition.kind)
    let text = form.text(DecisionAddition.text)
    if !form.errors.isEmpty { throw Invalid(form.errors) }
    try addImplication(
      Implication(id: request.formID.of(), kind: kind!, text: text!, by: caller), to: id, by: caller, at: now, in: tx)
  }
  return .see("/governance/decisions/\(id)", "Added")
}

@Sendable private func privatePage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let file = try tx.file(request.id("decision"))
  let isSecond = file.privateNotices.count == 1
  return form(
    isSecond ? "Second notice that it will be taken in private" : "Say that it will be taken in private",
    of: file.record, to: "private-notices", isSecond ? PrivateForm.all : [PrivateForm.why],
    request.method == .get ? request.entry.filled(["why": file.privateNotices.first?.why ?? ""]) : request.entry,
    submit: "Publish now", warning: file.privateNotices.count == 2 ? "Both notices are published." : nil,
    notes: [
      isSecond
        ? "Five clear days must pass after this notice."
        : "28 clear days must pass after this notice, and five after a second."
    ])
}

@Sendable private func urgentPrivatePage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let file = try tx.file(request.id("decision"))
  return form(
    "The meeting in private cannot wait", of: file.record, to: "private-notices/urgent", PrivateForm.urgent,
    request.method == .get ? request.entry.filled(["why": file.privateNotices.first?.why ?? ""]) : request.entry,
    submit: "Publish now",
    warning: file.act(.chairAgreedPrivate) == nil
      ? "The chair of scrutiny has not agreed yet. Information governance records it when they have." : nil,
    notes: ["Where the chair has agreed, the 28 and the five clear days of a meeting in private need not pass."])
}

@Sendable private func publicationPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let file = try tx.file(request.id("decision"))
  return form(
    "Publish the notice", of: file.record, to: "publication", NoticeForm.all, request.entry, submit: "Publish now",
    notes: ["Anybody can read it from now on. Its days are counted from this moment, and from no other."],
    facts: file.noticeItems)
}

@Sendable private func withdrawalPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  form(
    "Withdraw the notice", of: try tx.decision(request.id("decision")), to: "withdrawal",
    [NoticeForm.withdrawnWhy, DecisionForm.version], request.entry, submit: "Withdraw it", style: .warning,
    notes: ["The decision becomes a draft again. The days that have passed count no more."])
}

@Sendable private func takingPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let file = try tx.file(request.id("decision"))
  let nothing = NewTakenDecision(takenAt: request.now, outcome: .approved, reasons: "", alternatives: "", conflicts: "")
  return form(
    "Record the decision", of: file.record, to: "taking", TakenForm.all, request.entry, submit: "Record it",
    warning: refusal(ofTaking: nothing, file, at: request.now).map { "It cannot be recorded as taken now. \($0)" })
}

@Sendable private func actPage(_ request: Request, _ tx: Transaction) throws -> ActPage {
  let file = try tx.file(request.id("decision"))
  return ActPage(
    record: file.record, allowed: allowed(file, request),
    shut: DecisionActKind.allCases.compactMap { kind in
      guard !roles(for: kind).isDisjoint(with: request.caller.roles.map(\.role)) else { return nil }
      return refusal(of: kind, file, by: request.caller, at: request.now).map { NoticeItem(kind.title, $0) }
    }, entry: request.entry.filled(["version": "\(file.record.version)"]))
}
