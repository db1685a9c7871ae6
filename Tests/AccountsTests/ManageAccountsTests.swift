import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Accounts

@Suite struct ManageAccountsTests {
  private func withAdministrator(_ engine: Engine, _ body: (TestTown, Browser) async throws -> Void) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("ada@example.org", [.administrator])
      let browser = Browser(town)
      await browser.signIn("ada@example.org")
      try await body(town, browser)
    }
  }

  @Test(arguments: Engine.available) func onlyAnAdministratorSeesAccounts(engine: Engine) async throws {
    try await withAdministrator(engine) { town, administrator in
      let sam = try await town.makeStaff("sam@example.org", [.practitioner, .teamManager])
      let browser = Browser(town)
      await browser.signIn("sam@example.org")
      for path in [
        "/accounts", "/accounts/invitation", "/accounts/\(sam)", "/accounts/\(sam)/ending", "/accounts/\(sam)/reset",
      ] {
        #expect(await browser.get(path).status == 403)
        #expect(await Browser(town).get(path).status == 303)
        #expect(await administrator.get(path).status == 200)
      }
      let missing: AccountID = town.site.newID()
      #expect(await administrator.get("/accounts/\(missing)").status == 404)
      #expect(await administrator.get("/accounts/nonsense").status == 404)
    }
  }

  @Test(arguments: Engine.available) func invitesByForm(engine: Engine) async throws {
    try await withAdministrator(engine) { town, browser in
      let bad = await browser.post("/accounts", ["email": "nobody", "name": "", "roles": "practitioner"])
      #expect(bad.status == 422 && bad.text.contains("Enter their name") && bad.text.contains("value=\"nobody\""))
      let placeless = await browser.post(
        "/accounts", ["email": "new@example.org", "name": "Nia Jones", "roles": "practitioner"])
      #expect(placeless.status == 422 && placeless.text.contains("Choose the agency they work for"))
      let good = await browser.post(
        "/accounts",
        [
          "email": "New@example.org", "name": "Nia Jones", "roles": "practitioner",
          "agency": TestTown.agency.description, "team": TestTown.team.description,
        ])
      let path = try #require(good[header: "Location"])
      #expect(good.status == 303 && path.hasPrefix("/accounts/"))
      let page = await browser.get(path)
      #expect(page.text.contains("Practitioner, North team, Early Help") && page.text.contains("Invited"))
      #expect(try await town.link(to: "new@example.org").hasPrefix("/invitations/"))
      let twice = await browser.post(
        "/accounts", ["email": "new@example.org", "name": "Nia Jones", "roles": "screener"])
      #expect(twice.status == 422 && twice.text.contains("already has an account"))
      #expect(await browser.post(path + "/invitation").status == 303)
    }
  }

  @Test(arguments: Engine.available) func nobodyRaisesThemselves(engine: Engine) async throws {
    try await withAdministrator(engine) { town, browser in
      let ada = try #require(try await town.read { try account(email: "ada@example.org", in: $0) })
      let fields = [
        "role": "screener", "from": "2026-11-18", "why": "Cover", "agency": TestTown.agency.description,
      ]
      #expect(await browser.post("/accounts/\(ada.id)/roles", fields).status == 403)
      #expect(await browser.post("/accounts/\(ada.id)/ending", ["why": "Leaving"]).status == 403)
      #expect(await browser.post("/accounts/\(ada.id)/reset", ["why": "Lost", "is_checked": "yes"]).status == 403)
      // Nor do two administrators help each other to cases.
      let bea = try await town.makeStaff("bea@example.org", [.administrator])
      let refused = await browser.post("/accounts/\(bea)/roles", fields)
      #expect(refused.status == 422 && refused.text.contains("sees no case content"))
      let both = await browser.post(
        "/accounts", ["email": "c@example.org", "name": "Cy Dow", "roles": "administrator&roles=screener"])
      #expect(both.status == 422)
    }
  }

  @Test(arguments: Engine.available) func givesAndTakesRoles(engine: Engine) async throws {
    try await withAdministrator(engine) { town, browser in
      let sam = try await town.makeStaff("sam@example.org", [.practitioner])
      let fields = [
        "role": "screener", "from-day": "18", "from-month": "11", "from-year": "2026", "why": "Cover for Pat",
      ]
      #expect(await browser.post("/accounts/\(sam)/roles", fields).status == 303)
      let twice = await browser.post("/accounts/\(sam)/roles", fields)
      #expect(twice.status == 422 && twice.text.contains("They have this role already"))
      let past = await browser.post(
        "/accounts/\(sam)/roles", fields.merging(["from-day": "1", "role": "panel_member"]) { $1 })
      #expect(past.status == 422)
      let role = try #require(try await town.read { tx in try roles(of: sam, in: tx).first { $0.role == .screener } })
      #expect(await browser.get("/accounts/\(sam)").text.contains("Cover for Pat"))
      #expect(await browser.post("/accounts/\(sam)/roles/\(role.id)/ending").status == 303)
      #expect(await browser.post("/accounts/\(sam)/roles/\(role.id)/ending").status == 404)
      let held = try await town.read { tx in try presentRoles(of: sam, on: TestSite.now.day, in: tx).map(\.role) }
      #expect(held == [.practitioner])
      let family = try await town.makeFamily("ama@example.org")
      #expect(await browser.post("/accounts/\(family)/roles", fields).status == 422)
    }
  }

  @Test(arguments: Engine.available) func endsAndResetsWithAReason(engine: Engine) async throws {
    try await withAdministrator(engine) { town, browser in
      let sam = try await town.makeStaff("sam@example.org")
      let worker = Browser(town)
      await worker.signIn("sam@example.org")
      #expect(await browser.post("/accounts/\(sam)/reset", ["why": "Lost phone"]).status == 422)
      #expect(await worker.get("/account").status == 200)
      #expect(await browser.post("/accounts/\(sam)/reset", ["why": "Lost phone", "is_checked": "yes"]).status == 303)
      #expect(await worker.get("/account").status == 303)
      #expect(try await !town.read { try hasPassword(sam, in: $0) })
      #expect(await worker.get(try await town.link(to: "sam@example.org")).text.contains("Choose a password"))
      #expect(await browser.post("/accounts/\(sam)/reset", ["why": "Again", "is_checked": "yes"]).status == 409)

      #expect(await browser.post("/accounts/\(sam)/ending").status == 422)
      #expect(await browser.post("/accounts/\(sam)/ending", ["why": "Left the council"]).status == 303)
      let page = await browser.get("/accounts/\(sam)")
      #expect(page.text.contains("Left the council") && page.text.contains("Lost phone"))
      #expect(await browser.get(try await town.link(to: "sam@example.org")).status == 410)
      #expect(await browser.post("/accounts/\(sam)/ending", ["why": "Again"]).status == 409)
      // The same address may be invited again.
      let now = town.clock.now
      let directory = town.directory
      let again = try await town.write { tx in
        try inviteAccount(
          NewAccount(email: "sam@example.org", name: "Sam Smith", roles: [.screener]), id: sam, directory: directory,
          site: TestTown.address, by: .system, at: now, in: tx)
      }
      #expect(again.account == sam)
    }
  }

  @Test(arguments: Engine.available) func listsFiltersAndPages(engine: Engine) async throws {
    try await withAdministrator(engine) { town, browser in
      let (now, directory) = (town.clock.now, town.directory)
      let fresh: @Sendable () -> AccountID = { town.site.newID() }
      try await town.write { tx in
        for n in 10..<40 {
          _ = try inviteAccount(
            NewAccount(email: "p\(n)@example.org", name: "Person \(n)", roles: [n % 2 == 0 ? .screener : .boardViewer]),
            id: fresh(), directory: directory, site: TestTown.address, by: .system, at: now, in: tx)
        }
      }
      let first = await browser.get("/accounts")
      #expect(first.text.contains("Showing 1 to 25 of 31"))
      #expect(first.text.contains("Person 10") && !first.text.contains("Person 39"))
      #expect(await browser.get("/accounts?page=2").text.contains("Person 39"))
      let some = await browser.get("/accounts?role=screener&state=invited")
      func people(_ page: Response) -> Int { page.text.matches(of: #/>Person /#).count }
      #expect(people(some) == 15 && !some.text.contains("Person 11"))
      #expect(people(await browser.get("/accounts?q=PERSON+2")) == 10)
      #expect(
        await browser.get("/accounts?q=%25").text.contains("No accounts found"), "a percent sign is a percent sign")
      #expect(await browser.get("/accounts?q=nobody&page=9").text.contains("No accounts found"))
      let sheet = await browser.get("/accounts?format=csv&q=person")
      #expect(sheet.text.split(separator: "\r\n").count == 31)
      let json = await browser.get("/accounts?role=administrator", json: true)
      #expect(json.text.contains("\"email\":\"ada@example.org\"") && json.text.contains("\"total\":1"))
    }
  }

  @Test func rulesOfRoles() {
    #expect(separationProblem([.administrator]) == nil && separationProblem([.practitioner, .screener]) == nil)
    #expect(separationProblem([.administrator, .boardViewer]) != nil)
    let day = Day(2026, 11, 18)!
    func fields(_ roles: [Role], agency: AgencyID? = nil, team: TeamID? = nil, to: Day? = nil) -> [String] {
      let new = NewAccount(email: "a@example.org", name: "A", roles: roles, agency: agency, team: team, to: to)
      return problems(with: new, today: day, teams: [.init(TestTown.team, agency: TestTown.agency, "North")]).map(
        \.field)
    }
    #expect(fields([]) == ["roles"] && fields([.familyMember]) == ["roles"])
    #expect(fields([.practitioner]) == ["agency"] && fields([.teamManager]) == ["agency", "team"])
    #expect(fields([.teamManager], agency: TestTown.agency, team: TestTown.team) == [])
    #expect(fields([.screener], team: TestTown.team) == ["team"])
    #expect(fields([.screener], to: day) == [] && fields([.screener], to: day.adding(days: -1)) == ["to"])
  }

  @Test(arguments: Engine.available) func aPasswordIsChangedWithTheOldOne(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.makeStaff("sam@example.org")
      let (here, there) = (Browser(town), Browser(town))
      await here.signIn("sam@example.org")
      town.clock.pass(minutes: 1)
      await there.signIn("sam@example.org")
      let new = "lantern biscuit harbour"
      #expect(await here.post("/account/password", ["password": "wrong one here", "new_password": new]).status == 422)
      #expect(
        await here.post("/account/password", ["password": TestTown.password, "new_password": "samsmith2026"]).status
          == 422)
      #expect(await here.post("/account/password", ["password": TestTown.password, "new_password": new]).status == 303)
      #expect(await here.get("/account").status == 200)
      #expect(await there.get("/account").status == 303)
    }
  }
}
