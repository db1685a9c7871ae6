import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

/// A visit from request to page, on both engines.
@Suite struct RecordVisitTests {
  private struct World {
    let site: TestSite
    let child: ChildID
    func count(_ query: SQL) async throws -> Int {
      try await site.site.database.read { tx in try tx.value(query, as: Int.self) ?? 0 }
    }
  }

  private func withWorld(_ engine: Engine, _ body: (World) async throws -> Void) async throws {
    let migrations = (storeMigrations + clockMigrations + webMigrations + peopleMigrations + homeVisiting.migrations)
      .sorted { $0.number < $1.number }
    try await withTestDatabase(engine, migrations) { database in
      var random = SystemRandomNumberGenerator()
      let now = TestSite.now
      let (agency, team) = (AgencyID(at: now, random: &random), TeamID(at: now, random: &random))
      let (pat, child) = (PractitionerID(at: now, random: &random), ChildID(at: now, random: &random))
      let account = AccountID(at: now, random: &random)
      try await database.write { tx in
        try loadRegisters(folder: "registers", in: tx)
        try tx.add(Agency(id: agency, code: "early-help", name: "Early Help", kind: .council))
        try tx.add(Team(id: team, agency: agency, name: "Portage West"))
        try tx.addPractitioner(pat, name: "Pat Lowe", jobTitle: "Portage home visitor", agency: agency, team: team)
        try register(
          Child(id: child, givenName: "Ama", familyName: "Bello", bornOn: Day(2023, 5, 3), at: now), by: .system,
          at: now, in: tx)
      }
      let caller = Caller(
        account: account, name: "Pat Lowe", roles: [.init(.practitioner, agency: agency, team: team)],
        practitioner: pat, from: "test")
      let parent = Caller(account: account, name: "Dana Bello", roles: [.init(.familyMember)], from: "test")
      let site = TestSite(database, homeVisiting.routes, callers: ["pat": caller, "dana": parent])
      try await body(World(site: site, child: child))
    }
  }

  private let good = [
    "held_on": "2026-11-17", "held_at": "2.30pm", "minutes": "60", "kind": "home", "seen": "Stacked <three> bricks",
    "try_next": "Stack four", "next_on": "2026-12-01", "next_at": "14:30",
  ]

  @Test(arguments: Engine.available) func aVisitIsWrittenOnceAndTheNextIsPlanned(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let sent = await world.site.post("/children/\(world.child)/visits", good, as: "pat")
      #expect(sent.status == 303)
      let page = await world.site.get(sent[header: "Location"] ?? "", as: "pat")
      #expect(page.status == 200 && page.text.contains("Stacked &lt;three&gt; bricks"))
      let (held, planned) = (
        try await world.count("SELECT count(*) FROM visit WHERE state = 'held'"),
        try await world.count("SELECT count(*) FROM visit WHERE state = 'planned'")
      )
      #expect(held == 1 && planned == 1)
      let events = try await world.count("SELECT count(*) FROM event WHERE kind = 'visit.recorded'")
      #expect(events == 1)
      let running = try await world.count("SELECT count(*) FROM clock WHERE rule_id = 'POR-VIS' AND status = 'running'")
      #expect(running == 1)
    }
  }

  @Test(arguments: Engine.available) func whatIsWrongIsSaidAndNothingIsWritten(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let path = "/children/\(world.child)/visits"
      for (field, value) in [
        ("held_on", "2026-11-31"), ("held_on", "2027-01-01"), ("held_at", "25:00"), ("minutes", "0"), ("minutes", "x"),
        ("kind", "party"), ("seen", ""), ("seen", String(repeating: "a", count: 8001)), ("next_at", ""),
      ] {
        var fields = good
        fields[field] = value
        let sent = await world.site.post(path, fields, as: "pat")
        #expect(sent.status == 422, "\(field) = \(value.prefix(20))")
        #expect(sent.text.contains("There is a problem"))
      }
      let visits = try await world.count("SELECT count(*) FROM visit")
      #expect(visits == 0)
    }
  }

  @Test(arguments: Engine.available) func twoWhoWriteUpTheSameVisitDoNotOverwriteEachOther(engine: Engine) async throws
  {
    try await withWorld(engine) { world in
      let path = "/children/\(world.child)/visits"
      let first = await world.site.post(path, good, as: "pat")
      let visit = try #require(first[header: "Location"])
      var correction = good
      correction["version"] = "1"
      correction["seen"] = "Stacked four bricks"
      #expect(await world.site.post("\(visit)/record", correction, as: "pat").status == 303)
      correction["seen"] = "Something else"
      #expect(await world.site.post("\(visit)/record", correction, as: "pat").status == 409)
      let page = await world.site.get(visit, as: "pat")
      #expect(page.text.contains("Stacked four bricks"))
    }
  }

  @Test(arguments: Engine.available) func aVisitIsCalledOffWithWhoAndWhy(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let child = world.child
      let plan = ["on": "2026-11-25", "at": "10am", "kind": "home"]
      #expect(await world.site.post("/children/\(child)/planned-visits", plan, as: "pat").status == 303)
      let id = try await world.site.site.database.read { tx in try tx.visits(child)[0].id }
      let no = await world.site.post("/children/\(child)/visits/\(id)/cancellation", ["by": "family"], as: "pat")
      #expect(no.status == 422)
      let family = await world.site.post(
        "/family/\(child)/visits/\(id)/cancellation", ["why": "Ama is ill"], as: "dana")
      #expect(family.status == 303)
      let again = await world.site.post(
        "/children/\(child)/visits/\(id)/cancellation", ["by": "visitor", "why": "late"], as: "pat")
      #expect(again.status == 409)
      let page = await world.site.get("/children/\(child)/visits", as: "pat")
      #expect(page.text.contains("The family") && page.text.contains("Ama is ill"))
    }
  }

  @Test(arguments: Engine.available) func everyPageIsDrawnAndSaysItsValue(engine: Engine) async throws {
    try await withWorld(engine) { world in
      _ = await world.site.post("/children/\(world.child)/visits", good, as: "pat")
      for path in ["visits", "visits/new", "visits/plan"] {
        let page = await world.site.get("/children/\(world.child)/\(path)", as: "pat")
        #expect(page.status == 200 && page.text.contains("<h1"), "\(path)")
      }
      let week = await world.site.get("/visits?week=2026-12-01", as: "pat")
      #expect(week.text.contains("Ama Bello"))
      let value = await world.site.get("/children/\(world.child)/visits", as: "pat", json: true)
      #expect(value.text.contains("\"minutes\":60"))
      let sheet = await world.site.get("/children/\(world.child)/visits?format=csv", as: "pat")
      #expect(sheet[header: "Content-Type"]?.hasPrefix("text/csv") == true && sheet.text.contains("2026-11-17"))
      let family = await world.site.get("/family/\(world.child)/visits", as: "dana")
      #expect(family.text.contains("Stack four"))
      #expect(await world.site.get("/children/\(world.child)/visits/\(world.child)", as: "pat").status == 404)
    }
  }
}
