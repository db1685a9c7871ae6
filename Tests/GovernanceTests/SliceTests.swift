import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// Figures by what is so of children’s lives, and by how deprived their area is.
@Suite struct SliceTests {
  /// Forty children with a limit that ended in October, thirty in time; every second is a young carer, of four nobody has
  /// asked; their postcodes lie in two districts.
  private func counted(_ world: GovernanceWorld) async throws -> Indicator {
    let indicator = Indicator(
      id: anyID(), objective: "In time", title: "Time limits met", formula: "f", owner: "o", measure: "time_limits",
      rule: "FD-GRN")
    let start = LondonTime(day: Day(2026, 10, 12)!, minuteOfDay: 600).instant
    try await world.database.write { tx in
      try tx.insert(indicator)
      for index in 0..<40 {
        var child = Child(
          id: anyID(), givenName: "C\(index)", familyName: "Bello", bornOn: Day(2015, 5, 3), at: start)
        child.postcode = Postcode(index.isMultiple(of: 2) ? "TH1 1BD" : "TH2 9ZZ")
        try register(child, by: .system, at: start, in: tx)
        if index < 36 {
          try writeCircumstances(
            NewCircumstances(
              [.youngCarer: index.isMultiple(of: 2) ? "yes" : "no"], from: Day(2026, 9, 1)!, source: "The child"),
            of: child, by: world.callers["pat"]!, at: start, in: tx)
        }
        let about = anyID(AnyKey.self)
        try tx.startClock("FD-GRN", about: about, child: child.id, at: start, now: start)
        if index % 4 != 3 { try tx.meetClock("FD-GRN", about: about, at: start.adding(hours: 5)) }
      }
      let table = "area,decile\nTH1,9\nTH1 1,2\nth2,7\nTH3,eleven\n"
      let report = try importDeprivation(Array(table.utf8), named: "d.csv", source: "Indices of 2025", in: tx)
      #expect(report.taken == 3 && report.problems.count == 1)
    }
    return indicator
  }

