import Design
import Kernel
import People
import Store
import Web

func decisionRoutes(
  _ earlyHelp: EarlyHelp, _ offered: OfferedServices, _ seen: @escaping SeenKinds
) -> [Route] {
  let page: @Sendable (Request, Transaction) throws -> DecisionPage = { request, tx in
    try decisionPage(request, earlyHelp, offered, tx)
  }
  return [
    .page(
      "/requests/{request}/decision", "Decide on a request", may: .decideRequest, asks: [DecisionForm.outcome],
      keepsDraft: true, page),
    .form(
      "/requests/{request}/decision", "Decide on a request", may: .decideRequest, fields: DecisionForm.all,
      again: page
    ) { request, tx in
      let asked = try workOn(request, tx)
      var (new, unread) = NewDecision.read(request.entry)
      new.team = try earlyHelp.open(deciding: new.outcome, on: asked, tx)?.team ?? new.team
      // Only what can be read can be old.
      if unread.isEmpty { try sameVersion(asked, Int(request.entry[ScreeningForm.version.name] ?? "") ?? 0) }
      let wrong = problems(with: new, on: asked, known: try tx.thresholds(on: request.today))
      let fields = Set(unread.map(\.field))
      try Invalid.check(unread + wrong.filter { !fields.contains($0.field) })
      try decideRequest(
        new, on: asked, id: request.formID.of(), by: request.caller, at: request.now, settings: request.site.settings,
        earlyHelp: earlyHelp, in: tx)
      if new.outcome.pointsElsewhere { try suggestTicked(asked, request, offered, tx) }
      return .see("/requests/\(asked.id)", "Decided. You can take it back within an hour")
    },
    .form(
      "/requests/{request}/decision/undoing", "Take a decision back", may: .decideRequest,
      fields: [DecisionForm.undoWhy],
      again: { try requestPage($0, earlyHelp, offered, seen, $1) }
    ) { request, tx in
      let asked = try workOn(request, tx)
      var form = FormReading(request.entry)
      guard let why = form.text(DecisionForm.undoWhy) else { throw Invalid(form.errors) }
      try undoDecision(
        on: asked, why: why, by: request.caller, at: request.now, settings: request.site.settings, earlyHelp: earlyHelp,
        in: tx)
      return .see("/requests/\(asked.id)", "Taken back. The clock runs again, and they have been told")
    },
  ]
}

/// Keeps what the screener left ticked as suggestions. What has gone meanwhile, or was suggested already, is left out.
private func suggestTicked(
  _ asked: HelpRequest, _ request: Request, _ offered: OfferedServices, _ tx: Transaction
) throws {
  let ticked = Set((request.entry.values[DecisionForm.services.name] ?? []).compactMap { AnyID($0) })
  let known = Set(try offered.suggested(asked.id, tx).map(\.service))
  for service in try offered.find(nil, asked.asked, request.now, tx)
  where ticked.contains(service.id) && !known.contains(service.id) {
    try offered.suggest(
      .init(id: request.newID(), service: service.id, request: asked.id, child: asked.child, why: nil), request.caller,
      request.now, tx)
  }
}

private func decisionPage(
  _ request: Request, _ earlyHelp: EarlyHelp, _ offered: OfferedServices, _ tx: Transaction
) throws -> DecisionPage {
  let asked = try workOn(request, tx)
  guard asked.isOpen || asked.state == .decided else { throw Refusal.notNow("This request was withdrawn.") }
  let chosen = request.query("outcome") ?? (request.method == .post ? request.entry["outcome"] : nil)
  let outcome = chosen.flatMap(HelpOutcome.init(rawValue:))
  let suggested = try offered.suggested(asked.id, tx)
  let known = Set(suggested.map(\.service))
  let fitting =
    outcome?.pointsElsewhere == true && asked.asked.danger != .now
    ? try offered.find(nil, asked.asked, request.now, tx).filter { !known.contains($0.id) } : []
  var entry = entry(outcome, asked, request)
  if request.method == .get, request.entry.keptAt == nil {
    entry.values[DecisionForm.services.name] = fitting.map(\.id.description)
  }
  return DecisionPage(
    id: asked.id, reference: asked.reference.text, name: asked.asked.givenName, version: asked.version,
    outcome: outcome,
    hasRecord: asked.child != nil, isAgain: asked.state == .decided, criteria: try tx.thresholds(on: request.today),
    teams: try teams(near: asked, tx).map { DecisionPage.TeamChoice(id: $0.id, name: $0.name) },
    openHelp: try earlyHelp.open(deciding: outcome, on: asked, tx),
    openChecks: try tx.checks(of: asked.id).count(where: \.isOpen), suggested: suggested,
    fitting: fitting, entry: entry)
}

/// Every team, those of the place where the child lives first.
private func teams(near asked: HelpRequest, _ tx: Transaction) throws -> [Team] {
  let all = try tx.teams()
  guard let place = asked.locality else { return all }
  return all.filter { $0.locality == place } + all.filter { $0.locality != place }
}

/// What was typed; else what the asker said already, and words to begin with.
private func entry(_ outcome: HelpOutcome?, _ asked: HelpRequest, _ request: Request) -> Entry {
  guard let outcome else {
    return request.entry.filled(["outcome": asked.asked.services.first == .homeVisiting ? "home_visiting" : ""])
  }
  // A kept draft for another outcome holds the wrong words.
  var entry = request.entry
  if entry.keptAt != nil, entry["outcome"] != outcome.rawValue { entry = Entry() }
  var known = ["told": wordsToBegin(outcome, asked)]
  known["level"] = asked.asked.levelClaimed?.rawValue
  known["agreement"] = (asked.asked.asker.isFamily ? .agreed : asked.asked.agreement)?.rawValue
  known["agreement_note"] = asked.asked.agreementNote
  entry = entry.filled(known)
  guard request.method == .get, request.entry.keptAt == nil else { return entry }
  for field in CriteriaForm.all where entry.values[field.name] == nil {
    entry.values[field.name] = asked.asked.criteriaClaimed
  }
  return entry
}
