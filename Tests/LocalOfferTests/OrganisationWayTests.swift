import Kernel
import Store
import TestKit
import Testing
import Web

@testable import LocalOffer

/// What is said of an organisation goes the same way as a listing: written, checked, published, taken away, brought back.
@Suite struct OrganisationWayTests {
  @Test(arguments: Engine.available) func thePublicReadsWhatWasApprovedLast(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let id = try await world.listing("Bramble House: overnight").organisation
      let (page, path) = ("/local-offer/organisations/\(id)", "/directory/organisations/\(id)")
      let service = "/local-offer/services/\(try await world.listing("Bramble House: overnight").id)"
      let form = try await typed(world, id, ["name": "Bramble Lodge", "description": "Nights away by the river."])
      #expect(await world.site.post("\(path)/draft", form, as: "stranger").status == 404)
      #expect(await world.site.post("\(path)/draft", form, as: "marcus").status == 303)
      for shown in [page, service, "/local-offer/organisations", "/local-offer/search?words=bramble"] {
        #expect(!(await world.site.get(shown).text.contains("Bramble Lodge")), "a draft is not shown: \(shown)")
      }
      #expect(await world.site.post("\(path)/check", as: "marcus").status == 403, "a provider does not check")
      #expect(await world.site.post("\(path)/sending", as: "marcus").status == 303)
      #expect(await world.site.post("\(path)/publication", as: "beth").status == 409, "unchecked is not published")
      #expect(await world.site.get("/directory/organisations", as: "beth").text.contains("To be checked or published"))
      let compare = await world.site.get(path, as: "beth").text
      #expect(compare.contains("What is new beside what families see") && compare.contains("Nights away by the river."))
      #expect(compare.contains("Bramble House"), "and what was before stands beside it")
      #expect(await world.site.post("\(path)/check", as: "beth").status == 303)
      #expect(!(await world.site.get(page).text.contains("Bramble Lodge")))
      #expect(await world.site.post("\(path)/publication", as: "beth").status == 303)
      #expect(await world.site.get(page).text.contains("Nights away by the river."))
      #expect(await world.site.get(service).text.contains("Bramble Lodge"), "its services say it too")
      #expect(try await world.names("Bramble Lodge").contains { $0.hasPrefix("Bramble House") }, "and the search")
      let kinds = try await world.database.read { tx in
        try tx.rows("SELECT kind FROM event WHERE about_id = \(id) AND kind LIKE 'organisation.%' ORDER BY at, id") {
          try $0[0] as String
        }
      }
      #expect(Set(kinds).isSuperset(of: ["organisation.drafted", "organisation.sent", "organisation.checked"]))
      #expect(kinds.filter { $0 == "organisation.published" }.count == 2)
    }
  }

  @Test(arguments: Engine.available) func anEarlierVersionComesBackAsADraft(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let id = try await world.listing("Bramble House: overnight").organisation
      let path = "/directory/organisations/\(id)"
      let form = try await typed(world, id, ["description": "Worse words than before."])
      #expect(await world.site.post("\(path)/draft", form, as: "beth").status == 303)
      #expect(await world.site.post("\(path)/draft", form, as: "marcus").status == 409, "two at once are noticed")
      #expect(await world.site.post("\(path)/check", as: "beth").status == 303)
      #expect(await world.site.post("\(path)/return", ["why": "Too short"], as: "beth").status == 303)
      #expect(await world.site.get("\(path)/draft", as: "marcus").text.contains("Sent back: Too short"))
      for step in ["check", "publication"] {
        #expect(await world.site.post("\(path)/\(step)", as: "beth").status == 303)
      }
      let old = await world.site.get("\(path)/versions/1", as: "marcus").text
      #expect(old.contains("Bring this version back") && old.contains("Worse words"))
      #expect(await world.site.post("\(path)/versions/1/restoration", as: "marcus").status == 303)
      let now = try await world.database.read { tx in try tx.organisation(id) }
      #expect(now.newest == 3 && now.newestState == .draft && now.current == 2)
      #expect(await world.site.get("/local-offer/organisations/\(id)").text.contains("Worse words"))
    }
  }

  @Test(arguments: Engine.available) func whatItOffersGoesAndComesWithIt(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let (day, night) = (
        try await world.listing("Bramble House: day"), try await world.listing("Bramble House: overnight")
      )
      let path = "/directory/organisations/\(day.organisation)"
      func statuses() async -> [Int] {
        [
          await world.site.get("/local-offer/organisations/\(day.organisation)").status,
          await world.site.get("/local-offer/services/\(day.id)").status,
          await world.site.get("/local-offer/services/\(night.id)").status,
        ]
      }
      #expect(await world.site.post("/directory/listings/\(day.id)/removal", ["why": "Full"], as: "beth").status == 303)
      #expect(await world.site.get(path, as: "beth").text.contains("with it: families see none of them any more"))
      let later = world.at(TestSite.now.adding(minutes: 5))
      #expect(await later.site.post("\(path)/removal", [:], as: "beth").status == 422, "without a reason")
      #expect(await later.site.post("\(path)/removal", ["why": "It has closed"], as: "beth").status == 303)
      #expect(await statuses() == [404, 404, 404])
      #expect(try await !world.names("Bramble House overnight short breaks").contains(night.name))
      let refused = await later.site.post("/directory/listings/\(night.id)/return-to-directory", as: "beth")
      #expect(refused.status == 409 && refused.text.contains("Its organisation was taken away"))
      #expect(await later.site.post("\(path)/return-to-directory", as: "marcus").status == 409)
      #expect(await later.site.post("\(path)/return-to-directory", as: "beth").status == 303)
      #expect(await statuses() == [200, 404, 200], "what was taken away before stays away")
      #expect(await later.site.post("\(path)/removal", ["why": "Closed for good"], as: "beth").status == 303)
      let soon = try await world.database.write { tx in try tx.sweepListings(at: TestSite.now.adding(days: 29)) }
      let all = try await world.database.read { tx in try tx.allListings(of: day.organisation).count }
      let after = try await world.database.write { tx in try tx.sweepListings(at: TestSite.now.adding(days: 31)) }
      #expect(soon == 0 && after == all + 1, "its listings, and it")
      #expect(await world.site.get(path, as: "beth").status == 404)
    }
  }

  @Test(arguments: Engine.available) func nothingIsPublishedOfWhoIsNotPublished(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let form = [
        "name": "New Club", "description": "A club that begins in spring.", "agency": world.bramble.description,
        "form_id": world.site.site.newID(of: OrganisationID.self),
      ]
      #expect(await world.site.post("/directory/organisations", form, as: "marcus").status == 403)
      let made = await world.site.post("/directory/organisations", form, as: "beth")
      let path = try #require(made[header: "Location"])
      let id = try #require(OrganisationID(String(path.split(separator: "/").last!)))
      let listing: ListingID = world.site.site.newID()
      let known = try await world.listing("Sleep Tight")
      try await world.database.write { tx in
        let details = try tx.version(known.newest, of: known.id).details
        try startListing(
          listing, details, organisation: id, by: world.callers["beth"]!, at: TestSite.now, in: tx)
        try checkVersion(try tx.listing(listing), by: world.callers["beth"]!, at: TestSite.now, in: tx)
      }
      let early = await world.site.post("/directory/listings/\(listing)/publication", as: "beth")
      #expect(early.status == 409 && early.text.contains("Check and publish the organisation first"))
      for step in ["check", "publication"] {
        #expect(await world.site.post("\(path)/\(step)", as: "beth").status == 303)
      }
      #expect(await world.site.post("/directory/listings/\(listing)/publication", as: "beth").status == 303)
      #expect(await world.site.get("/local-offer/organisations/\(id)").text.contains("begins in spring"))
      let seen = try await world.database.read { tx in try tx.organisation(id).version }
      let entrusted = await world.site.post(
        "\(path)/agency", ["agency": "", "version": String(seen)], as: "beth")
      #expect(entrusted.status == 303)
      #expect(await world.site.get(path, as: "marcus").status == 404, "the editors alone look after it now")
    }
  }

  /// The form as its page would send it, with some answers changed.
  private func typed(
    _ world: OfferWorld, _ id: OrganisationID, _ changes: [String: String]
  ) async throws -> [String: String] {
    let organisation = try await world.database.read { tx in try tx.organisation(id) }
    let details = organisation.details
    return [
      "name": details.name, "description": details.description, "email": details.email ?? "",
      "website": details.website ?? "", "version": String(organisation.version),
    ].merging(changes) { $1 }
  }
}
