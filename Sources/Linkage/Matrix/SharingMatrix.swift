package import Kernel
package import People
package import Store
package import Web

// Which agency may see which kind of key information, for which purpose. Source: information sharing advice for
// practitioners (necessary, proportionate, relevant); Caldicott principles 2–4; domain register B10.3. Beneath the
// partnership's own changes stands a beginning that a partnership can work with.

/// For what key information is looked at, of the purposes that there are.
package enum SharingPurpose: String, Choice {
  case directCare = "direct_care"
  case frontDoor = "front_door"
  case governance
  package var title: String {
    switch self {
    case .directCare: "Helping a child"
    case .frontDoor: "Deciding what help is right"
    case .governance: "Checking that records are used properly"
    }
  }
}

/// One cell: this kind of agency, this kind of key information, this purpose.
package struct MatrixCell: Sendable, Hashable, Codable {
  package let agency: AgencyKind
  package let kind: KeyKind
  package let purpose: SharingPurpose
  package init(_ agency: AgencyKind, _ kind: KeyKind, _ purpose: SharingPurpose) {
    (self.agency, self.kind, self.purpose) = (agency, kind, purpose)
  }

  /// What holds where the partnership has decided nothing else. Voluntary groups help without the numbers and without
  /// knowing which assessments there are; everybody knows what keeps a child safe, and whom to ask.
  package var standard: Bool {
    switch (agency, kind, purpose) {
    case (_, .warnings, _), (_, .agencies, _): true
    case (.voluntary, .identifiers, .directCare), (.voluntary, .assessments, .directCare): false
    case (.mentalHealth, _, .frontDoor), (.voluntary, _, .frontDoor): kind == .professionals
    case (_, .identifiers, .governance): true
    case (.voluntary, _, .governance): false
    default: true
    }
  }
  /// In words: "Education sees: Consent, or another basis (Helping a child)".
  var words: String { "\(agency.title): \(kind.title.lowercasedFirst), for \(purpose.title.lowercasedFirst)" }
}

/// A change that somebody asks for, and somebody else agrees to.
package struct MatrixChange: Sendable, Record, Codable, Hashable {
  let id: ID<MatrixChange>
  let cell: MatrixCell
  let isAllowed: Bool
  let why: String
  let askedBy: String
  let askedAccount: AccountID?
  let askedAt: Instant
  let state: MatrixChangeState
  let answeredBy: String?
  let answeredAt: Instant?

  static let columns: SQL = """
    id, agency_kind, kind, purpose, is_allowed, why, asked_by, asked_account, asked_at, state, answered_by, answered_at
    """
  package init(row: Row) throws {
    id = try row[0]
    cell = MatrixCell(try row[1], try row[2], try row[3])
    isAllowed = try row[4]
    why = try row[5]
    askedBy = try row[6]
    askedAccount = try row[7]
    askedAt = try row[8]
    state = try row[9]
    answeredBy = try row[10]
    answeredAt = try row[11]
  }
}

enum MatrixChangeState: String, Choice {
  case asked, agreed, refused
  var title: String {
    switch self {
    case .asked: "Waits for a second person"
    case .agreed: "Agreed"
    case .refused: "Refused"
    }
  }
}

extension EventKind {
  static let matrixChangeAsked = EventKind("sharing_matrix.change_asked", "asked to change who may see what")
  static let matrixChangeAnswered = EventKind("sharing_matrix.change_answered", "answered a change of who may see what")
}

extension Transaction {
  /// What the partnership has decided otherwise than the beginning says.
  func matrixDecisions() throws -> [MatrixCell: Bool] {
    let decided: [MatrixChange] = try all(
      "SELECT \(MatrixChange.columns) FROM sharing_matrix_change WHERE state = 'agreed' ORDER BY answered_at, id")
    return Dictionary(decided.map { ($0.cell, $0.isAllowed) }) { _, last in last }
  }
  func matrixChanges() throws -> [MatrixChange] {
    try all("SELECT \(MatrixChange.columns) FROM sharing_matrix_change ORDER BY asked_at DESC, id DESC LIMIT 100")
  }

  /// Which kinds of key information these agencies may see for this purpose.
  package func kindsSeen(_ agencies: [AgencyKind], for purpose: SharingPurpose) throws -> Set<KeyKind> {
    let decided = try matrixDecisions()
    return Set(
      KeyKind.allCases.filter { kind in
        agencies.contains { agency in
          let cell = MatrixCell(agency, kind, purpose)
          return decided[cell] ?? cell.standard
        }
      })
  }
}

/// Which kinds of key information whoever asks may see: by the agencies that they work for and the role that lets them in.
@Sendable package func seenKinds(_ request: Request, _ tx: Transaction) throws -> Set<KeyKind> {
  let mine = Set(request.caller.agencies)
  let kinds = try tx.agencies().filter { mine.contains($0.id) }.map(\.kind)
  let purpose: SharingPurpose =
    switch request.access?.role {
    case .screener: .frontDoor
    case .informationGovernance: .governance
    default: .directCare
    }
  return try tx.kindsSeen(kinds, for: purpose)
}

/// The same for whoever decides what help is right, of records that may be the child of a request.
@Sendable package func seenKindsAtFrontDoor(_ request: Request, _ tx: Transaction) throws -> Set<KeyKind> {
  let mine = Set(request.caller.agencies)
  return try tx.kindsSeen(tx.agencies().filter { mine.contains($0.id) }.map(\.kind), for: .frontDoor)
}

/// Asks for a change. It holds when somebody else has agreed.
package func askMatrixChange(
  _ id: ID<MatrixChange>, _ cell: MatrixCell, isAllowed: Bool, why: String, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let stands = try tx.matrixDecisions()[cell] ?? cell.standard
  guard stands != isAllowed else { throw Invalid("is_allowed", "That is how it is already") }
  try tx.run(
    """
    INSERT INTO sharing_matrix_change (id, agency_kind, kind, purpose, is_allowed, why, asked_by, asked_account, asked_at,
      state)
    VALUES (\(id), \(cell.agency), \(cell.kind), \(cell.purpose), \(isAllowed), \(why), \(caller.name), \(caller.account),
      \(now), \(MatrixChangeState.asked))
    """)
  try tx.append(
    .matrixChangeAsked, about: id.of(), by: caller, for: .governance, at: now,
    changed: ["cell": cell.words, "allowed": isAllowed ? "yes" : "no"], why: why)
}

/// Somebody other than who asked agrees, or does not.
func answerMatrixChange(
  _ id: ID<MatrixChange>, agrees: Bool, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let change: MatrixChange = try tx.one("SELECT \(MatrixChange.columns) FROM sharing_matrix_change WHERE id = \(id)")
  guard change.askedAccount != caller.account else {
    throw Refusal.forbidden("You asked for this change. Somebody else must agree to it.")
  }
  let answered = try tx.run(
    """
    UPDATE sharing_matrix_change SET state = \(agrees ? MatrixChangeState.agreed : .refused),
      answered_by = \(caller.name), answered_account = \(caller.account), answered_at = \(now)
    WHERE id = \(id) AND state = 'asked'
    """)
  guard answered == 1 else { throw Refusal.changedByAnother("Somebody has answered this already.") }
  try tx.append(
    .matrixChangeAnswered, about: id.of(), by: caller, for: .governance, at: now,
    changed: ["cell": change.cell.words, "agreed": agrees ? "yes" : "no"])
}
