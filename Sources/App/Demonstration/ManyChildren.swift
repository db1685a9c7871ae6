import Foundation
import FrontDoor
import Kernel
import People
import Sharing
import Store

// Children by the thousand, to measure with: families, those who work with them, what agencies hold, and about ten
// events each. Written by direct statements in large transactions and not through the verbs, which would take an
// hour for a hundred thousand. The shapes are those that the verbs write.

private let childrenAtOnce = 500

/// Writes `count` children in 0.6 as many families.
func writeManyChildren(
  _ count: Int, _ county: County, _ database: Database, _ progress: @Sendable (String) -> Void
) async throws {
  let people = Workforce(children: count, county: county)
  let workforce = try await database.write { tx in
    try people.write(in: tx)
    var workforce = people
    workforce.references = Set(try tx.rows("SELECT reference FROM help_request") { try $0[0] as String })
    return workforce
  }
  // While one batch is written, the next is made.
  func prepare(from start: Int) -> Task<PreparedBatch, any Error>? {
    guard start < count else { return nil }
    let numbers = start..<min(start + childrenAtOnce, count)
    return Task.detached { try PreparedBatch(numbers, county, workforce) }
  }
  var next = prepare(from: 0)
  while let task = next {
    let batch = try await task.value
    next = prepare(from: batch.end)
    try await database.write(.process) { tx in
      for statement in batch.statements { try tx.run(statement) }
      try tx.learnNames(of: batch.children)
    }
    if batch.end.isMultiple(of: childrenAtOnce * 20) || batch.end == count {
      progress("Generated \(batch.end) of \(count) children.")
    }
  }
  // As the verbs keep it.
  try await database.write(.process) { tx in
    try tx.run(
      """
      INSERT INTO lead_period (involvement_id, part, from_on, until_on)
      SELECT i.id, p.part, i.began_on, i.ended_on FROM involvement i
      JOIN (SELECT 'lead' AS part UNION ALL SELECT 'key_worker') p
        ON (p.part = 'lead' AND i.is_lead) OR (p.part = 'key_worker' AND i.is_key_worker)
      WHERE NOT EXISTS (SELECT 1 FROM lead_period l WHERE l.involvement_id = i.id AND l.part = p.part)
      """)
  }
  // At least as many as one page of the queue holds and more, or a small county's page would be shorter, not quicker.
  try await database.write { tx in try askForMany(max(60, count / 400), county, in: tx) }
}

/// As many requests of the last working hours as wait at the front door of so many children: by the verb, with their clocks.
private func askForMany(_ count: Int, _ county: County, in tx: Transaction) throws {
  var random = SplitMix64(seed: demonstrationSeed, part: "waiting requests")
  for number in 0..<count {
    let at = county.time.ago(0, 8.25 + Double(number % 150) / 18)
    let surname = random.one(of: manySurnames)
    var asked = NewHelpRequest(
      asker: .parent, givenName: random.one(of: manyGirls), familyName: surname,
      askerName: "\(random.one(of: manyAdults)) \(surname)")
    asked.bornOn = county.time.today.adding(days: -400 - random.below(4000))
    (asked.hard, asked.services) = ("Mornings are a fight and school has rung twice this week.", [.earlyHelp])
    asked.phone = inventedPhone(&random)
    _ = try askForHelp(
      asked, id: random.id(at: at), code: HelpCode(random: &random), by: .visitor(from: "203.0.113.9"), at: at,
      settings: county.settings, in: tx)
  }
}

/// A number of those that are kept for stories and never given to anybody: enough of them that few families share one.
private func inventedPhone(_ random: inout SplitMix64) -> String {
  let starts = [
    "07700 900", "01632 960", "0113 496 0", "0114 496 0", "0115 496 0", "0116 496 0", "0117 496 0", "0118 496 0",
    "0121 496 0", "0131 496 0", "0141 496 0", "0151 496 0", "0161 496 0", "0191 498 0", "020 7946 0", "029 2018 0",
  ]
  return random.one(of: starts) + String("00\(random.below(1000))".suffix(3))
}

