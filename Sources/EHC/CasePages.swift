import Clocks
import Design
import Kernel
import Store
import Web

/// A time limit as it is shown: what, by when and why, how it stands.
struct ClockLine: Codable, Sendable, Hashable {
  let rule: String
  var title: String
  /// "Due Monday 25 May 2026: 20 weeks from 5 January 2026, SEND Regulations 2014 reg. 13(2)"
  let sentence: String
  let words: String
  let dueOn: Day
  let isLate: Bool
  let isOpen: Bool
  let status: ClockStatus
  /// A limit of the family that has passed.
  let isOver: Bool
  /// What the family may do until a day.
  let isForFamily: Bool
  /// It only reminds: nobody breaks a rule by its day.
  let isReminder: Bool
  /// "Away for at least 4 weeks, 1 to 30 August 2026 (letter of 2 July)"
  let exceptions: [String]

  init(_ clock: Clock, _ tx: Transaction, at now: Instant) throws {
    (rule, title, sentence) = (clock.ruleID.rawValue, clock.title, explanation(of: clock))
    isForFamily = clock.isForFamily
    isOver = clock.isForFamily && clock.isOpen && clock.due < now
    isReminder = clock.isReminder
    words = isOver ? "The time for it is over" : clock.words(at: now)
    (dueOn, isOpen, status) = (clock.due.day, clock.isOpen && !isOver, clock.status)
    isLate = !isOver && (clock.isLate(at: now) || clock.status == .missed)
    let reasons = clock.status == .excepted ? try exceptionReasons(in: tx) : []
    exceptions =
      try clock.status != .excepted
      ? []
      : tx.exceptions(of: clock.id).map { given in
        let title = reasons.first { $0.code == given.reason }?.title ?? given.reason
        return
          "\(title). From \(given.from.long)\(given.to.map { " to \($0.long)" } ?? ", not over yet"). \(given.evidence)"
      }
  }

  var tagged: HTML {
    if isOver { return tag(words, .grey) }
    return switch status {
    case .met: tag(words, .green)
    case .missed: tag(words, .red)
    case .excepted: tag(words, .purple)
    case .cancelled: tag(words, .grey)
    case .running: tag(words, isLate ? .red : isReminder ? .grey : .blue)
    }
  }
}

extension Clock {
  /// A limit of the council’s, and waiting.
  var isOfCouncil: Bool { isOpen && !isForFamily && !isReminder }
}

func casesTrail(_ child: ChildID, _ name: String) -> [Link] { [Link(name, "/children/\(child)")] }
func caseTrail(_ path: String, _ name: String) -> [Link] {
  let child = path.split(separator: "/").dropFirst().first ?? ""
  return [Link(name, "/children/\(child)"), Link("Education, health and care", path)]
}

/// Every case of one child.
struct CasesPage: Page, Codable {
  let child: ChildID
  let childName: String
  let cases: [EHCCase]
  let mayManage: Bool
  var title: String { "Education, health and care" }
  var trail: [Link] { casesTrail(child, childName) }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      if mayManage, !cases.contains(where: \.state.isOpen) {
        linkButton("Record a request", to: "/children/\(child)/ehc/new")
      }
      table(
        Table(
          "Requests and plans", [.init("Received"), .init("From"), .init("Stage"), .init("Officer")],
          cases.map {
            .init(
              [day($0.receivedOn), "\($0.askedBy)", stateTag($0.state), "\($0.officerName ?? "Nobody yet")"],
              link: $0.path)
          }, empty: "No assessment has been asked for."))
    }
  }
}

func stateTag(_ state: CaseState) -> HTML {
  switch state {
  case .requested, .assessing, .drafting: tag(state.title, .blue)
  case .drafted: tag(state.title, .yellow)
  case .maintained: tag(state.title, .green)
  case .assessRefused, .issueRefused: tag(state.title, .purple)
  default: tag(state.title, .grey)
  }
}

