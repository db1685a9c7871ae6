package import Kernel
import LinkageEngine
import People
package import Store
import Web

extension EventKind {
  package static let pairReopened = EventKind("link.reopened", "took back that two records are two children")
}

/// Takes back that two records are two children: it holds for none of their records any more, what was said stays written
/// down, and the pair waits for a person again. Nothing is put together by this.
package func reopenPair(_ pair: LinkPair, why: String, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard pair.state == .different else { throw Refusal.notNow("Nobody holds these two for two children now.") }
  let count = try tx.takeBackSeparation(pair.aChild, pair.bChild, why: why, by: caller, at: now)
  guard try tx.openAgain(pair) else { throw Refusal.changedByAnother("Somebody else was quicker.") }
  for child in Set([pair.aChild, pair.bChild]).sorted() {
    try tx.append(
      .pairReopened, about: pair.id.of(), child: child, by: caller, for: .governance, at: now,
      changed: ["decisions taken back": "\(count)"], why: why)
  }
}

extension Transaction {
  /// Every decision that parts a record of the one child from a record of the other; returns how many there were.
  fileprivate func takeBackSeparation(
    _ a: ChildID, _ b: ChildID, why: String, by caller: Caller, at now: Instant
  ) throws -> Int {
    let parting = try separations(a, b)
    for (one, other) in parting {
      try run(
        """
        UPDATE link_decision SET taken_back_at = \(now), taken_back_by = \(caller.name), taken_back_why = \(why)
        WHERE a_source = \(one.source) AND a_record = \(one.id) AND b_source = \(other.source)
          AND b_record = \(other.id) AND taken_back_at IS NULL AND NOT is_same
        """)
    }
    return parting.count
  }

  /// False where somebody else was quicker. What was said of it before is in the story of both children.
  fileprivate func openAgain(_ pair: LinkPair) throws -> Bool {
    try run(
      """
      UPDATE link_pair SET state = \(PairState.open), first_answer = NULL, first_account = NULL, first_name = NULL,
        first_why = NULL, decided_by = NULL, decided_at = NULL, why = NULL, version = version + 1
      WHERE id = \(pair.id) AND version = \(pair.version)
      """) == 1
  }
}
