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
}
