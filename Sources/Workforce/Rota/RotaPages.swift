import Design
import Kernel
import Web

private func clock(_ minute: Int) -> String {
  LondonTime(day: Day(2026, 1, 5)!, minuteOfDay: minute).clock
}

/// A team's week before a rota is suggested: who works when, and how many are to be visited.
struct TeamWeekPage: Page, Codable {
  let monday: Day
  let visitors: [RotaWeek.Visitor]
  let toVisit: Int
  let planned: Int
  /// Where the suggestion of this week is; nil where there is none.
  let rota: String?
  let isPast: Bool
  var title: String { "The team’s week" }
  var trail: [Link] { [workforceHome] }
  var menuPath: String? { "/workforce" }
  var isWide: Bool { true }
  private var days: [Day] { (0..<5).map { monday.adding(days: $0) } }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "Week of \(monday.long)")
      subNavigation(
        [
          NavItem("Week before", "/workforce/rota?week=\(monday.adding(days: -7))"),
          NavItem("Week after", "/workforce/rota?week=\(monday.adding(days: 7))"),
        ], label: "Weeks")
      if visitors.isEmpty {
        emptyState("You supervise nobody who visits", "The week follows the structure: whoever reports to your post.")
      } else {
        tiles([
          Tile("To visit", "\(toVisit)", note: "children"), Tile("In the diary", "\(planned)", note: "already"),
          Tile(
            "Still to be placed", "\(toVisit - planned)", note: "in this week",
            tone: toVisit > planned ? .warning : .good),
        ])
        buttonGroup {
          if !isPast {
            view.postButton(
              rota == nil ? "Suggest a week" : "Suggest it anew", to: "/workforce/rotas", ["week": monday.description],
              style: .primary)
          }
          rota.map { linkButton("See the suggested week", to: $0, style: .secondary) } ?? .empty
        }
        if isPast { paragraph("This week has begun: what is left of it is planned by hand.") }
        card("Who works when", id: "hours") { hours }
      }
    }
  }

  private var hours: HTML {
    table(
      Table(
        "Hours of work in this week",
        [.init("Name")] + days.map { .init("\($0.weekday.name) \($0.parts.day)") }
          + [.init("Alone"), .init("Speaks and knows")],
        visitors.map { visitor in
          .init(
            ["\(visitor.name)"]
              + days.map { day in
                let own = visitor.works.filter { $0.day == day }
                return own.isEmpty
                  ? "Away" : "\(own.map { "\(clock($0.from)) to \(clock($0.to))" }.joined(separator: ", "))"
              } + [visitor.mayVisitAlone ? tag("Yes", .green) : tag("Not now", .red)]
              + ["\(((visitor.languages ?? []) + (visitor.skills ?? [])).joined(separator: ", "))"])
        }))
  }
}

