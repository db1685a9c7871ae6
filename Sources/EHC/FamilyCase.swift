import Clocks
import Design
import Kernel
import People
import Store
import Web

let familyCaseRoutes: [Route] = [
  .page(
    "/family/{child}/ehc", "Where the assessment is, for the family", may: .ownView,
    noteRead: { page, request, tx in
      if let id = page.ehcCase?.id, let account = request.caller.account {
        try tx.noteLook(at: id, by: account, request.now)
      }
    }, familyPage),
  .page("/family/{child}/ehc/plan", "The plan in plain words, for the family", may: .ownView) { request, tx in
    let (child, document, _) = try sentPlan(request, tx)
    return PlainPlanPage(
      path: "/family/\(child.id)/ehc", name: child.calledName, document: document,
      lines: try tx.planLines(of: document.id), isFamily: true)
  },
  .page("/family/{child}/ehc/draft", "The whole plan, for the family", may: .ownView, draftPage),
  .form(
    "/family/{child}/ehc/comments", "Say something about the draft", may: .commentEHC, fields: CommentForm.all,
    again: draftPage
  ) { request, tx in
    guard let ehcCase = try tx.ehcCases(request.child).first else { throw Refusal.notFound }
    var form = FormReading(request.entry)
    let kind: CommentKind? = form.choice(CommentForm.kind)
    let section: PlanSection? = form.choice(CommentForm.section)
    let words = form.text(CommentForm.words)
    try Invalid.check(form.errors)
    try commentOnDraft(
      request.formID.of(), kind!, section: section, words: words!, of: ehcCase, by: request.caller, at: request.now,
      in: tx)
    return .see("/family/\(ehcCase.child)/ehc/draft#said", "Thank you. We will answer you here.")
  },
  .page("/family/{child}/ehc/advice", "What was written about the child", may: .ownView) { request, tx in
    let child = try tx.child(request.child)
    let advice = try tx.ehcCases(child.id).first.map { try tx.advice(of: $0.id) } ?? []
    return FamilyAdvicePage(
      child: child.id, name: child.calledName,
      advice: advice.filter { $0.state == .received && $0.hiddenWhy == nil }.map {
        FamilyAdvicePage.Piece(
          kind: $0.kind, from: $0.receivedFrom ?? $0.askedOf, on: $0.receivedOn!, words: $0.words ?? "")
      })
  },
]

/// The plan that was sent to the family last.
private func sentPlan(_ request: Request, _ tx: Transaction) throws -> (Child, PlanDocument, EHCCase) {
  let child = try tx.child(request.child)
  guard let ehcCase = try tx.ehcCases(child.id).first, let document = try tx.planOfFamily(ehcCase.id) else {
    throw Refusal.notNow("No plan has been sent yet.")
  }
  return (child, document, ehcCase)
}

@Sendable private func draftPage(_ request: Request, _ tx: Transaction) throws -> FamilyDraftPage {
  let child = try tx.child(request.child)
  guard let ehcCase = try tx.ehcCases(child.id).first else { throw Refusal.notNow("No plan has been sent yet.") }
  let inForce = try tx.planOfFamily(ehcCase.id)
  // A plan that another council wrote is not here; the family is asked about its end all the same.
  guard try inForce != nil || tx.mayComment(on: ehcCase) else { throw Refusal.notNow("No plan has been sent yet.") }
  let change = ehcCase.state == .maintained ? try tx.planChange(of: ehcCase.id) : nil
  // While changes are proposed, they are what there is to read; the plan itself stands in plain words beside it.
  let document = change == nil ? inForce : try tx.planSent(of: ehcCase.id) ?? inForce
  let ending = ehcCase.state == .maintained ? try tx.openEnding(of: ehcCase.id) : nil
  let isOther = change != nil && document?.id != inForce?.id
  return FamilyDraftPage(
    child: child.id, name: child.calledName, document: document,
    lines: try document.map { try tx.planLines(of: $0.id) } ?? [],
    change: change,
    changes: try isOther
      ? inForce.flatMap { old in
        try document.map { differences(from: try tx.planLines(of: old.id), to: try tx.planLines(of: $0.id)) }
      } ?? [] : [],
    ending: ending.flatMap { $0.isAsked ? $0 : nil },
    comments: try tx.draftComments(of: ehcCase.id), until: try tx.commentsUntil(ehcCase.id),
    mayComment: try tx.mayComment(on: ehcCase) && request.caller.holds(.commentEHC), entry: request.entry)
}

