import Kernel
import People
import Sharing
import Store
import TestKit
import Testing
import Web
import Workforce

@testable import App

/// Who visits alone: a rule of the workforce, put before the forms of home visiting where the slices are composed.
@Suite struct AloneTests {
  @Test(arguments: Engine.available) func nobodyPlansAVisitAloneWithoutWhatItNeeds(engine: Engine) async throws {
    try await withSeam(engine) { seam in
      let (priya, child) = (seam.priya, seam.child)
      let caller = Caller(
        account: seam.site.site.newID(), name: "Priya Nair",
        roles: [.init(.practitioner, agency: seam.council, team: seam.earlyHelp)], practitioner: priya, from: "test")
      let site = TestSite(
        seam.database, Partnership().routes, callers: ["priya": caller], decide: decideAccess)
      let link: AnyID = site.site.newID()
      try await seam.database.write { tx in
        try tx.beginInvolvement(
          NewInvolvement(practitioner: priya, agency: seam.council, team: seam.earlyHelp, part: "Portage"),
          child: child,
          id: link.of(), by: .system, at: TestSite.now)
      }
      let path = "/children/\(child)/planned-visits"
      let alone = ["on": "2026-12-01", "at": "10am", "kind": "home"]
      // Somebody without a post here: their own agency knows.
      #expect(await site.post(path, alone, as: "priya").status == 303)

      try await seam.database.write { tx in
        let files: [WorkforceFile: String] = [
          .locations: "code,name,area\nn,North,North\n",
          .posts: "code,title,kind,fte,location,holder,email\nV1,Visitor,visitor,1,n,Priya Nair,priya@example.org\n",
          .courses: "code,name,months_valid,needed_for\nlone,Working alone in homes,12,lone_visit\n",
        ]
        try importWorkforce(
          files.mapValues { Array($0.utf8) }, id: site.site.newID(), by: .system, at: TestSite.now, in: tx)
      }
      let refused = await site.post(path, alone, as: "priya")
      #expect(
        refused.status == 422 && refused.text.contains("missing or has run out on 1 December 2026: Working alone"))
      let joint = alone.merging(["kind": "joint", "joint_with": "Jo Marsh, therapist"]) { $1 }
      #expect(await site.post(path, joint, as: "priya").status == 303)
      // The next visit of one that is written up is asked about as well.
      let held = [
        "held_on": "2026-11-17", "held_at": "2.30pm", "minutes": "60", "kind": "home", "seen": "Stacked bricks",
        "next_on": "2026-12-02", "next_at": "14:30",
      ]
      #expect(await site.post("/children/\(child)/visits", held, as: "priya").status == 422)
      #expect(
        await site.post("/children/\(child)/visits", held.filter { !$0.key.hasPrefix("next") }, as: "priya").status
          == 303)

      try await seam.database.write { tx in
        let course = try tx.courses()[0]
        try recordTraining(
          site.site.newID(), Training(practitioner: priya, course: course, heldOn: Day(2026, 11, 1)!), by: .system,
          at: TestSite.now, in: tx)
      }
      #expect(await site.post(path, alone, as: "priya").status == 303)
      #expect(try await seam.count("SELECT COUNT(*) FROM visit WHERE state = 'planned'") == 3)

      // Leave stops a visit, also one that two make; hours of work are asked about once more.
      try await seam.database.write { tx in
        let files: [WorkforceFile: String] = [
          .patterns: "email,weekday,from,to\npriya@example.org,Tuesday,09:00,12:00\n",
          .leave: "email,from_on,to_on\npriya@example.org,2026-12-15,2026-12-18\n",
        ]
        try importWorkforce(
          files.mapValues { Array($0.utf8) }, id: site.site.newID(), by: .system, at: TestSite.now, in: tx)
      }
      let away = await site.post(path, joint.merging(["on": "2026-12-15", "anyway": "yes"]) { $1 }, as: "priya")
      #expect(away.status == 422 && away.text.contains("You are on leave on 15 December 2026"))
      let late = alone.merging(["on": "2026-12-08", "at": "2pm"]) { $1 }
      let asked = await site.post(path, late, as: "priya")
      #expect(asked.status == 422 && asked.text.contains("You work from 9am to midday on 8 December 2026"))
      #expect(await site.post(path, late.merging(["anyway": "yes"]) { $1 }, as: "priya").status == 303)
      #expect(await site.post(path, late.merging(["at": "10am"]) { $1 }, as: "priya").status == 303)

      // What any visit needs, one with another needs as well.
      try await seam.database.write { tx in
        let check = "code,name,kind,months_valid,needed_for\ncheck,Enhanced disclosure check,check,36,visit\n"
        try importWorkforce(
          [.courses: Array(check.utf8)], id: site.site.newID(), by: .system, at: TestSite.now, in: tx)
      }
      let unchecked = await site.post(path, joint.merging(["on": "2026-12-22", "at": "10am"]) { $1 }, as: "priya")
      #expect(unchecked.status == 422)
      #expect(unchecked.text.contains("Any visit needs something that is missing or has run out on 22 December 2026"))
    }
  }
}
