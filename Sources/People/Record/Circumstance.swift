package import Kernel
package import Store
import Web

/// What of a child's life decides who they are counted with: never by itself what help they get. Source: domain register
/// B1 and B15.1 (flags of the child), B15.4 (by what every figure is looked at).
package enum CircumstanceKind: String, Choice {
  case lookedAfter = "looked_after"
  case youngCarer = "young_carer"
  case lowIncome = "low_income"
  case need
  package var title: String {
    switch self {
    case .lookedAfter: "Looked after by a council"
    case .youngCarer: "Young carer"
    case .lowIncome: "The family lives on a low income"
    case .need: "Main area of need"
    }
  }
  /// What may be answered: codes with their words.
  package var answers: [(code: String, title: String)] {
    self == .need ? NeedArea.allCases.map { ($0.rawValue, $0.title) } : [("yes", "Yes"), ("no", "No")]
  }
  package func words(_ answer: String) -> String { answers.first { $0.code == answer }?.title ?? answer }
}

/// The broad areas of need. Source: SEND code of practice 2015, 6.28 to 6.35.
package enum NeedArea: String, Choice {
  case communication, learning, feelings, body, other
  package var title: String {
    switch self {
    case .communication: "Communication and interaction"
    case .learning: "Cognition and learning"
    case .feelings: "Social, emotional and mental health"
    case .body: "Sensory or physical"
    case .other: "Another need, or no special educational need"
    }
  }
}

/// What is so of a child from a day on, and who says so. Never changed: what is so from a later day is one more, and what
/// was wrong is put right by one more from the same day.
package struct Circumstance: Sendable, Record, Codable, Hashable {
  package let id: ID<Circumstance>
  package let kind: CircumstanceKind
  /// `yes`, `no`, or a code of the area of need.
  package let answer: String
  package let from: Day
  /// Who says so: "Social care, letter of 3 May".
  package let source: String
  package let writtenBy: String
  package let writtenAt: Instant

  static let columns: SQL = "id, kind, answer, from_on, source, written_by, written_at"

  package init(row: Row) throws {
    (id, kind, answer, from) = (try row[0], try row[1], try row[2], try row[3])
    (source, writtenBy, writtenAt) = (try row[4], try row[5], try row[6])
  }
  package var words: String { kind.words(answer) }
}

/// What somebody writes down of a child's life.
package struct NewCircumstances: Sendable, Hashable {
  package var answers: [CircumstanceKind: String]
  package var from: Day
  package var source: String
  package init(_ answers: [CircumstanceKind: String], from: Day, source: String) {
    (self.answers, self.from, self.source) = (answers, from, source)
  }
}

/// What is wrong with it.
func problems(with new: NewCircumstances, bornOn: Day?, today: Day) -> [FieldError] {
  var errors: [FieldError] = []
  if new.answers.isEmpty { errors.append(FieldError("looked_after", "Answer one question at least")) }
  if new.from > today {
    errors.append(FieldError("from_on", "The day from which this is true must be today or in the past"))
  }
  if let bornOn, new.from < bornOn {
    errors.append(FieldError("from_on", "The day from which this is true must not be before the birth"))
  }
  return errors
}

/// Writes down what is so of a child from a day on. An answer that the record has already for that day is not written
/// again. Returns how many were written.
@discardableResult
package func writeCircumstances(
  _ new: NewCircumstances, of child: Child, by caller: Caller, at now: Instant, in tx: Transaction
) throws -> Int {
  try Invalid.check(problems(with: new, bornOn: child.bornOn, today: now.day))
  let known = latest(try tx.circumstances(of: child.id), on: new.from)
  let changed = CircumstanceKind.allCases.filter { kind in
    new.answers[kind].map { $0 != known[kind]?.answer } ?? false
  }
  var random = SystemRandomNumberGenerator()
  for kind in changed {
    let id = ID<Circumstance>(at: now, random: &random)
    try tx.run(
      """
      INSERT INTO child_circumstance (child_id, \(Circumstance.columns))
      VALUES (\(child.id), \(id), \(kind), \(new.answers[kind]), \(new.from), \(new.source), \(caller.name), \(now))
      """)
  }
  guard !changed.isEmpty else { return 0 }
  // As with all details: the event names what was answered, not the answer.
  try tx.append(
    .circumstancesWritten, about: child.id.of(), child: child.id, by: caller, at: now,
    changed: Dictionary(changed.map { ($0.rawValue, "changed") }) { a, _ in a })
  return changed.count
}

extension EventKind {
  static let circumstancesWritten = EventKind(
    "child.circumstances_written", "wrote down what is true of the child’s life")
}

/// What is so of each kind on a day; of one day, what was written last.
package func latest(_ all: [Circumstance], on day: Day) -> [CircumstanceKind: Circumstance] {
  Dictionary(grouping: all.filter { $0.from <= day }, by: \.kind)
    .compactMapValues { $0.max { ($0.from, $0.writtenAt, $0.id) < ($1.from, $1.writtenAt, $1.id) } }
}

extension Transaction {
  /// All that was written of a child's life, the newest first.
  package func circumstances(of child: ChildID) throws -> [Circumstance] {
    try all(
      """
      SELECT \(Circumstance.columns) FROM child_circumstance WHERE child_id = \(child)
      ORDER BY from_on DESC, written_at DESC, id DESC
      """)
  }

  /// The answers about some children on a day. No more than a thousand children at once.
  package func circumstances(of kind: CircumstanceKind, children: [ChildID], on day: Day) throws -> [ChildID: String] {
    let found = try rows(
      """
      SELECT child_id, answer FROM child_circumstance
      WHERE kind = \(kind) AND from_on <= \(day) AND child_id IN \(list: children)
      ORDER BY from_on, written_at, id
      """
    ) { (try $0[0] as ChildID, try $0[1] as String) }
    return Dictionary(found) { _, later in later }
  }
}
