// A figure by groups of children, safe to show: small counts are hidden, and as many others as are needed so that none can be
// worked out. Source: the planning engine's suppression (controlled by bounds on every hidden count).

import Design
import Kernel
import People
import PlanningEngine
import Store
import Web

/// By what a figure is looked at apart.
enum SliceBy: String, Choice {
  case age, sex, ethnicity
  case minority, locality
  var title: String {
    switch self {
    case .age: "Age"
    case .sex: "Sex"
    case .ethnicity: "Ethnicity"
    case .minority: "Black and minority ethnic children"
    case .locality: "Locality"
    }
  }
}

/// One group of children with its share; nil where it must not be shown.
struct SliceLine: Codable, Sendable, Hashable {
  let name: String
  let count: Int?
  let total: Int?
  let percent: Double?
}

/// What is known of a child that it can be told apart by.
private struct Traits {
  let sex: Sex
  let ethnicity: String?
  let birth: Day?
  let locality: String?

  func group(_ by: SliceBy, on day: Day) -> String {
    switch by {
    case .sex: sex.title
    case .locality: locality ?? "Not known"
    case .ethnicity: ethnicity.flatMap { ethnicGroups[$0.prefix(1).uppercased()] } ?? "Not known"
    case .minority: ethnicity.map { $0 == "WBRI" ? "White British" : "Black and minority ethnic" } ?? "Not known"
    case .age:
      switch birth?.years(until: day) {
      case nil: "Not known"
      case .some(..<5): "0 to 4"
      case .some(5..<11): "5 to 10"
      case .some(11..<16): "11 to 15"
      default: "16 and over"
      }
    }
  }
}

private let ethnicGroups = ["W": "White", "M": "Mixed", "A": "Asian", "B": "Black", "C": "Chinese", "O": "Other"]

extension Transaction {
  /// The share of each group in a month, as it is known now and as it may be shown.
  func slices(
    of measure: ComputedMeasure, rule: String?, month: Day, by: SliceBy
  ) throws -> (lines: [SliceLine], total: SliceLine, isSafe: Bool) {
    let records = try behind(measure, rule: rule, month: month)
    let traits = try traits(of: Set(records.compactMap(\.child)))
    var groups: [String: [Int]] = [:]
    for record in records {
      guard let child = record.child, let known = traits[child] else { continue }
      groups[known.group(by, on: month.endOfMonth), default: [0, 0]][record.counts ? 0 : 1] += 1
    }
    let names = groups.keys.sorted { ($0 == "Not known" ? 1 : 0, $0) < ($1 == "Not known" ? 1 : 0, $1) }
    return protected(names, names.map { groups[$0]! })
  }

  private func traits(of children: Set<ChildID>) throws -> [ChildID: Traits] {
    let all = children.sorted()
    var found: [ChildID: Traits] = [:]
    for start in stride(from: 0, to: all.count, by: 1000) {
      try rows(
        """
        SELECT c.id, c.sex, c.ethnicity, c.birth_on, l.name FROM child c LEFT JOIN locality l ON l.id = c.locality_id
        WHERE c.id IN \(list: all[start..<min(start + 1000, all.count)])
        """
      ) { row in
        (
          try row[0] as ChildID,
          Traits(sex: try row[1], ethnicity: try row[2], birth: try row[3], locality: try row[4])
        )
      }.forEach { found[$0.0] = $0.1 }
    }
    return found
  }
}

/// Counts of those who count and those who do not, a row for each group, made safe.
func protected(_ names: [String], _ counts: [[Int]]) -> (lines: [SliceLine], total: SliceLine, isSafe: Bool) {
  let nothing = SliceLine(name: "All", count: nil, total: nil, percent: nil)
  guard !counts.isEmpty else { return ([], nothing, true) }
  let profile = SuppressionProfile.under6
  let table = ProtectedTable(counts, profile: profile)
  func line(_ name: String, _ count: Int?, _ rest: Int?, _ total: Int?) -> SliceLine {
    let isWhole = count != nil && rest != nil && total != nil
    return SliceLine(
      name: name, count: count, total: total,
      percent: isWhole ? profile.percentage(count!, of: total!) : nil)
  }
  // The share of all stands on the scorecard: with how many there are, it would give the hidden counts of all away.
  let showsTotals = table.columnTotal(0) != nil && table.columnTotal(1) != nil
  func total(_ count: Int?) -> Int? { showsTotals ? count : nil }
  return (
    names.indices.map { line(names[$0], table.cell($0, 0), table.cell($0, 1), total(table.rowTotal($0))) },
    line("All", table.columnTotal(0), table.columnTotal(1), total(table.total)), table.isSafe
  )
}

