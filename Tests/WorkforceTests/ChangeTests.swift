import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Workforce

@Suite struct ChangeTests {
  /// A change of the county’s kind: consulted on in April, begun in September.
  private static let new = NewChange(
    name: "One service", decision: "D-1", consultationFrom: Day(2026, 9, 1)!, consultationTo: Day(2026, 9, 30)!,
    startsOn: Day(2026, 11, 30)!)

  private static func withChange(
    _ engine: Engine, _ kind: TransferKind,
    _ body: (WorkforceWorld, ID<StructureChange>, @escaping (TransferStepKind, Day, String?) async throws -> String?)
      async throws -> Void
  ) async throws {
    try await withWorkforce(engine) { world in
      let (id, transfer): (ID<StructureChange>, ID<StaffTransfer>) = (anyID(), anyID())
      let seun = world.callers["seun"]!
      try await world.database.write { tx in
        try prepareChange(id, new, by: seun, at: TestSite.now, in: tx)
        try addTransfer(
          transfer,
          NewTransfer(
            person: "Malik Hussain", practitioner: world.people["malik"], kind: kind, employer: "Acute trust",
            post: "Visitor", grade: "Band 5", base: "Clinic", proposedPost: "PHV-10", proposedBase: "Centre",
            newEmployer: "Council"), to: tx.structureChange(id), by: seun, at: TestSite.now, in: tx)
      }
      try await body(world, id) { step, day, words in
        do {
          try await world.database.write { tx in
            let now = try tx.transfer(transfer, of: id)
            try takeTransferStep(
              anyID(), TransferStep(kind: step, on: day, words: words), tx.file(of: now), version: now.version,
              by: seun,
              at: Day(2026, 12, 31)!.start, in: tx)
          }
          return nil
        } catch Refusal.notNow(let why) { return why }
      }
    }
  }

  @Test(arguments: Engine.available)
  func aTransferGoesStepByStep(_ engine: Engine) async throws {
    try await Self.withChange(engine, .tupe) { (_, _, take) async throws in
      #expect(try await take(.consultationBegan, Day(2026, 8, 31)!, nil)?.contains("not before") == true)
      #expect(try await take(.meeting, Day(2026, 9, 10)!, nil) == "The consultation has not begun.")
      #expect(try await take(.consultationBegan, Day(2026, 9, 1)!, nil) == nil)
      #expect(try await take(.measuresAgreed, Day(2026, 9, 30)!, nil)?.contains("nothing is agreed before") == true)
      #expect(try await take(.transferred, Day(2026, 11, 1)!, nil) == "The measures are not agreed.")
      #expect(try await take(.measuresAgreed, Day(2026, 10, 1)!, nil) == nil)
      #expect(try await take(.transferred, Day(2026, 11, 1)!, nil)?.contains("in writing") == true)
      #expect(try await take(.informed, Day(2026, 10, 5)!, nil) == nil)
      // 28 days after 5 October is 2 November.
      #expect(try await take(.transferred, Day(2026, 11, 1)!, nil)?.contains("from 2 November 2026") == true)
      #expect(try await take(.transferred, Day(2026, 11, 2)!, nil) == nil)
      #expect(try await take(.meeting, Day(2026, 11, 3)!, nil) == "This transfer is over.")
    }
  }

  @Test(arguments: Engine.available)
  func slottingInNeedsAMeetingAndNoLetter(_ engine: Engine) async throws {
    try await Self.withChange(engine, .slotIn) { (_, _, take) async throws in
      #expect(try await take(.consultationBegan, Day(2026, 9, 1)!, nil) == nil)
      #expect(
        try await take(.measuresAgreed, Day(2026, 10, 1)!, nil) == "Slotting in needs an individual meeting first.")
      #expect(try await take(.meeting, Day(2026, 9, 10)!, "The new base") == nil)
      #expect(try await take(.measuresAgreed, Day(2026, 10, 1)!, nil) == nil)
      #expect(try await take(.transferred, Day(2026, 10, 2)!, nil) == nil)
    }
  }

  @Test(arguments: Engine.available)
  func nothingBeginsBeforeEveryGateIsPassed(_ engine: Engine) async throws {
    try await Self.withChange(engine, .slotIn) { world, id, take in
      let path = "/workforce/changes/\(id)"
      let page = await world.site.get(path, as: "seun")
      #expect(page.text.contains("1 of 1 transfers are not complete: PHV-10."))
      #expect(await world.site.post("\(path)/start", as: "seun").status == 409)
      // Nobody is put into the post meanwhile.
      let post = try #require(try await world.service().posts.first { $0.code == "PHV-10" })
      let fill = await world.site.post(
        "/workforce/posts/\(post.id)/holder", ["person": "Ann Lee", "version": "1"], as: "seun")
      #expect(fill.status == 409 && fill.text.contains("holds this post"))
      _ = try await take(.consultationBegan, Day(2026, 9, 1)!, nil)
      _ = try await take(.meeting, Day(2026, 9, 2)!, nil)
      _ = try await take(.measuresAgreed, Day(2026, 10, 1)!, nil)
      _ = try await take(.transferred, Day(2026, 10, 2)!, nil)
      // Complete, but the day has not come.
      #expect(await world.site.post("\(path)/start", as: "seun").text.contains("It begins on 30 November 2026"))
      let later = world.at(LondonTime(day: Day(2026, 11, 30)!, minuteOfDay: 600).instant)
      #expect(await later.site.post("\(path)/start", as: "seun").status == 303)
      #expect(await later.site.post("\(path)/start", as: "seun").status == 409)
      let filled = await later.site.post(
        "/workforce/posts/\(post.id)/holder", ["person": "Ann Lee", "version": "1"], as: "seun")
      #expect(filled.status == 303)
    }
  }

  @Test(arguments: Engine.available)
  func anEmployeeReadsTheirOwnTransferAndNobodyElses(_ engine: Engine) async throws {
    try await Self.withChange(engine, .tupe) { (world, id, _) async throws in
      #expect(await world.site.get("/workforce/mine", as: "malik").text.contains("TUPE transfer"))
      #expect(await world.site.get("/workforce/mine", as: "nadia").text.contains("TUPE") == false)
      for name in ["malik", "ruth", "helen", "colin"] {
        #expect(await world.site.get("/workforce/changes/\(id)", as: name).status == 403)
      }
      let form = [
        "person": "Jo", "kind": "tupe", "employer": "Trust", "post": "Visitor", "fte": "0.5", "base": "Clinic",
        "proposed_post": "NO-1", "proposed_base": "Centre", "new_employer": "Council",
      ]
      let path = "/workforce/changes/\(id)/transfers"
      let wrong = await world.site.post(path, form, as: "seun")
      #expect(wrong.status == 422 && wrong.text.contains("There is no post NO-1"))
      #expect(await world.site.post(path, form.merging(["proposed_post": "PHV-09"]) { $1 }, as: "seun").status == 303)
    }
  }

  @Test func aDecisionThatIsNotTakenKeepsAChangeFromBeginning() {
    #expect(problems(with: Self.new) == [])
    var early = Self.new
    early.startsOn = early.consultationTo
    #expect(problems(with: early).map(\.field) == ["starts_on"])
  }
}
