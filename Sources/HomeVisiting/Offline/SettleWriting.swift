package import Kernel
package import Store

/// What a person makes of two accounts of a visit.
package enum Settlement: Sendable, Hashable {
  /// The record stays as it is.
  case keep
  /// The visit is written as this; what stood there is kept beside it.
  case write(NewVisit)
  /// There were two visits that day: the one from the phone is added.
  case another
}

/// Ends the waiting of a writing by what a person has decided after seeing both. `version` is the visit's as it was shown.
/// Throws `Refusal.changedByAnother` where the visit has moved on since, or somebody else has settled it.
package func settle(
  _ writing: Writing, _ visit: Visit, _ settlement: Settlement, version: Int, next: ID<Visit>, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  guard writing.state == .waiting, let words = writing.words,
    try tx.updateSettled(writing.id, replaced: visit.words, by: caller.name, at: now)
  else { throw Refusal.changedByAnother("Somebody has looked at the two already. Nothing was lost.") }
  switch settlement {
  case .keep:
    guard visit.version == version else { throw movedOn }
  case .write(let new):
    switch visit.state {
    case .held:
      try correctVisit(visit, new, version: version, by: caller, at: now, in: tx)
      try lookBack(on: words, child: visit.child, by: caller, at: now, in: tx)
      try beginChart(from: new, visit.id, child: visit.child, by: caller, at: now, in: tx)
      if let nextAt = new.nextAt {
        try planVisit(
          next, PlannedVisit(startsAt: nextAt), child: visit.child, visitor: visit.visitor, by: caller, at: now, in: tx)
      }
    case .cancelled: try reinstateVisit(visit, new, version: version, next: next, by: caller, at: now, in: tx)
    case .planned: throw Refusal.notNow("This visit is planned: write it up.")
    }
  case .another:
    var words = words
    if let nextAt = words.nextAt, try tx.hasPlanned(visit.child, on: nextAt.day) { words.nextAt = nil }
    try recordVisit(
      writing.id.of(), words, child: visit.child, visitor: visit.visitor, next: next, by: caller, at: now, in: tx)
  }
  try tx.append(
    .writingSettled, about: visit.id.of(), child: visit.child, by: caller, at: now,
    changed: ["writing": writing.id.description, "as": settlement.word])
}

/// A visit was called off, and took place all the same. Who had called it off, and why, stays in the events.
private func reinstateVisit(
  _ visit: Visit, _ new: NewVisit, version: Int, next: ID<Visit>, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard try tx.updateHeld(visit.id, new, version: version, by: caller.name, at: now) else { throw movedOn }
  try tx.clearCancellation(visit.id)
  try tx.append(
    .visitRecorded, about: visit.id.of(), child: visit.child, by: caller, at: now,
    changed: ["minutes": "\(new.minutes)", "was": "called off by \(visit.cancelledBy?.rawValue ?? "")"],
    why: visit.cancelledWhy)
  try carryOn(from: new, visit.id, child: visit.child, visitor: visit.visitor, next: next, by: caller, at: now, in: tx)
}

private var movedOn: Refusal {
  .changedByAnother("The visit was changed since you opened this page. Look at it again.")
}

extension Settlement {
  fileprivate var word: String {
    switch self {
    case .keep: "record"
    case .write: "both"
    case .another: "another visit"
    }
  }
}

extension EventKind {
  static let writingSettled = EventKind("visit.settled", "put two accounts of a home visit together")
}
