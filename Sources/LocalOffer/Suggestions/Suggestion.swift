package import Kernel
package import Store

/// A service that somebody suggested to a family, and what came of it: kept in the child's record. The front door
/// suggests it to whoever asked for help; once the record is found, it stands there.
package struct Suggestion: Sendable, Record, Codable, Hashable {
  package let id: ID<Suggestion>
  /// Nil while only the request for help is known.
  package let child: ChildID?
  package let listing: ListingID
  /// The name as it was then.
  package let name: String
  package let why: String?
  package let suggestedBy: String
  package let suggestedAt: Instant
  package let outcome: SuggestionOutcome?
  package let outcomeOn: Day?

  static let columns: SQL = "id, child_id, listing_id, name, why, suggested_by, suggested_at, outcome, outcome_on"
  package init(row: Row) throws {
    id = try row[0]
    child = try row[1]
    listing = try row[2]
    name = try row[3]
    why = try row[4]
    suggestedBy = try row[5]
    suggestedAt = try row[6]
    outcome = try row[7]
    outcomeOn = try row[8]
  }
}

package enum SuggestionOutcome: String, Choice {
  case takenUp = "taken_up", waiting, notWanted = "not_wanted", notSuitable = "not_suitable"
  package var title: String {
    switch self {
    case .takenUp: "They use it"
    case .waiting: "They are on its waiting list"
    case .notWanted: "They do not want it now"
    case .notSuitable: "It did not suit"
    }
  }
  /// The same, said by a family.
  package var forFamily: String {
    switch self {
    case .takenUp: "We use it"
    case .waiting: "We are on the waiting list"
    case .notWanted: "Not for us now"
    case .notSuitable: "It did not suit us"
    }
  }
}

/// Whom a service is suggested to: a child's family, whoever asked for help, or both where they are known to be one.
package struct SuggestedTo: Sendable, Hashable {
  package let child: ChildID?
  /// The request for help.
  package let request: AnyID?
  package init(child: ChildID?, request: AnyID? = nil) { (self.child, self.request) = (child, request) }
}

/// Suggests a published service to a family. It stands in the record and on the family's own page; so nothing about
/// safety at home is suggested here: every login of the family would see it, also that of whoever does harm.
package func suggestService(
  _ id: ID<Suggestion>, _ listing: ListingID, to family: SuggestedTo, why: String?, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  let details = try tx.publicListing(listing, today: now.day).version.details
  guard !details.isAboutSafety else {
    throw Refusal.notNow(
      "This is about safety at home. Everybody in the family would see it here: tell them in person.")
  }
  let name = details.name
  let isKnown = try tx.exists(
    """
    SELECT 1 FROM offer_suggestion
    WHERE listing_id = \(listing) AND (child_id = \(family.child) OR request_id = \(family.request))
    """)
  guard !isKnown else {
    throw Refusal.notNow("\(name) was suggested already.")
  }
  try tx.run(
    """
    INSERT INTO offer_suggestion (id, child_id, request_id, listing_id, name, why, suggested_by, suggested_at)
    VALUES (\(id), \(family.child), \(family.request), \(listing), \(name), \(why), \(caller.name), \(now))
    """)
  try tx.append(.serviceSuggested, about: id.of(), child: family.child, by: caller, at: now, changed: ["service": name])
}

/// Writes down what came of a suggestion; it may change.
package func recordOutcome(
  _ outcome: SuggestionOutcome, of suggestion: Suggestion, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try tx.run(
    "UPDATE offer_suggestion SET outcome = \(outcome), outcome_on = \(now.day) WHERE id = \(suggestion.id)")
  try tx.append(
    .suggestionAnswered, about: suggestion.id.of(), child: suggestion.child, by: caller, at: now,
    changed: ["outcome": outcome.rawValue])
}

extension EventKind {
  static let serviceSuggested = EventKind("offer_suggestion.made", "suggested a service from the local offer")
  static let suggestionAnswered = EventKind("offer_suggestion.answered", "wrote down what came of a suggested service")
}

extension Transaction {
  /// The newest first.
  package func suggestions(to child: ChildID) throws -> [Suggestion] {
    try all(
      """
      SELECT \(Suggestion.columns) FROM offer_suggestion WHERE child_id = \(child)
      ORDER BY suggested_at DESC, id DESC LIMIT 100
      """)
  }
  /// The same for whoever asked for help, as they may read it.
  package func suggestions(asked request: AnyID) throws -> [Suggestion] {
    try withoutSafety(
      try all(
        """
        SELECT \(Suggestion.columns) FROM offer_suggestion WHERE request_id = \(request)
        ORDER BY suggested_at DESC, id DESC LIMIT 100
        """))
  }
  /// The record of a request has been found: what was suggested stands in it.
  package func joinSuggestions(asked request: AnyID, to child: ChildID) throws {
    try run("UPDATE offer_suggestion SET child_id = \(child) WHERE request_id = \(request)")
  }
  /// The same as the family reads it.
  func suggestionsForFamily(of child: ChildID) throws -> [Suggestion] { try withoutSafety(try suggestions(to: child)) }

  /// Without what is about safety at home, by what it was called then or says now.
  private func withoutSafety(_ all: [Suggestion]) throws -> [Suggestion] {
    guard !all.isEmpty else { return [] }
    let hidden = try rows(
      """
      SELECT listing.id, listing_version.content FROM listing
        JOIN listing_version ON listing_version.listing_id = listing.id
          AND listing_version.number = COALESCE(listing.current, listing.newest)
      WHERE listing.id IN \(list: all.map(\.listing))
      """
    ) { row in (try row[0] as ListingID, try (decoded(row[1]) as ListingDetails).isAboutSafety) }
    let aboutSafety = Set(hidden.filter(\.1).map(\.0))
    return all.filter { !aboutSafety.contains($0.listing) && !ListingDetails(name: $0.name).isAboutSafety }
  }
  /// Throws `notFound` where this request has no such suggestion.
  package func suggestion(_ id: ID<Suggestion>, asked request: AnyID) throws -> Suggestion {
    try one("SELECT \(Suggestion.columns) FROM offer_suggestion WHERE id = \(id) AND request_id = \(request)")
  }
  /// Throws `notFound` where this child has no such suggestion.
  func suggestion(_ id: ID<Suggestion>, child: ChildID) throws -> Suggestion {
    try one("SELECT \(Suggestion.columns) FROM offer_suggestion WHERE id = \(id) AND child_id = \(child)")
  }
}
