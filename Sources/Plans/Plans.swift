import Design
import Kernel
import People
import Store
package import Web

/// Early help: agreement, assessment, team around the child, plan, reviews, step up and down. The slice's front door.
/// Alone, as the tests of this slice have it, nobody writes for a review.
package let plans = plansSlice(contributions: { _, _, _ in [] })

/// The slice, with what other services write for a review of a plan.
package func plansSlice(contributions: @escaping ReadContributions) -> Slice {
  var slice = Slice("Plans")
  slice.childRows = [
    ChildRows("support", "early help", worker: "practitioner_id", isOneOpen: true),
    ChildRows("support_assessment", "assessment", within: ("support", "support_id")),
    ChildRows("support_goal", "goal", within: ("support", "support_id")),
    ChildRows("plan_action", "action of a plan", within: ("support", "support_id")),
    ChildRows("team_meeting", "meeting", within: ("support", "support_id")),
    ChildRows("support_review", "review of a plan", within: ("support", "support_id")),
    ChildRows("level_step", "step to another level", within: ("support", "support_id")),
    ChildRows("typed_plan", "plan of another kind", isOneOpen: true),
  ]
  slice.migrations = plansMigrations
  slice.routes =
    supportRoutes + assessmentRoutes + planRoutes + reviewRoutes(contributions) + stepRoutes + teamRoutes
    + supportListRoutes
    + familyPlanRoutes + typedPlanRoutes
  slice.childPanels = [planPanel, teamPanel, typedPlansPanel]
  slice.familyPanels = [familyNextPanel, familyPlanPanel, familyTypedPlansPanel]
  slice.happenings = supportHappenings
  slice.tasks = supportTasks
  slice.caseload = supportFigures
  slice.onDeath = { child, day, caller, now, tx in
    try endSupport(ofChild: child, day, by: caller, at: now, in: tx)
    for plan in try tx.typedPlans(of: child) where plan.isOpen {
      try endTypedPlan(plan, why: "The child has died", by: caller, at: now, in: tx)
    }
  }
  slice.openWork = { team, tx in
    let helped: Int =
      try tx.value(
        """
        SELECT count(*) FROM support JOIN child ON child.id = support.child_id
        WHERE support.team_id = \(team) AND support.state NOT IN ('closed', 'declined') AND child.closed_on IS NULL
          AND child.not_included_because IS NULL
        """) ?? 0
    let steps: Int =
      try tx.value(
        """
        SELECT count(*) FROM level_step WHERE team_id = \(team) AND state = 'pending'
          AND \(isIncluded("level_step.child_id"))
        """) ?? 0
    return [
      OpenWork(helped, "child has early help from it", "children have early help from it"),
      OpenWork(steps, "step up waits for its answer", "steps up wait for its answer"),
    ].compactMap(\.self)
  }
  slice.matter = { record, caller, tx in
    guard let child: ChildID = try tx.value("SELECT child_id FROM support WHERE id = \(record)") else {
      guard let child: ChildID = try tx.value("SELECT child_id FROM typed_plan WHERE id = \(record)") else {
        return nil
      }
      return try tx.childAtWork(child, for: caller).map { Matter($0.name, path: "/children/\(child)/plans/\(record)") }
    }
    return try tx.childAtWork(child, for: caller).map { Matter($0.name, path: "/children/\(child)/supports/\(record)") }
  }
  return slice
}

/// The plans that are written by their sections.
@Sendable private func typedPlansPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let plans = try tx.typedPlans(of: child).filter(\.isOpen)
  let types = try tx.planTypes()
  return Panel(
    "plans", .side, plans,
    card(
      "Other plans", id: "plans", style: .narrow,
      actions: link("Open", to: "/children/\(child)/plans", hiddenText: "all plans")
    ) {
      plans.isEmpty
        ? paragraph("No SEN support plan, family help plan or individual support plan.")
        : bulletList(
          plans.map { plan in
            "\(link(types.first { $0.code == plan.type }?.title ?? plan.type, to: plan.path)) \(planTag(plan))"
          })
    })
}

