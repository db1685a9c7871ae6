import Clocks
import Kernel
import People
import SEN2
import Store
import TestKit
import Testing
import Web

@testable import EHC

/// The SEN2 return from live records, and back.
@Suite struct ReturnTests {
  private let year = ReturnYear.of(2027)!
  private func settings() -> ReturnSettings {
    ReturnSettings(year: year, council: "886", writtenAt: LondonTime(day: Day(2027, 2, 1)!, minuteOfDay: 540).instant)
  }

  /// Collects what a writer writes.
  private final class Sink: @unchecked Sendable {
    var bytes: [UInt8] = []
  }
  private func export(_ database: Database) async throws -> [UInt8] {
    let sink = Sink()
    _ = try await exportReturn(settings(), from: database) { sink.bytes += $0 }
    return sink.bytes
  }
  private func feed(_ bytes: [UInt8]) -> @Sendable () throws -> [UInt8]? {
    let sink = Sink()
    sink.bytes = bytes
    return {
      defer { sink.bytes = [] }
      return sink.bytes.isEmpty ? nil : sink.bytes
    }
  }
  private func take(_ bytes: [UInt8], into database: Database) async throws -> ReturnImport {
    let now = LondonTime(day: Day(2027, 1, 25)!, minuteOfDay: 600).instant
    let agency = try await database.write { tx in
      let id: AgencyID = newID(at: now)
      try tx.add(Agency(id: id, code: "education-\(id)", name: "Education", kind: .education))
      return id
    }
    return try await importReturn(feed(bytes), into: database, agency: agency, by: .system, at: now)
  }
  private func withEmpty(_ engine: Engine, _ body: (Database) async throws -> Void) async throws {
    let migrations = (storeMigrations + clockMigrations + webMigrations + peopleMigrations + ehc.migrations)
      .sorted { $0.number < $1.number }
    try await withTestDatabase(engine, migrations) { database in
      try await database.write { tx in try loadRegisters(folder: "registers", in: tx) }
      try await body(database)
    }
  }

  /// A council with a person of every kind: under way, refused, withdrawn, moved, in force, ended, from elsewhere.
  private func council(_ count: Int) -> [UInt8] {
    let persons = (0..<count).map { person($0) }
    let sink = Sink()
    let writer = ReturnWriter(year) { sink.bytes += $0 }
    try? writer.begin(settings().header)
    for person in persons { try? writer.add(person) }
    try? writer.end()
    return sink.bytes
  }

