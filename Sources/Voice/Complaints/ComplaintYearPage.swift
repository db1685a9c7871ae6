import Design
import Kernel
import PlanningEngine
import Store
import Web

private let yearAsked = Field("year", "Which year?", .number(2000...2100), hint: "A year that is over.")

let complaintYearRoutes: [Route] = [
  .page("/voice/complaints/report", "A year’s complaints, and what was learned", may: .readVoice, asks: [yearAsked]) {
    request, tx in
    let year = request.query("year").map { Int($0) ?? 0 } ?? request.today.year - 1
    return ComplaintYearPage(report: try tx.complaintYear(year, today: request.today))
  }
]

/// A year's complaints by stage, outcome and time, with the lessons: for anybody, and nobody in it can be made out.
struct ComplaintYearPage: Page, Codable {
  let report: ComplaintYear
  var title: String { "Complaints in \(report.year), and what we learned" }
  var trail: [Link] { [voiceHome] }
  var menuPath: String? { "/voice" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "complaints-\(report.year)",
      columns: [
        "procedure", "stage", "upheld", "partly_upheld", "not_upheld", "ended", "not_answered", "all", "in_time",
        "late", "middle_days", "profile",
      ],
      rows: report.lines.map { line in
        [line.procedure.rawValue, "\(line.stage)"]
          + (line.outcomes + [line.total, line.inTime, line.late]).map { $0.map(String.init) ?? "c" }
          + [line.middleDays.map(String.init) ?? "", ComplaintYear.profile.name]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("How many complaints there were at each stage, what came of them, and whether we answered in time.")
      filterForm(
        to: "/voice/complaints/report", fields: [yearAsked], Entry(["year": ["\(report.year)"]]),
        submit: "Show this year")
      card("By stage", id: "stages") {
        table(
          Table(
            "Complaints of \(report.year) by stage",
            [.init("Stage")]
              + (ComplaintYear.outcomeTitles + ["All", "In time", "Late", "Half within"]).map {
                .init($0, numeric: true)
              },
            report.lines.map { line in
              .init(
                ["\(line.procedure.stage(line.stage))<br><span class=\"app-hint\">\(line.procedure.title)</span>"]
                  + (line.outcomes + [line.total, line.inTime, line.late]).map { "\($0.map { "\($0)" } ?? "Hidden")" }
                  + ["\(line.middleDays.map { "\($0) days" } ?? "Too few")"])
            }))
        paragraph(
          """
          Counts from 1 to 4 are hidden, and others that would give them away. Days are told where ten or more were \
          answered.
          """)
        paragraph(
          "Compliments: \(report.compliments.map { "\($0)" } ?? "hidden, since there were fewer than five").")
        paragraph(markup: link("Download as a spreadsheet", to: "?year=\(report.year)&format=csv"))
      }
      card("What we learned", id: "lessons") {
        report.lessons.isEmpty ? paragraph("No lesson was published in this year.") : .empty
        report.lessons.map { lesson in
          summaryList(
            [SummaryRow("You said", prose(lesson.said)), SummaryRow("We answered", prose(lesson.answer))]
              + (lesson.did.map { [SummaryRow("We did", prose($0))] } ?? []))
        }
      }
    }
  }
}
