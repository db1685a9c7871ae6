import Clocks
import Design
import Kernel
import People
import Store
import Web

/// A practitioner's day: what is late, what is due, what comes; and the children they work with.
struct TodayPage: Page, Codable {
  let name: String
  let today: Day
  let tasks: [ToDo]
  let children: [ChildLine]
  var title: String { "Today" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "today-\(today)", columns: ["what", "about", "due"],
      rows: tasks.map { [$0.title, $0.hint, $0.due?.description ?? ""] })
  }
  struct ChildLine: Codable, Sendable, Hashable {
    let child: ChildID
    let name: String
    let born: String
    let part: String
    let isKeyWorker: Bool
    let isLead: Bool
  }

  func body(_ view: View) -> HTML {
    let late = tasks.filter { $0.isUrgent || $0.isLate || ($0.due.map { $0 < today } ?? false) }
    let due = tasks.filter { !late.contains($0) && $0.due == today }
    let rest = tasks.filter { !late.contains($0) && !due.contains($0) }
    // A manager or a screener works with no child of their own: nothing is missing then.
    let hasChildren = !children.isEmpty || view.caller.has(.practitioner)
    let counts = [
      Tile("Late or urgent", "\(late.count)", tone: late.isEmpty ? .good : .bad),
      Tile("Due today", "\(due.count)", tone: due.isEmpty ? .plain : .warning), Tile("Coming", "\(rest.count)"),
    ]
    return markup {
      pageHeading(title, caption: today.longWithWeekday)
      tiles(counts + (hasChildren ? [Tile("Children", "\(children.count)", link: "#children")] : []))
      columns {
        if !late.isEmpty {
          card("Late or urgent", style: .lead) { toDoList(late, today: today, empty: "", id: "late") }
        }
        card("Due today") { toDoList(due, today: today, empty: "Nothing is due today.", id: "due") }
        card("Coming") { toDoList(rest, today: today, empty: "Nothing else is waiting for you.", id: "rest") }
        if !tasks.isEmpty {
          paragraph(markup: link("Download this list as a spreadsheet", to: "/today?format=csv"))
        }
      } side: {
        if hasChildren { childrenCard }
      }
    }
  }
}

extension TodayPage {
  private var childrenCard: HTML {
    card("The children you work with", id: "children") {
      peopleList(
        children.map { line in
          PersonLine(
            link: "/children/\(line.child)", line.name, facts: ["Born \(line.born)", "\(line.part)"],
            tags: markup {
              if line.isKeyWorker { tag("Key worker", .teal) }
              if line.isLead { tag("Lead", .blue) }
            })
        }, empty: "You do not work with a child yet. Your manager gives you one, or you find one by searching.")
    }
  }
}

/// A manager's team: who carries what, what is late, what nobody has.
struct TeamPage: Page, Codable {
  let teams: [String]
  let figures: [String]
  let people: [Line]
  let tasks: [ToDo]
  /// Time limits that are late, or so near that the manager was told.
  let limits: [LimitLine]
  let today: Day
  var title: String { "Team" }
  var isWide: Bool { true }
  struct Line: Codable, Sendable, Hashable {
    let name: String
    let jobTitle: String
    let children: Int
    let counts: [Int]
    let isLate: [Bool]
  }
  var sheet: Sheet? {
    Sheet(
      name: "team-\(today)", columns: ["name", "job", "children"] + figures,
      rows: people.map { [$0.name, $0.jobTitle, "\($0.children)"] + $0.counts.map { "\($0)" } })
  }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: teams.joined(separator: ", "))
      tiles([
        Tile("People", "\(people.count)"), Tile("Children", "\(people.map(\.children).reduce(0, +))"),
        Tile("For you to do", "\(tasks.count)", tone: tasks.isEmpty ? .good : .warning),
        Tile(
          "Late", "\(limits.count(where: \.isLate))", link: "#limits",
          tone: limits.contains(where: \.isLate) ? .bad : .good),
      ])
      card("For you to do", style: .lead) {
        toDoList(tasks, today: today, empty: "Nothing waits for you.", id: "manager")
      }
      card("Time limits that are late or nearly over", id: "limits") { limitTable }
      card("Who carries what") {
        barChart(
          ChartWords(
            id: "caseload", finding: finding, measure: "Children with an open link, by practitioner, today.",
            description: "One bar for each practitioner of the team.", rowTitle: "Practitioner", valueTitle: "Children"),
          people.map { Figure($0.name, Double($0.children)) })
        table(
          Table(
            "Caseload by person",
            [.init("Name"), .init("Children", numeric: true)] + figures.map { .init($0, numeric: true) },
            people.map { line in
              .init(
                ["\(line.name), \(line.jobTitle)", "\(line.children)"]
                  + zip(line.counts, line.isLate).map { count, late in
                    late && count > 0 ? "<strong>\(count)</strong>" : "\(count)"
                  })
            }, empty: "Nobody works in this team yet."))
        paragraph(markup: link("Download as a spreadsheet", to: "/team?format=csv"))
      }
    }
  }
  private var limitTable: HTML {
    table(
      Table(
        "Time limits that are late or nearly over",
        [.init("What"), .init("About"), .init("Who has it"), .init("Due"), .init("How it stands")],
        limits.map { line in
          .init([
            "\(line.title)", line.path.map { link(line.about, to: $0) } ?? "\(line.about)",
            "\(line.holder ?? "Nobody yet")", line.due == line.due.day.end ? day(line.due.day) : time(line.due),
            tag(line.words, line.isLate ? .red : .yellow),
          ])
        }, empty: "Nothing is late, and nothing is nearly over."))
  }
  private var finding: String {
    guard let most = people.max(by: { $0.children < $1.children }), most.children > 0 else {
      return "Nobody has a child yet"
    }
    let mean = Double(people.map(\.children).reduce(0, +)) / Double(people.count)
    return "\(most.name) carries the most: \(most.children), where the average is \(Int(mean.rounded()))"
  }
}

