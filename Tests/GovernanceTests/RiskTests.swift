import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// Risks: how they stand, their register and matrix, and their history.
@Suite struct RiskTests {
  private func line(_ before: RiskSize, appetite: Int, looks: [RiskLook] = [], actions: [GroupAction] = []) -> RiskLine
  {
    RiskLine(
      Risk(
        id: anyID(), group: anyID(),
        NewRisk(cause: "c", event: "e", effect: "f", owner: "o", before: before, appetite: appetite), at: TestSite.now),
      looks: looks, actions: actions)
  }
  private func look(_ number: Int, _ size: RiskSize, _ ends: RiskEnd? = nil, at: Instant = TestSite.now) -> RiskLook {
    RiskLook(number: number, at: at, by: .system, size: size, words: "w", ends: ends)
  }

  @Test func scoreBandAndAppetite() {
    #expect(RiskSize(likelihood: 3, impact: 5).band == .severe && RiskSize(likelihood: 2, impact: 5).band == .high)
    #expect(RiskSize(likelihood: 1, impact: 5).band == .moderate && RiskSize(likelihood: 4, impact: 1).band == .low)
    let big = RiskSize(likelihood: 4, impact: 4), small = RiskSize(likelihood: 2, impact: 4)
    #expect(!line(big, appetite: 16).isOverAppetite, "as much as the group lives with is not more")
    #expect(line(big, appetite: 15).isOverAppetite && line(big, appetite: 15).isUntreated)
    let action = GroupAction(id: anyID(), words: "w", lead: "l", dueOn: TestSite.now.day, agreedAt: TestSite.now)
    #expect(!line(big, appetite: 15, actions: [action]).isUntreated)
    #expect(!line(big, appetite: 15, looks: [look(1, small)]).isOverAppetite, "the newest look counts")
    #expect(!line(big, appetite: 15, looks: [look(1, big, .gone)]).isOpen)
  }

  @Test func asItWasKnownOnADay() {
    let (later, small) = (TestSite.now.adding(days: 30), RiskSize(likelihood: 1, impact: 2))
    let risk = line(RiskSize(likelihood: 4, impact: 4), appetite: 6, looks: [look(1, small, .gone, at: later)])
    #expect(risk.known(on: TestSite.now.day.adding(days: -1)) == nil)
    #expect(risk.known(on: TestSite.now.day)?.now.score == 16 && risk.known(on: TestSite.now.day)?.isOpen == true)
    #expect(risk.known(on: later.day)?.isOpen == false)
    #expect(risk.isStale(on: TestSite.now.day.adding(days: 300)) == false, "what is over is not stale")
  }

  @Test func theMatrixCountsOpenRisksOnce() {
    let size = RiskSize(likelihood: 5, impact: 1)
    let counts = matrix([
      line(size, appetite: 3), line(size, appetite: 3), line(size, appetite: 3, looks: [look(1, size, .gone)]),
    ])
    #expect(counts[0][0] == 2 && counts.flatMap(\.self).reduce(0, +) == 2)
  }

  @Test(arguments: Engine.available) func fromRaisedToOver(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let group = anyID(PartnershipGroup.self)
      let indicator = Indicator(id: anyID(), objective: "o", title: "Time limits met", formula: "f", owner: "o")
      let seun = world.callers["seun"]!
      try await world.database.write { tx in
        try tx.insert(indicator)
        try foundGroup(
          PartnershipGroup(id: group, remit: "r", easyRemit: "We help.", quorum: 1, foundedOn: TestSite.now.day),
          named: "Board", by: seun, at: TestSite.now, in: tx)
      }
      let path = "/governance/groups/\(group)/risks"
      let new = [
        "cause": "It is old", "event": "The house closes", "effect": "No nights", "owner": "Commissioner",
        "likelihood": "4", "impact": "5", "appetite": "9", "about": "indicator:\(indicator.id)",
      ]
      #expect(await world.site.post(path, new, as: "pat").status == 403)
      #expect(await world.site.post(path, new.merging(["likelihood": "6"]) { $1 }, as: "seun").status == 422)
      #expect(await world.site.post(path, new.merging(["about": "plan:x"]) { $1 }, as: "seun").status == 422)
      #expect(await world.site.post(path, new, as: "seun").status == 303)
      let risk = try await world.database.read { tx in try tx.risks(of: group)[0].risk }
      let register = await world.site.get(path).text
      #expect(register.contains("The house closes") && register.contains("Nobody does anything about it"))
      #expect(register.contains("<svg") && register.contains("Show the matrix as a table"))
      let page = await world.site.get(risk.path).text
      #expect(page.contains("Indicator: Time limits met") && page.contains(indicator.path))
      #expect(await world.site.get(indicator.path).text.contains("The house closes"), "and from the record to its risk")
      let action = [
        "words": "Ask next door", "lead": "Commissioner", "due_on": TestSite.now.day.adding(days: 9).description,
      ]
      #expect(await world.site.post("\(risk.path)/actions", action, as: "seun").status == 303)
      #expect(await world.site.get(path).text.contains("More than the group lives with"))
      let look = ["likelihood": "2", "impact": "4", "words": "Six nights are offered", "ends": "no", "version": "1"]
      #expect(await world.site.post("\(risk.path)/looks", look, as: "helen").status == 303)
      #expect(await world.site.post("\(risk.path)/looks", look, as: "seun").status == 409, "somebody was quicker")
      let over = look.merging(["ends": "gone", "version": "2"]) { $1 }
      #expect(await world.site.post("\(risk.path)/looks", over, as: "seun").status == 303)
      #expect(
        await world.site.post("\(risk.path)/looks", over.merging(["version": "3"]) { $1 }, as: "seun").status == 409)
      let sheet = await world.site.get("\(path)?format=csv").text
      #expect(sheet.contains(",20,2,4,8,9,no,1,"))
      let before = await world.site.get("\(path)?as_of=2001-01-01").text
      #expect(before.contains("No risk was in the register on this day"))
      try await world.holds(2, "SELECT count(*) FROM risk_look")
      try await world.holds(3, "SELECT count(*) FROM event WHERE kind LIKE 'risk.%'")
    }
  }
}
