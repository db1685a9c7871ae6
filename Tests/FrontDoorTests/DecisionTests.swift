import Clocks
import Design
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import FrontDoor

@Suite struct DecisionTests {
  static let words =
    "Thank you for asking. A worker from Early Help North will phone you by Friday to agree a first meeting."

  func fields(_ outcome: HelpOutcome, version: Int, _ more: [String: String] = [:]) -> [String: String] {
    let usual = [
      "outcome": outcome.rawValue, "level": "2", "criteria_2": "2C1", "reason": "Some delay in talking",
      "told": Self.words, "agreement": "agreed", "team": TestDoor.earlyHelp.description, "version": "\(version)",
    ]
    return usual.merging(more) { $1 }
  }

  /// A request that somebody has and whose child is known.
  func prepared(_ door: TestDoor, _ new: NewHelpRequest = .usual) async throws -> HelpRequest {
    let child = try await door.addChild("Sami", "Okoro", born: Day(2024, 5, 2))
    let request = try await door.ask(new)
    _ = await door.site.post("/requests/\(request.id)/taking", as: "ana")
    let taken = try await door.load(request.id)
    _ = await door.site.post(
      "/requests/\(request.id)/child", ["child": child.description, "version": "\(taken.version)"], as: "ana")
    return try await door.load(request.id)
  }

