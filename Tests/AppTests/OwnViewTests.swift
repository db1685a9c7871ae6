import Accounts
import Kernel
import People
import Sharing
import Store
import TestKit
import Testing
import Web

@testable import App

/// From sixteen a young person may see their own record, with an account of their own; what their parents see does not
/// end by it.
@Suite struct OwnViewTests {
  /// The day before Ama's sixteenth birthday, and the day itself.
  private let before = LondonTime(day: Day(2039, 5, 2)!, minuteOfDay: 600).instant
  private let sixteen = LondonTime(day: Day(2039, 5, 3)!, minuteOfDay: 600).instant
  private let self0 = [
    "name": "Ama Bello", "kind": "self", "email": "ama@example.org", "lives_with": "yes", "has_portal": "yes",
  ]

  private func add(_ town: SmallTown, _ change: [String: String] = [:], at now: Instant) async -> Response {
    await town.post(
      "/children/\(town.child)/family", self0.merging(change) { _, new in new }, as: "nadia", at: now)
  }
  private func details(_ town: SmallTown) async throws -> Relation? {
    try await town.database.read { tx in try tx.relations(town.child).first { $0.kind == .youngPerson } }
  }
  /// Ama, who has taken up her invitation.
  private func letIn(_ town: SmallTown, at now: Instant) async throws -> SmallTown {
    let ama = try await town.database.write { tx in
      let person = try #require(try tx.relations(town.child).first { $0.kind == .youngPerson }?.person)
      let account = try #require(try account(of: person, in: tx))
      try tx.run("UPDATE account SET state = 'active', joined_at = \(now) WHERE id = \(account.id)")
      return try account.caller(from: "test", at: now, in: tx)
    }
    return SmallTown(
      database: town.database, child: town.child, callers: town.callers.merging(["ama": ama]) { _, new in new })
  }
  private func status(_ town: SmallTown, _ who: String, at now: Instant) async -> Int {
    let site = TestSite(
      town.database, town.partnership.routes, callers: town.callers, now: now, decide: decideAccess)
    return await site.get("/family/\(town.child)", as: who).status
  }

  @Test(arguments: Engine.available) func theAgeDecides(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      let young = await add(town, at: before)
      #expect(young.status == 422 && young.text.contains("from the age of 16, on 3 May 2039"), "\(young.status)")
      // She may stand in the list at any age: a phone number of her own is no account.
      #expect(await add(town, ["has_portal": ""], at: before).status == 303)
      #expect(try await town.count("SELECT count(*) FROM account WHERE email = 'ama@example.org'") == 0)
      let twice = await add(town, ["has_portal": ""], at: before)
      #expect(twice.status == 422 && twice.text.contains("is in the list already"))

      let relation = try #require(try await details(town))
      let path = "/children/\(town.child)/family/\(relation.id)"
      #expect(await town.post(path, self0, as: "nadia", at: before).status == 422)
      let wrong = self0.merging(["has_responsibility": "yes"]) { _, new in new }
      #expect(await town.post(path, wrong, as: "nadia", at: sixteen).status == 422)
      #expect(await town.post(path, self0, as: "nadia", at: sixteen).status == 303)
      let letter = try await town.database.read { tx in
        try tx.value("SELECT subject FROM mail WHERE recipient = 'ama@example.org'", as: String.self)
      }
      #expect(letter == "You are invited to Keywork")
      let role = try await town.database.read { tx in
        try tx.value(
          """
          SELECT r.role FROM held_role r JOIN account a ON a.id = r.account_id WHERE a.email = 'ama@example.org'
          """, as: String.self)
      }
      #expect(role == "young_person")
    }
  }

  @Test(arguments: Engine.available) func sheSeesHerOwnAndHerMotherGoesOnSeeing(engine: Engine) async throws {
    try await withSmallTown(engine) { first in
      #expect(await add(first, at: sixteen).status == 303)
      let town = try await letIn(first, at: sixteen)
      #expect(await status(town, "ama", at: sixteen) == 200)
      #expect(await status(town, "dana", at: sixteen) == 200)
      #expect(await town.page("/family", as: "ama", at: sixteen).contains("/family/\(town.child)"))
      // The rule holds where the record is opened, whatever has been stored: nobody sees their own record before it.
      #expect(await status(town, "ama", at: before) == 404)
      #expect(await !town.page("/family", as: "ama", at: before).contains("/family/\(town.child)"))
      #expect(await status(town, "dana", at: before) == 200)
      // A date of birth that is put right counts at once; without one nobody knows, and the view is shut.
      try await first.database.write { tx in
        try tx.run("UPDATE child SET birth_on = \(Day(2024, 1, 1)!) WHERE id = \(first.child)")
      }
      #expect(await status(town, "ama", at: sixteen) == 404)
      try await first.database.write { tx in
        try tx.run("UPDATE child SET birth_on = NULL WHERE id = \(first.child)")
      }
      #expect(await status(town, "ama", at: sixteen) == 404)
      #expect(await status(town, "dana", at: sixteen) == 200)
    }
  }

  @Test(arguments: Engine.available) func eachViewEndsByItself(engine: Engine) async throws {
    try await withSmallTown(engine) { first in
      #expect(await add(first, at: sixteen).status == 303)
      let town = try await letIn(first, at: sixteen)
      let all = try await town.database.read { tx in try tx.relations(town.child) }
      let (mother, own) = (
        try #require(all.first { $0.kind == .mother }), try #require(all.first { $0.kind == .youngPerson })
      )
      // What her mother sees is changed for her mother, by hand.
      #expect(
        await town.post(
          "/children/\(town.child)/family/\(mother.id)/ending", ["why": "Ama asked for it"], as: "nadia", at: sixteen
        ).status == 303)
      #expect(await status(town, "dana", at: sixteen) == 404)
      #expect(await status(town, "ama", at: sixteen) == 200)
      #expect(
        await town.post(
          "/children/\(town.child)/family/\(own.id)/ending", ["why": "She asked for it"], as: "nadia", at: sixteen
        ).status == 303)
      #expect(await status(town, "ama", at: sixteen) == 404)
    }
  }

  @Test(arguments: Engine.available) func theLinkCanBeSentAgainUntilItIsUsed(engine: Engine) async throws {
    try await withSmallTown(engine) { first in
      #expect(await add(first, at: sixteen).status == 303)
      let relation = try #require(try await details(first))
      let path = "/children/\(first.child)/family/\(relation.id)/invitation"
      #expect(
        await first.page("/children/\(first.child)/family/\(relation.id)/change", as: "nadia", at: sixteen)
          .contains("Send the link again"))
      #expect(await first.post(path, as: "nadia", at: sixteen).status == 303)
      #expect(try await first.count("SELECT count(*) FROM mail WHERE recipient = 'ama@example.org'") == 2)
      let town = try await letIn(first, at: sixteen)
      #expect(await town.post(path, as: "nadia", at: sixteen).status == 303)
      #expect(try await town.count("SELECT count(*) FROM mail WHERE recipient = 'ama@example.org'") == 2)
      // Somebody else's address is said at the form, and nothing is saved.
      let taken = await town.post(
        "/children/\(town.child)/family",
        ["name": "Kofi Bello", "kind": "father", "email": "dana@example.org", "has_portal": "yes"], as: "nadia",
        at: sixteen)
      #expect(taken.status == 422 && taken.text.contains("Somebody else signs in with this e-mail address"))
      #expect(try await town.count("SELECT count(*) FROM relationship") == 2)
    }
  }
}
