package import Kernel
package import Store
import Web

// Nothing of a case is dated back without a recorded reason: steps keep theirs, everything else keeps it here. Limits
// count from the true day all the same.

/// Something of a case that was entered after the day on which it happened, and why.
package struct LateEntry: Sendable, Record, Codable, Hashable {
  package let id: ID<LateEntry>
  /// "The report of the review went out"
  package let what: String
  /// The day on which it truly happened.
  package let on: Day
  package let why: String
  package let writtenBy: String
  package let writtenAt: Instant

  static let columns: SQL = "id, what, happened_on, why, written_by, written_at"
  package init(row: Row) throws {
    (id, what, on, why) = (try row[0], try row[1], try row[2], try row[3])
    (writtenBy, writtenAt) = (try row[4], try row[5])
  }
}

/// Keeps why something of a case is entered after its day. Of something that happened today nothing is kept. Throws
/// `Invalid` at `late_why` where the reason is missing.
func noteLate(
  _ what: String, on day: Day, why: String?, of ehcCase: ID<EHCCase>, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try Invalid.check(needsLateWhy(day, why, today: now.day))
  guard day < now.day, let why else { return }
  let id: ID<LateEntry> = newID(at: now)
  try tx.run(
    """
    INSERT INTO ehc_late_entry (id, case_id, what, happened_on, why, written_by, written_at)
    VALUES (\(id), \(ehcCase), \(what), \(day), \(why), \(caller.name), \(now))
    """)
}

extension Transaction {
  /// What was entered late of a case, the last first.
  package func lateEntries(of ehcCase: ID<EHCCase>) throws -> [LateEntry] {
    try all(
      """
      SELECT \(LateEntry.columns) FROM ehc_late_entry WHERE case_id = \(ehcCase) ORDER BY written_at DESC, id DESC
      """)
  }
}