  private func person(_ number: Int) -> ReturnNode {
    func node(_ name: String, _ fields: [(String, String)], _ children: [ReturnNode] = []) -> ReturnNode {
      ReturnNode(name, children: fields.map { ReturnNode($0.0, $0.1) } + children)
    }
    let kind = number % 10
    let place = [("URN", "118900"), ("PlacementRank", "1")]
    let active = node(
      "ActivePlans",
      (kind == 9 ? [("TransferLA", "883")] : []) + [
        ("ReviewMeeting", "2026-11-10"), ("ReviewOutcome", "A"), ("LastReview", "2026-12-01"),
        ("ReviewDraft", "2026-12-01"),
      ],
      [
        node("PlacementDetail", place + [("EntryDate", "2026-09-01"), ("SENunitIndicator", "1")]),
        node("SENneed", [("SENtype", "ASD"), ("SENtypeRank", "1")]),
        node("SENneed", [("SENtype", "SLCN"), ("SENtypeRank", "2")]),
      ])
    let isEnded = kind == 7
    let plan = node(
      "NamedPlan",
      [("StartDate", "2026-06-20"), ("PB", "1"), ("OA", "0"), ("DP", "E")]
        + (isEnded ? [("CeaseDate", "2026-12-10"), ("CeaseReason", "2")] : []), [node("PlanDetail", place)])
    let assessed: [String: (String, String?)] = ["Y": ("Y", "2026-04-20"), "N": ("N", "2026-04-20"), "A": ("A", nil)]
    let outcome = kind < 4 ? ["A", "N", "W", "W"][kind] : kind == 9 ? "H" : "Y"
    let assessment: [ReturnNode] =
      kind < 4 || kind == 9
      ? []
      : {
        let (code, day) = assessed[kind == 4 ? "A" : kind == 5 ? "N" : "Y"]!
        return [
          node(
            "Assessment",
            [("AssessmentOutcome", code)] + (day.map { [("AssessmentOutcomeDate", $0)] } ?? [])
              + [("Week20", kind == 6 ? "1" : "0")], kind > 5 ? [plan] : [])
        ]
      }()
    let request = node(
      "Requests",
      [
        ("ReceivedDate", kind == 0 ? "2027-01-05" : kind == 4 ? "2026-10-01" : "2026-01-05"),
        ("RequestSource", "\(number % 5 + 1)"), ("RYA", "0"),
      ]
        + (kind == 0 || kind == 9 ? [] : [("RequestOutcomeDate", kind == 4 ? "2026-11-10" : "2026-02-10")])
        + [("RequestOutcome", outcome), ("Exported", kind == 3 ? "1" : "0")],
      assessment + (kind == 6 || kind == 8 || kind == 9 ? [active] : []))
    return node(
      "Person",
      [
        ("Surname", "O’Bello-\(number)"), ("Forename", "Ama & Co"), ("PersonBirthDate", "2015-05-\(10 + number % 18)"),
        ("Sex", number % 2 == 0 ? "F" : "M"), ("Ethnicity", "BAFR"), ("PostCode", "TN1 2AB"), ("UPN", upn(number)),
      ], [request])
  }
  private func upn(_ number: Int) -> String {
    let body = "8862000" + String(String(100_000 + number).suffix(5))
    let sum = body.utf8.enumerated().reduce(0) { $0 + (Int($1.element) - 48) * ($1.offset + 2) }
    return "\(Array("ABCDEFGHJKLMNPQRTUVWXYZ")[sum % 23])\(body)"
  }

  @Test(arguments: Engine.available) func exportCheckImportExportIsTheSameByteForByte(engine: Engine) async throws {
    let source = council(60)
    #expect(checkReturn(feed(source)).count(.error) == 0, "\(checkReturn(feed(source)).summary)")
    var first: [UInt8] = []
    try await withEmpty(engine) { database in
      let report = try await take(source, into: database)
      #expect(report.persons == 60 && report.cases == 60 && report.refused.isEmpty && report.plans == 18, "\(report)")
      first = try await export(database)
      let again = try await take(source, into: database)
      #expect(again.cases == 0 && again.newChildren == 0, "doing it twice changes nothing")
      #expect(try await export(database) == first)
    }
    let checked = checkReturn(feed(first))
    #expect(checked.persons == 60 && checked.count(.error) == 0 && checked.stopped == nil, "\(checked.summary)")
    try await withEmpty(engine) { database in
      _ = try await take(first, into: database)
      let second = try await export(database)
      #expect(second == first)
    }
  }

  @Test(arguments: Engine.available) func strangersWithoutANumberStayStrangers(engine: Engine) async throws {
    func stranger(_ number: Int, _ more: [(String, String)], received: String = "2026-01-05") -> ReturnNode {
      var one = person(10 * number)
      one.set("UPN", nil)
      for (name, value) in more { one.set(name, value) }
      let request = one.children.firstIndex { $0.name == "Requests" }!
      one.children[request].set("ReceivedDate", received)
      // The fields stand before the requests.
      one.children.append(one.children.remove(at: request))
      return one
    }
    let none = [("UniqueLearnerNumber", "9999999999")]
    let sink = Sink()
    let writer = ReturnWriter(year) { sink.bytes += $0 }
    try writer.begin(settings().header)
    let known = [("UniqueLearnerNumber", "1234567890")]
    for one in [
      stranger(1, none), stranger(2, none), stranger(3, []), stranger(4, known), stranger(5, known),
      stranger(6, [], received: "2014-08-31"),
    ] { try writer.add(one) }
    try writer.end()
    let bytes = sink.bytes
    try await withEmpty(engine) { database in
      let report = try await take(bytes, into: database)
      #expect(report.newChildren == 6 && report.cases == 5, "\(report)")
      #expect(report.refused.count == 1 && report.refused.first?.contains("1 September 2014") == true)
      let again = try await take(bytes, into: database)
      #expect(again.newChildren == 0 && again.cases == 0, "\(again)")
    }
  }

