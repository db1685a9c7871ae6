import Crypto
import Foundation
import Kernel
import LocalOffer
import Store

// From a service of another directory to a listing, in both forms of Open Referral UK. What cannot be taken as it stands
// is told with its line; the document itself is kept whole beside the listing, so nothing of it is lost.

/// Something that was not as it should be, and where.
package struct FeedProblem: Sendable, Hashable {
  /// In the file; 0 where there is no file.
  package let line: Int
  /// The id or the name of the service.
  package let service: String
  package let reason: String
  package var description: String { "line \(line), \(service): \(reason)" }
}

/// A service as it was read.
struct ReadService: Sendable {
  /// The id in the feed, whatever its form.
  let key: String
  let id: ListingID
  let organisationKey: String
  let organisation: OrganisationID
  let organisationDetails: OrganisationDetails
  let details: ListingDetails
  let assuredOn: Day?
  let modifiedAt: Instant?
  /// False for what the feed says has ended.
  let isRunning: Bool
}

/// Reads services of one feed. `source` is the name of the directory that they come from.
struct ServiceReader {
  let source: String
  private(set) var problems: [FeedProblem] = []
  private var line = 0
  private var name = ""
  /// The id in the feed of what is read, a service or its organisation: parts without an id get theirs from it.
  private var whole = "" {
    didSet { partsWithoutID = [:] }
  }
  /// How often the same part without an id stood in what is read.
  private var partsWithoutID: [String: Int] = [:]
  init(source: String) { self.source = source }

  /// Of a line that could not be read at all.
  mutating func tell(_ reason: String, line: Int) {
    problems.append(FeedProblem(line: line, service: "this line", reason: reason))
  }
  mutating func tell(_ reason: String) { problems.append(FeedProblem(line: line, service: name, reason: reason)) }

  /// The listing of a service; nil where it lacks what no listing can do without.
  mutating func read(_ json: JSON) -> ReadService? {
    line = json.line
    name = json["name"]?.string ?? json["id"]?.string ?? "a service without a name"
    guard case .object = json else {
      tell("it is no object")
      return nil
    }
    guard let key = json["id"]?.string else {
      tell("it has no id, so it was not taken")
      return nil
    }
    guard let title = json["name"]?.string else {
      tell("it has no name, so it was not taken")
      return nil
    }
    whole = key
    let organisation = json["organization"] ?? .null
    let organisationKey =
      organisation["id"]?.string ?? json["organization_id"]?.string
      ?? organisation["name"]?.string.map { "called \($0)" } ?? "\(source) itself"
    var details = ListingDetails(name: title)
    details.description = json["description"]?.string
    details.url = address(json["url"], "url")
    details.email = json["email"]?.string
    details.status = status(json["status"])
    details.fees = json["fees"]?.string
    details.accreditations = json["accreditations"]?.string
    details.alert = json["alert"]?.string
    details.referral.how = json["application_process"]?.string
    readAges(json, &details)
    details.times = (json["schedules"] ?? json["regular_schedules"] ?? .null).items.map { time($0) }
    details.areas = (json["service_areas"] ?? .null).items.map { area($0) }
    readPlaces(json, &details)
    details.languages = (json["languages"] ?? .null).items.map { language($0) }
    details.funding = (json["funding"] ?? json["fundings"] ?? .null).items.map {
      FundingSource(id: part($0, "funding"), source: $0["source"]?.string)
    }
    details.costs = (json["cost_options"] ?? .null).items.map { cost($0) }
    details.contacts = (json["contacts"] ?? .null).items.map { contact($0) }
    readTerms(json, &details)
    return ReadService(
      key: key, id: id(key, "service"), organisationKey: organisationKey,
      organisation: id(organisationKey, "organization"),
      organisationDetails: read(organisation: organisation, key: organisationKey), details: details,
      assuredOn: day(json["assured_date"], "assured_date"), modifiedAt: moment(json["last_modified"]),
      isRunning: details.status == .active || details.status == .temporarilyClosed)
  }

  // MARK: Ids

