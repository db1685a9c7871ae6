// A plan has goals that say who, what and by when, agreed with the family, and a day to look at it again. Reviews are
// every six weeks (TAF-REV) and never more than twelve apart (TAF-MAX). Source: early help practice; the register.

package import Kernel

package func problems(with new: NewGoal, today: Day) -> [FieldError] {
  var problems: [FieldError] = []
  if new.dueOn < today {
    problems.append(FieldError("due_on", "The day by which it should be reached must be in the future"))
  }
  if new.dueOn > today.adding(months: 24) {
    problems.append(FieldError("due_on", "Choose a day in the next two years. Make a bigger goal into smaller ones"))
  }
  if !(0...Goal.steps).contains(new.baseline) {
    problems.append(FieldError("baseline", "How near you are must be between 0 and \(Goal.steps)"))
  }
  return problems
}

package func problems(with new: NewAction, today: Day) -> [FieldError] {
  new.dueOn < today ? [FieldError("due_on", "The day by which it will be done must be today or in the future")] : []
}

/// What is wrong with agreeing a plan that has these goals and actions. `latest` is the last day for the next review.
package func problems(
  with new: NewAgreedPlan, goals: [Goal], actions: [PlanAction], latest: Day, today: Day
) -> [FieldError] {
  var problems: [FieldError] = []
  let open = goals.filter { $0.state == .open }
  if open.isEmpty { problems.append(FieldError("", "Set at least one goal first")) }
  for goal in open where !actions.contains(where: { $0.goal == goal.id && $0.state != .removed }) {
    problems.append(FieldError("", "Say what will be done about “\(goal.words)” first"))
  }
  if new.agreedOn > today {
    problems.append(FieldError("agreed_on", "The day on which the family agreed must be today or in the past"))
  }
  problems += nextReviewProblems(new.nextReviewOn, after: new.agreedOn, latest: latest)
  return problems
}

/// What is wrong with a review of these goals. `last` is the day of the last review, or of the plan.
package func problems(with new: NewReview, goals: [Goal], last: Day?, latest: Day, today: Day) -> [FieldError] {
  var problems: [FieldError] = []
  if new.heldOn > today { problems.append(FieldError("held_on", "The day of the review must be today or in the past")) }
  if let last, new.heldOn < last {
    problems.append(FieldError("held_on", "The day of the review must be on or after \(last.long), when you last met"))
  }
  for goal in goals where goal.state == .open {
    guard let score = new.scores[goal.id], (0...Goal.steps).contains(score) else {
      problems.append(
        FieldError("score_\(goal.id)", "Enter how near you are to “\(goal.words)”, from 0 to \(Goal.steps)"))
      continue
    }
  }
  if new.scores.keys.contains(where: { id in !goals.contains { $0.id == id && $0.state == .open } }) {
    problems.append(FieldError("", "A score is for a goal that is not open in this plan"))
  }
  if new.decision != .carryOn, new.why == nil { problems.append(FieldError("why", "Enter why you decided this")) }
  switch (new.nextReviewOn, new.decision) {
  case (nil, .carryOn), (nil, .change):
    problems.append(FieldError("next_review_on", "Enter the day of the next review"))
  case (nil, _): break
  case (let next?, _): problems += nextReviewProblems(next, after: new.heldOn, latest: latest)
  }
  if new.voice != .notHeard, new.childSays == nil {
    problems.append(FieldError("child_says", "Enter what the child says, or choose that you did not find out"))
  }
  return problems
}

private func nextReviewProblems(_ next: Day, after day: Day, latest: Day) -> [FieldError] {
  if next <= day { return [FieldError("next_review_on", "The next review must be after \(day.long)")] }
  if next > latest { return [FieldError("next_review_on", "The next review must be on or before \(latest.long)")] }
  return []
}

package func problems(with new: NewMeeting, today: Day) -> [FieldError] {
  var problems: [FieldError] = []
  if new.heldOn > today {
    problems.append(FieldError("held_on", "The day of the meeting must be today or in the past"))
  }
  for (row, action) in zip(MeetingForm.rows, new.actions) where action.dueOn < new.heldOn {
    problems.append(FieldError("due_on_\(row)", "The day by which it will be done must be after the meeting"))
  }
  return problems
}

package func problems(with new: NewClosing, level: HelpLevel) -> [FieldError] {
  switch (new.reason, level) {
  case (.stepUp, .early), (.stepUp, .targeted):
    [FieldError("close_reason", "Ask for a step up first: another team must accept before this help ends")]
  default: []
  }
}

package func problems(with new: NewStepUp, today: Day) -> [FieldError] {
  new.handoverOn < today
    ? [FieldError("handover_on", "The day of the handover meeting must be today or in the future")] : []
}
