import Clocks
import FrontDoor
import Kernel
import People
import Plans
import Sharing
import Store
import TestKit
import Testing
import Web

@testable import App

/// Where one slice answers another: a decision at the front door starts early help, and the agreement of early help is
/// one of the child's agreements. The whole partnership, with access as it is really decided.
@Suite struct SeamTests {
  // MARK: The front door and early help

  @Test(arguments: Engine.available) func aDecisionStartsEarlyHelp(engine: Engine) async throws {
    try await withSeam(engine) { seam in
      let request = try await seam.ask()
      let sent = await seam.decide(request)
      #expect(sent.status == 303, "\(sent.text)")
      let support = try #require(try await seam.support())
      #expect(support.route == .frontDoor && support.state == .requested && support.level == .targeted)
      #expect(support.wanted == "Somebody who plays with him." && support.request == request)
      #expect(support.team == seam.earlyHelp && support.isUntouched)

      // The manager finds it once, to be given to somebody; another team knows of nothing.
      let team = await seam.site.get("/team", as: "mel").text
      #expect(team.contains("Give to a practitioner: Sami Okoro") && !team.contains("Name a worker"))
      #expect(await seam.site.get("/children/\(seam.child)/support", as: "mel").text.contains("The front door decided"))
      #expect(await seam.site.get("/children/\(seam.child)/support", as: "otto").status == 403)
      // The family reads what comes next, and who has the ball.
      let home = await seam.site.get("/family/\(seam.child)", as: "ada").text
      #expect(home.contains("will ask you whether you want this help. It is your choice."))
      #expect(home.contains("Who has it now: Early Help North."))
      let page = await seam.site.get("/requests/\(request)", as: "ana").text
      #expect(page.contains("It waits for a worker") && page.contains("Take it back and tell them"))
    }
  }

  @Test(arguments: Engine.available) func aReplayOrAnUndoneDecisionLeavesNothingBehind(engine: Engine) async throws {
    try await withSeam(engine) { seam in
      let request = try await seam.ask()
      let form = (seam.site.site.newID() as AnyID).description
      #expect(await seam.decide(request, ["form_id": form]).status == 303)
      #expect(await seam.decide(request, ["form_id": form]).status == 409)
      #expect(try await seam.count("SELECT count(*) FROM support") == 1)

      let undone = await seam.site.post(
        "/requests/\(request)/decision/undoing", ["undo_why": "Another child"], as: "ana")
      #expect(undone.status == 303, "\(undone.text)")
      #expect(try await seam.count("SELECT count(*) FROM support") == 0)
      #expect(try await seam.count("SELECT count(*) FROM involvement WHERE ended_on IS NULL") == 0)
      #expect(try await seam.count("SELECT count(*) FROM event WHERE kind = 'support.withdrawn'") == 1)
      #expect(await seam.site.get("/children/\(seam.child)/support", as: "mel").status == 404)
      #expect(!(await seam.site.get("/team", as: "mel").text.contains("Sami")))
      let home = await seam.site.get("/family/\(seam.child)", as: "ada").text
      #expect(!home.contains("will ask you whether") && home.contains("Somebody is reading your request now."))

      // Decided once more, it begins once more.
      #expect(await seam.decide(request).status == 303)
      #expect(try await seam.count("SELECT count(*) FROM support") == 1)
    }
  }

  @Test(arguments: Engine.available) func workThatHasBegunIsNotTakenBack(engine: Engine) async throws {
    try await withSeam(engine) { seam in
      let request = try await seam.ask()
      #expect(await seam.decide(request).status == 303)
      let support = try #require(try await seam.support())
      let given = await seam.site.post(
        "/children/\(seam.child)/supports/\(support.id)/allocation", ["practitioner": seam.priya.description], as: "mel"
      )
      #expect(given.status == 303, "\(given.text)")
      let undone = await seam.site.post("/requests/\(request)/decision/undoing", ["undo_why": "Oh"], as: "ana")
      #expect(undone.status == 409 && undone.text.contains("The work with the family has begun"))
      #expect(try await seam.support()?.practitioner == seam.priya)
      let page = await seam.site.get("/requests/\(request)", as: "ana").text
      #expect(page.contains("Priya Nair works with the family") && !page.contains("Take it back and tell them"))
    }
  }

