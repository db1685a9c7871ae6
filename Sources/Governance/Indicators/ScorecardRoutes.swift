import Design
import Kernel
import People
import Store
import Web

extension Permission {
  /// Entering figures that the system cannot know, and approving those of others.
  static let enterFigures = Permission.work("indicator.enter", for: .governance, .commissioner, .returnsOfficer)
  /// The records behind a figure, of those that the caller may open.
  static let openFigure = Permission.work(
    "indicator.open", for: .supervision, .teamManager, .ehcCoordinator, .commissioner)
}

enum ScorecardForm {
  static let knownOn = Field("known_on", "As it was known at the end of", .day)
  static let month = Field(
    "month", "Which month, quarter or year?", .day, hint: "Any day of it.", required: "Enter a day of it")
  static let figure = Field("figure", "What is the figure?", .text(max: 12), required: "Enter the figure")
  static let source = Field(
    "source", "Where is it from?", .text(max: 300), hint: "The report or return, and its day.",
    required: "Enter where the figure is from")
  static let all = [month, figure, source]

  static func day(_ request: Request) throws -> Day {
    let isTyped = ["known_on", "known_on-day", "known_on-month", "known_on-year"].contains { request.query($0) != nil }
    guard isTyped else { return request.today }
    var form = FormReading(Entry(request.query))
    guard let day = form.day(knownOn) else { throw Refusal.malformed("Give the day like this: known_on=2026-10-31.") }
    return day
  }
}

func scorecardRoutes(_ published: PublishedFigures, _ measures: Measures) -> [Route] {
  [
    .page("/governance/scorecard", "The scorecard", may: .readGovernance, asks: [ScorecardForm.knownOn]) {
      request, tx in
      let day = try ScorecardForm.day(request)
      return ScorecardPage(
        knownOn: day,
        lines: try tx.indicators().filter { $0.endedOn.map { day < $0 } ?? true }.map { indicator in
          let known = course(try tx.values(of: indicator.id), knownOn: day)
          let shown = known.filter { !$0.isSmall(indicator) }
          // An older figure does not stand in the place of one that is too small to be shown.
          let newest = known.last.flatMap { $0.isSmall(indicator) ? nil : $0 }
          let england = try published.beside(indicator, tx).first { $0.area == PublishedFigures.england }
          return ScorecardPage.Line(
            indicator: indicator, month: known.last?.month, value: newest?.value,
            trend: trend(shown.map(\.value), isMoreBetter: indicator.isMoreBetter),
            beside: indicator.benchmark ?? england?.percent,
            besideSource: indicator.benchmarkSource ?? england.map { "\($0.name) \($0.year)" })
        }, mayDefine: request.caller.holds(.defineIndicators), entry: Entry(["known_on": [day.description]]))
    },
    .page(
      "/governance/scorecard/{indicator}", "A figure of the scorecard", may: .readGovernance,
      asks: [ScorecardForm.knownOn]
    ) { request, tx in
      try figurePage(request, tx, published, measures)
    },
    .page(
      "/governance/scorecard/{indicator}/months/{month}/records", "The records behind a figure", may: .openFigure
    ) { request, tx in
      try recordsPage(request, tx, measures)
    },
    .page(
      "/governance/scorecard/{indicator}/values/new", "Enter a figure", may: .enterFigures,
      { request, tx in
        EnterFigurePage(indicator: try tx.indicator(request.id("indicator")), entry: request.entry)
      }),
    .form(
      "/governance/scorecard/{indicator}/values", "Enter a figure", may: .enterFigures, fields: ScorecardForm.all,
      again: { request, tx in
        EnterFigurePage(indicator: try tx.indicator(request.id("indicator")), entry: request.entry)
      }
    ) { request, tx in
      let indicator = try tx.indicator(request.id("indicator"))
      var form = FormReading(request.entry)
      let month = form.day(ScorecardForm.month)
      let figure = form.value(ScorecardForm.figure, "The figure must be a number, like 62.5") { Double($0) }
      let source = form.text(ScorecardForm.source)
      if let figure, !figure.isFinite { form.fail(ScorecardForm.figure, "The figure must be a number, like 62.5") }
      if !form.errors.isEmpty { throw Invalid(form.errors) }
      try enterValue(
        request.formID.of(), of: indicator, month: month!, value: figure!, source: source!, by: request.caller,
        at: request.now, in: tx)
      return .see(indicator.path, "Entered. Somebody else must approve it.")
    },
    .form(
      "/governance/scorecard/{indicator}/values/{value}/approval", "Approve a figure", may: .enterFigures, fields: []
    ) { request, tx in
      let indicator = try tx.indicator(request.id("indicator"))
      try approveValue(request.id("value"), of: indicator.id, by: request.caller, at: request.now, in: tx)
      return .see(indicator.path, "Approved")
    },
  ]
}

