import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// The agenda has its clock: five clear days before the meeting (KD-AG).
@Suite struct AgendaTests {
  private let starts = LondonTime(day: TestSite.now.day.adding(days: 20), minuteOfDay: 600).instant

  @Test(arguments: Engine.available) func theAgendaIsOutInTimeOrLate(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (group, meeting) = (anyID(PartnershipGroup.self), anyID(GroupMeeting.self))
      let seun = world.callers["seun"]!
      let planned = try await world.database.write { tx in
        try foundGroup(
          PartnershipGroup(
            id: group, remit: "All", easyRemit: "We help.", quorum: 1, foundedOn: TestSite.now.day.adding(days: -9)),
          named: "Board", by: seun, at: TestSite.now, in: tx)
        try planMeeting(meeting, of: group, at: starts, place: "Room", by: seun, now: TestSite.now, in: tx)
        return try tx.meeting(meeting, of: group)
      }
      let time = try await world.database.read { tx in try tx.agendaTime(of: planned) }
      #expect(time?.due.day == lastDayForPapers(before: planned.day) && time?.outAt == nil)
      let path = "\(planned.path)/agenda"
      #expect(await world.site.post(path, as: "pat").status == 403)
      #expect(await world.site.post(path, as: "seun").status == 409, "nothing is on it")
      try await world.database.write { tx in
        try addPoint(anyID(), "Buses", .decision, lead: "Chair", to: planned, by: seun, at: TestSite.now, in: tx)
      }
      let late = world.at(starts.adding(days: -3)).site
      #expect(await late.post(path, as: "seun").status == 303)
      #expect(await late.post(path, as: "seun").status == 409, "it is out already")
      #expect(await late.get(planned.path).text.contains(">Late</strong>"))
      try await world.holds(1, "SELECT count(*) FROM clock WHERE rule_id = 'KD-AG' AND status = 'missed'")
      // A meeting that is called off needs no agenda.
      let other = anyID(GroupMeeting.self)
      try await world.database.write { tx in
        try planMeeting(other, of: group, at: starts, place: "Room", by: seun, now: TestSite.now, in: tx)
        try cancelMeeting(try tx.meeting(other, of: group), by: seun, at: TestSite.now, in: tx)
      }
      try await world.holds(1, "SELECT count(*) FROM clock WHERE rule_id = 'KD-AG' AND status = 'cancelled'")
    }
  }
}
