import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Plans

/// Kinds of plan as data, and plans written by them, on both engines.
@Suite struct TypedPlanTests {
  private func withTypes(_ engine: Engine, on day: Day, _ body: (Town) async throws -> Void) async throws {
    try await withTown(engine, now: LondonTime(day: day, minuteOfDay: 600).instant) { town in
      try await town.write { tx in try loadPlanTypes(folder: "registers", in: tx) }
      try await body(town)
    }
  }
  /// A SEN support plan that is begun; gives its address.
  private func begin(_ town: Town, _ type: String = "sen_support") async throws -> String {
    let answer = await town.site.post("/children/\(town.amara)/plans", ["type": type], as: "priya")
    #expect(answer.status == 303, "\(answer.text.prefix(2000))")
    return try await town.read { tx in try tx.typedPlans(of: town.amara).first { $0.type == type }!.path }
  }
  private func version(_ town: Town) async throws -> String {
    "\(try await town.read { tx in try tx.typedPlans(of: town.amara)[0].version })"
  }

  @Test(arguments: Engine.available) func theRegisterIsWhole(engine: Engine) async throws {
    try await withTypes(engine, on: Day(2026, 10, 1)!) { town in
      let types = try await town.read { tx in try tx.planTypes() }
      #expect(types.map(\.code) == ["ehc", "sen_support", "early_help", "family_help", "individual_support"])
      #expect(types.allSatisfy { !$0.source.isEmpty })
      #expect(types.first { $0.code == "early_help" }?.reviewRule == ClockRuleID.review.rawValue)
      for type in types {
        let sections = try await town.read { tx in try tx.planSections(of: type.code) }
        #expect(sections.contains(where: \.isRequired) && sections.allSatisfy { !$0.asks.isEmpty }, "\(type.code)")
      }
      try await town.write { tx in try loadPlanTypes(folder: "registers", in: tx) }
      #expect(try await town.read { tx in try tx.planTypes() } == types, "read again, nothing changes")
    }
  }

  @Test(arguments: Engine.available) func aPlanIsWrittenAgreedAndReviewedByTerm(engine: Engine) async throws {
    try await withTypes(engine, on: Day(2026, 10, 1)!) { town in
      let path = try await begin(town)
      #expect(
        await town.site.post("/children/\(town.amara)/plans", ["type": "sen_support"], as: "priya").status == 422)
      #expect(await town.site.post("\(path)/agreement", [:], as: "priya").status == 422, "nothing is written")
      for section in ["views", "needs", "outcomes", "help"] {
        let form = ["words": "About \(section).", "version": try await version(town)]
        #expect(await town.site.post("\(path)/sections/\(section)", form, as: "priya").status == 303, "\(section)")
      }
      let stale = ["words": "Late", "version": "1"]
      #expect(await town.site.post("\(path)/sections/views", stale, as: "tom").status == 409)
      #expect(await town.site.get("\(path)/sections/elsewhere", as: "priya").status == 404)
      #expect(await town.site.post("\(path)/agreement", [:], as: "priya").status == 303)
      let page = await town.site.get(path, as: "priya")
      #expect(page.text.contains("the end of the spring term of 2026/27") && page.text.contains("25 March 2027"))

      let review = ["held_on": "2026-10-01", "words": "It helps."]
      #expect(await town.site.post("\(path)/reviews", review, as: "priya").status == 303)
      let id = try await town.read { tx in try tx.typedPlans(of: town.amara)[0].id }
      let clocks = try await town.read { tx in try tx.clocks(about: id) }
      #expect(clocks.count == 2 && clocks.count(where: \.isOpen) == 1, "the next runs")
      #expect(await town.site.post("\(path)/end", ["why": ""], as: "priya").status == 422)
      #expect(await town.site.post("\(path)/end", ["why": "An EHC plan took its place"], as: "priya").status == 303)
      #expect(try await town.read { tx in try tx.clocks(about: id).contains(where: \.isOpen) } == false)
      #expect(await town.site.get("/children/\(town.amara)/plans", as: "priya").text.contains("Ended"))
    }
  }

  @Test(arguments: Engine.available) func eachKindHasItsOwnSectionsAndReview(engine: Engine) async throws {
    try await withTypes(engine, on: Day(2026, 10, 1)!) { town in
      let path = try await begin(town, "individual_support")
      let page = await town.site.get(path, as: "priya").text
      #expect(page.contains("Experts at hand") && !page.contains("What the family does"))
      for type in ["ehc", "early_help", "nothing"] {
        let answer = await town.site.post("/children/\(town.amara)/plans", ["type": type], as: "priya")
        #expect(answer.status == 422, "\(type) is written elsewhere")
      }
    }
  }
}
