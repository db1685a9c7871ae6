import Kernel
import Testing

@testable import Messages

@Suite struct MessageRulesTests {
  private let sent = LondonTime(day: Day(2026, 11, 18)!, minuteOfDay: 630).instant
  private let priya = PractitionerID(high: 1, low: 1)
  private let pat = PractitionerID(high: 1, low: 2)

  private func correspondent(_ practitioner: PractitionerID) -> Correspondent {
    Correspondent(
      Caller(account: nil, name: "Priya Nair", roles: [], practitioner: practitioner, from: "test"), on: .staff)!
  }
  private func message(withdrawnAt: Instant? = nil) -> Message {
    Message(
      id: ID(high: 2, low: 1), child: ChildID(high: 3, low: 1), side: .staff, writer: priya.of(),
      writerName: "Priya Nair", agency: nil, words: "Hello", sentAt: sent, withdrawnAt: withdrawnAt)
  }
  private func recipient() -> Recipient {
    Recipient(
      id: ID(high: 4, low: 1), name: "Dana Bello", part: "Mother", phone: nil, email: nil, isKeyWorker: false,
      isHidden: false)
  }

  @Test func anAnswerIsDueTwoWorkingDaysAfterTheMessage() {
    let calendar = WorkingCalendar(holidays: [Day(2026, 12, 25)!, Day(2026, 12, 28)!])
    func due(_ year: Int, _ month: Int, _ day: Int) -> Day {
      answerDue(since: LondonTime(day: Day(year, month, day)!, minuteOfDay: 1200).instant, calendar)
    }
    #expect(due(2026, 11, 18) == Day(2026, 11, 20))
    #expect(due(2026, 11, 20) == Day(2026, 11, 24))
    #expect(due(2026, 11, 22) == Day(2026, 11, 24))
    #expect(due(2026, 12, 24) == Day(2026, 12, 30))
  }

  @Test func aMessageIsWithdrawnByItsWriterWithinTenMinutes() throws {
    let (own, other) = (correspondent(priya), correspondent(pat))
    try refuseUnlessWithdrawable(message(), by: own, at: sent.adding(minutes: 10))
    #expect(withdrawable(message(), by: own, at: sent) == sent.adding(minutes: 10))
    #expect(withdrawable(message(), by: own, at: sent.adding(seconds: 601)) == nil)
    #expect(withdrawable(message(), by: other, at: sent) == nil)
    #expect(withdrawable(message(), by: nil, at: sent) == nil)
    #expect(withdrawable(message(withdrawnAt: sent), by: own, at: sent) == nil)
    #expect(throws: Refusal.self) { try refuseUnlessWithdrawable(message(), by: own, at: sent.adding(seconds: 601)) }
    #expect(throws: Refusal.forbidden("Only the person who wrote a message can withdraw it.")) {
      try refuseUnlessWithdrawable(message(), by: other, at: sent)
    }
    #expect(throws: Refusal.notNow("This message was withdrawn already.")) {
      try refuseUnlessWithdrawable(message(withdrawnAt: sent), by: own, at: sent)
    }
  }

  @Test func nothingIsSentWhereNobodyWouldReadIt() throws {
    let writer = correspondent(priya)
    try refuseUnlessHeard([recipient()], writer: writer, isHidden: false)
    #expect(throws: Refusal.self) { try refuseUnlessHeard([], writer: writer, isHidden: false) }
    #expect(throws: Refusal.self) { try refuseUnlessHeard([recipient()], writer: writer, isHidden: true) }
  }

  @Test func aReceiptNamesTheFirstReaderAndCountsTheOthers() {
    let first = Reading(name: "Priya Nair", at: sent)
    #expect(receipt([]) == nil)
    #expect(receipt([first]) == "Read by Priya Nair on 18 November 2026, 10.30am")
    #expect(receipt([first, first]) == "Read by Priya Nair on 18 November 2026, 10.30am, and 1 other")
    #expect(receipt([first, first, first])?.hasSuffix("and 2 others") == true)
  }

  @Test func aPreviewIsOneShortLine() {
    #expect(preview("Thank\n\n you") == "Thank you")
    #expect(preview(String(repeating: "é", count: 91)).count == 91)
    #expect(preview("") == "")
  }
}
