import Accounts
import Clocks
import FrontDoor
import HomeVisiting
import Kernel
import People
import Sharing
import Store
import TestKit
import Testing
import Web

@testable import App

/// A time limit runs out while the clock moves: who is told, once, and where it stands until it is met.
@Suite struct EscalationTests {
  /// POR-VIS: fourteen days from the last visit; 75 % to the visitor, 90 % to the manager, and at the end to the manager
  /// again, since no account is a director's.
  @Test(arguments: Engine.available) func whoHasItHearsFirstThenTheManager(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      try await town.recordVisit(at: town.after(0))
      #expect(try await town.tell(town.after(10)) == 0)
      #expect(await !town.page("/today", as: "nadia", at: town.after(10)).contains("Make the next home visit"))

      #expect(try await town.tell(town.after(11)) == 1)
      #expect(try await town.letters() == ["nadia@example.org: A time limit is running out"])
      let today = await town.page("/today", as: "nadia", at: town.after(11))
      #expect(today.contains("Make the next home visit: Ama Bello") && today.contains("Three quarters of the time"))
      #expect(today.contains("/children/\(town.child)/visits"))
      #expect(await !town.page("/today", as: "ruth", at: town.after(11)).contains("Ama Bello"))
      #expect(try await town.tell(town.after(11.5)) == 0)

      #expect(try await town.tell(town.after(13.6)) == 1)
      #expect(try await town.letters().last == "ruth@example.org: A time limit is running out")
      let manager = await town.page("/today", as: "ruth", at: town.after(13.6))
      #expect(manager.contains("Make the next home visit: Ama Bello") && manager.contains("Nadia Hart has it"))

      #expect(try await town.tell(town.after(16)) == 1)
      #expect(try await town.letters().last == "ruth@example.org: A time limit has passed")
      for (who, path) in [("nadia", "/today"), ("ruth", "/today"), ("ruth", "/team")] {
        #expect(await town.page(path, as: who, at: town.after(20)).contains("Ama Bello"), "\(who) \(path)")
      }
      #expect(await town.page("/team", as: "ruth", at: town.after(20)).contains("6 days late"))

      try await town.recordVisit(at: town.after(20))
      #expect(await !town.page("/today", as: "nadia", at: town.after(21)).contains("Make the next home visit"))
      #expect(await !town.page("/team", as: "ruth", at: town.after(21)).contains("Ama Bello"))
      #expect(try await town.tell(town.after(21)) == 0)
      #expect(try await town.letters().count == 3)
    }
  }

  @Test(arguments: Engine.available) func aLetterNamesNoChildAndEachStepIsOneEvent(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      try await town.recordVisit(at: town.after(0))
      #expect(try await town.tell(town.after(30)) == 3)
      let bodies = try await town.database.read { tx in
        try tx.rows("SELECT subject || body FROM mail WHERE once_key LIKE 'clocks %'") { try $0[0] as String }
      }
      // Three steps at once are one letter to each.
      #expect(bodies.count == 2)
      for body in bodies {
        #expect(!body.contains("Ama") && !body.contains("Bello") && !body.contains(town.child.description))
        #expect(body.contains("Make the next home visit") && body.contains("https://keywork.example/today"))
      }
      let told = try await town.database.read { tx in
        try tx.rows("SELECT changed, child_id FROM event WHERE kind = 'clock.escalated' ORDER BY id") {
          (try $0[0] as String, try $0[1] as ChildID?)
        }
      }
      #expect(told.count == 3 && told.allSatisfy { $0.1 == town.child })
      for percent in [75, 90, 100] {
        #expect(told.contains { $0.0.contains("\"percent\":\"\(percent)\"") })
      }
    }
  }

  /// A reminder whose day has passed stands apart from the time limits: it is late on no page.
  @Test(arguments: Engine.available) func aReminderIsNoTimeLimit(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      let born = LondonTime(day: Day(2012, 5, 4)!, minuteOfDay: 720).instant
      let plan: AnyID = TestSite(town.database, []).site.newID()
      try await town.database.write { tx in
        _ = try tx.startClock("PFA-14", about: plan, child: town.child, at: born, now: town.after(0))
      }
      let apart = await town.page("/clocks?span=reminders", as: "nadia", at: town.after(1))
      #expect(apart.contains("Plan for adult life") && apart.contains("Reminder since 4 May 2026"))
      #expect(apart.contains("not a time limit: 14 years from 4 May 2012"))
      for path in ["/clocks", "/clocks?span=late", "/today"] {
        #expect(await !town.page(path, as: "nadia", at: town.after(1)).contains("Plan for adult life"), "\(path)")
      }
      #expect(await !town.page("/team", as: "ruth", at: town.after(1)).contains("Plan for adult life"))
    }
  }

  /// Several nodes look at the same moment: each step is written once, and each letter goes once.
  @Test(arguments: Engine.available) func severalNodesTellOnce(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      try await town.recordVisit(at: town.after(0))
      for _ in 0..<6 { _ = try await town.ask(at: town.after(0)) }
      let steps = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<6 { group.addTask { try await town.tell(town.after(30)) } }
        return try await group.reduce(0, +)
      }
      #expect(steps == 7 * 3)
      #expect(try await town.count("SELECT count(*) FROM clock_escalation") == 21)
      #expect(try await town.count("SELECT count(*) FROM event WHERE kind = 'clock.escalated'") == 21)
      #expect(try await town.letters().count == 5)
      #expect(Set(try await town.letters()).count == 5)
    }
  }

  @Test(arguments: Engine.available) func whatNobodyHasTakenIsEverybodysOfTheQueue(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      let request = try await town.ask(at: town.after(0))
      // One working day from Wednesday: due at the end of Thursday.
      try await town.tell(town.after(1.3))
      #expect(
        try await town.letters() == [
          "joanne@example.org: A time limit is running out", "kwame@example.org: A time limit is running out",
        ])
      let today = await town.page("/today", as: "kwame", at: town.after(1.3))
      #expect(today.contains("Decide on the request: Sami Okoro, \(request.reference)"))
      try await town.database.write { tx in
        try takeRequest(
          try tx.helpRequest(request.id), by: town.callers["joanne"]!, at: town.after(1.31), in: tx)
      }
      #expect(await !town.page("/today", as: "kwame", at: town.after(1.32)).contains("Sami"))
      try await town.tell(town.after(2))
      // Who has it has one line for it, and the manager hears the reference alone.
      let taken = await town.page("/today", as: "joanne", at: town.after(2))
      #expect(taken.components("Sami").count == 2)
      let manager = await town.page("/today", as: "bronwen", at: town.after(2))
      #expect(manager.contains(request.reference.text) && !manager.contains("Sami"))
      #expect(await town.page("/team", as: "bronwen", at: town.after(2)).contains(request.reference.text))
    }
  }

  @Test(arguments: Engine.available) func aManagerDoesNotHearOfARestrictedRecord(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      try await town.recordVisit(at: town.after(0))
      try await town.database.write { tx in
        try restrict(town.child, to: true, why: "Adoption", by: .system, at: town.after(1), in: tx)
      }
      #expect(try await town.tell(town.after(20)) == 3)
      #expect(try await town.letters() == ["nadia@example.org: A time limit has passed"])
      #expect(await !town.page("/today", as: "ruth", at: town.after(20)).contains("Ama"))
      #expect(await !town.page("/team", as: "ruth", at: town.after(20)).contains("Ama"))
      #expect(await town.page("/today", as: "nadia", at: town.after(20)).contains("Make the next home visit: Ama"))
    }
  }

  @Test(arguments: Engine.available) func whoStopsHandsTheirLimitsOnOrEndsThem(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      try await town.recordVisit(at: town.after(0))
      try await town.database.write { tx in
        let link = try tx.involvements(town.child)[0]
        try tx.endInvolvement(link.id, child: town.child, why: "Moved", by: .system, at: town.after(2))
      }
      #expect(try await town.tell(town.after(30)) == 0)
      #expect(try await town.count("SELECT count(*) FROM clock WHERE status = 'cancelled'") == 1)
      #expect(await !town.page("/team", as: "ruth", at: town.after(30)).contains("Ama"))
    }
  }

  @Test(arguments: Engine.available) func anAddressThatCannotBeWrittenToHoldsUpNobody(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      try await town.database.write { tx in
        try tx.run("UPDATE account SET email = 'no address' WHERE email = 'nadia@example.org'")
      }
      try await town.recordVisit(at: town.after(0))
      #expect(try await town.tell(town.after(30)) == 3)
      #expect(try await town.letters() == ["ruth@example.org: A time limit has passed"])
    }
  }
}

extension String {
  fileprivate func components(_ part: String) -> [String] {
    split(separator: part, omittingEmptySubsequences: false).map(String.init)
  }
}
