import Design
import Kernel
import Web

/// What home visiting achieves over a period, and the commissioning principles with their evidence.
struct OutcomesPage: Page, Codable {
  let from: Day
  let to: Day
  let figures: VisitingFigures
  let principles: [Principle]
  var title: String { "What home visiting achieves" }
  var trail: [Link] { [Link("Visits", "/visits"), Link("Caseloads and waiting", "/visits/caseload")] }
  var menuPath: String? { "/visits" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "home-visiting-principles", columns: ["number", "principle", "evidence"],
      rows: principles.map { ["\($0.number)", $0.words, $0.evidence] })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "\(from.long) to \(to.long)")
      tiles([
        Tile("Families visited", "\(figures.families)"), Tile("Visits held", "\(figures.held)"),
        Tile("Steps agreed", "\(figures.activities)"), Tile("Steps achieved", "\(figures.achieved)"),
        Tile("Goals set", "\(figures.goalsSet)"), Tile("Goals met", "\(figures.goalsMet)"),
      ])
      card("Where children came further", id: "areas") {
        figures.progressed.isEmpty
          ? paragraph("Nothing was written down in this time.")
          : barChart(
            ChartWords(
              id: "progress", finding: nil, measure: "Children who do something new alone, by area",
              description: "Children with something new that they do alone, by area of development",
              rowTitle: "Area", valueTitle: "Children"),
            figures.progressed.map { Figure($0.area.title, Double($0.children)) })
      }
      card("What families think", id: "opinions") {
        table(
          Table(
            "The heads of the Core Offer",
            [.init("Head"), .init("Mean of 4", numeric: true), .init("Answers", numeric: true)],
            figures.opinions.map { one in
              .init([
                "\(one.head.title)",
                "\(one.answers < fewestAnswers ? "Too few to show" : plain((one.mean * 10).rounded() / 10))",
                "\(one.answers < fewestAnswers ? "Fewer than \(fewestAnswers)" : "\(one.answers)")",
              ])
            }, empty: "No family has answered yet. Each is asked on its own page."))
      }
      card("The seven principles", id: "principles") {
        table(
          Table(
            "Commissioning principles", [.init("Principle"), .init("Evidence")],
            principles.map { .init(["\($0.number). \($0.words)", "\($0.evidence)"]) }))
        paragraph(markup: link("Download the principles as a spreadsheet", to: "/visits/outcomes?format=csv"))
      }
      figures.practice.map { hours in
        card("Training and supervision of the visitors", id: "practice") {
          summaryList([
            SummaryRow("People", text: "\(hours.people)"),
            SummaryRow("Training", text: "\((hours.trainingMinutes + 30) / 60) hours"),
            SummaryRow(
              "Supervision held",
              text: "\(hours.supervisionsHeld) times, \((hours.supervisionMinutes + 30) / 60) hours"),
            SummaryRow("Supervision that is late", text: "\(hours.supervisionsLate)"),
          ])
        }
      } ?? .empty
      card("Visits that did not take place", id: "missed") {
        paragraph("Families could not make \(figures.missedByFamily); we called off \(figures.missedByService).")
      }
    }
  }
}