/// One case: where it stands, what can be done, every limit with its reason, advice, the plan, the story.
struct CasePage: Page, Codable {
  let ehcCase: EHCCase
  let childName: String
  let steps: [CaseStep]
  let advice: [Advice]
  let missing: [String]
  /// Advice is asked for now: for a first assessment, or because needs are assessed again.
  let isGathering: Bool
  /// What is with the family: proposed changes of the plan, or its end.
  let change: PlanChange?
  let ending: PlanEnding?
  let clocks: [ClockLine]
  let comments: [DraftComment]
  let plan: [PlanDocument]
  let forecast: Forecast?
  let panel: [PanelQuestion]
  /// Which adult services the last review from year 9 on named; nil where none did.
  let adultServices: String?
  /// What was entered after its day, and why.
  let late: [LateEntry]
  /// A move that lies ahead by age and is not written down.
  let move: PhaseMove?
  let mayManage: Bool
  let mayGive: Bool
  var title: String { "Education, health and care" }
  var trail: [Link] { casesTrail(ehcCase.child, childName) }
  var isWide: Bool { true }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      columns {
        card("Where it stands", id: "state", style: .lead) {
          paragraph(markup: stateTag(ehcCase.state))
          if ehcCase.state.isUnderWay { weekLine(ehcCase.receivedOn, view.today) }
          moveNote
          changeNote
          forecast.map { paragraph($0.words) } ?? .empty
          summaryList([
            SummaryRow(
              ehcCase.transferredFrom == nil ? "Request received" : "Plan taken over", day(ehcCase.receivedOn)),
            SummaryRow("Asked by", text: "\(ehcCase.askedBy) (\(ehcCase.source.title.lowercasedFirst))"),
            SummaryRow("Why", text: ehcCase.reasons),
            SummaryRow(
              "Officer",
              "\(ehcCase.officerName ?? "Nobody yet") \(link("Give it to somebody", to: "\(ehcCase.path)/officer"), if: mayGive && ehcCase.state.isOpen)"
            ),
          ])
          if mayManage { doable }
        }
        card("Time limits", id: "limits") {
          limits(clocks.filter { $0.isOpen && !$0.isReminder })
          let done = clocks.filter { !$0.isOpen && !$0.isReminder }
          if !done.isEmpty { details("Those that are done or over (\(done.count))") { limits(done) } }
        }
        remindersCard(view)
        if !advice.isEmpty || isGathering { adviceCard(view) }
        panelCard(panel)
        if ehcCase.state == .maintained, !mayManage {
          paragraph(markup: link("Reviews of the plan", to: "\(ehcCase.path)/reviews"))
        }
        if !plan.isEmpty || [.drafting, .drafted, .maintained].contains(ehcCase.state) { planCard }
      } side: {
        card("What has happened", id: "story", style: .narrow) { story }
        if !late.isEmpty { card("Entered after its day", id: "late", style: .narrow) { lateEntries } }
      }
    }
  }

  /// What only reminds, apart from the limits; the next two are ticked off by whoever has done them.
  private func remindersCard(_ view: View) -> HTML {
    let reminders = clocks.filter(\.isReminder)
    guard !reminders.isEmpty else { return .empty }
    let soon = view.today.adding(months: 12)
    let (open, later) = (
      reminders.filter { $0.isOpen && $0.dueOn <= soon }, reminders.filter { $0.isOpen && $0.dueOn > soon }
    )
    let ticked = open.filter { line in adulthoodRules.contains { $0.rawValue == line.rule } }.sorted {
      $0.dueOn < $1.dueOn
    }.prefix(2)
    return card("Reminders", id: "reminders") {
      paragraph("What good practice asks to think of by a day. None of them is a time limit: nobody is late with one.")
      if !open.isEmpty { limits(open, "Reminders") }
      adultServices.map { paragraph("Adult services, as the last review named them: \($0)") } ?? .empty
      if mayManage {
        ticked.map { line in
          view.postButton("Done: \(line.title.lowercasedFirst)", to: "\(ehcCase.path)/reminders/\(line.rule)")
        }.joined()
      }
      if !later.isEmpty {
        details("Those of later years (\(later.count))") { limits(later, "Reminders of later years") }
      }
      let done = reminders.filter { !$0.isOpen }
      if !done.isEmpty { details("Those that are done (\(done.count))") { limits(done, "Reminders that are done") } }
    }
  }

  private var doable: HTML {
    // The end of a plan has a page of its own.
    let now = StepKind.byHand.filter { $0.ways[ehcCase.state] != nil && $0 != .cease }
    // A plan in force is reviewed; its end is not what one comes for.
    let first = ehcCase.state == .maintained ? 0 : 2
    return markup {
      buttonGroup {
        if ehcCase.state == .maintained { linkButton("Reviews of the plan", to: "\(ehcCase.path)/reviews") }
        now.prefix(first).map { linkButton($0.title, to: "\(ehcCase.path)/steps/\($0.rawValue)") }.joined()
      }
      details("More that can be done") {
        bulletList(
          now.dropFirst(first).map { link($0.title, to: "\(ehcCase.path)/steps/\($0.rawValue)") }
            + (PanelMatter.at(ehcCase.state) == nil || panel.contains { $0.answer == nil }
              ? [] : [link("Put it to the panel", to: "\(ehcCase.path)/panel")])
            + (ehcCase.state == .maintained
              ? [
                link("Assess the needs again", to: "\(ehcCase.path)/reassessment"),
                link("The end of the plan", to: "\(ehcCase.path)/ending"),
              ] : [])
            + [
              link("Record a lawful exception", to: "\(ehcCase.path)/exceptions/new"),
              link("Schools and settings that were consulted", to: "\(ehcCase.path)/consultations"),
              link("Mediation and tribunal", to: "\(ehcCase.path)/disputes"),
              link("What the SEN2 return asks", to: "\(ehcCase.path)/return"),
            ]
            + (steps.filter { $0.undoneAt == nil }.count > 1
              ? [link("Undo the last step", to: "\(ehcCase.path)/undo")]
              : ehcCase.transferredFrom == nil
                ? [link("Put the day of the request right", to: "\(ehcCase.path)/received")] : []))
      }
    }
  }

  private func adviceCard(_ view: View) -> HTML {
    card(
      "Advice", id: "advice",
      actions: mayManage && isGathering
        ? link("Ask for advice", to: "\(ehcCase.path)/advice/new") : .empty
    ) {
      table(
        Table(
          "Advice", [.init("From"), .init("Due"), .init("State")],
          advice.map { one in
            .init(
              [
                "\(one.kind.title): \(one.askedOf)", one.dueAt.map { day($0.day) } ?? "",
                adviceTag(one, at: view.now),
              ], link: one.path)
          }, empty: "Nobody has been asked yet."))
      if !missing.isEmpty { paragraph("Still missing: \(missing.joined(separator: "; ")).") }
    }
  }

  private var planCard: HTML {
    let open = comments.filter { $0.answer == nil && $0.isComment }
    return card("The plan", id: "plan", actions: link("Open the plan", to: "\(ehcCase.path)/plan")) {
      summaryList(
        plan.map { version in
          SummaryRow(
            "Version \(version.number)",
            "\(version.kind.title), \(version.sentOn.map { "sent on \($0.long)" } ?? "being written")")
        })
      if !open.isEmpty {
        paragraph("The family’s comments that wait for an answer:")
        bulletList(
          open.map {
            "\(mayManage ? link($0.words.prefix(80).description, to: "\(ehcCase.path)/comments/\($0.id)") : "\($0.words.prefix(80))") (\($0.kind.title))"
          })
      }
    }
  }

  private var story: HTML {
    timeline(
      steps.reversed().map { step in
        TimelineEntry(
          step.step.done, when: day(step.on), who: step.writtenBy,
          body: markup {
            if step.undoneAt != nil { paragraph(markup: "\(tag("Undone", .grey)) \(step.undoneWhy)") }
            step.reasons.map { prose($0) } ?? .empty
            step.lateWhy.map { paragraph("Entered on \(step.writtenAt.day.long): \($0)") } ?? .empty
            if mayManage, step.undoneAt == nil, LetterKind(step.step) != nil {
              paragraph(
                markup: link("The letter", to: "\(ehcCase.path)/letters/\(step.id)", hiddenText: "of \(step.on.long)"))
            }
          }, isKey: step.undoneAt == nil)
      })
  }
}

