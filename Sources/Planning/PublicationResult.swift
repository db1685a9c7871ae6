import Design
import Kernel
import PlanningEngine
import Web

extension Shown {
  private func cells(_ value: JSONValue?) -> String { value?.number.map { words($0) } ?? value?.text ?? "–" }

  /// As it may be published.
  var publicationTable: ResultTable {
    let columns = (atOnce["columns"]?.list ?? []).map { $0.text ?? "" }
    let rows = (atOnce["rows"]?.list ?? []).map { $0.text ?? "" }
    let counts = (atOnce["counts"]?.list ?? []).map(\.list)
    let totals = atOnce["row_totals"]?.list ?? []
    return ResultTable(
      name: "published-\(atOnce["profile"]?.text ?? "")",
      columns: [(rowTitle, false)] + columns.map { ($0, true) } + [("Total", true)],
      rows: rows.indices.map { [rows[$0]] + counts[$0].map(cells) + [cells(totals[$0])] }
        + [["Total"] + (atOnce["column_totals"]?.list ?? []).map(cells) + [cells(atOnce["total"])]])
  }

  /// The word for the rows that was typed first.
  private var rowTitle: String { typedLines(entry[PublicationField.counts.name]).first?.cell(0) ?? "Row" }

  func publicationResult(_ page: ScenarioPage, _ view: View) -> HTML {
    markup {
      card("Safe to publish", id: "published", style: .lead) {
        if atOnce["words"]?.text?.hasPrefix("This table cannot") == true {
          warningText(atOnce["words"]?.text ?? "")
        } else {
          paragraph("\(words(atOnce["hidden"]?.number ?? 0)) counts are hidden. \(atOnce["words"]?.text ?? "")")
          if model["hidden_before"] != nil, isForPlanner {
            paragraph(
              "What was hidden in an earlier run of these counts, here or in another scenario, is hidden in this one too, so that the two together say no more than each alone."
            )
          }
          if atOnce["answered_before"]?.truth == true {
            paragraph(
              "Rounded to 5, totals too: these counts were answered before with other numbers, and one person more or less could be read off two exact answers."
            )
          }
          draw(publicationTable)
          paragraph("Small means \(hiddenInWords(atOnce["profile"]?.text)).")
        }
      }
      if isForPlanner {
        card("True counts, for planners only", id: "true") {
          table(
            Table(
              "True counts",
              [.init(rowTitle)] + (model["columns"]?.list ?? []).map { .init($0.text ?? "", numeric: true) },
              zip(model["rows"]?.list ?? [], model["counts"]?.list ?? []).map { row, counts in
                .init(["\(row.text ?? "")"] + counts.list.map { "\(cells($0))" as HTML })
              }))
        }
      }
    }
  }
}

/// “counts from 1 to 4, the rest rounded to 5”: what a profile hides, in words.
private func hiddenInWords(_ name: String?) -> String {
  guard let profile = SuppressionProfile.all.first(where: { $0.name == name }) else { return "small counts" }
  let rounded = profile.rounding > 1 ? ", the rest rounded to \(profile.rounding)" : ""
  return "counts from 1 to \(profile.smallest - 1)\(rounded)"
}
