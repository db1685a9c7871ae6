package import Kernel
package import Store

package enum StepDirection: String, Choice {
  case up, down, change
  package var title: String {
    switch self {
    case .up: "Step up"
    case .down: "Step down"
    case .change: "Change of level"
    }
  }
}

package enum StepState: String, Choice {
  case pending, accepted, declined
  package var title: String {
    switch self {
    case .pending: "Waiting for an answer"
    case .accepted: "Accepted"
    case .declined: "Declined"
    }
  }
}

/// One change of the level of help: what it was, what it became or was asked to become, and why. The story of the levels.
package struct LevelStep: Sendable, Record, Codable, Hashable {
  package let id: ID<LevelStep>
  package let support: SupportID
  package let child: ChildID
  package let direction: StepDirection
  package let from: HelpLevel
  package let to: HelpLevel
  package let reason: String
  /// The assessment that went with it.
  package let assessment: ID<Assessment>?
  package let team: TeamID?
  package let teamName: String?
  package let handoverOn: Day?
  package let state: StepState
  package let askedAt: Instant
  package let askedBy: String
  package let answeredAt: Instant?
  package let answeredBy: String?
  package let answerWhy: String?

  static let columns: SQL = """
    id, support_id, child_id, direction, level_from, level_to, reason, assessment_id, team_id, team_name, handover_on,
    state, asked_at, asked_by, answered_at, answered_by, answer_why
    """
  package init(row: Row) throws {
    (id, support, child, direction) = (try row[0], try row[1], try row[2], try row[3])
    (from, to, reason, assessment) = (try row[4], try row[5], try row[6], try row[7])
    (team, teamName, handoverOn, state) = (try row[8], try row[9], try row[10], try row[11])
    (askedAt, askedBy, answeredAt) = (try row[12], try row[13], try row[14])
    (answeredBy, answerWhy) = (try row[15], try row[16])
  }
}

package struct NewStepUp: Sendable, Hashable {
  package var reason: String
  package var team: TeamID
  package var handoverOn: Day
  package init(reason: String, team: TeamID, handoverOn: Day) {
    (self.reason, self.team, self.handoverOn) = (reason, team, handoverOn)
  }
}

package struct NewClosing: Sendable, Hashable {
  package var reason: CloseReason
  package var inPlace: String
  package var whoToCall: String
  package init(reason: CloseReason, inPlace: String, whoToCall: String) {
    (self.reason, self.inPlace, self.whoToCall) = (reason, inPlace, whoToCall)
  }
}

/// What the family said when it was asked to take part.
package struct FamilyAnswer: Sendable, Hashable {
  package var answer: SupportAnswer
  package var on: Day
  package var giver: AgreementGiver?
  package var name: String?
  package var competence: String?
  package var scope: [String]
  package var why: String?
  package var offered: String?
  package init(
    answer: SupportAnswer, on: Day, giver: AgreementGiver? = nil, name: String? = nil, competence: String? = nil,
    scope: [String] = [], why: String? = nil, offered: String? = nil
  ) {
    (self.answer, self.on, self.giver, self.name) = (answer, on, giver, name)
    (self.competence, self.scope, self.why, self.offered) = (competence, scope, why, offered)
  }
}

package struct NewSupport: Sendable, Hashable {
  package var level: HelpLevel
  package var route: SupportRoute
  package var wanted: String
  package var team: TeamID?
  package var request: HelpRequestID?
  package init(
    level: HelpLevel, route: SupportRoute, wanted: String, team: TeamID? = nil, request: HelpRequestID? = nil
  ) {
    (self.level, self.route, self.wanted, self.team, self.request) = (level, route, wanted, team, request)
  }
}
