import Clocks
package import Kernel
import People
import Store
import Web

/// Which child a page is about.
package struct ChildLine: Sendable, Codable, Hashable {
  package let id: ChildID
  package let name: String
  package let calledName: String
  init(_ child: Child) { (id, name, calledName) = (child.id, child.name, child.calledName) }
}

/// What this caller may do to this child's early help.
package struct MayDo: Sendable, Codable, Hashable {
  let start: Bool
  let allocate: Bool
  let assess: Bool
  let plan: Bool
  let review: Bool
  let step: Bool
  let answerStep: Bool
  let close: Bool
  let agreeClosing: Bool
  let reopen: Bool
  let arrange: Bool

  init(_ request: Request, _ child: Child) {
    func may(_ permission: Permission) -> Bool { request.may(permission, on: child) }
    (start, allocate, assess) = (may(.startSupport), may(.allocateSupport), may(.assess))
    (plan, review, step) = (may(.editPlan), may(.reviewPlan), may(.stepSupport))
    (answerStep, close, agreeClosing) = (may(.answerStep), may(.closeSupport), may(.agreeClosing))
    (reopen, arrange) = (may(.reopenSupport), may(.arrangeTeam))
  }
}

/// How a deadline stands.
package struct ClockLine: Sendable, Codable, Hashable {
  let title: String
  let words: String
  let reckoning: String
  let dueOn: Day
  let isLate: Bool
  init(_ clock: Clock, at now: Instant) {
    title = clock.title
    words = clock.words(at: now)
    reckoning = explanation(of: clock)
    dueOn = clock.due.day
    isLate = clock.isLate(at: now)
  }
}

/// The one thing to do next, and where.
package struct NextStep: Sendable, Codable, Hashable {
  let words: String
  let label: String?
  let path: String?
  /// The path takes a POST without answers.
  let isButton: Bool
  init(_ words: String, _ label: String? = nil, _ path: String? = nil, isButton: Bool = false) {
    (self.words, self.label, self.path, self.isButton) = (words, label, path, isButton)
  }
}

/// Somebody around the child, as the pages of early help show them.
package struct TeamLine: Sendable, Codable, Hashable {
  let id: ID<Involvement>
  let practitioner: PractitionerID?
  let name: String
  let agency: String
  let part: String
  let phone: String?
  let isLead: Bool
  let isKeyWorker: Bool
  init(_ i: Involvement) {
    (id, practitioner, agency, part) = (i.id, i.practitioner, i.agencyName, i.part)
    name = i.practitionerName ?? i.teamName ?? i.agencyName
    (phone, isLead, isKeyWorker) = (i.phone, i.isLead, i.isKeyWorker)
  }
}

/// Everything that the pages of an episode of support show.
package struct SupportView: Sendable, Codable {
  let support: Support
  let clocks: [ClockLine]
  let goals: [Goal]
  let progress: [GoalProgress]
  let distance: DistanceTravelled
  let actions: [PlanAction]
  let team: [TeamLine]
  let isLeadMissing: Bool
  let leadName: String?
  let keyWorkerName: String?
  let assessments: [Assessment]
  let reviews: [Review]
  let scores: [GoalScore]
  let meetings: [TeamMeeting]
  let steps: [LevelStep]
  let plan: PlanVersion?
  let comments: [GoalComment]

  var openActions: [PlanAction] { actions.filter { $0.state == .open } }
  func progress(of goal: Goal) -> GoalProgress? { progress.first { $0.goal == goal.id } }
}

extension Transaction {
  /// How far each goal of a support has come.
  func progress(of support: SupportID) throws -> [GoalProgress] {
    let scores = try scores(of: support)
    return try goals(of: support).map { Plans.progress(of: $0, scores: scores) }
  }

