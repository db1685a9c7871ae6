import Clocks
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// Reports and packs: assembled from facts, approved by another, frozen.
@Suite struct ReportTests {
  private struct World {
    let group: ID<PartnershipGroup>
    let meeting: ID<GroupMeeting>
    let indicator: Indicator
    var path: String { "/governance/groups/\(group)/reports" }
  }

  /// A group whose first objective is shown by an indicator of eight months.
  private func told(_ world: GovernanceWorld) async throws -> World {
    let (group, meeting) = (anyID(PartnershipGroup.self), anyID(GroupMeeting.self))
    let indicator = Indicator(
      id: anyID(), objective: "o", title: "Found it", formula: "Yes, of all", owner: "o", target: 75)
    let (seun, ada) = (world.callers["seun"]!, world.callers["ada"]!)
    try await world.database.write { tx in
      try tx.insert(indicator)
      try foundGroup(
        PartnershipGroup(id: group, remit: "r", easyRemit: "We help.", quorum: 1, foundedOn: TestSite.now.day),
        named: "Board", by: seun, at: TestSite.now, in: tx)
      try setObjective(
        GroupObjective(1, "Inform families"), proofs: [(.indicator, indicator.id.of())], of: group, by: seun,
        at: TestSite.now, in: tx)
      try planMeeting(
        meeting, of: group, at: TestSite.now.adding(days: 20), place: "Room", by: seun, now: TestSite.now, in: tx)
      for back in 1...8 {
        let id = anyID(IndicatorValue.self)
        let month = TestSite.now.day.startOfMonth.adding(months: -back)
        try enterValue(
          id, of: indicator, month: month, value: Double(60 - back), source: "Survey", by: seun, at: TestSite.now,
          in: tx)
        try approveValue(id, of: indicator.id, by: ada, at: TestSite.now, in: tx)
      }
      try raiseRisk(
        anyID(),
        NewRisk(
          cause: "Age", event: "The house closes", effect: "No nights", owner: "o",
          before: RiskSize(likelihood: 5, impact: 5), appetite: 4), for: group, by: seun, at: TestSite.now, in: tx)
    }
    return World(group: group, meeting: meeting, indicator: indicator)
  }

  private func version(_ report: ID<GroupReport>, _ world: GovernanceWorld) async throws -> String {
    try await world.database.read { tx in
      "\(try tx.value("SELECT version FROM group_report WHERE id = \(report)", as: Int.self)!)"
    }
  }

