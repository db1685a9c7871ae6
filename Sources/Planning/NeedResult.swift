import Design
import Kernel
import PlanningEngine
import Web

extension Shown {
  var needTable: ResultTable {
    ResultTable(
      name: "need",
      columns: [
        ("Locality", false), ("Children", true), ("Targeted help", true), ("Specialist help", true),
        ("Families expected", true), ("From", true), ("To", true), ("Families seen now", true),
        ("Seen of expected", true),
      ],
      rows: (atOnce["localities"]?.list ?? []).map { place in
        let families = place["families"]
        let name = place["locality"]?.text ?? ""
        let known = place["known"]
        return [
          name, words(place["children"]?.number ?? 0), range(place["targeted"]), range(place["specialist"]),
          words(families?["mean"]?.number ?? 0, decimals: 0), words(families?["low"]?.number ?? 0, decimals: 0),
          words(families?["high"]?.number ?? 0, decimals: 0),
          known?["families"]?.number.map { words($0) } ?? (hidden.contains(name) ? "Hidden" : "Not given"),
          known.map(share) ?? "–",
        ]
      })
  }

  private func share(_ known: JSONValue) -> String {
    func percent(_ name: String) -> String { words((known[name]?.number ?? 0) * 100, decimals: 0) }
    return "\(percent("share"))% (\(percent("share_low")) to \(percent("share_high"))%)"
  }

  /// Expected beside seen, and how strongly the rates are believed.
  func needResult(_ page: ScenarioPage, _ view: View) -> HTML {
    let places = atOnce["localities"]?.list ?? []
    let said = places.compactMap { $0["known"]?["words"]?.text }
    let strength = Int(atOnce["strength"]?.number ?? 400)
    return markup {
      card("Expected and seen", id: "need", style: .lead) {
        paragraph("In all \(range(atOnce["families"])) families are to be expected.")
        if !said.isEmpty { bulletList(said.map { "\($0)" }) }
        if !isForPlanner {
          paragraph(
            "Families seen now are rounded to \(profile.rounding), and the same places are hidden wherever the board can read them: nobody finds a family by laying two answers side by side."
          )
        }
        if !hidden.isEmpty {
          paragraph("Hidden: small counts, what would give one away, and what another answer hides.")
        }
        rangeBars(
          ChartWords(
            id: "need", finding: nil,
            measure: "Families who need help, expected with the 95% range, and seen now (ring).",
            description: said.joined(separator: " "), rowTitle: "Locality", valueTitle: "Expected (range)"),
          known: "Seen now",
          places.map {
            RangeFigure(
              $0["locality"]?.text ?? "", $0["families"]?["mean"]?.number ?? 0,
              low: $0["families"]?["low"]?.number ?? 0, high: $0["families"]?["high"]?.number ?? 0,
              known: $0["known"]?["families"]?.number)
          })
      }
      card("How strongly the rates are believed", id: "belief") {
        paragraph(
          """
          As if the rates had been seen in \(words(Double(strength))) local children\
          \(triedStrength == nil ? "" : ", tried out here and not kept"). A firmer belief makes the ranges narrower. If the \
          rates were certain, the doubt about all children would be ±\(words(certain * 1.96, decimals: 0)); as it is, it is \
          ±\(words((atOnce["all_children"]?["sd"]?.number ?? 0) * 1.96, decimals: 0)).
          """)
        filterForm(
          to: "/planning/scenarios/\(page.id)", fields: [ScenarioField.strength],
          Entry(["strength": ["\(strength)"]]), submit: "Try this strength")
        paragraph("Method: \(atOnce["method"]?.text ?? "").")
      }
      card("All figures", id: "figures") { draw(needTable) }
    }
  }

  private var certain: Double { atOnce["all_children"]?["sd_if_rate_were_certain"]?.number ?? 0 }

  /// A result as a table of the page.
  func draw(_ result: ResultTable, _ title: String = "Figures") -> HTML {
    table(
      Table(
        title, result.columns.map { .init($0.title, numeric: $0.isNumeric) },
        result.rows.map { row in .init(row.map { "\($0)" as HTML }) }))
  }
}
