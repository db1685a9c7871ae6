import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// What is made of records: middles, shares, numbers, their parts, of months, quarters and years.
@Suite struct TallyTests {
  private func records(_ amounts: [Double], counting: Int? = nil) -> [BehindFigure] {
    amounts.enumerated().map { index, amount in
      BehindFigure(child: nil, words: "", counts: index < counting ?? amounts.count, amount: amount)
    }
  }

  @Test func everyFormulaIsCountedByHand() {
    let ten = records([5, 1, 9, 3, 7, 2, 8, 4, 6, 100])
    #expect(Tally.median.figure(ten, of: nil) == 5.5 && Tally.median.figure(records([3, 1, 8]), of: nil) == 3)
    #expect(Tally.ninetieth.figure(ten, of: nil) == 9, "the ninth of ten: the nearest rank")
    #expect(
      Tally.ninetieth.figure(records([4, 6]), of: nil) == 6 && Tally.ninetieth.figure(records([4]), of: nil) == 4)
    #expect(
      Tally.ninetieth.figure(records((1...11).map(Double.init)), of: nil) == 10, "nine and nine tenths: the tenth")
    #expect(Tally.mean.figure(ten, of: nil) == 14.5 && Tally.total.figure(ten, of: nil) == 145)
    #expect(Tally.share.figure(records([0, 0, 0, 0], counting: 3), of: nil) == 75)
    #expect(Tally.partOfEstimate.figure(records([0, 0, 0]), of: 300) == 1)
    #expect(Tally.perThousand.figure(records([0, 0, 0]), of: 24_000) == 0.125)
    #expect(Tally.perThousand.figure(records([0]), of: nil) == nil)
    #expect(Tally.median.figure([], of: nil) == nil && Tally.number.figure([], of: nil) == 0)
  }

  @Test func periodsAreWhole() {
    let quarter = FigurePeriod(.quarter, of: Day(2026, 8, 9)!)
    #expect(quarter.first == Day(2026, 7, 1)! && quarter.last == Day(2026, 9, 30)!)
    #expect(quarter.words == "July to September 2026")
    #expect(FigurePeriod(.year, of: Day(2024, 2, 29)!).words == "2024")
    #expect(FigurePeriod(.month, of: Day(2026, 2, 3)!).words == "February 2026")
    #expect(
      IndicatorFrequency.quarter.periods(before: Day(2026, 11, 18)!).last
        == FigurePeriod(.quarter, of: Day(2026, 7, 1)!))
    #expect(IndicatorFrequency.year.periods(before: Day(2026, 11, 18)!).map(\.words) == ["2023", "2024", "2025"])
    #expect(IndicatorFrequency.month.periods(before: Day(2026, 1, 1)!).last?.words == "December 2025")
  }

  @Test func aSmallPartClosesAll() {
    func parts(_ totals: [Int]) -> [FigurePart] {
      totals.map { FigurePart(name: "x", share: CountedShare($0, of: $0)) }
    }
    #expect(parts([0, 6, 40]).isOpen && !parts([40, 5]).isOpen)
    #expect(![FigurePart(name: "x", share: CountedShare(9, of: 10))].isOpen, "one of them is alone")
  }

  /// Thirty children in a quarter: twenty in time, four late, four never done, two lifted.
  private func quarter(_ world: GovernanceWorld) async throws -> Indicator {
    let indicator = Indicator(
      id: anyID(), objective: "In time", title: "Time limits met", formula: "f", owner: "o", measure: "time_limits",
      rule: "FD-GRN", frequency: .quarter)
    try await world.database.write { tx in
      try tx.insert(indicator)
      for index in 0..<30 {
        let start = LondonTime(day: Day(2026, 7 + index % 3, 14)!, minuteOfDay: 600).instant
        let (child, about) = (anyID(ChildKey.self), anyID(AnyKey.self))
        try register(
          Child(
            id: child, givenName: "C\(index)", familyName: "Bello", sex: index < 15 ? .female : .male,
            bornOn: Day(2020, 5, 3), at: start), by: .system, at: start, in: tx)
        try tx.startClock("FD-GRN", about: about, child: child, at: start, now: start)
        switch index {
        case 0..<20: try tx.meetClock("FD-GRN", about: about, at: start.adding(hours: 5))
        case 20..<24: try tx.meetClock("FD-GRN", about: about, at: start.adding(days: 20))
        case 24..<28: break
        default: try tx.run("UPDATE clock SET status = 'excepted', next_step_at = NULL WHERE about_id = \(about)")
        }
      }
    }
    return indicator
  }

  /// Met / (met + missed): what is lifted stands beside, what is open past its day counts as missed and is named apart.
  @Test(arguments: Engine.available) func timelinessAsTheFieldCountsIt(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let indicator = try await quarter(world)
      try await world.database.write { tx in try keepScorecard(.own, at: TestSite.now, in: tx) }
      let values = try await world.database.read { tx in try tx.values(of: indicator.id) }
      let kept = try #require(values.last)
      #expect(kept.month == Day(2026, 9, 30)! && kept.share == CountedShare(20, of: 28))
      let page = await world.site.get(indicator.path, as: "seun").text
      #expect(page.contains("July to September 2026") && page.contains("71.4%") && page.contains("20 of 28"))
      for part in ["Done in time", "Done late", "Still open past the day", "Lifted by an exception, not counted"] {
        #expect(page.contains(part), "\(part)")
      }
      let open = await world.site.get(indicator.path).text
      #expect(open.contains("71.4%") && !open.contains("Done late") && open.contains("fewer than six"))
      let json = await world.site.get(indicator.path, json: true).text
      #expect(json.contains("\"parts\":[]") && !json.contains("\"total\":4"))
    }
  }

  /// A measure of amounts: its own figure for each group that is large enough, and no other.
  @Test(arguments: Engine.available) func amountsByGroupsAreNeverOfFew(engine: Engine) async throws {
    let days = ComputedMeasure("days", "Days", formula: "f", tally: .median, numberOf: "days") { _, _, tx in
      try tx.rows("SELECT id, sex FROM child ORDER BY id") { row in
        BehindFigure(child: try row[0], words: "", counts: true, amount: try row[1] as Sex == .female ? 10 : 30)
      }
    }
    try await withGovernance(engine) { world in
      _ = try await quarter(world)
      let indicator = Indicator(
        id: anyID(), objective: "o", title: "Days", formula: "f", owner: "o", unit: .number, measure: "days",
        frequency: .quarter, numberOf: "days")
      try await world.database.write { tx in
        try tx.insert(indicator)
        // Three of the boys move to the girls' side of nothing: a group of three whose sex nobody wrote down.
        try tx.run("UPDATE child SET sex = 'U' WHERE given_name IN ('C27', 'C28', 'C29')")
      }
      let site = TestSite(
        world.database, governanceSlice(beside: .none, counting: Measures([days])).routes, callers: world.callers)
      let path = "\(indicator.path)/slices?by=sex&month=2026-09-01"
      let sheet = await site.get("\(path)&format=csv", as: "seun").text
      #expect(sheet.contains("Girl,c,15,10") && sheet.contains("Not recorded,c,c,c"), "\(sheet)")
      let page = await site.get(path, as: "seun").text
      #expect(page.contains("July to September 2026") && page.contains("10 days"))
      #expect(await site.get("\(indicator.path)/slices?month=2026-11-01", as: "seun").status == 400, "it is not over")
    }
  }
}
