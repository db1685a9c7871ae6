package import Kernel
import Store

// The directory of the invented county: what is written by hand in Examples/local-offer/services.csv, once for the county
// or once for each of its towns, with places, people, times and costs filled in from a seed.

/// An organisation and what it offers.
package struct DemonstrationListing: Sendable {
  package let organisation: String
  package let details: ListingDetails
}

/// Every service of the demonstration. `folder` holds `services.csv` and `postcodes.csv`. Throws `CSVError`.
package func demonstrationListings(
  folder: String, at now: Instant, random: some RandomNumberGenerator
) throws -> [DemonstrationListing] {
  var writer = DirectoryWriter(
    venues: Venues(postcodes: try countyPostcodes(folder), at: now, random: random), otherWords: try otherWords(folder))
  var reader = try CSVReader(file: "\(folder)/services.csv")
  try reader.readHeading(required: ["each", "organisation", "name", "kinds", "needs", "ages"])
  var listings: [DemonstrationListing] = []
  while let row = try reader.next() {
    if try row.required("each") == "county" {
      listings.append(try writer.listing(row, town: nil, number: 0))
    } else {
      for (number, town) in demonstrationTowns.enumerated() {
        listings.append(try writer.listing(row, town: town, number: number))
      }
    }
  }
  return listings
}

private func countyPostcodes(_ folder: String) throws -> [String: [(String, Position)]] {
  var reader = try CSVReader(file: "\(folder)/postcodes.csv")
  try reader.readHeading(required: ["postcode", "latitude", "longitude", "place"])
  var found: [String: [(String, Position)]] = [:]
  while let row = try reader.next() {
    guard let north: Double = try row.value("latitude", "a number"),
      let east: Double = try row.value("longitude", "a number")
    else { throw row.error("there is no position") }
    found[row.text("place"), default: []].append(
      (row.text("postcode"), Position(latitude: north, longitude: east)))
  }
  return found
}

/// What stands in `other-words.csv`; a line of a text is set apart by `|`.
private func otherWords(_ folder: String) throws -> [String: [OtherVersion]] {
  var reader = try CSVReader(file: "\(folder)/other-words.csv")
  let columns = ["service", "words", "language", "heading", "text"]
  try reader.readHeading(required: columns, known: columns)
  var found: [String: [OtherVersion]] = [:]
  while let row = try reader.next() {
    let words = try row.required("words")
    let isEasyRead = words == easyReadSlug
    found[try row.required("service"), default: []].append(
      OtherVersion(
        kind: isEasyRead ? .easyRead : .translation, language: try row.required("language"),
        code: isEasyRead ? "en" : words, heading: try row.required("heading"),
        text: try row.required("text").replacing("|", with: "\n")))
  }
  return found
}

/// Fills one row in, for one town or the whole county.
private struct DirectoryWriter<Random: RandomNumberGenerator> {
  var venues: Venues<Random>
  private var phones = 0

  /// Easy read and translations, by the name of the service as the material has it.
  private let otherWords: [String: [OtherVersion]]

  init(venues: Venues<Random>, otherWords: [String: [OtherVersion]]) {
    (self.venues, self.otherWords) = (venues, otherWords)
  }

  mutating func listing(_ row: CSVRow, town: DemonstrationTown?, number: Int) throws -> DemonstrationListing {
    let manager = demonstrationName(&venues.random)
    func text(_ column: String) -> String { fill(row.text(column), town, number, manager) }
    let name = text("name")
    let organisation =
      ["own", "own2"].contains(row.text("place")) && town != nil && isOwnName(row) ? name : text("organisation")
    var details = ListingDetails(name: name)
    details.summary = text("summary")
    details.description = text("description")
    details.kinds = try choices(text("kinds"), row)
    details.needs = try choices(text("needs"), row)
    let ages = text("ages").split(separator: "-").compactMap { Int($0) }
    guard ages.count == 2 else { throw row.error("ages are not like 0-5") }
    (details.minimumAge, details.maximumAge) = (ages[0], ages[1])
    details.times = parts(text("times"), ";").map { openingTime($0, id: venues.id()) }
    details.costs = parts(text("costs"), ";").map { cost($0, id: venues.id()) }
    details.referral.routes = try choices(text("routes"), row)
    details.referral.how = text("how")
    details.referral.state = try state(text("state"), row)
    details.referral.wait = details.referral.state == .waiting ? text("wait") : nil
    details.shortBreakLevel = Int(row.text("level"))
    addPlace(&details, row.text("place"), town, organisation)
    addContact(&details, manager, job: row.text("job"), organisation, isMobile: row.text("place") == "own2")
    for line in parts(row.text("answers"), "|") {
      let pair = line.split(separator: "=", maxSplits: 1).map(String.init)
      if pair.count == 2, let question = question(pair[0]) { details.answers[question] = pair[1] }
    }
    details.languages = languages()
    addOtherVersions(&details, row, town, number)
    return DemonstrationListing(organisation: organisation, details: details)
  }