  @Test(arguments: Engine.available) func theReviewIsTheLastUpToTheSurveyDay(engine: Engine) async throws {
    let source = council(9)
    try await withEmpty(engine) { database in
      _ = try await take(source, into: database)
      let before = try await export(database)
      try await database.write { tx in
        let one: (ID<EHCCase>, ChildID) = try tx.row("SELECT id, child_id FROM ehc_case WHERE state = 'maintained'") {
          (try $0[0], try $0[1])
        }!
        let late = NewReview(heldOn: Day(2027, 1, 25)!, came: nil, voice: nil)
        try tx.insert(newID(at: late.heldOn.start), late, of: try tx.ehcCase(one.0, child: one.1), by: "Daniel")
      }
      #expect(try await export(database) == before)
    }
  }

  @Test(arguments: Engine.available) func aLiveCaseIsInTheReturn(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 5)!) { world in
      let path = try await world.request(Day(2026, 1, 5)!)
      try await world.on(Day(2026, 2, 10)!).step(.assess)
      let decided = world.on(Day(2026, 4, 1)!)
      #expect(try await decided.step(.issue, ["reasons": "Advice was in the file"]).status == 303)
      let mid = try await xml(world)
      #expect(mid.contains("<AssessmentOutcome>Y</AssessmentOutcome>") && !mid.contains("NamedPlan"))
      let wrong = ["primary_need": "ASD", "secondary_need": "ASD", "urn": "118900"]
      #expect(await decided.site.post("\(path)/return", wrong, as: "daniel").status == 422)
      #expect(await decided.site.post("\(path)/return", ["primary_need": "ASD"], as: "daniel").status == 422)
      let good = [
        "primary_need": "ASD", "urn": "118900", "entered_on": "2026-01-05", "has_budget": "yes", "direct_payment": "E",
      ]
      #expect(await decided.site.post("\(path)/return", good, as: "daniel").status == 303)
      #expect(await decided.site.get("\(path)/return", as: "daniel").text.contains("118900"))
      for page in ["/ehc/return?year=2027", "/ehc/measures?area=E10000016"] {
        #expect(await decided.site.get(page, as: "daniel").status == 200, "\(page)")
      }
    }
  }
  private func xml(_ world: CaseWorld) async throws -> String {
    String(decoding: try await export(world.site.site.database), as: UTF8.self)
  }

  /// The page finds what the command finds, counts all of it, and lists one rule at a time.
  @Test(arguments: Engine.available) func thePageCountsEveryFinding(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2027, 1, 25)!) { world in
      let source = council(130)
      let agency = try await world.read { tx in try tx.agency(code: "education")!.id }
      let now = world.site.site.now()
      _ = try await importReturn(feed(source), into: world.site.site.database, agency: agency, by: .system, at: now)
      // Some of them lose what the return asks: so does the file.
      try await world.site.site.database.write { tx in
        try tx.run("DELETE FROM ehc_need WHERE case_id IN (SELECT case_id FROM ehc_need ORDER BY case_id LIMIT 20)")
      }
      let report = checkReturn(feed(try await export(world.site.site.database)))
      let page = await world.site.get("/ehc/return?year=2027", as: "daniel", json: true).text
      #expect(page.contains("\"persons\":130"))
      let mine = report.findings.filter { ![.file, .header].contains($0.module) || $0.rule.hasPrefix("F") }
      let counts = Dictionary(grouping: mine, by: \.rule).mapValues(\.count)
      #expect(!counts.isEmpty && counts.values.reduce(0, +) >= 10, "\(report.summary)")
      for (rule, count) in counts {
        let one = await world.site.get("/ehc/return?year=2027&rule=\(rule)", as: "daniel").text
        #expect(one.contains("To put right, rule \(rule)"))
        let csv = await world.site.get("/ehc/return?year=2027&rule=\(rule)&format=csv", as: "daniel").text
        #expect(csv.split(whereSeparator: \.isNewline).count == count + 1, "\(rule): \(csv.prefix(300))")
      }
      #expect(page.contains("/return\""), "each finding leads to where it is put right")
    }
  }

  @Test(arguments: Engine.available) func aFileCutShortTakesWhatItCanAndSaysSo(engine: Engine) async throws {
    try await withEmpty(engine) { database in
      let bytes = Array(council(150).dropLast(200))
      await #expect(throws: ReturnProblem.self) { _ = try await take(bytes, into: database) }
      let count = try await database.read { tx in try tx.value("SELECT count(*) FROM ehc_case", as: Int.self) ?? 0 }
      #expect(count == 100, "whole hundreds before the break")
    }
  }
}

