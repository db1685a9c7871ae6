import Design
import Kernel
import Web

/// A visitor's week; for a manager, the week of everybody in the team.
struct DiaryPage: Page, Codable {
  /// The day on which the week begins.
  let monday: Day
  /// The visits of the week, in order.
  let lines: [DiaryLine]
  /// Minutes on the way from the visit before of the same visitor and day, by visit.
  let ways: [ID<Visit>: Int]
  /// What waits to be written up, of whatever week.
  let unwritten: [DiaryLine]
  let isTeam: Bool
  /// Whom and which areas the week can be narrowed to; what it is narrowed to.
  let visitors: [String]
  let areas: [String]
  let filter: Entry
  private var isFiltered: Bool { filter["visitor"]?.isEmpty == false || filter["area"]?.isEmpty == false }
  /// Where a visitor’s own working pattern is.
  let ownPath: String?
  let today: Day
  var title: String { isTeam ? "The team’s visits" : "My visits" }
  var isWide: Bool { isTeam }
  var sheet: Sheet? {
    Sheet(
      name: "visits-\(monday)", columns: ["day", "time", "child", "kind", "state", "visitor", "postcode"],
      rows: lines.map {
        [
          $0.startsAt.day.description, $0.startsAt.london.clock, $0.childName, $0.kind.title, $0.state.title,
          $0.visitorName, $0.postcode?.text ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: weekWords)
      subNavigation(
        [
          NavItem("Week before", path(monday.adding(days: -7))),
          NavItem("This week", path(today), isCurrent: (monday...monday.adding(days: 6)).contains(today)),
          NavItem("Week after", path(monday.adding(days: 7))),
        ], label: "Weeks")
      if isTeam, visitors.count + areas.count > 1 || isFiltered {
        filterForm(to: "/visits", fields: DiaryFilter.fields(visitors: visitors, areas: areas), filter, submit: "Show")
      }
      if isTeam {
        bulletList([
          link("Caseloads and waiting", to: "/visits/caseload"), link("Who home visiting is for", to: "/visits/rules"),
        ])
      } else {
        bulletList(
          [link("Take your visits along without signal", to: "/visits/offline")]
            + [link("Your visits in another calendar", to: "/visits/calendar")]
            + (ownPath.map { [link("When you visit, and leave", to: $0)] } ?? []))
      }
      if !unwritten.isEmpty {
        card("To be written up", style: .lead) {
          taskList(
            unwritten.map {
              TaskItem(
                "Write up the visit to \($0.childName)", link: "\($0.path)/record",
                hint: "\($0.startsAt.spoken(near: today))\(isTeam ? ", \($0.visitorName)" : "")",
                status: dueTag(due: $0.startsAt.day.adding(days: 1), today: today))
            }, id: "unwritten")
        }
      }
      if lines.isEmpty {
        emptyState("There is no visit in this week", "You plan one from the child’s record.")
      } else {
        (0..<7).map { monday.adding(days: $0) }.map { dayCard($0, view) }
        paragraph(markup: link("Download this week as a spreadsheet", to: "/visits?week=\(monday)&format=csv"))
      }
    }
  }

  private func path(_ day: Day) -> String {
    withQuery("/visits", [("week", day.description), ("visitor", filter["visitor"]), ("area", filter["area"])])
  }

  /// `16 to 22 November 2026`
  private var weekWords: String {
    let sunday = monday.adding(days: 6)
    let first =
      monday.month == sunday.month
      ? monday.long.prefix { $0 != " " } : monday.year == sunday.year ? monday.long.dropLast(5) : monday.long[...]
    return "\(first) to \(sunday.long)"
  }

  private func dayCard(_ day: Day, _ view: View) -> HTML {
    let visits = lines.filter { $0.startsAt.day == day }
    if visits.isEmpty && day.weekday.isWeekend { return .empty }
    return card(day.longWithWeekday, id: "day-\(day)") {
      table(
        Table(
          "Visits on \(day.long)",
          [.init("Time"), .init("Child"), .init("Where"), .init("What")] + (isTeam ? [.init("Visitor")] : []),
          visits.map { visit in
            .init(
              [
                clockTime(visit.startsAt), link(visit.childName, to: "/children/\(visit.child)"),
                whereWords(visit),
                """
                \(link(visit.kind.title, to: visit.path, hiddenText: "to \(visit.childName)")) \
                \(stateTag(visit, view))\(whoComesAlong(visit, view))
                """,
              ] + (isTeam ? ["\(visit.visitorName)" as HTML] : []))
          }, empty: "No visits.", isEven: true))
    }
  }

  private func whereWords(_ line: DiaryLine) -> HTML {
    let place = line.place ?? line.postcode?.text ?? "At home"
    guard let minutes = ways[line.visit] else { return "\(place)" }
    return "\(place)<br><span class=\"app-hint\">About \(minutes) min from the visit before</span>"
  }

  /// Who else comes; to whoever comes along, whose visit it is.
  private func whoComesAlong(_ line: DiaryLine, _ view: View) -> HTML {
    let isAlong = line.joint != nil && line.joint == view.caller.practitioner
    guard let name = isAlong ? line.visitorName : line.jointWith else { return .empty }
    return "<br><span class=\"app-hint\">With \(name)</span>"
  }

  private func stateTag(_ line: DiaryLine, _ view: View) -> HTML {
    switch line.state {
    case .planned where line.startsAt < view.now: tag("To be written up", .yellow)
    case .planned: tag("Planned", .blue)
    case .held: tag("Held", .green)
    case .cancelled: tag("Called off", .grey)
    }
  }
}
