import Design
import Kernel
import Web

/// Every indicator with its newest figure.
struct ScorecardPage: Page, Codable {
  struct Line: Codable, Sendable {
    let indicator: Indicator
    /// The last day of the period.
    let month: Day?
    let value: Double?
    let trend: Trend
    /// Its benchmark, or what is published of England; and whose that is.
    let beside: Double?
    let besideSource: String?
  }
  let knownOn: Day
  let lines: [Line]
  let mayDefine: Bool
  let entry: Entry
  var title: String { "Scorecard" }
  var trail: [Link] { [governanceHome] }
  var menuPath: String? { "/governance" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "scorecard-\(knownOn)",
      columns: [
        "objective", "indicator", "formula", "month", "value", "unit", "number_of", "target", "benchmark",
        "benchmark_source", "trend",
      ],
      rows: lines.map { line in
        let indicator = line.indicator
        return [
          indicator.objective, indicator.title, indicator.formula, line.month?.description ?? "",
          line.value.map { "\($0)" } ?? "", indicator.unit.rawValue, indicator.numberOf ?? "",
          indicator.target.map { "\($0)" } ?? "",
          line.beside.map { "\($0)" } ?? "", line.besideSource ?? "", line.trend.rawValue,
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("How far the partnership is with what it wants to reach. A share of fewer than ten people is not shown.")
      if mayDefine { buttonGroup { linkButton("Define an indicator", to: "/governance/scorecard/new") } }
      filterForm(to: "/governance/scorecard", fields: [ScorecardForm.knownOn], entry, submit: "Show this day")
      heading("As it was known on \(knownOn.long)", .h2)
      paragraph(markup: link("Download as a spreadsheet", to: "/governance/scorecard?known_on=\(knownOn)&format=csv"))
      if lines.isEmpty { emptyState("Nothing to show yet", "No indicator has been agreed.") }
      objectives.enumerated().map { place, objective in
        card(objective, id: "objective-\(place + 1)") { indicators(of: objective) }
      }
    }
  }

  /// In the order of the list.
  private var objectives: [String] {
    lines.map(\.indicator.objective).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  private func indicators(of objective: String) -> HTML {
    table(
      Table(
        "Indicators of the objective: \(objective)",
        [
          .init("Indicator"), .init("Newest", numeric: true), .init("Target", numeric: true),
          .init("Beside", numeric: true), .init("Trend"),
        ],
        lines.filter { $0.indicator.objective == objective }.map { line in
          let indicator = line.indicator
          return .init(
            [
              "\(indicator.title)",
              "\(line.value.map(indicator.shown) ?? "Not shown")\(line.month.map { ", \(indicator.frequency.words(of: $0))" })",
              "\(indicator.target.map(indicator.shown) ?? "None")",
              "\(line.beside.map(indicator.shown) ?? "")\(line.besideSource.map { ", \($0)" })",
              trendTag(line.trend),
            ], link: indicator.path)
        }))
  }
}

private func trendTag(_ trend: Trend) -> HTML {
  switch trend {
  case .better: tag(trend.words, .green)
  case .worse: tag(trend.words, .red)
  case .steady, .tooFew: tag(trend.words, .grey)
  }
}

/// One indicator: what it is, its course between the limits of chance, as known then and as known now.
struct FigurePage: Page, Codable {
  struct Month: Codable, Sendable {
    /// The last day of the period.
    let month: Day
    let then: Double
    /// Counted at this moment; nil where it was entered, or is of fewer than ten.
    let now: Double?
    let count: Int?
    let total: Int?
    let source: String
  }
  let indicator: Indicator
  let knownOn: Day
  let trend: Trend
  let limits: ControlLimits?
  let months: [Month]
  /// The parts of the newest period, as they are known now; none where the figure has none, or where one is too small for
  /// this reader.
  let parts: [FigurePart]
  /// Some part is too small to be shown to this reader.
  let hasSmallParts: Bool
  /// Each part has a share of its own, so many of so many.
  let arePartsShares: Bool
  /// Entered, not yet approved.
  let waiting: [IndicatorValue]
  let showsNow: Bool
  let mayOpen: Bool
  let mayEnter: Bool
  /// Open risks about it.
  let risks: [RiskLine]
  /// Published figures that it stands beside, England first; and who publishes them.
  let beside: [PublishedFigures.Figure]
  let besideSource: String
  let maySlice: Bool
  let mayEnd: Bool
  let entry: Entry
  var title: String { indicator.title }
  var trail: [Link] { [governanceHome, Link("Scorecard", "/governance/scorecard")] }
  var menuPath: String? { "/governance" }
  var sheet: Sheet? {
    Sheet(
      name: "indicator-\(knownOn)", columns: ["month", "as_known_then", "as_known_now", "source"],
      rows: months.map { ["\($0.month)", "\($0.then)", $0.now.map { "\($0)" } ?? "", $0.source] })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: indicator.objective)
      paragraph(markup: trendTag(trend))
      filterForm(to: indicator.path, fields: [ScorecardForm.knownOn], entry, submit: "Show this day")
      indicator.endedOn.map { day in
        insetText { paragraph("This indicator ended on \(day.long). What is known stays.") }
      } ?? .empty
      buttonGroup {
        if mayEnter, indicator.endedOn == nil { linkButton("Enter a figure", to: "\(indicator.path)/values/new") }
        if maySlice { linkButton("By groups of children", to: "\(indicator.path)/slices", style: .secondary) }
        if mayEnd { view.postButton("End this indicator", to: "\(indicator.path)/end", style: .warning) }
      }
      card("The course", id: "course") {
        controlChart(drawn, limits: limits, target: indicator.target, unit: indicator.unit)
        limits.map {
          paragraph(
            "Mean \(indicator.shown($0.mean)). Between \(indicator.shown(indicator.unit.within($0.lower))) and \(indicator.shown(indicator.unit.within($0.upper))) it moves by chance."
          )
        } ?? paragraph("Limits of chance need six figures.")
      }
      card(showsNow ? "As known then, and as known now" : "Period by period", id: "months") { monthTable }
      if !parts.isEmpty || hasSmallParts { partsCard }
      if !beside.isEmpty { besideCard }
      risksCard(risks, on: view.today)
      definition
      if !waiting.isEmpty { card("Waiting to be approved", id: "waiting") { waitingList(view) } }
    }
  }

