import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import EHC

/// Requests that come from families and from outside, and cases that change hands, on both engines.
@Suite struct AskAndGiveTests {
  private let first = Day(2026, 1, 5)!
  private let fromSchool = [
    "source": "2", "asker": "Anna Reed, head of inclusion", "organisation": "Aldersham Primary School",
    "email": "anna@example.org", "given_name": "Ama", "family_name": "Bello", "birth_on": "2020-05-03",
    "reasons": "Ama is lost in a class of thirty.", "tried": "Small groups every day for two terms.",
  ]
  private func waiting(_ world: CaseWorld) async throws -> [PortalRequest] {
    try await world.read { tx in try tx.portalRequests(limit: 10) }
  }
  /// Whoever is in the partnership lets Daniel open the record.
  private func link(_ world: CaseWorld) async throws {
    let (daniel, child) = (try #require(world.callers["daniel"]), world.child)
    try await world.site.site.database.write { tx in
      try tx.beginInvolvement(
        NewInvolvement(practitioner: nil, agency: daniel.agencies[0], team: nil, part: "School"), child: child,
        id: newID(at: LondonTime(day: Day(2026, 1, 2)!, minuteOfDay: 600).instant), by: .system,
        at: LondonTime(day: Day(2026, 1, 2)!, minuteOfDay: 600).instant)
    }
  }

  @Test(arguments: Engine.available) func aParentAsksAndTheLimitsRunAtOnce(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = "/family/\(world.child)/ehc/ask"
      #expect(await world.site.post(path, ["reasons": ""], as: "dana").status == 422)
      #expect(await world.site.post(path, ["reasons": "She cannot follow."], as: "dana").status == 303)
      let ehcCase = try await world.newest()
      #expect(ehcCase.officer == nil && ehcCase.receivedOn == first && ehcCase.askedBy.contains("Dana Bello"))
      #expect(try await world.clock("EHC-06")?.due.day == Day(2026, 2, 16))
      let list = await world.site.get("/ehc?officer=nobody", as: "daniel")
      #expect(list.text.contains("Ama Bello") && list.text.contains("Nobody yet"))
      #expect(await world.site.post(path, ["reasons": "Again"], as: "dana").status == 422, "one at a time")
      let tasks = try await world.read { tx in try tx.involvements(world.child).map(\.agency) }
      #expect(tasks == world.callers["daniel"]?.agencies, "the council’s service was asked, and can open the record")
    }
  }