extension CasePage {
  /// What nobody has to remember: the move comes by age.
  fileprivate var moveNote: HTML {
    guard let move else { return .empty }
    return insetText {
      paragraph(
        """
        By age the young person \(move.words) in September \(move.on.year). The plan names the next place by \
        \(move.nameBy.long), and no limit runs for it yet.
        """)
      if mayManage { paragraph(markup: link("Write down the move", to: "\(ehcCase.path)/return")) }
    }
  }

  /// What is with the family while the plan is in force.
  fileprivate var changeNote: HTML {
    markup {
      if let change {
        insetText {
          paragraph(
            markup:
              "Proposed changes went out on \(day(change.noticeOn)). \(link("See where they are", to: "\(ehcCase.path)/\(change.isReassessment ? "reassessment" : "reviews")"))"
          )
        }
      }
      if let ending {
        insetText {
          paragraph(
            markup:
              "\(ending.decidedOn == nil ? "An end of the plan is proposed" : "The end of the plan is decided, and the plan is in force"). \(link("See where it is", to: "\(ehcCase.path)/ending"))"
          )
        }
      }
    }
  }

  /// Why the days of these lie before the day on which they were entered.
  fileprivate var lateEntries: HTML {
    timeline(
      late.map { entry in
        TimelineEntry(
          entry.what, when: day(entry.on), who: entry.writtenBy,
          body: paragraph("Entered on \(entry.writtenAt.day.long): \(entry.why)"))
      })
  }
}

