import Clocks
import Design
import Kernel
import People
import Store
import Web

let caseloadRoutes: [Route] = [
  .page(
    "/ehc", "The caseload of EHC cases", may: .listEHC,
    asks: [CaseFilter.stage, CaseFilter.outlook, CaseFilter.officer, .page],
    caseloadPage)
]

enum CaseFilter {
  static let stage = Field(
    "stage", "Stage", .choice(Field.options(CaseState.self, only: CaseState.allCases.filter(\.isOpen))))
  static let outlook = Field(
    "outlook", "Outlook",
    .choice([
      .init("late", "Late now"), .init("likely", "Likely to be late"),
      .init("moving", "Move not written down"),
    ]))
  static let officer = officers([])
  /// `me`, `nobody`, or the officer's id.
  static func officers(_ loads: [OfficerLoad]) -> Field {
    Field(
      "officer", "Officer",
      .choice(
        [.init("me", "Only mine"), .init("nobody", "Nobody’s")]
          + loads.compactMap { load in load.officer.map { .init($0.description, load.name ?? "") } }))
  }
  static let names = ["stage", "outlook", "officer"]
}

/// One case as the list shows it.
struct CaseloadLine: Codable, Sendable, Hashable {
  let ehcCase: EHCCase
  let childName: String
  let week: Int
  let nextLimit: ClockLine?
  let forecast: Forecast?
}

/// What one officer has.
struct OfficerLoad: Sendable, Record, Codable, Hashable {
  let officer: PractitionerID?
  let name: String?
  let underWay: Int
  let plans: Int
  let late: Int
  /// Limits that end within four weeks.
  let dueSoon: Int
  /// Cases under way that are not late, and that were late more often than not when they stood so.
  var likelyLate = 0
  init(row: Row) throws {
    (officer, name, underWay, plans) = (try row[0], try row[1], try row[2], try row[3])
    (late, dueSoon) = (try row[4], try row[5])
  }
}

/// How many decisions of each kind were taken this month: of steps, reviews, ends and re-assessments.
struct MonthlyDecision: Sendable, Codable, Hashable {
  let words: String
  let count: Int
}

