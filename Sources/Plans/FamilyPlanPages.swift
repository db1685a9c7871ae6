import Design
import Kernel
import People
import Store
import Web

/// The plan as the family reads it: what they want, who does what, when it is looked at again, and room to say something.
struct FamilyPlanPage: Page, Codable {
  struct GoalBlock: Codable, Sendable {
    let goal: Goal
    let progress: GoalProgress
    let actions: [PlanAction]
    let comments: [GoalComment]
  }
  let child: ChildLine
  let support: Support?
  let next: String
  let blocks: [GoalBlock]
  let plan: PlanVersion?
  let lastReview: Review?
  let meetingActions: [PlanAction]
  let keyWorker: TeamLine?
  let leadName: String?
  let hasAssessment: Bool
  let mayComment: Bool
  /// What was typed, and about which goal: only after a mistake.
  let entry: Entry
  let commented: ID<Goal>?
  var title: String { "Your plan" }
  var trail: [Link] { [Link("Home", "/family"), Link(child.calledName, "/family/\(child.id)")] }
  var menuPath: String? { "/family" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: child.calledName)
      if let support {
        card("What happens next", id: "next", style: .lead) { paragraph(next) }
        if let plan { agreed(plan, view) }
        if blocks.isEmpty { paragraph("There are no goals yet. You will choose them together with your key worker.") }
        blocks.map { block($0, view) }
        if !meetingActions.isEmpty {
          card("Agreed when we met", id: "agreed") { actionList(meetingActions, view) }
        }
        if let lastReview { reviewCard(lastReview) }
        people
        if support.state == .closed { closed(support) }
        if hasAssessment { paragraph(markup: link("What we found out together", to: "/family/\(child.id)/assessment")) }
        buttonGroup { printButton("Print the plan") }
      } else {
        emptyState("There is no plan yet", "When you and your key worker make a plan, you can read it here.")
      }
    }
  }

  private func agreed(_ plan: PlanVersion, _ view: View) -> HTML {
    markup {
      paragraph("\(plan.agreedBy) agreed this plan on \(plan.agreedOn.long).")
      plan.childView.map { words in
        card(
          view.isAboutReader ? "What you said about it" : "What \(child.calledName) said or showed us", id: "voice",
          style: .voice
        ) { quote(words) }
      } ?? .empty
    }
  }

  private func block(_ block: GoalBlock, _ view: View) -> HTML {
    card(block.goal.words, id: "goal-\(block.goal.id)") {
      spaced(goalMeter(block.progress.latest, of: Goal.steps, words: block.progress.course))
      if let why = block.goal.whyItMatters { paragraph("Why it matters: \(why)") }
      if block.progress.latest >= Goal.steps {
        paragraph("You have got there.")
      } else {
        let whose = isReader(block.goal.owner, view) ? "You look" : "\(block.goal.owner.name) looks"
        paragraph("\(whose) after this goal. We hope to be there by \(block.goal.dueOn.long).")
      }
      actionList(block.actions, view)
      block.comments.map { quote($0.words, who: $0.by, when: day($0.at.day)) }
      if mayComment, block.goal.state == .open { comment(block.goal, view) }
    }
  }

  /// What is still to do comes first; what is done stands beneath it.
  private func actionList(_ actions: [PlanAction], _ view: View) -> HTML {
    let (open, done) = (actions.filter { $0.state == .open }, actions.filter { $0.state == .done })
    return markup {
      if !open.isEmpty {
        heading("Still to do", .h3, size: .s)
        bulletList(
          open.map { action in
            let who = isReader(action.owner, view) ? "You" : action.owner.name
            return "<strong>\(who)</strong>: \(action.what), by \(day(action.dueOn, near: view.today))"
          })
      }
      if !done.isEmpty {
        heading("Done", .h3, size: .s)
        bulletList(done.map { "\($0.what)" })
      }
    }
  }

  private func isReader(_ owner: Owner, _ view: View) -> Bool {
    owner.person != nil && owner.person == view.caller.person
  }

  private func comment(_ goal: Goal, _ view: View) -> HTML {
    let isThis = commented == goal.id
    // Each goal has its own form, with ids of its own; the one with a mistake has those that the summary leads to.
    let path = "/family/\(child.id)/goals/\(goal.id)/comments"
    return details("Say something about this goal", isOpen: entry.isTyped(into: path)) {
      formPart(
        view, to: path, [CommentForm.words], entry,
        submit: "Send", hiddenText: "what you say about \(goal.words)", idPrefix: isThis ? "" : "\(goal.id)-")
    }
  }

  private func reviewCard(_ review: Review) -> HTML {
    card("When we last looked at it", id: "review") {
      paragraph("We met on \(review.heldOn.long). \(review.decision.plain)")
      prose(review.whatChanged)
    }
  }

  private var people: HTML {
    card("Who helps you with the plan", id: "people") {
      if let keyWorker {
        paragraph(
          markup:
            "<strong>\(keyWorker.name)</strong> is your key worker.\(keyWorker.phone.map { " Call \(phoneLink($0))." as HTML })"
        )
      } else {
        paragraph("You do not have a key worker yet. We will tell you as soon as you do.")
      }
      if let leadName, leadName != keyWorker?.name { paragraph("\(leadName) keeps everybody’s work together.") }
    }
  }

  private func closed(_ support: Support) -> HTML {
    card("The help has ended", id: "ended") {
      if let reason = support.closeReason { paragraph(reason.plain) }
      if let inPlace = support.inPlace { prose(inPlace) }
      if let call = support.whoToCall { paragraph("If you need help again, call \(call).") }
    }
  }
}

