import Design
import Kernel
import Web

/// Everybody who provides something.
struct OrganisationsPage: Page, Codable {
  let words: WordedPage
  let organisations: [Line]
  let page: Int
  let hasMore: Bool
  let said: SaidHere
  struct Line: Codable, Sendable, Hashable {
    let id: OrganisationID
    let name: String
    let description: String
  }
  var title: String { words.name }
  var trail: [Link] { [Link("Local offer", "/local-offer")] }
  var menuPath: String? { "/local-offer" }
  var sheet: Sheet? {
    Sheet(
      name: "organisations", columns: ["name", "description", "id"],
      rows: organisations.map { [$0.name, $0.description, $0.id.description] })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageOpening(words)
      table(
        Table(
          "Organisations", [.init("Name"), .init("What it is")],
          organisations.map {
            .init(["\($0.name)", "\($0.description)"], link: "/local-offer/organisations/\($0.id)")
          },
          empty: "Nobody has published anything yet."))
      pagination(Pages(page: page, hasMore: hasMore) { "/local-offer/organisations?page=\($0)" })
      said.html
    }
  }
}

/// One organisation with all that it offers.
struct OrganisationPage: Page, Codable {
  let id: OrganisationID
  let details: OrganisationDetails
  let versions: VersionLinks
  let mayEdit: Bool
  let services: [Service]
  let said: SaidHere
  struct Service: Codable, Sendable, Hashable {
    let id: ListingID
    let name: String
  }
  var title: String { details.name }
  var trail: [Link] {
    [Link("Local offer", "/local-offer"), Link(everybodyTitle, "/local-offer/organisations")]
  }
  var menuPath: String? { "/local-offer" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(details.name)
      versions.html
      prose(details.description)
      details.website.map { paragraph(markup: webLink($0)) }
      details.email.map { paragraph(markup: mailLink($0)) }
      card("What it offers", id: "services") {
        services.isEmpty
          ? emptyState("Nothing at the moment", "Nothing of this organisation is published now.")
          : bulletList(services.map { link($0.name, to: "/local-offer/services/\($0.id)") })
      }
      if mayEdit {
        paragraph(markup: link("Look after this page", to: "/directory/organisations/\(id)"))
      }
      said.html
    }
  }
}
