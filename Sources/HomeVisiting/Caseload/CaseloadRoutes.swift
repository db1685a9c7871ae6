import Design
import Kernel
import People
import Store
import Web

extension Permission {
  /// How full visitors are, who waits, and whether areas fare alike.
  static let seeCaseload = Permission.work("visit.caseload", for: .supervision, .teamManager)
}

enum PatternForm {
  static let places = Field(
    "places", "How many families can be visited every week?", .text(max: 5),
    hint: "For a full post usually 8 to 10. Half a place can be given too: for example, 4.5",
    required: "Enter how many families can be visited")
  static let days = Field(
    "days", "On which days?",
    .choices(zip(0..., Day.Weekday.allCases.prefix(5)).map { .init("\($0.0)", $0.1.name) }),
    required: "Choose at least one day")
  static let termTimeOnly = Field("term_time_only", "Only in term time", .flag)
  static let languages = Field(
    "languages", "Which languages besides English?", .text(max: 120), hint: "For example: Polish, British Sign Language"
  )
  static let all = [places, days, termTimeOnly, languages]
}

enum LeaveForm {
  static let from = Field("from", "From which day?", .day, required: "Enter the first day")
  static let to = Field("to", "Until which day?", .day, hint: "The last day away.", required: "Enter the last day")
  static let kind = Field("kind", "What is it?", .choice(Field.options(LeaveKind.self)), required: "Choose what it is")
  static let all = [from, to, kind]
  /// Which days are taken back.
  static let removal = [Field("from_on", "From", .hidden(max: 10)), Field("kind", "What it is", .hidden(max: 12))]
}

/// How full visitors are, who waits, and who is not reached.
func caseloadRoute(_ sources: VisitingSources) -> Route {
  .page("/visits/caseload", "Caseloads and waiting", may: .seeCaseload) { request, tx in
    try caseloadPage(request, sources, tx)
  }
}

let patternRoutes: [Route] = [
  .page("/visits/visitors/{practitioner}", "When a visitor visits", may: .seeDiary, visitorPage),
  .form(
    "/visits/visitors/{practitioner}/pattern", "Say when a visitor visits", may: .seeDiary, fields: PatternForm.all,
    again: visitorPage
  ) { request, tx in
    let visitor = try ownOrTeams(request, tx)
    var form = FormReading(request.entry)
    let places = form.value(PatternForm.places, "How many families must be a number from 0 to 20, like 8 or 4.5") {
      text in
      Double(text).flatMap { (0...20).contains($0) ? $0 : nil }
    }
    let days = form.options(PatternForm.days).compactMap { Int($0) }
    let isTermTimeOnly = form.flag(PatternForm.termTimeOnly)
    let languages = form.text(PatternForm.languages)
    try Invalid.check(form.errors)
    let pattern = VisitorPattern(
      visitor: visitor.id, places: places!, days: Set(days), isTermTimeOnly: isTermTimeOnly, languages: languages)
    try Invalid.check(problems(with: pattern))
    try changePattern(pattern, by: request.caller, at: request.now, in: tx)
    return .see("/visits/visitors/\(visitor.id)", "Saved")
  },
  .form(
    "/visits/visitors/{practitioner}/leave", "Write down when a visitor is away", may: .seeDiary, fields: LeaveForm.all,
    again: visitorPage
  ) { request, tx in
    let visitor = try ownOrTeams(request, tx)
    var form = FormReading(request.entry)
    let (from, to) = (form.day(LeaveForm.from), form.day(LeaveForm.to))
    let kind: LeaveKind? = form.choice(LeaveForm.kind)
    if let from, let to, to < from || from.days(until: to) > 366 {
      form.fail(LeaveForm.to, "The last day must be after the first, and within a year")
    }
    try Invalid.check(form.errors)
    try writeLeave(
      Leave(practitioner: visitor.id, from: from!, to: to!, why: kind!), by: request.caller, at: request.now, in: tx)
    return .see("/visits/visitors/\(visitor.id)", "Written down")
  },
  .form(
    "/visits/visitors/{practitioner}/leave/removal", "Take leave back", may: .seeDiary, fields: LeaveForm.removal
  ) { request, tx in
    let visitor = try ownOrTeams(request, tx)
    guard let from = request.entry["from_on"].flatMap({ Day($0) }),
      let why = request.entry["kind"].flatMap({ LeaveKind(rawValue: $0) })
    else { throw Refusal.malformed("Say which days") }
    try takeLeaveBack(of: visitor.id, from: from, why, by: request.caller, at: request.now, in: tx)
    return .see("/visits/visitors/\(visitor.id)", "Taken back")
  },
]

