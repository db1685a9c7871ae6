import Foundation
import HomeVisiting
import Kernel
import LinkageEngine
import Plans
import Store
import TestKit
import Testing
import Web

@testable import Linkage
@testable import People

/// Two records that are one child, and two children who were taken for one.
@Suite struct MergeTests {
  private let rows = [
    "H1,Kofi,,Mensah,M,2018-07-01,1 Low Road,LS24 1AA,943 476 5919,,",
    "H2,Kofi,,Mensah,M,2012-11-30,44 High Road,LS29 9ZZ,,,",
  ]

  /// Nina of health works with the first, Tess of education with the second; each has a visit and early help.
  private func two(_ world: LinkWorld) async throws -> (first: ChildID, second: ChildID) {
    try await world.take(rows, as: "health")
    let found = (first: try await world.child("health", "H1"), second: try await world.child("health", "H2"))
    for (child, name, agency) in [(found.first, "nina", "health"), (found.second, "tess", "education")] {
      let caller = world.callers[name]!
      let agency = world.agencies[agency]!
      try await world.write { tx in
        try tx.beginInvolvement(
          NewInvolvement(
            practitioner: caller.practitioner, agency: agency, team: nil, part: "Help", isKeyWorker: true, isLead: true),
          child: child, id: newID(), by: caller, at: LinkWorld.now)
        try visit(child, caller, daysAgo: 3, in: tx)
        try startSupport(
          NewSupport(level: .early, route: .frontDoor, wanted: "Help of \(caller.name)"), id: newID(), child: child,
          by: caller, at: LinkWorld.now, in: tx)
      }
    }
    return found
  }

  private func counts(_ world: LinkWorld, _ child: ChildID) async throws -> [Int] {
    try await world.read { tx in
      try ["visit", "support", "involvement", "agency_record", "own_words"].map { (table: String) -> Int in
        let part = try #require(LinkWorld.rows.first { $0.kind == table })
        return try tx.value("SELECT count(*) FROM \(SQL(constant: part.table)) WHERE child_id = \(child)") ?? 0
      }
    }
  }

