import Foundation
import Kernel
import LocalOffer
import Store
import TestKit
import Testing
import Web

@testable import Exchange

/// What comes from other directories, and what goes out as a package: nothing is lost, nothing goes unsaid.
@Suite struct FeedTests {
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
}
