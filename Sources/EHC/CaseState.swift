// The state machine of needs assessment and plan as tables: which step may follow which state, and which time limits
// each step meets, starts and ends. Source: SEND Regulations 2014, regs 4–5, 10–14, 31 and 42–45.

import Clocks
import Kernel

package enum CaseState: String, Choice {
  case requested, assessRefused = "assess_refused", assessing, issueRefused = "issue_refused", drafting, drafted
  case maintained, ceased, withdrawn, movedAway = "moved_away", handedOver = "handed_over", lapsed

  package var title: String {
    switch self {
    case .requested: "Request received"
    case .assessRefused: "No assessment"
    case .assessing: "Gathering advice"
    case .issueRefused: "No plan"
    case .drafting: "Writing the draft plan"
    case .drafted: "Draft plan with the family"
    case .maintained: "Plan in force"
    case .ceased: "Plan ended"
    case .withdrawn: "Withdrawn"
    case .movedAway: "Moved away before the plan"
    case .handedOver: "Plan handed to another council"
    case .lapsed: "Ended"
    }
  }
  /// On the way to a plan: the 20 weeks run.
  package var isUnderWay: Bool { [.requested, .assessing, .drafting, .drafted].contains(self) }
  package var isOpen: Bool { isUnderWay || self == .maintained }
}

/// Everything that may happen to a case.
package enum StepKind: String, Choice {
  case receive, takeIn = "take_in"
  case assess, refuseAssess = "refuse_assess", issue, refuseIssue = "refuse_issue", sendDraft = "send_draft"
  case finish, cease, decideAgain = "decide_again"
  case withdraw, moveAway = "move_away", handOver = "hand_over", lapse

  package var title: String {
    switch self {
    case .receive: "Request received"
    case .takeIn: "Plan taken over from another council"
    case .assess: "Decide to assess"
    case .refuseAssess: "Decide not to assess"
    case .issue: "Decide to make a plan"
    case .refuseIssue: "Decide not to make a plan"
    case .sendDraft: "Send the draft plan"
    case .finish: "Send the final plan"
    case .cease: "End the plan"
    case .decideAgain: "Decide again after mediation or tribunal"
    case .withdraw: "Record that the request was withdrawn"
    case .moveAway: "Record that the family moved away"
    case .handOver: "Hand the plan to another council"
    case .lapse: "End: the child has died"
    }
  }
  /// The same once it has happened: for the timeline and the family.
  package var done: String {
    switch self {
    case .receive: "The request was received"
    case .takeIn: "The plan came from another council"
    case .assess: "The council decided to assess"
    case .refuseAssess: "The council decided not to assess"
    case .issue: "The council decided to make a plan"
    case .refuseIssue: "The council decided not to make a plan"
    case .sendDraft: "The draft plan was sent"
    case .finish: "The final plan was sent"
    case .cease: "The plan ended"
    case .decideAgain: "The council decided again"
    case .withdraw: "The request was withdrawn"
    case .moveAway: "The family moved away"
    case .handOver: "The plan went to another council"
    case .lapse: "It ended"
    }
  }
  /// A decision that the family may appeal against: it goes with reasons and rights.
  package var isRefusal: Bool { self == .refuseAssess || self == .refuseIssue || self == .cease }
  /// Steps that officers take on a page; the others happen with something else.
  static let byHand: [StepKind] = [
    .assess, .refuseAssess, .issue, .refuseIssue, .sendDraft, .finish, .cease, .decideAgain, .withdraw, .moveAway,
    .handOver,
  ]

  /// Where it leads from each state in which it may be taken.
  package var ways: [CaseState: CaseState] {
    switch self {
    case .receive: [:]
    case .takeIn: [:]
    case .assess: [.requested: .assessing]
    case .refuseAssess: [.requested: .assessRefused]
    case .issue: [.assessing: .drafting]
    case .refuseIssue: [.assessing: .issueRefused]
    case .sendDraft: [.drafting: .drafted]
    case .finish: [.drafted: .maintained]
    case .cease: [.maintained: .ceased]
    case .decideAgain: [.assessRefused: .assessing, .issueRefused: .drafting, .ceased: .maintained]
    case .withdraw: Dictionary(uniqueKeysWithValues: underWay.map { ($0, .withdrawn) })
    case .moveAway: Dictionary(uniqueKeysWithValues: underWay.map { ($0, .movedAway) })
    case .handOver: [.maintained: .handedOver]
    case .lapse: Dictionary(uniqueKeysWithValues: (underWay + [.maintained]).map { ($0, .lapsed) })
    }
  }

  /// What it does to the time limits of the case.
  var effects: ClockEffects {
    switch self {
    case .receive: ClockEffects(starts: [.decide, .noPlanBy, .finalBy])
    case .takeIn: ClockEffects(starts: [.tellAfterMove, .reviewAfterMove])
    case .assess: ClockEffects(meets: [.decide, .orderedTell])
    case .refuseAssess: ClockEffects(meets: [.decide], starts: [.mediation, .appeal], cancels: [.noPlanBy, .finalBy])
    case .issue: ClockEffects()
    case .refuseIssue:
      ClockEffects(
        meets: [.noPlanBy, .orderedNoPlan], starts: [.mediation, .appeal],
        cancels: [.finalBy, .orderedFinal])
    case .sendDraft: ClockEffects(meets: [.noPlanBy, .orderedNoPlan, .orderedDraft], starts: [.comments])
    case .finish:
      ClockEffects(
        meets: [.finalBy, .orderedFinal, .orderedPlanFinal], starts: [.yearlyReview, .mediation, .appeal],
        cancels: [.comments])
    // Mediation and appeal ran from the decision, while the plan stayed in force: 2014 Act s. 45(4).
    case .cease: ClockEffects(cancels: rulesOfPlanInForce + [.mediation, .appeal, .endingComments])
    case .decideAgain: ClockEffects(meets: [.orderedTell], cancels: [.mediation, .appeal])
    case .withdraw, .moveAway, .lapse: ClockEffects(cancelsAll: true)
    case .handOver: ClockEffects(starts: [.sendPlanOn], cancels: rulesOfPlanInForce + [.endingComments])
    }
  }
  /// Whether advice, consultations and reviews that wait are no longer needed after it.
  var callsOffAdvice: Bool { effects.cancelsAll || [.refuseIssue, .finish, .cease, .handOver].contains(self) }
  var endsReviews: Bool { effects.cancelsAll || [.cease, .handOver].contains(self) }
}