  func supportView(_ support: Support, at now: Instant) throws -> SupportView {
    let goals = try goals(of: support.id)
    let scores = try scores(of: support.id)
    let progress = goals.map { Plans.progress(of: $0, scores: scores) }
    let circle = try circle(around: support.child)
    return SupportView(
      support: support, clocks: try waitingClocks(of: support.id).map { ClockLine($0, at: now) }, goals: goals,
      progress: progress, distance: distanceTravelled(progress), actions: try actions(of: support.id),
      team: circle.involvements.map { TeamLine($0) }, isLeadMissing: People.isLeadMissing(circle.involvements),
      leadName: circle.leadName, keyWorkerName: circle.keyWorkerName, assessments: try assessments(of: support.id),
      reviews: try reviews(of: support.id), scores: scores, meetings: try meetings(of: support.id),
      steps: try levelSteps(of: support.id), plan: try planVersions(of: support.id).first,
      comments: try comments(of: support.id))
  }
}

/// `/children/…/supports/…/goals`
func path(_ support: Support, _ rest: String = "") -> String {
  "/children/\(support.child)/supports/\(support.id)\(rest)"
}

/// The one thing to do next about this help.
func nextStep(_ view: SupportView) -> NextStep {
  let support = view.support
  func step(_ words: String, _ label: String, _ rest: String, isButton: Bool = false) -> NextStep {
    NextStep(words, label, path(support, rest), isButton: isButton)
  }
  switch support.state {
  case .requested:
    return step("Ask the family whether they agree to work with us.", "Record what they said", "/agreement")
  case .declined: return NextStep("The family did not want this help. It can be asked for again.")
  case .closed:
    return step("The help has ended. It can start again if the family needs it.", "Start it again", "/reopening")
  case .closing: return step("A manager decides whether to close the help.", "Decide", "/closing/answer")
  case .stepUpPending:
    let team = view.steps.last { $0.state == .pending }?.teamName ?? "The team that was asked"
    return step(
      "\(team) decides whether to take over. Whoever leads now leads on until then.", "Answer", "/step-up/answer")
  case .stepDownReceived where view.meetings.allSatisfy({ $0.heldOn < support.steppedDownAt?.day ?? $0.heldOn }):
    return step("Bring the team around the child together.", "Record the meeting", "/meetings/new")
  case .stepDownReceived where view.leadName == nil:
    return step("Name who leads from now.", "Choose who leads", "/team")
  case .stepDownReceived:
    return step("The team has met and a lead is named.", "Start the plan", "/planning", isButton: true)
  case _ where support.isAgreementTakenBack:
    return step(
      "The family has taken its agreement back. Talk with them. Then ask to close the help, or renew the agreement if they want to go on.",
      "Ask to close", "/closing")
  case _ where support.isUnallocated:
    return step("Nobody works with the family yet.", "Give it to a practitioner", "/allocation")
  case .agreed:
    return step(
      "The family has agreed. Find out together what goes well and what is needed.", "Begin the assessment",
      "/assessments", isButton: true)
  case .assessing: return step("The assessment is under way.", "Go on with it", "/assessment")
  case .planning where view.goals.isEmpty:
    return step("Make a plan with the family.", "Set the first goal", "/goals/new")
  case .planning:
    return step(
      "When the family is happy with the plan, write down that they agree.", "Agree the plan", "/plan/agreement")
  case .reviewing: return nextStepOfReview(view)
  }
}

/// What was decided at the last review comes before the next one.
private func nextStepOfReview(_ view: SupportView) -> NextStep {
  let support = view.support
  let decision = view.reviews.first.flatMap { review in
    view.steps.contains { $0.askedAt > review.writtenAt } ? nil : review.decision
  }
  switch decision {
  case .stepUp where support.level != .statutory:
    return NextStep("You decided together to step up.", "Ask for the step up", path(support, "/step-up"))
  case .stepDown where support.level == .statutory:
    return NextStep("You decided together to step down.", "Step down", path(support, "/step-down"))
  case .close: return NextStep("You decided together to close the help.", "Ask to close", path(support, "/closing"))
  default:
    let when = support.nextReviewOn.map { "Look at the plan together again on \($0.longWithWeekday)." }
    return NextStep(when ?? "Look at the plan together again.", "Record a review", path(support, "/reviews/new"))
  }
}
