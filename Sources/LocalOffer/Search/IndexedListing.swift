package import Kernel

/// What a search must know of a listing, made ready once: what decides whether it fits, and what a result says.
package struct IndexedListing: Sendable {
  package let id: ListingID
  package let organisation: OrganisationID
  package let organisationName: String
  package let name: String
  package let summary: String
  package let ages: String?
  package let cost: String
  package let nextStep: String
  package let state: ReferralState
  package let wait: String?
  /// When somebody last said so; nil where there is nothing to say.
  package let waitSaidOn: Day?
  /// "Castlewick" or "Castlewick and 2 more places"
  package let inTown: String
  package let alert: String?
  package let assuredOn: Day?
  package let modifiedAt: Instant
  /// When what is shown of it last changed here: what an import brings may have been changed elsewhere long before.
  package let changedAt: Instant
  package let closedUntil: Day?
  package let isClosed: Bool
  /// About being hurt or frightened at home: not to be shown where somebody else may look.
  package let isAboutSafety: Bool

  let kinds: UInt64
  let needs: UInt64
  package let minimumAge: Int
  package let maximumAge: Int
  let isFree: Bool
  let isOwnReferral: Bool
  /// Public places only.
  package let positions: [Position]
  /// Goes to families, or is online or by phone: distance says nothing.
  package let comesToYou: Bool
  package let slots: [Slot]
  /// Terms of all taxonomies, for the open data.
  package let terms: Set<AnyID>
  package let taxonomies: Set<AnyID>
  package let placeIDs: [AnyID]
  /// Of each of `placeIDs`; nil for what is nowhere on the map.
  package let placePositions: [Position?]
  package var placeCount: Int { placeIDs.count }
  /// Terms of other directories, for the open data.
  package let foreignTerms: [ForeignTerm]
  /// Towns where it is and areas that it serves.
  let towns: Set<String>
  /// Whether it says that it is there for this town.
  package func serves(_ town: String) -> Bool { areas.contains(town) }
  private let areas: Set<String>
  /// Its other versions: `easy-read`, codes of languages.
  let otherWords: [String]

  /// When it is open, as far as a pattern says so.
  package struct Slot: Sendable {
    /// Bit 0 is Monday.
    package let days: UInt8
    package let opens: Int
    package let closes: Int
    package let from: Day?
    package let to: Day?
    let isWeekly: Bool
  }

  init(_ row: IndexRow) {
    let details = row.details.forPublic
    id = row.id
    organisation = row.organisation
    organisationName = row.organisationName
    name = details.name
    summary = details.shownSummary
    ages = details.agesInWords
    cost = details.isFree ? "Free" : details.costLines.first ?? "Ask about the cost"
    nextStep = details.nextStep
    state = details.status == .active ? details.referral.state : .closed
    wait = details.referral.wait
    waitSaidOn = details.referral.saidSince(row.assuredOn)
    alert = details.alert
    assuredOn = row.assuredOn
    modifiedAt = row.modifiedAt
    changedAt = max(row.modifiedAt, row.publishedAt ?? row.modifiedAt)
    closedUntil = details.closedUntil
    isClosed = details.status != .active
    isAboutSafety = details.isAboutSafety
    kinds = bits(details.kinds)
    needs = bits(details.needs)
    minimumAge = details.minimumAge ?? 0
    maximumAge = details.maximumAge ?? 200
    isFree = details.isFree
    isOwnReferral = details.referral.routes.contains(where: \.isOwn)
    positions = details.places.compactMap(\.onTheMap)
    comesToYou = positions.isEmpty
    let towns = details.places.compactMap { $0.address?.town ?? $0.name }
    let areas = details.areas.compactMap(\.name)
    let first = towns.first ?? areas.first ?? "Online or by phone"
    inTown = towns.count > 1 ? "\(first) and \(towns.count - 1) more" : first
    slots = details.times.compactMap(Slot.init)
    let own = details.kinds.map(\.termID) + details.needs.map(\.termID)
    terms = Set(own + details.marks.compactMap(\.term?.id))
    var schemes = Set(details.marks.compactMap(\.term?.taxonomyID))
    if !details.kinds.isEmpty { schemes.insert(OfferKind.taxonomyID) }
    if !details.needs.isEmpty { schemes.insert(OfferNeed.taxonomyID) }
    taxonomies = schemes
    placeIDs = details.places.map(\.id)
    placePositions = details.places.map(\.onTheMap)
    foreignTerms = details.marks.compactMap(\.term)
    self.areas = Set(areas)
    self.towns = Set(areas.isEmpty ? towns : areas)
    otherWords = details.otherVersions.map(\.slug)
  }
}

extension Place {
  /// Where families can go to.
  fileprivate var onTheMap: Position? {
    guard kind == .physical, let north = latitude, let east = longitude else { return nil }
    return Position(latitude: north, longitude: east)
  }
}

extension IndexedListing.Slot {
  fileprivate init?(_ time: OpeningTime) {
    let days = time.weekdays.reduce(UInt8(0)) { $0 | 1 << UInt8($1.rawValue) }
    guard days != 0 else { return nil }
    (self.days, opens, closes) = (days, time.opens ?? 0, time.closes ?? 1440)
    (from, to) = (time.validFrom, time.validTo)
    isWeekly = time.frequency == .weekly && (time.interval ?? 1) == 1
  }
}

/// A row of the database as the index reads it.
struct IndexRow {
  let id: ListingID
  let organisation: OrganisationID
  let organisationName: String
  let details: ListingDetails
  let assuredOn: Day?
  let modifiedAt: Instant
  var publishedAt: Instant? = nil
}

/// The places of choices among all, as bits.
func bits<C: Choice>(_ choices: [C]) -> UInt64 {
  var all: UInt64 = 0
  for (index, choice) in C.allCases.enumerated() where choices.contains(choice) { all |= 1 << UInt64(index) }
  return all
}

extension Referral {
  /// When it was last said how long families wait or that it is full: then, or when all of the page was confirmed since.
  package func saidSince(_ assuredOn: Day?) -> Day? {
    guard state != .open || wait != nil else { return nil }
    return [saidOn, assuredOn].compactMap(\.self).max()
  }
}

extension ListingDetails {
  /// What stands under the name in a list.
  var shownSummary: String { summary ?? description.map { shortened($0) } ?? "" }

  /// About being hurt or frightened at home: by its kinds and needs, or by its words, since listings of other
  /// directories have no kinds.
  package var isAboutSafety: Bool {
    if kinds.contains(.familySafety) || needs.contains(.safety) { return true }
    let said = "\(name) \(shownSummary)".lowercased().replacing("refugee", with: " ")
    return ["refuge", "domestic abuse", "domestic violence"].contains { said.contains($0) }
  }
}

/// The first sentence or so.
private func shortened(_ text: String) -> String {
  guard text.count > 200 else { return text }
  let cut = text.prefix(200)
  return String(cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + "…"
}
