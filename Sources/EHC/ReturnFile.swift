// The return of a year as it was made: one person prepares the file, another approves it, and only then can it be taken
// away and sent. File and figures are kept together and never change. Source: Department for Education, SEN2 guide:
// errors are cleared or explained before a return is authorised.

import Clocks
package import Kernel
import People
import SEN2
package import Store
import Synchronization
import Web

extension ClockRuleID {
  static let sendReturn: ClockRuleID = "SEN2-SUB"
}

/// A file that was prepared, with what was known of it then.
package struct ReturnFile: Sendable, Record, Codable, Hashable {
  package let id: ID<ReturnFile>
  package let year: Int
  package let council: String
  package let preparedBy: String
  package let preparedAccount: AccountID
  package let preparedAt: Instant
  /// Why errors and queries stand as they are.
  package let note: String?
  package let persons: Int
  package let plans: Int
  /// In bytes.
  package let size: Int
  /// Its SHA-256.
  package let digest: String
  package let approvedBy: String?
  package let approvedAt: Instant?
  package let sentOn: Day?
  package let sentBy: String?
  /// When the file was put away: its figures stay, its bytes do not.
  package let droppedAt: Instant?
  package let droppedBy: String?

  static let columns: SQL = """
    id, year, council, prepared_by, prepared_account, prepared_at, note, persons, plans, size, digest, approved_by,
    approved_at, sent_on, sent_by, dropped_at, dropped_by
    """
  package init(row: Row) throws {
    (id, year, council) = (try row[0], try row[1], try row[2])
    (preparedBy, preparedAccount, preparedAt, note) = (try row[3], try row[4], try row[5], try row[6])
    (persons, plans, size, digest) = (try row[7], try row[8], try row[9], try row[10])
    (approvedBy, approvedAt) = (try row[11], try row[12])
    (sentOn, sentBy, droppedAt, droppedBy) = (try row[13], try row[14], try row[15], try row[16])
  }
  var path: String { "/ehc/return/files/\(id)" }
}

/// Pieces of a file as they are written, joined to parts of about a quarter of a megabyte.
private final class FileParts: Sendable {
  private let parts = Mutex<[[UInt8]]>([])
  func add(_ bytes: [UInt8]) {
    parts.withLock { parts in
      if let last = parts.indices.last, parts[last].count < 262_144 {
        parts[last] += bytes
      } else {
        parts.append(bytes)
      }
    }
  }
  var all: [[UInt8]] { parts.withLock { $0 } }
}

/// Makes the file of a year from the live records, checks it, and keeps both: whoever prepares it does not approve it. Errors
/// and queries are explained in `note`, or nothing is kept. Sent twice with one id, it is prepared once.
package func prepareReturn(
  _ id: ID<ReturnFile>, _ settings: ReturnSettings, note: String?, by caller: Caller, at now: Instant,
  in database: Database
) async throws {
  guard let account = caller.account else { throw Refusal.signInNeeded }
  if try await database.read({ tx in try tx.exists("SELECT 1 FROM ehc_return_file WHERE id = \(id)") }) { return }
  let written = FileParts()
  _ = try await exportReturn(settings, from: database, by: caller) { written.add($0) }
  let parts = written.all
  let (report, digest) = try await onOwnThread {
    var (rest, digest) = (parts[...], FileDigest())
    for part in parts { digest.add(part) }
    return (checkReturn { rest.popFirst() }, digest.hex)
  }
  let open = report.count(.error) + report.count(.query)
  if open > 0, note == nil {
    throw Invalid(
      "note",
      "The file has \(report.count(.error)) errors and \(report.count(.query)) queries. Clear them, or explain them here"
    )
  }
  let size = parts.reduce(0) { $0 + $1.count }
  try await database.write { tx in
    try tx.run(
      """
      INSERT INTO ehc_return_file (id, year, council, prepared_by, prepared_account, prepared_at, note, persons, plans,
        size, digest)
      VALUES (\(id), \(settings.year.year), \(settings.council), \(caller.name), \(account), \(now), \(note),
        \(report.persons), \(report.plans), \(size), \(digest))
      """)
    for (rule, count) in report.counts.sorted(by: { $0.key < $1.key }) {
      try tx.run("INSERT INTO ehc_return_figure (file_id, rule, count) VALUES (\(id), \(rule), \(count))")
    }
    for (place, part) in parts.enumerated() {
      try tx.run("INSERT INTO ehc_return_part (file_id, place, bytes) VALUES (\(id), \(place), \(part))")
    }
    try tx.append(
      .returnPrepared, about: id.of(), by: caller, at: now,
      changed: ["year": "\(settings.year.year)", "persons": "\(report.persons)", "digest": digest], why: note)
  }
}

/// Somebody else says that the file may be sent. Throws `forbidden` for whoever prepared it.
package func approveReturn(_ file: ReturnFile, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard let account = caller.account else { throw Refusal.signInNeeded }
  guard file.approvedAt == nil, file.droppedAt == nil else { throw Refusal.notNow("This file waits for nobody.") }
  guard account != file.preparedAccount else {
    throw Refusal.forbidden("Whoever prepares a return does not approve it. Ask somebody else.")
  }
  try tx.run(
    """
    UPDATE ehc_return_file SET approved_by = \(caller.name), approved_account = \(account), approved_at = \(now)
    WHERE id = \(file.id)
    """)
  try tx.append(
    .returnApproved, about: file.id.of(), by: caller, at: now,
    changed: ["year": "\(file.year)", "digest": file.digest])
}

