import Design
import Kernel
import Store
import Synchronization
import TestKit
import Testing

@testable import Web

private struct RecordPage: Page, Codable {
  var title = "Record"
  let times: Int
  func body(_ view: View) -> HTML { "<p>\(times)</p>" }
}

/// A page with a button that does something.
private struct ButtonPage: Page, Codable {
  var title = "Record"
  func body(_ view: View) -> HTML { view.postButton("Go", to: "/go") }
}

/// Counts how often a page was made.
private final class Made: Sendable {
  private let count = Mutex(0)
  func another() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}

/// A page that is given again tells nobody anything they may not know, and nothing that has changed since.
@Suite struct RememberedPagesTests {
  private let child = ChildID(high: 0x7001, low: 1 << 63)
  private let pat = Caller(
    account: AccountID(high: 0x7000, low: 1 << 63), name: "Pat", roles: [.init(.practitioner)], from: "test")
  private let own = Access(reach: .own, role: .practitioner, purpose: .directCare)
  private let noted = EventKind("t.noted", "wrote a note")
  private let looked = EventKind("t.looked", "looked", changes: false)

  /// The number that the page shows: how often one was made, this one among them.
  private func shown(
    _ remembered: RememberedPages, _ made: Made, _ site: Site, by caller: Caller? = nil,
    access: Access? = nil, query: [String: [String]] = [:], after seconds: Int = 0, _ tx: Transaction
  ) throws -> Int {
    var request = Request(
      site: site, method: .get, path: "/children/\(child)", query: query, now: TestSite.now.adding(seconds: seconds),
      caller: caller ?? pat)
    request.parameters = ["child": child.description]
    request.access = access ?? own
    let page = try remembered.page(for: request, tx) { _, _ in
      RecordPage(times: made.another())
    }
    return try #require(page.page as? RecordPage).times
  }

  @Test(arguments: Engine.available) func isGivenAgainToTheSameCallerForAWhile(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations + webMigrations) { database async throws in
      let site = TestSite(database, []).site
      let (remembered, made) = (RememberedPages(), Made())
      let other = Caller(account: pat.account, name: "Pat", roles: [.init(.teamManager)], from: "test")
      let emergency = Access(reach: .agency, role: .practitioner, purpose: .emergency, isEmergency: true)
      try await database.read { tx throws in
        #expect(try shown(remembered, made, site, tx) == 1)
        #expect(try shown(remembered, made, site, after: RememberedPages.seconds - 1, tx) == 1)
        #expect(try shown(remembered, made, site, by: other, tx) == 2, "another role sees another page")
        #expect(try shown(remembered, made, site, access: emergency, tx) == 3, "so does another right to see it")
        #expect(try shown(remembered, made, site, query: ["page": ["2"]], tx) == 4)
        #expect(try shown(remembered, made, site, after: RememberedPages.seconds, tx) == 5, "it is too old")
        remembered.forget(pat.account)
        #expect(try shown(remembered, made, site, tx) == 6, "the caller has done something")
      }
    }
  }

  @Test(arguments: Engine.available) func keepsNoFormAsItWasDrawn(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations + webMigrations) { database async throws in
      let site = TestSite(database, []).site
      var request = Request(
        site: site, method: .get, path: "/children/\(child)", headers: ["accept": "text/html"], now: TestSite.now,
        caller: pat)
      request.parameters = ["child": child.description]
      request.access = own
      let asked = request
      try await database.read { tx throws in
        let (plain, withButton) = (RememberedPages(), RememberedPages())
        for _ in 1...2 {
          #expect(try plain.page(for: asked, tx) { _, _ in RecordPage(times: 7) }.body?.text == "<p>7</p>")
          #expect(try withButton.page(for: asked, tx) { _, _ in ButtonPage() }.body == nil)
        }
      }
    }
  }

  @Test(arguments: Engine.available) func isMadeAnewWhenTheRecordHasChanged(engine: Engine) async throws {
    try await withTestDatabase(engine, storeMigrations + webMigrations) { database async throws in
      let site = TestSite(database, []).site
      let (remembered, made) = (RememberedPages(), Made())
      func write(_ kind: EventKind, of child: ChildID) async throws {
        try await database.write { tx in
          try tx.append(kind, about: child.of(), child: child, by: pat, at: TestSite.now)
        }
      }
      func next() async throws -> Int { try await database.read { tx in try shown(remembered, made, site, tx) } }
      var times = try await next()
      #expect(times == 1)
      try await write(looked, of: child)
      times = try await next()
      #expect(times == 1, "a look changes nothing")
      try await write(noted, of: site.newID())
      times = try await next()
      #expect(times == 1, "that was another child")
      try await write(noted, of: child)
      times = try await next()
      #expect(times == 2)
      let counted = try await database.read { tx in try tx.changes(of: child) }
      #expect(counted == 1)
    }
  }
}
