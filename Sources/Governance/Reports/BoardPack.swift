// The pack of a meeting: everything that its members have before them, in one page and in one tagged PDF. Every chart has its
// table, everything of which there are easier words has them beside it.

import Design
import Kernel
import Store
import Web

struct BoardPack: Codable, Sendable {
  let group: PartnershipGroup
  let called: String
  let meeting: GroupMeeting
  let points: [MeetingPage.Point]
  let reports: [ReportContent]
  let actions: [GroupPage.Action]
  let risks: [RiskLine]
  /// The day whose open actions and risks it shows: today, or the day of the meeting once that is past.
  let on: Day
}

extension Request {
  /// The pack as this caller may have it: papers for members only are without their words for everybody else.
  func pack(_ tx: Transaction) throws -> BoardPack {
    let group = try tx.group(id("group"))
    let meeting = try meetingOf(self, tx)
    let papers = try shownPapers(of: meeting, self, tx)
    let meetings = try tx.meetings(of: group.id)
    let on = min(today, meeting.day)
    return BoardPack(
      group: group, called: name(on: meeting.day, try tx.names(of: group.id)), meeting: meeting,
      points: try tx.points(of: meeting.id).map { point in
        MeetingPage.Point(point: point, papers: papers.filter { $0.point == point.id })
      },
      reports: try tx.reports(to: meeting.id).map { try tx.content(of: $0) },
      actions: try tx.actions(of: group.id)
        .filter { $0.agreedAt < meeting.startsAt && ($0.doneAt.map { $0 > meeting.startsAt } ?? true) }
        .map { GroupPage.Action($0, carried: timesCarried($0, meetings.filter { $0.startsAt <= meeting.startsAt })) },
      risks: inOrder(try tx.risks(of: group.id).compactMap { $0.known(on: on) }.filter(\.isOpen)), on: on)
  }
}

let packRoutes: [Route] = [
  .page("/governance/groups/{group}/meetings/{meeting}/pack", "The pack of a meeting", may: .readGovernance) {
    request, tx in
    PackPage(name: try groupOf(request, tx).1, pack: try request.pack(tx))
  },
  .page(
    "/governance/groups/{group}/meetings/{meeting}/pack/easy", "The pack of a meeting in easier words",
    may: .readGovernance
  ) { request, tx in
    EasyPackPage(try request.pack(tx), name: try groupOf(request, tx).1)
  },
  .bytes(
    "/governance/groups/{group}/meetings/{meeting}/pack/easy/pdf", "The pack in easier words as a PDF",
    may: .readGovernance
  ) { request in
    let pack = try await request.site.database.read { tx in
      EasyPackPage(try request.pack(tx), name: try groupOf(request, tx).1)
    }
    return try await request.printed(pack.printed(by: request.site.settings))
  },
  .bytes(
    "/governance/groups/{group}/meetings/{meeting}/pack/pdf", "The pack of a meeting as a PDF", may: .readGovernance
  ) { request in
    let pack = try await request.site.database.read { tx in try request.pack(tx) }
    return try await request.printed(pack.printed(by: request.site.settings))
  },
]

/// The pack as one page.
struct PackPage: Page, Codable {
  let name: String
  let pack: BoardPack
  var title: String { "The pack for \(pack.meeting.day.long)" }
  var trail: [Link] { Governance.trail(of: pack.group, name) + [Link(pack.meeting.day.long, pack.meeting.path)] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: pack.called)
      bulletList([
        link("In easier words", to: "\(pack.meeting.path)/pack/easy"),
        link("The same as a PDF", to: "\(pack.meeting.path)/pack/pdf"),
      ])
      pack.parts
    }
  }
}

extension BoardPack {
  /// Everything, in the order of the agenda.
  @HTMLBuilder var parts: HTML {
    agenda
    points.filter { !$0.papers.isEmpty }.map(papersOf)
    reports.map { content in
      markup {
        heading("Report: \(content.called)", .h2, size: .l)
        reportBody(content, level: .h3)
      }
    }
    heading("What was agreed earlier, and is open", .h2, size: .l)
    actionTable(actions, group, on: on, mayKeep: false)
    heading("Risks", .h2, size: .l)
    riskTable(risks, on: on)
    if !risks.isEmpty {
      riskMatrix(risks)
      matrixTable(risks)
    }
  }

  private var agenda: HTML {
    markup {
      heading("Agenda", .h2, size: .l)
      paragraph("\(meeting.startsAt.long). \(meeting.place).")
      table(
        Table(
          "Agenda", [.init("Point"), .init("What it is about"), .init("Asks"), .init("Leads"), .init("Papers")],
          points.map {
            .init([
              "\($0.point.number)", "\($0.point.title)", "\($0.point.purpose.title)", "\($0.point.lead)",
              "\($0.papers.count)",
            ])
          }, empty: "Nothing is on the agenda yet."))
    }
  }

  private func papersOf(_ line: MeetingPage.Point) -> HTML {
    markup {
      heading("Point \(line.point.number): \(line.point.title)", .h2, size: .l)
      line.papers.map { paper in
        markup {
          heading(paper.title, .h3)
          paragraph(
            """
            \(line.point.purpose.title). Written by \(paper.writtenBy), out on \(paper.outAt.day.long)\
            \(paper.outAt.day > lastDayForPapers(before: meeting.day) ? ", later than it was to be" : "").
            """)
          if paper.text == nil { paragraph("For members of the group only. \(paper.exemptWhy ?? "")") }
          paper.easyText.map { words in
            markup {
              heading("In easier words", .h4, size: .s)
              prose(words)
            }
          } ?? .empty
          paper.text.map { words in
            markup {
              if paper.easyText != nil { heading("The whole paper", .h4, size: .s) }
              prose(words)
            }
          } ?? .empty
        }
      }
    }
  }

  /// The same on paper.
  func printed(by settings: Settings) -> PrintedPaper {
    PrintedPaper(
      title: "\(called): papers for \(meeting.day.long)", author: settings.partnership,
      fileName: "papers-\(meeting.day).pdf",
      address: settings.publicAddress,
      style: """
        h3 { font-size: 12.5pt; margin: 5mm 0 1.5mm; break-after: avoid } h4 { font-size: 11pt; margin: 4mm 0 1mm; \
        break-after: avoid } svg { width: 174mm } section { margin: 0 0 5mm } td, th { font-size: 10pt } \
        .govuk-tag { font-weight: bold }
        """,
      markup {
        "<h1>\(called)</h1><p class=\"who\">Papers for the meeting of \(meeting.startsAt.long)</p>" as HTML
        parts
      })
  }
}
