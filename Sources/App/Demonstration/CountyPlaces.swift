import People

// Thorneshire: an invented county. No place, agency, postcode area (TH) or person of it exists.

/// A part of the county with its own postcode district.
struct Locality: Sendable {
  let key: String
  let name: String
  /// `TH3`
  let district: String
}

let countyLocalities = [
  Locality(key: "aldersham", name: "Aldersham", district: "TH1"),
  Locality(key: "brackenfold", name: "Brackenfold", district: "TH2"),
  Locality(key: "castlewick", name: "Castlewick", district: "TH3"),
  Locality(key: "dunmarsh", name: "Dunmarsh", district: "TH4"),
  Locality(key: "eastholt", name: "Eastholt", district: "TH5"),
  Locality(key: "fennacre", name: "Fennacre", district: "TH6"),
  Locality(key: "millbrace", name: "Millbrace", district: "TH7"),
]

/// The codes are those that the extracts come under.
let countyAgencies: [(code: String, name: String, kind: AgencyKind)] = [
  ("early-help", "Thorneshire Council Early Help", .council),
  ("education", "Thorneshire Education and SEND", .education),
  ("health", "Thorne Valley Community Health NHS Trust", .health),
  ("camhs", "Thorne Valley Mental Health NHS Trust", .mentalHealth),
  ("social", "Thorneshire Children’s Social Care", .socialCare),
  ("voluntary", "Thorneshire Families Together", .voluntary),
]

/// A team: its key, agency, name, and locality where it works in one.
let countyTeams: [(key: String, agency: String, name: String, locality: String?)] = [
  ("front-door", "early-help", "Front Door", nil),
  ("portage-west", "early-help", "Portage West", nil),
  ("portage-east", "early-help", "Portage East", nil),
  ("family-aldersham", "early-help", "Family Support Aldersham", "aldersham"),
  ("family-brackenfold", "early-help", "Family Support Brackenfold", "brackenfold"),
  ("family-castlewick", "early-help", "Family Support Castlewick", "castlewick"),
  ("family-dunmarsh", "early-help", "Family Support Dunmarsh", "dunmarsh"),
  ("family-eastholt", "early-help", "Family Support Eastholt", "eastholt"),
  ("family-fennacre", "early-help", "Family Support Fennacre", "fennacre"),
  ("family-millbrace", "early-help", "Family Support Millbrace", "millbrace"),
  ("commissioning", "early-help", "Commissioning and Information", nil),
  ("send-casework", "education", "SEND Casework", nil),
  ("specialist-teaching", "education", "Specialist Teaching", nil),
  ("attendance", "education", "School Attendance", nil),
  ("health-visiting-north", "health", "Health Visiting North", "brackenfold"),
  ("health-visiting-south", "health", "Health Visiting South", "fennacre"),
  ("speech-therapy", "health", "Children’s Speech and Language Therapy", nil),
  ("child-development", "health", "Child Development Centre", "castlewick"),
  ("getting-help", "camhs", "Getting Help", nil),
  ("neurodevelopmental", "camhs", "Neurodevelopmental Pathway", nil),
  ("assessment", "social", "Assessment and Safeguarding", nil),
  ("disabled-children", "social", "Disabled Children’s Team", nil),
  ("parent-support", "voluntary", "Parent Support", nil),
  ("young-carers", "voluntary", "Young Carers", nil),
]

let countyStreets = [
  "Tannery Lane", "Orchard Rise", "Mill Race Road", "Chapel Walk", "Foundry Street", "Larkspur Close", "Weavers Court",
  "Sandpit Lane", "Station Approach", "Beacon View", "Hazel Grove", "Saddlers Way", "Quarry Hill", "Meadow Drive",
]
