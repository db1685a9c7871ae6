import Foundation
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Plans

@Suite struct ZZDump {
  @Test func dump() async throws {
    try await withTown(.sqlite) { town in
      let support = try await town.write { tx in
        let support = try town.lead(town.amara, to: .reviewing, in: tx)
        try allocateSupport(support.id, child: town.amara, to: town.priya, isLead: false, by: .system, at: Town.start, in: tx)
        try joinTeam(try tx.practitioner(town.jo), part: "Speech therapy", isLead: false, id: fresh(), child: town.amara, by: .system, at: Town.start, in: tx)
        let second: ID<Goal> = fresh()
        try setGoal(town.goal("Amara can tell us when she is worried", baseline: 2), id: second, support: support.id, child: town.amara, by: .system, at: Town.at(9, 3), in: tx)
        try addAction(NewAction(what: "Make a worry box together", owner: Owner("Jo Marsh", practitioner: town.jo), dueOn: Day(2026, 11, 10)!), id: fresh(), goal: second, support: support.id, child: town.amara, by: .system, at: Town.at(9, 3), in: tx)
        try agreePlan(town.plan(on: Day(2026, 9, 3)!), support: support.id, child: town.amara, by: .system, at: Town.at(9, 3), in: tx)
        let goals = try tx.goals(of: support.id)
        try recordReview(town.review(goals, score: 3, on: Day(2026, 10, 13)!), id: fresh(), support: support.id, child: town.amara, by: .system, at: Town.at(10, 13), in: tx)
        try recordReview(town.review(goals, score: 4, on: Day(2026, 11, 10)!), id: fresh(), support: support.id, child: town.amara, by: .system, at: Town.at(11, 10), in: tx)
        try holdMeeting(NewMeeting(heldOn: Day(2026, 9, 20)!, place: "Elm Road Primary", came: ["Dana Bello", "Jo Marsh"], notes: "Talked about mornings", actions: [NewAction(what: "Ring the bus company", owner: Owner("Priya Nair", practitioner: town.priya), dueOn: Day(2026, 12, 1)!)]), id: fresh(), support: support.id, child: town.amara, by: .system, at: Town.at(9, 20), in: tx)
        try changeLevel(to: .early, id: fresh(), support: support.id, child: town.amara, reason: "Fewer people are needed now.", by: .system, at: Town.at(11, 10), in: tx)
        try commentGoal("We had four good nights!", id: fresh(), goal: goals[0].id, support: support.id, by: caller("Dana Bello", .familyMember), at: Town.at(11, 12), in: tx)
        for n in 1...5 { try town.lead(try town.newChild("Child\(n)", in: tx), to: [.agreed, .planning, .closing, .stepUpPending, .requested][n - 1], in: tx) }
        return support
      }
      let base = "/children/\(town.amara)/supports/\(support.id)"
      let (goal, review, meeting) = try await town.read { tx in (try tx.goals(of: support.id)[0].id, try tx.reviews(of: support.id)[0].id, try tx.meetings(of: support.id)[0].id) }
      let folder = "/tmp/plans-html"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (name, path, who) in [
        ("support", "/children/\(town.amara)/support", "mina"), ("plan", base + "/plan", "priya"), ("goal", base + "/goals/\(goal)", "priya"),
        ("goal-new", base + "/goals/new", "priya"), ("review-new", base + "/reviews/new", "priya"), ("review", base + "/reviews/\(review)", "priya"),
        ("meeting-new", base + "/meetings/new", "priya"), ("meeting", base + "/meetings/\(meeting)", "priya"), ("team", base + "/team", "priya"),
        ("assessment", base + "/assessment", "priya"), ("agreement", base + "/agreement", "priya"), ("list", "/supports", "mina"),
        ("family", "/family/\(town.amara)/plan", "dana"), ("family-assessment", "/family/\(town.amara)/assessment", "dana"), ("stepup", base + "/step-up", "priya"),
        ("start", "/children/\(try await town.write { tx in try town.newChild("Nell", in: tx) })/supports/new", "priya"),
      ] {
        let page = await town.site.get(path, as: who)
        let text = page.text.replacingOccurrences(of: "\"/assets/dev/", with: "\"/work/main/build/assets/").replacingOccurrences(of: "\"/public/dev/", with: "\"/work/main/public/")
        try text.write(toFile: "\(folder)/\(name).html", atomically: true, encoding: .utf8)
      }
    }
  }
}