extension Permission {
  /// Figures by groups of children: nobody in particular, and nothing small.
  static let sliceFigures = Permission.work(
    "indicator.slice", for: .governance, .commissioner, .returnsOfficer, .boardViewer)
}

enum SliceForm {
  static let by = Field("by", "By what?", .choice(Field.options(SliceBy.self)))
  static let month = Field("month", "Any day of the month", .day)
}

let sliceRoutes: [Route] = [
  .page(
    "/governance/scorecard/{indicator}/slices", "A figure by groups of children", may: .sliceFigures,
    asks: [SliceForm.by, SliceForm.month]
  ) { request, tx in
    let indicator = try tx.indicator(request.id("indicator"))
    guard let measure = indicator.measure, measure.isAboutChildren else { throw Refusal.notFound }
    var form = FormReading(Entry(request.query))
    let by: SliceBy? = form.choice(SliceForm.by)
    let month = form.day(SliceForm.month)
    if !form.errors.isEmpty { throw Refusal.malformed("Ask like this: by=sex&month=2026-10-31.") }
    let chosen = (month ?? request.today.startOfMonth.adding(days: -1)).endOfMonth
    // A month that is not over would show who came yesterday.
    guard chosen < request.today else { throw Refusal.malformed("The month must be over.") }
    let found = try tx.slices(of: measure, rule: indicator.rule, month: chosen, by: by ?? .age)
    return SlicesPage(
      indicator: indicator, month: chosen, by: by ?? .age, lines: found.lines, total: found.total, isSafe: found.isSafe)
  }
]

/// A figure by groups of children.
struct SlicesPage: Page, Codable {
  let indicator: Indicator
  let month: Day
  let by: SliceBy
  let lines: [SliceLine]
  let total: SliceLine
  /// False where nothing of it may be shown.
  let isSafe: Bool
  var title: String { "By groups of children" }
  var trail: [Link] {
    [governanceHome, Link("Scorecard", "/governance/scorecard"), Link(indicator.title, indicator.path)]
  }
  var menuPath: String? { "/governance" }
  var sheet: Sheet? {
    Sheet(
      name: "indicator-by-\(by.rawValue)-\(month)", columns: [by.rawValue, "count", "of", "percent", "profile"],
      rows: (lines + [total]).map { line in
        [
          line.name, line.count.map { "\($0)" } ?? "c", line.total.map { "\($0)" } ?? "c",
          line.percent.map { "\($0)" } ?? "c", SuppressionProfile.under6.name,
        ]
      })
  }

  func body(_ view: View) -> HTML {
    let path = "\(indicator.path)/slices"
    return markup {
      pageHeading(title, caption: indicator.title)
      filterForm(
        to: path, fields: [SliceForm.by, SliceForm.month],
        Entry(["by": [by.rawValue], "month": [month.description]]), submit: "Show it")
      card("\(by.title), \(month.monthInWords), as it is known now", id: "slices") {
        if !isSafe {
          paragraph("This cannot be shown: whatever is hidden, something small could be worked out.")
        } else {
          table(
            Table(
              "\(indicator.title) by \(by.title.lowercasedFirst)",
              [
                .init(by.title), .init("Count", numeric: true), .init("Of", numeric: true),
                .init("Share", numeric: true),
              ],
              (lines.isEmpty ? [] : lines + [total]).map { line in
                .init([
                  "\(line.name)", "\(line.count.map { "\($0)" } ?? "Hidden")",
                  "\(line.total.map { "\($0)" } ?? "Hidden")",
                  "\(line.percent.map(indicator.unit.shown) ?? "Not shown")",
                ])
              }, empty: "No record stands behind this month."))
          paragraph(
            """
            Counts from 1 to 5 are hidden, and others that would give them away. A share of fewer than ten is not shown.
            """)
          paragraph(
            markup: link("Download as a spreadsheet", to: "\(path)?by=\(by.rawValue)&month=\(month)&format=csv"))
        }
      }
      card("Groups of the board’s remit", id: "remit") {
        bulletList(remitGroups.map { "\($0)" })
        paragraph(
          """
          Records tell black and minority ethnic children apart. They do not say yet who is looked after, lives in poverty \
          or cares for somebody; until they do, no figure is made up for them.
          """)
      }
    }
  }
}
