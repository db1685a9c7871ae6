import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Plans

/// Every verb from every state, against a table written by hand.
@Suite struct SupportStateTests {
  /// What may be done in each state. Written by hand, not from the code.
  static let table: [SupportState: Set<SupportVerb>] = [
    .requested: [.agree, .decline, .allocate],
    .agreed: [
      .renewAgreement, .takeBackAgreement, .allocate, .beginAssessment, .doAction, .meet, .changeLevel, .askToClose,
    ],
    .declined: [],
    .assessing: [
      .renewAgreement, .takeBackAgreement, .allocate, .writeAssessment, .completeAssessment, .doAction, .meet,
      .changeLevel, .askToClose,
    ],
    .planning: [
      .renewAgreement, .takeBackAgreement, .allocate, .beginAssessment, .writeAssessment, .completeAssessment,
      .editPlan, .doAction,
      .agreePlan, .meet, .changeLevel, .askStepUp, .stepDown, .askToClose,
    ],
    .reviewing: [
      .renewAgreement, .takeBackAgreement, .allocate, .beginAssessment, .writeAssessment, .completeAssessment,
      .editPlan, .doAction,
      .agreePlan, .review, .meet, .changeLevel, .askStepUp, .stepDown, .askToClose,
    ],
    .stepUpPending: [.renewAgreement, .takeBackAgreement, .allocate, .doAction, .meet, .answerStepUp],
    .stepDownReceived: [
      .renewAgreement, .takeBackAgreement, .allocate, .beginAssessment, .writeAssessment, .completeAssessment,
      .doAction, .meet,
      .takeStepDown, .askToClose,
    ],
    .closing: [.agreeToClose, .carryOn],
    .closed: [.reopen],
  ]

  @Test func theTableIsWhole() {
    #expect(Set(Self.table.keys) == Set(SupportState.allCases))
    for state in SupportState.allCases {
      for verb in SupportVerb.allCases {
        #expect(verb.states.contains(state) == Self.table[state]!.contains(verb), "\(verb) in \(state)")
      }
    }
  }

  @Test(arguments: Engine.available) func everyVerbFromEveryState(engine: Engine) async throws {
    try await withTown(engine) { town in
      for state in SupportState.allCases {
        for verb in SupportVerb.allCases {
          let isStatutory = verb == .stepDown
          let (child, support) = try await town.write { tx in
            let child = try town.newChild(in: tx)
            return (
              child,
              try town.lead(
                child, to: state, isStatutory: isStatutory && state != .stepUpPending && state != .stepDownReceived,
                in: tx)
            )
          }
          #expect(support.state == state)
          let outcome = await result { try await town.write { tx in try attempt(verb, town, support, child, tx) } }
          let after = try await town.read { tx in try tx.support(support.id, of: child) }
          if Self.table[state]!.contains(verb) {
            #expect(outcome == nil, "\(verb) in \(state): \(String(describing: outcome))")
            #expect(after.state == expectedState(verb, from: state), "\(verb) in \(state)")
          } else {
            guard case Refusal.notNow? = outcome else {
              Issue.record("\(verb) in \(state) was not refused: \(String(describing: outcome))")
              continue
            }
            let isSame = after == support
            #expect(isSame, "\(verb) in \(state) changed something")
          }
        }
      }
    }
  }

  private func result(_ body: () async throws -> Void) async -> (any Error)? {
    do {
      try await body()
      return nil
    } catch {
      return error
    }
  }

  /// Where each verb leads, by hand.
  private func expectedState(_ verb: SupportVerb, from state: SupportState) -> SupportState {
    switch verb {
    case .agree: .agreed
    case .decline: .declined
    case .beginAssessment: state == .agreed ? .assessing : state
    case .completeAssessment: state == .assessing ? .planning : state
    case .agreePlan: .reviewing
    case .askStepUp: .stepUpPending
    case .answerStepUp: .reviewing
    case .stepDown: .stepDownReceived
    case .takeStepDown: .planning
    case .askToClose: .closing
    case .agreeToClose: .closed
    case .carryOn: .reviewing
    case .reopen: .planning
    case .renewAgreement, .takeBackAgreement, .allocate, .writeAssessment, .editPlan, .doAction, .review, .meet,
      .changeLevel:
      state
    }
  }

