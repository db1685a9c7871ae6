import Clocks
import Foundation
import Kernel
import People
import Store
import Web

// All SQL that moves what hangs on a child from one record to another and back.

/// A row that hangs on a child: which table's, and its id.
struct ChildRow: Sendable, Hashable, Codable {
  let kind: String
  let id: AnyID
}

extension Transaction {
  func insertMerge(
    _ id: ID<ChildMerge>, kept: ChildID, lost: ChildID, why: String, numbers: (nhs: NHSNumber?, upn: UPN?),
    filled: [String: String], isAutomatic: Bool, by caller: Caller, at now: Instant
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = String(decoding: try encoder.encode(filled), as: UTF8.self)
    try run(
      """
      INSERT INTO child_merge (id, kept_id, lost_id, why, merged_by, merged_at, is_automatic, lost_nhs_number, lost_upn,
        filled)
      VALUES (\(id), \(kept), \(lost), \(why), \(caller.name), \(now), \(isAutomatic), \(numbers.nhs), \(numbers.upn),
        \(json))
      """)
  }

  /// Throws `notFound` where this record has no such merge on either side.
  func merge(_ id: ID<ChildMerge>, of child: ChildID) throws -> ChildMerge {
    try one(
      """
      SELECT \(ChildMerge.columns) FROM child_merge WHERE id = \(id) AND (kept_id = \(child) OR lost_id = \(child))
      """)
  }

  func updateUndone(_ id: ID<ChildMerge>, why: String, by caller: Caller, at now: Instant) throws -> Bool {
    try run(
      """
      UPDATE child_merge SET undone_at = \(now), undone_by = \(caller.name), undone_why = \(why)
      WHERE id = \(id) AND undone_at IS NULL
      """) == 1
  }

  /// Writes down what is whose, before anything moves.
  func noteRows(of merge: ID<ChildMerge>, kept: ChildID, lost: ChildID, _ parts: [ChildRows]) throws {
    for part in parts {
      let (table, key) = (SQL(constant: part.table), part.key)
      let note: SQL = part.isOneOpen ? "beside" : "NULL"
      for (child, side) in [(kept, "kept"), (lost, "lost")] {
        try run(
          """
          INSERT INTO child_merge_row (merge_id, kind, row_id, side, note)
          SELECT \(merge), \(part.kind), \(key), \(side), \(note) FROM \(table) WHERE child_id = \(child)
          """)
      }
    }
  }

  func moveAll(_ part: ChildRows, merge: ID<ChildMerge>, from lost: ChildID, to kept: ChildID) throws {
    let table = SQL(constant: part.table)
    if part.isOnePerChild {
      try run(
        """
        UPDATE \(table) SET child_id = \(kept) WHERE child_id = \(lost)
          AND NOT EXISTS (SELECT 1 FROM \(table) o WHERE o.child_id = \(kept))
        """)
      return
    }
    let beside: SQL = part.isOneOpen ? ", beside = CAST(id AS TEXT)" : ""
    try run("UPDATE \(table) SET child_id = \(kept) \(beside) WHERE child_id = \(lost)")
  }

  /// One leads, and one is key worker: those of the kept record, where it has them. The others are remembered.
  func giveUpLead(of lost: ChildID, to kept: ChildID, at now: Instant) throws {
    for (column, text) in [("is_lead" as SQL, "is_lead"), ("is_key_worker", "is_key_worker")] {
      guard try exists("SELECT 1 FROM involvement WHERE child_id = \(kept) AND ended_on IS NULL AND \(column)") else {
        continue
      }
      try run(
        """
        UPDATE child_merge_row SET note = coalesce(note, '') || \(text) WHERE kind = 'involvement'
          AND row_id IN (SELECT id FROM involvement WHERE child_id = \(lost) AND ended_on IS NULL AND \(column))
          AND merge_id = (SELECT id FROM child_merge WHERE lost_id = \(lost) AND undone_at IS NULL)
        """)
      try run("UPDATE involvement SET \(column) = FALSE WHERE child_id = \(lost) AND ended_on IS NULL AND \(column)")
    }
    try keepLeadPeriods(of: lost, on: now.day)
  }

