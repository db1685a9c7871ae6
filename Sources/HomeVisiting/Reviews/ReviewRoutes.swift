import Clocks
import Design
import Kernel
import People
import Store
import Web

enum VisitingReviewForm {
  static let on = Field("on", "When did you look back?", .day, required: "Enter the day")
  static let who = Field(
    "who", "Who was there?", .text(max: 300),
    hint: "For example: Mum, Dad, the nursery’s key person, Jo Marsh (therapist)",
    required: "Enter who was there")
  static let wentWell = Field(
    "went_well", "What went well?", .prose(max: 4000), hint: "The family reads this.", required: "Enter what went well")
  static let next = Field("next", "What comes next?", .prose(max: 4000), required: "Enter what comes next")
  static let newGoal = Field("new_goal", "A new goal, in the family’s words", .text(max: 300))
  static let purpose = Field("purpose", "What is it for?", .choice(Field.options(GoalPurpose.self)))
  static func goal(_ goal: VisitingGoal) -> Field {
    Field("goal_\(goal.id)", goal.words, .choice(Field.options(VisitingGoalState.self)))
  }
  static let all = [on, who, wentWell, next, newGoal, purpose]
}

enum TransitionForm {
  static let setting = Field(
    "setting", "Where will the child begin?", .text(max: 200), required: "Enter the nursery or school")
  static let beginsOn = Field("begins_on", "On which day?", .day, required: "Enter the first day there")
  static let metOn = Field("met_on", "When was the joint meeting?", .day, required: "Enter the day of the meeting")
  static let agreed = Field(
    "agreed", "Who came, and what was agreed?", .prose(max: 4000), hint: "The family reads this.",
    required: "Enter what was agreed")
}

/// Half-yearly looks back, long-term goals, and the move to a nursery or school.
struct VisitingReviewPage: Page, Codable {
  let child: ChildID
  let childName: String
  let goals: [VisitingGoal]
  let reviews: [VisitingReview]
  let transition: VisitingTransition?
  let reviewDue: Day?
  let meetingDue: Day?
  let mayRecord: Bool
  let entry: Entry
  var title: String { "Goals, reviews and the next setting" }
  var trail: [Link] { [Link(childName, "/children/\(child)")] }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      card("Goals", id: "goals") {
        goals.isEmpty
          ? paragraph("No goal is set yet. The first is agreed at a look back with the family.")
          : bulletList(
            goals.map {
              "\($0.words) \(tag($0.state.title, $0.state == .met ? .green : $0.state == .open ? .blue : .grey)) <span class=\"app-hint\">\($0.purpose.title), since \($0.setOn.long)</span>"
            })
      }
      card("Looking back", id: "reviews") {
        reviewDue.map { paragraph(markup: "The next is due by \(day($0)). \(dueTag(due: $0, today: view.today))") }
        timeline(
          reviews.map { review in
            TimelineEntry(
              "Looked back together", when: day(review.on), who: review.writtenBy,
              body: markup {
                paragraph("There: \(review.who)")
                prose(review.wentWell)
                paragraph("Next: \(review.next)")
              }, isKey: true)
          }, empty: "Nobody has looked back yet.")
      }
      move(view)
      if mayRecord { form(view) }
    }
  }

  private func move(_ view: View) -> HTML {
    card("The next setting", id: "transition") {
      if let transition {
        paragraph("\(childName) begins at \(transition.setting) on \(transition.beginsOn.long).")
        if let metOn = transition.metOn {
          paragraph("The joint meeting was on \(metOn.long).")
          prose(transition.agreed ?? "")
        } else if let meetingDue {
          paragraph(
            markup:
              "The joint meeting is due by the end of the term before, \(day(meetingDue)). \(dueTag(due: meetingDue, today: view.today))"
          )
        }
      } else {
        paragraph("It is not known yet where \(childName) will begin.")
      }
      if mayRecord {
        if transition != nil, transition?.metOn == nil {
          formPart(
            view, to: "/children/\(child)/visiting-reviews/meeting", [TransitionForm.metOn, TransitionForm.agreed],
            entry, submit: "Write the meeting down")
        }
        details(transition == nil ? "Say where and when" : "Change where and when") {
          formPart(
            view, to: "/children/\(child)/visiting-reviews/setting", [TransitionForm.setting, TransitionForm.beginsOn],
            entry, submit: "Save", style: .secondary)
        }
      }
    }
  }

  private func form(_ view: View) -> HTML {
    card("Look back with the family", id: "review") {
      let path = "/children/\(child)/visiting-reviews"
      let entry = entry.of(path)
      view.form(to: path, entry) {
        controls([VisitingReviewForm.on, VisitingReviewForm.who], entry.filled(["on": view.today.description]))
        let open = goals.filter { $0.state == .open }
        if !open.isEmpty {
          fieldset("What has become of the goals?") {
            open.map { control(VisitingReviewForm.goal($0), entry, marksOptional: false) }.joined()
          }
        }
        controls([VisitingReviewForm.wentWell, VisitingReviewForm.next], entry)
        controls([VisitingReviewForm.newGoal, VisitingReviewForm.purpose], entry)
        button("Save")
      }
    }
  }
}

