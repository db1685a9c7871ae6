import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

/// What pages, diaries and other pages' cards say of visits, and to whom.
@Suite struct VisitPagesTests {
  @Test(arguments: Engine.available) func aVisitIsCalledOffWithWhoAndWhy(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let visit = try await plan(world)
      let path = "/children/\(world.child)/visits/\(visit.id)/cancellation"
      #expect(await world.site.post(path, ["by": "family"], as: "pat").status == 422, "without a reason")
      let family = await world.site.post(
        "/family/\(world.child)/visits/\(visit.id)/cancellation", ["why": "Ama is ill"], as: "dana")
      #expect(family.status == 303)
      #expect(await world.site.post(path, ["by": "visitor", "why": "late"], as: "pat").status == 409)
      let page = await world.site.get("/children/\(world.child)/visits", as: "pat")
      #expect(page.text.contains("by the family") && page.text.contains("Ama is ill"))
    }
  }

  @Test(arguments: Engine.available) func aFamilyNeedNotSayWhyItCannotMakeIt(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let visit = try await plan(world)
      let path = "/family/\(world.child)/visits/\(visit.id)/cancellation"
      #expect(await world.site.post(path, as: "dana").status == 303)
      let kept = try await world.newest()
      #expect(kept.state == .cancelled && kept.cancelledBy == .family && kept.cancelledWhy != nil)
      let letters = try await world.site.site.database.read { tx in try tx.newestMail(limit: 5) }
      #expect(letters.map(\.mail.to) == ["pat@example.org"])
      #expect(letters.allSatisfy { $0.mail.body.contains("25 November 2026, 10am") && !$0.mail.body.contains("Ama") })
    }
  }

  @Test(arguments: Engine.available) func everyPageIsDrawnAndSaysItsValue(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      _ = await world.site.post("/children/\(world.child)/visits", goodVisit, as: "pat")
      for path in ["visits", "visits/new", "visits/plan"] {
        let page = await world.site.get("/children/\(world.child)/\(path)", as: "pat")
        #expect(page.status == 200 && page.text.contains("<h1"), "\(path)")
      }
      let value = await world.site.get("/children/\(world.child)/visits", as: "pat", json: true)
      #expect(value.text.contains("\"minutes\":60"))
      let sheet = await world.site.get("/children/\(world.child)/visits?format=csv", as: "pat")
      #expect(sheet[header: "Content-Type"]?.hasPrefix("text/csv") == true && sheet.text.contains("2026-11-17"))
      let family = await world.site.get("/family/\(world.child)/visits", as: "dana")
      #expect(family.text.contains("Stack four"))
      #expect(await world.site.get("/children/\(world.child)/visits/\(world.child)", as: "pat").status == 404)
    }
  }

  @Test(arguments: Engine.available) func aRestrictedChildIsInNobodysDiaryButTheVisitors(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      _ = try await plan(world)
      let week = "/visits?week=2026-11-25"
      #expect(await world.site.get(week, as: "ruth").text.contains("Ama Bello"))
      try await world.site.site.database.write { tx in
        try restrict(world.child, to: true, why: "A threat", by: .system, at: TestSite.now, in: tx)
      }
      #expect(await world.site.get(week, as: "pat").text.contains("Ama Bello"))
      #expect(await !world.site.get(week, as: "ruth").text.contains("Ama Bello"))
    }
  }

  @Test(arguments: Engine.available) func aVisitWaitsToBeWrittenUp(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let visit = try await plan(world)
      let (early, before) = (
        try await titles(world, at: visit.startsAt.adding(days: -8)),
        try await titles(world, at: visit.startsAt.adding(hours: -1))
      )
      #expect(early.isEmpty && before == ["Home visit: Ama Bello"])
      let after = try await titles(world, at: visit.startsAt.adding(hours: 2))
      #expect(after == ["Write up the visit to Ama Bello"])
    }
  }

  @Test(arguments: Engine.available) func theManagerSeesHowManyWereHeldAndHowManyWait(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      _ = await world.site.post("/children/\(world.child)/visits", goodVisit, as: "pat")
      let request = world.at(LondonTime(day: Day(2026, 12, 2)!, minuteOfDay: 600).instant).request(as: "ruth")
      let figures = try await world.site.site.database.read { tx in
        try homeVisiting.caseload!(request.caller.teams, request, tx)
      }
      #expect(figures.map(\.figure) == ["Visits in 4 weeks", "Not written up"])
      #expect(figures.map(\.count) == [1, 1] && figures.map(\.isLate) == [false, true])
    }
  }

  /// What Pat is told to do at that moment.
  private func titles(_ world: VisitWorld, at now: Instant) async throws -> [String] {
    let request = world.at(now).request(as: "pat")
    return try await world.site.site.database.read { tx in try homeVisiting.tasks!(nil, request, tx).map(\.title) }
  }

  private func plan(_ world: VisitWorld) async throws -> Visit {
    let plan = ["on": "2026-11-25", "at": "10am", "kind": "home"]
    #expect(await world.site.post("/children/\(world.child)/planned-visits", plan, as: "pat").status == 303)
    return try await world.newest()
  }
}
