import Clocks
import Design
import Kernel
import People
import Store
import Web

let planRoutes: [Route] =
  [
    .page("/children/{child}/supports/{support}/plan", "The plan", may: .openRecord) { request, tx in
      let here = try place(request, tx)
      return PlanPage(
        child: here.line, current: try tx.supportView(here.support, at: request.now),
        versions: try tx.planVersions(of: here.support.id), may: MayDo(request, here.child), today: request.today)
    },
    .page(
      "/children/{child}/supports/{support}/plan/agreement", "Agree the plan", may: .editPlan,
      agreePlanPage),
    .form(
      "/children/{child}/supports/{support}/plan/agreement", "Agree the plan", may: .editPlan,
      fields: AgreePlanForm.all,
      again: agreePlanPage
    ) { request, tx in
      let here = try place(request, tx)
      try agreePlan(
        try request.checked(NewAgreedPlan.check), support: here.support.id, child: here.child.id, by: request.caller,
        at: request.now, in: tx)
      return .see(path(here.support, "/plan"), "The plan is agreed")
    },
  ] + goalRoutes + actionRoutes

private let goalRoutes: [Route] = [
  .page("/children/{child}/supports/{support}/goals/new", "Set a goal", may: .editPlan, goalPage),
  .form(
    "/children/{child}/supports/{support}/goals", "Set a goal", may: .editPlan, fields: GoalForm.all, again: goalPage
  ) { request, tx in
    let here = try place(request, tx)
    try setGoal(
      try newGoal(request, here, tx), id: request.formID.of(), support: here.support.id, child: here.child.id,
      by: request.caller, at: request.now, in: tx)
    return .see(path(here.support, "/goals/\(request.formID)"), "The goal is set. Now say what will be done.")
  },
  .page(
    "/children/{child}/supports/{support}/goals/{goal}", "A goal", may: .openRecord, showGoalPage),
  .page(
    "/children/{child}/supports/{support}/goals/{goal}/change", "Change a goal", may: .editPlan,
    goalPage),
  .form(
    "/children/{child}/supports/{support}/goals/{goal}/change", "Change a goal", may: .editPlan, fields: GoalForm.all,
    again: goalPage
  ) { request, tx in
    let here = try place(request, tx)
    let goal = try tx.goal(request.id("goal"), of: here.support.id)
    try changeGoal(
      try newGoal(request, here, tx), goal: goal.id, support: here.support.id, child: here.child.id,
      by: request.caller, at: request.now, in: tx)
    return .see(path(here.support, "/goals/\(goal.id)"), "The goal has been changed")
  },
  .page("/children/{child}/supports/{support}/goals/{goal}/removal", "Take a goal out", may: .editPlan, dropGoalPage),
  .form(
    "/children/{child}/supports/{support}/goals/{goal}/removal", "Take a goal out", may: .editPlan,
    fields: DropGoalForm.all, again: dropGoalPage
  ) { request, tx in
    let here = try place(request, tx)
    var reading = FormReading(request.entry)
    let why = reading.text(DropGoalForm.why)
    try Invalid.check(reading.errors)
    try dropGoal(
      try request.id("goal"), support: here.support.id, child: here.child.id, why: why!, by: request.caller,
      at: request.now, in: tx)
    return .see(path(here.support, "/plan"), "The goal has been taken out")
  },
  .form("/children/{child}/supports/{support}/goals/{goal}/earlier", "Move a goal up", may: .editPlan, fields: []) {
    request, tx in
    let here = try place(request, tx)
    try raiseGoal(
      try request.id("goal"), support: here.support.id, child: here.child.id, by: request.caller, at: request.now,
      in: tx)
    return .see(path(here.support, "/plan"), "The goal has been moved up")
  },
]

private let actionRoutes: [Route] = [
  .form(
    "/children/{child}/supports/{support}/goals/{goal}/actions", "Add something to do", may: .editPlan,
    fields: ActionForm.all, again: showGoalPage
  ) { request, tx in
    let here = try place(request, tx)
    let circle = try tx.circle(around: here.child.id)
    let goal: ID<Goal> = try request.id("goal")
    try addAction(
      try request.checked { NewAction.check($0, circle) }, id: request.formID.of(), goal: goal,
      support: here.support.id, child: here.child.id, by: request.caller, at: request.now, in: tx)
    return .see(path(here.support, "/goals/\(goal)"), "Added")
  },
  .page("/children/{child}/supports/{support}/actions/{action}", "Something to do", may: .openRecord, actionPage),
  .form("/children/{child}/supports/{support}/actions/{action}/completion", "It is done", may: .editPlan, fields: []) {
    request, tx in
    let here = try place(request, tx)
    try doAction(
      try request.id("action"), support: here.support.id, child: here.child.id, by: request.caller, at: request.now,
      in: tx)
    return .see(path(here.support), "Done")
  },
  .form(
    "/children/{child}/supports/{support}/actions/{action}/correction", "Put a mistake right", may: .editPlan,
    fields: ActionCorrectionForm.all, again: actionPage
  ) { request, tx in
    let here = try place(request, tx)
    var reading = FormReading(request.entry)
    let what = reading.option(ActionCorrectionForm.what)
    let why = reading.text(ActionCorrectionForm.why)
    try Invalid.check(reading.errors)
    try correctAction(
      try request.id("action"), remove: what == "remove", why: why!, support: here.support.id, child: here.child.id,
      by: request.caller, at: request.now, in: tx)
    return .see(path(here.support, "/plan"), "It has been put right")
  },
]

