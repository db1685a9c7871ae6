import Kernel
import Store
import TestKit
import Testing
import Web

@testable import People

/// What is so of a child’s life: written with who says so, never changed, the latest of a day counts.
@Suite struct CircumstanceTests {
  @Test(arguments: Engine.available) func theAnswerOfADayIsTheLatestByThen(engine: Engine) async throws {
    try await withPartnership(engine) { database, p in
      try await database.write { tx in
        let child = try p.child("Amara", "Bello", Day(2018, 5, 3)!, in: tx)
        func write(_ answers: [CircumstanceKind: String], _ from: Day) throws -> Int {
          try writeCircumstances(
            NewCircumstances(answers, from: from, source: "Her mother"), of: child, by: p.nurse, at: Partnership.now,
            in: tx)
        }
        #expect(try write([.lookedAfter: "no", .need: "learning"], Day(2026, 1, 5)!) == 2)
        #expect(try write([.lookedAfter: "yes"], Day(2026, 3, 1)!) == 1)
        #expect(try write([.lookedAfter: "yes"], Day(2026, 4, 1)!) == 0, "the record says so already")
        func answers(_ day: Day) throws -> [ChildID: String] {
          try tx.circumstances(of: .lookedAfter, children: [child.id], on: day)
        }
        #expect(try answers(Day(2026, 1, 4)!).isEmpty, "nobody had said anything yet")
        #expect(try answers(Day(2026, 2, 28)!) == [child.id: "no"])
        #expect(try answers(Day(2026, 3, 1)!) == [child.id: "yes"])
        #expect(
          latest(try tx.circumstances(of: child.id), on: Day(2026, 5, 1)!)[.need]?.words == "Cognition and learning")
        #expect(throws: Invalid.self) { try write([.need: "body"], Day(2018, 5, 2)!) }
        #expect(throws: Invalid.self) { try write([.need: "body"], Partnership.today.adding(days: 1)) }
        #expect(throws: Invalid.self) { try write([:], Day(2026, 5, 1)!) }
        let events = try tx.rows("SELECT changed FROM event WHERE kind = 'child.circumstances_written'") {
          try $0[0] as String
        }
        #expect(events.count == 2 && events.allSatisfy { !$0.contains("yes") }, "the event says what, not the answer")
      }
    }
  }
}
