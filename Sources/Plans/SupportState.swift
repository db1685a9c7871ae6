// The state machine of early help. Source: early help process of the partnership (assessment, team around the child,
// plan, review, step up and down, close), as in Working Together to Safeguard Children; timings are in the register.

import Kernel

package enum SupportState: String, Choice {
  case requested, agreed, declined, assessing, planning, reviewing
  case stepUpPending = "step_up_pending"
  case stepDownReceived = "step_down_received"
  case closing, closed

  package var title: String {
    switch self {
    case .requested: "Asked for"
    case .agreed: "Agreed"
    case .declined: "Declined"
    case .assessing: "Assessing"
    case .planning: "Planning"
    case .reviewing: "Plan under way"
    case .stepUpPending: "Step up asked"
    case .stepDownReceived: "Stepped down"
    case .closing: "Closing"
    case .closed: "Closed"
    }
  }
  package var isOpen: Bool { self != .declined && self != .closed }
}

/// Everything that can be done to an episode of support. Which may follow which is `SupportVerb.states`.
package enum SupportVerb: String, CaseIterable, Sendable {
  case agree, decline, renewAgreement, takeBackAgreement, allocate
  case beginAssessment, writeAssessment, completeAssessment
  case editPlan, doAction, agreePlan, review, meet, changeLevel
  case askStepUp, answerStepUp, stepDown, takeStepDown
  case askToClose, agreeToClose, carryOn, reopen

  /// The states in which it may be done.
  package var states: Set<SupportState> {
    switch self {
    case .agree, .decline: [.requested]
    case .renewAgreement, .takeBackAgreement:
      [.agreed, .assessing, .planning, .reviewing, .stepUpPending, .stepDownReceived]
    case .allocate: [.requested, .agreed, .assessing, .planning, .reviewing, .stepUpPending, .stepDownReceived]
    case .beginAssessment: [.agreed, .planning, .reviewing, .stepDownReceived]
    case .writeAssessment, .completeAssessment: [.assessing, .planning, .reviewing, .stepDownReceived]
    case .editPlan: [.planning, .reviewing]
    case .doAction: [.agreed, .assessing, .planning, .reviewing, .stepUpPending, .stepDownReceived]
    case .agreePlan: [.planning, .reviewing]
    case .review: [.reviewing]
    case .meet: [.agreed, .assessing, .planning, .reviewing, .stepUpPending, .stepDownReceived]
    case .changeLevel: [.agreed, .assessing, .planning, .reviewing]
    case .askStepUp: [.planning, .reviewing]
    case .answerStepUp: [.stepUpPending]
    case .stepDown: [.planning, .reviewing]
    case .takeStepDown: [.stepDownReceived]
    case .askToClose: [.agreed, .assessing, .planning, .reviewing, .stepDownReceived]
    case .agreeToClose, .carryOn: [.closing]
    case .reopen: [.closed]
    }
  }

  /// Completes "You cannot … now".
  var words: String {
    switch self {
    case .agree, .decline: "record whether the family agrees"
    case .renewAgreement: "renew the agreement"
    case .takeBackAgreement: "take the agreement back"
    case .allocate: "give this to a practitioner"
    case .beginAssessment: "begin an assessment"
    case .writeAssessment: "write in the assessment"
    case .completeAssessment: "finish the assessment"
    case .editPlan: "change the plan"
    case .doAction: "change what is to be done"
    case .agreePlan: "agree the plan"
    case .review: "record a review"
    case .meet: "record a meeting"
    case .changeLevel: "change the level of help"
    case .askStepUp: "ask for a step up"
    case .answerStepUp: "answer a step up"
    case .stepDown: "step down"
    case .takeStepDown: "start the plan after a step down"
    case .askToClose: "ask to close"
    case .agreeToClose: "close"
    case .carryOn: "carry on instead of closing"
    case .reopen: "reopen"
    }
  }
}

extension Support {
  package func allows(_ verb: SupportVerb) -> Bool { verb.states.contains(state) }

  /// Throws `Refusal.notNow` where the state does not allow it.
  func check(_ verb: SupportVerb) throws {
    guard allows(verb) else {
      throw Refusal.notNow("You cannot \(verb.words) now. The help is at this stage: \(state.title.lowercased()).")
    }
  }
}

/// Where help goes on that starts again. An agreement that has run out is asked for anew, before anything else.
func stateOnReopening(agreedUntil: Day?, answer: SupportAnswer?, isAssessed: Bool, today: Day) -> SupportState {
  let isAgreed = answer == .notNeeded || (answer == .yes && agreedUntil.map { $0 >= today } ?? false)
  guard isAgreed else { return .requested }
  return isAssessed ? .planning : .agreed
}