@Sendable private func familyPage(_ request: Request, _ tx: Transaction) throws -> FamilyCasePage {
  let child = try tx.child(request.child)
  let isOwn = request.caller.has(.youngPerson)
  guard let ehcCase = try tx.ehcCases(child.id).first else {
    return FamilyCasePage(
      child: child.id, name: child.calledName, ehcCase: nil, next: nil, news: nil, lastLook: nil, limits: [],
      story: [], hasPlan: false, hasAdvice: false, isOwn: isOwn, mayComment: false, mayAskAgain: false)
  }
  let look = try request.caller.account.flatMap { try tx.lastLook(at: ehcCase.id, by: $0) }
  let steps = try tx.steps(of: ehcCase.id)
  let advice = try tx.advice(of: ehcCase.id)
  let clocks = try tx.clocks(about: ehcCase.id)
  return FamilyCasePage(
    child: child.id, name: child.calledName, ehcCase: FamilyCasePage.Summary(ehcCase),
    next: nextForFamily(
      ehcCase, clocks, advice, commentsUntil: try tx.commentsUntil(ehcCase.id),
      meeting: try tx.meetingToCome(of: ehcCase.id), way: try tx.familyWay(of: ehcCase), isOwn: isOwn),
    news: try tx.familyNews(of: ehcCase, since: look, isOwn: isOwn),
    lastLook: look,
    limits: try clocks.filter { $0.isOpen && $0.isForFamily && $0.due >= request.now }.map {
      try ClockLine($0, tx, at: request.now)
    },
    story: try tx.familyStory(of: ehcCase.id, steps), hasPlan: try tx.planSent(of: ehcCase.id) != nil,
    hasAdvice: advice.contains { $0.state == .received && $0.hiddenWhy == nil }, isOwn: isOwn,
    mayComment: try tx.mayComment(on: ehcCase),
    mayAskAgain: try ehcCase.state == .maintained && !tx.reassessments(of: ehcCase.id).contains(where: \.isOpen))
}

/// What happens next, by when, and whose turn it is.
struct NextStep: Codable, Sendable, Hashable {
  let words: String
  let by: Day?
  let turn: String
  /// Whose turn it is, as a sentence to the family.
  var turnWords: String {
    switch turn {
    case "You": "It is your turn."
    case "All of us": "We do this together."
    default: "\(turn) does this."
    }
  }
}

func nextForFamily(
  _ ehcCase: EHCCase, _ clocks: [Clock], _ advice: [Advice], commentsUntil until: Day?, meeting: ReviewMeeting? = nil,
  way: FamilyWay = FamilyWay(), isOwn: Bool = false
) -> NextStep? {
  func due(_ rule: ClockRuleID) -> Day? { clocks.last { $0.ruleID == rule && $0.isOpen }?.due.day }
  let officer = ehcCase.officerName ?? "The council"
  switch ehcCase.state {
  case .requested:
    return NextStep(words: "We decide if we will do an assessment, and tell you.", by: due(.decide), turn: officer)
  case .assessing:
    let out = advice.filter { $0.state == .asked }.count
    let waiting =
      out == 0
      ? "" : " We still wait for \(out) of \(advice.filter { $0.state != .calledOff }.count) people to write to us."
    return NextStep(
      words: "We ask people who know \(isOwn ? "you" : "your child"). Then we decide about a plan.\(waiting)",
      by: due(.noPlanBy),
      turn: officer)
  case .drafting:
    return NextStep(words: "We write a draft of the plan and send it to you.", by: due(.noPlanBy), turn: officer)
  case .drafted:
    return until == nil
      ? NextStep(words: "We read what you said and send you the final plan.", by: due(.finalBy), turn: officer)
      : NextStep(words: "Read the draft and tell us what you think. You can ask for more time.", by: until, turn: "You")
  case .maintained:
    if let step = nextOfWay(way, until, appealUntil: due(.mediation) ?? due(.appeal), officer) { return step }
    if let meeting {
      return NextStep(
        words:
          "We meet at \(meeting.place) to look at the plan together. What \(isOwn ? "you say" : "your child says") comes first.",
        by: meeting.on, turn: "All of us")
    }
    return NextStep(words: "We look at the plan together with you.", by: due(.yearlyReview), turn: officer)
  case .assessRefused, .issueRefused, .ceased:
    return NextStep(
      words: "If you do not agree, you can ask for mediation or appeal.", by: due(.mediation) ?? due(.appeal),
      turn: "You")
  case .withdrawn, .movedAway, .handedOver, .lapsed: return nil
  }
}