  @Test(arguments: Engine.available)
  func everythingGoesAlongAndEpisodesStandSideBySide(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      let (first, second) = try await two(world)
      let events = try await world.count("SELECT count(*) FROM event")
      try await world.merge(first, second)
      #expect(try await counts(world, first) == [2, 2, 2, 2, 0])
      #expect(try await counts(world, second) == [0, 0, 0, 0, 0])
      // One leads; the event is told once on each record; nothing was written over.
      #expect(try await world.count("SELECT count(*) FROM involvement WHERE is_lead") == 1)
      #expect(try await world.count("SELECT count(*) FROM event WHERE kind = 'child.merged'") == 2)
      #expect(try await world.count("SELECT count(*) FROM event") >= events + 2)
      // The lost id leads to the kept record, and its story is part of the other's.
      #expect(try await world.read { try $0.keptRecord(second) } == first)
      let story = try await world.read { tx in
        try tx.value(
          "SELECT count(*) FROM event WHERE \(try tx.isInStory(of: first)) AND kind = 'child.registered'", as: Int.self)
      }
      #expect(story == 2)
      // A record of the lost child that its agency sends again finds its way.
      try await world.take(["H2,Kofi,Nana,Mensah,M,2012-11-30,44 High Road,LS29 9ZZ,,,"], as: "health")
      #expect(try await world.child("health", "H2") == first)
    }
  }

  @Test(arguments: Engine.available)
  func takenApartBothAreAsTheyWereWithWhatCameSince(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      let (first, second) = try await two(world)
      let before = try await world.read { tx in try [tx.child(first), tx.child(second)] }
      try await world.merge(first, second)
      let (nina, tess) = (world.callers["nina"]!, world.callers["tess"]!)
      try await world.write { tx in
        try visit(first, nina, daysAgo: 1, in: tx)
        try visit(first, tess, daysAgo: 2, in: tx)
        try tx.addOwnWords(newID(), child: first, speaker: "Kofi", words: "I like drums", by: nina, at: LinkWorld.now)
      }
      let left = try await world.unmerge(second)
      #expect(left == 1)
      // Each visit went with its visitor; what was said could be either’s.
      #expect(try await counts(world, first) == [2, 1, 1, 1, 1])
      #expect(try await counts(world, second) == [2, 1, 1, 1, 0])
      #expect(try await world.count("SELECT count(*) FROM involvement WHERE is_lead") == 2)
      let after = try await world.read { tx in try [tx.child(first), tx.child(second)] }
      for (was, now) in zip(before, after) {
        #expect(was.nhsNumber == now.nhsNumber && was.bornOn == now.bornOn && was.address == now.address)
        #expect(now.mergedInto == nil)
      }
      // What could not be placed is listed, and placed by a person.
      let page = await world.site.get("/children/\(first)/merges", as: "sam")
      #expect(String(decoding: page.body, as: UTF8.self).contains("1 to place"))
      let (merge, row) = try await world.read { tx in
        let merge = try #require(try tx.merges(of: first).first)
        return (merge, try #require(try tx.mergedRows(merge.id, "unplaced").first).row)
      }
      let path = "/children/\(first)/merges/\(merge.id)"
      let answer = await world.site.post(
        "\(path)/placing", ["kind": row.kind, "row": row.id.description, "whose": "lost"], as: "sam")
      #expect(answer.status == 303)
      #expect(try await counts(world, second) == [2, 1, 1, 1, 1])
      let again = await world.site.post(
        "\(path)/placing", ["kind": row.kind, "row": row.id.description, "whose": "kept"], as: "sam")
      #expect(again.status == 409)
    }
  }

  @Test(arguments: Engine.available)
  func whoWasHiddenMeanwhileStaysHiddenOnBothSides(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      let (first, second) = try await two(world)
      try await world.merge(first, second)
      try await world.write { tx in
        try notInclude(first, because: .hiding, why: "A refuge", by: .system, at: LinkWorld.now, in: tx)
      }
      _ = try await world.unmerge(second)
      for child in [first, second] {
        let now = try await world.read { try $0.child(child) }
        #expect(now.notIncludedBecause == .hiding && now.isRestricted && now.isAddressHidden)
      }
    }
  }

  @Test(arguments: Engine.available)
  func whatSomebodySeparatedIsNeverJoinedThroughAThird(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      try await world.take(
        ["H1,Leo,,Grant,M,2016-04-04,2 Park Row,LS24 5EE,,,", "H2,Leo,,Grant,M,2011-08-19,90 Moor Way,LS26 6FF,,,"],
        as: "health")
      let (first, second) = (try await world.child("health", "H1"), try await world.child("health", "H2"))
      try await world.merge(first, second)
      _ = try await world.unmerge(second)
      // By hand it is refused, and says who decided.
      let answer = await world.site.post(
        "/children/\(first)/merges", ["other": second.description, "why": "Looks the same"], as: "ida")
      #expect(answer.status == 409)
      #expect(String(decoding: answer.body, as: UTF8.self).contains("Sam Cole"))
      // A third record that is as like the one as the other joins one of them, and never both.
      try await world.take(["E1,Leo,,Grant,M,2016-04-04,2 Park Row,LS24 5EE,,,"], as: "education")
      try await world.take(["S1,Leo,,Grant,M,2016-04-04,90 Moor Way,LS26 6FF,,,"], as: "social")
      let settled = try await settlePeople(world.database, rows: LinkWorld.rows, at: LinkWorld.now)
      #expect(settled.joined >= 0)
      #expect(try await world.child("health", "H1") != world.child("health", "H2"))
      #expect(try await world.people().allSatisfy { !$0.isSuperset(of: ["health:H1", "health:H2"]) })
    }
  }

  @Test(arguments: Engine.available)
  func twoPeopleDecideAboutARestrictedRecord(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      let (first, second) = try await two(world)
      let nina = world.callers["nina"]!
      try await world.write { tx in
        try restrict(first, to: true, why: "Safety", by: nina, at: LinkWorld.now, in: tx)
        try tx.openPair(
          newID(), (RecordName(source: "health", id: "H1"), first), (RecordName(source: "health", id: "H2"), second),
          weight: 1, probability: 0.6, .grey, at: LinkWorld.now)
      }
      let pair = try await world.read { tx in
        try #require(try tx.pairs(PairFilter(), for: world.callers["ida"]!, limit: 5).first)
      }
      // Sam has no named link to the restricted child: there is no such pair.
      #expect(await world.site.get("/links/\(pair.id)", as: "sam").status == 404)
      func answer(_ name: String, _ version: Int) async -> Int {
        await world.site.post(
          "/links/\(pair.id)/answer", ["answer": "same", "why": "Same mother", "version": "\(version)"], as: name
        ).status
      }
      #expect(await answer("ida", 1) == 303)
      #expect(try await world.read { try $0.keptRecord(second) } == second)
      // The same person twice is one person; a stale page is noticed.
      #expect(await answer("ida", 2) == 409)
      #expect(await answer("ivy", 1) == 409)
      #expect(await answer("ivy", 2) == 303)
      #expect(try await world.read { tx in try tx.keptRecord(first) == tx.keptRecord(second) })
      let page = await world.site.get("/links/\(pair.id)/explanation", as: "ida", json: true)
      #expect(page.status == 200 && String(decoding: page.body, as: UTF8.self).contains("\"bars\""))
    }
  }

  @Test(arguments: Engine.available)
  func aNumberThatAnAgencySaysOtherwiseIsShownWithWhoSaysIt(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      try await world.take(["H1,Ada,,Cole,F,2016-04-04,,,943 476 5919,,"], as: "health")
      try await world.take(["S1,Ada,,Cole,F,2016-04-04,,,987 654 3210,,"], as: "social", isCompared: false)
      let (first, second) = (try await world.child("health", "H1"), try await world.child("social", "S1"))
      try await world.merge(first, second)
      let lines = try await world.read { tx in try tx.identifiers(of: tx.child(first)) }
      let said = lines.map { "\($0.title): \($0.text), \($0.source ?? "")" }
      #expect(said.contains("NHS number: 943 476 5919 (number present but not traced), Health"), "\(said)")
      #expect(said.contains("Another NHS number: 987 654 3210, Social care"), "\(said)")
    }
  }

  @Test(arguments: Engine.available)
  func twoVerifiedNumbersAreNotPutTogether(_ engine: Engine) async throws {
    try await withLinkWorld(engine) { world in
      try await world.take(
        ["H1,Ada,,Cole,F,2016-04-04,,,943 476 5919,,", "H2,Ada,,Cole,F,2016-04-05,,,987 654 4322,,"], as: "health")
      let (first, second) = (try await world.child("health", "H1"), try await world.child("health", "H2"))
      _ = try await world.write { tx in try tx.run("UPDATE child SET nhs_status = 'verified'") }
      await #expect(throws: Refusal.self) { try await world.merge(first, second) }
    }
  }
}

/// A visit that was held.
func visit(_ child: ChildID, _ visitor: Caller, daysAgo: Int, in tx: Transaction) throws {
  try recordVisit(
    newID(),
    NewVisit(startsAt: LinkWorld.now.adding(days: -daysAgo), minutes: 60, kind: .home, seen: "Played"), child: child,
    visitor: visitor.practitioner!, next: newID(), by: visitor, at: LinkWorld.now, in: tx)
}
