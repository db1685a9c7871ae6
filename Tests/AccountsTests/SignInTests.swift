import Foundation
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Accounts

@Suite struct SignInTests {
  @Test(arguments: Engine.available) func staffSignInWithAPasswordAndACode(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      let browser = Browser(town)
      let first = await browser.post(
        "/sign-in", ["email": "Sam@Example.org", "password": TestTown.password, "continue": "/accounts?q=a%20b"])
      #expect(first.status == 303 && first[header: "Location"] == "/sign-in/code?continue=%2Faccounts%3Fq%3Da%2520b")
      #expect(browser.cookies["session"] == nil, "a password alone is no session")
      #expect(await browser.get("/account").status == 303)
      #expect(await browser.get("/sign-in/code").status == 200)
      let second = await browser.post("/sign-in/code", ["code": town.code, "continue": "/accounts?q=a%20b"])
      #expect(second.status == 303 && second[header: "Location"] == "/accounts?q=a%20b")
      #expect(await browser.get("/account").text.contains("Sam Smith"))
      #expect(try await town.events(.signedIn) == 1)
    }
  }

  @Test(arguments: Engine.available) func anUnknownAddressLooksLikeAWrongPassword(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      try await town.makeFamily("ama@example.org")
      var answers: [(Int, String)] = []
      for email in ["sam@example.org", "nobody@example.org", "ama@example.org"] {
        let browser = Browser(town)
        browser.cookies["visitor"] = "the-same"
        let answer = await browser.post("/sign-in", ["email": email, "password": "not the password"])
        answers.append((answer.status, stripped(answer.text, of: email)))
      }
      #expect(answers[0].0 == 422 && answers[0].1.contains("The e-mail address or the password is not right"))
      #expect(answers[1] == answers[0] && answers[2] == answers[0])
      #expect(!answers[0].1.contains("not the password"), "a password is never sent back")
      #expect(try await town.events(.signInFailed) == 3)
      let written: Int? = try await town.read {
        try $0.value("SELECT count(*) FROM event WHERE changed LIKE '%password%' OR changed LIKE '%nobody%'")
      }
      #expect(written == 0)
    }
  }
  /// Without what differs from page to page anyway.
  private func stripped(_ page: String, of email: String) -> String {
    page.replacing(email, with: "EMAIL").replacing(/name="(csrf|form_id)" value="[^"]*"/, with: "")
  }

  /// Where nothing may be hashed any more, whoever would have been hashed hears so: both are, at the same cost.
  @Test(arguments: Engine.available) func anUnknownAddressTakesAsLong(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations + webMigrations + accountMigrations) { database in
      let town = TestTown(database, hashing: HashingThread(cost: PasswordCost(log2Rounds: 4), waiting: 0))
      let id = try await town.makeStaff("sam@example.org")
      let stored = try StoredPassword(TestTown.password, cost: PasswordCost(log2Rounds: 4))
      let now = town.clock.now
      try await town.write { try keep(stored, of: id, at: now, in: $0) }
      for email in ["sam@example.org", "nobody@example.org"] {
        let answer = await Browser(town).post("/sign-in", ["email": email, "password": "not the password"])
        #expect(answer.status == 503, "\(email)")
      }
    }
  }

  @Test(arguments: Engine.available) func aWrongPasswordWaitsLongerAndLonger(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      for email in ["sam@example.org", "nobody@example.org"] {
        let browser = Browser(town)
        for _ in 1...5 {
          #expect(await browser.post("/sign-in", ["email": email, "password": "not the password"]).status == 422)
        }
        let refused = await browser.post("/sign-in", ["email": email, "password": TestTown.password])
        #expect(refused.status == 429 && refused[header: "Retry-After"] == "61")
        // From another address too: it is the account that is guarded.
        let other = Browser(town)
        other.address = "198.51.100.1"
        #expect(await other.post("/sign-in", ["email": email, "password": TestTown.password]).status == 429)
      }
      let letters = try await town.mails().filter { $0.subject == "Somebody could not sign in as you" }
      #expect(letters.map(\.to) == ["sam@example.org"])

      town.clock.pass(seconds: 61)
      let browser = Browser(town)
      #expect(
        await browser.post("/sign-in", ["email": "sam@example.org", "password": "still not it at all"]).status == 422)
      let longer = await browser.post("/sign-in", ["email": "sam@example.org", "password": TestTown.password])
      #expect(longer.status == 429 && longer[header: "Retry-After"] == "121")
      town.clock.pass(seconds: 121)
      #expect(await browser.signIn("sam@example.org").status == 303)
      #expect(browser.cookies["session"] != nil)
      // What was right starts the count again.
      _ = await browser.post("/sign-out")
      #expect(
        await browser.post("/sign-in", ["email": "sam@example.org", "password": "not the password"]).status == 422)
    }
  }

  @Test(arguments: Engine.available) func oneAddressCannotTryManyAccounts(engine: Engine) async throws {
    try await withTown(engine) { town in
      let browser = Browser(town)
      for n in 1...50 {
        #expect(
          await browser.post("/sign-in", ["email": "a\(n)@example.org", "password": "not the password"]).status == 422)
      }
      #expect(await browser.post("/sign-in", ["email": "b@example.org", "password": "not the password"]).status == 429)
      let other = Browser(town)
      other.address = "198.51.100.1"
      #expect(await other.post("/sign-in", ["email": "b@example.org", "password": "not the password"]).status == 422)
    }
  }

  @Test(arguments: Engine.available) func manyAtOnceCountAsMany(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      let statuses = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<12 {
          group.addTask {
            await Browser(town).post("/sign-in", ["email": "sam@example.org", "password": "not the password"]).status
          }
        }
        return await group.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(statuses.count { $0 == 422 } == 5 && statuses.count { $0 == 429 } == 7)
    }
  }

  @Test(arguments: Engine.available) func aCodeIsTakenOnceAndGuessingItWaits(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      let (one, two) = (Browser(town), Browser(town))
      #expect(await one.signIn("sam@example.org").status == 303)
      // The same code in another window within its thirty seconds.
      let again = await two.signIn("sam@example.org")
      #expect(again.status == 422 && again.text.contains("That code is not right, or has been used already"))
      for _ in 1...4 { #expect(await two.post("/sign-in/code", ["code": "000000"]).status == 422) }
      town.clock.pass(seconds: 30)
      #expect(await two.post("/sign-in/code", ["code": town.code]).status == 429)
      #expect(two.cookies["session"] == nil)
      town.clock.pass(seconds: 31)
      #expect(await two.post("/sign-in/code", ["code": town.code]).status == 303)
      #expect(two.cookies["session"] != nil)
    }
  }

  @Test(arguments: Engine.available) func thePasswordStepLastsFiveMinutes(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      let browser = Browser(town)
      _ = await browser.post("/sign-in", ["email": "sam@example.org", "password": TestTown.password])
      town.clock.pass(seconds: 301)
      let late = await browser.post("/sign-in/code", ["code": town.code])
      #expect(late.status == 303 && late[header: "Location"] == "/sign-in" && browser.cookies["session"] == nil)
      let without = Browser(town)
      #expect(await without.post("/sign-in/code", ["code": town.code])[header: "Location"] == "/sign-in")
      #expect(without.cookies["session"] == nil)
    }
  }

  @Test(arguments: Engine.available) func formsNeedTheTokenOfTheirBrowser(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      let browser = Browser(town)
      let stolen = town.site.csrfToken(for: "another")
      let fields = ["email": "sam@example.org", "password": TestTown.password]
      #expect(await browser.post("/sign-in", fields, csrf: stolen).status == 403)
      #expect(await browser.post("/sign-in", fields, csrf: "").status == 403)
      let visitorToken = town.site.csrfToken(for: browser.cookies["visitor"]!)
      await browser.signIn("sam@example.org")
      // After signing in the token of the visitor's pages is worth nothing.
      #expect(await browser.post("/account/sessions/ending", csrf: visitorToken).status == 403)
      #expect(await browser.post("/account/sessions/ending").status == 303)
    }
  }

  @Test(arguments: [
    "//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\r\nSet-Cookie: x=y", "/a b", "",
    "javascript:alert(1)",
  ]) func goesNowhereElseAfterwards(path: String) {
    #expect(Onward(path: path, kept: nil).path == nil)
    #expect(Onward(path: "/children?x=%2F%2F", kept: nil).query == "?continue=%2Fchildren%3Fx%3D%252F%252F")
  }

  @Test(arguments: Engine.available) func whatWasKeptIsThereAfterSigningIn(engine: Engine) async throws {
    try await withTown(engine) { town in
      let admin = try await town.makeStaff("ada@example.org", [.administrator])
      let browser = Browser(town)
      await browser.signIn("ada@example.org")
      town.clock.pass(minutes: 45)
      let lost = await browser.post(
        "/accounts", ["email": "new@example.org", "name": "Nia Jones", "form_page": "/accounts/invitation"])
      let path = try #require(lost[header: "Location"])
      #expect(lost.status == 303 && path.hasPrefix("/sign-in?kept="))
      let kept = String(path.dropFirst("/sign-in?kept=".count))
      #expect(await browser.get(path).text.contains("We kept what you typed"))
      _ = await browser.post("/sign-in", ["email": "ada@example.org", "password": TestTown.password, "kept": kept])
      let back = await browser.post("/sign-in/code", ["code": town.code, "kept": kept])
      #expect(back[header: "Location"] == "/accounts/invitation")
      #expect(await browser.get("/accounts/invitation").text.contains("value=\"Nia Jones\""))
      #expect(try await town.read { try $0.draft(owner: admin.description, page: "/accounts/invitation") } != nil)
    }
  }

  @Test(arguments: Engine.available) func aDearerCostIsTakenUpAtSignIn(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations + webMigrations + accountMigrations) { database in
      let town = TestTown(database, hashing: HashingThread(cost: PasswordCost(log2Rounds: 6)))
      let id = try await town.makeStaff("sam@example.org")
      let browser = Browser(town)
      await browser.signIn("sam@example.org")
      let stored = try await town.read { try password(of: id, in: $0) }
      #expect(stored?.cost.log2Rounds == 6)
      town.clock.pass(minutes: 1)
      #expect(await Browser(town).signIn("sam@example.org").status == 303)
    }
  }

  @Test(arguments: Engine.available) func theDemonstrationSignsInDirectlyAndNobodyElse(engine: Engine) async throws {
    for isDemonstration in [true, false] {
      try await withTown(engine, isDemonstration: isDemonstration) { town in
        let id = try await town.makeStaff("sam@example.org")
        let invited = try await town.makeFamily("ama@example.org", active: false)
        let (now, settings) = (town.clock.now, town.site.settings)
        try? await town.write { try joinDirectly(invited, settings: settings, at: now, in: $0) }
        #expect(try await town.read { try account(invited, in: $0) }.state == (isDemonstration ? .active : .invited))
        let request = Request(
          site: town.site, method: .post, path: "/demonstration", now: town.clock.now, caller: .visitor(from: "x"))
        let browser = Browser(town)
        do {
          let cookie = try await town.write { try signInDirectly(id, request, in: $0) }
          browser.cookies["session"] = cookie.value
          #expect(isDemonstration)
        } catch {
          #expect(error as? Refusal == .notFound && !isDemonstration)
        }
        #expect(await browser.get("/account").status == (isDemonstration ? 200 : 303))
      }
    }
  }
}
