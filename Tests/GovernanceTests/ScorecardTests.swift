import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// The scorecard: what is counted, what is known when, and who opens what.
@Suite struct ScorecardTests {
  @Test func limitsAreThoseOfTheXmRChart() throws {
    // Mean 10; moving ranges 2, 2, 2, 2, 2: mean 2; 2.66 × 2 = 5.32.
    let limits = try #require(ControlLimits([9, 11, 9, 11, 9, 11]))
    #expect(limits.mean == 10 && abs(limits.upper - 15.32) < 1e-9 && abs(limits.lower - 4.68) < 1e-9)
    #expect(ControlLimits([9, 11, 9, 11, 9]) == nil)
    #expect(trend([9, 11, 9, 11, 9], isMoreBetter: true) == .tooFew)
    #expect(trend([9, 11, 9, 11, 9, 11], isMoreBetter: true) == .steady)
    #expect(trend([9, 11, 9, 11, 9, 11, 9, 11, 9, 40], isMoreBetter: true) == .better)
    #expect(trend([9, 11, 9, 11, 9, 11, 9, 11, 9, 40], isMoreBetter: false) == .worse)
    let shift = [1.0, 2, 1, 2, 1, 2, 1, 2] + [3.0, 4, 3, 4, 3, 4, 3, 4]
    #expect(trend(shift, isMoreBetter: true) == .better, "eight in a row above the mean")
  }

  /// Twelve children with a limit that ended in October, nine of them in time; one child more, restricted.
  private func counted(_ world: GovernanceWorld) async throws -> (Indicator, [ChildID]) {
    let indicator = Indicator(
      id: anyID(), objective: "In time", title: "Time limits met", formula: "f", owner: "o", measure: "time_limits",
      rule: "FD-GRN")
    let children = (0..<12).map { _ in anyID(ChildKey.self) }
    let start = LondonTime(day: Day(2026, 10, 12)!, minuteOfDay: 600).instant
    try await world.database.write { tx in
      try tx.insert(indicator)
      for (index, child) in children.enumerated() {
        try register(
          Child(id: child, givenName: "Child\(index)", familyName: "Bello", bornOn: Day(2020, 5, 3), at: start),
          by: .system, at: start, in: tx)
        let about = anyID(AnyKey.self)
        try tx.startClock("FD-GRN", about: about, child: child, at: start, now: start)
        if index < 9 { try tx.meetClock("FD-GRN", about: about, at: start.adding(hours: 5)) }
      }
    }
    return (indicator, children)
  }

