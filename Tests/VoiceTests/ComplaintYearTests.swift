import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Voice

/// The yearly report: counts by stage, outcome and time, and nobody in it can be made out.
@Suite struct ComplaintYearTests {
  private func stage(
    _ procedure: ComplaintProcedure, _ number: Int, _ outcome: ComplaintOutcome?, days: Int = 7, inTime: Bool = true
  ) -> ComplaintStage {
    var made = ComplaintStage(procedure: procedure, stage: number, beganAt: TestSite.now)
    if let outcome {
      (made.outcome, made.answeredAt, made.isInTime) = (outcome, TestSite.now.adding(days: days), inTime)
    }
    return made
  }

  @Test func countsAreThoseOfTheStages() {
    let stages =
      (0..<12).map { _ in stage(.council, 1, .upheld) }
      + (0..<8).map { _ in stage(.council, 1, .notUpheld, days: 30, inTime: false) }
    let line = complaintLines(stages).first { $0.procedure == .council && $0.stage == 1 }!
    #expect(line.outcomes[0] == 12 && line.outcomes[1] == 0 && line.outcomes[2] == 8 && line.total == 20)
    #expect(line.inTime == 12 && line.late == 8 && line.middleDays == 7)
  }

  @Test func smallCountsAreHidden() {
    var random = TestRandom(7)
    for _ in 0..<200 {
      var stages: [ComplaintStage] = []
      var truth: [String: Int] = [:]
      for procedure in ComplaintProcedure.allCases {
        for number in 1...procedure.stages {
          for outcome in ComplaintOutcome.allCases {
            let count = random.below(9)
            truth["\(procedure) \(number) \(outcome)"] = count
            stages += (0..<count).map { _ in stage(procedure, number, outcome, inTime: random.below(3) > 0) }
          }
        }
      }
      for line in complaintLines(stages) {
        for (index, outcome) in ComplaintOutcome.allCases.enumerated() {
          let count = truth["\(line.procedure) \(line.stage) \(outcome)"]!
          if (1...4).contains(count) { #expect(line.outcomes[index] == nil) }
          if let shown = line.outcomes[index] { #expect(shown == count) }
        }
        if let late = line.late { #expect(!(1...4).contains(late)) }
        if line.total == nil { #expect(line.middleDays == nil) }
      }
    }
  }

  @Test(arguments: Engine.available) func theReportIsOfAYearThatIsOver(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let year = TestSite.now.day.year
      let fields = [
        "kind": "complaint", "about": "Team", "words": "Nobody rang.", "name": "Marion Tuck",
        "contact": "m@example.org",
      ]
      #expect(await world.site.post("/voice/complaints", fields).status == 303)
      #expect(await world.site.get("/voice/complaints/report?year=\(year)").status == 400, "it is not over")
      #expect(await world.site.get("/voice/complaints/report?year=soon").status == 400)
      let next = world.at(Day(year + 1, 1, 5)!.start)
      let page = await next.site.get("/voice/complaints/report").text
      #expect(page.contains("Complaints in \(year)") && !page.contains("Nobody rang") && !page.contains("Marion"))
      let report = try await world.read { tx in try tx.complaintYear(year, today: Day(year + 1, 1, 5)!) }
      let text = complaintReport(report, partnership: "Thorneshire")
      #expect(text.hasPrefix("# Complaints in \(year)") && text.contains("No lesson was published"))
    }
  }
}
