import Kernel
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

/// A visitor's diary for a calendar program: by a secret address, naming nobody.
@Suite struct CalendarTests {
  @Test func aCalendarIsAsTheStandardAsks() {
    let entry = CalendarEntry(
      id: ID(high: 1, low: 2), startsAt: LondonTime(day: Day(2026, 7, 1)!, minuteOfDay: 630).instant, minutes: 60,
      summary: "Home visit; with, a \\ and\nmore", district: "TN1",
      address:
        "https://example.org/children/00000000-0000-7000-8000-000000000000/visits/00000000-0000-7000-8000-000000000001",
      version: 3)
    let bytes = calendar(named: "Visits", [entry], at: TestSite.now)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("DTSTART:20260701T093000Z\r\n") && text.contains("DTEND:20260701T103000Z\r\n"), "summer time")
    #expect(text.contains("SUMMARY:Home visit\\; with\\, a \\\\ and\\nmore\r\n") && text.contains("SEQUENCE:3"))
    #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n") && text.hasSuffix("END:VCALENDAR\r\n"))
    #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 }, "lines are folded")
    #expect(text.replacing("\r\n ", with: "").contains("visits/00000000-0000-7000-8000-000000000001"))
  }

  @Test(arguments: Engine.available) func theAddressIsMadeRenewedAndEnded(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      _ = try await world.plan("2026-11-18", "2pm")
      #expect(await world.site.get("/visits/calendar", as: "pat").text.contains("Make a secret address"))
      #expect(await world.site.post("/visits/calendar-links", as: "ruth").status == 403, "who visits nobody")
      #expect(await world.site.post("/visits/calendar-links", as: "pat").status == 303)
      let first = try await address(world)
      let feed = await world.site.get(first)
      #expect(feed.status == 200 && feed[header: "Content-Type"] == "text/calendar; charset=utf-8")
      #expect(feed.text.contains("SUMMARY:Home visit") && !feed.text.contains("Ama") && !feed.text.contains("Bello"))
      _ = await world.site.post("/visits/calendar-links", as: "pat")
      let second = try await address(world)
      #expect(await world.site.get(first).status == 404, "the one before works no more")
      #expect(await world.site.get(second).status == 200)
      #expect(await world.site.get(String(second.dropLast(6)) + ".ics").status == 404)
      _ = await world.site.post("/visits/calendar-links/ending", as: "pat")
      #expect(await world.site.get(second).status == 404)
    }
  }

  @Test(arguments: Engine.available) func whoseAccountHasEndedHasNoCalendarAnyMore(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      _ = try await world.plan("2026-11-18", "2pm")
      _ = await world.site.post("/visits/calendar-links", as: "pat")
      let path = try await address(world)
      let pat = try #require(world.callers["pat"]?.practitioner)
      var sources = VisitingSources.none
      sources.hasAccount = { id, _ in id != pat }
      let ended = TestSite(
        world.site.site.database, homeVisitingSlice(sources).routes, callers: world.callers, now: TestSite.now)
      #expect(await ended.get(path).status == 404)
      #expect(await world.site.get(path).status == 200)
      try await world.site.site.database.write { tx in
        try tx.run("UPDATE practitioner SET left_on = \(Day(2026, 11, 18)!) WHERE id = \(pat)")
      }
      #expect(await world.site.get(path).status == 404)
    }
  }

  @Test(arguments: Engine.available) func theWayFromVisitToVisitIsShown(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      for time in ["11am", "2pm"] { _ = try await world.plan("2026-11-18", time) }
      let lines = try await world.site.site.database.read { tx in
        try tx.diary(
          of: [world.callers["pat"]!.practitioner!], from: Day(2026, 11, 18)!.start, to: Day(2026, 11, 19)!.start,
          for: world.callers["pat"]!)
      }
      // Where nobody knows the place, no way is said.
      let none = try await world.site.site.database.read { tx in try ways(between: lines, .none, tx) }
      #expect(lines.count == 2 && none.isEmpty)
    }
    #expect(minutesBetween((52, 0), (52, 0)) == 5)
    // 0.1 of a degree to the north is 11.13 km: with the bends of roads 14.5 km, at 40 km/h 22 minutes.
    #expect(minutesBetween((52, 0), (52.1, 0)) == 22)
    #expect(minutesBetween((52, 0), (52, 0.1)) == 14)
  }

  @Test(arguments: Engine.available) func aWeekIsNarrowedToAVisitorOrAnArea(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      _ = try await world.plan("2026-11-18", "2pm")
      #expect(await world.site.get("/visits?visitor=Pat%20Lowe", as: "ruth").text.contains("Ama Bello"))
      #expect(await !world.site.get("/visits?visitor=Sam%20Hill", as: "ruth").text.contains("Ama Bello"))
      #expect(await !world.site.get("/visits?area=Castlewick", as: "ruth").text.contains("Ama Bello"))
    }
  }

  private func address(_ world: VisitWorld) async throws -> String {
    let page = await world.site.get("/visits/calendar", as: "pat").text
    let found = try #require(page.firstMatch(of: /\/calendars\/[0-9a-f-]+\/[A-Za-z0-9_-]+\.ics/))
    return String(found.output)
  }
}