func adviceTag(_ advice: Advice, at now: Instant) -> HTML {
  switch advice.state {
  case .received: "\(tag("Received", .green)) \(advice.receivedOn.map(day) ?? "")"
  case .calledOff: tag(advice.state.title, .grey)
  case .asked where advice.isLate(at: now): tag("Late", .red)
  case .asked where advice.isLifted: tag("Limit lifted", .purple)
  case .asked: tag("Asked", .blue)
  }
}

/// Every limit, or reminder, with the sentence that explains it: those that run first.
func limits(_ clocks: [ClockLine], _ caption: String = "Time limits") -> HTML {
  table(
    Table(
      caption, [.init("What"), .init("Why then"), .init("How it stands")],
      clocks.sorted { ($0.isOpen ? 0 : 1, $0.dueOn) < ($1.isOpen ? 0 : 1, $1.dueOn) }.map { line in
        .init([
          "\(line.title)\(line.isForFamily ? " (the family may)" : "")",
          markup {
            "\(line.sentence)."
            line.exceptions.map { "<br>\($0)" as HTML }.joined()
          }, line.tagged,
        ])
      }, empty: "No time limit runs."))
}

/// Where the case is on the one line of twenty weeks.
func weekLine(_ received: Day, _ today: Day) -> HTML {
  let week = max(0, received.days(until: today)) / 7 + 1
  let words =
    week <= 20
    ? "Week \(week) of the 20 that the law gives."
    : "The 20 weeks ended on \(received.adding(days: 140).long): this is week \(week)."
  return goalMeter(min(week, 20), of: 20, caption: words)
}
