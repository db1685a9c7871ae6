import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// Plans through the routes, on both engines.
@Suite struct PlanTests {
  private func taken(_ world: GovernanceWorld, isPublished: Bool = true) async throws -> ID<ImplementationPlan> {
    let id = anyID(ImplementationPlan.self)
    try await world.database.write { tx in
      try importPlan(
        PlanHeading(title: "Plan", answeredBy: "Board", isPublished: isPublished), rows: PlanRulesTests.bytes,
        named: "plan.csv", id: id, by: .system, at: TestSite.now, in: tx)
    }
    return id
  }
  private func item(_ ref: String, _ plan: ID<ImplementationPlan>, _ world: GovernanceWorld) async throws -> PlanItem {
    try await world.database.read { tx in try tx.items(of: plan).first { $0.ref == ref }! }
  }

  @Test(arguments: Engine.available) func whatIsTakenInComesOutTheSame(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      _ = try await taken(world)
      let out = try await world.database.read { tx in try exportPlan(titled: "Plan", in: tx) }
      #expect(out == PlanRulesTests.bytes)
      await #expect(throws: Refusal.self, "a plan is never written over") { _ = try await taken(world) }
      try await world.holds(1, "SELECT count(*) FROM implementation_plan")
    }
  }

  @Test(arguments: Engine.available) func aFileWithOtherColumnsIsRefused(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      await #expect(throws: CSVError.self) {
        try await world.database.write { tx in
          try importPlan(
            PlanHeading(title: "Plan", answeredBy: "Board"), rows: Array("id,theme\r\n1,T1\r\n".utf8),
            named: "plan.csv",
            id: anyID(), by: .system, at: TestSite.now, in: tx)
        }
      }
      try await world.holds(0, "SELECT count(*) FROM implementation_plan")
    }
  }

  @Test(arguments: Engine.available) func anybodyReadsAPublishedPlanAndOnlyKeepersAnother(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let plan = try await taken(world)
      let page = await world.site.get("/governance/plans/\(plan)?as_of=2011-12-31")
      #expect(page.status == 200 && page.text.contains("31 December 2011") && page.text.contains("Ditto"))
      for part in ["problems", "timeline", "leads"] {
        #expect(await world.site.get("/governance/plans/\(plan)/\(part)?as_of=2011-12-31").status == 200)
      }
      let drawing = await world.site.get("/governance/plans/\(plan)/timeline?as_of=2011-12-31").text
      #expect(drawing.contains("<svg") && drawing.contains("14e") && drawing.contains("The same as a table"))
      let sheet = await world.site.get("/governance/plans/\(plan)?as_of=2011-12-31&format=csv").text
      #expect(sheet.contains("placeholder: lead to complete") && sheet.contains(",2011-08-31,not_started,red,"))
      #expect(await world.site.get("/governance/plans/\(plan)?as_of=2011-12-32").status == 400)
      try await world.database.write { tx in try tx.run("UPDATE implementation_plan SET is_published = FALSE") }
      #expect(await world.site.get("/governance/plans/\(plan)").status == 404)
      #expect(await world.site.get("/governance/plans/\(plan)", as: "seun").status == 200)
      #expect(await world.site.get("/governance/plans", as: "pat").text.contains("There is no plan yet"))
    }
  }

  @Test(arguments: Engine.available) func aMilestoneClosesOnlyWithEvidenceAndTheCheckOfSomebodyElse(engine: Engine)
    async throws
  {
    try await withGovernance(engine) { world in
      let plan = try await taken(world)
      let item = try await item("1a", plan, world)
      let path = "/governance/plans/\(plan)/rows/\(item.id)/steps"
      func send(_ kind: String, _ version: Int, as name: String?, _ more: [String: String] = [:]) async -> Int {
        await world.site.post(path, more.merging(["kind": kind, "version": "\(version)"]) { $1 }, as: name).status
      }
      #expect(await send("verify", 1, as: "seun") == 422, "nothing is handed in")
      #expect(await send("submit", 1, as: "seun") == 422, "without document and figure")
      #expect(await send("submit", 1, as: "seun", ["document": "Minutes of 4 October 2011"]) == 303)
      #expect(await send("verify", 2, as: "seun") == 422, "nobody checks their own evidence")
      #expect(await send("verify", 2, as: "pat") == 403)
      #expect(await send("verify", 2, as: nil) == 303, "a visitor is asked to sign in")
      #expect(await send("send_back", 2, as: "helen") == 422, "without a reason")
      #expect(await send("verify", 2, as: "helen") == 303)
      #expect(await send("verify", 2, as: "ada") == 409, "somebody was quicker")
      #expect(await send("cancel", 3, as: "seun", ["words": "x"]) == 409, "what is over stays as it is")
      let line = try await world.database.read { tx in
        try tx.lines(of: plan, on: TestSite.now.day).first { $0.ref == "1a" }!
      }
      #expect(line.rag == .blue && line.verifiedOn == TestSite.now.day)
      try await world.holds(2, "SELECT count(*) FROM event WHERE kind = 'plan.step_taken'")
      try await world.holds(2, "SELECT count(*) FROM plan_step")
      await #expect(throws: DatabaseError.self, "the database refuses it as well") {
        try await world.database.write { tx in
          try tx.run(
            """
            INSERT INTO plan_step (id, item_id, number, kind, at, actor_name)
            VALUES (\(anyID(PlanStep.self)), \(item.id), 9, 'submit', 0, 'x')
            """)
        }
      }
    }
  }

  @Test(arguments: Engine.available) func leadsDaysAndDependenciesAreAgreed(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let plan = try await taken(world)
      let item = try await item("17", plan, world)
      let path = "/governance/plans/\(plan)/rows/\(item.id)"
      for (version, (kind, more)) in [
        ("set_lead", ["words": "Early Years Manager"]), ("set_due", ["due_on": "2027-03-31", "words": "agreed"]),
        ("set_evidence", ["words": "The bid"]), ("wait_for", ["words": "14a"]),
      ].enumerated() {
        let fields = more.merging(["kind": kind, "version": "\(version + 1)"]) { $1 }
        #expect(await world.site.post("\(path)/steps", fields, as: "seun").status == 303)
      }
      let wrong = ["kind": "wait_for", "version": "5", "words": "99z"]
      #expect(await world.site.post("\(path)/steps", wrong, as: "seun").status == 422)
      let lines = try await world.database.read { tx in try tx.lines(of: plan, on: TestSite.now.day) }
      let line = lines.first { $0.ref == "17" }!
      #expect(line.leads == ["Early Years Manager"] && line.due.on == Day(2027, 3, 31) && line.rag == .green)
      #expect(line.waitsFor == ["6", "14a"])
      #expect(dependencies(lines).first { $0.needs == "14a" }?.isHeldUp == true)
      #expect(await world.site.get(path).text.contains("bracket never closed"), "what was published stays to be seen")
      #expect(await world.site.get("\(path)/step", as: "seun").status == 200)
    }
  }

  @Test(arguments: Engine.available) func whoLeadsIsWrittenToOnceAWeekWhileSomethingIsMissing(engine: Engine)
    async throws
  {
    try await withGovernance(engine) { world in
      let plan = try await taken(world)
      try await world.database.write { tx in
        let agency = anyID(AgencyKey.self)
        try tx.add(Agency(id: agency, code: "early-help", name: "Early Help", kind: .council))
        try tx.addPractitioner(
          anyID(), name: "Lou Fox", jobTitle: "Director", agency: agency, team: nil, email: "lou@example.org")
      }
      let path = "/governance/plans/\(plan)/owners"
      let lead = "Assistant Director Inclusion"
      #expect(await world.site.post(path, ["lead": lead, "email": "who@example.org"], as: "seun").status == 422)
      #expect(await world.site.post(path, ["lead": "The King", "email": "lou@example.org"], as: "seun").status == 422)
      #expect(await world.site.post(path, ["lead": lead, "email": "Lou@example.org"], as: "pat").status == 403)
      #expect(await world.site.post(path, ["lead": lead, "email": "Lou@example.org"], as: "seun").status == 303)
      #expect(await world.site.get(path, as: "seun").text.contains("Lou Fox"))
      func chase(_ days: Int) async throws -> Int {
        try await world.database.write { tx in
          try chaseOwners(at: TestSite.now.adding(days: days), address: "https://x.example", in: tx)
        }
      }
      #expect(try await chase(0) == 1)
      #expect(try await chase(1) == 1)
      try await world.holds(1, "SELECT count(*) FROM mail")
      #expect(try await chase(7) == 1)
      try await world.holds(
        2, "SELECT count(*) FROM mail WHERE body LIKE '%- 16 lead professional%no day, no evidence%'")
      // Both of its rows are called off: nobody is written to any more.
      for ref in ["4", "16"] {
        let item = try await item(ref, plan, world)
        let fields = ["kind": "cancel", "version": "1", "words": "Not needed"]
        let sent = await world.site.post("/governance/plans/\(plan)/rows/\(item.id)/steps", fields, as: "seun")
        #expect(sent.status == 303)
      }
      #expect(try await chase(14) == 0)
    }
  }
}
