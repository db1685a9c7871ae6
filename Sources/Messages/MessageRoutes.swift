import Design
package import Kernel
import People
import Store
import Web

extension Permission {
  /// Writing to the family, taking back, and saying that no answer is needed.
  static let writeMessage = Permission.child("message.write", [.practitioner: .own, .teamManager: .team])
  /// The family writes to those who work with the child.
  static let writeToTeam = Permission.child(
    "message.write_family", for: .ownRecord, [.familyMember: .own, .youngPerson: .own])
  /// The list of one’s own conversations.
  package static let seeMessages = Permission.work("message.list", for: .directCare, .practitioner, .teamManager)
}

let messageRoutes: [Route] = [
  .page("/messages", "Conversations with families", may: .seeMessages, asks: [.page], conversationsPage),
  .page(
    "/children/{child}/messages", "A child’s messages", may: .openRecord, asks: [.page], keepsDraft: true,
    noteRead: { page, request, tx in try noteRead(page.conversation, request, tx) }, staffPage),
  .form(
    "/children/{child}/messages", "Write to the family", may: .writeMessage, fields: MessageForm.all, again: staffPage
  ) { request, tx in
    try send(request, tx, on: .staff)
    return .see("/children/\(try request.child)/messages", try said(request, tx, on: .staff, "Message sent."))
  },
  .form("/children/{child}/messages/settlement", "Say that no answer is needed", may: .writeMessage, fields: []) {
    request, tx in
    try settleMessages(of: request.child, by: request.caller, at: request.now, in: tx)
    return .see("/children/\(try request.child)/messages", "Marked as needing no answer")
  },
  .form("/children/{child}/messages/{message}/withdrawal", "Withdraw a message", may: .writeMessage, fields: []) {
    request, tx in
    try withdraw(request, tx, on: .staff)
    return .see("/children/\(try request.child)/messages", "Message withdrawn")
  },
]

let familyMessageRoutes: [Route] = [
  .page(
    "/family/{child}/messages", "The family’s messages", may: .ownView, asks: [.page], keepsDraft: true,
    noteRead: { page, request, tx in try noteRead(page.conversation, request, tx) }, familyPage),
  .form(
    "/family/{child}/messages", "Write to the people who help", may: .writeToTeam, fields: MessageForm.all,
    again: familyPage
  ) { request, tx in
    try send(request, tx, on: .family)
    let reader = try tx.recipients(of: request.child, on: .staff).first { $0.isKeyWorker && !$0.isHidden }
    return .see(
      "/family/\(try request.child)/messages",
      try said(request, tx, on: .family, "Message sent. \(usualAnswer(reader.map { firstName($0.name) }))"))
  },
  .form("/family/{child}/messages/{message}/withdrawal", "Withdraw your message", may: .writeToTeam, fields: []) {
    request, tx in
    try withdraw(request, tx, on: .family)
    return .see("/family/\(try request.child)/messages", "Message withdrawn")
  },
]

private let messagesOnAPage = 25

extension Request {
  /// True for those who work with the child, and not for those who only look: the screener, emergency access.
  var isAroundChild: Bool { access.map { $0.reach <= .team && !$0.isEmergency } ?? false }
}

@Sendable private func staffPage(_ request: Request, _ tx: Transaction) throws -> ChildMessagesPage {
  ChildMessagesPage(conversation: try conversation(request, tx, on: .staff), entry: request.entry)
}

@Sendable private func familyPage(_ request: Request, _ tx: Transaction) throws -> FamilyMessagesPage {
  FamilyMessagesPage(conversation: try conversation(request, tx, on: .family), entry: request.entry)
}

private func send(_ request: Request, _ tx: Transaction, on side: Side) throws {
  try sendMessage(
    request.formID.of(), try request.checked(MessageForm.check), child: request.child, on: side, by: request.caller,
    at: request.now, address: request.site.settings.publicAddress, in: tx)
}