/// Reviews and disputes through the routes.
@Suite struct ReviewAndDisputeTests {
  private func maintained(_ world: CaseWorld) async throws -> String {
    _ = await world.site.post(
      "/children/\(world.child)/ehc",
      ["received_on": "2026-01-05", "source": "5", "asked_by": "Kent", "reasons": "Moved", "transferred_from": "886"],
      as: "daniel")
    return try await world.newest().path
  }

  @Test(arguments: Engine.available) func aReviewRunsItsLimits(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 5)!) { world in
      let path = try await maintained(world)
      let held = world.on(Day(2026, 10, 1)!)
      #expect(
        await held.site.post("\(path)/reviews", ["held_on": "2026-10-01"], as: "daniel").status == 422,
        "without the voice")
      #expect(
        await held.site.post("\(path)/reviews", ["held_on": "2026-10-01", "voice": "I like it"], as: "daniel").status
          == 303)
      let id = try await held.newest().id
      let review = try await held.read { tx in try tx.reviews(of: id)[0] }
      let limits = try await held.read { tx in try tx.clocks(about: review.id).map { "\($0.ruleID) \($0.due.day)" } }
      #expect(Set(limits) == ["AR-RPT 2026-10-15", "AR-DEC 2026-10-29"])
      #expect(try await held.clock("AR-12M")?.due.day == Day(2027, 10, 1))

      let decided = world.on(Day(2026, 10, 29)!)
      let amend = ["outcome": "amend", "decided_on": "2026-10-29"]
      let address = "\(path)/reviews/\(review.id)"
      #expect(
        await decided.site.post("\(address)/decision", amend, as: "daniel").status == 422, "the changes go with it")
      let notice = ["draft_on": "2026-10-20", "evidence": "The report", "setting": "Aldersham Primary School"]
      let early = amend.merging(notice) { $1 }
      #expect(await decided.site.post("\(address)/decision", early, as: "daniel").status == 422, "dated back, why?")
      let why = early.merging(["late_why": "The officer was ill"]) { $1 }
      #expect(await decided.site.post("\(address)/decision", why, as: "daniel").status == 422, "nothing is written")
      try await decided.write(.b, "Ama understands single words.")
      #expect(
        await decided.site.post(
          "\(address)/decision", early.merging(["late_why": "The officer was ill"]) { $1 }, as: "daniel"
        ).status == 303)
      #expect(await decided.site.get(path, as: "daniel").text.contains("The officer was ill"))
      let final = try await decided.read { tx in try tx.clocks(about: review.id).first { $0.ruleID == "AR-FIN" } }
      #expect(final?.due.day == Day(2026, 12, 15), "eight weeks from the notice, before twelve from the meeting")
      #expect(
        await decided.site.post("\(address)/plan", ["final_on": "2026-10-29"], as: "daniel").status == 422,
        "fifteen days")
      #expect(await decided.site.get("\(path)/reviews", as: "daniel").text.contains("I like it"))
    }
  }

  @Test(arguments: Engine.available) func aMoveToTheNextPhaseRunsItsLimit(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 5)!) { world in
      let path = try await maintained(world)
      var answers = ["primary_need": "SLCN", "urn": "118900", "phase": "PT-15F"]
      #expect(await world.site.post("\(path)/return", answers, as: "daniel").status == 422, "without the day")
      answers["transfer_on"] = "2027-09-01"
      #expect(await world.site.post("\(path)/return", answers, as: "daniel").status == 303)
      #expect(try await world.clock("PT-15F")?.due.day == Day(2027, 2, 14))
      let id = try await world.newest().id
      let details = try await world.read { tx in try tx.returnDetails(of: [id])[0] }
      #expect(details.phaseDueOn == Day(2027, 2, 14))
      answers["phase_final_on"] = "2027-02-15"
      let late = world.on(Day(2027, 2, 15)!)
      #expect(await late.site.post("\(path)/return", answers, as: "daniel").status == 303)
      #expect(await late.site.post("\(path)/return", answers, as: "daniel").status == 303, "again changes nothing")
      #expect(try await world.clock("PT-15F")?.status == .missed)
    }
  }

  @Test(arguments: Engine.available) func aSettingHasFifteenDaysToAnswer(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 1, 5)!) { world in
      let path = try await maintained(world)
      let asked = ["setting": "Aldersham Primary School", "asked_on": "2026-01-05"]
      #expect(await world.site.post("\(path)/consultations", asked, as: "daniel").status == 303)
      let id = try await world.newest().id
      let one = try await world.read { tx in try tx.consultations(of: id)[0] }
      let limit = try await world.read { tx in try tx.clocks(about: one.id)[0] }
      #expect(limit.due.day == Day(2026, 1, 20) && limit.status == .running)
      let late = world.on(Day(2026, 1, 21)!)
      let reply = ["replied_on": "2026-01-21", "answer": "cannot", "words": "The year group is full"]
      let address = "\(path)/consultations/\(one.id)"
      #expect(
        await late.site.post(address, ["replied_on": "2026-01-21", "answer": "cannot"], as: "daniel").status == 422,
        "why not")
      #expect(await late.site.post(address, reply, as: "daniel").status == 303)
      #expect(await late.site.post(address, reply, as: "daniel").status == 409)
      let after = try await late.read { tx in try tx.clocks(about: one.id)[0] }
      #expect(after.status == .missed)
      #expect(await late.site.get("\(path)/consultations", as: "daniel").text.contains("The year group is full"))
    }
  }

  @Test(arguments: Engine.available) func aDisputeHasItsOrderAndFeedsTheReturn(engine: Engine) async throws {
    try await withCaseWorld(engine, on: Day(2026, 10, 5)!) { world in
      let path = try await world.request(Day(2026, 10, 5)!)
      #expect(await world.site.get("\(path)/disputes", as: "daniel").status == 200)
      let note = { (world: CaseWorld, act: DisputeAct, day: String) async -> Int in
        await world.site.post(
          "\(path)/disputes", ["act": act.rawValue, "on": day, "late_why": "Told by telephone"], as: "daniel"
        ).status
      }
      #expect(await note(world, .appeal, "2026-10-05") == 409, "nothing is decided")
      let refused = world.on(Day(2026, 10, 26)!)
      try await refused.step(.refuseAssess, ["reasons": "Progress is good"])
      #expect(try await refused.clock("TRI")?.due.day == Day(2027, 1, 4), "26 December is in the closed days")
      let later = world.on(Day(2026, 12, 14)!)
      #expect(await note(later, .certificate, "2026-12-14") == 422, "first the wish")
      #expect(await note(later, .declinesMediation, "2026-12-11") == 303)
      #expect(try await later.clock("MED-CERT")?.due.day == Day(2026, 12, 16))
      #expect(await note(later, .certificate, "2026-12-14") == 303)
      #expect(try await later.clock("TRI")?.due.day == Day(2027, 1, 14), "one month from the certificate is later")
      #expect(await note(later, .orderedAssessment, "2026-12-14") == 422, "no appeal was made")
      #expect(await note(later, .appeal, "2026-12-14") == 303)
      let id = try await later.newest().id
      let details = try await later.read { tx in try tx.returnDetails(of: [id])[0] }
      #expect(details.requestTribunal && !details.requestMediation && !details.assessmentTribunal)
      #expect(await note(later, .orderedAssessment, "2026-12-14") == 303)
      #expect(try await later.clock("ORD-14")?.due.day == Day(2027, 3, 22))
    }
  }
}
