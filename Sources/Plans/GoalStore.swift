import Foundation
package import Kernel
package import Store

// All SQL about goals, actions, comments and versions of the plan.

extension Transaction {
  /// In the order that the family chose; without those that were taken out.
  package func goals(of support: SupportID) throws -> [Goal] {
    try all(
      """
      SELECT \(Goal.columns) FROM support_goal WHERE support_id = \(support) AND state <> 'dropped'
      ORDER BY position, id
      """)
  }
  package func goal(_ id: ID<Goal>, of support: SupportID) throws -> Goal {
    try one(
      "SELECT \(Goal.columns) FROM support_goal WHERE id = \(id) AND support_id = \(support)")
  }
  func insert(_ g: Goal) throws {
    try run(
      """
      INSERT INTO support_goal (\(Goal.columns))
      VALUES (\(g.id), \(g.support), \(g.child), \(g.position), \(g.words), \(g.whyItMatters), \(g.domain),
        \(g.owner.name), \(g.owner.practitioner), \(g.owner.person), \(g.dueOn), \(g.baseline), \(g.state),
        \(g.createdAt), \(g.version))
      """)
  }
  func update(_ g: Goal) throws {
    let changed = try run(
      """
      UPDATE support_goal SET position = \(g.position), words = \(g.words), why_it_matters = \(g.whyItMatters),
        domain = \(g.domain), owner_name = \(g.owner.name), owner_practitioner_id = \(g.owner.practitioner),
        owner_person_id = \(g.owner.person), due_on = \(g.dueOn), baseline = \(g.baseline), state = \(g.state),
        version = \(g.version + 1)
      WHERE id = \(g.id) AND version = \(g.version)
      """)
    if changed == 0 { throw Refusal.changedByAnother("Somebody else has changed this goal since you opened it.") }
  }

  /// By due day; without those that were taken out.
  package func actions(of support: SupportID) throws -> [PlanAction] {
    try all(
      """
      SELECT \(PlanAction.columns) FROM plan_action WHERE support_id = \(support) AND state <> 'removed'
      ORDER BY due_on, id
      """)
  }
  package func action(_ id: ID<PlanAction>, of support: SupportID) throws -> PlanAction {
    try one(
      "SELECT \(PlanAction.columns) FROM plan_action WHERE id = \(id) AND support_id = \(support)")
  }
  func insert(
    _ new: NewAction, id: ID<PlanAction>, _ support: Support, goal: ID<Goal>?, meeting: ID<TeamMeeting>?,
    by caller: Caller, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO plan_action (id, support_id, child_id, goal_id, meeting_id, what, owner_name, owner_practitioner_id,
        owner_person_id, due_on, state, created_at, created_by)
      VALUES (\(id), \(support.id), \(support.child), \(goal), \(meeting), \(new.what), \(new.owner.name),
        \(new.owner.practitioner), \(new.owner.person), \(new.dueOn), 'open', \(now), \(caller.name))
      """)
  }
  func update(_ a: PlanAction) throws {
    try run(
      """
      UPDATE plan_action SET state = \(a.state), done_on = \(a.doneOn), done_by = \(a.doneBy),
        correction = \(a.correction) WHERE id = \(a.id)
      """)
  }
  func stopActions(of support: SupportID) throws {
    try run("UPDATE plan_action SET state = 'stopped' WHERE support_id = \(support) AND state = 'open'")
  }

  /// What families said about the goals of a support, the newest first.
  package func comments(of support: SupportID) throws -> [GoalComment] {
    try all(
      """
      SELECT c.goal_id, c.words, c.said_by, c.said_at FROM goal_comment c JOIN support_goal g ON g.id = c.goal_id
      WHERE g.support_id = \(support) ORDER BY c.said_at DESC, c.id DESC
      """)
  }
  func insertComment(_ id: AnyID, goal: ID<Goal>, words: String, by name: String, at now: Instant) throws {
    try run(
      "INSERT INTO goal_comment (id, goal_id, words, said_by, said_at) VALUES (\(id), \(goal), \(words), \(name), \(now))"
    )
  }

  /// Every version of the plan, the newest first.
  package func planVersions(of support: SupportID) throws -> [PlanVersion] {
    try all("SELECT \(PlanVersion.columns) FROM plan_version WHERE support_id = \(support) ORDER BY number DESC")
  }
  func insert(
    _ new: NewAgreedPlan, number: Int, _ support: Support, content: PlanSnapshot, by caller: Caller, at now: Instant
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(content), as: UTF8.self)
    try run(
      """
      INSERT INTO plan_version (support_id, number, agreed_on, agreed_by, child_view, next_review_on, written_by,
        written_at, content)
      VALUES (\(support.id), \(number), \(new.agreedOn), \(new.agreedBy), \(new.childView), \(new.nextReviewOn),
        \(caller.name), \(now), \(json))
      """)
  }
}

extension PlanVersion {
  /// The goals as they stood; nil where what was kept cannot be read.
  package var snapshot: PlanSnapshot? { try? JSONDecoder().decode(PlanSnapshot.self, from: Data(content.utf8)) }
}
