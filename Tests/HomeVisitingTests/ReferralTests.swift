import Clocks
import Design
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

/// Who home visiting is for, rule by rule; and the way from the referral to the visitor.
@Suite struct ReferralTests {
  private let day = Day(2026, 11, 18)!
  private func rules(_ set: String) throws -> [EligibilityRule] {
    var reader = try CSVReader(file: "registers/visiting-rules.csv")
    try reader.readHeading(required: ["rule_set"])
    var all: [EligibilityRule] = []
    while let row = try reader.next() { all.append(try EligibilityRule(row)) }
    return all.filter { $0.set == set }
  }
  private func answers(_ set: String, _ facts: VisitingFacts) throws -> [String: RuleAnswer] {
    Dictionary(uniqueKeysWithValues: ask(try rules(set), of: facts, on: day).map { ($0.rule.code, $0.answer) })
  }

  @Test func whereNothingIsKnownEverythingIsToAsk() throws {
    for set in ["county", "third", "six-months", "diagnosis"] {
      let found = try answers(set, VisitingFacts())
      #expect(!found.isEmpty && found.values.allSatisfy { $0 == .notKnown }, "\(set)")
    }
  }

  @Test func theCountysRulesOneByOne() throws {
    var facts = VisitingFacts(
      bornOn: Day(2024, 5, 3), behind: [.language: 4, .motor: 2], age: 30, hasComplexNeeds: true, agreed: true,
      parentTakesPart: true, route: .earlySupport)
    #expect(try answers("county", facts).values.allSatisfy { $0 == .met })
    facts.route = .health
    #expect(try answers("county", facts)["route"] == .notMet)
    facts.behind = [.language: 4, .motor: 0, .selfHelp: 0, .cognitive: 0, .socialisation: 0]
    #expect(try answers("county", facts)["delay"] == .notMet)
    facts.behind = [.language: 4, .motor: 0]
    #expect(try answers("county", facts)["delay"] == .notKnown, "three areas have not been looked at")
    facts.bornOn = Day(2022, 8, 31)
    #expect(try answers("county", facts)["age"] == .notMet, "began school in September 2026")
    facts.bornOn = Day(2022, 9, 1)
    #expect(try answers("county", facts)["age"] == .met)
  }

  @Test func aThirdBehindOrADiagnosis() throws {
    var facts = VisitingFacts(
      bornOn: Day(2024, 11, 18), behind: [.language: 8, .motor: 8, .selfHelp: 0, .cognitive: 0, .socialisation: 0],
      age: 24, hoursOutside: 14, agreed: true)
    #expect(try answers("third", facts).values.allSatisfy { $0 == .met })
    facts.behind[.motor] = 7.9
    #expect(try answers("third", facts)["delay"] == .notKnown, "nobody has said whether there is a diagnosis")
    facts.diagnosis = ""
    #expect(try answers("third", facts)["delay"] == .notMet)
    facts.diagnosis = "Williams syndrome"
    #expect(try answers("third", facts)["delay"] == .met)
    facts.hoursOutside = 15
    #expect(try answers("third", facts)["hours"] == .notMet)
    facts.bornOn = Day(2021, 11, 18)
    #expect(try answers("third", facts)["age"] == .notMet, "5 years old is not under 5")
  }

  @Test func aRuleHoldsOnItsDaysOnly() throws {
    #expect(ask(try rules("third"), of: VisitingFacts(), on: Day(2019, 12, 31)!).isEmpty)
  }

  @Test func schoolBeginsInTheSeptemberAfterTheFourthBirthday() {
    #expect(schoolBegins(bornOn: Day(2022, 8, 31)!) == Day(2026, 9, 1))
    #expect(schoolBegins(bornOn: Day(2022, 9, 1)!) == Day(2027, 9, 1))
    #expect(schoolBegins(bornOn: Day(2024, 2, 29)!) == Day(2028, 9, 1))
  }

  @Test(arguments: Engine.available) func fromTheReferralToTheVisitor(engine: Engine) async throws {
    try await withReferralWorld(engine) { world in
      let path = visitingPath(world.child)
      let sent = await world.site.post(path, referral, as: "pat")
      #expect(sent.status == 303)
      #expect(await world.site.post(path, referral, as: "pat").status == 409, "it is asked for already")
      let page = await world.site.get(path, as: "ruth")
      #expect(page.text.contains("1 of 6 rules is not met") && page.text.contains("What to ask"))
      let asked = try await world.referral()
      #expect(try await world.running("POR-ACK") == 1)
      let facts = referral.merging(["route": "early_support", "version": "1"]) { $1 }
      #expect(await world.site.post("\(path)/\(asked.id)/facts", facts, as: "pat").status == 303)
      #expect(await world.site.post("\(path)/\(asked.id)/facts", facts, as: "pat").status == 409, "an old version")
      let team = try #require(world.callers["ruth"]?.teams.first)
      #expect(await world.site.post("\(path)/\(asked.id)/acceptance", as: "ruth").status == 422)
      #expect(await world.site.post("\(path)/\(asked.id)/acceptance", ["team": "\(team)"], as: "ruth").status == 303)
      #expect(try await world.running("POR-ACK") == 0)
      #expect(try await world.running("POR-INIT") == 1)
      let waiting = await world.site.get("/visits/caseload", as: "ruth")
      #expect(waiting.text.contains("1 family waits, the longest for 2 days") && waiting.text.contains("Ama Bello"))
      let pat = try #require(world.callers["pat"]?.practitioner)
      let allocation = ["visitor": "\(pat)", "rhythm": "weekly"]
      #expect(await world.site.post("\(path)/\(asked.id)/allocation", allocation, as: "ruth").status == 303)
      #expect(try await world.referral().state == .allocated)
      #expect(try await world.running("POR-REV") == 1)
      let full = await world.site.get("/visits/caseload", as: "ruth")
      #expect(full.text.contains("Nobody waits") && full.text.contains("Room for 7 more families a week"))
      #expect(await world.site.post("\(path)/\(asked.id)/ending", ["why": "moved"], as: "ruth").status == 303)
      #expect(try await world.running("POR-INIT") == 0)
      #expect(try await world.referral().endedWhy == .moved)
    }
  }

