import Design
package import Kernel
import PlanningEngine
import Store
import Web

extension Permission {
  /// Making scenarios, changing, running and sharing them. They see true counts.
  package static let plan = Permission.work("planning.plan", for: .supervision, .commissioner, .returnsOfficer)
  /// Reading scenarios: planners all of them, the board what is shared with it, small counts hidden.
  package static let readScenarios = Permission.work(
    "planning.read", for: .supervision, .commissioner, .returnsOfficer, .boardViewer)
}

enum ScenarioField {
  static let question = Field("question", "Question", .hidden(max: 20))
  static let fill = Field("fill", "Fill from the live records", .choice([.init("live", "Yes")]))
  static let list = Field("list", "Which list or role of the live records", .number(1...50))
  static let open = Field("open", "How many hubs", .number(1...10))
  /// Which scenario a form changes whose own buttons send it elsewhere.
  static let scenario = Field("scenario", "Scenario", .id)
  static let follow = Field("follow", "How often the page comes anew by itself", .number(0...120))
  static let strength = Field(
    "strength", "Strength of belief", .number(1...1_000_000),
    hint: "As if the rates had been seen in so many local children.")
  static let all =
    Array(
      Dictionary(
        Question.allCases.flatMap { QuestionForm.of($0).all }.map { ($0.name, $0) },
        uniquingKeysWith: { ($0.limit ?? 0) < ($1.limit ?? 0) ? $1 : $0 }
      ).values.sorted { $0.name < $1.name }) + [question]
  static let compared = ["a", "b", "c"].map { Field($0, "Scenario \($0)", .id) }
}

func scenarioRoutes(_ live: @escaping ReadLive) -> [Route] {
  let forms = Question.allCases.map { question in
    Route.page(
      PathPattern(stringLiteral: "/planning/new/\(question.rawValue)"), question.title, may: .plan,
      asks: [ScenarioField.fill, ScenarioField.list], keepsDraft: true
    ) { request, tx in try newFormPage(question, request, live, tx) }
  }
  return [
    .page("/planning", "Planning: questions and scenarios", may: .readScenarios, asks: [.page]) { request, tx in
      try planningPage(request, live, tx)
    },
    .page("/planning/removed", "Removed scenarios", may: .plan, asks: [.page], removedPage),
    .page(
      "/planning/scenarios/{scenario}", "A scenario and its answer", may: .readScenarios,
      asks: [ScenarioField.open, ScenarioField.strength, ScenarioField.follow]
    ) { request, tx in try scenarioPage(request, live, tx) },
    .page(
      "/planning/scenarios/{scenario}/change", "Change a scenario", may: .plan,
      asks: [ScenarioField.fill, ScenarioField.list], keepsDraft: true
    ) { request, tx in try changeFormPage(request, live, tx) },
    .page(
      "/planning/comparison", "Scenarios side by side", may: .readScenarios, asks: ScenarioField.compared,
      comparisonPage),
  ] + forms
}

private func planningPage(_ request: Request, _ live: ReadLive, _ tx: Transaction) throws -> PlanningPage {
  let part = request.part(of: 25)
  let mayPlan = request.caller.holds(.plan)
  let (shown, hasMore) = part.cut(try tx.scenarios(for: request.caller, limit: part.limit, offset: part.offset))
  let figures = mayPlan && shown.contains { $0.buildsOnOthers } ? try live(request.caller, request.now, tx) : nil
  let lists = figures == nil ? [] : try tx.scenarios(of: .list, for: request.caller)
  return PlanningPage(
    scenarios: shown.map { scenario in
      PlanningPage.Line(scenario, hasMoved: figures.map { !scenario.moved($0, lists: lists).isEmpty } ?? false)
    }, page: part.page, hasMore: hasMore, mayPlan: mayPlan,
    hasRemoved: try mayPlan && !tx.removedScenarios(limit: 1, offset: 0).isEmpty)
}

@Sendable private func removedPage(_ request: Request, _ tx: Transaction) throws -> RemovedPage {
  let part = request.part(of: 25)
  let (shown, hasMore) = part.cut(try tx.removedScenarios(limit: part.limit, offset: part.offset))
  return RemovedPage(
    scenarios: shown.map {
      .init(id: $0.id, question: $0.question, name: $0.name, at: $0.removedAt!, by: $0.removedBy)
    },
    page: part.page, hasMore: hasMore)
}

private func newFormPage(_ question: Question, _ request: Request, _ live: ReadLive, _ tx: Transaction) throws
  -> QuestionPage
{
  let form = QuestionForm.of(question)
  let filled = try filled(request.entry.filled(form.usual), form, request, live, tx)
  return QuestionPage(
    question: question, scenario: nil, name: nil, version: nil, filledOn: filled.on,
    liveLists: try liveChoices(question, request, live, tx),
    isUnknown: filled.isUnknown,
    lists: try listsToChange(question, request, tx),
    roles: question == .posts ? try live(request.caller, request.now, tx).roles : [], entry: filled.entry)
}

private func changeFormPage(_ request: Request, _ live: ReadLive, _ tx: Transaction) throws -> QuestionPage {
  let scenario = try tx.scenario(try request.id("scenario"), for: request.caller)
  let form = QuestionForm.of(scenario.question)
  let entry = request.entry.values.isEmpty ? scenario.entry : request.entry
  let filled = try filled(entry, form, request, live, tx)
  return QuestionPage(
    question: scenario.question, scenario: scenario.id, name: scenario.name, version: scenario.version,
    filledOn: filled.on,
    liveLists: try liveChoices(scenario.question, request, live, tx),
    isUnknown: filled.isUnknown, lists: try listsToChange(scenario.question, request, tx),
    roles: scenario.question == .posts ? try live(request.caller, request.now, tx).roles : [], entry: filled.entry)
}

