import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import EHC

/// Which limits a step, an order or a decision starts, ends and lets run again, on both engines.
@Suite struct LimitsOfCaseTests {
  private let first = Day(2026, 1, 5)!

  private func note(_ world: CaseWorld, _ act: DisputeAct) async throws {
    let (path, today) = (try await world.newest().path, world.site.site.now().day.description)
    let answer = await world.site.post("\(path)/disputes", ["act": act.rawValue, "on": today], as: "daniel")
    #expect(answer.status == 303, "\(act)")
  }
  private func undo(_ world: CaseWorld) async throws {
    let ehcCase = try await world.newest()
    let answer = await world.site.post(
      "\(ehcCase.path)/undo", ["why": "A mistake", "version": "\(ehcCase.version)"], as: "daniel")
    #expect(answer.status == 303)
  }
  /// A plan of another council, in force here.
  private func takeIn(_ world: CaseWorld) async throws -> String {
    _ = await world.site.post(
      "/children/\(world.child)/ehc",
      ["received_on": "2026-01-05", "source": "5", "asked_by": "Kent", "reasons": "Moved", "transferred_from": "886"],
      as: "daniel")
    return try await world.newest().path
  }

  @Test(arguments: Engine.available) func whatAnOrderStartedRunsFromTheDayOfTheOrder(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      _ = try await world.request(first)
      try await world.on(Day(2026, 2, 10)!).step(.refuseAssess, ["reasons": "Progress is good"])
      let ordered = world.on(Day(2026, 4, 7)!)
      try await note(ordered, .appeal)
      try await note(ordered, .orderedAssessment)
      let told = world.on(Day(2026, 4, 14)!)
      #expect(try await told.step(.decideAgain, ["code": "ordered_assessment"]).status == 303)
      #expect(try await told.clock("ORD-2T")?.status == .met)
      #expect(try await told.clock("ORD-14")?.due.day == Day(2026, 7, 14), "14 weeks from the order, not from today")
      try await undo(world.on(Day(2026, 4, 15)!))
      #expect(try await told.clock("ORD-2T")?.status == .running)
      #expect(try await told.clock("ORD-14")?.due.day == Day(2026, 7, 14))
    }
  }

  @Test(arguments: Engine.available) func anAppealThatIsNotOpposedRunsTheLimitsOfItsOrder(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      _ = try await world.request(first)
      try await world.on(Day(2026, 2, 10)!).step(.refuseAssess, ["reasons": "Progress is good"])
      let given = world.on(Day(2026, 4, 7)!)
      try await note(given, .appeal)
      try await note(given, .conceded)
      #expect(try await given.clock("ORD-2T")?.due.day == Day(2026, 4, 21))
      #expect(try await given.clock("ORD-10")?.due.day == Day(2026, 6, 16))
      #expect(try await given.clock("ORD-14")?.due.day == Day(2026, 7, 14))
    }
    #expect(DisputeAct.conceded.starts(about: .refuseIssue) == ["ORD-5", "ORD-11"])
    #expect(DisputeAct.conceded.starts(about: .finish) == ["ORD-5A"])
  }

  @Test(arguments: Engine.available) func adviceIsCalledOffWithTheAssessmentAndAskedAgainAfterUndo(
    engine: Engine
  ) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await world.request(first)
      try await world.step(.assess)
      let asked = ["kind": "psychology", "asked_of": "Sam Hill", "asked_on": first.description]
      #expect(await world.site.post("\(path)/advice", asked, as: "daniel").status == 303)
      let id = try await world.newest().id
      let refused = world.on(Day(2026, 3, 2)!)
      #expect(try await refused.step(.refuseIssue, ["reasons": "Needs are met"]).status == 303)
      #expect(try await world.read { tx in try tx.advice(of: id).map(\.state) } == [.calledOff])
      try await undo(world.on(Day(2026, 3, 3)!))
      let advice = try await world.read { tx in try tx.advice(of: id)[0] }
      #expect(advice.state == .asked && advice.dueAt?.day == Day(2026, 2, 16))
    }
  }

  @Test(arguments: Engine.available) func nothingOfAPlanRunsOnOnceItIsHandedOver(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await takeIn(world)
      let consulted = ["setting": "Aldersham Primary School", "asked_on": "2026-01-05"]
      #expect(await world.site.post("\(path)/consultations", consulted, as: "daniel").status == 303)
      let held = world.on(Day(2026, 10, 1)!)
      #expect(
        await held.site.post("\(path)/reviews", ["held_on": "2026-10-01", "voice": "I like it"], as: "daniel").status
          == 303)
      let id = try await held.newest().id
      let (review, setting) = try await held.read { tx in
        (try tx.reviews(of: id)[0].id, try tx.consultations(of: id)[0].id)
      }
      let daniel = try #require(world.callers["daniel"])
      for record: AnyID in [review.of(), setting.of()] {
        let matter = try await held.read { tx in try ehc.matter?(record, daniel, tx) }
        #expect(matter?.path == path, "whoever has the limit is told what it is about")
      }
      func open() async throws -> Set<String> {
        try await world.read { tx in
          let records: [AnyID] = [id.of(), review.of(), setting.of()]
          return Set(try records.flatMap { try tx.clocks(about: $0) }.filter(\.isOpen).map(\.ruleID.rawValue))
        }
      }
      let before = try await open()
      #expect(before.isSuperset(of: ["AR-12M", "AR-RPT", "AR-DEC", "EHC-CON", "MOVE-6W", "PFA-14"]), "\(before)")
      let gone = world.on(Day(2026, 10, 5)!)
      #expect(try await gone.step(.handOver).status == 303)
      #expect(try await open() == ["MOVE-15"])
      let decision = ["outcome": "maintain", "decided_on": "2026-10-05"]
      #expect(await gone.site.post("\(path)/reviews/\(review)/decision", decision, as: "daniel").status == 409)
      try await undo(world.on(Day(2026, 10, 6)!))
      #expect(try await open() == before)
    }
  }

  @Test(arguments: Engine.available) func aSecondOpenCaseIsRefusedInWords(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await world.request(first)
      try await world.on(Day(2026, 2, 10)!).step(.refuseAssess, ["reasons": "Progress is good"])
      let old = try await world.newest()
      let later = world.on(Day(2026, 3, 10)!)
      _ = try await later.request(Day(2026, 3, 10)!)
      let answer = await later.site.post(
        "\(path)/steps/decide_again", ["on": "2026-03-10", "version": "\(old.version)", "code": "mediation"],
        as: "daniel")
      #expect(answer.status == 409)
      #expect(
        await later.site.post("\(path)/undo", ["why": "A mistake", "version": "\(old.version)"], as: "daniel").status
          == 409)
    }
  }

  @Test(arguments: Engine.available) func aDecisionAfterAReviewCanBeAppealed(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await takeIn(world)
      let held = world.on(Day(2026, 10, 1)!)
      _ = await held.site.post("\(path)/reviews", ["held_on": "2026-10-01", "voice": "I like it"], as: "daniel")
      let id = try await held.newest().id
      let review = try await held.read { tx in try tx.reviews(of: id)[0].id }
      let decision = ["outcome": "maintain", "decided_on": "2026-10-05"]
      let decided = world.on(Day(2026, 10, 5)!)
      #expect(await decided.site.post("\(path)/reviews/\(review)/decision", decision, as: "daniel").status == 303)
      #expect(try await decided.clock("MED-2M")?.due.day == Day(2026, 12, 5))
      #expect(try await decided.clock("TRI")?.owner == nil)
      #expect(try await decided.clock("TRI")?.startedAt.day == Day(2026, 10, 5))
    }
  }

  @Test(arguments: Engine.available) func whatTheFormDoesNotShowStays(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await takeIn(world)
      let id = try await world.newest().id
      var (ended, now) = (EHCPlace(id, isNamed: false), EHCPlace(id, isNamed: false))
      (ended.urn, ended.leftOn) = ("118901", Day(2025, 8, 31))
      (now.urn, now.inUnit, now.resourced, now.workBased) = ("118900", "1", "0", "S")
      let places = [ended, now]
      try await world.site.site.database.write { tx in try tx.keepPlaces(places, of: id, isNamed: false) }
      var answers = [
        "primary_need": "SLCN", "urn": "118900", "in_unit": "yes", "work_based": "S", "phase": "PT-15F",
        "transfer_on": "2027-09-01",
      ]
      #expect(await world.site.post("\(path)/return", answers, as: "daniel").status == 303)
      #expect(try await world.read { tx in try tx.places(of: [id]).filter { !$0.isNamed } } == places)
      (answers["phase"], answers["transfer_on"]) = ("PT-31M", "2027-09-01")
      #expect(await world.site.post("\(path)/return", answers, as: "daniel").status == 303)
      #expect(try await world.clock("PT-15F") == nil)
      #expect(try await world.clock("PT-31M")?.isOpen == true)
    }
  }

  @Test(arguments: Engine.available) func aDayBeforeTheLawIsAFaultOfTheForm(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2014, 9, 2)!) { world in
      let fields = [
        "received_on": "2014-08-31", "source": "1", "asked_by": "Dana", "reasons": "x", "late_why": "By post",
      ]
      #expect(await world.site.post("/children/\(world.child)/ehc", fields, as: "daniel").status == 422)
    }
    let new = NewCase(receivedOn: Day(2014, 8, 31)!, source: .family, askedBy: "Dana", reasons: "x")
    #expect(
      problems(with: new, bornOn: nil, lastAssessedOn: nil, isOpen: false, today: new.receivedOn).map(\.field)
        == ["received_on"])
  }

  @Test(arguments: Engine.available) func aReminderIsTickedOffOnce(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await takeIn(world)
      #expect(try await world.clock("PFA-14")?.isOpen == true)
      #expect(await world.site.post("\(path)/reminders/PFA-14", [:], as: "daniel").status == 303)
      #expect(try await world.clock("PFA-14")?.isOpen == false)
      #expect(await world.site.post("\(path)/reminders/PFA-14", [:], as: "daniel").status == 409)
      #expect(await world.site.post("\(path)/reminders/EHC-20", [:], as: "daniel").status == 404)
    }
  }
}