  /// The id itself where it is one; else one that is always the same for the same text.
  func id<Of>(_ key: String, _ kind: String) -> ID<Of> {
    if let id = ID<Of>(key) { return id }
    let digest = Array(SHA256.hash(data: Data("\(source)\u{1F}\(kind)\u{1F}\(key)".utf8)))
    func word(_ start: Int) -> UInt64 { digest[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) } }
    return ID(high: word(0) & ~0xF000 | 0x8000, low: word(8) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
  }
  /// The id of a part; where it has none, one from whose part it is and all that it says.
  private mutating func part(_ json: JSON, _ kind: String) -> AnyID {
    if let key = json["id"]?.string { return id(key, kind) }
    let text = "\(kind)\u{1F}\(String(decoding: json.bytes, as: UTF8.self))"
    let before = partsWithoutID[text, default: 0]
    partsWithoutID[text] = before + 1
    return id(
      "\(whole)\u{1F}\(String(decoding: json.bytes, as: UTF8.self))\(before == 0 ? "" : "\u{1F}\(before)")", kind)
  }

  // MARK: Parts

  private mutating func status(_ json: JSON?) -> ServiceStatus {
    guard let text = json?.string else {
      tell("it has no status, so it is taken to be running")
      return .active
    }
    if let status = ServiceStatus(rawValue: text.lowercased()) { return status }
    tell("status ‘\(text.prefix(40))’ is not known, so it is taken to be running")
    return .active
  }

  private mutating func address(_ json: JSON?, _ field: String) -> String? {
    guard let text = json?.string else { return nil }
    if !isWebAddress(text) { tell("\(field) ‘\(text.prefix(80))’ is no address of the web; it is kept as text") }
    return text
  }

  private mutating func readAges(_ json: JSON, _ details: inout ListingDetails) {
    let eligibility = (json["eligibilitys"] ?? json["eligibility"] ?? .null).items.first
    let least = json["minimum_age"] ?? eligibility?["minimum_age"]
    let most = json["maximum_age"] ?? eligibility?["maximum_age"]
    (details.minimumAge, details.maximumAge) = (age(least, "minimum_age"), age(most, "maximum_age"))
    if let least = details.minimumAge, let most = details.maximumAge, least > most {
      tell("minimum_age \(least) is more than maximum_age \(most); both were left out")
      (details.minimumAge, details.maximumAge) = (nil, nil)
    }
  }
  private mutating func age(_ json: JSON?, _ field: String) -> Int? {
    guard let text = json?.string else { return nil }
    guard let years = json?.double, years >= 0, years <= 150 else {
      tell("\(field) ‘\(text.prefix(20))’ is no age")
      return nil
    }
    if years != years.rounded(.down) { tell("\(field) \(text) was taken as \(Int(years))") }
    return Int(years)
  }