/// Where the assessment or the plan is, on one line of twenty weeks.
struct FamilyCasePage: Page, Codable {
  struct Summary: Codable, Sendable {
    let id: ID<EHCCase>
    let state: CaseState
    let receivedOn: Day
    init(_ ehcCase: EHCCase) { (id, state, receivedOn) = (ehcCase.id, ehcCase.state, ehcCase.receivedOn) }
  }
  struct Passed: Codable, Sendable {
    let words: String
    let on: Day
  }
  let child: ChildID
  let name: String
  let ehcCase: Summary?
  let next: NextStep?
  /// What is new since the reader last looked; nil where they never did.
  let news: [String]?
  let lastLook: Instant?
  let limits: [ClockLine]
  let story: [Passed]
  let hasPlan: Bool
  let hasAdvice: Bool
  /// The young person reads it, and not somebody of the family.
  let isOwn: Bool
  /// Something is out that the family may comment on.
  let mayComment: Bool
  /// The family may ask that needs are assessed again.
  let mayAskAgain: Bool
  var title: String { "Help in a plan (EHC)" }
  var trail: [Link] { [Link("Home", "/family"), Link(name, "/family/\(child)")] }
  var menuPath: String? { "/family" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      if let ehcCase {
        whatIsNew(view)
        next.map { next in
          card("What happens next", id: "next", style: .lead) {
            paragraph(next.words)
            summaryList(
              [
                next.by.map { SummaryRow("By", day($0, near: view.today)) },
                SummaryRow("Whose turn it is", text: next.turn),
              ].compactMap(\.self))
          }
        } ?? .empty
        if ehcCase.state.isUnderWay { card("Where we are", id: "weeks") { weekLine(ehcCase.receivedOn, view.today) } }
        if ehcCase.state == .drafted {
          paragraph(markup: link("Ask for more time to read the draft", to: "/family/\(child)/ehc/draft#comment"))
        } else if mayComment {
          paragraph(markup: link("Read it and tell us what you think", to: "/family/\(child)/ehc/draft"))
        }
        if mayAskAgain {
          paragraph(markup: link("Ask us to look at all needs again", to: "/family/\(child)/ehc/reassessment"))
        }
        if !ehcCase.state.isOpen {
          paragraph(markup: link("Ask for a new assessment", to: "/family/\(child)/ehc/ask"))
        }
        if hasPlan || hasAdvice { card("To read", id: "read") { reading } }
        if !limits.isEmpty { card("If you do not agree", id: "rights") { rights } }
        card("What has happened", id: "story") {
          timeline(story.reversed().map { TimelineEntry($0.words, when: day($0.on)) })
        }
        paragraph("Free advice that does not depend on us: your local SENDIASS.")
      } else {
        emptyState(
          "No assessment has been asked for",
          "If \(isOwn ? "you need" : "your child needs") more help with learning than school can give, you can ask the council for an assessment. Your school or SENDIASS can help you ask.",
          action: linkButton("Ask for an assessment", to: "/family/\(child)/ehc/ask"))
      }
    }
  }

  /// Also where nothing is new: who comes back must not wonder.
  @HTMLBuilder private func whatIsNew(_ view: View) -> HTML {
    let since = lastLook?.day.spoken(near: view.today) ?? "you last looked"
    if let news, !news.isEmpty {
      notificationBanner("New since \(since)") { bulletList(news.map { "\($0)" }) }
    } else if news != nil {
      paragraph("Nothing is new since you last looked (\(since)).")
    } else {
      paragraph("You look here for the first time. When you come back, we say here what is new.")
    }
  }

  private var reading: HTML {
    bulletList(
      (hasPlan
        ? [
          link("The plan in plain words", to: "/family/\(child)/ehc/plan"),
          link("The whole plan, and what you said about it", to: "/family/\(child)/ehc/draft"),
        ] : [])
        + (hasAdvice
          ? [link("What people wrote about \(isOwn ? "you" : "your child")", to: "/family/\(child)/ehc/advice")] : []))
  }
  private var rights: HTML {
    markup {
      paragraph("You can talk to a mediation adviser, and you can appeal to a tribunal. It is free.")
      limits.map { paragraph("\($0.title). \($0.sentence).") }
    }
  }
}

