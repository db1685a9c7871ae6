import Foundation
import Kernel
import LocalOffer
import Store
import Web

/// One request for open data, with the directory as it is.
struct OpenDataRequest {
  let request: Request
  let tx: Transaction
  let snapshot: OfferSnapshot
  let throttle: Throttle

  func about() throws -> Response {
    var about = JSONObject()
    about.add("version", "HSDS-UK-3.0")
    about.add("profile", "https://docs.openreferraluk.org/en/latest/")
    about.add("openapi_url", "\(request.site.settings.publicAddress)/openapi.json")
    return json(about.json)
  }

  func services() throws -> Response {
    let found = try matching()
    if try flag("minimal") { return try list(found) { part in part.map { minimal($0.id.of(), $0) } } }
    let (full, lines) = (try flag("full"), try isLines())
    let isFull = full || lines
    return try list(found) { part in
      try tx.published(part.map(\.id)).map { serviceDocument($0, isFull: isFull) }
    }
  }

  /// The id and the moment of the last change alone.
  private func minimal(_ id: AnyID, _ listing: IndexedListing) -> JSON {
    var one = JSONObject()
    one.add("id", id)
    one.add("last_modified", stamp(listing.modifiedAt))
    return one.json
  }

  func service() throws -> Response { json(serviceDocument(try one(), isFull: true)) }

  func taxonomies() throws -> Response {
    try page(try ownTaxonomies() + foreignTaxonomies()) { $0.map(\.document) }
  }
  func taxonomy() throws -> Response {
    let id: AnyID = try request.id("id")
    guard let found = try (ownTaxonomies() + foreignTaxonomies()).first(where: { $0.id == id }) else {
      throw Refusal.notFound
    }
    return json(found.document)
  }
  func terms() throws -> Response { try page(try allTerms()) { $0.map(\.1) } }
  func term() throws -> Response {
    let id: AnyID = try request.id("id")
    guard let found = try allTerms().first(where: { $0.0 == id }) else { throw Refusal.notFound }
    return json(found.1)
  }

  func atLocations() throws -> Response {
    let (found, isNear) = (try matching(), try nearness())
    // A listing stands in the list once for each of its public places.
    let pairs = found.flatMap { listing in
      listing.placeIDs.indices.lazy.filter { isNear(listing, $0) }.map { (listing, $0) }
    }
    if try flag("minimal") { return try list(pairs) { part in part.map { minimal($0.0.placeIDs[$0.1], $0.0) } } }
    let (full, fullService) = (try flag("full"), try flag("full_service"))
    let isFull = full || fullService
    return try list(pairs) { part in
      let listings = try tx.published(Array(Set(part.map(\.0.id))))
      let known = Dictionary(uniqueKeysWithValues: listings.map { ($0.id, $0) })
      return part.compactMap { pair -> JSON? in
        guard let listing = known[pair.0.id] else { return nil }
        let places = listing.details.forPublic.places
        return places.indices.contains(pair.1) ? placeDocument(listing, places[pair.1], isFull: isFull) : nil
      }
    }
  }

  /// Whether a place of a listing fits `postcode` and `proximity`: within so many metres of it; without a distance, near
  /// enough for an hour's way with a child, or of a service for the area where the postcode is.
  private func nearness() throws -> (IndexedListing, Int) -> Bool {
    let metres = try number("proximity")
    if let metres, metres < 0 { throw Refusal.malformed("proximity must be nought or more metres.") }
    guard let text = request.query("postcode") else {
      if metres != nil { throw Refusal.malformed("proximity needs a postcode.") }
      return { _, _ in true }
    }
    guard Postcode(text) != nil else { throw Refusal.malformed("postcode is no postcode, like TN1 2AB.") }
    guard let near = try tx.position(of: text)?.position else {
      throw Refusal.malformed("The postcode is not known here.")
    }
    let within = (metres ?? 16_000) / 1609.344
    let town = metres == nil ? try tx.town(of: text) : nil
    return { listing, place in
      if let position = listing.placePositions[place], near.miles(to: position) <= within { return true }
      return town.map(listing.serves) ?? false
    }
  }

