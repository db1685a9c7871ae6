import Design
import Kernel
import People
import Store
import Web

let decisionRoutes: [Route] = [
  .page(
    "/requests/{request}/decision", "Decide on a request", may: .decideRequest, asks: [DecisionForm.outcome],
    keepsDraft: true, decisionPage),
  .form(
    "/requests/{request}/decision", "Decide on a request", may: .decideRequest, fields: DecisionForm.all,
    again: decisionPage
  ) { request, tx in
    let asked = try workOn(request, tx)
    let (new, unread) = NewDecision.read(request.entry)
    // Only what can be read can be old.
    if unread.isEmpty { try sameVersion(asked, Int(request.entry[ScreeningForm.version.name] ?? "") ?? 0) }
    let wrong = problems(with: new, on: asked, known: try tx.thresholds(on: request.today))
    let fields = Set(unread.map(\.field))
    try Invalid.check(unread + wrong.filter { !fields.contains($0.field) })
    try decideRequest(
      new, on: asked, id: request.formID.of(), by: request.caller, at: request.now, settings: request.site.settings,
      in: tx)
    return .see("/requests/\(asked.id)", "Decided. You can take it back within an hour")
  },
  .form(
    "/requests/{request}/decision/undoing", "Take a decision back", may: .decideRequest, fields: [DecisionForm.undoWhy],
    again: requestPage
  ) { request, tx in
    let asked = try workOn(request, tx)
    var form = FormReading(request.entry)
    guard let why = form.text(DecisionForm.undoWhy) else { throw Invalid(form.errors) }
    try undoDecision(
      on: asked, why: why, by: request.caller, at: request.now, settings: request.site.settings, in: tx)
    return .see("/requests/\(asked.id)", "Taken back. The clock runs again, and they have been told")
  },
]

@Sendable private func decisionPage(_ request: Request, _ tx: Transaction) throws -> DecisionPage {
  let asked = try workOn(request, tx)
  guard asked.isOpen || asked.state == .decided else { throw Refusal.notNow("This request was withdrawn.") }
  let chosen = request.query("outcome") ?? (request.method == .post ? request.entry["outcome"] : nil)
  let outcome = chosen.flatMap(HelpOutcome.init(rawValue:))
  return DecisionPage(
    id: asked.id, reference: asked.reference.text, name: asked.asked.givenName, version: asked.version,
    outcome: outcome,
    hasRecord: asked.child != nil, isAgain: asked.state == .decided, criteria: try tx.thresholds(on: request.today),
    teams: try tx.teams().map { DecisionPage.TeamChoice(id: $0.id, name: $0.name) },
    openChecks: try tx.checks(of: asked.id).count(where: \.isOpen), entry: entry(outcome, asked, request))
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
