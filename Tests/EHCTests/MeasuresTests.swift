import Kernel
import Testing

@testable import EHC

/// The published measures, counted by hand.
@Suite struct MeasuresTests {
  private func one(_ received: Day, decided: Int? = nil, agreed: Bool = true, sent: Int? = nil, refused: Int? = nil)
    -> MeasuredCase
  {
    var one = MeasuredCase(receivedOn: received)
    (one.decidedOn, one.isAgreed) = (decided.map { received.adding(days: $0) }, decided != nil && agreed)
    (one.sentOn, one.refusedPlanOn) = (
      sent.map { received.adding(days: $0) }, refused.map { received.adding(days: $0) }
    )
    return one
  }

  @Test func everyMeasureIsCountedByItsOwnDay() {
    let day = Day(2025, 2, 3)!
    var lifted = one(day, decided: 42, sent: 141)
    lifted.isLifted = true
    var disputed = one(day, decided: 43, sent: 200)
    disputed.wasDisputed = true
    let cases = [
      one(day, decided: 42, sent: 140), lifted, disputed, one(day, decided: 43, agreed: false), one(day),
      one(day, decided: 20, refused: 112), one(day, decided: 20, refused: 113),
      one(Day(2024, 1, 8)!, decided: 30, sent: 365), one(Day(2024, 12, 1)!, decided: 31, sent: 100),
    ]
    let reviews = [
      (Day(2025, 3, 3)!, Day(2025, 3, 31)!), (Day(2025, 3, 3)!, Day(2025, 4, 1)!), (Day(2024, 3, 3)!, Day(2025, 3, 4)!),
    ]
    let found = measures(of: 2025, cases, reviews: reviews.map { (heldOn: $0.0, decidedOn: $0.1) })
    #expect(found[.sixWeeks] == Share(4, of: 6))
    #expect(found[.agreedToAssess] == Share(5, of: 7))
    #expect(found[.noPlanInSixteenWeeks] == Share(1, of: 2))
    #expect(found[.twentyWeeks] == Share(2, of: 5))
    #expect(found[.twentyWeeksWithoutExceptions] == Share(2, of: 4))
    #expect(found[.overAYear] == Share(1, of: 5))
    #expect(found[.reviewInFourWeeks] == Share(1, of: 2))
    #expect(found[.requestsOutstanding] == Share(1, of: 7) && found[.requestsWithdrawn] == Share(0, of: 7))
    #expect(found[.assessedWithoutPlan] == Share(2, of: 2) && found[.assessedWithPlan] == Share(0, of: 2))
    let without = measures(of: 2025, cases, reviews: [], withoutDisputes: true)
    #expect(without[.twentyWeeksWithoutExceptions] == Share(2, of: 3))
  }

  @Test func plansThatEndedAndReviewsAreShares() {
    var plans = PlanCounts()
    plans.reviewed = Share(12, of: 20)
    plans.ended = [.needsMet: 3, .movedCouncil: 5, .noLongerWants: 4, .died: 1]
    var withdrawn = one(Day(2025, 2, 3)!)
    withdrawn.withdrawnOn = Day(2025, 3, 3)
    let found = measures(of: 2025, [withdrawn], reviews: [], plans: plans)
    #expect(found[.reviewsHeld]?.percent == 60 && found[.endedMovedCouncil] == Share(5, of: 13))
    #expect(found[.endedNeedsMet] == Share(3, of: 13) && found[.endedNoLongerWanted] == Share(4, of: 13))
    #expect(found[.requestsWithdrawn] == Share(1, of: 1) && found[.requestsOutstanding] == Share(0, of: 1))
  }

  @Test func fewerThanTenAreNotShown() {
    #expect(Share(3, of: 9).percent == nil && Share(3, of: 10).percent == 30)
  }
}
