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
  /// What they said of the child's life is a fact of the record with who said it, once it is decided whose record it is; what
  /// the record says already stays.
  @Test(arguments: Engine.available) func whatWasSaidOfTheLifeBecomesAFact(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      var new = NewHelpRequest.usual
      (new.isLookedAfter, new.isYoungCarer) = (.no, .yes)
      let request = try await door.prepared(new)
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
        "/requests/\(request.id)/decision", decisionFields(.earlyHelp, version: request.version), as: "ana")
      #expect(sent.status == 303, "\(sent.text)")
      let known = try await door.database.read { tx in latest(try tx.circumstances(of: child), on: TestDoor.now.day) }
      #expect(known[.youngCarer]?.answer == "yes" && known[.youngCarer]?.from == request.receivedAt.day)
      #expect(known[.youngCarer]?.source.contains(request.reference.text) == true)
      #expect(known[.lookedAfter]?.source == "Social care" && known[.lookedAfter]?.answer == "yes")
    }
  }

  @Test(arguments: Engine.available) func earlyHelpGivesTheChildToATeam(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let request = try await door.prepared()
      let path = "/requests/\(request.id)/decision"
      #expect(await door.site.get(path, as: "ana").text.contains("What is right for this child"))
      let form = await door.site.get("\(path)?outcome=early_help", as: "ana")
      #expect(
        form.text.contains("A worker from [team]") && form.text.contains("Early Help North")
          && form.text.contains("2C1"))
      let sent = await door.site.post(path, decisionFields(.earlyHelp, version: request.version), as: "ana")
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
      #expect(await door.site.post(path, decisionFields(.advice, version: decided.version), as: "mel").status == 403)
    }
  }

  @Test(arguments: Engine.available) func takenBackWithinTheHourByTheSamePerson(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      var urgent = NewHelpRequest.usual
      urgent.danger = .worried
      let request = try await door.prepared(urgent)
      let path = "/requests/\(request.id)/decision"
      _ = await door.site.post(path, decisionFields(.earlyHelp, version: request.version), as: "ana")
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
      let request = try await door.prepared()
      let child = try #require(request.child)
      let path = "/requests/\(request.id)/decision"
      _ = await door.site.post(path, decisionFields(.earlyHelp, version: request.version), as: "ana")
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
      let again = decisionFields(
        .assessment, version: decided.version, ["again_why": "A bruise", "team": TestDoor.otherTeam.description])
      #expect(await door.site.post(path, again, as: "ben").status == 303)
      let teams = try await door.database.read { try $0.involvements(child).compactMap(\.team) }
      #expect(Set(teams) == [TestDoor.earlyHelp, TestDoor.otherTeam] && door.helps[child] != nil)
    }
  }

  @Test(arguments: Engine.available) func helpThatIsOpenGetsTheRequest(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let request = try await door.prepared()
      let child = try #require(request.child)
      door.helps[child] = .underWay(AnyID(high: 5, low: 5), TestDoor.otherTeam, with: TestDoor.hugo)
      let path = "/requests/\(request.id)/decision"
      let form = await door.site.get("\(path)?outcome=early_help", as: "ana").text
      #expect(form.contains("has early help already, with Hugo Reed, Early Help South"))
      #expect(!form.contains("Which team takes it on?"))
      let sent = await door.site.post(
        path, decisionFields(.earlyHelp, version: request.version, ["team": ""]), as: "ana")
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
      let first = try await door.prepared()
      let child = try #require(first.child)
      _ = await door.site.post(
        "/requests/\(first.id)/decision", decisionFields(.earlyHelp, version: first.version), as: "ana")
      let second = try await door.ask()
      _ = await door.site.post("/requests/\(second.id)/child", ["child": child.description, "version": "1"], as: "ben")
      let joined = try await door.load(second.id)
      let sent = await door.site.post(
        "/requests/\(second.id)/decision", decisionFields(.earlyHelp, version: joined.version, ["team": ""]), as: "ben")
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
      let request = try await door.prepared()
      let child = try #require(request.child)
      let path = "/requests/\(request.id)/decision"
      _ = await door.site.post(path, decisionFields(.earlyHelp, version: request.version), as: "ana")
      #expect(await door.site.get("\(path)?outcome=early_help", as: "ben").text.contains("Which team takes it on?"))
      let decided = try await door.load(request.id)
      let other = ["team": TestDoor.otherTeam.description, "again_why": "They live in the south"]
      let sent = await door.site.post(path, decisionFields(.earlyHelp, version: decided.version, other), as: "ben")
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
      let sent = await door.site.post(path, decisionFields(.earlyHelp, version: 2), as: "ana")
      #expect(sent.status == 422 && sent.text.contains("Find or start the child’s record first"))
      #expect(door.helps.started.isEmpty)
    }
  }

  @Test(arguments: Engine.available) func decidedAgainNeedsAReason(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let request = try await door.prepared()
      let path = "/requests/\(request.id)/decision"
      _ = await door.site.post(path, decisionFields(.earlyHelp, version: request.version), as: "ana")
      let decided = try await door.load(request.id)
      let advice = decisionFields(
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
      let request = try await door.prepared()
      let unknown = try await door.ask()
      func wrong(_ outcome: HelpOutcome, _ more: [String: String], on asked: HelpRequest? = nil) async throws
        -> [String]
      {
        let values = decisionFields(outcome, version: 1, more).filter { !$0.value.isEmpty }.mapValues { [$0] }
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
      #expect(try await wrong(.earlyHelp, ["told": decisionWords + " [day]"]) == ["told"])
      #expect(try await wrong(.earlyHelp, ["told": ""]) == ["told"])
      #expect(try await wrong(.earlyHelp, ["reason": ""]) == ["reason"])
      #expect(try await wrong(.earlyHelp, ["level": "3"]) == ["judgement"])
      #expect(try await wrong(.earlyHelp, ["level": "3", "judgement": "Two services failed"]).isEmpty)
      #expect(try await wrong(.earlyHelp, ["level": "4", "judgement": "Worse"]) == ["level"])
      #expect(try await wrong(.earlyHelp, ["level": "1", "judgement": "Better"]) == ["level"])
      #expect(try await wrong(.earlyHelp, ["criteria_2": "2C1 nonsense"]) == ["criteria"])
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
      let request = try await door.prepared()
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