  private var drawn: [MonthFigure] { months.map { MonthFigure($0.month, $0.then) } }

  private var besideCard: HTML {
    card("Beside England and neighbours", id: "beside") {
      barChart(
        ChartWords(
          id: "beside", finding: nil,
          measure: "\(besideSource). \(beside.map(\.year).max().map { "Year \($0)." } ?? "")",
          description: "Our newest figure beside published ones.", unit: "%", rowTitle: "Area", valueTitle: "Per cent"),
        [
          Figure(
            "Here, \(months.last.map { indicator.frequency.words(of: $0.month) } ?? "not shown")", months.last?.then)
        ]
          + beside.map { Figure($0.name, $0.percent) })
    }
  }

  private var monthTable: HTML {
    table(
      Table(
        "Figures by period",
        [
          .init("Period"), .init("Known on \(knownOn.long)", numeric: true), .init("From"),
        ] + (showsNow ? [.init("Counted now", numeric: true)] : []),
        months.reversed().map { month in
          .init(
            [
              "\(indicator.frequency.words(of: month.month))", "\(indicator.shown(month.then))\(behind(month))",
              "\(month.source)",
            ] + (showsNow ? ["\(month.now.map(indicator.shown) ?? "Too few to say")"] : []),
            link: mayOpen ? "\(indicator.path)/months/\(month.month)/records" : nil)
        }, empty: "No figure can be shown yet."))
  }

  /// ` (9 of 12)`, or how many records an amount is made of; nothing where it was entered.
  private func behind(_ month: Month) -> HTML {
    guard let total = month.total else { return .empty }
    if indicator.unit == .percent, indicator.outOf == nil { return " (\(month.count ?? 0) of \(total))" }
    return month.then == Double(total) ? .empty : " (\(total) \(total == 1 ? "record" : "records"))"
  }

  private var partsCard: HTML {
    let newest = months.last.map { indicator.frequency.words(of: $0.month) } ?? ""
    return card("What it is made of, \(newest), as it is known now", id: "parts") {
      if hasSmallParts {
        paragraph("A part of it is of fewer than six. None is shown here, so that nobody can be found.")
      } else {
        table(
          Table(
            "What it is made of", [.init("Part"), .init("How many", numeric: true)],
            parts.map {
              .init(["\($0.name)", arePartsShares ? "\($0.share.count) of \($0.share.total)" : "\($0.share.total)"])
            }))
      }
    }
  }

