import Design
import Kernel
import Web

/// The organisations that somebody looks after: first those of which something waits.
struct DirectoryOrganisationsPage: Page, Codable {
  let waiting: [Organisation]
  let organisations: [Organisation]
  let takenAway: [Organisation]
  let page: Int
  let hasMore: Bool
  let mayAdd: Bool
  var title: String { "Organisations" }
  var trail: [Link] { [Link("Directory", "/directory")] }
  var menuPath: String? { "/directory" }
  var sheet: Sheet? {
    Sheet(
      name: "organisations", columns: ["name", "description", "state"],
      rows: organisations.map { [$0.name, $0.details.description, $0.newestState.title] })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      if mayAdd { linkButton("Add an organisation", to: "/directory/organisations/new") }
      if page == 1, !waiting.isEmpty { list("To be checked or published", waiting) }
      list(
        "All organisations", organisations, empty: "No organisation is yours to look after. Ask an editor to add it.")
      pagination(Pages(page: page, hasMore: hasMore) { "/directory/organisations?page=\($0)" })
      if !organisations.isEmpty {
        paragraph(markup: link("Download as a table", to: "/directory/organisations?format=csv"))
      }
      if page == 1, !takenAway.isEmpty { list("Taken away", takenAway) }
    }
  }

  private func list(_ caption: String, _ some: [Organisation], empty: String = "None.") -> HTML {
    table(
      Table(
        caption, [.init("Name"), .init("What it is"), .init("State")],
        some.map {
          .init(
            [
              "\($0.name)", "\(String($0.details.description.prefix(120)))",
              standingTag($0.standing, $0.newestState),
            ], link: "/directory/organisations/\($0.id)")
        }, empty: empty))
  }
}

/// An organisation as those see it who look after it: how it stands, what is new, what it offers, what was before.
struct LookAfterOrganisationPage: Page, Codable {
  let organisation: Organisation
  let newest: OrganisationDetails
  let listings: [Listing]
  /// How many listings were taken away with it.
  let wentWithIt: Int
  /// Whose people may be asked to look after it; nil for those who do not decide that.
  let agencies: [Option]?
  let agencyName: String?
  let way: VersionedWay
  var title: String { organisation.name }
  var trail: [Link] { [Link("Directory", "/directory"), Link("Organisations", "/directory/organisations")] }
  var menuPath: String? { "/directory" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(organisation.name, caption: "Organisation")
      paragraph(markup: standingTag(organisation.standing, organisation.newestState))
      way.steps(view)
      columns {
        if way.isAway, wentWithIt > 0 {
          insetText {
            paragraph("\(wentWithIt) listing\(wentWithIt == 1 ? "" : "s") went with it, and will come back with it.")
          }
        }
        way.news
        card("What it says", id: "says") {
          summaryList(newest.lines.map { SummaryRow($0.label, text: $0.text) })
          paragraph(
            markup: link("Its page in easy read and other languages", to: "/directory/pages/\(organisation.id)"))
        }
        card("What it offers", id: "listings") {
          listingTable(listings, today: view.today, empty: "It has no listing yet.")
        }
      } side: {
        card("How it stands", id: "state", style: .narrow) {
          way.standing(
            [
              SummaryRow("State", text: organisation.standing.title),
              SummaryRow("Looked after by", text: agencyName.map { "\($0), and the editors" } ?? "The editors alone"),
              organisation.source.map { SummaryRow("Comes from", text: $0) },
            ].compactMap(\.self))
          if let agencies { entrust(agencies, view) }
        }
        way.readingCard
        way.history(view)
      }
    }
  }

  private func entrust(_ agencies: [Option], _ view: View) -> HTML {
    details("Change who looks after it") {
      view.form(to: "\(way.path)/agency", way.entry, keepsDraft: false) {
        hidden(OrganisationForm.version.name, String(organisation.version))
        control(
          OrganisationForm.agency(among: agencies),
          way.entry.filled([OrganisationForm.agency.name: organisation.agency?.description ?? ""]))
        button("Save", style: .secondary)
      }
    }
  }
}

/// The form of an organisation: a new one, or a change that is checked before families see it.
struct EditOrganisationPage: Page, Codable {
  let organisation: OrganisationID?
  let name: String?
  /// Asked for only when it is added.
  let agencies: [Option]
  let returnedWhy: String?
  let reading: ReadingAge?
  let entry: Entry
  var title: String { organisation == nil ? "Add an organisation" : "Change an organisation" }
  var trail: [Link] {
    [Link("Directory", "/directory"), Link("Organisations", "/directory/organisations")]
      + (organisation.flatMap { id in name.map { [Link($0, "/directory/organisations/\(id)")] } } ?? [])
  }
  var menuPath: String? { "/directory" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      if let returnedWhy { insetText { paragraph("Sent back: \(returnedWhy)") } }
      view.form(to: organisation.map { "/directory/organisations/\($0)/draft" } ?? "/directory/organisations", entry) {
        controls([OrganisationForm.name, OrganisationForm.description], entry)
        """
        <div class="govuk-inset-text" data-reading="\(OrganisationForm.description.name)" \
        data-reading-limit="\(ReadingAge.limit)">\(readingWords(reading))</div>
        """ as HTML
        controls([OrganisationForm.email, OrganisationForm.website], entry)
        if organisation == nil {
          control(OrganisationForm.agency(among: agencies), entry)
        } else {
          control(OrganisationForm.version, entry)
        }
        button("Save the draft")
      }
    }
  }
}
