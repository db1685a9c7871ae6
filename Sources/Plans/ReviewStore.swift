package import Kernel
package import Store

// All SQL about reviews, scores and meetings.

extension Transaction {
  /// The newest first.
  package func reviews(of support: SupportID) throws -> [Review] {
    try all("SELECT \(Review.columns) FROM support_review WHERE support_id = \(support) ORDER BY number DESC")
  }
  package func review(_ id: ID<Review>, of support: SupportID) throws -> Review {
    try one(
      "SELECT \(Review.columns) FROM support_review WHERE id = \(id) AND support_id = \(support)")
  }
  /// Scores of all reviews of a support, the oldest first.
  package func scores(of support: SupportID) throws -> [GoalScore] {
    try all(
      """
      SELECT \(GoalScore.columns) FROM goal_score JOIN support_review ON support_review.id = goal_score.review_id
      WHERE support_review.support_id = \(support) ORDER BY support_review.number, goal_score.goal_id
      """)
  }
  func score(_ review: ID<Review>, _ goal: ID<Goal>) throws -> GoalScore? {
    try first(
      """
      SELECT \(GoalScore.columns) FROM goal_score JOIN support_review ON support_review.id = goal_score.review_id
      WHERE goal_score.review_id = \(review) AND goal_score.goal_id = \(goal)
      """)
  }

  func insert(_ new: NewReview, id: ID<Review>, number: Int, _ support: Support, by caller: Caller, at now: Instant)
    throws
  {
    try run(
      """
      INSERT INTO support_review (\(Review.columns))
      VALUES (\(id), \(support.id), \(support.child), \(number), \(new.heldOn), \(new.whatChanged), \(new.voice),
        \(new.came.joined(separator: "\n")), \(new.apologies), \(new.decision), \(new.why), \(new.nextReviewOn),
        \(caller.name), \(now))
      """)
    for (goal, score) in new.scores {
      try run("INSERT INTO goal_score (review_id, goal_id, score) VALUES (\(id), \(goal), \(score))")
    }
  }
  /// What first stood there is kept in `was`, however often it is put right.
  func correct(_ old: GoalScore, to score: Int, why: String, by caller: Caller, at now: Instant) throws {
    try run(
      """
      UPDATE goal_score SET score = \(score), was = \(old.was ?? old.score), corrected_by = \(caller.name),
        corrected_at = \(now), corrected_why = \(why)
      WHERE review_id = \(old.review) AND goal_id = \(old.goal)
      """)
  }

  /// The newest first.
  package func meetings(of support: SupportID) throws -> [TeamMeeting] {
    try all(
      "SELECT \(TeamMeeting.columns) FROM team_meeting WHERE support_id = \(support) ORDER BY held_on DESC, id DESC")
  }
  package func meeting(_ id: ID<TeamMeeting>, of support: SupportID) throws -> TeamMeeting {
    try one(
      "SELECT \(TeamMeeting.columns) FROM team_meeting WHERE id = \(id) AND support_id = \(support)")
  }
  func insert(_ new: NewMeeting, id: ID<TeamMeeting>, _ support: Support, by caller: Caller, at now: Instant) throws {
    try run(
      """
      INSERT INTO team_meeting (\(TeamMeeting.columns))
      VALUES (\(id), \(support.id), \(support.child), \(new.heldOn), \(new.place), \(new.came.joined(separator: "\n")),
        \(new.apologies), \(new.notes), \(caller.name), \(now))
      """)
  }
}
