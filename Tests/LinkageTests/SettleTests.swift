import Kernel
import LinkageEngine
import People
import Store
import TestKit
import Testing
import Web

@testable import Linkage

/// All records looked at together: what is done without a person, and what is not.
@Suite struct SettleTests {
  private func name(_ text: String) -> RecordName {
    let parts = text.split(separator: ":")
    return RecordName(source: String(parts[0]), id: String(parts[1]))
  }

  @Test func whatPeopleWroteNeverMovesAndMakesNoChild() {
    let (a, b): (ChildID, ChildID) = (newID(), newID())
    let children = [name("health:H1"): a, name("keywork:a"): a, name("education:E1"): b]
    // What was written of the one child is like the record of the other: a person is asked.
    let crossed = PeoplePlan([[name("health:H1")], [name("keywork:a"), name("education:E1")]], children)
    #expect(crossed.steps == [.ask(name("keywork:a"), name("education:E1"))])
    // It is like nothing: the agency's record stays where it is.
    let alone = PeoplePlan([[name("keywork:a")], [name("health:H1")], [name("education:E1")]], children)
    #expect(alone.steps.isEmpty)
    // Where no agency holds a record, the partnership's own is one like any other.
    let own = PeoplePlan([[name("education:E1"), name("keywork:a")]], [name("keywork:a"): a, name("education:E1"): b])
    #expect(own.steps.count == 1)
  }

  /// Three agencies' records of one child, which came without being compared, and one of another child.
  private let rows = [
    ("health", "H1,Rowan,,Ashby,M,2014-01-20,8 Hill View,LS24 3CC,,,"),
    ("education", "E1,Rowan,,Ashby,M,2014-01-20,8 Hill View,LS24 3CC,,,"),
    ("social", "S1,Rowan,,Ashbey,M,2014-01-20,8 Hill View,LS24 3CC,,,"),
    ("social", "S2,Zosia,,Nowak,F,2012-02-02,4 Park Row,LS21 1AA,,,"),
  ]
  private func takeApart(_ world: LinkWorld) async throws {
    for (agency, row) in rows { try await world.take([row], as: agency, isCompared: false) }
    #expect(try await world.people().count == 4)
  }

