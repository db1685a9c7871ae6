import Kernel
import People
import Plans

// Families that a Portage visitor sees. The first eight are those of the demonstration's practitioner.

private func visits(
  _ visitor: String, weekly: Bool = false, weeks: Int, _ weekday: Day.Weekday, _ hour: Double, from start: Int
) -> ToldVisits {
  ToldVisits(visitor: visitor, isWeekly: weekly, weeks: weeks, weekday: weekday, hour: hour, start: start)
}

let portageFamilies: [ToldFamily] = [
  ToldFamily(
    "adeyemi", "castlewick", .downSyndrome,
    [
      ToldChild(
        "Oluwatobi", "Adeyemi", .male, months: 40, ethnicity: "BAFR", school: "Little Oaks Nursery", called: "Tobi")
    ],
    [ToldAdult("Grace Adeyemi", .mother), ToldAdult("Samuel Adeyemi", .father)]
  ).with {
    $0.support = ToldSupport("nadia", .reviewing(.better, reviews: 4), daysAgo: 228, level: .targeted)
    $0.visits = visits("nadia", weekly: true, weeks: 36, .tuesday, 10, from: 3)
    $0.others = [("jo", "Speech and language therapy"), ("femi", "Support at nursery"), ("ffion", "Physiotherapy")]
    ($0.hasAccount, $0.conversation) = (true, 0)
  },
  ToldFamily(
    "novak", "aldersham", .slowStart,
    [
      ToldChild("Filip", "Novák", .male, months: 30, ethnicity: "WEEU"),
      ToldChild("Ema", "Novák", .female, months: 30, ethnicity: "WEEU"),
    ], [ToldAdult("Petra Nováková", .mother), ToldAdult("Marek Novák", .father)]
  ).with {
    $0.support = ToldSupport("nadia", .reviewing(.mixed, reviews: 2), daysAgo: 150)
    $0.visits = visits("nadia", weeks: 24, .monday, 9.5, from: 1)
    $0.others = [("claire", "Health visiting")]
    ($0.hasAccount, $0.conversation) = (true, 3)
  },
  ToldFamily(
    "khan", "brackenfold", .autismPathway,
    [ToldChild("Zayn", "Khan", .male, months: 45, ethnicity: "APKN", school: "Sunnybank Nursery School")],
    [ToldAdult("Amina Khan", .mother), ToldAdult("Faisal Khan", .father)]
  ).with {
    $0.support = ToldSupport("nadia", .planning, daysAgo: 44, level: .targeted)
    $0.visits = visits("nadia", weekly: true, weeks: 14, .thursday, 10, from: 5)
    $0.others = [("sadia", "Neurodevelopmental assessment"), ("femi", "Support at nursery")]
    ($0.hasAccount, $0.conversation) = (true, 1)
  },
  ToldFamily(
    "pryce", "dunmarsh", .hearing, [ToldChild("Osian", "Pryce", .male, months: 26, ethnicity: "WBRI")],
    [ToldAdult("Lowri Pryce", .mother), ToldAdult("Gethin Pryce", .father)]
  ).with {
    $0.support = ToldSupport("nadia", .assessing, daysAgo: 20)
    $0.visits = visits("nadia", weeks: 10, .wednesday, 9.5, from: 0)
    $0.others = [("ros", "Teaching of deaf children")]
    ($0.hasAccount, $0.conversation) = (true, 4)
  },
  ToldFamily(
    "fletcher", "castlewick", .cerebralPalsy,
    [ToldChild("Isla", "Fletcher", .female, months: 34, ethnicity: "WBRI")],
    [
      ToldAdult("Hannah Fletcher", .mother), ToldAdult("Craig Fletcher", .father),
      ToldAdult("Brenda Shaw", .grandparent, livesWith: false),
    ]
  ).with {
    $0.support = ToldSupport("nadia", .reviewing(.worse, reviews: 3), daysAgo: 215, level: .targeted)
    $0.visits = visits("nadia", weekly: true, weeks: 30, .monday, 13, from: 6)
    $0.others = [
      ("ravi", "Community paediatrics"), ("ffion", "Physiotherapy"), ("lucia", "Occupational therapy"),
      ("jo", "Eating and drinking"),
    ]
    $0.hasAccount = true
  },
  ToldFamily(
    "okafor", "millbrace", .slowStart, [ToldChild("Chidi", "Okafor", .male, months: 20, ethnicity: "BAFR")],
    [ToldAdult("Ngozi Okafor", .mother)]
  ).with {
    $0.support = ToldSupport("nadia", .agreed, daysAgo: 9)
    $0.visits = visits("nadia", weeks: 6, .wednesday, 11.5, from: 6)
  },
  ToldFamily(
    "hartley", "castlewick", .autismPathway,
    [
      ToldChild(
        "Ruby", "Hartley", .female, months: 50, ethnicity: "WBRI", school: "Castlewick Infant School (from January)")
    ],
    [ToldAdult("Leanne Hartley", .mother), ToldAdult("Jo Hartley", .stepParent)]
  ).with {
    $0.support = ToldSupport("nadia", .closing, daysAgo: 176)
    $0.visits = visits("nadia", weeks: 40, .friday, 9.5, from: 7)
    $0.others = [("femi", "Settling in at school"), ("sadia", "Neurodevelopmental assessment")]
    ($0.hasAccount, $0.conversation) = (true, 5)
  },
  ToldFamily(
    "mirza", "aldersham", .downSyndrome, [ToldChild("Hana", "Mirza", .female, months: 38, ethnicity: "APKN")],
    [ToldAdult("Sana Mirza", .mother), ToldAdult("Bilal Mirza", .father)]
  ).with {
    $0.support = ToldSupport("nadia", .changing, daysAgo: 138)
    $0.visits = visits("nadia", weeks: 22, .thursday, 13.5, from: 2)
    $0.others = [("jo", "Speech and language therapy")]
  },
  // The rest of Portage West.
  ToldFamily(
    "davies", "brackenfold", .cerebralPalsy, [ToldChild("Ioan", "Davies", .male, months: 28, ethnicity: "WBRI")],
    [ToldAdult("Sian Davies", .mother), ToldAdult("Rhodri Davies", .father)]
  ).with {
    $0.support = ToldSupport("tom", .reviewing(.better, reviews: 1), daysAgo: 96, level: .targeted)
    $0.visits = visits("tom", weeks: 16, .tuesday, 13, from: 6)
    $0.others = [("ffion", "Physiotherapy"), ("ravi", "Community paediatrics")]
  },
  ToldFamily(
    "wilkes", "dunmarsh", .hearing, [ToldChild("Molly", "Wilkes", .female, months: 22, ethnicity: "WBRI")],
    [ToldAdult("Tanya Wilkes", .mother)]
  ).with {
    $0.visits = visits("tom", weekly: true, weeks: 12, .thursday, 9.5, from: 4)
    $0.others = [("ros", "Teaching of deaf children")]
  },
  ToldFamily(
    "brandt", "castlewick", .slowStart, [ToldChild("Felix", "Brandt", .male, months: 58, ethnicity: "WOTH")],
    [ToldAdult("Katrin Brandt", .mother), ToldAdult("Oliver Brandt", .father)]
  ).with {
    $0.support = ToldSupport("tom", .closed(.needsMet), daysAgo: 240)
    $0.isRecordClosed = true
  },
  ToldFamily(
    "gill", "aldersham", .autismPathway,
    [ToldChild("Arjan", "Gill", .male, months: 42, ethnicity: "AIND", school: "Tannery Lane Nursery")],
    [ToldAdult("Manpreet Gill", .mother), ToldAdult("Jaspal Gill", .father)]
  ).with {
    $0.support = ToldSupport("yewande", .reviewing(.same, reviews: 2), daysAgo: 140)
    $0.visits = visits("yewande", weeks: 20, .wednesday, 10, from: 5)
    $0.others = [("sadia", "Neurodevelopmental assessment")]
  },
  ToldFamily(
    "moyo", "millbrace", .downSyndrome, [ToldChild("Thandi", "Moyo", .female, months: 18, ethnicity: "BAFR")],
    [ToldAdult("Rudo Moyo", .mother), ToldAdult("Tendai Moyo", .father)]
  ).with { $0.visits = visits("yewande", weeks: 18, .friday, 11, from: 6) },
  ToldFamily(
    "castellan", "eastholt", .slowStart, [ToldChild("Leo", "Castellan", .male, months: 33, ethnicity: "MWAS")],
    [ToldAdult("Joy Castellan", .mother)]
  ).with { $0.support = ToldSupport("yewande", .closed(.moved), daysAgo: 170) },
  // Portage East.
  ToldFamily(
    "ashby", "fennacre", .slowStart, [ToldChild("Freya", "Ashby", .female, months: 36, ethnicity: "WBRI")],
    [ToldAdult("Karen Ashby", .mother), ToldAdult("Neil Ashby", .father)]
  ).with {
    $0.support = ToldSupport("siobhan", .reviewing(.better, reviews: 1), daysAgo: 100)
    $0.visits = visits("siobhan", weeks: 18, .tuesday, 11, from: 1)
    $0.restrictedWhy =
      "Adopted: the record before the adoption and where the family lives are known to those who work with Freya only."
    ($0.hasAccount, $0.conversation) = (true, 4)
  },
  ToldFamily(
    "tate", "eastholt", .cerebralPalsy,
    [ToldChild("Rowan", "Tate", .male, months: 47, ethnicity: "WBRI", school: "Eastholt Under Fives")],
    [ToldAdult("Emily Tate", .mother), ToldAdult("Marc Tate", .father)]
  ).with {
    $0.support = ToldSupport("malik", .reviewing(.better, reviews: 3), daysAgo: 190, level: .targeted)
    $0.visits = visits("malik", weeks: 28, .monday, 10, from: 3)
    $0.others = [("lucia", "Occupational therapy"), ("ravi", "Community paediatrics")]
  },
  ToldFamily(
    "chowdhury", "fennacre", .hearing, [ToldChild("Ayaan", "Chowdhury", .male, months: 24, ethnicity: "ABAN")],
    [ToldAdult("Rehana Chowdhury", .mother), ToldAdult("Shafiq Chowdhury", .father)]
  ).with {
    $0.visits = visits("malik", weeks: 14, .thursday, 11, from: 0)
    $0.others = [("ros", "Teaching of deaf children"), ("anita", "Health visiting")]
    $0.isWithoutLead = true
  },
]