/// The officers' list: what is late, what is likely to be, who has how much, what was decided this month.
struct CaseloadPage: Page, Codable {
  let lines: [CaseloadLine]
  let loads: [OfficerLoad]
  let decisions: [MonthlyDecision]
  let histories: Int
  /// How right the forecast was.
  let calibration: [CalibrationLine]
  /// Requests from outside that nobody has taken up; nil for whoever does not take them.
  let waiting: Int?
  let page: Int
  let hasMore: Bool
  let entry: Entry
  var title: String { "Education, health and care" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "ehc-caseload",
      columns: ["child", "received_on", "stage", "week", "officer", "final_due_on", "chance_of_late"],
      rows: lines.map { line in
        [
          line.childName, line.ehcCase.receivedOn.description, line.ehcCase.state.rawValue, String(line.week),
          line.ehcCase.officerName ?? "", line.forecast?.dueOn.description ?? "",
          line.forecast?.chanceOfLate.map { String(Double(Int($0 * 1000)) / 1000) } ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      tiles([
        Tile("Under way", "\(loads.map(\.underWay).reduce(0, +))"),
        Tile("Plans in force", "\(loads.map(\.plans).reduce(0, +))"),
        Tile(
          "Late now", "\(loads.map(\.late).reduce(0, +))", link: "/ehc?outlook=late",
          tone: loads.contains { $0.late > 0 } ? .bad : .good),
        Tile(
          "Likely to be late", "\(loads.map(\.likelyLate).reduce(0, +))", link: "/ehc?outlook=likely",
          tone: loads.contains { $0.likelyLate > 0 } ? .warning : .good),
      ])
      waiting.map { count in
        paragraph(
          markup: link(
            count == 0
              ? "Requests from outside: none waits"
              : "\(count) request\(count == 1 ? "" : "s") from outside wait\(count == 1 ? "s" : "") to be taken up",
            to: "/ehc/requests"))
      } ?? .empty
      filterForm(
        to: "/ehc", fields: [CaseFilter.stage, CaseFilter.outlook, CaseFilter.officers(loads)], entry)
      paragraph(markup: link("What the next SEN2 return would be asked", to: "/ehc/return"))
      card("Cases", id: "cases") {
        table(
          Table(
            "Cases",
            [
              .init("Child"), .init("Stage"), .init("Week", numeric: true), .init("Officer"), .init("Next limit"),
              .init("Forecast"),
            ],
            lines.map(row), empty: "No case is like that."))
        pagination(Pages(page: page, hasMore: hasMore) { "/ehc?\(query)page=\($0)" })
        paragraph(markup: link("Download as a spreadsheet", to: "/ehc?\(query)format=csv"))
      }
      forecastCard
      card("Who has how much", id: "loads") {
        table(
          Table(
            "By officer",
            [
              .init("Officer"), .init("Under way", numeric: true), .init("Plans", numeric: true),
              .init("Due in 4 weeks", numeric: true), .init("Late", numeric: true),
              .init("Likely late", numeric: true),
            ],
            loads.map { load in
              .init(
                [
                  "\(load.name ?? "Nobody yet")", "\(load.underWay)", "\(load.plans)", "\(load.dueSoon)",
                  "\(load.late)", "\(load.likelyLate)",
                ], link: "/ehc?officer=\(load.officer?.description ?? "nobody")")
            }, empty: "Nobody has a case."))
      }
      card("Decisions this month", id: "decisions") {
        table(
          Table(
            "Decisions", [.init("Decision"), .init("How many", numeric: true)],
            decisions.map { .init(["\($0.words)", "\($0.count)"]) }, empty: "None so far."))
      }
    }
  }

  /// How the forecast is made, and how right it was.
  private var forecastCard: HTML {
    card("How the forecast is made, and how right it was", id: "forecast") {
      paragraph(
        """
        It rests on \(histories) cases that ended with a plan in the last two years: of those that had stood as long at \
        the same stage, how many were late. It knows nothing of the child. With fewer than \(leastHistories) such cases \
        it says nothing.
        """)
      paragraph(
        """
        To see how right it is, the cases that ended in the last twelve months were looked at again every four weeks, as \
        if nobody knew their end, by those that had ended before. A forecast can be trusted where both figures of a \
        line are near to each other. Lines of fewer than \(leastLooks) looks are left out.
        """)
      table(
        Table(
          "What was said, and what came",
          [
            .init("It said"), .init("Looks", numeric: true), .init("On average it said", numeric: true),
            .init("Were late", numeric: true), .init("Apart", numeric: true),
          ], calibration.map(\.row), empty: "Too few cases have ended to say how right it was."))
    }
  }

  private var query: String {
    CaseFilter.names.compactMap { name in entry[name].flatMap { $0.isEmpty ? nil : "\(name)=\($0)&" } }.joined()
  }

  private func row(_ line: CaseloadLine) -> Table.Row {
    .init(
      [
        "\(line.childName)", stateTag(line.ehcCase.state), "\(line.ehcCase.state.isUnderWay ? "\(line.week)" : "")",
        "\(line.ehcCase.officerName ?? "Nobody yet")",
        line.nextLimit.map { limit in "\(limit.title), \(day(limit.dueOn)) \(limit.tagged)" as HTML } ?? "",
        line.forecast.map(forecastTag) ?? "",
      ], link: line.ehcCase.path)
  }
}

extension CalibrationLine {
  fileprivate var row: Table.Row {
    let points = Int((abs(said - came) * 100).rounded())
    return .init([
      "\(tenth * 10) to \(tenth * 10 + 10)%", "\(looks)", "\(Int((said * 100).rounded()))%",
      "\(Int((came * 100).rounded()))%",
      tag("\(points) point\(points == 1 ? "" : "s")", points <= 5 ? .green : .yellow),
    ])
  }
}

func forecastTag(_ forecast: Forecast) -> HTML {
  if forecast.isLate { return tag("Late", .red) }
  if forecast.isLifted { return tag("Limit lifted", .purple) }
  guard let chance = forecast.chanceOfLate else { return "Not enough to say" }
  let percent = "\(Int((chance * 100).rounded()))% likely late"
  return tag(percent, chance > 0.5 ? .red : chance > 0.2 ? .yellow : .green)
}

@Sendable private func caseloadPage(_ request: Request, _ tx: Transaction) throws -> CaseloadPage {
  let part = request.part(of: 25)
  let histories = try tx.caseHistories(before: request.today)
  let outlooks = try tx.outlooks(for: request.caller, on: request.today, histories: histories)
  var only: SQL = ""
  if let stage = request.query("stage").flatMap(CaseState.init) { only.append(" AND ehc_case.state = \(stage)") }
  switch request.query("officer") {
  case "me": only.append(" AND ehc_case.officer_id = \(request.caller.practitioner)")
  case "nobody": only.append(" AND ehc_case.officer_id IS NULL")
  case let one?: if let id = PractitionerID(one) { only.append(" AND ehc_case.officer_id = \(id)") }
  default: break
  }
  switch request.query("outlook") {
  case "late": only.append(" AND \(hasLateClock(at: request.now))")
  case "moving": only.append(" AND \(movesUnwritten(on: request.today))")
  case "likely": only.append(" AND ehc_case.id IN \(list: outlooks.filter(\.isLikelyLate).map(\.ehcCase))")
  default: break
  }
  let (shown, hasMore) = part.cut(try tx.caseload(only, for: request.caller, limit: part.limit, offset: part.offset))
  let clocks = try tx.clocks(aboutEach: shown.map(\.0.id))
  let stood = Dictionary(outlooks.map { ($0.ehcCase, $0.entered) }) { $1 }
  let lines = try shown.map { ehcCase, name in
    let own = clocks[ehcCase.id] ?? []
    return CaseloadLine(
      ehcCase: ehcCase, childName: name, week: max(0, ehcCase.receivedOn.days(until: request.today)) / 7 + 1,
      nextLimit: try own.first(where: \.isOfCouncil).map { try ClockLine($0, tx, at: request.now) },
      forecast: ehcCase.state.isUnderWay
        ? forecast(
          of: ehcCase, own, entered: stood[ehcCase.id] ?? ehcCase.receivedOn, on: request.today, histories: histories)
        : nil)
  }
  var loads = try tx.loads(for: request.caller, at: request.now)
  let likely = Dictionary(grouping: outlooks.filter(\.isLikelyLate), by: \.officer).mapValues(\.count)
  for place in loads.indices { loads[place].likelyLate = likely[loads[place].officer] ?? 0 }
  return CaseloadPage(
    lines: lines, loads: loads, decisions: try tx.decisions(of: request.today, for: request.caller),
    histories: histories.count, calibration: calibration(of: histories, on: request.today),
    waiting: request.caller.holds(.takeEHCRequest)
      ? try tx.value("SELECT count(*) FROM ehc_request WHERE answered_at IS NULL") ?? 0 : nil, page: part.page,
    hasMore: hasMore, entry: Entry(request.query.filter { CaseFilter.names.contains($0.key) }))
}

/// The limits of a case by which it counts as late: its own, and those of its reviews and re-assessments.
private func hasLateClock(at now: Instant) -> SQL {
  let isLate: SQL = "clock.status = 'running' AND clock.sense = 'by' AND clock.due_at < \(now)"
  return """
    (EXISTS (SELECT 1 FROM clock WHERE clock.about_id = ehc_case.id AND \(isLate)
      AND clock.rule_id IN ('EHC-06', 'EHC-16', 'EHC-20', 'AR-12M'))
    OR EXISTS (SELECT 1 FROM ehc_review r JOIN clock ON clock.about_id = r.id WHERE r.case_id = ehc_case.id AND \(isLate)
      AND clock.rule_id IN ('AR-RPT', 'AR-DEC', 'AR-FIN'))
    OR EXISTS (SELECT 1 FROM ehc_reassessment a JOIN clock ON clock.about_id = a.id WHERE a.case_id = ehc_case.id
      AND \(isLate) AND clock.rule_id IN ('RE-15', 'RE-14')))
    """
}

/// How a case under way will do, as far as can be said.
struct CaseOutlook: Sendable {
  let ehcCase: ID<EHCCase>
  let officer: PractitionerID?
  /// The day on which it came to its present stage.
  let entered: Day
  let isLikelyLate: Bool
}

extension Transaction {
  /// Cases that are open, of children whose record this caller may open: under way first, the oldest first.
  func caseload(_ only: SQL, for caller: Caller, limit: Int, offset: Int) throws -> [(EHCCase, String)] {
    let cases: [EHCCase] = try all(
      """
      \(EHCCase.query) WHERE ehc_case.state IN ('requested', 'assessing', 'drafting', 'drafted', 'maintained')
        AND child.closed_on IS NULL \(only) AND \(visibleChildren(to: caller, by: .openRecord))
      ORDER BY CASE WHEN ehc_case.state = 'maintained' THEN 1 ELSE 0 END, ehc_case.received_on, ehc_case.id
      LIMIT \(limit) OFFSET \(offset)
      """)
    let names = Dictionary(uniqueKeysWithValues: try children(Array(Set(cases.map(\.child)))).map { ($0.id, $0.name) })
    return cases.map { ($0, names[$0.child] ?? "") }
  }