  @Test(arguments: Engine.available)
  func oneNodeSettlesInTheNight(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      try await takeApart(world)
      let night = LondonTime(day: LinkWorld.now.day, minuteOfDay: 130).instant
      let noon = LondonTime(day: LinkWorld.now.day, minuteOfDay: 720).instant
      #expect(try await !settleAtNight(world.database, rows: LinkWorld.rows, at: noon))
      #expect(try await world.people().count == 4)
      #expect(try await settleAtNight(world.database, rows: LinkWorld.rows, at: night))
      #expect(try await world.people() == [["health:H1", "education:E1", "social:S1"], ["social:S2"]])
      // Another node, a moment later.
      #expect(try await !settleAtNight(world.database, rows: LinkWorld.rows, at: night.adding(minutes: 1)))
      #expect(try await settleAtNight(world.database, rows: LinkWorld.rows, at: night.adding(days: 1)))
      #expect(
        try await world.count("SELECT count(*) FROM link_figure WHERE name = 'records put right in the night'") == 2)
    }
  }

  @Test(arguments: Engine.available)
  func whatMayNotBePutTogetherIsAskedAndTheOthersGoOn(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      try await takeApart(world)
      // Two verified numbers say that health and education speak of two children, whatever else they say.
      _ = try await world.write { tx in
        try tx.run(
          """
          UPDATE child SET nhs_status = 'verified', nhs_number = CASE WHEN id = (SELECT child_id FROM agency_record
            WHERE record_id = 'H1') THEN '9434765919' ELSE '9876543210' END
          WHERE id IN (SELECT child_id FROM agency_record WHERE record_id IN ('H1', 'E1'))
          """)
      }
      let settled = try await settlePeople(world.database, rows: LinkWorld.rows, at: LinkWorld.now)
      #expect((settled.joined, settled.asked) == (1, 1))
      #expect(try await world.child("health", "H1") != world.child("education", "E1"))
      // A second time there is nothing to do and nobody is asked again.
      let again = try await settlePeople(world.database, rows: LinkWorld.rows, at: LinkWorld.now)
      #expect(again == Settled())
    }
  }

  @Test(arguments: Engine.available)
  func aPairThatIsNoLongerAlikeSettlesItself(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      try await world.take(["H1,Rowan,,Ashby,M,2014-01-20,8 Hill View,LS24 3CC,,,"], as: "health", isCompared: false)
      try await world.take(["E1,Saira,,Malik,F,2009-07-02,91 Low Road,LS1 1AA,,,"], as: "education", isCompared: false)
      try await world.take(["S1,Tomos,,Pryce,M,2003-02-11,2 Dale End,LS9 9ZZ,,,"], as: "social", isCompared: false)
      try await world.write { tx in
        for (agency, id) in [("education", "E1"), ("social", "S1")] {
          let (a, b) = (RecordName(source: "health", id: "H1"), RecordName(source: agency, id: id))
          try tx.openPair(
            newID(), (a, try #require(try tx.child(of: a))), (b, try #require(try tx.child(of: b))), weight: -1,
            probability: 0.3, .grey, at: LinkWorld.now)
        }
      }
      // What somebody has looked at is left as it is.
      let looked = try await world.read { tx in
        try #require(
          try tx.pairs(PairFilter(), for: world.callers["sam"]!, limit: 9).first { $0.a.id == "S1" || $0.b.id == "S1" })
      }
      let page = await world.site.get("/links/\(looked.id)", as: "sam").text
      #expect(page.contains("rel=\"next\"") != page.contains("rel=\"prev\""), "of two, the other is one press away")
      #expect(page.contains("Use shortcut keys on this page") && page.contains("data-shortcuts hidden"))
      let unsure = ["answer": "unsure", "why": "I must ask the school", "version": "\(looked.version)"]
      #expect(await world.site.post("/links/\(looked.id)/answer", unsure, as: "sam").status == 303)
      let settled = try await settlePeople(world.database, rows: LinkWorld.rows, at: LinkWorld.now)
      #expect((settled.joined, settled.asked, settled.past) == (0, 0, 1))
      #expect(try await world.count("SELECT count(*) FROM link_pair WHERE state = 'unsure'") == 1)
      #expect(try await world.count("SELECT count(*) FROM link_pair WHERE state = 'past'") == 1)
    }
  }

  @Test(arguments: Engine.available)
  func aSeparationIsTakenBackWithAReason(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      try await takeApart(world)
      let (first, second) = (try await world.child("health", "H1"), try await world.child("education", "E1"))
      try await world.merge(first, second)
      _ = try await world.unmerge(second)
      await #expect(throws: Refusal.self) { try await world.merge(first, second) }
      let pair = try await world.read { tx in
        try #require(try tx.pairs(PairFilter(states: [.different]), for: world.callers["sam"]!, limit: 9).first)
      }
      let path = "/links/\(pair.id)/reopening"
      #expect(await world.site.post(path, ["why": "Same mother"], as: "nina").status == 403)
      #expect(await world.site.post(path, [:], as: "sam").status == 422)
      #expect(await world.site.post(path, ["why": "The school mixed them up"], as: "sam").status == 303)
      #expect(await world.site.post(path, ["why": "Once more"], as: "ida").status == 409)
      // It waits again; nothing was put together by this, and now it can be.
      #expect(try await world.child("health", "H1") != world.child("education", "E1"))
      #expect(try await world.read { tx in try tx.pair(pair.id, for: world.callers["sam"]!).state } == .open)
      #expect(
        try await world.count("SELECT count(*) FROM link_decision WHERE taken_back_why = 'The school mixed them up'")
          > 0)
      try await world.merge(first, second)
      #expect(try await world.child("education", "E1") == first)
    }
  }
}
