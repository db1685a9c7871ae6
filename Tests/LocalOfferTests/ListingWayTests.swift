import Kernel
import Store
import TestKit
import Testing
import Web

@testable import LocalOffer

/// The way of a listing from a provider's draft to what the public sees, and what the public never sees.
@Suite struct ListingWayTests {
  @Test(arguments: Engine.available) func thePublicSeesTheLastApprovedVersion(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let listing = try await world.listing("Bramble House: overnight")
      let (page, path) = ("/local-offer/services/\(listing.id)", "/directory/listings/\(listing.id)")
      let form = try await typed(world, listing, ["summary": "A new sentence about nights away."])
      #expect(await world.site.post("\(path)/draft", lists: form, as: "marcus").status == 303)
      #expect(!(await world.site.get(page).text.contains("A new sentence")), "a draft is not shown")
      #expect(await world.site.post("\(path)/check", as: "marcus").status == 403, "a provider does not check")
      #expect(await world.site.post("\(path)/sending", as: "marcus").status == 303)
      #expect(await world.site.post("\(path)/publication", as: "beth").status == 409, "unchecked is not published")
      let compare = await world.site.get(path, as: "beth").text
      #expect(compare.contains("What is new beside what families see") && compare.contains("A new sentence"))
      #expect(await world.site.post("\(path)/check", as: "beth").status == 303)
      #expect(!(await world.site.get(page).text.contains("A new sentence")))
      #expect(await world.site.post("\(path)/publication", as: "beth").status == 303)
      #expect(await world.site.get(page).text.contains("A new sentence"))
      let after = try await world.listing("Bramble House: overnight")
      #expect(after.current == after.newest && after.assuredOn == TestSite.now.day)
      let found = try await world.names("new sentence about nights away")
      #expect(found.first == listing.name, "the search keeps in step")
    }
  }

  @Test(arguments: Engine.available) func aProviderWorksOnTheirOwnListingsAlone(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let own = try await world.listing("Bramble House: overnight")
      let other = try await world.listing("Sleep Tight")
      #expect(await world.site.get("/directory/listings/\(own.id)", as: "marcus").status == 200)
      #expect(await world.site.get("/directory/listings/\(other.id)", as: "marcus").status == 404)
      #expect(await world.site.get("/directory/listings/\(own.id)", as: "stranger").status == 404)
      #expect(await world.site.post("/directory/listings/\(other.id)/confirmation", as: "marcus").status == 404)
      #expect(await world.site.get("/directory", as: "pat").status == 403)
      let list = await world.site.get("/directory/listings", as: "marcus").text
      #expect(list.contains("Bramble House") && !list.contains("Sleep Tight"))
    }
  }

  @Test(arguments: Engine.available) func theWaitIsSaidWithItsDay(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let listing = try await world.listing("Bramble House: overnight")
      let path = "/directory/listings/\(listing.id)"
      let form = try await typed(
        world, listing,
        [
          "referral_state": "waiting", "wait": "about six weeks", "live": "early_help",
          "translation": "Noc poza domem.",
          "translation_language": "Polski", "translation_code": "pl", "translation_2": "Une nuit.",
          "translation_language_2": "Français", "translation_code_2": "fr",
        ])
      for (step, fields) in [("draft", form), ("check", [:]), ("publication", [:])] {
        #expect(await world.site.post("\(path)/\(step)", lists: fields, as: "beth").status == 303)
      }
      let page = "/local-offer/services/\(listing.id)"
      let shown = await world.site.get(page).text
      #expect(shown.contains("about six weeks") && shown.contains("said on \(TestSite.now.day.long)"))
      #expect(shown.contains("Waited: earlyHelp"), "what the partnership counts stands beside it")
      let found = await world.site.get("/local-offer/search?words=overnight+bramble").text
      #expect(found.contains("Places and wait as of \(TestSite.now.day.long)"))
      #expect(await world.site.get("\(page)/pl").status == 200)
      #expect(await world.site.get("\(page)/fr").text.contains("Une nuit."))
      // A provider is not asked for the figures, and changes nothing of them; a translation that is emptied goes.
      let now = try await world.listing("Bramble House: overnight")
      var again = try await typed(world, now, ["translation": ""])
      again["live"] = nil
      #expect(await world.site.post("\(path)/draft", lists: again, as: "marcus").status == 303)
      let newest = try await world.database.read { tx in try tx.version(3, of: listing.id).details }
      #expect(newest.live == .earlyHelp && newest.otherVersions.map(\.code).filter { $0 != "en" } == ["fr"])
      let twice = again.merging(["translation": ["Noc"], "translation_code": ["fr"]]) { $1 }
      #expect(await world.site.post("\(path)/draft", lists: twice, as: "marcus").status == 422)
    }
  }

  @Test(arguments: Engine.available) func twoAtOnceAreNoticed(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let listing = try await world.listing("Bramble House: overnight")
      let path = "/directory/listings/\(listing.id)/draft"
      let first = try await typed(world, listing, ["summary": "One"])
      let second = try await typed(world, listing, ["summary": "Two"])
      #expect(await world.site.post(path, lists: first, as: "marcus").status == 303)
      #expect(await world.site.post(path, lists: second, as: "beth").status == 409)
    }
  }

  @Test(arguments: Engine.available) func whatNobodyConfirmsIsSaidAndThenHidden(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let listing = try await world.listing("Dolphins")
      let page = "/local-offer/services/\(listing.id)"
      let assured = try #require(listing.assuredOn)
      func at(_ months: Int) -> OfferWorld {
        world.at(LondonTime(day: assured.adding(months: months).adding(days: 1), minuteOfDay: 600).instant)
      }
      #expect(!(await at(2).site.get(page).text.contains("Not confirmed since")))
      #expect(await at(4).site.get(page).text.contains("Not confirmed since \(assured.long)"))
      #expect(await at(12).site.get(page).status == 404)
      let late = try await world.found(
        {
          var question = OfferQuestion()
          question.words = "swimming"
          return question
        }(), at: LondonTime(day: assured.adding(months: 13), minuteOfDay: 600).instant)
      #expect(!late.results.results.contains { $0.listing.id == listing.id }, "nor is it found")
      #expect(await at(12).site.post("/directory/listings/\(listing.id)/confirmation", as: "beth").status == 303)
      #expect(await at(12).site.get(page).status == 200, "confirmed, it is there again")
    }
  }

  @Test(arguments: Engine.available) func whoProvidesItIsRemindedOnceAMonth(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let later = TestSite.now.adding(days: 120)
      let count = try await world.database.write { tx in
        try remindToConfirm(at: later, address: "https://keywork.example", in: tx)
      }
      let letters = try await world.database.read { tx in try tx.newestMail(limit: 500) }
      #expect(count > 20 && letters.count == count)
      let bramble = letters.first { $0.mail.to == "hello@bramble-house.example.org" }
      #expect(bramble?.mail.body.contains("Bramble House: overnight short breaks") == true)
      _ = try await world.database.write { tx in
        try remindToConfirm(at: later.adding(days: 2), address: "https://keywork.example", in: tx)
      }
      let again = try await world.database.read { tx in try tx.newestMail(limit: 500) }
      #expect(again.count == letters.count, "no second letter in the same month")
    }
  }

  @Test(arguments: Engine.available) func whatIsTakenAwayComesBackForThirtyDays(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let listing = try await world.listing("Bramble House: day")
      let path = "/directory/listings/\(listing.id)"
      #expect(await world.site.post("\(path)/removal", as: "marcus").status == 422, "without a reason")
      #expect(await world.site.post("\(path)/removal", ["why": "We moved"], as: "marcus").status == 303)
      #expect(await world.site.get("/local-offer/services/\(listing.id)").status == 404)
      #expect(try await !world.names("Bramble House day short breaks").contains(listing.name))
      #expect(await world.site.post("\(path)/return-to-directory", as: "marcus").status == 303)
      #expect(await world.site.get("/local-offer/services/\(listing.id)").status == 200)
      #expect(await world.site.post("\(path)/removal", ["why": "Really"], as: "marcus").status == 303)
      let soon = try await world.database.write { tx in try tx.sweepListings(at: TestSite.now.adding(days: 29)) }
      let later = try await world.database.write { tx in try tx.sweepListings(at: TestSite.now.adding(days: 31)) }
      #expect(soon == 0 && later == 1)
      #expect(await world.site.get(path, as: "beth").status == 404)
    }
  }

  @Test(arguments: Engine.available) func whatIsDeletedForGoodIsNeverFoundAgain(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let (gone, other) = (try await world.listing("Bramble House: day"), try await world.listing("Sleep Tight"))
      #expect(try await world.names("Bramble House day short breaks").contains(gone.name))
      let path = "/directory/listings/\(gone.id)"
      #expect(await world.site.post("\(path)/removal", ["why": "We moved"], as: "marcus").status == 303)
      #expect(try await !world.names("Bramble House day short breaks").contains(gone.name))
      let swept = try await world.database.write { tx in try tx.sweepListings(at: TestSite.now.adding(days: 31)) }
      #expect(swept == 1)
      #expect(await world.site.post("/directory/listings/\(other.id)/confirmation", as: "beth").status == 303)
      #expect(try await !world.names("Bramble House day short breaks").contains(gone.name))
    }
  }

  @Test(arguments: Engine.available) func whatAnEditorTookAwayAnEditorBringsBack(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let listing = try await world.listing("Bramble House: day")
      let path = "/directory/listings/\(listing.id)"
      #expect(await world.site.post("\(path)/removal", ["why": "A complaint"], as: "beth").status == 303)
      let refused = await world.site.post("\(path)/return-to-directory", as: "marcus")
      #expect(refused.status == 409 && refused.text.contains("The editors took it away"))
      #expect(await world.site.get("/local-offer/services/\(listing.id)").status == 404)
      #expect(await world.site.post("\(path)/return-to-directory", as: "beth").status == 303)
    }
  }

  @Test func onlyTheAgencyThatSomebodyProvidesForCounts() {
    var (first, second) = (TestRandom(state: 3), TestRandom(state: 4))
    let own: AgencyID = ID(at: TestSite.now, random: &first)
    let council: AgencyID = ID(at: TestSite.now, random: &second)
    let caller = Caller(
      account: nil, name: "Marcus", roles: [.init(.provider, agency: own), .init(.practitioner, agency: council)],
      from: "test")
    #expect(mayEdit(own, caller) && !mayEdit(council, caller) && !mayEdit(nil, caller))
  }

  @Test(arguments: Engine.available) func aStepIsAboutTheVersionThatWasSeen(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let listing = try await world.listing("Bramble House: overnight")
      let path = "/directory/listings/\(listing.id)"
      let seen = ["version": String(listing.version)]
      #expect(await world.site.get(path, as: "beth").text.contains("name=\"version\" value=\"\(listing.version)\""))
      let form = try await typed(world, listing, ["summary": "Written meanwhile."])
      #expect(await world.site.post("\(path)/draft", lists: form, as: "marcus").status == 303)
      #expect(await world.site.post("\(path)/check", seen, as: "beth").status == 409)
      let now = try await world.listing("Bramble House: overnight")
      #expect(await world.site.post("\(path)/check", ["version": String(now.version)], as: "beth").status == 303)
    }
  }

  @Test(arguments: Engine.available) func whoHasNothingPublicIsNotShown(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let organisation: OrganisationID = world.site.site.newID()
      try await world.database.write { tx in
        try addOrganisation(
          organisation, OrganisationDetails(name: "Not yet open", description: "Soon"), agency: world.bramble,
          by: world.callers["beth"]!, at: TestSite.now, in: tx)
      }
      let path = "/local-offer/organisations/\(organisation)"
      #expect(await world.site.get(path).status == 404)
      #expect(await world.site.get(path, as: "stranger").status == 404)
      #expect(await world.site.get(path, as: "marcus").status == 200)
      let shown = try await world.listing("Sleep Tight").organisation
      #expect(await world.site.get("/local-offer/organisations/\(shown)").status == 200)
    }
  }

  @Test(arguments: Engine.available) func anEarlierVersionComesBackAsADraft(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let listing = try await world.listing("Bramble House: overnight")
      let path = "/directory/listings/\(listing.id)"
      let form = try await typed(world, listing, ["summary": "Worse words than before."])
      let steps: [(String, [String: [String]])] = [("draft", form), ("check", [:]), ("publication", [:])]
      for (step, fields) in steps {
        #expect(await world.site.post("\(path)/\(step)", lists: fields, as: "beth").status == 303)
      }
      let old = await world.site.get("\(path)/versions/1", as: "beth").text
      #expect(old.contains("Bring this version back") && old.contains("Worse words"))
      #expect(await world.site.post("\(path)/versions/1/restoration", as: "beth").status == 303)
      let now = try await world.listing("Bramble House: overnight")
      #expect(now.newest == 3 && now.newestState == .draft && now.current == 2)
      let newest = try await world.database.read { tx in try tx.version(3, of: listing.id) }
      #expect(newest.details.summary?.hasPrefix("A night, a weekend") == true)
    }
  }

  @Test(arguments: Engine.available) func aConfidentialPlaceIsNowhere(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let listing = try await world.listing("Haven: help")
      let secret = try await world.database.read { tx in
        try tx.version(listing.newest, of: listing.id).details.places[0].address!
      }
      #expect(!secret.street.isEmpty)
      let shown = await world.site.get("/local-offer/services/\(listing.id)").text
      let json = await world.site.get("/local-offer/services/\(listing.id)", json: true).text
      let map = await world.site.get("/local-offer/search?words=domestic+abuse&view=map").text
      for text in [shown, json, map] {
        #expect(!text.contains(secret.street) && !text.contains(secret.postcode) && !text.contains("onfidential"))
      }
      let indexed = try await world.database.read { [index = world.index] tx in
        try index.snapshot(in: tx).listing(listing.id)
      }
      #expect(indexed?.positions.isEmpty == true && indexed?.comesToYou == true)
      let editor = await world.site.get("/directory/listings/\(listing.id)", as: "beth").text
      #expect(editor.contains(secret.street), "those who keep the listing see it")
    }
  }

  @Test(arguments: Engine.available) func whatIsIncompleteIsNotChecked(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let organisation = try await world.database.read { tx in
        try tx.organisations(all: true).first { $0.details.name == "Bramble House" }!.id
      }
      let fields = [
        "organisation": organisation.description, "name": "Tea & <cake>",
        "form_id": world.site.site.newID(of: ListingID.self),
      ]
      let made = await world.site.post("/directory/listings", fields, as: "marcus")
      #expect(made.status == 303)
      let path = try #require(made[header: "Location"])
      let page = await world.site.get(path, as: "marcus").text
      #expect(
        page.contains("Still missing") && page.contains("Enter a name to ask for") && page.contains("&lt;cake&gt;"))
      #expect(await world.site.post("\(path)/sending", as: "marcus").status == 409)
      #expect(await world.site.post("\(path)/check", as: "beth").status == 409)
      let bad = await world.site.post(
        "/directory/listings", ["organisation": organisation.description, "name": "x", "url": "javascript:alert(1)"],
        as: "marcus")
      #expect(bad.status == 422 && bad.text.contains("https://"))
    }
  }

  /// The form as the page would send it, with some answers changed.
  private func typed(_ world: OfferWorld, _ listing: Listing, _ changes: [String: String]) async throws -> [String:
    [String]]
  {
    let version = try await world.database.read { tx in try tx.version(listing.newest, of: listing.id) }
    var form = version.details.typed
    for (name, value) in changes { form[name] = [value] }
    form["version"] = [String(listing.version)]
    return form
  }
}

extension Site {
  func newID<Of>(of _: ID<Of>.Type) -> String { (newID() as ID<Of>).description }
}
