import Design
import Kernel
import Store
import Web

func agencyRoutes(_ openWork: @escaping OpenWorkOf) -> [Route] {
  agencyNameRoutes + teamRoutes(openWork) + placeRoutes + localityRoutes
}

private let agencyNameRoutes: [Route] = [
  .page("/agencies", "Agencies and their teams", may: .manageAgencies) { _, tx in
    let lines = try tx.teamLines()
    return AgenciesPage(
      agencies: try tx.agencies().map { agency in
        AgenciesPage.Line(
          agency: agency, people: try tx.peopleCount(agency: agency.id),
          teams: lines.filter { $0.team.agency == agency.id && $0.team.closedOn == nil })
      })
  },
  .page("/agencies/new", "Add an agency", may: .manageAgencies, newAgencyPage),
  .form("/agencies", "Add an agency", may: .manageAgencies, fields: AgencyForm.all, again: newAgencyPage) {
    request, tx in
    let id: AgencyID = request.formID.of()
    try addAgency(try request.checked(AgencyForm.check), id: id, by: request.caller, at: request.now, in: tx)
    return .see("/agencies/\(id)", "Agency added")
  },
  .page("/agencies/{agency}", "One agency", may: .manageAgencies) { request, tx in
    let agency = try tx.agency(try request.id("agency"))
    let teams = try tx.teamLines(of: agency.id)
    return AgencyPage(
      agency: agency, teams: teams.filter { $0.team.closedOn == nil },
      closed: teams.filter { $0.team.closedOn != nil },
      withoutTeam: try tx.practitionersWithoutTeam(agency.id).map { PersonOfTeam($0) },
      people: try tx.peopleCount(agency: agency.id))
  },
  .page(
    "/agencies/{agency}/name", "Change the name of an agency", may: .manageAgencies, agencyNamePage),
  .form(
    "/agencies/{agency}/name", "Change the name of an agency", may: .manageAgencies, fields: AgencyForm.change,
    again: agencyNamePage
  ) { request, tx in
    let id: AgencyID = try request.id("agency")
    var form = FormReading(request.entry)
    let name = form.text(AgencyForm.name)
    let kind: AgencyKind? = form.choice(AgencyForm.kind)
    let was = form.text(AgencyForm.was)
    guard let name, let kind, let was else { throw Invalid(form.errors) }
    try changeAgency(id, name: name, kind: kind, was: was, by: request.caller, at: request.now, in: tx)
    return .see("/agencies/\(id)", "Name changed")
  },
]

private func teamRoutes(_ openWork: @escaping OpenWorkOf) -> [Route] {
  [
    .page("/agencies/{agency}/teams/new", "Add a team", may: .manageAgencies, teamFormPage),
    .form(
      "/agencies/{agency}/teams", "Add a team", may: .manageAgencies, fields: TeamForm.all, again: teamFormPage
    ) { request, tx in
      let (name, locality, _) = try teamAnswers(request, tx)
      let team = Team(id: request.formID.of(), agency: try request.id("agency"), name: name, locality: locality)
      try addTeam(team, by: request.caller, at: request.now, in: tx)
      return .see("/agencies/\(team.agency)/teams/\(team.id)", "Team added")
    },
    .page("/agencies/{agency}/teams/{team}", "One team", may: .manageAgencies) { request, tx in
      let (agency, team) = try named(request, tx)
      return OneTeamPage(
        team: team, agencyName: agency.name, area: try tx.localities().first { $0.id == team.locality }?.name,
        people: try tx.practitioners(teams: [team.id]).map { PersonOfTeam($0) }, open: try openWork(team.id, tx))
    },
    .page(
      "/agencies/{agency}/teams/{team}/name", "Change a team", may: .manageAgencies, teamFormPage),
    .form(
      "/agencies/{agency}/teams/{team}/name", "Change a team", may: .manageAgencies, fields: TeamForm.change,
      again: teamFormPage
    ) { request, tx in
      let (name, locality, was) = try teamAnswers(request, tx)
      guard let was else { throw Invalid(TeamForm.was.name, "Open the page again") }
      let (agency, team) = try named(request, tx)
      try changeTeam(
        team.id, of: agency.id, name: name, locality: locality, was: was, by: request.caller, at: request.now, in: tx)
      return .see("/agencies/\(agency.id)/teams/\(team.id)", "Team changed")
    },
    .page("/agencies/{agency}/teams/{team}/closure", "Close a team", may: .manageAgencies) { request, tx in
      let (agency, team) = try named(request, tx)
      guard team.closedOn == nil else { throw Refusal.notNow("This team is closed already.") }
      return CloseTeamPage(team: team, agencyName: agency.name, open: try openWork(team.id, tx))
    },
    .form("/agencies/{agency}/teams/{team}/closure", "Close a team", may: .manageAgencies, fields: []) { request, tx in
      let (agency, team) = try named(request, tx)
      try closeTeam(team.id, of: agency.id, openWork: openWork, by: request.caller, at: request.now, in: tx)
      return .see("/agencies/\(agency.id)", "\(team.name) is closed")
    },
    .form("/agencies/{agency}/teams/{team}/reopening", "Open a team again", may: .manageAgencies, fields: []) {
      request, tx in
      let (agency, team) = try named(request, tx)
      try reopenTeam(team.id, of: agency.id, by: request.caller, at: request.now, in: tx)
      return .see("/agencies/\(agency.id)/teams/\(team.id)", "\(team.name) is open again")
    },
  ]
}

