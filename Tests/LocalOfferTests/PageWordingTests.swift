import Design
import Foundation
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import LocalOffer

/// Pages in standard words, in easy read and in other languages.
@Suite struct PageWordingTests {
  @Test(arguments: Engine.available) func everyVersionLeadsToEveryOther(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let home = await world.site.get("/local-offer").text
      #expect(home.contains("hreflang=\"pl\"") && home.contains("/local-offer/in/easy-read/home"))
      #expect(home.contains("dir=\"rtl\">اردو</a>"), "a link is in its own language and direction")
      #expect(!home.contains("Українська"), "a draft is not linked")
      #expect(await world.site.get("/local-offer/in/uk/home").status == 404)
      let polish = await world.site.get("/local-offer/in/pl/home").text
      #expect(polish.contains("<div lang=\"pl\" dir=\"ltr\"") && polish.contains("Lokalna oferta"))
      #expect(polish.contains("href=\"/local-offer\"") && polish.contains("/local-offer/in/ur/home"))
      #expect(!polish.contains("href=\"/local-offer/in/pl/home\" rel"), "it does not lead to itself")
      #expect(polish.contains("/local-offer/in/pl/help-in-school"), "what else there is in Polish")
      #expect(polish.contains("SENDIASS: advice"), "and the services with a Polish page")
      let listing = try await world.listing("SENDIASS: advice")
      for path in [
        "/local-offer/organisations", "/local-offer/coverage", "/local-offer/comments",
        "/local-offer/pages/how-to-complain", "/local-offer/organisations/\(listing.organisation)",
      ] {
        let page = await world.site.get(path).text
        let link = try #require(page.firstMatch(of: /href="(\/local-offer\/in\/easy-read\/[^"]+)"/), "\(path)").1
        #expect(await world.site.get(String(link)).text.contains("href=\"\(path)\""), "\(link) leads back")
      }
      #expect(await world.site.get("/local-offer/pages/home").status == 404, "home has an address of its own")
    }
  }

  @Test(arguments: Engine.available) func thePublicReadsWhatWasApprovedLast(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let path = "/directory/pages/home/versions/easy-read"
      let seen = try await seen("home", "easy-read", world)
      let words = ["heading": "New heading", "text": "New words.", "seen": seen]
      #expect(await world.site.post(path, words, as: "marcus").status == 404, "a provider writes on their own alone")
      #expect(await world.site.post(path, words, as: "beth").status == 303)
      #expect(!(await world.site.get("/local-offer/in/easy-read/home").text.contains("New words.")))
      #expect(await world.site.post(path, words, as: "beth").status == 409, "somebody wrote meanwhile")
      let draft = await world.site.get(path, as: "beth").text
      #expect(draft.contains("Approve what is saved") && draft.contains("data-reading"))
      let now = try await self.seen("home", "easy-read", world)
      #expect(await world.site.post("\(path)/approval", ["seen": seen], as: "beth").status == 409)
      #expect(await world.site.post("\(path)/approval", ["seen": now], as: "marcus").status == 403)
      #expect(await world.site.post("\(path)/approval", ["seen": now], as: "beth").status == 303)
      #expect(await world.site.get("/local-offer/in/easy-read/home").text.contains("New words."))
      let again = try await self.seen("home", "easy-read", world)
      #expect(await world.site.post("\(path)/approval", ["seen": again], as: "beth").status == 409, "nothing is new")
      #expect(await world.site.get("\(path)?from=1", as: "beth").text.contains("This website is for families."))
      #expect(await world.site.post("\(path)/removal", [:], as: "beth").status == 422, "it is said why")
      #expect(await world.site.post("\(path)/removal", ["why": "Wrong"], as: "beth").status == 303)
      #expect(await world.site.get("/local-offer/in/easy-read/home").status == 404)
      #expect(!(await world.site.get("/local-offer").text.contains("easy-read/home")))
    }
  }

  @Test(arguments: Engine.available) func whatIsOlderThanTheStandardSaysSo(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let old = "The English page has changed since this translation was made"
      #expect(await world.site.get("/local-offer/in/ur/home").text.contains(old))
      #expect(!(await world.site.get("/local-offer/in/pl/home").text.contains(old)))
      let editors = await world.site.get("/directory/pages/home", as: "beth").text
      #expect(editors.contains("The standard page has changed since"))
      // The same of a listing.
      let listing = try await world.listing("SENDIASS: advice")
      let page = "/local-offer/services/\(listing.id)/pl"
      #expect(!(await world.site.get(page).text.contains(old)))
      try await publish(listing.id, world) { $0.description = "Something else altogether." }
      #expect(await world.site.get(page).text.contains(old))
      try await publish(listing.id, world) { $0.noteWhatOthersSay(known: nil) }
      #expect(!(await world.site.get(page).text.contains(old)), "an editor has read it again")
    }
  }

  @Test(arguments: Engine.available) func editorsAddAPageAndProvidersTheirOwnVersions(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let page = ["key": "personal-budgets", "heading": "Personal budgets", "text": "You can ask for money instead."]
      #expect(await world.site.post("/directory/pages", page, as: "marcus").status == 403)
      #expect(
        await world.site.post("/directory/pages", page.merging(["key": "Home!"]) { $1 }, as: "beth").status == 422)
      #expect(await world.site.post("/directory/pages", page, as: "beth").status == 303)
      #expect(await world.site.post("/directory/pages", page, as: "beth").status == 422, "there is one already")
      #expect(await world.site.get("/local-offer/pages/personal-budgets").status == 404, "nobody has approved it")
      let path = "/directory/pages/personal-budgets/versions/standard"
      let seen = try await seen("personal-budgets", "standard", world)
      #expect(await world.site.post("\(path)/approval", ["seen": seen], as: "beth").status == 303)
      #expect(await world.site.get("/local-offer/pages/personal-budgets").text.contains("money instead"))
      #expect(await world.site.get("/local-offer").text.contains("/local-offer/pages/personal-budgets"))

      let bramble = try await world.listing("Bramble House: overnight").organisation
      let own = "/directory/pages/\(bramble)"
      #expect(await world.site.get("/directory/pages", as: "marcus").text.contains(own))
      #expect(await world.site.get(own, as: "stranger").status == 404)
      let somali = [
        "kind": "translation", "language": "Soomaali", "code": "so", "heading": "Bramble House", "text": "Waa guri.",
        "then": "send",
      ]
      let bad = somali.merging(["code": "s p"]) { $1 }
      #expect(await world.site.post("\(own)/versions", bad, as: "marcus").status == 422)
      #expect(await world.site.post("\(own)/versions", somali, as: "stranger").status == 404)
      #expect(await world.site.post("\(own)/versions", somali, as: "marcus").status == 303)
      #expect(await world.site.post("\(own)/versions", somali, as: "marcus").status == 422, "there is one already")
      #expect(await world.site.get("/local-offer/in/so/\(bramble)").status == 404)
      #expect(await world.site.get("/directory/pages", as: "beth").text.contains("To be approved"))
      let sent = try await self.seen(bramble.description, "so", world)
      #expect(await world.site.post("\(own)/versions/so/approval", ["seen": sent], as: "beth").status == 303)
      let shown = await world.site.get("/local-offer/in/so/\(bramble)").text
      #expect(shown.contains("Waa guri.") && shown.contains("lang=\"so\""))
    }
  }

  @Test func aLanguageKnowsItsDirection() {
    #expect(isRightToLeft("ur") && isRightToLeft("ar-SY") && isRightToLeft("ckb") && isRightToLeft("pa-Arab"))
    #expect(!isRightToLeft("pl") && !isRightToLeft("pa") && !isRightToLeft("ur-Latn") && !isRightToLeft(""))
  }

  @Test func aPageHasAShortName() {
    #expect(isPageKey("how-to-complain") && isPageKey("budgets2"))
    #expect(!isPageKey("home") && !isPageKey("new") && !isPageKey("a--b") && !isPageKey("Big") && !isPageKey(""))
  }

  /// What a form that is opened now would carry.
  private func seen(_ page: String, _ words: String, _ world: OfferWorld) async throws -> String {
    try await world.database.read { tx in try #require(tx.wordings(of: page, in: words).first).seen }
  }

  private func publish(
    _ id: ListingID, _ world: OfferWorld, _ change: @escaping @Sendable (inout ListingDetails) -> Void
  ) async throws {
    let beth = world.callers["beth"]!
    try await world.database.write { tx in
      let listing = try tx.listing(id)
      var details = try tx.version(listing.newest, of: id).details
      change(&details)
      try saveDraft(listing, details, version: listing.version, by: beth, at: TestSite.now, in: tx)
      try checkVersion(try tx.listing(id), by: beth, at: TestSite.now, in: tx)
      try publishVersion(try tx.listing(id), by: beth, at: TestSite.now, in: tx)
    }
  }
}