  @Test(arguments: Engine.available) func assembledApprovedFrozen(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let told = try await told(world)
      let begin = [
        "meeting": told.meeting.description, "figures_on": TestSite.now.day.description, "purpose": "decision",
        "aims": "Better days",
      ]
      #expect(await world.site.post(told.path, begin, as: "pat").status == 403)
      #expect(
        await world.site.post(
          told.path, begin.merging(["meeting": anyID(GroupMeeting.self).description]) { $1 }, as: "seun"
        ).status == 422)
      #expect(await world.site.post(told.path, begin, as: "seun").status == 303)
      let report = try await world.database.read { tx in try tx.reports(of: told.group)[0] }
      let draft = await world.site.get(report.path, as: "seun").text
      #expect(draft.contains("Found it: 59%") && draft.contains("target 75%") && draft.contains("The house closes"))
      #expect(await world.site.get(report.path).status == 404, "nobody else reads a draft")
      #expect(await world.site.get(told.path).text.contains("No report can be read yet"))
      let line = ["kind": "achievement", "objective": "1", "words": "Parents sit on panels"]
      #expect(await world.site.post("\(report.path)/lines", line, as: "seun").status == 303)
      #expect(
        await world.site.post("\(report.path)/lines", line.merging(["objective": "7"]) { $1 }, as: "seun").status == 422
      )
      func approve(_ name: String) async throws -> Int {
        await world.site.post("\(report.path)/approval", ["version": try await version(report.id, world)], as: name)
          .status
      }
      #expect(try await approve("seun") == 409, "nobody approves their own")
      #expect(try await approve("helen") == 409, "it has no easier words")
      let words = ["purpose": "information", "aims": "Better days", "easy_words": "It goes well."]
      let stale = words.merging(["version": "1"]) { $1 }
      #expect(await world.site.post("\(report.path)/words", stale, as: "seun").status == 409)
      let fresh = words.merging(["version": try await version(report.id, world)]) { $1 }
      #expect(await world.site.post("\(report.path)/words", fresh, as: "seun").status == 303)
      #expect(try await approve("helen") == 303)
      #expect(await world.site.post("\(report.path)/lines", line, as: "seun").status == 409, "it stays as it is")
      // A later correction of the same month changes the scorecard, not the report.
      let (seun, ada) = (world.callers["seun"]!, world.callers["ada"]!)
      try await world.database.write { tx in
        let id = anyID(IndicatorValue.self)
        let month = TestSite.now.day.startOfMonth.adding(months: -1)
        let later = TestSite.now.adding(minutes: 5)
        try enterValue(
          id, of: told.indicator, month: month, value: 31, source: "Corrected", by: seun, at: later, in: tx)
        try approveValue(id, of: told.indicator.id, by: ada, at: later, in: tx)
      }
      let frozen = await world.site.get(report.path).text
      #expect(frozen.contains("59%") && !frozen.contains("31%") && frozen.contains("It goes well."))
      #expect(await world.site.get(told.indicator.path).text.contains("31%"))
      let pack = await world.site.get("/governance/groups/\(told.group)/meetings/\(told.meeting)/pack").text
      #expect(pack.contains("Parents sit on panels") && pack.contains("59%") && !pack.contains("31%"))
      await #expect(throws: DatabaseError.self, "the table refuses a frozen report without figures") {
        try await world.database.write { tx in try tx.run("UPDATE group_report SET facts = NULL") }
      }
    }
  }

  @Test(arguments: Engine.available) func everyChartOfAPackHasItsTable(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let told = try await told(world)
      let (seun, helen) = (world.callers["seun"]!, world.callers["helen"]!)
      let report = anyID(GroupReport.self)
      try await world.database.write { tx in
        try beginReport(
          report, of: told.group, to: told.meeting, on: TestSite.now.day, .information, aims: "a", by: seun,
          at: TestSite.now, in: tx)
        let version = try tx.value("SELECT version FROM group_report WHERE id = \(report)", as: Int.self)!
        try changeReport(
          report, of: told.group, purpose: .information, aims: "a", easy: "Well.", version: version, by: seun,
          at: TestSite.now, in: tx)
        try approveReport(report, of: told.group, version: version + 1, by: helen, at: TestSite.now, in: tx)
      }
      let pack = await world.site.get("/governance/groups/\(told.group)/meetings/\(told.meeting)/pack").text
      let charts = pack.split(separator: "<svg").dropFirst().filter { $0.prefix(300).contains("aria-labelledby") }
      #expect(charts.count == 2, "the course of the indicator and the matrix of risks")
      for chart in charts {
        let after = chart.firstRange(of: "</svg>").map { chart[$0.upperBound...].prefix(200) } ?? ""
        #expect(after.contains("<table"), "no table after \(chart.prefix(120))")
      }
      let paper = try await world.database.read { tx in
        var request = Request(
          site: world.site.site, method: .get, path: "/", now: TestSite.now, caller: seun)
        request.parameters = ["group": told.group.description, "meeting": told.meeting.description]
        return try request.pack(tx).printed(by: world.site.site.settings)
      }
      #expect(paper.fileName == "papers-\(TestSite.now.adding(days: 20).day).pdf")
      let easy = try await world.database.read { tx in
        var request = Request(
          site: world.site.site, method: .get, path: "/", now: TestSite.now, caller: seun)
        request.parameters = ["group": told.group.description, "meeting": told.meeting.description]
        return EasyPackPage(try request.pack(tx), name: "Board").printed(by: world.site.site.settings)
      }
      #expect(easy.fileName.hasPrefix("easier-words-"))
      let address = "/governance/groups/\(told.group)/meetings/\(told.meeting)/pack"
      for file in ["pdf", "easy/pdf"] {
        #expect(
          await world.site.get("\(address)/\(file)").status == 409, "no program for PDFs here: said in plain words")
      }
    }
  }
}
