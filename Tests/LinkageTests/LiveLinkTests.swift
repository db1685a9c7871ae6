import Kernel
import LinkageEngine
import People
import Store
import TestKit
import Testing
import Web

@testable import Linkage

/// Records as they come in: whom they join, what a person is asked, what nobody may learn.
@Suite struct LiveLinkTests {
  @Test func theStartingModelFitsTheEngine() {
    #expect(fitsEngine(startingModel))
    #expect(startingModel.sameChild > 0 && startingModel.sameChild < 0.01)
  }

  @Test(arguments: Engine.available)
  func aRecordJoinsTheChildThatAllOfItSpeaksFor(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      try await world.take(
        ["H1,OLUWASEUN,JAMES,ADEYEMI,M,2017-03-04,12 KENFORD ROAD,LS24 1BJ,943 476 5919,,"], as: "health")
      // No number in common, a slip in the name, capitals and small letters: still clearly one child.
      let report = try await world.take(
        [
          "E1,Oluwasuen,James,Adeyemi,M,2017-03-04,12 Kenford Rd,LS24 1BJ,,W886200012345,",
          "E2,Mia,,Brown,F,2015-09-09,,,,,",
        ],
        as: "education")
      #expect((report.matched, report.new) == (1, 1))
      #expect(try await world.child("health", "H1") == world.child("education", "E1"))
      #expect(try await world.people().count == 2)
      // What the kept record lacked is filled in.
      let child = try await world.child("health", "H1")
      #expect(try await world.read { try $0.child(child).upn?.text } == "W886200012345")
    }
  }

  @Test(arguments: Engine.available)
  func aTwinStaysApartAndAPersonIsAsked(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      try await world.take(["H1,Amara,,Bello,F,2019-05-06,3 Mill Lane,LS24 2AA,,,"], as: "health")
      try await world.take(
        [
          "E1,Zainab,,Bello,F,2019-05-06,3 Mill Lane,LS24 2AA,,,",
          "E2,Amara,,Bello,F,2019-05-06,3 Mill Lane,LS24 2AA,,,",
        ],
        as: "education")
      #expect(try await world.child("education", "E2") == world.child("health", "H1"))
      #expect(try await world.child("education", "E1") != world.child("health", "H1"))
    }
  }

  @Test(arguments: Engine.available)
  func anotherNodeKnowsWhatThisOneTook(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      let other = LinkHub()
      try await world.take(["H1,Rowan,,Ashby,M,2014-01-20,8 Hill View,LS24 3CC,,,"], as: "health")
      let asked = { (hub: LinkHub) in
        try await world.read { tx in
          try hub.with(tx) { index in
            index.matches(
              RawRecord(fields: ["Rowan", "", "Ashby", "M", "2014-01-20", "8 Hill View", "LS24 3CC", "", "", ""]),
              RecordName(source: "social", id: "new")
            ).map(\.record.id)
          }
        }
      }
      #expect(try await asked(other) == ["H1"])
      try await world.take(["E1,Rowan,,Ashby,M,2014-01-20,8 Hill View,LS24 3CC,,,"], as: "education")
      #expect(Set(try await asked(other)) == ["H1", "E1"])
      // What is rolled back has never been there.
      struct Off: Error {}
      await #expect(throws: Off.self) {
        try await world.write { tx in
          let linking = try world.hub.linking.begin(tx, LinkWorld.now)
          _ = linking
          try tx.run("UPDATE record_revision SET revision = revision + 1 WHERE id = 1")
          throw Off()
        }
      }
      #expect(Set(try await asked(world.hub)) == ["H1", "E1"])
    }
  }

  @Test(arguments: Engine.available)
  func aChildWhoIsNotIncludedIsInNoPairCountOrBlock(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      try await world.take(["H1,Freya,,Marsh,F,2016-02-11,5 Quay Street,LS24 4DD,,,"], as: "health")
      let hidden = try await world.child("health", "H1")
      let caller = world.callers["nina"]!
      try await world.write { tx in
        try notInclude(hidden, because: .hiding, why: "The police asked", by: caller, at: LinkWorld.now, in: tx)
      }
      try await world.take(["E1,Freya,,Marsh,F,2016-02-11,5 Quay St,LS24 4DD,,,"], as: "education")
      #expect(try await world.child("education", "E1") != hidden)
      #expect(try await world.count("SELECT count(*) FROM link_pair") == 0)
      let known = try await world.read { tx in try world.hub.with(tx) { $0.count } }
      #expect(known == 1)
      for name in ["sam", "ida"] {
        let list = await world.site.get("/links", as: name, json: true)
        #expect(!String(decoding: list.body, as: UTF8.self).contains("Freya"))
      }
    }
  }
}
