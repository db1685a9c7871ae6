import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Plans

/// The verbs with their clocks, links and events, on both engines.
@Suite struct SupportJourneyTests {
  @Test(arguments: Engine.available) func oneOpenSupportForEachChild(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let first = try town.lead(town.amara, to: .reviewing, in: tx)
        #expect(throws: Refusal.self) { try town.lead(town.amara, to: .requested, in: tx) }
        // The database refuses it as well, whatever the code forgets.
        #expect(throws: (any Error).self) {
          try tx.savepoint {
            try tx.insert(
              Support(
                id: fresh(), child: town.amara, level: .early, route: .direct, request: nil, wanted: "x", team: nil,
                isAgainWithinYear: false, at: Town.start))
          }
        }
        #expect(try tx.currentSupport(of: town.amara)?.id == first.id)
      }
    }
  }

  @Test(arguments: Engine.available) func theAssessmentClockIsMetOrMissed(engine: Engine) async throws {
    try await withTown(engine) { town in
      let agreed = Town.start
      for (finished, status) in [(Town.at(10, 13), ClockStatus.met), (Town.at(10, 14), .missed)] {
        try await town.write { tx in
          let child = try town.newChild(in: tx)
          let support = try town.lead(child, to: .assessing, at: agreed, in: tx)
          let clock = try #require(try tx.clocks(about: support.id).first { $0.ruleID == .assessment })
          // 30 working days from Tuesday 1 September 2026, no bank holiday between.
          #expect(clock.due.day == Day(2026, 10, 13)! && clock.status == .running)
          try town.assess(support.id, child, at: finished, in: tx)
          let after = try #require(try tx.clocks(about: support.id).first { $0.ruleID == .assessment })
          #expect(after.status == status)
        }
      }
    }
  }

  @Test(arguments: Engine.available) func reviewsEverySixWeeksEachStartingTheNext(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .reviewing, in: tx)
        let goals = try tx.goals(of: support.id)
        func clocks() throws -> [Clock] { try tx.clocks(about: support.id).filter { $0.ruleID == .review } }
        #expect(try clocks().map(\.due.day) == [Day(2026, 10, 13)!])
        try recordReview(
          town.review(goals, score: 3, on: Day(2026, 10, 13)!), id: fresh(), support: support.id, child: town.amara,
          by: .system, at: Town.at(10, 14), in: tx)
        // Written down a day later, but held in time.
        #expect(try clocks().map(\.status) == [.met, .running])
        #expect(try clocks().map(\.due.day) == [Day(2026, 10, 13)!, Day(2026, 11, 24)!])
        try recordReview(
          town.review(goals, score: 4, on: Day(2026, 11, 25)!), id: fresh(), support: support.id, child: town.amara,
          by: .system, at: Town.at(11, 25), in: tx)
        #expect(try clocks().map(\.status) == [.met, .missed, .running])
        let view = try tx.supportView(try tx.support(support.id, of: town.amara), at: Town.at(11, 25))
        #expect(view.progress.map(\.latest) == [4] && view.progress.map(\.moved) == [3])
        #expect(view.distance.mean == 3)
        #expect(try tx.ownWords(town.amara, limit: 9).contains { $0.words == "I sleep now" })
      }
    }
  }

  @Test(arguments: Engine.available) func reviewsNoMoreThanTwelveWeeksApart(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .reviewing, in: tx)
        var late = town.review(try tx.goals(of: support.id), on: Day(2026, 10, 13)!)
        late.nextReviewOn = Day(2027, 1, 6)!
        #expect(throws: Invalid.self) {
          try recordReview(
            late, id: fresh(), support: support.id, child: town.amara, by: .system, at: Town.at(10, 13), in: tx)
        }
        late.nextReviewOn = Day(2027, 1, 5)!
        try recordReview(
          late, id: fresh(), support: support.id, child: town.amara, by: .system, at: Town.at(10, 13), in: tx)
      }
    }
  }

  @Test(arguments: Engine.available) func aReviewWithoutAllScoresIsRefused(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .reviewing, in: tx)
        var review = town.review(try tx.goals(of: support.id))
        review.scores = [:]
        do {
          try recordReview(
            review, id: fresh(), support: support.id, child: town.amara, by: .system, at: Town.start, in: tx)
          Issue.record("a review without scores was taken")
        } catch let invalid as Invalid {
          #expect(invalid.errors.contains { $0.field.hasPrefix("score_") })
        }
      }
    }
  }

  @Test(arguments: Engine.available) func warnsWhenTwoAgenciesWorkAndNobodyLeads(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .agreed, in: tx)
        func isMissing() throws -> Bool { try tx.supportView(support, at: Town.start).isLeadMissing }
        try allocateSupport(
          support.id, child: town.amara, to: town.priya, isLead: false, by: .system, at: Town.start, in: tx)
        #expect(try !isMissing())
        let link: ID<Involvement> = fresh()
        try joinTeam(
          try tx.practitioner(town.jo), part: "Speech therapy", isLead: false, id: link, child: town.amara, by: .system,
          at: Town.start, in: tx)
        #expect(try isMissing())
        try tx.nameLead(link, child: town.amara, keyWorker: false, by: .system, at: Town.start)
        #expect(try !isMissing())
        #expect(throws: Invalid.self) {
          try joinTeam(
            try tx.practitioner(town.jo), part: "Again", isLead: false, id: fresh(), child: town.amara, by: .system,
            at: Town.start, in: tx)
        }
        try leaveTeam(
          link, support: try tx.support(support.id, of: town.amara), why: "Done", by: .system, at: Town.start, in: tx)
        let lines = try tx.supportLines(
          SupportFilter(), for: caller("Mina", .teamManager, team: town.earlyHelp), at: Town.start)
        #expect(lines.map(\.isLeadMissing) == [false])
      }
    }
  }

  @Test(arguments: Engine.available) func allocationMovesTheLinkFromTeamToPersonToPerson(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .agreed, in: tx)
        func links() throws -> [PractitionerID?] { try tx.involvements(town.amara).map(\.practitioner) }
        #expect(try links() == [nil])
        try allocateSupport(
          support.id, child: town.amara, to: town.priya, isLead: true, by: .system, at: Town.start, in: tx)
        #expect(try links() == [town.priya])
        #expect(try tx.involvements(town.amara).first?.isKeyWorker == true)
        #expect(try tx.clocks(about: support.id).allSatisfy { $0.owner == town.priya })
        let now = try tx.support(support.id, of: town.amara)
        #expect(throws: Refusal.self) {
          try leaveTeam(
            try tx.involvements(town.amara)[0].id, support: now, why: "x", by: .system, at: Town.start, in: tx)
        }
        try allocateSupport(
          support.id, child: town.amara, to: town.tom, isLead: false, by: .system, at: Town.at(9, 8), in: tx)
        #expect(try links() == [town.tom])
        #expect(try tx.value("SELECT count(*) FROM mail WHERE recipient = 'priya@example.org'", as: Int.self) == 1)
      }
    }
  }

  @Test(arguments: Engine.available) func aScoreIsPutRightWithItsHistory(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .reviewing, in: tx)
        let goals = try tx.goals(of: support.id)
        let review: ID<Review> = fresh()
        try recordReview(
          town.review(goals, score: 5), id: review, support: support.id, child: town.amara, by: .system, at: Town.start,
          in: tx)
        func correct(_ score: Int) throws {
          try correctScore(
            of: goals[0].id, in: review, to: score, why: "Typed wrong", support: support.id, child: town.amara,
            by: .system, at: Town.start, in: tx)
        }
        #expect(throws: Invalid.self) { try correct(5) }
        #expect(throws: Invalid.self) { try correct(6) }
        try correct(3)
        try correct(2)
        let score = try #require(try tx.scores(of: support.id).first)
        #expect(score.score == 2 && score.was == 5 && score.correctedWhy == "Typed wrong")
        let events: [Event] = try tx.all(
          "SELECT \(Event.columns) FROM event WHERE kind = 'review.score_corrected' ORDER BY id")
        #expect(events.count { $0.changed.contains("5 → 3") } == 1 && events.count == 2)
      }
    }
  }

  @Test(arguments: Engine.available) func anActionIsDoneAndPutRight(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .reviewing, in: tx)
        let id = try tx.actions(of: support.id)[0].id
        func state() throws -> ActionState? { try tx.actions(of: support.id).first?.state }
        try doAction(id, support: support.id, child: town.amara, by: .system, at: Town.start, in: tx)
        #expect(try state() == .done)
        #expect(throws: Refusal.self) {
          try doAction(id, support: support.id, child: town.amara, by: .system, at: Town.start, in: tx)
        }
        try correctAction(
          id, remove: false, why: "Not yet", support: support.id, child: town.amara, by: .system, at: Town.start, in: tx
        )
        #expect(try state() == .open)
        try correctAction(
          id, remove: true, why: "Twice in the plan", support: support.id, child: town.amara, by: .system,
          at: Town.start, in: tx)
        #expect(try state() == nil)
      }
    }
  }

  @Test(arguments: Engine.available) func goalsHaveAnOrderAndAVersion(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .planning, in: tx)
        let second: ID<Goal> = fresh()
        try setGoal(
          town.goal("Talk at breakfast"), id: second, support: support.id, child: town.amara, by: .system,
          at: Town.start, in: tx)
        try raiseGoal(second, support: support.id, child: town.amara, by: .system, at: Town.start, in: tx)
        #expect(try tx.goals(of: support.id).map(\.words) == ["Talk at breakfast", "We all sleep"])
        var change = town.goal("Talk at every meal")
        change.version = 1
        #expect(throws: Refusal.self) {
          try changeGoal(
            change, goal: second, support: support.id, child: town.amara, by: .system, at: Town.start, in: tx)
        }
        change.version = try tx.goal(second, of: support.id).version
        try changeGoal(
          change, goal: second, support: support.id, child: town.amara, by: .system, at: Town.start, in: tx)
        // A goal without anything to do is no plan yet.
        do {
          try agreePlan(town.plan(), support: support.id, child: town.amara, by: .system, at: Town.start, in: tx)
          Issue.record("a plan with an empty goal was agreed")
        } catch let invalid as Invalid {
          #expect(invalid.errors.map(\.message) == ["Say what will be done about “Talk at every meal” first"])
        }
        try dropGoal(
          second, support: support.id, child: town.amara, why: "Not now", by: .system, at: Town.start, in: tx)
        try agreePlan(town.plan(), support: support.id, child: town.amara, by: .system, at: Town.start, in: tx)
        let kept = try #require(try tx.planVersions(of: support.id).first?.snapshot)
        #expect(kept.goals.map(\.words) == ["We all sleep"] && kept.goals[0].actions.count == 1)
      }
    }
  }

  @Test(arguments: Engine.available) func aRefusalEndsTheLinkAndKeepsTheReason(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .declined, in: tx)
        #expect(support.answerWhy == "Not now" && support.offered == "Family hub")
        #expect(try tx.involvements(town.amara).isEmpty)
        #expect(try tx.clocks(about: support.id).isEmpty)
        // It may be asked for again.
        #expect(try town.lead(town.amara, to: .agreed, in: tx).state == .agreed)
      }
    }
  }

  @Test(arguments: Engine.available) func theAgreementRunsOutAfterSixMonthsAndIsRenewed(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .reviewing, in: tx)
        #expect(support.agreedUntil == Day(2027, 3, 1)!)
        var again = town.agreement
        again.on = Day(2026, 5, 31)!
        #expect(throws: Invalid.self) {
          try renewAgreement(
            again, support: support.id, child: town.amara, by: .system, at: Town.at(12, 1), in: tx)
        }
        again.on = Day(2026, 12, 1)!
        try renewAgreement(again, support: support.id, child: town.amara, by: .system, at: Town.at(12, 1), in: tx)
        #expect(try tx.support(support.id, of: town.amara).agreedUntil == Day(2027, 6, 1)!)
        #expect(try tx.clocks(about: support.id).filter { $0.ruleID == .agreement }.map(\.status) == [.met, .running])
      }
    }
  }
}
