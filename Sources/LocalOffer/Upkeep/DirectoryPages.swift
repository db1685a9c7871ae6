import Design
import Kernel
import Web

/// Where somebody looks after listings: what waits, and what is next.
struct DirectoryPage: Page, Codable {
  let queues: [Counted]
  let next: [Listing]
  let unanswered: Int?
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
        } + (unanswered.map { [Tile("Comments without an answer", String($0), link: "/directory/comments")] } ?? []))
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

/// A version in one line of the history.
struct VersionLine: Sendable, Codable, Hashable {
  let number: Int
  let state: VersionState
  let writtenBy: String
  let writtenAt: Instant
  let checkedBy: String?
  let publishedBy: String?
  init(_ version: ListingVersion) {
    (number, state, writtenBy, writtenAt) = (version.number, version.state, version.writtenBy, version.writtenAt)
    (checkedBy, publishedBy) = (version.checkedBy, version.publishedBy)
  }
}

/// A listing as those see it who look after it: how it stands, what is new, what is missing, what was before.
struct ListingPage: Page, Codable {
  let listing: Listing
  let standing: ListingStanding
  let newest: ListingVersion
  let differences: [ListingDifference]
  let missing: [FieldError]
  let reading: ReadingAge?
  let versions: [VersionLine]
  let isEditor: Bool
  let isOwnWriting: Bool
  let entry: Entry
  var title: String { listing.name }
  var trail: [Link] { [Link("Directory", "/directory")] }
  var menuPath: String? { "/directory" }
  private var path: String { "/directory/listings/\(listing.id)" }
  /// What a step is about: the version that is shown here.
  private var seen: [String: String] { ["version": String(listing.version)] }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(listing.name, caption: listing.organisationName)
      paragraph(markup: standingTag(standing, listing.newestState))
      steps(view)
      columns {
        if let why = newest.returnedWhy { insetText { paragraph("Sent back: \(why)") } }
        if !differences.isEmpty { compare }
        card("What it says", id: "says") {
          summaryList(newest.details.lines.map { SummaryRow($0.label, text: $0.text) })
        }
      } side: {
        state
        readingCard
        history(view)
      }
    }
  }

  private func steps(_ view: View) -> HTML {
    markup {
      buttonGroup {
        if standing == .archived {
          view.postButton("Bring it back", to: "\(path)/return-to-directory", seen, style: .primary)
        } else {
          linkButton("Change it", to: "\(path)/draft", style: .secondary)
          if listing.newestState == .draft, missing.isEmpty, !isEditor {
            view.postButton("Send it to be checked", to: "\(path)/sending", seen, style: .primary)
          }
          if isEditor, [.draft, .sent].contains(listing.newestState), missing.isEmpty {
            view.postButton("It is checked", to: "\(path)/check", seen, style: .primary)
          }
          if isEditor, listing.newestState == .checked {
            view.postButton("Publish it", to: "\(path)/publication", seen, style: .primary)
          }
          if listing.current != nil {
            view.postButton("Everything is still true", to: "\(path)/confirmation", seen)
            linkButton("See what families see", to: "/local-offer/services/\(listing.id)", style: .secondary)
          }
        }
      }
      if isEditor, [.draft, .sent].contains(listing.newestState), isOwnWriting, missing.isEmpty {
        paragraph("You wrote this yourself. If you can, let a colleague check it.")
      }
    }
  }

  private var compare: HTML {
    card(listing.current == nil ? "What will be shown" : "What is new beside what families see", id: "differences") {
      differenceTable(differences)
    }
  }

  @HTMLBuilder private var state: HTML {
    card("How it stands", id: "state", style: .narrow) {
      summaryList(
        [
          SummaryRow("State", text: standing.title),
          SummaryRow("Newest version", text: "\(newest.number), \(newest.state.title.lowercasedFirst)"),
          SummaryRow(
            "Confirmed", text: listing.assuredOn.map { "\($0.long)\(listing.assuredBy.map { " by \($0)" } ?? "")" }),
          listing.source.map { SummaryRow("Comes from", text: $0) },
        ].compactMap(\.self))
      if !missing.isEmpty {
        heading("Still missing", .h3, size: .s)
        bulletList(missing.map { "\($0.message)" })
      }
    }
  }

  private var readingCard: HTML {
    card("How it reads", id: "reading", style: .narrow) { readingWords(reading) }
  }

  private func history(_ view: View) -> HTML {
    card("History", id: "history", style: .narrow) {
      timeline(
        versions.map { line in
          TimelineEntry(
            "Version \(line.number)", when: time(line.writtenAt), who: line.writtenBy,
            body: markup {
              paragraph(markup: tag(line.state.title, line.state == .published ? .green : .grey))
              if let checked = line.checkedBy { paragraph("Checked by \(checked)") }
              if let published = line.publishedBy { paragraph("Published by \(published)") }
            }, link: "\(path)/versions/\(line.number)")
        })
      if standing != .archived {
        details("Take this listing away") {
          view.form(to: "\(path)/removal", entry, keepsDraft: false) {
            hidden("version", String(listing.version))
            control(whyField, entry)
            button("Take it away", style: .warning)
          }
        }
      }
      if isEditor, [.sent, .checked].contains(listing.newestState) {
        details("Send it back to whoever wrote it") {
          view.form(to: "\(path)/return", entry, keepsDraft: false) {
            hidden("version", String(listing.version))
            control(whyField, entry, idPrefix: "back-")
            button("Send it back", style: .secondary)
          }
        }
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

/// One version, and what is different in it from what families see.
struct VersionPage: Page, Codable {
  let listing: Listing
  let version: ListingVersion
  let against: ListingVersion?
  var title: String { "Version \(version.number)" }
  var trail: [Link] { [Link("Directory", "/directory"), Link(listing.name, "/directory/listings/\(listing.id)")] }
  var menuPath: String? { "/directory" }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: listing.name)
      paragraph(
        markup: "\(tag(version.state.title, .grey)) Written by \(version.writtenBy), \(time(version.writtenAt))")
      if version.number != listing.newest, listing.deletedAt == nil {
        view.postButton(
          "Bring this version back as a draft",
          to: "/directory/listings/\(listing.id)/versions/\(version.number)/restoration",
          ["version": String(listing.version)])
      }
      if let against {
        card("Beside what families see", id: "differences") {
          differenceTable(differences(from: against.details, to: version.details))
        }
      }
      card("What it says", id: "says") {
        summaryList(version.details.lines.map { SummaryRow($0.label, text: $0.text) })
      }
    }
  }
}
