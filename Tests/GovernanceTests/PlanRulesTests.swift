import Foundation
import Kernel
import Store
import Testing

@testable import Governance

/// The plan of 2011 as published: what its dates mean, and the figures that a careful reader counts by hand.
@Suite struct PlanRulesTests {
  static let bytes = [UInt8](try! Data(contentsOf: URL(filePath: "Examples/governance/medway-plan-2011.csv")))

  private func items() throws -> [PlanItem] {
    var random = SystemRandomNumberGenerator()
    let plan: ID<ImplementationPlan> = ID(at: Instant(seconds: 0), random: &random)
    return try planRows(Self.bytes, named: "plan.csv").enumerated().map {
      PlanItem(id: ID(at: Instant(seconds: 0), random: &random), plan: plan, position: $0 + 1, cells: $1)
    }
  }
  private func lines(on day: Day, steps: [PlanStep] = []) throws -> [PlanLine] {
    understand(try items(), steps: steps, on: day)
  }
  private func refs(_ kind: PlanProblemKind, _ found: [PlanProblem]) -> [String] {
    found.filter { $0.kind == kind }.map(\.ref)
  }

  @Test func datesAreUnderstoodAsPublished() {
    #expect(readDue("By 10/11") == DueReading(.dated, on: Day(2011, 10, 31)))
    #expect(readDue("by 2012-02") == DueReading(.dated, on: Day(2012, 2, 29)))
    #expect(readDue("2011-07 to 2012-02") == DueReading(.dated, from: Day(2011, 7, 1), on: Day(2012, 2, 29)))
    #expect(readDue("from 2012-06") == DueReading(.openEnded, from: Day(2012, 6, 1)))
    #expect(
      readDue("report 15 Jun 2011; implement 2011-06 to 2012-03")
        == DueReading(.dated, from: Day(2011, 6, 1), on: Day(2012, 3, 31)))
    #expect(readDue("15 Jun 2011") == DueReading(.dated, on: Day(2011, 6, 15)))
    #expect(readDue("\"Ongoing\"").kind == .ongoing && readDue("\"Ditto\"").kind == .ditto)
    #expect(readDue("placeholder: lead to complete").kind == .placeholder)
    #expect(readDue("").kind == .missing && readDue("blank").kind == .missing)
    #expect(readDue("soon").kind == .unreadable && readDue("by 2011-13").kind == .unreadable)
    #expect(readDue("bracketed note: contribute to South East bid 2011-08 (bracket never closed)").kind == .note)
  }

  @Test func dittoTakesTheDayOfTheRowBefore() throws {
    let lines = try lines(on: Day(2011, 12, 31)!)
    for ref in ["13b", "13c", "13d"] {
      #expect(lines.first { $0.ref == ref }?.due == DueReading(.ditto, on: Day(2011, 8, 31)))
    }
  }

  // Counted by hand, row by row, in the file.
  @Test func theDashboardAtTheEndOf2011IsTheCountByHand() throws {
    let day = Day(2011, 12, 31)!
    let lines = try lines(on: day)
    let figures = PlanFigures(lines, on: day)
    #expect(figures.actions == 23 && figures.subActions == 30 && figures.emptyRows == 1)
    #expect(figures.milestones == 45, "30 sub-actions and the 15 actions that have none")
    let late = ["1a", "2a", "3a", "3b", "3c", "11", "13a", "13b", "13c", "13d", "14a", "21a", "22", "23"]
    let attention = ["1b", "4", "5", "6a", "6c", "12", "14b", "15", "16", "17", "18d", "19", "20"]
    func refs(_ colour: RAG) -> [String] { lines.filter { $0.isMilestone && $0.rag == colour }.map(\.ref) }
    #expect(refs(.red) == late)
    #expect(refs(.amber) == attention)
    #expect((figures.red, figures.amber, figures.green, figures.blue) == (14, 13, 18, 0))
    #expect((figures.due, figures.dueAndVerified) == (21, 0))
    #expect((figures.placeholders, figures.withoutLead, figures.withoutDay) == (4, 1, 6))
    #expect(figures.withoutEvidence == 8, "3c, 5, 16, 17, 18b, 19, 21a, 21b")
  }

  @Test func theDashboardAtTheEndOf2012IsTheCountByHand() throws {
    let day = Day(2012, 12, 31)!
    let lines = try lines(on: day)
    let figures = PlanFigures(lines, on: day)
    #expect((figures.red, figures.amber, figures.green, figures.blue) == (38, 7, 0, 0))
    #expect(
      lines.filter { $0.isMilestone && $0.rag == .amber }.map(\.ref) == ["5", "6c", "7", "16", "17", "18d", "19"])
    #expect((figures.due, figures.dueAndVerified) == (39, 0))
  }

  @Test func whatIsWrongIsFound() throws {
    let found = problems(of: try lines(on: Day(2011, 12, 31)!))
    #expect(refs(.placeholder, found) == ["16", "16", "19", "19"])
    #expect(refs(.lead, found) == ["17"])
    #expect(refs(.date, found) == ["5", "13", "17"])
    #expect(refs(.openEnd, found) == ["6c", "18d"])
    #expect(refs(.ditto, found) == ["13b", "13c", "13d"])
    #expect(refs(.evidence, found) == ["3c", "5", "13", "17", "18b", "21a", "21b"])
    #expect(refs(.order, found) == ["14b", "14d"], "the pilot's systems are built before its steering group is there")
    #expect(found.first { $0.ref == "14d" }?.words.contains("14a (steering group") == true)
    #expect(refs(.emptyRow, found) == ["14-"])
    let heavy = found.filter { $0.kind == .load }.map(\.words)
    #expect(heavy.count == 2)
    #expect(heavy[0] == "Assistant Director Commissioning and Strategy leads 7 actions: 5, 7, 13, 19, 20, 22, 23.")
    #expect(heavy[1] == "Commissioning Manager (Aiming High) leads 6 actions: 1, 3, 8, 12, 18, 21.")
    let names = found.filter { $0.kind == .names }.map(\.words)
    #expect(names.count == 1 && names[0].components(separatedBy: ", ").count == 4, "\(names)")
  }

  @Test func aColourFollowsFromFactsOfItsDay() throws {
    let (items, caller) = (try items(), Caller.system)
    let row = items.first { $0.ref == "14c" }!
    var random = SystemRandomNumberGenerator()
    func step(_ kind: PlanStepKind, _ year: Int, _ month: Int, _ day: Int, due: Day? = nil) -> PlanStep {
      PlanStep(
        id: ID(at: Instant(seconds: 0), random: &random), item: row.id, number: 1, kind: kind,
        at: Day(year, month, day)!.start,
        by: caller, words: "why", document: "Plan", dueOn: due)
    }
    let steps = [
      step(.start, 2011, 12, 1), step(.block, 2011, 12, 20), step(.unblock, 2012, 1, 10),
      step(.setDue, 2012, 2, 1, due: Day(2012, 3, 31)), step(.submit, 2012, 3, 1), step(.verify, 2012, 3, 5),
    ]
    func on(_ year: Int, _ month: Int, _ day: Int) -> PlanLine {
      understand(items, steps: steps, on: Day(year, month, day)!).first { $0.ref == "14c" }!
    }
    #expect(on(2011, 11, 30).state == .notStarted && on(2011, 11, 30).rag == .green)
    #expect(on(2011, 12, 25).rag == .amber && on(2011, 12, 25).isBlocked)
    #expect(on(2012, 1, 31).rag == .amber, "due on the day itself is not late")
    #expect(on(2012, 2, 1).rag == .green && on(2012, 2, 1).slippage == 60)
    #expect(on(2012, 3, 4).state == .submitted && on(2012, 3, 4).rag == .amber, "handed in is not done")
    #expect(on(2012, 3, 5).rag == .blue && on(2012, 3, 5).slippage == 34)
  }
}