  /// How far the newest figure is from the target; nil where either is missing.
  private var gap: String? {
    guard let target = indicator.target, let newest = months.last?.then else { return nil }
    let missing = indicator.isMoreBetter ? target - newest : newest - target
    let things = indicator.unit == .percent ? "percentage points" : indicator.numberOf
    let distance = IndicatorUnit.number.shown(missing, of: things)
    return missing <= 0 ? "Reached" : "\(distance) still to go"
  }

  /// The estimate that it is counted out of, where there is one.
  private var wholeRow: [SummaryRow] {
    guard let whole = indicator.outOf else { return [] }
    return [
      SummaryRow("Out of", text: "\(IndicatorUnit.number.shown(whole)), an estimate: \(indicator.outOfSource ?? "")")
    ]
  }

  private var definition: HTML {
    card("What it is", id: "definition") {
      summaryList(
        wholeRow + [
          SummaryRow("Counted like this", text: indicator.formula), SummaryRow("Owner", text: indicator.owner),
          SummaryRow("How often", text: indicator.frequency.title),
          SummaryRow("Better", text: indicator.isMoreBetter ? "More" : "Less"),
          SummaryRow("Target", text: indicator.target.map(indicator.shown)), SummaryRow("Gap to the target", text: gap),
          SummaryRow(
            "Beside",
            text: indicator.benchmark.map { "\(indicator.shown($0)): \(indicator.benchmarkSource ?? "")" }
              ?? (beside.isEmpty ? "Nothing" : "The published figures above")),
          SummaryRow(
            "From",
            text: indicator.measure == nil
              ? "Entered with its source, and approved by somebody else: Keywork keeps no record that it could count"
              : "The live records, every night"),
        ])
    }
  }

  private func waitingList(_ view: View) -> [HTML] {
    waiting.map { value in
      markup {
        paragraph(
          "\(indicator.frequency.words(of: value.month)): \(indicator.shown(value.value)), from \(value.source), entered by \(value.enteredName)."
        )
        if value.enteredBy != view.caller.account {
          view.postButton(
            "Approve", to: "\(indicator.path)/values/\(value.id)/approval",
            hiddenText: indicator.frequency.words(of: value.month))
        }
      }
    }
  }
}

/// The records behind a figure, of those that the reader may open.
struct FigureRecordsPage: Page, Codable {
  struct Line: Codable, Sendable {
    let name: String
    let path: String?
    let words: String
    let part: String?
    let counts: Bool
  }
  let indicator: Indicator
  /// The last day of the period.
  let month: Day
  let figure: CountedFigure
  let lines: [Line]
  /// Records that count and that the reader may not open.
  let hidden: Int
  var title: String { "The records behind \(indicator.frequency.words(of: month))" }
  var trail: [Link] {
    [governanceHome, Link("Scorecard", "/governance/scorecard"), Link(indicator.title, indicator.path)]
  }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: indicator.title)
      paragraph(
        "\(figure.share.count) of \(figure.share.total) count\(figure.value.map { ": \(indicator.shown($0))" } ?? "").")
      if hidden > 0 {
        paragraph("\(hidden) of these records are not yours to open. They count, and are not named here.")
      }
      table(
        Table(
          "Records", [.init("Record"), .init("About"), .init("Counts")],
          lines.map {
            .init(
              [
                "\($0.name)", "\($0.words)\($0.part.map { ". \($0)" })",
                $0.counts ? tag("Yes", .green) : tag("No", .grey),
              ],
              link: $0.path)
          },
          empty: "No record behind this figure is yours to open."))
    }
  }
}

/// The form of a figure.
struct EnterFigurePage: Page, Codable {
  let indicator: Indicator
  let entry: Entry
  var title: String { "Enter a figure" }
  var trail: [Link] {
    [governanceHome, Link("Scorecard", "/governance/scorecard"), Link(indicator.title, indicator.path)]
  }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: indicator.title)
      view.form(to: "\(indicator.path)/values", entry) {
        controls(ScorecardForm.all, entry)
        button("Enter it")
      }
    }
  }
}
