import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// Indicators that are defined here: what may be said of them, what stands beside them, and their groups of children.
@Suite struct IndicatorTests {
  private let published = PublishedFigures(
    measures: [("twenty_weeks", "New plans within 20 weeks")], source: "The department",
    areas: { _ in [("E1", "Kent"), ("E2", "Medway")] },
    figures: { measure, areas, _ in
      [("E92000001", "England", 50.3), ("E1", "Kent", 14.9), ("E2", "Medway", 71.2)]
        .filter { measure == "twenty_weeks" && areas.contains($0.0) }
        .map { .init(year: 2024, area: $0.0, name: $0.1, percent: $0.2) }
    })

  private let form = [
    "objective": "Help in time", "title": "Plans in time", "counted": "time_limits", "rule": "EHC-20",
    "owner": "The commissioner", "unit": "percent", "better": "more", "target": "60", "frequency": "month",
    "published": "twenty_weeks", "neighbours": "medway\nKent",
  ]

  @Test(arguments: Engine.available) func definedAndBesideOthers(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let site = TestSite(
        world.database, governanceSlice(beside: published, counting: .own).routes, callers: world.callers)
      func send(_ change: [String: String], as name: String = "seun") async -> Response {
        await site.post("/governance/scorecard", form.merging(change) { $1 }, as: name)
      }
      #expect(await send([:], as: "pat").status == 403)
      #expect(await send(["neighbours": "Atlantis"]).text.contains("Nothing is published of “Atlantis”"))
      #expect(await send(["counted": "lead_coverage"]).status == 422, "no time limit counts leads")
      #expect(await send(["unit": "number"]).status == 422, "the system counts shares")
      #expect(
        await send(["counted": "plan_slippage", "rule": "all", "neighbours": "", "published": "none"]).status == 422,
        "the system counts days here")
      #expect(await send(["out_of": "3000", "out_of_source": "Census"]).status == 422, "no estimate is asked for")
      #expect(await send(["target": "160"]).status == 422)
      #expect(await send(["benchmark": "55"]).status == 422, "nobody says whose figure it is")
      let beside = ["title": "Beside others", "benchmark": "55", "benchmark_source": "The south east, 2025"]
      #expect(await send(beside).status == 303)
      #expect(await site.get("/governance/scorecard").text.contains("55%, The south east, 2025"))
      #expect(await send(["target": "nan"]).status == 422)
      #expect(await send(["counted": "entered", "rule": "all"]).status == 422, "nobody says what is counted")
      #expect(await send(["published": "none"]).status == 422, "neighbours of nothing")
      #expect(await send([:]).status == 303)
      #expect(await send([:]).status == 422, "there is one of this name")
      let found = try await world.database.read { tx in try tx.indicators().first { $0.title == "Plans in time" }! }
      #expect(found.rule == "EHC-20" && found.neighbours == ["E2", "E1"] && found.target == 60)
      #expect(found.formula == ComputedMeasure.timeLimits.formula)
      let page = await site.get(found.path).text
      let places = ["England", "Kent", "Medway"].compactMap { page.firstRange(of: $0)?.lowerBound }
      #expect(places.count == 3 && places == places.sorted(), "England first")
      #expect(page.contains("14.9") && page.contains("The department"))
      #expect(await site.get("/governance/scorecard").text.contains("50.3%, England 2024"))
      #expect(await site.post("\(found.path)/end", as: "pat").status == 403)
      #expect(await site.post("\(found.path)/end", as: "seun").status == 303)
      #expect(await site.post("\(found.path)/end", as: "seun").status == 409)
      #expect(await site.get(found.path).text.contains("This indicator ended on"))
      #expect(!(await site.get("/governance/scorecard").text.contains("Plans in time")))
      try await world.holds(3, "SELECT count(*) FROM event WHERE kind IN ('indicator.defined', 'indicator.ended')")
    }
  }

  @Test func oneIsSaidInTheSingular() {
    func shown(_ value: Double, _ things: String) -> String { IndicatorUnit.number.shown(value, of: things) }
    #expect(shown(2, "children waiting") == "2 children waiting" && shown(1, "children waiting") == "1 child waiting")
    #expect(shown(1, "families") == "1 family" && shown(1, "assessments") == "1 assessment")
    #expect(shown(1, "of 4") == "1 of 4" && shown(1, "pounds") == "£1" && shown(1.1, "days") == "1.1 days")
  }
  @Test func aFigureIsOfItsWholePeriod() {
    #expect(IndicatorFrequency.month.end(of: Day(2026, 2, 3)!) == Day(2026, 2, 28)!)
    #expect(IndicatorFrequency.quarter.end(of: Day(2026, 1, 1)!) == Day(2026, 3, 31)!)
    #expect(IndicatorFrequency.quarter.end(of: Day(2026, 12, 31)!) == Day(2026, 12, 31)!)
    #expect(IndicatorFrequency.year.end(of: Day(2026, 5, 9)!) == Day(2026, 12, 31)!)
  }

  /// So many girls and boys with a limit that ended in October; of each so many in time.
  private func counted(
    _ world: GovernanceWorld, girls: (Int, Int), boys: (Int, Int)
  ) async throws -> Indicator {
    let indicator = Indicator(
      id: anyID(), objective: "In time", title: "Time limits met", formula: "f", owner: "o", measure: "time_limits",
      rule: "FD-GRN")
    let start = LondonTime(day: Day(2026, 10, 12)!, minuteOfDay: 600).instant
    try await world.database.write { tx in
      try tx.insert(indicator)
      for (sex, (good, all)) in [(Sex.female, girls), (.male, boys)] {
        for index in 0..<all {
          let child = anyID(ChildKey.self)
          try register(
            Child(id: child, givenName: "C\(index)", familyName: "Bello", sex: sex, bornOn: Day(2020, 5, 3), at: start),
            by: .system, at: start, in: tx)
          let about = anyID(AnyKey.self)
          try tx.startClock("FD-GRN", about: about, child: child, at: start, now: start)
          if index < good { try tx.meetClock("FD-GRN", about: about, at: start.adding(hours: 5)) }
        }
      }
    }
    return indicator
  }

  @Test(arguments: Engine.available) func groupsOfChildrenAreNeverSmall(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let indicator = try await counted(world, girls: (10, 12), boys: (20, 30))
      let path = "\(indicator.path)/slices?by=sex&month=2026-10-31"
      for name in ["pat", "helen"] { #expect(await world.site.get(path, as: name).status == 403) }
      #expect(await world.site.get(path).status == 303, "a visitor is asked to sign in")
      let sheet = await world.site.get("\(path)&format=csv", as: "seun").text
      // Two girls were late: hidden; and so is what would give them away.
      #expect(sheet.contains("Girl,c,") && !sheet.contains("Girl,10"))
      #expect(sheet.contains("All,") && !sheet.contains(",2,") && sheet.contains("under_6"))
      let json = await world.site.get(path, as: "peter", json: true).text
      #expect(!json.contains("\"count\":10") && !json.contains("Bello"))
      #expect(await world.site.get("\(indicator.path)/slices?by=shoe", as: "seun").status == 400)
      #expect(
        await world.site.get("\(indicator.path)/slices?month=2026-11-30", as: "seun").status == 400, "it is not over")
      for by in SliceBy.allCases {
        #expect(
          await world.site.get("\(indicator.path)/slices?by=\(by.rawValue)&month=2026-10-01", as: "seun").status == 200)
      }
    }
  }

  /// Whatever the counts, nobody can work out a small one to within five.
  @Test func noSmallCountCanBeWorkedOut() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let counts = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        [Int.random(in: 0...30, using: &random), Int.random(in: 0...12, using: &random)]
      }
      let found = protected(counts.indices.map { "\($0)" }, counts)
      if found.total.count == nil { #expect(found.lines.allSatisfy { $0.total == nil }, "\(counts)") }
      for (line, count) in zip(found.lines, counts) {
        if (1...5).contains(count[0]) { #expect(line.count == nil, "\(counts)") }
        if let percent = line.value {
          let total = Double(count[0] + count[1])
          #expect(total >= 10 && abs(percent - Double(count[0]) * 100 / total) < 0.06, "\(counts)")
        }
        // A share that is shown would give a small remainder away.
        if line.value != nil { #expect(!(1...5).contains(count[0]) && !(1...5).contains(count[1]), "\(counts)") }
      }
    }
  }

  @Test(arguments: Engine.available) func whatElseIsCounted(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (agency, other) = (anyID(AgencyKey.self), anyID(AgencyKey.self))
      let children = (0..<3).map { _ in anyID(ChildKey.self) }
      let day = Day(2026, 10, 31)!
      try await world.database.write { tx in
        try tx.add(Agency(id: agency, code: "a", name: "A", kind: .council))
        try tx.add(Agency(id: other, code: "b", name: "B", kind: .health))
        for child in children {
          try register(
            Child(id: child, givenName: "C", familyName: "Bello", bornOn: Day(2020, 5, 3), at: TestSite.now),
            by: .system,
            at: TestSite.now, in: tx)
        }
        func involve(_ child: ChildID, _ agency: AgencyID, key: Bool = false) throws {
          try tx.run(
            """
            INSERT INTO involvement (id, child_id, agency_id, part, is_key_worker, is_lead, began_on,
              is_hidden_from_family)
            VALUES (\(anyID(AnyKey.self)), \(child), \(agency), 'Help', \(key), \(false), \(Day(2026, 1, 5)!), \(false))
            """)
          try tx.keepLeadPeriods(of: child, on: Day(2026, 1, 5)!)
        }
        // Two agencies and a key worker; two agencies and none; five workers of one agency.
        try involve(children[0], agency, key: true)
        try involve(children[0], other)
        try involve(children[1], agency)
        try involve(children[1], other)
        for _ in 0..<5 { try involve(children[2], agency) }
        try tx.run(
          """
          INSERT INTO own_words (id, child_id, speaker, words, heard_at, written_by)
          VALUES (\(anyID(AnyKey.self)), \(children[2]), 'child', 'I like trains', \(day.adding(days: -30).start), 'N')
          """)
      }
      func share(_ measure: ComputedMeasure, _ month: Day) async throws -> CountedShare {
        try await world.database.read { tx in try tx.figure(of: measure, over: FigurePeriod(.month, of: month)).share }
      }
      #expect(try await share(.keyWorkers, day) == CountedShare(1, of: 2))
      #expect(try await share(.manyWorkers, day) == CountedShare(1, of: 3))
      #expect(try await share(.ownWords, day) == CountedShare(1, of: 3))
      #expect(try await share(.ownWords, Day(2026, 8, 31)!) == CountedShare(0, of: 3), "not yet said")
      #expect(try await share(.manyWorkers, Day(2025, 12, 31)!) == CountedShare(0, of: 0), "nobody was there yet")
    }
  }

  /// Who led in October led in October, whoever leads since: a past month recomputes to the same.
  @Test(arguments: Engine.available) func whoLedThenIsStillKnown(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      @Sendable func at(_ month: Int, _ day: Int) -> Instant {
        LondonTime(day: Day(2026, month, day)!, minuteOfDay: 600).instant
      }
      let (agency, other, child) = (anyID(AgencyKey.self), anyID(AgencyKey.self), anyID(ChildKey.self))
      let (first, second) = (anyID(Involvement.self), anyID(Involvement.self))
      try await world.database.write { tx in
        try tx.add(Agency(id: agency, code: "a", name: "A", kind: .council))
        try tx.add(Agency(id: other, code: "b", name: "B", kind: .health))
        try register(
          Child(id: child, givenName: "C", familyName: "Bello", bornOn: Day(2020, 5, 3), at: at(8, 3)), by: .system,
          at: at(8, 3), in: tx)
        try tx.beginInvolvement(
          NewInvolvement(practitioner: nil, agency: agency, team: nil, part: "Help", isKeyWorker: true, isLead: true),
          child: child, id: first, by: .system, at: at(9, 1))
        try tx.beginInvolvement(
          NewInvolvement(practitioner: nil, agency: other, team: nil, part: "Help"), child: child, id: second,
          by: .system, at: at(9, 1))
      }
      func counts() async throws -> [Int] {
        try await world.database.read { tx in
          try [ComputedMeasure.leadCoverage, .keyWorkers].flatMap { measure in
            try [8, 9, 10].map {
              try tx.figure(of: measure, over: FigurePeriod(.month, of: Day(2026, $0, 1)!)).share.count
            }
          }
        }
      }
      let before = try await counts()
      #expect(before == [0, 1, 1, 0, 1, 1])
      try await world.database.write { tx in
        try tx.nameLead(second, child: child, keyWorker: false, by: .system, at: at(11, 3))
        try tx.endInvolvement(first, child: child, why: "Moved", by: .system, at: at(11, 4))
        try tx.nameLead(second, child: child, keyWorker: true, by: .system, at: at(11, 5))
      }
      #expect(try await counts() == before)
      try await world.holds(2, "SELECT count(*) FROM lead_period WHERE until_on IS NULL")
      try await world.holds(4, "SELECT count(*) FROM lead_period")
    }
  }
}
