import Kernel
import Store

// All SQL about reviews of home visiting, long-term goals, and moves to a nursery or school.

extension Transaction {
  /// The goals of a child, the open ones first.
  func visitingGoals(_ child: ChildID) throws -> [VisitingGoal] {
    try all(
      """
      SELECT \(VisitingGoal.columns) FROM visiting_goal WHERE child_id = \(child)
      ORDER BY state <> 'open', set_on DESC, id DESC LIMIT 100
      """)
  }
  func visitingReviews(_ child: ChildID) throws -> [VisitingReview] {
    try all(
      "SELECT \(VisitingReview.columns) FROM visiting_review WHERE child_id = \(child) ORDER BY on_day DESC, id DESC LIMIT 50"
    )
  }
  func transition(_ child: ChildID) throws -> VisitingTransition? {
    try first("SELECT \(VisitingTransition.columns) FROM visiting_transition WHERE child_id = \(child)")
  }

  func insert(_ id: ID<VisitingReview>, _ new: NewVisitingReview, child: ChildID, by name: String) throws {
    try run(
      """
      INSERT INTO visiting_review (id, child_id, on_day, who, went_well, next, written_by)
      VALUES (\(id), \(child), \(new.on), \(new.who), \(new.wentWell), \(new.next), \(name))
      """)
  }
  func insertGoal(_ id: ID<VisitingGoal>, child: ChildID, _ words: String, _ purpose: GoalPurpose, on day: Day) throws {
    try run(
      """
      INSERT INTO visiting_goal (id, child_id, words, purpose, set_on, state)
      VALUES (\(id), \(child), \(words), \(purpose), \(day), 'open')
      """)
  }
  func updateGoal(_ id: ID<VisitingGoal>, child: ChildID, _ state: VisitingGoalState, on day: Day) throws {
    try run(
      "UPDATE visiting_goal SET state = \(state), reviewed_on = \(day) WHERE id = \(id) AND child_id = \(child) AND state = 'open'"
    )
  }
  func upsertTransition(_ child: ChildID, setting: String, beginsOn: Day) throws {
    try run(
      """
      INSERT INTO visiting_transition (child_id, setting, begins_on) VALUES (\(child), \(setting), \(beginsOn))
      ON CONFLICT (child_id) DO UPDATE SET setting = excluded.setting, begins_on = excluded.begins_on, met_on = NULL,
        agreed = NULL
      """)
  }
  func updateMet(_ child: ChildID, on day: Day, agreed: String) throws {
    try run("UPDATE visiting_transition SET met_on = \(day), agreed = \(agreed) WHERE child_id = \(child)")
  }
}
