import Foundation
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Accounts

@Suite struct SessionTests {
  @Test(arguments: Engine.available) func aStaffSessionEndsWhenItLiesIdle(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      let browser = Browser(town)
      await browser.signIn("sam@example.org")
      town.clock.pass(minutes: 29)
      #expect(await browser.get("/account").status == 200)
      // That page counted as use.
      town.clock.pass(minutes: 29)
      #expect(await browser.get("/account").status == 200)
      town.clock.pass(minutes: 30)
      let ended = await browser.get("/account")
      #expect(ended.status == 303 && ended[header: "Location"] == "/sign-in?continue=%2Faccount")
      #expect(await browser.get("/account", json: true).status == 401)
    }
  }

  @Test(arguments: Engine.available) func aFamilySessionLastsLonger(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeFamily("ama@example.org", active: false)
      let browser = Browser(town)
      _ = await browser.post(try await town.link(to: "ama@example.org") + "/opening")
      town.clock.pass(minutes: 59)
      #expect(await browser.get("/account").status == 200)
      town.clock.pass(minutes: 60)
      #expect(await browser.get("/account").status == 303)
    }
  }

  @Test(arguments: Engine.available) func everySessionEndsAfterTwelveHours(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      let browser = Browser(town)
      await browser.signIn("sam@example.org")
      for _ in 0..<28 {
        town.clock.pass(minutes: 25)
        #expect(await browser.get("/account").status == 200)
      }
      town.clock.pass(minutes: 20)
      #expect(await browser.get("/account").status == 303)
    }
  }

  @Test(arguments: Engine.available) func itIsWrittenOnceAMinuteAtMost(engine: Engine) async throws {
    try await withTown(engine) { town in
      let id = try await town.makeStaff("sam@example.org")
      let browser = Browser(town)
      await browser.signIn("sam@example.org")
      let token = try #require(browser.cookies["session"])
      let limits = SessionLimits(town.site.settings)
      for (seconds, isDue) in [(30, false), (31, true)] {
        town.clock.pass(seconds: seconds)
        let now = town.clock.now
        let found = try await town.read { try session(token: token, from: "x", now: now, limits: limits, in: $0) }
        #expect(found?.isDueMark == isDue && found?.caller.account == id && found?.caller.from == "x")
      }
    }
  }

  @Test(arguments: Engine.available) func aTokenIsNewAtSignInAndWorthlessAfterSignOut(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      let browser = Browser(town)
      // Somebody has planted a session cookie.
      browser.cookies["session"] = "planted"
      await browser.signIn("sam@example.org")
      let first = try #require(browser.cookies["session"])
      #expect(first != "planted")
      town.clock.pass(minutes: 2)
      await browser.signIn("sam@example.org")
      let second = try #require(browser.cookies["session"])
      #expect(second != first)
      let old = Browser(town)
      old.cookies["session"] = first
      #expect(await old.get("/account").status == 303)

      #expect(await browser.post("/sign-out").status == 303)
      #expect(browser.cookies["session"] == nil)
      old.cookies["session"] = second
      #expect(await old.get("/account").status == 303)
      #expect(try await town.events(.signedOut) == 1)
      // Signing out twice is no error.
      #expect(await old.post("/sign-out").status == 303)
    }
  }

  @Test(arguments: Engine.available) func onlyHashesAreKept(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      let browser = Browser(town)
      await browser.signIn("sam@example.org")
      let token = try #require(browser.cookies["session"])
      let kept: String? = try await town.read { try $0.value("SELECT token_hash FROM session") }
      #expect(kept == tokenHash(token) && kept != token)
    }
  }

  @Test(arguments: Engine.available) func oneListShowsAllAndEndsThem(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      let (here, there, elsewhere) = (Browser(town), Browser(town), Browser(town))
      for browser in [here, there, elsewhere] {
        await browser.signIn("sam@example.org")
        town.clock.pass(minutes: 1)
      }
      let page = await here.get("/account", json: true)
      #expect(page.text.components(separatedBy: "Firefox on Windows").count == 4)
      #expect(page.text.contains("\"csrf\":\"") && page.text.contains("\"recovery_codes_left\":0"))

      // A session of somebody else is not found.
      try await town.makeStaff("pat@example.org")
      let other = Browser(town)
      await other.signIn("pat@example.org")
      let token = try #require(there.cookies["session"])
      let id: SessionID = try #require(
        try await town.read { try $0.value("SELECT id FROM session WHERE token_hash = \(tokenHash(token))") })
      #expect(await other.post("/account/sessions/\(id)/ending").status == 404)
      #expect(await there.get("/account").status == 200)

      #expect(await here.post("/account/sessions/\(id)/ending").status == 303)
      #expect(await there.get("/account").status == 303)
      #expect(await elsewhere.get("/account").status == 200)
      #expect(await here.post("/account/sessions/ending").status == 303)
      #expect(await elsewhere.get("/account").status == 303)
      #expect(await here.get("/account").status == 200)
      #expect(try await town.events(.sessionsEnded) == 2)
    }
  }

  @Test(arguments: Engine.available) func aRoleTakenAwayAndAnEndedAccountCountAtOnce(engine: Engine) async throws {
    try await withTown(engine) { town in
      let admin = try await town.makeStaff("ada@example.org", [.administrator])
      let second = try await town.makeStaff("bea@example.org", [.administrator])
      let browser = Browser(town)
      await browser.signIn("ada@example.org")
      #expect(await browser.get("/accounts").status == 200)
      let by = Caller(account: second, name: "Bea", roles: [.init(.administrator)], from: "test")
      let now = town.clock.now
      try await town.write { tx in
        let role = try #require(try roles(of: admin, in: tx).first)
        try takeRole(role.id, of: admin, by: by, at: now, in: tx)
      }
      #expect(await browser.get("/accounts").status == 403)
      #expect(await browser.get("/account").status == 200)
      try await town.write { tx in try endAccount(admin, why: "Left", by: by, at: now, in: tx) }
      #expect(await browser.get("/account").status == 303)
    }
  }

  @Test(arguments: Engine.available) func aRoleCountsFromItsFirstDayToItsLast(engine: Engine) async throws {
    try await withTown(engine) { town in
      let id = try await town.makeStaff("sam@example.org", [.practitioner])
      let now = town.clock.now
      let today = now.day
      try await town.write { tx in
        try insertRole(
          .screener, of: id, agency: nil, team: nil, from: today.adding(days: 1), to: today.adding(days: 2), at: now,
          in: tx)
        _ = try beginSession(id, from: "x", device: "y", at: now, in: tx)
      }
      for (days, isScreener) in [(0, false), (1, true), (2, true), (3, false)] {
        let at = now.adding(hours: 24 * days)
        let caller = try await town.read { tx in
          try account(id, in: tx).caller(from: "x", at: at, in: tx)
        }
        #expect(caller.has(.screener) == isScreener && caller.has(.practitioner))
      }
    }
  }
}
