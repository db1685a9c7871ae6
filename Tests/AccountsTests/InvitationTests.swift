import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Accounts

@Suite struct InvitationTests {
  private func invite(_ town: TestTown, _ email: String = "nia@example.org") async throws -> Invitation {
    let (now, directory) = (town.clock.now, town.directory)
    let id: AccountID = town.site.newID()
    return try await town.write { tx in
      try inviteAccount(
        NewAccount(email: email, name: "Nia Jones", roles: [.screener]), id: id, directory: directory,
        site: TestTown.address, by: .system, at: now, in: tx)
    }
  }
  /// The key that the page shows, as bytes.
  private func secret(_ town: TestTown, _ id: AccountID) async throws -> [UInt8] {
    try #require(
      try await town.read {
        try $0.value("SELECT secret FROM one_time_code WHERE account_id = \(id)", as: [UInt8].self)
      })
  }

  @Test(arguments: Engine.available) func staffJoinInTwoSteps(engine: Engine) async throws {
    try await withTown(engine) { town in
      let invitation = try await invite(town)
      let path = String(invitation.link.dropFirst(TestTown.address.count))
      #expect(try await town.link(to: "nia@example.org") == path)
      let browser = Browser(town)
      #expect(await browser.get(path).text.contains("Choose a password"))
      // Not the second step first.
      #expect(await browser.post(path + "/one-time-code", ["code": "123456"]).status == 409)
      let weak = await browser.post(path, ["name": "Nia Jones", "new_password": "niajones1234"])
      #expect(weak.status == 422 && weak.text.contains("must not be your name"))
      #expect(await browser.post(path, ["name": "Nia Price", "new_password": TestTown.password]).status == 303)

      let page = await browser.get(path)
      let secret = try await secret(town, invitation.account)
      #expect(page.text.contains(inFours(base32(secret))) && page.text.contains("<svg"))
      #expect(await browser.post(path + "/one-time-code", ["code": "12"]).status == 422)
      #expect(browser.cookies["session"] == nil)
      let code = oneTimeCode(secret: secret, step: timeStep(at: town.clock.now))
      let joined = await browser.post(path + "/one-time-code", ["code": code])
      #expect(joined.status == 303 && joined[header: "Location"] == "/account/recovery-codes")
      #expect(await browser.get("/account").text.contains("Nia Price"))
      #expect(await browser.get(path).status == 410)
      #expect(await Browser(town).post(path, ["name": "X", "new_password": TestTown.password]).status == 409)
      #expect(try await town.events(.accountJoined) == 1)
      // The code that confirmed cannot be the code that signs in.
      let again = Browser(town)
      _ = await again.post("/sign-in", ["email": "nia@example.org", "password": TestTown.password])
      #expect(await again.post("/sign-in/code", ["code": code]).status == 422)
    }
  }

  @Test(arguments: Engine.available) func recoveryCodesAreShownOnceAndWorkOnce(engine: Engine) async throws {
    try await withTown(engine) { town in
      let id = try await town.makeStaff("sam@example.org")
      let browser = Browser(town)
      await browser.signIn("sam@example.org")
      town.clock.pass(minutes: 1)
      #expect(await browser.get("/account/recovery-codes").text.contains("You have no recovery codes"))
      #expect(await browser.post("/account/recovery-codes", ["code": "000000"]).status == 422)
      #expect(await browser.post("/account/recovery-codes", ["code": town.code]).status == 303)
      let codes = RecoveryCodes(seed: try #require(browser.cookies[RecoveryCodes.cookieName])).codes
      let shown = await browser.get("/account/recovery-codes")
      #expect(codes.allSatisfy { shown.text.contains($0) })
      _ = await browser.post("/account/recovery-codes/kept")
      let after = await browser.get("/account/recovery-codes")
      #expect(codes.allSatisfy { !after.text.contains($0) } && after.text.contains("You have 8 recovery codes left"))
      let kept: [String] = try await town.read { tx in
        try tx.rows("SELECT code_hash FROM recovery_code WHERE account_id = \(id)") { try $0[0] }
      }
      #expect(kept.count == 8 && Set(kept).isDisjoint(with: codes))

      for (code, works) in [
        (codes[0], true), (codes[0], false), (codes[1].uppercased(), true), ("aaaa-bbbb-cccc", false),
      ] {
        let other = Browser(town)
        _ = await other.post("/sign-in", ["email": "sam@example.org", "password": TestTown.password])
        _ = await other.post("/sign-in/code", ["recovery_code": code])
        #expect((other.cookies["session"] != nil) == works)
      }
      #expect(try await town.read { try recoveryCodesLeft(of: id, in: $0) } == 6)
      // New ones take the place of the old.
      town.clock.pass(minutes: 1)
      _ = await browser.post("/account/recovery-codes", ["code": town.code])
      let other = Browser(town)
      _ = await other.post("/sign-in", ["email": "sam@example.org", "password": TestTown.password])
      #expect(await other.post("/sign-in/code", ["recovery_code": codes[2]]).status == 422)
    }
  }

  @Test(arguments: Engine.available) func anInvitationLastsSevenDaysAndANewOneReplacesIt(engine: Engine) async throws {
    try await withTown(engine) { town in
      let invitation = try await invite(town)
      let path = String(invitation.link.dropFirst(TestTown.address.count))
      town.clock.pass(minutes: 7 * 24 * 60 - 1)
      #expect(await Browser(town).get(path).status == 200)
      town.clock.pass(minutes: 1)
      let late = await Browser(town).get(path)
      #expect(late.status == 410 && late.text.contains("This invitation does not work any more"))
      let now = town.clock.now
      let second = try await town.write { tx in
        try inviteAgain(invitation.account, site: TestTown.address, by: .system, at: now, in: tx)
      }
      let third = try await town.write { tx in
        try inviteAgain(invitation.account, site: TestTown.address, by: .system, at: now, in: tx)
      }
      #expect(await Browser(town).get(String(second.link.dropFirst(TestTown.address.count))).status == 410)
      #expect(await Browser(town).get(String(third.link.dropFirst(TestTown.address.count))).status == 200)
    }
  }

  @Test(arguments: Engine.available) func aFamilyOpensItsAccountWithOnePress(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeFamily("ama@example.org", active: false)
      let path = try await town.link(to: "ama@example.org")
      let browser = Browser(town)
      #expect(await browser.get(path).text.contains("Open my account"))
      #expect(browser.cookies["session"] == nil)
      // A family has no password to choose.
      #expect(await browser.post(path, ["name": "Ama", "new_password": TestTown.password]).status == 409)
      #expect(await browser.post(path + "/opening").status == 303)
      #expect(await browser.get("/account").text.contains("With a link that we send"))
      #expect(await browser.get("/account/password").status == 409)
      #expect(await Browser(town).post(path + "/opening").status == 409)
    }
  }

  @Test(arguments: Engine.available) func aFamilyIsInvitedWithCare(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      let now = town.clock.now
      let (person, other): (PersonID, PersonID) = (town.site.newID(), town.site.newID())
      let fresh: @Sendable () -> AccountID = { town.site.newID() }
      func invite(_ person: PersonID, _ email: String) async throws -> Invitation? {
        try await town.write { tx in
          try inviteFamily(
            person: person, email: email, name: "Ama Bello", id: fresh(), site: TestTown.address, by: .system, at: now,
            in: tx)
        }
      }
      await #expect(throws: Invalid.self) { try await invite(person, "sam@example.org") }
      let first = try #require(try await invite(person, "wrong@example.org"))
      let second = try #require(try await invite(person, "ama@example.org"))
      #expect(first.account == second.account, "a wrong address is put right")
      #expect(await Browser(town).get(String(first.link.dropFirst(TestTown.address.count))).status == 410)
      await #expect(throws: Invalid.self) { try await invite(other, "ama@example.org") }
      _ = await Browser(town).post(String(second.link.dropFirst(TestTown.address.count)) + "/opening")
      #expect(try await invite(person, "ama@example.org") == nil, "already in")
      await #expect(throws: Invalid.self) { try await invite(person, "new@example.org") }
      // After the end, the same address opens the same account again.
      try await town.write { tx in try endAccount(first.account, why: "Asked to", by: .system, at: now, in: tx) }
      let again = try #require(try await invite(person, "ama@example.org"))
      #expect(again.account == first.account)
      let caller = try await town.read { try account(again.account, in: $0).caller(from: "x", at: now, in: $0) }
      #expect(caller.person == person && caller.roles == [.init(.familyMember)])
    }
  }

  @Test(arguments: Engine.available) func aNewPhoneTakesTheOldOnesPlace(engine: Engine) async throws {
    try await withTown(engine) { town in
      let id = try await town.makeStaff("sam@example.org")
      let browser = Browser(town)
      await browser.signIn("sam@example.org")
      town.clock.pass(minutes: 1)
      #expect(await browser.post("/account/phone/confirmation", ["code": town.code]).status == 409)
      #expect(await browser.post("/account/phone", ["code": "000000"]).status == 422)
      #expect(await browser.post("/account/phone", ["code": town.code]).status == 303)
      let next: [UInt8] = try #require(
        try await town.read { try $0.value("SELECT next_secret FROM one_time_code WHERE account_id = \(id)") })
      #expect(await browser.get("/account/phone").text.contains(inFours(base32(next))))
      // Until the new one is proved, the old one counts.
      town.clock.pass(minutes: 1)
      #expect(await browser.post("/account/phone/confirmation", ["code": town.code]).status == 422)
      #expect(await Browser(town).signIn("sam@example.org").status == 303)
      let step = timeStep(at: town.clock.now)
      let confirmed = await browser.post(
        "/account/phone/confirmation", ["code": oneTimeCode(secret: next, step: step)])
      #expect(confirmed.status == 303)
      town.clock.pass(minutes: 1)
      #expect(await Browser(town).signIn("sam@example.org").status == 422)
      let other = Browser(town)
      _ = await other.post("/sign-in", ["email": "sam@example.org", "password": TestTown.password])
      let code = oneTimeCode(secret: next, step: timeStep(at: town.clock.now))
      #expect(await other.post("/sign-in/code", ["code": code]).status == 303)
    }
  }
}