private let underWay = CaseState.allCases.filter(\.isUnderWay)

/// What runs about a case only while its plan is in force.
private let rulesOfPlanInForce: [ClockRuleID] =
  [.yearlyReview, .reviewUnderFive, .tellAfterMove, .reviewAfterMove, .phaseReview] + phaseRules + adulthoodRules

/// What a step does to the time limits of its case.
struct ClockEffects: Sendable, Hashable {
  var meets: [ClockRuleID] = []
  var starts: [ClockRuleID] = []
  var cancels: [ClockRuleID] = []
  var cancelsAll = false
}

// Which rules of the clock register the slice runs by. The limits themselves are in the register.
extension ClockRuleID {
  static let decide: ClockRuleID = "EHC-06"
  static let advice: ClockRuleID = "EHC-ADV"
  static let noPlanBy: ClockRuleID = "EHC-16"
  static let comments: ClockRuleID = "EHC-REP"
  static let consultation: ClockRuleID = "EHC-CON"
  static let finalBy: ClockRuleID = "EHC-20"
  static let yearlyReview: ClockRuleID = "AR-12M"
  static let reviewUnderFive: ClockRuleID = "AR-U5"
  static let mediation: ClockRuleID = "MED-2M"
  static let appeal: ClockRuleID = "TRI"
  static let phaseReview: ClockRuleID = "PT-REV"
  static let sendPlanOn: ClockRuleID = "MOVE-15"
  static let tellAfterMove: ClockRuleID = "MOVE-6W"
  static let reviewAfterMove: ClockRuleID = "MOVE-REV"
  static let orderedTell: ClockRuleID = "ORD-2T"
  static let orderedNoPlan: ClockRuleID = "ORD-10"
  static let orderedFinal: ClockRuleID = "ORD-14"
  static let orderedDraft: ClockRuleID = "ORD-5"
  static let orderedPlanFinal: ClockRuleID = "ORD-11"

  static let reviewReports: ClockRuleID = "AR-BEF"
  static let reviewReport: ClockRuleID = "AR-RPT"
  static let reviewDecision: ClockRuleID = "AR-DEC"
  static let changeComments: ClockRuleID = "AR-REP"
  static let changedPlan: ClockRuleID = "AR-FIN"
  static let tellReassessment: ClockRuleID = "RE-15"
  static let reassessedPlan: ClockRuleID = "RE-14"
  static let endingComments: ClockRuleID = "END-REP"
}

/// Why the council decides again, and the limits that run from the order or the agreement.
/// Source: SEND Regulations 2014 regs 42 and 44.
package enum DecideAgainWhy: String, Choice {
  case mediation, orderedAssessment = "ordered_assessment", orderedPlan = "ordered_plan", conceded
  package var title: String {
    switch self {
    case .mediation: "Agreed in mediation"
    case .orderedAssessment: "The tribunal ordered an assessment"
    case .orderedPlan: "The tribunal ordered a plan"
    case .conceded: "The council changed its decision"
    }
  }
  /// The limits that run from it, by where the case goes on. That it is told is the step itself.
  func limits(to state: CaseState) -> [ClockRuleID] {
    switch state {
    case .assessing: [.orderedNoPlan, .orderedFinal]
    case .drafting: [.orderedDraft, .orderedPlanFinal]
    default: [.yearlyReview]
    }
  }
}

/// Why a plan ends, in the codes of the SEN2 return.
package enum CeaseReason: String, Choice {
  case oldest = "1"
  case needsMet = "2"
  case higherEducation = "3"
  case work = "4"
  case movedCouncil = "5"
  case noLongerWants = "6"
  case leftEngland = "7"
  case died = "8"
  case other = "9"
  package var title: String {
    switch self {
    case .oldest: "The year in which they turned 25 has ended, or 19 in adult custody"
    case .needsMet: "Needs are met without a plan, still in education"
    case .higherEducation: "Went on to higher education"
    case .work: "Went on to paid work, not an apprenticeship"
    case .movedCouncil: "Moved to another council in England"
    case .noLongerWants: "No longer wishes to take part"
    case .leftEngland: "Left England"
    case .died: "Has died"
    case .other: "Another reason"
    }
  }
}
