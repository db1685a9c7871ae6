import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Messages

/// Who may read and who may write, as `Sharing` decides it.
@Suite struct WhoMayTests {
  /// Status of reading and of writing, on the pages of staff and on those of the family.
  private func statuses(_ world: MessagesWorld, _ name: String?) async -> [Int] {
    let (site, child) = (world.at(), world.child)
    return [
      await site.get("/children/\(child)/messages", as: name).status,
      await site.post("/children/\(child)/messages", ["words": "Hello"], as: name).status,
      await site.get("/family/\(child)/messages", as: name).status,
      await site.post("/family/\(child)/messages", ["words": "Hello"], as: name).status,
      await site.post("/family/\(child)/words", ["speaker": "adult", "words": "Hello"], as: name).status,
    ]
  }

  @Test(arguments: Engine.available) func thoseAroundTheChildReadAndThoseWithALinkWrite(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let wanted: [(String?, [Int])] = [
        ("priya", [200, 303, 403, 403, 403]), ("jo", [200, 403, 403, 403, 403]), ("max", [200, 303, 403, 403, 403]),
        ("lee", [403, 403, 403, 403, 403]), ("olu", [404, 404, 404, 404, 404]), ("sam", [200, 403, 403, 403, 403]),
        ("dana", [403, 403, 200, 303, 303]), ("ama", [403, 403, 200, 303, 303]), ("nan", [404, 404, 404, 404, 404]),
        (nil, [303, 303, 303, 303, 303]),
      ]
      for (name, statuses) in wanted {
        let found = await self.statuses(world, name)
        #expect(found == statuses, "\(name ?? "visitor")")
      }
      let written = await world.messageCount()
      #expect(written == 4)
    }
  }

  @Test(arguments: Engine.available) func aRestrictedRecordOpensToNamedLinksAlone(engine: Engine) async throws {
    try await withWorld(engine) { world in
      try await world.database.write { tx in
        try restrict(world.child, to: true, why: "Adoption", by: .system, at: TestSite.now, in: tx)
      }
      #expect(await statuses(world, "priya") == [200, 303, 403, 403, 403])
      #expect(await statuses(world, "jo") == [404, 404, 404, 404, 404])
      #expect(await statuses(world, "max") == [404, 404, 404, 404, 404])
      #expect(await statuses(world, "dana") == [403, 403, 200, 303, 303])
    }
  }

  @Test(arguments: Engine.available) func aClosedRecordIsReadAndNotWritten(engine: Engine) async throws {
    try await withWorld(engine) { world in
      #expect(await world.at().post("/family/\(world.child)/messages", ["words": "Hello"], as: "dana").status == 303)
      try await world.database.write { tx in
        try closeRecord(world.child, why: "Done", by: .system, at: TestSite.now, in: tx)
      }
      #expect(await statuses(world, "priya") == [200, 409, 403, 403, 403])
      #expect(await statuses(world, "dana") == [403, 403, 200, 409, 409])
      let page = await world.at(1).get("/family/\(world.child)/messages", as: "dana")
      #expect(page.text.contains("This record is closed"))
      #expect(!page.text.contains("<textarea") && !page.text.contains("/withdrawal"))
      #expect(await world.tasks("priya").isEmpty)
    }
  }

  @Test(arguments: Engine.available) func whoOnlyLooksLeavesNoReadingAndSeesNoBox(engine: Engine) async throws {
    try await withWorld(engine) { world in
      _ = await world.at().post("/family/\(world.child)/messages", ["words": "Hello"], as: "dana")
      let page = await world.at(1).get("/children/\(world.child)/messages", as: "sam")
      #expect(page.text.contains("Only those who work with Ama write here") && !page.text.contains("<textarea"))
      #expect(await world.count("SELECT count(*) FROM message_reading") == 0)
      let panels = try await (
        world.asking("sam") { try messages.childPanels[0]($0, $1, $2) == nil },
        world.asking("jo") { try messages.childPanels[0]($0, $1, $2) == nil }
      )
      #expect(panels == (true, false))
    }
  }

  @Test(arguments: Engine.available) func nothingIsSentIntoTheVoid(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let child = world.child
      try await world.database.write { tx in
        try tx.run("UPDATE relationship SET has_portal = FALSE WHERE child_id = \(child)")
      }
      #expect(await world.at().post("/children/\(child)/messages", ["words": "Hello"], as: "priya").status == 409)
      let staff = await world.at().get("/children/\(child)/messages", as: "priya")
      #expect(staff.text.contains("Call them instead") && !staff.text.contains("<textarea"))
      try await world.database.write { tx in
        try tx.run("UPDATE relationship SET has_portal = TRUE WHERE child_id = \(child)")
        let link = try tx.involvements(child)[0].id
        try tx.endInvolvement(link, child: child, why: "Left", by: .system, at: TestSite.now)
      }
      #expect(await world.at().post("/family/\(child)/messages", ["words": "Hello"], as: "dana").status == 409)
      let family = await world.at().get("/family/\(child)/messages", as: "dana")
      #expect(family.text.contains("Please call us") && !family.text.contains("<textarea"))
      #expect(await world.messageCount() == 0)
    }
  }

  @Test(arguments: Engine.available) func whoIsHiddenFromTheFamilyIsNeitherNamedNorHeard(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let child = world.child
      try await world.database.write { tx in
        try tx.run("UPDATE involvement SET is_hidden_from_family = TRUE WHERE child_id = \(child)")
      }
      #expect(await world.at().post("/family/\(child)/messages", ["words": "Hello"], as: "dana").status == 303)
      #expect(await world.at(1).get("/children/\(child)/messages", as: "priya").status == 200)
      #expect(await world.at(2).post("/children/\(child)/messages", ["words": "Hello"], as: "priya").status == 403)
      for isJSON in [false, true] {
        let page = await world.at(3).get("/family/\(child)/messages", as: "dana", json: isJSON)
        #expect(page.status == 200 && !page.text.contains("Priya"))
      }
      #expect(await world.count("SELECT count(*) FROM message_reading") == 1)
    }
  }
}
