import Kernel
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

/// Writing down what was held, on both engines, through the routes.
@Suite struct RecordVisitTests {
  @Test(arguments: Engine.available) func aVisitIsWrittenOnceAndTheNextIsPlanned(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let sent = await world.site.post("/children/\(world.child)/visits", goodVisit, as: "pat")
      #expect(sent.status == 303)
      let page = await world.site.get(sent[header: "Location"] ?? "", as: "pat")
      #expect(page.status == 200 && page.text.contains("Stacked &lt;three&gt; bricks"))
      let states = try await world.states()
      #expect(states == [.held: 1, .planned: 1])
      let events = try await world.count("SELECT count(*) FROM event WHERE kind = 'visit.recorded'")
      #expect(events == 1)
      let running = try await world.count("SELECT count(*) FROM clock WHERE rule_id = 'POR-VIS' AND status = 'running'")
      #expect(running == 1)
    }
  }

  @Test(arguments: Engine.available) func whatIsWrongIsSaidAndNothingIsWritten(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let path = "/children/\(world.child)/visits"
      for (field, value) in [
        ("held_on", "2026-11-31"), ("held_on", "2027-01-01"), ("held_at", "25:00"), ("minutes", "0"), ("minutes", "x"),
        ("kind", "party"), ("seen", ""), ("seen", String(repeating: "a", count: 8001)), ("next_at", ""),
      ] {
        let sent = await world.site.post(path, goodVisit.merging([field: value]) { $1 }, as: "pat")
        #expect(sent.status == 422, "\(field) = \(value.prefix(20))")
        #expect(sent.text.contains("There is a problem"))
      }
      let states = try await world.states()
      #expect(states.isEmpty)
    }
  }

  @Test(arguments: Engine.available) func aPlannedVisitIsWrittenUp(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let plan = ["on": "2026-11-25", "at": "10am", "kind": "home", "place": "The library"]
      #expect(await world.site.post("/children/\(world.child)/planned-visits", plan, as: "pat").status == 303)
      let visit = try await world.newest()
      let path = "/children/\(world.child)/visits/\(visit.id)/record"
      let later = world.at(visit.startsAt.adding(hours: 3))
      let form = await later.site.get(path, as: "pat")
      #expect(form.text.contains("value=\"25\"") && form.text.contains("value=\"10am\""))
      let held = goodVisit.merging(["held_on": "2026-11-25", "held_at": "10am"]) { $1 }
      #expect(await later.site.post(path, held, as: "pat").status == 422, "without the version")
      #expect(await later.site.post(path, held.merging(["version": "1"]) { $1 }, as: "pat").status == 303)
      let written = try await world.site.site.database.read { tx in try tx.visit(visit.id, child: world.child) }
      #expect(written.state == .held && written.version == 2)
      let again = await later.site.post(
        "/children/\(world.child)/visits/\(visit.id)/cancellation", ["by": "visitor", "why": "late"], as: "pat")
      #expect(again.status == 409)
    }
  }

  @Test(arguments: Engine.available) func twoWhoWriteUpTheSameVisitDoNotOverwriteEachOther(engine: Engine) async throws
  {
    try await withVisitWorld(engine) { world in
      let first = await world.site.post("/children/\(world.child)/visits", goodVisit, as: "pat")
      let visit = try #require(first[header: "Location"])
      var correction = goodVisit.merging(["version": "1", "seen": "Stacked four bricks"]) { $1 }
      #expect(await world.site.post("\(visit)/record", correction, as: "pat").status == 303)
      correction["seen"] = "Something else"
      #expect(await world.site.post("\(visit)/record", correction, as: "pat").status == 409)
      let page = await world.site.get(visit, as: "pat")
      #expect(page.text.contains("Stacked four bricks"))
    }
  }

  @Test(arguments: Engine.available) func whatWasWrittenCanBePutRightLongAfter(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let first = await world.site.post("/children/\(world.child)/visits", goodVisit, as: "pat")
      let visit = try #require(first[header: "Location"])
      let yearLater = world.at(TestSite.now.adding(days: 365))
      var correction = goodVisit.merging(["version": "1", "minutes": "45"]) { $1 }
      (correction["next_on"], correction["next_at"]) = (nil, nil)
      #expect(await yearLater.site.post("\(visit)/record", correction, as: "pat").status == 303)
      let changed = try await world.site.site.database.read { tx in
        try tx.value("SELECT changed FROM event WHERE kind = 'visit.corrected'", as: String.self)
      }
      #expect(changed?.contains("minutes") == true && changed?.contains("seen") == false)
    }
  }

  @Test(arguments: Engine.available) func whoeverIsNoPractitionerHasVisitedNobody(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      #expect(await world.site.post("/children/\(world.child)/visits", goodVisit, as: "ruth").status == 403)
      let states = try await world.states()
      #expect(states.isEmpty)
    }
  }
}
