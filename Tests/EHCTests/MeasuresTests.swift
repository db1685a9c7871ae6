import Kernel
import PlanningEngine
import TestKit
import Testing
import Web

@testable import EHC

// The planning engine has measures as well.
private typealias Measure = EHC.Measure

/// The published measures, counted by hand.
@Suite struct MeasuresTests {
  private func one(_ received: Day, decided: Int? = nil, agreed: Bool = true, sent: Int? = nil, refused: Int? = nil)
    -> MeasuredCase
  {
    var one = MeasuredCase(receivedOn: received)
    (one.decidedOn, one.isAgreed) = (decided.map { received.adding(days: $0) }, decided != nil && agreed)
    (one.sentOn, one.refusedPlanOn) = (
      sent.map { received.adding(days: $0) }, refused.map { received.adding(days: $0) }
    )
    return one
  }
  private func shares(_ counts: MeasureCounts, _ measures: Measure...) -> [String] {
    measures.map { measure in
      let figure = counts.figure(measure)
      return "\(figure.count!) of \(figure.total!)"
    }
  }

  @Test func everyMeasureIsCountedByItsOwnDay() {
    let day = Day(2025, 2, 3)!
    var lifted = one(day, decided: 42, sent: 141)
    lifted.isLifted = true
    var disputed = one(day, decided: 43, sent: 200)
    disputed.wasDisputed = true
    let cases = [
      one(day, decided: 42, sent: 140), lifted, disputed, one(day, decided: 43, agreed: false), one(day),
      one(day, decided: 20, refused: 112), one(day, decided: 20, refused: 113),
      one(Day(2024, 1, 8)!, decided: 30, sent: 365), one(Day(2024, 12, 1)!, decided: 31, sent: 100),
    ]
    let reviews: [DecidedReview] = [
      .init(heldOn: Day(2025, 3, 3)!, decidedOn: Day(2025, 3, 31)!, outcome: .amend),
      .init(heldOn: Day(2025, 3, 3)!, decidedOn: Day(2025, 4, 1)!, outcome: .maintain),
      .init(heldOn: Day(2025, 3, 4)!, decidedOn: Day(2025, 4, 2)!),
      .init(heldOn: Day(2024, 3, 3)!, decidedOn: Day(2025, 3, 4)!, outcome: .cease),
    ]
    let found = measureCounts(of: 2025, cases, reviews: reviews)
    #expect(
      shares(found, .sixWeeks, .agreedToAssess, .requestsRefused, .requestsOutstanding, .requestsWithdrawn)
        == ["4 of 6", "5 of 7", "1 of 7", "1 of 7", "0 of 7"])
    #expect(
      shares(found, .noPlanInSixteenWeeks, .assessedWithoutPlan, .assessedWithPlan) == ["1 of 2", "2 of 2", "0 of 2"])
    #expect(
      shares(found, .twentyWeeks, .twentyWeeksWithoutExceptions, .twentyWeeksWithoutDisputes, .overAYear)
        == ["2 of 5", "2 of 4", "2 of 3", "1 of 5"])
    #expect(
      shares(found, .reviewInFourWeeks, .reviewedAmend, .reviewedMaintain, .reviewedCease)
        == ["1 of 3", "1 of 2", "1 of 2", "0 of 2"])
  }

  @Test func plansEndedReviewedAndPaidForAreShares() {
    var plan = MeasuredPlan()
    (plan.hasBudget, plan.directPayment, plan.need, plan.isReviewed) = (true, "S", "DS", true)
    var other = MeasuredPlan()
    (other.residential, other.workBased, other.hasArrangements, other.need) = ("B", "T", true, "ASD")
    other.isReviewed = false
    var withdrawn = one(Day(2025, 2, 3)!)
    withdrawn.withdrawnOn = Day(2025, 3, 3)
    let found = measureCounts(
      of: 2025, [withdrawn, one(Day(2025, 2, 3)!, decided: 10)], plans: [plan, other, MeasuredPlan()],
      ended: [.needsMet: 3, .movedCouncil: 5, .noLongerWants: 4, .died: 1])
    #expect(
      shares(found, .reviewsHeld, .endedMovedCouncil, .endedDied, .endedOldest)
        == ["1 of 2", "5 of 13", "1 of 13", "0 of 13"])
    #expect(
      shares(found, .budgets, .budgetsSocial, .budgetsEducation, .arrangements)
        == ["1 of 3", "1 of 1", "0 of 1", "1 of 3"])
    #expect(
      shares(found, .residential, .residentialYear, .residentialWeeks, .workBased, .traineeships, .internships)
        == ["1 of 3", "1 of 1", "0 of 1", "1 of 3", "1 of 1", "0 of 1"])
    #expect(shares(found, .needOTH, .needASD, .needUnknown, .needSLCN) == ["1 of 3", "1 of 3", "1 of 3", "0 of 3"])
    #expect(
      shares(found, .requestsWithdrawn, .requestsOutstanding, .assessedOutstanding) == ["1 of 2", "0 of 2", "1 of 1"])
  }

  @Test func everyMeasureHasItsPlaceAndWords() {
    #expect(Set(Measure.allCases.map(\.title)).count == Measure.allCases.count)
    for measure in Measure.allCases {
      let size = measure.group.size
      for margin in measure.definition.part + measure.definition.whole {
        if case .cell(let row, let column) = margin { #expect(row < size.rows && column < size.columns, "\(measure)") }
      }
    }
  }

  @Test func fewerThanTenSayNoPercentage() {
    #expect(MeasureFigure.known(3, of: 9).percent == nil && MeasureFigure.known(3, of: 10).percent == 30)
  }

  /// 40 requests agreed in time, 12 refused late, 2 withdrawn, 9 waiting.
  private var requests: MeasureCounts {
    var counts = MeasureCounts()
    counts.count(.requests, 0, 0, times: 40)
    counts.count(.requests, 1, 1, times: 12)
    counts.count(.requests, 2, 2, times: 2)
    counts.count(.requests, 2, 3, times: 9)
    return counts
  }

  @Test func aSmallCountIsHiddenAndWhatWouldGiveItAway() {
    let shown = ProtectedMeasures(requests, profile: .under5)
    #expect(shown.figure(.requestsWithdrawn) == .hidden)
    #expect(shown.figure(.agreedToAssess).count == 40 && shown.figure(.agreedToAssess).total == 63)
    // 63 are known, 40 and 12 too: with the 9 shown, the 2 could be worked out.
    let others = [Measure.requestsOutstanding, .requestsRefused, .agreedToAssess].filter { shown.figure($0) == .hidden }
    #expect(!others.isEmpty)
    #expect(requests.figure(.requestsWithdrawn).count == 2, "who may see it sees it")
  }

  /// Whatever the counts: of every total that is shown, what is hidden leaves at least two possible worlds five apart.
  @Test(arguments: 0..<200) func nothingHiddenCanBeWorkedOut(seed: Int) {
    var random = ForecastTests.Steady(state: UInt64(seed))
    var counts = MeasureCounts()
    for group in MeasureGroup.allCases {
      for row in 0..<group.size.rows {
        for column in 0..<group.size.columns {
          counts.count(group, row, column, times: Int.random(in: 0..<14, using: &random))
        }
      }
    }
    let shown = ProtectedMeasures(counts, profile: .under5)
    for measure in Measure.allCases {
      let (true_, seen) = (counts.figure(measure), shown.figure(measure))
      guard let count = seen.count, let total = seen.total else { continue }
      #expect(count == true_.count && total == true_.total, "\(measure)")
      if measure.definition.part.count == 1, measure.definition.whole == [.all] {
        #expect(count == 0 || count >= 5, "\(measure) shows \(count)")
        #expect(total - count == 0 || total - count >= 5 || seen.percent == nil, "\(measure)")
      }
    }
  }

  @Test func theBreakdownHidesTooAndAddsUp() {
    func person(_ sex: String, _ need: String) -> Counted {
      Counted(
        bornOn: Day(2015, 9, 1), sex: sex, ethnicity: nil, need: need, setting: "URN", source: "1",
        ageOn: Day(2026, 8, 31)!, startedOn: Day(2025, 9, 2)!, until: Day(2026, 9, 1)!)
    }
    let people =
      (0..<30).map { _ in person("M", "ASD") } + (0..<12).map { _ in person("F", "SLCN") }
      + (0..<3).map { _ in person("F", "DS") } + [person("U", "OTH")]
    let all = breakdown(people, by: .need, profile: nil)
    #expect(all.lines.map { $0.figure.count! }.reduce(0, +) == 46 && all.lines.count == 4)
    let seen = breakdown(people, by: .need, profile: .under5)
    #expect(seen.lines.count == 3, "Down Syndrome counts with the others")
    #expect(seen.lines.first { $0.title == "Other" }?.figure == .hidden)
    #expect(seen.lines.count { $0.figure == .hidden } >= 2)
    #expect(breakdown(people, by: .age, profile: nil).lines.map(\.title) == ["5 to 10"])
    #expect(breakdown(people, by: .held, profile: nil).lines.map(\.title) == ["Under a year"])
    #expect(breakdown([], by: .sex, profile: .under5).lines.isEmpty)
  }
}

