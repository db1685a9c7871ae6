import Design
import Kernel
import Store
import Web

// The areas of the partnership as an administrator sees them: names, and how much is in each.

/// Every area, with the teams and children that it has.
struct LocalitiesPage: Page, Codable {
  let areas: [Line]
  struct Line: Codable, Sendable, Hashable {
    let area: Locality
    let teams: Int
    let children: Int
  }
  var title: String { "Areas" }
  var trail: [Link] { [Link("Agencies and teams", "/agencies")] }
  var menuPath: String? { "/agencies" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      paragraph(
        "Teams work in an area, and children live in one. An area that is in use keeps its children when its name changes."
      )
      linkButton("Add an area", to: "/areas/new")
      table(
        Table(
          "Areas of the partnership",
          [.init("Area"), .init("Teams", numeric: true), .init("Children", numeric: true), .init("Change")],
          areas.map {
            .init([
              "\($0.area.name)", "\($0.teams)", "\($0.children)",
              link("Change the name", to: "/areas/\($0.area.id)/name", hiddenText: "of \($0.area.name)"),
            ])
          }, empty: "There are no areas yet. Teams then work everywhere."))
    }
  }
}

/// Adding an area, or giving one another name.
struct LocalityFormPage: Page, Codable {
  let area: Locality?
  let entry: Entry
  var title: String { area == nil ? "Add an area" : "Change the name of an area" }
  var trail: [Link] { [Link("Agencies and teams", "/agencies"), Link("Areas", "/areas")] }
  var menuPath: String? { "/agencies" }

  func body(_ view: View) -> HTML {
    readingColumn {
      area.map { pageHeading(title, caption: $0.name) } ?? pageHeading(title)
      view.form(to: area.map { "/areas/\($0.id)/name" } ?? "/areas", entry) {
        controls(area == nil ? [AgencyForm.name] : [AgencyForm.name, AgencyForm.was], entry)
        buttonGroup {
          button(area == nil ? "Add the area" : "Save")
          linkButton("Cancel", to: "/areas", style: .secondary)
        }
      }
    }
  }
}
