import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import HomeVisiting

/// What home visiting writes for others, and visits that two make together.
@Suite struct ReportTests {
  private let report = [
    "kind": "joint_assessment", "on": "2026-11-17", "who": "Pat Lowe, Jo Marsh (therapist), Mum",
    "goes_well": "Ama asks for <more>", "is_hard": "Waiting", "family_says": "Evenings are loud",
    "next": "Jo brings pictures",
  ]

  @Test(arguments: Engine.available) func aJointAssessmentIsWrittenOnceAndReadByTheFamily(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let path = "/children/\(world.child)/visiting-reports"
      _ = await world.site.post("/children/\(world.child)/visits", goodVisit, as: "pat")
      for (name, value) in [("goes_well", ""), ("on", "2026-11-19"), ("on", "2023-05-02"), ("kind", "letter")] {
        let wrong = await world.site.post(path, report.merging([name: value]) { $1 }, as: "pat")
        #expect(wrong.status == 422, "\(name) \(value)")
      }
      #expect(try await world.count("SELECT count(*) FROM visiting_report") == 0)
      let written = await world.site.post(path, report, as: "pat")
      #expect(written.status == 303)
      let one = try #require(written[header: "Location"])
      let page = await world.site.get(one, as: "ruth").text
      #expect(page.contains("Ama asks for &lt;more&gt;") && page.contains("1 visit held"))
      #expect(await world.site.get(path, as: "pat").text.contains("Jo brings pictures"))
      let family = await world.site.get("/family/\(world.child)/home-visiting/goals", as: "dana").text
      #expect(family.contains("What we found out together") && family.contains("Evenings are loud"))
      #expect(try await world.count("SELECT count(*) FROM event WHERE kind = 'visiting.report'") == 1)
    }
  }

  @Test(arguments: Engine.available) func twoWhoPutItRightDoNotOverwriteEachOther(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let path = "/children/\(world.child)/visiting-reports"
      let one = try #require(
        await world.site.post(path, report.merging(["kind": "review_part"]) { $1 }, as: "pat")[header: "Location"])
      let right = report.merging(["next": "Pictures from January", "version": "1"]) { $1 }
      #expect(await world.site.get("\(one)/correction", as: "pat").text.contains("Jo brings pictures"))
      #expect(await world.site.post("\(one)/correction", right, as: "pat").status == 303)
      #expect(await world.site.post("\(one)/correction", right, as: "ruth").status == 409)
      let reports = try await world.site.site.database.read { tx in try tx.visitingReports(world.child) }
      #expect(reports.map(\.words.next) == ["Pictures from January"] && reports[0].kind == .reviewPart)
      let later = try await world.site.site.database.read { tx in
        try tx.visitingReports(world.child, after: Day(2026, 11, 17))
      }
      #expect(later.isEmpty)
    }
  }

  @Test(arguments: Engine.available) func aJointVisitStandsInBothDiaries(engine: Engine) async throws {
    try await withVisitWorld(engine) { world in
      let jo: PractitionerID = try await world.addColleague("Jo Marsh")
      let together = world.adding("jo", "Jo Marsh", practitioner: jo)
      let form = ["on": "2026-11-20", "at": "10am", "kind": "joint", "joint": jo.description]
      let path = "/children/\(world.child)/planned-visits"
      let stranger = form.merging(["joint": world.child.description]) { $1 }
      #expect(await together.site.post(path, stranger, as: "pat").status == 422)
      #expect(await together.site.post(path, form, as: "pat").status == 303)
      let visit = try await world.newest()
      #expect(visit.joint == jo && visit.jointWith == "Jo Marsh, Therapist")
      for (who, other) in [("pat", "With Jo Marsh"), ("jo", "With Pat Lowe")] {
        let diary = await together.site.get("/visits?week=2026-11-20", as: who).text
        #expect(diary.contains("Ama Bello") && diary.contains(other), "\(who)")
      }
      // Whose visit it is writes it up; nobody else has it on their phone.
      let phone = try await world.site.site.database.read { tx in
        try tx.phoneVisits(of: jo, at: TestSite.now, for: together.callers["jo"]!).visits
      }
      #expect(phone.isEmpty)
    }
  }
}