  @Test(arguments: Engine.available) func aSchoolAsksAndTheDayItCameCounts(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      try await link(world)
      var bare = fromSchool
      bare["tried"] = ""
      #expect(await world.site.post("/ehc/ask", bare).status == 422, "a school says what it has tried")
      #expect(await world.site.post("/ehc/ask", fromSchool).status == 303)
      let asked = try #require(try await waiting(world).first)
      let later = world.on(Day(2026, 1, 14)!)
      let page = await later.site.get("/ehc/requests/\(asked.id)", as: "daniel")
      #expect(page.text.contains("Ama Bello, born 3 May 2020") && page.text.contains("Due Monday 16 February 2026"))
      #expect(await later.site.get("/ehc/requests", as: "daniel").text.contains("Anna Reed"))
      let path = "/ehc/requests/\(asked.id)/case"
      #expect(await later.site.post(path, ["record": "\(ChildID(high: 1, low: 1))"], as: "daniel").status == 422)
      #expect(await later.site.post(path, ["record": "\(world.child)"], as: "daniel").status == 303)
      #expect(try await later.newest().askedBy.contains("Aldersham Primary School"))
      #expect(try await later.clock("EHC-06")?.due.day == Day(2026, 2, 16), "six weeks from the day it came")
      #expect(try await waiting(world).isEmpty)
      let left = try await world.read { tx in try tx.clocks(about: asked.id).filter(\.isOpen).count }
      #expect(left == 0)
      #expect(await later.site.post(path, ["record": "new"], as: "daniel").status == 409, "once")
    }
  }

  @Test(arguments: Engine.available) func aRequestOfAStrangerBeginsARecordOrIsAnswered(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      var other = fromSchool
      (other["given_name"], other["birth_on"]) = ("Nia", "2018-02-01")
      for _ in 0..<2 { #expect(await world.site.post("/ehc/ask", other).status == 303) }
      let two = try await waiting(world)
      let page = await world.site.get("/ehc/requests/\(two[0].id)", as: "daniel")
      #expect(!page.text.contains("Ama Bello"), "nothing is said of records that the officer may not open")
      #expect(await world.site.post("/ehc/requests/\(two[0].id)/case", ["record": "new"], as: "daniel").status == 303)
      let answer = ["answer": "It came twice: we have taken up the first."]
      #expect(await world.site.post("/ehc/requests/\(two[1].id)/answer", answer, as: "daniel").status == 303)
      #expect(try await waiting(world).isEmpty)
      let names = try await world.read { tx in try tx.rows("SELECT given_name FROM child") { try $0[0] as String } }
      #expect(names.contains("Nia"))
    }
  }

  @Test(arguments: Engine.available) func aCaseIsGivenWithEverythingThatWaits(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await world.request(first)
      try await world.step(.assess)
      let asked = ["kind": "psychology", "asked_of": "Sam Hill", "asked_on": first.description]
      #expect(await world.site.post("\(path)/advice", asked, as: "daniel").status == 303)
      let daniel = try #require(world.callers["daniel"])
      let priya: PractitionerID = newID(at: world.site.site.now())
      try await world.site.site.database.write { tx in
        try tx.addPractitioner(
          priya, name: "Priya Shah", jobTitle: "EHC coordinator", agency: daniel.agencies[0], team: daniel.teams[0],
          email: "priya@example.org")
      }
      let before = try await world.newest()
      let form = ["officer": "\(priya)", "why": "Leave", "version": "\(before.version)"]
      #expect(await world.site.post("\(path)/officer", form, as: "daniel").status == 303)
      #expect(await world.site.post("\(path)/officer", form, as: "daniel").status == 409, "it has moved on")
      let after = try await world.newest()
      #expect(after.officerName == "Priya Shah")
      #expect(try await world.clock("EHC-20")?.owner == priya)
      let (advice, names) = try await world.read { tx in
        let advice = try tx.advice(of: after.id)[0]
        return (
          try tx.clocks(about: advice.id)[0].owner, try tx.involvements(world.child).compactMap(\.practitionerName)
        )
      }
      #expect(advice == priya && names == ["Priya Shah"])
      let loads = await world.site.get("/ehc?officer=\(priya)", as: "daniel")
      #expect(loads.text.contains("Ama Bello") && loads.text.contains("Due in 4 weeks"))
    }
  }

  @Test(arguments: Engine.available) func aFamilyGetsMoreTimeToReadTheDraft(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await world.request(first)
      try await world.step(.assess)
      for kind in [AdviceKind.family, .education, .health, .psychology, .socialCare] { try await world.advise(kind) }
      try await world.step(.issue)
      try await world.writeGoodDraft()
      #expect(try await world.step(.sendDraft).status == 303)
      let wish = ["kind": "more_time", "words": "Our interpreter is away until February."]
      #expect(await world.site.post("/family/\(world.child)/ehc/comments", wish, as: "dana").status == 303)
      let id = try await world.newest().id
      let comment = try await world.read { tx in try tx.draftComments(of: id)[0] }
      var answer = ["answer": "accepted", "answer_words": "Of course."]
      #expect(
        await world.site.post("\(path)/comments/\(comment.id)", answer, as: "daniel").status == 422, "until when?")
      answer["until"] = "2026-02-06"
      #expect(await world.site.post("\(path)/comments/\(comment.id)", answer, as: "daniel").status == 303)
      #expect(await world.site.get("/family/\(world.child)/ehc/draft", as: "dana").text.contains("6 February 2026"))
      try await world.write(.i, "Aldersham Primary School")
      #expect(try await world.on(Day(2026, 2, 2)!).step(.finish).status == 422, "they have until the sixth")
      #expect(try await world.on(Day(2026, 2, 7)!).step(.finish).status == 303)
    }
  }

  @Test(arguments: Engine.available) func aPlanOfAnotherCouncilCanBeAppealed(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      _ = await world.site.post(
        "/children/\(world.child)/ehc",
        [
          "received_on": "2026-01-05", "source": "5", "asked_by": "Kent", "reasons": "Moved", "transferred_from": "886",
        ],
        as: "daniel")
      let path = try await world.newest().path
      let appeal = ["act": "appeal", "on": first.description]
      #expect(await world.site.post("\(path)/disputes", appeal, as: "daniel").status == 303)
      let id = try await world.newest().id
      let details = try await world.read { tx in try tx.returnDetails(of: [id]) }
      #expect(details.first?.otherTribunal == true, "the return is told")
    }
  }
}
