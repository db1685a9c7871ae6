import Foundation
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import LocalOffer

/// What is found, why, how far, and what to do next.
@Suite struct OfferSearchTests {
  @Test(arguments: Engine.available) func placesAreFoundHoweverTheyAreWritten(engine: Engine) async throws {
    try await withOfferWorld(engine, filled: false) { world in
      try await world.database.read { tx in
        let place = try tx.placeNames()[0]
        let exact = try tx.position(ofPlace: place)
        #expect(try exact != nil && tx.position(of: place) == exact && tx.position(of: place.uppercased()) == exact)
        let code = try tx.value("SELECT postcode FROM postcode_position ORDER BY postcode LIMIT 1", as: Postcode.self)
        let known = try #require(code)
        #expect(try tx.position(of: known.text)?.isRough == false)
        #expect(try tx.position(of: known.outward.lowercased())?.isRough == true)
        let near = try #require(Postcode("\(known.text.dropLast(2))ZZ"))
        #expect(try tx.position(of: near.text)?.isRough == true, "the same sector")
      }
    }
  }

  @Test(arguments: Engine.available) func wordsOfASmallDirectoryChangeAtOnce(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let before = try await world.database.read { [index = world.index] tx in try index.snapshot(in: tx) }
      #expect(!before.placeNames.contains("somewhere new"))
      let file = "\(FileManager.default.temporaryDirectory.path)/postcodes-\(UUID()).csv"
      defer { try? FileManager.default.removeItem(atPath: file) }
      try Data("postcode,latitude,longitude,place\nTH9 9ZZ,54.5,-1.5,Somewhere New\n".utf8).write(
        to: URL(filePath: file))
      _ = try await importPostcodes(file: file, into: world.database)
      let after = try await world.database.read { [index = world.index] tx in try index.snapshot(in: tx) }
      #expect(after.placeNames.contains("somewhere new"))
      _ = try await importPostcodes(file: file, into: world.database)
      let again = try await world.database.read { [index = world.index] tx in try index.snapshot(in: tx) }
      #expect(again.revision == after.revision, "the same again changes nothing")
    }
  }

  /// What was changed piece by piece finds the same as what is read anew.
  @Test(arguments: Engine.available) func anIndexThatGrewIsAsOneReadAnew(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let beth = world.callers["beth"]!
      _ = try await world.names("swimming")
      let ids = try await world.database.read { tx in
        try tx.rows("SELECT id FROM listing WHERE current IS NOT NULL ORDER BY name, id LIMIT 60") {
          try $0[0] as ListingID
        }
      }
      for (number, id) in ids.enumerated() {
        let now = TestSite.now.adding(minutes: number)
        try await world.database.write { tx in
          let listing = try tx.listing(id)
          switch number % 3 {
          case 0: try confirmListing(listing, by: beth, at: now, in: tx)
          case 1: try takeAway(listing, why: "Gone", by: beth, at: now, in: tx)
          default:
            var details = try tx.version(listing.newest, of: id).details
            details.name = "Underwater rugby \(number)"
            guard listing.newestState == .published else { return }
            try saveDraft(listing, details, version: listing.version, by: beth, at: now, in: tx)
            try checkVersion(try tx.listing(id), by: beth, at: now, in: tx)
            try publishVersion(try tx.listing(id), by: beth, at: now, in: tx)
          }
        }
        if number % 7 == 0 { _ = try await world.names("rugby") }
      }
      let anew = OfferWorld(
        site: world.site, database: world.database, index: OfferIndex(), callers: world.callers, bramble: world.bramble)
      for words in ["underwater rugby", "swimming for my 9 year old", "sleep", "autism Castlewick free"] {
        #expect(try await world.names(words) == anew.names(words), "\(words)")
      }
      #expect(try await world.names("underwater rugby").count >= 15)
      let (grown, whole) = try await world.database.read { tx in
        (
          try world.index.snapshot(in: tx).all.map(\.id).sorted(),
          try anew.index.snapshot(in: tx).all.map(\.id).sorted()
        )
      }
      #expect(grown == whole)
    }
  }

  @Test func segmentsGrowTogetherWithoutWhatWasReplaced() {
    var random = TestRandom(state: 9)
    func segment(_ names: [String]) -> IndexSegment {
      IndexSegment(
        names.map {
          IndexRow(
            id: ID(at: TestSite.now, random: &random), organisation: ID(at: TestSite.now, random: &random),
            organisationName: "", details: ListingDetails(name: $0), assuredOn: nil, modifiedAt: TestSite.now)
        })
    }
    let (old, new) = (segment(["swim", "walk", "swim"]), segment(["run", "swim"]))
    for (without, names) in [([], ["swim", "walk", "swim", "run", "swim"]), ([0, 1], ["swim", "run", "swim"])] {
      let whole = IndexSegment((old, Set(without)), (new, []))
      #expect(whole.documents.map(\.name) == names && whole.places.count == names.count)
      #expect(names.indices.filter { whole.has("swim", $0) } == names.indices.filter { names[$0] == "swim" })
    }
    let all = IndexSegment((old, [0, 1, 2]), (new, []))
    #expect(all.documents.map(\.name) == ["run", "swim"] && all.has("swim", 1) && !all.has("walk", 0))
  }

  @Test func aPostingIsFoundByHalving() {
    let details = ["swim", "walk", "swim", "swim", "walk"].map { ListingDetails(name: $0) }
    var random = TestRandom(state: 5)
    let segment = IndexSegment(
      details.map {
        IndexRow(
          id: ID(at: TestSite.now, random: &random), organisation: ID(at: TestSite.now, random: &random),
          organisationName: "", details: $0, assuredOn: nil, modifiedAt: TestSite.now)
      })
    #expect((0..<5).filter { segment.has("swim", $0) } == [0, 2, 3])
    #expect((0..<5).filter { segment.has("walk", $0) } == [1, 4] && !segment.has("nothing", 0))
  }

  @Test(arguments: Engine.available) func groupsAreAndChoicesWithinAreOr(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      func found(_ change: (inout OfferQuestion) -> Void) async throws -> [IndexedListing] {
        var question = OfferQuestion()
        change(&question)
        return try await world.found(question).results.results.map(\.listing)
      }
      let autism = try await found { $0.needs = [.autism] }
      let deaf = try await found { $0.needs = [.hearing] }
      let either = try await found { $0.needs = [.autism, .hearing] }
      let both = Set(autism.map(\.id)).union(deaf.map(\.id))
      #expect(Set(either.map(\.id)) == both && either.count < autism.count + deaf.count + 1)
      let clubs = try await found {
        $0.needs = [.autism, .hearing]; $0.kinds = [.leisure]
      }
      #expect(
        !clubs.isEmpty && clubs.count < either.count && clubs.allSatisfy { $0.kinds & bits([OfferKind.leisure]) != 0 })
      let small = try await found { $0.age = 3 }
      #expect(!small.isEmpty && small.allSatisfy { $0.minimumAge <= 3 && $0.maximumAge >= 3 })
      let free = try await found {
        $0.isFree = true; $0.days = [.saturday]
      }
      #expect(!free.isEmpty && free.allSatisfy { $0.isFree && $0.slots.contains { $0.days & 0b0100000 != 0 } })
      let own = try await found {
        $0.needsNoReferral = true; $0.takesNew = true
      }
      #expect(own.allSatisfy { $0.isOwnReferral && $0.state != .closed })
    }
  }

  @Test(arguments: Engine.available) func nearMeansNear(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      var question = OfferQuestion()
      (question.words, question.near, question.within) = ("stay and play", "TH3 1BD", 5)
      let found = try await world.found(question)
      let miles = found.results.results.compactMap(\.miles)
      #expect(!miles.isEmpty && miles.allSatisfy { $0 <= 5 })
      #expect(found.results.results.first?.listing.inTown == "Castlewick")
      question.words = nil
      let all = try await world.found(question).results.results.compactMap(\.miles)
      #expect(all == all.sorted(), "without words the nearest is first")
      question.near = "Nowhere-on-Sea"
      #expect(try await world.found(question).unknownPlace == "Nowhere-on-Sea")
      question.near = "TH3 9ZZ"
      #expect(
        try await world.found(question).near?.isRough == true, "the neighbourhood of a postcode that is not known")
    }
  }

  @Test(arguments: Engine.available) func openNowIsAsTheClockSays(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      var question = OfferQuestion()
      question.isOpenNow = true
      let morning = try await world.found(question).results.results.map(\.listing)
      let night = try await world.found(
        question, at: LondonTime(day: Day(2026, 11, 19)!, minuteOfDay: 180).instant
      ).results.results.map(\.listing)
      #expect(morning.contains { $0.name.hasPrefix("Aldersham Family Hub") })
      #expect(!night.contains { $0.name.hasPrefix("Aldersham Family Hub") })
      #expect(night.contains { $0.name.hasPrefix("Young People in Crisis") }, "day and night")
    }
  }

  @Test(arguments: Engine.available) func aResultSaysWhyHowFarAndWhatNext(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let text = await world.site.get(
        "/local-offer/search?words=siwmming+for+my+9+year+old&near=TH3+1BD&need=autism"
      ).text
      #expect(
        text.contains("Why it is here:") && text.contains("Helps with autism") && text.contains("Takes children of 9"))
      #expect(text.contains(" miles, Castlewick") && text.contains("Next:</strong> Just come along"))
      #expect(text.contains("We looked for") && text.contains("We took this to mean: age 9"))
      #expect(text.contains("Remove this filter"))
      let exact = await world.site.get("/local-offer/search?words=siwmming&exact=yes").text
      #expect(exact.contains("We found nothing") && !exact.contains("We looked for"))
      let csv = await world.site.get("/local-offer/search?words=swimming&format=csv").text
      #expect(csv.contains("Dolphins"))
    }
  }

  @Test(arguments: Engine.available) func theMapAndItsTableSayTheSame(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let page = await world.site.get("/local-offer/search?words=swimming&near=TH3+1BD&view=map").text
      #expect(page.contains("<svg class=\"app-map\"") && page.contains("The results of the map"))
      #expect(page.contains("app-map__mark") && page.contains("miles</text>") && !page.contains("<script>"))
    }
  }

  @Test(arguments: Engine.available) func oddQuestionsBreakNothing(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let odd = [
        "words=%F0%9F%99%82", "words=" + String(repeating: "a", count: 290), "words='%3B--", "near=%25", "age=999",
        "need=nothing", "day=caturday", "page=9999", "words=%D8%B4%D9%83%D8%B1%D8%A7", "within=5",
        "only=free&only=free",
        "words=" + String(repeating: "autism+", count: 40), "view=map&near=zz",
      ]
      for query in odd {
        #expect(await world.site.get("/local-offer/search?\(query)").status == 200, "\(query)")
      }
    }
  }

  @Test(arguments: Engine.available) func aKeptListIsSharedByItsLink(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let listing = try await world.listing("Sleep Tight")
      let made = await world.site.post("/local-offer/lists", ["listing": listing.id.description])
      let path = try #require(made[header: "Location"])
      #expect(made.headers.contains { $0.name == "Set-Cookie" && $0.value.contains("HttpOnly") })
      let page = await world.site.get(path).text
      #expect(page.contains("Sleep Tight") && page.contains("A list of services") && !page.contains("Take it off"))
      #expect(await world.site.post("\(path)/removals", ["listing": listing.id.description]).status == 403)
      #expect(await world.site.get("/local-offer/lists/unknown-unknown-unknown").status == 404)
      #expect(await world.site.get("\(path)?format=csv").text.contains("Sleep Tight"))
    }
  }

  @Test(arguments: Engine.available) func nothingIsMoreThanThreePressesAway(engine: Engine) async throws {
    try await withOfferWorld(engine) { world in
      let home = await world.site.get("/local-offer").text
      let shown = try await world.database.read { [index = world.index] tx in
        try index.snapshot(in: tx).shown(on: TestSite.now.day)
      }
      #expect(shown.count >= 390)
      for kind in OfferKind.allCases where shown.contains(where: { $0.kinds & bits([kind]) != 0 }) {
        #expect(home.contains("kind=\(kind.rawValue)"), "\(kind) is one press away, its services two")
      }
      #expect(shown.allSatisfy { $0.kinds != 0 }, "every service is of a kind")
    }
  }
}
