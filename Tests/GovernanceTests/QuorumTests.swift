import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// Too few at a meeting: nothing can be recorded as decided, and the business comes back at the next.
@Suite struct QuorumTests {
  private let from = TestSite.now.day.adding(days: -400)
  private let first = LondonTime(day: TestSite.now.day.adding(days: 5), minuteOfDay: 600).instant

  /// A group that needs two, with two members, and a meeting with a point to decide and one to hear.
  private func called(
    _ world: GovernanceWorld
  ) async throws -> (group: ID<PartnershipGroup>, meeting: GroupMeeting, members: [ID<GroupMember>]) {
    let (group, meeting) = (anyID(PartnershipGroup.self), anyID(GroupMeeting.self))
    let seun = world.callers["seun"]!
    return try await world.database.write { tx in
      try foundGroup(
        PartnershipGroup(id: group, remit: "All", easyRemit: "We help.", quorum: 2, foundedOn: from), named: "Board",
        by: seun, at: TestSite.now, in: tx)
      for name in ["Ann", "Ben"] {
        try appointMember(
          anyID(), NewMember(name: name, side: .council, agency: "Council", part: "Member", from: from), to: group,
          by: seun, at: TestSite.now, in: tx)
      }
      try planMeeting(meeting, of: group, at: first, place: "Room", by: seun, now: TestSite.now, in: tx)
      let planned = try tx.meeting(meeting, of: group)
      try addPoint(anyID(), "Buses", .decision, lead: "Chair", to: planned, by: seun, at: TestSite.now, in: tx)
      try addPoint(anyID(), "Report", .information, lead: "Chair", to: planned, by: seun, at: TestSite.now, in: tx)
      return (group, planned, try tx.members(of: group).map(\.id))
    }
  }

  @Test(arguments: Engine.available) func withoutAQuorumNothingIsDecided(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (group, meeting, members) = try await called(world)
      let after = world.at(first.adding(hours: 3)).site
      let present: [String: [String]] = ["present": [members[0].description]]
      #expect(await after.post("\(meeting.path)/attendance", lists: present, as: "seun").status == 303)
      let points = try await world.database.read { tx in try tx.points(of: meeting.id) }
      func minutes(_ point: AgendaPoint, _ outcome: String) async -> Response {
        await after.post(
          "\(meeting.path)/points/\(point.id)/minutes", ["minutes": "Said.", "outcome": outcome], as: "seun")
      }
      for outcome in ["agreed", "not_agreed"] {
        let refused = await minutes(points[0], outcome)
        #expect(refused.status == 422 && refused.text.contains("1 was there and 2 are needed"))
        #expect(await minutes(points[1], outcome).status == 422, "it was for information")
      }
      #expect(await minutes(points[1], "noted").status == 303)
      #expect(await after.post("\(meeting.path)/carrying", as: "pat").status == 403)
      #expect(await after.post("\(meeting.path)/carrying", as: "seun").status == 303)
      #expect(await after.post("\(meeting.path)/carrying", as: "seun").status == 409, "all is carried")
      // It stands first on the agenda of the meeting that is called next, and once.
      let seun = world.callers["seun"]!
      let next = anyID(GroupMeeting.self)
      let carried = try await world.database.write { tx in
        try planMeeting(
          next, of: group, at: first.adding(days: 30), place: "Room", by: seun, now: first.adding(days: 1), in: tx)
        try planMeeting(
          anyID(), of: group, at: first.adding(days: 60), place: "Room", by: seun, now: first.adding(days: 1), in: tx)
        return try tx.points(of: next)
      }
      #expect(carried.map(\.title) == ["Buses"] && carried[0].carriedFrom == meeting.id)
      try await world.holds(3, "SELECT count(*) FROM agenda_point")
      #expect(await after.get("\(meeting.path)").text.contains("Carried to the next meeting"))
    }
  }

  @Test(arguments: Engine.available) func withAQuorumItIsDecided(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (_, meeting, members) = try await called(world)
      let after = world.at(first.adding(hours: 3)).site
      let present: [String: [String]] = ["present": members.map(\.description)]
      #expect(await after.post("\(meeting.path)/attendance", lists: present, as: "seun").status == 303)
      #expect(await after.post("\(meeting.path)/carrying", as: "seun").status == 409, "enough were there")
      let point = try await world.database.read { tx in try tx.points(of: meeting.id)[0] }
      let path = "\(meeting.path)/points/\(point.id)/minutes"
      #expect(await after.post(path, ["minutes": "Yes."], as: "seun").status == 422, "what came of it must be said")
      #expect(await after.post(path, ["minutes": "Yes.", "outcome": "agreed"], as: "seun").status == 303)
    }
  }
}
