import Design
import Kernel
import Store
import TestKit
import Testing

@testable import Web

private let name = Field("name", "Name", .text(max: 10), required: "Enter a name")
private let day = Field("seen_on", "Day", .day, required: "Enter the day")

private struct HelloPage: Page, Codable {
  var title = "Hello"
  let who: String
  let seenOn: Day
  let notes: [Note]
  let friend: Note?
  var entry = Entry()
  struct Note: Codable, Sendable {
    let text: String
    let count: Int
  }
  func body(_ view: View) -> HTML { "<h1>Hello \(who)</h1>\(view.form(to: "/things", entry) { control(name, entry) })" }
  var sheet: Sheet? { Sheet(name: "hello", columns: ["who"], rows: [[who], ["=1+1"]]) }
}

@Suite struct FolderTests {
  /// The address of a whole interface is often written with a slash at its end; every other address is one address.
  @Test func aSlashAtTheEndIsOnlyForFolders() {
    let page: @Sendable (Request, Transaction) throws -> HelloPage = { request, _ in
      HelloPage(who: "", seenOn: request.today, notes: [], friend: nil)
    }
    let table = RouteTable([
      Route.page("/data", "Data", may: .anyone("t.data"), page).asFolder(),
      .page("/data/{id}", "One", may: .anyone("t.data"), page), .page("/", "Start", may: .anyone("t.start"), page),
    ])
    func finds(_ path: String) -> Bool { if case .route = table.match(.get, path) { true } else { false } }
    #expect(finds("/data") && finds("/data/") && finds("/data/1") && finds("/"))
    #expect(!finds("/data//") && !finds("/data/1/") && !finds("//") && !finds("/data/./"))
    if case .otherMethods(let methods) = table.match(.post, "/data/") {
      #expect(methods == [.get])
    } else {
      Issue.record("a folder keeps its methods")
    }
  }
}

private func routes() -> [Route] {
  let hello: @Sendable (Request, Transaction) throws -> HelloPage = { request, _ in
    HelloPage(
      who: request.entry["name"] ?? request.query("who") ?? "you", seenOn: request.today, notes: [], friend: nil,
      entry: request.entry)
  }
  return [
    .page("/", "Start", may: .anyone("t.start"), asks: [name], keepsDraft: true, hello),
    .page("/children/{child}", "Child", may: .child("t.child", [.practitioner: .own])) { request, _ in
      HelloPage(who: try request.child.description, seenOn: request.today, notes: [], friend: nil)
    },
    .page("/work", "Work", may: .work("t.work", for: .supervision, .teamManager), hello),
    .page("/bug", "Bug", may: .anyone("t.bug")) { _, _ -> HelloPage in throw DatabaseError.other("secret") },
    .form("/things", "Make a thing", may: .anyone("t.make"), fields: [name, day], again: hello) { request, tx in
      var form = FormReading(request.entry)
      let who = form.text(name)
      _ = form.day(day)
      let thing = try request.checked { _ in form.result { who! } }
      try tx.append(
        EventKind("thing.made", "made a thing"), about: request.formID, by: request.caller, at: request.now,
        changed: ["who": thing])
      return .see("/", "Made <\(thing)>")
    },
  ]
}

private let worker = Caller(
  account: AccountID(high: 0x7000, low: 1 << 63), name: "Pat", roles: [.init(.practitioner)], from: "test")

@Suite struct ResponderTests {
  private func withSite(_ engine: Engine, _ body: (TestSite) async throws -> Void) async throws {
    try await withTestDatabase(engine, storeMigrations + webMigrations) { database in
      try await body(TestSite(database, routes(), callers: ["pat": worker]))
    }
  }
  private func count(_ site: TestSite, _ table: SQL) async throws -> Int {
    try await site.site.database.read { tx in try tx.value("SELECT count(*) FROM \(table)", as: Int.self) ?? 0 }
  }

