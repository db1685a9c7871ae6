import Clocks
import Foundation
import Kernel
import LocalOffer
import People
import Store
import TestKit
import Testing
import Web

@testable import Exchange

/// The open data as others read it, and feeds of others as we take them.
@Suite struct OpenReferralTests {
  @Test(arguments: Engine.available) func aFeedIsTakenWholeAndTheSameAgainChangesNothing(engine: Engine) async throws {
    try await withDirectory(engine) { site, database in
      let feed = Array(try String(contentsOfFile: "\(fixtures)/feed-3.0.json", encoding: .utf8).utf8)
      let first = try await importOpenReferral(feed, from: "Northmoor", into: database, at: TestSite.now)
      #expect(first.services == 5 && first.new == 2 && first.rejected == 3, "\(first.problems)")
      let told = first.problems.map(\.description).joined(separator: "\n")
      #expect(told.contains("it has no name") && told.contains("it has no id") && told.contains("the same id"))
      #expect(told.contains("nowhere on earth") && told.contains("no address of the web"))
      #expect(first.problems.allSatisfy { $0.line > 0 })
      let again = try await importOpenReferral(
        feed, from: "Northmoor", into: database, at: TestSite.now.adding(days: 1))
      #expect(again.new == 0 && again.changed == 0 && again.unchanged == 2)
      let kept = try await database.read { tx in
        try tx.rows("SELECT kind, content FROM feed_record ORDER BY kind, source_key") { row in
          (try row[0] as String, try row[1] as String)
        }
      }
      #expect(kept.count(where: { $0.0 == "service" }) == 2 && kept.count(where: { $0.0 == "rejected" }) == 3)
      #expect(kept.contains { $0.1.contains("something_unknown") }, "what has no place here is kept")
      let page = await site.get("/open-referral-uk/services/\(community)").text
      #expect(page.contains("Community Counselling") && page.contains("Community Care"), "its terms are kept")
    }
  }