  @Test(arguments: Engine.available) func aSecondRequestJoinsTheHelpThatIsOpen(engine: Engine) async throws {
    try await withSeam(engine) { seam in
      #expect(await seam.decide(try await seam.ask()).status == 303)
      let support = try #require(try await seam.support())
      let (child, priya) = (seam.child, seam.priya)
      _ = try await seam.database.write { tx in
        try allocateSupport(support.id, child: child, to: priya, isLead: true, by: .system, at: TestSite.now, in: tx)
      }
      let second = try await seam.ask()
      let form = await seam.site.get("/requests/\(second)/decision?outcome=early_help", as: "ana").text
      #expect(form.contains("has early help already, with Priya Nair, Early Help North"))
      let sent = await seam.decide(second, ["team": seam.otherTeam.description])
      #expect(sent.status == 303, "\(sent.text)")
      #expect(try await seam.count("SELECT count(*) FROM support") == 1)
      let decision = try #require(try await seam.database.read { try $0.standingDecision(second) })
      #expect(decision.team == seam.earlyHelp && decision.takenUpAt != nil)
      #expect(try await seam.mails(to: "priya@example.org").contains("Another request about a family you work with"))
    }
  }

  // MARK: Questions to agencies

  @Test(arguments: Engine.available) func whoIsToldOfAQuestion(engine: Engine) async throws {
    try await withSeam(engine) { seam in
      func told(_ agency: AgencyID) async throws -> [String] {
        try await seam.database.read { tx in try addressesOf(agency, TestSite.now.day, tx) }
      }
      let (council, health, voluntary) = (seam.council, seam.health, seam.voluntary)
      try await seam.database.write { tx in
        try seam.account("worker@council", .practitioner, council, in: tx)
        try seam.account("manager@council", .teamManager, council, in: tx)
        try seam.account("former@council", .teamManager, council, until: Day(2026, 1, 1), in: tx)
        try seam.account("nurse@health", .practitioner, health, in: tx)
        try seam.account("finance@health", .financeOfficer, health, in: tx)
      }
      #expect(try await told(council) == ["manager@council"])
      #expect(try await told(health) == ["nurse@health"], "where nobody manages, those who may answer")
      #expect(try await told(voluntary).isEmpty)

      let request = try await seam.ask()
      func ask(_ agency: AgencyID) async -> String {
        let sent = await seam.site.post(
          "/requests/\(request)/checks", ["agency": agency.description, "question": "What do you know of Sami?"],
          as: "ana")
        #expect(sent.status == 303, "\(sent.text)")
        return sent.headers.filter { $0.name == "Set-Cookie" }.map(\.value).joined()
      }
      _ = await ask(health)
      #expect(try await seam.mails(to: "nurse@health") == ["The front door has a question for your agency"])
      #expect(try await seam.mails(to: "finance@health").isEmpty)
      _ = await ask(voluntary)
      let said = try await seam.count("SELECT count(*) FROM mail WHERE body LIKE '%Sami%' AND recipient LIKE '%health'")
      #expect(said == 0)
    }
  }

  // MARK: Early help and agreements