func workPageRoutes(_ slices: [Slice]) -> [Route] {
  [
    .page("/today", "A practitioner’s day", may: .today, keepsDraft: false) { request, tx in
      TodayPage(
        name: request.caller.name, today: request.today,
        tasks: inOrder(
          try withEscalations(slices.compactMap(\.tasks).flatMap { try $0(nil, request, tx) }, slices, request, tx)),
        children: try childLines(request, tx))
    },
    .page("/team", "A manager’s team", may: .team, keepsDraft: false) { request, tx in try teamPage(slices, request, tx)
    },
    .page("/clocks", "Every time limit that the reader may see", may: .listClocks, asks: ClockFilter.all + [.page]) {
      request, tx in try clocksPage(slices, request, tx)
    },
  ]
}

private func childLines(_ request: Request, _ tx: Transaction) throws -> [TodayPage.ChildLine] {
  guard let practitioner = request.caller.practitioner else { return [] }
  return try tx.rows(
    """
    SELECT child.id, child.given_name, child.family_name, child.birth_on, i.part, i.is_key_worker, i.is_lead,
      child.died_on
    FROM involvement i JOIN child ON child.id = i.child_id
    WHERE i.practitioner_id = \(practitioner) AND i.ended_on IS NULL
    ORDER BY child.family_name, child.given_name, child.id LIMIT 200
    """
  ) { row in
    let (born, died): (Day?, Day?) = (try row[3], try row[7])
    return TodayPage.ChildLine(
      child: try row[0], name: "\(try row[1] as String) \(try row[2] as String)",
      born: (born.map { "\($0.long) (\($0.age(on: died ?? request.today)))" } ?? "Not known")
        + (died.map { ", died \($0.long)" } ?? ""),
      part: try row[4],
      isKeyWorker: try row[5], isLead: try row[6])
  }
}

private func teamPage(_ slices: [Slice], _ request: Request, _ tx: Transaction) throws -> TeamPage {
  let teams = request.caller.teams
  let people = try tx.practitioners(teams: teams)
  let figures = try slices.compactMap(\.caseload).flatMap { try $0(teams, request, tx) }
  var names: [String] = []
  for figure in figures where !names.contains(figure.figure) { names.append(figure.figure) }
  let carried = Dictionary(
    try tx.rows(
      """
      SELECT practitioner_id, count(DISTINCT child_id) FROM involvement
      WHERE ended_on IS NULL AND practitioner_id IN \(list: people.map(\.id))
        AND \(isIncluded("involvement.child_id", for: request.caller)) GROUP BY practitioner_id
      """
    ) { row in (try row[0] as PractitionerID, try row[1] as Int) }, uniquingKeysWith: +)
  return TeamPage(
    teams: try tx.teams().filter { teams.contains($0.id) }.map(\.name), figures: names,
    people: people.map { person in
      let mine = figures.filter { $0.practitioner == person.id }
      let found = names.map { name in mine.first { $0.figure == name } }
      return TeamPage.Line(
        name: person.name, jobTitle: person.jobTitle, children: carried[person.id] ?? 0,
        counts: found.map { $0?.count ?? 0 }, isLate: found.map { $0?.isLate ?? false })
    }, tasks: inOrder(try slices.compactMap(\.tasks).flatMap { try $0(nil, request, tx) }),
    limits: try limitLines(slices, request, tx), today: request.today)
}
