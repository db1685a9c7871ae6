import Clocks
import Design
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

/// How full visitors are, whether areas fare alike, and who watches over a visitor who goes in alone.
@Suite struct CaseloadTests {
  private let today = Day(2026, 11, 18)!
  private func line(
    _ area: String?, _ state: ReferralState, waited: Int? = nil, rhythm: VisitRhythm? = nil, held: Int = 0,
    visitor: PractitionerID? = nil
  ) -> VisitingLine {
    VisitingLine(
      child: ChildID(high: 0, low: 0), childName: "A", area: area, visitor: visitor, state: state, rhythm: rhythm,
      receivedOn: today.adding(days: -100), firstVisitOn: waited.map { today.adding(days: -100 + $0) }, held: held,
      missedByFamily: 1)
  }

  @Test func aFamilyEveryOtherWeekTakesHalfAPlace() {
    let (pat, sam) = (PractitionerID(high: 0, low: 1), PractitionerID(high: 0, low: 2))
    let lines = [
      line("A", .allocated, rhythm: .weekly, visitor: pat), line("A", .allocated, rhythm: .fortnightly, visitor: pat),
      line("A", .allocated, rhythm: .monthly, visitor: pat), line("A", .allocated, rhythm: .weekly, visitor: sam),
      line("A", .ended, rhythm: .weekly, visitor: pat),
    ]
    #expect(load(lines, of: pat) == 1.75 && load(lines, of: sam) == 1)
  }

  @Test func areasAreComparedByTheMiddleFamily() throws {
    let lines = [
      line("North", .allocated, waited: 10, held: 13), line("North", .allocated, waited: 20, held: 0),
      line("North", .waiting), line("South", .declined), line(nil, .received),
    ]
    let found = equity(lines) { $0.area ?? "Not known" }
    #expect(found.map(\.group).first == "North" && found.count == 3)
    let north = try #require(found.first)
    #expect(north.referrals == 3 && north.waiting == 1 && north.daysToFirstVisit == 15 && north.missedByFamily == 3)
    #expect(north.visitsAMonth == 2.2, "13 visits of two families in 13 weeks")
    let south = try #require(found.first { $0.group == "South" })
    #expect(south.declined == 1 && south.daysToFirstVisit == nil && south.visitsAMonth == nil)
  }

  @Test func principlesSayTheirEvidence() {
    var figures = VisitingFigures()
    #expect(principles(figures).count == 7)
    (figures.held, figures.heldAtHome, figures.referrals, figures.throughEarlySupport) = (40, 30, 8, 6)
    figures.opinions = [
      HeadMean(head: .information, mean: 3.5, answers: 4), HeadMean(head: .feedback, mean: 3, answers: 5),
    ]
    let said = principles(figures)
    #expect(said[0].evidence.contains("75% of 40") && said[2].evidence == "75% of 8 referrals")
    #expect(said[4].evidence == "Families mark it 3.0 of 4", "four answers are too few")
  }

