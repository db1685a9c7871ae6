import Kernel
import Store
import TestKit
import Testing
import Web

@testable import EHC

/// The panel: asked by the officer, reads what it needs, recommends, and sees no more.
@Suite struct PanelTests {
  private func ask(_ world: CaseWorld) async throws -> String {
    let path = try await world.request(Day(2026, 1, 5)!)
    let sent = await world.site.post("\(path)/panel", ["words": "Is the school’s help used up?"], as: "daniel")
    #expect(sent.status == 303, "\(sent.text.prefix(800))")
    let id = try await world.newest().id
    let question = try await world.read { tx in try tx.openPanelQuestion(of: id) }
    return "\(path)/panel/\(try #require(question).id)"
  }

  @Test(arguments: Engine.available) func thePanelRecommendsAndTheOfficerDecides(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 5)!) { world in
      let path = try await ask(world)
      let list = await world.site.get("/ehc/panel", as: "alison")
      #expect(list.status == 200 && list.text.contains("Ama Bello") && list.text.contains("16 February 2026"))
      let papers = await world.site.get(path, as: "alison").text
      #expect(papers.contains("Is the school’s help used up?") && papers.contains("Ama needs help"))
      #expect(await world.site.post(path, ["answer": "yes"], as: "alison").status == 422, "reasons are asked")
      let answer = ["answer": "yes", "reasons": "All that the school has was tried."]
      #expect(await world.site.post(path, answer, as: "alison").status == 303)
      #expect(await world.site.get(path, as: "alison").status == 404, "what is answered is no longer theirs to read")
      let list2 = await world.site.get("/ehc/panel", as: "alison").text
      #expect(!list2.contains("Ama Bello") && list2.contains("Nothing waits for the panel"))
      let ehcCase = try await world.newest()
      for page in [ehcCase.path, "\(ehcCase.path)/steps/assess", "\(ehcCase.path)/steps/refuse_assess"] {
        #expect(await world.site.get(page, as: "daniel").text.contains("All that the school has was tried."), "\(page)")
      }
      #expect(ehcCase.state == .requested, "the panel decides nothing")
    }
  }

  @Test(arguments: Engine.available) func aStepEndsTheQuestion(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 5)!) { world in
      let path = try await ask(world)
      let again = await world.site.post("\(try await world.newest().path)/panel", [:], as: "daniel")
      #expect(again.status == 409, "one question at a time")
      #expect(try await world.step(.assess).status == 303)
      #expect(await world.site.get(path, as: "alison").status == 404)
      #expect(await world.site.post(path, ["answer": "no", "reasons": "x"], as: "alison").status == 404)
      #expect(await world.site.get("/ehc/panel", as: "alison").text.contains("Nothing waits"))
    }
  }

  @Test(arguments: Engine.available) func whoeverAskedDoesNotAnswer(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 5)!) { world in
      _ = try await ask(world)
      let (ehcCase, daniel) = (try await world.newest(), world.callers["daniel"]!)
      let now = world.site.site.now()
      await #expect(throws: Refusal.self) {
        try await world.site.site.database.write { tx in
          let question = try #require(try tx.openPanelQuestion(of: ehcCase.id))
          try answerPanel(question, .yes, reasons: "x", of: ehcCase, by: daniel, at: now, in: tx)
        }
      }
    }
  }

  @Test(arguments: Engine.available) func afterTheDraftNobodyAsksThePanel(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 5)!) { world in
      _ = try await world.request(Day(2026, 1, 5)!)
      try await world.step(.assess)
      try await world.on(Day(2026, 3, 2)!).step(.issue, ["reasons": "Advice was in the file"])
      let path = try await world.newest().path
      #expect(await world.site.get("\(path)/panel", as: "daniel").status == 409)
      #expect(await world.site.post("\(path)/panel", [:], as: "daniel").status == 409)
    }
  }
}
