import Governance

/// A point of an agenda with its paper and what came of it.
struct ToldPaper: Sendable {
  let point: String
  let purpose: MeetingPurpose
  let lead: String
  var title = ""
  var paper: String?
  var easy: String?
  var exempt: String?
  var minutes = ""
  var easyMinutes = ""
}

/// What came to a meeting that was too small to decide it, and back to the next.
let carriedPaper = ToldPaper(
  point: "Who pays for buses to the Saturday club", purpose: .decision, lead: "Contract manager",
  title: "Buses to the Saturday club",
  paper: "Two in five children who have a place at the Saturday club miss it for want of a way to get there.",
  easy: "Many children cannot get to the Saturday club. A bus would help.",
  minutes: "The board agreed to pay for a bus for one year from the short breaks fund, and to look again then.",
  easyMinutes: "The group said yes to a bus for one year.")

/// Of three meetings of the board, the oldest first.
let boardPapers: [[ToldPaper]] = [
  [
    ToldPaper(
      point: "The plan for disabled children: the first half year", purpose: .information,
      lead: "Children’s commissioner",
      title: "How the plan stands",
      paper: """
        Five of the nine milestones that were due are done and checked. The agreement on lead professionals took two rounds, \
        because one body had not signed. Training waits for its trainer.
        """,
      easy: "Most of what we promised by now is done. One thing took longer. The training is late.",
      minutes: "The board noted the report. It asked for figures on young carers.",
      easyMinutes: "The group read the report. It wants to know more about young carers."),
    ToldPaper(
      point: "Groups for parents who wait for an assessment", purpose: .decision, lead: "Contract manager",
      title: "What parents told us",
      paper: """
        240 families answered in ten weeks. Evenings matter most to them. They want somebody who has been through it \
        themselves, near where they live, whether or not there is a diagnosis.
        """,
      easy: "240 families answered us. They want groups in the evening. They want to talk to other parents.",
      minutes: "The board endorsed groups in every locality, and asked the forum which evenings suit.",
      easyMinutes: "The group said yes to parent groups. It will ask which evenings are best."),
  ],
  [
    ToldPaper(
      point: "Overnight short breaks", purpose: .information, lead: "Children’s commissioner",
      title: "The overnight house, its state and its use",
      paper: """
        The house is old and far away for most families. 38 children used it last year, 12 fewer than the year before. Three \
        families in four say that they would choose a break at home if there were one.
        """,
      easy: "The house for short breaks is old. Fewer children stay there. Many families would like breaks at home.",
      minutes: "The board wants building and renting compared, with breaks at home as a third way.",
      easyMinutes: "The group wants to look at three ways: build, rent, or breaks at home."),
    ToldPaper(
      point: "Award for the parent groups", purpose: .decision, lead: "Contract manager", title: "The three bids",
      paper: "Prices and marks of the three bidders. £452,000, £471,500 and £488,000 a year.",
      easy: "Three groups want to run the parent groups. This paper says what each costs.",
      exempt: "Paragraph 3 of Schedule 12A: business affairs",
      minutes: "The board recommends the second bid to the director.",
      easyMinutes: "The group said which bid it likes best."),
  ],
  [
    ToldPaper(
      point: "Report of the board: where we are", purpose: .information, lead: "Children’s commissioner",
      title: "Before you read the report",
      paper: """
        The report of the board stands in this pack with its figures. They are as they were known on the day it was \
        approved, and do not change afterwards.
        """,
      easy: "The report shows how far we are. Its numbers stay as they are."),
    ToldPaper(
      point: "A new house for overnight short breaks", purpose: .decision, lead: "Children’s commissioner",
      title: "Build, rent, or breaks at home",
      paper: """
        Building costs £1.8 million once and £220,000 a year. Renting costs less at first and more over ten years. Breaks at \
        home reach more families, and cannot replace the house for children who need nurses at night.

        The notice of the decision is published. It may not be taken before its day. Two of the four implications are \
        verified; the others wait for their officers.
        """,
      easy: """
        The old house must be replaced. We can build a new one or rent one. Some families would rather have help at home. The \
        group says what it thinks. Then the council decides.
        """),
    ToldPaper(
      point: "Young carers", purpose: .information, lead: "Young people’s voice group"),
  ],
]

/// A risk of the board with how it was seen.
struct ToldRisk: Sendable {
  struct Look: Sendable {
    let days: Int
    let size: (Int, Int)
    let words: String
    var ends: RiskEnd?
  }
  let days: Int
  let cause: String
  let event: String
  let effect: String
  let owner: String
  let before: (Int, Int)
  let appetite: Int
  /// Words of the title of the record that it is about.
  var about: String?
  var action: (String, String)?
  var looks: [Look] = []
}

let toldRisks = [
  ToldRisk(
    days: 90, cause: "The overnight house is old", event: "The house has to close before another is ready",
    effect: "Families go without a night’s sleep, and some reach a crisis", owner: "Children’s commissioner",
    before: (4, 5), appetite: 9, about: "overnight short breaks",
    action: ("Agree places with a neighbouring county", "Children’s commissioner"),
    looks: [
      .init(days: 60, size: (4, 4), words: "The boiler was mended."),
      .init(days: 15, size: (3, 4), words: "A neighbouring county has offered six nights a month."),
    ]),
  ToldRisk(
    days: 88, cause: "One trainer does all the training", event: "Key workers begin without training",
    effect: "Families tell their story again and again", owner: "Family support manager", before: (4, 3), appetite: 6,
    about: "what we will do", looks: [.init(days: 18, size: (4, 3), words: "The trainer is ill. Nobody stands in.")]),
  ToldRisk(
    days: 70, cause: "Many answers come from the same few places", event: "The survey hears only some families",
    effect: "What is decided fits some and not others", owner: "Parent and Carer Forum", before: (3, 3), appetite: 9,
    about: "Families who found",
    looks: [.init(days: 50, size: (2, 3), words: "Paper forms went to every special school.")]),
  ToldRisk(
    days: 200, cause: "A grant ends in March", event: "The Saturday club has no money",
    effect: "90 children lose their Saturday",
    owner: "Contract manager", before: (4, 4), appetite: 6,
    looks: [
      .init(days: 120, size: (2, 4), words: "The council has put it into its budget."),
      .init(days: 45, size: (1, 1), words: "The contract is signed until March in two years.", ends: .gone),
    ]),
]

/// What could be decided instead, with what speaks for and against it.
struct ToldOption: Sendable {
  let title: String
  let words: String
  var isRecommended = false
}

let optionsOfGroups = [
  ToldOption(
    title: "Do nothing", words: "Costs nothing now. Families wait as they do today, and some reach a crisis."),
  ToldOption(
    title: "The council alone", words: "Known staff. Parents are wary of taking a first worry to the council."),
  ToldOption(
    title: "Together with the voluntary sector", words: "Ready, trusted, and watched over by one coordinator.",
    isRecommended: true),
]

let optionsOfHouse = [
  ToldOption(
    title: "Breaks at home", words: "Reach more families. They cannot replace the house for children who need nurses."),
  ToldOption(title: "Rent a house", words: "Costs less at first and more over ten years. It is ready within a year."),
  ToldOption(
    title: "Build a house", words: "Near most families, and made for children who need nurses at night.",
    isRecommended: true),
]
