import Design
import Kernel
import Web

/// Recording a review: how near each goal is, what changed, the child's voice, and what was decided.
struct NewReviewPage: Page, Codable {
  let child: ChildLine
  let support: Support
  let goals: [Goal]
  let progress: [GoalProgress]
  let names: [String]
  /// What others wrote since the last review.
  let contributions: [Contribution]
  let entry: Entry
  var title: String { "Record a review" }
  var trail: [Link] { [Link(child.name, "/children/\(child.id)"), Link("Early help", path(support))] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: child.name)
      contributionCard(contributions)
      view.form(to: path(support, "/reviews"), entry) {
        control(ReviewForm.heldOn, entry)
        fieldset(
          "How near is each goal now?",
          hint: "0 is not at all. \(Goal.steps) is there. Decide together with the family."
        ) {
          goals.map { goal in
            control(ReviewForm.score(goal, lastTime: lastScore(goal)), entry)
          }
        }
        controls([ReviewForm.changed, ReviewForm.voice, ReviewForm.childSays], entry)
        fieldset("Who was there") {
          control(ReviewForm.came.offeringSeveral(names.map { Field.Option($0, $0) }), entry)
          controls([ReviewForm.alsoCame, ReviewForm.apologies], entry)
        }
        fieldset("What you decided") { controls([ReviewForm.decision, ReviewForm.why, ReviewForm.next], entry) }
        button("Save the review")
      }
    }
  }

  private func lastScore(_ goal: Goal) -> String {
    let known = progress.first { $0.goal == goal.id }
    return "\(known?.latest ?? goal.baseline) of \(Goal.steps)"
  }
}

/// One review as it was written down.
struct ReviewPage: Page, Codable {
  struct Line: Codable, Sendable {
    let goal: Goal
    let score: GoalScore?
    let before: Int
  }
  let child: ChildLine
  let support: Support
  let review: Review
  let lines: [Line]
  /// What others wrote for it.
  let contributions: [Contribution]
  let mayCorrect: Bool
  var title: String { "Review \(review.number), \(review.heldOn.long)" }
  var isWide: Bool { true }
  var trail: [Link] { [Link(child.name, "/children/\(child.id)"), Link("Early help", path(support))] }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: child.name)
      columns {
        card("What has changed", id: "changed") { prose(review.whatChanged) }
        contributionCard(contributions)
        card("The goals", id: "goals") {
          goals(
            lines.map { line in
              GoalLine(
                line.goal.words, steps: line.score?.score ?? line.before, of: Goal.steps,
                words: line.score.map { words($0, before: line.before) } ?? "No score was given at this review.",
                link: path(support, "/goals/\(line.goal.id)"))
            })
          if mayCorrect {
            buttonGroup {
              linkButton("Put a score right", to: path(support, "/reviews/\(review.id)/correction"), style: .secondary)
            }
          }
        }
      } side: {
        card("What was decided", style: .narrow) {
          summaryList(
            [SummaryRow("Decision", text: review.decision.title)]
              + (review.why.map { [SummaryRow("Why", text: $0)] } ?? [])
              + [
                SummaryRow("Next review", text: review.nextReviewOn?.longWithWeekday ?? "None"),
                SummaryRow("Came", text: review.came), SummaryRow("Could not come", text: review.apologies ?? "Nobody"),
                SummaryRow("How we know the child’s view", text: review.voice.title),
                SummaryRow("Written by", text: review.writtenBy),
              ])
        }
      }
      buttonGroup { printButton() }
    }
  }

  private func words(_ score: GoalScore, before: Int) -> String {
    let course =
      score.score > before
      ? "Up from \(before)." : score.score < before ? "Down from \(before)." : "The same as before."
    guard let was = score.was else { return course }
    return "\(course) Put right from \(was) by \(score.correctedBy ?? ""): \(score.correctedWhy ?? "")"
  }
}

/// One meeting of the team around the child.
struct MeetingPage: Page, Codable {
  let child: ChildLine
  let support: Support
  let meeting: TeamMeeting
  let actions: [PlanAction]
  var title: String { "Meeting, \(meeting.heldOn.long)" }
  var trail: [Link] { [Link(child.name, "/children/\(child.id)"), Link("Early help", path(support))] }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: child.name)
      card("The meeting", id: "meeting") {
        summaryList([
          SummaryRow("Where", text: meeting.place), SummaryRow("Came", text: meeting.came),
          SummaryRow("Could not come", text: meeting.apologies ?? "Nobody"),
          SummaryRow("What was talked about", text: meeting.notes),
          SummaryRow("Written by", text: meeting.writtenBy),
        ])
      }
      card("What was agreed", id: "agreed") {
        actionTable(actions, support, today: view.today, caption: "What was agreed at this meeting")
      }
      buttonGroup { printButton() }
    }
  }
}

/// The team around the child: who, which part, who leads; adding and ending.
struct TeamPage: Page, Codable {
  let child: ChildLine
  let support: Support
  let team: [TeamLine]
  let isLeadMissing: Bool
  let mayArrange: Bool
  var title: String { "Team around \(child.calledName)" }
  var trail: [Link] { [Link(child.name, "/children/\(child.id)"), Link("Early help", path(support))] }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: child.name)
      if isLeadMissing {
        warningText("Two or more agencies work with \(child.calledName) and nobody leads. Name a lead professional.")
      }
      if mayArrange { buttonGroup { linkButton("Add somebody", to: path(support, "/team/new")) } }
      if team.isEmpty { emptyState("Nobody is in the team yet", "Add the people who work with \(child.calledName).") }
      if !team.isEmpty { card("Who is in it", id: "team") { peopleList(team.map { person($0, view) }) } }
    }
  }

  private func person(_ line: TeamLine, _ view: View) -> PersonLine {
    PersonLine(
      line.name, facts: ["\(line.part)", "\(line.agency)"], phone: line.phone,
      tags: markup {
        if line.isKeyWorker { tag("Key worker", .teal) }
        if line.isLead { tag("Lead professional", .blue) }
      },
      actions: markup {
        if mayArrange, !line.isLead {
          view.postButton("Make \(line.name) the lead", to: path(support, "/team/\(line.id)/lead"))
        }
        if mayArrange, mayLeave(line) {
          linkButton(
            "Leaves the team", to: path(support, "/team/\(line.id)/ending"), style: .secondary, hiddenText: line.name)
        }
      })
  }

  /// Who has the early help is replaced by giving it to another, never simply gone.
  private func mayLeave(_ line: TeamLine) -> Bool {
    !support.isOpen || line.practitioner == nil || line.practitioner != support.practitioner
  }
}
