import Design
import Kernel
import Web

/// Scenarios of one question side by side.
struct ComparisonPage: Page, Codable {
  struct Column: Codable, Sendable {
    let id: ID<Scenario>
    let name: String
    let changedOn: Day
    let seed: Int
    var figures: [KeyFigure]
  }
  let question: Question?
  let columns: [Column]
  /// How many were left out because they ask another question.
  let leftOut: Int
  /// Names and ids of what can be chosen.
  let choices: [Link]
  let entry: Entry
  var title: String { "Scenarios side by side" }
  var trail: [Link] { [Link("Planning", "/planning")] }
  var menuPath: String? { "/planning" }
  var sheet: Sheet? {
    Sheet(name: "comparison", columns: ["figure"] + columns.map(\.name), rows: rows.map { [$0.name] + $0.values })
  }

  /// Every figure that one of them has, in the order of the first.
  private var rows: [(name: String, values: [String])] {
    var names: [String] = []
    var seen = Set<String>()
    for figure in columns.flatMap(\.figures) where seen.insert(figure.name).inserted { names.append(figure.name) }
    return names.map { name in
      let found = columns.map { column in column.figures.first { $0.name == name } }
      return (name, found.map(words))
    }
  }

  /// A figure, and by how much it is more or less than that of the first scenario.
  private func words(_ figure: KeyFigure?) -> String {
    guard let figure else { return "–" }
    return figure.value + (figure.difference.map { ", \($0.words)" } ?? "")
  }
  private var haveErrors: Bool { columns.contains { $0.figures.contains { $0.difference?.error != nil } } }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: question?.title)
      filterForm(
        to: "/planning/comparison",
        fields: zip(["a", "b", "c"], ["First scenario", "Second scenario", "Third scenario"]).map {
          Field($0, $1, .choice([.init("", "None")] + choices.map { .init($0.path, $0.label) }))
        }, entry, submit: "Compare")
      if leftOut > 0 {
        warningText("Scenarios of another question cannot be compared with the first, and were left out.")
      }
      if columns.count < 2 {
        emptyState("Choose two scenarios or three", "They must ask the same question.")
      } else {
        card("Side by side", id: "compared") {
          table(
            Table(
              "Scenarios side by side", [.init("Figure")] + columns.map { .init($0.name, numeric: true) },
              rows.map { row in .init(["\(row.name)"] + row.values.map { "\($0)" as HTML }) }))
          if question == .list {
            paragraph(
              "After the comma: how much more or less than in the first scenario\(haveErrors ? "; after ± how far that may be off (95%)" : "")."
            )
            paragraph(
              Set(columns.map(\.seed)).count == 1
                ? "All meet the same people with the same luck, story by story: the differences are those of the plans."
                : "They begin with different random numbers, so the differences are those of luck too. Give them the same number to see the plans alone."
            )
          }
          paragraph(
            markup: """
              Open: \(columns.map { link($0.name, to: "/planning/scenarios/\($0.id)") }.joined(", "))
              """)
          paragraph(
            markup: link(
              "Download as a spreadsheet",
              to:
                "/planning/comparison?\(zip(["a", "b", "c"], columns).map { "\($0)=\($1.id)" }.joined(separator: "&"))&format=csv"
            ))
        }
      }
    }
  }
}