/// The entry with what the live records know, where they are asked for, and their day; or that they know nothing of it.
private func filled(
  _ entry: Entry, _ form: QuestionForm, _ request: Request, _ live: ReadLive, _ tx: Transaction
) throws -> (entry: Entry, on: Day?, isUnknown: Bool) {
  guard request.method == .get, request.query("fill") == "live", let fill = form.fill else {
    return (entry, nil, false)
  }
  let live = try live(request.caller, request.now, tx)
  var entry = entry
  if let number = request.query("list").flatMap({ Int($0) }), number >= 1 {
    if form.question == .list, number <= live.lists.count {
      entry = entry.setting(ListField.live.name, live.lists[number - 1].name)
    }
    // The first is the posts of all roles.
    if form.question == .posts, number <= live.roles.count + 1 {
      entry = entry.setting(PostsField.role.name, number == 1 ? "" : live.roles[number - 2])
    }
  }
  let filled = fill(entry, live)
  guard filled != entry || entry[QuestionForm.filled.name] == "live" else { return (entry, nil, true) }
  return (filled.setting(QuestionForm.filled.name, "live"), request.today, false)
}

/// By what of the live records a form can be filled, in the order of `ScenarioField.list`.
private func liveChoices(
  _ question: Question, _ request: Request, _ live: ReadLive, _ tx: Transaction
) throws -> [String] {
  switch question {
  case .list: return try live(request.caller, request.now, tx).lists.map(\.name)
  case .posts:
    let roles = try live(request.caller, request.now, tx).roles
    return roles.isEmpty ? [] : ["All posts"] + roles.map { "Posts: \($0)" }
  default: return []
  }
}

/// The lists that an appraisal may build on.
private func listsToChange(_ question: Question, _ request: Request, _ tx: Transaction) throws -> [Link] {
  question == .appraisal ? try tx.scenarios(of: .list, for: request.caller).map { Link($0.name, "\($0.id)") } : []
}

private func scenarioPage(_ request: Request, _ live: ReadLive, _ tx: Transaction) throws -> ScenarioPage {
  let scenario = try tx.scenarioOrRemoved(try request.id("scenario"), for: request.caller)
  let mayPlan = request.caller.holds(.plan)
  let inputs = scenario.inputLines
  let moved =
    mayPlan && scenario.buildsOnOthers
    ? scenario.moved(try live(request.caller, request.now, tx), lists: try tx.scenarios(of: .list, for: request.caller))
    : []
  var shown = try Shown(
    scenario, forPlanner: mayPlan, hiding: mayPlan ? [] : try tx.hiddenFromBoard(scenario.question))
  if scenario.question == .need, let strength = request.query("strength").flatMap({ Int($0) }) {
    shown = try shown.believing(strength)
  }
  return ScenarioPage(
    id: scenario.id, question: scenario.question, name: scenario.name, note: scenario.note, state: scenario.state,
    done: scenario.done, total: scenario.total, replications: scenario.replications, seed: scenario.seed,
    problem: mayPlan ? scenario.problem : nil, by: scenario.by, changedAt: scenario.changedAt,
    answeredAt: scenario.answeredAt, sharedAt: scenario.sharedAt, removedAt: scenario.removedAt,
    removedBy: scenario.removedBy, followsLive: scenario.followsLive, version: scenario.version,
    inputs: shown.inputs(inputs), moved: moved.map { .init(what: $0.what, then: $0.then, now: $0.now) },
    shown: shown, hubs: request.query("open").flatMap { Int($0) },
    follow: request.query("follow").flatMap { Int($0) }.map { min(max($0, 0), 120) }, mayPlan: mayPlan,
    others: try tx.scenarios(of: scenario.question, for: request.caller).filter { $0.id != scenario.id }
      .map { Link($0.name, "\($0.id)") })
}

@Sendable private func comparisonPage(_ request: Request, _ tx: Transaction) throws -> ComparisonPage {
  var seen = Set<ID<Scenario>>()
  let ids = ["a", "b", "c"].compactMap { request.query($0).flatMap { ID<Scenario>($0) } }.filter {
    seen.insert($0).inserted
  }
  let scenarios = try ids.map { try tx.scenario($0, for: request.caller) }
  let question = scenarios.first?.question
  let mayPlan = request.caller.holds(.plan)
  let hidden = try mayPlan ? [] : question.map(tx.hiddenFromBoard) ?? []
  let alike = scenarios.filter { $0.question == question }
  let columns = try alike.map { scenario in
    ComparisonPage.Column(
      id: scenario.id, name: scenario.name, changedOn: scenario.changedAt.day, seed: scenario.seed,
      figures: try Shown(scenario, forPlanner: mayPlan, hiding: hidden).keyFigures)
  }
  let stories = try alike.map(tx.stories)
  let compared = columns.enumerated().map { index, column in
    index == 0 ? column : column.beside(columns[0], stories[index], stories[0])
  }
  let all =
    try question.map { try tx.scenarios(of: $0, for: request.caller) } ?? tx.scenarios(for: request.caller, limit: 200)
  return ComparisonPage(
    question: question, columns: compared, leftOut: scenarios.count - compared.count,
    choices: all.map { Link($0.name, "\($0.id)") }, entry: Entry(request.query))
}