/// The assessment as the family reads it.
struct FamilyAssessmentPage: Page, Codable {
  let child: ChildLine
  let assessment: Assessment?
  let lines: [DomainLine]
  var title: String { "What we found out together" }
  var trail: [Link] {
    [
      Link("Home", "/family"), Link(child.calledName, "/family/\(child.id)"),
      Link("Your plan", "/family/\(child.id)/plan"),
    ]
  }
  var menuPath: String? { "/family" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: child.calledName)
      if let assessment {
        if let summary = assessment.summary { lead(summary) }
        DomainPart.allCases.map { part($0, view) }
        paragraph("If something is not right, tell your key worker, or write to us from your own page.")
        buttonGroup { printButton() }
      } else {
        emptyState(
          "There is nothing to read yet",
          "When we have talked about what goes well and what is hard, you can read it here.")
      }
    }
  }

  private func part(_ part: DomainPart, _ view: View) -> HTML {
    let own = lines.filter { $0.domain.part == part && $0.written != nil }
    guard !own.isEmpty else { return .empty }
    return card(part.plain(isAboutReader: view.isAboutReader), id: part.rawValue) {
      own.map { line in
        markup {
          heading(line.domain.familyTitle, .h3, size: .s)
          if let words = line.written?.strengths { paragraph(markup: "<strong>What goes well:</strong> \(words)") }
          if let words = line.written?.needs { paragraph(markup: "<strong>What is hard:</strong> \(words)") }
          // Whoever reads it, it need not have been them: it may be a son who reads what his mother said.
          if let words = line.written?.familySays { quote(words, who: "Your family") }
        }
      }
    }
  }
}

