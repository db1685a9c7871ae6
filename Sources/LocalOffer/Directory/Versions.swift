package import Kernel
package import Store

/// What is kept in versions, of which the public sees the one that was approved last: a listing, an organisation. It is
/// written, sent, checked and published, brought back as it was, and taken away for thirty days before it is deleted.
package protocol Versioned: Record {
  associatedtype Content: VersionedContent
  var id: ID<Self> { get }
  /// The agency whose people may write on it; nil where only the editors may.
  var agency: AgencyID? { get }
  /// The version that the public sees; nil while it was never published.
  var current: Int? { get }
  var newest: Int { get }
  var newestState: VersionState { get }
  var deletedAt: Instant? { get }
  var deletedBy: String? { get }
  /// Grows with each change: a form carries it, and a change made meanwhile is noticed.
  var version: Int { get }

  /// What it is called in a sentence: "listing".
  static var word: String { get }
  static var tables: VersionTables { get }
  static var events: VersionEvents { get }

  /// Notes that a draft was written, beside its version.
  func noteDraft(_ details: Content, at now: Instant, in tx: Transaction) throws
  /// Throws where something else must be there before the public may see it.
  func refuseToPublish(in tx: Transaction) throws
  /// The public sees this version from now on: notes it wherever else that counts.
  func notePublished(_ version: Version<Self>, by caller: Caller, at now: Instant, in tx: Transaction) throws
  /// It was taken away, or is brought back: what depends on it follows. `self` is as it was before.
  func noteTakenAway(by caller: Caller, at now: Instant, in tx: Transaction) throws
  func noteBroughtBack(by caller: Caller, at now: Instant, in tx: Transaction) throws
}

/// What a version says.
package protocol VersionedContent: Codable, Sendable, Hashable {
  /// Everything that it says, in the order of the page.
  var lines: [ListingLine] { get }
  /// What must still be there before it can be checked and published.
  var missing: [FieldError] { get }
  /// The words that are measured together.
  var plainText: String { get }
}

/// Where something and its versions stand.
package struct VersionTables: Sendable {
  let own: SQL
  let versions: SQL
  /// The column of `versions` that names whose they are.
  let owner: SQL
}

/// What is written down of each step.
package struct VersionEvents: Sendable {
  let drafted: EventKind
  let sent: EventKind
  let checked: EventKind
  let returned: EventKind
  let published: EventKind
  let takenAway: EventKind
  let broughtBack: EventKind
  let deleted: EventKind
}

/// One version of what something says.
package struct Version<Of: Versioned>: Sendable, Record, Codable, Hashable {
  package let subject: ID<Of>
  package let number: Int
  package let state: VersionState
  package let details: Of.Content
  package let writtenBy: String
  package let writtenAt: Instant
  package let checkedBy: String?
  package let checkedAt: Instant?
  package let publishedBy: String?
  package let publishedAt: Instant?
  /// Why it was sent back to whoever wrote it.
  package let returnedWhy: String?

  static var columns: SQL {
    """
    \(Of.tables.owner), number, state, content, written_by, written_at, checked_by, checked_at, published_by, \
    published_at, returned_why
    """
  }
  package init(row: Row) throws {
    subject = try row[0]
    number = try row[1]
    state = try row[2]
    details = try decoded(row[3])
    writtenBy = try row[4]
    writtenAt = try row[5]
    checkedBy = try row[6]
    checkedAt = try row[7]
    publishedBy = try row[8]
    publishedAt = try row[9]
    returnedWhy = try row[10]
  }
}

package enum VersionState: String, Choice {
  case draft, sent, checked, published, past
  package var title: String {
    switch self {
    case .draft: "Draft"
    case .sent: "To be checked"
    case .checked: "Checked"
    case .published: "Published"
    case .past: "Earlier version"
    }
  }
}

extension Transaction {
  /// Throws `notFound` where there is no such version.
  func version<Of: Versioned>(_ number: Int, of id: ID<Of>) throws -> Version<Of> {
    try one(
      """
      SELECT \(Version<Of>.columns) FROM \(Of.tables.versions) WHERE \(Of.tables.owner) = \(id) AND number = \(number)
      """)
  }
  /// The newest first.
  func versions<Of: Versioned>(of id: ID<Of>) throws -> [Version<Of>] {
    try all(
      """
      SELECT \(Version<Of>.columns) FROM \(Of.tables.versions) WHERE \(Of.tables.owner) = \(id)
      ORDER BY number DESC LIMIT 100
      """)
  }

  /// A new draft.
  func insertVersion<Of: Versioned>(
    _ number: Int, of id: ID<Of>, _ details: Of.Content, by name: String, at now: Instant
  ) throws {
    try run(
      """
      INSERT INTO \(Of.tables.versions) (\(Of.tables.owner), number, state, content, written_by, written_at)
      VALUES (\(id), \(number), 'draft', \(try encoded(details)), \(name), \(now))
      """)
  }

  /// Changes columns of one version.
  func set<Of: Versioned>(_ columns: SQL, ofVersion number: Int, of subject: Of) throws {
    try run(
      """
      UPDATE \(Of.tables.versions) SET \(columns) WHERE \(Of.tables.owner) = \(subject.id) AND number = \(number)
      """)
  }

  /// Changes columns of the thing itself and counts its version on; throws where it has moved on meanwhile.
  func touch<Of: Versioned>(_ subject: Of, setting columns: SQL? = nil) throws {
    let more: SQL = columns.map { "\($0), " } ?? ""
    let changed = try run(
      """
      UPDATE \(Of.tables.own) SET \(more)version = version + 1
      WHERE id = \(subject.id) AND version = \(subject.version)
      """)
    guard changed == 1 else { throw changedMeanwhile(Of.word) }
  }
}

func changedMeanwhile(_ word: String) -> Refusal {
  .changedByAnother("This \(word) was changed since you opened it.")
}
