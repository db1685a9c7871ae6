import FrontDoor
import Governance
import Kernel
import Store
import Workforce

/// Requests that were decided as home visiting, received after a day: reference, day, locality; nobody is named.
@Sendable func visitingReferrals(after day: Day?, _ tx: Transaction) throws -> [LiveReferral] {
  let from = day?.adding(days: 1).start ?? Instant(microseconds: 0)
  return try tx.rows(
    """
    SELECT r.reference, r.received_at, l.name, d.outcome FROM help_request r
    JOIN help_decision d ON d.request_id = r.id JOIN locality l ON l.id = r.locality_id
    WHERE d.undone_at IS NULL AND d.replaced_at IS NULL AND d.outcome = \(HelpOutcome.homeVisiting)
      AND r.received_at >= \(from)
    ORDER BY r.received_at, r.reference
    """
  ) { row in
    let (received, outcome): (Instant, HelpOutcome) = (try row[1], try row[3])
    return LiveReferral(
      reference: try row[0], receivedOn: received.day, locality: try row[2], outcome: outcome.title)
  }
}

/// Why a decision does not carry a change of structure yet; nil where it was taken and nobody has called it in.
@Sendable func whyNotDecided(_ reference: String, _ tx: Transaction) throws -> String? {
  let state: DecisionState? = try tx.row("SELECT state FROM decision_record WHERE reference = \(reference)") {
    try $0[0]
  }
  switch state {
  case nil: return "There is no decision \(reference)."
  case .draft, .notice, .considered: return "Decision \(reference) has not been taken."
  case .calledIn: return "Decision \(reference) is called in."
  case .decided, .started, .closed: return nil
  }
}