/// All that a transaction writes of some hundred children.
private struct PreparedBatch: Sendable {
  let end: Int
  let children: [Child]
  let statements: [SQL]
  init(_ numbers: Range<Int>, _ county: County, _ workforce: Workforce) throws {
    var made = ManyChildren(county: county, workforce: workforce, start: numbers.lowerBound)
    statements = try made.statements(for: numbers)
    (end, children) = (numbers.upperBound, made.children)
  }
}

/// As many teams and practitioners as so many children need, so that nobody carries more when there are more children.
struct Workforce: Sendable {
  /// The references of requests that are told: none is given twice.
  var references: Set<String> = []
  struct Worker: Sendable {
    let id: PractitionerID
    let name: String
    let agency: AgencyID
    let team: TeamID
    var caller: Caller {
      Caller(
        account: nil, name: name, roles: [.init(.practitioner, agency: agency, team: team)], practitioner: id,
        from: "192.0.2.250")
    }
  }
  let workers: [Worker]
  let teams: [(id: TeamID, agency: AgencyID, name: String)]

  init(children: Int, county: County) {
    var random = SplitMix64(seed: demonstrationSeed, part: "workforce")
    let codes = ["early-help", "education", "health", "camhs", "social", "voluntary"]
    var workers: [Worker] = []
    var teams: [(id: TeamID, agency: AgencyID, name: String)] = []
    for number in 0..<max(10, children / 25) {
      let agency = county.agencies[codes[number / 8 % codes.count]]!
      if number.isMultiple(of: 8) {
        teams.append((random.id(at: county.began), agency, "Community Team \(teams.count + 1)"))
      }
      workers.append(
        Worker(
          id: random.id(at: county.began), name: "\(random.one(of: manyAdults)) \(random.one(of: manySurnames))",
          agency: agency,
          team: teams[teams.count - 1].id))
    }
    (self.workers, self.teams) = (workers, teams)
  }

  func write(in tx: Transaction) throws {
    for team in teams { try tx.add(Team(id: team.id, agency: team.agency, name: team.name)) }
    for (number, worker) in workers.enumerated() {
      try tx.addPractitioner(
        worker.id, name: worker.name, jobTitle: "Practitioner", agency: worker.agency, team: worker.team,
        phone: "01632 960 \(100 + number % 900)")
    }
  }
}

/// Some hundred children in one transaction.
private struct ManyChildren {
  let county: County
  let workforce: Workforce
  var random: SplitMix64
  var children: [Child] = []
  var phones: [ChildID: [String]] = [:]
  var families: [SQL] = []
  var people: [SQL] = []
  var relationships: [SQL] = []
  var involvements: [SQL] = []
  var records: [SQL] = []
  var requests: [SQL] = []
  var decisions: [SQL] = []
  var events: [EventToWrite] = []

  init(county: County, workforce: Workforce, start: Int) {
    (self.county, self.workforce) = (county, workforce)
    random = SplitMix64(seed: demonstrationSeed, part: "children from \(start)")
  }

  mutating func statements(for numbers: Range<Int>) throws -> [SQL] {
    var family: Home?
    for number in numbers {
      // Five children to three families; a batch begins with a family of its own.
      if family == nil || number * 3 / 5 != (number - 1) * 3 / 5 { family = newFamily(number) }
      try add(number, family!)
    }
    let first =
      inserts(families, "INSERT INTO family (id, name, created_at) VALUES ")
      + inserts(
        people,
        """
        INSERT INTO person (id, family_id, name, phone, email, language, needs_interpreter, best_time, \
        created_at) VALUES 
        """
      )
      + People.statements(registering: children, phones: phones)
      + inserts(
        relationships,
        """
        INSERT INTO relationship (id, child_id, person_id, kind, has_responsibility, lives_with, gets_letters,
          has_portal, may_not_contact) VALUES
        """)
    return first + work + Store.statements(writing: events)
  }
  private var work: [SQL] {
    inserts(
      involvements,
      """
      INSERT INTO involvement (id, child_id, practitioner_id, agency_id, team_id, part, is_key_worker, is_lead,
        began_on, ended_on, is_hidden_from_family) VALUES
      """)
      + inserts(records, "INSERT INTO agency_record (id, agency_id, record_id, child_id, content, imported_at) VALUES ")
      + inserts(
        requests,
        """
        INSERT INTO help_request (id, reference, code_hash, state, urgency, urgency_rank, reasons, asker, given_name,
          family_name, birth_on, postcode, services, asker_name, search_text, asked, child_id, locality_id, received_at,
          ended_at, version) VALUES
        """)
      + inserts(
        decisions,
        """
        INSERT INTO help_decision (id, request_id, child_id, outcome, level, reason, told, alternative, rule,
          decided_by_name, decided_at) VALUES
        """)
  }
  private func inserts(_ rows: [SQL], _ head: SQL) -> [SQL] {
    stride(from: 0, to: rows.count, by: 100).map {
      "\(head) \(SQL.joined(Array(rows[$0..<min($0 + 100, rows.count)]), ", "))"
    }
  }