  private mutating func day(_ json: JSON?, _ field: String) -> Day? {
    guard let text = json?.string else { return nil }
    if let day = Day(String(text.prefix(10))) { return day }
    tell("\(field) ‘\(text.prefix(30))’ is no date")
    return nil
  }
  private mutating func moment(_ json: JSON?) -> Instant? {
    guard let text = json?.string else { return nil }
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains("."))
    if let date = try? style.parse(text) {
      return Instant(microseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()) * 1000)
    }
    return Day(String(text.prefix(10)))?.start
  }
  private mutating func minute(_ json: JSON?, _ field: String) -> Int? {
    guard let text = json?.string else { return nil }
    let parts = text.split(separator: ":")
    if parts.count >= 2, let hour = Int(parts[0]), let rest = Int(parts[1].prefix(2)), (0...24).contains(hour),
      (0...59).contains(rest), hour * 60 + rest <= 1440
    {
      return hour * 60 + rest
    }
    tell("\(field) ‘\(text.prefix(20))’ is no time of day")
    return nil
  }

  private mutating func time(_ json: JSON) -> OpeningTime {
    var time = OpeningTime(id: part(json, "schedule"))
    time.byDay = json["byday"]?.string
    time.byMonthDay = json["bymonthday"]?.string
    (time.opens, time.closes) = (minute(json["opens_at"], "opens_at"), minute(json["closes_at"], "closes_at"))
    time.frequency = json["freq"]?.string.flatMap { text in
      OpeningTime.Frequency.allCases.first { $0.rawValue == text.uppercased() }
    }
    if time.frequency == nil, let text = json["freq"]?.string { tell("freq ‘\(text.prefix(20))’ is not known here") }
    time.interval = json["interval"]?.whole
    time.startsOn = day(json["dtstart"], "dtstart")
    (time.validFrom, time.validTo) = (day(json["valid_from"], "valid_from"), day(json["valid_to"], "valid_to"))
    (time.words, time.notes) = (json["description"]?.string, json["notes"]?.string)
    (time.link, time.attending) = (json["schedule_link"]?.string, json["attending_type"]?.string)
    time.place = json["service_at_location_id"]?.string.map { id($0, "service_at_location") }
    return time
  }

  private mutating func area(_ json: JSON) -> ServedArea {
    var area = ServedArea(id: part(json, "service_area"), name: json["name"]?.string ?? json["service_area"]?.string)
    (area.extent, area.extentKind) = (json["extent"]?.string, json["extent_type"]?.string)
    area.uri = json["uri"]?.string
    return area
  }

  private mutating func readPlaces(_ json: JSON, _ details: inout ListingDetails) {
    for one in (json["service_at_locations"] ?? .null).items {
      let location = one["location"] ?? .null
      // Places without any id are told apart by their number: one service has several.
      let key =
        location["id"]?.string ?? one["location_id"]?.string ?? one["id"]?.string
        ?? "\(whole)\u{1F}place\(details.places.isEmpty ? "" : " \(details.places.count)")"
      var place = Place(
        id: part(one, "service_at_location"), location: id(key, "location"), name: location["name"]?.string)
      place.kind = location["location_type"]?.string.flatMap { Place.Kind(rawValue: $0) } ?? .physical
      place.about = location["description"]?.string
      (place.latitude, place.longitude) = position(location)
      place.externalID = location["external_identifier"]?.string
      place.externalKind = location["external_identifier_type"]?.string
      place.addresses = (location["addresses"] ?? location["physical_addresses"] ?? .null).items.map { address($0) }
      place.access = (location["accessibility"] ?? location["accessibility_for_disabilities"] ?? .null).items.map {
        point in
        var access = AccessPoint(
          id: part(point, "accessibility"), words: point["description"]?.string ?? point["accessibility"]?.string)
        (access.details, access.url) = (point["details"]?.string, point["url"]?.string)
        return access
      }
      details.places.append(place)
      // In 1.0 opening hours may stand at the place.
      for schedule in (one["regular_schedules"] ?? .null).items {
        var time = time(schedule)
        time.place = place.id
        details.times.append(time)
      }
    }
  }

  private mutating func position(_ json: JSON) -> (Double?, Double?) {
    let (north, east) = (json["latitude"]?.double, json["longitude"]?.double)
    guard let north, let east else { return (nil, nil) }
    guard (-90...90).contains(north), (-180...180).contains(east) else {
      tell("latitude \(north) and longitude \(east) are nowhere on earth; they were left out")
      return (nil, nil)
    }
    return (north, east)
  }

  private mutating func address(_ json: JSON) -> Address {
    var address = Address(
      id: part(json, "address"), street: json["address_1"]?.string ?? "", town: json["city"]?.string ?? "",
      county: json["state_province"]?.string ?? "", postcode: json["postal_code"]?.string ?? "")
    (address.attention, address.region) = (json["attention"]?.string, json["region"]?.string)
    address.country = json["country"]?.string ?? "GB"
    address.kind = json["address_type"]?.string.flatMap { Place.Kind(rawValue: $0) } ?? .physical
    return address
  }

  private mutating func language(_ json: JSON) -> SpokenLanguage {
    var language = SpokenLanguage(
      id: part(json, "language"), name: json["name"]?.string ?? json["language"]?.string)
    (language.code, language.note) = (json["code"]?.string, json["note"]?.string)
    return language
  }

  private mutating func cost(_ json: JSON) -> Cost {
    var cost = Cost(
      id: part(json, "cost_option"), option: json["option"]?.string, words: json["amount_description"]?.string)
    (cost.validFrom, cost.validTo) = (day(json["valid_from"], "valid_from"), day(json["valid_to"], "valid_to"))
    guard let text = json["amount"]?.string else { return cost }
    guard let pounds = json["amount"]?.double, pounds >= 0, pounds < 1e7 else {
      tell("amount ‘\(text.prefix(20))’ is no amount of money")
      return cost
    }
    cost.pence = Int((pounds * 100).rounded())
    if abs(Double(cost.pence ?? 0) - pounds * 100) > 0.001 { tell("amount \(text) was rounded to whole pence") }
    return cost
  }

  private mutating func contact(_ json: JSON) -> Contact {
    var contact = Contact(id: part(json, "contact"), name: json["name"]?.string, title: json["title"]?.string)
    contact.email = json["email"]?.string
    contact.phones = (json["phones"] ?? .null).items.compactMap { phone in
      guard let number = phone["number"]?.string else { return nil }
      var one = Phone(id: part(phone, "phone"), number: number)
      one.about = phone["description"]?.string
      one.languages = (phone["languages"] ?? .null).items.map { language($0) }
      return one
    }
    return contact
  }

  /// Terms of our own taxonomies become kinds and needs; others are kept as they are.
  private mutating func readTerms(_ json: JSON, _ details: inout ListingDetails) {
    for one in (json["attributes"] ?? .null).items {
      let term = one["taxonomy_term"] ?? .null
      let key = term["id"]?.string ?? one["taxonomy_term_id"]?.string ?? ""
      let termID: AnyID = id(key, "taxonomy_term")
      if let kind = OfferKind.allCases.first(where: { $0.termID == termID }) {
        details.kinds.append(kind)
      } else if let need = OfferNeed.allCases.first(where: { $0.termID == termID }) {
        details.needs.append(need)
      } else if !key.isEmpty {
        var mark = TermMark(id: part(one, "attribute"), term: foreign(term, termID, key))
        mark.linkKind = one["link_type"]?.string
        details.marks.append(mark)
      }
    }
    for one in (json["service_taxonomys"] ?? .null).items {
      let term = one["taxonomy"] ?? .null
      guard let key = term["id"]?.string else { continue }
      var found = ForeignTerm(id: id(key, "taxonomy_term"), name: term["name"]?.string ?? key, description: "")
      found.taxonomy = term["vocabulary"]?.string
      found.taxonomyID = found.taxonomy.map { id($0, "taxonomy") }
      found.code = key
      details.marks.append(TermMark(id: part(one, "attribute"), term: found))
    }
  }
  private func foreign(_ json: JSON, _ termID: AnyID, _ key: String) -> ForeignTerm {
    var term = ForeignTerm(
      id: termID, name: json["name"]?.string ?? key, description: json["description"]?.string ?? "")
    term.parent = json["parent_id"]?.string.map { id($0, "taxonomy_term") }
    term.taxonomy = json["taxonomy"]?.string
    term.taxonomyID = json["taxonomy_id"]?.string.map { id($0, "taxonomy") } ?? term.taxonomy.map { id($0, "taxonomy") }
    (term.uri, term.code) = (json["term_uri"]?.string, json["term"]?.string)
    return term
  }

  private mutating func read(organisation json: JSON, key: String) -> OrganisationDetails {
    whole = key
    let title = json["name"]?.string ?? source
    var details = OrganisationDetails(name: title, description: json["description"]?.string ?? "")
    (details.email, details.website) = (json["email"]?.string, json["website"]?.string ?? json["url"]?.string)
    (details.logo, details.uri) = (json["logo"]?.string, json["uri"]?.string)
    details.parent = json["parent_organization_id"]?.string.map { id($0, "organization") }
    details.identifiers = (json["organization_identifiers"] ?? .null).items.compactMap { one in
      guard let identifier = one["identifier"]?.string else { return nil }
      return .init(
        id: part(one, "identifier"), scheme: one["identifier_scheme"]?.string,
        kind: one["identifier_type"]?.string ?? "", identifier: identifier)
    }
    return details
  }
}
