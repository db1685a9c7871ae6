package import Kernel
import People
package import Store

// All SQL about episodes of support and changes of level.

extension Transaction {
  /// Throws `Refusal.notFound` where the child has no such support.
  package func support(_ id: SupportID, of child: ChildID) throws -> Support {
    try one(
      "SELECT \(Support.columns) FROM support WHERE id = \(id) AND child_id = \(child)")
  }
  /// The open episode, or else the newest; nil where there never was one.
  package func currentSupport(of child: ChildID) throws -> Support? {
    try first(
      """
      SELECT \(Support.columns) FROM support WHERE child_id = \(child)
      ORDER BY CASE WHEN state = 'closed' OR state = 'declined' THEN 1 ELSE 0 END, requested_at DESC, id DESC LIMIT 1
      """)
  }
  /// All episodes, the newest first.
  package func supports(of child: ChildID) throws -> [Support] {
    try all("SELECT \(Support.columns) FROM support WHERE child_id = \(child) ORDER BY requested_at DESC, id DESC")
  }
  package func openSupport(of child: ChildID) throws -> Support? {
    try currentSupport(of: child).flatMap { $0.isOpen ? $0 : nil }
  }

  func insert(_ s: Support) throws {
    try run(
      """
      INSERT INTO support (id, child_id, state, level, route, request_id, wanted, team_id, requested_at, plan_version,
        is_again_within_year, version, updated_at)
      VALUES (\(s.id), \(s.child), \(s.state), \(s.level), \(s.route), \(s.request), \(s.wanted), \(s.team),
        \(s.requestedAt), \(s.planVersion), \(s.isAgainWithinYear), \(s.version), \(s.updatedAt))
      """)
  }

  /// Writes what may change, where nobody has changed it since it was read.
  func update(_ s: inout Support, at now: Instant) throws {
    let changed = try run(
      """
      UPDATE support SET state = \(s.state), level = \(s.level), team_id = \(s.team), answer = \(s.answer),
        answered_on = \(s.answeredOn), giver = \(s.giver), agreed_by = \(s.agreedBy), competence = \(s.competence),
        scope = \(s.scope), agreed_until = \(s.agreedUntil), agreement_ended_on = \(s.agreementEndedOn),
        agreement_ended_why = \(s.agreementEndedWhy), answer_why = \(s.answerWhy), offered = \(s.offered),
        practitioner_id = \(s.practitioner), allocated_at = \(s.allocatedAt), assessed_at = \(s.assessedAt),
        plan_version = \(s.planVersion), next_review_on = \(s.nextReviewOn), stepped_down_at = \(s.steppedDownAt),
        state_before = \(s.stateBefore), close_reason = \(s.closeReason), in_place = \(s.inPlace),
        who_to_call = \(s.whoToCall), closing_asked_by = \(s.closingAskedBy),
        closing_asked_at = \(s.closingAskedAt), closed_at = \(s.closedAt), reopened_at = \(s.reopenedAt),
        reopened_why = \(s.reopenedWhy), is_again_within_year = \(s.isAgainWithinYear),
        version = \(s.version + 1), updated_at = \(now)
      WHERE id = \(s.id) AND version = \(s.version)
      """)
    if changed == 0 { throw Refusal.changedByAnother("The early help has changed since you opened it.") }
    (s.version, s.updatedAt) = (s.version + 1, now)
  }

  /// The story of the levels, the oldest first.
  package func levelSteps(of support: SupportID) throws -> [LevelStep] {
    try all("SELECT \(LevelStep.columns) FROM level_step WHERE support_id = \(support) ORDER BY asked_at, id")
  }
  package func pendingStep(of support: SupportID) throws -> LevelStep? {
    try first("SELECT \(LevelStep.columns) FROM level_step WHERE support_id = \(support) AND state = 'pending'")
  }
  func insertStep(
    _ id: ID<LevelStep>, _ s: Support, _ direction: StepDirection, to level: HelpLevel, reason: String,
    assessment: ID<Assessment>? = nil, team: Team? = nil, handoverOn: Day? = nil, isPending: Bool = false,
    by caller: Caller, at now: Instant
  ) throws {
    let state: StepState = isPending ? .pending : .accepted
    let answeredAt: Instant? = isPending ? nil : now
    let answeredBy: String? = isPending ? nil : caller.name
    try run(
      """
      INSERT INTO level_step (id, support_id, child_id, direction, level_from, level_to, reason, assessment_id, team_id,
        team_name, handover_on, state, asked_at, asked_by, answered_at, answered_by)
      VALUES (\(id), \(s.id), \(s.child), \(direction), \(s.level), \(level), \(reason), \(assessment), \(team?.id),
        \(team?.name), \(handoverOn), \(state), \(now), \(caller.name), \(answeredAt), \(answeredBy))
      """)
  }
  func answerStep(_ id: ID<LevelStep>, _ state: StepState, why: String?, by caller: Caller, at now: Instant) throws {
    try run(
      """
      UPDATE level_step SET state = \(state), answered_at = \(now), answered_by = \(caller.name), answer_why = \(why)
      WHERE id = \(id) AND state = 'pending'
      """)
  }
}