/// Oneself, or somebody of a team that one leads; whoever else it is does not exist here.
private func ownOrTeams(_ request: Request, _ tx: Transaction) throws -> Practitioner {
  let id: PractitionerID = try request.id("practitioner")
  if id == request.caller.practitioner { return try tx.practitioner(id) }
  guard request.caller.has(.teamManager),
    let colleague = try tx.practitioners(teams: request.caller.teams).first(where: { $0.id == id })
  else { throw Refusal.notFound }
  return colleague
}

@Sendable private func visitorPage(_ request: Request, _ tx: Transaction) throws -> VisitorPage {
  let visitor = try ownOrTeams(request, tx)
  return VisitorPage(
    visitor: visitor.id, name: visitor.name,
    pattern: try tx.patterns(of: [visitor.id])[visitor.id] ?? VisitorPattern(visitor: visitor.id, places: usualPlaces),
    leave: try tx.leave(of: [visitor.id], from: request.today, to: request.today.adding(days: 730)).map {
      .init(leave: $0, planned: try tx.plannedVisits(of: visitor.id, from: $0.from, to: $0.to, for: request.caller))
    },
    entry: request.entry)
}

private func caseloadPage(_ request: Request, _ sources: VisitingSources, _ tx: Transaction) throws -> CaseloadPage {
  let teams = request.caller.teams
  let lines = try tx.visitingLines(
    teams: teams, from: request.today.adding(days: -365), now: request.now, for: request.caller)
  let people = try tx.practitioners(teams: teams)
  let patterns = try tx.patterns(of: people.map(\.id))
  let away = Set(try tx.leave(of: people.map(\.id), from: request.today, to: request.today).map(\.practitioner))
  let reach = try tx.reach(today: request.today)
  let (population, places) = (try tx.areaPopulations(), try sources.places(tx))
  let byLocation = besidePopulation(reach.byArea, population, group: places.location)
  return CaseloadPage(
    visitors: people.map { person in
      let families = lines.count { $0.state == .allocated && $0.visitor == person.id }
      return CaseloadPage.Line(
        visitor: person.id, name: person.name, families: families, load: load(lines, of: person.id),
        // Who visits nobody, and has no pattern, has no places: a manager, say.
        places: patterns[person.id]?.places ?? (families > 0 ? usualPlaces : 0), isAway: away.contains(person.id))
    }, waiting: lines.filter { $0.state == .received || $0.state == .waiting },
    byLocation: places.isEmpty ? [] : equity(lines, today: request.today) { places.location(of: $0.area) },
    byArea: equity(lines, today: request.today) {
      places.isEmpty ? $0.area ?? notKnownGroup : places.area(of: $0.area)
    },
    byTeam: equity(lines, today: request.today) { $0.teamName ?? "Not decided yet" },
    byInterpreter: equity(lines, today: request.today) {
      $0.needsInterpreter ? "Needs an interpreter" : "Needs no interpreter"
    },
    reachByArea: reach.byArea.map(ReachFigure.init), reachByLanguage: reach.byLanguage.map(ReachFigure.init),
    populationByLocation: byLocation,
    populationByArea: places.isEmpty
      ? [] : besidePopulation(reach.byArea, population, group: places.area),
    populationSource: population.first.map { "\($0.source), \($0.year)" },
    // By those who live there, where that is known; else by those whom the partnership knows.
    notReached: (population.isEmpty
      ? HomeVisiting.notReached(reach.byArea).map(\.group) : byLocation.filter(\.isMissed).map(\.group))
      + HomeVisiting.notReached(reach.byLanguage).map(\.group),
    today: request.today)
}
