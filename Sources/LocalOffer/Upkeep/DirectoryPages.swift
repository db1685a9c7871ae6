import Design
import Kernel
import Web

/// Where somebody looks after listings: what waits, and what is next.
struct DirectoryPage: Page, Codable {
  let queues: [Counted]
  let next: [Listing]
  let unanswered: Int?
  /// Organisations of which something waits to be checked or published.
  let organisations: Int
  let isEditor: Bool
  struct Counted: Codable, Sendable, Hashable {
    let queue: ListingQueue
    let count: Int
  }
  var title: String { "Directory" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      buttonGroup {
        linkButton("Add a listing", to: "/directory/listings/new")
        linkButton("Organisations", to: "/directory/organisations", style: .secondary)
        linkButton("Pages and their versions", to: "/directory/pages", style: .secondary)
        if isEditor {
          linkButton("Coverage", to: "/directory/coverage", style: .secondary)
          linkButton("Core offer", to: "/directory/core-offer", style: .secondary)
        }
        linkButton("See what families see", to: "/local-offer", style: .secondary)
      }
      tiles(
        queues.map { line in
          Tile(
            line.queue.title, String(line.count), link: "/directory/listings?queue=\(line.queue.rawValue)",
            tone: [.toCheck, .due, .hidden].contains(line.queue) && line.count > 0 ? .warning : .plain)
        } + [
          Tile(
            "Organisations to be checked or published", String(organisations), link: "/directory/organisations",
            tone: organisations > 0 ? .warning : .plain)
        ] + (unanswered.map { [Tile("Comments without an answer", String($0), link: "/directory/comments")] } ?? []))
      card(isEditor ? "To be checked next" : "To be confirmed next", id: "next") {
        listingTable(next, today: view.today, empty: "Nothing waits.")
      }
    }
  }
}

/// Listings in a table, each leading to its own page.
func listingTable(_ listings: [Listing], today: Day, empty: String) -> HTML {
  table(
    Table(
      "Listings", [.init("Name"), .init("By"), .init("State"), .init("Confirmed")],
      listings.map { listing in
        let state = standing(listing, today: today)
        return .init(
          [
            "\(listing.name)", "\(listing.organisationName)", standingTag(state, listing.newestState),
            listing.assuredOn.map { day($0) } ?? "–",
          ], link: "/directory/listings/\(listing.id)")
      }, empty: empty))
}

func standingTag(_ state: ListingStanding, _ newest: VersionState) -> HTML {
  let colour: TagColour =
    switch state {
    case .published: .green
    case .due: .yellow
    case .stale: .red
    case .checked: .blue
    case .draft, .archived: .grey
    }
  let more: HTML =
    [.published, .due, .stale].contains(state) && newest != .published
    ? " \(tag("New: \(newest.title.lowercasedFirst)", .blue))" : ""
  return "\(tag(state == .draft ? newest.title : state.title, colour))\(more)"
}

/// One part of the work on listings.
struct ListingsPage: Page, Codable {
  let queue: ListingQueue
  let words: String?
  let listings: [Listing]
  let page: Int
  let hasMore: Bool
  var title: String { queue.title }
  var trail: [Link] { [Link("Directory", "/directory")] }
  var menuPath: String? { "/directory" }
  var sheet: Sheet? {
    Sheet(
      name: "listings-\(queue.rawValue)", columns: ["name", "organisation", "confirmed_on", "confirmed_by", "id"],
      rows: listings.map {
        [$0.name, $0.organisationName, $0.assuredOn?.description ?? "", $0.assuredBy ?? "", $0.id.description]
      })
  }
  func body(_ view: View) -> HTML {
    let entry = Entry(["queue": [queue.rawValue], "words": [words ?? ""]])
    let address = "/directory/listings?queue=\(queue.rawValue)\(words.map { "&words=\(percentEncoded($0))" } ?? "")"
    return markup {
      pageHeading(title)
      filterForm(
        to: "/directory/listings",
        fields: [
          Field("words", "Name", .text(max: 100)),
          Field("queue", "Show", .choice(Field.options(ListingQueue.self)), required: "Choose what to show"),
        ], entry)
      listingTable(listings, today: view.today, empty: "Nothing here.")
      pagination(Pages(page: page, hasMore: hasMore) { "\(address)&page=\($0)" })
      if !listings.isEmpty { paragraph(markup: link("Download as a table", to: "\(address)&format=csv")) }
    }
  }
}

/// A listing as those see it who look after it: how it stands, what is new, what is missing, what was before.
struct ListingPage: Page, Codable {
  let listing: Listing
  let standing: ListingStanding
  let newest: ListingVersion
  let way: VersionedWay
  var title: String { listing.name }
  var trail: [Link] { [Link("Directory", "/directory")] }
  var menuPath: String? { "/directory" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(listing.name, caption: listing.organisationName)
      paragraph(markup: standingTag(standing, listing.newestState))
      way.steps(view) {
        if listing.current != nil {
          view.postButton(
            "Everything is still true", to: "\(way.path)/confirmation",
            [ListingForm.version.name: String(listing.version)])
        }
      }
      columns {
        way.news
        card("What it says", id: "says") {
          summaryList(newest.details.lines.map { SummaryRow($0.label, text: $0.text) })
        }
      } side: {
        card("How it stands", id: "state", style: .narrow) {
          way.standing(
            [
              SummaryRow("State", text: standing.title),
              SummaryRow(
                "Confirmed", text: listing.assuredOn.map { "\($0.long)\(listing.assuredBy.map { " by \($0)" } ?? "")" }),
              listing.source.map { SummaryRow("Comes from", text: $0) },
            ].compactMap(\.self))
        }
        way.readingCard
        way.history(view)
      }
    }
  }
}

/// How a text reads, with what makes it hard. Every line stands there, those that do not apply are hidden: the script
/// that measures while somebody writes (`Reading` in `public/keywork.js`) shows and fills them.
func readingWords(_ reading: ReadingAge?) -> HTML {
  let colour = reading?.isTooHigh ?? false ? "yellow" : "green"
  return """
    <p class="govuk-body" data-reading-none\(" hidden", if: reading != nil)>Too few words to say how it reads.</p>
    <p class="govuk-body" data-reading-age\(" hidden", if: reading == nil)><strong class="govuk-tag govuk-tag--\(colour)">\
    Reading age <span>\(reading?.years ?? 0)</span></strong></p>
    <p class="govuk-body" data-reading-warning\(" hidden", if: !(reading?.isTooHigh ?? false))>\
    Families should be able to read it at \(ReadingAge.limit). Use short sentences and plain words.</p>
    <p class="govuk-body" data-reading-sentence\(" hidden", if: reading?.longSentence == nil)>\
    A long sentence: “<span>\(String((reading?.longSentence ?? "").prefix(160)))</span>…”</p>
    <p class="govuk-body" data-reading-words\(" hidden", if: reading?.hardWords.isEmpty ?? true)>\
    Long words: <span>\((reading?.hardWords ?? []).prefix(8).joined(separator: ", "))</span>.</p>
    """
}

func differenceTable(_ differences: [ListingDifference]) -> HTML {
  table(
    Table(
      "What became different", [.init("What"), .init("Before"), .init("Now")],
      differences.map { line in
        .init([
          "\(line.label)", "<span class=\"app-prose app-was\">\(line.before ?? "–")</span>",
          "<span class=\"app-prose\">\(line.after ?? "–")</span>",
        ])
      }, empty: "Nothing is different."))
}
