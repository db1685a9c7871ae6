import Design
import Kernel
import People
import Web

/// How full each visitor is, who waits and how long, and whether areas fare alike.
struct CaseloadPage: Page, Codable {
  let visitors: [Line]
  let waiting: [VisitingLine]
  /// Empty where no location is known: areas are localities then.
  let byLocation: [EquityLine]
  let byArea: [EquityLine]
  let byTeam: [EquityLine]
  let byInterpreter: [EquityLine]
  /// Of all children before school, by area and by language.
  let reachByArea: [ReachFigure]
  let reachByLanguage: [ReachFigure]
  /// Beside those who live there; empty where nobody has loaded how many do.
  let populationByLocation: [PopulationLine]
  let populationByArea: [PopulationLine]
  /// Who published it, and of which year.
  let populationSource: String?
  /// Groups that are reached less than half as often as all together.
  let notReached: [String]
  let today: Day
  struct Line: Sendable, Codable, Hashable {
    let visitor: PractitionerID
    let name: String
    let families: Int
    /// In families that are visited every week.
    let load: Double
    let places: Double
    let isAway: Bool
    /// Whoever has no family and no place works in the team, and visits nobody.
    var visits: Bool { families > 0 || places > 0 }
    var free: Double { ((places - load) * 10).rounded() / 10 }
  }
  var title: String { "Caseloads and waiting" }
  var trail: [Link] { [Link("Visits", "/visits")] }
  var menuPath: String? { "/visits" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "home-visiting-\(today)",
      columns: [
        "kind", "group", "referrals", "declined", "waiting", "longest_wait_days", "days_to_first_visit",
        "visits_a_month",
        "missed_by_family",
        "missed_by_service",
      ],
      rows: (byLocation.map { ("location", $0) } + byArea.map { ("area", $0) }).map { kind, line in
        [
          kind, line.group, "\(line.referrals)", "\(line.declined)", "\(line.waiting)",
          line.longestWait.map(String.init) ?? "",
          line.daysToFirstVisit.map(String.init) ?? "",
          line.visitsAMonth.map(plain) ?? "", "\(line.missedByFamily)", "\(line.missedByService)",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      buttonGroup {
        linkButton("What it achieves", to: "/visits/outcomes", style: .secondary)
        linkButton("Who it is for", to: "/visits/rules", style: .secondary)
      }
      card(waitingWords, id: "waiting", style: .lead) { waitingTable }
      card(roomWords, id: "visitors") {
        visitorTable
        let others = visitors.filter { !$0.visits }
        if !others.isEmpty {
          details("Others in your teams (\(others.count))") {
            bulletList(others.map { link($0.name, to: "/visits/visitors/\($0.visitor)") })
          }
        }
      }
      card("Are areas and locations treated alike?", id: "areas") {
        paragraph(
          "Asked for in the last 12 months, or still open. Visits and missed visits are of the last \(weeksCounted) weeks."
        )
        if !byLocation.isEmpty { equityTable("By location", byLocation) }
        equityTable("By area", byArea)
        equityTable("By team", byTeam)
        equityTable("By language", byInterpreter)
        paragraph(markup: link("Download locations and areas as a spreadsheet", to: "/visits/caseload?format=csv"))
      }
      reach
    }
  }

  private var reach: HTML {
    card("Who is not reached?", id: "reach") {
      paragraph(
        notReached.isEmpty
          ? "No area and no language is reached less than half as often as the others."
          : "Reached less than half as often as all together: \(notReached.joined(separator: ", ")).")
      if let populationSource {
        populationTable("Children under five by location, beside those who live there", populationByLocation)
        if !populationByArea.isEmpty {
          populationTable("Children under five by area, beside those who live there", populationByArea)
        }
        paragraph(
          "“Expected” is how many would have been asked for, were every place reached alike. Who lives where: \(populationSource)."
        )
      } else {
        paragraph(
          "How many young children live where is not loaded: places are compared by the children whom the partnership knows. Whoever runs Keywork can load it (keywork import population)."
        )
      }
      reachTable("Children before school by area", reachByArea)
      reachTable("Children before school by language at home", reachByLanguage)
      paragraph(
        "Of children under five whom the partnership knows; asked for in the last 12 months, or visited now. Counts of everybody, and nobody’s name."
      )
    }
  }
  private func populationTable(_ title: String, _ lines: [PopulationLine]) -> HTML {
    markup {
      heading(title, .h3, size: .s)
      table(
        Table(
          title,
          [
            .init("Group"), .init("Live there", numeric: true), .init("Known to us", numeric: true),
            .init("Asked for", numeric: true), .init("Expected", numeric: true), .init("Note"),
          ],
          lines.map { line in
            .init([
              "\(line.group)", "\(grouped(line.children))",
              "\(line.known.map(grouped) ?? "Fewer than \(fewestAnswers)")",
              "\(line.asked.map(String.init) ?? "Fewer than \(fewestAnswers)")",
              "\(plain((line.expected * 10).rounded() / 10))",
              line.isMissed ? tag("Less than half", .yellow) : .empty,
            ])
          }, empty: "No place has an estimate.", isEven: true))
    }
  }
  private func reachTable(_ title: String, _ lines: [ReachFigure]) -> HTML {
    markup {
      heading(title, .h3, size: .s)
      table(
        Table(
          title,
          [
            .init("Group"), .init("Children known", numeric: true), .init("Asked for", numeric: true),
            .init("For every 1,000", numeric: true),
          ],
          lines.map { line in
            .init([
              "\(line.group)", "\(line.known.map(grouped) ?? "Fewer than \(fewestAnswers)")",
              "\(line.asked.map(String.init) ?? "Fewer than \(fewestAnswers)")",
              "\(line.rate.map { plain($0.rounded()) } ?? "Too few to show")",
            ])
          }, empty: "No child before school is known.", isEven: true))
    }
  }

  private var waitingWords: String {
    guard let longest = waiting.map({ $0.receivedOn.days(until: today) }).max() else { return "Nobody waits" }
    return "\(waiting.count) \(waiting.count == 1 ? "family waits" : "families wait"), the longest for \(longest) days"
  }
  private var waitingTable: HTML {
    table(
      Table(
        "Families that wait",
        [.init("Child"), .init("Area"), .init("Where it stands"), .init("Waiting", numeric: true), .init("Team")],
        waiting.map { line in
          .init(
            [
              "\(line.childName)", "\(line.area ?? "Not known")", referralTag(line.state),
              "\(line.receivedOn.days(until: today)) days", "\(line.teamName ?? "Not decided yet")",
            ], link: visitingPath(line.child))
        }, empty: "No family waits for a decision or a visitor."))
  }

  private var roomWords: String {
    let free = visitors.reduce(0) { $0 + max(0, $1.free) }
    return "Room for \(plain((free * 10).rounded() / 10)) more families a week"
  }
  private var visitorTable: HTML {
    table(
      Table(
        "Visitors",
        [
          .init("Visitor"), .init("Families", numeric: true), .init("Load", numeric: true),
          .init("Places", numeric: true),
          .init("Free", numeric: true), .init("Note"),
        ],
        visitors.filter(\.visits).map { line in
          .init(
            [
              "\(line.name)", "\(line.families)", "\(plain((line.load * 10).rounded() / 10))", "\(plain(line.places))",
              "\(plain(line.free))",
              line.isAway ? tag("Away today", .grey) : line.free < 0 ? tag("Too full", .red) : .empty,
            ], link: "/visits/visitors/\(line.visitor)")
        }, empty: "The team has no visitor yet."))
  }

  private func equityTable(_ title: String, _ lines: [EquityLine]) -> HTML {
    markup {
      heading(title, .h3, size: .s)
      table(
        Table(
          title,
          [
            .init("Group"), .init("Asked for", numeric: true), .init("Declined", numeric: true),
            .init("Waiting", numeric: true), .init("Longest wait", numeric: true),
            .init("Days to the first visit", numeric: true),
            .init("Visits a month", numeric: true), .init("Missed by families", numeric: true),
            .init("Called off by us", numeric: true),
          ],
          lines.map { line in
            .init([
              "\(line.group)", "\(line.referrals)", "\(line.declined)", "\(line.waiting)",
              "\(line.longestWait.map { "\($0) days" } ?? "None")",
              "\(line.daysToFirstVisit.map(String.init) ?? "None yet")",
              "\(line.visitsAMonth.map(plain) ?? "None yet")",
              "\(line.missedByFamily)", "\(line.missedByService)",
            ])
          }, empty: "Nobody has asked for home visiting yet.", isEven: true))
    }
  }
}

/// When one visitor visits, and when they are away.
struct VisitorPage: Page, Codable {
  let visitor: PractitionerID
  let name: String
  let pattern: VisitorPattern
  let leave: [LeaveLine]
  let entry: Entry
  /// Leave, and how many visits are planned in it.
  struct LeaveLine: Sendable, Codable, Hashable {
    let leave: Leave
    let planned: Int
  }
  var title: String { "When \(name) visits" }
  var trail: [Link] { [Link("Visits", "/visits")] }
  var menuPath: String? { "/visits" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      card("The week", id: "pattern") {
        formPart(
          view, to: "/visits/visitors/\(visitor)/pattern", PatternForm.all, entry.errors.isEmpty ? Entry(known) : entry,
          submit: "Save", keepsDraft: false)
      }
      card("Away", id: "leave") {
        leave.isEmpty
          ? paragraph("No leave is written down from today on.")
          : leave.map { one in away(one, view) }.joined()
        formPart(
          view, to: "/visits/visitors/\(visitor)/leave", LeaveForm.all, entry, submit: "Add these days",
          style: .secondary, keepsDraft: false)
      }
    }
  }

  private func away(_ one: LeaveLine, _ view: View) -> HTML {
    let days = "\(one.leave.from.long)\(one.leave.to == one.leave.from ? "" : " to \(one.leave.to.long)")"
    return markup {
      paragraph("\(one.leave.why.title): \(days)")
      if one.planned > 0 {
        paragraph(
          markup: """
            \(tag("\(one.planned) planned", .yellow)) \(link(
              "Move or call off \(one.planned == 1 ? "the visit" : "the visits") in these days",
              to: "/visits?week=\(one.leave.from)"))
            """)
      }
      view.postButton(
        "Take it back", to: "/visits/visitors/\(visitor)/leave/removal",
        ["from_on": one.leave.from.description, "kind": one.leave.why.rawValue], style: .link,
        hiddenText: "from \(one.leave.from.long)")
    }
  }

  private var known: [String: [String]] {
    [
      "places": [plain(pattern.places)], "days": pattern.days.sorted().map(String.init),
      "term_time_only": pattern.isTermTimeOnly ? ["yes"] : [], "languages": [pattern.languages].compactMap(\.self),
    ]
  }
}