  @Test(arguments: Engine.available) func whatChangedThereChangesHere(engine: Engine) async throws {
    try await withDirectory(engine) { site, database in
      let text = try String(contentsOfFile: "\(fixtures)/feed-3.0.json", encoding: .utf8)
      _ = try await importOpenReferral(Array(text.utf8), from: "Northmoor", into: database, at: TestSite.now)
      let changed = text.replacing("Community Counselling", with: "Counselling for all")
      let report = try await importOpenReferral(
        Array(changed.utf8), from: "Northmoor", into: database, at: TestSite.now)
      #expect(report.changed == 1 && report.unchanged == 1)
      #expect(await site.get("/open-referral-uk/services/\(community)").text.contains("Counselling for all"))
      let stranger = try await importOpenReferral(Array(text.utf8), from: "Elsewhere", into: database, at: TestSite.now)
      #expect(
        stranger.new == 0 && stranger.changed == 0 && stranger.rejected == 5, "another source changes nothing of it")
    }
  }

  @Test(arguments: Engine.available) func theOlderFormIsTaken(engine: Engine) async throws {
    try await withDirectory(engine) { site, database in
      let feed = Array(try String(contentsOfFile: "\(fixtures)/feed-1.0.json", encoding: .utf8).utf8)
      let report = try await importOpenReferral(feed, from: "Southmoor", into: database, at: TestSite.now)
      #expect(report.new == 1 && report.rejected == 0, "\(report.problems)")
      let list = await site.get("/open-referral-uk/services?search=pottery").text
      #expect(list.contains("\"total_items\":1") && list.contains("Pottery for teenagers"))
      let id = try #require(list.firstMatch(of: /"contents":\[\{"id":"([0-9a-f-]{36})"/)).1
      let whole = await site.get("/open-referral-uk/services/\(id)").text
      #expect(
        whole.contains("\"minimum_age\":11") && whole.contains("\"opens_at\":\"16:00\"") && whole.contains("Clay Lane"))
      #expect(whole.contains("01632 960 555") && whole.contains("Crafts") && whole.contains("\"amount\":3.50"))
      let older = await site.get("/open-referral-uk/1.0/services/\(id)").text
      #expect(older.contains("\"eligibilitys\"") && older.contains("service_taxonomys") && older.contains("Clay Lane"))
      let envelope = await site.get("/open-referral-uk/1.0/services").text
      #expect(envelope.contains("\"totalElements\":1") && envelope.contains("\"content\":["))
    }
  }

  @Test(arguments: Engine.available) func whatAnEditorHidesAndTakesAwayStaysSo(engine: Engine) async throws {
    try await withDirectory(engine) { site, database in
      let text = try String(contentsOfFile: "\(fixtures)/feed-3.0.json", encoding: .utf8)
        .replacing("2026-10-01", with: "2039-10-01")
      _ = try await importOpenReferral(Array(text.utf8), from: "Northmoor", into: database, at: TestSite.now)
      let id = try #require(ListingID(community))
      let editor = Caller(account: nil, name: "Beth", roles: [.init(.directoryEditor)], from: "test")
      try await database.write { tx in
        let (listing, version) = try tx.publicListing(id, today: TestSite.now.day)
        #expect(listing.assuredOn == TestSite.now.day, "nobody has confirmed anything in the future")
        var details = version.details
        details.places[0].isConfidential = true
        try saveDraft(listing, details, version: listing.version, by: editor, at: TestSite.now, in: tx)
      }
      func again(_ name: String) async throws -> FeedReport {
        let changed = text.replacing("Community Counselling", with: name).replacing(
          "Civic Centre", with: "\(name) hall")
        return try await importOpenReferral(Array(changed.utf8), from: "Northmoor", into: database, at: TestSite.now)
      }
      for name in ["Counselling for all", "Talking"] {
        #expect(try await again(name).changed == 1)
        #expect(try await again(name).unchanged == 2)
        let page = await site.get("/open-referral-uk/services/\(community)").text
        #expect(page.contains(name) && !page.contains("High Street") && !page.contains("hall"))
      }
      try await database.write { tx in
        try takeAway(try tx.listing(id), why: "Closed", by: editor, at: TestSite.now, in: tx)
      }
      let swept = try await database.write { tx in try tx.sweepListings(at: TestSite.now.adding(days: 31)) }
      #expect(swept == 0)
      #expect(try await again("Once more").new == 0)
      #expect(await site.get("/local-offer/services/\(community)").status == 404, "an import brings nothing back")
    }
  }

  /// What a feed says of an organisation has its history too, and what an editor took away stays away.
  @Test(arguments: Engine.available) func anOrganisationOfAFeedHasItsHistory(engine: Engine) async throws {
    try await withDirectory(engine) { site, database in
      func feed(_ name: String, services: Int) -> [UInt8] {
        let one = (1...services).map { number in
          """
          {"id":"0199aaaa-0000-7000-8000-00000000000\(number)","name":"Club \(number)","status":"active",
           "organization":{"id":"0199aaaa-0000-7000-8000-000000000009","name":"\(name)","description":"Clubs"}}
          """
        }
        return Array("[\(one.joined(separator: ","))]".utf8)
      }
      for name in ["Clubs", "Clubs for all"] {
        _ = try await importOpenReferral(feed(name, services: 2), from: "Clubland", into: database, at: TestSite.now)
      }
      let id = try #require(OrganisationID("0199aaaa-0000-7000-8000-000000000009"))
      let told = try await database.read { tx in
        (
          try tx.rows("SELECT number, state FROM organisation_version WHERE organisation_id = \(id) ORDER BY number") {
            "\(try $0[0] as Int) \(try $0[1] as String)"
          },
          try tx.value("SELECT count(*) FROM event WHERE kind = 'organisation.imported'", as: Int.self)
        )
      }
      #expect(told.0 == ["1 past", "2 published"] && told.1 == 2)
      #expect(await site.get("/open-referral-uk/services").text.contains("Clubs for all"))
      let editor = Caller(account: nil, name: "Beth", roles: [.init(.directoryEditor)], from: "test")
      try await database.write { tx in
        try takeAway(try tx.organisation(id), why: "Not ours", by: editor, at: TestSite.now, in: tx)
      }
      let more = try await importOpenReferral(
        feed("Clubs again", services: 3), from: "Clubland", into: database, at: TestSite.now)
      #expect(more.new == 1)
      #expect(await site.get("/open-referral-uk/services").text.contains("\"total_items\":0"))
      let swept = try await database.write { tx in try tx.sweepListings(at: TestSite.now.adding(days: 31)) }
      #expect(swept == 0, "deleted, the next import would publish it again")
      try await database.write { tx in
        try bringBack(try tx.organisation(id), by: editor, at: TestSite.now, in: tx)
      }
      #expect(await site.get("/open-referral-uk/services").text.contains("\"total_items\":3"))
    }
  }

  @Test(arguments: Engine.available) func everyListIsGivenLineByLine(engine: Engine) async throws {
    try await withDirectory(engine, filled: true) { site, _ in
      for path in ["services", "service_at_locations"] {
        let total = try #require(
          await site.get("/open-referral-uk/\(path)?per_page=1").text.firstMatch(of: /"total_items":(\d+)/)
        ).1
        for more in ["", "&minimal=true"] {
          let lines = await site.get("/open-referral-uk/\(path)?format=ndjson\(more)")
          #expect(lines[header: "Content-Type"] == "application/x-ndjson")
          #expect(lines.text.split(separator: "\n").count == Int(total), "\(path)\(more)")
          #expect(lines.text.contains("last_modified") && lines.text.contains("\"name\"") == more.isEmpty)
        }
      }
      #expect(await site.get("/open-referral-uk/services?format=xml").status == 400)
    }
  }

  /// Two services of one name whose parts have no ids, as many feeds have them.
  @Test(arguments: Engine.available) func partsWithoutIdsAreTheirOwn(engine: Engine) async throws {
    try await withDirectory(engine) { site, database in
      func service(_ number: Int) -> String {
        """
        {"id":"0199aaaa-0000-7000-8000-00000000000\(number)","name":"Friday club","status":"active",
         "organization":{"id":"0199aaaa-0000-7000-8000-000000000009","name":"Clubs","description":"Clubs",
           "organization_identifiers":[{"identifier_type":"charity","identifier":"123"}]},
         "contacts":[{"name":"Amina","phones":[{"number":"01632 960 001"}]}],
         "schedules":[{"freq":"WEEKLY","byday":"FR","opens_at":"16:00","closes_at":"18:00"}],
         "cost_options":[{"option":"Each session","amount":3}]}
        """
      }
      let feed = Array("[\(service(1)),\(service(2))]".utf8)
      let report = try await importOpenReferral(feed, from: "Clubland", into: database, at: TestSite.now)
      #expect(report.new == 2 && report.rejected == 0)
      let again = try await importOpenReferral(feed, from: "Clubland", into: database, at: TestSite.now)
      #expect(again.unchanged == 2 && again.changed == 0)
      let folder = "\(FileManager.default.temporaryDirectory.path)/package-\(UUID())"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      _ = try await exportOpenReferral(to: folder, from: database, at: TestSite.now)
      for (file, rows) in [
        ("contacts", 2), ("phones", 2), ("schedule", 2), ("cost_options", 2), ("organization_identifiers", 1),
      ] {
        let lines = try String(contentsOfFile: "\(folder)/\(file).csv", encoding: .utf8).split(
          whereSeparator: \.isNewline)
        #expect(lines.count == rows + 1, "\(file)")
      }
      let taken = try await database.read { tx in
        try tx.value("SELECT count(*) FROM event WHERE kind = 'organisation.imported'", as: Int.self)
      }
      #expect(taken == 1, "an organisation that an import brings has its event")
    }
  }

  /// Ours → their text → another database: nothing of it is lost on the way.
  @Test(arguments: Engine.available) func ourOwnFeedComesBackAsItWas(engine: Engine) async throws {
    try await withDirectory(engine, filled: true) { site, database in
      let sent = await site.get("/open-referral-uk/services?format=ndjson")
      #expect(sent[header: "Content-Type"] == "application/x-ndjson")
      try await withDirectory(engine) { other, otherDatabase in
        let report = try await importOpenReferral(sent.body, from: "Thorneshire", into: otherDatabase, at: TestSite.now)
        #expect(report.rejected == 0 && report.new >= 390 && report.problems.isEmpty, "\(report.problems.prefix(3))")
        let (ours, theirs) = (
          try documents(sent), try documents(await other.get("/open-referral-uk/services?format=ndjson"))
        )
        #expect(ours.count == theirs.count)
        var different = 0
        for (id, document) in ours where theirs[id] != document { different += 1 }
        #expect(different == 0, "\(different) of \(ours.count) came back otherwise")
      }
    }
  }

  @Test(arguments: Engine.available) func theEnvelopeAddsUp(engine: Engine) async throws {
    try await withDirectory(engine, filled: true) { site, _ in
      var (page, seen, total) = (1, Set<String>(), 0)
      while true {
        let answer = await site.get("/open-referral-uk/services?page=\(page)&per_page=60")
        #expect(answer.status == 200 && answer[header: "Access-Control-Allow-Origin"] == "*")
        let envelope = try JSONReader.read(answer.body)
        total = envelope["total_items"]?.whole ?? -1
        let pages = (total + 59) / 60
        #expect(envelope["total_pages"]?.whole == pages && envelope["page_number"]?.whole == page)
        #expect(envelope["size"]?.whole == envelope["contents"]?.items.count)
        #expect(envelope["first_page"] == .flag(page == 1) && envelope["last_page"] == .flag(page == pages))
        for item in envelope["contents"]?.items ?? [] {
          let isNew = seen.insert(item["id"]?.string ?? "").inserted
          #expect(isNew)
        }
        if page >= pages { break }
        page += 1
      }
      #expect(seen.count == total && total >= 390)
      let beyond = try JSONReader.read(await site.get("/open-referral-uk/services?page=9999").body)
      #expect(beyond["empty"] == .flag(true) && beyond["contents"]?.items.isEmpty == true)
    }
  }

  @Test(arguments: Engine.available) func everyParameterNarrows(engine: Engine) async throws {
    try await withDirectory(engine, filled: true) { site, _ in
      func total(_ query: String, _ list: String = "services") async throws -> Int {
        let answer = await site.get("/open-referral-uk/\(list)?\(query)")
        return try JSONReader.read(answer.body)["total_items"]?.whole ?? -answer.status
      }
      let all = try await total("")
      for query in [
        "search=swimming", "taxonomy_term_id=\(OfferNeed.autism.termID)", "minimum_age=11", "maximum_age=5", "day=SA",
        "start_time=16:00", "end_time=12:00", "search=swimming&day=SA", "taxonomy_term_id=nothing",
      ] {
        let some = try await total(query)
        #expect(some >= 0 && some < all, "\(query): \(some)")
      }
      #expect(try await total("taxonomy_id=\(OfferKind.taxonomyID)") == all)
      let near = try await total("postcode=TH3+1BD&proximity=3000", "service_at_locations")
      let far = try await total("postcode=TH3+1BD&proximity=30000", "service_at_locations")
      #expect(near > 0 && near < far)
      #expect(try await total("modified_after=2090-01-01") == 0)
      #expect(try await total("modified_after=2000-01-01T00:00:00Z") == all)
      // Each parameter of the standard with what it cannot be: told, with what it should be.
      for (name, values) in wrongValues {
        for value in values {
          let isPlace = ["postcode", "proximity", "full_service"].contains(name)
          let answer = await site.get(
            "/open-referral-uk/\(isPlace ? "service_at_locations" : "services")?\(name)=\(value)")
          #expect(answer.status == 400 && answer.text.contains(name), "\(name)=\(value)")
          #expect(answer[header: "Content-Type"] == "application/problem+json")
        }
      }
      for list in ["taxonomies", "taxonomy_terms"] {
        #expect(try await total("per_page=1", list) == total("", list))
        for bad in ["page=0", "page=x", "per_page=501", "per_page=-1"] {
          #expect(await site.get("/open-referral-uk/\(list)?\(bad)").status == 400, "\(list) \(bad)")
        }
      }
      for same in ["day=sa", "day=Saturday"] { #expect(try await total(same) == total("day=SA")) }
      #expect(try await total("start_time=16:00:00") == total("start_time=16:00"))
      for bad in [
        "page=0", "per_page=x", "minimum_age=old", "day=XX", "start_time=late", "modified_after=soon", "per_page=501",
      ] {
        let answer = await site.get("/open-referral-uk/services?\(bad)")
        #expect(answer.status == 400 && answer[header: "Access-Control-Allow-Origin"] == "*", "\(bad)")
      }
    }
  }

  /// A service with a place near and one far stands in the list with the near one alone.
  @Test(arguments: Engine.available) func proximityIsOfThePlaceNotOfTheService(engine: Engine) async throws {
    try await withDirectory(engine) { site, database in
      func place(_ number: Int, _ north: Double, _ east: Double) -> String {
        """
        {"id":"0199bbbb-0000-7000-8000-00000000000\(number)","location":{"id":"0199cccc-0000-7000-8000-00000000000\(number)",
          "location_type":"physical","latitude":\(north),"longitude":\(east)}}
        """
      }
      let here = try await database.write { tx in
        try tx.run(
          """
          INSERT INTO postcode_position (postcode, latitude, longitude, place) VALUES ('AB1 1AA', 51.0, 0.5, 'Northmoor')
          """)
        return "AB1+1AA"
      }
      let feed = """
        [{"id":"0199aaaa-0000-7000-8000-000000000001","name":"Two halls","status":"active",
          "service_at_locations":[\(place(1, 51.001, 0.5)),\(place(2, 53.0, 0.5))]},
         {"id":"0199aaaa-0000-7000-8000-000000000002","name":"Far, but for this town","status":"active",
          "service_areas":[{"name":"Northmoor"}],"service_at_locations":[\(place(3, 54.0, 0.5))]}]
        """
      _ = try await importOpenReferral(Array(feed.utf8), from: "Halls", into: database, at: TestSite.now)
      func ids(_ query: String) async throws -> [String] {
        let answer = await site.get("/open-referral-uk/service_at_locations?postcode=\(here)\(query)")
        let found = try JSONReader.read(answer.body)["contents"]?.items ?? []
        return found.map { String($0["id"]?.string?.suffix(1) ?? "") }.sorted()
      }
      #expect(try await ids("&proximity=500") == ["1"])
      #expect(try await ids("&proximity=300000") == ["1", "2"])
      #expect(try await ids("") == ["1", "3"], "near it, or for the area where it is")
    }
  }

  /// What was changed elsewhere long ago and came here today is new to whoever asks what is new here.
  @Test(arguments: Engine.available) func whatCameTodayIsChangedToday(engine: Engine) async throws {
    try await withDirectory(engine) { site, database in
      let feed = """
        [{"id":"0199aaaa-0000-7000-8000-000000000001","name":"Old words","status":"active",
          "last_modified":"2019-01-01T00:00:00Z"}]
        """
      _ = try await importOpenReferral(Array(feed.utf8), from: "Halls", into: database, at: TestSite.now)
      let today = "modified_after=\(TestSite.now.day)"
      #expect(await site.get("/open-referral-uk/services?\(today)").text.contains("\"total_items\":1"))
      let tomorrow = "modified_after=\(TestSite.now.day.adding(days: 1))"
      #expect(await site.get("/open-referral-uk/services?\(tomorrow)").text.contains("\"total_items\":0"))
    }
  }

  /// Scripts of other websites may read, also where their browser asks first; nobody is asked for a key; who asks too
  /// often is told how long to wait, in a way that such a script can read.
  @Test(arguments: Engine.available) func anyWebsiteMayReadInMeasure(engine: Engine) async throws {
    let index = OfferIndex()
    let migrations =
      (storeMigrations + clockMigrations + webMigrations + peopleMigrations + localOffer(index).migrations)
      .sorted { $0.number < $1.number }
    try await withTestDatabase(engine, migrations) { database in
      let site = TestSite(database, openReferralRoutes(index, perMinute: 3), callers: [:])
      let asked = await site.responder.respond(
        to: RawRequest(
          "OPTIONS", "/open-referral-uk/services?page=1",
          headers: ["origin": "https://elsewhere.example", "access-control-request-headers": "x-any"]))
      #expect(asked.status == 204 && asked[header: "Access-Control-Allow-Origin"] == "*")
      #expect(asked[header: "Access-Control-Allow-Methods"]?.contains("GET") == true)
      #expect(asked[header: "Access-Control-Allow-Headers"] == "*")
      for _ in 0..<3 { #expect(await site.get("/open-referral-uk/services").status == 200) }
      let refused = await site.get("/open-referral-uk/services")
      #expect(refused.status == 429 && refused[header: "Access-Control-Allow-Origin"] == "*")
      let seconds = try #require(refused[header: "Retry-After"].flatMap { Int($0) })
      #expect((1...60).contains(seconds) && refused[header: "Access-Control-Expose-Headers"] == "Retry-After")
    }
  }

  /// A broken line of a feed of one service a line is told with its number and kept; the others are taken.
  @Test(arguments: Engine.available) func aBrokenLineSpoilsNoOther(engine: Engine) async throws {
    try await withDirectory(engine) { _, database in
      func line(_ number: Int) -> String {
        "{\"id\":\"0199aaaa-0000-7000-8000-00000000000\(number)\",\"name\":\"Club \(number)\",\"status\":\"active\"}"
      }
      let feed = Array("\(line(1))\n{\"id\": \"2\", \"name\n\n\(line(3))\n".utf8)
      let report = try await importOpenReferral(feed, from: "Lines", into: database, at: TestSite.now)
      #expect(report.services == 3 && report.new == 2 && report.rejected == 1)
      #expect(report.problems.contains { $0.line == 2 && $0.reason.contains("was not taken") })
      let kept = try await database.read { tx in
        try tx.value("SELECT content FROM feed_record WHERE kind = 'rejected'", as: String.self)
      }
      #expect(kept == "{\"id\": \"2\", \"name", "as it came")
    }
  }

  /// Feeds give one id to parts of several services, and no id to what stands twice in one: the package has all of it.
  @Test(arguments: Engine.available) func noPartIsLostInThePackage(engine: Engine) async throws {
    try await withDirectory(engine) { _, database in
      func service(_ number: Int) -> String {
        """
        {"id":"0199aaaa-0000-7000-8000-00000000000\(number)","name":"Friday club","status":"active",
         "contacts":[{"id":"0199dddd-0000-7000-8000-000000000001","name":"Amina",
             "phones":[{"id":"0199dddd-0000-7000-8000-000000000002","number":"01632 960 001"}]},
           {"name":"Beth","phones":[{"number":"01632 960 009"}]},{"name":"Carol","phones":[{"number":"01632 960 009"}]}],
         "service_at_locations":[{"location":{"name":"Hall","location_type":"physical"}},
           {"location":{"name":"Barn","location_type":"physical"}}]}
        """
      }
      let feed = Array("[\(service(1)),\(service(2))]".utf8)
      let report = try await importOpenReferral(feed, from: "Clubland", into: database, at: TestSite.now)
      #expect(report.new == 2)
      #expect(try await importOpenReferral(feed, from: "Clubland", into: database, at: TestSite.now).unchanged == 2)
      let folder = FileManager.default.temporaryDirectory.appending(path: "package-\(UUID())").path
      defer { try? FileManager.default.removeItem(atPath: folder) }
      _ = try await exportOpenReferral(to: folder, from: database, at: TestSite.now)
      for (file, count) in [("contacts", 6), ("phones", 6), ("locations", 4), ("service_at_location", 4)] {
        let lines = try String(contentsOfFile: "\(folder)/\(file).csv", encoding: .utf8)
          .split(whereSeparator: \.isNewline).dropFirst()
        let ids = Set(lines.map { $0.prefix { $0 != "," } })
        #expect(lines.count == count && ids.count == count, "\(file): \(lines.count)")
      }
    }
  }

  /// An import is announced when all of it is there: whoever reads meanwhile builds nothing anew, and then once.
  @Test(arguments: Engine.available) func anImportIsAnnouncedOnce(engine: Engine) async throws {
    try await withDirectory(engine) { site, database in
      func revision() async throws -> Int {
        try await database.read { tx in try tx.value("SELECT revision FROM offer_revision WHERE id = 1") ?? -1 }
      }
      let before = try await revision()
      let services = (0..<600).map { number in
        "{\"id\":\"club \(number)\",\"name\":\"Club \(number)\",\"status\":\"active\"}"
      }
      let feed = Array(services.joined(separator: "\n").utf8)
      #expect(try await importOpenReferral(feed, from: "Clubs", into: database, at: TestSite.now).new == 600)
      #expect(try await revision() == before + 1, "three batches, one change for readers")
      #expect(await site.get("/open-referral-uk/services").text.contains("\"total_items\":600"))
      #expect(try await importOpenReferral(feed, from: "Clubs", into: database, at: TestSite.now).unchanged == 600)
      #expect(try await revision() == before + 1, "the same again changes nothing")
    }
  }

  @Test(arguments: Engine.available) func everyAddressAnswers(engine: Engine) async throws {
    try await withDirectory(engine, filled: true) { site, _ in
      for path in [
        "", "/", "/taxonomies", "/taxonomies/\(OfferKind.taxonomyID)", "/taxonomy_terms", "/service_at_locations",
        "/taxonomy_terms/\(OfferNeed.autism.termID)",
      ] {
        #expect(await site.get("/open-referral-uk\(path)").status == 200, "\(path)")
      }
      let list = await site.get("/open-referral-uk/service_at_locations?per_page=1").text
      let id = try #require(list.firstMatch(of: /"contents":\[\{"id":"([0-9a-f-]{36})"/)).1
      let place = await site.get("/open-referral-uk/service_at_locations/\(id)")
      #expect(place.status == 200 && place.text.contains("\"service\":{"))
      for path in ["services", "taxonomies", "taxonomy_terms", "service_at_locations"] {
        #expect(await site.get("/open-referral-uk/\(path)/0190b2c4-7d3e-7abc-8def-0123456789ab").status == 404)
      }
    }
  }

  @Test(arguments: Engine.available) func aConfidentialPlaceIsInNoFeed(engine: Engine) async throws {
    try await withDirectory(engine, filled: true) { site, database in
      let secret = try await database.read { tx in
        let text: String = try tx.value(
          """
          SELECT v.content FROM listing JOIN listing_version v ON v.listing_id = listing.id AND v.number = listing.newest
          WHERE listing.name LIKE 'Haven: help%'
          """)!
        return try (decoded(text) as ListingDetails).places[0]
      }
      for path in ["services?format=ndjson", "service_at_locations?per_page=500", "1.0/services?per_page=500"] {
        let text = await site.get("/open-referral-uk/\(path)").text
        #expect(!text.contains(secret.id.description) && !text.contains(secret.location.description), "\(path)")
        #expect(!text.contains("The house"), "\(path)")
      }
      let folder = FileManager.default.temporaryDirectory.appending(path: "package-\(UUID())").path
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let count = try await exportOpenReferral(to: folder, from: database, at: TestSite.now)
      let address = try String(contentsOfFile: "\(folder)/address.csv", encoding: .utf8)
      #expect(count >= 390 && !address.contains(secret.location.description) && address.contains("Thorneshire"))
      let services = try CSVReader(file: "\(folder)/services.csv")
      #expect(try rows(services) == count)
      let about = try JSONReader.read(Array(Data(contentsOf: URL(filePath: "\(folder)/datapackage.json"))))
      #expect(about["resources"]?.items.count == 17)
    }
  }

  @Test(arguments: Engine.available) func hostileTextBreaksNothing(engine: Engine) async throws {
    try await withDirectory(engine) { site, database in
      let nasty =
        "<script>alert('x')</script> \u{202E}עברית 🙂🏴󠁧󠁢󠁥󠁮󠁧󠁿 \u{0} \"quotes\" \\ " + String(repeating: "é", count: 10_000)
      var service = JSONObject()
      service.add("id", "not a uuid <b>")
      for name in ["name", "description", "url", "email", "alert", "fees", "accreditations"] {
        service.add(name, nasty)
      }
      service.add("status", "active")
      service.add("contacts", [contact(nasty)])
      let report = try await importOpenReferral(service.json.bytes, from: "Hostile", into: database, at: TestSite.now)
      #expect(report.new == 1)
      let list = await site.get("/open-referral-uk/services")
      let id = try #require(list.text.firstMatch(of: /"contents":\[\{"id":"([0-9a-f-]{36})"/)).1
      let one = try JSONReader.read(await site.get("/open-referral-uk/services/\(id)").body)
      #expect(one["url"] == nil && one["email"] == nil, "what is no address is left out of the open data")
      for path in [
        "/local-offer", "/local-offer/services/\(id)", "/local-offer/search?words=script", "/local-offer/organisations",
      ] {
        let page = await site.get(path)
        #expect(page.status == 200 && !page.text.contains("<script>alert"), "\(path)")
      }
    }
  }

  @Test(arguments: Engine.available) func whoAsksTooOftenWaits(engine: Engine) async throws {
    let throttle = Throttle(perMinute: 3)
    #expect((0..<3).allSatisfy { _ in throttle.wait(for: "a", at: TestSite.now) == nil })
    #expect(throttle.wait(for: "a", at: TestSite.now) == 60 && throttle.wait(for: "b", at: TestSite.now) == nil)
    #expect(throttle.wait(for: "a", at: TestSite.now.adding(minutes: 1)) == nil)
    #expect(
      throttle.wait(for: "c", at: TestSite.now.adding(minutes: 1), cost: 4) != nil, "a whole directory counts more")
  }

  @Test func momentsBefore1970AreWrittenAsWell() {
    #expect(stamp(Instant(microseconds: -500_000)) == "1969-12-31T23:59:59.500Z")
    #expect(stamp(Instant(microseconds: -1_000_000)) == "1969-12-31T23:59:59.000Z")
    #expect(stamp(Instant(microseconds: 1_007_000)) == "1970-01-01T00:00:01.007Z")
  }

  private func contact(_ text: String) -> JSON {
    var phone = JSONObject()
    phone.add("number", text)
    var contact = JSONObject()
    contact.add("name", text)
    contact.add("phones", [phone.json])
    return contact.json
  }
  private func rows(_ reader: CSVReader) throws -> Int {
    var (reader, count) = (reader, 0)
    try reader.readHeading(required: ["id", "name", "status"])
    while try reader.next() != nil { count += 1 }
    return count
  }
  /// The documents of a feed by id, without the moment at which they were changed and what was assured by whom.
  private func documents(_ response: Response) throws -> [String: JSON] {
    var found: [String: JSON] = [:]
    for document in try JSONReader.readLines(response.body) {
      guard case .object(let members, _) = document else { continue }
      found[document["id"]?.string ?? ""] = .object(members.map { .init($0.name, plain($0.value)) }, line: 0)
    }
    return found
  }
  /// The same value without lines.
  private func plain(_ json: JSON) -> JSON {
    switch json {
    case .object(let members, _): .object(members.map { .init($0.name, plain($0.value)) }, line: 0)
    case .list(let items): .list(items.map(plain))
    default: json
    }
  }
}

