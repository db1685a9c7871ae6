import Clocks
import Kernel
import People
import SEN2
import Store
import TestKit
import Testing
import Web

@testable import EHC

/// The PDF where the program for it is missing or fails.
@Suite struct PaperTests {
  private func site(_ world: CaseWorld, program: String?) -> TestSite {
    var settings = Settings()
    settings.pdfProgram = program
    return TestSite(
      world.site.site.database, ehc.routes, callers: world.callers, now: world.site.site.now(), settings: settings)
  }

  @Test(arguments: Engine.available) func withoutTheProgramTheAnswerSaysSo(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 5)!) { world in
      _ = try await world.request(Day(2026, 1, 5)!)
      try await world.on(Day(2026, 1, 20)!).step(.assess)
      let advised = world.on(Day(2026, 3, 2)!)
      for kind in [AdviceKind.family, .education, .health, .psychology, .socialCare] { try await advised.advise(kind) }
      #expect(try await advised.step(.issue).status == 303)
      let writing = world.on(Day(2026, 3, 3)!)
      try await writing.writeGoodDraft()
      let sent = try await writing.step(.sendDraft)
      #expect(sent.status == 303, "\(sent.text.prefix(3000))")
      let path = try await writing.newest().path
      let (pdf, own) = ("\(path)/plan/versions/1/pdf", "/family/\(world.child)/ehc/plan/pdf")
      let missing = site(writing, program: nil)
      for (address, who) in [(pdf, "daniel"), (own, "dana")] {
        let answer = await missing.get(address, as: who)
        #expect(
          answer.status == 409 && answer.text.contains("WeasyPrint, is not installed"), "\(answer.text.prefix(400))")
        #expect(answer.text.contains("The page has the same words"))
      }
      // Where nothing can make it, no page offers it.
      #expect(await !missing.get("\(path)/plan/versions/1", as: "daniel").text.contains("versions/1/pdf"))
      #expect(
        await site(writing, program: "/bin/false").get("\(path)/plan/versions/1", as: "daniel").text.contains("/pdf"))
      // A program that fails, and one that answers with something else.
      for program in ["/bin/false", "/bin/echo", "/nowhere/weasyprint"] {
        let answer = await site(writing, program: program).get(pdf, as: "daniel")
        #expect(answer.status == 409 && answer.text.contains("could not be made just now"), "\(program)")
      }
    }
  }
}

/// Disputes about what was taken in from a council’s own return.
@Suite struct AppealAfterImportTests {
  private func person(_ upn: String, _ outcome: String, decided: String, plan: String? = nil) -> ReturnNode {
    func node(_ name: String, _ fields: [(String, String)], _ children: [ReturnNode] = []) -> ReturnNode {
      ReturnNode(name, children: fields.map { ReturnNode($0.0, $0.1) } + children)
    }
    let place = [("URN", "118900"), ("PlacementRank", "1")]
    let parts: [ReturnNode] =
      plan.map { start in
        [
          node(
            "Assessment", [("AssessmentOutcome", "Y"), ("AssessmentOutcomeDate", decided), ("Week20", "0")],
            [node("NamedPlan", [("StartDate", start), ("PB", "0"), ("OA", "0")], [node("PlanDetail", place)])]),
          node(
            "ActivePlans", [],
            [
              node("PlacementDetail", place), node("SENneed", [("SENtype", "ASD"), ("SENtypeRank", "1")]),
            ]),
        ]
      } ?? []
    return node(
      "Person",
      [
        ("Surname", "Bello"), ("Forename", "Ama"), ("PersonBirthDate", "2015-05-10"), ("Sex", "F"),
        ("Ethnicity", "BAFR"), ("UPN", upn),
      ],
      [
        node(
          "Requests",
          [
            ("ReceivedDate", "2026-06-01"), ("RequestSource", "1"), ("RYA", "0"), ("RequestOutcomeDate", decided),
            ("RequestOutcome", outcome), ("Exported", "0"),
          ], parts)
      ])
  }

