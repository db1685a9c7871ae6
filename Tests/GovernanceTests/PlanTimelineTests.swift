import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// The plan of 2011 along time: every milestone, what waits for what, and the same as a table.
@Suite struct PlanTimelineTests {
  @Test(arguments: Engine.available) func whatWaitsForWhatIsDrawnAndWritten(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (plan, seun) = (anyID(ImplementationPlan.self), world.callers["seun"]!)
      try await world.database.write { tx in
        try importPlan(
          PlanHeading(title: "The plan", answeredBy: "the board", endedOn: Day(2012, 12, 31)),
          rows: PlanRulesTests.bytes,
          named: "plan.csv", themes: [], id: plan, by: seun, at: TestSite.now, in: tx)
        let items = try tx.items(of: plan)
        for (ref, words) in [("14d", "14b"), ("1b", "1a")] {
          let item = items.first { $0.ref == ref }!
          try takePlanStep(
            PlanStep(id: anyID(), item: item.id, number: 1, kind: .waitFor, at: TestSite.now, by: seun, words: words),
            plan: plan, by: seun, at: TestSite.now, in: tx)
        }
      }
      let before = await world.site.get("/governance/plans/\(plan)/timeline", as: "seun").text
      #expect(before.contains("<svg") && !before.contains("14b, held up"), "nobody had agreed that in 2012")
      let path = "/governance/plans/\(plan)/timeline?as_of=\(TestSite.now.day)"
      let page = await world.site.get(path, as: "seun").text
      #expect(page.contains("14b, held up") && page.contains("1a, held up"), "both are late")
      // Two lines from row to row, for each of the two that are drawn.
      #expect(page.split(separator: "stroke-dasharray=\"4 3\"").count == 5)
    }
  }
}
