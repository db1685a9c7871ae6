import FrontDoor
import Governance
import Kernel
import LocalOffer
import People
import Planning
import Store
import TestKit
import Testing

@testable import App

/// What the scorecard counts from the records of all slices: every measure runs, and is the same for a past month later.
@Suite struct LiveMeasureTests {
  @Test(arguments: Engine.available) func everyMeasureCountsAndCountsAgain(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      let month = TestSite.now.day
      try await town.recordVisit(at: TestSite.now)
      let nadia = town.callers["nadia"]!.practitioner!
      try await town.database.write { tx in
        var random = SystemRandomNumberGenerator()
        func id() -> AnyID { AnyID(at: TestSite.now, random: &random) }
        for (due, held) in [(month, month), (month, nil)] as [(Day, Day?)] {
          try tx.run(
            """
            INSERT INTO supervision (id, practitioner_id, due_on, held_on, minutes, held_by, version)
            VALUES (\(id()), \(nadia), \(due), \(held), \(held.map { _ in 60 }), \(held.map { _ in "Ruth" }), 1)
            """)
        }
        // Four weeks before: one answered in time, one after 30 days.
        for days in [10, 30] {
          let written = TestSite.now.adding(days: -28)
          try tx.run(
            """
            INSERT INTO offer_comment (id, page, topic, words, may_publish, written_at, answer, answered_by, answered_at,
              is_published, version)
            VALUES (\(id()), 'Home', 'other', 'Where?', \(false), \(written), 'Here', 'Beth',
              \(written.adding(days: days)), \(false), 1)
            """)
        }
        try tx.run(
          """
          INSERT INTO visiting_opinion (id, child_id, information, feedback, said_at)
          VALUES (\(id()), \(town.child), 4, 2, \(TestSite.now))
          """)
      }
      func share(_ measure: ComputedMeasure, _ month: Day) async throws -> CountedShare {
        try await town.database.read { tx in try tx.figure(of: measure, over: FigurePeriod(.month, of: month)).share }
      }
      #expect(try await share(.visitsHeld, month) == CountedShare(1, of: 1))
      #expect(try await share(.supervisionHeld, month) == CountedShare(1, of: 2))
      #expect(try await share(.offerCommentsAnswered, month) == CountedShare(1, of: 2))
      #expect(try await share(.visitingOpinions, month) == CountedShare(0, of: 1), "two of four is not content")
      for measure in Measures.live(OfferIndex()).all {
        #expect(try await share(measure, Day(2020, 1, 31)!) == CountedShare(0, of: 0), "\(measure.code): long before")
        let now = try await share(measure, month)
        #expect(now.count <= now.total, "\(measure.code)")
      }
      #expect(Set(Measures.live(OfferIndex()).all.map(\.code)).count == Measures.live(OfferIndex()).all.count)
    }
  }

  /// A child who is not included because they are at risk is in no figure: not of the scorecard, not of planning.
  @Test(arguments: Engine.available) func aChildAtRiskIsInNoFigure(engine: Engine) async throws {
    try await withSmallTown(engine) { town in
      let now = TestSite.now
      try await town.recordVisit(at: now)
      let request = try await town.ask(at: now)
      try await town.database.write { tx in
        var random = SystemRandomNumberGenerator()
        let place = LocalityID(at: now, random: &random)
        try tx.addLocality(place, "Valley")
        try tx.run("UPDATE child SET locality_id = \(place) WHERE id = \(town.child)")
        try tx.run("UPDATE team SET locality_id = \(place) WHERE name = 'Portage West'")
        try tx.run("UPDATE help_request SET child_id = \(town.child) WHERE id = \(request.id)")
      }
      func figures() async throws -> (visits: Int, families: Int, cases: Int, waiting: Int) {
        try await town.database.read { tx in
          let live = try liveFigures(.system, now, tx)
          let visits = try tx.figure(of: .visitsHeld, over: FigurePeriod(.month, of: now.day)).share.total
          return (
            visits, live.places.map(\.families).reduce(0, +),
            live.teams.map(\.cases).reduce(0, +), live.lists[0].people
          )
        }
      }
      #expect(try await figures() == (1, 1, 1, 1))
      try await town.database.write { tx in
        try notInclude(town.child, because: .hiding, why: "Flight", by: .system, at: now, in: tx)
      }
      #expect(try await figures() == (0, 0, 0, 0))
      try await town.database.write { tx in try includeAgain(town.child, why: "Safe", by: .system, at: now, in: tx) }
      #expect(try await figures() == (1, 1, 1, 1))
    }
  }
}
