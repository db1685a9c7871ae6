import Design
import Kernel
import PlanningEngine
import Store
import Web

/// What is done to scenarios. What burns a processor is done outside of the transaction that writes.
func scenarioActRoutes(_ live: @escaping ReadLive) -> [Route] {
  [
    .task(
      "/planning/scenarios", "Keep a new scenario and answer it", may: .plan, fields: ScenarioField.all,
      again: { request, tx in try typedAgain(request, tx) }
    ) { request in try await keepNew(request, live) },
    .task(
      "/planning/scenarios/{scenario}", "Change a scenario and answer it anew", may: .plan, fields: ScenarioField.all,
      again: { request, tx in try typedAgain(request, tx) }
    ) { request in try await change(request, live, fromLive: false) },
    .task(
      "/planning/scenarios/{scenario}/rerun", "Answer a scenario anew with today’s live records", may: .plan, fields: []
    ) { request in try await change(request, live, fromLive: true) },
    .form(
      PathPattern(stringLiteral: pathwayFormPath), "Add a group or a stage to the form of a pathway, or take one away",
      may: .plan, fields: ScenarioField.all + [ScenarioField.scenario, PathwayField.act], again: typedAgain, reshapeForm
    ),
    .bytes("/planning/scenarios/{scenario}/model", "The model of a scenario, as `keywork plan` takes it", may: .plan) {
      request in try await modelFile(request)
    },
    act("stopping", "Stop a simulation", "Stopped. What is done is kept") { scenario, request, tx in
      try stopRun(scenario, by: request.caller, at: request.now, in: tx)
    },
    act("continuation", "Let a simulation go on", "It goes on where it was") { scenario, request, tx in
      try continueRun(scenario, by: request.caller, at: request.now, in: tx)
    },
    act("sharing", "Share a scenario with the board", "The board can read this now") { scenario, request, tx in
      try shareScenario(scenario, true, by: request.caller, at: request.now, in: tx)
    },
    act("sharing/ending", "Take a scenario back from the board", "The board cannot read this any more") {
      scenario, request, tx in try shareScenario(scenario, false, by: request.caller, at: request.now, in: tx)
    },
    act("removal", "Remove a scenario", "Removed. You can bring it back") { scenario, request, tx in
      try removeScenario(scenario, by: request.caller, at: request.now, in: tx)
    },
    .form("/planning/scenarios/{scenario}/return", "Bring back a removed scenario", may: .plan, fields: []) {
      request, tx in
      let scenario = try tx.scenarioOrRemoved(try request.id("scenario"), for: request.caller)
      try bringBackScenario(scenario, by: request.caller, at: request.now, in: tx)
      return .see("/planning/scenarios/\(scenario.id)", "It is back, as it was")
    },
  ]
}

private func act(
  _ end: String, _ summary: String, _ said: String,
  _ verb: @escaping @Sendable (Scenario, Request, Transaction) throws -> Void
) -> Route {
  .form(PathPattern(stringLiteral: "/planning/scenarios/{scenario}/\(end)"), summary, may: .plan, fields: []) {
    request, tx in
    let scenario = try tx.scenario(try request.id("scenario"), for: request.caller)
    try verb(scenario, request, tx)
    return .see("/planning/scenarios/\(scenario.id)", said)
  }
}

/// The form as it was typed, with what is wrong in it.
@Sendable private func typedAgain(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let id = (try? request.id("scenario", as: Scenario.self)) ?? ScenarioField.scenario.id(in: request.entry)
  let scenario = try id.map { try tx.scenario($0, for: request.caller) }
  guard let question = scenario?.question ?? request.entry["question"].flatMap(Question.init) else {
    throw Refusal.malformed("The form does not say which question it asks.")
  }
  return QuestionPage(
    question: question, scenario: scenario?.id, name: scenario?.name, version: scenario?.version, filledOn: nil,
    lists: question == .appraisal
      ? try tx.scenarios(of: .list, for: request.caller).map { Link($0.name, "\($0.id)") } : [],
    entry: request.entry)
}

