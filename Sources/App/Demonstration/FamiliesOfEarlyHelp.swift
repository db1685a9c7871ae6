import People
import Plans

// Families with a family key worker, at every stage of early help.

let earlyHelpFamilies: [ToldFamily] = [
  ToldFamily(
    "whitlock", "aldersham", .anxious,
    [ToldChild("Jamie", "Whitlock", .male, months: 201, ethnicity: "WBRI", school: "Aldersham High School")],
    [ToldAdult("Dawn Whitlock", .mother), ToldAdult("Paul Whitlock", .father)]
  ).with {
    $0.support = ToldSupport("priti", .reviewing(.better, reviews: 3), daysAgo: 184, level: .targeted)
    $0.others = [("nathan", "Talking therapy"), ("daniel", "Education plan")]
    ($0.hasAccount, $0.conversation) = (true, 2)
  },
  ToldFamily(
    "greenwood", "aldersham", .restless,
    [ToldChild("Kai", "Greenwood", .male, months: 105, ethnicity: "MWBC", school: "Tannery Lane Primary School")],
    [ToldAdult("Stacey Greenwood", .mother), ToldAdult("Lloyd Greenwood", .father)]
  ).with {
    $0.support = ToldSupport("dean", .reviewing(.mixed, reviews: 2), daysAgo: 139)
    $0.hasAccount = true
  },
  ToldFamily(
    "osullivan", "fennacre", .anxious,
    [ToldChild("Maeve", "O’Sullivan", .female, months: 172, ethnicity: "WIRI", school: "Fennacre Academy")],
    [ToldAdult("Orla O’Sullivan", .mother)]
  ).with {
    $0.support = ToldSupport("zoe", .reviewing(.worse, reviews: 2), daysAgo: 172, level: .targeted)
    $0.others = [("nathan", "Talking therapy")]
  },
  ToldFamily(
    "begum", "eastholt", .learningDisability,
    [ToldChild("Nusrat", "Begum", .female, months: 132, ethnicity: "ABAN", school: "Eastholt Primary School")],
    [ToldAdult("Shirin Begum", .mother)]
  ).with {
    $0.support = ToldSupport("harpreet", .stepUpPending, daysAgo: 92, level: .targeted)
    $0.others = [("daniel", "Education plan"), ("marcus", "Short breaks")]
  },
  ToldFamily(
    "tanner", "dunmarsh", .learningDisability,
    [ToldChild("Alfie", "Tanner", .male, months: 140, ethnicity: "WBRI", school: "Dunmarsh Primary School")],
    [ToldAdult("Kim Tanner", .mother)]
  ).with { $0.support = ToldSupport("gifty", .stepUpAccepted, daysAgo: 130, level: .targeted) },
  ToldFamily(
    "petrova", "fennacre", .learningDisability,
    [ToldChild("Mila", "Petrova", .female, months: 126, ethnicity: "WEEU", school: "Beacon View School")],
    [ToldAdult("Irina Petrova", .mother), ToldAdult("Viktor Petrov", .father, livesWith: false)]
  ).with { $0.support = ToldSupport("zoe", .stepUpDeclined, daysAgo: 110, level: .targeted) },
  ToldFamily(
    "campbell", "millbrace", .youngCarer,
    [ToldChild("Jordan", "Campbell", .male, months: 150, ethnicity: "BCRB", school: "Millbrace High School")],
    [ToldAdult("Marcia Campbell", .mother)]
  ).with {
    $0.support = ToldSupport("idris", .reviewing(.better, reviews: 1), daysAgo: 99)
    $0.others = [("tariq", "Young carers’ group")]
  },
  ToldFamily(
    "wren", "brackenfold", .newBaby, [ToldChild("Elsie", "Wren", .female, months: 3, ethnicity: "WBRI")],
    [ToldAdult("Chloe Wren", .mother), ToldAdult("Adam Wren", .father)]
  ).with {
    $0.support = ToldSupport("marta", .assessing, daysAgo: 22)
    $0.others = [("claire", "Health visiting")]
  },
  ToldFamily(
    "osei", "castlewick", .newBaby, [ToldChild("Kofi", "Osei", .male, months: 8, ethnicity: "BAFR")],
    [ToldAdult("Akosua Osei", .mother), ToldAdult("Yaw Osei", .father)]
  ).with { $0.support = ToldSupport("callum", .reviewing(.better, reviews: 2), daysAgo: 136) },
  ToldFamily(
    "finch", "dunmarsh", .crowdedHome,
    [ToldChild("Tommy", "Finch", .male, months: 98, ethnicity: "WBRI", school: "Dunmarsh Primary School")],
    [ToldAdult("Donna Finch", .mother), ToldAdult("Ray Finch", .father)]
  ).with { $0.support = ToldSupport("gifty", .reviewing(.better, reviews: 5), daysAgo: 268) },
  ToldFamily(
    "dhillon", "eastholt", .restless,
    [ToldChild("Simran", "Dhillon", .female, months: 117, ethnicity: "AIND", school: "Eastholt Primary School")],
    [ToldAdult("Kulwinder Dhillon", .mother)]
  ).with { $0.support = ToldSupport("harpreet", .declined, daysAgo: 32) },
  ToldFamily(
    "thorley", "aldersham", .crowdedHome,
    [ToldChild("Grace", "Thorley", .female, months: 90, ethnicity: "WBRI", school: "Tannery Lane Primary School")],
    [ToldAdult("Mandy Thorley", .mother)]
  ).with { $0.support = ToldSupport("dean", .declined, daysAgo: 75) },
  ToldFamily(
    "haddad", "aldersham", .newCountry,
    [ToldChild("Yusuf", "Haddad", .male, months: 88, ethnicity: "WOTH", school: "Aldersham Community Primary School")],
    [ToldAdult("Rana Haddad", .mother)]
  ).with {
    $0.support = ToldSupport("priti", .planning, daysAgo: 48)
    ($0.isAddressHidden, $0.interpreter) = (true, "Arabic")
    $0.restrictedWhy = "Left another area after domestic abuse. The father must not learn where the family lives."
  },
  ToldFamily(
    "vieira", "fennacre", .newCountry,
    [ToldChild("Lara", "Vieira", .female, months: 110, ethnicity: "WOTH", school: "Fennacre Church Primary School")],
    [ToldAdult("Ana Vieira", .mother)]
  ).with {
    $0.support = ToldSupport("zoe", .reviewing(.better, reviews: 2), daysAgo: 144)
    ($0.hasAccount, $0.isAddressHidden, $0.interpreter) = (true, true, "Portuguese")
  },
  ToldFamily(
    "mason", "millbrace", .restless,
    [ToldChild("Archie", "Mason", .male, months: 130, ethnicity: "WBRI", school: "Millbrace Primary School")],
    [ToldAdult("Becky Mason", .mother)]
  ).with { $0.support = ToldSupport("idris", .closed(.universal), daysAgo: 200) },
  ToldFamily(
    "lowther", "brackenfold", .anxious,
    [ToldChild("Evie", "Lowther", .female, months: 168, ethnicity: "WBRI", school: "Brackenfold High School")],
    [ToldAdult("Ian Lowther", .father)]
  ).with { $0.support = ToldSupport("marta", .closed(.disengaged), daysAgo: 160) },
  ToldFamily(
    "bright", "castlewick", .crowdedHome,
    [ToldChild("Noah", "Bright", .male, months: 120, ethnicity: "BCRB", school: "Castlewick Junior School")],
    [ToldAdult("Paulette Bright", .mother)]
  ).with { $0.support = ToldSupport("callum", .closed(.moved), daysAgo: 180) },
  ToldFamily(
    "hollins", "dunmarsh", .restless,
    [ToldChild("Tyler", "Hollins", .male, months: 145, ethnicity: "WBRI", school: "Dunmarsh Academy")],
    [ToldAdult("Gemma Hollins", .mother)]
  ).with { $0.support = ToldSupport("gifty", .closed(.stepUp), daysAgo: 190, level: .targeted) },
  ToldFamily(
    "amadi", "millbrace", .youngCarer,
    [ToldChild("Zara", "Amadi", .female, months: 150, ethnicity: "BAFR", school: "Millbrace High School")],
    [ToldAdult("Ifeoma Amadi", .mother)]
  ).with { $0.support = ToldSupport("idris", .reopened, daysAgo: 188) },
  ToldFamily(
    "quinn", "eastholt", .learningDisability,
    [ToldChild("Bridie", "Quinn", .female, months: 128, ethnicity: "WIRT", school: "Eastholt Primary School")],
    [ToldAdult("Nora Quinn", .mother)]
  ).with {
    $0.support = ToldSupport("harpreet", .stepDownReceived, daysAgo: 8, level: .targeted)
    $0.others = [("kirsty", "Child in need plan, ending")]
  },
  ToldFamily(
    "reyes", "castlewick", .learningDisability,
    [ToldChild("Dominic", "Reyes", .male, months: 135, ethnicity: "OOTH", school: "Castlewick Junior School")],
    [ToldAdult("Luz Reyes", .mother), ToldAdult("Carlos Reyes", .father)]
  ).with { $0.support = ToldSupport("callum", .steppedDown, daysAgo: 180, level: .targeted) },
  ToldFamily(
    "brook", "castlewick", .restless,
    [ToldChild("Callie", "Brook", .female, months: 100, ethnicity: "WBRI", school: "Castlewick Junior School")],
    [ToldAdult("Fiona Brook", .mother)]
  ).with { $0.support = ToldSupport("", .requested, daysAgo: 1) },
  ToldFamily(
    "diallo", "dunmarsh", .crowdedHome,
    [ToldChild("Ibrahim", "Diallo", .male, months: 90, ethnicity: "BAFR", school: "Dunmarsh Primary School")],
    [ToldAdult("Fatou Diallo", .mother)]
  ).with { $0.support = ToldSupport("", .requested, daysAgo: 9) },
  ToldFamily(
    "sykes", "brackenfold", .youngCarer,
    [ToldChild("Martha", "Sykes", .female, months: 141, ethnicity: "WBRI", school: "Brackenfold High School")],
    [ToldAdult("Julie Sykes", .mother)]
  ).with { $0.support = ToldSupport("marta", .requested, daysAgo: 5) },
  ToldFamily(
    "appleby", "eastholt", .restless,
    [ToldChild("Ned", "Appleby", .male, months: 102, ethnicity: "WBRI", school: "Eastholt Primary School")],
    [ToldAdult("Sally Appleby", .mother)]
  ).with { $0.support = ToldSupport("harpreet", .agreed, daysAgo: 58) },
  // Two agencies, no early help, and nobody who leads.
  ToldFamily(
    "dale", "millbrace", .learningDisability,
    [ToldChild("Saffron", "Dale", .female, months: 122, ethnicity: "WBRI", school: "Millbrace Primary School")],
    [ToldAdult("Heather Dale", .mother)]
  ).with {
    $0.others = [("daniel", "Education plan"), ("ravi", "Community paediatrics")]
    $0.isWithoutLead = true
  },
  // Grown up, and closed.
  ToldFamily(
    "penhale", "fennacre", .learningDisability,
    [ToldChild("Oscar", "Penhale", .male, months: 228, ethnicity: "WBRI", school: "Fennacre College")],
    [ToldAdult("Morwenna Penhale", .mother)]
  ).with {
    $0.support = ToldSupport("zoe", .closed(.needsMet), daysAgo: 300)
    $0.isRecordClosed = true
  },
]

/// A family whose child has died: the record stays, and nothing is sent any more.
private let bereavedFamily = ToldFamily(
  "ashdown", "fennacre", .learningDisability,
  [ToldChild("Elsie", "Ashdown", .female, months: 88, ethnicity: "WBRI", school: "Fennacre Primary School")],
  [ToldAdult("Hannah Ashdown", .mother), ToldAdult("Rob Ashdown", .father)]
).with {
  $0.others = [("kirsty", "Social work, disabled children"), ("ravi", "Community paediatrics")]
  ($0.hasAccount, $0.isWithoutLead, $0.diedDaysAgo) = (true, true, 20)
}

let toldFamilies = portageFamilies + earlyHelpFamilies + [bereavedFamily]
