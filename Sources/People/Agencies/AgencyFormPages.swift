import Design
import Kernel
import Web

// The forms about agencies and teams.

/// Adding an agency, or giving one another name.
struct AgencyFormPage: Page, Codable {
  let agency: Agency?
  let entry: Entry
  var title: String { agency == nil ? "Add an agency" : "Change the name of the agency" }
  var trail: [Link] {
    [Link("Agencies and teams", "/agencies")] + (agency.map { [Link($0.name, "/agencies/\($0.id)")] } ?? [])
  }
  var menuPath: String? { "/agencies" }

  func body(_ view: View) -> HTML {
    readingColumn {
      agency.map { pageHeading(title, caption: $0.name) } ?? pageHeading(title)
      view.form(to: agency.map { "/agencies/\($0.id)/name" } ?? "/agencies", entry) {
        if agency == nil {
          controls(AgencyForm.all, entry)
        } else {
          controls(AgencyForm.change, entry)
        }
        buttonGroup {
          button(agency == nil ? "Add the agency" : "Save")
          linkButton("Cancel", to: agency.map { "/agencies/\($0.id)" } ?? "/agencies", style: .secondary)
        }
      }
    }
  }
}

/// Adding a team to an agency, or changing one.
struct TeamFormPage: Page, Codable {
  let agency: Agency
  let team: Team?
  let areas: [Locality]
  let entry: Entry
  var title: String { team == nil ? "Add a team" : "Change a team" }
  var trail: [Link] {
    [Link("Agencies and teams", "/agencies"), Link(agency.name, "/agencies/\(agency.id)")]
      + (team.map { [Link($0.name, path)] } ?? [])
  }
  var menuPath: String? { "/agencies" }
  private var path: String { "/agencies/\(agency.id)/teams" + (team.map { "/\($0.id)" } ?? "") }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: team?.name ?? agency.name)
      view.form(to: team == nil ? path : "\(path)/name", entry) {
        control(TeamForm.name, entry)
        if !areas.isEmpty {
          control(
            SearchForm.choosing(TeamForm.locality, areas.map { .init($0.id.description, $0.name) }, none: "Everywhere"),
            entry)
        }
        team == nil ? .empty : control(TeamForm.was, entry)
        buttonGroup {
          button(team == nil ? "Add the team" : "Save")
          linkButton("Cancel", to: team == nil ? "/agencies/\(agency.id)" : path, style: .secondary)
        }
      }
    }
  }
}

/// Before a team is closed: what is still open, or what closing means.
struct CloseTeamPage: Page, Codable {
  let team: Team
  let agencyName: String
  let open: [OpenWork]
  var title: String { "Close the team" }
  var trail: [Link] {
    [
      Link("Agencies and teams", "/agencies"), Link(agencyName, "/agencies/\(team.agency)"), Link(team.name, path),
    ]
  }
  var menuPath: String? { "/agencies" }
  private var path: String { "/agencies/\(team.agency)/teams/\(team.id)" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: team.name)
      if let why = whyNotClosed(team.name, open) {
        warningText(why)
        bulletList([
          "People: move them to another team, on the team’s page.",
          "Children and help: the team’s manager gives them to somebody else.",
          "Roles: take them away, or give them for another team, under \(link("Accounts", to: "/accounts")).",
        ])
        linkButton("Back to the team", to: path, style: .secondary)
      } else {
        paragraph("The team has nobody and nothing open. Once it is closed, nobody can choose it. Its past stays.")
        view.form(to: "\(path)/closure", keepsDraft: false) {
          buttonGroup {
            button("Close \(team.name)", style: .warning)
            linkButton("Cancel", to: path, style: .secondary)
          }
        }
      }
    }
  }
}

/// Moving somebody to another team, or saying that they have left.
struct PlacePage: Page, Codable {
  let person: PersonOfTeam
  let agencyName: String
  let team: String?
  let teams: [TeamChoice]
  let entry: Entry
  var title: String { "Move somebody" }
  var trail: [Link] { [Link("Agencies and teams", "/agencies"), Link(agencyName, "/agencies/\(person.agency)")] }
  var menuPath: String? { "/agencies" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: "\(person.name), \(person.jobTitle)")
      paragraph(team.map { "They work in \($0) now." } ?? "They work in no team now.")
      insetText {
        paragraph("Children stay with the team that has them. What somebody may do is changed under Accounts.")
      }
      view.form(to: "/agencies/\(person.agency)/people/\(person.id)", entry) {
        control(PlaceForm.choosing(teams), entry)
        buttonGroup {
          button("Save")
          linkButton("Cancel", to: "/agencies/\(person.agency)", style: .secondary)
        }
      }
    }
  }
}
