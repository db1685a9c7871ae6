import Design
import Kernel
import Store
import Web

// Agencies and teams as an administrator sees them: names and numbers, never who they work with.

/// A team as a line of a list.
struct TeamLine: Codable, Sendable, Hashable {
  let team: Team
  let area: String?
  let people: Int
  var path: String { "/agencies/\(team.agency)/teams/\(team.id)" }
}

/// Every agency with its teams.
struct AgenciesPage: Page, Codable {
  let agencies: [Line]
  struct Line: Codable, Sendable, Hashable {
    let agency: Agency
    let people: Int
    let teams: [TeamLine]
  }
  var title: String { "Agencies and teams" }
  var sheet: Sheet? {
    Sheet(
      name: "agencies-and-teams", columns: ["agency", "code", "kind", "team", "area", "people"],
      rows: agencies.flatMap { line -> [[String]] in
        let own = [line.agency.name, line.agency.code, line.agency.kind.title]
        return line.teams.isEmpty
          ? [own + ["", "", "\(line.people)"]]
          : line.teams.map { own + [$0.team.name, $0.area ?? "", "\($0.people)"] }
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      buttonGroup {
        linkButton("Add an agency", to: "/agencies/new")
        linkButton("Areas", to: "/areas", style: .secondary)
        agencies.isEmpty
          ? .empty : linkButton("Download as a spreadsheet", to: "/agencies?format=csv", style: .secondary)
      }
      agencies.isEmpty
        ? emptyState("There are no agencies yet", "Add the first one. Then you can add its teams and invite people.")
        : agencies.map { line in
          card(
            line.agency.name, id: "agency-\(line.agency.id)",
            actions: link("Open", to: "/agencies/\(line.agency.id)", hiddenText: line.agency.name)
          ) {
            paragraph("\(line.agency.kind.title). \(people(line.people)).")
            teamTable(line.teams, of: line.agency.name)
          }
        }.joined()
    }
  }
}

/// One agency: its teams, those that were closed, and who works in none.
struct AgencyPage: Page, Codable {
  let agency: Agency
  let teams: [TeamLine]
  let closed: [TeamLine]
  let withoutTeam: [PersonOfTeam]
  let people: Int
  var title: String { agency.name }
  var trail: [Link] { [Link("Agencies and teams", "/agencies")] }
  var menuPath: String? { "/agencies" }
  static let shown = 100

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      summaryList([
        SummaryRow("Kind", text: agency.kind.title),
        SummaryRow("Short code", text: agency.code),
        SummaryRow("People", text: "\(people)"),
      ])
      buttonGroup {
        linkButton("Add a team", to: "/agencies/\(agency.id)/teams/new")
        linkButton("Change the name", to: "/agencies/\(agency.id)/name", style: .secondary)
      }
      card("Teams", id: "teams") { teamTable(teams, of: agency.name) }
      if !closed.isEmpty {
        details("Closed teams (\(closed.count))") {
          bulletList(
            closed.map { "\(link($0.team.name, to: $0.path)), closed on \(day($0.team.closedOn!))" })
        }
      }
      if !withoutTeam.isEmpty {
        card("People in no team", id: "without-team") {
          peopleTable(Array(withoutTeam.prefix(Self.shown)), "People in no team")
          if withoutTeam.count > Self.shown {
            paragraph("And \(withoutTeam.count - Self.shown) more. They appear here when some of these have a team.")
          }
        }
      }
    }
  }
}

/// Somebody who works for the agency.
struct PersonOfTeam: Codable, Sendable, Hashable {
  let id: PractitionerID
  let agency: AgencyID
  let name: String
  let jobTitle: String
  init(_ person: Practitioner) {
    (id, agency, name, jobTitle) = (person.id, person.agency, person.name, person.jobTitle)
  }
}

/// One team: who works in it, and what it still has.
struct OneTeamPage: Page, Codable {
  let team: Team
  let agencyName: String
  let area: String?
  let people: [PersonOfTeam]
  let open: [OpenWork]
  var title: String { team.name }
  var trail: [Link] { [Link("Agencies and teams", "/agencies"), Link(agencyName, "/agencies/\(team.agency)")] }
  var menuPath: String? { "/agencies" }
  private var path: String { "/agencies/\(team.agency)/teams/\(team.id)" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: agencyName)
      if let closedOn = team.closedOn {
        insetText { paragraph("This team was closed on \(closedOn.long). It cannot be chosen any more.") }
      }
      summaryList([
        SummaryRow("Area", text: area ?? "Everywhere"),
        SummaryRow("Still open", open.isEmpty ? "Nothing" : "\(open.map(\.words).joined(separator: ", "))"),
      ])
      buttonGroup {
        linkButton("Change name or area", to: "\(path)/name", style: .secondary)
        team.closedOn == nil
          ? linkButton("Close the team", to: "\(path)/closure", style: .secondary)
          : view.postButton("Open the team again", to: "\(path)/reopening")
      }
      card("Who works in it", id: "people") { peopleTable(people, "Who works in \(team.name)") }
    }
  }
}

private func people(_ count: Int) -> String { count == 1 ? "1 person works for it" : "\(count) people work for it" }

private func teamTable(_ teams: [TeamLine], of agency: String) -> HTML {
  table(
    Table(
      "Teams of \(agency)", [.init("Team"), .init("Area"), .init("People", numeric: true)],
      teams.map { .init(["\($0.team.name)", "\($0.area ?? "Everywhere")", "\($0.people)"], link: $0.path) },
      empty: "This agency has no teams yet."))
}

private func peopleTable(_ people: [PersonOfTeam], _ caption: String) -> HTML {
  table(
    Table(
      caption, [.init("Name"), .init("What they do"), .init("Change")],
      people.map {
        .init([
          "\($0.name)", "\($0.jobTitle)",
          link("Move", to: "/agencies/\($0.agency)/people/\($0.id)", hiddenText: $0.name),
        ])
      }, empty: "Nobody works in it."))
}
