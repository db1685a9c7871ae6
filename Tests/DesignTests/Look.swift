import Foundation
import Kernel
import Testing

@testable import Design

/// Writes pages to look at, where `KEYWORK_LOOK` names a folder; and holds that they are sound.
@Suite struct Look {
  static func framed(_ title: String, _ body: HTML, wide: Bool = false) -> Frame {
    var frame = Frame(title: title, path: "/look", assetVersion: "look", body: body)
    frame.partnership = "Thorneshire Children’s Partnership"
    frame.user = "Priya Nair"
    frame.csrf = "token"
    frame.nav = [
      NavItem("Today", "/today"), NavItem("My families", "/families", isCurrent: true), NavItem("Visits", "/visits"),
      NavItem("Messages", "/messages", count: 3), NavItem("Reports", "/reports"),
    ]
    frame.isDemonstration = true
    frame.contact = .init("the duty desk", phone: "01632 960 100", hours: "day and night")
    frame.isWide = wide
    return frame
  }

  static func record() -> Frame {
    func example(_ name: String) -> HTML { componentGallery.first { $0.name == name }?.html ?? .empty }
    let attendance = LineChart(
      ChartWords(
        id: "attendance", finding: nil,
        measure: "Per cent of sessions attended each week, autumn term. Source: school register, 20 November.",
        description: "Attendance fell from 94% to 70% in the week of 6 October, then rose to 96%.", unit: "%",
        rowTitle: "Week of", valueTitle: "Attendance"), exampleAttendance, target: .init("Target 92%", 92), from: 60)
    let body = markup {
      example("Identity bar")
      card("In Ama’s words", style: .voice) {
        quote(
          "I like breakfast club because Mum isn’t rushing. I want to read to Grandad.", who: "At home",
          when: day(Day(2026, 11, 20)!))
      }
      columns {
        card("What needs doing", style: .lead) { example("Task list") }
        card("School attendance is back above target") { lineChart(attendance) }
        card("What has happened") { example("Timeline") }
      } side: {
        card("Goals") {
          goals([
            GoalLine("Calm mornings, at school by 8.50", steps: 4, words: "Up from 2 in October."),
            GoalLine("Read a whole book to Grandad", steps: 2, words: "Up from 1 in October."),
          ])
        }
        card("The plan", style: .narrow) {
          summaryList([
            SummaryRow("Next review", "Wednesday 2 December, 3.30pm, at school", change: "#", hidden: "review date"),
            SummaryRow("Level of help", text: "Family help", change: "#"),
            SummaryRow("Language at home", text: "English and Yoruba", change: "#"),
          ])
        }
        careCard("If you are worried", dutyName: "the duty desk", dutyPhone: "01632 960 100")
      }
      card("People around Amara") { example("People") }
    }
    var frame = framed("Amara Bello: record on a page", body)
    frame.breadcrumbs = [.init("My families", "/families"), .init("Bello family", "/families/1")]
    frame.flash = .init("The visit on 20 November is recorded.")
    return frame
  }

  @Test func pagesToLookAtAreSound() throws {
    let pages = ["record": Self.record(), "gallery": Self.framed("Components", componentGalleryBody())]
    for (name, frame) in pages {
      let html = pageFrame(frame).text
      let page = try Scanned(html)
      #expect(page.elements("main").count == 1)
      guard let folder = ProcessInfo.processInfo.environment["KEYWORK_LOOK"] else { continue }
      try html.write(to: URL(filePath: folder).appending(path: "\(name).html"), atomically: true, encoding: .utf8)
    }
  }
}
