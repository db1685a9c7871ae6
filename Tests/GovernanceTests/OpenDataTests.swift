import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// What anybody can take away as data: whole, described, and nothing that is not public.
@Suite struct OpenDataTests {
  @Test(arguments: Engine.available) func everySetHasItsColumnsAndNothingHidden(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (seun, ada) = (world.callers["seun"]!, world.callers["ada"]!)
      let indicator = Indicator(id: anyID(), objective: "o", title: "Found it", formula: "f", owner: "o")
      let draft = DecisionContent(
        title: "Still a draft", matter: "m", makerName: "A", makerTitle: "B", decideFrom: TestSite.now.day,
        decideTo: TestSite.now.day, documents: "d", copiesFrom: "c", otherDocuments: "o", howToAsk: "h", wards: 0,
        years: 1,
        equality: .notDone)
      try await world.database.write { tx in
        try importPlan(
          PlanHeading(title: "Open", answeredBy: "B"), rows: PlanRulesTests.bytes, named: "p.csv", id: anyID(),
          by: .system,
          at: TestSite.now, in: tx)
        try importPlan(
          PlanHeading(title: "Shut", answeredBy: "B", isPublished: false), rows: PlanRulesTests.bytes, named: "p.csv",
          id: anyID(), by: .system, at: TestSite.now, in: tx)
        try tx.insert(indicator)
        for (month, value) in [(Day(2026, 9, 1)!, 41.5), (Day(2026, 10, 1)!, 66.5)] {
          let id = anyID(IndicatorValue.self)
          try enterValue(id, of: indicator, month: month, value: value, source: "S", by: seun, at: TestSite.now, in: tx)
          if value < 50 { try approveValue(id, of: indicator.id, by: ada, at: TestSite.now, in: tx) }
        }
        try beginDecision(anyID(), draft, by: seun, at: TestSite.now, in: tx)
      }
      for dataset in OpenDataset.allCases {
        let path = "/governance/data/\(dataset.rawValue)"
        let sheet = await world.site.get("\(path)?format=csv", as: "seun").text
        #expect(sheet.contains(dataset.columns.map(\.name).joined(separator: ",")))
        #expect(!sheet.contains("Shut") && !sheet.contains("66.5") && !sheet.contains("Still a draft"))
        let json = await world.site.get("\(path)?format=json").text
        #expect(json.contains("\"meaning\"") && json.contains("\"rows\""))
        let rows = try await world.database.read { tx in try tx.rows(of: dataset, on: TestSite.now.day) }
        #expect(rows.allSatisfy { $0.count == dataset.columns.count }, "\(dataset)")
      }
      #expect(await world.site.get("/governance/data/plans?format=csv").text.contains("Open,1a,"))
      #expect(await world.site.get("/governance/data/scorecard?format=csv").text.contains("41.5"))
      #expect(await world.site.get("/governance/data/secrets").status == 404)
    }
  }
}
