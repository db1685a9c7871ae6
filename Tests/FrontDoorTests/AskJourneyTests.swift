import Foundation
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import FrontDoor

@Suite struct AskJourneyTests {
  static let parent: [(String, [String: String])] = [
    ("safety", ["danger": "no"]), ("who", ["asker": "parent"]),
    (
      "child",
      [
        "given_name": "Sami", "family_name": "Okoro", "born_on-day": "2", "born_on-month": "5", "born_on-year": "2024",
        "postcode": "tn1 2ab",
      ]
    ),
    (
      "words",
      [
        "going_well": "He loves music", "hard": "He does not talk yet & cries",
        "would_help": "Somebody who shows us how to play",
      ]
    ),
    ("signs", [:]), ("kind", ["services": "home_visiting"]), ("helpers", ["helpers": "gp"]),
    ("contact", ["asker_name": "Ada Okoro", "email": "Ada@Example.org"]),
  ]

  /// Walks the pages; every one draws, and leads to the next.
  func walk(_ steps: [(String, [String: String])], _ browser: Browser) async -> String {
    var next = "/ask-for-help/\(steps[0].0)"
    for (step, fields) in steps {
      #expect(next == "/ask-for-help/\(step)")
      let page = await browser.get(next)
      #expect(page.status == 200 && page.text.contains("<form method=\"post\""))
      let sent = await browser.post(next, fields)
      #expect(sent.status == 303, "\(step): \(sent.text)")
      next = sent.leadsTo
    }
    return next
  }