  func loads(for caller: Caller, at now: Instant) throws -> [OfficerLoad] {
    try all(
      """
      SELECT officer.id, officer.name, sum(CASE WHEN ehc_case.state = 'maintained' THEN 0 ELSE 1 END),
        sum(CASE WHEN ehc_case.state = 'maintained' THEN 1 ELSE 0 END),
        sum(CASE WHEN \(hasLateClock(at: now)) THEN 1 ELSE 0 END),
        sum(CASE WHEN EXISTS (SELECT 1 FROM clock WHERE clock.about_id = ehc_case.id AND clock.status = 'running'
          AND clock.sense = 'by' AND clock.due_at >= \(now) AND clock.due_at <= \(now.day.adding(days: 28).end)
          AND clock.rule_id IN ('EHC-06', 'EHC-16', 'EHC-20', 'AR-12M')) THEN 1 ELSE 0 END)
      FROM ehc_case JOIN child ON child.id = ehc_case.child_id
        LEFT JOIN practitioner officer ON officer.id = ehc_case.officer_id
      WHERE ehc_case.state IN ('requested', 'assessing', 'drafting', 'drafted', 'maintained')
        AND child.closed_on IS NULL AND \(visibleChildren(to: caller, by: .openRecord))
      GROUP BY officer.id, officer.name ORDER BY officer.name, officer.id
      """)
  }

