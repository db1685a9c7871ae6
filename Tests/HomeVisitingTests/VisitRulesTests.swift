import Kernel
import Testing

@testable import HomeVisiting

@Suite struct VisitRulesTests {
  private let now = LondonTime(day: Day(2026, 11, 18)!, minuteOfDay: 630).instant
  private func held(_ hoursAgo: Int, next: Int? = nil, kind: VisitKind = .home) -> NewVisit {
    NewVisit(
      startsAt: now.adding(hours: -hoursAgo), minutes: 60, kind: kind, seen: "Played with bricks",
      nextAt: next.map { now.adding(hours: $0) })
  }
  private func fields(_ new: NewVisit, bornOn: Day? = nil) -> [String] {
    problems(with: new, bornOn: bornOn, now: now).map(\.field)
  }

  @Test func aVisitOfYesterdayIsRight() { #expect(fields(held(24)).isEmpty) }
  @Test func aVisitCannotBeInTheFuture() { #expect(fields(held(-1)) == ["held_on"]) }
  @Test func aVisitIsWrittenUpWithinSixtyDays() {
    #expect(fields(held(24 * 60)).isEmpty)
    #expect(fields(held(24 * 61)) == ["held_on"])
  }
  @Test func whatWasWrittenIsPutRightAtAnyTime() {
    #expect(problems(with: held(24 * 400), bornOn: nil, isCorrection: true, now: now).isEmpty)
    #expect(problems(with: held(-1), bornOn: nil, isCorrection: true, now: now).map(\.field) == ["held_on"])
  }
  @Test func noVisitBeforeTheChildWasBorn() { #expect(fields(held(48), bornOn: now.day) == ["held_on"]) }
  @Test func aJointVisitNamesTheOther() {
    #expect(fields(held(1, kind: .joint)) == ["joint_with"])
    #expect(fields(held(1, kind: .jointAssessment)) == ["joint_with"])
  }
  @Test func theNextVisitLiesAheadAndNotTooFar() {
    #expect(fields(held(1, next: -1)) == ["next_on"])
    #expect(fields(held(1, next: 24 * 366)) == ["next_on"])
    #expect(fields(held(1, next: 24 * 14)).isEmpty)
  }
  @Test func aPlanLiesAhead() {
    #expect(problems(with: PlannedVisit(startsAt: now), now: now).map(\.field) == ["on"])
    #expect(problems(with: PlannedVisit(startsAt: now.adding(hours: 1)), now: now).isEmpty)
  }
}
