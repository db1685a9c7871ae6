package import Kernel
package import Store

/// Who has the ball: somebody of an agency, somebody of the family, or a name.
package struct Owner: Sendable, Codable, Hashable {
  package let name: String
  package let practitioner: PractitionerID?
  package let person: PersonID?
  package init(_ name: String, practitioner: PractitionerID? = nil, person: PersonID? = nil) {
    (self.name, self.practitioner, self.person) = (name, practitioner, person)
  }
}

package enum GoalState: String, Choice {
  case open, reached, partlyReached = "partly_reached", notReached = "not_reached", dropped
  package var title: String {
    switch self {
    case .open: "Under way"
    case .reached: "Reached"
    case .partlyReached: "Partly reached"
    case .notReached: "Not reached"
    case .dropped: "Taken out"
    }
  }
}

/// Something that the family wants to be different, in their words.
package struct Goal: Sendable, Record, Codable, Hashable {
  package let id: ID<Goal>
  package let support: SupportID
  package let child: ChildID
  package internal(set) var position: Int
  package internal(set) var words: String
  package internal(set) var whyItMatters: String?
  package internal(set) var domain: String?
  package internal(set) var owner: Owner
  package internal(set) var dueOn: Day
  /// Steps reached when the goal was set, 0 to 5.
  package internal(set) var baseline: Int
  package internal(set) var state: GoalState
  package let createdAt: Instant
  package internal(set) var version: Int

  /// Steps from "not yet" to "there".
  package static let steps = 5

  static let columns: SQL = """
    id, support_id, child_id, position, words, why_it_matters, domain, owner_name, owner_practitioner_id,
    owner_person_id, due_on, baseline, state, created_at, version
    """
  package init(row: Row) throws {
    (id, support, child, position) = (try row[0], try row[1], try row[2], try row[3])
    (words, whyItMatters, domain) = (try row[4], try row[5], try row[6])
    owner = Owner(try row[7], practitioner: try row[8], person: try row[9])
    (dueOn, baseline, state, createdAt, version) = (try row[10], try row[11], try row[12], try row[13], try row[14])
  }
  init(_ new: NewGoal, id: ID<Goal>, support: Support, position: Int, at now: Instant) {
    (self.id, self.support, child, self.position) = (id, support.id, support.child, position)
    (words, whyItMatters, domain, owner) = (new.words, new.whyItMatters, new.domain, new.owner)
    (dueOn, baseline, state, createdAt, version) = (new.dueOn, new.baseline, .open, now, 1)
  }
}

package struct NewGoal: Sendable, Hashable {
  package var words: String
  package var whyItMatters: String?
  package var domain: String?
  package var owner: Owner
  package var dueOn: Day
  package var baseline: Int
  /// The version that was read; 0 for a new goal.
  package var version: Int
  package init(
    words: String, whyItMatters: String? = nil, domain: String? = nil, owner: Owner, dueOn: Day, baseline: Int,
    version: Int = 0
  ) {
    (self.words, self.whyItMatters, self.domain, self.owner) = (words, whyItMatters, domain, owner)
    (self.dueOn, self.baseline, self.version) = (dueOn, baseline, version)
  }
}

package enum ActionState: String, Choice {
  case open, done, stopped, removed
  package var title: String {
    switch self {
    case .open: "To do"
    case .done: "Done"
    case .stopped: "Stopped when the help ended"
    case .removed: "Taken out"
    }
  }
}

/// Something that somebody will do by a day: a step towards a goal, or agreed at a meeting.
package struct PlanAction: Sendable, Record, Codable, Hashable {
  package let id: ID<PlanAction>
  package let support: SupportID
  package let child: ChildID
  package let goal: ID<Goal>?
  package let meeting: ID<TeamMeeting>?
  package let what: String
  package let owner: Owner
  package let dueOn: Day
  package internal(set) var state: ActionState
  package internal(set) var doneOn: Day?
  package internal(set) var doneBy: String?
  /// Why it was put right or taken out.
  package internal(set) var correction: String?

  package func isLate(on today: Day) -> Bool { state == .open && dueOn < today }

  static let columns: SQL = """
    id, support_id, child_id, goal_id, meeting_id, what, owner_name, owner_practitioner_id, owner_person_id, due_on,
    state, done_on, done_by, correction
    """
  package init(row: Row) throws {
    (id, support, child, goal, meeting) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    what = try row[5]
    owner = Owner(try row[6], practitioner: try row[7], person: try row[8])
    (dueOn, state, doneOn, doneBy, correction) = (try row[9], try row[10], try row[11], try row[12], try row[13])
  }
}

package struct NewAction: Sendable, Hashable {
  package var what: String
  package var owner: Owner
  package var dueOn: Day
  package init(what: String, owner: Owner, dueOn: Day) { (self.what, self.owner, self.dueOn) = (what, owner, dueOn) }
}

/// What a family says about one of its goals.
package struct GoalComment: Sendable, Record, Codable, Hashable {
  package let goal: ID<Goal>
  package let words: String
  package let by: String
  package let at: Instant
  package init(row: Row) throws { (goal, words, by, at) = (try row[0], try row[1], try row[2], try row[3]) }
}

/// The plan as it was agreed on a day: who agreed, what the child thought, and the goals as they stood.
package struct PlanVersion: Sendable, Record, Codable, Hashable {
  package let support: SupportID
  package let number: Int
  package let agreedOn: Day
  package let agreedBy: String
  package let childView: String?
  package let nextReviewOn: Day
  package let writtenBy: String
  /// The goals and actions on that day, as JSON: `PlanSnapshot`.
  package let content: String

  static let columns: SQL = """
    support_id, number, agreed_on, agreed_by, child_view, next_review_on, written_by, content
    """
  package init(row: Row) throws {
    (support, number, agreedOn, agreedBy) = (try row[0], try row[1], try row[2], try row[3])
    (childView, nextReviewOn, writtenBy, content) = (try row[4], try row[5], try row[6], try row[7])
  }
}

/// What a version of the plan keeps of the goals.
package struct PlanSnapshot: Sendable, Codable, Hashable {
  package struct Line: Sendable, Codable, Hashable {
    package let words: String
    package let owner: String
    package let dueOn: Day
    package let steps: Int
    package let actions: [String]
  }
  package let goals: [Line]
}

package struct NewAgreedPlan: Sendable, Hashable {
  package var agreedOn: Day
  package var agreedBy: String
  package var childView: String?
  package var nextReviewOn: Day
  package init(agreedOn: Day, agreedBy: String, childView: String?, nextReviewOn: Day) {
    (self.agreedOn, self.agreedBy, self.childView, self.nextReviewOn) = (agreedOn, agreedBy, childView, nextReviewOn)
  }
}
