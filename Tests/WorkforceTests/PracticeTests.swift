import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Workforce

@Suite struct PracticeTests {
  private static let lone = Course(code: "lone", name: "Lone working", monthsValid: 12, neededFor: .loneVisit)
  private static let check = Course(code: "check", name: "Check", isCheck: true, neededFor: .visit)

  @Test func whatRunsOutIsLackingFromThatDayOn() {
    let person: PractitionerID = anyID()
    let done = [
      Training(practitioner: person, course: Self.lone, heldOn: Day(2025, 11, 18)!),
      Training(practitioner: person, course: Self.check, heldOn: Day(2020, 1, 1)!),
    ]
    func missing(_ duty: Duty, _ day: Day, _ trainings: [Training]) -> [String] {
      lacking(duty, [Self.lone, Self.check], trainings, on: day).map(\.code)
    }
    #expect(missing(.loneVisit, Day(2026, 11, 17)!, done) == [])
    #expect(missing(.loneVisit, Day(2026, 11, 18)!, done) == ["lone"])
    #expect(missing(.visit, Day(2026, 11, 18)!, done) == [])
    #expect(missing(.loneVisit, Day(2025, 12, 1)!, Array(done.prefix(1))) == ["check"])
    #expect(TrainingState(Self.lone, done, on: Day(2026, 11, 17)!) == .runningOut)
    #expect(TrainingState(Self.lone, done, on: Day(2026, 11, 18)!) == .expired)
    #expect(TrainingState(Self.check, done, on: Day(2026, 11, 18)!) == .holds)
    #expect(TrainingState(Self.lone, [], on: Day(2026, 11, 18)!) == .missing)
  }

  @Test(arguments: Engine.available)
  func supervisionFollowsTheStructure(_ engine: Engine) async throws {
    try await withWorkforce(engine) { world in
      let nadia = try #require(world.people["nadia"])
      let path = "/workforce/practice/\(nadia)"
      let list = await world.site.get("/workforce/practice", as: "ruth")
      #expect(list.text.contains("Nadia Rahman") && !list.text.contains("Malik Hussain"))
      // Nadia reports to Tom, who reports to Ruth. Carys leads the other area: she may not even know.
      #expect(await world.site.get(path, as: "ruth").status == 200)
      #expect(await world.site.get(path, as: "carys").status == 404)
      #expect(await world.site.get(path, as: "nadia").status == 403)
      let form = [
        "held_on": "2026-11-17", "minutes": "60", "agreed": "Half a day for reading", "next_due": "2026-12-29",
      ]
      #expect(await world.site.post("\(path)/supervisions", form, as: "carys").status == 404)
      let late = await world.site.post(
        "\(path)/supervisions", form.merging(["next_due": "2027-06-01"]) { $1 }, as: "ruth")
      #expect(late.status == 422 && late.text.contains("within three months"))
      #expect(await world.site.post("\(path)/supervisions", form, as: "ruth").status == 303)
      #expect(await world.site.get("/workforce/mine", as: "nadia").text.contains("Half a day for reading"))
      #expect(await world.site.post("\(path)/supervisions", form, as: "ruth").status == 303)
      #expect(try await world.count("SELECT COUNT(*) FROM supervision WHERE held_on IS NULL") == 1)
      #expect(try await world.count("SELECT COUNT(*) FROM supervision") == 3)
      #expect(try await world.count("SELECT COUNT(*) FROM event WHERE CAST(changed AS TEXT) LIKE '%reading%'") == 0)
    }
  }

  @Test(arguments: Engine.available)
  func nobodyVisitsAloneWithoutWhatThatNeeds(_ engine: Engine) async throws {
    try await withWorkforce(engine) { world in
      let nadia = try #require(world.people["nadia"])
      func why(_ day: Day) async throws -> String? {
        try await world.database.read { tx in try whyNot(.loneVisit, nadia, on: day, in: tx) }
      }
      let today = TestSite.now.day
      let before = try #require(try await why(today))
      #expect(before.contains("Working alone in homes") && before.contains("Enhanced disclosure check"))
      for course in ["enhanced-check", "safeguarding", "portage-basic", "lone-working"] {
        let form = ["course": course, "done_on": "2026-11-02", "course_minutes": "360"]
        #expect(await world.site.post("/workforce/practice/\(nadia)/trainings", form, as: "ruth").status == 303)
        #expect(await world.site.post("/workforce/practice/\(nadia)/trainings", form, as: "ruth").status == 409)
      }
      #expect(try await why(today) == nil)
      #expect(try await why(Day(2027, 11, 2)!)?.hasSuffix("Working alone in homes") == true)
      let wrong = await world.site.post(
        "/workforce/practice/\(nadia)/trainings", ["course": "cooking", "done_on": "2026-12-02"], as: "ruth")
      #expect(wrong.status == 422)
    }
  }
}
