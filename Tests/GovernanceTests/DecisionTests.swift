import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Governance

private let noticeAt = LondonTime(day: Day(2021, 7, 19)!, minuteOfDay: 600).instant

/// Decisions through the routes, on both engines: what cannot be done, and that trying it is on record.
@Suite struct DecisionTests {
  /// A decision of 1,500,000 over three years, its implications verified, its notice published on 19 July 2021.
  private func prepared(
    _ world: GovernanceWorld, verified: [ImplicationKind] = ImplicationKind.allCases, route: NoticeRoute = .notice,
    change: @Sendable (inout DecisionContent) -> Void = { _ in }
  ) async throws -> ID<DecisionRecord> {
    let id = anyID(DecisionRecord.self, at: noticeAt)
    var content = DecisionContent(
      title: "Support for parents", matter: "Who runs the groups for parents.", makerName: "Ann Field",
      makerTitle: "Cabinet Member", decideFrom: Day(2021, 8, 17)!, decideTo: Day(2021, 9, 14)!, documents: "Report",
      copiesFrom: "Here", otherDocuments: "Yes", howToAsk: "Write to us", wards: 0, years: 3,
      equality: .screenedOut, equalityNote: "No adverse impact")
    change(&content)
    let (asked, callers) = (content, world.callers)
    try await world.database.write { tx in
      try beginDecision(id, asked, by: callers["seun"]!, at: noticeAt, in: tx)
      try addStream(
        MoneyStream(id: anyID(), words: "Groups", pence: 50_000_000, isYearly: true), to: id, by: callers["seun"]!,
        at: noticeAt, in: tx)
      for kind in ImplicationKind.allCases {
        let implication = Implication(id: anyID(), kind: kind, text: "It is so.", by: callers["seun"]!)
        try addImplication(implication, to: id, by: callers["seun"]!, at: noticeAt, in: tx)
        if verified.contains(kind) {
          try verifyImplication(implication.id, of: id, by: callers["colin"]!, at: noticeAt, in: tx)
        }
      }
      let version = try tx.decision(id).version
      try publishNotice(
        of: id, by: route, why: "The offer ends", version: version, by: callers["seun"]!, at: noticeAt, in: tx)
    }
    return id
  }

  /// A section 75 agreement that the council has signed, and health has not.
  private func section75(
    for decision: ID<DecisionRecord>, at now: Instant, _ world: GovernanceWorld
  ) async throws -> ID<PartnershipAgreement> {
    let (id, seun) = (anyID(PartnershipAgreement.self), world.callers["seun"]!)
    let terms = Dictionary(uniqueKeysWithValues: AgreementTerm.allCases.map { ($0, "As agreed.") })
    try await world.database.write { tx in
      try beginAgreement(
        PartnershipAgreement(
          id: id, kind: .section75, title: "Shared money", easyWords: "Both pay.", decision: decision, owner: "o",
          at: now),
        by: seun, at: now, in: tx)
      try proposeVersion(
        AgreementVersion(
          number: 1, words: "w", from: now.day, reviewOn: now.day.adding(months: 12), terms: terms,
          parties: ["Council", "Health"], by: seun, at: now), of: id, by: seun, at: now, in: tx)
      try signAgreement(
        id, version: 1, for: "Council", name: "Kim", office: "Director", on: now.day, by: seun, at: now, in: tx)
    }
    return id
  }

  private func version(_ id: ID<DecisionRecord>, _ world: GovernanceWorld) async throws -> Int {
    try await world.database.read { tx in try tx.decision(id).version }
  }
  private func moment(_ month: Int, _ day: Int, _ minute: Int = 600) -> Instant {
    LondonTime(day: Day(2021, month, day)!, minuteOfDay: minute).instant
  }
  /// Tries to record it as taken at `taken`, when it is `now`.
  private func record(
    _ id: ID<DecisionRecord>, takenAt taken: Instant, now: Instant, as name: String = "seun", _ world: GovernanceWorld
  ) async throws -> Response {
    let fields = [
      "taken_on": taken.day.description, "taken_at": taken.london.clock, "outcome": "approved", "reasons": "It helps.",
      "alternatives": "Doing nothing", "conflicts": "None", "version": "\(try await version(id, world))",
    ]
    return await world.at(now).site.post("/governance/decisions/\(id)/taking", fields, as: name)
  }
  private func act(
    _ kind: String, _ id: ID<DecisionRecord>, now: Instant, as name: String, _ world: GovernanceWorld
  ) async throws -> Int {
    let fields = ["kind": kind, "words": "Said", "version": "\(try await version(id, world))"]
    return await world.at(now).site.post("/governance/decisions/\(id)/acts", fields, as: name).status
  }

