import Design
package import Kernel
package import Store
import Web

/// A list of services that somebody keeps, prints, or sends to somebody else. Its address is a secret that cannot be
/// guessed, and nothing says whose it is.
package struct SavedList: Sendable, Record, Codable, Hashable {
  package let token: String
  package let title: String
  package let changedAt: Instant
  static let columns: SQL = "token, title, changed_at"
  package init(row: Row) throws { (token, title, changedAt) = (try row[0], try row[1], try row[2]) }
}

/// Puts services onto a list, which is made where there is none; what is on it already stays once.
package func keepServices(_ listings: [ListingID], on token: String, at now: Instant, in tx: Transaction) throws {
  try tx.run(
    """
    INSERT INTO saved_list (token, title, made_at, changed_at) VALUES (\(token), 'My list', \(now), \(now))
    ON CONFLICT (token) DO UPDATE SET changed_at = excluded.changed_at
    """)
  let held = try tx.value("SELECT count(*) FROM saved_list_line WHERE token = \(token)", as: Int.self) ?? 0
  guard held + listings.count <= 100 else { throw Refusal.notNow("A list holds 100 services. Take some away first.") }
  for listing in listings where try tx.exists("SELECT 1 FROM listing WHERE id = \(listing) AND \(isPublic(now.day))") {
    try tx.run(
      """
      INSERT INTO saved_list_line (token, listing_id, added_at) VALUES (\(token), \(listing), \(now))
      ON CONFLICT (token, listing_id) DO NOTHING
      """)
  }
}

extension Transaction {
  func savedList(_ token: String) throws -> SavedList {
    try one("SELECT \(SavedList.columns) FROM saved_list WHERE token = \(token)")
  }
  func lines(of list: SavedList) throws -> [ListingID] {
    try rows("SELECT listing_id FROM saved_list_line WHERE token = \(list.token) ORDER BY added_at, listing_id") {
      try $0[0]
    }
  }
  /// Lists that nobody has changed for a year go.
  package func sweepSavedLists(at now: Instant) throws -> Int {
    try run("DELETE FROM saved_list WHERE changed_at < \(now.adding(days: -365))")
  }
}

/// A kept list, to read, print and send on.
struct SavedListPage: Page, Codable {
  let token: String
  let services: [OfferCard]
  /// How many of it are not shown any more.
  let gone: Int
  let isOwn: Bool
  let link: String
  let said: SaidHere
  var title: String { isOwn ? "My list" : "A list of services" }
  var trail: [Link] { [Link("Local offer", "/local-offer")] }
  var menuPath: String? { "/local-offer" }
  var sheet: Sheet? {
    Sheet(
      name: "my-list", columns: ["name", "organisation", "summary", "cost", "place", "next_step"],
      rows: services.map { [$0.name, $0.organisationName, $0.summary, $0.cost, $0.place, $0.nextStep] })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      if services.isEmpty {
        emptyState(
          "Nothing is on the list", "Search, and press “Keep”.",
          action: linkButton("Search", to: "/local-offer", style: .secondary))
      }
      services.map { card in item(card, view) }
      if gone > 0 {
        paragraph(
          gone == 1
            ? "One service of this list is not shown any more."
            : "\(gone) services of this list are not shown any more.")
      }
      Design.card("Share this list", id: "share") {
        paragraph("Whoever has this link can read the list. It says nothing about you.")
        paragraph(markup: "<span class=\"app-break\">\(link)</span>")
        printButton("Print the list")
        paragraph(markup: Design.link("Download as a table", to: "/local-offer/lists/\(token)?format=csv"))
      }
      said.html
    }
  }

  private func item(_ card: OfferCard, _ view: View) -> HTML {
    Design.card(card.name, id: "s-\(card.id)") {
      paragraph(card.summary)
      paragraph("\([card.ages, card.cost, card.place].compactMap(\.self).joined(separator: " · "))")
      if let closed = card.closed { paragraph(markup: tag(closed, .grey)) }
      if let alert = card.alert { paragraph(markup: "<strong>Now:</strong> \(alert)") }
      paragraph(markup: "<strong>Next:</strong> \(card.nextStep)")
      if let words = card.notConfirmed { paragraph("\(words). Ring before you go.") }
      buttonGroup {
        linkButton("Open it", to: card.path, style: .secondary, hiddenText: card.name)
        if isOwn {
          view.postButton(
            "Take it off", to: "/local-offer/lists/\(token)/removals", ["listing": card.id.description],
            hiddenText: card.name)
        }
      }
    }
  }
}