private let placeRoutes: [Route] = [
  .page(
    "/agencies/{agency}/people/{practitioner}", "Where somebody works", may: .manageAgencies,
    placePage),
  .form(
    "/agencies/{agency}/people/{practitioner}", "Say where somebody works", may: .manageAgencies, fields: PlaceForm.all,
    again: placePage
  ) { request, tx in
    let (agency, person): (AgencyID, PractitionerID) = (try request.id("agency"), try request.id("practitioner"))
    var form = FormReading(request.entry)
    guard let place = form.text(PlaceForm.place) else { throw Invalid(form.errors) }
    if place == PlaceForm.left {
      try leave(person, of: agency, by: request.caller, at: request.now, in: tx)
      return .see("/agencies/\(agency)", "Saved")
    }
    let team = place == PlaceForm.noTeam ? nil : TeamID(place)
    guard try place == PlaceForm.noTeam || tx.teams(of: agency).contains(where: { $0.id == team }) else {
      throw Invalid(PlaceForm.place.name, "Choose one from the list")
    }
    try movePractitioner(person, of: agency, to: team, by: request.caller, at: request.now, in: tx)
    return .see(team.map { "/agencies/\(agency)/teams/\($0)" } ?? "/agencies/\(agency)", "Saved")
  },
]

/// The team of the address, and its agency.
private func named(_ request: Request, _ tx: Transaction) throws -> (Agency, Team) {
  let agency = try tx.agency(try request.id("agency"))
  return (agency, try tx.team(try request.id("team"), of: agency.id))
}

private func teamAnswers(_ request: Request, _ tx: Transaction) throws -> (String, LocalityID?, was: String?) {
  var form = FormReading(request.entry)
  let name = form.text(TeamForm.name)
  let locality: LocalityID? = form.id(TeamForm.locality)
  let was = request.entry[TeamForm.was.name]
  if let locality, try !tx.localities().contains(where: { $0.id == locality }) {
    form.fail(TeamForm.locality, "Choose one from the list")
  }
  try Invalid.check(form.errors)
  return (name!, locality, was)
}

@Sendable private func newAgencyPage(_ request: Request, _ tx: Transaction) throws -> AgencyFormPage {
  AgencyFormPage(agency: nil, entry: request.entry)
}

@Sendable private func agencyNamePage(_ request: Request, _ tx: Transaction) throws -> AgencyFormPage {
  let agency = try tx.agency(try request.id("agency"))
  return AgencyFormPage(
    agency: agency,
    entry: request.entry.filled(["name": agency.name, "kind": agency.kind.rawValue, "was": agency.name]))
}

@Sendable private func teamFormPage(_ request: Request, _ tx: Transaction) throws -> TeamFormPage {
  let agency = try tx.agency(try request.id("agency"))
  let team = try request.parameters["team"].map { _ in try named(request, tx).1 }
  var known: [String: String] = [:]
  if let team {
    known = ["name": team.name, "was": team.name]
    known["locality"] = team.locality?.description
  }
  return TeamFormPage(
    agency: agency, team: team, areas: try tx.localities(),
    entry: request.method == .get ? request.entry.filled(known) : request.entry)
}

@Sendable private func placePage(_ request: Request, _ tx: Transaction) throws -> PlacePage {
  let agency = try tx.agency(try request.id("agency"))
  let person = try tx.practitioner(try request.id("practitioner"), of: agency.id)
  let known = person.team?.description ?? PlaceForm.noTeam
  return PlacePage(
    person: PersonOfTeam(person), agencyName: agency.name, team: person.teamName,
    teams: try tx.teams(of: agency.id).map { TeamChoice(id: $0.id, name: $0.name) },
    entry: request.method == .get ? request.entry.filled([PlaceForm.place.name: known]) : request.entry)
}

extension Transaction {
  fileprivate func teamLines(of agency: AgencyID? = nil) throws -> [TeamLine] {
    let areas = Dictionary(try localities().map { ($0.id, $0.name) }) { a, _ in a }
    let counts = Dictionary(
      uniqueKeysWithValues: try rows(
        "SELECT team_id, count(*) FROM practitioner WHERE team_id IS NOT NULL AND left_on IS NULL GROUP BY team_id"
      ) { (try $0[0] as TeamID, try $0[1] as Int) })
    return try teams(of: agency, closed: true).map { team in
      TeamLine(team: team, area: team.locality.flatMap { areas[$0] }, people: counts[team.id] ?? 0)
    }
  }
  fileprivate func peopleCount(agency: AgencyID) throws -> Int {
    try value("SELECT count(*) FROM practitioner WHERE agency_id = \(agency) AND left_on IS NULL") ?? 0
  }
}