  /// Does the verb with good input; makes first what it needs, where that may be made.
  private func attempt(_ verb: SupportVerb, _ town: Town, _ support: Support, _ child: ChildID, _ tx: Transaction)
    throws
  {
    let (id, now, by) = (support.id, Town.start, Caller.system)
    func draft() throws {
      if support.allows(.writeAssessment), try tx.draftAssessment(of: id) == nil {
        try beginAssessment(fresh(), support: id, child: child, by: by, at: now, in: tx)
      }
    }
    switch verb {
    case .agree: try answerSupport(town.agreement, support: id, child: child, by: by, at: now, in: tx)
    case .decline:
      try answerSupport(
        FamilyAnswer(answer: .no, on: now.day, why: "No", offered: "Hub"), support: id, child: child, by: by, at: now,
        in: tx)
    case .renewAgreement: try renewAgreement(town.agreement, support: id, child: child, by: by, at: now, in: tx)
    case .takeBackAgreement:
      try takeBackAgreement(support: id, child: child, why: "Enough for now", by: by, at: now, in: tx)
    case .allocate: try allocateSupport(id, child: child, to: town.priya, isLead: true, by: by, at: now, in: tx)
    case .beginAssessment: try beginAssessment(fresh(), support: id, child: child, by: by, at: now, in: tx)
    case .writeAssessment:
      try draft()
      let version = try tx.draftAssessment(of: id).flatMap { try tx.entry($0.id, "health")?.version } ?? 0
      try writeDomain(
        NewDomainEntry(strengths: "Well", needs: nil, score: nil, familySays: nil, version: version), domain: "health",
        support: id, child: child, by: by, at: now, in: tx)
    case .completeAssessment:
      try draft()
      if support.allows(.writeAssessment) {
        try town.assess(id, child, at: now, in: tx)
      } else {
        try completeAssessment(town.completion, support: id, child: child, by: by, at: now, in: tx)
      }
    case .editPlan: try setGoal(town.goal("Another"), id: fresh(), support: id, child: child, by: by, at: now, in: tx)
    case .doAction:
      try addAction(
        NewAction(what: "Ring", owner: Owner("Tom"), dueOn: now.day), id: fresh(), goal: nil, support: id, child: child,
        by: by, at: now, in: tx)
    case .agreePlan: try agreePlan(town.plan(), support: id, child: child, by: by, at: now, in: tx)
    case .review:
      try recordReview(
        town.review(try tx.goals(of: id)), id: fresh(), support: id, child: child, by: by, at: now, in: tx)
    case .meet:
      try holdMeeting(
        NewMeeting(heldOn: now.day, place: "School", came: ["Dana"]), id: fresh(), support: id, child: child, by: by,
        at: now, in: tx)
    case .changeLevel:
      try changeLevel(to: .early, id: fresh(), support: id, child: child, reason: "Less", by: by, at: now, in: tx)
    case .askStepUp:
      try askStepUp(
        NewStepUp(reason: "More", team: town.socialCare, handoverOn: now.day), id: fresh(), support: id, child: child,
        by: by, at: now, in: tx)
    case .answerStepUp: try acceptStepUp(support: id, child: child, leader: town.sam, by: by, at: now, in: tx)
    case .stepDown:
      try stepDown(id: fresh(), support: id, child: child, reason: "Less", handoverOn: nil, by: by, at: now, in: tx)
    case .takeStepDown:
      if support.allows(.meet), support.allows(.takeStepDown) {
        try allocateSupport(id, child: child, to: town.priya, isLead: true, by: by, at: now, in: tx)
        try holdMeeting(
          NewMeeting(heldOn: now.day, place: "School", came: ["Dana"]), id: fresh(), support: id, child: child, by: by,
          at: now, in: tx)
      }
      try takeStepDown(support: id, child: child, by: by, at: now, in: tx)
    case .askToClose:
      try askToClose(
        NewClosing(reason: .moved, inPlace: "New town", whoToCall: "01632"), support: id, child: child, by: by, at: now,
        in: tx)
    case .agreeToClose: try agreeToClose(support: id, child: child, by: by, at: now, in: tx)
    case .carryOn: try carryOn(support: id, child: child, why: "Not yet", by: by, at: now, in: tx)
    case .reopen: try reopenSupport(id, child: child, why: "Again", by: by, at: now, in: tx)
    }
  }
}