/// A suggested week: who goes where when, whom it leaves out and why.
struct RotaPage: Page, Codable {
  struct Stop: Codable, Sendable {
    let child: ChildID
    let name: String
    let visitor: String
    let day: Day
    let start: Int
    let minutes: Int
    let way: Int
    let isUsual: Bool
    let isKnownTime: Bool
    let isPlanned: Bool
    let isSet: Bool
    /// Who comes along where two go.
    let second: String?
    let wishes: [String]
    let isPlaceKnown: Bool
  }
  struct Left: Codable, Sendable {
    let child: ChildID
    let name: String
    let words: String
    let wishes: [String]
  }
  let rota: ID<Rota>
  let monday: Day
  let days: [Day]
  let visitors: [String]
  /// In the order of days and of time.
  let stops: [Stop]
  let left: [Left]
  let continuity: Double?
  let way: Int
  let approvedAt: Instant?
  let mayApprove: Bool
  let version: Int
  var title: String { "A suggested week" }
  var trail: [Link] { [workforceHome, Link("The team’s week", "/workforce/rota?week=\(monday)")] }
  var menuPath: String? { "/workforce" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "week-\(monday)",
      columns: [
        "day", "time", "minutes", "visitor", "child", "usual_visitor", "known_time", "way", "second", "wishes",
      ],
      rows: stops.map {
        [
          $0.day.description, clock($0.start), "\($0.minutes)", $0.visitor, $0.name, $0.isUsual ? "yes" : "no",
          $0.isKnownTime ? "yes" : "no", "\($0.way)", $0.second ?? "", $0.wishes.joined(separator: " "),
        ]
      })
  }
  private func path(_ child: ChildID) -> String { "/workforce/rotas/\(rota)/visits/\(child)" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "Week of \(monday.long)")
      tiles([
        Tile(
          "Placed", "\(stops.count) of \(stops.count + left.count)", note: "visits",
          tone: left.isEmpty ? .good : .warning),
        Tile(
          "With their usual visitor", continuity.map { "\(Int(($0 * 100).rounded()))%" } ?? "–",
          note: "of those placed"),
        Tile("At the time they know", "\(stops.count { $0.isKnownTime })", note: "visits"),
        Tile("On the way", hoursAndMinutes(way), note: "all together"),
      ])
      approval(view)
      if !left.isEmpty {
        card("Could not be placed", id: "left", style: .lead) {
          table(
            Table(
              "Visits that could not be placed",
              [.init("Child"), .init("Why"), .init("What the family wishes"), .init("Change")],
              left.map { line in
                .init([
                  link(line.name, to: "/children/\(line.child)"), "\(line.words)",
                  "\(line.wishes.joined(separator: " "))",
                  approvedAt == nil
                    ? link("Set by hand", to: path(line.child), hiddenText: "the visit to \(line.name)") : "",
                ])
              }))
        }
      }
      days.map(dayCard)
      card("Each visitor’s week", id: "by-visitor") { byVisitor }
      paragraph(markup: link("Download this week as a spreadsheet", to: "/workforce/rotas/\(rota)?format=csv"))
    }
  }

  /// How the week is shared out. The way is there, from the base or the visit before; the way home is not in it.
  private var byVisitor: HTML {
    table(
      Table(
        "Visits and ways by visitor",
        [
          .init("Visitor"), .init("Visits", numeric: true), .init("With families", numeric: true),
          .init("On the way there", numeric: true),
        ],
        visitors.map { name in
          let own = stops.filter { $0.visitor == name || $0.second == name }
          let (minutes, way) = (
            own.reduce(0) { $0 + $1.minutes }, own.filter { $0.visitor == name }.reduce(0) { $0 + $1.way }
          )
          return .init([
            "\(name)", "\(own.count)", "\(hoursAndMinutes(minutes))", "\(hoursAndMinutes(way))",
          ])
        }))
  }

  @HTMLBuilder private func approval(_ view: View) -> HTML {
    if let approvedAt {
      insetText { paragraph("This week is in the diary since \(approvedAt.long).") }
    } else if mayApprove {
      insetText {
        paragraph("Nothing of this is in the diary yet, and no family sees it. Change what you like, then put it in.")
      }
      view.postButton(
        "Put this week into the diary", to: "/workforce/rotas/\(rota)/approval", ["version": "\(version)"],
        style: .primary)
    } else {
      paragraph("This week has begun: what is left of it is planned by hand.")
    }
  }

  private func dayCard(_ day: Day) -> HTML {
    card(day.longWithWeekday, id: "day-\(day)") {
      table(
        Table(
          "Visits on \(day.long)",
          [
            .init("Time"), .init("Child"), .init("Visitor"), .init("Way", numeric: true), .init("Notes"),
            .init("Change"),
          ],
          stops.filter { $0.day == day }.map { stop in
            .init([
              "\(clock(stop.start)) to \(clock(stop.start + stop.minutes))",
              link(stop.name, to: "/children/\(stop.child)"),
              "\(stop.visitor)\(stop.second.map { ", with \($0)" } ?? "")", "\(stop.way) min", notes(stop),
              stop.isPlanned || approvedAt != nil
                ? "" : link("Change", to: path(stop.child), hiddenText: "the visit to \(stop.name)"),
            ])
          }, empty: "No visits.", isEven: true))
    }
  }

  private func notes(_ stop: Stop) -> HTML {
    let tags: [HTML] =
      (stop.isPlanned ? [tag("In the diary", .green)] : stop.isSet ? [tag("Set by hand", .blue)] : [])
      + (stop.isUsual ? [] : [tag("Another visitor", .yellow)])
      + (stop.isKnownTime || stop.isPlanned ? [] : [tag("Another time", .grey)])
      + (stop.isPlaceKnown ? [] : [tag("Place not known", .grey)])
    let wishes: HTML =
      stop.wishes.isEmpty ? .empty : "<span class=\"app-hint\">\(stop.wishes.joined(separator: " "))</span>"
    return (tags.isEmpty || stop.wishes.isEmpty) ? "\(tags.joined(" "))\(wishes)" : "\(tags.joined(" "))<br>\(wishes)"
  }
}

/// The form that sets one visit by hand.
struct StopPage: Page, Codable {
  struct Person: Codable, Sendable {
    let id: PractitionerID
    let name: String
  }
  let rota: ID<Rota>
  let monday: Day
  let child: ChildID
  let name: String
  /// Why it is not placed; nil where it is.
  let why: String?
  let wishes: [String]
  let visitors: [Person]
  let days: [Day]
  let isSet: Bool
  let entry: Entry
  var title: String { "The visit to \(name)" }
  var trail: [Link] {
    [
      workforceHome, Link("The team’s week", "/workforce/rota?week=\(monday)"),
      Link("A suggested week", "/workforce/rotas/\(rota)"),
    ]
  }
  var menuPath: String? { "/workforce" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      why.map { words in insetText { paragraph("It could not be placed. \(words)") } } ?? .empty
      if !wishes.isEmpty { paragraph("What the family wishes: \(wishes.joined(separator: " "))") }
      paragraph("What you set here stays, and the rest of the week is arranged around it.")
      view.form(to: "/workforce/rotas/\(rota)/visits/\(child)", keepsDraft: false) {
        hidden("version", entry["version"] ?? "")
        control(
          Field(
            "visitor", RotaForm.visitor.label, .choice(visitors.map { .init($0.id.description, $0.name) }),
            required: RotaForm.visitor.required),
          entry)
        control(
          Field(
            "day", RotaForm.day.label, .choice(days.map { .init($0.description, $0.longWithWeekday) }),
            required: RotaForm.day.required),
          entry)
        control(RotaForm.at, entry)
        button("Set it")
      }
      if isSet {
        view.postButton(
          "Let it be placed freely again", to: "/workforce/rotas/\(rota)/visits/\(child)",
          ["free": "yes", "version": entry["version"] ?? ""])
      }
    }
  }
}

/// “2 h 23 min”, “55 min”.
private func hoursAndMinutes(_ minutes: Int) -> String {
  minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
}
