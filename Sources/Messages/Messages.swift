import Design
import Kernel
import People
import Store
package import Web

/// One conversation for each child between the family and those who work with the child, and the family's own words.
package let messages: Slice = {
  var slice = Slice("Messages")
  slice.migrations = messagesMigrations
  slice.routes = messageRoutes + familyMessageRoutes + ownWordsRoutes
  slice.childRows = [ChildRows("message", "message")]
  slice.childPanels = [messagePanel]
  slice.familyPanels = [familyMessagePanel]
  // No happenings: the conversation is private and stays out of the timeline across agencies.
  slice.tasks = messageTasks
  slice.caseload = messageFigures
  return slice
}()

private struct MessageSummary: Codable, Sendable {
  /// The oldest first.
  let newest: [Message]
  let unread: Int
}

private func summary(_ child: ChildID, _ side: Side, limit: Int, _ request: Request, _ tx: Transaction) throws
  -> MessageSummary
{
  MessageSummary(
    newest: try tx.messages(child, limit: limit).reversed(),
    unread: try tx.unread(child, by: Correspondent(request.caller, on: side)))
}

@Sendable private func messagePanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  guard request.isAroundChild else { return nil }
  let value = try summary(child, .staff, limit: 1, request, tx)
  let isClosed = try tx.child(child).isClosed
  let path = "/children/\(child)/messages"
  return Panel(
    "messages", .side, value,
    card("Messages with the family", id: "messages", style: .narrow) {
      if value.unread > 0 { paragraph(markup: tag("\(value.unread) new", .blue)) }
      if let newest = value.newest.last {
        paragraph(markup: "\(newest.writerName), \(time(newest.sentAt)):")
        prose(newest.words.map(preview) ?? "This message was withdrawn.")
        paragraph(markup: link("Read and write messages", to: path))
      } else {
        paragraph(markup: "No messages yet. \(link("Write to the family", to: path), if: !isClosed)")
      }
    })
}

@Sendable private func familyMessagePanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let value = try summary(child, .family, limit: 2, request, tx)
  let me = Correspondent(request.caller, on: .family)
  let isClosed = try tx.child(child).isClosed
  let keyWorker = try tx.recipients(of: child, on: .staff).first { $0.isKeyWorker && !$0.isHidden }
  return Panel(
    "messages", .main, value,
    card("Messages", id: "messages") {
      if value.unread > 0 { paragraph(markup: tag("\(value.unread) new", .blue)) }
      messageThread(value.newest.map { bubble($0, isOwn: $0.writer == me?.id) })
      if !isClosed {
        buttonGroup {
          linkButton(
            "Write to \(keyWorker.map { firstName($0.name) } ?? "us")", to: "/family/\(child)/messages#write",
            style: .secondary)
        }
      }
      paragraph(markup: link("All messages", to: "/family/\(child)/messages"))
    })
}

@Sendable private func messageTasks(_ child: ChildID?, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  guard let practitioner = request.caller.practitioner else { return [] }
  return try tx.waiting(for: [practitioner], child: child).map { line in
    ToDo(
      "Answer the family of \(line.calledName)", hint: "They wrote on \(line.since.spoken(near: request.today)).",
      path: "/children/\(line.child)/messages", due: answerDue(since: line.since, request.site.calendar),
      child: line.child)
  }
}

/// How many families wait longer than they should, for each practitioner of the teams.
@Sendable private func messageFigures(_ teams: [TeamID], _ request: Request, _ tx: Transaction) throws
  -> [CaseloadFigure]
{
  let people = try tx.practitioners(teams: teams)
  let waiting = try tx.waiting(
    for: people.map(\.id), among: visibleChildren(to: request.caller, by: .openRecord))
  return people.map { person in
    CaseloadFigure(
      person.id, person.name, "Messages not answered in time",
      waiting.count {
        $0.practitioner == person.id && answerDue(since: $0.since, request.site.calendar) < request.today
      }, isLate: true)
  }
}
