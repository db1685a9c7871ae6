import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import EHC

/// A plan in force that changes, is assessed again or ends: never at a stroke, and the family is heard, on both engines.
@Suite struct PlanChangeTests {
  private let first = Day(2026, 1, 5)!

  /// A plan of another council, in force here, and its review of 1 October 2026. Gives the address of the review.
  private func reviewed(_ world: CaseWorld) async throws -> String {
    let path = try await takeIn(world)
    let held = world.on(Day(2026, 10, 1)!)
    let meeting = ["held_on": "2026-10-01", "voice": "I like it"]
    #expect(await held.site.post("\(path)/reviews", meeting, as: "daniel").status == 303)
    let id = try await world.newest().id
    return "\(path)/reviews/\(try await held.read { tx in try tx.reviews(of: id)[0].id })"
  }
  private func takeIn(_ world: CaseWorld) async throws -> String {
    _ = await world.site.post(
      "/children/\(world.child)/ehc",
      ["received_on": "2026-01-05", "source": "5", "asked_by": "Kent", "reasons": "Moved", "transferred_from": "886"],
      as: "daniel")
    return try await world.newest().path
  }
  private func writeWholePlan(_ world: CaseWorld) async throws {
    try await world.writeGoodDraft()
    try await world.write(.i, "Aldersham Primary School")
  }
  private func comment(_ world: CaseWorld, _ kind: CommentKind, _ words: String) async -> Int {
    await world.site.post(
      "/family/\(world.child)/ehc/comments", ["kind": kind.rawValue, "words": words], as: "dana"
    ).status
  }
  private func answer(_ world: CaseWorld) async throws {
    let ehcCase = try await world.newest()
    let open = try await world.read { tx in try tx.draftComments(of: ehcCase.id).first { $0.answer == nil }! }
    let words = ["answer": "accepted", "answer_words": "Yes, five times."]
    #expect(await world.site.post("\(ehcCase.path)/comments/\(open.id)", words, as: "daniel").status == 303)
  }
  private let notice = [
    "outcome": "amend", "decided_on": "2026-10-20", "draft_on": "2026-10-20", "evidence": "The school’s report",
    "setting": "Aldersham Primary School",
  ]