let familyPlanRoutes: [Route] = [
  .page("/family/{child}/plan", "The family’s own plan", may: .ownView, familyPlanPage),
  .page("/family/{child}/assessment", "The assessment in plain words", may: .ownView) { request, tx in
    let child = try tx.child(request.child)
    let assessment = try tx.currentSupport(of: child.id).flatMap { try tx.lastCompleteAssessment(of: $0.id) }
    let entries = try assessment.map { try tx.entries(of: $0.id) } ?? []
    return FamilyAssessmentPage(
      child: ChildLine(child), assessment: assessment,
      lines: try tx.helpDomains().map { domain in
        DomainLine(domain: domain, written: entries.first { $0.domain == domain.code })
      })
  },
  .form(
    "/family/{child}/goals/{goal}/comments", "Say something about a goal", may: .commentGoal,
    fields: CommentForm.all,
    again: { try familyPlanPage($0, $1) }
  ) { request, tx in
    let child = try tx.child(request.child)
    guard let support = try tx.openSupport(of: child.id) else { throw Refusal.notFound }
    let goal = try tx.goal(request.id("goal"), of: support.id)
    var reading = FormReading(request.entry)
    let words = reading.text(CommentForm.words)
    try Invalid.check(reading.errors)
    try commentGoal(
      words!, id: request.formID, goal: goal.id, support: support.id, by: request.caller, at: request.now, in: tx)
    return .see("/family/\(child.id)/plan#goal-\(goal.id)", "Thank you. Your key worker can read it now.")
  },
]

@Sendable private func familyPlanPage(_ request: Request, _ tx: Transaction) throws -> FamilyPlanPage {
  let child = try tx.child(request.child)
  guard let support = try tx.currentSupport(of: child.id) else {
    return FamilyPlanPage(
      child: ChildLine(child), support: nil, next: "", blocks: [], plan: nil, lastReview: nil, meetingActions: [],
      keyWorker: nil, leadName: nil, hasAssessment: false, mayComment: false, entry: request.entry, commented: nil)
  }
  let view = try tx.supportView(support, at: request.now)
  let shown = try tx.involvements(child.id).filter { !$0.isHiddenFromFamily }
  return FamilyPlanPage(
    child: ChildLine(child), support: support, next: nextForFamily(view, child: ChildLine(child), today: request.today),
    blocks: view.goals.map { goal in
      FamilyPlanPage.GoalBlock(
        goal: goal, progress: view.progress(of: goal)!, actions: view.actions.filter { $0.goal == goal.id },
        comments: view.comments.filter { $0.goal == goal.id })
    }, plan: view.plan, lastReview: view.reviews.first, meetingActions: view.openActions.filter { $0.goal == nil },
    keyWorker: shown.first(where: \.isKeyWorker).map { TeamLine($0) },
    leadName: shown.first(where: \.isLead)?.practitionerName,
    hasAssessment: view.assessments.contains(where: \.isComplete),
    mayComment: support.isOpen && !child.isClosed && request.caller.holds(.commentGoal), entry: request.entry,
    commented: request.method == .post ? try? request.id("goal") : nil)
}

/// What happens next and who has the ball, in the family's words.
func nextForFamily(_ view: SupportView, child: ChildLine, today: Day) -> String {
  let support = view.support
  let worker = view.keyWorkerName ?? "Somebody from the team"
  if support.isAgreementTakenBack, support.isOpen, support.state != .closing {
    return "You told us that you do not want this help any more. \(worker) will talk with you about what comes next."
  }
  switch support.state {
  case .requested: return "\(worker) will ask you whether you want this help. It is your choice."
  case .agreed where support.practitioner == nil:
    return "We are finding the right key worker for you. You do not need to do anything."
  case .agreed: return "\(worker) will talk with you about what goes well and what is hard."
  case .assessing:
    let due = view.clocks.first.map { " We will be done by \($0.dueOn.long)." } ?? ""
    return "You and \(worker) are finding out what goes well and what is hard.\(due)"
  case .planning: return "You and \(worker) make the plan together."
  case .reviewing, .stepUpPending:
    guard let day = support.nextReviewOn else {
      return "\(worker) will agree a day with you to look at the plan together."
    }
    return day >= today
      ? "We look at the plan together on \(day.spoken(near: today))."
      : "We wanted to look at the plan together on \(day.spoken(near: today)). \(worker) will find a new day with you."
  case .stepDownReceived: return "\(worker) will bring everybody together to plan what comes next."
  case .closing: return "We think the help can come to an end soon. \(worker) will talk with you about it."
  case .closed: return "The help has ended. \(support.whoToCall.map { "If you need it again, call \($0)." } ?? "")"
  case .declined: return "You told us that you do not want this help. You can ask for it again at any time."
  }
}