  @Test(arguments: Engine.available) func parentAsksAndFollows(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let browser = Browser(door.site)
      #expect(await browser.get("/ask-for-help").text.contains("only 6 need an answer"))
      #expect(await walk(Self.parent, browser) == "/ask-for-help/check")
      let check = await browser.get("/ask-for-help/check")
      #expect(check.text.contains("2 May 2024") && check.text.contains("/ask-for-help/child?back=check"))
      #expect(check.text.contains("does not talk yet &amp; cries"))
      #expect(await browser.post("/ask-for-help/check").leadsTo == "/ask-for-help/sent")
      let sent = await browser.get("/ask-for-help/sent")
      #expect(sent.text.contains("We have your request") && sent.text.contains("Thursday 19 November 2026"))
      #expect(browser.cookies["asking"] == nil)

      let parts = try #require(browser.cookies["following"]).split(separator: ".").map(String.init)
      let other = Browser(door.site)
      let opened = await other.post(
        "/requests/follow", ["reference": parts[0].lowercased(), "code": parts[1].lowercased()])
      #expect(opened.leadsTo == "/requests/follow/\(parts[0])")
      let page = await other.get(opened.leadsTo)
      #expect(page.status == 200 && page.text.contains("How your request is going"))
      #expect(page.text.contains("Somebody who shows us how to play"))
      #expect(try await door.mails() == ["We have your request for help: \(parts[0])"])

      #expect(await other.post("/requests/follow/\(parts[0])/information", ["more": "He fell ill"]).status == 303)
      #expect(await other.post("/requests/follow/\(parts[0])/information", ["more": " "]).status == 422)
      #expect(await other.get(opened.leadsTo).text.contains("He fell ill"))
      #expect(await other.post("/requests/follow/\(parts[0])/account").status == 303)
      #expect(door.invited.everyone.map(\.email) == ["ada@example.org"])
      #expect(await other.post("/requests/follow/\(parts[0])/withdrawal", ["why": ""]).status == 303)
      #expect(await other.get(opened.leadsTo).text.contains("We have stopped"))
      #expect(await other.post("/requests/follow/\(parts[0])/withdrawal").status == 409)
    }
  }

  @Test(arguments: Engine.available) func answersAreKeptUnderTheCode(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let first = Browser(door.site)
      _ = await walk(Array(Self.parent.prefix(4)), first)
      let code = try #require(first.cookies["asking"])
      #expect(await first.get("/ask-for-help/signs").text.contains(code))

      // The code is nowhere in the database.
      let kept = try await door.database.read { try $0.value("SELECT code_hash FROM help_draft", as: String.self) }
      #expect(kept != nil && kept != code)

      let phone = Browser(door.site)
      #expect(await phone.get("/ask-for-help/words").text.contains("come back with your code"))
      #expect(await phone.post("/ask-for-help/words", ["hard": "x"]).status == 409)
      #expect(await phone.post("/ask-for-help/return", ["code": "CCCC-CCCC-CCCC"]).status == 422)
      let back = await phone.post("/ask-for-help/return", ["code": code.lowercased()])
      #expect(back.leadsTo == "/ask-for-help/contact")
      #expect(await phone.get("/ask-for-help/words").text.contains("cries"))

      // Sending too early leads to what is missing, and says so.
      let early = await phone.post("/ask-for-help/check")
      #expect(early.leadsTo == "/ask-for-help/contact?back=check")
      let mended = await phone.post(
        "/ask-for-help/contact", ["asker_name": "Ada", "phone": "01632 960 001", "back": "check"])
      #expect(mended.leadsTo == "/ask-for-help/check")
      #expect(await phone.post("/ask-for-help/check").leadsTo == "/ask-for-help/sent")

      // After thirty days a code opens nothing.
      let late = Browser(door.at(TestDoor.now.adding(hours: 24 * 31)))
      _ = await walk(Array(Self.parent.prefix(2)), Browser(door.site))
      #expect(await late.post("/ask-for-help/return", ["code": code]).leadsTo.hasPrefix("/requests/follow/"))
      let swept = try await door.database.write { try $0.sweepHelpDrafts(at: TestDoor.now.adding(hours: 24 * 31)) }
      #expect(swept == 1)
    }
  }

  @Test func dangerShows999AndStillGoesOn() async throws {
    try await withFrontDoor(.sqlite) { door in
      let browser = Browser(door.site)
      #expect(await browser.post("/ask-for-help/safety", ["danger": "now"]).leadsTo == "/ask-for-help/danger")
      let page = await browser.get("/ask-for-help/danger")
      #expect(
        page.text.contains("tel:999") && page.text.contains(Settings().dutyPhone)
          && page.text.contains("/ask-for-help/who"))
      #expect(await walk(Array(Self.parent.dropFirst()), browser) == "/ask-for-help/check")
      _ = await browser.post("/ask-for-help/check")
      let urgency = try await door.database.read { try $0.value("SELECT urgency FROM help_request", as: String.self) }
      #expect(urgency == "immediate")
    }
  }

  @Test func accountThatExistsIsToldOnlyToItsOwner() async throws {
    try await withFrontDoor(.sqlite) { door in
      let request = try await door.ask()
      try await door.database.write { tx in
        try claimAccount(
          request, by: .visitor(from: "t"), at: TestDoor.now, settings: Settings(),
          invite: { _, _ in throw Invalid("email", "Somebody else signs in with this") }, in: tx)
      }
      #expect(try await door.mails().contains("You have an account already"))
      var professional = NewHelpRequest(asker: .professional, givenName: "Sami", askerName: "Jo Webb")
      professional.email = "jo@example.org"
      let other = try await door.ask(professional)
      await #expect(throws: Refusal.self) {
        try await door.database.write { tx in
          try claimAccount(
            other, by: .visitor(from: "t"), at: TestDoor.now, settings: Settings(), invite: { _, _ in }, in: tx)
        }
      }
    }
  }

  @Test func leavingForgetsTheBrowser() async throws {
    try await withFrontDoor(.sqlite) { door in
      let browser = Browser(door.site)
      _ = await walk(Array(Self.parent.prefix(3)), browser)
      let code = try #require(browser.cookies["asking"])
      #expect(await browser.post("/ask-for-help/leaving").status == 303)
      #expect(browser.cookies["asking"] == nil)
      #expect(await browser.post("/ask-for-help/return", ["code": code]).status == 303)
      #expect(await browser.post("/ask-for-help/leaving", ["discard": "yes"]).status == 303)
      #expect(await browser.post("/ask-for-help/return", ["code": code]).status == 422)
    }
  }

  @Test(arguments: Engine.available) func codesCannotBeGuessed(_ engine: Engine) async throws {
    try await withFrontDoor(engine) { door in
      let request = try await door.ask()
      let browser = Browser(door.site)
      // The same answer for a reference that exists and one that does not, and the same page.
      let known = await browser.post("/requests/follow", ["reference": request.reference.text, "code": "CCCCCCCCCCCC"])
      let unknown = await browser.post("/requests/follow", ["reference": "KW-CCCC-CC", "code": "CCCCCCCCCCCC"])
      #expect(known.status == 422 && unknown.status == 422)
      #expect(known.text.contains("do not fit together") && unknown.text.contains("do not fit together"))
      #expect(await browser.get("/requests/follow/\(request.reference)").status == 200)
      #expect(!(await browser.get("/requests/follow/\(request.reference)").text.contains("Sami")))
      #expect(await browser.post("/requests/follow/\(request.reference)/information", ["more": "x"]).status == 404)
      for _ in 0..<9 {
        _ = await browser.post("/requests/follow", ["reference": request.reference.text, "code": "CCCCCCCCCCCD"])
      }
      #expect(
        await browser.post("/requests/follow", ["reference": request.reference.text, "code": "CCCCCCCCCCCD"]).status
          == 429)
      for _ in 0..<12 { _ = await browser.post("/ask-for-help/return", ["code": "CCCCCCCCCCCD"]) }
      #expect(await browser.post("/ask-for-help/return", ["code": "CCCCCCCCCCCD"]).status == 429)
    }
  }

  @Test func wrongAnswersAreSaidBesideTheField() async throws {
    try await withFrontDoor(.sqlite) { door in
      let browser = Browser(door.site)
      let empty = await browser.post("/ask-for-help/safety", [:])
      #expect(empty.status == 422 && empty.text.contains("Choose whether anyone is in danger right now"))
      _ = await walk(Array(Self.parent.prefix(2)), browser)
      let child = await browser.post(
        "/ask-for-help/child",
        ["given_name": "", "born_on-day": "31", "born_on-month": "2", "born_on-year": "2020", "postcode": "nowhere"])
      #expect(
        child.status == 422 && child.text.contains("Enter the child’s first name") && child.text.contains("nowhere"))
      #expect(child.text.contains("Enter a full UK postcode"))
      let long = await browser.post("/ask-for-help/words", ["hard": String(repeating: "x", count: 3001)])
      #expect(long.status == 422 && long.text.contains("3000 characters or fewer"))
      #expect(await browser.post("/ask-for-help/who", ["asker": "king"]).status == 422)
    }
  }

  @Test(arguments: AskerKind.allCases) func everyPageOfEveryAskerDraws(_ asker: AskerKind) async throws {
    try await withFrontDoor(.sqlite) { door in
      let browser = Browser(door.site)
      _ = await browser.post("/ask-for-help/safety", ["danger": "worried"])
      _ = await browser.post("/ask-for-help/who", ["asker": asker.rawValue])
      for step in AskStep.steps(for: asker) {
        let page = await browser.get(step.path)
        #expect(page.status == 200)
        #expect(page.text.components(separatedBy: "<h1").count == 2, "\(step) has one heading")
      }
      for path in [
        "/ask-for-help", "/ask-for-help/danger", "/ask-for-help/check", "/ask-for-help/sent", "/ask-for-help/return",
        "/requests/follow",
      ] {
        #expect(await browser.get(path).status == 200)
      }
    }
  }

  @Test func professionalSendsItWholeAsJSON() async throws {
    try await withFrontDoor(.sqlite) { door in
      let body = """
        {"danger":"no","asker":"professional","given_name":"Sami","hard":"Not talking","asker_name":"Jo Webb",
        "agency":"Meadow Clinic","role":"Health visitor","email":"jo@example.org","agreement":"agreed",
        "level_claimed":"3","criteria_3":["3C1","3F4"],"soon":"usual"}
        """
      func send(_ text: String) async -> Response {
        await door.site.responder.respond(
          to: RawRequest(
            "POST", "/requests", headers: ["content-type": "application/json", "accept": "application/json"],
            body: Array(text.utf8)))
      }
      let sent = await send(body)
      #expect(sent.status == 303 && sent.text.contains("code"))
      let asked = try await door.database.read { try $0.helpRequest(reference(sent.leadsTo, $0)).asked }
      #expect(asked.criteriaClaimed == ["3C1", "3F4"] && asked.levelClaimed == .targeted)
      #expect(asked.askerTitle == "Health visitor, Meadow Clinic")
      #expect(await send("{\"asker\":\"professional\"}").status == 422)
      #expect(await send("{").status == 400)
    }
  }
}

private func reference(_ path: String, _ tx: Transaction) throws -> HelpRequestID {
  let text = path.split(separator: "/").last.map(String.init) ?? ""
  return try tx.value("SELECT id FROM help_request WHERE reference = \(text)")!
}