  private func isOwnName(_ row: CSVRow) -> Bool {
    row.text("organisation").allSatisfy { $0.isUppercase || $0.isNumber } || row.text("organisation") == "Childminder"
  }

  /// Words of the material that stand for something of the town.
  private mutating func fill(_ text: String, _ town: DemonstrationTown?, _ number: Int, _ manager: String) -> String {
    guard let town else { return text }
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    func day(_ offset: Int) -> String { days[(number + offset) % 5] }
    let waits = ["about four weeks", "about six weeks", "about eight weeks", "about three months"]
    switch text {
    case "PRIMARY": return town.primaries[0]
    case "PRIMARY2": return town.primaries[1]
    case "PRIMARY3": return town.primaries[2]
    case "SECONDARY": return town.secondary
    case "SPECIAL": return town.special.name
    case "SPECIALNEEDS": return town.special.needs
    case "SPECIALAGES": return town.special.ages
    case "SPECIALSUMMARY": return town.special.summary
    case "BASE": return town.base.name
    case "BASENEEDS": return town.base.needs
    case "STATE": return ["open", "open", "closed"].randomElement(using: &venues.random)!
    case "WAIT": return waits.randomElement(using: &venues.random)!
    case "CHILDMINDER", "CHILDMINDER2", "CHILDMINDER3": return "\(manager), childminder in \(town.name)"
    default: break
    }
    var filled = text.replacing("{place}", with: town.name)
    for offset in 1...5 { filled = filled.replacing("DAY\(offset)", with: day(offset)) }
    filled = filled.replacing("TALK", with: "\(day(0)) 9.30am to 11am")
    return filled.replacing("SWIM", with: number.isMultiple(of: 2) ? "Sunday 4pm to 5pm" : "Saturday 5pm to 6pm")
  }

  private func parts(_ text: String, _ separator: Character) -> [String] {
    text.split(separator: separator).map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
  }
  private func choices<C: Choice>(_ text: String, _ row: CSVRow) throws -> [C] {
    try parts(text, ";").map { word in
      guard let choice = C(rawValue: word) else { throw row.error("‘\(word)’ is no \(C.self)") }
      return choice
    }
  }
  private func state(_ text: String, _ row: CSVRow) throws -> ReferralState {
    guard let state = ReferralState(rawValue: text) else { throw row.error("‘\(text)’ is no state") }
    return state
  }
  private func question(_ word: String) -> ProviderQuestion? {
    word == "howToStart" ? .howToStart : word == "progressShared" ? .progressShared : ProviderQuestion(rawValue: word)
  }