private func withdraw(_ request: Request, _ tx: Transaction, on side: Side) throws {
  let message = try tx.message(request.id("message"), child: request.child)
  try withdrawMessage(message, on: side, by: request.caller, at: request.now, in: tx)
}

/// The word of thanks; where something came in while they were writing, it says so.
private func said(_ request: Request, _ tx: Transaction, on side: Side, _ thanks: String) throws -> String {
  let missed = try tx.unread(request.child, by: Correspondent(request.caller, on: side))
  return missed == 0 ? thanks : "\(thanks) A new message came in while you were writing."
}

private func noteRead(_ conversation: Conversation, _ request: Request, _ tx: Transaction) throws {
  guard let reader = Correspondent(request.caller, on: conversation.side) else { return }
  try tx.markRead(conversation.lines.filter(\.isNew).map(\.message.id), by: reader, at: request.now)
}

private func conversation(_ request: Request, _ tx: Transaction, on side: Side) throws -> Conversation {
  let child = try tx.child(request.child)
  let part = request.part(of: messagesOnAPage)
  let (shown, hasMore) = part.cut(try tx.messages(child.id, limit: part.limit, offset: part.offset))
  let reader = Correspondent(request.caller, on: side)
  let read = request.isAroundChild ? try reader.map { try tx.read(shown, by: $0) } : nil
  // One parent does not learn when the other was here.
  let readings = try tx.readings(of: side == .family ? shown.filter { $0.side == .family } : shown)
  let recipients = try tx.recipients(of: child.id, on: side.other)
  return Conversation(
    child: child.id, childName: side == .family ? child.calledName : child.name, side: side,
    lines: shown.reversed().map { message in
      let isOwn = message.writer == reader?.id
      return Conversation.Line(
        message: message, isOwn: isOwn, isNew: !isOwn && read.map { !$0.contains(message.id) } ?? false,
        readings: readings[message.id] ?? [],
        withdrawUntil: child.isClosed ? nil : withdrawable(message, by: reader, at: request.now))
    },
    page: part.page, hasMore: hasMore,
    readers: recipients.filter { side == .staff || !$0.isHidden }.map(Conversation.Reader.init),
    whyNot: try whyNot(request, child, reader, recipients, tx),
    answerDue: child.isClosed
      ? nil : try tx.waitingSince(child.id).map { answerDue(since: $0, request.site.calendar) })
}

/// Why this reader cannot write here; nil where they can.
private func whyNot(
  _ request: Request, _ child: Child, _ reader: Correspondent?, _ recipients: [Recipient], _ tx: Transaction
) throws -> String? {
  if child.diedOn != nil, reader?.side == .family {
    return "These messages stay here to be read. If you would like to talk with somebody, please call us."
  }
  if child.isClosed { return "This record is closed. The messages can be read, but nobody can write here any more." }
  let permission: Permission = reader?.side == .family ? .writeToTeam : .writeMessage
  guard let reader, request.may(permission, on: child) else {
    return "Only those who work with \(child.calledName) write here."
  }
  do {
    try refuseUnlessHeard(recipients, writer: reader, isHidden: try tx.isHidden(reader, from: child.id))
    return nil
  } catch Refusal.notNow(let reason), Refusal.forbidden(let reason) {
    return reason
  }
}

@Sendable private func conversationsPage(_ request: Request, _ tx: Transaction) throws -> ConversationsPage {
  let part = request.part(of: messagesOnAPage)
  let found = try request.caller.practitioner.map {
    try tx.conversations(of: $0, limit: part.limit, offset: part.offset)
  }
  let (shown, hasMore) = part.cut(found ?? [])
  return ConversationsPage(
    lines: shown.map { line in
      ConversationsPage.Line(
        conversation: line, answerDue: line.waitingSince.map { answerDue(since: $0, request.site.calendar) })
    }, page: part.page, hasMore: hasMore)
}