  /// Every case under way that this caller may know, with what its present stage makes likely: one query for all.
  func outlooks(for caller: Caller, on today: Day, histories: [CaseHistory]) throws -> [CaseOutlook] {
    let found = try rows(
      """
      SELECT ehc_case.id, ehc_case.officer_id, ehc_case.state, ehc_case.received_on,
        (SELECT max(s.taken_on) FROM ehc_step s WHERE s.case_id = ehc_case.id AND s.undone_at IS NULL
          AND s.state_to = ehc_case.state),
        (SELECT max(clock.due_at) FROM clock WHERE clock.about_id = ehc_case.id AND clock.rule_id = 'EHC-20'
          AND clock.status = 'running')
      FROM ehc_case JOIN child ON child.id = ehc_case.child_id
      WHERE ehc_case.state IN ('requested', 'assessing', 'drafting', 'drafted') AND child.closed_on IS NULL
        AND \(visibleChildren(to: caller, by: .openRecord))
      """
    ) { row in
      (
        try row[0] as ID<EHCCase>, try row[1] as PractitionerID?, try row[2] as CaseState, try row[3] as Day,
        try row[4] as Day?, try row[5] as Instant?
      )
    }
    let past = PastStays(histories)
    return found.map { id, officer, state, received, entered, due in
      let began = entered ?? received
      let chance = due.flatMap { due -> Double? in
        guard due.day >= today else { return nil }
        return past.chanceOfLate(
          in: state, entered: received.days(until: began), today: received.days(until: today),
          limit: received.days(until: due.day))
      }
      return CaseOutlook(ehcCase: id, officer: officer, entered: began, isLikelyLate: (chance ?? 0) > 0.5)
    }
  }

  func decisions(of today: Day, for caller: Caller) throws -> [MonthlyDecision] {
    let month: SQL = "BETWEEN \(Day(today.year, today.month, 1)!) AND \(today)"
    func counted(_ what: SQL, in table: SQL, on day: SQL, _ only: SQL = "") throws -> [(String, Int)] {
      try rows(
        """
        SELECT \(what), count(*) FROM \(table) t JOIN ehc_case ON ehc_case.id = t.case_id
          JOIN child ON child.id = ehc_case.child_id
        WHERE t.\(day) \(month) \(only) AND \(visibleChildren(to: caller, by: .openRecord))
        GROUP BY \(what) ORDER BY \(what)
        """
      ) { (try $0[0] as String, try $0[1] as Int) }
    }
    let steps = try counted(
      "t.step", in: "ehc_step", on: "taken_on", "AND t.undone_at IS NULL AND t.step NOT IN ('receive', 'take_in')")
    let reviews = try counted(
      "CASE WHEN t.reassess_on IS NULL THEN t.outcome ELSE 'reassess' END", in: "ehc_review", on: "decided_on")
    let again = try counted("t.answer", in: "ehc_reassessment", on: "decided_on")
    let ends = try counted("t.code", in: "ehc_ending", on: "decided_on", "AND t.off_on IS NULL").map(\.1).reduce(0, +)
    var found = steps.compactMap { step, count in
      StepKind(rawValue: step).map { MonthlyDecision(words: $0.done, count: count) }
    }
    found += reviews.compactMap { outcome, count in
      ReviewOutcome(rawValue: outcome).map {
        MonthlyDecision(words: "After a review: \($0.title.lowercasedFirst)", count: count)
      }
    }
    found += again.compactMap { answer, count in
      ReassessmentAnswer(rawValue: answer).map {
        MonthlyDecision(words: "A re-assessment was asked for: \($0.title.lowercasedFirst)", count: count)
      }
    }
    return ends == 0 ? found : found + [MonthlyDecision(words: "The council decided to end the plan", count: ends)]
  }
}
