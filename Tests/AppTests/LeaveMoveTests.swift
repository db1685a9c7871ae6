import Kernel
import People
import Store
import TestKit
import Testing

@testable import App

/// Leave stood in two lists once. A database of then is brought forward, and nobody’s days are lost.
@Suite struct LeaveMoveTests {
  @Test(arguments: Engine.available) func noDayOfLeaveIsLostWhenTheTwoListsBecomeOne(engine: Engine) async throws {
    let all = Partnership().migrations
    try await withTestDatabase(engine, all.filter { $0.number < 177 }) { database in
      var random = SystemRandomNumberGenerator()
      let now = TestSite.now
      let (agency, team) = (AgencyID(at: now, random: &random), TeamID(at: now, random: &random))
      let (pat, tom) = (PractitionerID(at: now, random: &random), PractitionerID(at: now, random: &random))
      let ids: [AnyID] = (0..<4).map { _ in AnyID(at: now, random: &random) }
      @Sendable func day(_ number: Int) -> Day { Day(2026, 12, number)! }
      try await database.write { tx in
        try tx.add(Agency(id: agency, code: "council", name: "Council", kind: .council))
        try tx.add(Team(id: team, agency: agency, name: "West"))
        for (id, name) in [(pat, "Pat Lowe"), (tom, "Tom Garside")] {
          try tx.addPractitioner(id, name: name, jobTitle: "Visitor", agency: agency, team: team)
        }
        // In both lists the same; two of a kind from one day; in one list alone, each.
        for (id, who, from, to, kind) in [
          (ids[0], pat, day(1), day(3), "training"), (ids[1], pat, day(8), day(8), "leave"),
          (ids[2], pat, day(8), day(11), "leave"), (ids[3], tom, day(21), day(24), "away"),
        ] {
          try tx.run(
            """
            INSERT INTO visitor_leave (id, visitor_id, from_on, to_on, kind)
            VALUES (\(id), \(who), \(from), \(to), \(kind))
            """)
        }
        for (who, from, to) in [
          (pat, day(1), day(3)), (pat, day(8), day(9)), (tom, day(14), day(18)), (tom, day(21), day(23)),
        ] {
          try tx.run(
            "INSERT INTO work_leave (practitioner_id, from_on, to_on) VALUES (\(who), \(from), \(to))")
        }
      }
      _ = try await database.migrate(all)
      let found = try await database.read { tx in try tx.leave(of: [pat, tom], from: day(1), to: day(31)) }
      #expect(
        Set(found) == [
          Leave(practitioner: pat, from: day(1), to: day(3), why: .training),
          Leave(practitioner: pat, from: day(8), to: day(11)),
          Leave(practitioner: tom, from: day(14), to: day(18)),
          Leave(practitioner: tom, from: day(21), to: day(23)),
          Leave(practitioner: tom, from: day(21), to: day(24), why: .away),
        ])
    }
  }
}
