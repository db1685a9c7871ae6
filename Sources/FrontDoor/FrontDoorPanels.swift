import Design
import Kernel
import People
import Store
import Web

/// A request as the child's record tells it.
private struct CameBy: Codable, Sendable {
  let reference: String
  let receivedAt: Instant
  let from: String
  let state: RequestState
  let outcome: HelpOutcome?
  let level: NeedLevel?
  let wouldHelp: String?
}

/// "How they came to us": the requests about the child, in the asker's words.
@Sendable func howTheyCamePanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let asked = try tx.helpRequests(child: child)
  guard !asked.isEmpty else { return nil }
  let mayOpen = request.caller.has(.screener)
  let lines = try asked.prefix(3).map { one -> (HelpRequest, CameBy) in
    let decision = try tx.standingDecision(one.id)
    return (
      one,
      CameBy(
        reference: one.reference.text, receivedAt: one.receivedAt, from: publicName(one, request.caller),
        state: one.state,
        outcome: decision?.outcome, level: decision?.level, wouldHelp: one.asked.wouldHelp ?? one.asked.hard)
    )
  }
  return Panel(
    "requests", .side, lines.map(\.1),
    card("How they came to us", style: .narrow) {
      lines.map { one, came in
        markup {
          paragraph(
            markup:
              "\(came.from), \(day(came.receivedAt.day)) (\(mayOpen ? link(came.reference, to: "/requests/\(one.id)") : "\(came.reference)"))"
          )
          paragraph(markup: tag(came.outcome?.title ?? came.state.title, came.outcome == nil ? .blue : .green))
          came.level.map { paragraph($0.title) } ?? .empty
          came.wouldHelp.map { quote($0) } ?? .empty
        }
      }
    })
}

/// Who asked, as the record may say it: neighbours and friends are named to the front door alone.
private func publicName(_ request: HelpRequest, _ caller: Caller) -> String {
  if request.asked.asker == .other, !caller.has(.screener) { return "somebody who knows the family" }
  let title = request.asked.askerTitle
  return title.isEmpty ? request.asked.askerName : "\(request.asked.askerName), \(title)"
}

/// "Your request", for whoever made it: where it is, by when, who has the ball.
@Sendable func ownRequestPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  guard let person = request.caller.person else { return nil }
  // What others asked about the child is not for this page.
  guard let own = try tx.helpRequests(child: child).first(where: { $0.askerPerson == person }) else { return nil }
  let followed = try seen(own, at: request.now, .none, tx)
  return Panel(
    "request", own.isOpen ? .lead : .side, followed,
    card("Your request", style: own.isOpen ? .lead : .narrow) {
      paragraph(markup: "\(followed.reference), \(day(followed.receivedAt.day)). \(followed.state.inPlainWords)")
      if let answer = followed.answer {
        paragraph(markup: "<strong>\(answer.outcome)</strong>")
        prose(answer.words)
        answer.alternative.map { prose($0) } ?? .empty
        answer.team.map { paragraph("Who has it now: \($0).") } ?? .empty
      } else if let by = followed.answerBy, own.isOpen {
        paragraph(
          markup:
            "Next: our answer, by \(dueInWords(by)). \(followed.isLate ? tag("Late", .red) : tag("With us", .blue))")
        paragraph("Who has it: \(followed.whoHasIt).")
      }
    })
}

