import Kernel
import Store

// All SQL about implementation plans.

extension Transaction {
  /// A plan that nobody has published is there only for those who keep it.
  func plan(_ id: ID<ImplementationPlan>, unpublishedToo: Bool) throws -> ImplementationPlan {
    let found: ImplementationPlan = try one(
      "SELECT \(ImplementationPlan.columns) FROM implementation_plan WHERE id = \(id)")
    guard found.isPublished || unpublishedToo else { throw Refusal.notFound }
    return found
  }

  func plans(unpublishedToo: Bool) throws -> [ImplementationPlan] {
    let wanted: SQL = unpublishedToo ? "" : "WHERE is_published"
    return try all(
      "SELECT \(ImplementationPlan.columns) FROM implementation_plan \(wanted) ORDER BY taken_at DESC, id DESC")
  }

  /// By its whole title.
  func plan(titled title: String) throws -> ImplementationPlan? {
    try first("SELECT \(ImplementationPlan.columns) FROM implementation_plan WHERE title = \(title)")
  }

  func themes(of plan: ID<ImplementationPlan>) throws -> [PlanTheme] {
    try all(
      """
      SELECT code, title, outcome, measure FROM plan_theme WHERE plan_id = \(plan) ORDER BY code \(dialect.byCodePoint)
      """)
  }

  /// In the order of the file.
  func items(of plan: ID<ImplementationPlan>) throws -> [PlanItem] {
    try all("SELECT \(PlanItem.columns) FROM plan_item WHERE plan_id = \(plan) ORDER BY position")
  }

  func item(_ id: ID<PlanItem>, plan: ID<ImplementationPlan>) throws -> PlanItem {
    try one("SELECT \(PlanItem.columns) FROM plan_item WHERE id = \(id) AND plan_id = \(plan)")
  }

  func steps(of plan: ID<ImplementationPlan>) throws -> [PlanStep] {
    try all(
      """
      SELECT \(PlanStep.columns) FROM plan_step
      WHERE item_id IN (SELECT i.id FROM plan_item i WHERE i.plan_id = \(plan)) ORDER BY at, number
      """)
  }

  /// The plan's rows as they stood at the end of a day.
  func lines(of plan: ID<ImplementationPlan>, on day: Day) throws -> [PlanLine] {
    understand(try items(of: plan), steps: try steps(of: plan), on: day)
  }

  func insert(_ plan: ImplementationPlan) throws {
    try run(
      """
      INSERT INTO implementation_plan (\(ImplementationPlan.columns)) VALUES (
        \(plan.id), \(plan.title), \(plan.vision), \(plan.answeredBy), \(plan.source), \(plan.isPublished),
        \(plan.endedOn), \(plan.takenAt))
      """)
  }

  func insert(_ theme: PlanTheme, plan: ID<ImplementationPlan>) throws {
    try run(
      """
      INSERT INTO plan_theme (plan_id, code, title, outcome, measure)
      VALUES (\(plan), \(theme.code), \(theme.title), \(theme.outcome), \(theme.measure))
      """)
  }

  func insert(_ item: PlanItem) throws {
    try run(
      """
      INSERT INTO plan_item (\(PlanItem.columns)) VALUES (
        \(item.id), \(item.plan), \(item.position), \(item.ref), \(item.theme), \(item.parent), \(item.action),
        \(item.lead), \(item.due), \(item.evidence), \(item.version))
      """)
  }

  func insert(_ step: PlanStep) throws {
    try run(
      """
      INSERT INTO plan_step (\(PlanStep.columns)) VALUES (
        \(step.id), \(step.item), \(step.number), \(step.kind), \(step.at), \(step.account), \(step.name), \(step.words),
        \(step.document), \(step.figure), \(step.dueOn))
      """)
  }

  /// False where the row has moved on since `version`.
  func countStep(_ item: ID<PlanItem>, version: Int) throws -> Bool {
    try run("UPDATE plan_item SET version = version + 1 WHERE id = \(item) AND version = \(version)") == 1
  }
}