  @Test(arguments: Engine.available) func answersWithAPageItsValueAndItsRows(engine: Engine) async throws {
    try await withSite(engine) { site in
      let page = await site.get("/?who=%3Cb%3E")
      #expect(page.status == 200 && page.text.contains("Hello &lt;b&gt;") && !page.text.contains("<b>"))
      #expect(page[header: "Content-Security-Policy"]?.contains("default-src 'self'") == true)
      let json = await site.get("/?who=Ann", json: true)
      #expect(json.text.contains("\"who\":\"Ann\"") && json.text.contains("\"seen_on\":\"2026-11-18\""))
      let sheet = await site.get("/?who=Ann&format=csv")
      #expect(sheet.text.hasSuffix("who\r\nAnn\r\n'=1+1\r\n"))
    }
  }

  @Test(arguments: Engine.available) func aGoodFormWritesOnceAndABadOneNothing(engine: Engine) async throws {
    try await withSite(engine) { site in
      let id = (site.site.newID() as AnyID).description
      let good = ["name": "Ann", "seen_on": "2026-11-01", "form_id": id, "form_page": "/"]
      let first = await site.post("/things", good)
      #expect(first.status == 303 && first[header: "Location"] == "/")
      #expect(await site.post("/things", good).status == 409)
      let counted1 = try await count(site, "event")
      #expect(counted1 == 1)
      let long = await site.post(
        "/things", ["name": "far too long a name", "seen_on-day": "31", "seen_on-month": "2", "seen_on-year": "2026"])
      #expect(long.status == 422 && long.text.contains("far too long a name") && long.text.contains("real date"))
      #expect(long.text.contains("Error"))
      #expect(await site.post("/things", ["name": "Ann", "seen_on": "2026-11-01", "csrf": "stale"]).status == 403)
      let counted2 = try await count(site, "event")
      #expect(counted2 == 1)
    }
  }

  @Test(arguments: Engine.available) func jsonTakesTheSameFieldsAndSaysWhatIsWrong(engine: Engine) async throws {
    try await withSite(engine) { site in
      func send(_ body: String) async -> Response {
        await site.responder.respond(
          to: RawRequest(
            "POST", "/things", headers: ["content-type": "application/json", "accept": "application/json"],
            body: Array(body.utf8)))
      }
      #expect(await send(#"{"name":"Ann","seen_on":"2026-11-01"}"#).status == 303)
      let bad = await send(#"{"name":7,"seen_on":[]}"#)
      #expect(bad.status == 422 && bad[header: "Content-Type"] == "application/problem+json")
      #expect(bad.text.contains("seen_on"))
      for broken in ["", "[]", "{", #"{"name":{"a":1}}"#, "{\"name\":\"a\\u0000\"}"] {
        #expect(await send(broken).status == 400)
      }
    }
  }

  @Test(arguments: Engine.available) func refusesWithTheRightWord(engine: Engine) async throws {
    try await withSite(engine) { site in
      #expect(await site.get("/nothing").status == 404)
      #expect(await site.get("/..%2f..%2fetc/passwd").status == 404)
      #expect(await site.get("/a%ff").status == 400)
      #expect(await site.get("/work").status == 303)
      #expect(await site.get("/work", json: true).status == 401)
      #expect(await site.get("/work", as: "pat").status == 403)
      #expect(await site.get("/children/no-id", as: "pat").status == 404)
      #expect(await site.get("/things").status == 405)
      #expect(await site.responder.respond(to: RawRequest("DELETE", "/")).status == 405)
      let big = RawRequest(
        "POST", "/things", headers: ["content-type": "application/json"], body: Array(repeating: 32, count: 600_000))
      #expect(await site.responder.respond(to: big).status == 413)
      let odd = RawRequest("POST", "/things", headers: ["content-type": "text/xml"], body: [60])
      #expect(await site.responder.respond(to: odd).status == 415)
      let bug = await site.get("/bug")
      #expect(bug.status == 500 && !bug.text.contains("secret") && bug.text.contains("reference"))
    }
  }

  @Test(arguments: Engine.available) func keepsWhatIsTypedUntilItIsSent(engine: Engine) async throws {
    try await withSite(engine) { site in
      #expect(await site.post("/drafts", ["form_page": "/", "name": "half a na", "password": "never"]).status == 303)
      let page = await site.get("/")
      #expect(page.text.contains("half a na") && page.text.contains("We kept what you typed"))
      #expect(await site.post("/things", ["name": "Ann", "seen_on": "2026-11-01", "form_page": "/"]).status == 303)
      #expect(!(await site.get("/")).text.contains("half a na"))
      let counted3 = try await count(site, "form_draft")
      #expect(counted3 == 0)
    }
  }

  @Test func describesEveryRouteAndTheShapeOfEveryPage() throws {
    let text = String(decoding: try openAPI(routes(), partnership: "X"), as: UTF8.self)
    #expect(text.contains("\"/children/{child}\"") && text.contains("\"x-permission\":\"t.work\""))
    guard case .object(_, let fields, let required) = HelloPage.schema else { throw Unexpected() }
    #expect(required.contains("seen_on") && !required.contains("friend"))
    guard case .string("date", _)? = fields["seen_on"], case .array(.object(_, let note, _))? = fields["notes"] else {
      throw Unexpected()
    }
    #expect(note.keys.sorted() == ["count", "text"])
  }
  private struct Unexpected: Error {}
}

@Suite struct ListPartTests {
  private func part(_ query: [String: [String]]) async throws -> ListPart {
    try await withTestDatabase(.sqlite, []) { database in
      let site = TestSite(database, []).site
      return Request(
        site: site, method: .get, path: "/list", query: query, now: TestSite.now, caller: .visitor(from: "test")
      ).part(of: 25)
    }
  }

