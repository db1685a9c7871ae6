import Foundation
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
      #expect(page.text.contains("Each visitor’s week"))
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
      // Leave that was written down since stops it.
      let leave = world.people.values.map {
        Leave(practitioner: $0, from: Day(2026, 11, 23)!, to: Day(2026, 11, 27)!)
      }
      try await world.database.write { tx in for one in leave { try tx.keep(one) } }
      let stopped = await world.site.post("\(path)/approval", ["version": "4"], as: "ruth")
      #expect(stopped.status == 409 && stopped.text.contains("is on leave on"))
      try await world.database.write { tx in try tx.run("DELETE FROM practitioner_leave") }
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
            RotaSources(toVisit: { _, _, _, _ in [] }, position: { _, _ in nil }, plan: { _, _, _, _, _, _, _, _ in }),
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

  /// Three visitors who work all week, and one child for each wish.
  private func week(_ wishes: [VisitWish]) -> (week: RotaWeek, people: [PractitionerID]) {
    let days = (0..<5).map { Day(2026, 11, 23)!.adding(days: $0) }
    let people: [PractitionerID] = (0..<3).map { _ in anyID() }
    let hours = days.map { RotaWeek.Hours(day: $0, from: 540, to: 1020) }
    let visitors = people.enumerated().map { index, id in
      RotaWeek.Visitor(
        id: id, name: "V\(index)", x: 0, y: 0, works: hours, mayVisitAlone: true,
        languages: index == 1 ? ["Polish"] : [],
        skills: index == 2 ? ["Makaton"] : [])
    }
    let visits = wishes.map { wish in
      var wish = wish
      if wish.notVisitor != nil { wish.notVisitor = people[0] }
      return RotaWeek.Visit(
        child: anyID(), family: nil, usual: people[0], minutes: 60, x: 1, y: 1,
        known: .init(day: days[0], from: 600, to: 660), isPlanned: false, pin: nil, wishes: wish, isPlaceKnown: true)
    }
    return (RotaWeek(days: days, visitors: visitors, visits: visits), people)
  }

  @Test func aWeekKeepsToWhatFamiliesWishAndNeed() throws {
    let anybody: PractitionerID = anyID()
    let (week, people) = week([
      VisitWish(days: [3], from: 780, to: 900, isFirm: true), VisitWish(language: "polish"),
      VisitWish(skill: "Makaton"), VisitWish(notVisitor: anybody), VisitWish(people: 2),
    ])
    let outcome = try RotaOutcome(week)
    #expect(outcome.left.isEmpty)
    let line = { (index: Int) in outcome.lines.first { $0.child == week.visits[index].child } }
    let firm = try #require(line(0))
    #expect(firm.day.weekday.rawValue == 3 && firm.start >= 780 && firm.start + 60 <= 900 && firm.isKnownTime)
    #expect(line(1)?.visitor == people[1] && line(2)?.visitor == people[2])
    #expect(line(3).map { $0.visitor != people[0] } == true)
    let two = try #require(line(4))
    #expect(two.visitor == people[0] && two.second.map { $0 != people[0] && people.contains($0) } == true)
    #expect(outcome.lines.filter { $0.second != nil }.count == 1)
  }

  @Test func whatCannotBeKeptIsSaidForEachVisit() throws {
    let (week, _) = week([
      VisitWish(days: [5], isFirm: true), VisitWish(language: "Welsh"), VisitWish(skill: "Sailing"),
    ])
    let outcome = try RotaOutcome(week)
    #expect(outcome.lines.isEmpty && outcome.left.count == 3)
    let words = week.visits.map { visit in outcome.left.first { $0.child == visit.child }?.words ?? "" }
    #expect(words[0].contains("does not work when the family can"))
    #expect(words[1].contains("does not speak the family’s language"))
    #expect(words[2].contains("does not have what the visit needs (sailing)"))
  }

  @Test func whoMayNotVisitAtAllGoesWithNobodyEither() throws {
    let (all, _) = week([VisitWish(people: 2, whyTwo: "A dog")])
    func visitors(_ unfit: Int) -> [RotaWeek.Visitor] {
      all.visitors.enumerated().map { index, visitor in
        var visitor = visitor
        visitor.mayVisit = index >= unfit
        return visitor
      }
    }
    let one = try RotaOutcome(RotaWeek(days: all.days, visitors: visitors(1), visits: all.visits))
    #expect(one.lines.map { Set([$0.visitor, $0.second]) } == [Set(all.visitors[1...].map(\.id))])
    let two = try RotaOutcome(RotaWeek(days: all.days, visitors: visitors(2), visits: all.visits))
    #expect(two.lines.isEmpty && two.left[0].words.contains("courses and checks for any visit"))
  }

  @Test func aWeekThatWasKeptBeforeWishesWereAskedIsReadAsItIs() throws {
    let (week, _) = week([VisitWish()])
    var fields = try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(week)) as? [String: Any])
    var visits = try #require(fields["visits"] as? [[String: Any]])
    for name in ["wishes", "isPlaceKnown"] { visits[0][name] = nil }
    fields["visits"] = visits
    let old = try JSONDecoder().decode(RotaWeek.self, from: JSONSerialization.data(withJSONObject: fields))
    #expect(old.visits[0].wishes == nil)
    #expect(try RotaOutcome(old).lines.count == 1)
  }
}
