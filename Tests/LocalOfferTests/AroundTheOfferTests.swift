import Foundation
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import LocalOffer

/// Comments and answers, what the law asks of the whole, other versions of a page.
@Suite struct AroundTheOfferTests {
  @Test(arguments: Engine.available) func aCommentIsPublishedWithItsAnswer(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let listing = try await world.listing("Sleep Tight")
      let words = "My daughter Rosie waited <two> years"
      let sent = await world.site.post(
        "/local-offer/comments",
        ["about": "/local-offer/services/\(listing.id)", "topic": "not_enough", "words": words, "may_publish": "yes"])
      #expect(sent.status == 303)
      #expect(!(await world.site.get("/local-offer/comments").text.contains("Rosie")))
      let comment = try await world.database.read { tx in
        try tx.comments(answered: false, limit: 50).first { $0.words == words }!
      }
      let path = "/directory/comments/\(comment.id)"
      #expect(await world.site.get(path, as: "marcus").status == 403)
      let answer = [
        "shown_words": "My daughter waited two years", "answer": "We are sorry", "action": "A second clinic",
        "publish": "yes", "version": "1",
      ]
      #expect(await world.site.post("\(path)/answer", answer, as: "beth").status == 303)
      #expect(await world.site.post("\(path)/answer", answer, as: "beth").status == 409, "somebody answered already")
      let page = await world.site.get("/local-offer/services/\(listing.id)").text
      #expect(page.contains("You said, we did") && page.contains("A second clinic") && !page.contains("Rosie"))
      let report = try await world.database.read { tx in
        try commentReport(year: 2026, partnership: "Thorneshire", in: tx)
      }
      #expect(
        report.contains("regulation 56") && report.contains("My daughter waited two years") && !report.contains("Rosie")
      )
    }
  }

  @Test(arguments: Engine.available) func everyPageTakesACommentAndShowsItsAnswer(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let listing = try await world.listing("SENDIASS: advice")
      let kept = await world.site.post("/local-offer/lists", ["listing": listing.id.description])
      let list = try #require(kept[header: "Location"]).replacing(/\?.*/, with: "")
      let pages = [
        ("/local-offer", "The local offer"), ("/local-offer/search?need=autism", "Autism"),
        ("/local-offer/search?kind=leisure", "Sports, arts and clubs"),
        ("/local-offer/search?words=rosie", "The search"),
        ("/local-offer/services/\(listing.id)", listing.name),
        ("/local-offer/services/\(listing.id)/pl", "\(listing.name): Polski"),
        ("/local-offer/organisations", everybodyTitle),
        ("/local-offer/organisations/\(listing.organisation)", listing.organisationName),
        ("/local-offer/coverage", "What the local offer holds"), (list, "Kept lists"),
        ("/local-offer/comments", "You said, we did"),
        ("/local-offer/pages/how-to-complain", "When you are not happy with something"),
        ("/local-offer/in/pl/home", "Local offer: Polski"),
      ]
      for (number, (path, name)) in pages.enumerated() {
        let page = await world.site.get(path).text
        let about = try #require(page.firstMatch(of: /comments\/new\?about=([^"&]+)"/), "\(path)").1
        let form = await world.site.get("/local-offer/comments/new?about=\(about)").text
        #expect(!form.contains(list) && form.contains(name.replacing("’", with: "’")), "\(path): \(name)")
        let asked = try #require(String(about).removingPercentEncoding)
        let sent = await world.site.post(
          "/local-offer/comments",
          ["about": asked, "topic": "good", "words": "Comment \(number).", "may_publish": "yes"])
        #expect(sent.status == 303)
        let comment = try await world.database.read { tx in
          try tx.comments(answered: false, limit: 50).first { $0.words == "Comment \(number)." }!
        }
        #expect(comment.page == name)
        let answer = ["shown_words": "Said \(number).", "answer": "Thanks", "publish": "yes", "version": "1"]
        #expect(await world.site.post("/directory/comments/\(comment.id)/answer", answer, as: "beth").status == 303)
        #expect(await world.site.get(path).text.contains("Said \(number)."), "\(path)")
      }
      let elsewhere = await world.site.get("/local-offer/search?need=adhd").text
      #expect(!elsewhere.contains("Said "), "what was said of one page does not stand on another")
    }
  }

  @Test(arguments: Engine.available) func aRequestsSuggestionsJoinTheRecord(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let (request, child): (AnyID, ChildID) = (world.site.site.newID(), world.site.site.newID())
      let (sleep, haven) = (try await world.listing("Sleep Tight"), try await world.listing("Haven: help"))
      let caller = world.callers["pat"]!
      func suggest(_ listing: Listing, _ to: SuggestedTo) async throws {
        try await world.database.write { tx in
          try suggestService(
            world.site.site.newID(), listing.id, to: to, why: "Nights", by: caller, at: TestSite.now, in: tx)
        }
      }
      try await suggest(sleep, SuggestedTo(child: nil, request: request))
      await #expect(throws: Refusal.self) { try await suggest(sleep, SuggestedTo(child: nil, request: request)) }
      await #expect(throws: Refusal.self) { try await suggest(haven, SuggestedTo(child: nil, request: request)) }
      try await world.database.write { tx in
        try People.register(
          Child(id: child, givenName: "Ama", familyName: "Bello", bornOn: Day(2023, 5, 3), at: TestSite.now),
          by: .system, at: TestSite.now, in: tx)
        #expect(try tx.suggestions(to: child).isEmpty)
        let made = try tx.suggestions(asked: request)
        try recordOutcome(.takenUp, of: made[0], by: caller, at: TestSite.now, in: tx)
        try tx.joinSuggestions(asked: request, to: child)
        #expect(try tx.suggestions(to: child).map(\.outcome) == [.takenUp])
      }
      await #expect(throws: Refusal.self) { try await suggest(sleep, SuggestedTo(child: child)) }
    }
  }

  @Test(arguments: Engine.available) func whoDoesNotAgreeIsNotPublished(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      _ = await world.site.post("/local-offer/comments", ["topic": "good", "words": "Only for you to read"])
      let comment = try await world.database.read { tx in
        try tx.comments(answered: false, limit: 50).first { $0.words == "Only for you to read" }!
      }
      let answer = ["shown_words": "Only for you", "answer": "Thank you", "publish": "yes", "version": "1"]
      #expect(await world.site.post("/directory/comments/\(comment.id)/answer", answer, as: "beth").status == 303)
      #expect(!(await world.site.get("/local-offer/comments").text.contains("Only for you")))
    }
  }

  @Test(arguments: Engine.available) func theChecklistIsScored(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      try await world.database.write { tx in try loadDuties(folder: "registers", in: tx) }
      #expect(await world.site.get("/directory/coverage", as: "beth").text.contains("Not looked at"))
      let path = "/directory/coverage/10"
      let answer = ["state": "met", "owner": "Beth", "review_on": "2027-05-01", "version": "0"]
      #expect(await world.site.post(path, answer, as: "beth").status == 422, "what is met needs evidence")
      let good = answer.merging(["evidence": "The page"]) { a, _ in a }
      #expect(await world.site.post(path, good, as: "beth").status == 303)
      #expect(await world.site.post(path, good, as: "beth").status == 409)
      let duties = try await world.database.read { tx in try tx.duties() }
      #expect(duties.count == 23 && duties.first { $0.code == "10" }?.state == .met)
      #expect(coverageScore(duties, today: TestSite.now.day) == 100 * 4 / 92)
      #expect(coverageScore(duties, today: Day(2027, 5, 1)!) == 100 * 4 / 92)
      #expect(coverageScore(duties, today: Day(2027, 5, 2)!) == 100 * 2 / 92, "its review is late")
      try await world.database.write { tx in try loadDuties(folder: "registers", in: tx) }
      let again = try await world.database.read { tx in try tx.duty("10") }
      #expect(again.state == .met, "loading the register again forgets nothing")
    }
  }

  @Test(arguments: Engine.available) func gapsOfTheCoreOfferAreSeen(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let locality: LocalityID = world.site.site.newID()
      try await world.database.write { tx in
        try tx.addLocality(locality, "Castlewick")
        try tx.addLocality(world.site.site.newID(), "Faraway")
      }
      let cells = try await world.database.read { [index = world.index] tx in
        try coreOfferMatrix(
          tx.localities(), index.snapshot(in: tx).shown(on: TestSite.now.day), today: TestSite.now.day, in: tx)
      }
      #expect(cells.count == 14 && cells.first { $0.locality == locality && $0.part == .parenting }?.state == .there)
      let said = ["locality": locality.description, "part": "mecsh", "offer_state": "gap", "note": "No nurse"]
      #expect(await world.site.post("/directory/core-offer", said, as: "beth").status == 303)
      let page = await world.site.get("/directory/core-offer", as: "beth").text
      #expect(page.contains("A gap") && page.contains("Faraway"))
      // The five promises of each agency.
      for (number, head) in CoreOfferHead.allCases.enumerated() {
        let score = ["agency": world.bramble.description, "head": head.rawValue, "score": String(number)]
        #expect(await world.site.post("/directory/core-offer/scores", score, as: "beth").status == 303)
        #expect(await world.site.post("/directory/core-offer/scores", score, as: "marcus").status == 403)
      }
      let five = ["agency": world.bramble.description, "head": "feedback", "score": "5"]
      #expect(await world.site.post("/directory/core-offer/scores", five, as: "beth").status == 422)
      let kept = try await world.database.read { tx in
        try tx.rows("SELECT score FROM core_offer_score WHERE agency_id = \(world.bramble) ORDER BY score") {
          try $0[0] as Int
        }
      }
      #expect(kept == [0, 1, 2, 3, 4])
    }
  }

  @Test(arguments: Engine.available) func aPageIsThereInOtherWords(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let listing = try await world.listing("SENDIASS: advice")
      let page = "/local-offer/services/\(listing.id)"
      #expect(await world.site.get(page).text.contains("Polski"))
      let polish = await world.site.get("\(page)/pl").text
      #expect(polish.contains("lang=\"pl\"") && polish.contains("Bezpłatne"))
      #expect(await world.site.get("\(page)/easy-read").text.contains("app-easy"))
      #expect(await world.site.get("\(page)/xx").status == 404)
      #expect(await world.site.get("\(page)/ur").text.contains("dir=\"rtl\""))
    }
  }

  @Test(arguments: Engine.available) func whoNeedsOtherWordsAsksForThem(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let with = try await world.listing("SENDIASS: advice")
      #expect(await world.site.get("/local-offer/services/\(with.id)").text.contains("Ask for this page in another"))
      let without = try await world.listing("Larkspur Children’s Hospice")
      let page = "/local-offer/services/\(without.id)"
      let shown = await world.site.get(page).text
      #expect(shown.contains("Ask for this page in easy read or another language"))
      let path = "/local-offer/comments/new?about=\(percentEncoded(page))&topic=other_words"
      #expect(shown.contains(path.replacing("&", with: "&amp;")))
      let form = await world.site.get(path).text
      #expect(form.firstMatch(of: /value="other_words"[^>]* (checked|selected)/) != nil, "the topic is chosen already")
      let sent = await world.site.post(
        "/local-offer/comments", ["about": page, "topic": "other_words", "words": "In Polish, please."])
      #expect(sent.status == 303)
      let asked = try await world.database.read { tx in try tx.comments(answered: false, limit: 50) }
      #expect(asked.contains { $0.topic == .otherWords && $0.listing == without.id })
    }
  }

  /// Services of many kinds are there in words that are truly easier, and some in other languages.
  @Test func theDirectoryIsThereInOtherWords() throws {
    let listings = try demonstrationListings(
      folder: examplesFolder, at: TestSite.now, random: TestRandom(state: 7)
    ).map(\.details)
    #expect(listings.count >= 400 && Set(listings.flatMap(\.kinds)) == Set(OfferKind.allCases))
    for listing in listings { #expect(missing(in: listing).isEmpty, "\(listing.name): \(missing(in: listing))") }
    let easy = listings.compactMap { listing in
      listing.otherVersions.first { $0.kind == .easyRead }.map { (listing, $0) }
    }
    let named = Set(easy.map { $0.0.summary ?? "" })
    #expect(named.count >= 25 && Set(easy.compactMap { $0.0.kinds.first }).count >= 12, "\(named.count)")
    for (listing, version) in easy {
      let age = try #require(ReadingAge(of: version.text))
      #expect(age.years <= 9 && age.longSentence == nil, "\(listing.name): \(age.years)")
      #expect(!version.text.contains("{place}") && version.heading?.contains("{place}") == false)
      #expect(!version.isOlder(than: listing.plainText))
    }
    let codes = Dictionary(grouping: listings.flatMap(\.otherVersions), by: \.code).mapValues(\.count)
    #expect(codes["pl", default: 0] >= 6 && codes["ur", default: 0] >= 5 && codes["uk", default: 0] >= 5, "\(codes)")
  }

  @Test(arguments: Engine.available) func nothingAboutSafetyAtHomeIsSuggested(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let (child, caller): (ChildID, Caller) = (world.site.site.newID(), world.callers["pat"]!)
      let (haven, sleep) = (try await world.listing("Haven: help"), try await world.listing("Sleep Tight"))
      try await world.database.write { tx in
        try People.register(
          Child(id: child, givenName: "Ama", familyName: "Bello", bornOn: Day(2023, 5, 3), at: TestSite.now),
          by: .system, at: TestSite.now, in: tx)
        try suggestService(
          world.site.site.newID(), sleep.id, to: SuggestedTo(child: child), why: nil, by: caller, at: TestSite.now,
          in: tx)
        // From before it was refused.
        let id: ID<Suggestion> = world.site.site.newID()
        try tx.run(
          """
          INSERT INTO offer_suggestion (id, child_id, listing_id, name, suggested_by, suggested_at)
          VALUES (\(id), \(child), \(haven.id), \(haven.name), 'Pat', \(TestSite.now))
          """)
      }
      let refused = await world.site.post(
        "/children/\(child)/services", ["listing": haven.id.description], as: "pat")
      #expect(refused.status == 409 && refused.text.contains("tell them in person"))
      let found = await world.site.get("/children/\(child)/services?words=domestic+abuse", as: "pat").text
      #expect(!found.contains("f-\(haven.id)"), "nor is it offered to be suggested")
      let family = await world.site.get("/family/\(child)/services", as: "pat").text
      #expect(family.contains(sleep.name) && !family.contains(haven.name))
    }
  }

  @Test func importedListingsAreAboutSafetyByTheirWords() {
    func isAboutSafety(_ name: String, _ description: String? = nil) -> Bool {
      var details = ListingDetails(name: name)
      details.description = description
      return details.isAboutSafety
    }
    #expect(isAboutSafety("Northmoor Women’s Refuge") && isAboutSafety("Haven", "Help with Domestic Abuse"))
    #expect(!isAboutSafety("Refugee families welcome") && !isAboutSafety("Friday club"))
  }

  @Test(arguments: Engine.available) func oneAddressCommentsTwentyTimesAnHour(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      for number in 1...20 {
        let sent = await world.site.post("/local-offer/comments", ["topic": "good", "words": "Number \(number)."])
        #expect(sent.status == 303)
      }
      let sent = await world.site.post("/local-offer/comments", ["topic": "good", "words": "One more."])
      #expect(sent.status == 429)
      #expect(await world.site.get("/directory/comments?page=2", as: "beth").status == 200)
    }
  }

  @Test(arguments: Engine.available) func aSuggestionIsKeptWithWhatCameOfIt(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let child: ChildID = world.site.site.newID()
      let listing = try await world.listing("Sleep Tight")
      let (id, caller): (ID<Suggestion>, Caller) = (world.site.site.newID(), world.callers["pat"]!)
      try await world.database.write { tx in
        try People.register(
          Child(id: child, givenName: "Ama", familyName: "Bello", bornOn: Day(2023, 5, 3), at: TestSite.now),
          by: .system, at: TestSite.now, in: tx)
        try suggestService(
          id, listing.id, to: SuggestedTo(child: child), why: "Nights", by: caller, at: TestSite.now, in: tx)
      }
      await #expect(throws: Refusal.self) {
        try await world.database.write { tx in
          try suggestService(
            world.site.site.newID(), listing.id, to: SuggestedTo(child: child), why: nil, by: caller, at: TestSite.now,
            in: tx)
        }
      }
      let answered = await world.site.post(
        "/family/\(child)/services/\(id)/outcome", ["outcome": "taken_up"], as: "pat")
      #expect(answered.status == 303)
      let kept = try await world.database.read { tx in try tx.suggestions(to: child) }
      #expect(kept.map(\.outcome) == [.takenUp] && kept[0].outcomeOn == TestSite.now.day)
      #expect(await world.site.get("/children/\(child)/services?words=sleep", as: "pat").text.contains("They use it"))
    }
  }
}