  private mutating func addPlace(
    _ details: inout ListingDetails, _ kind: String, _ town: DemonstrationTown?, _ organisation: String
  ) {
    let parts = kind.split(separator: ":").map(String.init)
    let named = parts.count == 2 ? demonstrationTowns.first { $0.key == parts[1] } : nil
    let town = named ?? town ?? demonstrationTowns[0]
    switch parts[0] {
    case "home": details.areas = areas(parts.count == 2 ? parts[1] : nil)
    case "home1": details.areas = [ServedArea(id: venues.id(), name: town.name)]
    case "online":
      var place = Place(id: venues.id(), location: venues.id(), name: "Online or by phone")
      place.kind = .virtual
      details.places = [place]
      details.areas = areas(nil)
    case "confidential":
      var place = venues.venue("The house", in: town.name, access: []).place(venues.id(), access: [])
      place.isConfidential = true
      details.places = [place]
      details.areas = areas(nil)
    default:
      let (name, at, access) = building(parts[0], town, organisation)
      let venue = venues.venue(name, in: at, access: access)
      details.places = [venue.place(venues.id(), access: access.map { _ in venues.id() })]
      details.areas = parts[0] == "own" || parts[0] == "own2" ? [] : areas(nil)
    }
  }

  private mutating func areas(_ keys: String?) -> [ServedArea] {
    guard let keys else { return [ServedArea(id: venues.id(), name: "All of Thorneshire")] }
    return keys.split(separator: ",").compactMap { key in
      demonstrationTowns.first { $0.key == key }.map { ServedArea(id: venues.id(), name: $0.name) }
    }
  }

  private func building(_ kind: String, _ town: DemonstrationTown, _ own: String) -> (String, String, [String]) {
    let stepFree = "Step-free from the street"
    switch kind {
    case "hub":
      return ("\(town.name) Family Hub", town.name, [stepFree, "Accessible toilet and baby change", "A quiet room"])
    case "library": return ("\(town.name) Library", town.name, [stepFree, "Hearing loop at the desk"])
    case "leisure":
      return (
        "\(town.name) Leisure Centre", town.name,
        [stepFree, "Changing place with hoist and bench", "Blue badge parking"]
      )
    case "health": return ("\(town.name) Health Centre", town.name, [stepFree, "Lift to the first floor"])
    case "church": return (town.hall, town.name, ["One step, with a ramp on request", "Accessible toilet"])
    case "school": return (town.primaries[0], town.name, [stepFree, "A quiet room"])
    case "council": return ("County Hall", "Aldersham", [stepFree, "Hearing loop", "Blue badge parking"])
    case "hospital":
      return ("Thorne Valley Hospital", "Castlewick", [stepFree, "Changing place", "Blue badge parking"])
    case "bramble": return ("Bramble House", "Brackenfold", [stepFree, "Hoists in every room", "A wet room"])
    case "own2": return ("At the childminder’s home", town.name, ["Ask about steps"])
    default: return (own, town.name, [stepFree, "Accessible toilet"])
    }
  }

  private mutating func addContact(
    _ details: inout ListingDetails, _ name: String, job: String, _ organisation: String, isMobile: Bool
  ) {
    var contact = Contact(id: venues.id(), name: name, title: job)
    phones += 1
    let three = String(repeating: "0", count: 3 - String(phones % 1000).count) + String(phones % 1000)
    contact.phones = [Phone(id: venues.id(), number: isMobile ? "07700 900\(three)" : "01632 960 \(three)")]
    let words = LocalOffer.words(of: organisation, meaningful: false).map(\.typed)
    let domain = words.prefix(3).joined(separator: "-")
    contact.email = "hello@\(domain).example.org"
    details.contacts = [contact]
    details.url = "https://\(domain).example.org/"
  }

  private mutating func languages() -> [SpokenLanguage] {
    let more = ["Polish", "Urdu", "Romanian", "Bengali", "British Sign Language", "Arabic", "Ukrainian"]
    var names = ["English"]
    if Int.random(in: 0..<4, using: &venues.random) == 0 { names.append(more.randomElement(using: &venues.random)!) }
    return names.map { SpokenLanguage(id: venues.id(), name: $0) }
  }

  /// What is written by hand of this service in easy read and in other languages.
  private mutating func addOtherVersions(
    _ details: inout ListingDetails, _ row: CSVRow, _ town: DemonstrationTown?, _ number: Int
  ) {
    for other in otherWords[row.text("name")] ?? [] {
      var version = other
      version.heading = other.heading.map { fill($0, town, number, "") }
      version.text = fill(other.text, town, number, "")
      details.otherVersions.append(version)
    }
    details.noteWhatOthersSay(known: nil)
  }
}
