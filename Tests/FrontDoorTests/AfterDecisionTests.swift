import Clocks
import Design
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import FrontDoor

/// What comes after a decision: whoever asked reads it, services go with it, teams see their work.
@Suite struct AfterDecisionTests {
  @Test func adviceWithoutARecordReachesTheAsker() async throws {
    try await withFrontDoor(.sqlite) { door in
      var random = SystemRandomNumberGenerator()
      let code = HelpCode(random: &random)
      let id = HelpRequestID(at: TestDoor.now, random: &random)
      let request = try await door.database.write { tx in
        try askForHelp(
          .usual, id: id, code: code, by: .visitor(from: "t"), at: TestDoor.now, settings: Settings(), in: tx)
      }
      let sent = await door.site.post(
        "/requests/\(id)/decision",
        decisionFields(.advice, version: 1, ["alternative": "The toy library on Mill Lane"]),
        as: "ana")
      #expect(sent.status == 303, "\(sent.text)")
      let browser = Browser(door.site)
      let opened = await browser.post("/requests/follow", ["reference": request.reference.text, "code": code.text])
      let page = await browser.get(opened.leadsTo)
      #expect(page.text.contains(decisionWords) && page.text.contains("The toy library on Mill Lane"))
      #expect(!page.text.contains("Some delay in talking"), "the reason is for the record")
      #expect(await browser.get("/ask-for-help/sent").status == 200)
    }
  }

  @Test func servicesGoWithANoAndTheFamilySaysWhatCameOfThem() async throws {
    try await withFrontDoor(.sqlite) { door in
      var random = SystemRandomNumberGenerator()
      let (code, id) = (HelpCode(random: &random), HelpRequestID(at: TestDoor.now, random: &random))
      let request = try await door.database.write { tx in
        try askForHelp(
          .usual, id: id, code: code, by: .visitor(from: "t"), at: TestDoor.now, settings: Settings(), in: tx)
      }
      let browser = Browser(door.site)
      let opened = await browser.post("/requests/follow", ["reference": request.reference.text, "code": code.text])
      let waiting = await browser.get(opened.leadsTo).text
      #expect(waiting.contains("Help that you can have while you wait") && waiting.contains("Play group"))
      // While it waits the screener suggests one, by own words and with a reason.
      let (toys, play) = (Offers.services[0], Offers.services[1])
      let path = "/requests/\(id)/services"
      #expect(await door.site.get("\(path)?words=Toy+library", as: "ana").text.contains("f-\(toys.id)"))
      #expect(await door.site.get(path, as: "mel").status == 403)
      let chosen = ["service": toys.id.description, "why": "He likes cars"]
      #expect(await door.site.post(path, chosen, as: "ana").status == 303)
      #expect(await browser.get(opened.leadsTo).text.contains("He likes cars"))
      #expect(await door.site.get("/requests/\(id)", as: "ana").text.contains("Toy library"))
      // What fits besides is ticked beside the decision, and kept with it.
      let deciding = await door.site.get("/requests/\(id)/decision?outcome=advice", as: "ana").text
      #expect(deciding.contains("value=\"\(play.id)\" checked") && !deciding.contains("value=\"\(toys.id)\""))
      let advice = decisionFields(.advice, version: 1, ["alternative": "A group", "services": play.id.description])
      #expect(await door.site.post("/requests/\(id)/decision", advice, as: "ana").status == 303)
      #expect(door.offers.suggested.map(\.service) == [toys.id, play.id])
      let answered = await browser.get(opened.leadsTo).text
      #expect(answered.contains("What we suggest") && !answered.contains("Help that you can have now"))
      let said = "\(opened.leadsTo)/services/\(door.offers.suggested[0].id)"
      #expect(await browser.post(said, ["outcome": "nonsense"]).status == 409)
      #expect(await browser.post(said, ["outcome": "taken_up"]).status == 303)
      #expect(await browser.get(opened.leadsTo).text.contains("We: taken_up"))
      let other = Browser(door.site)
      #expect(await other.post(said, ["outcome": "taken_up"]).status == 404, "only with the code")
    }
  }

  @Test func panelsTasksAndHappenings() async throws {
    try await withFrontDoor(.sqlite) { door in
      let request = try await door.prepared()
      @Sendable func asked(_ caller: Caller) -> Request {
        Request(site: door.site.site, method: .get, path: "/", now: TestDoor.now, caller: caller)
      }
      let child = try #require(request.child)
      let person = try await door.database.write { tx in try tx.askerPerson(of: request, family: nil, at: TestDoor.now)
      }
      let mother = Caller(
        account: TestDoor.account(9), name: "Ada", roles: [.init(.familyMember)], person: person, from: "t")
      let stranger = Caller(
        account: TestDoor.account(8), name: "Eve", roles: [.init(.familyMember)], person: PersonID(high: 1, low: 1),
        from: "t")
      let anas = try await door.database.read { try frontDoorTasks(nil, asked(TestDoor.ana1), $0) }
      #expect(anas.map(\.title) == ["Answer the request: Sami"] && anas[0].due == Day(2026, 11, 19))
      _ = await door.site.post(
        "/requests/\(request.id)/decision", decisionFields(.homeVisiting, version: request.version), as: "ana")
      try await door.database.read { tx in
        #expect(try frontDoorTasks(nil, asked(TestDoor.manager), tx).map(\.title) == ["Name a worker: Sami Okoro"])
        #expect(try frontDoorTasks(child, asked(TestDoor.otherManager), tx).isEmpty)
        #expect(
          try frontDoorHappenings(child, asked(TestDoor.ana1), tx).map(\.headline) == [
            "Front door: Portage or home visiting", "Asked for help",
          ])
        #expect(try frontDoorHappenings(child, asked(stranger), tx).isEmpty)
        #expect(
          try howTheyCamePanel(child, asked(TestDoor.visitor), tx)?.html.text.contains("How they came to us") == true)
        #expect(try ownRequestPanel(child, asked(mother), tx)?.html.text.contains(decisionWords) == true)
        let strangers = try ownRequestPanel(child, asked(stranger), tx)
        #expect(strangers.map(\.key) == nil)
      }
    }
  }
}