let reviewRoutes: [Route] = [
  .page(
    "/children/{child}/visiting-reviews", "Goals, reviews and the next setting", may: .openRecord,
    reviewPage),
  .form(
    "/children/{child}/visiting-reviews", "Look back on home visiting", may: .recordVisit,
    fields: VisitingReviewForm.all,
    again: reviewPage, lookBack),
  .form(
    "/children/{child}/visiting-reviews/setting", "Say where the child will begin", may: .recordVisit,
    fields: [TransitionForm.setting, TransitionForm.beginsOn], again: reviewPage
  ) { request, tx in
    var form = FormReading(request.entry)
    let (setting, beginsOn) = (form.text(TransitionForm.setting), form.day(TransitionForm.beginsOn))
    if let beginsOn, beginsOn < request.today || beginsOn > request.today.adding(days: 1100) {
      form.fail(TransitionForm.beginsOn, "The first day there must be today or within three years")
    }
    try Invalid.check(form.errors)
    try planTransition(
      to: setting!, beginsOn: beginsOn!, child: request.child, by: request.caller, at: request.now, in: tx)
    return .see("/children/\(try request.child)/visiting-reviews", "Saved")
  },
  .form(
    "/children/{child}/visiting-reviews/meeting", "Write down the joint meeting", may: .recordVisit,
    fields: [TransitionForm.metOn, TransitionForm.agreed], again: reviewPage
  ) { request, tx in
    var form = FormReading(request.entry)
    let (metOn, agreed) = (form.day(TransitionForm.metOn), form.text(TransitionForm.agreed))
    if let metOn, metOn > request.today || metOn < request.today.adding(days: -366) {
      form.fail(TransitionForm.metOn, "The day of the meeting must be today or within the last year")
    }
    try Invalid.check(form.errors)
    try holdTransitionMeeting(
      on: metOn!, agreed: agreed!, child: request.child, by: request.caller, at: request.now, in: tx)
    return .see("/children/\(try request.child)/visiting-reviews", "Meeting written down")
  },
]

@Sendable private func lookBack(_ request: Request, _ tx: Transaction) throws -> Outcome {
  let child = try tx.child(request.child)
  var form = FormReading(request.entry)
  let (on, who) = (form.day(VisitingReviewForm.on), form.text(VisitingReviewForm.who))
  let (well, next) = (form.text(VisitingReviewForm.wentWell), form.text(VisitingReviewForm.next))
  let newGoal = form.text(VisitingReviewForm.newGoal)
  let purpose: GoalPurpose? = form.choice(VisitingReviewForm.purpose)
  var goals: [ID<VisitingGoal>: VisitingGoalState] = [:]
  for goal in try tx.visitingGoals(child.id) where goal.state == .open {
    goals[goal.id] = form.choice(VisitingReviewForm.goal(goal))
  }
  if let on, on > request.today || on < request.today.adding(days: -366) || child.bornOn.map({ on < $0 }) == true {
    form.fail(VisitingReviewForm.on, "The day must be today or within the last year, and after the child was born")
  }
  if newGoal != nil && purpose == nil { form.fail(VisitingReviewForm.purpose, "Choose what the goal is for") }
  try Invalid.check(form.errors)
  try reviewVisiting(
    request.formID.of(),
    NewVisitingReview(
      on: on!, who: who!, wentWell: well!, next: next!, goals: goals, newGoal: newGoal, purpose: purpose ?? .development
    ),
    child: child.id, goal: request.newID(), by: request.caller, at: request.now, in: tx)
  return .see("/children/\(child.id)/visiting-reviews", "Written down. The next look back is in six months.")
}

@Sendable private func reviewPage(_ request: Request, _ tx: Transaction) throws -> VisitingReviewPage {
  let child = try tx.child(request.child)
  let open = try tx.clocks(about: child.id).filter(\.isOpen)
  return VisitingReviewPage(
    child: child.id, childName: child.name, goals: try tx.visitingGoals(child.id),
    reviews: try tx.visitingReviews(child.id), transition: try tx.transition(child.id),
    reviewDue: open.first { $0.ruleID == .visitingReview }?.due.day,
    meetingDue: open.first { $0.ruleID == .transitionMeeting }?.due.day,
    mayRecord: request.may(.recordVisit, on: child), entry: request.entry)
}
