import Design
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Plans

/// The journeys as people take them, through the responder, on both engines.
@Suite struct PlansPagesTests {
  private func day(_ name: String, _ day: Day) -> [String: String] { [name: day.description] }
  private let today = TestSite.now.day

  private func see(_ response: Response, _ town: Town, as name: String, _ source: SourceLocation = #_sourceLocation)
    async -> String
  {
    #expect(response.status == 303, "\(response.text.prefix(3000))", sourceLocation: source)
    guard let place = response[header: "Location"] else { return "" }
    let page = await town.site.get(place.split(separator: "#").first.map(String.init) ?? place, as: name)
    #expect(page.status == 200, "\(place)", sourceLocation: source)
    return page.text
  }

  @Test(arguments: Engine.available) func fromTheFirstQuestionToTheEnd(engine: Engine) async throws {
    try await withTown(engine) { town in
      let child = "/children/\(town.amara)"
      let empty = await town.site.get("\(child)/support", as: "mina")
      #expect(empty.status == 200 && empty.text.contains("There is no early help for Amara yet"))

      var text = await see(
        await town.site.post(
          "\(child)/supports",
          ["wanted": "A good night’s <sleep>", "level": "3", "route": "direct", "team": town.earlyHelp.description],
          as: "mina"),
        town, as: "mina")
      #expect(text.contains("A good night’s &lt;sleep&gt;") && text.contains("Ask the family whether they agree"))
      let support = try await town.read { tx in try tx.currentSupport(of: town.amara)!.id }
      let base = "\(child)/supports/\(support)"

      text = await see(
        await town.site.post(
          "\(base)/agreement",
          lists: [
            "answer": ["yes"], "answered_on": [today.description], "giver": ["parent"], "agreed_by": ["Dana Bello"],
            "scope": ["Council", "Community Health"],
          ], as: "mina"), town, as: "mina")
      #expect(text.contains("Nobody works with the family yet"))

      text = await see(
        await town.site.post(
          "\(base)/allocation", ["practitioner": town.priya.description, "is_lead": "yes"], as: "mina"),
        town, as: "mina")
      #expect(text.contains("Priya Nair") && text.contains("lead professional"))

      text = await see(await town.site.post("\(base)/assessments", as: "priya"), town, as: "priya")
      #expect(text.contains("Nothing written yet"))
      for domain in ["health", "warmth", "money"] {
        text = await see(
          await town.site.post(
            "\(base)/assessment/\(domain)",
            ["strengths": "Good at \(domain)", "needs": "Some", "score": "6", "version": "0"],
            as: "priya"), town, as: "priya")
        #expect(text.contains("Good at \(domain)"))
      }
      text = await see(
        await town.site.post(
          "\(base)/assessment/completion",
          [
            "contributors": "Dana Bello, mother", "voice": "pictures", "child_says": "I want my own bed",
            "summary": "Nights are hard.",
          ],
          as: "priya"), town, as: "priya")
      #expect(text.contains("I want my own bed") && text.contains("Finished"))

      text = await see(
        await town.site.post(
          "\(base)/goals",
          ["words": "We all sleep", "owner": "practitioner:\(town.priya)", "due_on": "2027-02-28", "baseline": "1"],
          as: "priya"),
        town, as: "priya")
      let goal = try await town.read { tx in try tx.goals(of: support)[0] }
      text = await see(
        await town.site.post(
          "\(base)/goals/\(goal.id)/actions",
          ["what": "Try a story", "owner": "person:\(town.dana)", "due_on": "2026-12-01"],
          as: "priya"), town, as: "priya")
      #expect(text.contains("Try a story"))
      text = await see(
        await town.site.post(
          "\(base)/plan/agreement",
          [
            "agreed_on": today.description, "agreed_by": "Dana Bello", "child_view": "OK",
            "next_review_on": "2026-12-30",
          ],
          as: "priya"), town, as: "priya")
      #expect(text.contains("Plan, version 1") && text.contains("Wednesday 30 December 2026"))

      text = await see(
        await town.site.post(
          "\(base)/reviews",
          lists: [
            "held_on": [today.description], "score_\(goal.id)": ["3"], "what_changed": ["Two good nights"],
            "voice": ["talked"], "child_says": ["I slept"], "came": ["Dana Bello", "Amara"],
            "also_came": ["Gran, Mr Ali"],
            "decision": ["close"], "why": ["It is enough"],
          ], as: "priya"), town, as: "priya")
      #expect(text.contains("Ask to close the help"))
      text = await see(
        await town.site.get("\(base)/goals/\(goal.id)", as: "priya").status == 200
          ? await town.site.post(
            "\(base)/closing", ["close_reason": "needs_met", "in_place": "Breakfast club", "who_to_call": "The hub"],
            as: "priya")
          : Response(500), town, as: "priya")
      #expect(text.contains("A manager decides whether to close"))
      let ended = await town.site.post("\(base)/closing/answer", ["answer": "close"], as: "mina")
      #expect(ended.status == 303 && ended[header: "Location"] == "/supports")
      let state = try await town.read { tx in try tx.support(support, of: town.amara).state }
      #expect(state == .closed)
    }
  }

  @Test(arguments: Engine.available) func everyPageIsDrawnInEveryState(engine: Engine) async throws {
    try await withTown(engine) { town in
      for state in SupportState.allCases {
        let (child, support) = try await town.write { tx in
          let child = try town.newChild(in: tx)
          let support = try town.lead(child, to: state, in: tx)
          return (child, support)
        }
        let (goal, action) = try await town.read { tx in
          (try tx.goals(of: support.id).first?.id, try tx.actions(of: support.id).first?.id)
        }
        for route in plans.routes where route.method == .get {
          let isFamily = route.path.description.hasPrefix("/family")
          var isComplete = true
          let path = route.path.filled { hole in
            switch hole {
            case "child": return child.description
            case "support": return support.id.description
            case "goal" where goal != nil: return goal!.description
            case "action" where action != nil: return action!.description
            case "domain": return "health"
            default:
              isComplete = false
              return "x"
            }
          }
          guard isComplete else { continue }
          let page = await town.site.get(path, as: isFamily ? "dana" : "mina")
          #expect(page.status == 200 || page.status == 409, "\(path) in \(state): \(page.status)")
          #expect(!page.text.contains("Optional("), "\(path) in \(state)")
          let json = await town.site.get(path, as: isFamily ? "dana" : "mina", json: true)
          #expect(json.status == page.status, "\(path) as JSON in \(state)")
        }
      }
    }
  }

  @Test(arguments: Engine.available) func whatIsWrongIsSaidAndKept(engine: Engine) async throws {
    try await withTown(engine) { town in
      let support = try await town.write { tx in try town.lead(town.amara, to: .reviewing, in: tx) }
      let base = "/children/\(town.amara)/supports/\(support.id)"
      let goal = try await town.read { tx in try tx.goals(of: support.id)[0].id }
      let wrong: [(String, [String: String], String)] = [
        ("reviews", ["held_on": "2026-11-31", "what_changed": "Kept <words>"], "Kept &lt;words&gt;"),
        ("reviews", ["held_on": today.description, "score_\(goal)": "6"], "between 0 and 5"),
        ("goals", ["words": "Kept words"], "Choose who looks after this goal"),
        (
          "goals", ["words": "x", "owner": "practitioner:nobody", "due_on": "2027-01-01", "baseline": "1"],
          "Choose one of the answers"
        ),
        (
          "meetings", ["held_on": "2026-11-01", "place": "School", "came": "Dana", "what_1": "Ring"],
          "Choose who will do it"
        ),
        (
          "plan/agreement", ["agreed_on": today.description, "agreed_by": "D", "next_review_on": "2027-06-01"],
          "must be on or before"
        ),
        ("closing", ["close_reason": "step_up", "in_place": "x", "who_to_call": "y"], "Ask for a step up first"),
        (
          "step-up", ["reason": "x", "team": town.socialCare.description, "handover_on": "2020-01-01"],
          "must be today or in the future"
        ),
        ("level", ["level": "3", "reason": "x"], "That is the level already"),
        ("goals/\(goal)/actions", ["what": "Kept words"], "Kept words"),
        ("team", ["practitioner": AnyID(high: 1, low: 2).description, "part": "x"], "Choose one from the list"),
      ]
      for (path, fields, said) in wrong {
        let sent = await town.site.post("\(base)/\(path)", fields, as: "mina")
        #expect(sent.status == 422 && sent.text.contains(said), "\(path): \(sent.status), wanted \(said)")
      }
      let after = try await town.read { tx in try tx.support(support.id, of: town.amara) }
      let isSame = after == support
      #expect(isSame)
      let reviews = try await town.read { tx in try tx.reviews(of: support.id).count }
      #expect(reviews == 0)
    }
  }

  @Test(arguments: Engine.available) func aSupportIsFoundOnlyUnderItsOwnChild(engine: Engine) async throws {
    try await withTown(engine) { town in
      let (other, support) = try await town.write { tx in
        (try town.newChild(in: tx), try town.lead(town.amara, to: .reviewing, in: tx))
      }
      for rest in ["", "/plan", "/assessment", "/team", "/goals/new"] {
        #expect(await town.site.get("/children/\(other)/supports/\(support.id)\(rest)", as: "mina").status == 404)
      }
      #expect(await town.site.post("/children/\(other)/supports/\(support.id)/assessments", as: "mina").status == 404)
    }
  }

  @Test(arguments: Engine.available) func theSecondWriterIsToldAndNothingIsLost(engine: Engine) async throws {
    try await withTown(engine) { town in
      let support = try await town.write { tx in try town.lead(town.amara, to: .assessing, in: tx) }
      let path = "/children/\(town.amara)/supports/\(support.id)/assessment/health"
      #expect(await town.site.post(path, ["strengths": "From Priya", "version": "0"], as: "priya").status == 303)
      let second = await town.site.post(path, ["strengths": "From Tom", "version": "0"], as: "tom")
      #expect(second.status == 409 && second.text.contains("Somebody else"))
      let page = await town.site.get(path, as: "tom")
      #expect(page.text.contains("From Priya") && page.text.contains("Last written by Priya Nair"))
    }
  }

  @Test(arguments: Engine.available) func theFamilyReadsAndAnswers(engine: Engine) async throws {
    try await withTown(engine) { town in
      let none = await town.site.get("/family/\(town.amara)/plan", as: "dana")
      #expect(none.status == 200 && none.text.contains("There is no plan yet"))
      let support = try await town.write { tx in try town.lead(town.amara, to: .reviewing, in: tx) }
      let goal = try await town.read { tx in try tx.goals(of: support.id)[0].id }
      let comments = "/family/\(town.amara)/goals/\(goal)/comments"
      let nothing = await town.site.post(comments, ["comment": "  "], as: "dana")
      #expect(nothing.status == 422 && nothing.text.contains("Enter what you want to say"))
      #expect(await town.site.post(comments, ["comment": "Nights are <better>"], as: "dana").status == 303)
      let page = await town.site.get("/family/\(town.amara)/plan", as: "dana")
      #expect(page.text.contains("We all sleep") && page.text.contains("Nights are &lt;better&gt;"))
      #expect(page.text.contains("We wanted to look at the plan together on Sunday 11 October."))
      let staff = await town.site.get("/children/\(town.amara)/supports/\(support.id)/goals/\(goal)", as: "priya")
      #expect(staff.text.contains("Nights are &lt;better&gt;"))
      let assessment = await town.site.get("/family/\(town.amara)/assessment", as: "dana")
      #expect(assessment.text.contains("What goes well:</strong> Loved") && assessment.text.contains("Being well"))
    }
  }

  @Test(arguments: Engine.available) func theListHidesWhatTheCallerMayNotKnow(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        try town.lead(town.amara, to: .agreed, in: tx)
        let hidden = try town.newChild("Hidden", in: tx)
        let support = try town.lead(hidden, to: .agreed, in: tx)
        try allocateSupport(
          support.id, child: hidden, to: town.priya, isLead: false, by: .system, at: Town.start, in: tx)
        try restrict(hidden, to: true, why: "x", by: .system, at: Town.start, in: tx)
      }
      let mina = await town.site.get("/supports", as: "mina")
      #expect(mina.status == 200 && mina.text.contains("Amara Bello") && !mina.text.contains("Hidden"))
      #expect(await town.site.get("/supports", as: "priya").text.contains("Hidden Test"))
      #expect(await town.site.get("/supports", as: "sol").text.contains("No early help is found"))
      #expect(await town.site.get("/supports/unallocated", as: "mina").text.contains("Amara Bello"))
      #expect(await town.site.get("/supports", as: "dana").status == 403)
      let csv = await town.site.get("/supports?format=csv", as: "mina")
      #expect(csv.text.contains("Amara Bello,Agreed,3") && !csv.text.contains("Hidden"))
    }
  }

  @Test(arguments: Engine.available) func theListFiltersAndTurnsPages(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        for number in 1...30 { try town.lead(try town.newChild("Child\(number)", in: tx), to: .agreed, in: tx) }
        try town.lead(town.amara, to: .closing, in: tx)
      }
      let first = await town.site.get("/supports", as: "mina")
      #expect(first.text.contains("Showing 1 to 25 of 31") && first.text.contains("/supports?page=2"))
      let second = await town.site.get("/supports?page=2", as: "mina")
      #expect(second.text.contains("Showing 26 to 31 of 31"))
      let closing = await town.site.get("/supports?only=closing&level=3&state=closing", as: "mina")
      #expect(closing.text.contains("Amara Bello") && !closing.text.contains("Child1 "))
      // The assessments begun in September are late in November.
      let late = await town.site.get("/supports?only=late", as: "mina")
      #expect(late.text.contains("of 31"))
      #expect(await town.site.get("/supports?state=nonsense&team=x&page=-3", as: "mina").status == 200)
    }
  }

  @Test(arguments: Engine.available) func filtersOfTheListAreKept(engine: Engine) async throws {
    try await withTown(engine) { town in
      let on = await town.site.get("/supports?only=late&page=2", as: "mina").text
      #expect(on.contains("Name for these filters") && on.contains("value=\"only=late\""))
      let kept = ["name": "Late ones", "query": "only=late&page=2&other=1"]
      #expect(await town.site.post("/supports/filters", kept, as: "mina")[header: "Location"] == "/supports?only=late")
      #expect(await town.site.get("/supports", as: "mina").text.contains("/supports?only=late\">Late ones"))
      #expect(!(await town.site.get("/supports", as: "priya").text.contains("Late ones")), "each has their own")
      let nameless = await town.site.post("/supports/filters", ["name": "", "query": "only=late"], as: "mina")
      #expect(nameless.status == 422 && nameless.text.contains("Give these filters a name"))
      #expect(nameless.text.contains("value=\"only=late\""), "what is on stays on")
      #expect(await town.site.post("/supports/filters", ["name": "All", "query": "page=2"], as: "mina").status == 422)
      for number in 2...20 {
        let more = ["name": "Filter \(number)", "query": "only=late"]
        #expect(await town.site.post("/supports/filters", more, as: "mina").status == 303)
      }
      let over = await town.site.post("/supports/filters", ["name": "One more", "query": "only=late"], as: "mina")
      #expect(over.status == 422 && over.text.contains("You have 20 saved filters"))
    }
  }

  @Test(arguments: Engine.available) func tasksPanelsAndTheStory(engine: Engine) async throws {
    try await withTown(engine) { town in
      let support = try await town.write { tx in
        let support = try town.lead(town.amara, to: .reviewing, in: tx)
        try allocateSupport(
          support.id, child: town.amara, to: town.priya, isLead: false, by: .system, at: Town.start, in: tx)
        try joinTeam(
          try tx.practitioner(town.jo), part: "Speech therapy", isLead: false, id: fresh(), child: town.amara,
          by: .system,
          at: Town.start, in: tx)
        let other = try town.newChild("Zed", in: tx)
        try town.lead(other, to: .requested, in: tx)
        let up = try town.newChild("Una", in: tx)
        try town.lead(up, to: .stepUpPending, in: tx)
        let end = try town.newChild("Eve", in: tx)
        try town.lead(end, to: .closing, in: tx)
        return support
      }
      func request(_ name: String, _ role: Role, team: TeamID, practitioner: PractitionerID? = nil) -> Request {
        var request = Request(
          site: town.site.site, method: .get, path: "/today", now: TestSite.now,
          caller: caller(name, role, team: team, practitioner: practitioner))
        request.access = Access(reach: .own, role: role, purpose: .directCare)
        return request
      }
      let priya = request("Priya", .practitioner, team: town.earlyHelp, practitioner: town.priya)
      let (mina, sol) = (
        request("Mina", .teamManager, team: town.earlyHelp), request("Sol", .teamManager, team: town.socialCare)
      )
      try await town.read { tx in
        let own = try supportTasks(nil, priya, tx).map(\.title)
        #expect(own.contains("Review the plan: Amara Bello"))
        let manager = try supportTasks(nil, mina, tx).map(\.title)
        #expect(
          manager.contains("Give to a practitioner: Zed Test") && manager.contains("Decide whether to close: Eve Test"))
        #expect(try supportTasks(nil, sol, tx).map(\.title) == ["Answer the step up: Una Test"])
        #expect(try supportTasks(town.amara, sol, tx).isEmpty)
        let figures = try supportFigures([town.earlyHelp], mina, tx).filter { $0.practitioner == town.priya }
        #expect(figures.map(\.count) == [1, 1] && figures.last?.isLate == true)
        let panels = try plans.childPanels.compactMap { try $0(town.amara, priya, tx) }
        #expect(panels.map(\.key) == ["plan", "lead-missing", "plans"])
        #expect(panels[0].html.text.contains("We all sleep") && panels[0].html.text.contains("days late"))
        let family = try plans.familyPanels.compactMap { try $0(town.amara, priya, tx) }
        #expect(family.map(\.key) == ["plan-next", "plan"])
        let story = try plans.happenings!(town.amara, priya, tx)
        #expect(story.contains { $0.headline == "Plan agreed with the family" && $0.isKey })
        #expect(story.contains { $0.path == "/children/\(town.amara)/supports/\(support.id)" })
      }
    }
  }
}
