import Design
import Kernel
import Web

/// The family’s chart: what to try, how each day went, a form for today.
struct FamilyActivityPage: Page, Codable {
  let chart: ActivityChart
  let childName: String
  let practice: [PracticeDay]
  let mayFill: Bool
  let entry: Entry
  var title: String { "What \(childName) is practising" }
  var trail: [Link] { familyTrail(chart.child, childName) }
  var menuPath: String? { "/family" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      card("What to try", id: "step", style: .voice) {
        prose(chart.step)
        activityFacts(chart)
      }
      if chart.isOpen, mayFill, view.today >= chart.beginsOn {
        card("How did it go?", id: "today", style: .lead) {
          view.form(to: "/family/\(chart.child)/activities/\(chart.id)/days", entry) {
            practiceControls(chart, entry, today: view.today)
            button("Save this day")
          }
          paragraph("A day without practice is fine. You need not write it down.")
        }
      }
      if let outcome = chart.outcome {
        paragraph(markup: "\(outcomeTag(outcome)) You looked back on this with your visitor.")
      }
      card("Your chart", id: "chart") {
        practiceTable(chart, practice)
        if isLearned(practice, chart.criterion) {
          paragraph("\(childName) can do it. Well done, both of you.")
        }
        paragraph("You can print the chart and fill it in by hand. Your visitor will copy it in.")
        buttonGroup { printButton("Print the chart") }
      }
    }
  }
}