  func atLocation() throws -> Response {
    let id: AnyID = try request.id("id")
    guard let owner = snapshot.shown(on: request.today).first(where: { $0.placeIDs.contains(id) }),
      let listing = try tx.published([owner.id]).first,
      let place = listing.details.forPublic.places.first(where: { $0.id == id })
    else { throw Refusal.notFound }
    return json(placeDocument(listing, place, isFull: true))
  }

  private func placeDocument(_ listing: PublishedListing, _ place: Place, isFull: Bool) -> JSON {
    guard case .object(var members, let line) = atLocationDocument(place, service: listing.id) else { return .null }
    members.append(.init("service", serviceDocument(listing, isFull: isFull)))
    return .object(members, line: line)
  }

  // MARK: Reading the address

  func one() throws -> PublishedListing {
    let id: ListingID = try request.id("id")
    guard let listing = snapshot.listing(id), listing.isShown(on: request.today),
      let found = try tx.published([id]).first
    else { throw Refusal.notFound }
    return found
  }

  /// Services that fit everything that is asked: parameters combine with AND. In the order of their ids, or of how well
  /// they fit the words.
  func matching() throws -> [IndexedListing] {
    var listings: [IndexedListing]
    if let words = request.query("search") ?? request.query("text") {
      var question = OfferQuestion()
      question.words = String(words.prefix(300))
      question.isExact = true
      let found = try snapshot.find(question, limit: 100_000, saysWhy: false, at: request.now, in: tx)
      listings = found.results.results.map(\.listing)
    } else {
      listings = snapshot.shown(on: request.today).sorted { $0.id < $1.id }
    }
    if let term = request.query("taxonomy_term_id") {
      let id = AnyID(term)
      listings = listings.filter { listing in id.map(listing.terms.contains) ?? false }
    }
    if let taxonomy = request.query("taxonomy_id") {
      let id = AnyID(taxonomy)
      listings = listings.filter { listing in id.map(listing.taxonomies.contains) ?? false }
    }
    if let organisation = request.query("organization_id") {
      listings = listings.filter { $0.organisation.description == organisation.lowercased() }
    }
    if let least = try number("minimum_age") { listings = listings.filter { Double($0.minimumAge) >= least } }
    if let most = try number("maximum_age") { listings = listings.filter { Double($0.maximumAge) <= most } }
    if let after = request.query("modified_after") {
      guard let moment = moment(after) else { throw Refusal.malformed("modified_after is no moment.") }
      listings = listings.filter { $0.changedAt >= moment }
    }
    return try onDays(listings)
  }

  private func onDays(_ listings: [IndexedListing]) throws -> [IndexedListing] {
    let codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    let day = try request.query("day").map { text -> UInt8 in
      let names = Day.Weekday.allCases.map { $0.name.uppercased() }
      guard let index = codes.firstIndex(of: text.uppercased()) ?? names.firstIndex(of: text.uppercased()) else {
        throw Refusal.malformed("day is none of MO, TU, WE, TH, FR, SA, SU.")
      }
      return 1 << UInt8(index)
    }
    let (start, end) = (try time("start_time"), try time("end_time"))
    guard day != nil || start != nil || end != nil else { return listings }
    return listings.filter { listing in
      listing.slots.contains { slot in
        day.map { slot.days & $0 != 0 } ?? true && start.map { slot.opens >= $0 } ?? true
          && end.map { slot.closes <= $0 } ?? true
      }
    }
  }

  func flag(_ name: String) throws -> Bool {
    switch request.query(name)?.lowercased() {
    case nil, "false": return false
    case "true": return true
    default: throw Refusal.malformed("\(name) is true or false.")
    }
  }

