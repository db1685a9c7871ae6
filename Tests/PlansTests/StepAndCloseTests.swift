import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Plans

/// Step up, step down, closing and starting again, with links, clocks and story.
@Suite struct StepAndCloseTests {
  @Test(arguments: Engine.available) func stepUpKeepsTheLeadUntilItIsAccepted(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .reviewing, in: tx)
        try allocateSupport(
          support.id, child: town.amara, to: town.priya, isLead: true, by: .system, at: Town.start, in: tx)
        func leads() throws -> String? { try tx.circle(around: town.amara).leadName }
        let new = NewStepUp(reason: "Worried", team: town.socialCare, handoverOn: Day(2026, 9, 15)!)
        try askStepUp(new, id: fresh(), support: support.id, child: town.amara, by: .system, at: Town.start, in: tx)
        #expect(try leads() == "Priya Nair")
        #expect(try tx.involvements(town.amara).contains { $0.team == town.socialCare })
        // Only the team that was asked may answer.
        let mina = caller("Mina", .teamManager, team: town.earlyHelp)
        let sol = caller("Sol", .teamManager, team: town.socialCare)
        #expect(throws: Refusal.self) {
          try acceptStepUp(support: support.id, child: town.amara, leader: town.sam, by: mina, at: Town.start, in: tx)
        }
        try declineStepUp(
          support: support.id, child: town.amara, why: "Early help is enough", by: sol, at: Town.start, in: tx)
        #expect(try leads() == "Priya Nair")
        #expect(try !tx.involvements(town.amara).contains { $0.team == town.socialCare })
        #expect(try tx.support(support.id, of: town.amara).level == .targeted)
        try askStepUp(new, id: fresh(), support: support.id, child: town.amara, by: .system, at: Town.at(9, 8), in: tx)
        #expect(throws: Invalid.self) {
          try acceptStepUp(support: support.id, child: town.amara, leader: town.tom, by: sol, at: Town.at(9, 9), in: tx)
        }
        try acceptStepUp(support: support.id, child: town.amara, leader: town.sam, by: sol, at: Town.at(9, 9), in: tx)
        #expect(try leads() == "Sam Okafor")
        let after = try tx.support(support.id, of: town.amara)
        #expect(after.level == .statutory && after.state == .reviewing)
        let story = try tx.levelSteps(of: support.id)
        #expect(story.map(\.state) == [.declined, .accepted] && story.allSatisfy { $0.assessment != nil })
      }
    }
  }

  @Test(arguments: Engine.available) func stepDownHasTenWorkingDaysAndNeedsALead(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .reviewing, isStatutory: true, at: Town.at(8, 27), in: tx)
        #expect(support.level == .statutory)
        try stepDown(
          id: fresh(), support: support.id, child: town.amara, reason: "Calmer", handoverOn: nil, by: .system,
          at: Town.start, in: tx)
        let clock = try #require(try tx.waitingClocks(of: support.id).first { $0.ruleID == .stepDown })
        #expect(clock.due.day == Day(2026, 9, 15)!)
        #expect(try !tx.waitingClocks(of: support.id).contains { $0.ruleID == .review })
        func take() throws {
          try takeStepDown(support: support.id, child: town.amara, by: .system, at: Town.at(9, 16), in: tx)
        }
        #expect(throws: Refusal.notNow("Hold a meeting of the team around the child first.")) { try take() }
        try holdMeeting(
          NewMeeting(heldOn: Day(2026, 9, 15)!, place: "School", came: ["Dana"]), id: fresh(), support: support.id,
          child: town.amara, by: .system, at: Town.at(9, 16), in: tx)
        #expect(try tx.clocks(about: support.id).first { $0.ruleID == .stepDown }?.status == .met)
        #expect(throws: Refusal.notNow("Name who leads first.")) { try take() }
        try allocateSupport(
          support.id, child: town.amara, to: town.priya, isLead: true, by: .system, at: Town.at(9, 16), in: tx)
        try take()
        let after = try tx.support(support.id, of: town.amara)
        #expect(after.state == .planning && after.level == .targeted)
        #expect(try tx.levelSteps(of: support.id).map(\.to) == [.statutory, .targeted])
      }
    }
  }

  @Test(arguments: Engine.available) func closingSettlesEverything(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .reviewing, in: tx)
        try allocateSupport(
          support.id, child: town.amara, to: town.priya, isLead: true, by: .system, at: Town.start, in: tx)
        let goals = try tx.goals(of: support.id)
        try recordReview(
          town.review(goals, score: 4, on: Day(2026, 10, 13)!, decision: .close), id: fresh(), support: support.id,
          child: town.amara, by: .system, at: Town.at(10, 13), in: tx)
        try askToClose(
          NewClosing(reason: .needsMet, inPlace: "Breakfast club", whoToCall: "The hub"), support: support.id,
          child: town.amara, by: .system, at: Town.at(10, 13), in: tx)
        try agreeToClose(support: support.id, child: town.amara, by: .system, at: Town.at(10, 14), in: tx)
        #expect(try tx.goals(of: support.id).map(\.state) == [.partlyReached])
        #expect(try tx.actions(of: support.id).map(\.state) == [.stopped])
        #expect(try tx.waitingClocks(of: support.id).isEmpty)
        #expect(try tx.involvements(town.amara).isEmpty)
        // Closed in October, asked for again in the same autumn: flagged.
        try reopenSupport(
          support.id, child: town.amara, why: "Nights are hard again", by: .system, at: Town.at(12, 1), in: tx)
        let again = try tx.support(support.id, of: town.amara)
        #expect(again.state == .planning && again.isAgainWithinYear && again.practitioner == nil)
        #expect(try tx.goals(of: support.id).map(\.state) == [.open])
        #expect(try tx.involvements(town.amara).map(\.team) == [town.earlyHelp])
      }
    }
  }

  @Test(arguments: Engine.available) func aNewStartAfterAYearIsNotFlagged(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let old = LondonTime(day: Day(2025, 9, 1)!, minuteOfDay: 600).instant
        for (again, isFlagged) in [(Day(2026, 9, 1)!, true), (Day(2026, 9, 2)!, false)] {
          let child = try town.newChild(in: tx)
          try town.lead(child, to: .closed, at: old, in: tx)
          let support = try town.lead(
            child, to: .requested, at: LondonTime(day: again, minuteOfDay: 600).instant, in: tx)
          #expect(support.isAgainWithinYear == isFlagged)
        }
      }
    }
  }

  @Test(arguments: Engine.available) func whoMayLookFollowsTheHelp(engine: Engine) async throws {
    try await withTown(engine, isGuarded: true) { town in
      let page = "/children/\(town.amara)/support"
      func status(_ name: String) async -> Int { await town.site.get(page, as: name).status }
      #expect(await status("mina") == 404)
      let support = try await town.write { tx in try town.lead(town.amara, to: .reviewing, in: tx) }
      // The team has a link, so its manager may look; another team may not even know.
      #expect(await status("mina") == 200)
      #expect(await status("sol") == 404)
      let answer = "/children/\(town.amara)/supports/\(support.id)/step-up/answer"
      try await town.write { tx in
        try askStepUp(
          NewStepUp(reason: "Worried", team: town.socialCare, handoverOn: Day(2026, 9, 15)!), id: fresh(),
          support: support.id, child: town.amara, by: .system, at: Town.start, in: tx)
      }
      #expect(await status("sol") == 200)
      // The manager who asked may not answer for the team that was asked.
      #expect(
        await town.site.post(answer, ["answer": "accepted", "leader": town.sam.description], as: "mina").status == 403)
      #expect(
        await town.site.post(answer, ["answer": "declined", "why": "Early help is enough"], as: "sol").status == 303)
      #expect(await status("sol") == 404)
      let base = "/children/\(town.amara)/supports/\(support.id)"
      let closing = ["close_reason": "needs_met", "in_place": "x", "who_to_call": "y"]
      // Priya has no link of her own yet: she may read for her team, and change nothing.
      #expect(await status("priya") == 200)
      #expect(await town.site.post("\(base)/closing", closing, as: "priya").status == 403)
      #expect(
        await town.site.post("\(base)/allocation", ["practitioner": town.priya.description], as: "mina").status == 303)
      #expect(await town.site.post("\(base)/closing", closing, as: "priya").status == 303)
      #expect(await town.site.post("\(base)/closing/answer", ["answer": "close"], as: "priya").status == 403)
      #expect(await town.site.post("\(base)/closing/answer", ["answer": "close"], as: "mina").status == 303)
      for name in ["mina", "priya", "tom", "sol"] { #expect(await status(name) == 404) }
      #expect(await town.site.get("/family/\(town.amara)/plan", as: "dana").text.contains("The help has ended"))
    }
  }
}
