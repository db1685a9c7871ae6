import Foundation
import Kernel
import LinkageEngine
import Store
import TestKit
import Testing
import Web

@testable import Linkage
@testable import People

/// Records as they come in: whom they join, what a person is asked, what nobody may learn.
@Suite struct LiveLinkTests {
  @Test func theStartingModelFitsTheEngine() {
    #expect(startingModel.isWhole)
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
    }
  }

  @Test(arguments: Engine.available)
  func whatIsRolledBackHasNeverBeenThere(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      struct Off: Error {}
      let row = "H1,Rowan,,Ashby,M,2014-01-20,8 Hill View,LS24 3CC,,,"
      try await world.take(["H0,Mia,,Brown,F,2015-09-09,1 Mill Lane,LS24 2AA,,,"], as: "health")
      let known = { (hub: LinkHub) in
        try await world.read { tx in try hub.with(tx) { $0.count } }
      }
      #expect(try await known(world.hub) == 1)
      // A whole import of one record, and the process fails before the change is kept.
      await #expect(throws: Off.self) {
        try await world.write { tx in
          let agency = try #require(try tx.agency(code: "health"))
          let columns = LinkWorld.heading.components(separatedBy: ",")
          let values = row.components(separatedBy: ",")
          var taking = try RecordTaking(
            [AgencyRow(content: Dictionary(uniqueKeysWithValues: zip(columns, values)))], of: agency, by: .system,
            at: LinkWorld.now, localityOf: { _ in nil }, linking: world.hub.linking, in: tx)
          let taken = try taking.take(AgencyRow(content: Dictionary(uniqueKeysWithValues: zip(columns, values))))
          #expect(taken.taken == .new)
          #expect(try tx.value("SELECT count(*) FROM agency_record", as: Int.self) == 2)
          throw Off()
        }
      }
      #expect(try await known(world.hub) == 1)
      // Another change counts to the same number that the lost one had counted to: it is not taken for that one.
      try await world.take(["H2,Kofi,,Mensah,M,2018-07-01,1 Low Road,LS24 1AA,,,"], as: "health")
      #expect(try await known(world.hub) == 2)
      #expect(try await known(LinkHub()) == 2)
      let report = try await world.take([row.replacingOccurrences(of: "H1", with: "E1")], as: "education")
      #expect((report.new, report.matched) == (1, 0))
    }
  }

  @Test(arguments: Engine.available)
  func whatPeopleWriteIsComparedBesideWhatAgenciesHold(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      try await world.take(["H1,Baby,,Marsh,F,2021-03-03,5 Quay Street,LS24 4DD,,,"], as: "health")
      let child = try await world.child("health", "H1")
      try await world.write { tx in
        var details = try tx.child(child)
        (details.givenName, details.familyName) = ("Seren", "Okonkwo")
        details.address = "77 Fell Street"
        details.postcode = Postcode("LS29 7XY")
        try changeDetails(
          of: details, changed: ["given_name", "family_name", "address", "postcode"], by: world.callers["nina"]!,
          at: LinkWorld.now, in: tx)
      }
      // Nothing that health holds is like this record; what Nina wrote is.
      try await world.take(["E1,Seren,,Okonkwo,F,2021-03-03,77 Fell Street,LS29 7XY,,,"], as: "education")
      #expect(try await world.child("education", "E1") == child)
      // And the other way about: a record that is there, and then somebody writes what makes them alike.
      try await world.take(["E2,Bryn,,Haddad,M,2013-05-05,3 Pier Road,LS21 2BC,,,"], as: "education")
      try await world.take(["H2,Unknown,,Smith,M,2013-05-05,9 Dale View,LS22 1AA,,,"], as: "health")
      let second = try await world.child("health", "H2")
      try await world.hub.compareOwn(world.database, at: LinkWorld.now)
      #expect(try await world.count("SELECT count(*) FROM link_pair WHERE b_source = 'keywork'") == 0)
      try await world.write { tx in
        var details = try tx.child(second)
        (details.givenName, details.familyName) = ("Bryn", "Haddad")
        details.address = "3 Pier Road"
        details.postcode = Postcode("LS21 2BC")
        try changeDetails(
          of: details, changed: ["given_name"], by: world.callers["nina"]!, at: LinkWorld.now, in: tx)
      }
      try await world.hub.compareOwn(world.database, at: LinkWorld.now)
      let pairs = try await world.read { tx in try tx.pairs(PairFilter(), for: world.callers["sam"]!, limit: 9) }
      #expect(pairs.map { Set([$0.a.source, $0.b.source]) } == [["education", "keywork"]])
      // The same once more opens nothing, and does not change the pair under whoever looks at it.
      _ = try await world.write { tx in try tx.run("UPDATE record_revision SET compared = 0") }
      try await world.hub.compareOwn(world.database, at: LinkWorld.now)
      let again = try await world.read { tx in try tx.pairs(PairFilter(), for: world.callers["sam"]!, limit: 9) }
      #expect(again == pairs)
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
