import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

@Suite struct VisitRulesTests {
  private let now = LondonTime(day: Day(2026, 11, 18)!, minuteOfDay: 630).instant
  private func held(_ hoursAgo: Int, next: Int? = nil, kind: VisitKind = .home) -> NewVisit {
    NewVisit(
      startsAt: now.adding(hours: -hoursAgo), minutes: 60, kind: kind, seen: "Played with bricks",
      nextAt: next.map { now.adding(hours: $0) })
  }
  private func fields(_ new: NewVisit, bornOn: Day? = nil) -> [String] {
    problems(with: new, bornOn: bornOn, now: now).map(\.field)
  }

  @Test func aVisitOfYesterdayIsRight() { #expect(fields(held(24)).isEmpty) }
  @Test func aVisitCannotBeInTheFuture() { #expect(fields(held(-1)) == ["held_on"]) }
  @Test func aVisitIsWrittenUpWithinSixtyDays() {
    #expect(fields(held(24 * 60)).isEmpty)
    #expect(fields(held(24 * 61)) == ["held_on"])
  }
  @Test func whatWasWrittenIsPutRightAtAnyTime() {
    #expect(problems(with: held(24 * 400), bornOn: nil, isCorrection: true, now: now).isEmpty)
    #expect(problems(with: held(-1), bornOn: nil, isCorrection: true, now: now).map(\.field) == ["held_on"])
  }
  @Test func noVisitBeforeTheChildWasBorn() { #expect(fields(held(48), bornOn: now.day) == ["held_on"]) }
  @Test func aJointVisitNamesTheOther() {
    #expect(fields(held(1, kind: .joint)) == ["joint_with"])
    #expect(fields(held(1, kind: .jointAssessment)) == ["joint_with"])
  }
  @Test func theNextVisitLiesAheadAndNotTooFar() {
    #expect(fields(held(1, next: -1)) == ["next_on"])
    #expect(fields(held(1, next: 24 * 366)) == ["next_on"])
    #expect(fields(held(1, next: 24 * 14)).isEmpty)
  }
  @Test func aPlanLiesAhead() {
    #expect(problems(with: PlannedVisit(startsAt: now), now: now).map(\.field) == ["on"])
    #expect(problems(with: PlannedVisit(startsAt: now.adding(hours: 1)), now: now).isEmpty)
  }
}

/// Leave and patterns of work: what speaks against a visit that is planned by hand.
@Suite struct AwayTests {
  private let pattern = VisitorPattern(
    visitor: PractitionerID(high: 0, low: 1), places: 8, days: [0, 1, 2], isTermTimeOnly: true)

  @Test func aPatternSaysWhichDaysAndWhetherInTermOnly() {
    let (tuesday, friday) = (Day(2026, 12, 1)!, Day(2026, 12, 4)!)
    #expect(whyAway(pattern, on: tuesday, isInTerm: true) == nil)
    #expect(whyAway(pattern, on: friday, isInTerm: true)?.words == "You do not visit on a Friday. Choose another day")
    let holiday = whyAway(pattern, on: tuesday, isInTerm: false)
    #expect(holiday?.isFirm == false && holiday?.words.contains("in term time only") == true)
  }

  @Test(arguments: Engine.available) func nobodyPlansAVisitIntoTheirLeave(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let pat = try #require(world.callers["pat"]?.practitioner)
      try await world.site.site.database.write { tx in
        try writeLeave(
          Leave(practitioner: pat, from: Day(2026, 12, 1)!, to: Day(2026, 12, 4)!), by: world.callers["pat"]!,
          at: TestSite.now, in: tx)
        try changePattern(
          VisitorPattern(visitor: pat, places: 8, days: [0, 1, 2, 3]), by: world.callers["pat"]!, at: TestSite.now,
          in: tx)
      }
      let path = "/children/\(world.child)/planned-visits"
      let plan = ["on": "2026-12-03", "at": "10am", "kind": "home"]
      let refused = await world.site.post(path, plan, as: "pat")
      #expect(refused.status == 422 && refused.text.contains("You are away on 3 December 2026 (leave)"))
      #expect(await world.site.post(path, plan.merging(["anyway": "yes"]) { $1 }, as: "pat").status == 422)
      // The next visit after one that is written up is asked about as well; a day outside of the pattern can be chosen.
      #expect(await world.site.post("/children/\(world.child)/visits", goodVisit, as: "pat").status == 422)
      let friday = ["on": "2026-12-11", "at": "10am", "kind": "home"]
      let warned = await world.site.post(path, friday, as: "pat")
      #expect(warned.status == 422 && warned.text.contains("do not visit on a Friday"))
      #expect(warned.text.contains("Plan it all the same"))
      #expect(await world.site.post(path, friday.merging(["anyway": "yes"]) { $1 }, as: "pat").status == 303)
      #expect(try await world.count("SELECT count(*) FROM visit") == 1)
      let page = await world.site.get("/visits/visitors/\(pat)", as: "pat").text
      #expect(page.contains("1 December 2026 to 4 December 2026"))
    }
  }
}
