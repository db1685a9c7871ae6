import Clocks
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import EHC

/// A case from request to plan through the routes, on both engines.
@Suite struct CaseJourneyTests {
  private let first = Day(2026, 1, 5)!

  @Test(arguments: Engine.available) func fromRequestToFinalPlan(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await world.request(first)
      let page = await world.site.get(path, as: "daniel")
      #expect(
        page.text.contains("Due Monday 25 May 2026: 20 weeks from 5 January 2026, SEND Regulations 2014 reg. 13(2)"))

      let decided = world.on(Day(2026, 2, 16)!)
      #expect(try await decided.step(.issue).status == 409, "no step is skipped")
      #expect(try await decided.step(.assess).status == 303)
      #expect(try await world.clock("EHC-06")?.status == .met)

      let advised = world.on(Day(2026, 3, 20)!)
      for kind in [AdviceKind.family, .education, .health, .psychology] { try await advised.advise(kind) }
      #expect(try await advised.step(.issue).status == 422, "social care has not written")
      try await advised.advise(.socialCare)
      #expect(try await advised.step(.issue).status == 303)

      let written = world.on(Day(2026, 4, 27)!)
      #expect(try await written.step(.sendDraft).status == 422, "nothing is written")
      try await written.writeGoodDraft()
      #expect(try await written.step(.sendDraft).status == 303)
      #expect(try await world.clock("EHC-16")?.status == .met)

