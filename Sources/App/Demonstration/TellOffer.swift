import Kernel
import LocalOffer
import Store

/// The list of services that can be looked at in the demonstration.
let shownList = "demonstration-list-of-services"

/// What is told of the local offer beside its listings: a kept list, duties that were looked at, gaps in the core offer.
func tellOffer(_ county: County, in tx: Transaction) throws {
  let listings = try tx.rows(
    """
    SELECT id FROM listing WHERE name LIKE 'Waiting Well%' OR name LIKE 'Sleep Tight%' OR name LIKE 'Dolphins%'
    ORDER BY name
    """
  ) { try $0[0] as ListingID }
  try keepServices(listings, on: shownList, at: county.time.ago(3, 20), in: tx)
  let answers: [(String, DutyState, String)] = [
    ("1", .met, "Every nursery, school and college has its page."), ("4", .met, "The page of educational psychology."),
    ("2", .partly, "Two schools in other areas; Northmoor’s are still to come."),
    ("3", .met, "School pages say what the school pays for and what the council adds."),
    ("5", .partly, "44 pages; six schools have not answered all seven questions."),
    ("6", .met, "Education out of school, and the specialist teachers."),
    ("7", .met, "Clubs, sports and arts in every part of the county."),
    ("8", .met, "Moving to secondary school and to college."), ("9", .partly, "One page for apprenticeships is due."),
    ("11", .met, "Therapies, nursing, wheelchairs and feelings."), ("12", .met, "Short breaks by level, social care."),
    ("13", .partly, "Health checks at 14 are missing."), ("14", .met, "Childcare, confirmed each term."),
    ("15", .met, "SENDIASS, the forum and the information line."), ("16", .met, "The page says how, and who can ask."),
    ("18", .met, "Direct payments and personal budgets."), ("19", .met, "The statement, read again in June."),
    ("22", .met, "The report of last year is published."), ("23", .met, "The information line, for all families."),
    ("10", .partly, "School travel is there; the policy for post-16 is being rewritten."),
    ("17", .met, "Complaints and mediation have their pages."), ("20", .missing, "Nothing says yet how to get a copy."),
  ]
  for (code, state, evidence) in answers {
    guard let duty = try tx.duties().first(where: { $0.code == code }) else { continue }
    try setDuty(
      duty,
      DutyAnswer(
        state: state, owner: "Beth Carrow", evidence: evidence,
        // Two were to be looked at again by now.
        reviewOn: ["9", "13"].contains(code) ? county.time.dayAgo(12) : county.time.dayAhead(120)),
      version: duty.version, by: county.person("beth").caller, at: county.time.ago(20, 11), in: tx)
  }
  let editor = county.person("beth").caller
  let gaps: [(CoreOfferPart, String, CoreOfferState, String)] = [
    (.mecsh, "fennacre", .gap, "The health visitor left in May; the post is advertised."),
    (.familyGroup, "dunmarsh", .partly, "One coordinator, two days a week."),
    (.infantMentalHealth, "millbrace", .partly, "Online only until spring."),
  ]
  for (part, place, state, note) in gaps {
    guard let locality = county.localities[place] else { continue }
    try setCoreOffer(part, in: locality, to: state, note: note, by: editor, at: county.time.ago(18, 10), in: tx)
  }
  for (agency, scores) in [
    ("early-help", [4, 3, 3, 2, 3]), ("education", [3, 2, 3, 1, 2]), ("health", [2, 2, 3, 2, 1]),
  ] {
    guard let id = county.agencies[agency] else { continue }
    for (head, score) in zip(CoreOfferHead.allCases, scores) {
      try scoreCoreOffer(head, of: id, score: score, note: nil, by: editor, at: county.time.ago(100, 14), in: tx)
    }
  }
}

/// What the front door has suggested to somebody who waits for its answer.
func suggestToWhoAsked(_ county: County, in tx: Transaction) throws {
  let asked = try tx.row(
    "SELECT id, child_id FROM help_request WHERE state = 'screening' ORDER BY received_at DESC, id LIMIT 1"
  ) { (try $0[0] as AnyID, try $0[1] as ChildID?) }
  let listing = try tx.row(
    "SELECT id FROM listing WHERE name LIKE 'Waiting Well%' AND current IS NOT NULL ORDER BY name LIMIT 1"
  ) { try $0[0] as ListingID }
  guard let (request, child) = asked, let listing else { return }
  var random = SplitMix64(seed: demonstrationSeed, part: "suggestions")
  let at = county.time.now.adding(minutes: -40)
  try suggestService(
    ID(at: at, random: &random), listing, to: SuggestedTo(child: child, request: request),
    why: "You do not have to wait for us: the first talk is within a week.", by: county.person("joanne").caller, at: at,
    in: tx)
}

/// What two families were told of, and what came of it.
func suggestToFamilies(_ county: County, in tx: Transaction) throws {
  var random = SplitMix64(seed: demonstrationSeed, part: "suggestions to families")
  for told in toldSuggestions {
    let child: ChildID? = try tx.value(
      "SELECT id FROM child WHERE given_name = \(told.given) AND family_name = \(told.family)")
    let listing: ListingID? = try tx.value(
      "SELECT id FROM listing WHERE name LIKE \("\(told.service)%") AND current IS NOT NULL ORDER BY name LIMIT 1")
    guard let child, let listing else { continue }
    let (by, at) = (county.person(told.by).caller, county.time.ago(told.daysAgo, 14))
    let id: ID<Suggestion> = ID(at: at, random: &random)
    try suggestService(id, listing, to: SuggestedTo(child: child), why: told.why, by: by, at: at, in: tx)
    if let outcome = told.outcome {
      let suggestion = try tx.suggestions(to: child).first { $0.id == id }
      guard let suggestion else { continue }
      try recordOutcome(outcome, of: suggestion, by: by, at: county.time.ago(told.daysAgo - 9, 11), in: tx)
    }
  }
}

private struct ToldSuggestion {
  let given: String
  let family: String
  /// How the name of the service begins.
  let service: String
  let why: String
  let by: String
  let daysAgo: Int
  var outcome: SuggestionOutcome?
}

private let toldSuggestions = [
  ToldSuggestion(
    given: "Oluwatobi", family: "Adeyemi", service: "Dolphins",
    why: "Tobi loves water, and the pool is warm and quiet.", by: "nadia", daysAgo: 63, outcome: .takenUp),
  ToldSuggestion(
    given: "Oluwatobi", family: "Adeyemi", service: "Sing and Sign",
    why: "The songs use the signs that Tobi learns at nursery.", by: "nadia", daysAgo: 34, outcome: .waiting),
  ToldSuggestion(
    given: "Oluwatobi", family: "Adeyemi", service: "Down’s Syndrome Thorneshire",
    why: "You asked to meet other parents. They have a coffee morning each month.", by: "nadia", daysAgo: 12),
  ToldSuggestion(
    given: "Jamie", family: "Whitlock", service: "Travel training",
    why: "You said that you want to go to college by bus.", by: "priti", daysAgo: 41, outcome: .takenUp),
  ToldSuggestion(
    given: "Jamie", family: "Whitlock", service: "Supported internships",
    why: "A year of real work, for after school. You can visit first.", by: "priti", daysAgo: 15),
]
