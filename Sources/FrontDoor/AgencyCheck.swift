import Clocks
package import Kernel
import People
package import Store
package import Web

/// A question that the front door asks of an agency about a child, and its answer.
package struct AgencyCheck: Sendable, Record, Codable, Hashable {
  package enum Finding: String, Choice {
    case known, notKnown = "not_known", concern
    package var title: String {
      switch self {
      case .known: "We know the child or family"
      case .notKnown: "Not known to us"
      case .concern: "We know them, and we are worried"
      }
    }
  }
  package let id: ID<AgencyCheck>
  package let request: HelpRequestID
  package let agency: AgencyID
  package let agencyName: String
  package let question: String
  package let askedBy: String
  package let askedAt: Instant
  package let dueAt: Instant
  package let finding: Finding?
  package let answer: String?
  package let answeredBy: String?
  package let answeredAt: Instant?
  package let cancelledAt: Instant?

  static let columns: SQL = """
    k.id, k.request_id, k.agency_id, a.name, k.question, k.asked_by, k.asked_at, k.due_at, k.finding, k.answer,
    k.answered_by, k.answered_at, k.cancelled_at
    """
  static let table: SQL = "help_check k JOIN agency a ON a.id = k.agency_id"
  package init(row: Row) throws {
    (id, request, agency, agencyName) = (try row[0], try row[1], try row[2], try row[3])
    (question, askedBy, askedAt, dueAt) = (try row[4], try row[5], try row[6], try row[7])
    (finding, answer, answeredBy, answeredAt) = (try row[8], try row[9], try row[10], try row[11])
    cancelledAt = try row[12]
  }
  package var isOpen: Bool { answeredAt == nil && cancelledAt == nil }
}

extension EventKind {
  package static let checkAsked = EventKind("request.check_asked", "asked another agency about a request")
  package static let checkAnswered = EventKind("request.check_answered", "answered the front door’s question")
}

/// Asks an agency; its clock starts, and the request waits for checks. Those at the agency who are to be told (`telling`:
/// their addresses) get a mail that says nothing of the child. Whoever asks has the request, where nobody had it: the
/// answer must reach somebody.
package func askAgency(
  _ agency: AgencyID, _ question: String, about asked: HelpRequest, id: ID<AgencyCheck>, telling addresses: [String],
  by caller: Caller, at now: Instant, settings: Settings, in tx: Transaction
) throws {
  guard asked.isOpen else { throw Refusal.notNow("This request has been answered or withdrawn.") }
  guard let name = try tx.agencies().first(where: { $0.id == agency })?.name else { throw Refusal.notFound }
  var request = asked
  if request.screener == nil, caller.practitioner != nil {
    try takeRequest(request, by: caller, at: now, in: tx)
    request = try tx.helpRequest(request.id)
  }
  if try tx.checks(of: request.id).contains(where: { $0.agency == agency && $0.isOpen }) {
    throw Refusal.notNow("This agency has been asked and has not answered yet.")
  }
  // Whoever waits for the answer hears when it runs late: they can ring the agency.
  let clock = try tx.startClock(
    .check, about: id, child: request.child, at: now, owner: request.screener ?? caller.practitioner,
    team: caller.teams.first, now: now)
  try tx.run(
    """
    INSERT INTO help_check (id, request_id, agency_id, question, asked_by, asked_at, due_at)
    VALUES (\(id), \(request.id), \(agency), \(question), \(caller.name), \(now), \(clock.due))
    """)
  try tx.move(request, to: .checks, at: now)
  try tx.append(
    .checkAsked, about: request.id.of(), child: request.child, by: caller, for: .frontDoor, at: now,
    changed: ["agency": agency.description, "check": id.description])
  for address in addresses {
    try tx.send(
      questionMail(to: address, name, id, due: clock.due, settings), at: now, key: "check-asked:\(id):\(address)")
  }
}

/// Says that there is a question, and nothing of whom it is about: that stands behind the sign-in.
private func questionMail(
  to address: String, _ agency: String, _ check: ID<AgencyCheck>, due: Instant, _ settings: Settings
) -> Mail {
  Mail(
    to: address, subject: "The front door has a question for your agency",
    body: """
      Hello,

      The front door has asked \(agency) a question. Please answer it by \(dueInWords(due)):
      \(settings.publicAddress)/checks/\(check)

      You need to sign in. If you cannot answer by then, call \(settings.dutyPhone).

      \(settings.partnership)
      """)
}

