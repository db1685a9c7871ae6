import Design
import Kernel
import Web

/// A meeting: its agenda with papers, who was there, what was declared, what was agreed, what came back.
struct MeetingPage: Page, Codable {
  struct Point: Codable, Sendable {
    let point: AgendaPoint
    let papers: [MeetingPaper]
  }
  struct Interest: Codable, Sendable {
    let who: String
    let words: String
    let done: String
    let at: Instant
  }
  struct Declarer: Codable, Sendable {
    let id: ID<GroupMember>
    let name: String
    init(_ member: GroupMember) { (id, name) = (member.id, member.name) }
  }
  let group: PartnershipGroup
  let name: String
  /// What the group was called on the day of the meeting.
  let calledThen: String
  let meeting: GroupMeeting
  let points: [Point]
  let present: [String]
  let isQuorate: Bool
  let interests: [Interest]
  let actions: [GroupPage.Action]
  /// When the agenda is to be out, and was; nil for meetings of before that was kept.
  let agenda: AgendaTime?
  let on: Day
  let mayKeep: Bool
  /// For whom the reader may declare an interest.
  let declarers: [Declarer]
  let mayAgree: Bool
  let entry: Entry
  var title: String { "Meeting of \(meeting.day.long)" }
  var trail: [Link] { Governance.trail(of: group, name) }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: calledThen)
      paragraph(markup: tag(meeting.state.title, meeting.state == .planned ? .blue : .grey))
      summaryList([
        SummaryRow("When", text: meeting.startsAt.long), SummaryRow("Where", text: meeting.place),
        SummaryRow("Agenda and papers out by", text: lastDayForPapers(before: meeting.day).long),
        SummaryRow("The agenda is out", agendaWords),
      ])
      buttons(view)
      agendaCard
      if meeting.state == .held { attendance(view) }
      interestCard(view)
      card("What came back from earlier meetings", id: "actions") {
        actionTable(actions, group, on: on, mayKeep: mayKeep)
      }
    }
  }

  private func buttons(_ view: View) -> HTML {
    buttonGroup {
      linkButton("The whole pack", to: "\(meeting.path)/pack", style: .secondary)
      linkButton("In easier words", to: "\(meeting.path)/pack/easy", style: .secondary)
      if mayKeep, meeting.state == .planned {
        if !points.isEmpty, agenda?.outAt == nil, agenda != nil {
          view.postButton("The agenda is out", to: "\(meeting.path)/agenda")
        }
        linkButton("Put a point on the agenda", to: "\(meeting.path)/points/new", style: .secondary)
        meeting.startsAt <= view.now
          ? linkButton("It was held", to: "\(meeting.path)/attendance", style: .secondary)
          : view.postButton("Call it off", to: "\(meeting.path)/cancellation", style: .warning)
      }
      if mayAgree { view.postButton("The group has agreed these minutes", to: "\(meeting.path)/minutes/agreement") }
    }
  }

  private var agendaWords: HTML {
    guard let agenda else { return "Not kept for this meeting" }
    guard let outAt = agenda.outAt else { return "Not yet. \(agenda.reckoning)" }
    return "Since \(outAt.long) \(tag("Late", .red), if: outAt > agenda.due)"
  }

  private var agendaCard: HTML {
    card(meeting.state == .held ? "Agenda and minutes" : "Agenda", id: "agenda") {
      if points.isEmpty { paragraph("Nothing is on the agenda yet.") }
      if meeting.state == .held {
        paragraph(
          meeting.agreedAt.map { "The group agreed these minutes; that was noted on \($0.day.long)." }
            ?? "The group has not agreed these minutes yet.")
      }
      points.map { line in
        let point = line.point
        return markup {
          heading("\(point.number). \(point.title)", .h3, size: .s)
          paragraph(markup: "\(tag(point.purpose.title, point.purpose == .decision ? .purple : .grey)) \(point.lead)")
          if let from = point.carriedFrom {
            paragraph(
              markup: link("Carried from an earlier meeting, with its papers", to: "\(group.path)/meetings/\(from)"))
          }
          if !line.papers.isEmpty { bulletList(line.papers.map(paperLink)) }
          point.outcome.map { paragraph(markup: tag($0.title, outcomeColour($0))) } ?? .empty
          point.easyMinutes.map { words in insetText { prose(words) } } ?? .empty
          point.minutes.map { prose($0) } ?? .empty
          if mayKeep, meeting.state == .planned {
            paragraph(
              markup: link(
                "Send a paper out", to: "\(meeting.path)/points/\(point.id)/papers/new",
                hiddenText: "for point \(point.number)"))
          }
          if mayKeep, meeting.state == .held, meeting.agreedAt == nil {
            paragraph(
              markup: link(
                "Write minutes", to: "\(meeting.path)/points/\(point.id)/minutes",
                hiddenText: "of point \(point.number)"))
          }
        }
      }
    }
  }

  private func paperLink(_ paper: MeetingPaper) -> HTML {
    let isLate = paper.outAt.day > lastDayForPapers(before: meeting.day)
    return """
      \(paper.text == nil ? "\(paper.title)" : link(paper.title, to: "\(meeting.path)/papers/\(paper.id)")), out on \
      \(day(paper.outAt.day)) \(tag("Late", .red), if: isLate) \
      \(tag("Easier words beside", .green), if: paper.easyText != nil) \
      \(tag("Members only", .grey), if: paper.exemptWhy != nil)
      """
  }

  private func attendance(_ view: View) -> HTML {
    card("Who was there", id: "present") {
      bulletList(present.map { "\($0)" })
      meeting.apologies.map { paragraph("Could not come: \($0)") } ?? .empty
      if !isQuorate {
        warningText(
          "Too few were there to agree anything: \(group.quorum) are needed. What was to be decided goes to the next meeting."
        )
        if mayKeep, meeting.agreedAt == nil, points.contains(where: { $0.point.minutes == nil }) {
          view.postButton("Carry all business to the next meeting", to: "\(meeting.path)/carrying")
        }
      }
    }
  }

  private func interestCard(_ view: View) -> HTML {
    card("Interests declared", id: "interests") {
      table(
        Table(
          "Interests declared", [.init("Who"), .init("What"), .init("What is done about it"), .init("When")],
          interests.map { .init(["\($0.who)", "\($0.words)", "\($0.done)", time($0.at)]) },
          empty: "No interest was declared."))
      if !declarers.isEmpty, meeting.state != .cancelled {
        details("Declare an interest", isOpen: !entry.errors.isEmpty) {
          view.form(to: "\(meeting.path)/interests", entry) {
            controls(
              [
                Field(
                  MeetingForm.member.name, MeetingForm.member.label,
                  .choice(declarers.map { .init($0.id.description, $0.name) }), required: MeetingForm.member.required),
                MeetingForm.interest, MeetingForm.done,
              ], entry)
            button("Declare it")
          }
        }
      }
    }
  }
}

private func outcomeColour(_ outcome: PointOutcome) -> TagColour {
  switch outcome {
  case .agreed: .green
  case .notAgreed: .red
  case .carried: .yellow
  case .noted: .grey
  }
}

/// One paper: its easier words first, then the whole.
struct PaperPage: Page, Codable {
  let group: String
  let meeting: GroupMeeting
  let point: AgendaPoint
  let paper: MeetingPaper
  var title: String { paper.title }
  var trail: [Link] {
    groupTrail + [
      Link(group, "/governance/groups/\(meeting.group)"), Link(meeting.day.long, meeting.path),
    ]
  }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: "\(group), \(meeting.day.long), point \(point.number)")
      paragraph(markup: tag(point.purpose.title, point.purpose == .decision ? .purple : .grey))
      if paper.text == nil { warningText("This paper is for members of the group only. \(paper.exemptWhy ?? "")") }
      paper.easyText.map { words in card("In easier words", id: "easy") { prose(words) } } ?? .empty
      paper.text.map { words in
        card(paper.easyText == nil ? "The paper" : "The whole paper", id: "paper") { prose(words) }
      } ?? .empty
      paragraph("Written by \(paper.writtenBy). Out since \(paper.outAt.long).")
      printButton()
    }
  }
}
