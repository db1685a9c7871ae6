import Kernel
import Testing

@testable import EHC

/// The state machine and the rules, without a database.
@Suite struct CaseRulesTests {
  private let today = Day(2026, 11, 18)!
  private func facts(_ state: CaseState) -> StepFacts { StepFacts(state: state, lastOn: Day(2026, 11, 2)!) }

  @Test func noStepCanBeSkipped() {
    let allowed: [CaseState: Set<StepKind>] = [
      .requested: [.assess, .refuseAssess, .withdraw, .moveAway, .lapse],
      .assessing: [.issue, .refuseIssue, .withdraw, .moveAway, .lapse],
      .drafting: [.sendDraft, .withdraw, .moveAway, .lapse], .drafted: [.finish, .withdraw, .moveAway, .lapse],
      .maintained: [.cease, .handOver, .lapse], .assessRefused: [.decideAgain], .issueRefused: [.decideAgain],
      .ceased: [.decideAgain], .withdrawn: [], .movedAway: [], .handedOver: [], .lapsed: [],
    ]
    for state in CaseState.allCases {
      for step in StepKind.allCases {
        #expect((step.ways[state] != nil) == allowed[state]!.contains(step), "\(step) from \(state)")
        if step.ways[state] == nil {
          let new = NewStep(step, on: today, code: "1", reasons: "x")
          #expect(!problems(with: new, facts(state), today: today).isEmpty, "\(step) from \(state)")
        }
      }
    }
  }

  @Test func nothingIsDatedBackWithoutAReason() {
    let yesterday = today.adding(days: -1)
    #expect(fields(NewStep(.assess, on: yesterday), .requested) == ["late_why"])
    #expect(fields(NewStep(.assess, on: yesterday, lateWhy: "I was ill"), .requested) == [])
    #expect(fields(NewStep(.assess, on: today.adding(days: 1)), .requested) == ["on"])
    #expect(fields(NewStep(.assess, on: Day(2026, 11, 1)!, lateWhy: "x"), .requested) == ["on"])
    #expect(fields(NewStep(.assess, on: today), .requested) == [])
  }

  @Test func aRefusalGoesWithReasons() {
    #expect(fields(NewStep(.refuseAssess, on: today), .requested) == ["reasons"])
    #expect(fields(NewStep(.refuseAssess, on: today, reasons: "Progress is good"), .requested) == [])
    var known = facts(.maintained)
    known.endProblem = FieldError("on", "The family may appeal")
    let end = NewStep(.cease, on: today, code: "2", reasons: "Done")
    #expect(problems(with: end, known, today: today).map(\.field) == ["on"])
    #expect(fields(end, .maintained) == [])
  }

  @Test func aDecisionWithoutAdviceSaysWhy() {
    var known = facts(.assessing)
    known.adviceMissing = ["Educational psychologist"]
    #expect(problems(with: NewStep(.issue, on: today), known, today: today).map(\.field) == ["reasons"])
    #expect(problems(with: NewStep(.issue, on: today, reasons: "No post is filled"), known, today: today).isEmpty)
  }

  @Test func theFamilyHasItsFifteenDays() {
    var known = facts(.drafted)
    known.commentsUntil = today
    #expect(problems(with: NewStep(.finish, on: today), known, today: today).map(\.field) == ["on"])
    known.commentsUntil = today.adding(days: -1)
    #expect(problems(with: NewStep(.finish, on: today), known, today: today).isEmpty)
    known.unansweredComments = 2
    #expect(problems(with: NewStep(.finish, on: today), known, today: today).count == 1)
  }

  @Test func aSecondRequestWithinSixMonthsOfAnAssessmentSaysWhy() {
    var new = NewCase(receivedOn: today, source: .family, askedBy: "Dana", reasons: "x")
    func fields(_ last: Day?, open: Bool = false) -> [String] {
      problems(with: new, bornOn: Day(2020, 5, 3), lastAssessedOn: last, isOpen: open, today: today).map(\.field)
    }
    #expect(fields(nil) == [] && fields(Day(2026, 5, 18)) == [] && fields(Day(2026, 5, 19)) == ["late_why"])
    #expect(fields(nil, open: true) == [""])
    new.receivedOn = Day(2045, 5, 3)!
    #expect(
      problems(with: new, bornOn: Day(2020, 5, 3), lastAssessedOn: nil, isOpen: false, today: new.receivedOn).map(
        \.field) == ["received_on"])
  }

  @Test func adviceOnAdultLifeIsAskedForFromYearNine() {
    #expect(!requiredAdvice(bornOn: Day(2013, 9, 1), today: Day(2026, 11, 18)!).contains(.adulthood))
    #expect(requiredAdvice(bornOn: Day(2013, 8, 31), today: Day(2026, 11, 18)!).contains(.adulthood))
    #expect(schoolYear(bornOn: Day(2021, 9, 1)!, today: Day(2026, 11, 18)!) == 0)
  }

  private func fields(_ new: NewStep, _ state: CaseState) -> [String] {
    problems(with: new, facts(state), today: today).map(\.field)
  }
}
