import Clocks
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Voice

@Suite struct ComplaintTests {
  private let fields = [
    "kind": "complaint", "about": "Disabled Children’s Team", "words": "Nobody rang.", "name": "Marion Tuck",
    "contact": "marion@example.org",
  ]

  private func made(_ world: VoiceWorld, _ more: [String: String] = [:], as name: String? = nil) async throws
    -> Complaint
  {
    let sent = await world.site.post("/voice/complaints", fields.merging(more) { $1 }, as: name)
    let path = try #require(sent[header: "Location"])
    let reference = String(path.split(separator: "/").last!.prefix { $0 != "?" })
    return try await world.read { tx in try tx.complaintNamed(reference) }
  }
  private func step(
    _ world: VoiceWorld, _ complaint: Complaint, _ fields: [String: String], as name: String = "margaret"
  ) async throws -> Response {
    let version = try await world.read { tx in try tx.complaintNamed(complaint.reference).version }
    return await world.site.post("\(complaint.path)/steps", fields.merging(["version": "\(version)"]) { $1 }, as: name)
  }
  private func due(_ world: VoiceWorld, _ complaint: Complaint, _ rule: ClockRuleID) async throws -> Clock? {
    try await world.read { tx in
      try tx.clocks(about: complaint.id).last { $0.ruleID == rule && $0.status != .cancelled }
    }
  }

