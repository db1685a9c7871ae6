import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Workforce

/// Posts, hours and leave that are entered in pages.
@Suite struct PostTests {
  private let new = [
    "code": "PHV-99", "title": "Portage home visitor", "kind": "visitor", "fte": "0.5", "employer": "Council",
    "base": "Aldersham", "location": "ALD", "reports_to": "SPHV-ALD", "pounds": "17,250",
  ]

  private func post(_ code: String, _ world: WorkforceWorld) async throws -> Post? {
    let id: ID<Post>? = try await world.database.read { tx in
      try tx.value("SELECT id FROM post WHERE code = \(code)")
    }
    return try await world.database.read { tx in try id.map { try tx.post($0) } }
  }

  @Test(arguments: Engine.available)
  func aPostIsMadeChangedClosedAndOpenedAgain(_ engine: Engine) async throws {
    try await withWorkforce(engine) { world in
      let location = try #require(try await world.service().posts.first { $0.code == "SPHV-ALD" }?.location)
      let new = new.merging(["location": location]) { $1 }
      for (name, value) in [
        ("code", "SPHV-ALD"), ("fte", "2"), ("location", ""), ("reports_to", "NOBODY"), ("kind", ""),
      ] {
        let wrong = await world.site.post("/workforce/posts", new.merging([name: value]) { $1 }, as: "seun")
        #expect(wrong.status == 422, "\(name) \(value)")
      }
      #expect(await world.site.post("/workforce/posts", new, as: "ruth").status == 403)
      #expect(try await post("PHV-99", world) == nil)
      let made = await world.site.post("/workforce/posts", new, as: "seun")
      #expect(made.status == 303)
      let path = try #require(made[header: "Location"])
      let page = await world.site.get(path, as: "seun")
      #expect(page.status == 200 && page.text.contains("The post was made"))

      let change = new.merging(["base": "Fennacre", "fte": "1", "pounds": "34,501", "version": "1"]) { $1 }
      #expect(await world.site.get("\(path)/change", as: "seun").text.contains("17,250"))
      #expect(await world.site.post("\(path)/change", change, as: "seun").status == 303)
      #expect(await world.site.post("\(path)/change", change.merging(["base": "X"]) { $1 }, as: "ada").status == 409)
      let text = await world.site.get(path, as: "seun").text
      #expect(text.contains("Base: Fennacre, before Aldersham") && text.contains("Part: 1, before 0.5"))
      // What it costs is not for everybody who reads the post.
      #expect(text.contains("The cost was changed") && !text.contains("34,501"))
      // A ring is refused, and nothing of it stays.
      let senior = try #require(try await post("SPHV-ALD", world))
      let ring = [
        "title": senior.title, "kind": senior.kind.rawValue, "fte": "1", "location": location, "reports_to": "PHV-99",
        "version": "\(senior.version)",
      ]
      #expect(await world.site.post("/workforce/posts/\(senior.id)/change", ring, as: "seun").status == 422)
      #expect(try await post("SPHV-ALD", world) == senior)

      let before = try await world.service().visiting
      #expect(await world.site.post("\(path)/closing", ["version": "2"], as: "seun").status == 303)
      #expect(try await world.service().visiting == before - 100)
      #expect(await world.site.get("\(path)/change", as: "seun").status == 409)
      #expect(await world.site.post("\(path)/closing", ["version": "3"], as: "seun").status == 409)
      #expect(await world.site.get("/workforce", as: "seun").text.contains("Closed posts (1)"))
      #expect(await world.site.post("\(path)/reopening", ["version": "3"], as: "seun").status == 303)
      #expect(try await world.service().visiting == before)
      // One that somebody holds, or to which others report, is not closed.
      let held = await world.site.post(
        "/workforce/posts/\(senior.id)/closing", ["version": "\(senior.version)"], as: "seun")
      #expect(held.status == 409)
      #expect(try await world.count("SELECT count(*) FROM event WHERE kind IN ('post.closed', 'post.reopened')") == 2)
    }
  }

  @Test(arguments: Engine.available)
  func hoursAndLeaveAreEnteredAndTakenBack(_ engine: Engine) async throws {
    try await withWorkforce(engine) { world in
      let nadia = try #require(world.people["nadia"])
      let path = "/workforce/practice/\(nadia)"
      #expect(await world.site.get("\(path)/hours", as: "carys").status == 404)
      let page = await world.site.get("\(path)/hours", as: "ruth").text
      #expect(page.contains("9am to 12.45pm"))
      let evening = ["weekday": "0", "from": "5.30pm", "to": "7pm"]
      #expect(await world.site.post("\(path)/hours", evening.merging(["to": "4pm"]) { $1 }, as: "ruth").status == 422)
      #expect(
        await world.site.post("\(path)/hours", evening.merging(["from": "noon"]) { $1 }, as: "ruth").status == 422)
      #expect(await world.site.post("\(path)/hours", evening, as: "ruth").status == 303)
      let monday = Day(2026, 11, 30)!
      func why(_ day: Day, _ minute: Int) async throws -> String? {
        try await world.database.read { tx in try whyNotAtWork(nadia, on: day, minute: minute, in: tx)?.words }
      }
      #expect(try await why(monday, 1080) == nil)
      #expect(
        await world.site.post("\(path)/hours/removal", ["weekday": "0", "from": "1050"], as: "ruth").status == 303)
      #expect(try await why(monday, 1080)?.contains("You work from 9am to 12.45pm and 1.15pm to 5pm") == true)
      let leave = ["from_on": "2026-11-30", "to_on": "2026-12-02"]
      #expect(await world.site.post("\(path)/leave", leave, as: "ruth").status == 303)
      #expect(try await why(monday, 600)?.hasPrefix("You are on leave on 30 November 2026") == true)
      #expect(await world.site.post("\(path)/leave/removal", ["from_on": "2026-11-30"], as: "ruth").status == 303)
      #expect(try await why(monday, 600) == nil)
      #expect(await world.site.post("\(path)/leave/removal", ["from_on": "2026-11-30"], as: "ruth").status == 409)
    }
  }
}