/// What each parameter cannot be, as it stands in an address.
private let wrongValues = [
  ("page", ["0", "-1", "x", "1.5"]), ("per_page", ["0", "501", "x"]), ("minimum_age", ["old", "nan"]),
  ("maximum_age", ["old", "inf"]), ("start_time", ["late", "25:00", "14:3", "14:305"]), ("end_time", ["late", "9"]),
  ("day", ["XX", "MOX", "1"]), ("modified_after", ["soon", "2026-13-01"]), ("postcode", ["nowhere", "12"]),
  ("proximity", ["far", "500"]), ("full", ["maybe"]), ("minimal", ["2"]), ("full_service", ["maybe"]),
  ("format", ["xml"]),
]
private let fixtures = "Tests/Fixtures/open-referral"
private let community = "ac148810-d857-441c-9679-408f346de14b"

struct FeedRandom: RandomNumberGenerator {
  var state: UInt64 = 11
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 31
  }
}

/// A site with the directory and the open data; `filled` with the demonstration.
private func withDirectory(
  _ engine: Engine, filled: Bool = false, _ body: (TestSite, Database) async throws -> Void
) async throws {
  let index = OfferIndex()
  let (offer, open) = (localOffer(index), exchange(index))
  let migrations = (storeMigrations + clockMigrations + webMigrations + peopleMigrations + offer.migrations)
    .sorted { $0.number < $1.number }
  try await withTestDatabase(engine, migrations) { database in
    _ = try await importPostcodes(file: "Examples/local-offer/postcodes.csv", into: database)
    if filled {
      let editor = Caller(account: nil, name: "Beth", roles: [.init(.directoryEditor)], from: "test")
      try await database.write { tx in
        _ = try demonstrateOffer(
          folder: "Examples/local-offer", editor: editor, at: TestSite.now, random: FeedRandom(), agency: { _ in nil },
          in: tx)
      }
    }
    try await body(TestSite(database, offer.routes + open.routes), database)
  }
}