/// An agency answers, or a screener writes down what it said. When no question is open, the request goes on.
package func answerCheck(
  _ check: AgencyCheck, _ finding: AgencyCheck.Finding, _ words: String?, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard check.isOpen else { throw Refusal.notNow("This question has been answered already.") }
  let request = try tx.helpRequest(check.request)
  let written = try tx.run(
    """
    UPDATE help_check SET finding = \(finding), answer = \(words), answered_by = \(caller.name), answered_at = \(now)
    WHERE id = \(check.id) AND answered_at IS NULL AND cancelled_at IS NULL
    """)
  guard written == 1 else { throw Refusal.changedByAnother("Somebody else has answered this question.") }
  try tx.meetClock(.check, about: check.id, at: now)
  if request.state == .checks, try !tx.checks(of: request.id).contains(where: \.isOpen) {
    // Back to whoever has it; where nobody has, somebody must take it all the same.
    try tx.move(request, to: .screening, at: now)
  }
  try tx.append(
    .checkAnswered, about: request.id.of(), child: request.child, by: caller, for: .frontDoor, at: now,
    changed: ["finding": finding.rawValue, "check": check.id.description])
}

extension Transaction {
  package func checks(of request: HelpRequestID) throws -> [AgencyCheck] {
    try all(
      "SELECT \(AgencyCheck.columns) FROM \(AgencyCheck.table) WHERE k.request_id = \(request) ORDER BY k.asked_at, k.id"
    )
  }
  func check(_ id: ID<AgencyCheck>, of request: HelpRequestID) throws -> AgencyCheck {
    try one(
      "SELECT \(AgencyCheck.columns) FROM \(AgencyCheck.table) WHERE k.id = \(id) AND k.request_id = \(request)")
  }
  /// A question to one of the caller's agencies; questions to others are not known.
  func check(_ id: ID<AgencyCheck>, askedOf caller: Caller) throws -> AgencyCheck {
    try one(
      """
      SELECT \(AgencyCheck.columns) FROM \(AgencyCheck.table)
      WHERE k.id = \(id) AND k.agency_id IN \(list: caller.agencies) AND \(isOfSomebodyKnown(to: caller))
      """)
  }
  /// Questions to the caller's agencies: those that wait by their clock, then those of the last thirty days.
  /// About one child alone where it is named.
  func checks(
    askedOf caller: Caller, about child: ChildID? = nil, at now: Instant, openOnly: Bool = false, limit: Int = 100
  ) throws -> [AgencyCheck] {
    let its: SQL = child.map { "AND k.request_id IN (SELECT id FROM help_request WHERE child_id = \($0))" } ?? ""
    let recent: SQL = openOnly ? "" : "OR k.answered_at > \(now.adding(hours: -720))"
    return try all(
      """
      SELECT \(AgencyCheck.columns) FROM \(AgencyCheck.table)
      WHERE k.agency_id IN \(list: caller.agencies) AND k.cancelled_at IS NULL AND (k.answered_at IS NULL \(recent)) \(its)
        AND \(isOfSomebodyKnown(to: caller))
      ORDER BY CASE WHEN k.answered_at IS NULL THEN 0 ELSE 1 END, k.due_at, k.id LIMIT \(limit)
      """)
  }
  /// Questions that nobody needs to answer any more.
  func endChecks(of request: HelpRequestID, why: String, by caller: Caller, at now: Instant) throws {
    for check in try checks(of: request) where check.isOpen {
      try run("UPDATE help_check SET cancelled_at = \(now) WHERE id = \(check.id)")
      try cancelClocks(about: check.id, why: why, by: caller, at: now)
    }
  }
}

/// A condition on `help_check k`: its request is of no child who is hidden from the caller.
private func isOfSomebodyKnown(to caller: Caller) -> SQL {
  isIncluded("(SELECT r.child_id FROM help_request r WHERE r.id = k.request_id)", for: caller)
}

/// What agencies were told by being asked, as the family may read it. Not where somebody was worried, or where the family had
/// not agreed: asking then may raise the risk, and it is told by hand (B10.2).
@Sendable func sharedByQuestions(_ child: ChildID, _ tx: Transaction) throws -> [SharedInWork] {
  try tx.helpRequests(child: child).filter {
    $0.urgency == .routine && ($0.asked.asker.isFamily || $0.asked.agreement == .agreed)
  }.flatMap { request in
    try tx.checks(of: request.id).filter { $0.finding != .concern }.map {
      SharedInWork(
        "Name and date of birth, and that somebody asked for help", with: $0.agencyName,
        why: "To hear what they know, so that we can find the right help", on: $0.askedAt.day)
    }
  }
}