extension Field {
  fileprivate func id(in entry: Entry) -> ID<Scenario>? { entry[name].flatMap { ID<Scenario>($0) } }
}

/// The form in another shape, kept as a draft of the page that it stands on; that page then shows it.
@Sendable private func reshapeForm(_ request: Request, _ tx: Transaction) throws -> Outcome {
  guard let owner = request.draftOwner, let what = Reshaping(request.entry[PathwayField.act.name]) else {
    throw Refusal.malformed("The form does not say what is to become of it.")
  }
  let scenario = try ScenarioField.scenario.id(in: request.entry).map { try tx.scenario($0, for: request.caller) }
  let page = scenario.map { "/planning/scenarios/\($0.id)/change" } ?? "/planning/new/\(Question.list.rawValue)"
  var entry: Entry
  do { entry = try request.entry.reshaped(what) } catch let error as ModelError {
    throw Invalid(ListField.model.name, error.path.isEmpty ? "The model: \(error.message)" : error.description)
  }
  entry.values[PathwayField.act.name] = nil
  try tx.keepDraft(owner: owner, page: page, fields: entry.values, at: request.now)
  return .see(page, keepsDraft: true)
}

/// As `keywork plan` reads it; with true counts, so for planners.
private func modelFile(_ request: Request) async throws -> Response {
  let (id, caller): (ID<Scenario>, Caller) = (try request.id("scenario"), request.caller)
  let scenario = try await request.site.database.read { tx in try tx.scenario(id, for: caller) }
  var response = Response(200, type: "application/json", Array(scenario.modelValue.data()))
  response.headers += [
    ("Cache-Control", "no-store"),
    ("Content-Disposition", "attachment; filename=\"planning-\(scenario.question.rawValue).json\""),
  ]
  return response
}

private func keepNew(_ request: Request, _ live: @escaping ReadLive) async throws -> Outcome {
  guard let question = request.entry["question"].flatMap(Question.init) else {
    throw Refusal.malformed("The form does not say which question it asks.")
  }
  let context = try await context(request, live)
  let new = try await newScenario(question, request.entry, context)
  let id: ID<Scenario> = request.formID.of()
  try await request.site.database.write { tx in
    try keepScenario(id, new, by: request.caller, at: request.now, in: tx)
  }
  return .see("/planning/scenarios/\(id)", said(new))
}

private func change(_ request: Request, _ live: @escaping ReadLive, fromLive: Bool) async throws -> Outcome {
  let id: ID<Scenario> = try request.id("scenario")
  let caller = request.caller
  let (scenario, held) = try await request.site.database.read { tx in
    let scenario = try tx.scenario(id, for: caller)
    return (scenario, try tx.hiddenBefore(scenario))
  }
  var context = try await context(request, live)
  context.before = scenario.inputLines
  context.held = held
  var entry = request.entry
  if fromLive {
    guard let refilled = scenario.refilled(from: context.live) else {
      throw Refusal.notNow("Nothing in this scenario is from the live records.")
    }
    entry = refilled
  }
  let version = fromLive ? scenario.version : entry["version"].flatMap { Int($0) }
  guard let version else { throw Refusal.malformed("The form does not say which version it changes.") }
  let new = try await newScenario(scenario.question, entry, context)
  try await request.site.database.write { tx in
    try changeScenario(
      id, new, version: version, why: fromLive ? "the live records have moved" : nil, by: caller, at: request.now,
      in: tx)
  }
  return .see("/planning/scenarios/\(id)", said(new))
}

private func said(_ new: NewScenario) -> String {
  new.total > 0 ? "Kept. The answer by formula is here; the simulation runs" : "Kept and answered"
}

private func context(_ request: Request, _ live: @escaping ReadLive) async throws -> FormContext {
  try await request.site.database.read { tx in
    FormContext(
      live: try live(request.caller, request.now, tx), by: request.caller.name,
      lists: try tx.scenarios(of: .list, for: request.caller), published: try tx.publishedTables())
  }
}
