import Clocks
import FrontDoor
import HomeVisiting
import Kernel
import Messages
import People
import Plans
import Store
import TestKit
import Testing
import Web

@testable import App

/// A child has died: what would hurt the family stops, everywhere and at once; the record stays.
@Suite struct DeathTests {
  private let answers = [
    "died_on-day": "19", "died_on-month": "11", "died_on-year": "2026", "known_by": "The hospital rang",
    "is_sure": "yes",
  ]
  /// Two days after the day that the town is at.
  private let later = TestSite.now.adding(hours: 48)

  /// Ama with visits planned before and after, early help, an open request, and a message that waits for its answer.
  private func withAma(_ engine: Engine, _ body: (SmallTown, SupportID) async throws -> Void) async throws {
    try await withSmallTown(engine) { town in
      try await town.recordVisit(at: TestSite.now)
      let request = try await town.ask(at: TestSite.now)
      let support = try await town.database.write { tx in
        var random = SystemRandomNumberGenerator()
        func id<T>() -> ID<T> { ID(at: TestSite.now, random: &random) }
        let nadia = town.callers["nadia"]!
        for days in [-3, 1, 9] {
          try planVisit(
            id(), PlannedVisit(startsAt: later.adding(hours: days * 24)), child: town.child,
            visitor: nadia.practitioner!, by: nadia, at: TestSite.now, in: tx)
        }
        let support: SupportID = id()
        _ = try startSupport(
          NewSupport(level: .early, route: .direct, wanted: "Sleep", team: nadia.teams[0]), id: support,
          child: town.child, by: nadia, at: TestSite.now, in: tx)
        try linkChild(
          town.child, to: try tx.helpRequest(request.id), by: town.callers["joanne"]!, at: TestSite.now, in: tx)
        try sendMessage(
          id(), "She slept well.", child: town.child, on: .family, by: town.callers["dana"]!, at: TestSite.now,
          address: "https://keywork.example", in: tx)
        return support
      }
      try await body(town, support)
    }
  }
  private func record(_ town: SmallTown, as who: String = "nadia") async -> Response {
    await town.post("/children/\(town.child)/death", answers, as: who, at: later)
  }
  private func mails(_ town: SmallTown) async throws -> [String] {
    try await town.database.read { tx in
      try tx.rows("SELECT recipient, subject FROM mail WHERE created_at = \(later) ORDER BY recipient") {
        "\(try $0[0] as String): \(try $0[1] as String)"
      }
    }
  }