  @Test(arguments: Engine.available) func whoIsDeclinedReadsWhyAndWhatElseThereIs(engine: Engine) async throws {
    try await withReferralWorld(engine) { world in
      let path = visitingPath(world.child)
      _ = await world.site.post(path, referral, as: "pat")
      let id = try await world.referral().id
      let half = ["reason": "Ama is at nursery every day."]
      #expect(await world.site.post("\(path)/\(id)/declining", half, as: "ruth").status == 422, "without another offer")
      let whole = half.merging(["other_offer": "The nursery’s own teacher calls you."]) { $1 }
      #expect(await world.site.post("\(path)/\(id)/declining", whole, as: "ruth").status == 303)
      let request = world.request(as: "dana")
      let panel = try await world.site.site.database.read { tx in try familyReferralPanel(world.child, request, tx) }
      let text = try #require(panel?.html.text)
      #expect(text.contains("Ama is at nursery every day.") && text.contains("The nursery’s own teacher calls you."))
      let events = try await world.count(
        "SELECT count(*) FROM event WHERE kind = 'visiting.decided' AND changed LIKE '%rule_route%'")
      #expect(events == 1, "which rules were met stands in the event")
    }
  }

  @Test(arguments: Engine.available) func whatIsTakenBackBeforeADecisionIsNoRefusal(engine: Engine) async throws {
    try await withReferralWorld(engine) { world in
      let path = visitingPath(world.child)
      _ = await world.site.post(path, referral, as: "pat")
      let id = try await world.referral().id
      #expect(await world.site.post("\(path)/\(id)/withdrawal", as: "pat").status == 422, "without why")
      let back = ["why_back": "They have moved in with her mother."]
      #expect(await world.site.post("\(path)/\(id)/withdrawal", back, as: "pat").status == 303)
      let now = try await world.referral()
      #expect(now.state == .ended && now.endedWhy == .withdrawn && now.decidedOn == nil)
      #expect(try await world.running("POR-ACK") == 0)
      #expect(await world.site.post("\(path)/\(id)/withdrawal", back, as: "pat").status == 409)
      let lines = try await world.site.site.database.read { tx in
        try tx.visitingLines(
          teams: world.callers["ruth"]!.teams, from: Day(2026, 1, 1)!, now: TestSite.now, for: world.callers["ruth"]!)
      }
      #expect(equity(lines, today: TestSite.now.day) { $0.area ?? "" }.first?.declined == 0)
      #expect(await world.site.post(path, referral, as: "pat").status == 303, "it can be asked for again")
    }
  }

  @Test(arguments: Engine.available) func anAreaChoosesItsRules(engine: Engine) async throws {
    try await withReferralWorld(engine) { world in
      let area = LocalityID(high: 1, low: 2)
      try await world.site.site.database.write { tx in try tx.addLocality(area, "Castlewick") }
      let page = await world.site.get("/visits/rules", as: "pat")
      #expect(page.text.contains("Norfolk Portage, published criteria") && !page.text.contains("Choose these rules"))
      let chosen = ["locality": "\(area)", "rule_set": "third"]
      #expect(await world.site.post("/visits/rules", chosen, as: "pat").status == 403)
      #expect(
        await world.site.post("/visits/rules", chosen.merging(["rule_set": "none"]) { $1 }, as: "ruth").status == 422)
      #expect(await world.site.post("/visits/rules", chosen, as: "ruth").status == 303)
      let set = try await world.site.site.database.read { tx in try tx.ruleSet(of: area) }
      #expect(set == "third")
    }
  }

  private let referral = [
    "route": "health", "received_on": "2026-11-16", "complex_needs": "yes", "has_diagnosis": "unknown", "agreed": "yes",
    "parent_takes_part": "yes", "behind_language": "6", "behind_motor": "4",
  ]

  private func withReferralWorld(_ engine: Engine, _ body: (VisitWorld) async throws -> Void) async throws {
    try await withVisitWorld(engine) { world in
      try await world.site.site.database.write { tx in try loadVisitingRules(folder: "registers", in: tx) }
      try await body(world)
    }
  }
}

extension VisitWorld {
  func referral() async throws -> VisitingReferral {
    let all = try await site.site.database.read { tx in try tx.visitingReferrals(child) }
    return try #require(all.first)
  }
  func running(_ rule: String) async throws -> Int {
    try await count("SELECT count(*) FROM clock WHERE rule_id = \(rule) AND status = 'running'")
  }
}