  /// Those who led the one record before lead it again, where they still work with the child and nobody else leads.
  func takeUpLead(of child: ChildID, merge: ID<ChildMerge>, at now: Instant) throws {
    for (column, text) in [("is_lead" as SQL, "is_lead"), ("is_key_worker", "is_key_worker")] {
      try run(
        """
        UPDATE involvement SET \(column) = TRUE WHERE child_id = \(child) AND ended_on IS NULL
          AND id IN (SELECT row_id FROM child_merge_row WHERE merge_id = \(merge) AND kind = 'involvement'
            AND note LIKE \("%" + text + "%"))
          AND NOT EXISTS (SELECT 1 FROM involvement o WHERE o.child_id = \(child) AND o.ended_on IS NULL AND o.\(column))
        """)
    }
    try keepLeadPeriods(of: child, on: now.day)
  }

  /// Time limits go along. Of two for the same thing the one that ends first counts; the other is cancelled, and runs
  /// again when the records are taken apart.
  func moveClocks(from lost: ChildID, to kept: ChildID, merge: ID<ChildMerge>, by caller: Caller, at now: Instant)
    throws
  {
    let theirs = try clocks(about: kept).filter(\.isOpen)
    for clock in try clocks(about: lost).filter(\.isOpen) {
      guard let other = theirs.first(where: { $0.ruleID == clock.ruleID }) else { continue }
      let isLater = clock.due >= other.due
      try cancelClocks(
        about: isLater ? lost : kept, rules: [clock.ruleID], why: "The same time limit runs for the other record",
        by: caller, at: now)
      try noteClock(isLater ? clock.id : other.id, merge: merge, side: isLater ? "lost" : "kept", note: "cancelled")
    }
    for clock in try rows("SELECT id FROM clock WHERE child_id = \(lost)", { try $0[0] as ClockID }) {
      try noteClock(clock, merge: merge, side: "lost", note: nil)
    }
    for clock in try rows("SELECT id FROM clock WHERE child_id = \(kept)", { try $0[0] as ClockID }) {
      try noteClock(clock, merge: merge, side: "kept", note: nil)
    }
    try run("UPDATE clock SET about_id = \(kept) WHERE about_id = \(lost)")
    try run("UPDATE clock SET child_id = \(kept) WHERE child_id = \(lost)")
  }

  private func noteClock(_ id: ClockID, merge: ID<ChildMerge>, side: String, note: String?) throws {
    try run(
      """
      INSERT INTO child_merge_row (merge_id, kind, row_id, side, note) VALUES (\(merge), 'clock', \(id), \(side), \(note))
      ON CONFLICT (merge_id, kind, row_id) DO NOTHING
      """)
  }

  /// The rows of one side of a merge.
  func mergedRows(_ merge: ID<ChildMerge>, _ side: String) throws -> [(row: ChildRow, note: String?)] {
    try rows(
      """
      SELECT kind, row_id, note FROM child_merge_row WHERE merge_id = \(merge) AND side = \(side) ORDER BY kind, row_id
      """
    ) { (row: ChildRow(kind: try $0[0], id: try $0[1]), note: try $0[2]) }
  }

  func writeSide(_ side: String, of row: ChildRow, merge: ID<ChildMerge>) throws {
    try run(
      """
      INSERT INTO child_merge_row (merge_id, kind, row_id, side) VALUES (\(merge), \(row.kind), \(row.id), \(side))
      ON CONFLICT (merge_id, kind, row_id) DO UPDATE SET side = excluded.side
      """)
  }

  /// Moves one row, where it is still with `from`; false where it has gone elsewhere.
  @discardableResult
  func move(_ part: ChildRows, _ row: AnyID, from: ChildID, to: ChildID, beside: String?) throws -> Bool {
    let table = SQL(constant: part.table)
    if part.isOnePerChild {
      return try run("UPDATE \(table) SET child_id = \(to) WHERE child_id = \(from)") == 1
    }
    let side: SQL = part.isOneOpen ? ", beside = \(beside ?? "")" : ""
    return try run("UPDATE \(table) SET child_id = \(to) \(side) WHERE id = \(row) AND child_id = \(from)") == 1
  }
}

extension ChildRows {
  var kind: String { table.description }
  /// The column that names a row.
  var key: SQL { isOnePerChild ? "child_id" : "id" }
}
