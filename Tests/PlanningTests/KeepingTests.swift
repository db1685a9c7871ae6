import Design
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Planning

/// What becomes of scenarios that are kept: removed and brought back, answered anew by themselves, shown to the board.
@Suite struct KeepingTests {
  @Test(arguments: Engine.available) func whatIsRemovedCanBeBroughtBack(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let path = await world.keep("list", typedList).path
      #expect(await world.site.post("\(path)/sharing", as: "planner").status == 303)
      #expect(await world.site.post("\(path)/removal", as: "board").status == 403)
      #expect(await world.site.post("\(path)/return", as: "planner").status == 409, "it is not removed")
      #expect(await world.site.post("\(path)/removal", as: "planner")[header: "Location"] == path)
      let removed = try await world.scenario(path)
      #expect(removed.state == .stopped && removed.removedBy == "Seun Balogun" && removed.sharedAt != nil)
      let page = await world.site.get(path, as: "planner").text
      #expect(page.contains("This scenario is removed") && page.contains("Seun Balogun removed it"))
      #expect(!page.contains("Change it") && !page.contains("Let it go on") && !page.contains("Remove it"))
      #expect(await world.site.get(path, as: "board").status == 404)
      #expect(await world.site.get("\(path)/change", as: "planner").status == 404)
      for act in ["continuation", "sharing/ending", "removal", "rerun"] {
        #expect(await world.site.post("\(path)/\(act)", as: "planner").status == 404, "\(act)")
      }
      let list = await world.site.get("/planning", as: "planner").text
      #expect(list.contains("Removed scenarios") && !list.contains(path))
      #expect(await world.site.get("/planning/removed", as: "planner").text.contains(path))
      #expect(await world.site.get("/planning/removed", as: "board").status == 403)

      #expect(await world.site.post("\(path)/return", as: "planner").status == 303)
      #expect(await world.site.get(path, as: "board").status == 200, "it is shared, as it was")
      let back = await world.site.get(path, as: "planner").text
      #expect(back.contains("Let it go on") && !back.contains("is removed"))
      let kinds = try await world.database.read { tx in
        try tx.rows("SELECT kind FROM event ORDER BY at, id") { try $0[0] as String }
      }
      #expect(kinds.contains("scenario.removed") && kinds.contains("scenario.brought_back"))
    }
  }

  @Test(arguments: Engine.available) func aScenarioThatFollowsTheRecordsIsAnsweredAnewByItself(engine: Engine)
    async throws
  {
    try await withPlanningWorld(engine) { world in
      let path = await world.keep("need", typedNeed.merging(["follows": "yes"]) { $1 }).path
      let other = await world.keep("need", typedNeed.merging(["name": "Asked once"]) { $1 }).path
      let live = world.live
      func follow(hours: Int) async throws -> Int {
        try await followLiveRecords(
          in: world.database, live: { _, _, _ in live.now }, at: TestSite.now.adding(minutes: 60 * hours))
      }
      let again1 = try await follow(hours: 30)
      #expect(again1 == 0, "nothing has moved")
      world.live.move { $0.places[0] = .init("Aldersham", families: 240) }
      let again2 = try await follow(hours: 3)
      #expect(again2 == 0, "it was answered only three hours ago")
      let again3 = try await follow(hours: 30)
      #expect(again3 == 1)
      let page = await world.site.get(path, as: "planner").text
      #expect(page.contains("We see 42% of the families we would expect in Aldersham"))
      #expect(page.contains("Kept by Seun Balogun") && page.contains("answered again by itself"))
      #expect(page.contains("Typed by Seun Balogun") && !page.contains("Typed by Keywork"))
      #expect(await world.site.get(other, as: "planner").text.contains("The live records have moved"))
      let again4 = try await follow(hours: 31)
      #expect(again4 == 0)
    }
  }

  /// Whoever typed a figure first is not forgotten when somebody else answers the scenario anew.
  @Test func whatWasTypedStaysWithWhoTypedIt() async throws {
    try await withPlanningWorld(.sqlite) { world in
      let path = await world.keep("need", typedNeed).path
      try await world.database.write { tx in
        try tx.run("UPDATE planning_scenario SET inputs = replace(inputs, 'Seun Balogun', 'Ama Darko')")
      }
      world.live.move { $0.places[0] = .init("Aldersham", families: 60) }
      #expect(await world.site.post("\(path)/rerun", as: "planner").status == 303)
      let inputs = try await world.scenario(path).inputLines
      let children = inputs.first { $0.what == "Children who live in Millbrace" }
      #expect(children?.by == "Ama Darko")
      let families = inputs.first { $0.what == "Families seen now in Aldersham" }
      #expect(families?.value == "60")
    }
  }

  /// Whoever has both runs finds in them no more than in each alone.
  @Test(arguments: Engine.available) func whatOneRunHidNoLaterRunShows(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let fields = ["name": "Table", "counts": "Place; A; B; C\nX; 3; 12; 20\nY; 9; 14; 22", "profile": "under_5"]
      let table = await world.keep("publication", fields).path
      let changed = fields.merging(["counts": "Place; A; B; C\nX; 6; 12; 20\nY; 9; 14; 22", "version": "1"]) { $1 }
      #expect(await world.site.post(table, changed, as: "planner").status == 303)
      #expect(await world.site.get(table, as: "planner").text.contains("hidden in an earlier run"))
      #expect(await world.site.post("\(table)/sharing", as: "planner").status == 303)
      let seen = await world.site.get("\(table)?format=csv", as: "board").text
      // What is shown is rounded: the totals of the two runs would tell that three people more came.
      #expect(seen.contains("X,c,c,20,40") && seen.contains("Y,c,c,20,45"), "\(seen)")
      #expect(await world.site.get(table, as: "board").text.contains("Rounded to 5, totals too"))
      let back = changed.merging(["version": "2"]) { $1 }
      #expect(await world.site.post(table, back, as: "planner").status == 303)
      #expect(await world.site.get("\(table)?format=csv", as: "board").text == seen, "rounded once, rounded for good")
      let under5 = await world.keep("publication", fields.merging(["follows": "yes"]) { $1 })
      #expect(under5.status == 422 && under5.text.contains("must be rounded"))

      let need = await world.keep("need", typedNeed).path
      #expect(await world.site.post("\(need)/sharing", as: "planner").status == 303)
      // Three families in Eastholt are hidden.
      world.live.move { $0.places[1] = .init("Eastholt", families: 30) }
      #expect(await world.site.post("\(need)/rerun", as: "planner").status == 303)
      let after = await world.site.get(need, as: "board", json: true).text
      #expect(!after.contains("expect in Eastholt") && after.contains("expect in Millbrace"))
      #expect(await world.site.get(need, as: "planner").text.contains("expect in Eastholt"))
      #expect(await world.site.post("\(need)/sharing/ending", as: "planner").status == 303)
      world.live.move { $0.places[1] = .init("Eastholt", families: 40) }
      #expect(await world.site.post("\(need)/rerun", as: "planner").status == 303)
      #expect(await world.site.post("\(need)/sharing", as: "planner").status == 303)
      #expect(await !world.site.get(need, as: "board").text.contains("expect in Eastholt"))
      let follows = typedNeed.merging([
        "follows": "yes", "localities": "Aldersham; 6200; 1; 118\nEastholt; 5600; 1; 41",
      ]) { $1 }
      let rounded = await world.keep("need", follows).path
      #expect(await world.site.post("\(rounded)/sharing", as: "planner").status == 303)
      let sheet = await world.site.get("\(rounded)?format=csv", as: "board")
      #expect(sheet.text.contains(",120,") && !sheet.text.contains("118"))
      #expect(!sheet.text.contains(",40,") && sheet.text.contains("Hidden"), "the other scenario hid Eastholt")
      #expect(sheet[header: "Content-Disposition"]?.contains("need-rounded_to_5.csv") == true)
      #expect(await world.site.get("\(rounded)?format=csv", as: "planner").text.contains(",118,"))
      #expect(await world.site.get(rounded, as: "board").text.contains("rounded to 5"))
      let unseen = await world.keep("need", typedNeed.merging(["localities": "Eastholt; 5600; 0.8; 40"]) { $1 }).path
      #expect(await world.site.post("\(unseen)/sharing", as: "planner").status == 303)
      #expect(await !world.site.get(unseen, as: "board").text.contains("expect in Eastholt"), "nor in a new one")
      #expect(await world.site.get(unseen, as: "planner").text.contains("expect in Eastholt"))
    }
  }

  /// A reader with every scenario that is shared, who knows what may stand behind a rounded or a hidden figure, and who sets
  /// one against the other for each locality: nothing that one hides is shown by another, and no difference is known to fewer
  /// than five families.
  @Test func scenariosSideBySideGiveNothingAway() async throws {
    try await withPlanningWorld(.sqlite) { world in
      let places = ["Aldersham", "Brackenfold", "Castlewick", "Dunmarsh", "Eastholt", "Fennacre"]
      let asked = [[0, 1, 2], [1, 2, 3], [2, 3, 4, 5], [0, 4, 5], [0, 1, 5], [3, 4]]
      var (truth, sheets): ([[String: Int]], [[String: ClosedRange<Int>?]]) = ([], [])
      var counts = [31, 3, 17, 9, 24, 12]
      var paths: [String] = []
      for (number, some) in asked.enumerated() {
        let lines = some.map { "\(places[$0]); 900; 1; \(counts[$0])" }.joined(separator: "\n")
        let fields = typedNeed.merging(["name": "Need \(number)", "localities": lines]) { $1 }
        paths.append(await world.keep("need", fields).path)
        #expect(await world.site.post("\(paths[number])/sharing", as: "planner").status == 303)
        truth.append(Dictionary(uniqueKeysWithValues: some.map { (places[$0], counts[$0]) }))
        // A few families come and go between one scenario and the next.
        for place in places.indices {
          counts[place] = max(0, counts[place] + [1, -1, 2, 0, -2, 1][(place + number) % 6])
        }
      }
      for path in paths {
        let rows = await world.site.get("\(path)?format=csv", as: "board").text.split(separator: "\r\n").dropFirst()
        sheets.append(
          Dictionary(
            uniqueKeysWithValues: rows.map { row in
              let cells = row.split(separator: ",", omittingEmptySubsequences: false)
              return (String(cells[0]), Int(cells[7]).map { $0 == 0 ? 0...0 : $0 - 2...$0 + 2 })
            }))
      }
      #expect(sheets.joined().contains { $0.value == nil } && sheets.joined().contains { $0.value != nil })
      for (a, first) in sheets.enumerated() {
        for (place, range) in first {
          if let range { #expect(range.contains(truth[a][place]!), "\(place)") }
          for second in sheets {
            guard let other = second[place] else { continue }
            #expect((range == nil) == (other == nil), "\(place) is hidden in all or in none")
            if let range, let other, range != 0...0 || other != 0...0 {
              #expect((other.upperBound - range.lowerBound) - (other.lowerBound - range.upperBound) >= 4)
            }
          }
        }
      }
      let ids = paths.prefix(2).map { $0.split(separator: "/").last! }
      let beside = await world.site.get("/planning/comparison?a=\(ids[0])&b=\(ids[1])&format=csv", as: "board")
      #expect(beside.status == 200)
    }
  }

  /// Two tables with the same counts hide the same; one that has only some of them could be taken from the other.
  @Test(arguments: Engine.available) func tablesOfTheBoardAreHiddenTogether(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let fields = ["name": "First", "counts": "Place; A; B; C\nX; 3; 12; 20\nY; 9; 14; 22", "profile": "under_5"]
      let first = await world.keep("publication", fields).path
      #expect(await world.site.post("\(first)/sharing", as: "planner").status == 303)
      let grown = fields.merging(["name": "Second", "counts": "Place; A; B; C\nX; 30; 12; 20\nY; 9; 14; 22"]) { $1 }
      let second = await world.keep("publication", grown).path
      #expect(await world.site.post("\(second)/sharing", as: "planner").status == 303)
      let seen = await world.site.get("\(second)?format=csv", as: "board").text
      #expect(seen.contains("X,c,c,20,60") && seen.contains("Y,c,c,20,45"), "\(seen)")
      let part = fields.merging(["name": "Part", "counts": "Place; A; B\nX; 3; 12\nY; 9; 14"]) { $1 }
      let some = await world.keep("publication", part).path
      let refused = await world.site.post("\(some)/sharing", as: "planner")
      #expect(refused.status == 409 && refused.text.contains("which has some of these rows and columns"))
      let apart = part.merging(["name": "Other", "counts": "Place; D; E\nX; 30; 12\nY; 9; 14"]) { $1 }
      let other = await world.keep("publication", apart).path
      #expect(await world.site.post("\(other)/sharing", as: "planner").status == 303)
      let whole = apart.merging(["counts": fields["counts"]!, "version": "1"]) { $1 }
      #expect(await world.site.post(other, whole, as: "planner").status == 303, "the same rows and columns")
      let less = apart.merging(["counts": "Place; A\nX; 30\nY; 9", "version": "2"]) { $1 }
      #expect(await world.site.post(other, less, as: "planner").status == 409, "it is shared")
    }
  }

  /// The exact share is a proportion of families, and the cases at a post are a count: the board has neither.
  @Test func theBoardsFiguresOfPostsAreRounded() async throws {
    try await withPlanningWorld(.sqlite) { world in
      let fields = ["name": "Posts", "posts": "10", "limit": "25", "places": "Aldersham; 300; 241\nEastholt; 101; 93"]
      let path = await world.keep("posts", fields).path
      #expect(await world.site.post("\(path)/sharing", as: "planner").status == 303)
      let seen = await world.site.get(path, as: "board", json: true).text
      #expect(!seen.contains("\"quota\"") && !seen.contains("\"active\"") && !seen.contains("\"weights\""))
      #expect(await world.site.get(path, as: "planner", json: true).text.contains("\"quota\""))
      let posts = try await world.scenario(path).atOnceValue["posts"]?.list.map(\.number) ?? []
      #expect(posts == [7.5, 2.5])
      // 240 cases to 7.5 posts, 95 to 2.5.
      #expect(seen.contains("\"cases_per_post\":[32,38]"), "\(seen)")
      #expect(await world.site.get(path, as: "board").text.contains("Cases are rounded to 5"))
    }
  }

  @Test func postsAreFilledByLocationAndRole() async throws {
    try await withPlanningWorld(.sqlite) { world in
      let before: [LiveFigures.Posts] = [
        .init("Aldersham", role: "Home visitor", setUp: 5.5, filled: 5),
        .init("Aldersham", role: "Senior home visitor", setUp: 1, filled: 1),
        .init("Eastholt", role: "Home visitor", setUp: 4, filled: 3),
      ]
      world.live.move { $0.posts = before }
      let all = await world.site.get("/planning/new/posts?fill=live", as: "planner").text
      #expect(all.contains("Aldersham; 120; 200; 6.5; 6") && all.contains("Eastholt; 3; 2; 4; 3"))
      #expect(all.contains("Senior home visitor") && all.contains("value=\"10.5\""))
      let seniors = await world.site.get("/planning/new/posts?fill=live&list=3", as: "planner").text
      #expect(seniors.contains("Aldersham; 120; 200; 1; 1") && !seniors.contains("value=\"10.5\""))
      let path = await world.keep(
        "posts",
        [
          "name": "Visitors", "filled": "live", "role": "Home visitor", "posts": "9.5", "limit": "30",
          "places": "Aldersham; 300; 200; 5.5; 5\nEastholt; 100; 2; 4; 2",
        ]
      ).path
      let page = await world.site.get(path, as: "planner").text
      for words in ["There now", "Change", "+1.5", "−1.5", "Posts (Home visitor) in Aldersham now"] {
        #expect(page.contains(words), "\(words)")
      }
      #expect(!page.contains("have moved"))
      world.live.move { live in
        live.posts = before.map { .init($0.name, role: $0.role, setUp: $0.setUp + 0.5, filled: $0.filled - 0.5) }
      }
      let moved = await world.site.get(path, as: "planner").text
      #expect(moved.contains("Posts (Home visitor) in Aldersham now: 5.5, now 6"))
      #expect(moved.contains("Of these, filled in Aldersham: 5, now 4.5"))
      #expect(await world.site.post("\(path)/rerun", as: "planner").status == 303)
      let kept = try await world.scenario(path)
      // Two filled posts in Eastholt were typed otherwise than the records say: they stay.
      #expect(kept.entry["places"] == "Aldersham; 300; 200; 6; 4.5\nEastholt; 100; 2; 4.5; 2")
      #expect(kept.entry["posts"] == "10.5")
      #expect(await world.site.post("\(path)/sharing", as: "planner").status == 303)
      let seen = await world.site.get(path, as: "board").text
      #expect(seen.contains("There now") && !seen.contains("Filled"))
    }
  }

  @Test func moneyIsFilledFromTheLiveRecords() async throws {
    try await withPlanningWorld(.sqlite) { world in
      #expect(
        await world.site.get("/planning/new/appraisal?fill=live", as: "planner").text.contains(
          "know nothing to fill in"))
      world.live.move { live in
        live.funds = [.init("Sure Start grant", byYear: [70189, 70189])]
        live.posts = [
          .init("Aldersham", role: "Home visitor", setUp: 6.5, filled: 5),
          .init("Eastholt", role: "Home visitor", setUp: 4, filled: 4),
        ]
      }
      let form = await world.site.get("/planning/new/appraisal?fill=live", as: "planner").text
      #expect(form.contains("Sure Start grant; 70,189; 70,189"))
      let posts = await world.site.get("/planning/new/posts?fill=live", as: "planner").text
      #expect(posts.contains("value=\"10.5\""))
      let path = await world.keep(
        "appraisal",
        [
          "name": "Money", "filled": "live", "funds": "Sure Start grant; 70,189; 70,189\nGift; 500",
          "costs": "Nothing; 0\nTeam; 80000; 60000", "criteria": "Cost; 1; less; cost",
        ]
      ).path
      let page = await world.site.get(path, as: "planner").text
      #expect(page.contains("Year 1: £9,311") && page.contains("1 of") && page.contains("live records of 18 November"))
      world.live.move { $0.funds = [.init("Sure Start grant", byYear: [70189, 0])] }
      #expect(
        await world.site.get(path, as: "planner").text.contains(
          "Money from Sure Start grant, £ by year: 70,189; 70,189, now 70,189; 0"))
      #expect(await world.site.post("\(path)/rerun", as: "planner").status == 303)
      let after = await world.site.get(path, as: "planner").text
      #expect(after.contains("Year 1: £9,311; Year 2: £60,000") && after.contains("Gift"))
    }
  }

  @Test func aListIsFilledFromTheOneThatIsChosen() async throws {
    try await withPlanningWorld(.sqlite) { world in
      let form = await world.site.get("/planning/new/list", as: "planner").text
      #expect(form.contains("Early help, waiting for a worker") && form.contains("fill=live&amp;list=2"))
      let filled = await world.site.get("/planning/new/list?fill=live&list=1", as: "planner").text
      #expect(filled.contains("value=\"1500\"") && filled.contains("value=\"21.5\""))
      let path = await world.keep(
        "list",
        typedList.merging([
          "filled": "live", "live_list": "Requests at the front door", "per_year": "1,500", "waiting": "300",
          "weeks_waited": "18",
        ]) { $1 }
      ).path
      let inputs = try await world.scenario(path).inputLines.filter(\.isLive).map(\.what)
      #expect(inputs == ["People who join in a year", "People who wait now"], "the weeks were typed")
      world.live.move { live in
        live.lists[0] = .init("Requests at the front door", perYear: 1600, people: 280, weeks: 30)
      }
      let moved = await world.site.get(path, as: "planner").text
      #expect(moved.contains("People who join in a year: 1,500, now 1,600"))
      #expect(await world.site.post("\(path)/rerun", as: "planner").status == 303)
      let entry = try await world.scenario(path).entry
      #expect(entry["per_year"] == "1,600" && entry["waiting"] == "280" && entry["weeks_waited"] == "18")
    }
  }

  // MARK: The board

  /// Last year's month may be the forecast itself: where it is small, neither stands there.
  @Test func theBoardCannotWorkOutASmallMonth() async throws {
    try await withPlanningWorld(.sqlite) { world in
      let counts = (0..<30).map { $0 == 20 ? 3 : 40 + $0 % 12 }
      let months = counts.enumerated().map { "\(monthWords(2024 * 12 + $0)); \($1)" }.joined(separator: "\n")
      let path = await world.keep("forecast", ["name": "Small", "months": months]).path
      #expect(await world.site.post("\(path)/sharing", as: "planner").status == 303)
      let page = await world.site.get(path, as: "board").text
      #expect(page.contains("Months with fewer than 5 are hidden"))
      let rows = await world.site.get("\(path)?format=csv", as: "board").text.split(separator: "\r\n").dropFirst()
      #expect(rows.count == 12)
      for row in rows {
        let values = row.split(separator: ",").dropFirst().compactMap { Int($0) }
        #expect(!values.isEmpty && values.allSatisfy { $0 % 5 == 0 }, "\(row)")
      }
      #expect(await world.site.get(path, as: "planner").text.contains("about") == true)
    }
  }

  /// With every other need known and the exact means, the hidden need of an area would be a sum away.
  @Test func theBoardsFiguresOfHubsAreOfTheAreasThatAreShown() async throws {
    try await withPlanningWorld(.sqlite) { world in
      let path = await world.keep("hubs", typedHubs).path
      #expect(await world.site.post("\(path)/sharing", as: "planner").status == 303)
      let seen = await world.site.get(path, as: "board", json: true).text
      #expect(!seen.contains("weighted_distance") && !seen.contains("\"cost\"") && !seen.contains("\"bound\""))
      // Of Middle and South alone, nearest to the library (4 and 9 km, 1.3 times) today.
      let mean = 1.3 * (50 * 4 + 60 * 9) / 110
      let means = seen.matches(of: /"mean_distance":([0-9.]+)/).compactMap { Double($0.1) }
      #expect(means.contains { abs($0 - mean) < 1e-9 }, "\(means)")
      #expect(seen.contains("\"area\":\"Far\""), "that nobody is near is no secret")
    }
  }

  @Test func theBoardIsNotToldOfAListOfThree() async throws {
    try await withPlanningWorld(.sqlite) { world in
      let path = await world.keep("list", typedList.merging(["waiting": "3"]) { $1 }).path
      #expect(await world.site.post("\(path)/sharing", as: "planner").status == 303)
      try await runScenarios(in: world.database, node: "one", now: { TestSite.now })
      let seen = await world.site.get(path, as: "board", json: true).text
      #expect(
        !seen.contains("\"people\"") && !seen.contains("\"waiting_now\":{\"high\"") && !seen.contains("\"value\":\"3\"")
      )
      let page = await world.site.get(path, as: "board").text
      #expect(page.contains("The wait that is hidden") && !page.contains("Waiting now"))
    }
  }
}
