import FrontDoor
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import App

/// What goes to others because the work asks for it stands in the family's list of what was shared, without anybody writing
/// it down a second time.
@Suite struct SharedInWorkTests {
  @Test(arguments: Engine.available) func theFamilyReadsWhoWasAskedAndWhy(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      let now = TestSite.now
      let path = "/family/\(town.child)/openings"
      #expect(await town.page(path, as: "dana", at: now).contains("We have not shared anything with anyone"))

      try await asked("health", "Community health", of: try await town.ask(at: now), in: town)
      let routine = await town.page(path, as: "dana", at: now)
      #expect(routine.contains("Shared with Community health") && !routine.contains("We have not shared anything"))
      #expect(routine.contains("Why: To hear what they know"))
      #expect(!routine.contains("What do you know of Ama?"), "the question itself is between the agencies")
      #expect(await town.page("/family/\(town.child)", as: "dana", at: now).contains("Community health"))

      // Where somebody is worried, asking is not told of by itself: it may raise the risk.
      let worrying = try await town.ask(at: now)
      try await town.database.write { tx in
        try tx.run("UPDATE help_request SET urgency = 'urgent' WHERE id = \(worrying.id)")
      }
      try await asked("police", "Police", of: worrying, in: town)
      #expect(!(await town.page(path, as: "dana", at: now).contains("Police")))
    }
  }

  @Test(arguments: Engine.available) func schoolsThatWereConsultedAreNamed(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      let now = TestSite.now
      try await town.database.write { tx in
        var random = SystemRandomNumberGenerator()
        let (ehcCase, consultation): (AnyID, AnyID) = (ID(at: now, random: &random), ID(at: now, random: &random))
        try tx.run(
          """
          INSERT INTO ehc_case (id, child_id, state, received_on, source, asked_by, reasons, in_youth_accommodation,
            version, created_at)
          VALUES (\(ehcCase), \(town.child), 'drafted', \(now.day), '1', 'Dana Bello', 'Needs', \(false), 1, \(now))
          """)
        try tx.run(
          """
          INSERT INTO ehc_consultation (id, case_id, child_id, setting, asked_on)
          VALUES (\(consultation), \(ehcCase), \(town.child), 'Mill Lane Primary', \(now.day))
          """)
      }
      let page = await town.page("/family/\(town.child)/openings", as: "dana", at: now)
      #expect(page.contains("Shared with Mill Lane Primary") && page.contains("before a plan names it"))
    }
  }

  /// A screener asks an agency about a request that is about the town's child.
  private func asked(_ code: String, _ name: String, of request: HelpRequest, in town: SmallTown) async throws {
    let now = TestSite.now
    let agency = try await town.database.write { tx in
      var random = SystemRandomNumberGenerator()
      let agency = AgencyID(at: now, random: &random)
      try tx.add(Agency(id: agency, code: code, name: name, kind: .health))
      try tx.run("UPDATE help_request SET child_id = \(town.child) WHERE id = \(request.id)")
      return agency
    }
    let sent = await town.post(
      "/requests/\(request.id)/checks", ["agency": agency.description, "question": "What do you know of Ama?"],
      as: "joanne", at: now)
    #expect(sent.status == 303, "\(sent.text)")
  }
}
