package import Kernel
package import Store
import Web

/// Something that people said and that calls for an answer: from a survey, a consultation, a complaint or a panel. It can
/// become an action of a plan, and is published as “you said, we did”.
package struct Finding: Sendable, Record, Codable, Hashable {
  package let id: ID<Finding>
  package let source: FindingSource
  package let sourceID: AnyID?
  package let sourceName: String
  /// In words that name nobody.
  package let said: String
  package let answer: String?
  package let did: String?
  package let planItem: AnyID?
  package let plan: AnyID?
  package let publishedAt: Instant?
  package let version: Int
  static let columns: SQL =
    "id, source, source_id, source_name, said, answer, did, plan_item_id, plan_id, published_at, version"
  package init(row: Row) throws {
    (id, source, sourceID, sourceName) = (try row[0], try row[1], try row[2], try row[3])
    (said, answer, did) = (try row[4], try row[5], try row[6])
    (planItem, plan, publishedAt, version) = (try row[7], try row[8], try row[9], try row[10])
  }
  /// As everybody reads it; nil where it is not published.
  package var shown: ShownFinding? {
    guard let publishedAt, let answer else { return nil }
    return ShownFinding(about: sourceName, said: said, answer: answer, did: did, on: publishedAt.day)
  }
}

package struct ShownFinding: Sendable, Codable, Hashable {
  package let about: String
  package let said: String
  package let answer: String
  package let did: String?
  package let on: Day
}

package enum FindingSource: String, Choice {
  case survey, consultation, complaint, panel
  package var title: String {
    switch self {
    case .survey: "A survey"
    case .consultation: "A consultation"
    case .complaint: "Complaints and compliments"
    case .panel: "A panel"
    }
  }
}

/// Plans of the partnership, which this slice does not know itself.
package struct PlanActions: Sendable {
  package struct Plan: Sendable, Codable, Hashable {
    package let id: AnyID
    package let title: String
    /// Code and title of each theme.
    package let themes: [Theme]
    package init(id: AnyID, title: String, themes: [Theme]) { (self.id, self.title, self.themes) = (id, title, themes) }
  }
  package struct Theme: Sendable, Codable, Hashable {
    package let code: String
    package let title: String
    package init(_ code: String, _ title: String) { (self.code, self.title) = (code, title) }
  }
  /// Plans that still go on.
  package let plans: @Sendable (Transaction) throws -> [Plan]
  /// Adds an action to a theme of a plan: its words, who leads, by when as it is written. Returns the row.
  package let add: @Sendable (NewPlanAction, Caller, Instant, Transaction) throws -> AnyID
  /// How a row of a plan stands on a day, in words; nil where it is gone.
  package let state: @Sendable (_ plan: AnyID, _ item: AnyID, Day, Transaction) throws -> String?

  package init(
    plans: @escaping @Sendable (Transaction) throws -> [Plan],
    add: @escaping @Sendable (NewPlanAction, Caller, Instant, Transaction) throws -> AnyID,
    state: @escaping @Sendable (AnyID, AnyID, Day, Transaction) throws -> String?
  ) {
    (self.plans, self.add, self.state) = (plans, add, state)
  }
  /// Where there are no plans.
  package static let none = PlanActions(
    plans: { _ in [] }, add: { _, _, _, _ in throw Refusal.notFound }, state: { _, _, _, _ in nil })
}

/// An action that a finding calls for.
package struct NewPlanAction: Sendable, Hashable {
  package var plan: AnyID
  package var theme: String
  package var action: String
  package var lead: String
  package var due: String
  package var evidence: String
  package init(plan: AnyID, theme: String, action: String, lead: String, due: String, evidence: String) {
    (self.plan, self.theme, self.action) = (plan, theme, action)
    (self.lead, self.due, self.evidence) = (lead, due, evidence)
  }
}

/// Writes down what was found.
package func noteFinding(
  _ id: ID<Finding>, said: String, source: FindingSource, sourceID: AnyID?, sourceName: String, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  try tx.run(
    """
    INSERT INTO finding (id, source, source_id, source_name, said, created_at, version)
    VALUES (\(id), \(source), \(sourceID), \(sourceName), \(said), \(now), 1)
    """)
  try tx.append(.findingNoted, about: id.of(), by: caller, at: now, changed: ["source": source.rawValue])
}

/// Makes it an action of a plan: once.
package func actOnFinding(
  _ finding: Finding, _ new: NewPlanAction, through plans: PlanActions, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard finding.planItem == nil else { throw Refusal.notNow("It is an action of a plan already.") }
  let item = try plans.add(new, caller, now, tx)
  let changed = try tx.run(
    """
    UPDATE finding SET plan_id = \(new.plan), plan_item_id = \(item), version = version + 1
    WHERE id = \(finding.id) AND version = \(finding.version)
    """)
  guard changed == 1 else { throw Refusal.changedByAnother("Somebody else has changed this meanwhile.") }
  try tx.append(.findingActedOn, about: finding.id.of(), by: caller, at: now, changed: ["row": item.description])
}

/// Answers it, says what was done, and publishes it where that is wanted.
package func answerFinding(
  _ finding: Finding, said: String, answer: String, did: String?, isPublished: Bool, version: Int, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  let published = isPublished ? finding.publishedAt ?? now : nil
  let changed = try tx.run(
    """
    UPDATE finding SET said = \(said), answer = \(answer), did = \(did), published_at = \(published),
      version = version + 1
    WHERE id = \(finding.id) AND version = \(version)
    """)
  guard changed == 1 else { throw Refusal.changedByAnother("Somebody else has changed this meanwhile.") }
  try tx.append(
    .findingAnswered, about: finding.id.of(), by: caller, at: now, changed: ["published": isPublished ? "yes" : "no"])
}

extension EventKind {
  static let findingNoted = EventKind("finding.noted", "noted what people said")
  static let findingActedOn = EventKind("finding.acted_on", "made what people said an action of a plan")
  static let findingAnswered = EventKind("finding.answered", "answered what people said")
}

extension Transaction {
  /// The newest that nobody has answered.
  package func openFinding() throws -> Finding? {
    try first("SELECT \(Finding.columns) FROM finding WHERE answer IS NULL ORDER BY created_at DESC, id LIMIT 1")
  }
  func finding(_ id: ID<Finding>) throws -> Finding {
    try one("SELECT \(Finding.columns) FROM finding WHERE id = \(id)")
  }
  /// Those without an answer first.
  func findings(limit: Int, offset: Int = 0) throws -> [Finding] {
    try all(
      """
      SELECT \(Finding.columns) FROM finding
      ORDER BY CASE WHEN answer IS NULL THEN 0 ELSE 1 END, created_at DESC, id DESC LIMIT \(limit) OFFSET \(offset)
      """)
  }
  /// The newest first.
  func publishedFindings(limit: Int, offset: Int = 0) throws -> [Finding] {
    try all(
      """
      SELECT \(Finding.columns) FROM finding WHERE published_at IS NOT NULL ORDER BY published_at DESC, id DESC
      LIMIT \(limit) OFFSET \(offset)
      """)
  }
  /// Published ones of one survey, consultation or complaint.
  func findings(from source: AnyID) throws -> [Finding] {
    try all(
      """
      SELECT \(Finding.columns) FROM finding WHERE source_id = \(source) AND published_at IS NOT NULL
      ORDER BY published_at, id
      """)
  }
}