  private func number(_ name: String) throws -> Double? {
    try request.query(name).map { text in
      guard let number = Double(text), number.isFinite else { throw Refusal.malformed("\(name) is no number.") }
      return number
    }
  }
  private func time(_ name: String) throws -> Int? {
    try request.query(name).map { text in
      // With seconds or without: `14:30`, `14:30:00`.
      let isWhole = text.wholeMatch(of: /[0-2]?[0-9]:[0-5][0-9](:[0-5][0-9](\.[0-9]+)?Z?)?/) != nil
      let parts = text.split(separator: ":")
      guard isWhole, let minute = minuteOfDay("\(parts[0]):\(parts[1])") else {
        throw Refusal.malformed("\(name) is no time of day, like 14:30.")
      }
      return minute
    }
  }
  private func moment(_ text: String) -> Instant? {
    if let day = Day(text) { return day.start }
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains("."))
    // A plus in an address is a space.
    guard let date = try? style.parse(text.replacing(" ", with: "+")) else { return nil }
    return Instant(microseconds: Int64(date.timeIntervalSince1970 * 1_000_000))
  }

  // MARK: The envelope

  /// Whether every entry is asked for, one a line.
  private func isLines() throws -> Bool {
    switch request.query("format")?.lowercased() {
    case nil, "json": return false
    case "ndjson": return true
    default: throw Refusal.malformed("format is json or ndjson.")
    }
  }

  /// A list as it is asked for: one page in its envelope, or all of it, one entry a line. All of it counts for as many
  /// requests as it would have taken page by page.
  private func list<Item>(_ all: [Item], _ documents: ([Item]) throws -> [JSON]) throws -> Response {
    guard try isLines() else { return try page(all, documents) }
    if let seconds = throttle.wait(for: request.caller.from, at: request.now, cost: all.count / 500) {
      throw Refusal.tooMany(seconds: seconds)
    }
    var lines: [UInt8] = []
    for start in stride(from: 0, to: all.count, by: 500) {
      for document in try documents(Array(all[start..<min(start + 500, all.count)])) {
        lines += document.bytes
        lines.append(UInt8(ascii: "\n"))
      }
    }
    return Response(200, type: "application/x-ndjson", lines)
  }

  /// One page of a list in its envelope.
  func page<Item>(_ all: [Item], _ documents: ([Item]) throws -> [JSON]) throws -> Response {
    let (page, size) = try asked()
    let pages = max(1, (all.count + size - 1) / size)
    let part = Array(all.dropFirst((page - 1) * size).prefix(size))
    let contents = try documents(part)
    var envelope = JSONObject()
    envelope.add("total_items", all.count)
    envelope.add("total_pages", pages)
    envelope.add("page_number", page)
    envelope.add("size", contents.count)
    envelope.add("first_page", always: page == 1)
    envelope.add("last_page", always: page >= pages)
    envelope.add("empty", always: contents.isEmpty)
    envelope.add("contents", JSON.list(contents))
    return json(envelope.json)
  }

  func asked() throws -> (page: Int, size: Int) {
    func whole(_ name: String, _ otherwise: Int, _ range: ClosedRange<Int>) throws -> Int {
      guard let text = request.query(name) else { return otherwise }
      guard let number = Int(text), range.contains(number) else {
        throw Refusal.malformed("\(name) must be between \(range.lowerBound) and \(range.upperBound).")
      }
      return number
    }
    return (try whole("page", 1, 1...1_000_000), try whole("per_page", 50, 1...500))
  }

  func json(_ value: JSON) -> Response { Response(200, type: "application/json", value.bytes) }
}

extension Transaction {
  /// The published content of these listings, in the order asked for.
  func published(_ ids: [ListingID]) throws -> [PublishedListing] {
    var found: [ListingID: PublishedListing] = [:]
    for start in stride(from: 0, to: ids.count, by: 500) {
      let some = ids[start..<min(start + 500, ids.count)]
      let listings = try rows(
        """
        SELECT listing.id, listing.organisation_id, organisation.content, listing_version.content, listing.assured_on,
          listing.modified_at
        FROM listing JOIN organisation ON organisation.id = listing.organisation_id
          JOIN listing_version ON listing_version.listing_id = listing.id AND listing_version.number = listing.current
        WHERE listing.id IN \(list: some) AND listing.deleted_at IS NULL
        """
      ) { row in
        PublishedListing(
          id: try row[0], organisation: try row[1], organisationDetails: try decoded(row[2]),
          details: try decoded(row[3]), assuredOn: try row[4], modifiedAt: try row[5])
      }
      for listing in listings { found[listing.id] = listing }
    }
    return ids.compactMap { found[$0] }
  }
}
