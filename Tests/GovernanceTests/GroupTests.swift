import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Governance

/// Groups through the routes, on both engines: names, members, papers, minutes, actions.
@Suite struct GroupTests {
  private let meetingAt = LondonTime(day: TestSite.now.day.adding(days: 20), minuteOfDay: 600).instant

  /// A group with a chair from the council, and a parent who has an account.
  private func founded(
    _ world: GovernanceWorld, parentToo: Bool = true
  ) async throws -> (id: ID<PartnershipGroup>, parent: Caller, members: [GroupMember]) {
    let id = anyID(PartnershipGroup.self)
    let person = anyID(PersonKey.self)
    let from = TestSite.now.day.adding(days: -400)
    let seun = world.callers["seun"]!
    let members = try await world.database.write { tx in
      try tx.addPerson(person, NewPerson(name: "Dana Bello", email: "dana@example.org"), family: nil, at: TestSite.now)
      try foundGroup(
        PartnershipGroup(id: id, remit: "All of it", easyRemit: "We help.", quorum: 2, foundedOn: from), named: "First",
        by: seun, at: TestSite.now, in: tx)
      try appointMember(
        anyID(), NewMember(name: "Ann Field", side: .council, agency: "Council", part: "Chair", from: from), to: id,
        by: seun, at: TestSite.now, in: tx)
      if parentToo {
        try appointMember(
          anyID(),
          NewMember(
            name: "Dana Bello", side: .parent, agency: "Forum", isNamed: false, email: "DANA@example.org",
            from: from.adding(days: 100)), to: id, by: seun, at: TestSite.now, in: tx)
      }
      return try tx.members(of: id)
    }
    let parent = Caller(
      account: anyID(), name: "Dana Bello", roles: [.init(.familyMember)], person: person, from: "test")
    return (id, parent, members)
  }

  private func meeting(_ group: ID<PartnershipGroup>, _ world: GovernanceWorld) async throws -> ID<GroupMeeting> {
    let fields = ["on": meetingAt.day.description, "at": "10:00", "place": "Room 3"]
    #expect(await world.site.post("/governance/groups/\(group)/meetings", fields, as: "seun").status == 303)
    return try await world.database.read { tx in try tx.meetings(of: group)[0].id }
  }
  private func point(_ path: String, _ world: GovernanceWorld) async throws -> ID<AgendaPoint> {
    let fields = ["title": "Breaks", "purpose": "decision", "lead": "Chair"]
    #expect(await world.site.post("\(path)/points", fields, as: "seun").status == 303)
    return try await world.database.read { tx in
      try tx.value("SELECT id FROM agenda_point ORDER BY number LIMIT 1", as: ID<AgendaPoint>.self)!
    }
  }

  @Test func aNameIsThatOfItsDay() {
    let names = [
      GroupName("Second", from: Day(2011, 9, 1)!), GroupName("First", from: Day(2010, 1, 1)!),
      GroupName("Third", from: Day(2012, 1, 24)!),
    ]
    #expect(name(on: Day(2009, 1, 1)!, names) == "First")
    #expect(name(on: Day(2011, 8, 31)!, names) == "First" && name(on: Day(2011, 9, 1)!, names) == "Second")
    #expect(name(on: Day(2026, 1, 1)!, names) == "Third")
  }

  @Test func papersLeaveFiveClearDays() {
    // Out on Monday 3 November, meeting on Sunday 9 November: 4 to 8 November are five whole days between.
    #expect(lastDayForPapers(before: Day(2026, 11, 9)!) == Day(2026, 11, 3)!)
  }

  @Test func easierWordsHaveShortSentences() {
    let words = Array(repeating: "word", count: 25).joined(separator: " ")
    #expect(longSentences("\(words). \(words)!").isEmpty)
    #expect(longSentences("Short. \(words) more. Short.").count == 1)
    #expect(problems(withEasy: nil, field: "x", isNeeded: true).count == 1)
    #expect(problems(withEasy: nil, field: "x", isNeeded: false).isEmpty)
  }

