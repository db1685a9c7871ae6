package import Kernel
import LinkageEngine
import People
package import Store
package import Web

extension EventKind {
  package static let pairAnswered = EventKind("link.answered", "said whether two records are one child")
}

/// What somebody says of two records, and why. Where one of the records is restricted, two people must say the same;
/// until then nothing happens. "One child" puts the records together; "two children" holds for good, through whatever
/// third record. Throws `changedByAnother` where somebody else was quicker.
package func decidePair(
  _ pair: LinkPair, _ answer: PairAnswer, why: String, rows: [ChildRows], by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard pair.state.isWaiting else { throw Refusal.changedByAnother("Somebody has decided about these two already.") }
  let (a, b) = (try tx.child(pair.aChild), try tx.child(pair.bChild))
  let needsTwo = a.isRestricted || b.isRestricted
  if needsTwo, answer != .unsure, pair.firstAnswer != answer || pair.firstAccount == caller.account {
    if pair.firstAccount != nil, pair.firstAccount == caller.account, pair.state == .second {
      throw Refusal.notNow("You have answered. Somebody else must look as well, because a record is restricted.")
    }
    // The first answer, or another than the first: then it begins anew with this one.
    guard try tx.updatePair(pair, to: .second, first: answer, by: caller, why: why, at: now) else { throw quicker }
    return try tellAnswer(pair, answer, "first", why, by: caller, at: now, in: tx)
  }
  let state: PairState = answer == .same ? .same : answer == .different ? .different : .unsure
  guard try tx.updatePair(pair, to: state, first: nil, by: caller, why: why, at: now) else { throw quicker }
  try tellAnswer(pair, answer, needsTwo ? "second" : "alone", why, by: caller, at: now, in: tx)
  var random = SystemRandomNumberGenerator()
  if answer != .unsure {
    try tx.decide(pair.a, pair.b, isSame: answer == .same, why: why, by: caller, at: now, &random)
  }
  if answer == .different, pair.aChild == pair.bChild {
    // A link was wrong: the second record is about somebody new until it finds its own.
    try tx.giveRecord(pair.b.source, pair.b.id, of: b, to: nil, by: caller, at: now)
    return try tx.followPairs(of: [pair.aChild])
  }
  guard answer == .same, pair.aChild != pair.bChild else { return }
  let (kept, lost) = try tx.whichIsKept(a, b, rows)
  try mergeChildren(
    ID(at: now, random: &random), kept: kept, lost: lost, why: why, rows: rows, by: caller, at: now, in: tx)
}

private var quicker: Refusal { .changedByAnother("Somebody else answered while you were looking.") }

private func tellAnswer(
  _ pair: LinkPair, _ answer: PairAnswer, _ asWhich: String, _ why: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  for child in Set([pair.aChild, pair.bChild]).sorted() {
    try tx.append(
      .pairAnswered, about: pair.id.of(), child: child, by: caller, for: .governance, at: now,
      changed: ["answer": answer.rawValue, "as": asWhich], why: why)
  }
}

extension Transaction {
  /// The record on which more hangs is kept; of two alike, the one that is older.
  func whichIsKept(_ a: Child, _ b: Child, _ rows: [ChildRows]) throws -> (kept: ChildID, lost: ChildID) {
    func weight(_ child: Child) throws -> Int {
      try rows.reduce(0) { sum, part in
        sum
          + (try value("SELECT count(*) FROM \(SQL(constant: part.table)) WHERE child_id = \(child.id)", as: Int.self)
            ?? 0)
      }
    }
    let (x, y) = (try weight(a), try weight(b))
    if x != y { return x > y ? (a.id, b.id) : (b.id, a.id) }
    return a.createdAt == b.createdAt
      ? (min(a.id, b.id), max(a.id, b.id)) : a.createdAt < b.createdAt ? (a.id, b.id) : (b.id, a.id)
  }
}