  @Test(arguments: Engine.available) func aPatternAndLeaveAreOnesOwnOrTheTeams(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let pat = try #require(world.callers["pat"]?.practitioner)
      let path = "/visits/visitors/\(pat)"
      #expect(await world.site.get(path, as: "ruth").status == 200)
      #expect(await world.site.get("/visits/visitors/\(world.child)", as: "pat").status == 404)
      let pattern: [String: [String]] = ["places": ["4.5"], "days": ["0", "2"], "term_time_only": ["yes"]]
      #expect(await world.site.post("\(path)/pattern", lists: ["places": ["many"]], as: "pat").status == 422)
      #expect(await world.site.post("\(path)/pattern", lists: pattern, as: "pat").status == 303)
      let kept = try await world.site.site.database.read { tx in try tx.patterns(of: [pat])[pat] }
      #expect(kept?.places == 4.5 && kept?.days == [0, 2] && kept?.isTermTimeOnly == true)
      let leave = ["from": "2026-11-18", "to": "2026-11-20", "kind": "leave"]
      #expect(
        await world.site.post("\(path)/leave", leave.merging(["to": "2026-11-17"]) { $1 }, as: "pat").status == 422)
      #expect(await world.site.post("\(path)/leave", leave, as: "ruth").status == 303)
      let one = try await world.site.site.database.read { tx in try tx.leave(of: [pat], from: today, to: today) }
      #expect(one.count == 1)
      let back = ["from_on": "2026-11-18", "kind": "leave"]
      #expect(await world.site.post("\(path)/leave/removal", ["from_on": "2026-11-18"], as: "pat").status == 400)
      #expect(await world.site.post("\(path)/leave/removal", back, as: "pat").status == 303)
      #expect(await world.site.post("\(path)/leave/removal", back, as: "pat").status == 404)
    }
  }

  @Test(arguments: Engine.available) func whoHasNotComeOutIsMissedOnce(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let visit = try await world.plan("2026-11-18", "11am")
      let at = world.at(visit.startsAt)
      #expect(await at.site.post("\(visit.path)/check", ["minutes": "5"], as: "pat").status == 422)
      #expect(await at.site.post("\(visit.path)/check", ["minutes": "60"], as: "pat").status == 303)
      #expect(try await missing(world, visit.startsAt.adding(minutes: 74)).isEmpty)
      let late = try await missing(world, visit.startsAt.adding(minutes: 75))
      #expect(late.map(\.visitorName) == ["Pat Lowe"])
      let told = try await world.site.site.database.write { tx in
        try noteTold(late[0], told: ["Ruth"], at: visit.startsAt.adding(minutes: 75), in: tx)
      }
      #expect(told)
      #expect(try await missing(world, visit.startsAt.adding(minutes: 90)).isEmpty, "nobody is told twice")
      let manager = world.at(visit.startsAt.adding(minutes: 80))
      let tasks = try await world.site.site.database.read { tx in
        try homeVisiting.tasks!(nil, manager.request(as: "ruth"), tx)
      }
      #expect(tasks.first?.title == "Pat Lowe has not come out of a visit" && tasks.first?.isUrgent == true)
      let out = await manager.site.post("\(visit.path)/check/ending", as: "pat")
      #expect(out.status == 303 && out[header: "Location"] == "\(visit.path)/record")
      #expect(await manager.site.post("\(visit.path)/check/ending", as: "pat").status == 409)
    }
  }

  @Test(arguments: Engine.available) func whoNeedsLongerIsWatchedLonger(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let visit = try await world.plan("2026-11-18", "11am")
      _ = await world.at(visit.startsAt).site.post("\(visit.path)/check", ["minutes": "60"], as: "pat")
      let later = world.at(visit.startsAt.adding(minutes: 55))
      #expect(await later.site.post("\(visit.path)/check", ["minutes": "30"], as: "pat").status == 303)
      #expect(try await missing(world, visit.startsAt.adding(minutes: 99)).isEmpty)
      #expect(try await missing(world, visit.startsAt.adding(minutes: 100)).count == 1)
    }
  }

  @Test(arguments: Engine.available) func aFamilySaysWhatItThinks(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let path = "/family/\(world.child)/home-visiting/opinions"
      #expect(await world.site.post(path, ["words": "Fine"], as: "dana").status == 422)
      let said = ["head_information": "4", "head_feedback": "2", "words": "The best hour of the week"]
      #expect(await world.site.post(path, said, as: "dana").status == 303)
      let words = try await world.site.site.database.read { tx in try tx.opinionWords(world.child) }
      #expect(words == ["The best hour of the week"])
      _ = await world.site.post("/children/\(world.child)/visits", goodVisit, as: "pat")
      let page = await world.site.get("/visits/outcomes", as: "ruth")
      #expect(page.text.contains("Too few to show") && !page.text.contains("best hour"))
    }
  }

  @Test(arguments: Engine.available) func everySixMonthsThereIsALookBack(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let path = "/children/\(world.child)/visiting-reviews"
      let review = [
        "on": "2026-11-17", "who": "Mum", "went_well": "Bricks", "next": "Words", "new_goal": "To say what she wants",
      ]
      #expect(await world.site.post(path, review, as: "pat").status == 422, "without what the goal is for")
      #expect(await world.site.post(path, review.merging(["purpose": "development"]) { $1 }, as: "pat").status == 303)
      let goals = try await world.site.site.database.read { tx in try tx.visitingGoals(world.child) }
      #expect(goals.map(\.state) == [.open] && goals[0].words == "To say what she wants")
      let due = try await world.site.site.database.read { tx in
        try tx.clocks(about: world.child).first { $0.ruleID == .visitingReview }?.due.day
      }
      #expect(due == Day(2027, 5, 17))
      let next = ["on": "2026-11-18", "who": "Mum", "went_well": "Words", "next": "More", "goal_\(goals[0].id)": "met"]
      #expect(await world.site.post(path, next, as: "pat").status == 303)
      #expect(await world.site.get(path, as: "pat").text.contains("Met"))
    }
  }

  @Test(arguments: Engine.available) func theJointMeetingIsHeldInTheTermBefore(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let path = "/children/\(world.child)/visiting-reviews"
      let meeting = ["met_on": "2026-11-18", "agreed": "The nursery visits at home first."]
      #expect(await world.site.post("\(path)/meeting", meeting, as: "pat").status == 409, "nobody knows where to")
      let move = ["setting": "Little Oaks", "begins_on": "2027-09-01"]
      #expect(await world.site.post("\(path)/setting", move, as: "pat").status == 303)
      let page = await world.site.get(path, as: "pat")
      #expect(page.text.contains("by the end of the term before") && page.text.contains("22 July 2027"))
      #expect(await world.site.post("\(path)/meeting", meeting, as: "pat").status == 303)
      let open = try await world.running("POR-TRA")
      #expect(open == 0)
    }
  }

  @Test func whoIsReachedLessThanHalfAsOftenIsNamedWhereItIsNoChance() {
    let lines = [
      ReachLine(group: "A", known: 1000, asked: 20), ReachLine(group: "B", known: 500, asked: 3),
      ReachLine(group: "C", known: 100, asked: 0),
    ]
    // 23 of 1,600: B should have 7 and has 3; C should have 1.4, which may be chance.
    #expect(notReached(lines).map(\.group) == ["B"])
    #expect(notReached([]).isEmpty && notReached([ReachLine(group: "A", known: 10, asked: 0)]).isEmpty)
    // Whoever's area is not known is no area.
    #expect(notReached([lines[0], ReachLine(group: "Not known", known: 5000, asked: 0)]).isEmpty)
    let shown = lines.map(ReachFigure.init)
    #expect(shown.map(\.asked) == [20, nil, nil] && shown[0].rate == 20 && shown[1].rate == nil)
  }

  @Test(arguments: Engine.available) func childrenBeforeSchoolAreCountedByAreaAndLanguage(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let reach = try await world.site.site.database.read { tx in try tx.reach(today: Day(2026, 11, 18)!) }
      #expect(reach.byArea == [ReachLine(group: "Not known", known: 1, asked: 0)])
      #expect(reach.byLanguage.map(\.group) == ["Not known"])
      #expect(await world.site.get("/visits/caseload", as: "ruth").text.contains("Who is not reached?"))
    }
  }

  @Test func placesAreComparedByThoseWhoLiveThere() {
    let reach = [
      ReachLine(group: "Aldersham", known: 400, asked: 30), ReachLine(group: "Fennacre", known: 12, asked: 1),
      ReachLine(group: notKnownGroup, known: 90, asked: 9),
    ]
    let population = [
      AreaPopulation(locality: "Aldersham", children: 6000, year: 2025, source: "s"),
      AreaPopulation(locality: "fennacre", children: 1000, year: 2025, source: "s"),
      AreaPopulation(locality: "Millbrace", children: 1000, year: 2025, source: "s"),
    ]
    // 31 asked for of 8,000: of Fennacre 3.9 should be and one is, though most of the few who are known there were not missed.
    let lines = besidePopulation(reach, population) { $0 }
    #expect(lines.map(\.group) == ["Aldersham", "Millbrace", "fennacre"])
    #expect(lines.map(\.children) == [6000, 1000, 1000] && lines.map(\.known) == [400, nil, 12])
    #expect(lines.map(\.asked) == [30, nil, nil] && lines.map(\.isMissed) == [false, true, true])
    #expect(abs(lines[2].expected - 3.875) < 1e-9)
    let areas = besidePopulation(reach, population) { $0 == "Aldersham" ? "West" : "East" }
    #expect(areas.map(\.group) == ["East", "West"] && areas.map(\.children) == [2000, 6000])
    #expect(areas[0].isMissed && areas[0].expected == 7.75)
    #expect(besidePopulation(reach, []) { $0 }.isEmpty)
  }

  @Test(arguments: Engine.available) func thePopulationIsTakenWholeOrNotAtAll(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let north = LocalityID(high: 0, low: 7)
      try await world.site.site.database.write { tx in
        try tx.run("INSERT INTO locality (id, name) VALUES (\(north), 'North')")
      }
      @Sendable func load(_ rows: String) async throws -> Int {
        try await world.site.site.database.write { tx in
          var reader = CSVReader(named: "p.csv", bytes: Array("locality,children_under_five,year\n\(rows)".utf8))
          return try loadPopulation(source: "ONS mid-year estimates", from: &reader, at: TestSite.now, in: tx)
        }
      }
      #expect(await world.site.get("/visits/caseload", as: "ruth").text.contains("is not loaded"))
      #expect(try await load("North,1200,2025\n") == 1)
      for wrong in ["North,900,2025\nnorth,1,2025\n", "South,5,2025\n", "North,none,2025\n", "North,5,2099\n"] {
        await #expect(throws: CSVError.self) { try await load(wrong) }
      }
      let kept = try await world.site.site.database.read { tx in try tx.areaPopulations() }
      #expect(
        kept == [AreaPopulation(locality: "North", children: 1200, year: 2025, source: "ONS mid-year estimates")])
      let page = await world.site.get("/visits/caseload", as: "ruth").text
      #expect(page.contains("1,200") && page.contains("ONS mid-year estimates, 2025"))
      #expect(page.contains("North, without a location") && !page.contains("is not loaded"))
    }
  }

  @Test(arguments: Engine.available) func theFamilyReadsItsGoalsAndWhatComesNext(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let (work, own) = ("/children/\(world.child)/visiting-reviews", "/family/\(world.child)/home-visiting/goals")
      let nothing = await world.site.get(own, as: "dana")
      #expect(nothing.status == 200 && nothing.text.contains("You have no goal yet"))
      let before = try await familyVisitPanel(world.child, world)
      #expect(before == nil)
      let review = [
        "on": "2026-11-17", "who": "Mum, Pat", "went_well": "Bricks <every> day", "next": "Words",
        "new_goal": "To say what she wants", "purpose": "development",
      ]
      #expect(await world.site.post(work, review, as: "pat").status == 303)
      let move = ["setting": "Little Oaks", "begins_on": "2027-09-01"]
      #expect(await world.site.post("\(work)/setting", move, as: "pat").status == 303)
      let page = await world.site.get(own, as: "dana").text
      for words in [
        "To say what she wants", "Bricks &lt;every&gt; day", "by 17 May 2027", "Little Oaks", "1 September 2027",
        "meet, by 22 July 2027",
      ] { #expect(page.contains(words), "\(words)") }
      let panel = try await familyVisitPanel(world.child, world)
      #expect(panel?.contains(own) == true)
      let meeting = ["met_on": "2026-11-18", "agreed": "Her blanket comes along."]
      #expect(await world.site.post("\(work)/meeting", meeting, as: "pat").status == 303)
      #expect(await world.site.get(own, as: "dana").text.contains("Her blanket comes along."))
    }
  }

  private func familyVisitPanel(_ child: ChildID, _ world: VisitWorld) async throws -> String? {
    let request = world.request(as: "dana")
    return try await world.site.site.database.read { tx in
      try HomeVisiting.familyVisitPanel(child, request, tx)?.html.text
    }
  }

  private func missing(_ world: VisitWorld, _ now: Instant) async throws -> [VisitCheck] {
    try await world.site.site.database.read { tx in try tx.untoldChecks(at: now) }
  }
}
