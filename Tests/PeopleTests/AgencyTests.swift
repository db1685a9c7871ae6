import Kernel
import Store
import TestKit
import Testing
import Web

@testable import People

/// Agencies and teams as the administrator looks after them, on both engines.
@Suite struct AgencyTests {
  private func withSite(_ engine: Engine, _ body: (TestSite, Database, Partnership) async throws -> Void) async throws {
    try await withPartnership(engine) { database, p in
      let others = peopleSlice(openWork: { team, _ in
        team == p.teachers ? [OpenWork(2, "account has a role for it", "accounts have a role for it")!] : []
      })
      let callers = ["admin": p.caller(.administrator), "nurse": p.nurse, "manager": p.manager]
      try await body(TestSite(database, others.routes, callers: callers), database, p)
    }
  }

  @Test(arguments: Engine.available)
  func addsAndRenamesAnAgency(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      let list = await site.get("/agencies", as: "admin")
      #expect(list.status == 200 && list.text.contains("Community health") && list.text.contains("Therapists"))
      let new = ["name": "Parents Together", "code": "parents-together", "kind": "voluntary"]
      let added = await site.post("/agencies", new, as: "admin")
      #expect(added.status == 303)
      let page = await site.get(added[header: "Location"] ?? "", as: "admin").text
      #expect(page.contains("Parents Together") && page.contains("This agency has no teams yet"))
      #expect(try await database.read { tx in try tx.agency(code: "parents-together")?.kind } == .voluntary)

      for (field, value, message) in [
        ("name", "", "Enter the name"), ("name", " parents  TOGETHER ", "There is an agency with this name already"),
        ("code", "Über", "Enter a code of small letters"), ("code", "health", "Another agency has this code"),
        ("kind", "", "Choose what kind it is"),
      ] {
        var wrong = ["name": "Another", "code": "another", "kind": "health"]
        wrong[field] = value
        let answer = await site.post("/agencies", wrong, as: "admin")
        #expect(answer.status == 422 && answer.text.contains(message), "\(field) \(value): \(answer.status)")
      }
      let path = "/agencies/\(p.health)/name"
      #expect(await site.get(path, as: "admin").text.contains("value=\"Community health\""))
      let change = ["name": "Community Health Trust", "kind": "health", "was": "Community health"]
      #expect(await site.post(path, change, as: "admin").status == 303)
      // A form that was drawn before somebody else changed it.
      #expect(await site.post(path, change, as: "admin").status == 409)
      #expect(try await database.read { tx in try tx.agency(p.health).name } == "Community Health Trust")
      let kinds = try await database.read { tx in
        try tx.rows("SELECT kind FROM event WHERE kind LIKE 'agency.%' ORDER BY kind") { try $0[0] as String }
      }
      #expect(kinds == ["agency.added", "agency.changed"])
    }
  }

  @Test(arguments: Engine.available)
  func addsAndChangesATeam(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      let teams = "/agencies/\(p.education)/teams"
      #expect(await site.get("\(teams)/new", as: "admin").text.contains("Valley"))
      let added = await site.post(teams, ["name": "Portage", "locality": p.valley.description], as: "admin")
      #expect(added.status == 303)
      let path = added[header: "Location"] ?? ""
      #expect(await site.get(path, as: "admin").text.contains("Nobody works in it"))
      let again = await site.post(teams, ["name": "portage"], as: "admin")
      #expect(again.status == 422 && again.text.contains("There is a team of this agency with this name already"))
      // Another agency may have a team of the same name.
      #expect(await site.post("/agencies/\(p.health)/teams", ["name": "Portage"], as: "admin").status == 303)
      #expect(
        await site.post("\(path)/name", ["name": "Portage North", "was": "Portage"], as: "admin").status == 303)
      let team = try await database.read { tx in try tx.teams(of: p.education).first { $0.name == "Portage North" } }
      #expect(team != nil && team?.locality == nil)
      #expect(await site.post(teams, ["name": "X", "locality": p.health.description], as: "admin").status == 422)
      #expect(await site.get("/agencies/\(p.education)/teams/\(p.nurses)", as: "admin").status == 404)
    }
  }

  @Test(arguments: Engine.available)
  func addsAndRenamesAnArea(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      #expect(await site.post("/areas", ["name": "Hill Country"], as: "admin").status == 303)
      for (name, message) in [("", "Enter the name"), (" hill  COUNTRY", "There is an area with this name already")] {
        let answer = await site.post("/areas", ["name": name], as: "admin")
        #expect(answer.status == 422 && answer.text.contains(message))
      }
      let path = "/areas/\(p.valley)/name"
      #expect(await site.get(path, as: "admin").text.contains("value=\"Valley\""))
      #expect(await site.post(path, ["name": "Hill Country", "was": "Valley"], as: "admin").status == 422)
      let change = ["name": "Long Valley", "was": "Valley"]
      #expect(await site.post(path, change, as: "admin").status == 303)
      // A form that was drawn before somebody else changed it.
      #expect(await site.post(path, change, as: "admin").status == 409)
      let list = await site.get("/areas", as: "admin").text
      #expect(list.contains("Hill Country") && list.contains("Long Valley") && !list.contains(">Valley<"))
      #expect(await site.get("/areas/\(p.health)/name", as: "admin").status == 404)
      #expect(await site.get("/areas", as: "nurse").status == 403)
      let kinds = try await database.read { tx in
        try tx.rows("SELECT kind FROM event WHERE kind LIKE 'locality.%' ORDER BY kind") { try $0[0] as String }
      }
      #expect(kinds == ["locality.added", "locality.changed"])
    }
  }

  @Test(arguments: Engine.available)
  func closesATeamThatHasNothingOpen(_ engine: Engine) async throws {
    try await withSite(engine) { site, database, p in
      let link = try await database.write { tx in
        let child = try p.child("Amara", "Bello", Day(2018, 5, 3)!, in: tx)
        return (child, try p.link(child, p.priya, p.health, p.nurses, in: tx))
      }
      let path = "/agencies/\(p.health)/teams/\(p.nurses)"
      let sentence = "Nurses cannot be closed yet: 1 person works in it, and 1 child is with it."
      let page = await site.get("\(path)/closure", as: "admin").text
      #expect(page.contains(sentence) && !page.contains("Amara"))
      let refused = await site.post("\(path)/closure", as: "admin")
      #expect(refused.status == 409 && refused.text.contains(sentence))
      // Other slices count as well.
      let teachers = await site.get("/agencies/\(p.education)/teams/\(p.teachers)/closure", as: "admin").text
      #expect(teachers.contains("1 person works in it, and 2 accounts have a role for it"))

      let priya = "/agencies/\(p.health)/people/\(p.priya)"
      let stays = await site.post(priya, ["place": "left"], as: "admin")
      #expect(stays.status == 422 && stays.text.contains("Priya Nair still works with 1 child"))
      #expect(await site.post(priya, ["place": p.teachers.description], as: "admin").status == 422)
      #expect(await site.post(priya, ["place": p.therapists.description], as: "admin").status == 303)
      #expect(await site.get("\(path)/closure", as: "admin").text.contains("yet: 1 child is with it."))
      try await database.write { tx in
        try tx.endInvolvement(link.1, child: link.0.id, why: "Done", by: .system, at: Partnership.now)
      }
      #expect(await site.post("\(path)/closure", as: "admin").status == 303)
      #expect(try await database.read { tx in try !tx.teams().contains { $0.id == p.nurses } })
      #expect(await site.post("\(path)/closure", as: "admin").status == 409)
      #expect(await site.get("\(path)/closure", as: "admin").status == 409)
      #expect(await site.get("/agencies/\(p.health)", as: "admin").text.contains("Closed teams (1)"))
      #expect(await site.post(priya, ["place": p.nurses.description], as: "admin").status == 422)
      #expect(await site.post("/agencies/\(p.health)/teams", ["name": "Nurses"], as: "admin").status == 422)
      #expect(await site.post("\(path)/reopening", as: "admin").status == 303)
      #expect(await site.post(priya, ["place": p.nurses.description], as: "admin").status == 303)
      #expect(await site.post(priya, ["place": "left"], as: "admin").status == 303)
      #expect(await site.get(priya, as: "admin").status == 404)
      #expect(try await database.read { tx in try tx.practitioners(agency: p.health).map(\.name) } == ["Tom Reed"])
    }
  }

  @Test(arguments: Engine.available)
  func isForTheAdministratorAlone(_ engine: Engine) async throws {
    try await withSite(engine) { site, _, p in
      for who in ["nurse", "manager"] {
        #expect(await site.get("/agencies", as: who).status == 403)
        #expect(await site.post("/agencies/\(p.health)/teams", ["name": "X"], as: who).status == 403)
      }
      let sheet = await site.get("/agencies?format=csv", as: "admin")
      #expect(sheet.status == 200 && sheet.text.contains("Community health,health,Health,Nurses,Valley,1"))
      #expect(await site.get("/agencies", as: "admin", json: true).text.contains("\"agencies\""))
    }
  }

  @Test(arguments: Engine.available)
  func saysWhatToDoWhereThereIsNoAgency(_ engine: Engine) async throws {
    try await withTestDatabase(engine, Partnership.migrations) { database in
      let site = TestSite(database, people.routes, callers: ["admin": Partnership().caller(.administrator)])
      let page = await site.get("/agencies", as: "admin")
      #expect(page.status == 200 && page.text.contains("There are no agencies yet"))
    }
  }
}