  @Test(arguments: Engine.available) func everythingThatWouldHurtStops(engine: Engine) async throws {
    try await withAma(engine) { town, support in
      #expect(await record(town, as: "ruth").status == 303)
      #expect(try await town.count("SELECT count(*) FROM clock WHERE status = 'running'") == 0)
      #expect(try await town.count("SELECT count(*) FROM clock WHERE status = 'cancelled'") >= 2)
      let reasons = try await town.database.read { tx in
        Set(try tx.rows("SELECT DISTINCT why FROM event WHERE kind = 'clock.cancelled'") { try $0[0] as String })
      }
      #expect(reasons.contains("The child has died"))
      // The visit of before the death still waits to be written up; those after it are called off.
      #expect(
        try await town.count(
          "SELECT count(*) FROM visit WHERE state = 'cancelled' AND cancelled_why = 'The child has died'") == 2)
      let state = try await town.database.read { tx in try tx.support(support, of: town.child) }
      #expect(state.state == .closed && state.closeReason == .died)
      #expect(try await town.count("SELECT count(*) FROM help_request WHERE state = 'withdrawn'") == 1)
      // One letter, to whoever works with the child; it names nobody, and nothing goes to the family.
      #expect(try await mails(town) == ["nadia@example.org: Please read this before you call a family"])
      let body = try await town.database.read { tx in
        try tx.value("SELECT body FROM mail WHERE created_at = \(later)", as: String.self) ?? ""
      }
      #expect(!body.contains("Ama") && body.contains("/children/\(town.child)"))

      #expect(await !town.page("/today", as: "nadia", at: later).contains("Write up the visit"))

      // And nothing comes later.
      let week = later.adding(hours: 24 * 60)
      #expect(try await town.tell(week) == 0)
      for (who, path) in [("nadia", "/today"), ("ruth", "/today"), ("ruth", "/team"), ("joanne", "/today")] {
        let page = await town.page(path, as: who, at: week)
        for word in [
          "Make the next home visit", "Answer the family", "Review the plan", "Ask whether the family",
          "Answer the request",
        ] {
          #expect(!page.contains(word), "\(who) \(path): \(word)")
        }
      }
    }
  }

  @Test(arguments: Engine.available) func theRecordStaysAndSaysItQuietly(engine: Engine) async throws {
    try await withAma(engine) { town, _ in
      #expect(
        await town.page("/children/\(town.child)/details", as: "nadia", at: later).contains("Record that Ama has died"))
      #expect(await record(town).status == 303)
      let page = await town.page("/children/\(town.child)", as: "nadia", at: later)
      #expect(
        page.contains("Ama died on 19 November 2026.")
          && page.contains("3 May 2023, died 19 November 2026 (3 years old)"))
      #expect(!page.contains("immediate danger") && !page.contains("Record a visit"))
      #expect(await town.page("/children/\(town.child)", as: "ruth", at: later).contains("Ama died on"))
      let found = await town.page("/search?q=Ama+Bello", as: "nadia", at: later)
      #expect(found.contains("Died</strong>") && found.contains("died 19 November 2026"))
      #expect(await town.page("/today", as: "nadia", at: later).contains("(3 years old), died 19 November 2026"))

      let own = await town.page("/family/\(town.child)", as: "dana", at: later)
      #expect(own.contains("Ama died on 19 November 2026. We are very sorry."))
      #expect(own.contains("We will not send you letters or reminders.") && !own.contains("Write to "))
      #expect(!own.contains("No visit is planned yet") && !own.contains("immediate"))
      let visits = await town.page("/family/\(town.child)/visits", as: "dana", at: later)
      #expect(visits.contains("Stacked bricks") && !visits.contains("has died") && !visits.contains("next visit"))
      #expect(await town.page("/family/\(town.child)/messages", as: "dana", at: later).contains("She slept well."))
      // It can be read, not changed.
      #expect(
        await town.post("/family/\(town.child)/messages", ["words": "Hello"], as: "dana", at: later).status == 409)
    }
  }

  @Test(arguments: Engine.available) func theDateCanBePutRightAndTakenBack(engine: Engine) async throws {
    try await withAma(engine) { town, _ in
      let path = "/children/\(town.child)/death"
      for (change, message) in [
        (["died_on-day": "", "died_on-month": "", "died_on-year": ""], "Enter the date on which they died"),
        (["died_on-year": "2027"], "The date must be today or in the past"),
        (["died_on-year": "2021"], "The date must be on or after the day they were born, 3 May 2023"),
        (["is_sure": ""], "Check that this is the right record"), (["known_by": " "], "Say how you know"),
      ] {
        let answer = await town.post(
          path, answers.merging(change) { _, new in new }, as: "nadia", at: later)
        #expect(answer.status == 422 && answer.text.contains(message), "\(message): \(answer.status)")
      }
      #expect(await town.page("\(path)/mistake", as: "nadia", at: later).contains("No date of death is recorded"))
      #expect(await record(town).status == 303)
      let version = try await town.database.read { tx in try tx.child(town.child).version }
      #expect(await town.page(path, as: "nadia", at: later).contains("Correct the date of death"))
      var corrected = answers.merging(["died_on-day": "18", "version": "\(version)"]) { _, new in new }
      #expect(await town.post(path, corrected, as: "nadia", at: later).status == 303)
      #expect(await town.post(path, corrected, as: "nadia", at: later).status == 409)
      corrected["version"] = "\(version + 1)"
      #expect(try await town.database.read { tx in try tx.child(town.child).diedOn } == Day(2026, 11, 18))

      #expect(await town.post("\(path)/mistake", ["why": "Another Ama"], as: "ruth", at: later).status == 303)
      let child = try await town.database.read { tx in try tx.child(town.child) }
      #expect(child.diedOn == nil && !child.isClosed)
      #expect(await !town.page("/children/\(town.child)", as: "nadia", at: later).contains("Ama died"))
      #expect(try await town.count("SELECT count(*) FROM event WHERE kind LIKE 'child.d%'") == 3)
    }
  }

  /// A record that was closed before stays closed; one that is opened again to be finished sends nothing.
  @Test(arguments: Engine.available) func whatWasClosedStaysClosed(engine: Engine) async throws {
    try await withAma(engine) { town, _ in
      let path = "/children/\(town.child)"
      #expect(await town.post("\(path)/closure", ["why": "Moved away"], as: "ruth", at: later).status == 303)
      #expect(await record(town, as: "ruth").status == 303)
      #expect(await town.post("\(path)/death/mistake", ["why": "Wrong record"], as: "ruth", at: later).status == 303)
      #expect(try await town.database.read { tx in try tx.child(town.child).isClosed })

      #expect(await record(town, as: "ruth").status == 303)
      #expect(await town.post("\(path)/reopening", ["why": "Last notes"], as: "ruth", at: later).status == 303)
      let plan = ["on": "2026-12-01", "at": "10:00", "kind": "home"]
      #expect(await town.post("\(path)/planned-visits", plan, as: "nadia", at: later).status == 409)
      let before = try await mails(town).filter { $0.contains("dana") }.count
      #expect(await town.post("\(path)/messages", ["words": "We think of you."], as: "nadia", at: later).status == 303)
      #expect(try await mails(town).filter { $0.contains("dana") }.count == before)
    }
  }

  @Test(arguments: Engine.available) func onlyThoseWhoWorkWithTheChildRecordIt(engine: Engine) async throws {
    try await withAma(engine) { town, _ in
      for who in ["joanne", "dana"] { #expect(await record(town, as: who).status == 403, "\(who)") }
      #expect(await record(town, as: "bronwen").status == 403)
      let recorded = try await town.count("SELECT count(*) FROM child WHERE died_on IS NOT NULL")
      #expect(recorded == 0)
    }
  }
}