  /// What they said of the child's life is a fact of the record with who said it, once it is decided whose record it is; what
  /// the record says already stays.
  @Test(arguments: Engine.available) func whatWasSaidOfTheLifeBecomesAFact(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      var new = NewHelpRequest.usual
      (new.isLookedAfter, new.isYoungCarer) = (.no, .yes)
      let request = try await prepared(door, new)
      let child = try #require(request.child)
      try await door.database.write { tx in
        try writeCircumstances(
          NewCircumstances([.lookedAfter: "yes"], from: Day(2026, 1, 5)!, source: "Social care"), of: tx.child(child),
          by: .system, at: TestDoor.now, in: tx)
      }
      let page = await door.site.get("/requests/\(request.id)", as: "ana").text
      #expect(page.contains("Helps to look after somebody at home") && page.contains("goes into the record"))
      #expect(
        try await door.database.read { tx in try tx.circumstances(of: child).count } == 1, "not before a decision")
      let sent = await door.site.post(
        "/requests/\(request.id)/decision", fields(.earlyHelp, version: request.version), as: "ana")
      #expect(sent.status == 303, "\(sent.text)")
      let known = try await door.database.read { tx in latest(try tx.circumstances(of: child), on: TestDoor.now.day) }
      #expect(known[.youngCarer]?.answer == "yes" && known[.youngCarer]?.from == request.receivedAt.day)
      #expect(known[.youngCarer]?.source.contains(request.reference.text) == true)
      #expect(known[.lookedAfter]?.source == "Social care" && known[.lookedAfter]?.answer == "yes")
    }
  }

  @Test(arguments: Engine.available) func earlyHelpGivesTheChildToATeam(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let request = try await prepared(door)
      let path = "/requests/\(request.id)/decision"
      #expect(await door.site.get(path, as: "ana").text.contains("What is right for this child"))
      let form = await door.site.get("\(path)?outcome=early_help", as: "ana")
      #expect(
        form.text.contains("A worker from [team]") && form.text.contains("Early Help North")
          && form.text.contains("2C1"))
      let sent = await door.site.post(path, fields(.earlyHelp, version: request.version), as: "ana")
      #expect(sent.status == 303, "\(sent.text)")

      let decided = try await door.load(request.id)
      #expect(decided.state == .decided && decided.dueAt == nil && decided.endedAt == TestDoor.now)
      let child = try #require(decided.child)
      let (clocks, around, waiting, decision) = try await door.database.read { tx in
        (
          try tx.clocks(about: request.id), try tx.involvements(child), try tx.openDecisions(for: [TestDoor.earlyHelp]),
          try tx.standingDecision(request.id)
        )
      }
      #expect(clocks.map(\.status) == [.met])
      #expect(around.map(\.team) == [TestDoor.earlyHelp] && around[0].practitioner == nil)
      // It has begun with the decision, in the asker's words, and waits where early help lives.
      #expect(waiting.isEmpty)
      let started = try #require(door.helps.started.first)
      #expect(door.helps.started.count == 1 && started.decision == decision?.id && started.child == child)
      #expect(started.wanted == "Somebody who shows us how to play with him." && started.team == TestDoor.earlyHelp)
      #expect(started.level == .early && started.request == request.id)
      #expect(try await door.mails().contains("We have an answer: \(request.reference)"))
      #expect(try await door.events(request.id).contains("request.decided"))

      // The manager of that team sees it; another does not.
      #expect(await door.site.get("/requests/\(request.id)", as: "mel").text.contains("Some delay in talking"))
      #expect(await door.site.get("/requests/\(request.id)", as: "otto").status == 404)
      #expect(await door.site.get("/requests?show=decided", as: "mel").text.contains(request.reference.text))
      #expect(await door.site.post(path, fields(.advice, version: decided.version), as: "mel").status == 403)
    }
  }

  @Test(arguments: Engine.available) func takenBackWithinTheHourByTheSamePerson(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      var urgent = NewHelpRequest.usual
      urgent.danger = .worried
      let request = try await prepared(door, urgent)
      let path = "/requests/\(request.id)/decision"
      _ = await door.site.post(path, fields(.earlyHelp, version: request.version), as: "ana")
      #expect(await door.site.post("\(path)/undoing", ["undo_why": "Wrong child"], as: "ben").status == 409)
      let later = door.at(TestDoor.now.adding(minutes: 61))
      #expect(await later.post("\(path)/undoing", ["undo_why": "Wrong child"], as: "ana").status == 409)
      #expect(await door.site.post("\(path)/undoing", [:], as: "ana").status == 422)
      #expect(await door.site.post("\(path)/undoing", ["undo_why": "Wrong child"], as: "ana").status == 303)
      let back = try await door.load(request.id)
      #expect(back.state == .screening && back.dueAt == TestDoor.now.adding(hours: 24))
      let (clocks, around, waiting) = try await door.database.read { tx in
        (
          try tx.clocks(about: request.id), try tx.involvements(back.child!),
          try tx.openDecisions(for: [TestDoor.earlyHelp])
        )
      }
      #expect(clocks.map(\.status) == [.running, .running])
      #expect(around.isEmpty && waiting.isEmpty)
      #expect(door.helps[back.child!] == nil, "the early help has gone with it")
      #expect(try await door.mails().contains("We are looking again: \(request.reference)"))
      let page = await door.site.get("/requests/\(request.id)", as: "ana").text
      #expect(page.contains("Taken back") && page.contains("Wrong child"))
    }
  }

  @Test(arguments: Engine.available) func whatHasBegunIsNotTakenBack(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let request = try await prepared(door)
      let child = try #require(request.child)
      let path = "/requests/\(request.id)/decision"
      _ = await door.site.post(path, fields(.earlyHelp, version: request.version), as: "ana")
      let before = await door.site.get("/requests/\(request.id)", as: "ana").text
      #expect(before.contains("It waits for a worker") && before.contains("Take it back and tell them"))
      let id = try #require(door.helps[child]).id
      door.helps[child] = .underWay(id, TestDoor.earlyHelp, with: TestDoor.hugo)

      let page = await door.site.get("/requests/\(request.id)", as: "ana").text
      #expect(page.contains("Hugo Reed works with the family") && !page.contains("Take it back and tell them"))
      let undone = await door.site.post("\(path)/undoing", ["undo_why": "Wrong child"], as: "ana")
      #expect(undone.status == 409 && undone.text.contains("The work with the family has begun"))
      #expect(try await door.load(request.id).state == .decided)
      #expect(try await door.database.read { try $0.standingDecision(request.id) } != nil)

      // A decision for safety does not wait for it: the help goes on, and its team keeps the link.
      let decided = try await door.load(request.id)
      let again = fields(
        .assessment, version: decided.version, ["again_why": "A bruise", "team": TestDoor.otherTeam.description])
      #expect(await door.site.post(path, again, as: "ben").status == 303)
      let teams = try await door.database.read { try $0.involvements(child).compactMap(\.team) }
      #expect(Set(teams) == [TestDoor.earlyHelp, TestDoor.otherTeam] && door.helps[child] != nil)
    }
  }

  @Test(arguments: Engine.available) func helpThatIsOpenGetsTheRequest(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let request = try await prepared(door)
      let child = try #require(request.child)
      door.helps[child] = .underWay(AnyID(high: 5, low: 5), TestDoor.otherTeam, with: TestDoor.hugo)
      let path = "/requests/\(request.id)/decision"
      let form = await door.site.get("\(path)?outcome=early_help", as: "ana").text
      #expect(form.contains("has early help already, with Hugo Reed, Early Help South"))
      #expect(!form.contains("Which team takes it on?"))
      let sent = await door.site.post(path, fields(.earlyHelp, version: request.version, ["team": ""]), as: "ana")
      #expect(sent.status == 303, "\(sent.text)")
      let decision = try #require(try await door.database.read { try $0.standingDecision(request.id) })
      #expect(decision.team == TestDoor.otherTeam && decision.takenUpAt == TestDoor.now && door.helps.started.isEmpty)
      let mails = try await door.mails()
      #expect(mails.contains("Another request about a family you work with"))
      // Taking the decision back leaves alone what it did not start.
      #expect(await door.site.post("\(path)/undoing", ["undo_why": "Wrong child"], as: "ana").status == 303)
      #expect(door.helps[child]?.hasBegun == true)
    }
  }

  @Test(arguments: Engine.available) func whatTwoDecisionsShareStaysForTheOther(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let first = try await prepared(door)
      let child = try #require(first.child)
      _ = await door.site.post("/requests/\(first.id)/decision", fields(.earlyHelp, version: first.version), as: "ana")
      let second = try await door.ask()
      _ = await door.site.post("/requests/\(second.id)/child", ["child": child.description, "version": "1"], as: "ben")
      let joined = try await door.load(second.id)
      let sent = await door.site.post(
        "/requests/\(second.id)/decision", fields(.earlyHelp, version: joined.version, ["team": ""]), as: "ben")
      #expect(sent.status == 303, "\(sent.text)")
      #expect(door.helps.started.count == 1)
      #expect(
        await door.site.post("/requests/\(first.id)/decision/undoing", ["undo_why": "Twice"], as: "ana").status == 303)
      #expect(door.helps[child] != nil)
      #expect(try await door.database.read { try $0.involvements(child).map(\.team) } == [TestDoor.earlyHelp])
      #expect(
        await door.site.post("/requests/\(second.id)/decision/undoing", ["undo_why": "Both"], as: "ben").status == 303)
    }
  }

  @Test(arguments: Engine.available) func anotherTeamCanBeChosenWhileNobodyHasBegun(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let request = try await prepared(door)
      let child = try #require(request.child)
      let path = "/requests/\(request.id)/decision"
      _ = await door.site.post(path, fields(.earlyHelp, version: request.version), as: "ana")
      #expect(await door.site.get("\(path)?outcome=early_help", as: "ben").text.contains("Which team takes it on?"))
      let decided = try await door.load(request.id)
      let other = ["team": TestDoor.otherTeam.description, "again_why": "They live in the south"]
      let sent = await door.site.post(path, fields(.earlyHelp, version: decided.version, other), as: "ben")
      #expect(sent.status == 303, "\(sent.text)")
      #expect(door.helps.started.map(\.team) == [TestDoor.earlyHelp, TestDoor.otherTeam])
      #expect(door.helps[child]?.team == TestDoor.otherTeam)
      #expect(try await door.database.read { try $0.involvements(child).map(\.team) } == [TestDoor.otherTeam])
    }
  }

  @Test func aTeamNeedsARecordFirst() async throws {
    try await withFrontDoor(.sqlite) { door in
      let request = try await door.ask()
      _ = await door.site.post("/requests/\(request.id)/taking", as: "ana")
      let path = "/requests/\(request.id)/decision"
      let form = await door.site.get("\(path)?outcome=early_help", as: "ana").text
      #expect(form.contains("Find or start the child’s record first") && !form.contains("Decide and tell them"))
      let sent = await door.site.post(path, fields(.earlyHelp, version: 2), as: "ana")
      #expect(sent.status == 422 && sent.text.contains("Find or start the child’s record first"))
      #expect(door.helps.started.isEmpty)
    }
  }

  @Test(arguments: Engine.available) func decidedAgainNeedsAReason(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let request = try await prepared(door)
      let path = "/requests/\(request.id)/decision"
      _ = await door.site.post(path, fields(.earlyHelp, version: request.version), as: "ana")
      let decided = try await door.load(request.id)
      let advice = fields(
        .advice, version: decided.version, ["alternative": "The toy library on Mill Lane, Tuesdays at 10am"])
      let without = await door.site.post(path, advice, as: "ben")
      #expect(without.status == 422 && without.text.contains("Say why it is decided again"))
      #expect(
        await door.site.post(path, advice.merging(["again_why": "The family has moved on"]) { $1 }, as: "ben").status
          == 303)
      let (all, around) = try await door.database.read {
        (try $0.decisions(request.id), try $0.involvements(decided.child!))
      }
      #expect(all.map(\.outcome) == [.advice, .earlyHelp] && all.map(\.stands) == [true, false])
      #expect(around.isEmpty)
      #expect(try await door.mails().contains("We have changed our answer: \(request.reference)"))
      let stale = await door.site.post(path, advice.merging(["again_why": "x"]) { $1 }, as: "ana")
      #expect(stale.status == 409)
    }
  }

  @Test func whatADecisionMustSay() async throws {
    try await withFrontDoor(.sqlite) { door in
      let request = try await prepared(door)
      let unknown = try await door.ask()
      func wrong(_ outcome: HelpOutcome, _ more: [String: String], on asked: HelpRequest? = nil) async throws
        -> [String]
      {
        let values = fields(outcome, version: 1, more).filter { !$0.value.isEmpty }.mapValues { [$0] }
        let (new, unread) = NewDecision.read(Entry(values))
        let known = try await door.database.read { try $0.thresholds(on: TestDoor.now.day) }
        let rules = problems(with: new, on: asked ?? request, known: known).map(\.field)
        return unread.map(\.field) + rules.filter { name in !unread.contains { $0.field == name } }
      }
      #expect(try await wrong(.earlyHelp, [:]).isEmpty)
      #expect(try await wrong(.earlyHelp, [:], on: unknown) == ["outcome"])
      #expect(try await wrong(.advice, [:]) == ["alternative"])
      #expect(try await wrong(.notThisService, [:]) == ["alternative"])
      #expect(try await wrong(.earlyHelp, ["team": ""]) == ["team"])
      #expect(try await wrong(.earlyHelp, ["agreement": "refused"]) == ["agreement"])
      #expect(try await wrong(.homeVisiting, ["agreement": ""]) == ["agreement"])
      #expect(try await wrong(.assessment, ["agreement": "refused"]) == ["agreement_note"])
      #expect(try await wrong(.strategy, ["agreement": "not_asked"]).isEmpty)
      #expect(try await wrong(.earlyHelp, ["told": "Early help"]) == ["told"])
      #expect(try await wrong(.earlyHelp, ["told": Self.words + " [day]"]) == ["told"])
      #expect(try await wrong(.earlyHelp, ["told": ""]) == ["told"])
      #expect(try await wrong(.earlyHelp, ["reason": ""]) == ["reason"])
      #expect(try await wrong(.earlyHelp, ["level": "3"]) == ["judgement"])
      #expect(try await wrong(.earlyHelp, ["level": "3", "judgement": "Two services failed"]).isEmpty)
      #expect(try await wrong(.earlyHelp, ["level": "4", "judgement": "Worse"]) == ["level"])
      #expect(try await wrong(.earlyHelp, ["level": "1", "judgement": "Better"]) == ["level"])
      #expect(try await wrong(.earlyHelp, ["criteria_2": "2C1 nonsense"]) == ["criteria"])
    }
  }

  @Test func adviceWithoutARecordReachesTheAsker() async throws {
    try await withFrontDoor(.sqlite) { door in
      var random = SystemRandomNumberGenerator()
      let code = HelpCode(random: &random)
      let id = HelpRequestID(at: TestDoor.now, random: &random)
      let request = try await door.database.write { tx in
        try askForHelp(
          .usual, id: id, code: code, by: .visitor(from: "t"), at: TestDoor.now, settings: Settings(), in: tx)
      }
      let sent = await door.site.post(
        "/requests/\(id)/decision", fields(.advice, version: 1, ["alternative": "The toy library on Mill Lane"]),
        as: "ana")
      #expect(sent.status == 303, "\(sent.text)")
      let browser = Browser(door.site)
      let opened = await browser.post("/requests/follow", ["reference": request.reference.text, "code": code.text])
      let page = await browser.get(opened.leadsTo)
      #expect(page.text.contains(Self.words) && page.text.contains("The toy library on Mill Lane"))
      #expect(!page.text.contains("Some delay in talking"), "the reason is for the record")
      #expect(await browser.get("/ask-for-help/sent").status == 200)
    }
  }

  @Test func servicesGoWithANoAndTheFamilySaysWhatCameOfThem() async throws {
    try await withFrontDoor(.sqlite) { door in
      var random = SystemRandomNumberGenerator()
      let (code, id) = (HelpCode(random: &random), HelpRequestID(at: TestDoor.now, random: &random))
      let request = try await door.database.write { tx in
        try askForHelp(
          .usual, id: id, code: code, by: .visitor(from: "t"), at: TestDoor.now, settings: Settings(), in: tx)
      }
      let browser = Browser(door.site)
      let opened = await browser.post("/requests/follow", ["reference": request.reference.text, "code": code.text])
      let waiting = await browser.get(opened.leadsTo).text
      #expect(waiting.contains("Help that you can have while you wait") && waiting.contains("Play group"))
      // While it waits the screener suggests one, by own words and with a reason.
      let (toys, play) = (Offers.services[0], Offers.services[1])
      let path = "/requests/\(id)/services"
      #expect(await door.site.get("\(path)?words=Toy+library", as: "ana").text.contains("f-\(toys.id)"))
      #expect(await door.site.get(path, as: "mel").status == 403)
      let chosen = ["service": toys.id.description, "why": "He likes cars"]
      #expect(await door.site.post(path, chosen, as: "ana").status == 303)
      #expect(await browser.get(opened.leadsTo).text.contains("He likes cars"))
      #expect(await door.site.get("/requests/\(id)", as: "ana").text.contains("Toy library"))
      // What fits besides is ticked beside the decision, and kept with it.
      let deciding = await door.site.get("/requests/\(id)/decision?outcome=advice", as: "ana").text
      #expect(deciding.contains("value=\"\(play.id)\" checked") && !deciding.contains("value=\"\(toys.id)\""))
      let advice = fields(.advice, version: 1, ["alternative": "A group", "services": play.id.description])
      #expect(await door.site.post("/requests/\(id)/decision", advice, as: "ana").status == 303)
      #expect(door.offers.suggested.map(\.service) == [toys.id, play.id])
      let answered = await browser.get(opened.leadsTo).text
      #expect(answered.contains("What we suggest") && !answered.contains("Help that you can have now"))
      let said = "\(opened.leadsTo)/services/\(door.offers.suggested[0].id)"
      #expect(await browser.post(said, ["outcome": "nonsense"]).status == 409)
      #expect(await browser.post(said, ["outcome": "taken_up"]).status == 303)
      #expect(await browser.get(opened.leadsTo).text.contains("We: taken_up"))
      let other = Browser(door.site)
      #expect(await other.post(said, ["outcome": "taken_up"]).status == 404, "only with the code")
    }
  }

  @Test func panelsTasksAndHappenings() async throws {
    try await withFrontDoor(.sqlite) { door in
      let request = try await prepared(door)
      @Sendable func asked(_ caller: Caller) -> Request {
        Request(site: door.site.site, method: .get, path: "/", now: TestDoor.now, caller: caller)
      }
      let child = try #require(request.child)
      let person = try await door.database.write { tx in try tx.askerPerson(of: request, family: nil, at: TestDoor.now)
      }
      let mother = Caller(
        account: TestDoor.account(9), name: "Ada", roles: [.init(.familyMember)], person: person, from: "t")
      let stranger = Caller(
        account: TestDoor.account(8), name: "Eve", roles: [.init(.familyMember)], person: PersonID(high: 1, low: 1),
        from: "t")
      let anas = try await door.database.read { try frontDoorTasks(nil, asked(TestDoor.ana1), $0) }
      #expect(anas.map(\.title) == ["Answer the request: Sami"] && anas[0].due == Day(2026, 11, 19))
      _ = await door.site.post(
        "/requests/\(request.id)/decision", fields(.homeVisiting, version: request.version), as: "ana")
      try await door.database.read { tx in
        #expect(try frontDoorTasks(nil, asked(TestDoor.manager), tx).map(\.title) == ["Name a worker: Sami Okoro"])
        #expect(try frontDoorTasks(child, asked(TestDoor.otherManager), tx).isEmpty)
        #expect(
          try frontDoorHappenings(child, asked(TestDoor.ana1), tx).map(\.headline) == [
            "Front door: Portage or home visiting", "Asked for help",
          ])
        #expect(try frontDoorHappenings(child, asked(stranger), tx).isEmpty)
        #expect(
          try howTheyCamePanel(child, asked(TestDoor.visitor), tx)?.html.text.contains("How they came to us") == true)
        #expect(try ownRequestPanel(child, asked(mother), tx)?.html.text.contains(Self.words) == true)
        let strangers = try ownRequestPanel(child, asked(stranger), tx)
        #expect(strangers.map(\.key) == nil)
      }
    }
  }

  @Test func registerOfCriteriaIsReadTwiceWithoutChange() async throws {
    try await withFrontDoor(.sqlite) { door in
      let before = try await door.database.read { try $0.thresholds(on: TestDoor.now.day) }
      try await door.database.write { try loadThresholds(folder: TestDoor.registers, in: $0) }
      #expect(try await door.database.read { try $0.thresholds(on: TestDoor.now.day) } == before)
      for level in NeedLevel.allCases {
        for domain in ThresholdCriterion.Domain.allCases {
          #expect(before.contains { $0.level == level && $0.domain == domain })
        }
      }
      #expect(before.allSatisfy { !$0.source.isEmpty && $0.id.utf8.count <= 20 })
    }
  }

  @Test func everyPageIsAlsoJSON() async throws {
    try await withFrontDoor(.sqlite) { door in
      let request = try await prepared(door)
      for path in [
        "/requests", "/requests/\(request.id)", "/requests/\(request.id)/decision?outcome=advice",
        "/requests/\(request.id)/checks", "/checks",
      ] {
        let page = await door.site.get(path, as: "ana", json: true)
        #expect(page.status == 200 && page.text.hasPrefix("{"), "\(path)")
        #expect(!page.text.contains("code_hash"))
      }
      let document = await door.site.get("/openapi.json")
      #expect(document.status == 200 && document.text.contains("/requests/{request}/decision"))
    }
  }
}
