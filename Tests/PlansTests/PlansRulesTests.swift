import Kernel
import Testing

@testable import Plans

@Suite struct AgreementRulesTests {
  private let today = Day(2026, 11, 18)!
  private func fields(_ new: FamilyAnswer, bornOn: Day?) -> [String] {
    problems(with: new, bornOn: bornOn, isExpected: false, today: today).map(\.field)
  }
  private var good: FamilyAnswer {
    FamilyAnswer(answer: .yes, on: today, giver: .parent, name: "Dana", scope: ["Council"])
  }

  @Test func under13AParentDecides() {
    let born = Day(2013, 11, 19)!  // 12 until tomorrow
    #expect(fields(good, bornOn: born).isEmpty)
    var asked = good
    asked.giver = .youngPerson
    #expect(fields(asked, bornOn: born) == ["giver"])
  }
  @Test func from13To15CompetenceIsWrittenDown() {
    for born in [Day(2013, 11, 18)!, Day(2010, 11, 19)!] {
      #expect(fields(good, bornOn: born) == ["competence"])
      var judged = good
      judged.competence = "Explained it back in her own words"
      #expect(fields(judged, bornOn: born).isEmpty)
    }
  }
  @Test func from16TheYoungPersonDecides() {
    let born = Day(2010, 11, 18)!
    #expect(fields(good, bornOn: born) == ["giver"])
    var own = good
    own.giver = .youngPerson
    #expect(fields(own, bornOn: born).isEmpty)
  }
  @Test func aYesSaysWhoAndWith() {
    #expect(Set(fields(FamilyAnswer(answer: .yes, on: today), bornOn: nil)) == ["giver", "agreed_by", "scope"])
  }
  @Test func aNoSaysWhyAndWhatWasOffered() {
    #expect(Set(fields(FamilyAnswer(answer: .no, on: today), bornOn: nil)) == ["why", "offered"])
  }
  @Test func notNeededSaysWhy() {
    #expect(fields(FamilyAnswer(answer: .notNeeded, on: today), bornOn: nil) == ["why"])
  }
  @Test func notInTheFuture() {
    var late = good
    late.on = today.adding(days: 1)
    #expect(fields(late, bornOn: nil) == ["answered_on"])
  }
}

@Suite struct DistanceTravelledTests {
  private func moved(_ baseline: Int, _ latest: Int, scored: Bool = true) -> GoalProgress {
    GoalProgress(
      goal: fresh(), words: "x", baseline: baseline, latest: latest, scoredOn: scored ? Day(2026, 10, 13) : nil)
  }
  @Test func countsForwardSameAndBack() {
    let all = distanceTravelled([moved(1, 4), moved(2, 2), moved(3, 1), moved(0, 1), moved(2, 2, scored: false)])
    #expect(all.forward == 2 && all.same == 1 && all.back == 1 && all.looked == 4)
    #expect(all.mean == 0.5)
    #expect(all.inWords == "2 of 4 goals have moved forward.")
  }
  @Test func nothingLookedAtYet() {
    let none = distanceTravelled([moved(2, 2, scored: false)])
    #expect(none.mean == nil && none.inWords == "The goals have not been looked at together yet.")
  }
  @Test func saysTheCourse() {
    #expect(moved(2, 4).course == "Up from 2. Last looked at in October.")
    #expect(moved(2, 2).course == "The same as at the start. Last looked at in October.")
    #expect(moved(4, 2).course == "Down from 4. Last looked at in October.")
  }
  @Test func howAGoalEnds() {
    #expect(stateOnClosing(moved(1, 5)) == .reached)
    #expect(stateOnClosing(moved(1, 4)) == .partlyReached)
    #expect(stateOnClosing(moved(3, 3)) == .notReached)
    #expect(stateOnClosing(moved(3, 2)) == .notReached)
    #expect(stateOnClosing(moved(5, 5, scored: false)) == .reached)
  }
}

@Suite struct ReopeningRulesTests {
  private let today = Day(2026, 11, 18)!
  @Test func anAgreementThatRanOutIsAskedForAnew() {
    func state(_ until: Day?, _ answer: SupportAnswer?, assessed: Bool) -> SupportState {
      stateOnReopening(agreedUntil: until, answer: answer, isAssessed: assessed, today: today)
    }
    #expect(state(today, .yes, assessed: true) == .planning)
    #expect(state(today.adding(days: -1), .yes, assessed: true) == .requested)
    #expect(state(today, .yes, assessed: false) == .agreed)
    #expect(state(nil, .notNeeded, assessed: true) == .planning)
    #expect(state(nil, nil, assessed: false) == .requested)
  }
}

@Suite struct PlanRulesTests {
  private let today = Day(2026, 11, 18)!
  @Test func aGoalIsWithinTwoYears() {
    func fields(_ due: Day, _ baseline: Int) -> [String] {
      problems(with: NewGoal(words: "x", owner: Owner("x"), dueOn: due, baseline: baseline), today: today).map(\.field)
    }
    #expect(fields(today, 0).isEmpty && fields(today.adding(months: 24), 5).isEmpty)
    #expect(fields(today.adding(days: -1), 0) == ["due_on"])
    #expect(fields(today.adding(months: 25), 6) == ["due_on", "baseline"])
  }
  @Test func closingByStepUpNeedsAnotherTeamToHaveAccepted() {
    let closing = NewClosing(reason: .stepUp, inPlace: "x", whoToCall: "y")
    #expect(problems(with: closing, level: .targeted).map(\.field) == ["close_reason"])
    #expect(problems(with: closing, level: .statutory).isEmpty)
  }
}
