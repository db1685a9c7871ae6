import Design
import Kernel
import Web

/// The form of a listing. Saving says how it reads; it can be saved and written on.
struct EditListingPage: Page, Codable {
  let listing: ListingID?
  let name: String?
  let organisations: [Option]
  let reading: ReadingAge?
  let returnedWhy: String?
  let isEditor: Bool
  let entry: Entry
  var title: String { listing == nil ? "Add a listing" : "Change a listing" }
  var trail: [Link] {
    [Link("Directory", "/directory")]
      + (listing.flatMap { id in name.map { [Link($0, "/directory/listings/\(id)")] } } ?? [])
  }
  var menuPath: String? { "/directory" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      if let returnedWhy { insetText { paragraph("Sent back: \(returnedWhy)") } }
      if listing == nil, organisations.isEmpty {
        emptyState("There is no organisation yet", "Ask an editor to add yours first.")
      } else {
        form(view)
      }
    }
  }

  /// How many translations there are.
  private var languages: Int { ListingForm.translations.lastIndex { entry[$0.text.name] != nil }.map { $0 + 1 } ?? 0 }

  private func form(_ view: View) -> HTML {
    view.form(to: listing.map { "/directory/listings/\($0)/draft" } ?? "/directory/listings", entry) {
      if listing == nil {
        control(
          Field(
            "organisation", "Who provides it?", .choice(organisations.map { .init($0.value, $0.label) }),
            required: "Choose who provides it"), entry)
      }
      controls([ListingForm.name, ListingForm.summary, ListingForm.description], entry)
      """
      <div class="govuk-inset-text" data-reading="\(ListingForm.measured.map(\.name).joined(separator: " "))" \
      data-reading-limit="\(ReadingAge.limit)">\(readingWords(reading))</div>
      """ as HTML
      details("What kind of thing it is", isOpen: listing == nil) { control(ListingForm.kinds, entry) }
      details("What it helps with", isOpen: listing == nil) { control(ListingForm.needs, entry) }
      controls([ListingForm.minimumAge, ListingForm.maximumAge], entry)
      fieldset("Getting in") { controls(ListingForm.entry, entry) }
      fieldset("Who to ask for") { controls(ListingForm.contact, entry) }
      controls([ListingForm.costs, ListingForm.times], entry)
      fieldset("Where it is") { controls(ListingForm.place, entry) }
      controls([ListingForm.areas, ListingForm.languages, ListingForm.level, ListingForm.accreditations], entry)
      fieldset("Now") { controls(ListingForm.now, entry) }
      details("What you do for disabled children") { controls(ListingForm.answers, entry) }
      details("The same page in other words") {
        control(ListingForm.easyRead, entry)
        controls(ListingForm.translations.prefix(languages + 1).flatMap(\.all), entry)
        if languages > 0 { paragraph("Empty a translation to take it away. Save to add one more.") }
        if listing != nil { control(ListingForm.othersSaySame, entry) }
      }
      if isEditor { control(ListingForm.live, entry) }
      if listing != nil { control(ListingForm.version, entry) }
      buttonGroup {
        button("Save the draft")
        if listing != nil { button("Save and go on writing", style: .secondary, name: "then", value: "stay") }
      }
    }
  }
}
