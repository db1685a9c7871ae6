import Design
import Kernel
import Web

/// Early help around one child: how it stands, what is next, and the way to everything else.
struct SupportPage: Page, Codable {
  let child: ChildLine
  /// Nil where there never was any.
  let current: SupportView?
  let next: NextStep?
  let others: [Support]
  let may: MayDo
  let today: Day
  var title: String { "Early help" }
  var isWide: Bool { true }
  var trail: [Link] { [Link(child.name, "/children/\(child.id)")] }

  func body(_ view: View) -> HTML {
    guard let current else { return none }
    return markup {
      pageHeading(title, caption: child.name)
      stateLine(current.support)
      if let next { nextCard(next, view) }
      if current.isLeadMissing {
        warningText("Two or more agencies work with \(child.calledName) and nobody leads. Name a lead professional.")
      }
      columns {
        goalsCard(current)
        actionsCard(current, today: today)
        reviewsCard(current)
        meetingsCard(current)
      } side: {
        factsCard(current.support)
        clocksCard(current)
        teamCard(current)
        storyCard(current)
        if !others.isEmpty { othersCard }
      }
    }
  }

  private var none: HTML {
    markup {
      pageHeading(title, caption: child.name)
      emptyState(
        "There is no early help for \(child.calledName) yet",
        "Start it when the family could do with some extra help, and ask them whether they want it.",
        action: may.start ? linkButton("Start early help", to: "/children/\(child.id)/supports/new") : .empty)
    }
  }

  private func nextCard(_ next: NextStep, _ view: View) -> HTML {
    card("What is next", style: .lead) {
      paragraph(next.words)
      if let path = next.path, let label = next.label, mayFollow {
        next.isButton ? view.postButton(label, to: path, style: .primary) : linkButton(label, to: path)
      }
    }
  }

  /// Whether the next step is one that this caller may take.
  private var mayFollow: Bool {
    guard let current else { return false }
    switch current.support.state {
    case .requested: return may.start
    case .declined: return may.start
    case .closed: return may.reopen
    case .closing: return may.agreeClosing
    case .stepUpPending: return may.answerStep
    case .stepDownReceived: return may.plan
    case _ where current.support.isAgreementTakenBack: return may.close
    case _ where current.support.isUnallocated: return may.allocate
    case .agreed, .assessing: return may.assess
    case .planning: return may.plan
    case .reviewing: return may.review
    }
  }

  private func stateLine(_ support: Support) -> HTML {
    let again: HTML = support.isAgainWithinYear ? " \(tag("Back within a year", .purple))" : .empty
    return paragraph(
      markup:
        "\(stateTag(support.state)) \(tag(support.level.title, support.level == .statutory ? .purple : .teal))\(again)")
  }

  private func goalsCard(_ current: SupportView) -> HTML {
    let support = current.support
    let change: HTML = link("The whole plan", to: path(support, "/plan"))
    return card("Plan and goals", id: "goals", actions: change) {
      paragraph(current.distance.inWords)
      goalLines(current)
      buttonGroup {
        if may.plan, support.allows(.editPlan) {
          linkButton("Add a goal", to: path(support, "/goals/new"), style: .secondary)
        }
        if may.plan, support.allows(.agreePlan), !current.goals.isEmpty {
          agreePlanButton(current)
        }
      }
    }
  }

  private func goalLines(_ current: SupportView) -> HTML {
    goals(
      current.goals.map { goal in
        let progress = current.progress(of: goal)
        return GoalLine(
          goal.words, steps: progress?.latest ?? goal.baseline, of: Goal.steps, words: progress?.course ?? "",
          link: path(current.support, "/goals/\(goal.id)"))
      })
  }

  private func reviewsCard(_ current: SupportView) -> HTML {
    let support = current.support
    let record: HTML =
      may.review && support.allows(.review) ? link("Record a review", to: path(support, "/reviews/new")) : .empty
    return card("Reviews", actions: record) {
      timeline(
        current.reviews.map { review in
          TimelineEntry(
            "Review \(review.number)", when: day(review.heldOn), who: review.writtenBy,
            body: markup {
              prose(review.whatChanged)
              paragraph(review.decision.title)
            }, isKey: true, link: path(support, "/reviews/\(review.id)"))
        }, empty: "There was no review yet.")
    }
  }

  private func meetingsCard(_ current: SupportView) -> HTML {
    let support = current.support
    let record: HTML =
      may.plan && support.allows(.meet) ? link("Record a meeting", to: path(support, "/meetings/new")) : .empty
    return card("Meetings of the team", id: "meetings", actions: record) {
      timeline(
        current.meetings.map { meeting in
          TimelineEntry(
            "Meeting", when: day(meeting.heldOn), who: meeting.writtenBy, body: paragraph(meeting.place),
            link: path(support, "/meetings/\(meeting.id)"))
        }, empty: "There was no meeting between reviews yet.")
    }
  }

  private var othersCard: HTML {
    card("Other times", style: .narrow) {
      bulletList(
        others.map { other in
          "\(link("Asked for on \(other.requestedAt.day.long)", to: path(other))): \(other.state.title.lowercased())"
        })
    }
  }
}

/// The colours have one meaning everywhere: yellow waits, blue is under way, grey is over.
func stateTag(_ state: SupportState) -> HTML {
  switch state {
  case .requested, .agreed, .stepUpPending, .stepDownReceived, .closing: tag(state.title, .yellow)
  case .assessing, .planning, .reviewing: tag(state.title, .blue)
  case .declined, .closed: tag(state.title, .grey)
  }
}

/// What is to be done, with who does it; late ones first, since they are due first.
func actionsCard(_ current: SupportView, today: Day) -> HTML {
  card("What was agreed to do", id: "actions") {
    taskList(
      current.openActions.map { action in
        TaskItem(
          action.what, link: path(current.support, "/actions/\(action.id)"), hint: action.owner.name,
          status: dueTag(due: action.dueOn, today: today))
      }, id: "action", empty: "Nothing is waiting to be done.")
  }
}
