package import Kernel
import People
package import Store
import Web

/// Sends a message to the other side of a child's conversation, and tells those who can read it that there is one.
/// `address` is where to sign in. Two who write at the same moment are both kept.
package func sendMessage(
  _ id: ID<Message>, _ words: String, child: ChildID, on side: Side, by caller: Caller, at now: Instant,
  address: String, in tx: Transaction
) throws {
  guard let writer = Correspondent(caller, on: side) else {
    throw Refusal.forbidden("Your account is not linked to anybody who can write here.")
  }
  let recipients = try tx.recipients(of: child, on: side.other)
  try refuseUnlessHeard(recipients, writer: writer, isHidden: try tx.isHidden(writer, from: child))
  try tx.insert(id, words, child: child, by: writer, at: now)
  try tx.append(.messageSent, about: id.of(), child: child, by: caller, at: now, changed: ["side": side.rawValue])
  // After a death no letter goes to the family, even while the record is open again to be finished.
  if side == .staff, try tx.child(child).diedOn != nil { return }
  for recipient in recipients { try tx.tell(recipient, side.other, at: now, address: address) }
}

/// Takes a message back. It stays in the conversation as withdrawn; what it said is shown to nobody any more.
package func withdrawMessage(
  _ message: Message, on side: Side, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard let writer = Correspondent(caller, on: side) else { throw Refusal.notFound }
  try refuseUnlessWithdrawable(message, by: writer, at: now)
  guard try tx.updateWithdrawn(message.id, at: now) else {
    throw Refusal.notNow("This message was withdrawn already.")
  }
  try tx.append(.messageWithdrawn, about: message.id.of(), child: message.child, by: caller, at: now)
}

/// Says that what the family wrote needs no answer: a thank-you. Only of what the caller has read.
package func settleMessages(of child: ChildID, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard let reader = Correspondent(caller, on: .staff) else {
    throw Refusal.forbidden("Your account is not linked to anybody who can answer here.")
  }
  let settled = try tx.settle(child, readBy: reader, at: now)
  guard settled > 0 else { return }
  try tx.append(
    .messagesSettled, about: child.of(), child: child, by: caller, at: now, changed: ["messages": String(settled)])
}

extension Transaction {
  /// At most one letter a day to each reader, however many messages come. It says nothing of what is in them.
  fileprivate func tell(_ recipient: Recipient, _ side: Side, at now: Instant, address: String) throws {
    guard let email = recipient.email, isEmail(email) else { return }
    let news =
      side == .family
      ? "You have a new message from the people who help you." : "You have a new message from a family you work with."
    try send(
      Mail(
        to: email, subject: "You have a new message",
        body: "Hello \(firstName(recipient.name)),\n\n\(news) Sign in to read it.\n\n\(address)/sign-in\n"),
      at: now, key: "message \(recipient.id) \(now.day)")
  }
}

extension EventKind {
  package static let messageSent = EventKind("message.sent", "sent a message")
  package static let messageWithdrawn = EventKind("message.withdrawn", "withdrew a message")
  package static let messagesSettled = EventKind("message.settled", "said that a message needs no answer")
}
