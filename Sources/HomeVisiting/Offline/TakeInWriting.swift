package import Kernel
package import Store

/// Takes in what was written on a phone. A planned visit is written up; one that nobody had planned is recorded. Where the
/// record says something else by now, nothing is written over it: both wait for a person. What has arrived before is
/// answered as it was then.
@discardableResult
package func takeIn(
  _ new: NewWriting, child: ChildID, visitor: PractitionerID, next: ID<Visit>, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws -> Writing {
  if let known = try tx.arrived(new.id, child: child) { return known }
  if let planned = try new.visit.map({ try tx.visit($0, child: child) }) {
    switch planned.state {
    case .planned:
      try writeUpVisit(planned, new.words, version: planned.version, next: next, by: caller, at: now, in: tx)
      try tx.insert(new, child: child, visit: planned.id, state: .taken, by: caller.name, at: now)
    case .held where planned.words?.says(new.words) == true:
      try tx.insert(new, child: child, visit: planned.id, state: .taken, by: caller.name, at: now)
    case .held, .cancelled:
      try keepWaiting(new, beside: planned, by: caller, at: now, in: tx)
    }
  } else if let sameDay = try tx.heldVisit(child, on: new.words.startsAt.day, by: visitor) {
    try keepWaiting(new, beside: sameDay, by: caller, at: now, in: tx)
  } else {
    try recordVisit(
      new.id.of(), new.words, child: child, visitor: visitor, next: next, by: caller, at: now, in: tx)
    try tx.insert(new, child: child, visit: new.id.of(), state: .taken, by: caller.name, at: now)
  }
  guard let taken = try tx.arrived(new.id, child: child) else { throw Refusal.notFound }
  return taken
}

private func keepWaiting(
  _ new: NewWriting, beside visit: Visit, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try tx.insert(new, child: visit.child, visit: visit.id, state: .waiting, by: caller.name, at: now)
  try tx.append(
    .writingWaits, about: visit.id.of(), child: visit.child, by: caller, at: now,
    changed: ["writing": new.id.description])
}

extension EventKind {
  static let writingWaits = EventKind("visit.writing_waits", "wrote about a visit that was changed elsewhere")
}

extension NewVisit {
  /// Whether both say the same of the visit. When the next is, is no word about this one.
  func says(_ other: NewVisit) -> Bool { differences(from: other).isEmpty }
}