  @Test(arguments: Engine.available) func oneAgreementIsSeenInBothPlaces(engine: Engine) async throws {
    try await withSeam(engine) { seam in
      #expect(await seam.decide(try await seam.ask()).status == 303)
      let support = try #require(try await seam.support())
      let (help, agreements) = ("/children/\(seam.child)/supports/\(support.id)", "/children/\(seam.child)/agreements")
      #expect(await seam.site.get(agreements, as: "mel").text.contains("No agreement is in force"))
      func agree() async -> Response {
        await seam.site.post(
          "\(help)/agreement",
          lists: [
            "answer": ["yes"], "answered_on": ["2026-11-18"], "giver": ["parent"], "agreed_by": ["Ada Okoro"],
            "scope": ["County Council", "Community Health"],
          ], as: "mel")
      }
      let agreed = await agree()
      #expect(agreed.status == 303, "\(agreed.text)")

      let page = await seam.site.get(agreements, as: "mel").text
      #expect(page.contains("Working with us") && page.contains("Ada Okoro") && page.contains("Agreed"))
      #expect(page.contains("County Council, Community Health") && page.contains("href=\"\(help)\""))
      #expect(await seam.site.get("/children/\(seam.child)", as: "mel").text.contains("Working with us"))
      let family = await seam.site.get("/family/\(seam.child)/openings", as: "ada").text
      #expect(family.contains("What you have agreed to") && family.contains("Ada Okoro said yes on 18 November 2026."))
      // It is not written down twice.
      let twice = await seam.site.post(
        agreements,
        [
          "about": "take_part", "is_given": "yes", "given_by": "Ada Okoro", "relation": "parent", "agencies": "All",
          "on": "2026-11-18",
        ], as: "mel")
      #expect(twice.status == 422 && twice.text.contains("It is kept in early help"), "\(twice.text)")
      #expect(try await seam.count("SELECT count(*) FROM agreement") == 0)

      // Taken back there, it shows here; renewed here, it shows there.
      let ended = await seam.site.post("\(agreements)/\(support.id)/end", ["why": "Enough for now"], as: "mel")
      #expect(ended.status == 303, "\(ended.text)")
      #expect(await seam.site.get(agreements, as: "mel").text.contains("Taken back: Enough for now"))
      #expect(
        await seam.site.get(help, as: "mel").text.contains("They took it back on 18 November 2026: Enough for now"))
      let after = await seam.site.get("/family/\(seam.child)/openings", as: "ada").text
      #expect(after.contains("They changed their mind on 18 November 2026.") && !after.contains("Enough for now"))
      #expect(await seam.site.post("\(agreements)/\(support.id)/end", ["why": "Again"], as: "mel").status == 409)
      #expect(await agree().status == 303)
      #expect(!(await seam.site.get(agreements, as: "mel").text.contains("Taken back")))
    }
  }

  @Test(arguments: Engine.available) func theEndOfTheHelpEndsItsAgreement(engine: Engine) async throws {
    try await withSeam(engine) { seam in
      let (child, earlyHelp) = (seam.child, seam.earlyHelp)
      let id: SupportID = seam.site.site.newID()
      try await seam.database.write { tx in
        try startSupport(
          NewSupport(level: .early, route: .direct, wanted: "Sleep", team: earlyHelp), id: id, child: child,
          by: .system, at: TestSite.now, in: tx)
        try answerSupport(
          FamilyAnswer(
            answer: .yes, on: TestSite.now.day, giver: .parent, name: "Ada Okoro", scope: ["County Council"]),
          support: id, child: child, by: .system, at: TestSite.now, in: tx)
        try askToClose(
          NewClosing(reason: .moved, inPlace: "A new town", whoToCall: "Them"), support: id, child: child, by: .system,
          at: TestSite.now, in: tx)
        try agreeToClose(support: id, child: child, by: .system, at: TestSite.now, in: tx)
      }
      let page = await seam.site.get("/children/\(child)/agreements", as: "ana").text
      #expect(page.contains("Ended 18 Nov") && !page.contains("The family has taken this back"))
      let kept = try await seam.database.read { tx in try OtherAgreements.earlyHelp.of(child, tx) }
      #expect(kept.map { $0.state(on: TestSite.now.day) } == [.expired] && kept[0].recordedBy == "Keywork")
    }
  }
}

/// A council with a front door and two teams, health, a charity, and a family whose child is known.
struct Seam: Sendable {
  let database: Database
  let site: TestSite
  let council: AgencyID
  let health: AgencyID
  let voluntary: AgencyID
  let earlyHelp: TeamID
  let otherTeam: TeamID
  let priya: PractitionerID
  let child: ChildID
  let ada: PersonID

  func support() async throws -> Support? {
    let child = child
    return try await database.read { tx in try tx.currentSupport(of: child) }
  }
  func count(_ query: SQL) async throws -> Int {
    try await database.read { tx in try tx.value(query, as: Int.self) ?? -1 }
  }
  func mails(to address: String) async throws -> [String] {
    try await database.read { tx in
      try tx.rows("SELECT subject FROM mail WHERE recipient = \(address) ORDER BY created_at, id") {
        try $0[0] as String
      }
    }
  }
  func account(_ email: String, _ role: Role, _ agency: AgencyID, until: Day? = nil, in tx: Transaction) throws {
    let (account, held): (AccountID, AnyID) = (site.site.newID(), site.site.newID())
    try tx.run(
      """
      INSERT INTO account (id, email, name, state, created_at)
      VALUES (\(account), \(email), \(email), 'active', \(TestSite.now))
      """)
    try tx.run(
      """
      INSERT INTO held_role (id, account_id, role, agency_id, from_on, to_on)
      VALUES (\(held), \(account), \(role), \(agency), \(Day(2025, 1, 1)!), \(until))
      """)
  }

