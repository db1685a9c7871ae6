import Governance
import Kernel
import LocalOffer
import People
import Store
import TestKit
import Testing

@testable import App

/// The formulas of waiting, of what families go through, of success and of the core offer, each counted by hand beside.
@Suite struct LiveFormulaTests {
  private let month = FigurePeriod(.month, of: TestSite.now.day)
  private let measures = Measures.live(OfferIndex())

  private func figure(_ code: String, _ town: SmallTown, over period: FigurePeriod, outOf whole: Double? = nil)
    async throws
    -> CountedFigure
  {
    let measure = try #require(measures[code], "\(code)")
    return try await town.database.read { tx in try tx.figure(of: measure, outOf: whole, over: period) }
  }

  /// Early help asked for so many days before today; answered by a worker, or not.
  private func insertHelp(
    askedBefore days: Int, workerAfter worker: Int? = nil, endedAfter end: Int? = nil, why: String = "needs_met",
    child: ChildID, _ tx: Transaction
  ) throws -> AnyID {
    var random = SystemRandomNumberGenerator()
    let (id, asked) = (AnyID(at: TestSite.now, random: &random), TestSite.now.adding(days: -days))
    let state = end == nil ? (worker == nil ? "agreed" : "planning") : "closed"
    try tx.run(
      """
      INSERT INTO support (id, child_id, state, level, route, wanted, requested_at, answer, allocated_at, plan_version,
        closed_at, close_reason, is_again_within_year, version, updated_at)
      VALUES (\(id), \(child), \(state), '2', 'request', 'Help', \(asked), 'yes', \(worker.map { asked.adding(days: $0) }), 0,
        \(end.map { asked.adding(days: $0) }), \(end.map { _ in why }), \(false), 1, \(asked))
      """)
    return id
  }

  private func anotherChild(_ tx: Transaction) throws -> ChildID {
    var random = SystemRandomNumberGenerator()
    let id = ChildID(at: TestSite.now, random: &random)
    try register(
      Child(id: id, givenName: "Ola", familyName: "Bello", bornOn: Day(2020, 5, 3), at: TestSite.now), by: .system,
      at: TestSite.now, in: tx)
    return id
  }

