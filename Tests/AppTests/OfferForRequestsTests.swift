import FrontDoor
import Kernel
import LocalOffer
import Store
import TestKit
import Testing

@testable import App

/// What is offered from the directory to whoever has asked for help.
@Suite struct OfferForRequestsTests {
  @Test(arguments: Engine.available) func whoAsksIsOfferedWhatFits(engine: Engine) async throws {
    try await withTestDatabase(engine, Partnership().migrations) { database in
      let editor = Caller(account: nil, name: "Beth", roles: [.init(.directoryEditor)], from: "test")
      _ = try await importPostcodes(file: "Examples/local-offer/postcodes.csv", into: database)
      try await database.write { tx in
        try loadAllRegisters(folder: "registers", in: tx)
        _ = try demonstrateOffer(
          folder: "Examples/local-offer", editor: editor, at: TestSite.now,
          random: SplitMix64(seed: demonstrationSeed, part: "local offer"), agency: { _ in nil }, in: tx)
      }
      let directory = OfferedServices.of(OfferIndex())
      func offered(_ hard: String, _ bornOn: Day?) async throws -> [String] {
        try await database.read { tx in
          var asked = NewHelpRequest(asker: .parent, givenName: "Kai")
          (asked.hard, asked.bornOn) = (hard, bornOn)
          return try directory.find(nil, asked, TestSite.now, tx).map(\.name)
        }
      }
      let nights = try await offered("He does not sleep and I am awake all night", Day(2022, 3, 1))
      #expect(nights.count <= 4 && nights.contains { $0.hasPrefix("Sleep Tight") })
      let home = try await offered("My husband hits me and I am afraid", Day(2022, 3, 1))
      #expect(!home.contains { $0.hasPrefix("Haven") || $0.hasPrefix("Freedom") }, "somebody else may be looking")
      #expect(try await offered("", nil).isEmpty)
      let wheelchair = try await offered("She needs a wheelchair", Day(2003, 3, 1))
      #expect(!wheelchair.contains { $0.contains("Wheelchair") }, "nothing for another age")
      // A screener looks further, but never for what must be told in person.
      let typed = try await database.read { tx in
        try directory.find("domestic abuse refuge", NewHelpRequest(asker: .parent, givenName: "Kai"), TestSite.now, tx)
      }
      #expect(!typed.contains { $0.name.hasPrefix("Haven") })
    }
  }
}
