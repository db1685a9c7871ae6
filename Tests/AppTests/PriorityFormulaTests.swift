import Clocks
import EHC
import FrontDoor
import Kernel
import LocalOffer
import People
import Store
import TestKit
import Testing

@testable import App
@testable import Governance

/// The formulas of the way into adult life, of the part that health plays, and of telling a story again, each counted by hand
/// beside.
@Suite struct PriorityFormulaTests {
  private let today = TestSite.now.day
  private let month = FigurePeriod(.month, of: TestSite.now.day)
  private let measures = Measures.live(OfferIndex())

  private func figure(_ code: String, _ town: SmallTown, over period: FigurePeriod) async throws -> CountedFigure {
    let measure = try #require(measures[code], "\(code)")
    return try await town.database.read { tx in try tx.figure(of: measure, over: period) }
  }
  private func anyID<Of>(_: Of.Type = Of.self) -> ID<Of> {
    var random = SystemRandomNumberGenerator()
    return ID(at: TestSite.now, random: &random)
  }
  private func child(bornOn day: Day, _ tx: Transaction) throws -> ChildID {
    let id: ChildID = anyID()
    try register(
      Child(id: id, givenName: "Ola", familyName: "Bello", bornOn: day, at: TestSite.now), by: .system,
      at: TestSite.now, in: tx)
    return id
  }

  /// A case asked for so many days ago; its plan has been in force since the same day, unless it is still assessed.
  private func insertCase(
    _ child: ChildID, _ days: Int, by source: RequestSource = .education, endedBefore end: Int? = nil,
    isPlan: Bool = true, _ tx: Transaction
  ) throws -> AnyID {
    let (id, on) = (anyID(AnyKey.self), today.adding(days: -days))
    let state = end != nil ? "ceased" : isPlan ? "maintained" : "assessing"
    try tx.run(
      """
      INSERT INTO ehc_case (id, child_id, state, received_on, source, asked_by, reasons, in_youth_accommodation, version,
        created_at)
      VALUES (\(id), \(child), \(state), \(on), \(source), 'A', 'R', \(false), 1, \(on.start))
      """)
    var steps: [(String, String, String, Day)] = isPlan ? [("finish", "drafted", "maintained", on)] : []
    if let end { steps.append(("cease", "maintained", "ceased", today.adding(days: -end))) }
    for (step, from, to, on) in steps {
      try tx.run(
        """
        INSERT INTO ehc_step (id, case_id, step, state_from, state_to, taken_on, reasons, written_by, written_at)
        VALUES (\(anyID(AnyKey.self)), \(id), \(step), \(from), \(to), \(on), 'R', 'Daniel', \(on.start))
        """)
    }
    return id
  }