  @Test(arguments: Engine.available) func asKnownThenAndAsKnownNow(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (indicator, _) = try await counted(world)
      let first = Day(2026, 11, 2)!.start.adding(hours: 3)
      let later = Day(2026, 11, 10)!.start.adding(hours: 3)
      let kept = try await world.database.write { tx in try keepScorecard(.own, at: first, in: tx) }
      #expect(kept == 1)
      let again = try await world.database.write { tx in try keepScorecard(.own, at: first.adding(hours: 1), in: tx) }
      #expect(again == 0, "nothing has changed")
      try await keepScorecard(.own, at: first.adding(hours: 2), in: world.database)
      try await world.holds(1, "SELECT count(*) FROM indicator_value")
      // A colleague enters on 9 November that a tenth was done in time after all.
      try await world.database.write { tx in
        let open: AnyID = try tx.value("SELECT about_id FROM clock WHERE met_at IS NULL ORDER BY id LIMIT 1")!
        try tx.meetClock("FD-GRN", about: open, at: LondonTime(day: Day(2026, 10, 13)!, minuteOfDay: 600).instant)
        try keepScorecard(.own, at: later, in: tx)
      }
      let values = try await world.database.read { tx in try tx.values(of: indicator.id) }
      func known(_ day: Day) -> Double? { course(values, knownOn: day).last?.value }
      #expect(known(Day(2026, 11, 1)!) == nil)
      #expect(known(Day(2026, 11, 5)!) == 75 && known(Day(2026, 11, 9)!) == 75)
      #expect(known(Day(2026, 11, 10)!) == Double(10) * 100 / 12)
      let now = try await world.database.read { tx in
        try tx.figure(of: .timeLimits, rule: "FD-GRN", over: FigurePeriod(.month, of: Day(2026, 10, 1)!)).share
      }
      #expect(now == CountedShare(10, of: 12))
      let page = await world.site.get("\(indicator.path)?known_on=2026-11-05", as: "seun").text
      #expect(page.contains("75%") && page.contains("83.3%") && page.contains("<svg"))
      #expect(await world.site.get("/governance/scorecard?known_on=2026-11-05").text.contains("75%"))
      let open = await world.site.get("\(indicator.path)?known_on=2026-11-05").text
      #expect(open.contains("75%") && !open.contains("9 of 12") && !open.contains("83.3%"))
      #expect(await world.site.get("/governance/scorecard?known_on=x").status == 400)
    }
  }

  @Test(arguments: Engine.available) func theRecordsBehindAreForThoseWhoMayOpenThem(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (indicator, children) = try await counted(world)
      let agency = anyID(AgencyKey.self)
      let team = anyID(TeamKey.self)
      try await world.database.write { tx in
        try tx.add(Agency(id: agency, code: "early-help", name: "Early Help", kind: .council))
        try tx.add(Team(id: team, agency: agency, name: "West"))
        for child in children.prefix(3) {
          try tx.beginInvolvement(
            NewInvolvement(practitioner: nil, agency: agency, team: team, part: "Help"), child: child, id: anyID(),
            by: .system,
            at: TestSite.now)
        }
        try tx.run("UPDATE child SET is_restricted = TRUE WHERE id = \(children[0])")
      }
      var callers = world.callers
      callers["ruth"] = Caller(
        account: anyID(), name: "Ruth", roles: [.init(.teamManager, agency: agency, team: team)], from: "test")
      let site = TestSite(world.database, governance.routes, callers: callers)
      let path = "\(indicator.path)/months/2026-10-31/records"
      let hers = await site.get(path, as: "ruth").text
      #expect(hers.contains("9 of 12") && hers.contains("Child1 Bello") && hers.contains("Child2 Bello"))
      #expect(
        !hers.contains("Child0") && !hers.contains("Child3") && hers.contains("10 of these records are not yours"))
      let json = await site.get(path, as: "seun", json: true).text
      #expect(!json.contains("Bello") && json.contains("\"hidden\":12"))
      #expect(await site.get(path, as: "pat").status == 403)
      #expect(await site.get("\(indicator.path)/months/soon/records", as: "ruth").status == 404)
    }
  }

  @Test(arguments: Engine.available) func fewAreNotTold(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (indicator, children) = try await counted(world)
      try await world.database.write { tx in
        try tx.run("DELETE FROM clock WHERE child_id IN \(list: Array(children.prefix(3)))")
        try keepScorecard(.own, at: TestSite.now, in: tx)
      }
      for json in [false, true] {
        let page = await world.site.get(indicator.path, json: json).text
        #expect(!page.contains("66.6") && !page.contains("66.7"), "nine are too few")
      }
      #expect(await world.site.get("/governance/scorecard?format=csv").text.contains("66.6") == false)
    }
  }

  @Test(arguments: Engine.available) func enteredFiguresAreApprovedByAnother(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let indicator = Indicator(id: anyID(), objective: "o", title: "Found it", formula: "f", owner: "o")
      try await world.database.write { tx in try tx.insert(indicator) }
      let path = "\(indicator.path)/values"
      func send(_ figure: String, month: String = "2026-10-05", as name: String = "seun") async -> Int {
        await world.site.post(path, ["month": month, "figure": figure, "source": "Survey"], as: name).status
      }
      #expect(await send("62.5", as: "pat") == 403)
      #expect(await send("many") == 422)
      #expect(await send("nan") == 422)
      #expect(await send("101") == 422)
      #expect(await send("62.5", month: "2026-11-05") == 422, "the month is not over")
      #expect(await send("62.5") == 303)
      #expect(!(await world.site.get(indicator.path)).text.contains("62.5"), "nobody has approved it")
      let value = try await world.database.read { tx in try tx.values(of: indicator.id)[0] }
      #expect(await world.site.post("\(path)/\(value.id)/approval", as: "seun").status == 409, "not one’s own")
      #expect(await world.site.post("\(path)/\(value.id)/approval", as: "ada").status == 303)
      #expect(await world.site.get(indicator.path).text.contains("62.5"))
    }
  }
}
