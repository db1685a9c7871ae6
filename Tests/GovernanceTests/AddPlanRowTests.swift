import Design
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// A row that is added to a plan which goes on: as when what families said becomes an action.
@Suite struct AddPlanRowTests {
  private let row = NewPlanRow(
    theme: "T1", action: "Hoists in every club", lead: "Commissioner", due: "31 March 2027", evidence: "A list")

  private func taken(_ world: GovernanceWorld, endedOn: Day? = nil) async throws -> ID<ImplementationPlan> {
    let id = anyID(ImplementationPlan.self)
    try await world.database.write { tx in
      try importPlan(
        PlanHeading(title: "Plan", answeredBy: "Board", endedOn: endedOn), rows: PlanRulesTests.bytes,
        named: "plan.csv", id: id, by: .system, at: TestSite.now, in: tx)
    }
    return id
  }

  private func add(_ new: NewPlanRow, _ plan: ID<ImplementationPlan>, _ world: GovernanceWorld) async throws {
    try await world.database.write { tx in
      try addPlanRow(anyID(), new, plan: plan.of(), by: .system, at: TestSite.now, in: tx)
    }
  }

  @Test(arguments: Engine.available) func itStandsAtTheEndWithTheNextNumber(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let plan = try await taken(world)
      let id: AnyID = anyID()
      let before = try await world.database.read { tx in try tx.items(of: plan) }
      try await world.database.write { [row] tx in
        try addPlanRow(id, row, plan: plan.of(), by: .system, at: TestSite.now, in: tx)
      }
      let after = try await world.database.read { tx in try tx.items(of: plan) }
      let line = try await world.database.read { tx in try tx.planLine(id, plan: plan.of(), on: TestSite.now.day) }
      #expect(after.count == before.count + 1 && after.last?.action == "Hoists in every club")
      let last = before.compactMap { item in Int(item.ref.prefix { $0.isNumber }) }.max() ?? 0
      #expect(after.last?.ref == "\(last + 1)")
      #expect(line?.state == .notStarted && line?.due.on == Day(2027, 3, 31) && line?.leads == ["Commissioner"])
    }
  }

  @Test(arguments: Engine.available) func anotherThemeOrAPlanThatHasEndedTakesNone(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let plan = try await taken(world, endedOn: Day(2012, 12, 31))
      await #expect(throws: Refusal.self) { try await add(row, plan, world) }
      let open = try await world.database.read { tx in try tx.openPlans().count }
      #expect(open == 0)
      try await world.database.write { tx in _ = try tx.run("UPDATE implementation_plan SET ended_on = NULL") }
      var other = row
      other.theme = "T99"
      let wrong = other
      await #expect(throws: Invalid.self) { try await add(wrong, plan, world) }
    }
  }

  @Test func aDecisionLeadsToTheConsultationThatItCites() {
    let id = "0199a6c4-7f00-7000-8000-000000000001"
    let cited = citing("What families said: /voice/consultations/\(id), and more <b>").text
    #expect(cited.contains("href=\"/voice/consultations/\(id)\"") && cited.contains("and more &lt;b&gt;"))
    #expect(citing("240 families answered.").text == "240 families answered.")
  }
}
