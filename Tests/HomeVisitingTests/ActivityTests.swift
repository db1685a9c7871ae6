import Kernel
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

/// The small step between two visits: agreed, practised day by day, looked back on.
@Suite struct ActivityTests {
  private let today = Day(2026, 11, 18)!

  @Test func aDayLiesOnItsChartAndNotAhead() {
    func fields(_ on: Day, tries: Int = 4, well: Int = 3) -> [String] {
      problems(with: NewPracticeDay(on: on, tries: tries, well: well), beginsOn: today.adding(days: -2), today: today)
        .map(\.field)
    }
    #expect(fields(today).isEmpty && fields(today.adding(days: -2)).isEmpty)
    #expect(fields(today.adding(days: -3)) == ["on"] && fields(today.adding(days: 5)) == ["on"])
    #expect(fields(today.adding(days: 1)) == ["on"])
    #expect(fields(today, tries: 2, well: 3) == ["well"])
  }

  @Test func threeOfFourOnThreeDaysIsLearned() {
    func days(_ all: [(Int, Int)]) -> Bool {
      isLearned(all.enumerated().map { day(today.adding(days: $0), tries: $1.0, well: $1.1) }, .usual)
    }
    #expect(days([(4, 3), (4, 4), (8, 6)]))
    #expect(!days([(4, 3), (4, 4), (4, 2)]))
    #expect(!days([(4, 3), (4, 4), (3, 3)]), "three tries are too few to tell")
    #expect(!days([(4, 4), (4, 4)]))
  }

  @Test(arguments: Engine.available) func aVisitBeginsAChartThatTheFamilyFillsIn(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let sent = await world.site.post(
        "/children/\(world.child)/visits", goodVisit.merging(["times_a_day": "3"]) { $1 }, as: "pat")
      #expect(sent.status == 303)
      let chart = try await world.chart()
      #expect(
        chart.step == "Stack four" && chart.timesADay == 3 && chart.beginsOn == today && chart.criterion == .usual)
      let path = "/family/\(world.child)/activities/\(chart.id)"
      let page = await world.site.get(path, as: "dana")
      #expect(page.text.contains("Stack four") && page.text.contains("3 times a day"))
      let day = ["on": "2026-11-18", "tries": "4", "well": "3", "note": "She <laughed>"]
      #expect(await world.site.post("\(path)/days", day, as: "dana").status == 303)
      #expect(await world.site.post("\(path)/days", day.merging(["well": "4"]) { $1 }, as: "dana").status == 303)
      #expect(await world.site.post("\(path)/days", day.merging(["on": "2026-11-19"]) { $1 }, as: "dana").status == 422)
      let days = try await world.practice(chart)
      #expect(days.map(\.well) == [4] && days.map(\.isFromPaper) == [false])
      let staff = await world.site.get("\(activitiesPath(world.child))/\(chart.id)", as: "pat")
      #expect(staff.text.contains("She &lt;laughed&gt;"))
    }
  }

  @Test(arguments: Engine.available) func theNextVisitLooksBackAndEndsIt(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let path = "/children/\(world.child)/visits"
      _ = await world.site.post(path, goodVisit.merging(["times_a_day": "3"]) { $1 }, as: "pat")
      let later = world.at(TestSite.now.adding(days: 7))
      let form = await later.site.get("\(path)/new", as: "pat")
      #expect(form.text.contains("The family’s chart (0 of 7 days)"))
      let next = goodVisit.merging(["held_on": "2026-11-24", "outcome": "achieved", "tried": "Every day"]) { $1 }
      #expect(await later.site.post(path, next, as: "pat").status == 303)
      let chart = try await world.chart()
      #expect(chart.outcome == .achieved && chart.outcomeWords == "Every day" && chart.endedBy == "Pat Lowe")
      let family = "/family/\(world.child)/activities/\(chart.id)/days"
      let late = await later.site.post(family, ["on": "2026-11-18", "tries": "1", "well": "1"], as: "dana")
      #expect(late.status == 409)
    }
  }

  @Test(arguments: Engine.available) func thePaperChartIsCopiedInAndAStepIsAgreedWithoutAVisit(engine: Engine)
    async throws
  {
    try await withVisitWorld(engine) { world in
      let path = activitiesPath(world.child)
      let new = [
        "step": "Wave bye-bye", "times_a_day": "1", "begins_on": "2026-11-17", "well_of": "2", "tries_of": "2",
        "well_days": "1", "help": "gesture",
      ]
      #expect(await world.site.post(path, new.merging(["well_of": "3"]) { $1 }, as: "pat").status == 422)
      #expect(await world.site.post(path, new, as: "pat").status == 303)
      let chart = try await world.chart()
      let day = ["on": "2026-11-17", "tries": "2", "well": "2"]
      #expect(await world.site.post("\(path)/\(chart.id)/days", day, as: "pat").status == 303)
      #expect(try await world.practice(chart).map(\.isFromPaper) == [true])
      #expect(await world.site.get("\(path)/\(chart.id)", as: "pat").text.contains("That has been reached"))
      #expect(await world.site.post("\(path)/\(chart.id)/outcome", ["outcome": "partly"], as: "pat").status == 303)
      #expect(await world.site.post("\(path)/\(chart.id)/outcome", ["outcome": "partly"], as: "pat").status == 409)
      let list = await world.site.get("\(path)?format=csv", as: "pat")
      #expect(list.text.contains("Wave bye-bye,1,Some of the way"))
    }
  }

  private func day(_ on: Day, tries: Int, well: Int) -> PracticeDay {
    PracticeDay(on: on, tries: tries, well: well, note: nil, writtenBy: "Dana", isFromPaper: false)
  }
}

extension VisitWorld {
  /// The newest chart of the child.
  func chart() async throws -> ActivityChart {
    let charts = try await site.site.database.read { tx in try tx.activities(child) }
    return try #require(charts.first)
  }
  func practice(_ chart: ActivityChart) async throws -> [PracticeDay] {
    try await site.site.database.read { tx in try tx.practice(chart.id) }
  }
}
