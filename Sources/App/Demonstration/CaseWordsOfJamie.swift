import EHC

// What is written in Jamie’s plan and in the advice about him: he is sixteen, and nothing of a small child’s fits him.

/// The words of one child’s plan: its statements, the advice, what the family says of the draft, and the setting.
struct CaseWords: Sendable {
  var lines = planLines
  var advice = adviceWords
  var comments = familyComments
  var setting = "A mainstream school of the county, with a place in its communication base."

  static func of(_ told: ToldCase) -> CaseWords {
    guard told.given == "Jamie" else { return CaseWords() }
    return CaseWords(
      lines: linesOfJamie, advice: adviceAboutJamie, comments: commentsOfJamie,
      setting: "Aldersham High School, a mainstream school.")
  }
}

private let adviceAboutJamie: [AdviceKind: (from: String, words: String)] = [
  .family: (
    "The family", "On a good day he walks to the gate by himself. On a bad day nobody can make him. Drawing calms him."
  ),
  .education: (
    "The school",
    "Does the work of his year at home, and does it well. Has come to half of his lessons. Leaves when corridors are full."
  ),
  .health: (
    "Ravi Krishnan, consultant paediatrician",
    "Hearing and sight are good. Sleeps badly before a school day. No medicine at school."
  ),
  .psychology: (
    "Alison Draycott, educational psychologist",
    "Reads and reasons far above his age. Fear, not will, keeps him out. Needs a known adult, small steps and a way out."
  ),
  .socialCare: (
    "Kirsty Dunlop, social worker",
    "The family manages well and is tired. Two hours a week with a few other young people would help them all."
  ),
  .adulthood: ("The careers adviser", "Would like to work with animals. Has not been shown how to use the bus alone."),
]

private let linesOfJamie: [ToldLine] = [
  ToldLine(
    .b, "Is afraid of crowds and cannot go into lessons where they are; does the work of his year where it is calm.",
    plain: "Crowded rooms make me want to run away."),
  ToldLine(
    .b, "Cannot say in the moment what is wrong, and leaves the building to be safe.",
    plain: "When it is too much, I cannot find the words."),
  ToldLine(
    .a, "I want to do art and sit my exams. I do not want to be a number of days missed.",
    plain: "I want to do art and sit my exams."),
  ToldLine(.c, "Sleeps badly before a school day, and is tired in the morning."),
  ToldLine(.d, "The family needs somebody to turn to when a morning goes wrong."),
  ToldLine(.e, "Goes to two lessons a day that he has chosen.", plain: "I can go to two lessons a day.").with {
    ($0.need, $0.measure) = (0, "on four days of five, over six weeks, written down by the mentor")
  },
  ToldLine(
    .f, "Somebody whom he knows meets him at the gate and goes with him to the first lesson.",
    plain: "Somebody I know meets me at the gate."
  ).with {
    ($0.need, $0.provider, $0.howOften) = (
      0, "The learning mentor, trained by the educational psychologist",
      "Every school day; 20 minutes before the first lesson"
    )
  },
  ToldLine(
    .f, "A quiet room, and a card to leave for it without a question.", plain: "I have a card for the quiet room."
  ).with {
    ($0.need, $0.provider, $0.howOften) = (
      1, "The head of year", "Whenever the card is shown, for 15 minutes; looked at together once a week"
    )
  },
  ToldLine(.h2, "A small youth club on Saturday morning.", plain: "I go to the small youth club on Saturday.").with {
    ($0.need, $0.provider, $0.howOften) = (4, "The youth service", "2 hours a week")
  },
  ToldLine(.j, "No personal budget was asked for."),
]

private let commentsOfJamie: [(section: PlanSection, says: String, answer: String)] = [
  (
    .f, "Twenty minutes is not enough on a bad morning.",
    "Thank you. On a bad morning the first lesson waits, and the mentor stays for an hour."
  ),
  (
    .b, "You do not say that sleep is part of it.",
    "Sleep stands in section C. We have added what it does to the mornings."
  ),
]