  private struct Home {
    let id: FamilyID
    let mother: PersonID
    let motherName: String
    let surname: String
    let phone: String
    let place: Locality
    let address: String
    let postcode: Postcode
  }

  private mutating func newFamily(_ number: Int) -> Home {
    let at = county.began
    let place = countyLocalities[number % countyLocalities.count]
    let surname = random.one(of: manySurnames)
    let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
    let home = Home(
      id: random.id(at: at), mother: random.id(at: at), motherName: "\(manyAdults[random.below(20)]) \(surname)",
      surname: surname, phone: inventedPhone(&random), place: place,
      address: "\(1 + random.below(120)) \(random.one(of: countyStreets)), \(place.name)",
      postcode: Postcode(
        "\(place.district) \(1 + random.below(9))\(random.one(of: letters))\(random.one(of: letters))")!)
    families.append("(\(home.id), \(surname), \(at))")
    let none: String? = nil
    people.append(
      "(\(home.mother), \(home.id), \(home.motherName), \(home.phone), \(none), \(none), \(false), \(none), \(at))")
    return home
  }

  private mutating func add(_ number: Int, _ home: Home) throws {
    let days = random.below(18 * 365) + 30
    let at = county.time.ago(max(1, min(days, 40 + random.below(900))), 9 + Double(random.below(32)) / 4)
    let child = child(number, home, days: days, at: at)
    children.append(child)
    phones[child.id] = [home.phone]
    let relation: AnyID = random.id(at: at)
    relationships.append(
      """
      (\(relation), \(child.id), \(home.mother), \(RelationshipKind.mother), \(true), \(true), \(true), \
      \(false), \(false))
      """
    )
    events.append(EventToWrite(.childRegistered, about: child.id.of(), child: child.id, by: .system, at: at))
    events.append(
      EventToWrite(
        .relationAdded, about: relation, child: child.id, by: .system, at: at.adding(seconds: 1),
        changed: ["kind": "mother"]))
    addWork(number, child, at)
    if number.isMultiple(of: 10) { try addRequest(number, child, home, at) }
  }

  /// A child of so many days.
  private mutating func child(_ number: Int, _ home: Home, days: Int, at: Instant) -> Child {
    let isGirl = random.below(2) == 0
    var child = Child(
      id: random.id(at: at), givenName: random.one(of: isGirl ? manyGirls : manyBoys), familyName: home.surname,
      sex: isGirl ? .female : .male, bornOn: county.time.today.adding(days: -days), at: at)
    (child.family, child.address, child.postcode) = (home.id, home.address, home.postcode)
    (child.locality, child.phone) = (county.localities[home.place.key], home.phone)
    child.nhsNumber = nhsNumber(number)
    child.nhsStatus = child.nhsNumber == nil ? .missing : .verified
    if days > 5 * 365 { child.upn = upn(3_000_000 + number) }
    child.school = days > 5 * 365 ? "\(home.place.name) Primary School" : nil
    child.gp = "\(home.place.name) Surgery"
    return child
  }