@Sendable func frontDoorHappenings(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> [Happening] {
  let all = try tx.helpRequests(child: child)
  let shown = request.caller.isFamily ? all.filter { $0.askerPerson == request.caller.person } : all
  return try shown.flatMap { one -> [Happening] in
    let path = request.caller.has(.screener) ? "/requests/\(one.id)" : nil
    let asked = Happening(
      at: one.receivedAt, "Asked for help", by: publicName(one, request.caller), text: one.asked.inOneLine, path: path,
      isKey: true)
    let decided = try tx.standingDecision(one.id).map {
      Happening(
        at: $0.decidedAt, "Front door: \($0.outcome.title)", by: "\($0.decidedByName), front door",
        text: request.caller.isFamily ? $0.told : $0.reason, path: path, isKey: true)
    }
    return (decided.map { [$0] } ?? []) + [asked]
  }.sorted { $0.at > $1.at }
}

/// What is to be done: requests of the screener, and urgent ones that nobody has; questions to the agency; decisions
/// that wait for a worker in the manager's teams.
@Sendable func frontDoorTasks(_ child: ChildID?, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  let caller = request.caller
  var tasks: [ToDo] = []
  if caller.has(.screener) { tasks += try screenersTasks(child, request, tx) }
  if caller.holds(.arrangeTeam), let worker = caller.practitioner {
    tasks += try tx.requestsInNobodysQueue(of: worker, about: child)
  }
  if caller.holds(.answerCheck), !caller.agencies.isEmpty { tasks += try agencysTasks(child, request, tx) }
  if caller.has(.teamManager), !caller.teams.isEmpty {
    let hidden = try tx.childrenNotIncluded(for: caller)
    tasks += try tx.openDecisions(for: caller.teams, child: child).prefix(25).compactMap { decision in
      guard let id = decision.child, !hidden.contains(id) else { return nil }
      if try tx.isHidden(id, from: caller) {
        // Who it is about stays hidden; that somebody waits does not.
        return ToDo(
          "A restricted record has been given to your team: ask \(decision.decidedByName)",
          hint: "Decided on \(decision.decidedAt.day.long). They can give you a link to the record.",
          path: "/requests/\(decision.request)", due: nil)
      }
      return ToDo(
        "Name a worker: \(try tx.child(id).name)",
        hint: "\(decision.outcome.title), \(decision.level.title). Decided on \(decision.decidedAt.day.long).",
        path: "/children/\(id)", due: nil, child: id)
    }
  }
  return tasks
}

extension Transaction {
  /// A request about a child who is hidden, that nobody has, is in no screener's queue. Those with a link to the child are told,
  /// and can add a screener to those who work with the child: to that screener it is a request like any other.
  fileprivate func requestsInNobodysQueue(of worker: PractitionerID, about child: ChildID?) throws -> [ToDo] {
    let only: SQL = child.map { "AND c.id = \($0)" } ?? ""
    // Sorted by what no index holds, or SQLite would read the whole queue in its order.
    return try rows(
      """
      SELECT r.child_id, r.reference, r.urgency, r.due_at FROM help_request r
      WHERE r.child_id IN (
          SELECT c.id FROM child c JOIN involvement i ON i.child_id = c.id
          WHERE c.not_included_because IS NOT NULL AND i.practitioner_id = \(worker) AND i.ended_on IS NULL \(only))
        AND r.screener_id IS NULL AND r.state IN ('received', 'screening', 'checks')
      ORDER BY r.urgency_rank + 0, r.due_at, r.id LIMIT 10
      """
    ) { row in
      let id: ChildID = try row[0]
      let reference: String = try row[1]
      let urgency: Urgency = try row[2]
      let due: Instant? = try row[3]
      return ToDo(
        "A request for help waits, and nobody has it: \(try self.child(id).name)",
        hint:
          "\(reference). The record is hidden, so only those who work with the child see it. Add a screener to them.",
        path: "/children/\(id)/people", due: due?.day, child: id, isUrgent: urgency != .routine)
    }
  }
}

private func screenersTasks(_ child: ChildID?, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  let own = try tx.queue(QueueFilter(holder: .me), for: request.caller, at: request.now, limit: 25, offset: 0)
  let urgent = try [Urgency.immediate, .urgent].flatMap {
    try tx.queue(QueueFilter(urgency: $0, holder: .nobody), for: request.caller, at: request.now, limit: 10, offset: 0)
  }
  return try (own + urgent).compactMap { row in
    let linked: ChildID? = try tx.value("SELECT child_id FROM help_request WHERE id = \(row.id)")
    if let child, linked != child { return nil }
    let name = row.childName ?? row.reference
    let answered = row.isHidden ? [] : try tx.checks(of: row.id).filter { $0.answeredAt != nil }
    let news = answered.map {
      $0.finding == .concern ? " \($0.agencyName) has answered and is worried." : " \($0.agencyName) has answered."
    }
    return ToDo(
      row.screener == nil ? "Take an urgent request: \(name)" : "Answer the request: \(name)",
      hint: "\(row.state.title).\(news.joined()) \(row.reference)",
      path: "/requests/\(row.id)", due: row.dueAt?.day, child: row.isHidden ? nil : linked,
      isUrgent: row.urgency != .routine || answered.contains { $0.finding == .concern })
  }
}

private func agencysTasks(_ child: ChildID?, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  try tx.checks(askedOf: request.caller, about: child, at: request.now, openOnly: true, limit: 10).map {
    check in
    let asked = try tx.helpRequest(check.request)
    let isHidden = try tx.isHidden(asked.child, from: request.caller)
    return ToDo(
      "Answer the front door\(isHidden ? "" : ": \(asked.asked.childName)")",
      hint: isHidden ? asked.reference.text : check.question,
      path: "/checks/\(check.id)", due: check.dueAt.day, child: isHidden ? nil : asked.child,
      isUrgent: asked.urgency != .routine)
  }
}

/// The request that a time limit is about, itself or by a question to an agency. Only a screener can open one that is
/// not decided; a manager hears its reference.
@Sendable func requestMatter(_ record: AnyID, _ caller: Caller, _ tx: Transaction) throws -> Matter? {
  let asked: HelpRequestID? = try tx.value("SELECT request_id FROM help_check WHERE id = \(record)")
  let id = asked ?? record.of()
  guard try tx.exists("SELECT 1 FROM help_request WHERE id = \(id)") else { return nil }
  let request = try tx.helpRequest(id)
  guard try tx.isListed(id, for: caller) else { return nil }
  guard caller.has(.screener) else {
    return caller.has(.teamManager) ? Matter(request.reference.text, path: nil) : nil
  }
  let isHidden = try tx.isHidden(request.child, from: caller)
  return Matter(
    isHidden ? request.reference.text : "\(request.asked.childName), \(request.reference)", path: "/requests/\(id)")
}
