import Kernel
import People
import Store
import Web

/// Somebody at work, with the ids that they have in the database.
struct Staff: Sendable {
  let line: StaffLine
  let id: PractitionerID
  let account: AccountID
  let agency: AgencyID
  let team: TeamID
  let phone: String
  let email: String
  var name: String { line.name }
  var firstName: String { firstWord(of: name) }

  /// The caller that their session gives, at work in the office.
  var caller: Caller {
    Caller(
      account: account, name: name, roles: line.roles.map { Caller.HeldRole($0, agency: agency, team: team) },
      practitioner: id, from: "192.0.2.\(20 + phone.utf8.reduce(0) { ($0 + Int($1)) % 200 })")
  }
  func involvement(_ part: String, isKeyWorker: Bool = false, isLead: Bool = false) -> NewInvolvement {
    NewInvolvement(practitioner: id, agency: agency, team: team, part: part, isKeyWorker: isKeyWorker, isLead: isLead)
  }
}

func firstWord(of name: String) -> String { name.split(separator: " ").first.map(String.init) ?? name }

/// The agencies, teams and people of the county with their ids. Made from the seed alone, so that every part of the
/// filling knows them without asking the database.
struct County: Sendable {
  let time: DemonstrationTime
  let settings: Settings
  let localities: [String: LocalityID]
  let agencies: [String: AgencyID]
  let teams: [String: TeamID]
  let staff: [String: Staff]
  /// When the partnership began to use Keywork: more than three years ago, so that there are months to look back on.
  let began: Instant

  init(time: DemonstrationTime, settings: Settings) {
    var random = SplitMix64(seed: demonstrationSeed, part: "county")
    let began = time.ago(1200, 9)
    var localities: [String: LocalityID] = [:]
    for place in countyLocalities { localities[place.key] = random.id(at: began) }
    var agencies: [String: AgencyID] = [:]
    for agency in countyAgencies { agencies[agency.code] = random.id(at: began) }
    var teams: [String: TeamID] = [:]
    for team in countyTeams { teams[team.key] = random.id(at: began) }
    var staff: [String: Staff] = [:]
    for (index, line) in countyStaff.enumerated() {
      let team = countyTeams.first { $0.key == line.team }!
      staff[line.key] = Staff(
        line: line, id: random.id(at: began), account: random.id(at: began), agency: agencies[team.agency]!,
        team: teams[line.team]!, phone: "01632 960 \(200 + index)", email: emailAddress(of: line.name))
    }
    (self.time, self.settings, self.began) = (time, settings, began)
    (self.localities, self.agencies, self.teams, self.staff) = (localities, agencies, teams, staff)
  }

  func person(_ key: String) -> Staff {
    guard let found = staff[key] else { preconditionFailure("nobody in the county is called \(key)") }
    return found
  }
  func team(_ key: String) -> TeamID {
    guard let found = teams[key] else { preconditionFailure("no team of the county is called \(key)") }
    return found
  }
  /// The manager of a team, for allocating and agreeing.
  func manager(of team: String) -> Staff {
    let own = countyStaff.first { $0.team == team && $0.roles.contains(.teamManager) }
    return person(own?.key ?? (team.hasPrefix("family") ? "louise" : "bronwen"))
  }

  func write(in tx: Transaction) throws {
    for place in countyLocalities { try tx.addLocality(localities[place.key]!, place.name) }
    for agency in countyAgencies {
      try tx.add(Agency(id: agencies[agency.code]!, code: agency.code, name: agency.name, kind: agency.kind))
    }
    for team in countyTeams {
      try tx.add(
        Team(
          id: teams[team.key]!, agency: agencies[team.agency]!, name: team.name,
          locality: team.locality.flatMap { localities[$0] }))
    }
    for line in countyStaff {
      let person = person(line.key)
      try tx.addPractitioner(
        person.id, name: person.name, jobTitle: line.job, agency: person.agency, team: person.team,
        phone: person.phone, email: person.email)
    }
  }

  /// The locality of a postcode: its own districts by name, the foreign ones of the extracts by district, evenly.
  func locality(of postcode: Postcode) -> LocalityID? {
    let district = postcode.outward
    if let own = countyLocalities.first(where: { $0.district == district }) { return localities[own.key] }
    let sum = district.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff }
    return localities[countyLocalities[sum % countyLocalities.count].key]
  }
}

/// `Marta Zielińska` → `marta.zielinska@example.org`
func emailAddress(of name: String) -> String {
  let plain = name.lowercased().replacing("ń", with: "n").replacing("’", with: "").replacing("é", with: "e").replacing(
    "á", with: "a")
  let letters = plain.filter { $0.isASCII && ($0.isLetter || $0 == " " || $0 == "-") }
  return letters.split(separator: " ").joined(separator: ".") + "@example.org"
}
