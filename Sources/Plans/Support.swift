package import Kernel
package import Store

/// How much help a child needs. Level 1, universal, needs no episode of support. Source: local threshold document;
/// Working Together to Safeguard Children.
package enum HelpLevel: String, Choice {
  case early = "2"
  case targeted = "3"
  case statutory = "4"
  package var title: String {
    switch self {
    case .early: "Level 2: early help"
    case .targeted: "Level 3: targeted help from several services"
    case .statutory: "Level 4: statutory help"
    }
  }
  package var short: String { "Level \(rawValue)" }
  /// For a family.
  package var plain: String {
    switch self {
    case .early: "some extra help"
    case .targeted: "help from a team of people"
    case .statutory: "help led by a social worker"
    }
  }
}

/// How the help came about.
package enum SupportRoute: String, Choice {
  case frontDoor = "front_door"
  case direct
  case stepDown = "step_down"
  package var title: String {
    switch self {
    case .frontDoor: "The front door decided"
    case .direct: "Started by a practitioner or manager"
    case .stepDown: "Stepped down from statutory help"
    }
  }
}

/// Whether the family agreed to take part, and in what way.
package enum SupportAnswer: String, Choice {
  case yes, no
  case notNeeded = "not_needed"
  package var title: String {
    switch self {
    case .yes: "Yes, they agree to work with us"
    case .no: "No, they do not want this help"
    case .notNeeded: "Not needed: this is statutory help"
    }
  }
}

/// Who spoke for the family when it agreed.
package enum AgreementGiver: String, Choice {
  case parent
  case youngPerson = "young_person"
  case both
  package var title: String {
    switch self {
    case .parent: "A parent or carer"
    case .youngPerson: "The young person"
    case .both: "Both"
    }
  }
}

package enum CloseReason: String, Choice {
  case needsMet = "needs_met"
  case universal
  case stepUp = "step_up"
  case disengaged
  case moved
  /// Never chosen: it follows from the date of death.
  case died
  package static let chosen: [CloseReason] = allCases.filter { $0 != .died }
  package var title: String {
    switch self {
    case .needsMet: "The needs are met"
    case .universal: "Step down to universal services"
    case .stepUp: "Step up: another service leads now"
    case .disengaged: "The family does not want to go on"
    case .moved: "The family has moved away"
    case .died: "The child has died"
    }
  }
  /// For a family.
  package var plain: String {
    switch self {
    case .needsMet: "Things are going well."
    case .universal: "The help that is there for everybody is enough now."
    case .stepUp: "Another team leads the help now."
    case .disengaged: "You told us that you do not want this help now."
    case .moved: "You have moved to another area."
    case .died: "We are very sorry."
    }
  }
}

/// One episode of early help around a child, from the first request to the close; one row of `support`.
package struct Support: Sendable, Record, Codable, Hashable {
  package let id: SupportID
  package let child: ChildID
  package internal(set) var state: SupportState
  package internal(set) var level: HelpLevel
  package let route: SupportRoute
  package let request: HelpRequestID?
  /// What the family wants help with, as it was asked.
  package let wanted: String
  package internal(set) var team: TeamID?
  package let requestedAt: Instant

  package internal(set) var answer: SupportAnswer?
  package internal(set) var answeredOn: Day?
  package internal(set) var giver: AgreementGiver?
  package internal(set) var agreedBy: String?
  /// The judgement of a 13 to 15 year old's competence to decide, per decision.
  package internal(set) var competence: String?
  /// The agencies that may take part, one per line.
  package internal(set) var scope: String?
  package internal(set) var agreedUntil: Day?
  /// Why the family said no, or why agreement is not needed.
  package internal(set) var answerWhy: String?
  /// The universal help that was offered when the family said no.
  package internal(set) var offered: String?

  /// The day on which the family took its agreement back, and why.
  package internal(set) var agreementEndedOn: Day?
  package internal(set) var agreementEndedWhy: String?

  package internal(set) var practitioner: PractitionerID?
  package internal(set) var allocatedAt: Instant?
  package internal(set) var assessedAt: Instant?
  package internal(set) var planVersion: Int
  package internal(set) var nextReviewOn: Day?
  package internal(set) var steppedDownAt: Instant?
  /// Where it goes back to when a step up is answered, or closing is not agreed.
  package internal(set) var stateBefore: SupportState?

  package internal(set) var closeReason: CloseReason?
  package internal(set) var inPlace: String?
  package internal(set) var whoToCall: String?
  package internal(set) var closingAskedBy: String?
  package internal(set) var closingAskedAt: Instant?
  package internal(set) var closedAt: Instant?
  package internal(set) var reopenedAt: Instant?
  package internal(set) var reopenedWhy: String?
  /// Started again within twelve months (EH-AGAIN) of a close, by reopening or anew.
  package internal(set) var isAgainWithinYear: Bool
  package internal(set) var version: Int
  package internal(set) var updatedAt: Instant

  package var isOpen: Bool { state.isOpen }
  package var isUnallocated: Bool { isOpen && practitioner == nil }

  static let columns: SQL = """
    support.id, support.child_id, support.state, support.level, support.route, support.request_id, support.wanted,
    support.team_id, support.requested_at, support.answer, support.answered_on, support.giver, support.agreed_by,
    support.competence, support.scope, support.agreed_until, support.answer_why, support.offered,
    support.practitioner_id, support.allocated_at, support.assessed_at, support.plan_version, support.next_review_on,
    support.stepped_down_at, support.state_before, support.close_reason, support.in_place, support.who_to_call,
    support.closing_asked_by, support.closing_asked_at, support.closed_at, support.reopened_at, support.reopened_why,
    support.is_again_within_year, support.version, support.updated_at,
    support.agreement_ended_on, support.agreement_ended_why
    """

  package init(row: Row) throws {
    (id, child, state, level, route) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (request, wanted, team, requestedAt) = (try row[5], try row[6], try row[7], try row[8])
    (answer, answeredOn, giver, agreedBy) = (try row[9], try row[10], try row[11], try row[12])
    (competence, scope, agreedUntil) = (try row[13], try row[14], try row[15])
    (answerWhy, offered) = (try row[16], try row[17])
    (practitioner, allocatedAt, assessedAt) = (try row[18], try row[19], try row[20])
    (planVersion, nextReviewOn, steppedDownAt) = (try row[21], try row[22], try row[23])
    (stateBefore, closeReason, inPlace, whoToCall) = (try row[24], try row[25], try row[26], try row[27])
    (closingAskedBy, closingAskedAt, closedAt) = (try row[28], try row[29], try row[30])
    (reopenedAt, reopenedWhy, isAgainWithinYear) = (try row[31], try row[32], try row[33])
    (version, updatedAt) = (try row[34], try row[35])
    (agreementEndedOn, agreementEndedWhy) = (try row[36], try row[37])
  }

  init(
    id: SupportID, child: ChildID, level: HelpLevel, route: SupportRoute, request: HelpRequestID?, wanted: String,
    team: TeamID?, isAgainWithinYear: Bool, at now: Instant
  ) {
    (self.id, self.child, self.level, self.route) = (id, child, level, route)
    (self.request, self.wanted, self.team, requestedAt) = (request, wanted, team, now)
    (state, planVersion, version, updatedAt) = (.requested, 0, 1, now)
    self.isAgainWithinYear = isAgainWithinYear
  }
}