private func figurePage(
  _ request: Request, _ tx: Transaction, _ published: PublishedFigures, _ measures: Measures
) throws -> FigurePage {
  let indicator = try tx.indicator(request.id("indicator"))
  let day = try ScorecardForm.day(request)
  let values = try tx.values(of: indicator.id)
  let mayCount = request.caller.holds(.openFigure) || request.caller.holds(.enterFigures)
  let shown = course(values, knownOn: day).filter { !$0.isSmall(indicator) }
  let measure = measures[indicator.measure]
  let parts = try newestParts(of: indicator, measure, shown.last, tx)
  let showsParts = mayCount || parts.isOpen || measure?.subject == .things
  return FigurePage(
    indicator: indicator, knownOn: day, trend: trend(shown.map(\.value), isMoreBetter: indicator.isMoreBetter),
    limits: ControlLimits(shown.map(\.value)),
    months: try shown.map { value in
      // Counted anew at this moment, for those at work: the same, or corrected since.
      let now = try measure.flatMap { mayCount ? $0 : nil }.map {
        try tx.figure(
          of: $0, rule: indicator.rule, outOf: indicator.outOf, over: FigurePeriod(indicator.frequency, of: value.month)
        )
      }
      return FigurePage.Month(
        month: value.month, then: value.value, now: now.flatMap { mayTell($0.share, of: indicator) ? $0.value : nil },
        count: mayCount ? value.count : nil, total: mayCount ? value.total : nil, source: value.source)
    }, parts: showsParts ? parts : [], hasSmallParts: !showsParts && !parts.isEmpty,
    arePartsShares: measure.map { $0.tally == .share && $0.parts.isEmpty } ?? false,
    waiting: request.caller.holds(.enterFigures) ? values.filter { $0.approvedName == nil } : [],
    showsNow: mayCount && indicator.measure != nil,
    mayOpen: indicator.measure != nil && request.caller.holds(.openFigure),
    mayEnter: indicator.measure == nil && request.caller.holds(.enterFigures),
    risks: try tx.risks(about: indicator.id.of()), beside: try published.beside(indicator, tx),
    besideSource: published.source,
    maySlice: !(measure?.slices.isEmpty ?? true) && request.caller.holds(.sliceFigures),
    mayEnd: indicator.endedOn == nil && request.caller.holds(.defineIndicators),
    entry: Entry(["known_on": [day.description]]))
}

/// Of what the newest period that is shown is made, as it is known now.
private func newestParts(
  of indicator: Indicator, _ measure: ComputedMeasure?, _ newest: IndicatorValue?, _ tx: Transaction
) throws -> [FigurePart] {
  guard let measure, let newest else { return [] }
  return try tx.parts(
    of: measure, rule: indicator.rule, over: FigurePeriod(indicator.frequency, of: newest.month))
}

private func recordsPage(
  _ request: Request, _ tx: Transaction, _ measures: Measures
) throws -> FigureRecordsPage {
  let indicator = try tx.indicator(request.id("indicator"))
  guard let measure = measures[indicator.measure], let month = request.parameters["month"].flatMap({ Day($0) }) else {
    throw Refusal.notFound
  }
  let period = FigurePeriod(indicator.frequency, of: month)
  // The largest amount first: who has waited longest.
  let records = try measure.records(period, indicator.rule, tx).sorted { $0.amount > $1.amount }
  let names = try tx.names(of: Set(records.compactMap(\.child)), for: request.caller)
  let open = records.compactMap { record -> FigureRecordsPage.Line? in
    guard let child = record.child else {
      return .init(name: record.words, path: record.path, words: "", part: record.part, counts: record.counts)
    }
    return names[child].map {
      .init(name: $0, path: "/children/\(child)", words: record.words, part: record.part, counts: record.counts)
    }
  }
  return FigureRecordsPage(
    indicator: indicator, month: period.last, figure: measure.figure(records, outOf: indicator.outOf),
    lines: Array(open.prefix(500)), hidden: records.count - open.count)
}

extension Transaction {
  /// The names of those children whose record this caller may open.
  fileprivate func names(of children: Set<ChildID>, for caller: Caller) throws -> [ChildID: String] {
    let all = children.sorted()
    var names: [ChildID: String] = [:]
    // A statement takes so many values and no more.
    for start in stride(from: 0, to: all.count, by: 1000) {
      let some = all[start..<min(start + 1000, all.count)]
      let found = try rows(
        """
        SELECT child.id, child.given_name, child.family_name FROM child
        WHERE child.id IN \(list: some) AND \(visibleChildren(to: caller, by: .openRecord))
        """
      ) { (try $0[0] as ChildID, "\(try $0[1] as String) \(try $0[2] as String)") }
      for (child, name) in found { names[child] = name }
    }
    return names
  }
}

/// Whether a figure may be told: of ten people at least or of nobody, or of things.
private func mayTell(_ share: CountedShare, of indicator: Indicator) -> Bool {
  share.total == 0 || share.total >= 10 || Measures.aboutThings.contains(indicator.measure ?? "")
}
