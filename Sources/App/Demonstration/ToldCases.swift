import EHC
import Kernel

/// An education, health and care case: how long ago it was asked for, and on which day after that each step was taken.
struct ToldCase: Sendable {
  let given: String
  let family: String
  /// Days ago that the request came.
  let daysAgo: Int
  var source: RequestSource = .family
  let askedBy: String
  let reasons: String
  /// Days after the request; nil where it has not come so far.
  var decided: Int?
  var issued: Int?
  var drafted: Int?
  var finished: Int?
  /// How it ended where no plan came of it.
  var refusal: StepKind?
  /// How many bodies have not written yet, of those that were asked.
  var adviceOut = 0
  /// The school was closed over the summer, or the family away: the limit was lifted.
  var lifted: String?
  var isWithdrawn = false
  /// The first review has not been held, though its day has gone by.
  var isReviewLate = false
  /// The council it came from.
  var from: String?
  /// What the officer asked the panel of late.
  var panel: String?

  init(_ given: String, _ family: String, daysAgo: Int, by askedBy: String, _ reasons: String) {
    (self.given, self.family, self.daysAgo, self.askedBy, self.reasons) = (given, family, daysAgo, askedBy, reasons)
  }
  func with(_ change: (inout ToldCase) -> Void) -> ToldCase {
    var copy = self
    change(&copy)
    return copy
  }
}

/// One for every stage. Tobi’s draft is with his mother; Jamie has a plan.
let toldCases: [ToldCase] = [
  ToldCase(
    "Oluwatobi", "Adeyemi", daysAgo: 119, by: "Grace Adeyemi, mother",
    "Tobi learns from pictures and signs. Nursery does all it can, but school will need to know how he learns."
  ).with { ($0.decided, $0.issued, $0.drafted) = (36, 91, 110) },
  ToldCase(
    "Jamie", "Whitlock", daysAgo: 420, by: "Aldersham High School",
    "Jamie has missed half of his lessons since year 9. He can do the work; the building is too much."
  ).with { ($0.source, $0.decided, $0.issued, $0.drafted, $0.finished) = (.education, 40, 95, 111, 138) },
  ToldCase(
    "Callie", "Brook", daysAgo: 74, by: "Castlewick Junior School",
    "Callie’s reading has stood still for two years, with help every day."
  ).with {
    ($0.source, $0.decided, $0.adviceOut) = (.education, 30, 2)
    $0.panel = "The school has done much already. Is a plan what is missing, or the support that it can buy in?"
  },
  ToldCase(
    "Kai", "Greenwood", daysAgo: 16, by: "Kai’s mother",
    "He is sent home most days, and nobody can tell us what would help."),
  ToldCase(
    "Simran", "Dhillon", daysAgo: 47, by: "Eastholt Primary School", "Simran speaks to nobody at school but her sister."
  ).with { $0.source = .education },
  ToldCase(
    "Noah", "Bright", daysAgo: 128, by: "Noah’s father", "Noah needs somebody beside him to be safe on the stairs."
  ).with { ($0.decided, $0.issued) = (41, 105) },
  ToldCase(
    "Ibrahim", "Diallo", daysAgo: 190, by: "Community paediatrics", "Seizures most nights; he sleeps in lessons."
  ).with { ($0.source, $0.decided, $0.adviceOut, $0.lifted) = (.health, 42, 1, "away") },
  ToldCase(
    "Tommy", "Finch", daysAgo: 96, by: "Tommy’s grandmother", "He cannot sit in a class of thirty."
  ).with { ($0.decided, $0.refusal) = (38, .refuseAssess) },
  ToldCase(
    "Grace", "Thorley", daysAgo: 160, by: "Tannery Lane Primary School", "Grace’s words come slowly and she gives up."
  ).with { ($0.source, $0.decided, $0.issued, $0.refusal) = (.education, 35, 108, .refuseIssue) },
  ToldCase(
    "Ned", "Appleby", daysAgo: 88, by: "Ned’s parents", "We asked before the new teacher came."
  ).with { $0.isWithdrawn = true },
  ToldCase(
    "Martha", "Sykes", daysAgo: 60, by: "The council that she came from", "Martha moved here with a plan."
  ).with { ($0.source, $0.from) = (.other, "886") },
]