/// The file went to the department: the limit of the return is met by that day.
package func noteReturnSent(_ file: ReturnFile, on day: Day, by caller: Caller, at now: Instant, in tx: Transaction)
  throws
{
  guard let approvedAt = file.approvedAt, file.sentOn == nil, file.droppedAt == nil else {
    throw Refusal.notNow("Only a file that somebody else has approved is sent, and once.")
  }
  guard day >= approvedAt.day, day <= now.day else {
    throw Invalid("sent_on", "The day must lie between \(approvedAt.day.long), when it was approved, and today")
  }
  try tx.run("UPDATE ehc_return_file SET sent_on = \(day), sent_by = \(caller.name) WHERE id = \(file.id)")
  try startReturnLimit(file.year, at: now, in: tx)
  try tx.meetClock(.sendReturn, about: limitOfReturn(file.year), at: moment(of: day, now: now))
  try tx.append(
    .returnSent, about: file.id.of(), by: caller, at: now,
    changed: ["year": "\(file.year)", "sent_on": day.description])
}

/// Puts a file away that will not be sent: the personal data in it go, the figures stay.
package func dropReturn(_ file: ReturnFile, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard file.sentOn == nil, file.droppedAt == nil else { throw Refusal.notNow("A file that was sent is kept.") }
  try tx.run("DELETE FROM ehc_return_part WHERE file_id = \(file.id)")
  try tx.run("UPDATE ehc_return_file SET dropped_at = \(now), dropped_by = \(caller.name) WHERE id = \(file.id)")
  try tx.append(.returnDropped, about: file.id.of(), by: caller, at: now, changed: ["year": "\(file.year)"])
}

/// The bytes of an approved file, and that they were taken. Throws `notNow` before somebody else has approved it.
package func takeReturn(_ file: ReturnFile, by caller: Caller, at now: Instant, in tx: Transaction) throws -> [UInt8] {
  guard file.approvedAt != nil, file.droppedAt == nil else {
    throw Refusal.notNow("The file can be taken away once somebody else has approved it.")
  }
  let parts = try tx.rows("SELECT bytes FROM ehc_return_part WHERE file_id = \(file.id) ORDER BY place") {
    try $0[0] as [UInt8]
  }
  let id: ID<ReturnFile> = newID(at: now)
  try tx.run(
    """
    INSERT INTO ehc_return_download (id, file_id, taken_by, taken_at)
    VALUES (\(id), \(file.id), \(caller.name), \(now))
    """)
  try tx.append(.returnTaken, about: file.id.of(), by: caller, at: now, changed: ["year": "\(file.year)"])
  return Array(parts.joined())
}

// MARK: The limit

/// What the limit of a year's return is about.
func limitOfReturn(_ year: Int) -> AnyID {
  AnyID(high: 0x5345_4E32_0000_7000, low: 0x8000_0000_0000_0000 + UInt64(year))
}
/// The year of a return by what its limit is about; nil for anything else.
func yearOfReturn(_ record: AnyID) -> Int? { ReturnYear.all.map(\.year).first { limitOfReturn($0) == record } }

/// Starts the limit of every return whose survey day has come and whose deadline has not passed; where no case is kept, none.
package func startReturnLimits(at now: Instant, in tx: Transaction) throws {
  guard try tx.exists("SELECT 1 FROM ehc_case LIMIT 1") else { return }
  for year in ReturnYear.all where Day(year.surveyDay)! <= now.day && now.day <= Day(year.deadline)! {
    try startReturnLimit(year.year, at: now, in: tx)
  }
}

/// Once for a year: from its survey day, by the dates that the department has published.
private func startReturnLimit(_ year: Int, at now: Instant, in tx: Transaction) throws {
  let record = limitOfReturn(year)
  guard let known = ReturnYear.of(year), let surveyDay = Day(known.surveyDay), surveyDay <= now.day,
    try tx.clocks(about: record).isEmpty
  else { return }
  try tx.startClock(.sendReturn, about: record, child: nil, at: moment(of: surveyDay, now: now), now: now)
}

extension Transaction {
  /// The files of every year, the newest first.
  package func returnFiles(limit: Int, offset: Int = 0) throws -> [ReturnFile] {
    try all(
      """
      SELECT \(ReturnFile.columns) FROM ehc_return_file ORDER BY prepared_at DESC, id DESC
      LIMIT \(limit) OFFSET \(offset)
      """)
  }
  package func returnFile(_ id: ID<ReturnFile>) throws -> ReturnFile {
    try one("SELECT \(ReturnFile.columns) FROM ehc_return_file WHERE id = \(id)")
  }
  func figures(of file: ID<ReturnFile>) throws -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: try rows("SELECT rule, count FROM ehc_return_figure WHERE file_id = \(file)") {
        (try $0[0] as String, try $0[1] as Int)
      })
  }
  /// Who took the file, and when.
  func downloads(of file: ID<ReturnFile>) throws -> [(by: String, at: Instant)] {
    try rows("SELECT taken_by, taken_at FROM ehc_return_download WHERE file_id = \(file) ORDER BY taken_at") {
      (by: try $0[0], at: try $0[1])
    }
  }
}

extension EventKind {
  static let returnPrepared = EventKind("ehc.return_prepared", "prepared a SEN2 return")
  static let returnApproved = EventKind("ehc.return_approved", "approved a SEN2 return")
  static let returnSent = EventKind("ehc.return_sent", "wrote down that a SEN2 return was sent")
  static let returnDropped = EventKind("ehc.return_dropped", "put a SEN2 return away")
  static let returnTaken = EventKind("ehc.return_taken", "took the file of a SEN2 return", changes: false)
}
