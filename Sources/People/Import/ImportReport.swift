/// What came of the rows of one file. Every row is in exactly one of the five counts.
package struct ImportReport: Sendable, Hashable, Codable {
  package let agency: String
  package let file: String
  package var rows = 0
  /// Taken: a child who was not known.
  package var new = 0
  /// Taken: a child who was known already, by an exact number and date of birth.
  package var matched = 0
  /// Already there, with the same content.
  package var unchanged = 0
  /// Already there, and the agency has changed its record.
  package var updated = 0
  /// Not taken; in the file of rejects.
  package var rejected = 0
  /// How often each thing was left out or put right, by column and reason.
  package var notes: [String: Int] = [:]
  /// Why reading stopped before the end of the file; nil where all was read.
  package var stopped: String?

  package init(agency: String, file: String) {
    self.agency = agency
    self.file = file
  }

  /// Whether every row is accounted for.
  package var addsUp: Bool { rows == new + matched + unchanged + updated + rejected }
  package var isWhole: Bool { stopped == nil && addsUp }

  /// For a terminal: one line a count, notes beneath.
  package var summary: String {
    var lines = [
      "\(file), records of \(agency): \(counted(rows, "row"))",
      "  \(column(new))  taken, a child not known before", "  \(column(matched))  taken, a child known already",
      "  \(column(updated))  changed since they were last taken", "  \(column(unchanged))  as they were",
      "  \(column(rejected))  not taken, written to the file of rejects",
    ]
    if !notes.isEmpty { lines.append("Of what was taken:") }
    lines += notes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "  \(column($0.value))  \($0.key)" }
    if let stopped { lines.append("Stopped: \(stopped). What was taken before stays; mend the file and run it again.") }
    return lines.joined(separator: "\n")
  }

  private func column(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(0, 7 - text.utf8.count)) + text
  }
  private func counted(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

  mutating func count(_ batch: BatchResult) {
    rows += batch.rows
    new += batch.new
    matched += batch.matched
    unchanged += batch.unchanged
    updated += batch.updated
    rejected += batch.rejects.count
    for note in batch.notes { notes["\(note.field) \(note.reason)", default: 0] += 1 }
  }
}

/// What came of the rows of one transaction.
struct BatchResult: Sendable {
  var rows = 0
  var new = 0
  var matched = 0
  var unchanged = 0
  var updated = 0
  var rejects: [Reject] = []
  var notes: [RowRemark] = []

  struct Reject: Sendable {
    let remark: RowRemark
    let values: [String]
  }
}
