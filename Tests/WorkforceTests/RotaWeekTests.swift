import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Workforce

@Suite struct RotaWeekTests {
  /// Three children of Portage West; Nadia and Tom may visit alone, Yewande may not.
  private func withTeam(_ engine: Engine, _ body: (WorkforceWorld, [ChildID]) async throws -> Void) async throws {
    try await withWorkforce(engine) { world in
      let children: [ChildID] = (0..<3).map { _ in anyID() }
      try await world.database.write { tx in
        let team = try #require(try tx.teams().first { $0.name == "Portage West" })
        for (index, child) in children.enumerated() {
          try register(
            Child(
              id: child, givenName: ["Ama", "Ben", "Cai"][index], familyName: "Bello", bornOn: Day(2023, 5, 3),
              at: TestSite.now), by: .system, at: TestSite.now, in: tx)
          try tx.beginInvolvement(
            NewInvolvement(
              practitioner: world.people["nadia"], agency: team.agency, team: team.id, part: "Portage"), child: child,
            id: anyID(), by: .system, at: TestSite.now)
        }
        for key in ["nadia", "tom"] {
          for course in try tx.courses() {
            try recordTraining(
              anyID(), Training(practitioner: world.people[key]!, course: course, heldOn: Day(2026, 10, 1)!),
              by: .system, at: TestSite.now, in: tx)
          }
        }
      }
      try await body(world, children)
    }
  }

  @Test(arguments: Engine.available)
  func aWeekIsSuggestedChangedByHandAndPutIntoTheDiary(_ engine: Engine) async throws {
    try await withTeam(engine) { world, children in
      let week = await world.site.get("/workforce/rota?week=2026-11-25", as: "ruth")
      #expect(week.status == 200)
      #expect(week.text.contains("Week of 23 November 2026"))
      #expect(week.text.contains("9am to 12.45pm") && week.text.contains("Not now"))
      let made = await world.site.post("/workforce/rotas", ["week": "2026-11-23"], as: "ruth")
      let path = try #require(made[header: "Location"])
      #expect(path.hasPrefix("/workforce/rotas/"))
      let page = await world.site.get(path, as: "ruth")
      #expect(page.text.contains("3 of 3") && page.text.contains("In the diary"))
      // Nothing is planned yet, and nobody else sees it.
      #expect(try await world.count("SELECT COUNT(*) FROM event WHERE kind = 'test.planned'") == 0)
      #expect(await world.site.get(path, as: "carys").status == 404)
      #expect(await world.site.get(path, as: "nadia").status == 403)

      let stop = "\(path)/visits/\(children[0])"
      #expect(await world.site.get(stop, as: "ruth").text.contains("The visit to Ama Bello"))
      // What is in the diary is changed there.
      #expect(await world.site.get("\(path)/visits/\(children[2])", as: "ruth").status == 404)
      let form = ["visitor": world.people["tom"]!.description, "day": "2026-11-26", "at": "2pm", "version": "1"]
      for (name, value) in [("day", "2026-12-26"), ("visitor", "me"), ("at", "late")] {
        #expect(await world.site.post(stop, form.merging([name: value]) { $1 }, as: "ruth").status == 422)
      }
      #expect(await world.site.post(stop, form, as: "ruth").status == 303)
      #expect(await world.site.post(stop, form, as: "ruth").status == 409)
      let changed = await world.site.get("\(path)?format=csv", as: "ruth")
      #expect(changed.text.contains("2026-11-26,2pm,60,Tom Garside,Ama Bello,no"))
      // Somebody who may not go alone is not sent, and it is said why.
      let alone = form.merging(["visitor": world.people["yewande"]!.description, "version": "2"]) { $1 }
      #expect(await world.site.post(stop, alone, as: "ruth").status == 303)
      #expect(await world.site.get(path, as: "ruth").text.contains("does not have what the visit needs"))
      #expect(await world.site.post(stop, ["free": "yes", "version": "3"], as: "ruth").status == 303)

      #expect(await world.site.post("\(path)/approval", ["version": "3"], as: "ruth").status == 409)
      #expect(await world.site.post("\(path)/approval", ["version": "4"], as: "ruth").status == 303)
      #expect(try await world.count("SELECT COUNT(*) FROM event WHERE kind = 'test.planned'") == 2)
      #expect(await world.site.post("\(path)/approval", ["version": "5"], as: "ruth").status == 409)
      #expect(await world.site.post(stop, form.merging(["version": "5"]) { $1 }, as: "ruth").status == 409)
    }
  }

  @Test(arguments: Engine.available)
  func leaveAndTermTimeAreKept(_ engine: Engine) async throws {
    try await withTeam(engine) { (world, _) async throws in
      func hours(_ monday: Day, of key: String, for lead: String) async throws -> Int {
        let caller = world.callers[lead]!
        return try await world.database.read { tx in
          let week = try rotaWeek(
            monday,
            RotaSources(toVisit: { _, _, _, _ in [] }, position: { _, _ in nil }, plan: { _, _, _, _, _, _, _ in }),
            calendar: WorkingCalendar(holidays: [monday]), for: caller, in: tx)
          return week.visitors.first { $0.id == world.people[key] }?.works.count ?? -1
        }
      }
      // Four days of two stretches; Yewande does not work on Fridays, and the Monday is a holiday.
      #expect(try await hours(Day(2026, 11, 23)!, of: "yewande", for: "ruth") == 6)
      #expect(try await hours(Day(2026, 12, 21)!, of: "yewande", for: "ruth") == 0)
      // Malik works in term time alone.
      #expect(try await hours(Day(2026, 11, 23)!, of: "malik", for: "carys") == 8)
      #expect(try await hours(Day(2026, 12, 28)!, of: "malik", for: "carys") == 0)
      #expect(try await hours(Day(2026, 11, 23)!, of: "malik", for: "ruth") == -1)
    }
  }
}
