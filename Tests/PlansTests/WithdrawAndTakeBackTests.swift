import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Plans

/// Early help that is taken back before anybody has begun, and an agreement that the family takes back.
@Suite struct WithdrawAndTakeBackTests {
  @Test(arguments: Engine.available) func whatNobodyHasTouchedGoesWithoutATrace(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .requested, in: tx)
        #expect(support.isUntouched)
        try withdrawSupport(
          support.id, child: town.amara, why: "The decision was taken back", by: .system, at: Town.start, in: tx)
        #expect(try tx.supports(of: town.amara).isEmpty && tx.involvements(town.amara).isEmpty)
        let kinds = try tx.rows("SELECT kind FROM event WHERE about_id = \(support.id) ORDER BY id") {
          try $0[0] as String
        }
        #expect(Set(kinds) == ["support.started", "support.withdrawn"], "the events stay")
        // It can be asked for again, and is not flagged as coming back.
        let again = try town.lead(town.amara, to: .requested, in: tx)
        #expect(!again.isAgainWithinYear)
      }
    }
  }

  @Test(arguments: Engine.available) func whatHasBegunStays(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let given = try town.lead(town.amara, to: .requested, in: tx)
        try allocateSupport(
          given.id, child: town.amara, to: town.priya, isLead: true, by: .system, at: Town.start, in: tx)
        let other = try town.newChild(in: tx)
        let agreed = try town.lead(other, to: .agreed, in: tx)
        for (child, id) in [(town.amara, given.id), (other, agreed.id)] {
          #expect(try !tx.support(id, of: child).isUntouched)
          #expect(throws: Refusal.notNow("The work with the family has begun. Close the help instead.")) {
            try withdrawSupport(id, child: child, why: "x", by: .system, at: Town.start, in: tx)
          }
          #expect(try tx.openSupport(of: child) != nil)
        }
      }
    }
  }

  @Test(arguments: Engine.available) func anAgreementIsTakenBackAndRenewed(engine: Engine) async throws {
    try await withTown(engine) { town in
      let support = try await town.write { tx -> Support in
        let support = try town.lead(town.amara, to: .reviewing, at: Town.at(11, 2), in: tx)
        try allocateSupport(
          support.id, child: town.amara, to: town.priya, isLead: true, by: .system, at: Town.at(11, 3), in: tx)
        return try takeBackAgreement(
          support: support.id, child: town.amara, why: "Too many visits", by: .system, at: Town.at(11, 16), in: tx)
      }
      #expect(support.isAgreementTakenBack && support.state == .reviewing)
      func rules() async throws -> [ClockRuleID] {
        try await town.read { tx in try tx.waitingClocks(of: support.id).map(\.ruleID) }
      }
      #expect(try await !rules().contains(.agreement))
      let page = await town.site.get("/children/\(town.amara)/support", as: "priya").text
      #expect(page.contains("They took it back on 16 November 2026: Too many visits"))
      #expect(
        page.contains("The family has taken its agreement back. Talk with them.") && page.contains("Ask to close"))
      let home = await town.site.get("/family/\(town.amara)/plan", as: "dana").text
      #expect(home.contains("You told us that you do not want this help any more. Priya Nair will talk with you"))
      #expect(try await tasks(town, as: "priya").contains { $0.title.hasPrefix("Talk with the family, who took") })
      await #expect(throws: Refusal.self) { try await takeBack(town, support) }

      let renewed = await town.site.post(
        "/children/\(town.amara)/supports/\(support.id)/agreement",
        lists: [
          "answer": ["yes"], "answered_on": [TestSite.now.day.description], "giver": ["parent"],
          "agreed_by": ["Dana Bello"], "scope": ["Council"],
        ], as: "priya")
      #expect(renewed.status == 303, "\(renewed.text)")
      #expect(try await !town.read { tx in try tx.support(support.id, of: town.amara).isAgreementTakenBack })
      #expect(try await rules().contains(.agreement))
      #expect(try await !tasks(town, as: "priya").contains { $0.title.hasPrefix("Talk with the family, who took") })
    }
  }

  @Test func statutoryHelpHasNoAgreementToTakeBack() async throws {
    try await withTown(.sqlite) { town in
      let support = try await town.write { tx in try town.lead(town.amara, to: .reviewing, isStatutory: true, in: tx) }
      await #expect(throws: Refusal.notNow("There is no agreement to take back.")) { try await takeBack(town, support) }
    }
  }

  private func takeBack(_ town: Town, _ support: Support) async throws {
    try await town.write { tx in
      _ = try takeBackAgreement(
        support: support.id, child: support.child, why: "No", by: .system, at: TestSite.now, in: tx)
    }
  }
  private func tasks(_ town: Town, as name: String) async throws -> [ToDo] {
    let caller =
      name == "priya"
      ? caller("Priya Nair", .practitioner, team: town.earlyHelp, practitioner: town.priya)
      : caller("Mina Park", .teamManager, team: town.earlyHelp)
    let asked = Request(site: town.site.site, method: .get, path: "/today", now: TestSite.now, caller: caller)
    return try await town.read { tx in try supportTasks(nil, asked, tx) }
  }
}
