import Clocks
import Design
import Kernel
import People
import Store
import Web

/// The family’s own view of what it wants, how that is going, and which nursery or school comes next.
struct FamilyGoalsPage: Page, Codable {
  let child: ChildID
  let childName: String
  let goals: [VisitingGoal]
  /// The newest first.
  let reviews: [VisitingReview]
  let reports: [VisitingReport]
  let transition: VisitingTransition?
  /// When everybody looks back together again; nil where nothing is due.
  let reviewDue: Day?
  let meetingDue: Day?
  /// The child has died: nothing is said of what is to come.
  let isOver: Bool
  var title: String { "Your goals and what comes next" }
  var trail: [Link] { familyTrail(child, childName) }
  var menuPath: String? { "/family" }
  private var open: [VisitingGoal] { goals.filter { $0.state == .open } }
  private var past: [VisitingGoal] { goals.filter { $0.state != .open } }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      goalCards
      if !isOver { nextSetting(view) }
      looksBack(view)
      reports.map(found)
      if !goals.isEmpty || !reviews.isEmpty || !reports.isEmpty { buttonGroup { printButton() } }
    }
  }

  @HTMLBuilder private var goalCards: HTML {
    if !isOver {
      card("What you want", id: "goals", style: .voice) {
        open.isEmpty
          ? paragraph("You have no goal yet. You choose the first one with your visitor.")
          : bulletList(open.map { goal in "\(goal.words) \(hint(goal))" })
        if !open.isEmpty { paragraph("You can change a goal at any time. Tell your visitor.") }
      }
    }
    if !past.isEmpty {
      card("Goals from before", id: "goals-before") {
        bulletList(
          past.map { goal in "\(goal.words) \(tag(goal.state.forFamily, goal.state == .met ? .green : .grey))" })
      }
    }
  }

  private func hint(_ goal: VisitingGoal) -> HTML {
    "<span class=\"app-hint\">Since \(goal.setOn.long)</span>"
  }

  private func nextSetting(_ view: View) -> HTML {
    card("The next nursery or school", id: "next-setting") {
      if let transition {
        let isThere = transition.beginsOn <= view.today
        paragraph(
          markup: """
            \(childName) \(isThere ? "began" : "begins") at \(transition.setting) on \
            <strong>\(day(transition.beginsOn))</strong>.
            """)
        meeting(transition)
      } else {
        paragraph("We do not know yet where \(childName) will go. Your visitor can help you to look.")
      }
    }
  }

  @HTMLBuilder private func meeting(_ transition: VisitingTransition) -> HTML {
    if let metOn = transition.metOn {
      paragraph("You met the people there on \(metOn.long). This is what you agreed:")
      prose(transition.agreed ?? "")
    } else if let meetingDue {
      paragraph(
        """
        Before that, you, your visitor and the people there meet, by \(meetingDue.long). There you talk about what \
        \(childName) likes, and what helps.
        """)
    }
  }

  private func found(_ report: VisitingReport) -> HTML {
    card("\(report.kind.forFamily), \(report.words.on.long)", id: "report-\(report.id)") {
      heading("What goes well", .h3, size: .s)
      prose(report.words.goesWell)
      heading("What is hard", .h3, size: .s)
      prose(report.words.isHard)
      report.words.familySays.map { words in "\(heading("What you said", .h3, size: .s))\(prose(words))" as HTML }
        ?? .empty
      heading("What comes next", .h3, size: .s)
      prose(report.words.next)
      paragraph("There: \(report.words.who). Written down by \(report.writtenBy).")
    }
  }

  @HTMLBuilder private func looksBack(_ view: View) -> HTML {
    if !isOver, let reviewDue {
      paragraph("Every half year you look back together. The next time is by \(reviewDue.long).")
    }
    reviews.enumerated().map { index, review -> HTML in
      let said = markup {
        heading("What went well", .h3, size: .s)
        prose(review.wentWell)
        heading("What comes next", .h3, size: .s)
        prose(review.next)
        paragraph("There: \(review.who). Written down by \(review.writtenBy).")
      }
      return index == 0
        ? card("Looking back, \(review.on.spoken(near: view.today))", id: "review-\(review.id)") { said }
        : details("Looking back, \(review.on.long)") { said }
    }
  }
}

extension VisitingGoalState {
  /// The same in a family’s words.
  var forFamily: String {
    switch self {
    case .open: "On the way"
    case .met: "You got there"
    case .changed: "Changed to another goal"
    case .dropped: "Put aside"
    }
  }
}

extension Transaction {
  /// Whether there is anything to show to a family of goals, looks back or the next setting.
  func hasGoalsOrReviews(_ child: ChildID) throws -> Bool {
    try exists("SELECT 1 FROM visiting_goal WHERE child_id = \(child)")
      || exists("SELECT 1 FROM visiting_review WHERE child_id = \(child)")
      || exists("SELECT 1 FROM visiting_report WHERE child_id = \(child)")
      || exists("SELECT 1 FROM visiting_transition WHERE child_id = \(child)")
  }
}

let familyReviewRoutes: [Route] = [
  .page("/family/{child}/home-visiting/goals", "The family’s goals and what comes next", may: .ownView) { request, tx in
    let child = try tx.child(request.child)
    let open = try tx.clocks(about: child.id).filter(\.isOpen)
    return FamilyGoalsPage(
      child: child.id, childName: child.calledName, goals: try tx.visitingGoals(child.id),
      reviews: try tx.visitingReviews(child.id), reports: try tx.visitingReports(child.id),
      transition: try tx.transition(child.id),
      reviewDue: open.first { $0.ruleID == .visitingReview }?.due.day,
      meetingDue: open.first { $0.ruleID == .transitionMeeting }?.due.day, isOver: child.diedOn != nil)
  }
]
