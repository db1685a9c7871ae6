import FrontDoor
import Kernel
import Store

// Three years of requests that were answered at the front door with advice or another service: what forecasts and figures
// of months behind are made of. Nobody needed a record.

/// How many whole months are told; the month before them is told as well, for the first counts as a part.
private let pastMonths = 36
/// January to December: summer and Christmas are quiet, and schools write in March and October.
private let seasons = [1.05, 1.0, 1.15, 0.9, 1.05, 1.1, 0.95, 0.55, 0.95, 1.15, 1.1, 0.75]

/// Tells them month by month, a transaction each. How many were told is the answer.
func tellPastRequests(_ county: County, _ database: Database) async throws -> Int {
  let today = county.time.today
  var count = 0
  for back in stride(from: pastMonths + 1, through: 1, by: -1) {
    let first = Day(today.year, today.month, 1)!.adding(months: -back)
    var random = SplitMix64(seed: demonstrationSeed, part: "requests of \(first)")
    // From about 13 a month to about 20.
    let usual = 13 + 7 * Double(pastMonths - back) / Double(pastMonths)
    let number = max(5, Int((usual * seasons[first.month - 1]).rounded()) + random.below(5) - 2)
    let days = (0..<number).map { _ in random.below(28) }.sorted()
    try await database.write(.process) { tx in
      var random = SplitMix64(seed: demonstrationSeed, part: "askers of \(first)")
      for day in days { try tellPastRequest(on: first.adding(days: day), county, &random, in: tx) }
    }
    count += number
  }
  return count
}

private func tellPastRequest(
  on day: Day, _ county: County, _ random: inout SplitMix64, in tx: Transaction
) throws {
  let came = county.time.moment(day, 8 + Double(random.below(26)) / 2)
  let read = county.time.moment(county.time.calendar.onOrAfter(day.adding(days: 1)), 9 + Double(random.below(10)) / 2)
  // At the beginning of a month, the last of the one before may not have been answered yet.
  guard read.adding(minutes: 30) < county.time.now else { return }
  let place = countyLocalities[[0, 0, 1, 2, 2, 2, 3, 4, 5, 6, 6][random.below(11)]]
  let surname = random.one(of: manySurnames)
  var asked = NewHelpRequest(
    asker: .parent, givenName: random.one(of: random.below(2) == 0 ? manyGirls : manyBoys), familyName: surname,
    askerName: "\(random.one(of: manyAdults)) \(surname)")
  let told = random.one(of: pastRequests)
  asked.bornOn = day.adding(days: -500 - random.below(4200))
  asked.postcode = Postcode("\(place.district) \(1 + random.below(9))\(random.below(2) == 0 ? "RD" : "LN")")
  (asked.hard, asked.wouldHelp, asked.services) = (told.hard, told.help, [.unsure])
  asked.phone = "07700 900\(String("00\(random.below(1000))".suffix(3)))"
  let request = try askForHelp(
    asked, id: random.id(at: came), code: HelpCode(random: &random), by: .visitor(from: "203.0.113.8"), at: came,
    settings: county.settings, in: tx)
  // Of these postcodes no child is known yet by whom the locality would be worked out.
  try tx.run("UPDATE help_request SET locality_id = \(county.localities[place.key]!) WHERE id = \(request.id)")
  let screener = county.person(random.below(2) == 0 ? "joanne" : "kwame").caller
  try takeRequest(request, by: screener, at: read, in: tx)
  var decision = NewDecision(
    outcome: told.outcome, level: .universal, criteria: [], reason: told.reason, told: told.told)
  (decision.judgement, decision.alternative, decision.agreement) = (told.reason, told.alternative, .agreed)
  let at = read.adding(minutes: 25)
  try decideRequest(
    decision, on: try tx.helpRequest(request.id), id: random.id(at: at), by: screener, at: at,
    settings: county.settings, earlyHelp: .plans, in: tx)
}

/// What was asked, and how it was answered.
private struct PastRequest: Sendable {
  let hard: String
  let help: String
  let outcome: HelpOutcome
  let reason: String
  let told: String
  let alternative: String
}

private let pastRequests = [
  PastRequest(
    hard: "Bedtime takes three hours and we are all worn out.", help: "Somebody to tell us what to try.",
    outcome: .advice, reason: "Sleep alone; home and school are well. Advice is enough and the parent agrees.",
    told: "Thank you for telling us. Sleep can be learned again. Our leaflet has a plan for two weeks. Ask us again if "
      + "it has not helped by then.", alternative: "The sleep hour at your family hub, Tuesdays at one."),
  PastRequest(
    hard: "He says that he has a tummy ache every school morning.", help: "How do I get him to school?",
    outcome: .otherService,
    reason: "Worries about school, no wider need. The school’s wellbeing worker can begin at once.",
    told: "Thank you for telling us. The wellbeing worker at school will ring you this week, and you make a plan "
      + "together.", alternative: "The school’s wellbeing worker."),
  PastRequest(
    hard: "She does not talk as much as her cousins did.", help: "Should somebody see her?",
    outcome: .otherService, reason: "Speech alone, typical otherwise. Drop-in for speech is the right first step.",
    told: "Thank you for telling us. Come to the talking drop-in: a therapist plays with her and tells you what to do "
      + "next.", alternative: "The talking drop-in of the speech and language team, Thursdays."),
  PastRequest(
    hard: "We have moved here and know nobody with a child like ours.", help: "Meet other families.",
    outcome: .advice, reason: "Asks for company, not for a service.",
    told: "Welcome to Thorneshire. Here are three groups near you. You can just come along.",
    alternative: "Families Together, Saturdays at ten."),
  PastRequest(
    hard: "The twins fight from morning to evening.", help: "Ideas that work.",
    outcome: .advice, reason: "Typical quarrels, warm home. A parenting course was offered and taken.",
    told: "Thank you for telling us. Many parents of twins ask this. A course of six evenings begins next month, and "
      + "you have a place.", alternative: "The parenting course at your family hub."),
]
