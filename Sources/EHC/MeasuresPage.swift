import Design
package import Kernel
import PlanningEngine
import Store
import Web

extension Permission {
  /// Figures of the whole partnership: nobody is named.
  package static let seeEHCMeasures = Permission.work(
    "ehc.measures", for: .supervision, .ehcCoordinator, .returnsOfficer, .commissioner, .boardViewer)
  /// Small counts too: those who write the plans and the return.
  static let seeSmallEHCCounts = Permission.work(
    "ehc.small_counts", for: .supervision, .ehcCoordinator, .returnsOfficer)
}

enum MeasureForm {
  static let year = Field("year", "Calendar year", .number(2015...2035))
  static let of = Field("of", "Whom", .choice(Field.options(Population.self)))
  /// Up to three areas to stand beside: neighbours, or councils like this one.
  static let places = ["area", "second", "third"]
  static func areas(_ areas: [(area: String, name: String)]) -> [Field] {
    zip(places, ["Compare with", "And with", "And also with"]).map { name, label in
      Field(name, label, .choice(areas.map { .init($0.area, $0.name) }))
    }
  }
}

let measureRoutes: [Route] = [
  .page(
    "/ehc/measures", "EHC figures beside England and other areas", may: .seeEHCMeasures, asks: [MeasureForm.year],
    measuresPage),
  .page(
    "/ehc/breakdowns", "Who stands behind the EHC figures", may: .seeEHCMeasures,
    asks: [MeasureForm.year, MeasureForm.of], breakdownsPage),
]

private let england = "E92000001"

/// What a reader may know of the measures, and of what had happened by when.
struct MeasureReader: Sendable {
  /// How small counts are hidden; nil where the reader may see them.
  let profile: SuppressionProfile?
  /// Whoever may not see small counts sees whole months only: from day to day a table gives away who came.
  let until: Day
  let year: Int

  init(_ request: Request) {
    let known = request.query("year").flatMap { Int($0) }.flatMap { (2015...2035).contains($0) ? $0 : nil }
    profile = request.caller.holds(.seeSmallEHCCounts) ? nil : .under5
    let today = request.today
    until = profile == nil ? today : Day(today.year, today.month, 1)!.adding(days: -1)
    year = known ?? until.year
  }

  var words: String {
    let until = "What had happened by \(min(until, Day(year, 12, 31)!).long), from the live records."
    guard let profile else { return "\(until) These are the true figures: do not pass on small ones." }
    return "\(until) Counts of 1 to \(profile.smallest - 1) are hidden, and others that would give them away "
      + "(rule: \(profile.name)); per cent of fewer than \(profile.smallestBase) too."
  }
}

@Sendable private func measuresPage(_ request: Request, _ tx: Transaction) throws -> MeasuresPage {
  let reader = MeasureReader(request)
  let isChosen = MeasureForm.places.contains { request.query[$0] != nil }
  // Until somebody chooses, the neighbours that the operator has set.
  var areas: [String] = []
  for area in isChosen ? MeasureForm.places.compactMap({ request.query($0) }) : request.site.settings.neighbours
  where !area.isEmpty && area != england && !areas.contains(area) && areas.count < MeasureForm.places.count {
    areas.append(area)
  }
  let counts = try tx.measureCounts(of: reader.year, until: reader.until)
  let protected = reader.profile.map { ProtectedMeasures(counts, profile: $0) }
  let published = try tx.published(areas: [england] + areas)
  let others = areas.compactMap { area in published.first { $0.area == area } }
  let figures = Dictionary(grouping: published, by: \.area).mapValues { figures in
    Dictionary(figures.map { ($0.measure, $0.percent) }) { first, _ in first }
  }
  return MeasuresPage(
    year: reader.year, publishedYear: published.map(\.year).max(), note: reader.words,
    isProtected: protected != nil, others: others.map(\.name),
    lines: Measure.allCases.filter { protected == nil || $0 != .twentyWeeksWithoutDisputes }.map { measure in
      MeasuresPage.Line(
        measure: measure, own: protected?.figure(measure) ?? counts.figure(measure),
        england: figures[england]?[measure], others: others.map { figures[$0.area]?[measure] })
    }, areas: try tx.publishedAreas().map { Link($0.name, $0.area) },
    entry: Entry().filled(
      Dictionary(uniqueKeysWithValues: zip(MeasureForm.places, areas)).merging(["year": "\(reader.year)"]) { $1 }))
}

/// The published measures from the own records, side by side with England and other areas.
struct MeasuresPage: Page, Codable {
  struct Line: Codable, Sendable {
    let measure: Measure
    let own: MeasureFigure
    let england: Double?
    /// In the order of the page's other areas; nil where nothing is published.
    let others: [Double?]
  }
  let year: Int
  let publishedYear: Int?
  /// Until when is counted, and what is hidden.
  let note: String
  let isProtected: Bool
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
      name: "ehc-measures-\(year)\(isProtected ? "-under_5" : "")",
      columns: ["group", "measure", "count", "of", "percent", "england"] + others,
      rows: lines.map {
        [
          $0.measure.group.title, $0.measure.title, $0.own.count.map(String.init) ?? "",
          $0.own.total.map(String.init) ?? "", $0.own.percent.map(tenths) ?? "", $0.england.map(tenths) ?? "",
        ] + $0.others.map { $0.map(tenths) ?? "" }
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      filterForm(
        to: "/ehc/measures",
        fields: [MeasureForm.year] + MeasureForm.areas(areas.map { ($0.path, $0.label) }), entry)
      insetText {
        paragraph(note)
        paragraph(
          """
          England and others: \(publishedYear.map(String.init) ?? "no figures"), needs and budgets of January after it. \
          Department for Education, Education, health and care plans, release 2025, Open Government Licence v3.0.
          """)
      }
      paragraph(
        markup: """
          \(link("By age, need and place", to: "/ehc/breakdowns?year=\(year)")). \
          \(link("Download as a spreadsheet", to: "/ehc/measures?\(query)format=csv")).
          """)
      for group in MeasureGroup.allCases { groupCard(group) }
    }
  }

  private func groupCard(_ group: MeasureGroup) -> HTML {
    card(group.title, id: group.rawValue) {
      table(
        Table(
          group.title,
          [.init("Measure"), .init("Here", numeric: true), .init("England", numeric: true)]
            + others.map { .init($0, numeric: true) },
          lines.filter { $0.measure.group == group }.map { line in
            .init(
              ["\(line.measure.title)", line.own.words]
                + ([line.england] + line.others).map { "\($0.map { "\(tenths($0))%" } ?? "Not published")" as HTML })
          }, isEven: true))
    }
  }
  private var query: String {
    "year=\(year)&"
      + MeasureForm.places.compactMap { name in
        entry[name].flatMap { $0.isEmpty ? nil : "\(name)=\($0)&" }
      }.joined()
  }
}

extension MeasureFigure {
  var words: HTML {
    guard let count, let total else { return "Hidden: too few" }
    if total == 0 { return "None counted" }
    return percent.map { "\(tenths($0))% (\(count) of \(total))" } ?? "\(count) of \(total)"
  }
}

/// With one decimal place.
func tenths(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
