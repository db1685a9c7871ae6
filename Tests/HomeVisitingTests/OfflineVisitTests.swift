import Foundation
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

/// What goes onto a phone, what comes back from it, and that nothing is written over anything.
@Suite struct OfflineVisitTests {
  @Test(arguments: Engine.available) func theWeekOfAPhoneIsTheVisitorsOwn(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let visit = try await world.plan("2026-11-18", "2pm")
      let week = await world.site.get("/visits/offline/week", as: "pat", json: true)
      #expect(week.status == 200 && week.text.contains(visit.id.description) && week.text.contains("Ama Bello"))
      #expect(week[header: "Cache-Control"] == "no-store")
      let other = await world.site.get("/visits/offline/week", as: "ruth", json: true)
      #expect(other.status == 200 && !other.text.contains("Ama"))
      #expect(try await world.owner("pat") != (try await world.owner("ruth")))
      #expect(await world.site.get("/visits/offline/week", json: true).status == 401)
      let page = await world.site.get("/visits/offline")
      #expect(page.status == 200 && !page.text.contains("Bello") && !page.text.contains("name=\"csrf\""))
    }
  }

  @Test(arguments: Engine.available) func thePhoneKnowsThatSomebodyIsIn(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let visit = try await world.plan("2026-11-18", "11am")
      let there = world.at(visit.startsAt)
      func week() async -> String { await there.site.get("/visits/offline/week", as: "pat", json: true).text }
      #expect(await !week().contains("out_by_clock"))
      #expect(await there.site.post("\(visit.path)/check", ["minutes": "60"], as: "pat").status == 303)
      #expect(await week().contains("out_by_clock"))
      #expect(await there.site.post("\(visit.path)/check/ending", as: "pat").status == 303)
      #expect(await !week().contains("out_by_clock"))
      // The page asks what the desk asks, and says whom to call; it names nobody.
      let page = await there.site.get("/visits/offline").text
      #expect(page.contains("In how many minutes will you be out?") && page.contains("your manager gets a letter"))
    }
  }

  @Test(arguments: Engine.available) func whoIsInStaysOnThePhoneAfterTheVisitIsWrittenUp(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let visit = try await world.plan("2026-11-18", "11am")
      #expect(
        await world.at(visit.startsAt).site.post("\(visit.path)/check", ["minutes": "60"], as: "pat").status == 303)
      let later = world.at(visit.startsAt.adding(minutes: 55))
      func week() async -> String { await later.site.get("/visits/offline/week", as: "pat", json: true).text }
      #expect(await week().contains("\"inside\":[]"))
      #expect(await later.send(try later.writing(about: visit)).status == 303)
      let written = await week()
      #expect(!written.contains("\"inside\":[]") && written.contains("out_by_clock") && written.contains("Ama Bello"))
      let out = await later.site.post("\(visit.path)/check/ending", as: "pat")
      #expect(out.status == 303 && out[header: "Location"] == visit.path)
      #expect(await week().contains("\"inside\":[]"))
      // Said once more by a phone that did not hear the answer: nobody waits, and the phone forgets it.
      #expect(await later.site.post("\(visit.path)/check/ending", as: "pat").status == 409)
    }
  }

  @Test(arguments: Engine.available) func takingAWeekAlongIsWrittenDownOnceADay(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      _ = try await world.plan("2026-11-18", "2pm")
      for _ in 0..<3 { _ = await world.site.get("/visits/offline/week", as: "pat", json: true) }
      let count = try await world.count(
        "SELECT count(*) FROM event WHERE kind = 'visit.on_phone' AND child_id = \(world.child)")
      #expect(count == 1)
    }
  }

  @Test(arguments: Engine.available) func aRestrictedRecordGoesOnNoPhone(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      _ = try await world.plan("2026-11-18", "2pm")
      try await world.site.site.database.write { tx in
        try restrict(world.child, to: true, why: "A threat", by: .system, at: TestSite.now, in: tx)
      }
      let week = await world.site.get("/visits/offline/week", as: "pat", json: true)
      #expect(!week.text.contains("Ama") && week.text.contains("\"left_out\":1"))
    }
  }

  @Test(arguments: Engine.available) func whatWasWrittenIsTakenInOnceHoweverOftenItIsSent(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let visit = try await world.plan("2026-11-18", "11am")
      let later = world.at(visit.startsAt.adding(hours: 3))
      let writing = try await later.writing(about: visit)
      for _ in 0..<3 {
        let sent = await later.send(writing)
        #expect(sent.status == 303)
        let told = await later.site.get(sent[header: "Location"] ?? "", as: "pat", json: true)
        #expect(told.text.contains("\"state\":\"taken\""))
      }
      let states = try await world.states()
      #expect(states == [.held: 1, .planned: 1])
      let kept = try await world.count("SELECT count(*) FROM visit_writing WHERE words IS NOT NULL")
      #expect(kept == 0, "what is in the record is not kept a second time")
    }
  }

  @Test(arguments: Engine.available) func aVisitThatNobodyHadPlannedIsRecorded(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      var writing = try await world.writing(about: nil)
      writing["held_on"] = "2026-11-17"
      #expect(await world.send(writing).status == 303)
      #expect(try await world.states() == [.held: 1, .planned: 1])
      // A second account of that day waits: nobody can tell from here whether it is the same visit.
      writing["writing"] = TestSite.someID()
      writing["seen"] = "Another hour altogether"
      #expect(await world.send(writing).status == 303)
      #expect(try await world.states() == [.held: 1, .planned: 1])
      #expect(try await world.waiting().count == 1)
      let path = try await world.settlePath()
      #expect(await world.site.post(path, ["answer": "another", "version": "1"], as: "pat").status == 303)
      #expect(try await world.states()[.held] == 2)
    }
  }

  @Test(arguments: Engine.available) func whatWasWrittenElsewhereMeanwhileIsNotOverwritten(engine: Engine) async throws
  {
    try await withVisitWorld(engine) { world in
      let (later, visit) = try await twice(world)
      let kept = try await world.visit(visit.id)
      #expect(kept.seen == "Stacked <three> bricks" && kept.version == 2)
      let path = try await world.settlePath()
      let page = await later.site.get(path, as: "pat")
      #expect(page.text.contains("Stacked &lt;three&gt; bricks") && page.text.contains("Rang the bell"))
      #expect(page.text.contains("Nothing was overwritten"))
      let record = await later.site.get(visit.path, as: "pat")
      #expect(record.text.contains("Look at both, and decide"))
      let tasks = try await world.site.site.database.read { tx in
        try homeVisiting.tasks!(nil, later.request(as: "pat"), tx).map(\.title)
      }
      #expect(tasks.contains("Put two accounts together: Ama Bello"))
    }
  }

  @Test(arguments: Engine.available) func aPersonPutsTheTwoTogether(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let (later, visit) = try await twice(world)
      let path = try await world.settlePath()
      #expect(await later.site.post(path, ["answer": "combine", "version": "2"], as: "pat").status == 422)
      let chosen = [
        "answer": "combine", "version": "2", "use_seen": "both", "use_minutes": "phone", "use_tried": "record",
      ]
      #expect(await later.site.post(path, chosen.merging(["version": "1"]) { $1 }, as: "pat").status == 409)
      #expect(await later.site.post(path, chosen, as: "pat").status == 303)
      let kept = try await world.visit(visit.id)
      #expect(kept.seen == "Stacked <three> bricks\n\nRang the bell" && kept.minutes == 50 && kept.version == 3)
      #expect(await later.site.post(path, chosen.merging(["version": "3"]) { $1 }, as: "pat").status == 409)
      let both = await later.site.get(path, as: "pat")
      #expect(both.text.contains("Both are kept here as they were") && both.text.contains(">Rang the bell<"))
      #expect(try await world.waiting().isEmpty)
    }
  }

  @Test(arguments: Engine.available) func aVisitThatWasCalledOffAndTookPlaceAllTheSame(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let visit = try await world.plan("2026-11-18", "11am")
      let later = world.at(visit.startsAt.adding(hours: 3))
      let writing = try await later.writing(about: visit)
      let off = "\(visitsPath(world.child))/\(visit.id)/cancellation"
      #expect(await later.site.post(off, ["by": "service", "why": "Snow"], as: "pat").status == 303)
      #expect(await later.send(writing).status == 303)
      #expect(try await world.visit(visit.id).state == .cancelled)
      let path = try await world.settlePath()
      #expect(await later.site.get(path, as: "pat").text.contains("Called off by the service. Snow"))
      #expect(await later.site.post(path, ["answer": "combine", "version": "2"], as: "pat").status == 303)
      let kept = try await world.visit(visit.id)
      #expect(kept.state == .held && kept.cancelledBy == nil && kept.seen == "Rang the bell")
    }
  }

  @Test(arguments: Engine.available) func nobodySendsWhatAnotherWroteOnThePhone(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      var writing = try await world.writing(about: nil)
      writing["held_on"] = "2026-11-17"
      writing["owner"] = try await world.owner("ruth")
      #expect(await world.send(writing).status == 403)
      #expect(try await world.states().isEmpty)
    }
  }

  /// Ama's visit, written up at the office and on the phone.
  private func twice(_ world: VisitWorld) async throws -> (VisitWorld, Visit) {
    let visit = try await world.plan("2026-11-18", "11am")
    let later = world.at(visit.startsAt.adding(hours: 3))
    let writing = try await later.writing(about: visit)
    let office = goodVisit.merging(["held_on": "2026-11-18", "held_at": "11am", "version": "1"]) { $1 }
    #expect(await later.site.post("\(visit.path)/record", office, as: "pat").status == 303)
    #expect(await later.send(writing).status == 303)
    return (later, visit)
  }
}