/// The pages: who may see how much.
@Suite struct MeasurePagesTests {
  @Test(arguments: Engine.available) func smallCountsAreForThoseWhoDoTheWork(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 5)!) { world in
      _ = try await world.request(Day(2026, 1, 5)!)
      try await world.on(Day(2026, 1, 20)!).step(.assess)
      let later = world.on(Day(2026, 3, 2)!)
      for page in ["/ehc/measures?year=2026", "/ehc/breakdowns?of=requests&year=2026"] {
        let known = await later.site.get(page, as: "daniel", json: true)
        #expect(known.status == 200 && known.text.contains("\"count\":1"), "\(page)")
        let hidden = await later.site.get(page, as: "board", json: true)
        #expect(hidden.status == 200 && !hidden.text.contains("\"count\":1"), "\(page) \(hidden.text.prefix(500))")
        #expect(!hidden.text.contains("\"total\":1"))
        #expect(await later.site.get(page, as: "dana").status == 403)
      }
      for of in Population.allCases {
        let page = await later.site.get("/ehc/breakdowns?of=\(of.rawValue)", as: "daniel")
        #expect(page.status == 200 && page.text.contains(of.title), "\(of)")
      }
    }
  }

  /// From one day to the next the board’s figures stay: they are those of the last whole month.
  @Test(arguments: Engine.available) func theBoardSeesWholeMonths(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 5)!) { world in
      let before = await world.on(Day(2026, 2, 3)!).site.get("/ehc/measures?year=2026", as: "board", json: true)
      _ = try await world.on(Day(2026, 2, 3)!).request(Day(2026, 2, 3)!)
      let after = await world.on(Day(2026, 2, 10)!).site.get("/ehc/measures?year=2026", as: "board", json: true)
      #expect(before.text == after.text && before.text.contains("31 January 2026"))
    }
  }

  /// A plan counts among those in force from its day to its end, and by what the return knows of it.
  @Test(arguments: Engine.available) func plansInForceAreCountedOnTheirDay(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 5)!) { world in
      _ = await world.site.post(
        "/children/\(world.child)/ehc",
        [
          "received_on": "2026-01-05", "source": "5", "asked_by": "Kent", "reasons": "Moved", "transferred_from": "886",
        ],
        as: "daniel")
      let path = try await world.newest().path
      let answers = [
        "primary_need": "ASD", "urn": "118900", "has_budget": "yes", "direct_payment": "E", "work_based": "S",
        "residential": "A", "in_unit": "yes",
      ]
      #expect(await world.site.post("\(path)/return", answers, as: "daniel").status == 303)
      let (before, day) = (Day(2026, 1, 4)!, Day(2026, 1, 6)!)
      let counts = try await world.read { tx in
        (try tx.measureCounts(of: 2026, until: before), try tx.measureCounts(of: 2026, until: day))
      }
      #expect(counts.0.figure(.budgets).total == 0)
      for measure in [Measure.budgets, .budgetsEducation, .workBased, .internships, .residentialWeeks, .needASD] {
        #expect(counts.1.figure(measure) == MeasureFigure(1, of: 1), "\(measure)")
      }
      let people = try await world.read { tx in try tx.counted(.inForce, of: 2026, until: day) }
      #expect(people.map(\.need) == ["ASD"] && people.map(\.setting) == ["URN"])
      let page = await world.site.get("\(path)/return", as: "daniel").text
      #expect(page.contains("value=\"S\" selected") || page.contains("value=\"S\" checked"))
    }
  }
}
