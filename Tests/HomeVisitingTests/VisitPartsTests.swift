import Kernel
import Testing

@testable import HomeVisiting

/// Two accounts of one visit, part by part.
@Suite struct VisitPartsTests {
  private let now = LondonTime(day: Day(2026, 11, 18)!, minuteOfDay: 630).instant
  private var record: NewVisit {
    NewVisit(startsAt: now, minutes: 60, wasThere: "Ama, Mum", seen: "Bricks", tried: "Daily", tryNext: "Four bricks")
  }

  @Test func twoThatSayTheSameDoNotDiffer() {
    var phone = record
    phone.nextAt = now.adding(days: 14)
    #expect(record.differences(from: phone).isEmpty && record.says(phone))
  }

  @Test func eachPartThatDiffersIsNamed() {
    let phone = NewVisit(
      startsAt: now.adding(minutes: 5), minutes: 45, kind: .joint, jointWith: "Jo", wasThere: nil, seen: "A bell",
      tried: nil, tryNext: "The bell")
    #expect(
      record.differences(from: phone)
        == [.time, .minutes, .kind, .jointWith, .wasThere, .tried, .seen, .tryNext])
  }

  @Test func whatIsNotChosenStaysAsItIs() {
    let phone = NewVisit(startsAt: now, minutes: 45, seen: "A bell", nextAt: now.adding(days: 7))
    #expect(record.joined(with: phone, [:]) == record)
  }

  @Test func textsCanStandOneAfterTheOther() {
    let phone = NewVisit(startsAt: now, minutes: 45, seen: "A bell", tried: "Never", nextAt: now.adding(days: 7))
    let joined = record.joined(with: phone, [.seen: .both, .tried: .phone, .minutes: .phone, .next: .phone])
    #expect(joined.seen == "Bricks\n\nA bell" && joined.tried == "Never" && joined.minutes == 45)
    #expect(joined.tryNext == "Four bricks" && joined.nextAt == phone.nextAt)
  }

  @Test func aNextVisitThatIsOverByNowIsNoMistakeOfWhoWroteIt() {
    var late = record
    late.startsAt = now.adding(days: -10)
    late.nextAt = now.adding(days: -3)
    #expect(problems(withWriting: late, bornOn: nil, now: now).isEmpty)
    late.nextAt = now.adding(days: -11)
    #expect(problems(withWriting: late, bornOn: nil, now: now).map(\.field) == ["next_on"])
  }
}