  private func insertReview(_ plan: AnyID, _ child: ChildID, _ days: Int, says: String?, _ tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO ehc_review (id, case_id, child_id, held_on, adult_services, written_by)
      VALUES (\(anyID(AnyKey.self)), \(plan), \(child), \(today.adding(days: -days)), \(says), 'Daniel')
      """)
  }

  private func insertPlan(_ ehcCase: AnyID, _ number: Int, _ kind: String, _ days: Int, adult: Bool, _ tx: Transaction)
    throws
  {
    let (id, sent) = (anyID(AnyKey.self), today.adding(days: -days))
    try tx.run(
      """
      INSERT INTO ehc_plan (id, case_id, number, kind, sent_on, created_at)
      VALUES (\(id), \(ehcCase), \(number), \(kind), \(sent), \(sent.start))
      """)
    try tx.run(
      """
      INSERT INTO ehc_plan_line (plan_id, line_id, section, place, words, for_adulthood)
      VALUES (\(id), \(anyID(AnyKey.self)), 'F', 1, 'Travel training', \(adult))
      """)
  }

  /// Four in year 9 or above for longer than a year, and those who are not counted: too young, a plan too new, a plan that has ended.
  @Test(arguments: Engine.available) func theWayIntoAdultLife(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      try await town.database.write { tx in
        func young(_ days: Int, born: Int = 2010, endedBefore end: Int? = nil) throws -> (ChildID, AnyID) {
          let child = try child(bornOn: Day(born, 5, 3)!, tx)
          return (child, try insertCase(child, days, endedBefore: end, tx))
        }
        let (looked, late, silent) = (try young(900), try young(900), try young(900))
        try insertReview(looked.1, looked.0, 100, says: "None is needed", tx)
        try insertReview(late.1, late.0, 400, says: "A social worker", tx)
        try insertReview(silent.1, silent.0, 50, says: nil, tx)
        let (small, new, ended) = (
          try young(900, born: 2018), try young(100), try young(900, endedBefore: 60)
        )
        for one in [small, ended] { try insertReview(one.1, one.0, 70, says: "None", tx) }
        // The first has help for adult life in the plan, beside a draft without; the second had, and has no more.
        try insertPlan(looked.1, 1, "final", 880, adult: true, tx)
        try insertPlan(looked.1, 2, "draft", 10, adult: false, tx)
        try insertPlan(late.1, 1, "final", 880, adult: true, tx)
        try insertPlan(late.1, 2, "final", 90, adult: false, tx)
        try insertPlan(new.1, 1, "final", 100, adult: true, tx)
        try insertPlan(small.1, 1, "final", 100, adult: true, tx)
      }
      #expect(try await figure("adult_reviews", town, over: month).share == CountedShare(1, of: 3))
      #expect(try await figure("adult_provision", town, over: month).share == CountedShare(2, of: 4))
      // Two hundred days before: only the old review had been held, one plan had not ended, another not begun.
      let before = FigurePeriod(.month, of: today.adding(days: -200))
      #expect(try await figure("adult_reviews", town, over: before).share == CountedShare(1, of: 4))
      #expect(try await figure("adult_provision", town, over: before).share == CountedShare(2, of: 4))
      #expect(measures["adult_reviews"]?.slices.count == 10, "it can be looked at by every group of children")
    }
  }

  @Test(arguments: Engine.available) func healthAdviceInSixWeeks(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      let asked = LondonTime(day: today.adding(days: -45), minuteOfDay: 600).instant
      try await town.database.write { tx in
        for (kind, after) in [("health", 20), ("health", 44), ("health", nil), ("health", -1), ("education", 44)] {
          let child = try child(bornOn: Day(2016, 5, 3)!, tx)
          let (ehcCase, advice) = (try insertCase(child, 60, isPlan: false, tx), anyID(AnyKey.self))
          try tx.run(
            """
            INSERT INTO ehc_advice (id, case_id, child_id, kind, asked_of, asked_on, state, version, code_tries)
            VALUES (\(advice), \(ehcCase), \(child), \(kind), 'A', \(asked.day), 'asked', 1, 0)
            """)
          try tx.startClock("EHC-ADV", about: advice, child: child, at: asked, now: asked)
          if let after, after > 0 { try tx.meetClock("EHC-ADV", about: advice, at: asked.adding(days: after)) }
          if after == -1 {
            try tx.run("UPDATE clock SET status = 'excepted', next_step_at = NULL WHERE about_id = \(advice)")
          }
        }
      }
      #expect(try await figure("health_advice", town, over: month).share == CountedShare(1, of: 3))
      let measure = try #require(measures["health_advice"])
      let parts = try await town.database.read { tx in try tx.parts(of: measure, over: month) }
      #expect(parts.map(\.share.total) == [1, 1, 1, 1], "in time, late, still open, lifted")
      let all = try await town.database.read { tx in try tx.figure(of: .timeLimits, rule: "EHC-ADV", over: month) }
      #expect(all.share == CountedShare(1, of: 4), "the school's among them")
    }
  }

  /// Ama's mother tells her story at five places, which is four times too many; her sister's was told once.
  @Test(arguments: Engine.available) func aStoryToldAgain(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      func ago(_ days: Int) -> Instant { LondonTime(day: today.adding(days: -days), minuteOfDay: 600).instant }
      let requests = [
        try await town.ask(at: ago(400)), try await town.ask(at: ago(200)), try await town.ask(at: ago(100)),
        try await town.ask(at: ago(300)),
      ]
      try await town.database.write { tx in
        let (family, sister) = (anyID(FamilyKey.self), try child(bornOn: Day(2019, 5, 3)!, tx))
        try tx.addFamily(family, name: "Bello", at: TestSite.now)
        try tx.run("UPDATE child SET family_id = \(family) WHERE id IN (\(town.child), \(sister))")
        let agency: AgencyID = try tx.value("SELECT id FROM agency LIMIT 1")!
        try tx.beginInvolvement(
          NewInvolvement(practitioner: nil, agency: agency, team: nil, part: "Therapy"), child: sister, id: anyID(),
          by: .system, at: TestSite.now)
        for (request, child) in zip(requests, [town.child, town.child, town.child, sister]) {
          try tx.run("UPDATE help_request SET child_id = \(child) WHERE id = \(request.id)")
        }
        try tx.run("UPDATE help_request SET asker = 'professional' WHERE id = \(requests[2].id)")
        try tellElsewhere(of: town.child, tx)
      }
      let measure = try #require(measures["told_again"])
      func behind(_ period: FigurePeriod) async throws -> [BehindFigure] {
        try await town.database.read { tx in try measure.records(period, nil, tx) }
      }
      let now = try await behind(month)
      #expect(try await figure("told_again", town, over: month).value == 4)
      #expect(
        now.map(\.words) == [
          """
          4 times: advice for an EHC plan, early help assessment, referral to home visiting, request for an EHC plan
          """
        ])
      // Two months before: two requests of the family itself within twelve months, and nothing else.
      try await town.database.write { tx in
        try tx.run("UPDATE involvement SET began_on = \(today.adding(days: -365))")
      }
      let before = FigurePeriod(.month, of: today.adding(days: -60))
      #expect(try await behind(before).map(\.words) == ["1 times: request for help"])
      // What is hidden because of danger is in no figure of the family that is left.
      try await town.database.write { tx in
        try notInclude(town.child, because: .hiding, why: "Flight", by: .system, at: TestSite.now, in: tx)
      }
      #expect(try await behind(month).map(\.words) == ["0 times"])
    }
  }

  /// An early help assessment in two versions, a referral and a request by the family, advice asked twice and called off once.
  private func tellElsewhere(of child: ChildID, _ tx: Transaction) throws {
    func day(_ days: Int) -> Day { today.adding(days: -days) }
    let support = anyID(AnyKey.self)
    try tx.run(
      """
      INSERT INTO support (id, child_id, state, level, route, wanted, requested_at, answer, plan_version,
        is_again_within_year, version, updated_at)
      VALUES (\(support), \(child), 'planning', '2', 'request', 'Help', \(day(35).start), 'yes', 0, \(false), 1,
        \(day(35).start))
      """)
    for (number, days) in [(1, 30), (2, 10)] {
      try tx.run(
        """
        INSERT INTO support_assessment (id, support_id, child_id, number, started_at, started_by, version, completed_at,
          completed_by, summary)
        VALUES (\(anyID(AnyKey.self)), \(support), \(child), \(number), \(day(days).start), 'Nadia', 1,
          \(day(days).start), 'Nadia', 'S')
        """)
    }
    for (route, days) in [("family", 20), ("health", 19)] {
      try tx.run(
        """
        INSERT INTO visiting_referral (id, child_id, rule_set, route, received_on, behind, state, version)
        VALUES (\(anyID(AnyKey.self)), \(child), 'county', \(route), \(day(days)), '', 'received', 1)
        """)
    }
    let ehcCase = try insertCase(child, 15, by: .family, isPlan: false, tx)
    for (kind, state, days) in [("family", "asked", 5), ("family", "called_off", 4), ("health", "asked", 5)] {
      try tx.run(
        """
        INSERT INTO ehc_advice (id, case_id, child_id, kind, asked_of, asked_on, state, version, code_tries)
        VALUES (\(anyID(AnyKey.self)), \(ehcCase), \(child), \(kind), 'A', \(day(days)), \(state), 1, 0)
        """)
    }
  }
}