  /// A request of the mother, taken and joined to the child's record.
  func ask() async throws -> HelpRequestID {
    var new = NewHelpRequest(asker: .parent, givenName: "Sami", familyName: "Okoro", askerName: "Ada Okoro")
    new.bornOn = Day(2024, 5, 2)
    new.wouldHelp = "Somebody who plays with him."
    let (asked, id, child, ada): (NewHelpRequest, HelpRequestID, ChildID, PersonID) = (
      new, site.site.newID(), child, ada
    )
    return try await database.write { tx in
      var random = SystemRandomNumberGenerator()
      let request = try askForHelp(
        asked, id: id, code: HelpCode(random: &random), by: .visitor(from: "test"), at: TestSite.now,
        settings: Settings(), in: tx)
      try tx.run("UPDATE help_request SET asker_person_id = \(ada) WHERE id = \(request.id)")
      try linkChild(child, to: request, by: .system, at: TestSite.now, in: tx)
      return request.id
    }
  }

  /// The screener's decision for early help.
  func decide(_ request: HelpRequestID, _ more: [String: String] = [:]) async -> Response {
    let version = try? await database.read { tx in try tx.helpRequest(request).version }
    let fields = [
      "outcome": "early_help", "level": "3", "judgement": "Two services work with them", "reason": "Delay in talking",
      "told": "Thank you for asking. A worker from Early Help North will phone you by Friday to agree a first meeting.",
      "agreement": "agreed", "team": earlyHelp.description, "version": "\(version ?? 0)",
    ]
    return await site.post("/requests/\(request)/decision", fields.merging(more) { $1 }, as: "ana")
  }
}

func withSeam(_ engine: Engine, _ body: (Seam) async throws -> Void) async throws {
  try await withTestDatabase(engine, Partnership().migrations, prepared: withRegisters) { database in
    let now = TestSite.now
    func fresh<T>() -> ID<T> {
      var random = SystemRandomNumberGenerator()
      return ID(at: now, random: &random)
    }
    let (council, health, voluntary): (AgencyID, AgencyID, AgencyID) = (fresh(), fresh(), fresh())
    let (door, north, south): (TeamID, TeamID, TeamID) = (fresh(), fresh(), fresh())
    let (ana, priya): (PractitionerID, PractitionerID) = (fresh(), fresh())
    let (child, ada): (ChildID, PersonID) = (fresh(), fresh())
    let relation: ID<Relation> = fresh()
    try await database.write { tx in
      try tx.add(Agency(id: council, code: "council", name: "County Council", kind: .council))
      try tx.add(Agency(id: health, code: "health", name: "Community Health", kind: .health))
      try tx.add(Agency(id: voluntary, code: "voluntary", name: "Families Together", kind: .voluntary))
      try tx.add(Team(id: door, agency: council, name: "Front Door"))
      try tx.add(Team(id: north, agency: council, name: "Early Help North"))
      try tx.add(Team(id: south, agency: council, name: "Early Help South"))
      try tx.addPractitioner(ana, name: "Ana Lopez", jobTitle: "Screener", agency: council, team: door)
      try tx.addPractitioner(
        priya, name: "Priya Nair", jobTitle: "Key worker", agency: council, team: north, email: "priya@example.org")
      try register(
        Child(id: child, givenName: "Sami", familyName: "Okoro", bornOn: Day(2024, 5, 2), at: now), by: .system,
        at: now, in: tx)
      try tx.addPerson(ada, NewPerson(name: "Ada Okoro"), family: nil, at: now)
      try tx.addRelation(
        relation, child: child, person: ada, kind: .mother, hasResponsibility: true, livesWith: true, hasPortal: true,
        by: .system, at: now)
    }
    func caller(
      _ name: String, _ role: Role, _ team: TeamID?, practitioner: PractitionerID? = nil, person: PersonID? = nil
    ) -> Caller {
      Caller(
        account: fresh(), name: name, roles: [.init(role, agency: role.isFamily ? nil : council, team: team)],
        practitioner: practitioner, person: person, from: "test")
    }
    let callers = [
      "ana": caller("Ana Lopez", .screener, door, practitioner: ana), "mel": caller("Mel Hart", .teamManager, north),
      "otto": caller("Otto Kay", .teamManager, south), "ada": caller("Ada Okoro", .familyMember, nil, person: ada),
    ]
    try await body(
      Seam(
        database: database, site: TestSite(database, Partnership().routes, callers: callers, decide: decideAccess),
        council: council, health: health, voluntary: voluntary, earlyHelp: north, otherTeam: south, priya: priya,
        child: child, ada: ada))
  }
}
