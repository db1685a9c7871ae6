import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import EHC

/// Pages that say what they mean: a reminder is no limit, what cannot be done says why, the year shown is the year meant.
@Suite struct SaidNotHintedTests {
  private let first = Day(2026, 1, 5)!

  /// A plan of another council, in force here.
  private func takeIn(_ world: CaseWorld) async throws -> String {
    _ = await world.site.post(
      "/children/\(world.child)/ehc",
      ["received_on": "2026-01-05", "source": "5", "asked_by": "Kent", "reasons": "Moved", "transferred_from": "886"],
      as: "daniel")
    return try await world.newest().path
  }

  @Test(arguments: Engine.available) func aReminderStandsApartFromTheLimits(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await takeIn(world)
      // Ama is thirteen and a half on 3 November 2033.
      let later = world.on(Day(2033, 12, 1)!)
      let page = await later.site.get(path, as: "daniel").text
      #expect(page.contains("id=\"reminders\"") && page.contains("Reminder since 3 November 2033"))
      #expect(page.contains("not a time limit: 13 years and 6 months from 3 May 2020"))
      let now = later.site.site.now()
      let clock = try #require(try await later.clock("PFA-13H"))
      #expect(!clock.isLate(at: now) && !clock.isOfCouncil, "it is not the next limit")
      let limit = try #require(try await later.clock("MOVE-6W"))
      #expect(limit.isLate(at: now) && limit.isOfCouncil)
    }
  }

  @Test(arguments: Engine.available) func whereNothingCanBeLiftedThePageSaysWhy(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await takeIn(world)
      let page = await world.site.get("\(path)/exceptions/new", as: "daniel")
      #expect(page.status == 200 && page.text.contains("No limit of this case can be lifted"))
      #expect(page.text.contains("The plan is in force") && page.text.contains("\(path)/undo"))
      #expect(!page.text.contains("Which limit?"), "no question without an answer")
      #expect(await world.site.post("\(path)/exceptions", ["reason": "away"], as: "daniel").status == 409)
    }
    try await withCaseWorld(engine, on: first) { world in
      let path = try await world.request(first)
      let page = await world.site.get("\(path)/exceptions/new", as: "daniel").text
      #expect(page.contains("Which limit?") && !page.contains("No limit of this case can be lifted"))
    }
  }

  @Test(arguments: Engine.available) func theYearMeantIsShown(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      for page in ["/ehc/measures", "/ehc/breakdowns"] {
        let (now, before) = (
          await world.site.get(page, as: "daniel").text, await world.site.get("\(page)?year=2024", as: "daniel").text
        )
        #expect(now.contains("value=\"2026\"") && before.contains("value=\"2024\""), "\(page)")
      }
    }
  }

  @Test(arguments: Engine.available) func theNeighboursStandBesideUntilOthersAreChosen(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let folder = "registers"
      try await world.site.site.database.write { tx in try loadPublishedMeasures(folder: folder, in: tx) }
      var settings = Settings()
      settings.neighbours = ["E10000016"]
      let site = TestSite(
        world.site.site.database, ehc.routes, callers: world.callers, now: world.site.site.now(), settings: settings)
      #expect(await site.get("/ehc/measures", as: "daniel", json: true).text.contains("\"others\":[\"Kent\"]"))
      let chosen = await site.get("/ehc/measures?area=E10000020", as: "daniel", json: true).text
      #expect(chosen.contains("\"others\":[\"Norfolk\"]"))
      let none = await site.get("/ehc/measures?area=&second=", as: "daniel", json: true).text
      #expect(none.contains("\"others\":[]"), "whoever wants England alone gets it")
    }
  }

  @Test(arguments: Engine.available) func whoeverMakesTheReturnSeesNamesAndFindingsAlone(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await takeIn(world)
      let page = await world.site.get("/ehc/return?year=2027", as: "imran")
      #expect(page.status == 200 && page.text.contains("Ama Bello") && page.text.contains("Daniel Fairweather"))
      #expect(!page.text.contains("/children/"), "no way into a record")
      #expect(await world.site.get("/ehc", as: "imran").status == 403)
      #expect(await world.site.get("/ehc/return", as: "alison").status == 403, "a member of the panel")
      let own = await world.site.get("/ehc/return?year=2027", as: "daniel", json: true).text
      #expect(own.contains("\(path)/return"), "an officer is led to where it is put right")
      try await world.site.site.database.write { [child = world.child] tx in
        _ = try tx.run("UPDATE child SET is_restricted = \(true) WHERE id = \(child)")
      }
      let restricted = await world.site.get("/ehc/return?year=2027", as: "imran").text
      #expect(!restricted.contains("Ama"), "a restricted record is for its own officers")
      #expect(await world.site.get("/ehc/return?year=2027", as: "daniel").text.contains("Ama Bello"))
    }
  }

  @Test(arguments: Engine.available) func adviceThatIsEnteredLateSaysWhy(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await world.request(first)
      try await world.step(.assess)
      let asked = ["kind": "health", "asked_of": "Sam Hill", "asked_on": "2026-01-05"]
      #expect(await world.site.post("\(path)/advice", asked, as: "daniel").status == 303)
      let id = try await world.newest().id
      let advice = try await world.read { tx in try tx.advice(of: id)[0] }
      let later = world.on(Day(2026, 3, 2)!)
      var receipt = ["received_on": "2026-02-16", "from": "Sam Hill", "words": "Ama needs short steps."]
      #expect(await later.site.post("\(advice.path)/receipt", receipt, as: "daniel").status == 422, "dated back, why?")
      receipt["late_why"] = "It lay in the post room"
      #expect(await later.site.post("\(advice.path)/receipt", receipt, as: "daniel").status == 303)
      let clock = try await later.read { tx in try tx.clocks(about: advice.id)[0] }
      #expect(clock.status == .met, "the true day counts: six weeks to the day")
      let page = await later.site.get(path, as: "daniel").text
      #expect(page.contains("It lay in the post room") && page.contains("Entered after its day"))
      #expect(try await later.read { tx in try tx.lateEntries(of: id) }.map(\.on) == [Day(2026, 2, 16)!])
    }
  }

  @Test(arguments: Engine.available) func theFamilyIsToldWhatIsNewAndThatNothingIs(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await takeIn(world)
      let family = "/family/\(world.child)/ehc"
      #expect(await world.site.get(family, as: "dana").text.contains("You look here for the first time"))
      let next = world.on(Day(2026, 1, 6)!)
      let quiet = await next.site.get(family, as: "dana").text
      #expect(quiet.contains("Nothing is new since you last looked") && !quiet.contains("New since"))
      let call = ["meeting_on": "2026-02-02", "place": "Aldersham Primary", "invited": "Dana, the head"]
      let later = world.on(Day(2026, 1, 7)!)
      #expect(await later.site.post("\(path)/reviews/meeting", call, as: "daniel").status == 303)
      let told = await world.on(Day(2026, 1, 8)!).site.get(family, as: "dana").text
      #expect(
        told.contains("New since") && told.contains("We asked you to a meeting about the plan, on 2 February 2026"))
      let again = await world.on(Day(2026, 1, 9)!).site.get(family, as: "dana").text
      #expect(again.contains("Nothing is new") && !again.contains("We asked you to a meeting"))
    }
  }

  @Test func whatIsNotTheFamilysIsNoNews() {
    let advice: [Advice] = []
    #expect(news(of: CaseEvent(kind: "ehc.advice_received", changed: ["kind": "health"], why: "Harm"), advice).isEmpty)
    #expect(news(of: CaseEvent(kind: "ehc.plan_written", changed: [:], why: nil), advice).isEmpty)
    #expect(news(of: CaseEvent(kind: "ehc.meeting_ended", changed: [:], why: "The review was held"), advice).isEmpty)
    #expect(
      news(of: CaseEvent(kind: "ehc.case_given", changed: ["officer": "Daniel → Femi Ade"], why: nil), advice)
        == ["Femi Ade works on this with you now."])
    #expect(
      news(of: CaseEvent(kind: "ehc.review_decided", changed: ["outcome": "amend"], why: nil), advice)
        == ["We decided: the plan changes."])
  }

  @Test func aMoveLiesAheadByAge() {
    let autumn = Day(2026, 11, 18)!
    func move(_ born: Day) -> PhaseMove? { moveAhead(bornOn: born, today: autumn) }
    #expect(move(Day(2015, 9, 1)!) == PhaseMove(year: 6, on: Day(2027, 9, 1)!), "the oldest of year 6")
    #expect(move(Day(2016, 8, 31)!)?.year == 6, "the youngest of year 6")
    #expect(move(Day(2016, 9, 1)!) == nil && move(Day(2015, 8, 31)!) == nil)
    #expect(move(Day(2011, 1, 5)!)?.nameBy == Day(2027, 3, 30)!, "year 11")
    #expect(move(Day(2023, 3, 3)!)?.nameBy == Day(2027, 2, 14)!, "three years old: school begins")
    #expect(moveAhead(bornOn: Day(2015, 9, 1)!, today: Day(2027, 8, 31)!)?.on == Day(2027, 9, 1)!)
    #expect(moveAhead(bornOn: Day(2015, 9, 1)!, today: Day(2027, 9, 1)!) == nil, "it has come")
  }

  @Test(arguments: Engine.available) func aMoveIsAskedForUntilItIsWrittenDown(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      // Ama, born on 3 May 2020, is in year 6 from September 2030.
      let path = try await takeIn(world)
      let id = try await world.newest().id
      func asked(_ world: CaseWorld) async throws -> Bool {
        let day = world.site.site.now().day
        return try await world.read { tx in
          try tx.exists(
            """
            SELECT 1 FROM ehc_case JOIN child ON child.id = ehc_case.child_id
            WHERE ehc_case.id = \(id) AND \(movesUnwritten(on: day))
            """)
        }
      }
      let (before, year6) = (world.on(Day(2030, 8, 31)!), world.on(Day(2030, 9, 1)!))
      #expect(try await !asked(before))
      #expect(try await asked(year6), "the list says what the page says")
      #expect(await !before.site.get(path, as: "daniel").text.contains("Write down the move"))
      #expect(await year6.site.get(path, as: "daniel").text.contains("names the next place by 14 February 2031"))
      #expect(await year6.site.get("/ehc?outlook=moving", as: "daniel").text.contains("Ama Bello"))
      let answers = ["primary_need": "SLCN", "urn": "118900", "phase": "PT-15F", "transfer_on": "2031-09-01"]
      #expect(await year6.site.post("\(path)/return", answers, as: "daniel").status == 303)
      #expect(try await !asked(year6))
      #expect(await !year6.site.get(path, as: "daniel").text.contains("Write down the move"))
    }
  }

  @Test(arguments: Engine.available) func aWrongDayOfARequestIsPutRightWithItsLimits(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 12)!) { world in
      let path = try await world.request(Day(2026, 1, 12)!)
      #expect(try await world.clock("EHC-20")?.due.day == Day(2026, 6, 1)!)
      func put(_ day: String, _ why: String) async throws -> Int {
        let version = try await world.newest().version
        return await world.site.post(
          "\(path)/received", ["received_on": day, "why": why, "version": "\(version)"], as: "daniel"
        ).status
      }
      #expect(try await put("2026-01-05", "") == 422, "why?")
      #expect(try await put("2026-01-12", "The same") == 422, "nothing to put right")
      #expect(try await put("2026-01-13", "Tomorrow") == 422)
      #expect(try await put("2026-01-05", "It lay in the post room") == 303)
      let days = ["EHC-06": Day(2026, 2, 16)!, "EHC-16": Day(2026, 4, 27)!, "EHC-20": Day(2026, 5, 25)!]
      for (rule, due) in days { #expect(try await world.clock(ClockRuleID(rule))?.due.day == due, "\(rule)") }
      let ehcCase = try await world.newest()
      #expect(ehcCase.receivedOn == first && ehcCase.state == .requested)
      let steps = try await world.read { tx in try tx.steps(of: ehcCase.id, undone: true) }
      let (undone, taken) = (steps.filter { $0.undoneAt != nil }, steps.filter { $0.undoneAt == nil })
      #expect(undone.map(\.on) == [Day(2026, 1, 12)!] && taken.map(\.on) == [first], "the wrong day stays in the story")
      #expect(await world.site.get(path, as: "daniel").text.contains("It lay in the post room"))

      try await world.step(.assess)
      #expect(try await put("2026-01-06", "Again") == 409, "once a step was taken, that is undone first")
      let page = await world.site.get("\(path)/received", as: "daniel")
      #expect(page.status == 200 && page.text.contains("Undo them first"))
    }
  }

  @Test(arguments: Engine.available) func oneReasonLiftsEveryLimitThatItTouches(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await world.request(first)
      let limit = try #require(try await world.clock("EHC-20"))
      // After the sixth week: the limit of six weeks is not touched.
      var fields = [
        "clock": limit.id.description, "reason": "away", "evidence": "Letter of 1 March", "from": "2026-03-01",
        "to": "2026-04-05", "others": "yes",
      ]
      let later = world.on(Day(2026, 4, 7)!)
      #expect(await later.site.post("\(path)/exceptions", fields, as: "daniel").status == 303)
      let states = try await (
        later.clock("EHC-06")?.status, later.clock("EHC-16")?.status, later.clock("EHC-20")?.status
      )
      #expect(states == (.running, .excepted, .excepted))
      fields["others"] = nil
      (fields["from"], fields["to"]) = ("2026-01-12", "2026-02-20")
      #expect(await later.site.post("\(path)/exceptions", fields, as: "daniel").status == 303)
      #expect(try await later.clock("EHC-06")?.status == .running, "only what was asked for")
    }
  }
}
