import EHC

// What is written in the plans and the advice of the county.

let adviceWords: [AdviceKind: (from: String, words: String)] = [
  .family: (
    "The family", "At home we show, we do not tell. One thing at a time. Tired after lunch. Loves water and music."
  ),
  .education: (
    "The school",
    "Joins in with two adults and four children. Follows one instruction of three words. Leaves the room when it is loud."
  ),
  .health: (
    "Ravi Krishnan, consultant paediatrician", "Hearing and sight are good. Sleeps badly. No medicine at school."
  ),
  .psychology: (
    "Alison Draycott, educational psychologist",
    "Thinks in pictures well above what speech shows. Needs short steps, the same words from everybody, and time."
  ),
  .socialCare: (
    "Kirsty Dunlop, social worker", "The family manages well. Two hours of play scheme a week would help them all."
  ),
  .adulthood: ("The careers adviser", "Would like to work with animals. Has not been shown how to use the bus alone."),
]

/// One statement of a plan; `need` is the place of the need in the list.
struct ToldLine: Sendable {
  let section: PlanSection
  let words: String
  var plain: String?
  var need: Int?
  var provider: String?
  var howOften: String?
  var measure: String?
  init(_ section: PlanSection, _ words: String, plain: String? = nil) {
    (self.section, self.words, self.plain) = (section, words, plain)
  }
  func with(_ change: (inout ToldLine) -> Void) -> ToldLine {
    var copy = self
    change(&copy)
    return copy
  }
}

let planLines: [ToldLine] = [
  ToldLine(
    .b, "Understands language at the level of single instructions; loses the thread where several people speak.",
    plain: "Many words at once are too much for me."),
  ToldLine(
    .b, "Finds noise and change hard, and leaves the room to be safe from them.",
    plain: "Loud rooms make me want to run away."),
  ToldLine(
    .a, "I like water, music and doing things with my hands. I do not like it when everybody talks.",
    plain: "I like water and music."),
  ToldLine(.c, "Sleeps badly, which shows after lunch."),
  ToldLine(.d, "The family needs a few hours in the week when somebody else is there."),
  ToldLine(.e, "Follows two instructions in a row in a group of six.", plain: "I can do two things in a row.").with {
    ($0.need, $0.measure) = (0, "four times out of five, over two weeks, written down by the teacher")
  },
  ToldLine(
    .f, "Instructions are given with pictures and the same short words, and checked with a sign.",
    plain: "People show me pictures."
  ).with {
    ($0.need, $0.provider, $0.howOften) = (
      0, "A teaching assistant trained by a speech and language therapist",
      "Every lesson; 20 minutes of practice, one to one, 3 times a week"
    )
  },
  ToldLine(.f, "A quiet place with a card to ask for it.", plain: "I have a card for the quiet room.").with {
    ($0.need, $0.provider, $0.howOften) = (
      1, "The class teacher", "Whenever the card is shown, for up to 15 minutes; practised once a week"
    )
  },
  ToldLine(.h2, "Play scheme on Saturday morning.", plain: "I go to play scheme on Saturday.").with {
    ($0.need, $0.provider, $0.howOften) = (4, "Bramble House", "2 hours a week")
  },
  ToldLine(.j, "No personal budget was asked for."),
]

let familyComments: [(section: PlanSection, says: String, answer: String)] = [
  (
    .f, "Three times a week is not enough: at nursery it is every day.",
    "Thank you. It will be five times a week from January."
  ),
  (
    .b, "You do not say that sleep is part of it.",
    "Sleep stands in section C. We have added what it does to the afternoons."
  ),
]

/// What a review from year 9 on says of adult services.
let adultServices = [
  "None is needed so far.", "Adult social care is asked to come to the next review.",
  "The learning disability nurse meets the family before the eighteenth birthday.",
  "The careers adviser finds a supported internship; travel training begins in spring.",
]