  private func take(_ person: ReturnNode, _ world: CaseWorld) async throws -> EHCCase {
    let year = ReturnYear.of(2027)!
    let now = world.site.site.now()
    let sink = ByteSink()
    let writer = ReturnWriter(year) { sink.bytes += $0 }
    try writer.begin(ReturnSettings(year: year, council: "886", writtenAt: now).header)
    try writer.add(person)
    try writer.end()
    let agency = try await world.read { tx in try tx.agency(code: "education")!.id }
    let report = try await importReturn(
      {
        defer { sink.bytes = [] }
        return sink.bytes.isEmpty ? nil : sink.bytes
      }, into: world.site.site.database, agency: agency, by: .system, at: now)
    #expect(report.cases == 1, "\(report)")
    return try await world.read { tx in
      let found: (ID<EHCCase>, ChildID) = try tx.row("SELECT id, child_id FROM ehc_case") { (try $0[0], try $0[1]) }!
      return try tx.ehcCase(found.0, child: found.1)
    }
  }

  private func node(_ world: CaseWorld, _ ehcCase: EHCCase) async throws -> ReturnNode? {
    try await world.read { tx in
      try tx.returnPersons(ReturnYear.of(2027)!, [ehcCase.child]).first?.node.first("Requests")
    }
  }

  @Test(arguments: Engine.available) func anImportedPlanCanBeAppealedAndTheReturnSaysSo(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 12, 1)!) { world in
      let ehcCase = try await take(
        person("W886200012345", "Y", decided: "2026-07-06", plan: "2026-10-12"), world)
      let clocks = try await world.read { tx in try tx.clocks(about: ehcCase.id) }
      let appeal = clocks.first { $0.ruleID == .appeal }
      #expect(appeal?.due.day == Day(2026, 12, 12) && appeal?.startedAt.day == Day(2026, 10, 12))
      #expect(appeal?.owner == nil, "a limit of the family")
      let before = try await node(world, ehcCase)?.first("Assessment")
      #expect(before?["OtherTribunal"] == "0")
      let sent = await world.site.post(
        "\(ehcCase.path)/disputes", ["act": "appeal", "on": "2026-12-01"], as: "daniel")
      #expect(sent.status == 303, "\(sent.text.prefix(600))")
      let after = try await node(world, ehcCase)?.first("Assessment")
      #expect(after?["OtherTribunal"] == "1" && after?["OtherMediation"] == "0")
      #expect(
        try await world.read { tx in try tx.clocks(about: ehcCase.id) }.first { $0.ruleID == .appeal }?.isOpen == false)
    }
  }

  @Test(arguments: Engine.available) func anImportedRefusalCanBeAppealed(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 8, 10)!) { world in
      let ehcCase = try await take(person("W886200012345", "N", decided: "2026-06-29"), world)
      let clocks = try await world.read { tx in try tx.clocks(about: ehcCase.id) }
      #expect(clocks.first { $0.ruleID == .appeal }?.due.day == Day(2026, 9, 1), "29 August lies in August")
      let appeal = ["act": "appeal", "on": "2026-08-10"]
      #expect(await world.site.post("\(ehcCase.path)/disputes", appeal, as: "daniel").status == 303)
      let request = try await node(world, ehcCase)
      #expect(request?["RequestTribunal"] == "1" && request?["RequestMediation"] == "0")
    }
  }

  @Test(arguments: Engine.available) func whatIsOlderThanTheLimitIsNotRevived(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 12, 1)!) { world in
      let ehcCase = try await take(person("W886200012345", "N", decided: "2026-06-29"), world)
      #expect(try await world.read { tx in try tx.clocks(about: ehcCase.id) }.allSatisfy { $0.ruleID != .appeal })
    }
  }
}

/// Collects what a writer writes.
private final class ByteSink: @unchecked Sendable {
  var bytes: [UInt8] = []
}