/// The same for the family, in its own words: what has been agreed.
@Sendable private func familyTypedPlansPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let plans = try tx.typedPlans(of: child).filter { $0.isOpen && $0.agreedOn != nil }
  guard !plans.isEmpty else { return nil }
  let cards = try plans.map { plan in
    let (type, texts) = (try tx.planType(plan.type), try tx.texts(of: plan.id))
    let sections = try tx.planSections(of: plan.type)
    return card(type.plainTitle, id: "plan-\(plan.id)") {
      sections.compactMap { section in texts.first { $0.section == section.code }.map { (section, $0) } }.map {
        section, text in
        markup {
          heading(section.plainTitle, .h3, size: .s)
          prose(text.words)
        }
      }.joined()
    }
  }
  return Panel("typed_plans", .main, plans, cards.joined())
}

/// What the child's record says about early help.
private struct PlanSummary: Codable, Sendable {
  let state: SupportState
  let level: HelpLevel
  let nextReviewOn: Day?
  let isLate: Bool
  let goals: [GoalProgress]
}

@Sendable private func planPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  guard let support = try tx.currentSupport(of: child) else {
    guard MayDo(request, try tx.child(child)).start else { return nil }
    return Panel(
      "plan", .side, [String](),
      card("Plan and goals", id: "plan", style: .narrow) {
        paragraph("There is no early help.")
        paragraph(markup: link("Start early help", to: "/children/\(child)/supports/new"))
      })
  }
  let late = try tx.waitingClocks(of: support.id).map { ClockLine($0, at: request.now) }.filter(\.isLate)
  let value = PlanSummary(
    state: support.state, level: support.level, nextReviewOn: support.nextReviewOn, isLate: !late.isEmpty,
    goals: try tx.progress(of: support.id))
  return Panel(
    "plan", .side, value,
    card(
      "Plan and goals", id: "plan", style: .narrow,
      actions: link("Open", to: "/children/\(child)/support", hiddenText: "early help")
    ) {
      paragraph(markup: "\(stateTag(support.state))\(late.map { " \(tag($0.words, .red))" as HTML })")
      goals(
        value.goals.map { goal in
          GoalLine(
            goal.words, steps: goal.latest, of: Goal.steps, words: goal.course,
            link: path(support, "/goals/\(goal.goal)"))
        })
      summaryList(
        (support.isOpen ? [SummaryRow("Next review", text: support.nextReviewOn?.longWithWeekday)] : [])
          + [SummaryRow("Level of help", text: support.level.title)])
    })
}

/// Says that a lead is missing; nothing where one is named.
@Sendable private func teamPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let record = try tx.child(child)
  guard record.diedOn == nil, isLeadMissing(try tx.involvements(child)) else { return nil }
  let support = try tx.openSupport(of: child)
  return Panel(
    "lead-missing", .side, ["lead_is_missing": true],
    card("Team around \(record.calledName)", id: "lead-missing", style: .narrow) {
      warningText("Two or more agencies work with \(record.calledName) and nobody leads.")
      if let support { paragraph(markup: link("Name a lead professional", to: path(support, "/team"))) }
    })
}

@Sendable private func familyNextPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  guard let support = try tx.currentSupport(of: child), support.isOpen else { return nil }
  let view = try tx.supportView(support, at: request.now)
  let next = nextForFamily(view, child: ChildLine(try tx.child(child)), today: request.today)
  return Panel(
    "plan-next", .lead, on: support.nextReviewOn.flatMap { $0 < request.today ? nil : $0 }, ["next": next],
    card("What happens next", id: "plan-next", style: .lead) { paragraph(next) })
}

@Sendable private func familyPlanPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  guard let support = try tx.currentSupport(of: child), support.state != .declined else { return nil }
  let progress = try tx.progress(of: support.id)
  return Panel(
    "plan", .main, progress,
    card("Your plan", id: "plan") {
      goals(
        progress.map { GoalLine($0.words, steps: $0.latest, of: Goal.steps, words: $0.course) },
        empty: "There are no goals yet. You choose them together with your key worker.")
      paragraph(markup: link("Read your plan", to: "/family/\(child)/plan"))
    })
}
