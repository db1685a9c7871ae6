package import Kernel
import People
package import Store
import Web

// The panel of several services looks at what an officer puts to it, and recommends; the council decides. Source: local
// practice of councils; the decisions are those of SEND Regulations 2014 regs 5 and 10.

/// What the panel is asked.
package enum PanelMatter: String, Choice {
  case assess, issue
  package var title: String {
    switch self {
    case .assess: "Shall there be an assessment?"
    case .issue: "Shall there be a plan?"
    }
  }
  /// The steps that it is asked about.
  var steps: [StepKind] { self == .assess ? [.assess, .refuseAssess] : [.issue, .refuseIssue] }
  /// At which stage it can be asked.
  static func at(_ state: CaseState) -> PanelMatter? {
    switch state {
    case .requested: .assess
    case .assessing: .issue
    default: nil
    }
  }
}

package enum PanelAnswer: String, Choice {
  case yes, no, more
  package var title: String {
    switch self {
    case .yes: "Yes"
    case .no: "No"
    case .more: "More must be known first"
    }
  }
}

/// One question to the panel, and what it recommends.
package struct PanelQuestion: Sendable, Record, Codable, Hashable {
  package let id: ID<PanelQuestion>
  package let ehcCase: ID<EHCCase>
  package let matter: PanelMatter
  /// What the officer would like the panel to look at.
  package let words: String?
  package let askedBy: String
  package let askedAt: Instant
  package let answer: PanelAnswer?
  package let reasons: String?
  package let answeredBy: String?
  package let answeredAt: Instant?

  static let columns: SQL = """
    q.id, q.case_id, q.matter, q.words, q.asked_by, q.asked_at, q.answer, q.reasons, q.answered_by, q.answered_at
    """
  package init(row: Row) throws {
    (id, ehcCase, matter, words) = (try row[0], try row[1], try row[2], try row[3])
    (askedBy, askedAt) = (try row[4], try row[5])
    (answer, reasons, answeredBy, answeredAt) = (try row[6], try row[7], try row[8], try row[9])
  }
}

/// Puts a case to the panel. One question at a time; the step that it is about ends it.
package func askPanel(
  _ id: ID<PanelQuestion>, words: String?, of ehcCase: EHCCase, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard let matter = PanelMatter.at(ehcCase.state) else {
    throw Refusal.notNow("The panel is asked before an assessment and before a plan.")
  }
  guard try tx.openPanelQuestion(of: ehcCase.id) == nil else {
    throw Refusal.notNow("The panel has this case already.")
  }
  try tx.run(
    """
    INSERT INTO ehc_panel_question (id, case_id, matter, words, asked_by, asked_account, asked_at)
    VALUES (\(id), \(ehcCase.id), \(matter), \(words), \(caller.name), \(caller.account), \(now))
    """)
  try tx.append(
    .panelAsked, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["matter": matter.rawValue], why: words)
}

/// The panel recommends. Whoever asked does not answer.
package func answerPanel(
  _ question: PanelQuestion, _ answer: PanelAnswer, reasons: String, of ehcCase: EHCCase, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  let isOwn = try tx.exists(
    """
    SELECT 1 FROM ehc_panel_question WHERE id = \(question.id) AND asked_account = \(caller.account)
    """)
  if isOwn { throw Refusal.notNow("You put this case to the panel: somebody else answers.") }
  let changed = try tx.run(
    """
    UPDATE ehc_panel_question SET answer = \(answer), reasons = \(reasons), answered_by = \(caller.name),
      answered_at = \(now)
    WHERE id = \(question.id) AND answered_at IS NULL AND called_off_at IS NULL
    """)
  guard changed == 1 else { throw Refusal.changedByAnother("Somebody of the panel has answered already.") }
  try tx.append(
    .panelAnswered, about: ehcCase.id.of(), child: ehcCase.child, by: caller, at: now,
    changed: ["matter": question.matter.rawValue, "answer": answer.rawValue], why: reasons)
}

extension Transaction {
  /// The questions of a case, the newest first; those that a step has ended are not among them.
  func panelQuestions(of ehcCase: ID<EHCCase>) throws -> [PanelQuestion] {
    try all(
      """
      SELECT \(PanelQuestion.columns) FROM ehc_panel_question q WHERE q.case_id = \(ehcCase)
        AND q.called_off_at IS NULL
      ORDER BY q.asked_at DESC, q.id DESC
      """)
  }
  package func openPanelQuestion(of ehcCase: ID<EHCCase>) throws -> PanelQuestion? {
    try panelQuestions(of: ehcCase).first { $0.answeredAt == nil }
  }
  /// What waits for the panel, of children whom this caller may know of in it: the oldest first.
  func waitingPanelQuestions(for caller: Caller, limit: Int, offset: Int) throws -> [PanelQuestion] {
    try all(
      """
      SELECT \(PanelQuestion.columns) FROM ehc_panel_question q JOIN ehc_case ON ehc_case.id = q.case_id
        JOIN child ON child.id = ehc_case.child_id
      WHERE q.answered_at IS NULL AND q.called_off_at IS NULL AND child.closed_on IS NULL
        AND \(visibleChildren(to: caller, by: .sitOnPanel))
      ORDER BY q.asked_at, q.id LIMIT \(limit) OFFSET \(offset)
      """)
  }
  /// What the panel was to be asked about is decided.
  func callOffPanel(of ehcCase: ID<EHCCase>, at now: Instant) throws {
    try run(
      """
      UPDATE ehc_panel_question SET called_off_at = \(now)
      WHERE case_id = \(ehcCase) AND answered_at IS NULL AND called_off_at IS NULL
      """)
  }
}

extension EventKind {
  static let panelAsked = EventKind("ehc.panel_asked", "put an EHC case to the panel")
  static let panelAnswered = EventKind("ehc.panel_answered", "recommended for the panel")
}
