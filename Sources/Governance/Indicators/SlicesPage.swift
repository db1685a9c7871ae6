import Design
import Kernel
import PlanningEngine
import Store
import Web

extension Permission {
  /// Figures by groups of children: nobody in particular, and nothing small.
  static let sliceFigures = Permission.work(
    "indicator.slice", for: .governance, .commissioner, .returnsOfficer, .boardViewer)
}

enum SliceForm {
  static let by = Field("by", "By what?", .choice(Field.options(SliceBy.self)))
  static let month = Field("month", "Any day of the month, quarter or year", .day)

  /// By what this measure can be looked at.
  static func by(_ measure: ComputedMeasure) -> Field {
    Field("by", by.label, .choice(measure.slices.map { .init($0.rawValue, $0.title) }))
  }
}

func sliceRoutes(_ measures: Measures, needs: @escaping KnownNeeds) -> [Route] {
  [
    .page(
      "/governance/scorecard/{indicator}/slices", "A figure by groups of children", may: .sliceFigures,
      asks: [SliceForm.by, SliceForm.month]
    ) { request, tx in
      let indicator = try tx.indicator(request.id("indicator"))
      guard let measure = measures[indicator.measure], !measure.slices.isEmpty else { throw Refusal.notFound }
      var form = FormReading(Entry(request.query))
      let asked: SliceBy? = form.choice(SliceForm.by(measure))
      let month = form.day(SliceForm.month)
      if !form.errors.isEmpty { throw Refusal.malformed("Ask like this: by=sex&month=2026-10-31.") }
      let by = asked ?? measure.slices[0]
      let current = FigurePeriod(indicator.frequency, of: request.today)
      let chosen = FigurePeriod(indicator.frequency, of: month ?? current.first.adding(days: -1))
      // A period that is not over would show who came yesterday.
      guard chosen.last < request.today else {
        throw Refusal.malformed("The \(indicator.frequency.rawValue) must be over.")
      }
      let found = try tx.slices(of: measure, rule: indicator.rule, over: chosen, by: by, needs: needs)
      return SlicesPage(
        indicator: indicator, month: chosen.last, by: by, choices: measure.slices, isShare: measure.tally == .share,
        isOfFamilies: measure.subject == .families, lines: found.lines, total: found.total, isSafe: found.isSafe,
        deprivationSource: by == .deprivation ? try tx.deprivationSource() : nil)
    }
  ]
}

/// A figure by groups of children.
struct SlicesPage: Page, Codable {
  let indicator: Indicator
  /// The last day of the period.
  let month: Day
  let by: SliceBy
  /// By what else it can be looked at.
  let choices: [SliceBy]
  /// Each group has a share, so many of so many; or else an amount of its own.
  let isShare: Bool
  /// Each record is a family’s, and is counted by its children.
  let isOfFamilies: Bool
  let lines: [SliceLine]
  let total: SliceLine
  /// False where nothing of it may be shown.
  let isSafe: Bool
  /// From whom the deciles are, where figures are by deprivation.
  let deprivationSource: String?
  var title: String { "By groups of children" }
  var trail: [Link] {
    [governanceHome, Link("Scorecard", "/governance/scorecard"), Link(indicator.title, indicator.path)]
  }
  var menuPath: String? { "/governance" }
  var sheet: Sheet? {
    Sheet(
      name: "indicator-by-\(by.rawValue)-\(month)",
      columns: [by.rawValue, "count", "of", isShare ? "percent" : "value", "profile"],
      rows: (lines + [total]).map { line in
        [
          line.name, line.count.map { "\($0)" } ?? "c", line.total.map { "\($0)" } ?? "c",
          line.value.map { "\($0)" } ?? "c", SuppressionProfile.under6.name,
        ]
      })
  }

  func body(_ view: View) -> HTML {
    let path = "\(indicator.path)/slices"
    return markup {
      pageHeading(title, caption: indicator.title)
      filterForm(
        to: path,
        fields: [
          Field("by", SliceForm.by.label, .choice(choices.map { .init($0.rawValue, $0.title) })), SliceForm.month,
        ],
        Entry(["by": [by.rawValue], "month": [month.description]]), submit: "Show it")
      card("\(by.title), \(indicator.frequency.words(of: month)), as it is known now", id: "slices") {
        if !isSafe {
          paragraph("This cannot be shown: whatever is hidden, something small could be worked out.")
        } else {
          table(
            Table(
              "\(indicator.title) by \(by.title.lowercasedFirst)",
              [.init(by.title)] + (isShare ? [.init("Count", numeric: true)] : [])
                + [.init(isShare ? "Of" : "Records", numeric: true), .init("Figure", numeric: true)],
              (lines.isEmpty ? [] : lines + [total]).map { line in
                .init(
                  ["\(line.name)"] + (isShare ? ["\(line.count.map { "\($0)" } ?? "Hidden")"] : []) + [
                    "\(line.total.map { "\($0)" } ?? "Hidden")", "\(line.value.map(indicator.shown) ?? "Not shown")",
                  ])
              }, empty: "No record stands behind this \(indicator.frequency.rawValue)."))
          paragraph(
            """
            Counts from 1 to 5 are hidden, and others that would give them away. A figure of fewer than ten is not shown.
            """)
          if isOfFamilies {
            paragraph(
              """
              A family counts once. If its children are in different groups, it is under “\(severalGroups)”. One child who \
              is looked after, a young carer, in poverty or of a minority is enough for the whole family. All children of \
              the family who have a record count, not only those who get help.
              """)
          }
          if let deprivationSource { paragraph("Deciles: \(deprivationSource). 1 is the most deprived tenth.") }
          paragraph(
            markup: link("Download as a spreadsheet", to: "\(path)?by=\(by.rawValue)&month=\(month)&format=csv"))
        }
      }
      card("Groups of the board’s remit", id: "remit") {
        bulletList(
          remitGroups.filter { choices.contains($0.by) }.map { group in
            link(group.title, to: "\(path)?by=\(group.by.rawValue)&month=\(month)")
          })
        paragraph(
          """
          Where nobody has written down whether it is so, the child is among “Not recorded”: no figure is made up. It is \
          written down in the child’s record, with who says so and from which day.
          """)
      }
    }
  }
}
