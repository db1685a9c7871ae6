import Design
import Kernel
import Web

/// The pack in easier words alone: what each point is about, what its papers say, what came of it. For whoever would rather
/// not read the whole; it stands beside the pack.
struct EasyPackPage: Page, Codable {
  struct Point: Codable, Sendable {
    let number: Int
    let title: String
    let purpose: MeetingPurpose
    /// Of each paper that has easier words and that the reader may have.
    let papers: [String]
    let minutes: String?
  }
  struct Report: Codable, Sendable {
    let called: String
    let words: String
  }
  let group: PartnershipGroup
  let name: String
  let meeting: GroupMeeting
  let points: [Point]
  let reports: [Report]

  init(_ pack: BoardPack, name: String) {
    (group, self.name, meeting) = (pack.group, name, pack.meeting)
    points = pack.points.map { line in
      Point(
        number: line.point.number, title: line.point.title, purpose: line.point.purpose,
        papers: line.papers.compactMap(\.easyText), minutes: line.point.easyMinutes)
    }
    reports = pack.reports.compactMap { content in
      content.report.easyWords.map { Report(called: content.called, words: $0) }
    }
  }

  var title: String { "In easier words" }
  var trail: [Link] { Governance.trail(of: group, name) + [Link(meeting.day.long, meeting.path)] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: "\(name), \(meeting.day.long)")
      beginning
      points.map { point in card("\(point.number). \(point.title)", id: "point-\(point.number)") { drawn(point) } }
      reports.enumerated().map { index, report in
        card("\(report.called): what it says", id: "report-\(index)") { prose(report.words) }
      }
      bulletList([
        link("The same as a PDF", to: "\(meeting.path)/pack/easy/pdf"),
        link("The whole pack", to: "\(meeting.path)/pack"),
      ])
      printButton()
    }
  }

  @HTMLBuilder private var beginning: HTML {
    paragraph(meeting.state == .held ? "The group has met." : "The group meets on \(meeting.startsAt.long).")
    paragraph(group.easyRemit)
  }

  @HTMLBuilder private func drawn(_ point: Point) -> HTML {
    paragraph(point.purpose == .decision ? "The group is asked to decide." : "The group is told about this.")
    point.papers.map { prose($0) }
    point.minutes.map { words in
      markup {
        heading("What came of it", .h3, size: .s)
        prose(words)
      }
    } ?? .empty
    if point.papers.isEmpty, point.minutes == nil { paragraph("There is nothing to read about this yet.") }
  }

  /// The same on paper, in letters of 14 points. Source: Easy Read practice (B13).
  func printed(by settings: Settings) -> PrintedPaper {
    PrintedPaper(
      title: "\(name) in easier words: \(meeting.day.long)", author: settings.partnership,
      fileName: "easier-words-\(meeting.day).pdf", address: settings.publicAddress,
      style: """
        body { font-size: 14pt; line-height: 1.5 } h2 { font-size: 18pt; margin: 8mm 0 2mm; break-after: avoid } \
        h3 { font-size: 15pt; margin: 5mm 0 1.5mm; break-after: avoid }
        """,
      markup {
        "<h1>\(name)</h1><p class=\"who\">In easier words, for the meeting of \(meeting.day.long)</p>" as HTML
        beginning
        points.map { point in
          markup {
            heading("\(point.number). \(point.title)", .h2, size: .l)
            drawn(point)
          }
        }
        reports.map { report in
          markup {
            heading("\(report.called): what it says", .h2, size: .l)
            prose(report.words)
          }
        }
      })
  }
}