      let family = world.on(Day(2026, 4, 29)!)
      #expect(
        await family.site.post(
          "/family/\(world.child)/ehc/comments", ["kind": "comment", "section": "F", "words": "Five times, please"],
          as: "dana"
        ).status == 303)
      #expect(try await family.step(.finish).status == 422, "fifteen days, and a comment without answer")

      let late = world.on(Day(2026, 5, 26)!)
      let id = try await late.newest().id
      let comment = try await late.read { tx in try tx.draftComments(of: id)[0] }
      #expect(
        await late.site.post(
          "\(path)/comments/\(comment.id)", ["answer": "accepted", "answer_words": "Yes, five times."], as: "daniel"
        ).status == 303)
      #expect(try await late.step(.finish).status == 422, "section I is empty")
      try await late.write(.i, "Aldersham Primary School")
      #expect(try await late.step(.finish).status == 303)
      #expect(try await world.clock("EHC-20")?.status == .missed, "one day late")
      #expect(try await late.newest().state == .maintained)
      #expect(try await world.clock("AR-12M")?.due.day == Day(2027, 5, 26))

      let changes = await late.site.get("\(path)/plan/versions/2/changes", as: "daniel")
      #expect(changes.status == 200 && changes.text.contains("<ins>") && changes.text.contains("Aldersham Primary"))
      for page in ["\(path)/plan", "\(path)/plan/plain", "\(path)/plan/versions/1", "/ehc"] {
        #expect(await late.site.get(page, as: "daniel").status == 200, "\(page)")
      }
      for page in ["", "/plan", "/draft", "/advice"] {
        #expect(await late.site.get("/family/\(world.child)/ehc\(page)", as: "dana").status == 200, "\(page)")
      }
    }
  }

  @Test(arguments: Engine.available) func whatIsUndoneRunsAgainAsIfNothingHadBeen(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await world.request(first)
      let next = world.on(Day(2026, 2, 10)!)
      #expect(try await next.step(.refuseAssess).status == 422, "without reasons")
      #expect(try await next.step(.refuseAssess, ["reasons": "Progress is good"]).status == 303)
      #expect(try await next.clock("EHC-20") == nil)
      #expect(try await next.clock("TRI")?.isOpen == true)
      let refused = try await next.newest()
      let letter = try await next.read { tx in try tx.steps(of: refused.id).last! }
      let shown = await next.site.get("\(path)/letters/\(letter.id)", as: "daniel")
      #expect(shown.text.contains("Progress is good") && shown.text.contains("by Friday 10 April 2026"))

      #expect(
        await next.site.post("\(path)/undo", ["why": "Wrong child", "version": "\(refused.version)"], as: "daniel")
          .status == 303)
      #expect(try await next.newest().state == .requested)
      #expect(try await next.clock("EHC-06")?.status == .running)
      #expect(try await next.clock("EHC-20")?.due.day == Day(2026, 5, 25))
      #expect(try await next.clock("TRI") == nil)
      #expect(await next.site.get(path, as: "daniel").text.contains("Wrong child"))
    }
  }

  @Test(arguments: Engine.available) func whatAnEarlierStepEndedStaysEnded(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await world.request(first)
      let refused = world.on(Day(2026, 2, 10)!)
      try await refused.step(.refuseAssess, ["reasons": "Progress is good"])
      let agreed = world.on(Day(2026, 3, 10)!)
      #expect(try await agreed.step(.decideAgain).status == 422, "without saying why")
      #expect(try await agreed.step(.decideAgain, ["code": "mediation"]).status == 303)
      #expect(try await agreed.clock("ORD-14")?.due.day == Day(2026, 6, 16))
      let gone = world.on(Day(2026, 3, 20)!)
      #expect(try await gone.step(.withdraw).status == 303)
      let open = try await gone.newest().id
      #expect(try await gone.read { tx in try tx.clocks(about: open).filter(\.isOpen) }.isEmpty)
      let version = try await gone.newest().version
      #expect(
        await world.on(Day(2026, 3, 21)!).site.post(
          "\(path)/undo", ["why": "By mistake", "version": "\(version)"], as: "daniel"
        )
        .status == 303)
      #expect(try await gone.clock("ORD-14")?.status == .running)
      #expect(try await gone.clock("TRI") == nil)
      #expect(try await gone.clock("EHC-20") == nil)
    }
  }

  @Test(arguments: Engine.available) func onlyLawfulReasonsLiftALimit(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await world.request(first)
      let clock = try #require(try await world.clock("EHC-20"))
      func lift(_ reason: String, _ from: String, _ to: String, _ evidence: String = "Letter") async -> Int {
        await world.site.post(
          "\(path)/exceptions",
          ["clock": clock.id.description, "reason": reason, "evidence": evidence, "from": from, "to": to], as: "daniel"
        ).status
      }
      #expect(await lift("no_staff", "2026-04-01", "2026-05-10") == 422)
      #expect(await lift("away", "2026-04-01", "2026-04-20") == 422, "less than four weeks")
      #expect(await lift("away", "2026-04-01", "2026-05-10", " ") == 422, "no evidence")
      #expect(await lift("away", "2026-04-01", "2026-05-10") == 303)
      #expect(try await world.clock("EHC-20")?.status == .excepted)
      let page = await world.site.get(path, as: "daniel")
      #expect(page.text.contains("at least 4 weeks") && page.text.contains("Excepted, still to do"))
    }
  }

  @Test(arguments: Engine.available) func aProfessionalWritesTheirPartByLinkAndCode(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let path = try await world.request(first)
      try await world.step(.assess)
      let asked = [
        "kind": "psychology", "asked_of": "Alison Draycott", "email": "alison@example.org",
        "asked_on": first.description,
      ]
      #expect(await world.site.post("\(path)/advice", asked, as: "daniel").status == 303)
      let link = try await token(world)
      let closed = await world.site.get("/advice/\(link)")
      #expect(closed.status == 200 && !closed.text.contains("Bello") && closed.text.contains("a***@example.org"))
      #expect(await world.site.post("/advice/\(link)/draft", ["words": "Mine"]).status == 404, "without the code")
      #expect(await world.site.get("/advice/wrong").status == 404)

      #expect(await world.site.post("/advice/\(link)/code").status == 303)
      let code = try await mail(world, "Your code").body.dropFirst("Your code is ".count).prefix(6)
      let wrong = code == "000000" ? "111111" : "000000"
      #expect(await world.site.post("/advice/\(link)/opening", ["code": wrong]).status == 422)
      let late = CaseWorld(
        site: TestSite(
          world.site.site.database, ehc.routes, callers: world.callers, now: world.site.site.now().adding(minutes: 11)),
        child: world.child, callers: world.callers)
      #expect(await late.site.post("/advice/\(link)/opening", ["code": String(code)]).status == 422, "ten minutes")
      let opened = await world.site.post("/advice/\(link)/opening", ["code": String(code)])
      #expect(opened.status == 303)
      let openings = try await world.read { tx in
        try tx.value("SELECT count(*) FROM event WHERE kind = 'ehc.advice_opened'", as: Int.self)
      }
      #expect(openings == 1, "only the right code opens")
      #expect(await world.site.post("/advice/\(link)/opening", ["code": String(code)]).status == 422, "used up")
      let key = try #require(opened.cookie("advice"))

      let writing = await world.site.responder.respond(
        to: RawRequest(
          "GET", "/advice/\(link)",
          headers: ["cookie": "visitor=test-visitor; advice=\(key)", "accept": "text/html"]))
      #expect(writing.status == 200 && writing.text.contains("Ama Bello") && !writing.text.contains("Dana"))
      let sent = await send("/advice/\(link)/draft", "Half of it", key, world)
      #expect(sent == 303)
      #expect(await send("/advice/\(link)/advice", "Ama thinks in pictures.", key, world) == 303)
      #expect(await send("/advice/\(link)/advice", "Again", key, world) == 404, "the link is used up")
      let id = try await world.newest().id
      let advice = try await world.read { tx in try tx.advice(of: id)[0] }
      #expect(advice.state == .received && advice.words == "Ama thinks in pictures.")
      #expect(await world.site.get("/family/\(world.child)/ehc/advice", as: "dana").text.contains("thinks in pictures"))
      _ = await world.site.post("\(advice.path)/hiding", ["hidden_why": "Names another child"], as: "daniel")
      #expect(
        await !world.site.get("/family/\(world.child)/ehc/advice", as: "dana").text.contains("thinks in pictures"))
    }
  }

  @Test(arguments: Engine.available) func twoAtOnceDoNotOverwriteEachOther(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      _ = try await world.request(first)
      #expect(try await world.step(.assess, ["version": "9"]).status == 409)
      #expect(try await world.newest().state == .requested)
      #expect(
        await world.site.post(
          "/children/\(world.child)/ehc",
          ["received_on": "2026-01-05", "source": "2", "asked_by": "School", "reasons": "x"], as: "daniel"
        ).status == 422, "one at a time")
    }
  }

  @Test(arguments: Engine.available) func aPlanFromAnotherCouncilAndTheEndOfACase(engine: Engine) async throws {
    try await withCaseWorld(engine, on: first) { world in
      let answer = await world.site.post(
        "/children/\(world.child)/ehc",
        [
          "received_on": "2026-01-05", "source": "5", "asked_by": "Kent", "reasons": "Moved here",
          "transferred_from": "886",
        ], as: "daniel")
      #expect(answer.status == 303)
      #expect(try await world.newest().state == .maintained)
      #expect(try await world.clock("MOVE-6W")?.due.day == Day(2026, 2, 16))
      #expect(try await world.clock("MOVE-REV")?.due.day == Day(2027, 1, 5))
      let ehcCase = try await world.newest()
      try await world.site.site.database.write { [child = world.child] tx in
        try ehc.onDeath?(child, Day(2026, 1, 5)!, .system, TestSite.now, tx)
      }
      #expect(try await world.newest().state == .lapsed)
      let open = try await world.read { tx in try tx.clocks(about: ehcCase.id).filter(\.isOpen) }
      #expect(open.isEmpty)
    }
  }

  private func mail(_ world: CaseWorld, _ subject: String) async throws -> Mail {
    try await world.read { tx in try #require(tx.newestMail(limit: 9).first { $0.mail.subject.hasPrefix(subject) }).mail
    }
  }
  private func token(_ world: CaseWorld) async throws -> String {
    let body = try await mail(world, "We ask").body
    let rest = body[body.range(of: "/advice/")!.upperBound...]
    return String(rest.prefix { !$0.isWhitespace })
  }
  private func send(_ path: String, _ words: String, _ key: String, _ world: CaseWorld) async -> Int {
    let id = (world.site.site.newID() as AnyID).description
    let body = "csrf=\(percentEncoded(world.site.token(nil)))&form_id=\(id)&words=\(percentEncoded(words))"
    return await world.site.responder.respond(
      to: RawRequest(
        "POST", path,
        headers: [
          "cookie": "visitor=test-visitor; advice=\(key)", "accept": "text/html",
          "content-type": "application/x-www-form-urlencoded",
        ], body: Array(body.utf8))
    ).status
  }
}

extension Response {
  /// The value of a cookie that it sets.
  fileprivate func cookie(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == "set-cookie" && $0.value.hasPrefix("\(name)=") }
      .map { String($0.value.dropFirst(name.count + 1).prefix { $0 != ";" }) }
  }
}
