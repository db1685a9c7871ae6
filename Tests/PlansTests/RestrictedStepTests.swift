import Kernel
import People
import TestKit
import Testing
import Web

@testable import Plans

/// A restricted record that is stepped up, or waits for a worker: the team that has to act hears that it is there and whom
/// to ask, and nothing that says who the child is.
@Suite struct RestrictedStepTests {
  private func tasks(_ town: Town, _ who: Caller) async throws -> [ToDo] {
    let asked = Request(site: town.site.site, method: .get, path: "/today", now: TestSite.now, caller: who)
    return try await town.read { tx in try supportTasks(nil, asked, tx) }
  }
  /// Nothing of the child, the record or the help.
  private func saysNothing(
    _ text: String, _ town: Town, _ support: Support, _ source: SourceLocation = #_sourceLocation
  ) {
    for word in ["Amara", "Bello", town.amara.description, support.id.description, "More is needed"] {
      #expect(!text.contains(word), "\(word)", sourceLocation: source)
    }
  }

  @Test(arguments: Engine.available) func aStepUpIsSeenButNotWhoItIsAbout(engine: Engine) async throws {
    try await withTown(engine) { town in
      let priya = caller("Priya Nair", .practitioner, team: town.earlyHelp, practitioner: town.priya)
      let sol = caller("Sol Levy", .teamManager, team: town.socialCare, practitioner: town.sam)
      let mina = caller("Mina Park", .teamManager, team: town.earlyHelp)
      let support = try await town.write { tx -> Support in
        let support = try town.lead(town.amara, to: .reviewing, in: tx)
        try allocateSupport(
          support.id, child: town.amara, to: town.priya, isLead: true, by: .system, at: Town.start, in: tx)
        try restrict(town.amara, to: true, why: "Adoption", by: .system, at: Town.start, in: tx)
        try askStepUp(
          NewStepUp(reason: "More is needed", team: town.socialCare, handoverOn: Day(2026, 9, 15)!), id: fresh(),
          support: support.id, child: town.amara, by: priya, at: Town.start, in: tx)
        return try tx.support(support.id, of: town.amara)
      }
      let seen = try await tasks(town, sol)
      #expect(seen.map(\.title) == ["A restricted record has been stepped up to you: ask Priya Nair"])
      #expect(seen[0].child == nil && seen[0].isUrgent && seen[0].path == "/supports#restricted")
      saysNothing("\(seen)", town, support)
      for json in [false, true] {
        let list = await town.site.get("/supports", as: "sol", json: json)
        #expect(list.status == 200 && list.text.contains("Priya Nair"))
        saysNothing(list.text, town, support)
      }
      saysNothing(await town.site.get("/supports?format=csv", as: "sol").text, town, support)
      // Nobody else hears of it: not the manager who has a team link, which counts for nothing here.
      #expect(try await tasks(town, mina).isEmpty)

      // With a link they see it whole, and answer.
      _ = try await town.write { tx in
        try tx.beginInvolvement(
          NewInvolvement(
            practitioner: town.sam, agency: try tx.practitioner(town.sam).agency, team: town.socialCare,
            part: "Step up"), child: town.amara, id: fresh(), by: priya, at: Town.start)
      }
      #expect(try await tasks(town, sol).map(\.title) == ["Answer the step up: Amara Bello"])
      try await town.write { tx in
        try declineStepUp(support: support.id, child: town.amara, why: "No", by: sol, at: Town.start, in: tx)
      }
      #expect(try await tasks(town, sol).isEmpty)
    }
  }

  @Test(arguments: Engine.available) func helpForARestrictedChildWaitsInSight(engine: Engine) async throws {
    try await withTown(engine) { town in
      let mina = caller("Mina Park", .teamManager, team: town.earlyHelp)
      let door = caller("Ana Lopez", .screener, practitioner: town.jo)
      let support = try await town.write { tx -> Support in
        try restrict(town.amara, to: true, why: "Adoption", by: .system, at: Town.start, in: tx)
        return try startSupport(
          NewSupport(level: .early, route: .frontDoor, wanted: "More is needed", team: town.earlyHelp), id: fresh(),
          child: town.amara, by: door, at: Town.start, in: tx)
      }
      let seen = try await tasks(town, mina)
      #expect(seen.map(\.title) == ["A restricted record waits for a worker of your team: ask Ana Lopez"])
      saysNothing("\(seen)", town, support)
      _ = try await town.write { tx in
        try allocateSupport(support.id, child: town.amara, to: town.tom, isLead: true, by: door, at: Town.start, in: tx)
      }
      #expect(try await tasks(town, mina).isEmpty)
    }
  }
}