  @Test(arguments: Engine.available) func oneGroupManyNames(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (id, _, _) = try await founded(world)
      let path = "/governance/groups/\(id)"
      let fields = ["name": "Second", "used_from": TestSite.now.day.description, "source": "Minutes"]
      #expect(await world.site.post("\(path)/names", fields, as: "pat").status == 403)
      #expect(await world.site.post("\(path)/names", fields, as: "seun").status == 303)
      #expect(await world.site.post("\(path)/names", fields, as: "seun").status == 422, "it has this name already")
      let early = ["name": "Third", "used_from": "2001-01-01"]
      #expect(await world.site.post("\(path)/names", early, as: "seun").status == 422, "before it was founded")
      let page = await world.site.get(path).text
      #expect(
        page.contains("<h1 class=\"govuk-heading-l\">Second") && page.contains("First") && page.contains("Minutes"))
      let list = await world.site.get("/governance/groups").text
      #expect(list.contains("Also called: First"))
      try await world.holds(1, "SELECT count(*) FROM partnership_group")
      try await world.holds(1, "SELECT count(*) FROM event WHERE kind = 'group.renamed'")
    }
  }

  @Test(arguments: Engine.available) func namesOfFamiliesAreForTheGroupAlone(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (id, parent, members) = try await founded(world)
      let site = TestSite(world.database, governance.routes, callers: world.callers.merging(["dana": parent]) { $1 })
      let path = "/governance/groups/\(id)"
      for json in [false, true] {
        let open = await site.get(path, json: json).text
        #expect(open.contains("Ann Field") && !open.contains("Dana") && open.contains("Forum"))
        #expect(await site.get(path, as: "pat", json: json).text.contains("Dana") == false)
        #expect(await site.get(path, as: "dana", json: json).text.contains("Dana Bello"))
        #expect(await site.get(path, as: "seun", json: json).text.contains("Dana Bello"))
      }
      #expect(await site.get("/governance/groups", as: "dana").text.contains("You sit in this group"))
      #expect(await site.get("/governance", as: "dana").text.contains("You sit in: First"))
      #expect(!(await site.get("/governance", as: "seun")).text.contains("You sit in"))
      #expect(members.count == 2 && members.first { $0.side == .parent }?.isCaller(parent) == true)
      let again = ["name": "D", "side": "parent", "agency": "F", "email": "dana@example.org", "began_on": "2026-01-01"]
      #expect(await site.post("\(path)/members", again, as: "seun").status == 422, "she sits there already")
      let unknown = again.merging(["email": "who@example.org"]) { $1 }
      #expect(await site.post("\(path)/members", unknown, as: "seun").status == 422)
      let dana = members.first { $0.side == .parent }!
      let end = ["ended_on": TestSite.now.day.description]
      #expect(await site.post("\(path)/members/\(dana.id)/end", end, as: "seun").status == 303)
      #expect(await site.get(path, as: "dana", json: true).text.contains("Dana") == false, "she sits there no more")
    }
  }

  @Test(arguments: Engine.available) func aPaperForFamiliesHasEasierWordsOrStaysIn(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (id, parent, _) = try await founded(world)
      let meeting = try await meeting(id, world)
      let path = "/governance/groups/\(id)/meetings/\(meeting)"
      let point = try await point(path, world)
      let papers = "\(path)/points/\(point)/papers"
      let paper = ["title": "Secret prices", "words": "£500,000", "exempt_why": "Paragraph 3"]
      #expect(await world.site.post(papers, paper, as: "seun").status == 422, "no easier words")
      let long = Array(repeating: "word", count: 30).joined(separator: " ")
      #expect(await world.site.post(papers, paper.merging(["easy_words": long]) { $1 }, as: "seun").status == 422)
      let whole = paper.merging(["easy_words": "It costs a lot."]) { $1 }
      #expect(await world.site.post(papers, whole, as: "seun").status == 303)
      try await world.holds(1, "SELECT count(*) FROM meeting_paper")
      let found = try await world.database.read { tx in try tx.papers(of: meeting)[0].id }
      let site = TestSite(world.database, governance.routes, callers: world.callers.merging(["dana": parent]) { $1 })
      for json in [false, true] {
        for address in ["\(path)/papers/\(found)", path, "\(path)/pack"] {
          let open = await site.get(address, as: "pat", json: json).text
          #expect(open.contains("Secret prices") && !open.contains("500,000") && !open.contains("costs a lot"))
          let visitor = await site.get(address, json: json).text
          #expect(!visitor.contains("500,000") && !visitor.contains("costs a lot"))
        }
        let hers = await site.get("\(path)/papers/\(found)", as: "dana", json: json).text
        #expect(hers.contains("500,000") && hers.contains("It costs a lot."))
      }
      let easyPack = await site.get("\(path)/pack/easy", as: "dana").text
      #expect(easyPack.contains("It costs a lot.") && !easyPack.contains("500,000"))
      for json in [false, true] {
        let open = await site.get("\(path)/pack/easy", json: json).text
        #expect(open.contains("Breaks") && !open.contains("costs a lot"))
      }
      let text = await site.get("\(path)/papers/\(found)", as: "dana").text
      let easy = text.firstRange(of: "It costs a lot.")!, full = text.firstRange(of: "500,000")!
      #expect(easy.lowerBound < full.lowerBound, "easier words come first")
    }
  }

  @Test(arguments: Engine.available) func lateMinutesActionsAndInterests(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (id, parent, members) = try await founded(world)
      let meeting = try await meeting(id, world)
      let path = "/governance/groups/\(id)/meetings/\(meeting)"
      let point = try await point(path, world)
      func at(_ now: Instant) -> TestSite {
        TestSite(world.database, governance.routes, callers: world.callers.merging(["dana": parent]) { $1 }, now: now)
      }
      // Three days before is too late for a paper.
      let paper = ["title": "Late one", "words": "Text", "easy_words": "Text."]
      let late = at(meetingAt.adding(days: -3))
      #expect(await late.post("\(path)/points/\(point)/papers", paper, as: "seun").status == 303)
      #expect(await late.get(path).text.contains(">Late</strong>"))
      // Interests: her own, of nobody else.
      let chair = members.first { $0.side == .council }!, dana = members.first { $0.side == .parent }!
      let interest = ["interest": "Sits on its board", "done": "Leaves the room"]
      let hers = interest.merging(["member": dana.id.description]) { $1 }
      #expect(
        await late.post("\(path)/interests", hers.merging(["member": "\(chair.id)"]) { $1 }, as: "dana").status == 403)
      #expect(await late.post("\(path)/interests", hers, as: "pat").status == 403)
      #expect(await late.post("\(path)/interests", hers, as: "dana").status == 303)
      #expect(await late.get(path).text.contains("A member for parents and carers"))
      // It is held only when it is, and by those who sat there.
      let there: [String: [String]] = ["present": [dana.id.description, chair.id.description]]
      #expect(await late.post("\(path)/attendance", lists: there, as: "seun").status == 409)
      let after = at(meetingAt.adding(hours: 3))
      #expect(
        await after.post("\(path)/attendance", lists: ["present": [anyID(GroupMember.self).description]], as: "seun")
          .status == 422)
      #expect(await after.post("\(path)/attendance", lists: there, as: "seun").status == 303)
      #expect(await after.post("\(path)/points/\(point)/papers", paper, as: "seun").status == 409, "it is over")
      let minutes = ["minutes": "Agreed.", "easy_minutes": "We said yes.", "outcome": "agreed"]
      #expect(
        await after.post("\(path)/points/\(point)/minutes", ["minutes": "Agreed.", "outcome": "agreed"], as: "seun")
          .status
          == 422)
      #expect(await after.post("\(path)/minutes/agreement", as: "seun").status == 409, "there are no minutes")
      #expect(await after.post("\(path)/points/\(point)/minutes", minutes, as: "seun").status == 303)
      #expect(await after.post("\(path)/minutes/agreement", as: "seun").status == 409, "no later meeting was held")
      // An action is carried to the next meeting, until it is done.
      let action = ["words": "Ask families", "lead": "Forum", "due_on": meetingAt.day.adding(days: 10).description]
      #expect(await after.post("/governance/groups/\(id)/actions", action, as: "seun").status == 303)
      let next = anyID(GroupMeeting.self)
      let nextAt = meetingAt.adding(days: 30)
      let seun = world.callers["seun"]!
      try await world.database.write { tx in
        try planMeeting(next, of: id, at: nextAt, place: "Room", by: seun, now: meetingAt, in: tx)
        try holdMeeting(
          try tx.meeting(next, of: id), present: [chair.id], apologies: nil, by: seun, at: nextAt.adding(hours: 2),
          in: tx)
      }
      let then = at(nextAt.adding(hours: 3))
      let nextPage = await then.get("/governance/groups/\(id)/meetings/\(next)").text
      #expect(
        nextPage.contains("Ask families") && nextPage.contains(">once<") && nextPage.contains("Too few were there"))
      #expect(
        await then.post("\(path)/minutes/agreement", as: "seun").status == 409, "too few were at the next meeting")
      let third = anyID(GroupMeeting.self)
      try await world.database.write { tx in
        try planMeeting(
          third, of: id, at: nextAt.adding(hours: 1), place: "Room", by: seun, now: nextAt, in: tx)
        try holdMeeting(
          try tx.meeting(third, of: id), present: [chair.id, dana.id], apologies: nil, by: seun,
          at: nextAt.adding(hours: 2), in: tx)
      }
      #expect(await then.post("\(path)/minutes/agreement", as: "seun").status == 303)
      #expect(await then.post("\(path)/points/\(point)/minutes", minutes, as: "seun").status == 409, "they are agreed")
      let found = try await world.database.read { tx in try tx.actions(of: id)[0].id }
      let done = ["done": "41 families asked"]
      #expect(await then.post("/governance/groups/\(id)/actions/\(found)/end", [:], as: "seun").status == 422)
      #expect(await then.post("/governance/groups/\(id)/actions/\(found)/end", done, as: "seun").status == 303)
      #expect(await then.post("/governance/groups/\(id)/actions/\(found)/end", done, as: "seun").status == 409)
      try await world.holds(1, "SELECT count(*) FROM event WHERE kind = 'group.action_done'")
    }
  }

  @Test(arguments: Engine.available) func theEightPrioritiesComeReady(engine: Engine) async throws {
    try await withGovernance(engine) { world in
      let (id, _, _) = try await founded(world, parentToo: false)
      let path = "/governance/groups/\(id)"
      #expect(await world.site.post("\(path)/eight-priorities", as: "seun").status == 303)
      #expect(await world.site.post("\(path)/eight-priorities", as: "seun").status == 409)
      let indicator = Indicator(id: anyID(), objective: "o", title: "Found it", formula: "f", owner: "o")
      try await world.database.write { tx in try tx.insert(indicator) }
      let proof = ["proofs": "indicator:\(indicator.id)"]
      #expect(await world.site.post("\(path)/objectives/1/proofs", proof, as: "seun").status == 303)
      #expect(
        await world.site.post("\(path)/objectives/1/proofs", ["proofs": "plan:\(indicator.id)"], as: "seun").status
          == 422)
      #expect(await world.site.post("\(path)/objectives/9/proofs", proof, as: "seun").status == 404)
      let page = await world.site.get(path).text
      #expect(page.contains("Personal budgets") && page.contains("Found it") && page.contains("Nothing yet"))
    }
  }
}
