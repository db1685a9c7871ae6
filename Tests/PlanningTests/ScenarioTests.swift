import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Planning

/// Scenarios through the routes, on both engines: asked, answered, shared, answered anew.
@Suite struct ScenarioTests {
  @Test(arguments: Engine.available) func everyQuestionIsAnsweredAtOnce(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let months = (0..<30).map { "\(monthWords(2023 * 12 + $0)); \(50 + $0 % 12)" }.joined(separator: "\n")
      let asked: [(String, [String: String], [String])] = [
        ("need", typedNeed, ["We see 21% of the families we would expect in Aldersham", "400 local children"]),
        ("hubs", typedHubs, ["Stays: fixed", "proven", "Left far away", "<svg class=\"app-places\"", "Hall"]),
        (
          "posts",
          [
            "name": "Posts", "posts": "20.5", "floor": "1", "limit": "25",
            "places": "Aldersham; 300; 240\nEastholt; 100; 300",
          ], ["Huntington–Hill", "Not enough for the cases there are"]
        ),
        ("list", typedList, ["The wait that is hidden", "By formula", "Erlang-A", "0 of 12 stories"]),
        ("forecast", ["name": "Forecast", "months": months], ["Eight in ten", "Chosen"]),
        (
          "appraisal",
          [
            "name": "Appraisal", "costs": "Nothing; 0\nTeam; 100000; 90000",
            "criteria": "Cost; 40; less; cost\nTrust; 60; more; judged",
            "judged": "Nothing; Trust; 2; forum\nTeam; Trust; 9; forum",
          ], ["“Team” leads with", "What would flip the answer", "forum"]
        ),
        (
          "publication", ["name": "Table", "counts": "Place; A; B; C\nX; 3; 12; 20\nY; 9; 14; 22"],
          ["counts are hidden", "True counts"]
        ),
      ]
      for (question, fields, shown) in asked {
        let kept = await world.keep(question, fields)
        #expect(kept.status == 303, "\(question): \(kept.text.suffix(1500))")
        let page = await world.site.get(kept.path, as: "planner")
        #expect(page.status == 200)
        for words in shown { #expect(page.text.contains(words), "\(question): \(words)") }
        #expect(await world.site.get(kept.path, as: "planner", json: true).status == 200)
        #expect(await world.site.get("\(kept.path)?format=csv", as: "planner").text.contains(","))
        #expect(
          await world.site.get("\(kept.path)/change", as: "planner").text.contains("value=\"\(fields["name"]!)\""))
        #expect(await world.site.get("/planning/new/\(question)", as: "planner").status == 200)
      }
      #expect(await world.site.get("/planning", as: "planner").text.contains("Appraisal"))
    }
  }

  @Test(arguments: Engine.available) func whatIsWrongNamesTheFieldAndTheLine(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let wrong: [(String, [String: String], String)] = [
        (
          "need", typedNeed.merging(["localities": "Aldersham; many"]) { $1 },
          "Line 1: how many children live there must be"
        ),
        ("need", typedNeed.merging(["strength": "0"]) { $1 }, "The strength of belief, like 400 must be between"),
        ("need", typedNeed.merging(["name": ""]) { $1 }, "Enter a name for this scenario"),
        ("hubs", typedHubs.merging(["open": "9"]) { $1 }, "How many hubs must be no more than the 3 places"),
        ("hubs", typedHubs.merging(["places": "Hall; 0; 0; perhaps"]) { $1 }, "Line 1: “perhaps” must be now"),
        ("list", typedList.merging(["posts": "2.5"]) { $1 }, "Posts that see people must be a whole number"),
        ("list", typedList.merging(["change_posts": "2"]) { $1 }, "Enter both the month and how many posts more"),
        ("list", ["name": "Own", "model": #"{"years": 3}"#], "arrivals: is missing"),
        ("forecast", ["name": "F", "months": "2024-01; 3"], "Months behind must have at least 13 lines"),
        (
          "forecast",
          ["name": "F", "months": (0..<14).map { "\(monthWords(24288 + $0 * 2)); 9" }.joined(separator: "\n")],
          "Line 2: 2024-02 should come here"
        ),
        ("publication", ["name": "T", "counts": "P; A\nX; 1.5"], "Line 2: the count of A must be a whole number"),
        (
          "appraisal", ["name": "A", "costs": "One; 1\nTwo; 2", "criteria": "Cost; 1; cheap; cost"],
          "Line 1: say whether more or less"
        ),
        (
          "posts", ["name": "P", "posts": "2", "places": "X; 1; 1\nY; 1; 1", "floor": "2"],
          "needs more posts than there are"
        ),
        ("posts", limited("Castlewick; 2"), "Line 1 must begin with one of the places above, each once"),
        ("posts", limited("Eastholt; 2; 1"), "Line 1: Eastholt must have 2 at least and 1 at most"),
        ("posts", limited("Eastholt"), "Line 1: enter the least, the most, or both"),
        ("posts", limited("Eastholt; 1.2"), "Line 1: the least must be in steps of 0.5"),
        ("posts", limited("Eastholt; 9; 9\nAldersham; 9"), "must have more posts than there are to share out"),
      ]
      for (question, fields, said) in wrong {
        let sent = await world.keep(question, fields)
        #expect(sent.status == 422, "\(question) \(said)")
        #expect(sent.text.contains("There is a problem") && sent.text.contains(said), "\(question): \(said)")
      }
      let count = try await world.database.read { tx in
        try tx.value("SELECT count(*) FROM planning_scenario", as: Int.self)
      }
      #expect(count == 0)
    }
  }

  /// A place with limits of its own has them; for the others those hold that are for all.
  @Test func aPlaceMayHaveLimitsOfItsOwn() async throws {
    try await withPlanningWorld(.sqlite) { world in
      let path = await world.keep("posts", limited("Eastholt; 2.5; 3").merging(["cap": "7"]) { $1 }).path
      let posts = try await world.scenario(path).atOnceValue
      #expect(posts["posts"]?.list.map(\.number) == [7, 3] && posts["not_placed"]?.number == 0)
      #expect(posts["floor"]?.list.map(\.number) == [0, 2.5] && posts["cap"]?.list.map(\.number) == [7, 3])
      let page = await world.site.get(path, as: "planner").text
      for words in ["At least", "At most", "Eastholt has no less than", "Eastholt has no more than"] {
        #expect(page.contains(words), "\(words)")
      }
      let back = await world.site.get("\(path)/change", as: "planner").text
      #expect(back.contains("Eastholt; 2.5; 3"))
    }
  }

  /// The NHS's own example, typed into the form: 30 a week who are to wait 52 weeks make a list of 390; 1,200 are brought down
  /// to it in a year by 45.6 a week.
  @Test func theFormulasOfTheListAreThoseOfTheNHS() async throws {
    try await withPlanningWorld(.sqlite) { world in
      let path = await world.keep(
        "list",
        [
          "name": "NHS", "per_year": "1560", "waiting": "1200", "weeks_waited": "26", "posts": "27", "per_post": "52",
          "target": "52", "years": "1", "replications": "2",
        ]
      ).path
      let list = try await world.scenario(path).atOnceValue["theory"]?["stages"]?.list.first
      func close(_ name: String, _ value: Double) -> Bool { abs((list?[name]?.number ?? .nan) - value) < 1e-6 }
      #expect(close("target_list", 390) && close("relief_capacity", 30 + 810.0 / 52) && close("load", 30.0 / 27))
      #expect(close("list_after_a_year", 1200 + 3 * 52) && close("wait_in_turn", 1200.0 / 27) && close("pressure", 1))
      #expect(close("being_seen", 27) && list?["settled_wait"] == nil, "endless: more comes than can be done")
      let page = await world.site.get(path, as: "planner").text
      for words in ["390 people", "45.6 people a week", "Endless: more comes than can be done"] {
        #expect(page.contains(words), "\(words)")
      }
      #expect(!page.contains("The whole way"))
    }
  }

  @Test(arguments: Engine.available) func theBoardSeesWhatIsSharedAndNoSmallCounts(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let need = await world.keep("need", typedNeed).path
      let table = await world.keep(
        "publication", ["name": "Table", "counts": "Place; A; B; C\nX; 3; 12; 20\nY; 9; 14; 22"]
      ).path
      for path in [need, table] {
        #expect(await world.site.get(path, as: "board").status == 404)
        #expect(await world.site.get(path, as: "visitor").status == 403)
        #expect(await world.site.post("\(path)/sharing", as: "board").status == 403)
      }
      #expect(await world.site.get("/planning", as: "board").text.contains("Nothing is shared with the board yet"))
      for path in [need, table] { #expect(await world.site.post("\(path)/sharing", as: "planner").status == 303) }
      for json in [false, true] {
        let seen = await world.site.get(need, as: "board", json: json).text
        #expect(seen.contains("Aldersham"))
        // Three families in Eastholt are hidden. The others are rounded, so that no total gives these away.
        #expect(!seen.contains("expect in Eastholt") && seen.contains("expect in Millbrace"))
        #expect(seen.contains("We see 21% of the families we would expect in Aldersham"))
        #expect(!seen.contains("\"typed\"") && !seen.contains("Change it"))
        let published = await world.site.get(table, as: "board", json: json).text
        #expect(!published.contains("True counts") && !published.contains(json ? ":[3," : ">3<"))
      }
      let hubs = await world.keep("hubs", typedHubs).path
      #expect(await world.site.post("\(hubs)/sharing", as: "planner").status == 303)
      #expect(await world.site.get(hubs, as: "planner", json: true).text.contains("\"weight\":2"))
      let far = await world.site.get(hubs, as: "board")
      #expect(far.text.contains("The need of 2 areas is hidden") && far.text.contains("Means, shares and sums"))
      #expect(await !world.site.get(hubs, as: "board", json: true).text.contains("\"weight\":2"))
      let sheet = await world.site.get("\(need)?format=csv", as: "board")
      #expect(
        sheet.text.contains("Hidden") && sheet[header: "Content-Disposition"]?.contains("need-rounded_to_5.csv") == true
      )
      #expect(await world.site.get("\(need)/change", as: "board").status == 403)
      #expect(await world.site.post("\(need)/sharing/ending", as: "planner").status == 303)
      #expect(await world.site.get(need, as: "board").status == 404)
    }
  }

  @Test(arguments: Engine.available) func whenTheLiveRecordsMoveItIsSaidAndAnsweredAnew(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let form = await world.site.get("/planning/new/need?fill=live", as: "planner").text
      #expect(form.contains("Aldersham; ; ; 120") && form.contains("Filled from the live records"))
      let path = await world.keep("need", typedNeed).path
      let before = await world.site.get(path, as: "planner").text
      #expect(before.contains("2 of") && before.contains("are from the live records of 18 November 2026"))
      #expect(before.contains("Typed by Seun Balogun") && !before.contains("have moved"))
      #expect(form.contains("name=\"filled\" value=\"live\""))
      world.live.move { live in
        live.places[0] = .init("Aldersham", families: 240)
        // Millbrace was typed otherwise: it is not the records’ to change.
        live.places[2] = .init("Millbrace", families: 60)
      }
      let moved = await world.site.get(path, as: "planner").text
      #expect(moved.contains("The live records have moved"))
      #expect(moved.contains("Families seen now in Aldersham: 120, now 240"))
      #expect(await world.site.post("\(path)/rerun", as: "planner").status == 303)
      let after = await world.site.get(path, as: "planner").text
      #expect(
        !after.contains("have moved") && after.contains("We see 42% of the families we would expect in Aldersham"))
      let kept1 = try await world.scenario(path)
      #expect(kept1.version == 2 && kept1.typed.contains("Millbrace; 7600; 1; 50"))
    }
  }

  @Test(arguments: Engine.available) func aChangeNeedsTheVersionItWasDrawnFrom(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let path = await world.keep("need", typedNeed).path
      let usual = needForm.usual.merging(typedNeed) { $1 }
      let changed = usual.merging(["name": "Need again", "version": "1", "strength": "10000"]) { $1 }
      #expect(await world.site.post(path, changed, as: "planner").status == 303)
      #expect(await world.site.post(path, changed, as: "planner").status == 409)
      let page = await world.site.get(path, as: "planner").text
      #expect(page.contains("Need again") && page.contains("10,000 local children"))
      let tried = await world.site.get("\(path)?strength=100", as: "planner").text
      #expect(tried.contains("100 local children, tried out here and not kept"))
    }
  }

  @Test(arguments: Engine.available) func scenariosOfOneQuestionStandSideBySide(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let first = await world.keep("need", typedNeed).path.split(separator: "/").last!
      let second = await world.keep("need", typedNeed.merging(["name": "Firm", "strength": "10000"]) { $1 }).path
        .split(separator: "/").last!
      let other = await world.keep("hubs", typedHubs).path.split(separator: "/").last!
      let page = await world.site.get("/planning/comparison?a=\(first)&b=\(second)&c=\(other)", as: "planner").text
      #expect(page.contains("Families in Aldersham") && page.contains("Firm") && page.contains("were left out"))
      #expect(
        await world.site.get("/planning/comparison", as: "planner").text.contains("Choose two scenarios or three"))
      #expect(await world.site.get("/planning/comparison?a=\(first)&b=\(second)", as: "board").status == 404)
      let list = await world.keep("list", typedList).path.split(separator: "/").last!
      let more = await world.keep("list", typedList.merging(["name": "More posts", "posts": "6"]) { $1 }).path
        .split(separator: "/").last!
      let lists = await world.site.get("/planning/comparison?a=\(list)&b=\(more)&format=csv", as: "planner").text
      // By formula, before anything is simulated: 120 wait, and one more of them is seen at once.
      #expect(lists.contains("by formula, ") && lists.contains("by formula, −"), "\(lists)")
    }
  }

  @Test(arguments: Engine.available) func aFormThatComesTwiceIsKeptOnce(engine: Engine) async throws {
    try await withPlanningWorld(engine) { world in
      let fields = needForm.usual.merging(typedNeed) { $1 }.merging(
        ["question": "need", "form_id": (world.site.site.newID() as AnyID).description]) { $1 }
      for _ in 0..<2 { #expect(await world.site.post("/planning/scenarios", fields, as: "planner").status == 303) }
      let count = try await world.database.read { tx in
        try tx.value("SELECT count(*) FROM planning_scenario", as: Int.self)
      }
      #expect(count == 1)
    }
  }
}

/// Ten posts for two places, with limits of single ones.
private func limited(_ lines: String) -> [String: String] {
  [
    "name": "Posts", "posts": "10", "step": "0.5", "by_place": lines,
    "places": "Aldersham; 300; 240\nEastholt; 100; 90",
  ]
}