  @Test(arguments: Engine.available) func noticeOf19JulyAllowsADecisionFrom17August(engine: Engine) async throws {
    try await withGovernance(engine, at: noticeAt) { world in
      let id = try await prepared(world)
      let notice = try await world.database.read { tx in try tx.file(id).notice! }
      #expect(notice.earliestAt == Day(2021, 8, 17)!.start)
      let page = await world.site.get("/governance/decisions/\(id)/notice")
      #expect(page.status == 200 && page.text.contains("17 August 2021") && page.text.contains("28 clear days"))
      let items = try await world.database.read { tx in try tx.file(id).noticeItems }
      #expect(items.count == 9 && items.allSatisfy { !$0.text.isEmpty && page.text.contains($0.name) })
      let taken = try await record(id, takenAt: moment(8, 17, 5), now: moment(8, 17, 6), world)
      #expect(taken.status == 303, "\(taken.text)")
      try await world.holds(1, "SELECT count(*) FROM decision_taken")
      try await world.holds(1, "SELECT count(*) FROM clock WHERE rule_id = 'KD-28' AND status = 'met'")
      let again = try await record(id, takenAt: moment(8, 17, 5), now: moment(8, 17, 6), as: "margaret", world)
      #expect(again.status == 409)
    }
  }

  @Test(arguments: Engine.available) func noTryToDecideEarlySucceedsAndEachIsOnRecord(engine: Engine) async throws {
    try await withGovernance(engine, at: noticeAt) { world in
      let id = try await prepared(world)
      // 16 August, a minute before midnight in London; dated back; dated ahead; the night that is still the 16th in UTC.
      let tries: [(taken: Instant, now: Instant)] = [
        (moment(8, 16, 1439), moment(8, 16, 1439)), (moment(8, 16), moment(8, 20)),
        (moment(8, 17, 0), moment(8, 16, 1439)),
        (moment(7, 19, 601), moment(7, 19, 601)), (moment(8, 17, 30), moment(8, 17, 29)),
      ]
      for (number, attempt) in tries.enumerated() {
        let answer = try await record(id, takenAt: attempt.taken, now: attempt.now, world)
        #expect(answer.status == 409, "try \(number + 1)")
      }
      try await world.holds(0, "SELECT count(*) FROM decision_taken")
      try await world.holds(5, "SELECT count(*) FROM decision_attempt")
      try await world.holds(5, "SELECT count(*) FROM event WHERE kind = 'decision.refused'")
      let page = await world.site.get("/governance/decisions/\(id)")
      #expect(
        page.text.contains("Tried, and refused") && page.text.contains("It may not be taken before 17 August 2021"))
      #expect(!page.text.contains("Seun"), "who tried is for those at work on it")
      #expect(await world.site.get("/governance/decisions/\(id)", as: "margaret").text.contains("Seun"))
      // Half past midnight in London is the 17th, though in UTC it is still the 16th.
      let night = Instant(seconds: Int(Day(2021, 8, 16)!.number) * 86_400 + 23 * 3600 + 1800)
      let answer = try await record(id, takenAt: night, now: night, world)
      #expect(answer.status == 303)
    }
  }

  @Test(arguments: Engine.available) func editingTheNoticeDoesNotHelp(engine: Engine) async throws {
    try await withGovernance(engine, at: noticeAt) { world in
      let id = try await prepared(world)
      let later = world.at(moment(8, 20))
      let typed = try await world.database.read { tx in try tx.decision(id).content.typed }
      let change = typed.merging(["title": "Something else", "version": "\(try await version(id, world))"]) { $1 }
      #expect(await later.site.post("/governance/decisions/\(id)/content", change, as: "seun").status == 409)
      let money = ["words": "More", "amount": "9", "every": "once"]
      #expect(await later.site.post("/governance/decisions/\(id)/additions/money", money, as: "seun").status == 409)
      // Somebody with the database in their hands: what is decided is then not what the notice says.
      try await world.database.write { tx in try tx.run("UPDATE decision_record SET matter = 'Other' WHERE id = \(id)")
      }
      let answer = try await record(id, takenAt: moment(8, 18), now: moment(8, 20), world)
      #expect(answer.status == 409 && answer.text.contains("not what the notice says"))
      try await world.holds(2, "SELECT count(*) FROM decision_attempt")
      // The honest way: withdraw, change, publish anew. The days begin again.
      let way = "/governance/decisions/\(id)"
      var fields = ["why": "The matter has changed", "version": "\(try await version(id, world))"]
      #expect(await later.site.post("\(way)/withdrawal", fields, as: "seun").status == 303)
      fields = ["route": "notice", "version": "\(try await version(id, world))"]
      #expect(await later.site.post("\(way)/publication", fields, as: "seun").status == 303)
      let notice = try await world.database.read { tx in try tx.file(id).notice! }
      #expect(notice.number == 2 && notice.earliestAt == Day(2021, 9, 18)!.start)
      #expect(try await record(id, takenAt: moment(8, 21), now: moment(8, 21), world).status == 409)
      #expect(try await record(id, takenAt: moment(9, 18), now: moment(9, 18), world).status == 303)
    }
  }

  @Test(arguments: Engine.available) func nothingIsDecidedUnverified(engine: Engine) async throws {
    try await withGovernance(engine, at: noticeAt) { world in
      let id = try await prepared(world, verified: [.financial, .legal, .equality])
      let early = try await record(id, takenAt: moment(8, 18), now: moment(8, 18), world)
      #expect(early.status == 409 && early.text.contains("procurement implications are not verified"))
      #expect(!(await world.site.get("/governance/decisions/\(id)")).text.contains("It is so."))
      let last = try await world.database.read { tx in try tx.file(id).implications.last { $0.kind == .procurement }! }
      let path = "/governance/decisions/\(id)/implications/\(last.id)/verification"
      #expect(await world.site.post(path, as: "seun").status == 403, "the writer has no such role")
      #expect(await world.at(moment(8, 18, 650)).site.post(path, as: "helen").status == 303)
      let before = try await record(id, takenAt: moment(8, 18, 640), now: moment(8, 18, 700), world)
      #expect(before.status == 409 && before.text.contains("were verified only at"))
      #expect(await world.site.post(path, as: "colin").status == 409)
      #expect(await world.site.get("/governance/decisions/\(id)").text.contains("It is so."))
      #expect(try await record(id, takenAt: moment(8, 18, 660), now: moment(8, 18, 700), world).status == 303)
      await #expect(throws: DatabaseError.self, "nobody verifies what they wrote") {
        try await world.database.write { tx in
          try tx.run("UPDATE decision_implication SET verified_by = written_by, verified_at = 1")
        }
      }
    }
  }

  @Test(arguments: Engine.available) func twoOfficersAtOnceRecordItOnce(engine: Engine) async throws {
    try await withGovernance(engine, at: noticeAt) { world in
      let id = try await prepared(world)
      async let first = record(id, takenAt: moment(8, 18), now: moment(8, 18), as: "seun", world)
      async let second = record(id, takenAt: moment(8, 18), now: moment(8, 18), as: "margaret", world)
      let answers = try await [first.status, second.status].sorted()
      #expect(answers == [303, 409])
      try await world.holds(1, "SELECT count(*) FROM decision_taken")
      try await world.holds(1, "SELECT count(*) FROM decision_attempt")
    }
  }

  @Test(arguments: Engine.available) func theTablesRefuseAnEarlyDecisionToo(engine: Engine) async throws {
    try await withGovernance(engine, at: noticeAt) { world in
      let id = try await prepared(world)
      let true17 = Day(2021, 8, 17)!.start
      for (earliest, taken) in [(true17, moment(8, 16)), (moment(8, 1), moment(8, 2)), (true17, moment(9, 1))] {
        await #expect(throws: DatabaseError.self) {
          try await world.database.write { tx in
            try tx.run(
              """
              INSERT INTO decision_taken (
                decision_id, taken_at, is_key, notice_number, earliest_at, outcome, reasons, alternatives, conflicts,
                recorded_name, recorded_at, call_in_until
              ) VALUES (
                \(id), \(taken), TRUE, 1, \(earliest), 'approved', '', '', '', 'x', \(moment(8, 20)), \(moment(8, 25)))
              """)
          }
        }
      }
      try await world.holds(0, "SELECT count(*) FROM decision_taken")
    }
  }

  @Test(arguments: Engine.available) func shorterNoticesNeedTheChair(engine: Engine) async throws {
    try await withGovernance(engine, at: noticeAt) { world in
      let general = try await prepared(world, route: .generalException)
      let notice = try await world.database.read { tx in try tx.file(general).notice! }
      #expect(notice.earliestAt == Day(2021, 7, 25)!.start, "five clear days")
      #expect(try await record(general, takenAt: moment(7, 26), now: moment(7, 26), world).status == 409)
      #expect(try await act("chair_told", general, now: moment(7, 20), as: "seun", world) == 409, "not by the author")
      #expect(try await act("chair_told", general, now: moment(7, 20), as: "margaret", world) == 303)
      #expect(try await record(general, takenAt: moment(7, 24), now: moment(7, 26), world).status == 409)
      // Told a day after the notice: five clear days from then.
      #expect(try await record(general, takenAt: moment(7, 25), now: moment(7, 26), world).status == 409)
      #expect(try await record(general, takenAt: moment(7, 26), now: moment(7, 26), world).status == 303)
      let urgent = try await prepared(world, route: .specialUrgency)
      #expect(try await record(urgent, takenAt: moment(7, 20), now: moment(7, 20), world).status == 409)
      #expect(try await act("chair_agreed", urgent, now: moment(7, 20), as: "margaret", world) == 303)
      #expect(try await record(urgent, takenAt: moment(7, 20, 599), now: moment(7, 20, 601), world).status == 409)
      #expect(try await record(urgent, takenAt: moment(7, 20), now: moment(7, 20), world).status == 303)
    }
  }

  @Test(arguments: Engine.available) func awardsNeedBothSignaturesAndTheGates(engine: Engine) async throws {
    try await withGovernance(engine, at: noticeAt) { world in
      let id = try await prepared(world) {
        ($0.delegatedTo, $0.delegatedWith) = ("Director", "Cabinet Member")
        ($0.isJointlyFunded, $0.hasStaffTransfer) = (true, true)
      }
      #expect(try await record(id, takenAt: moment(8, 18), now: moment(8, 18), world).status == 303)
      #expect(try await act("sign_officer", id, now: moment(8, 19), as: "seun", world) == 409, "it can be called in")
      #expect(try await act("call_in", id, now: moment(8, 20), as: "peter", world) == 303)
      #expect(try await act("award", id, now: moment(9, 20), as: "seun", world) == 409)
      #expect(try await act("uphold", id, now: moment(8, 30), as: "peter", world) == 303)
      let later = moment(9, 20)
      #expect(try await act("award", id, now: later, as: "seun", world) == 409, "no section 75 agreement")
      #expect(try await act("section_75", id, now: later, as: "seun", world) == 409, "there is no agreement")
      let agreement = try await section75(for: id, at: moment(9, 1), world)
      #expect(try await act("section_75", id, now: later, as: "seun", world) == 409, "one party has not signed")
      let helen = world.callers["helen"]!
      try await world.database.write { tx in
        try signAgreement(
          agreement, version: 1, for: "Health", name: "Lee", office: "Director", on: Day(2021, 9, 2)!, by: helen,
          at: later, in: tx)
      }
      #expect(try await act("section_75", id, now: later, as: "seun", world) == 303)
      #expect(try await act("award", id, now: later, as: "seun", world) == 409, "no signature")
      #expect(try await act("sign_officer", id, now: later, as: "helen", world) == 303)
      #expect(try await act("award", id, now: later, as: "seun", world) == 409, "one signature")
      #expect(try await act("sign_member", id, now: later, as: "helen", world) == 409, "another role, another person")
      #expect(try await act("sign_member", id, now: later, as: "peter", world) == 303)
      #expect(try await act("start", id, now: later, as: "seun", world) == 409, "it is not awarded")
      #expect(try await act("award", id, now: later, as: "seun", world) == 303)
      #expect(try await act("start", id, now: later, as: "seun", world) == 409, "staff are not transferred")
      #expect(try await act("staff_transfer", id, now: later, as: "seun", world) == 303)
      #expect(try await act("start", id, now: later, as: "seun", world) == 303)
      #expect(try await act("close", id, now: later, as: "seun", world) == 303)
      try await world.holds(10, "SELECT count(*) FROM decision_attempt")
      #expect(await world.at(later).site.get("/governance/decisions/\(id)/acts", as: "seun").status == 200)
    }
  }

  @Test(arguments: Engine.available) func exemptPartsAndDraftsAreKeptApart(engine: Engine) async throws {
    try await withGovernance(engine, at: noticeAt) { world in
      let id = try await prepared(world)
      try await world.database.write { [callers = world.callers] tx in
        try addPart(
          ReportPart(id: anyID(), title: "Prices", text: "The tender is 412,000", exemptWhy: "Paragraph 3"), to: id,
          by: callers["seun"]!, at: noticeAt, in: tx)
      }
      for isJSON in [false, true] {
        let open = await world.site.get("/governance/decisions/\(id)", json: isJSON)
        #expect(open.status == 200 && open.text.contains("Paragraph 3") && !open.text.contains("412,000"))
      }
      #expect(await world.site.get("/governance/decisions/\(id)", as: "pat").text.contains("412,000") == false)
      #expect(await world.site.get("/governance/decisions/\(id)", as: "colin").text.contains("412,000"))
      // A draft is nobody’s business yet.
      let entry = [
        "title": "Draft", "matter": "m", "maker_name": "n", "maker_title": "t", "decide_from": "2021-09-01",
        "decide_to": "2021-09-02", "documents": "d", "copies_from": "c", "other_documents": "o", "how_to_ask": "h",
        "wards": "0", "years": "1", "equality": "not_done",
      ]
      let sent = await world.site.post("/governance/decisions", entry, as: "seun")
      #expect(sent.status == 303)
      let draft = sent[header: "Location"] ?? ""
      #expect(await world.site.get(draft).status == 404)
      #expect(await world.site.get("\(draft)/notice").status == 404)
      #expect(await world.site.get(draft, as: "seun").status == 200)
      let list = await world.site.get("/governance/decisions?format=csv").text
      #expect(list.contains("Support for parents") && !list.contains("Draft") && list.contains("1500000"))
      let wrong = entry.merging(["decide_to": "2021-08-01", "delegated_to": "Director"]) { $1 }
      #expect(await world.site.post("/governance/decisions", wrong, as: "seun").status == 422)
      for page in ["content", "publication", "withdrawal", "taking", "acts", "additions/money", "additions/option"] {
        #expect(await world.site.get("/governance/decisions/\(id)/\(page)", as: "seun").status == 200, "\(page)")
      }
    }
  }

  @Test(arguments: Engine.available) func takenInPrivateOnlyAfterBothNotices(engine: Engine) async throws {
    try await withGovernance(engine, at: noticeAt) { world in
      let id = try await prepared(world)
      let path = "/governance/decisions/\(id)/private-notices"
      func publish(_ fields: [String: String], at now: Instant) async -> Int {
        await world.at(now).site.post(path, fields, as: "seun").status
      }
      #expect(await publish([:], at: moment(7, 26)) == 422, "without a reason")
      #expect(await publish(["why": "Paragraph 3"], at: moment(7, 26)) == 303)
      let page = await world.site.get("/governance/decisions/\(id)/notice").text
      // 26 July and 28 clear days: 24 August.
      #expect(page.contains("It will be taken in private") && page.contains("24 August 2021"))
      #expect(
        try await record(id, takenAt: moment(8, 18), now: moment(8, 18), world).status == 409, "there is no second")
      #expect(await publish(["why": "Paragraph 3"], at: moment(8, 20)) == 422, "the second says what people said")
      let second = ["why": "Paragraph 3", "representations": "None", "answer": "None"]
      #expect(await publish(second, at: moment(8, 20)) == 303)
      #expect(await publish(second, at: moment(8, 21)) == 409, "both are published")
      // 20 August and five clear days: 26 August.
      #expect(try await record(id, takenAt: moment(8, 25), now: moment(8, 25), world).status == 409)
      #expect(try await record(id, takenAt: moment(8, 26), now: moment(8, 26), world).status == 303)
      try await world.holds(2, "SELECT count(*) FROM clock WHERE rule_id LIKE 'KD-PM%' AND status = 'met'")
    }
  }

  @Test(arguments: Engine.available) func whatCannotWaitInPrivateNeedsTheChair(engine: Engine) async throws {
    try await withGovernance(engine, at: noticeAt) { world in
      let id = try await prepared(world)
      let path = "/governance/decisions/\(id)/private-notices"
      func publish(_ at: Instant, _ fields: [String: String]) async -> Response {
        await world.at(at).site.post("\(path)/urgent", fields, as: "seun")
      }
      let urgent = ["why": "Paragraph 3", "why_urgent": "The owner sells on Friday"]
      #expect(await world.at(moment(7, 26)).site.post(path, ["why": "Paragraph 3"], as: "seun").status == 303)
      #expect(try await record(id, takenAt: moment(8, 18), now: moment(8, 18), world).status == 409)
      #expect(await publish(moment(8, 18), ["why": "Paragraph 3"]).status == 422, "why it is urgent")
      #expect(await publish(moment(8, 18), urgent).status == 409, "the chair has not agreed")
      #expect(try await act("chair_agreed_private", id, now: moment(8, 18), as: "seun", world) == 409, "not their part")
      #expect(try await act("chair_agreed_private", id, now: moment(8, 18), as: "margaret", world) == 303)
      #expect(await publish(moment(8, 18, 660), urgent).status == 303)
      #expect(await publish(moment(8, 18, 670), urgent).status == 409, "it is published already")
      #expect(
        try await record(id, takenAt: moment(8, 18, 630), now: moment(8, 18, 700), world).status == 409,
        "before that was out")
      let notice = await world.site.get("/governance/decisions/\(id)/notice").text
      #expect(notice.contains("The owner sells on Friday") && notice.contains("The chair of scrutiny agreed"))
      #expect(try await record(id, takenAt: moment(8, 18, 690), now: moment(8, 18, 700), world).status == 303)
      try await world.holds(0, "SELECT count(*) FROM clock WHERE rule_id LIKE 'KD-PM%' AND status <> 'cancelled'")
    }
  }

  @Test(arguments: Engine.available) func theRegisterHasPagesAndSaysItsThreshold(engine: Engine) async throws {
    try await withGovernance(engine, at: noticeAt) { world in
      let id = try await prepared(world)
      #expect(try await record(id, takenAt: moment(8, 18), now: moment(8, 18), world).status == 303)
      let page = await world.site.get("/governance/decisions").text
      #expect(page.contains("more than £1,000,000 over its whole life") && page.contains("Support for parents"))
      #expect(!(await world.site.get("/governance/decisions?page=2")).text.contains("Support for parents"))
      #expect(await world.site.get("/governance/decisions?format=csv").text.contains(",1500000,1000000,"))
      let files = try await world.database.read { tx in try tx.decisionsTaken(limit: 1, offset: 1).count }
      #expect(files == 0)
    }
  }
}