  /// Wednesday 18 November 2026. Stage 1: 10 working days, 20 with more time; stage 2: 25, then 65; stage 3: 30.
  @Test(arguments: Engine.available) func threeStagesByTheirTimes(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let complaint = try await made(world)
      #expect(try await due(world, complaint, "CMP-NA")?.due.day == Day(2026, 11, 23))
      #expect(try await step(world, complaint, ["kind": "answer", "words": "No", "outcome": "upheld"]).status == 422)
      #expect(try await step(world, complaint, ["kind": "acknowledge"]).status == 422, "by which rules?")
      #expect(
        try await step(world, complaint, ["kind": "acknowledge", "procedure": "childrens_social_care"]).status == 303)
      #expect(try await due(world, complaint, "CMP-ACK")?.status == .met)
      #expect(try await due(world, complaint, "CMP-C1")?.due.day == Day(2026, 12, 2))
      #expect(try await step(world, complaint, ["kind": "handler", "email": "nobody@example.org"]).status == 422)
      #expect(try await step(world, complaint, ["kind": "handler", "email": "ruth.ellison@example.org"]).status == 303)
      #expect(try await step(world, complaint, ["kind": "extend", "words": "She is away."]).status == 303)
      #expect(try await due(world, complaint, "CMP-C1")?.due.day == Day(2026, 12, 16))
      #expect(try await step(world, complaint, ["kind": "extend", "words": "Again."]).status == 422)
      #expect(
        try await step(
          world, complaint, ["kind": "answer", "words": "Dear Ms Tuck, we are sorry.", "outcome": "partly_upheld"],
          as: "ruth"
        ).status == 303)
      #expect(try await due(world, complaint, "CMP-C1")?.status == .met)
      try await atStageTwo(world, complaint)
    }
  }

  private func atStageTwo(_ world: VoiceWorld, _ first: Complaint) async throws {
    let visitor = Caller.visitor(from: "test")
    try await world.write { tx in
      try followUp(
        tx.complaintNamed(first.reference), .nextStage, words: "It happened again.", id: anyID(), by: visitor,
        at: TestSite.now, in: tx)
    }
    // 25 working days over Christmas and New Year.
    #expect(try await due(world, first, "CMP-C2")?.due.day == Day(2026, 12, 23))
    let same = try await step(world, first, ["kind": "handler", "email": "ruth.ellison@example.org"])
    #expect(same.status == 422 && same.text.contains("this stage is for somebody else"))
    #expect(try await step(world, first, ["kind": "handler", "email": "ewan.paterson@example.org"]).status == 303)
    #expect(await world.site.get(first.path, as: "ruth").status == 404, "no longer hers")
    #expect(try await step(world, first, ["kind": "extend", "words": "Six people to hear."], as: "ewan").status == 303)
    #expect(try await due(world, first, "CMP-C2")?.due.day == Day(2027, 2, 22))
    #expect(
      try await step(
        world, first, ["kind": "answer", "words": "Dear Ms Tuck", "outcome": "not_upheld"], as: "ewan"
      ).status == 303)
    #expect(try await due(world, first, "CMP-C3Q")?.isOpen == true)
    try await world.write { tx in
      try followUp(
        tx.complaintNamed(first.reference), .nextStage, words: "I want the panel.", id: anyID(), by: visitor,
        at: TestSite.now, in: tx)
    }
    #expect(try await due(world, first, "CMP-C3")?.due.day == Day(2027, 1, 4))
    #expect(try await due(world, first, "CMP-C3Q")?.status == .met)
    #expect(try await step(world, first, ["kind": "panel"]).status == 303)
    #expect(try await due(world, first, "CMP-C3W")?.due.day == Day(2026, 11, 25))
    #expect(try await step(world, first, ["kind": "panel_report"]).status == 303)
    #expect(try await due(world, first, "CMP-C3R")?.due.day == Day(2026, 12, 9))
  }

  @Test(arguments: Engine.available) func onlyThoseWhoAnswerKnowOfIt(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let complaint = try await made(world)
      #expect(await world.site.get("/complaints", as: "pat").status == 403)
      #expect(await world.site.get(complaint.path, as: "ruth").status == 404)
      #expect(await world.site.get("/complaints", as: "ruth").text.contains("None is open"))
      _ = try await step(world, complaint, ["kind": "acknowledge", "procedure": "council"])
      _ = try await step(world, complaint, ["kind": "handler", "email": "ruth.ellison@example.org"])
      #expect(await world.site.get(complaint.path, as: "ruth").text.contains("Nobody rang."))
      #expect(await world.site.get(complaint.path, as: "ewan").status == 404)
      let (ruth, ewan) = (world.callers["ruth"]!, world.callers["ewan"]!)
      let toDo = try await world.read { [site = world.site.site] tx in
        try [ruth, ewan].map { caller in
          try voice(.none).tasks!(
            nil, Request(site: site, method: .get, path: "/today", headers: [:], now: TestSite.now, caller: caller), tx)
        }
      }
      #expect(toDo[0].map(\.due) == [Day(2026, 12, 2)] && toDo[1].isEmpty)
      let taken = try await step(
        world, complaint, ["kind": "handler", "email": "ewan.paterson@example.org"], as: "ruth")
      #expect(taken.status == 403)
      _ = try await step(world, complaint, ["kind": "note", "words": "Only between us"], as: "ruth")
      let own = try await world.read { tx in try tx.steps(of: complaint.id).filter(\.isOpenToFamily) }
      #expect(!own.contains { $0.words == "Only between us" })
    }
  }

  @Test(arguments: Engine.available) func whoeverComplainedSeesWhereItIs(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let sent = await world.site.post("/voice/complaints", fields)
      let path = try #require(sent[header: "Location"]?.split(separator: "?").first.map(String.init))
      let cookie = try #require(sent[header: "Set-Cookie"]?.split(separator: ";").first.map(String.init))
      // Without the code the page is the same whether there is such a complaint or not.
      let (there, not) = (
        await world.site.get(path).text, await world.site.get("/voice/complaints/follow/C-222222").text
      )
      #expect(!there.contains("Nobody rang") && !there.contains("Received") && there.contains("Eight letters"))
      #expect(there.contains("See where your complaint is") && not.contains("See where your complaint is"))
      func open(_ target: String) async -> Response {
        await world.site.responder.respond(
          to: RawRequest("GET", target, headers: ["cookie": "visitor=x; \(cookie)", "accept": "text/html"]))
      }
      let code = String(cookie.split(separator: ".").last!)
      #expect(await open("\(path)?new=yes").text.contains(code))
      #expect(await !open(path).text.contains(code), "the code is shown once")
      let reference = String(path.split(separator: "/").last!)
      let typed = ["reference": reference.lowercased(), "code": code.lowercased()]
      #expect(await world.site.post("/voice/complaints/follow", typed).status == 303)
      #expect(
        await world.site.post("/voice/complaints/follow", typed.merging(["code": "2222-2222"]) { $1 }).status == 422)
      let complaint = try await world.read { tx in try tx.complaintNamed(reference) }
      _ = try await step(world, complaint, ["kind": "acknowledge", "procedure": "nhs"])
      _ = try await step(world, complaint, ["kind": "handler", "email": "ruth.ellison@example.org"])
      _ = try await step(
        world, complaint, ["kind": "answer", "words": "Dear Ms Tuck", "outcome": "upheld"], as: "ruth")
      let page = await open(path).text
      #expect(
        page.contains("You are right.") && page.contains("Dear Ms Tuck") && page.contains("Parliamentary and Health"))
      try await world.holds(3, "SELECT count(*) FROM mail WHERE recipient = 'marion@example.org'")
      try await world.holds(0, "SELECT count(*) FROM mail WHERE body LIKE '%Dear Ms Tuck%'")
    }
  }

  @Test(arguments: Engine.available) func aFamilyFindsItsOwnAndLessonsBecomeFindings(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let mine = try await made(world, ["contact": "01632 960 001"], as: "grace")
      #expect(await world.site.get("/voice/complaints/follow", as: "grace").text.contains("Disabled Children’s Team"))
      #expect(await world.site.get("/voice/complaints/follow/\(mine.reference)", as: "grace").status == 200)
      _ = try await step(world, mine, ["kind": "acknowledge", "procedure": "council"])
      let path = "/voice/complaints/follow/\(mine.reference)/steps"
      #expect(await world.site.post(path, ["kind": "next_stage", "words": "x"], as: "grace").status == 409)
      #expect(await world.site.post(path, ["kind": "more", "words": "On Monday too."], as: "grace").status == 303)
      #expect(await world.site.post(path, ["kind": "withdraw"], as: "grace").status == 303)
      try await world.holds(0, "SELECT count(*) FROM clock WHERE status = 'running'")
      #expect(try await step(world, mine, ["kind": "learn", "words": "Ring before a change."]).status == 303)
      try await world.holds(1, "SELECT count(*) FROM finding WHERE source = 'complaint' AND said LIKE 'Ring before%'")
      let praise = try await made(world, ["kind": "compliment", "words": "Thank you"])
      try await world.holds(0, "SELECT count(*) FROM clock WHERE status = 'running'")
      #expect(try await step(world, praise, ["kind": "acknowledge"]).status == 303)
      #expect(await world.site.get("/complaints?over=yes", as: "margaret").text.contains("Compliment"))
    }
  }
}
