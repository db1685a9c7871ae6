import Clocks
package import Kernel
import LinkageEngine
package import People
package import Store
package import Web

/// Takes two records apart that were put together and are two children. What was each one's goes back to it, and what came
/// since goes where it can be told to belong; what cannot be told stays, and is returned for somebody to place. That they
/// are two children holds for all their records from then on.
///
/// `hub` is asked before anything is written, so this is called first in its transaction.
@discardableResult
package func unmergeChildren(
  _ merge: ChildMerge, why: String, rows: [ChildRows], hub: LinkHub, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws -> Int {
  guard merge.undoneAt == nil else { throw Refusal.changedByAnother("These records have been taken apart already.") }
  let index = try hub.copy(in: tx)
  let plan = try planUnmerge(merge, rows, index, in: tx)
  guard try tx.updateUndone(merge.id, why: why, by: caller, at: now) else {
    throw Refusal.changedByAnother("These records have been taken apart already.")
  }
  try tx.carryOut(plan, merge, rows)
  try restoreFacts(merge, root: plan.root, at: now, in: tx)
  try tx.moveClocksBack(merge, root: plan.root, by: caller, at: now)
  try tx.takeUpLead(of: merge.lost, merge: merge.id, at: now)
  try separate(merge.lost, plan.root, why: why, by: caller, at: now, in: tx)
  for child in Set([plan.root, merge.kept, merge.lost]).sorted() {
    try tx.append(
      .childrenUnmerged, about: merge.id.of(), child: child, by: caller, for: .governance, at: now,
      changed: [
        "given back": "\(plan.lost.count)", "placed since": "\(plan.sinceKept.count + plan.sinceLost.count)",
        "not placed": "\(plan.unplaced.count)",
      ], why: why)
  }
  try tx.followPairs(of: [plan.root, merge.lost])
  return plan.unplaced.count
}

/// Says of a row that could not be placed whose it is.
package func placeRow(
  _ kind: String, _ id: AnyID, of merge: ChildMerge, isLosts: Bool, rows: [ChildRows], by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  let row = ChildRow(kind: kind, id: id)
  guard let part = rows.first(where: { $0.kind == kind }), merge.undoneAt != nil,
    try tx.mergedRows(merge.id, "unplaced").contains(where: { $0.row == row })
  else { throw Refusal.changedByAnother("Somebody has said already whose this is.") }
  if isLosts {
    let root = try tx.keptRecord(merge.kept)
    let target = try tx.keptRecord(merge.lost)
    try tx.move(part, id, from: root, to: target, beside: id.description)
  }
  try tx.writeSide(isLosts ? "since_lost" : "since_kept", of: row, merge: merge.id)
  for child in [merge.kept, merge.lost] {
    try tx.append(
      .mergedRowPlaced, about: id, child: child, by: caller, for: .governance, at: now,
      changed: ["what": part.words, "whose": (isLosts ? merge.lost : merge.kept).description])
  }
}

/// Both records as they were, but for what somebody has changed since.
private func restoreFacts(_ merge: ChildMerge, root: ChildID, at now: Instant, in tx: Transaction) throws {
  var (keeping, losing) = (try tx.child(root), try tx.child(merge.lost))
  keeping.giveBack(merge.filled)
  keeping.updatedAt = now
  try tx.rewrite(keeping)
  losing.mergedInto = nil
  losing.staysSafe(as: keeping)
  losing.updatedAt = now
  if let number = merge.lostNHS, try !tx.exists("SELECT 1 FROM child WHERE nhs_number = \(number)") {
    losing.nhsNumber = number
  }
  if let upn = merge.lostUPN, try !tx.exists("SELECT 1 FROM child WHERE upn = \(upn)") { losing.upn = upn }
  try tx.rewrite(losing)
}

/// A lasting fact for every record of the one and every record of the other.
private func separate(
  _ a: ChildID, _ b: ChildID, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  var random = SystemRandomNumberGenerator()
  for one in try tx.everyName(of: a) {
    for other in try tx.everyName(of: b) where one != other {
      try tx.decide(one, other, isSame: false, why: why, by: caller, at: now, &random)
    }
  }
  try tx.pairForDecision(a, b, at: now)
  try tx.run(
    """
    UPDATE link_pair SET state = 'different', decided_by = \(caller.name), decided_at = \(now), why = \(why),
      version = version + 1
    WHERE (a_child = \(a) AND b_child = \(b)) OR (a_child = \(b) AND b_child = \(a))
    """)
}

extension Transaction {
  /// The pair by which it can be taken back that these are two children, where nobody was ever asked about them.
  fileprivate func pairForDecision(_ a: ChildID, _ b: ChildID, at now: Instant) throws {
    let isThere = try exists(
      "SELECT 1 FROM link_pair WHERE (a_child = \(a) AND b_child = \(b)) OR (a_child = \(b) AND b_child = \(a))")
    guard !isThere, let one = try namesOfRecords(of: a).min(), let other = try namesOfRecords(of: b).min() else {
      return
    }
    var random = SystemRandomNumberGenerator()
    try openPair(
      ID(at: now, random: &random), (one, a), (other, b), weight: 0, probability: 0.5, .grey, at: now)
  }

  fileprivate func carryOut(_ plan: UnmergePlan, _ merge: ChildMerge, _ parts: [ChildRows]) throws {
    let byKind = Dictionary(parts.map { ($0.kind, $0) }) { first, _ in first }
    for (row, note) in plan.lost {
      guard let part = byKind[row.kind] else { continue }
      if part.isOnePerChild, plan.keptKinds.contains(row.kind) { continue }
      try move(part, row.id, from: plan.root, to: merge.lost, beside: part.isOneOpen ? note : nil)
    }
    for row in plan.sinceLost {
      if let part = byKind[row.kind] {
        try move(part, row.id, from: plan.root, to: merge.lost, beside: row.id.description)
      }
      try writeSide("since_lost", of: row, merge: merge.id)
    }
    for row in plan.sinceKept { try writeSide("since_kept", of: row, merge: merge.id) }
    for row in plan.unplaced { try writeSide("unplaced", of: row, merge: merge.id) }
  }

  /// Time limits go back with what they are about; those that were cancelled for the other run again.
  fileprivate func moveClocksBack(_ merge: ChildMerge, root: ChildID, by caller: Caller, at now: Instant) throws {
    for (row, _) in try mergedRows(merge.id, "lost") where row.kind == "clock" {
      try run("UPDATE clock SET about_id = \(merge.lost) WHERE id = \(row.id) AND about_id = \(root)")
      try run("UPDATE clock SET child_id = \(merge.lost) WHERE id = \(row.id) AND child_id = \(root)")
    }
    // Those that began since, about something that went back.
    try run(
      """
      UPDATE clock SET child_id = \(merge.lost) WHERE child_id = \(root) AND about_id IN (
        SELECT row_id FROM child_merge_row WHERE merge_id = \(merge.id) AND side IN ('lost', 'since_lost'))
      """)
    for side in ["lost", "kept"] {
      for (row, note) in try mergedRows(merge.id, side) where row.kind == "clock" && note == "cancelled" {
        try takeBackCancelling(of: row.id.of(), why: "The records were taken apart", by: caller, at: now)
      }
    }
  }
}
