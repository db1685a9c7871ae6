import Design
package import Kernel
import Store
import Web

extension Permission {
  /// What anybody may read: plans, decisions and figures of the partnership.
  package static let readGovernance = Permission.anyone("governance.read")
  /// Moving rows of a plan on, handing evidence in and checking that of others.
  static let keepPlan = Permission.work("plan.keep", for: .governance, .commissioner, .contractManager)
}

let planRoutes: [Route] = [
  .page("/governance/plans", "Implementation plans", may: .readGovernance) { request, tx in
    let plans = try tx.plans(unpublishedToo: request.caller.holds(.keepPlan))
    return PlansPage(
      plans: try plans.map { plan in
        let day = plan.endedOn ?? request.today
        return PlansPage.Line(plan: plan, figures: PlanFigures(try tx.lines(of: plan.id, on: day), on: day), on: day)
      })
  },
  .page("/governance/plans/{plan}", "A plan and how it stands", may: .readGovernance, asks: [PlanForm.asOf]) {
    request, tx in
    let (plan, day, lines) = try planOnDay(request, tx)
    return PlanPage(
      plan: plan, on: day, figures: PlanFigures(lines, on: day), themes: try tx.themes(of: plan.id), lines: lines,
      problemCount: problems(of: lines).count, risks: try tx.risks(about: plan.id.of()),
      entry: Entry(["as_of": [day.description]]))
  },
  .page(
    "/governance/plans/{plan}/problems", "What is wrong with a plan", may: .readGovernance, asks: [PlanForm.asOf]
  ) { request, tx in
    let (plan, day, lines) = try planOnDay(request, tx)
    return PlanProblemsPage(plan: plan, on: day, problems: problems(of: lines))
  },
  .page(
    "/governance/plans/{plan}/timeline", "A plan as a timeline", may: .readGovernance, asks: [PlanForm.asOf]
  ) { request, tx in
    let (plan, day, lines) = try planOnDay(request, tx)
    return PlanTimelinePage(plan: plan, on: day, lines: lines.filter { !$0.item.isEmptyRow })
  },
  .page("/governance/plans/{plan}/leads", "Who carries how much", may: .readGovernance, asks: [PlanForm.asOf]) {
    request, tx in
    let (plan, day, lines) = try planOnDay(request, tx)
    return PlanLeadsPage(plan: plan, on: day, leads: load(lines), dependencies: dependencies(lines))
  },
  .page("/governance/plans/{plan}/rows/{item}", "A row of a plan", may: .readGovernance) { request, tx in
    let (plan, line, steps) = try planRow(request, tx)
    return PlanRowPage(plan: plan, line: line, steps: steps, mayStep: !allowedSteps(line).isEmpty)
  },
  .page(
    "/governance/plans/{plan}/rows/{item}/step", "Move a row of a plan on", may: .keepPlan, stepPage),
  .form(
    "/governance/plans/{plan}/rows/{item}/steps", "Move a row of a plan on", may: .keepPlan, fields: PlanStepForm.all,
    again: stepPage
  ) { request, tx in
    let plan = try tx.plan(request.id("plan"), unpublishedToo: true)
    let item = try tx.item(request.id("item"), plan: plan.id)
    let step = try request.checked {
      PlanStepForm.check($0, id: request.formID.of(), item: item.id, by: request.caller, at: request.now)
    }
    try takePlanStep(step, plan: plan.id, by: request.caller, at: request.now, in: tx)
    return .see("\(plan.path)/rows/\(item.id)", step.kind.past)
  },
]

private func planOnDay(_ request: Request, _ tx: Transaction) throws -> (ImplementationPlan, Day, [PlanLine]) {
  let plan = try tx.plan(request.id("plan"), unpublishedToo: request.caller.holds(.keepPlan))
  let day = try PlanForm.day(of: request, plan)
  return (plan, day, try tx.lines(of: plan.id, on: day))
}

private func planRow(_ request: Request, _ tx: Transaction) throws -> (ImplementationPlan, PlanLine, [PlanStep]) {
  let plan = try tx.plan(request.id("plan"), unpublishedToo: request.caller.holds(.keepPlan))
  let item = try tx.item(request.id("item"), plan: plan.id)
  guard let line = try tx.lines(of: plan.id, on: request.today).first(where: { $0.item.id == item.id }) else {
    throw Refusal.notFound
  }
  return (plan, line, try tx.steps(of: plan.id).filter { $0.item == item.id })
}

@Sendable private func stepPage(_ request: Request, _ tx: Transaction) throws -> PlanStepPage {
  let (plan, line, _) = try planRow(request, tx)
  let allowed = allowedSteps(line)
  if allowed.isEmpty { throw Refusal.notNow("This row is over. Nothing more happens to it.") }
  return PlanStepPage(
    plan: plan, line: line, allowed: allowed, entry: request.entry.filled(["version": "\(line.item.version)"]))
}