  @Test(arguments: Engine.available) func changesAreProposedHeardAnsweredAndSent(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let review = try await reviewed(world)
      let told = world.on(Day(2026, 10, 20)!)
      #expect(await told.site.post("\(review)/decision", notice, as: "daniel").status == 422, "no changes are written")
      try await writeWholePlan(told)
      var bare = notice
      bare["evidence"] = ""
      #expect(await told.site.post("\(review)/decision", bare, as: "daniel").status == 422, "what do they rest on?")
      #expect(await told.site.post("\(review)/decision", notice, as: "daniel").status == 303)

      let family = "/family/\(world.child)/ehc"
      let seen = await told.site.get("\(family)/draft", as: "dana").text
      #expect(seen.contains("What we would like to change") && seen.contains("The school’s report"))
      #expect(seen.contains("by Tuesday 3 November 2026"), "fifteen days with the day of the notice")
      #expect(await told.site.get(family, as: "dana").text.contains("We would like to change the plan"))
      #expect(await comment(told, .comment, "Five times, please") == 303)

      let ehcCase = try await told.newest()
      let due = try await told.read { tx in
        let about = try #require(try tx.planChange(of: ehcCase.id)).about
        return Dictionary(uniqueKeysWithValues: try tx.clocks(about: about).map { ($0.ruleID, $0.due.day) })
      }
      #expect(due["AR-REP"] == Day(2026, 11, 3) && due["AR-FIN"] == Day(2026, 12, 15), "\(due)")

      let early = world.on(Day(2026, 11, 3)!)
      let send = { (world: CaseWorld) async -> Int in
        let fields = ["final_on": world.site.site.now().day.description]
        return await world.site.post("\(review)/plan", fields, as: "daniel").status
      }
      try await answer(early)
      #expect(await send(early) == 422, "the last of the fifteen days")
      #expect(await comment(early, .comment, "And a quiet room") == 303)
      let after = world.on(Day(2026, 11, 5)!)
      #expect(await send(after) == 422, "a comment without an answer")
      try await answer(after)
      #expect(await send(after) == 303)
      let inForce = try await after.read { tx in try tx.planInForce(of: ehcCase.id) }
      #expect(inForce?.number == 2 && inForce?.sentOn == Day(2026, 11, 5), "the proposal was version 1")
      #expect(try await after.clock("TRI")?.startedAt.day == Day(2026, 11, 5), "the family may appeal")
      #expect(await comment(after, .comment, "Too late") == 409)
      #expect(await after.site.get(family, as: "dana").text.contains("We sent you the changed plan"))
    }
  }

  @Test(arguments: Engine.available) func theSettingHasItsDaysThoughTheFamilyAgrees(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let review = try await reviewed(world)
      let told = world.on(Day(2026, 10, 20)!)
      try await writeWholePlan(told)
      #expect(await told.site.post("\(review)/decision", notice, as: "daniel").status == 303)
      let agreed = world.on(Day(2026, 10, 26)!)
      #expect(await comment(agreed, .agree, "Yes") == 303)
      let send = ["final_on": "2026-10-26"]
      #expect(await agreed.site.post("\(review)/plan", send, as: "daniel").status == 422, "the school may still write")
      let ehcCase = try await agreed.newest()
      let setting = try await agreed.read { tx in try tx.consultations(of: ehcCase.id)[0] }
      let reply = ["replied_on": "2026-10-26", "answer": "can", "words": "We can do this"]
      #expect(
        await agreed.site.post("\(ehcCase.path)/consultations/\(setting.id)", reply, as: "daniel").status == 303)
      #expect(await agreed.site.post("\(review)/plan", send, as: "daniel").status == 303, "before the fifteen days")
    }
  }

  @Test(arguments: Engine.available) func thePlanMayStayAsItWasAndTheFamilyIsToldWhy(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let review = try await reviewed(world)
      let told = world.on(Day(2026, 10, 20)!)
      try await writeWholePlan(told)
      _ = await told.site.post("\(review)/decision", notice, as: "daniel")
      let later = world.on(Day(2026, 11, 6)!)
      let kept = ["kept_on": "2026-11-06", "kept_why": "The family asked us to leave it"]
      #expect(await later.site.post("\(review)/kept", ["kept_on": "2026-11-06"], as: "daniel").status == 422)
      #expect(await later.site.post("\(review)/kept", kept, as: "daniel").status == 303)
      #expect(await later.site.post("\(review)/kept", kept, as: "daniel").status == 409)
      let id = try await later.newest().id
      #expect(try await later.read { tx in try tx.planChange(of: id) } == nil)
      #expect(try await later.clock("MED-2M")?.startedAt.day == Day(2026, 11, 6))
      #expect(await later.site.get("\(review)/letters/review_maintain", as: "daniel").status == 200)
    }
  }

  // MARK: The end

  private let proposal = [
    "code": "2", "why": "What Ama needs the school has", "setting": "Aldersham Primary School",
  ]
  private let decision = [
    "family_said": "We are afraid of it", "setting_said": "We can do it", "reasons": "All outcomes are reached",
  ]
  private func propose(_ world: CaseWorld, on day: Day) async throws -> String {
    let path = try await takeIn(world)
    let today = world.on(day)
    let fields = proposal.merging(["proposed_on": day.description]) { $1 }
    #expect(await today.site.post("\(path)/ending", fields, as: "daniel").status == 303)
    return path
  }
  private func decide(_ world: CaseWorld, _ path: String) async -> Int {
    let day = world.site.site.now().day.description
    let fields = decision.merging(["decided_on": day]) { $1 }
    return await world.site.post("\(path)/ending/decision", fields, as: "daniel").status
  }

  @Test(arguments: Engine.available) func aPlanStaysInForceUntilTheTimeForAnAppealHasPassed(engine: Engine) async throws
  {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await propose(world, on: Day(2026, 2, 2)!)
      #expect(try await world.on(Day(2026, 2, 2)!).step(.cease).status == 422, "not at a stroke")
      let family = "/family/\(world.child)/ehc"
      let asked = world.on(Day(2026, 2, 3)!)
      let page = await asked.site.get("\(family)/draft", as: "dana").text
      #expect(page.contains("What Ama needs the school has") && page.contains("Tell us what you think"))
      #expect(await asked.site.get(family, as: "dana").text.contains("We are thinking of ending the plan"))
      #expect(await comment(asked, .comment, "We are afraid of it") == 303)
      #expect(await decide(asked, path) == 422, "the family has fifteen days, and no answer")
      try await answer(asked)
      let decided = world.on(Day(2026, 2, 17)!)
      #expect(await decide(decided, path) == 303)
      #expect(try await decided.newest().state == .maintained, "the plan is in force")
      #expect(try await decided.clock("TRI")?.due.day == Day(2026, 4, 17))
      let letter = await decided.site.get("\(path)/ending/letters/cease", as: "daniel")
      #expect(letter.text.contains("All outcomes are reached") && letter.text.contains("by Friday 17 April 2026"))
      #expect(try await world.on(Day(2026, 4, 17)!).step(.cease).status == 422, "the last day of the two months")
      let over = world.on(Day(2026, 4, 18)!)
      #expect(await over.site.get("\(path)/ending", as: "daniel").text.contains("steps/cease"))
      #expect(try await over.step(.cease).status == 303)
      let ended = try await over.newest()
      #expect(ended.state == .ceased)
      let open = try await over.read { tx in try tx.clocks(about: ended.id).filter { $0.isOpen && !$0.isReminder } }
      #expect(open.isEmpty, "\(open.map(\.ruleID))")
      let step = try await over.read { tx in try tx.steps(of: ended.id).last! }
      #expect(step.code == "2" && step.reasons == "All outcomes are reached" && step.on == Day(2026, 4, 18))
      #expect(
        await over.site.post("\(path)/undo", ["why": "A mistake", "version": "\(ended.version)"], as: "daniel").status
          == 303)
      #expect(try await over.read { tx in try tx.openEnding(of: ended.id)?.decidedOn } == Day(2026, 2, 17))
    }
  }

  @Test(arguments: Engine.available) func whileAnAppealRunsThePlanRuns(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await propose(world, on: Day(2026, 2, 2)!)
      let decided = world.on(Day(2026, 2, 17)!)
      #expect(await decide(decided, path) == 303)
      func note(_ world: CaseWorld, _ act: DisputeAct) async -> Int {
        let day = world.site.site.now().day.description
        return await world.site.post("\(path)/disputes", ["act": act.rawValue, "on": day], as: "daniel").status
      }
      #expect(await note(world.on(Day(2026, 4, 10)!), .appeal) == 303)
      let later = world.on(Day(2026, 7, 1)!)
      #expect(try await later.step(.cease).status == 422, "the appeal is not decided")
      let id = try await later.newest().id
      #expect(try await later.read { tx in try tx.returnDetails(of: [id])[0].otherTribunal }, "it feeds the return")
      #expect(await note(later, .dismissed) == 303)
      #expect(try await later.step(.cease).status == 303, "a dismissed appeal ends it at once")
    }
    try await withCaseWorld(engine, on: first) { world in
      let path = try await propose(world, on: Day(2026, 2, 2)!)
      #expect(await decide(world.on(Day(2026, 2, 17)!), path) == 303)
      let day = world.on(Day(2026, 4, 10)!)
      for act in [DisputeAct.appeal, .orderedKeep] {
        let fields = ["act": act.rawValue, "on": "2026-04-10"]
        #expect(await day.site.post("\(path)/disputes", fields, as: "daniel").status == 303)
      }
      let id = try await day.newest().id
      let ending = try await day.read { tx in try tx.endings(of: id)[0] }
      #expect(ending.offOn == Day(2026, 4, 10) && ending.offWhy?.contains("goes on") == true)
      #expect(try await day.newest().state == .maintained)
      #expect(try await world.on(Day(2026, 9, 1)!).step(.cease).status == 422)
    }
  }

  @Test func whoMayNotLoseAPlanDoesNot() {
    let today = Day(2026, 2, 2)!
    func fields(_ code: CeaseReason, born: Day, reviewed: Day? = nil) -> [String] {
      problems(
        with: NewEnding(on: today, code, why: "x", setting: "y"), bornOn: born, planFrom: Day(2025, 1, 1)!,
        reviewedOn: reviewed, today: today
      ).map(\.field)
    }
    let (child, adult) = (Day(2010, 5, 3)!, Day(2006, 5, 3)!)
    #expect(fields(.needsMet, born: child) == [] && fields(.noLongerWants, born: child) == ["code"])
    #expect(fields(.noLongerWants, born: adult) == ["code"], "reg. 30: first a review")
    #expect(fields(.noLongerWants, born: adult, reviewed: Day(2025, 11, 3)) == [])
    #expect(fields(.died, born: adult) == ["code"] && fields(.movedCouncil, born: adult) == ["code"])
  }

  // MARK: Assessed again

  @Test(arguments: Engine.available) func needsAreAssessedAgainOnRequest(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await takeIn(world)
      let asked = world.on(Day(2026, 3, 2)!)
      let again = "\(path)/reassessment"
      let own = "/family/\(world.child)/ehc/reassessment"
      #expect(await asked.site.post(own, ["why": "Ama has seizures now"], as: "dana").status == 303)
      #expect(await asked.site.post(own, ["why": "Ama has seizures now"], as: "dana").status == 409, "one at a time")
      let id = try await asked.newest().id
      let one = try await asked.read { tx in try tx.reassessments(of: id)[0] }
      func due(_ rule: ClockRuleID) async throws -> Clock? {
        try await world.read { tx in try tx.clocks(about: one.id).last { $0.ruleID == rule } }
      }
      #expect(try await due("RE-15")?.due.day == Day(2026, 3, 17))
      let matter = try await asked.read { [daniel = world.callers["daniel"]!] tx in
        try ehc.matter?(one.id.of(), daniel, tx)
      }
      #expect(matter?.path == path)
      let decided = world.on(Day(2026, 3, 16)!)
      let yes = ["answer": "yes", "decided_on": "2026-03-16"]
      #expect(await decided.site.post("\(again)/decision", yes, as: "daniel").status == 303)
      #expect(try await due("RE-15")?.status == .met)
      #expect(try await due("RE-14")?.due.day == Day(2026, 6, 22), "14 weeks from the answer")
      #expect(try await decided.newest().state == .maintained, "the plan goes on")
      let page = await decided.site.get(again, as: "daniel").text
      #expect(page.contains("Gathering advice") && page.contains("reg. 27(2)"))

      let paths = ["kind": "health", "asked_of": "Sam Hill", "asked_on": "2026-03-16"]
      #expect(await decided.site.post("\(path)/advice", paths, as: "daniel").status == 303, "advice as the first time")
      let written = world.on(Day(2026, 5, 5)!)
      try await writeWholePlan(written)
      let sent = ["draft_on": "2026-05-05", "evidence": "Sam Hill’s advice", "setting": "Aldersham Primary School"]
      #expect(await written.site.post("\(again)/notice", sent, as: "daniel").status == 422, "advice is still out")
      let advice = try await written.read { tx in try tx.advice(of: id)[0] }
      let receipt = ["received_on": "2026-05-05", "from": "Sam Hill", "words": "Seizures at night."]
      #expect(await written.site.post("\(advice.path)/receipt", receipt, as: "daniel").status == 303)
      #expect(await written.site.post("\(again)/notice", sent, as: "daniel").status == 303)
      #expect(
        await written.site.get("/family/\(world.child)/ehc/draft", as: "dana").text.contains("Sam Hill’s advice"))
      let after = world.on(Day(2026, 5, 21)!)
      #expect(await after.site.post("\(again)/plan", ["final_on": "2026-05-21"], as: "daniel").status == 303)
      #expect(try await due("RE-14")?.status == .met)
      #expect(try await after.clock("TRI")?.startedAt.day == Day(2026, 5, 21))
      #expect(await after.site.get("\(again)/letters/reassess", as: "daniel").text.contains("Monday 22 June 2026"))
    }
  }

  @Test(arguments: Engine.available) func aRefusalToAssessAgainHasReasonsAndRights(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await takeIn(world)
      let asked = world.on(Day(2026, 3, 2)!)
      let ask = ["asked_on": "2026-03-02", "source": "2", "asked_by": "Anna Reed, head", "why": "She has changed"]
      #expect(await asked.site.post("\(path)/reassessment", ask, as: "daniel").status == 303)
      var no = ["answer": "no", "decided_on": "2026-03-02"]
      #expect(await asked.site.post("\(path)/reassessment/decision", no, as: "daniel").status == 422, "why?")
      no["reasons"] = "The review of January looked at all of it"
      #expect(await asked.site.post("\(path)/reassessment/decision", no, as: "daniel").status == 303)
      #expect(try await asked.clock("TRI")?.due.day == Day(2026, 5, 2))
      let letter = await asked.site.get("\(path)/reassessment/letters/refuse_reassess", as: "daniel").text
      #expect(letter.contains("looked at all of it") && letter.contains("s. 51(2)(d)"))
      #expect(
        await asked.site.post("\(path)/disputes", ["act": "appeal", "on": "2026-03-02"], as: "daniel").status == 303)
      let id = try await asked.newest().id
      let details = try await asked.read { tx in try tx.returnDetails(of: [id])[0] }
      #expect(details.otherTribunal && !details.requestTribunal, "not about the request that led to the plan")
    }
  }

  @Test(arguments: Engine.available) func aReviewMayLeadToANewAssessment(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let review = try await reviewed(world)
      let told = world.on(Day(2026, 10, 20)!)
      let again = ["outcome": "reassess", "decided_on": "2026-10-20"]
      #expect(await told.site.post("\(review)/decision", again, as: "daniel").status == 303)
      let ehcCase = try await told.newest()
      let (one, kept) = try await told.read { tx in
        (try tx.reassessments(of: ehcCase.id)[0], try tx.reviews(of: ehcCase.id)[0])
      }
      #expect(one.isGathering && one.source == nil && kept.outcome == .reassess)
      #expect(kept.outcome?.code == "M", "in the return the plan stays")
      let clocks = try await told.read { tx in try tx.clocks(about: one.id) }
      #expect(clocks.first { $0.ruleID == "RE-14" }?.due.day == Day(2027, 1, 26))
      #expect(
        await told.site.get("\(ehcCase.path)/reviews", as: "daniel").text.contains("The needs are assessed again"))
    }
  }
}
