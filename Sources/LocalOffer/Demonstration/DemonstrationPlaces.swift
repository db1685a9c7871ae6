import Kernel

// Where the services of the invented county are, and who can be asked for there. No such place or person exists.

/// A town of the demonstration with the names that its listings use.
struct DemonstrationTown: Sendable {
  let key: String
  let name: String
  let hall: String
  let primaries: [String]
  let secondary: String
  let special: (name: String, needs: String, ages: String, summary: String)
  let base: (name: String, needs: String)
}

let demonstrationTowns = [
  DemonstrationTown(
    key: "aldersham", name: "Aldersham", hall: "St Anne’s Church Hall",
    primaries: ["St Osyth’s Primary School", "Oak Tree Primary School", "Weavers Lane Primary School"],
    secondary: "Aldersham High School",
    special: (
      "Beacon Hill School", "autism;anxiety;sensory", "4-19", "A special school for autistic children and young people."
    ),
    base: ("Speech and language base at Oak Tree Primary School", "speech")),
  DemonstrationTown(
    key: "brackenfold", name: "Brackenfold", hall: "Methodist Hall",
    primaries: ["Harbour Lane Primary School", "Bracken Village School", "St Hilda’s Primary School"],
    secondary: "Brackenfold Community School",
    special: (
      "Meadowbank School", "physical;medical;multi_sensory", "2-19",
      "A special school for children with physical disabilities and complex health."
    ), base: ("Autism resource base at Harbour Lane Primary School", "autism")),
  DemonstrationTown(
    key: "castlewick", name: "Castlewick", hall: "Castle Street Church Hall",
    primaries: ["Marsh View Primary School", "Castlewick Infants and Juniors", "Holy Cross Primary School"],
    secondary: "Castlewick Academy",
    special: (
      "Larkrise Academy", "autism;learning_disability", "2-19",
      "A special school for children with severe learning disabilities, many of whom are autistic."
    ), base: ("Hearing base at Marsh View Primary School", "hearing")),
  DemonstrationTown(
    key: "dunmarsh", name: "Dunmarsh", hall: "Seafarers’ Hall",
    primaries: ["St Cuthbert’s Primary School", "Dunmarsh Quay School", "Saltings Primary School"],
    secondary: "Dunmarsh School",
    special: (
      "Tideway School", "behaviour;anxiety;trauma", "7-16",
      "A special school for children whose feelings and behaviour make a large school too hard."
    ), base: ("Learning base at Saltings Primary School", "learning_disability")),
  DemonstrationTown(
    key: "eastholt", name: "Eastholt", hall: "Eastholt Village Hall",
    primaries: ["Windmill Hill Primary School", "Eastholt Green School", "Kiln Road Primary School"],
    secondary: "Eastholt College",
    special: (
      "Deepdale School", "learning_disability;speech", "11-18",
      "A special school for young people with moderate learning disabilities."
    ), base: ("Autism resource base at Kiln Road Primary School", "autism")),
  DemonstrationTown(
    key: "fennacre", name: "Fennacre", hall: "Chapel Rooms",
    primaries: ["Abbey Road Primary School", "Fenside Primary School", "Poplar Avenue School"],
    secondary: "The Fennacre School",
    special: (
      "Riverside School", "learning_disability;physical;multi_sensory", "3-19",
      "A special school for children with profound and multiple learning disabilities."
    ), base: ("Physical disability base at Fenside Primary School", "physical")),
  DemonstrationTown(
    key: "millbrace", name: "Millbrace", hall: "Mill Rooms",
    primaries: ["Mill Race Primary School", "St Bega’s Primary School", "Long Meadow School"],
    secondary: "Millbrace Grammar and High School",
    special: (
      "Northgate School", "hearing;speech", "4-16",
      "A special school for deaf children and children with severe speech and language needs."
    ), base: ("Dyslexia and language base at Long Meadow School", "dyslexia;speech")),
]

let demonstrationStreets = [
  "Tannery Lane", "Orchard Rise", "Mill Race Road", "Chapel Walk", "Foundry Street", "Larkspur Close", "Weavers Court",
  "Sandpit Lane", "Station Approach", "Beacon View", "Hazel Grove", "Saddlers Way", "Quarry Hill", "Meadow Drive",
]

private let givenNames = [
  "Amina", "Beth", "Carol", "Dev", "Ellen", "Femi", "Gwen", "Hannah", "Imran", "Joy", "Karolina", "Leroy", "Maeve",
  "Nasreen", "Owen", "Petra", "Rashid", "Sunita", "Tess", "Una", "Viktor", "Wendy", "Yasmin", "Zack",
]
private let familyNames = [
  "Abara", "Birch", "Calder", "Dhillon", "Eaves", "Farrow", "Grady", "Hobday", "Iqbal", "Jarrow", "Kowalska", "Lumb",
  "Mistry", "Nwosu", "Ockley", "Parry", "Quaye", "Rowntree", "Stott", "Tully", "Varga", "Wragg", "Yeoman",
]

func demonstrationName(_ random: inout some RandomNumberGenerator) -> String {
  "\(givenNames.randomElement(using: &random)!) \(familyNames.randomElement(using: &random)!)"
}

/// A building of the county; several services share one.
struct Venue {
  let location: AnyID
  let address: AnyID
  let name: String
  let street: String
  let town: String
  let postcode: String
  let position: Position
  let access: [String]
}

/// Finds or builds venues, always the same for the same name.
struct Venues<Random: RandomNumberGenerator> {
  private var known: [String: Venue] = [:]
  private let postcodes: [String: [(String, Position)]]
  private let at: Instant
  var random: Random

  /// `postcodes` are those of the county by town.
  init(postcodes: [String: [(String, Position)]], at: Instant, random: Random) {
    (self.postcodes, self.at, self.random) = (postcodes, at, random)
  }

  mutating func id<Of>() -> ID<Of> { ID(at: at, random: &random) }

  mutating func venue(_ name: String, in town: String, access: [String]) -> Venue {
    if let venue = known["\(name), \(town)"] { return venue }
    let (postcode, position) = postcodes[town]!.randomElement(using: &random)!
    let street = demonstrationStreets.randomElement(using: &random)!
    let venue = Venue(
      location: id(), address: id(), name: name, street: "\(Int.random(in: 1...120, using: &random)) \(street)",
      town: town, postcode: postcode, position: position, access: access)
    known["\(name), \(town)"] = venue
    return venue
  }
}

extension Venue {
  func place(_ id: AnyID, access: [AnyID]) -> Place {
    var place = Place(id: id, location: location, name: name)
    (place.latitude, place.longitude) = (position.latitude, position.longitude)
    place.addresses = [Address(id: address, street: street, town: town, county: "Thorneshire", postcode: postcode)]
    place.access = zip(access, self.access).map { AccessPoint(id: $0, words: $1) }
    return place
  }
}
