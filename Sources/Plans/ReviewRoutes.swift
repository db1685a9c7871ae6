import Clocks
import Design
import Kernel
import People
import Store
import Web

func reviewRoutes(_ contributions: @escaping ReadContributions) -> [Route] {
  let newReviewPage: Route.MakePage = { request, tx in try reviewForm(request, contributions, tx) }
  return [
    .page(
      "/children/{child}/supports/{support}/reviews/new", "Record a review", may: .reviewPlan
    ) {
      request, tx in try reviewForm(request, contributions, tx)
    },
    .form(
      "/children/{child}/supports/{support}/reviews", "Record a review", may: .reviewPlan, fields: ReviewForm.all,
      again: newReviewPage
    ) { request, tx in
      let here = try place(request, tx)
      let goals = try tx.goals(of: here.support.id)
      let new = try request.checked { NewReview.check($0, goals: goals) }
      try recordReview(
        new, id: request.formID.of(), support: here.support.id, child: here.child.id, by: request.caller,
        at: request.now, in: tx)
      return .see(path(here.support, afterReview(new.decision, here.support)), "The review has been saved")
    },
    .page("/children/{child}/supports/{support}/reviews/{review}", "A review", may: .openRecord) { request, tx in
      try reviewPage(request, contributions, tx)
    },
    .page(
      "/children/{child}/supports/{support}/reviews/{review}/correction", "Put a score right", may: .reviewPlan,
      scorePage),
    .form(
      "/children/{child}/supports/{support}/reviews/{review}/correction", "Put a score right", may: .reviewPlan,
      fields: ScoreForm.all, again: scorePage
    ) { request, tx in
      let here = try place(request, tx)
      var reading = FormReading(request.entry)
      let goal = reading.id(ScoreForm.goal, as: Goal.self)
      let score = reading.number(ScoreForm.score)
      let why = reading.text(ScoreForm.why)
      try Invalid.check(reading.errors)
      let review: ID<Review> = try request.id("review")
      try correctScore(
        of: goal!, in: review, to: score!, why: why!, support: here.support.id, child: here.child.id,
        by: request.caller, at: request.now, in: tx)
      return .see(path(here.support, "/reviews/\(review)"), "The score has been put right")
    },
  ] + meetingRoutes
}

private let meetingRoutes: [Route] = [
  .page(
    "/children/{child}/supports/{support}/meetings/new", "Record a meeting", may: .editPlan,
    newMeetingPage),
  .form(
    "/children/{child}/supports/{support}/meetings", "Record a meeting", may: .editPlan, fields: MeetingForm.all,
    again: newMeetingPage
  ) { request, tx in
    let here = try place(request, tx)
    let circle = try tx.circle(around: here.child.id)
    try holdMeeting(
      try request.checked { NewMeeting.check($0, circle) }, id: request.formID.of(), support: here.support.id,
      child: here.child.id, by: request.caller, at: request.now, in: tx)
    return .see(path(here.support, "/meetings/\(request.formID)"), "The meeting has been saved")
  },
  .page("/children/{child}/supports/{support}/meetings/{meeting}", "A meeting", may: .openRecord) { request, tx in
    let here = try place(request, tx)
    let meeting = try tx.meeting(request.id("meeting"), of: here.support.id)
    return MeetingPage(
      child: here.line, support: here.support, meeting: meeting,
      actions: try tx.actions(of: here.support.id).filter { $0.meeting == meeting.id })
  },
]

/// Where a decision leads that needs more than the review.
private func afterReview(_ decision: ReviewDecision, _ support: Support) -> String {
  switch decision {
  case .stepUp where support.level != .statutory: "/step-up"
  case .stepDown where support.level == .statutory: "/step-down"
  case .stepDown where support.level == .targeted: "/level"
  case .close: "/closing"
  case .change: "/plan"
  default: ""
  }
}

private func reviewForm(_ request: Request, _ contributions: ReadContributions, _ tx: Transaction) throws
  -> NewReviewPage
{
  let here = try place(request, tx)
  try here.support.check(.review)
  let goals = try tx.goals(of: here.support.id).filter { $0.state == .open }
  let scores = try tx.scores(of: here.support.id)
  let next = try tx.limit(.review, from: request.today).description
  return NewReviewPage(
    child: here.line, support: here.support, goals: goals, progress: goals.map { progress(of: $0, scores: scores) },
    names: try tx.circle(around: here.child.id).names,
    contributions: try contributions(
      here.child.id, try tx.reviews(of: here.support.id).map(\.heldOn).max(), tx),
    entry: request.entry.filledDay("held_on", request.today.description).filledDay("next_review_on", next))
}

private func reviewPage(_ request: Request, _ contributions: ReadContributions, _ tx: Transaction) throws -> ReviewPage
{
  let here = try place(request, tx)
  let review = try tx.review(request.id("review"), of: here.support.id)
  let before = try tx.reviews(of: here.support.id).map(\.heldOn).filter { $0 < review.heldOn }.max()
  let scores = try tx.scores(of: here.support.id)
  let lines = try scores.filter { $0.review == review.id }.map { score in
    let goal = try tx.goal(score.goal, of: here.support.id)
    let earlier = scores.prefix { $0.review != review.id }.last { $0.goal == goal.id }
    return ReviewPage.Line(goal: goal, score: score, before: earlier?.score ?? goal.baseline)
  }
  return ReviewPage(
    child: here.line, support: here.support, review: review,
    lines: lines.sorted { $0.goal.position < $1.goal.position },
    contributions: try contributions(here.child.id, before, tx).filter { $0.on <= review.heldOn },
    mayCorrect: MayDo(request, here.child).review && here.support.isOpen && !lines.isEmpty)
}

@Sendable private func scorePage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  let review = try tx.review(request.id("review"), of: here.support.id)
  let scores = try tx.scores(of: here.support.id).filter { $0.review == review.id }
  return QuestionPage(
    title: "Put a score right", child: here.line,
    trail: here.trail + [Link("Review \(review.number)", path(here.support, "/reviews/\(review.id)"))],
    questions: .score, path: path(here.support, "/reviews/\(review.id)/correction"), entry: request.entry,
    choices: [
      "goal": try scores.map { score in
        let goal = try tx.goal(score.goal, of: here.support.id)
        return OfferedChoice(Field.Option(goal.id.description, "\(goal.words): \(score.score) of \(Goal.steps)"))
      }
    ],
    introduction: ["What stood there before is kept, with your reason."], submit: "Put it right")
}

@Sendable private func newMeetingPage(_ request: Request, _ tx: Transaction) throws -> QuestionPage {
  let here = try place(request, tx)
  try here.support.check(.meet)
  let circle = try tx.circle(around: here.child.id)
  return QuestionPage(
    title: "Record a meeting of the team", child: here.line, trail: here.trail, questions: .meeting,
    path: path(here.support, "/meetings"), entry: request.entry.filledDay("held_on", request.today.description),
    choices: [
      "came": circle.nameOptions.map { OfferedChoice($0) }, "owner": circle.ownerOptions.map { OfferedChoice($0) },
    ],
    introduction: ["A review of the plan has its own page. This is for the meetings between."],
    submit: "Save the meeting")
}
