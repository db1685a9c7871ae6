import Design
package import Kernel
import Store
import Web

extension Permission {
  /// Figures of the whole partnership: nobody is named.
  package static let seeEHCMeasures = Permission.work(
    "ehc.measures", for: .supervision, .ehcCoordinator, .returnsOfficer, .commissioner, .boardViewer)
}

enum MeasureForm {
  static let year = Field("year", "Calendar year", .number(2015...2035))
  static let disputes = Field(
    "disputes", "Without cases of mediation or tribunal", .choice([.init("no", "Leave them out")]))
  /// Up to three areas to stand beside: neighbours, or councils like this one.
  static let places = ["area", "second", "third"]
  static func areas(_ areas: [(area: String, name: String)]) -> [Field] {
    zip(places, ["Beside", "And", "And also"]).map { name, label in
      Field(name, label, .choice(areas.map { .init($0.area, $0.name) }))
    }
  }
}

let measureRoutes: [Route] = [
  .page(
    "/ehc/measures", "EHC figures beside England and another area", may: .seeEHCMeasures,
    asks: [MeasureForm.year, MeasureForm.disputes], measuresPage)
]

private let england = "E92000001"

@Sendable private func measuresPage(_ request: Request, _ tx: Transaction) throws -> MeasuresPage {
  let year =
    request.query("year").flatMap { Int($0) }.flatMap { (2015...2035).contains($0) ? $0 : nil } ?? request.today.year
  var areas: [String] = []
  for area in MeasureForm.places.compactMap({ request.query($0) })
  where !area.isEmpty && area != england && !areas.contains(area) { areas.append(area) }
  let own = measures(
    of: year, try tx.measuredCases(of: year), reviews: try tx.decidedReviews(), plans: try tx.planCounts(of: year),
    withoutDisputes: request.query("disputes") == "no")
  let published = try tx.published(areas: [england] + areas)
  let others = areas.compactMap { area in published.first { $0.area == area } }
  return MeasuresPage(
    year: year, publishedYear: published.map(\.year).max(),
    others: others.map(\.name),
    lines: Measure.allCases.map { measure in
      MeasuresPage.Line(
        // Too few to say: not in the page, and not as data either.
        measure: measure, own: own[measure].flatMap { $0.percent == nil ? nil : $0 } ?? Share(),
        england: published.first { $0.area == england && $0.measure == measure }?.percent,
        others: others.map { other in
          published.first { $0.area == other.area && $0.measure == measure }?.percent
        })
    }, areas: try tx.publishedAreas().map { Link($0.name, $0.area) },
    entry: Entry(request.query.filter { (["year", "disputes"] + MeasureForm.places).contains($0.key) }))
}

/// The published measures from the own records, side by side with England and another area.
struct MeasuresPage: Page, Codable {
  struct Line: Codable, Sendable {
    let measure: Measure
    let own: Share
    let england: Double?
    /// In the order of the page's other areas; nil where nothing is published.
    let others: [Double?]
  }
  let year: Int
  let publishedYear: Int?
  /// The areas beside England, by name.
  let others: [String]
  let lines: [Line]
  /// Names and codes of what it can be compared with.
  let areas: [Link]
  let entry: Entry
  var title: String { "EHC plans in figures, \(year)" }
  var menuPath: String? { "/ehc/measures" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "ehc-measures-\(year)", columns: ["measure", "count", "of", "percent", "england"] + others,
      rows: lines.map {
        [
          $0.measure.title, shown($0.own) == nil ? "" : "\($0.own.count)",
          shown($0.own) == nil ? "" : "\($0.own.total)",
          $0.own.percent.map(percent) ?? "", $0.england.map(percent) ?? "",
        ] + $0.others.map { $0.map(percent) ?? "" }
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      filterForm(
        to: "/ehc/measures",
        fields: [MeasureForm.year] + MeasureForm.areas(areas.map { ($0.path, $0.label) }) + [MeasureForm.disputes],
        entry)
      card("Beside England\(others.isEmpty ? "" : " and others")", id: "measures") {
        table(
          Table(
            "Measures",
            [.init("Measure"), .init("Here", numeric: true), .init("England", numeric: true)]
              + others.map { .init($0, numeric: true) },
            lines.map { line in
              .init(
                [
                  "\(line.measure.title)",
                  line.own.percent.map { "\(percent($0)) % (\(line.own.count) of \(line.own.total))" as HTML }
                    ?? "Too few to say",
                  "\(line.england.map { "\(percent($0)) %" } ?? "Not published")",
                ] + line.others.map { "\($0.map { "\(percent($0)) %" } ?? "Not published")" as HTML })
            }))
        paragraph(
          """
          Here: \(year), from the live records. Fewer than ten are not shown. England and others: \
          \(publishedYear.map(String.init) ?? "no figures"), Department for Education, Education, health and care plans, \
          release 2025, Open Government Licence v3.0.
          """)
        paragraph(markup: link("Download as a spreadsheet", to: "/ehc/measures?\(query)format=csv"))
      }
    }
  }
  private var query: String {
    "year=\(year)&"
      + (["disputes"] + MeasureForm.places).compactMap { name in
        entry[name].flatMap { $0.isEmpty ? nil : "\(name)=\($0)&" }
      }.joined()
  }
  private func shown(_ share: Share) -> Double? { share.percent }
  private func percent(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