  @Test(arguments: Engine.available) func byWhatIsSoOfTheirLives(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let indicator = try await counted(world)
      let lines = try await world.database.read { tx in
        try tx.slices(
          of: .timeLimits, rule: "FD-GRN", over: FigurePeriod(.month, of: Day(2026, 10, 31)!), by: .youngCarer,
          needs: { _, _, _ in [:] })
      }.lines
      #expect(lines.map(\.name) == ["No", "Yes", "Not recorded"])
      #expect(lines[1].count == nil || lines[1].count == 18, "every young carer was in time, or it is hidden")
      #expect(lines[2].count == nil && lines[2].value == nil, "four are too few")
      let needs: KnownNeeds = { children, _, _ in
        Dictionary(uniqueKeysWithValues: children.enumerated().map { ($1, $0 < 20 ? NeedArea.learning : .body) })
      }
      let found = try await world.database.read { tx in
        try tx.slices(
          of: .timeLimits, rule: "FD-GRN", over: FigurePeriod(.month, of: Day(2026, 10, 31)!), by: .need, needs: needs)
      }
      #expect(found.lines.map(\.name) == ["Cognition and learning", "Sensory or physical"])
      let path = "\(indicator.path)/slices?month=2026-10-31&by="
      for by in ["looked_after", "young_carer", "low_income", "need", "deprivation"] {
        #expect(await world.site.get(path + by, as: "seun").status == 200, "\(by)")
      }
      let nobody = await world.site.get(path + "looked_after", as: "seun").text
      #expect(nobody.contains("Not recorded") && nobody.contains("no figure is made up"))
    }
  }

  @Test(arguments: Engine.available) func theNearestAreaCounts(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let indicator = try await counted(world)
      let lines = try await world.database.read { tx in
        try tx.slices(
          of: .timeLimits, rule: "FD-GRN", over: FigurePeriod(.month, of: Day(2026, 10, 31)!), by: .deprivation,
          needs: { _, _, _ in [:] })
      }.lines
      #expect(lines.map(\.name) == ["Decile 2", "Decile 7"], "the sector goes before its district")
      let page = await world.site.get("\(indicator.path)/slices?month=2026-10-31&by=deprivation", as: "peter").text
      #expect(page.contains("Indices of 2025"))
    }
  }

  /// Forty families: of twelve all children are boys, of twenty all are girls, eight have both. In ten a sister is a young carer.
  @Test(arguments: Engine.available) func aFamilyCountsOnce(engine: Engine) async throws {
    let days = ComputedMeasure(
      "family_days", "Days", formula: "f", tally: .mean, numberOf: "days", subject: .families
    ) { _, _, tx in
      try tx.rows("SELECT id FROM child WHERE given_name = 'First'") { row in
        BehindFigure(child: try row[0], words: "", counts: true, amount: 4)
      }
    }
    try await withGovernance(engine) { world in
      let from = Day(2026, 9, 1)!
      try await world.database.write { tx in
        func add(_ name: String, _ sex: Sex, to family: FamilyID, carer: Bool = false, bornOn: Day? = nil) throws
          -> Child
        {
          var child = Child(
            id: anyID(), givenName: name, familyName: "Bello", sex: sex, bornOn: bornOn ?? Day(2015, 5, 3)!,
            at: TestSite.now)
          child.family = family
          try register(child, by: .system, at: TestSite.now, in: tx)
          try writeCircumstances(
            NewCircumstances([.youngCarer: carer ? "yes" : "no"], from: max(from, child.bornOn!), source: "The child"),
            of: child,
            by: world.callers["pat"]!, at: TestSite.now, in: tx)
          return child
        }
        for index in 0..<40 {
          let family = anyID(FamilyKey.self)
          try tx.addFamily(family, name: "Bello", at: TestSite.now)
          let isBoys = index < 12
          _ = try add("First", isBoys ? .male : .female, to: family)
          // A second child: of eight the other sex, of two nobody knows. Born after the month, or hidden: not counted.
          let other: Sex = index >= 32 ? .male : index < 2 ? .unknown : isBoys ? .male : .female
          _ = try add("Second", other, to: family, carer: (12..<22).contains(index))
          if index == 5 { _ = try add("Later", .female, to: family, bornOn: Day(2026, 11, 2)!) }
          if index == 6 {
            try notInclude(
              try add("Hidden", .female, to: family).id, because: .hiding, why: "Flight", by: .system, at: TestSite.now,
              in: tx)
          }
        }
      }
      func lines(_ by: SliceBy) async throws -> [SliceLine] {
        let found = try await world.database.read { tx in
          try tx.slices(
            of: days, rule: nil, over: FigurePeriod(.month, of: Day(2026, 10, 31)!), by: by, needs: { _, _, _ in [:] })
        }
        #expect(
          found.total.total == 40 && found.lines.compactMap(\.total).reduce(0, +) == 40, "\(by): each counts once")
        return found.lines
      }
      let sexes = try await lines(.sex)
      #expect(sexes.map(\.name) == ["Boy", "Girl", severalGroups] && sexes.map(\.total) == [12, 20, 8])
      #expect(sexes.map(\.value) == [4, 4, nil], "eight are too few for a figure")
      let carers = try await lines(.youngCarer)
      #expect(carers.map(\.name) == ["No", "Yes"] && carers.map(\.total) == [30, 10], "one child is enough")
      #expect(try await lines(.age).map(\.name) == ["11 to 15"])
      let indicator = Indicator(
        id: anyID(), objective: "o", title: "Days", formula: "f", owner: "o", unit: .number, measure: "family_days",
        numberOf: "days")
      try await world.database.write { tx in try tx.insert(indicator) }
      let site = TestSite(
        world.database, governanceSlice(beside: .none, counting: Measures([days])).routes, callers: world.callers)
      for by in SliceBy.allCases {
        let page = await site.get("\(indicator.path)/slices?by=\(by.rawValue)&month=2026-10-01", as: "peter")
        #expect(page.status == 200 && page.text.contains("A family counts once"), "\(by)")
      }
    }
  }

  /// Of two groups that overlapped, one could be taken from the other: the families of a few would be found.
  @Test(arguments: Engine.available) func fewFamiliesAreFoundInNoGroup(engine: Engine) async throws {
    let all = ComputedMeasure("all", "All", formula: "f", tally: .mean, numberOf: "x", subject: .families) { _, _, tx in
      try tx.rows("SELECT id FROM child WHERE given_name = 'First'") { row in
        BehindFigure(child: try row[0], words: "", counts: true, amount: 1)
      }
    }
    try await withGovernance(engine) { world in
      try await world.database.write { tx in
        for index in 0..<30 {
          let family = anyID(FamilyKey.self)
          try tx.addFamily(family, name: "Bello", at: TestSite.now)
          // Three have a boy and a girl, seven have boys alone.
          for (name, sex) in index < 3
            ? [("First", Sex.male), ("Second", .female)] : [("First", index < 10 ? .male : .female)]
          {
            var child = Child(
              id: anyID(), givenName: name, familyName: "Bello", sex: sex, bornOn: Day(2015, 5, 3), at: TestSite.now)
            child.family = family
            try register(child, by: .system, at: TestSite.now, in: tx)
          }
        }
      }
      let found = try await world.database.read { tx in
        try tx.slices(
          of: all, rule: nil, over: FigurePeriod(.month, of: Day(2026, 10, 31)!), by: .sex, needs: { _, _, _ in [:] })
      }
      let several = try #require(found.lines.first { $0.name == severalGroups })
      #expect(several.total == nil, "three are hidden")
      #expect(found.lines.count { $0.total == nil } >= 2 || found.total.total == nil, "and cannot be worked out")
    }
  }
}
