import Design
import Kernel
import Store
import Web

@Sendable func breakdownsPage(_ request: Request, _ tx: Transaction) throws -> BreakdownsPage {
  let reader = MeasureReader(request)
  let population = request.query("of").flatMap(Population.init) ?? .inForce
  let people = try tx.counted(population, of: reader.year, until: reader.until)
  return BreakdownsPage(
    year: reader.year, population: population, note: reader.words,
    parts: population.dimensions.map { breakdown(people, by: $0, profile: reader.profile) },
    isProtected: reader.profile != nil, entry: Entry().filled(["year": "\(reader.year)", "of": population.rawValue]))
}

/// Requests, new plans, plans in force or plans that ended, by everything that is known of those they are about.
struct BreakdownsPage: Page, Codable {
  let year: Int
  let population: Population
  /// Until when is counted, and what is hidden.
  let note: String
  let parts: [Breakdown]
  let isProtected: Bool
  let entry: Entry
  var title: String { "\(population.title) by age, need and place, \(year)" }
  var menuPath: String? { "/ehc/measures" }
  var trail: [Link] { [Link("EHC plans in figures", "/ehc/measures")] }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "ehc-\(population.rawValue)-\(year)\(isProtected ? "-under_5" : "")",
      columns: ["by", "group", "count", "percent"],
      rows: parts.flatMap { part in
        part.lines.map {
          [
            part.dimension.title, $0.title, $0.figure.count.map(String.init) ?? "",
            $0.figure.percent.map(tenths) ?? "",
          ]
        }
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      filterForm(to: "/ehc/breakdowns", fields: [MeasureForm.of, MeasureForm.year], entry)
      insetText {
        paragraph(note)
        paragraph(ages)
      }
      paragraph(markup: link("Download as a spreadsheet", to: "/ehc/breakdowns?\(query)format=csv"))
      for part in parts {
        card(part.dimension.title, id: part.dimension.rawValue) {
          table(
            Table(
              part.dimension.title, [.init(part.dimension.title), .init("How many", numeric: true)],
              part.lines.map { .init(["\($0.title)", $0.figure.words]) }, empty: "Nobody is counted.", isEven: true))
        }
      }
    }
  }
  private var ages: String {
    switch population {
    case .requests: "Age: on the day of the request."
    case .newPlans: "Age: on the day on which the plan began."
    case .ended: "Age: on the day on which the plan ended."
    case .inForce:
      "Age: on 31 August. What kind of school it is, mainstream or special, is not asked by the return: it has its number."
    }
  }
  private var query: String { "of=\(population.rawValue)&year=\(year)&" }
}
