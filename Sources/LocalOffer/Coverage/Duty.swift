package import Kernel
package import Store

// What the law asks a local offer to hold, as a checklist: `registers/offer-duties.csv`. Source: SEND Regulations 2014,
// Schedule 2 and regulations 54 to 57; Childcare Act 2006, section 12.

/// One thing that the law asks for, with how it stands.
package struct Duty: Sendable, Record, Codable, Hashable {
  package let code: String
  package let title: String
  package let source: String
  /// Kinds of listings that show it.
  package let kinds: [OfferKind]
  /// Nil where nobody has looked yet.
  package let state: DutyState?
  package let owner: String?
  package let evidence: String?
  package let reviewOn: Day?
  package let setBy: String?
  package let version: Int

  static let query: SQL = """
    SELECT duty.code, duty.title, duty.source, duty.kinds, s.state, s.owner, s.evidence, s.review_on, s.set_by,
      COALESCE(s.version, 0)
    FROM offer_duty duty LEFT JOIN offer_duty_state s ON s.code = duty.code
    """
  package init(row: Row) throws {
    code = try row[0]
    title = try row[1]
    source = try row[2]
    kinds = (try row[3] as String).split(separator: ";").compactMap { OfferKind(rawValue: String($0)) }
    state = try row[4]
    owner = try row[5]
    evidence = try row[6]
    reviewOn = try row[7]
    setBy = try row[8]
    version = try row[9]
  }
}

package enum DutyState: String, Choice {
  case met, partly, missing
  package var title: String {
    switch self {
    case .met: "Met"
    case .partly: "Partly met"
    case .missing: "Missing"
    }
  }
}

/// How it stands, as an editor writes it down.
package struct DutyAnswer: Sendable, Hashable {
  package var state: DutyState
  package var owner: String
  package var evidence: String?
  package var reviewOn: Day
  package init(state: DutyState, owner: String, evidence: String? = nil, reviewOn: Day) {
    (self.state, self.owner, self.evidence, self.reviewOn) = (state, owner, evidence, reviewOn)
  }
}

/// Of 100: what is met counts whole, what is partly met half; half of either where the day of its review has passed, or
/// nothing shows it; what nobody has looked at counts nothing.
package func coverageScore(_ duties: [Duty], today: Day) -> Int {
  guard !duties.isEmpty else { return 0 }
  let points = duties.reduce(0) { sum, duty in
    let full = duty.state == .met ? 4 : duty.state == .partly ? 2 : 0
    let isCurrent = duty.evidence != nil && duty.reviewOn.map { $0 >= today } ?? false
    return sum + (isCurrent ? full : full / 2)
  }
  return points * 100 / (duties.count * 4)
}

/// What is wrong with an answer: what is met needs evidence, and everything a day to look again.
package func problems(with answer: DutyAnswer, today: Day) -> [FieldError] {
  var wrong: [FieldError] = []
  if answer.state != .missing, answer.evidence == nil {
    wrong.append(FieldError("evidence", "Enter what shows it: a page, a paper, a meeting"))
  }
  if answer.reviewOn <= today {
    wrong.append(FieldError("review_on", "The day of the next review must be in the future"))
  }
  return wrong
}

/// Writes down how a duty stands.
package func setDuty(
  _ duty: Duty, _ answer: DutyAnswer, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard duty.version == version else {
    throw Refusal.changedByAnother("Somebody else has changed this since you opened it.")
  }
  try tx.run(
    """
    INSERT INTO offer_duty_state (code, state, owner, evidence, review_on, set_by, set_at, version)
    VALUES (\(duty.code), \(answer.state), \(answer.owner), \(answer.evidence), \(answer.reviewOn), \(caller.name),
      \(now), 1)
    ON CONFLICT (code) DO UPDATE SET state = excluded.state, owner = excluded.owner, evidence = excluded.evidence,
      review_on = excluded.review_on, set_by = excluded.set_by, set_at = excluded.set_at,
      version = offer_duty_state.version + 1
    """)
  try tx.append(
    .dutySet, about: dutyID(duty.code), by: caller, at: now,
    changed: ["duty": duty.code, "state": answer.state.rawValue])
}

/// Events are about ids; a duty has a code.
private func dutyID(_ code: String) -> AnyID {
  AnyID(
    high: 0x6b64_7770_6475_7000,
    low: code.utf8.reduce(0x8000_0000_0000_0000) { $0 | (($0 & 0xffff_ffff) &* 31 &+ UInt64($1)) & 0xffff_ffff })
}

extension EventKind {
  static let dutySet = EventKind("offer_duty.set", "wrote down how a duty of the local offer stands")
}

extension Transaction {
  package func duties() throws -> [Duty] { try all("\(Duty.query) ORDER BY duty.place") }
  func duty(_ code: String) throws -> Duty { try one("\(Duty.query) WHERE duty.code = \(code)") }
}

/// Reads `registers/offer-duties.csv` into its table; what was written down about a duty stays. Throws `CSVError` before
/// anything is written.
package func loadDuties(folder: String, in tx: Transaction) throws {
  var reader = try CSVReader(file: "\(folder)/offer-duties.csv")
  let columns = ["code", "title", "kinds", "source"]
  try reader.readHeading(required: columns, known: columns)
  var lines: [SQL] = []
  while let row = try reader.next() {
    let kinds = row.text("kinds")
    for word in kinds.split(separator: ";") where OfferKind(rawValue: String(word)) == nil {
      throw row.error("‘\(word)’ is no kind")
    }
    lines.append(
      """
      (\(try row.required("code")), \(lines.count + 1), \(try row.required("title")), \(try row.required("source")), \
      \(kinds))
      """)
  }
  guard !lines.isEmpty else { return }
  try tx.run(
    """
    INSERT INTO offer_duty (code, place, title, source, kinds) VALUES \(SQL.joined(lines, ", "))
    ON CONFLICT (code) DO UPDATE SET place = excluded.place, title = excluded.title, source = excluded.source,
      kinds = excluded.kinds
    """)
}