  /// One to three who work with the child, and what the agency of the first holds.
  private mutating func addWork(_ number: Int, _ child: Child, _ at: Instant) {
    let first = random.below(workforce.workers.count)
    let count = 1 + random.below(3)
    for index in 0..<count {
      let worker = workforce.workers[(first + index * 9) % workforce.workers.count]
      let id: AnyID = random.id(at: at)
      let began = at.adding(minutes: 60 + index)
      let ended: Day? = index == 2 ? county.time.today : nil
      involvements.append(
        """
        (\(id), \(child.id), \(worker.id), \(worker.agency), \(worker.team), \(index == 0 ? "Key work" : "Therapy"),
        \(index == 0), \(index == 0), \(began.day), \(ended), \(false))
        """)
      events.append(
        EventToWrite(
          .involvementBegan, about: id, child: child.id, by: worker.caller, at: began, changed: ["part": "Key work"]))
    }
    let worker = workforce.workers[first]
    let born = child.bornOn?.description ?? ""
    let content = #"{"dob":"\#(born)","forename":"\#(child.givenName)","surname":"\#(child.familyName)"}"#
    records.append(
      "(\(random.id(at: at) as AnyID), \(worker.agency), \("M\(number)"), \(child.id), \(content), \(at))")
    addLooks(8 - count, at: child, by: worker, since: at)
  }

  /// So many openings of the record between then and now.
  private mutating func addLooks(_ looks: Int, at child: Child, by worker: Workforce.Worker, since at: Instant) {
    let span = max(2, at.day.days(until: county.time.today))
    for look in 0..<looks {
      let seen = county.time.moment(at.day.adding(days: span * look / 8), 10 + Double(look) / 2)
      guard seen < county.time.now else { continue }
      events.append(
        EventToWrite(
          .recordOpened, about: child.id.of(), child: child.id, by: worker.caller, for: .directCare, at: seen,
          changed: ["page": "", "role": "practitioner"]))
    }
  }

  /// A request of the past that was answered with advice.
  private mutating func addRequest(_ number: Int, _ child: Child, _ home: Home, _ at: Instant) throws {
    var asked = NewHelpRequest(
      asker: .parent, givenName: child.givenName, familyName: child.familyName, askerName: home.motherName)
    (asked.bornOn, asked.postcode, asked.phone) = (child.bornOn, home.postcode, home.phone)
    (asked.hard, asked.services) = ("Sleep and mornings are a struggle for all of us.", [.earlyHelp])
    let (id, decision): (HelpRequestID, AnyID) = (random.id(at: at), random.id(at: at))
    let code = HelpCode(random: &random)
    let ended = at.adding(hours: 20)
    requests.append(
      """
      (\(id), \(reference(number, besides: workforce.references)), \(code.text), \(RequestState.decided), \(Urgency.routine), \(2), \(""),
      \(AskerKind.parent), \(child.givenName), \(child.familyName), \(child.bornOn), \(home.postcode),
      \(HelpService.earlyHelp), \(home.motherName), \("\(child.name) \(home.motherName)".lowercased()),
      \(try json(asked)), \(child.id), \(child.locality), \(at), \(ended), \(1))
      """)
    decisions.append(
      """
      (\(decision), \(id), \(child.id), \(HelpOutcome.advice), \(NeedLevel.universal), \("Advice is enough."),
      \("Thank you for writing. The sleep course at the family hub is open to you on Tuesdays."),
      \("The sleep course at the family hub."), \("Answering whoever asked"), \("Joanne Pickering"), \(ended))
      """)
  }
}

/// A reference that no other number has and nobody told of: the number in the letters that references are made of, the last
/// of them another where it is taken.
private func reference(_ number: Int, besides taken: Set<String>) -> String {
  (0..<24).lazy.map { inLetters(number + $0 * 7_962_624) }.first { !taken.contains($0) } ?? inLetters(number)
}
private func inLetters(_ number: Int) -> String {
  let letters = Array("2346789CDFGHJKMNPQRTWXY")
  var (left, word) = (number, "")
  for _ in 0..<6 {
    word.append(letters[left % letters.count])
    left /= letters.count
  }
  return "KW-\(word.prefix(4))-\(word.suffix(2))"
}

private func json(_ asked: NewHelpRequest) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  return String(decoding: try encoder.encode(asked), as: UTF8.self)
}