/// The whole plan as it was sent, with room to say something about it.
struct FamilyDraftPage: Page, Codable {
  let child: ChildID
  let name: String
  /// Nil where another council wrote the plan, and nothing was written here.
  let document: PlanDocument?
  let lines: [PlanLine]
  /// The change that is proposed, and what it changes; nil and nothing of a plan or a first draft.
  let change: PlanChange?
  let changes: [LineChange]
  /// The council thinks of ending the plan, and asks.
  let ending: PlanEnding?
  let comments: [DraftComment]
  /// The last day to say something about a draft.
  let until: Day?
  let mayComment: Bool
  let entry: Entry
  var title: String {
    change != nil ? "What we would like to change" : document?.kind == .draft ? "The draft plan" : "The plan"
  }
  var trail: [Link] {
    [Link("Home", "/family"), Link(name, "/family/\(child)"), Link("Help in a plan", "/family/\(child)/ehc")]
  }
  var menuPath: String? { "/family" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      until.map { last in
        insetText { paragraph("Tell us what you think by \(last.longWithWeekday). You can ask for more time.") }
      } ?? .empty
      whatIsProposed
      PlanSection.allCases.map { section in
        let own = lines.filter { $0.section == section }
        return own.isEmpty ? .empty : card(section.label) { own.map { lineText($0, needs: lines) }.joined() }
      }
      if document != nil, view.site.settings.pdfProgram != nil {
        paragraph(markup: link("Download the plan as a PDF", to: "/family/\(child)/ehc/plan/pdf"))
      }
      if !comments.isEmpty {
        card("What you said, and our answers", id: "said") {
          comments.map { comment in
            markup {
              quote(comment.words, who: comment.by, when: day(comment.at.day))
              paragraph(
                markup: comment.answer.map { "\(tag($0.title, .green)) \(comment.answerWords)" }
                  ?? (comment.isComment ? tag("We are looking at it", .yellow) : tag(comment.kind.title, .green)))
            }
          }.joined()
        }
      }
      if mayComment {
        card("Tell us what you think", id: "comment") {
          formPart(view, to: "/family/\(child)/ehc/comments", CommentForm.all, entry, submit: "Send it")
        }
      }
    }
  }

  /// What is new against the plan that goes on meanwhile, and why; or that the plan may end.
  @HTMLBuilder private var whatIsProposed: HTML {
    if let ending {
      card("We are thinking of ending the plan", style: .lead) {
        paragraph("Nothing is decided. The plan goes on. This is why we think of it:")
        prose(ending.why)
      }
    }
    if let change {
      paragraph(
        "The plan goes on as it is until you get the changed one. New words are underlined, old ones crossed out.")
      change.evidence.map { evidence in
        card("Why we would like to change it") { prose(evidence) }
      } ?? .empty
      changeCards(changes)
      if changes.isEmpty { paragraph("The plan was not written here before: all of it is new.") }
      heading("The whole plan with the changes", .h2, size: .m)
    }
  }
}

/// What people wrote about the child for the assessment.
struct FamilyAdvicePage: Page, Codable {
  struct Piece: Codable, Sendable {
    let kind: AdviceKind
    let from: String
    let on: Day
    let words: String
  }
  let child: ChildID
  let name: String
  let advice: [Piece]
  var title: String { "What people wrote" }
  var trail: [Link] {
    [Link("Home", "/family"), Link(name, "/family/\(child)"), Link("Help in a plan", "/family/\(child)/ehc")]
  }
  var menuPath: String? { "/family" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      if advice.isEmpty {
        emptyState("Nobody has written yet", "When people write to us about \(name), you can read it here.")
      }
      advice.map { piece in
        card("\(piece.from), \(piece.on.spoken(near: view.today))") {
          paragraph(piece.kind.title)
          prose(piece.words)
        }
      }
    }
  }
}

extension Transaction {
  func lastLook(at ehcCase: ID<EHCCase>, by account: AccountID) throws -> Instant? {
    try value("SELECT looked_at FROM ehc_look WHERE case_id = \(ehcCase) AND account_id = \(account)")
  }
  func noteLook(at ehcCase: ID<EHCCase>, by account: AccountID, _ now: Instant) throws {
    try run(
      """
      INSERT INTO ehc_look (case_id, account_id, looked_at) VALUES (\(ehcCase), \(account), \(now))
      ON CONFLICT (case_id, account_id) DO UPDATE SET looked_at = excluded.looked_at
      """)
  }
}
