import Design
import Kernel
import PlanningEngine
import Web

extension Shown {
  var postsTable: ResultTable {
    let methods: [(String, String)] = [
      ("webster", "Webster"), ("huntington_hill", "Huntington–Hill"), ("hamilton", "Hamilton"), ("dhondt", "D’Hondt"),
    ]
    let names = (atOnce["names"]?.list ?? []).map { $0.text ?? "" }
    let caseload = atOnce["caseload"]
    func cell(_ values: JSONValue?, _ index: Int, decimals: Int = 2) -> String {
      let list = values?.list ?? []
      return list.indices.contains(index) ? list[index].number.map { words($0, decimals: decimals) } ?? "–" : "–"
    }
    return ResultTable(
      name: "posts",
      columns: [("Place", false), ("Posts", true)]
        + (isNowKnown ? [("There now", true), ("Change", true)] : [])
        + (isForPlanner && isNowKnown ? [("Filled", true)] : [])
        + limits.map { ($0.title, true) }
        + (isForPlanner ? [("Exact share", true)] : [])
        + methods.map { ($0.1, true) }
        + (caseload == nil ? [] : [("Needed for the cases", true), ("Short", true), ("Cases to a post", true)]),
      rows: names.indices.map { index in
        [names[index], cell(atOnce["posts"], index)]
          + (isNowKnown ? [cell(atOnce["now"], index), change(index)] : [])
          + (isForPlanner && isNowKnown ? [filled(names[index])] : [])
          + limits.map { cell(atOnce[$0.name], index) }
          + (isForPlanner ? [cell(atOnce["quota"], index)] : [])
          + methods.map { cell(atOnce["methods"]?[$0.0], index) }
          + (caseload == nil
            ? []
            : [
              cell(caseload?["needed"], index), cell(caseload?["short"], index),
              cell(caseload?["cases_per_post"], index, decimals: 1),
            ])
      })
  }

  private var isNowKnown: Bool { atOnce["now"] != nil }

  /// What limits the share of a place, where anything does.
  private var limits: [(title: String, name: String)] {
    [("At least", "floor"), ("At most", "cap")].filter { atOnce[$0.1] != nil }
  }

  /// `+1.5`, `−0.5`, or `as now`.
  private func change(_ index: Int) -> String {
    let changes = atOnce["change"]?.list ?? []
    guard changes.indices.contains(index), let change = changes[index].number else { return "–" }
    return change == 0 ? "as now" : change > 0 ? "+\(words(change))" : words(change)
  }
  private func filled(_ name: String) -> String {
    typedLines(entry[PostsField.places.name]).first { $0.cell(0) == name }?.cell(4) ?? "–"
  }

  func postsResult(_ page: ScenarioPage, _ view: View) -> HTML {
    let caseload = atOnce["caseload"]
    let short = caseload?["short_total"]?.number ?? 0
    let methods = atOnce["methods"]?.fields.map(\.value) ?? []
    return markup {
      card("Posts for each place", id: "posts", style: .lead) {
        paragraph(
          methods.allSatisfy { $0 == methods.first }
            ? "All four methods give the same."
            : "The methods differ: the first column of posts is the one that decides.")
        barChart(
          ChartWords(
            id: "posts", finding: nil, measure: "Posts by \(methodName).",
            description: "The table below has the same figures.",
            rowTitle: "Place", valueTitle: "Posts"),
          zip(atOnce["names"]?.list ?? [], atOnce["posts"]?.list ?? []).map { Figure($0.text ?? "", $1.number) })
        if isNowKnown || !limits.isEmpty {
          draw(
            postsTable.only("Place", "Posts", "There now", "Change", "Filled", "At least", "At most"),
            isNowKnown ? "Beside the posts that there are now" : "Beside what each place must have and can hold")
        }
        if let left = atOnce["not_placed"]?.number, left > 0 {
          warningText("\(words(left)) posts cannot be placed: every place has the most it may have.")
        }
      }
      card("Methods side by side", id: "figures") {
        draw(
          postsTable.only("Place", "Posts", "Exact share", "Webster", "Huntington–Hill", "Hamilton", "D’Hondt"),
          "Methods")
      }
      card("Caseload", id: "caseload") {
        if caseload == nil {
          paragraph(
            hidden.contains("caseload")
              ? "The caseload is hidden: it holds small counts." : "No caseload was given to check against.")
        } else if short > 0 {
          warningText("Not enough for the cases there are: \(words(short)) posts are short.")
        } else {
          paragraph("The posts are enough for the cases there are.")
        }
        if caseload != nil, !isForPlanner { paragraph("Cases are rounded to \(profile.rounding).") }
        if caseload != nil {
          draw(postsTable.only("Place", "Posts", "Needed for the cases", "Short", "Cases to a post"), "Caseload")
        }
      }
    }
  }

  private var methodName: String {
    switch atOnce["method"]?.text {
    case "huntington_hill": "Huntington–Hill"
    case "hamilton": "Hamilton"
    case "dhondt": "D’Hondt"
    default: "Webster"
    }
  }
}