private func newGoal(_ request: Request, _ here: Place, _ tx: Transaction) throws -> NewGoal {
  let circle = try tx.circle(around: here.child.id)
  let domains = try tx.helpDomains()
  return try request.checked { NewGoal.check($0, circle, domains: domains) }
}

/// The form of a goal: a new one, or one that is changed.
@Sendable private func goalPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  try here.support.check(.editPlan)
  let circle = try tx.circle(around: here.child.id)
  let goal = request.parameters["goal"] == nil ? nil : try tx.goal(request.id("goal"), of: here.support.id)
  var known: [String: String] = [:]
  if let goal {
    known = [
      "words": goal.words, "why_it_matters": goal.whyItMatters ?? "", "domain": goal.domain ?? "",
      "owner": circle.value(of: goal.owner), "due_on": goal.dueOn.description, "baseline": String(goal.baseline),
      "version": String(goal.version),
    ]
  }
  return QuestionPage(
    title: goal == nil ? "Set a goal" : "Change the goal", child: here.line,
    trail: here.trail + [Link("Plan", path(here.support, "/plan"))], questions: .goal,
    path: path(here.support, goal.map { "/goals/\($0.id)/change" } ?? "/goals"),
    entry: request.entry.filledDay("due_on", known["due_on"]).filled(known.filter { $0.key != "due_on" }),
    choices: [
      "owner": circle.ownerOptions.map { OfferedChoice($0) },
      "domain": try tx.helpDomains().map { OfferedChoice(Field.Option($0.code, $0.title)) },
    ],
    introduction: ["A good goal says what will be different, in words that the family uses."], submit: "Save the goal")
}

@Sendable private func showGoalPage(_ request: Request, _ tx: Transaction) throws -> GoalPage {
  let here = try place(request, tx)
  let goal = try tx.goal(request.id("goal"), of: here.support.id)
  let scores = try tx.scores(of: here.support.id).filter { $0.goal == goal.id }
  return GoalPage(
    child: here.line, support: here.support, goal: goal, progress: progress(of: goal, scores: scores), scores: scores,
    actions: try tx.actions(of: here.support.id).filter { $0.goal == goal.id },
    comments: try tx.comments(of: here.support.id).filter { $0.goal == goal.id },
    owners: try tx.circle(around: here.child.id).ownerOptions.map { OfferedChoice($0) },
    mayEdit: MayDo(request, here.child).plan, entry: request.entry)
}

@Sendable private func dropGoalPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  try here.support.check(.editPlan)
  let goal = try tx.goal(request.id("goal"), of: here.support.id)
  return QuestionPage(
    title: "Take the goal out", child: here.line, trail: here.trail + [Link("Plan", path(here.support, "/plan"))],
    questions: .dropGoal, path: path(here.support, "/goals/\(goal.id)/removal"), entry: request.entry,
    introduction: [
      goal.words,
      "What was still to be done about it is taken out as well. Versions of the plan that were agreed keep it.",
    ],
    submit: "Take it out", isDestructive: true)
}

@Sendable private func actionPage(_ request: Request, _ tx: Transaction) throws -> ActionPage {
  let here = try place(request, tx)
  let action = try tx.action(request.id("action"), of: here.support.id)
  return ActionPage(
    child: here.line, support: here.support, action: action,
    goalWords: try action.goal.map { try tx.goal($0, of: here.support.id).words },
    mayEdit: MayDo(request, here.child).plan, entry: request.entry)
}

@Sendable private func agreePlanPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  try here.support.check(.agreePlan)
  let family = try tx.circle(around: here.child.id).family.filter(\.livesWith).map(\.name)
  let usual = try tx.limit(.review, from: request.today)
  return QuestionPage(
    title: "Agree the plan", child: here.line, trail: here.trail + [Link("Plan", path(here.support, "/plan"))],
    questions: .agreePlan, path: path(here.support, "/plan/agreement"),
    entry: request.entry.filledDay("next_review_on", usual.description)
      .filled(["agreed_by": family.joined(separator: ", ")]),
    introduction: [
      "Read the plan with the family first. Reviews are usually six weeks apart: by \(usual.longWithWeekday).",
      "The goals as they stand now are kept as a version of the plan.",
    ], submit: "The plan is agreed")
}

extension Entry {
  /// A known day for a field that nobody has typed in, whole or in its three boxes.
  func filledDay(_ name: String, _ day: String?) -> Entry {
    guard let day, values["\(name)-day"] == nil else { return self }
    return filled([name: day])
  }
}
