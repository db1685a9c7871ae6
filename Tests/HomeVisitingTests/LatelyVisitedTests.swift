import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

/// What the local offer says of home visits: counts, nothing about anybody.
@Suite struct LatelyVisitedTests {
  @Test(arguments: Engine.available) func placesAreWhatVisitorsHaveLeft(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let database = world.site.site.database
      let pat = try #require(world.callers["pat"]?.practitioner)
      #expect(try await database.read { tx in try tx.visitingRoom() } == nil, "nobody visits")
      try await database.write { tx in
        try tx.upsert(
          VisitorPattern(visitor: pat, places: 4.5, days: [0], isTermTimeOnly: false, languages: nil))
      }
      #expect(try await database.read { tx in try tx.visitingRoom() } == VisitingRoom(places: 4, waiting: 0))
      try await database.write { tx in
        for (state, visitor) in [("allocated", pat as PractitionerID?), ("waiting", nil)] {
          let (id, rhythm): (AnyID, VisitRhythm?) = (world.site.site.newID(), visitor.map { _ in .weekly })
          try tx.run(
            """
            INSERT INTO visiting_referral (id, child_id, rule_set, route, received_on, behind, state, decided_on,
              decided_by, visitor_id, allocated_on, rhythm, version)
            VALUES (\(id), \(world.child), 'county', 'early_support', \(Day(2026, 9, 1)), '', \(state),
              \(Day(2026, 9, 3)), 'Ruth', \(visitor), \(Day(2026, 9, 3)), \(rhythm), 1)
            """)
        }
      }
      let room = try await database.read { tx in try tx.visitingRoom() }
      #expect(room == VisitingRoom(places: 3, waiting: 1))
      let days = try await database.read { tx in try tx.daysUntilFirstVisit(last: 20, at: TestSite.now) }
      #expect(days.allSatisfy { $0 >= 0 } && days.count <= 1)
      // Whoever is left out of everything is in no count either.
      try await database.write { tx in
        try tx.run("UPDATE child SET not_included_because = 'hiding' WHERE id = \(world.child)")
      }
      #expect(try await database.read { tx in try tx.visitingRoom() } == VisitingRoom(places: 4, waiting: 0))
    }
  }
}
