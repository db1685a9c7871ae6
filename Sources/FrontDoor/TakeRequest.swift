import Clocks
package import Kernel
import People
package import Store

extension EventKind {
  package static let requestTaken = EventKind("request.taken", "took a request for help")
  package static let requestHandedOver = EventKind("request.handed_over", "handed a request for help to somebody")
  package static let requestPutBack = EventKind("request.put_back", "put a request for help back into the queue")
}

/// A screener takes a request that nobody has. Of two at once the second hears who was first, and when.
package func takeRequest(_ request: HelpRequest, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let screener = try practitioner(of: caller)
  guard request.isOpen else { throw Refusal.notNow("This request is not waiting any more.") }
  let state: RequestState = request.state == .received ? .screening : request.state
  let taken = try tx.run(
    """
    UPDATE help_request SET screener_id = \(screener), taken_at = \(now), state = \(state), version = version + 1
    WHERE id = \(request.id) AND screener_id IS NULL AND state = \(request.state)
    """)
  guard taken == 1 else { throw Refusal.changedByAnother(try tx.whoHas(request.id)) }
  try tx.giveClocks(of: request, to: screener, team: caller.teams.first)
  try tx.append(.requestTaken, about: request.id.of(), child: request.child, by: caller, for: .frontDoor, at: now)
}

/// Hands a request to another screener, from whoever has it or from nobody.
package func handOver(
  _ request: HelpRequest, to practitioner: PractitionerID, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard request.isOpen else { throw Refusal.notNow("This request is not waiting any more.") }
  let person = try tx.practitioner(practitioner)
  try tx.setScreener(request, person.id, state: request.state == .received ? .screening : request.state, at: now)
  try tx.giveClocks(of: request, to: person.id, team: person.team)
  try tx.append(
    .requestHandedOver, about: request.id.of(), child: request.child, by: caller, for: .frontDoor, at: now,
    changed: ["to": person.name])
}

/// Puts a request back, for anybody to take. Of a child who is hidden there would be nobody who sees it.
package func putBack(_ request: HelpRequest, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard request.isOpen, request.screener != nil else { throw Refusal.notNow("Nobody has this request.") }
  if let child = request.child, try tx.child(child).notIncludedBecause != nil {
    throw Refusal.notNow(
      "The child’s record is hidden, so nobody would see this request in the queue. Hand it to somebody.")
  }
  try tx.setScreener(request, nil, state: request.state == .screening ? .received : request.state, at: now)
  try tx.giveClocks(of: request, to: nil, team: nil)
  try tx.append(.requestPutBack, about: request.id.of(), child: request.child, by: caller, for: .frontDoor, at: now)
}

/// The caller as somebody who works here; the account of a screener has one.
func practitioner(of caller: Caller) throws -> PractitionerID {
  guard let id = caller.practitioner else {
    throw Refusal.forbidden("Your account does not say who you are at work. Ask the administrator to add it.")
  }
  return id
}

extension Transaction {
  /// The time limits of the request, and of what agencies were asked about it, are now this person's.
  fileprivate func giveClocks(of request: HelpRequest, to owner: PractitionerID?, team: TeamID?) throws {
    try giveClocks(about: request.id, to: owner, team: team)
    for check in try checks(of: request.id) where check.isOpen {
      try giveClocks(about: check.id, to: owner, team: team)
    }
  }

  fileprivate func setScreener(_ request: HelpRequest, _ id: PractitionerID?, state: RequestState, at now: Instant)
    throws
  {
    let takenAt: Instant? = id == nil ? nil : now
    let changed = try run(
      """
      UPDATE help_request SET screener_id = \(id), taken_at = \(takenAt), state = \(state), version = version + 1
      WHERE id = \(request.id) AND version = \(request.version)
      """)
    if changed == 0 { throw Refusal.changedByAnother(try whoHas(request.id)) }
  }

  /// `Ana Lopez took this at 10.32am.`
  fileprivate func whoHas(_ id: HelpRequestID) throws -> String {
    let request = try helpRequest(id)
    guard let name = request.screenerName, let at = request.takenAt else {
      return "The request has changed since you opened it."
    }
    return "\(name) took this at \(at.london.clock)."
  }
}
