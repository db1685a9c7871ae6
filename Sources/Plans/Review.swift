package import Kernel
package import Store

package enum ReviewDecision: String, Choice {
  case carryOn = "carry_on"
  case change
  case stepUp = "step_up"
  case stepDown = "step_down"
  case close
  package var title: String {
    switch self {
    case .carryOn: "Carry on with the plan"
    case .change: "Change the plan"
    case .stepUp: "Step up to statutory help"
    case .stepDown: "Step down to less help"
    case .close: "Close the help"
    }
  }
  /// For a family.
  package var plain: String {
    switch self {
    case .carryOn: "We carry on with the plan."
    case .change: "We change the plan together."
    case .stepUp: "We ask another team to help more."
    case .stepDown: "You need less help now."
    case .close: "The help comes to an end."
    }
  }
}

/// A meeting of the team around the family at which the plan was looked at.
package struct Review: Sendable, Record, Codable, Hashable {
  package let id: ID<Review>
  package let support: SupportID
  package let child: ChildID
  /// 1 for the first.
  package let number: Int
  package let heldOn: Day
  package let whatChanged: String
  package let voice: VoiceMethod
  /// Names, one per line.
  package let came: String
  package let apologies: String?
  package let decision: ReviewDecision
  package let why: String?
  package let nextReviewOn: Day?
  package let writtenBy: String
  package let writtenAt: Instant

  static let columns: SQL = """
    id, support_id, child_id, number, held_on, what_changed, voice, came, apologies, decision, why, next_review_on,
    written_by, written_at
    """
  package init(row: Row) throws {
    (id, support, child, number, heldOn) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (whatChanged, voice, came, apologies) = (try row[5], try row[6], try row[7], try row[8])
    (decision, why, nextReviewOn, writtenBy, writtenAt) = (
      try row[9], try row[10], try row[11], try row[12], try row[13]
    )
  }
}

package struct NewReview: Sendable, Hashable {
  package var heldOn: Day
  package var scores: [ID<Goal>: Int]
  package var whatChanged: String
  package var voice: VoiceMethod
  package var childSays: String?
  package var came: [String]
  package var apologies: String?
  package var decision: ReviewDecision
  package var why: String?
  package var nextReviewOn: Day?
  package init(
    heldOn: Day, scores: [ID<Goal>: Int], whatChanged: String, voice: VoiceMethod, childSays: String? = nil,
    came: [String], apologies: String? = nil, decision: ReviewDecision, why: String? = nil, nextReviewOn: Day? = nil
  ) {
    (self.heldOn, self.scores, self.whatChanged, self.voice) = (heldOn, scores, whatChanged, voice)
    (self.childSays, self.came, self.apologies) = (childSays, came, apologies)
    (self.decision, self.why, self.nextReviewOn) = (decision, why, nextReviewOn)
  }
}

/// How near a goal was at a review.
package struct GoalScore: Sendable, Record, Codable, Hashable {
  package let review: ID<Review>
  package let goal: ID<Goal>
  package let heldOn: Day
  package let score: Int
  /// What stood here before it was put right.
  package let was: Int?
  package let correctedBy: String?
  package let correctedWhy: String?

  static let columns: SQL = """
    goal_score.review_id, goal_score.goal_id, support_review.held_on, goal_score.score, goal_score.was,
    goal_score.corrected_by, goal_score.corrected_why
    """
  package init(row: Row) throws {
    (review, goal, heldOn, score) = (try row[0], try row[1], try row[2], try row[3])
    (was, correctedBy, correctedWhy) = (try row[4], try row[5], try row[6])
  }
  init(review: ID<Review>, goal: ID<Goal>, heldOn: Day, score: Int) {
    (self.review, self.goal, self.heldOn, self.score) = (review, goal, heldOn, score)
    (was, correctedBy, correctedWhy) = (nil, nil, nil)
  }
}

/// A meeting of the team around the child that is not a review: the first one, a handover, a meeting between reviews.
package struct TeamMeeting: Sendable, Record, Codable, Hashable {
  package let id: ID<TeamMeeting>
  package let support: SupportID
  package let child: ChildID
  package let heldOn: Day
  package let place: String
  package let came: String
  package let apologies: String?
  package let notes: String?
  package let writtenBy: String
  package let writtenAt: Instant

  static let columns: SQL = "id, support_id, child_id, held_on, place, came, apologies, notes, written_by, written_at"
  package init(row: Row) throws {
    (id, support, child, heldOn, place) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (came, apologies, notes, writtenBy, writtenAt) = (try row[5], try row[6], try row[7], try row[8], try row[9])
  }
}

package struct NewMeeting: Sendable, Hashable {
  package var heldOn: Day
  package var place: String
  package var came: [String]
  package var apologies: String?
  package var notes: String?
  package var actions: [NewAction]
  package init(
    heldOn: Day, place: String, came: [String], apologies: String? = nil, notes: String? = nil,
    actions: [NewAction] = []
  ) {
    (self.heldOn, self.place, self.came, self.apologies) = (heldOn, place, came, apologies)
    (self.notes, self.actions) = (notes, actions)
  }
}
