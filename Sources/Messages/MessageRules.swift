import Kernel

// What holds of messages. Source: local practice, agreed with parents: an answer within two working days, and a few
// minutes in which a slip can be taken back.

/// An answer is due this many working days after the family wrote.
let workingDaysToAnswer = 2
/// How long its writer may take a message back.
let minutesToWithdraw = 10

/// The day by which the family should have an answer.
func answerDue(since sentAt: Instant, _ calendar: WorkingCalendar) -> Day {
  calendar.adding(workingDays: workingDaysToAnswer, to: sentAt.day)
}

/// Until when this writer may take the message back; nil where they may not.
func withdrawable(_ message: Message, by writer: Correspondent?, at now: Instant) -> Instant? {
  let end = message.sentAt.adding(minutes: minutesToWithdraw)
  return message.writer == writer?.id && message.withdrawnAt == nil && now <= end ? end : nil
}

/// Throws with the reason where this writer may not take the message back now.
func refuseUnlessWithdrawable(_ message: Message, by writer: Correspondent, at now: Instant) throws {
  if message.writer != writer.id { throw Refusal.forbidden("Only the person who wrote a message can withdraw it.") }
  if message.withdrawnAt != nil { throw Refusal.notNow("This message was withdrawn already.") }
  if withdrawable(message, by: writer, at: now) == nil {
    throw Refusal.notNow(
      "A message can be withdrawn for \(minutesToWithdraw) minutes. This one was sent on \(message.sentAt.long). "
        + "You can write another to put it right.")
  }
}

/// Throws where nobody would read what is written, or where writing would show the family what is kept from it.
func refuseUnlessHeard(_ recipients: [Recipient], writer: Correspondent, isHidden: Bool) throws {
  if isHidden {
    throw Refusal.forbidden("The family is not shown that you work with this child. Ask the key worker to write.")
  }
  guard recipients.isEmpty else { return }
  throw Refusal.notNow(
    writer.side == .family
      ? "Nobody is named yet to read your message. Please call us. The number is at the foot of this page."
      : "Nobody in this family can sign in yet, so nobody would read it. Call them instead.")
}

/// The first word of a name: how people are spoken of on the family's pages.
