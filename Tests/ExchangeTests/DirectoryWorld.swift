import Clocks
import Kernel
import LocalOffer
import People
import Store
import TestKit
import Web

@testable import Exchange

struct FeedRandom: RandomNumberGenerator {
  var state: UInt64 = 11
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 31
  }
}

/// A site with the directory and the open data; `filled` with the demonstration.
func withDirectory(
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
