import Clocks
import Kernel
import LocalOffer
import People
import Store
import TestKit
import Testing
import Web

@testable import Exchange

/// Who may read the open data, how often, and what near and new mean there.
@Suite struct OpenDataReadingTests {
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

  @Test(arguments: Engine.available) func whoAsksTooOftenWaits(engine: Engine) async throws {
    let throttle = Throttle(perMinute: 3)
    #expect((0..<3).allSatisfy { _ in throttle.wait(for: "a", at: TestSite.now) == nil })
    #expect(throttle.wait(for: "a", at: TestSite.now) == 60 && throttle.wait(for: "b", at: TestSite.now) == nil)
    #expect(throttle.wait(for: "a", at: TestSite.now.adding(minutes: 1)) == nil)
    #expect(
      throttle.wait(for: "c", at: TestSite.now.adding(minutes: 1), cost: 4) != nil, "a whole directory counts more")
  }
}