  @Test func aPageIsCountedFromOne() async throws {
    #expect(try await part([:]) == ListPart(page: 1, size: 25, offset: 0))
    #expect(try await part(["page": ["3"]]) == ListPart(page: 3, size: 25, offset: 50))
    for odd in ["0", "-4", "x", ""] { #expect(try await part(["page": [odd]]).page == 1) }
    #expect(try await part(["page": ["999999999"]]).page == 10_000)
  }
  @Test func aDownloadIsTheWholeList() async throws {
    let part = try await part(["page": ["3"], "format": ["csv"]])
    #expect(part == ListPart(page: 1, size: ListPart.longestSheet, offset: 0))
  }
  @Test func oneRowMoreSaysThatThereIsAnotherPage() async throws {
    let part = try await part([:])
    #expect(part.limit == 26)
    let (shown, hasMore) = part.cut(Array(1...26))
    #expect(shown == Array(1...25) && hasMore)
    #expect(!part.cut(Array(1...25)).hasMore)
  }
}

@Suite struct DecodingTests {
  @Test func readsTimesAsPeopleWriteThem() {
    for (text, minutes) in [
      ("2.30pm", 870), ("14:30", 870), ("9am", 540), ("12am", 0), ("midday", 720), ("9.05 AM", 545),
    ] {
      #expect(minuteOfDay(text) == minutes)
    }
    for text in ["", "25:00", "13pm", "9", "9.60am", "x"] { #expect(minuteOfDay(text) == nil) }
  }
  @Test func readsCookiesAndForms() throws {
    #expect(cookies("a=1; session=x=y;b") == ["a": "1", "session": "x=y"])
    #expect(try formFields(Array("a=1&a=2&b=%C3%A9+x".utf8)) == ["a": ["1", "2"], "b": ["é x"]])
    #expect(throws: Refusal.self) { try formFields(Array("a=%ff".utf8)) }
    #expect(throws: Refusal.self) { try formFields(Array("a=%00".utf8)) }
  }
  @Test func gzipGivesBackWhatItTook() throws {
    let text = Array(String(repeating: "the same again ", count: 500).utf8)
    let small = try #require(gzipped(text))
    #expect(small.count < text.count / 10 && small[0] == 0x1f && small[1] == 0x8b)
  }
}