extension TestSite {
  static func someID() -> String {
    var random = SystemRandomNumberGenerator()
    return AnyID(at: now, random: &random).description
  }
}

extension VisitWorld {
  func plan(_ day: String, _ time: String) async throws -> Visit {
    let plan = ["on": day, "at": time, "kind": "home"]
    #expect(await site.post("/children/\(child)/planned-visits", plan, as: "pat").status == 303)
    return try await newest()
  }
  func visit(_ id: ID<Visit>) async throws -> Visit {
    try await site.site.database.read { tx in try tx.visit(id, child: child) }
  }

  /// How the server names this account on its phones.
  func owner(_ name: String) async throws -> String {
    struct Week: Decodable { let owner: String }
    let week = await site.get("/visits/offline/week", as: name, json: true)
    return try JSONDecoder().decode(Week.self, from: Data(week.text.utf8)).owner
  }
  /// What Pat's phone sends.
  func writing(about visit: Visit?) async throws -> [String: String] {
    [
      "writing": TestSite.someID(), "visit": visit?.id.description ?? "", "owner": try await owner("pat"),
      "written_at": "1795000000", "held_on": "2026-11-18", "held_at": "11am", "minutes": "50", "kind": "home",
      "seen": "Rang the bell", "try_next": "Stack four", "next_on": "2026-12-01", "next_at": "14:30",
    ]
  }
  func send(_ writing: [String: String]) async -> Response {
    await site.post("/children/\(child)/visit-writings", writing, as: "pat")
  }
  func waiting() async throws -> [Writing] {
    let pat = callers["pat"]!
    return try await site.site.database.read { tx in try tx.waitingWritings(of: pat.practitioner!, for: pat) }
  }
  /// The page of the one writing that waits.
  func settlePath() async throws -> String {
    let writing = try #require(try await waiting().first)
    return "\(visitsPath(child))/\(writing.visit)/writings/\(writing.id)"
  }
}
