package import Kernel
import People
package import Store

// All SQL that reads requests, but for the queue.

extension Transaction {
  /// Throws `Refusal.notFound` where there is none. Says nothing of who may see it: `openRequest` does.
  package func helpRequest(_ id: HelpRequestID) throws -> HelpRequest {
    try one("SELECT \(HelpRequest.columns) FROM \(HelpRequest.table) WHERE r.id = \(id)")
  }

  /// The request that this reference and code open together; nil for a wrong one of either.
  func helpRequest(_ reference: HelpReference, _ code: HelpCode) throws -> HelpRequest? {
    try first(
      """
      SELECT \(HelpRequest.columns) FROM \(HelpRequest.table)
      WHERE r.reference = \(reference.text) AND r.code_hash = \(code.hash)
      """)
  }
  /// The request of a code that has been sent already: for those who come back with the code alone.
  func sentReference(of code: HelpCode) throws -> HelpReference? {
    try value("SELECT reference FROM help_request WHERE code_hash = \(code.hash)", as: String.self)
      .flatMap { HelpReference($0) }
  }

  /// The requests about a child's record, the newest first.
  package func helpRequests(child: ChildID) throws -> [HelpRequest] {
    try all(
      """
      SELECT \(HelpRequest.columns) FROM \(HelpRequest.table) WHERE r.child_id = \(child)
      ORDER BY r.received_at DESC, r.id
      """)
  }

  /// Open requests that may be about the same child: same date of birth or postcode, and the same first name.
  func similarRequests(_ request: HelpRequest, limit: Int = 5) throws -> [HelpRequest] {
    try all(
      """
      SELECT \(HelpRequest.columns) FROM \(HelpRequest.table)
      WHERE r.id <> \(request.id) AND r.birth_on = \(request.asked.bornOn)
        AND lower(r.given_name) = \(request.asked.givenName.lowercased()) AND r.state <> \(RequestState.withdrawn)
      ORDER BY r.received_at DESC, r.id LIMIT \(limit)
      """)
  }

  /// Moves a request on, where nobody has changed it since `request` was read; else throws `changedByAnother`.
  /// `dueAt` is kept where the request stays open.
  func move(_ request: HelpRequest, to state: RequestState, at now: Instant, dueAt: Instant? = nil) throws {
    precondition(request.state == state || request.state.next.contains(state), "\(request.state) → \(state)")
    let due: Instant? = state.isOpen ? dueAt ?? request.dueAt ?? now : nil
    let ended: Instant? = state.isOpen ? nil : now
    let moved = try run(
      """
      UPDATE help_request SET state = \(state), due_at = \(due), ended_at = \(ended), version = version + 1
      WHERE id = \(request.id) AND version = \(request.version)
      """)
    if moved == 0 { throw Refusal.changedByAnother("The request has changed since you opened it.") }
  }
}

/// What a caller may see of a request.
package enum RequestSight: Sendable, Hashable {
  case whole
  /// Only that there is one: the record is restricted, and the caller has no link to it.
  case referenceOnly
}

extension Transaction {
  /// The request, and how much of it this caller may see. Screeners see all requests, managers those that were given to
  /// their teams; of a restricted child's request only those with a named link see more than the reference, and of one
  /// who is hidden because they are at risk nobody else but who has the request.
  package func openRequest(_ id: HelpRequestID, by caller: Caller) throws -> (HelpRequest, RequestSight) {
    let request = try helpRequest(id)
    guard try caller.has(.screener) || isForTeam(request.id, of: caller), try isListed(id, for: caller) else {
      throw Refusal.notFound
    }
    return (request, try isHidden(request.child, from: caller) ? .referenceOnly : .whole)
  }
  /// The request, to do something with it: whoever sees only its reference may not.
  func requestToWorkOn(_ id: HelpRequestID, by caller: Caller) throws -> HelpRequest {
    let (request, sight) = try openRequest(id, by: caller)
    guard sight == .whole else {
      throw Refusal.forbidden("This request is about a restricted record. Only those with a named link may work on it.")
    }
    return request
  }

  private func isForTeam(_ id: HelpRequestID, of caller: Caller) throws -> Bool {
    guard caller.has(.teamManager), !caller.teams.isEmpty else { return false }
    return try exists(
      """
      SELECT 1 FROM help_decision WHERE request_id = \(id) AND undone_at IS NULL AND replaced_at IS NULL
        AND team_id IN \(list: caller.teams)
      """)
  }
  func isListed(_ id: HelpRequestID, for caller: Caller) throws -> Bool {
    try exists("SELECT 1 FROM help_request r WHERE r.id = \(id) AND \(isKnown(to: caller))")
  }
  func isHidden(_ child: ChildID?, from caller: Caller) throws -> Bool {
    guard let child else { return false }
    return try exists(
      "SELECT 1 FROM child WHERE id = \(child) AND is_restricted AND NOT \(hasLink(to: "child.id", caller))")
  }
}

/// A condition on `help_request r`: it is of no child who is hidden from the caller, or they have the request, and know.
func isKnown(to caller: Caller) -> SQL {
  guard let practitioner = caller.practitioner else { return isIncluded("r.child_id") }
  return "(\(isIncluded("r.child_id", for: caller)) OR r.screener_id = \(practitioner))"
}

/// Whether the caller has an open named link to the child in that column.
func hasLink(to column: SQL, _ caller: Caller) -> SQL {
  guard let practitioner = caller.practitioner else { return "FALSE" }
  return """
    EXISTS (SELECT 1 FROM involvement i WHERE i.child_id = \(column) AND i.practitioner_id = \(practitioner)
      AND i.ended_on IS NULL)
    """
}