  @Test(arguments: Engine.available) func waitsAreTheMiddleNineOfTenAndThoseWhoWait(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      try await town.database.write { tx in
        // Waits that ended this month: 30, 40 and 100 days. One waits for 230 days, one left without, one came before.
        for days in [30, 40, 100] {
          _ = try insertHelp(askedBefore: days + 5, workerAfter: days, child: try anotherChild(tx), tx)
        }
        _ = try insertHelp(askedBefore: 230, child: try anotherChild(tx), tx)
        _ = try insertHelp(askedBefore: 90, endedAfter: 20, child: try anotherChild(tx), tx)
        _ = try insertHelp(askedBefore: 400, workerAfter: 3, child: try anotherChild(tx), tx)
      }
      #expect(try await figure("help_wait_median", town, over: month).value == 40)
      #expect(try await figure("help_wait_ninetieth", town, over: month).value == 100)
      let open = try await figure("help_wait_open", town, over: month)
      #expect(open.value == 1 && open.share == CountedShare(1, of: 1))
      // At the end of the month before, the three were waiting as well.
      let before = FigurePeriod(.month, of: month.first.adding(days: -1))
      #expect(try await figure("help_wait_open", town, over: before).value == 4)
      #expect(try await figure("help_wait_median", town, over: before).value == nil)
      let records = try #require(measures["help_wait_open"])
      let parts = try await town.database.read { tx in try tx.parts(of: records, over: before) }
      #expect(parts.first { $0.name == "Less than 4 weeks" }?.share.total == 2)
      #expect(parts.first { $0.name == "26 to 52 weeks" }?.share.total == 1)
      #expect(parts.map(\.share.total).reduce(0, +) == 4 && parts.count == 6, "every band, those with nobody too")
    }
  }

  @Test(arguments: Engine.available) func whatFamiliesGoThrough(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      try await town.database.write { tx in
        // Ama has one worker. Her sister has two more of another agency; they are one family.
        var random = SystemRandomNumberGenerator()
        let (family, other) = (FamilyID(at: TestSite.now, random: &random), AgencyID(at: TestSite.now, random: &random))
        try tx.addFamily(family, name: "Bello", at: TestSite.now)
        try tx.add(Agency(id: other, code: "health", name: "Health", kind: .health))
        let sister = try anotherChild(tx)
        try tx.run("UPDATE child SET family_id = \(family) WHERE id IN (\(town.child), \(sister))")
        for _ in 0..<2 {
          try tx.beginInvolvement(
            NewInvolvement(practitioner: nil, agency: other, team: nil, part: "Therapy"), child: sister,
            id: ID(at: TestSite.now, random: &random), by: .system, at: TestSite.now)
        }
        let help = try insertHelp(askedBefore: 20, workerAfter: 2, child: sister, tx)
        try tx.run(
          """
          INSERT INTO support_assessment (id, support_id, child_id, number, started_at, started_by, version)
          VALUES (\(AnyID(at: TestSite.now, random: &random)), \(help), \(sister), 1, \(TestSite.now), 'Nadia', 1)
          """)
      }
      for (code, value) in [
        ("involvements_of_family", 3.0), ("agencies_of_family", 2), ("assessments_of_family", 1), ("asked_again", 0),
      ] {
        let found = try await figure(code, town, over: month)
        #expect(found.value == value && found.share.total == 1, "\(code): \(found)")
      }
    }
  }

  @Test(arguments: Engine.available) func whatEarlyHelpAchieves(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      try await town.database.write { tx in
        var random = SystemRandomNumberGenerator()
        func id() -> AnyID { AnyID(at: TestSite.now, random: &random) }
        let child = try anotherChild(tx)
        let ended = try insertHelp(askedBefore: 60, workerAfter: 3, endedAfter: 55, child: child, tx)
        _ = try insertHelp(
          askedBefore: 50, workerAfter: 3, endedAfter: 45, why: "step_up", child: try anotherChild(tx), tx)
        // Two goals: one went from 1 to 4 over two reviews, one was never marked.
        let (goal, unmarked) = (id(), id())
        for (goal, position) in [(goal, 1), (unmarked, 2)] {
          try tx.run(
            """
            INSERT INTO support_goal (id, support_id, child_id, position, words, owner_name, due_on, baseline, state,
              created_at, version)
            VALUES (\(goal), \(ended), \(child), \(position), 'Sleep', 'Nadia', \(TestSite.now.day), 1, 'open',
              \(TestSite.now), 1)
            """)
        }
        for (number, score) in [(1, 3), (2, 4)] {
          let review = id()
          try tx.run(
            """
            INSERT INTO support_review (id, support_id, child_id, number, held_on, what_changed, voice, came, decision,
              written_by, written_at)
            VALUES (\(review), \(ended), \(child), \(number), \(TestSite.now.day.adding(days: number - 30)), 'a', 'b', 'c',
              'go_on', 'Nadia', \(TestSite.now))
            """)
          try tx.run("INSERT INTO goal_score (review_id, goal_id, score) VALUES (\(review), \(goal), \(score))")
        }
        try tx.run(
          """
          INSERT INTO level_step (id, support_id, child_id, direction, level_from, level_to, reason, state, asked_at,
            asked_by, answered_at, answered_by)
          VALUES (\(id()), \(ended), \(child), 'up', '3', '4', 'Harm', 'accepted', \(TestSite.now), 'Nadia', \(TestSite.now),
            'Social care')
          """)
      }
      #expect(try await figure("help_stepped_down", town, over: month).share == CountedShare(1, of: 2))
      #expect(try await figure("help_stepped_up", town, over: month).share == CountedShare(1, of: 2))
      #expect(try await figure("goals_paired", town, over: month).share == CountedShare(1, of: 2))
      #expect(try await figure("goal_change", town, over: month).value == 3)
      #expect(try await figure("escalations", town, over: month, outOf: 4000).value == 0.25)
      #expect(try await figure("escalations", town, over: month).value == nil, "nobody has said out of how many")
      #expect(try await figure("help_reach", town, over: month, outOf: 40).value == 5, "two families of forty")
    }
  }

  /// As it stood then: what was said later does not change an earlier month.
  @Test(arguments: Engine.available) func theCoreOfferAsItStoodThen(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      let (early, now) = (TestSite.now.adding(days: -60), TestSite.now)
      try await town.database.write { tx in
        var random = SystemRandomNumberGenerator()
        let agency: AgencyID = try tx.value("SELECT id FROM agency LIMIT 1")!
        let locality = LocalityID(at: now, random: &random)
        try tx.run("INSERT INTO locality (id, name) VALUES (\(locality), 'Westerham')")
        for (head, score) in zip(CoreOfferHead.allCases, [1, 2, 2, 1, 4]) {
          try scoreCoreOffer(head, of: agency, score: score, note: nil, by: .system, at: early, in: tx)
        }
        try scoreCoreOffer(.feedback, of: agency, score: 0, note: nil, by: .system, at: now, in: tx)
        try setCoreOffer(.parenting, in: locality, to: .there, note: nil, by: .system, at: early, in: tx)
        try setCoreOffer(.parenting, in: locality, to: .partly, note: nil, by: .system, at: now, in: tx)
        try setCoreOffer(.mecsh, in: locality, to: .there, note: nil, by: .system, at: now, in: tx)
      }
      let then = FigurePeriod(.month, of: early.day)
      #expect(try await figure("core_offer_score", town, over: then).value == 2)
      #expect(try await figure("core_offer_score", town, over: month).value == 1.2)
      #expect(try await figure("core_offer_coverage", town, over: then).share == CountedShare(1, of: 7))
      #expect(try await figure("core_offer_coverage", town, over: month).share == CountedShare(1, of: 7))
      let long = FigurePeriod(.year, of: Day(2020, 1, 1)!)
      #expect(try await figure("core_offer_coverage", town, over: long).share.total == 0, "nobody had said anything")
    }
  }
}
