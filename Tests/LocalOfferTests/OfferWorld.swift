import Clocks
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import LocalOffer

/// The demonstration's directory with an editor, a provider of Bramble House, a provider of somebody else, and a visitor.
struct OfferWorld {
  let site: TestSite
  let database: Database
  let index: OfferIndex
  let callers: [String: Caller]
  let bramble: AgencyID

  /// The same directory at another moment.
  func at(_ now: Instant) -> OfferWorld {
    OfferWorld(
      site: TestSite(database, localOffer(index).routes, callers: callers, now: now), database: database, index: index,
      callers: callers, bramble: bramble)
  }
  func listing(_ name: String) async throws -> Listing {
    try await database.read { tx in
      try tx.one("\(Listing.query) WHERE listing.name LIKE \(name + "%") ORDER BY listing.name LIMIT 1")
    }
  }
  func found(_ question: OfferQuestion, at now: Instant = TestSite.now) async throws -> FoundServices {
    try await database.read { [index] tx in
      try index.snapshot(in: tx).find(question, limit: 1000, at: now, in: tx)
    }
  }
  func names(_ words: String) async throws -> [String] {
    var question = OfferQuestion()
    question.words = words
    return try await found(question).results.results.map(\.listing.name)
  }
}

struct TestRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 31
  }
}

let examplesFolder = "Examples/local-offer"

func withOfferWorld(_ engine: Engine, filled: Bool = true, _ body: (OfferWorld) async throws -> Void) async throws {
  let index = OfferIndex()
  let slice = localOffer(index, waits: { wait, _, _ in ["Waited: \(wait)"] })
  let migrations = (storeMigrations + clockMigrations + webMigrations + peopleMigrations + slice.migrations)
    .sorted { $0.number < $1.number }
  // The same ids each time: what is prepared and what the test speaks of are the same.
  let now = TestSite.now
  var random = TestRandom(state: 7)
  let (council, bramble, other): (AgencyID, AgencyID, AgencyID) = (
    ID(at: now, random: &random), ID(at: now, random: &random), ID(at: now, random: &random)
  )
  func caller(_ name: String, _ role: Role, _ agency: AgencyID) -> Caller {
    Caller(
      account: AccountID(at: now, random: &random), name: name, roles: [.init(role, agency: agency)], from: "test")
  }
  let editor = caller("Beth Carrow", .directoryEditor, council)
  let callers = [
    "beth": editor, "marcus": caller("Marcus Lindqvist", .provider, bramble),
    "stranger": caller("Sam Stranger", .provider, other), "pat": caller("Pat Lowe", .practitioner, council),
  ]
  let start = random
  let directory = Prepared(filled ? "directory" : "agencies") { database in
    _ = try await importPostcodes(file: "\(examplesFolder)/postcodes.csv", into: database)
    try await database.write { tx in
      for (id, code) in [(council, "council"), (bramble, "bramble"), (other, "other")] {
        try tx.add(Agency(id: id, code: code, name: code, kind: .voluntary))
      }
      try loadOfferWords(folder: "registers", in: tx)
      guard filled else { return }
      _ = try demonstrateOffer(
        folder: examplesFolder, editor: editor, at: now, random: start,
        agency: { $0 == "Bramble House" ? bramble : nil }, in: tx)
    }
  }
  try await withTestDatabase(engine, migrations, prepared: directory) { database in
    try await body(
      OfferWorld(
        site: TestSite(database, slice.routes, callers: callers), database: database, index: index, callers: callers,
        bramble: bramble))
  }
}
