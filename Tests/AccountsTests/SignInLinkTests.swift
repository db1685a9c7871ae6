import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Accounts

@Suite struct SignInLinkTests {
  @Test(arguments: Engine.available) func aFamilySignsInByLinkOnce(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeFamily("ama@example.org")
      let browser = Browser(town)
      let sent = await browser.post("/sign-in/links", ["link_email": "ama@example.org", "continue": "/account"])
      #expect(sent.status == 303 && sent[header: "Location"] == "/sign-in/sent")
      let link = try await town.link(to: "ama@example.org")
      // A program that looks at links before the reader does.
      let scanner = Browser(town)
      for _ in 1...3 { #expect(await scanner.get(link).text.contains("Press the button")) }
      #expect(scanner.cookies["session"] == nil)

      let answer = await browser.post(link)
      #expect(answer.status == 303 && answer[header: "Location"] == "/account")
      #expect(await browser.get("/account").text.contains("Ama Bello"))
      let late = Browser(town)
      #expect(await late.post(link).status == 409)
      #expect(await late.get(link).status == 410)
      #expect(late.cookies["session"] == nil)
    }
  }

  @Test(arguments: Engine.available) func twoPressesAtOnceMakeOneSession(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeFamily("ama@example.org")
      _ = await Browser(town).post("/sign-in/links", ["link_email": "ama@example.org"])
      let link = try await town.link(to: "ama@example.org")
      let statuses = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<6 { group.addTask { await Browser(town).post(link).status } }
        return await group.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(statuses.count { $0 == 303 } == 1 && statuses.count { $0 == 409 } == 5)
    }
  }

  @Test(arguments: Engine.available) func aLinkLastsTwentyMinutes(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeFamily("ama@example.org")
      let browser = Browser(town)
      _ = await browser.post("/sign-in/links", ["link_email": "ama@example.org"])
      let link = try await town.link(to: "ama@example.org")
      town.clock.pass(minutes: 20)
      #expect(await browser.get(link).status == 410)
      #expect(await browser.post(link).status == 409)
      #expect(await browser.post("/sign-in/links/nonsense").status == 409)
    }
  }

  @Test(arguments: Engine.available) func theAnswerSaysNothingAboutWhoIsKnown(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeFamily("ama@example.org")
      try await town.makeStaff("sam@example.org")
      let before = try await town.mails().count
      for email in ["ama@example.org", "sam@example.org", "nobody@example.org"] {
        for n in 1...6 {
          let browser = Browser(town)
          let answer = await browser.post("/sign-in/links", ["link_email": email])
          #expect(answer.status == (n <= 5 ? 303 : 429), "as often for each")
          #expect(answer[header: "Location"] == (n <= 5 ? "/sign-in/sent" : nil))
        }
      }
      #expect(try await town.mails().count == before + 10)
      #expect(try await town.mails().allSatisfy { $0.to != "nobody@example.org" })
    }
  }

  @Test(arguments: Engine.available) func anEndedAccountGetsNoLinkAndAnInvitedOneItsInvitation(engine: Engine)
    async throws
  {
    try await withTown(engine) { town in
      let id = try await town.makeFamily("ama@example.org")
      try await town.makeFamily("ben@example.org", active: false)
      let now = town.clock.now
      _ = await Browser(town).post("/sign-in/links", ["link_email": "ama@example.org"])
      let link = try await town.link(to: "ama@example.org")
      try await town.write { try endAccount(id, why: "Moved away", by: .system, at: now, in: $0) }
      #expect(await Browser(town).post(link).status == 409)
      let count = try await town.mails().count
      _ = await Browser(town).post("/sign-in/links", ["link_email": "ama@example.org"])
      #expect(try await town.mails().count == count)
      _ = await Browser(town).post("/sign-in/links", ["link_email": "ben@example.org"])
      #expect(try await town.link(to: "ben@example.org").hasPrefix("/invitations/"))
    }
  }

  @Test(arguments: Engine.available) func staffChooseANewPasswordByLinkAndCode(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      let old = Browser(town)
      await old.signIn("sam@example.org")
      town.clock.pass(minutes: 1)
      let browser = Browser(town)
      _ = await browser.post("/sign-in/links", ["link_email": "sam@example.org"])
      let link = try await town.link(to: "sam@example.org")
      #expect(await browser.get(link).text.contains("Choose a new password"))
      // A link alone does not sign staff in.
      #expect(await browser.post(link).status == 409)
      let new = "lantern biscuit harbour"
      #expect(await browser.post(link + "/password", ["new_password": new, "code": "000000"]).status == 422)
      #expect(await browser.post(link + "/password", ["new_password": "short", "code": town.code]).status == 422)
      #expect(await browser.post(link + "/password", ["new_password": new]).status == 422)
      #expect(browser.cookies["session"] == nil)
      #expect(await browser.post(link + "/password", ["new_password": new, "code": town.code]).status == 303)
      #expect(await browser.get("/account").status == 200)
      #expect(await old.get("/account").status == 303, "everybody else is signed out")
      town.clock.pass(minutes: 1)
      #expect(await Browser(town).signIn("sam@example.org").status == 303)
      let after = Browser(town)
      await after.signIn("sam@example.org")
      #expect(after.cookies["session"] == nil, "the old password is gone")
      town.clock.pass(minutes: 1)
      await after.signIn("sam@example.org", password: new)
      #expect(after.cookies["session"] != nil)
      #expect(try await town.mails().contains { $0.subject == "Your password was changed" })
    }
  }
}
