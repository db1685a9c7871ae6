import Design
import Foundation
import Kernel
import Store
import TestKit
import Testing

@testable import Web

private let words = Field("words", "Your words", .prose(max: 100), required: "Enter your words")

/// A page of several forms whose fields have one name.
private struct FormsPage: Page, Codable {
  let entry: Entry
  var title: String { "Forms" }
  func body(_ view: View) -> HTML {
    ["one", "other", "task"].map { name in
      formPart(view, to: "/two/\(name)", [words], entry, submit: "Send", idPrefix: "\(name)-")
    }.joined()
  }
}

private func routes() -> [Route] {
  let page: @Sendable (Request, Transaction) throws -> FormsPage = { request, _ in FormsPage(entry: request.entry) }
  let forms = ["one", "other"].map { name -> Route in
    .form(
      PathPattern(stringLiteral: "/two/\(name)"), "Write", may: .anyone("t.write"), fields: [words], again: page
    ) { request, _ in
      _ = try request.text(words)
      return .see("/two", "Kept")
    }
  }
  let task = Route.task("/two/task", "Write slowly", may: .anyone("t.task"), fields: [words], again: page) { request in
    _ = try request.text(words)
    return .see("/two", "Kept")
  }
  let own = Route.form(
    "/two/own", "Write as yourself", may: .signedIn("t.own", for: .governance), fields: [words], again: page
  ) { _, _ in .see("/two", "Kept") }
  return forms + [task, own, .page("/two", "Forms", may: .anyone("t.two"), keepsDraft: true, page)]
}

/// What is typed is kept for each form of a page by itself.
@Suite struct DraftsTests {
  private func withSite(_ engine: Engine, _ body: (TestSite) async throws -> Void) async throws {
    try await withTestDatabase(engine, storeMigrations + webMigrations) { database in
      try await body(TestSite(database, routes()))
    }
  }
  private func drafts(_ site: TestSite) async throws -> Int {
    try await site.site.database.read { tx in try tx.value("SELECT count(*) FROM form_draft", as: Int.self) ?? 0 }
  }

  @Test(arguments: Engine.available) func eachFormOfAPageHasItsOwnDraft(engine: Engine) async throws {
    try await withSite(engine) { site in
      func typed(_ words: String, into form: String) async {
        let fields = ["form_page": "/two", "form_to": form, "words": words]
        #expect(await site.post("/drafts", fields).status == 303)
      }
      func shown(_ text: String) -> [String] {
        text.components(separatedBy: "<form ").dropFirst().filter { $0.contains("action=\"/two/") }
      }
      await typed("First thought", into: "/two/one")
      await typed("Second thought", into: "/two/other")
      let both = shown(await site.get("/two").text)
      #expect(both.count == 3)
      #expect(both[0].contains("First thought") && !both[0].contains("Second thought"))
      #expect(both[1].contains("Second thought") && !both[1].contains("First thought"))

      // What is wrong with one stands there, with what was sent; the other shows what is kept.
      let wrong = ["form_page": "/two", "words": String(repeating: "Too long. ", count: 30)]
      let refused = await site.post("/two/one", wrong)
      #expect(refused.status == 422)
      let again = shown(refused.text)
      #expect(again[0].contains("Too long. Too long.") && again[0].contains("data-refused"))
      #expect(again[1].contains("Second thought") && !again[1].contains("data-refused"))

      #expect(await site.post("/two/one", ["form_page": "/two", "words": "Done"]).status == 303)
      let left = shown(await site.get("/two").text)
      #expect(!left[0].contains("First thought") && left[1].contains("Second thought"))
      #expect(await site.post("/drafts/discarded", ["form_page": "/two", "form_to": "/two/other"]).status == 303)
      #expect(!(await site.get("/two")).text.contains("Second thought"))
    }
  }

  @Test(arguments: Engine.available) func aTaskForgetsItsDraftToo(engine: Engine) async throws {
    try await withSite(engine) { site in
      _ = await site.post("/drafts", ["form_page": "/two", "form_to": "/two/task", "words": "Half"])
      let left1 = try await drafts(site)
      #expect(left1 == 1)
      #expect(await site.post("/two/task", ["form_page": "/two", "words": "Whole"]).status == 303)
      let left2 = try await drafts(site)
      #expect(left2 == 0)
    }
  }

  /// What was kept before each form had its own draft is shown still.
  @Test(arguments: Engine.available) func aDraftWithoutAFormIsThePages(engine: Engine) async throws {
    try await withSite(engine) { site in
      #expect(await site.post("/drafts", ["form_page": "/two", "words": "From before"]).status == 303)
      #expect(await site.get("/two").text.contains("From before"))
      #expect(await site.post("/two/one", ["form_page": "/two", "words": "Done"]).status == 303)
      let left3 = try await drafts(site)
      #expect(left3 == 0)
    }
  }

  /// From one network address so many new drafts an hour and no more; who has begun types on.
  @Test(arguments: Engine.available) func nobodyFillsTheDiskWithDrafts(engine: Engine) async throws {
    try await withSite(engine) { site in
      func typed(_ words: String, on page: String) async -> Int {
        await site.post("/drafts", ["form_page": page, "form_to": "/two/one", "words": words]).status
      }
      // What came too late for its session is kept as a draft too, and counted with them.
      func late() async -> Int { await site.post("/two/own", ["form_page": "/two", "words": "Too late"]).status }
      #expect(await late() == 303)
      for n in 1..<newDraftsFromOneAddress { #expect(await typed("Thought", on: "/two/\(n)") == 303) }
      #expect(await late() == 429)
      #expect(await typed("One more", on: "/three") == 429)
      #expect(await typed("Typed on", on: "/two/1") == 303)
      let kept = try await drafts(site)
      #expect(kept == newDraftsFromOneAddress)

      let later = TestSite(site.site.database, routes(), now: TestSite.now.adding(seconds: 3601))
      let fields = ["form_page": "/three", "form_to": "/two/one", "words": "An hour later"]
      #expect(await later.post("/drafts", fields).status == 303)
    }
  }
}
